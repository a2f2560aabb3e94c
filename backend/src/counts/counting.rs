//! `GET|POST /bench/counts/{id}`: a counter scans one thing after the other, also without a network.
//! `POST /bench/counts/{id}/unlabelled`: a device without a label is noted.
use super::{
    actions::{self, Came, Here, ScanError},
    queries::{self, Told},
    rules::Refusal,
    say::{class_look, done_of},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::CountStock},
    devices::standing::kind_key,
    journal,
    labels::{
        card::{Reading, Unread, read},
        scan_mistake,
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::{DateTime, SubsecRound, Utc};
use entities::{
    device::DeviceKind,
    membership::MembershipId,
    site,
    stock_count::{self, CountState},
};
use sea_orm::{ActiveEnum, Iterable};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "counts/counting.html")]
struct CountingPage {
    shell: Shell,
    count: stock_count::Model,
    /// Where the person counts, and where they may.
    site: site::Model,
    sites: Vec<Way>,
    pass: i32,
    /// The same with the first count, and with the second.
    passes: [Way; 2],
    kinds: Vec<Choice>,
    done: u64,
    /// Expected here and not scanned yet, unless that is hidden.
    left: Option<u64>,
    latest: Vec<Line>,
    code: String,
    kind: String,
    errors: FormErrors,
    refused: Option<Refusal>,
}

impl CountingPage {
    fn is_counting(&self) -> bool {
        self.count.state == CountState::Counting
    }
}

/// This page for another site or count.
struct Way {
    name: String,
    href: String,
    /// Whether it is this one.
    here: bool,
}

/// A line of the counter's tally.
struct Line {
    tone: &'static str,
    icon: &'static str,
    code: String,
    sentence: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    site: String,
    pass: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CountForm {
    write_id: String,
    site: String,
    pass: String,
    code: String,
    /// When the device read it that kept it until there was a network.
    seen_at: String,
    kind: String,
}

/// Where a person counts: a count they see, one of its sites, and the pass.
struct Place {
    count: stock_count::Model,
    site: site::Model,
    sites: Vec<site::Model>,
    pass: i32,
}

impl Place {
    fn address(&self) -> String {
        address(&self.count, &self.site, self.pass)
    }
}

fn address(count: &stock_count::Model, site: &site::Model, pass: i32) -> String {
    format!(
        "/bench/counts/{}?site={}&pass={pass}",
        count.id.0, site.id.0
    )
}

/// What an address or a form names; a count or a site that is not theirs does not exist.
async fn find(app: &App, by: &Signed, id: i32, (site, pass): (&str, &str)) -> Result<Place, Error> {
    let count = queries::count(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let scope = queries::scope(&app.db, count.id).await?;
    let sites = queries::sites_to_count(&app.db, by, &count, &scope).await?;
    let chosen = if site.is_empty() {
        let own = sites.iter().find(|own| Some(own.id) == by.site_id);
        own.or_else(|| sites.first())
    } else {
        sites.iter().find(|own| own.id.0.to_string() == site)
    };
    let site = chosen.cloned().ok_or(Error::NotFound)?;
    let pass = match pass {
        "2" if count.second_pass => 2,
        _ => 1,
    };
    Ok(Place {
        count,
        site,
        sites,
        pass,
    })
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<CountStock>,
    Path(id): Path<i32>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let place = find(&app, &by, id, (chosen.site.as_str(), chosen.pass.as_str())).await?;
    page(&app, &by, place, Said::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<CountStock>,
    Path(id): Path<i32>,
    Form(form): Form<CountForm>,
) -> Result<Response, Error> {
    let place = find(&app, &by, id, (form.site.as_str(), form.pass.as_str())).await?;
    let code = match read(&form.code) {
        Ok(Reading::Label(code)) => code,
        // A card says what to do at a bench; here everything is counted.
        Ok(Reading::Card(_)) => {
            return page(&app, &by, place, Said::mistaken(form, Unread::Card)).await;
        }
        Err(unread) => return page(&app, &by, place, Said::mistaken(form, unread)).await,
    };
    let here = Here {
        site: place.site.id,
        pass: place.pass,
        seen_at: form.seen_at.parse::<DateTime<Utc>>().ok().map(micros),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let done = match actions::scan(&app, &write, &by, &place.count, (code, here)).await {
        Ok(Came::Counted(class)) => done_of(class, place.count.blind),
        Ok(Came::Already) => "done-count-already",
        Err(ScanError::Refused(refusal)) => {
            drop(write);
            return page(&app, &by, place, Said::refused(refusal)).await;
        }
        Err(ScanError::Other(error)) => {
            drop(write);
            return Err(ended_meanwhile(&app, &by, id, error).await);
        }
    };
    let done = done.trim_start_matches("done-");
    let to = format!("{}&done={done}", place.address());
    Ok(write.answer(to).await?.into_response())
}

/// To the microsecond that the databases keep.
fn micros(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(6)
}

/// The database refuses a scan that comes as the counting ends: who sent it is told so.
async fn ended_meanwhile(app: &App, by: &Signed, id: i32, error: Error) -> Error {
    match queries::count(&app.db, by, id).await {
        Ok(Some(count)) if count.state != CountState::Counting => Error::Changed,
        Ok(_) | Err(_) => error,
    }
}

pub async fn note_unlabelled(
    State(app): State<App>,
    by: Allowed<CountStock>,
    Path(id): Path<i32>,
    Form(form): Form<CountForm>,
) -> Result<Response, Error> {
    let place = find(&app, &by, id, (form.site.as_str(), form.pass.as_str())).await?;
    let Ok(kind) = DeviceKind::try_from_value(&form.kind) else {
        let mut errors = FormErrors::default();
        errors.add("kind", "count-kind-missing");
        let said = Said {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            errors,
            ..Said::default()
        };
        return page(&app, &by, place, said).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let noted = (kind, place.site.id);
    match actions::note_unlabelled(&app, &write, &by, &place.count, noted).await {
        Ok(()) => {
            let to = format!("{}&done=count-unlabelled", place.address());
            Ok(write.answer(to).await?.into_response())
        }
        Err(ScanError::Refused(refusal)) => {
            drop(write);
            page(&app, &by, place, Said::refused(refusal)).await
        }
        Err(ScanError::Other(error)) => {
            drop(write);
            Err(ended_meanwhile(&app, &by, id, error).await)
        }
    }
}

/// What the page has to say beside the tally.
struct Said {
    status: StatusCode,
    code: String,
    errors: FormErrors,
    refused: Option<Refusal>,
}

impl Default for Said {
    fn default() -> Self {
        Self {
            status: StatusCode::OK,
            code: String::new(),
            errors: FormErrors::default(),
            refused: None,
        }
    }
}

impl Said {
    fn refused(refusal: Refusal) -> Self {
        Self {
            status: StatusCode::CONFLICT,
            refused: Some(refusal),
            ..Self::default()
        }
    }

    fn mistaken(form: CountForm, unread: Unread) -> Self {
        Self {
            status: StatusCode::UNPROCESSABLE_ENTITY,
            code: form.code,
            errors: scan_mistake(unread, "code"),
            ..Self::default()
        }
    }
}

async fn page(app: &App, by: &Signed, place: Place, said: Said) -> Result<Response, Error> {
    let Place {
        count,
        site,
        sites,
        pass,
    } = place;
    let shell = by.shell();
    let latest = queries::latest(&app.db, count.id, by.membership_id).await?;
    let names =
        journal::actor_names(&app.db, latest.iter().map(|told| told.scan.membership_id)).await?;
    let left = if count.blind {
        None
    } else {
        Some(queries::left_at(&app.db, count.id, site.id, pass).await?)
    };
    let page = CountingPage {
        done: queries::scanned_by(&app.db, count.id, by.membership_id, pass).await?,
        left,
        latest: latest
            .iter()
            .map(|told| line(&shell, &names, told, count.blind))
            .collect(),
        kinds: DeviceKind::iter()
            .map(|kind| Choice::new(kind.to_value(), shell.say(kind_key(kind))))
            .collect(),
        code: said.code,
        kind: String::new(),
        errors: said.errors,
        refused: said.refused,
        sites: sites
            .iter()
            .map(|other| Way {
                name: other.name.clone(),
                href: address(&count, other, pass),
                here: other.id == site.id,
            })
            .collect(),
        passes: [(1, "count-pass-first"), (2, "count-pass-second")].map(|(other, key)| Way {
            name: shell.say(key),
            href: address(&count, &site, other),
            here: other == pass,
        }),
        count,
        site,
        pass,
        shell,
    };
    Ok(web::page(said.status, &page)?)
}

fn line(shell: &Shell, names: &BTreeMap<MembershipId, String>, told: &Told, blind: bool) -> Line {
    let scan = &told.scan;
    let code = match (&scan.code, scan.kind) {
        (Some(code), _) => code.clone(),
        (None, Some(kind)) => shell.say(kind_key(kind)),
        (None, None) => String::new(),
    };
    if told.repeated {
        let who = names.get(&scan.membership_id).cloned().unwrap_or_default();
        return Line {
            tone: "info",
            icon: "info",
            code,
            sentence: shell
                .with("who", who)
                .with("when", shell.date_time(scan.received_at))
                .say("count-already-by"),
        };
    }
    let sentence = if scan.code.is_none() {
        "done-count-unlabelled"
    } else {
        done_of(scan.class, blind)
    };
    let (tone, icon) = if blind {
        ("good", "circle-check")
    } else {
        class_look(scan.class)
    };
    Line {
        tone,
        icon,
        code,
        sentence: shell.say(sentence),
    }
}
