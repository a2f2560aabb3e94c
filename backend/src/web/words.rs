//! What the screens say, in French and English, read once from `frontend/words/{fr,en}/*.ftl`.

use std::{borrow::Cow, convert::Infallible, sync::LazyLock};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use unic_langid::langid;

use super::{format, tongues::Tongue};

pub(super) static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/../frontend/words");
static FRENCH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::Fr));
static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle(Lang::En));

/// A language the screens speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Fr,
    En,
}

impl Lang {
    /// The name of the cookie that keeps a person's choice.
    pub const COOKIE: &str = "lang";

    /// The code HTML and HTTP use: `fr` or `en`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language the switch at the top of a page leads to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Fr => Self::En,
            Self::En => Self::Fr,
        }
    }

    /// Of a name kept in both languages, the one in this language.
    #[must_use]
    pub fn choose<'n>(self, french: &'n str, english: &'n str) -> &'n str {
        match self {
            Self::Fr => french,
            Self::En => english,
        }
    }

    /// The name of the language in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Fr => "Français",
            Self::En => "English",
        }
    }

    /// Reads a language tag such as `fr` or `en-GB`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().split('-').next()?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::Fr),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The person's own choice, else what their browser prefers, else French.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let chosen = CookieJar::from_headers(headers)
            .get(Self::COOKIE)
            .and_then(|cookie| Self::from_tag(cookie.value()));
        let preferred = || {
            let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
            preferred(accepted)
        };
        chosen.or_else(preferred).unwrap_or_default()
    }
}

impl<S: Sync> FromRequestParts<S> for Lang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

/// The language with the highest weight in an `Accept-Language` header (RFC 9110 §12.5.4); the first of equals.
fn preferred(accepted: &str) -> Option<Lang> {
    let mut best = None;
    for entry in accepted.split(',') {
        let (tag, weight) = entry.split_once(";q=").unwrap_or((entry, "1"));
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        if let Some(lang) = Lang::from_tag(tag)
            && weight > best.map_or(0.0, |(_, heaviest)| heaviest)
        {
            best = Some((lang, weight));
        }
    }
    best.map(|(lang, _)| lang)
}

/// The words of one language.
#[derive(Clone, Copy, Debug, Default)]
pub struct Words {
    pub lang: Lang,
    /// A language of the worker view, spoken before `lang`.
    tongue: Option<Tongue>,
}

impl Words {
    #[must_use]
    pub const fn new(lang: Lang) -> Self {
        Self { lang, tongue: None }
    }

    /// The words of a language of the worker view; what it lacks is said in French.
    pub(super) fn of(tongue: Tongue) -> Self {
        Self {
            lang: Lang::Fr,
            tongue: Some(tongue),
        }
    }

    /// The language tag and the direction, for `<html lang dir>`.
    #[must_use]
    pub fn tag_and_dir(&self) -> (&'static str, &'static str) {
        self.tongue.map_or((self.lang.as_str(), "ltr"), |tongue| {
            (tongue.tag(), tongue.dir())
        })
    }

    /// Whether this is a language of the worker view that the other screens do not speak.
    #[must_use]
    pub fn is_for_workers(&self) -> bool {
        self.tongue.is_some()
    }

    /// Whether the language itself has this sentence, not only the one it falls back to.
    #[must_use]
    pub fn says(&self, key: &str) -> bool {
        match self.tongue {
            Some(tongue) => tongue.bundle().has_message(key),
            None => self.knows(key),
        }
    }

    /// The sentence under this key.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// Begins a sentence that has values in it: `words.with("count", 3).say("requests-waiting")`.
    #[must_use]
    pub fn with<'v>(&self, name: &'static str, value: impl Into<FluentValue<'v>>) -> Saying<'v> {
        let saying = Saying {
            words: *self,
            values: FluentArgs::new(),
        };
        saying.with(name, value)
    }

    /// Whether there is a sentence under this key: for keys that come from outside, such as `?done=`.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        match self.lang {
            Lang::Fr => &FRENCH,
            Lang::En => &ENGLISH,
        }
    }

    fn format(self, key: &str, values: Option<&FluentArgs>) -> String {
        let bundle = match self.tongue {
            Some(tongue) if tongue.bundle().has_message(key) => tongue.bundle(),
            Some(_) | None => self.bundle(),
        };
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            debug_assert!(false, "no words for {key:?} in {}", self.lang.as_str());
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, values, &mut errors);
        debug_assert!(errors.is_empty(), "{key:?} is not well said: {errors:?}");
        said.into_owned()
    }
}

/// A sentence waiting for its key.
pub struct Saying<'v> {
    words: Words,
    values: FluentArgs<'v>,
}

impl<'v> Saying<'v> {
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<FluentValue<'v>>) -> Self {
        self.values.set(name, value);
        self
    }

    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.format(key, Some(&self.values))
    }
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let locale = match lang {
        Lang::Fr => langid!("fr-FR"),
        Lang::En => langid!("en-GB"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Both languages read left to right: the invisible marks would only disturb copying and tests.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Fr => |value, _| figure(Lang::Fr, value),
        Lang::En => |value, _| figure(Lang::En, value),
    }));
    for (path, text) in files(lang) {
        // Once here, not at every sentence said: nothing of Fluent's own signs looks like these.
        let text = match lang {
            Lang::Fr => unbroken(text),
            Lang::En => Cow::Borrowed(text),
        };
        let resource = FluentResource::try_new(text.into_owned()).unwrap_or_else(|(_, errors)| {
            panic!("{path} is not Fluent: {errors:?}; the tests read every file")
        });
        if let Err(errors) = bundle.add_resource(resource) {
            panic!(
                "{path} says again what another file says: {errors:?}; the tests read every file"
            );
        }
    }
    bundle
}

/// French sets a space before these signs and inside its quotation marks, where no line may break: the files
/// of words, and the checklists, are typed with plain spaces.
pub(crate) fn unbroken(text: &str) -> Cow<'_, str> {
    const PLAIN: [&str; 7] = [" :", " ;", " ?", " !", " »", "« ", "n° "];
    if !PLAIN.iter().any(|plain| text.contains(plain)) {
        return Cow::Borrowed(text);
    }
    let set = |text: String, plain: &&str| text.replace(plain, &plain.replace(' ', "\u{a0}"));
    Cow::Owned(PLAIN.iter().fold(text.to_owned(), set))
}

/// Numbers inside sentences look as they do elsewhere on the page.
fn figure(lang: Lang, value: &FluentValue) -> Option<String> {
    if let FluentValue::Number(number) = value {
        Some(format::grouped(lang, &number.as_string()))
    } else {
        None
    }
}

fn files(lang: Lang) -> impl Iterator<Item = (String, &'static str)> {
    let folder = FILES
        .get_dir(lang.as_str())
        .expect("frontend/words has a folder per language, seen at build time");
    folder.files().map(|file| {
        let path = file.path().display().to_string();
        let text = file
            .contents_utf8()
            .expect("the words are UTF-8, read by the tests");
        (path, text)
    })
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use regex::Regex;

    use super::*;

    /// Every key of a language with the variables its sentence uses.
    fn sentences(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
        let key = Regex::new(r"^([a-z][a-z0-9-]*) *=").unwrap();
        let variable = Regex::new(r"\$([a-zA-Z][\w-]*)").unwrap();
        let mut sentences: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (path, text) in files(lang) {
            let mut current = None;
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                if let Some(found) = key.captures(line) {
                    let earlier = sentences.insert(found[1].to_owned(), BTreeSet::new());
                    assert!(
                        earlier.is_none(),
                        "{path} says {:?} a second time",
                        &found[1]
                    );
                    current = Some(found[1].to_owned());
                }
                if let Some(current) = &current {
                    let variables = sentences.get_mut(current).unwrap();
                    variables.extend(variable.captures_iter(line).map(|v| v[1].to_owned()));
                }
            }
        }
        sentences
    }

    /// The text of every Rust source and template, with its path.
    fn sources() -> Vec<(String, String)> {
        fn walk(folder: &Path, found: &mut Vec<(String, String)>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, found);
                } else if path
                    .extension()
                    .is_some_and(|end| ["rs", "html", "txt"].iter().any(|e| *e == end))
                {
                    found.push((
                        path.display().to_string(),
                        fs::read_to_string(&path).unwrap(),
                    ));
                }
            }
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut found = Vec::new();
        walk(&root.join("src"), &mut found);
        walk(&root.join("../frontend/templates"), &mut found);
        found.retain(|(path, _)| !path.ends_with("web/words.rs"));
        found
    }

    #[test]
    fn french_and_english_say_the_same_things_with_the_same_values() {
        let (french, english) = (sentences(Lang::Fr), sentences(Lang::En));
        let missing: Vec<_> = french
            .keys()
            .filter(|key| !english.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "only in French: {missing:?}");
        let missing: Vec<_> = english
            .keys()
            .filter(|key| !french.contains_key(*key))
            .collect();
        assert!(missing.is_empty(), "only in English: {missing:?}");
        for (key, variables) in &french {
            assert_eq!(
                variables, &english[key],
                "the values of {key:?}, French then English"
            );
        }
    }

    #[test]
    fn every_file_of_words_is_read() {
        for lang in [Lang::Fr, Lang::En] {
            let words = Words::new(lang);
            for key in sentences(lang).keys() {
                assert!(
                    words.knows(key),
                    "{key:?} is in a {} file but Fluent does not see it",
                    lang.as_str()
                );
            }
        }
    }

    #[test]
    fn every_word_said_is_written() {
        let said = Regex::new(r#"\.say\(\s*"([^"]*)""#).unwrap();
        let written = sentences(Lang::Fr);
        let mut unwritten = Vec::new();
        for (path, text) in sources() {
            for key in said.captures_iter(&text) {
                if !written.contains_key(&key[1]) {
                    unwritten.push(format!("{path}: {}", &key[1]));
                }
            }
        }
        assert!(
            unwritten.is_empty(),
            "said but not in frontend/words:\n{}",
            unwritten.join("\n")
        );
    }

    #[test]
    fn every_word_written_is_said() {
        let literal = Regex::new(r#""([a-z][a-z0-9-]*)""#).unwrap();
        // The sentence after a redirect is named by the address: `?done=request-submitted`.
        let done = Regex::new(r"\bdone=([a-z][a-z0-9-]*)").unwrap();
        let mut used = BTreeSet::new();
        for (_, text) in sources() {
            used.extend(
                done.captures_iter(&text)
                    .map(|found| format!("done-{}", &found[1])),
            );
            used.extend(
                literal
                    .captures_iter(&text)
                    .map(|found| found[1].to_owned()),
            );
        }
        // Two families of keys are put together: the help of an error, the device types of the data.
        let helps = used.iter().filter(|key| key.starts_with("error-"));
        let helps: Vec<_> = helps.map(|key| format!("{key}-help")).collect();
        used.extend(helps);
        let types = crate::workshop::checklists::device_types();
        used.extend(
            types
                .iter()
                .map(crate::workshop::checklists::DeviceType::word_key),
        );
        let unused: Vec<_> = sentences(Lang::Fr)
            .into_keys()
            .filter(|key| !used.contains(key))
            .collect();
        assert!(
            unused.is_empty(),
            "in frontend/words but nowhere as a literal \"key\": {unused:?}"
        );
    }

    #[test]
    fn the_cookie_wins_over_the_browser_and_french_over_silence() {
        let lang = |cookie: Option<&str>, accepted: Option<&str>| {
            let mut headers = HeaderMap::new();
            if let Some(cookie) = cookie {
                headers.insert(header::COOKIE, format!("lang={cookie}").parse().unwrap());
            }
            if let Some(accepted) = accepted {
                headers.insert(header::ACCEPT_LANGUAGE, accepted.parse().unwrap());
            }
            Lang::of(&headers)
        };
        assert_eq!(lang(None, None), Lang::Fr);
        assert_eq!(lang(None, Some("de, en-GB;q=0.8, fr;q=0.5")), Lang::En);
        assert_eq!(lang(None, Some("fr;q=0.2, en;q=0.9")), Lang::En);
        assert_eq!(lang(None, Some("ar")), Lang::Fr);
        assert_eq!(lang(None, Some("en;q=nonsense")), Lang::Fr);
        assert_eq!(lang(Some("fr"), Some("en")), Lang::Fr);
        assert_eq!(lang(Some("tlh"), Some("en")), Lang::En);
    }

    #[test]
    fn no_line_breaks_before_a_french_colon_nor_inside_quotation_marks() {
        let words = Words::new(Lang::Fr);
        assert_eq!(
            words.say("stranger-title"),
            "Vous avez trouvé cet appareil\u{a0}?"
        );
        assert_eq!(
            words.with("kind", "moved").say("event-unknown"),
            "Événement «\u{a0}moved\u{a0}», inconnu de cette version"
        );
        assert_eq!(
            words.with("number", 7).say("handover-title"),
            "Remise n°\u{a0}7"
        );
    }

    #[test]
    fn numbers_in_a_sentence_are_written_as_on_the_page() {
        let said = |lang| Words::new(lang).with("days", 1234).say("waiting-days");
        assert_eq!(said(Lang::Fr), "depuis 1\u{202f}234 jours");
        assert_eq!(said(Lang::En), "for 1,234 days");
    }
}
