//! Who may go where: docs/PERMISSIONS.md is the matrix printed, and every route keeps to it for every role
//! and for anybody unknown.
//!
//! What a route needs is read from its handler: `Allowed<X>` needs `X`. A handler that asks otherwise is
//! named below.

use crate::support::{
    World,
    page::Page,
    sources::{Route, Source, app, root, routes, up_to_closing},
    visitor::Visitor,
};
use entities::membership::Role;
use passe_relais::auth::permissions::{AT_BENCH, MATRIX};
use regex::Regex;
use sea_orm::Iterable;
use std::{collections::BTreeMap, env, fmt::Write, fs, sync::LazyLock};

/// Routes open to anybody, signed in or not.
const OPEN: &[(&str, &str)] = &[
    ("GET", "/api/openapi.json"), // says what may be called, and nothing of anybody
    ("POST", "/api/snapshots"),   // by its own token, which the workshop tests try
    // By a token that acts as a coordinator, which the tests of the API try.
    ("GET", "/api/v1/devices"),
    ("GET", "/api/v1/devices/{code}"),
    ("GET", "/api/v1/loans"),
    ("GET", "/api/v1/loans/{id}"),
    ("POST", "/api/v1/models"),
    ("GET", "/api/v1/requests"),
    ("GET", "/api/v1/requests/{id}"),
    ("GET", "/"), // sends a stranger to the sign-in page, which the sign-in tests try
    ("GET", "/accessibility"),
    ("GET", "/appels"), // the open calls are for everybody, and say nothing of anybody
    ("GET", "/assets/{hash}/{*name}"),
    ("GET", "/bench/offline"), // the same forms for everybody, and nothing about anybody
    ("GET", "/d/{code}"),
    ("GET", "/D/{code}"), // the same in capitals
    ("GET", "/favicon.ico"),
    // A mode card keeps its address through the sign-in page, which the scanning tests try.
    ("GET", "/M/{action}"),
    ("GET", "/healthz"),
    ("GET", "/invitation/link/{token}"),
    ("POST", "/invitation/link/{token}"),
    ("POST", "/language"),
    ("GET", "/m/{action}"),
    // The directory is for everybody, and says nothing of anybody.
    ("GET", "/lieux"),
    ("GET", "/lieux/mediation-numerique.csv"),
    ("GET", "/lieux/services.json"),
    ("GET", "/lieux/structures.json"),
    ("GET", "/lieux/{id}"),
    ("GET", "/manifest.webmanifest"),
    ("GET", "/opinion"), // by a code, which the satisfaction tests try
    ("GET", "/opinion/{code}"),
    ("POST", "/opinion/{code}"),
    ("GET", "/password-reset"),
    ("POST", "/password-reset"),
    ("GET", "/password-reset/link/{token}"),
    ("POST", "/password-reset/link/{token}"),
    ("GET", "/questionnaire"), // by a code, which the competence tests try
    ("GET", "/questionnaire/{code}"),
    ("POST", "/questionnaire/{code}"),
    ("GET", "/readyz"),
    // Teachers register themselves, which the tests of schools try.
    ("GET", "/registration"),
    ("POST", "/registration"),
    ("GET", "/registration/link/{token}"),
    ("POST", "/registration/link/{token}"),
    ("GET", "/service-worker.js"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("GET", "/sign-in/badge"), // on an enrolled bench only, which the bench tests try
    ("POST", "/sign-in/badge"),
    ("POST", "/sign-in/lock"),
    ("POST", "/sign-out"),
];

/// Routes whose handler takes `Signed` and checks by itself: any one of these permissions lets in.
const CHECKED_INSIDE: &[(&str, &str, &[&str])] = &[
    // The site that handed over, and the prescriber's organisation.
    (
        "GET",
        "/handovers/{id}/slip",
        &["HandOver", "SubmitRequests"],
    ),
];

#[test]
fn the_matrix_in_the_documents_is_the_one_in_the_program() {
    let mut expected = String::from(
        "# Who may do what\n\n\
         Printed from `backend/src/auth/permissions.rs` by `tests/permissions.rs`, which fails when the two differ: \
         run it with `UPDATE_DOCS=1` to print it again. Every route names one of these permissions, and the same \
         test tries every route as every role and as nobody. Which *rows* somebody sees within a permission is \
         decided by queries: a row that is not theirs is not found (404).\n\n\
         *At a bench* is what somebody may do whom a badge and a PIN signed in at an enrolled bench, whatever else \
         their role allows.\n\n\
         | permission | what it allows | roles | at a bench |\n| --- | --- | --- | --- |\n",
    );
    for ((name, meaning, roles), (_, at_bench)) in MATRIX.iter().zip(AT_BENCH) {
        let roles: Vec<String> = roles.iter().map(|role| spaced(*role)).collect();
        let meaning = meaning.trim().trim_end_matches('.');
        let at_bench = if *at_bench { "yes" } else { "" };
        writeln!(
            expected,
            "| `{name}` | {meaning} | {} | {at_bench} |",
            roles.join(", ")
        )
        .unwrap();
    }
    let path = root().join("docs/PERMISSIONS.md");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    let written = fs::read_to_string(path).unwrap();
    assert_eq!(written, expected, "run this test with UPDATE_DOCS=1");
}

/// `OrganisationManager` as a reader writes it.
fn spaced(role: Role) -> String {
    let mut words = String::new();
    for letter in format!("{role:?}").chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

#[test]
fn every_route_says_whom_it_lets_in() {
    let unsaid: Vec<String> = guarded_routes()
        .into_iter()
        .filter_map(|route| match route.needs {
            Needs::Unsaid(why) => Some(format!("{} {}: {why}", route.method, route.path)),
            Needs::Nothing | Needs::AnyOf(_) => None,
        })
        .collect();
    assert!(
        unsaid.is_empty(),
        "add these to OPEN or CHECKED_INSIDE in tests/permissions.rs, or take Allowed<…> in their handlers:\n{}",
        unsaid.join("\n")
    );
}

#[test]
fn the_routes_named_by_hand_exist() {
    let routes = guarded_routes();
    for (method, path) in OPEN
        .iter()
        .copied()
        .chain(CHECKED_INSIDE.iter().map(|(m, p, _)| (*m, *p)))
    {
        assert!(
            routes.iter().any(|r| r.method == method && r.path == path),
            "tests/permissions.rs names {method} {path}, which is no route"
        );
    }
}

#[tokio::test]
async fn nobody_unknown_gets_past_the_sign_in_page() {
    let world = World::new().await;
    let stranger = world.stranger();
    for route in guarded_routes() {
        if let Needs::AnyOf(_) = route.needs {
            let page = route.ask(&stranger).await;
            assert_eq!(
                (page.status.as_u16(), sent_to(&page)),
                (303, Some("/sign-in")),
                "{} {} as nobody",
                route.method,
                route.path
            );
        }
    }
}

#[tokio::test]
async fn every_role_is_let_in_where_the_matrix_says_and_nowhere_else() {
    let world = World::new().await;
    let routes = guarded_routes();
    for role in Role::iter() {
        let person = world.persona(role).await;
        let (allowed, refused): (Vec<_>, Vec<_>) = routes
            .iter()
            .filter(|route| matches!(route.needs, Needs::AnyOf(_)))
            .partition(|route| route.lets_in(role));
        for route in refused {
            let page = route.ask(&person).await;
            assert_eq!(
                page.status.as_u16(),
                403,
                "{} {} as {role:?}",
                route.method,
                route.path
            );
        }
        let mut visitor = world.sign_in(&person.account.email).await;
        for route in allowed {
            let mut page = route.ask(&visitor).await;
            if sent_to(&page).is_some_and(|to| to.starts_with("/sign-in")) {
                // A route before it ended the session: sign in again, and ask once more.
                visitor = world.sign_in(&person.account.email).await;
                page = route.ask(&visitor).await;
            }
            let status = page.status.as_u16();
            assert!(
                status != 403 && status < 500,
                "{} {} as {role:?} answered {status}",
                route.method,
                route.path
            );
        }
    }
}

fn sent_to(page: &Page) -> Option<&str> {
    page.headers.get("location")?.to_str().ok()
}

pub struct Guarded {
    pub method: &'static str,
    pub path: String,
    needs: Needs,
}

enum Needs {
    Nothing,
    /// Any one of these permissions.
    AnyOf(Vec<String>),
    /// Why it is not known.
    Unsaid(String),
}

impl Guarded {
    fn lets_in(&self, role: Role) -> bool {
        let Needs::AnyOf(permissions) = &self.needs else {
            return true;
        };
        permissions.iter().any(|name| {
            let row = MATRIX.iter().find(|(known, _, _)| known == name);
            let (_, _, roles) = row.unwrap_or_else(|| panic!("no permission is called {name}"));
            roles.contains(&role)
        })
    }

    /// What it needs, any one of them; none for a route open to anybody.
    pub fn permissions(&self) -> Option<&[String]> {
        match &self.needs {
            Needs::AnyOf(permissions) => Some(permissions),
            Needs::Nothing | Needs::Unsaid(_) => None,
        }
    }

    /// Asks with a form that holds nothing but its id, for a row that is most likely not there.
    pub async fn ask(&self, visitor: &Visitor) -> Page {
        static PARAMETER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\{[^}]+\}").unwrap());
        let path = PARAMETER.replace_all(&self.path, "987654").into_owned();
        if self.method == "GET" {
            return visitor.get(&path).await;
        }
        let id = uuid::Uuid::new_v4().to_string();
        visitor.post(&path, &[("write_id", &id)]).await
    }
}

/// Every route of the sources, each method apart, with what its handler asks for.
pub fn guarded_routes() -> Vec<Guarded> {
    static HANDLER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b(get|post)\(([^()]*)").unwrap());
    let sources = app();
    let by_path: BTreeMap<&str, &Source> = sources.iter().map(|s| (s.in_app(), s)).collect();
    let mut guarded = Vec::new();
    for route in routes() {
        let handlers: Vec<_> = HANDLER.captures_iter(&route.handlers).collect();
        assert_eq!(
            handlers.len(),
            usize::from(route.get) + usize::from(route.post),
            "the handlers of {} are not understood",
            route.path
        );
        for handler in handlers {
            let method = if &handler[1] == "get" { "GET" } else { "POST" };
            let needs = needs(method, &route, handler[2].trim(), &by_path);
            guarded.push(Guarded {
                method,
                path: route.path.clone(),
                needs,
            });
        }
    }
    assert!(guarded.len() > 10, "no routes: has their form changed?");
    guarded
}

fn needs(method: &str, route: &Route, handler: &str, sources: &BTreeMap<&str, &Source>) -> Needs {
    static ALLOWED: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\bAllowed<(?:\w+::)*(\w+)>").unwrap());
    if OPEN.contains(&(method, &route.path)) {
        return Needs::Nothing;
    }
    let by_hand = CHECKED_INSIDE
        .iter()
        .find(|(m, p, _)| (*m, *p) == (method, &route.path));
    if let Some((_, _, permissions)) = by_hand {
        return Needs::AnyOf(permissions.iter().map(|name| (*name).to_owned()).collect());
    }
    let Some(signature) = signature_of(&route.file, handler, sources) else {
        return Needs::Unsaid(format!("its handler {handler} was not found"));
    };
    match ALLOWED.captures(&signature) {
        Some(found) => Needs::AnyOf(vec![found[1].to_owned()]),
        None => Needs::Unsaid(format!("its handler {handler} takes no Allowed<…>")),
    }
}

/// The parameters of `sign_in::show`, from the file that the router's file means by `sign_in`.
fn signature_of(router: &str, handler: &str, sources: &BTreeMap<&str, &Source>) -> Option<String> {
    let mut segments: Vec<&str> = handler.split("::").collect();
    let function = segments.pop()?;
    let here = router.trim_end_matches(".rs");
    let folder = here.strip_suffix("/mod").unwrap_or(here);
    let mut places = vec![router.to_owned()];
    if segments.first() == Some(&"crate") {
        places = vec![format!("{}.rs", segments[1..].join("/"))];
    } else if !segments.is_empty() {
        let inside = segments.join("/");
        places = vec![
            format!("{folder}/{inside}.rs"),
            format!("{folder}/{inside}/mod.rs"),
        ];
    }
    let place = places
        .iter()
        .find_map(|place| sources.get(place.as_str()))?;
    let code = place.code();
    let start = Regex::new(&format!(r"\bfn {function}\s*(?:<[^>]*>)?\("))
        .ok()?
        .find(&code)?
        .end();
    Some(up_to_closing(&code[start..]).to_owned())
}
