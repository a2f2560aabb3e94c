//! The languages of the worker view. Each is one file, `frontend/words/TAG/worker.ftl`: what it does not say
//! is said in French. French and English are there too, as whole folders.
use super::words::{FILES, Lang, Words};
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;
use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use std::{fmt, sync::LazyLock};
use unic_langid::{CharacterDirection, LanguageIdentifier};

const FILE: &str = "worker.ftl";
/// What the language is called in itself.
const NAME: &str = "worker-language-name";

/// French first, then English, then the others by their tags.
static TONGUES: LazyLock<Vec<Spoken>> = LazyLock::new(|| {
    let mut tongues: Vec<Spoken> = FILES
        .dirs()
        .filter_map(|folder| {
            let tag = folder.path().to_str()?;
            let text = folder.get_file(folder.path().join(FILE))?.contents_utf8()?;
            Some(Spoken::read(tag, text))
        })
        .collect();
    tongues.sort_by_key(|spoken| {
        (
            spoken.lang.is_none(),
            spoken.lang != Some(Lang::Fr),
            spoken.tag,
        )
    });
    tongues
});

struct Spoken {
    tag: &'static str,
    right_to_left: bool,
    /// One of the two languages that every screen speaks.
    lang: Option<Lang>,
    bundle: FluentBundle<FluentResource>,
}

impl Spoken {
    fn read(tag: &'static str, text: &str) -> Self {
        let locale: LanguageIdentifier = tag
            .parse()
            .unwrap_or_else(|_| panic!("frontend/words/{tag} is not called by a language tag"));
        let right_to_left = locale.character_direction() == CharacterDirection::RTL;
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // In a line that runs the other way, a code or a name keeps its own direction.
        bundle.set_use_isolating(right_to_left);
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(_, errors)| {
            panic!("{tag}/{FILE} is not Fluent: {errors:?}; the tests read every file")
        });
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("{tag}/{FILE} says something twice: {errors:?}; the tests read every file");
        }
        Self {
            tag,
            right_to_left,
            lang: [Lang::Fr, Lang::En]
                .into_iter()
                .find(|lang| lang.as_str() == tag),
            bundle,
        }
    }
}

/// A language that the worker view is spoken in.
#[derive(Clone, Copy)]
pub struct Tongue(&'static Spoken);

impl fmt::Debug for Tongue {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_tuple("Tongue").field(&self.0.tag).finish()
    }
}

impl Tongue {
    /// The name of the cookie that keeps the language a bench asks for a badge in.
    pub const COOKIE: &str = "tongue";

    /// The language that was chosen on this bench, for who is not signed in.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let jar = CookieJar::from_headers(headers);
        Self::from_tag(jar.get(Self::COOKIE)?.value())
    }

    #[must_use]
    pub fn all() -> Vec<Self> {
        TONGUES.iter().map(Self).collect()
    }

    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        TONGUES.iter().find(|spoken| spoken.tag == tag).map(Self)
    }

    #[must_use]
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// `ltr` or `rtl`, as HTML says it.
    #[must_use]
    pub fn dir(self) -> &'static str {
        if self.0.right_to_left { "rtl" } else { "ltr" }
    }

    /// The name of the language in itself.
    #[must_use]
    pub fn name(self) -> String {
        self.words().say(NAME)
    }

    /// What a page says in this language.
    #[must_use]
    pub fn words(self) -> Words {
        match self.0.lang {
            Some(lang) => Words::new(lang),
            None => Words::of(self),
        }
    }

    /// The keys its own file says, each with the names of its values.
    #[cfg(test)]
    #[must_use]
    pub fn sentences(self) -> std::collections::BTreeMap<String, Vec<String>> {
        let key = regex::Regex::new(r"^([a-z][a-z0-9-]*) *=").unwrap();
        let value = regex::Regex::new(r"\$([a-z]+)").unwrap();
        let file = FILES.get_file(format!("{}/{FILE}", self.tag())).unwrap();
        let lines = file.contents_utf8().unwrap().lines();
        let sentence = |line: &str| {
            let key = key.captures(line)?[1].to_owned();
            let values = value.captures_iter(line).map(|found| found[1].to_owned());
            Some((key, values.collect::<Vec<String>>()))
        };
        lines.filter_map(sentence).collect()
    }

    pub(super) fn bundle(self) -> &'static FluentBundle<FluentResource> {
        &self.0.bundle
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;
    use std::{collections::BTreeSet, fs, path::Path};

    #[test]
    fn a_language_is_a_file_and_knows_its_direction() {
        let told: Vec<String> = Tongue::all()
            .into_iter()
            .map(|tongue| format!("{} {} {}", tongue.tag(), tongue.dir(), tongue.name()))
            .collect();
        assert_eq!(
            told,
            ["fr ltr Français", "en ltr English", "ar rtl العربية"]
        );
        assert!(Tongue::from_tag("tlh").is_none());
    }

    /// The templates of the worker view, and the part of the shared ones that it shows.
    fn templates() -> String {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/templates");
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let of = |name: &str, macros: &[&str]| {
            let text = read(name);
            let shown = text.split("{% macro ").filter(|one| {
                macros
                    .iter()
                    .any(|name| one.starts_with(&format!("{name}(")))
            });
            shown.collect::<String>()
        };
        [
            read("layouts/tasks.html"),
            read("workshop/tasks/task.html"),
            read("workshop/tasks/home.html"),
            read("error_at_bench.html"),
            read("layouts/plain.html"),
            read("auth/badge_sign_in.html"),
            read("workshop/offline.html"),
            // Scrapping is the supervisor's: its fields stay French, and are marked so.
            of("workshop/fields.html", &["reset", "bring_back"]),
            of("workshop/parts.html", &["question", "asked", "mistake"]),
            of(
                "components/forms.html",
                &["summary", "field", "textarea", "radios", "file", "scan"],
            ),
            // Within the scan field.
            read("components/camera.html"),
        ]
        .concat()
    }

    /// What these pages say by keys that stand in the code.
    const SAID_BY_CODE: &[&str] = &[
        "check-",
        "os-family-",
        "error-",
        "badge-",
        "pin-",
        "reset-",
        "kind-",
        "unit-",
        "grade-",
        "bench-answer-",
        "bench-measure-",
        "offline-older-list",
    ];

    /// What a page that is none says, each with a sentence more.
    const DRESSED: &[&str] = &[
        "error-forbidden",
        "error-not-found",
        "error-restricted",
        "error-write-id-missing",
        "error-changed",
        "error-not-later",
        "error-too-large",
        "error-unreadable",
        "error-other-site",
        "error-too-many",
        "error-internal",
    ];

    #[test]
    fn every_language_says_the_whole_worker_view_and_nothing_else() {
        let literal = Regex::new(r#""([a-z][a-z0-9-]*)""#).unwrap();
        let templates = templates();
        let shown: BTreeSet<&str> = literal
            .captures_iter(&templates)
            .map(|found| found.get(1).unwrap().as_str())
            .collect();
        let french = Tongue::from_tag("fr").unwrap();
        let screens = french.words();
        let own = french.sentences();
        for tongue in Tongue::all()
            .into_iter()
            .filter(|tongue| tongue.0.lang.is_none())
        {
            let tag = tongue.tag();
            let said = tongue.sentences();
            for (key, values) in &own {
                assert_eq!(said.get(key), Some(values), "{tag}: {key}");
            }
            for key in DRESSED {
                for key in [(*key).to_owned(), format!("{key}-help")] {
                    assert!(said.contains_key(&key), "{tag} lacks {key}");
                }
            }
            let written = shown.iter().filter(|key| screens.knows(key));
            for key in written.filter(|key| **key != "scan-submit") {
                assert!(
                    said.contains_key(*key),
                    "{tag} lacks {key}, which the pages say"
                );
            }
            let family = |key: &str| {
                let by_code = SAID_BY_CODE.iter().any(|begin| key.starts_with(begin));
                by_code && (key.starts_with("check-") || screens.knows(key))
            };
            for key in said.keys().filter(|key| !family(key)) {
                let used = own.contains_key(key) || shown.contains(key.as_str());
                assert!(used, "{tag} says {key}, which no page asks for");
            }
        }
    }

    #[test]
    fn a_value_keeps_its_direction_in_a_line_that_runs_the_other_way() {
        let words = Tongue::from_tag("ar").unwrap().words();
        let said = words.with("name", "Poste 2").say("lock-help");
        assert!(said.contains("\u{2068}Poste 2\u{2069}"), "{said}");
    }

    #[test]
    fn what_a_language_does_not_say_is_said_in_french() {
        let words = Tongue::from_tag("ar").unwrap().words();
        assert_eq!(words.say("bench-title"), "Poste");
        assert!(!words.says("bench-title"));
        assert!(words.says("worker-yes"));
    }
}
