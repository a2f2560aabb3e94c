//! Whether a few words about a trial look like a diagnosis or a name. Pure; the words are data, in
//! `backend/data/trial-words.toml`.
use crate::identifiers::{fold, folded_words};
use serde::Deserialize;
use std::sync::LazyLock;

/// What the words look like. The person is warned, and decides: a rule cannot know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looks {
    LikeDiagnosis,
    LikeName,
}

impl Looks {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::LikeDiagnosis => "trial-words-diagnosis",
            Self::LikeName => "trial-words-name",
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    diagnoses: Vec<String>,
    titles: Vec<String>,
    harmless: Vec<String>,
}

static WORDS: LazyLock<File> = LazyLock::new(|| {
    toml::from_str(include_str!("../../data/trial-words.toml"))
        .expect("the file is part of the program, and a test reads it")
});

/// What these words look like, if like anything that does not belong here.
#[must_use]
pub fn looks(text: &str) -> Option<Looks> {
    let is_diagnosis = |word: &String| {
        WORDS
            .diagnoses
            .iter()
            .any(|begin| word.starts_with(begin.as_str()))
    };
    if folded_words(text).iter().any(is_diagnosis) {
        return Some(Looks::LikeDiagnosis);
    }
    let is_name = text.lines().any(names_somebody);
    is_name.then_some(Looks::LikeName)
}

/// Whether a line has a title, or a word with a capital that begins no sentence.
fn names_somebody(line: &str) -> bool {
    let mut begins = true;
    for word in line.split_whitespace() {
        // "L’élève" and "d’Emma": the word that counts is the one after the apostrophe.
        let last = word.rsplit(['’', '\'']).next().unwrap_or_default();
        let bare = last.trim_matches(|letter: char| !letter.is_alphanumeric());
        let folded = fold(bare);
        let is_title = WORDS.titles.contains(&folded) && is_capital(bare);
        let is_inside = !begins || last.len() < word.len();
        let is_name = is_inside && is_capitalised(bare) && !WORDS.harmless.contains(&folded);
        if is_title || is_name {
            return true;
        }
        begins = word.ends_with(['.', '!', '?', ':', '…', '«']) || bare.is_empty();
    }
    false
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A capital, then small letters: neither "CDI" nor "A".
fn is_capitalised(word: &str) -> bool {
    is_capital(word) && word.chars().skip(1).any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::{Looks, looks};

    #[test]
    fn a_diagnosis_and_a_name_are_noticed_and_plain_words_are_not() {
        for (text, expected) in [
            ("", None),
            (
                "L’élève écrit plus vite. La batterie tient la journée.",
                None,
            ),
            ("Très utile au CDI, avec Word et GeoGebra.", None),
            ("Utile en SVT ; moins en EPS", None),
            ("Bien : Il lit seul", None),
            ("Le casque aide beaucoup\nMerci", None),
            ("Suite à sa dyslexie", Some(Looks::LikeDiagnosis)),
            ("élève DYSPRAXIQUE", Some(Looks::LikeDiagnosis)),
            ("Son TDAH le gêne", Some(Looks::LikeDiagnosis)),
            ("un trouble de l’attention", Some(Looks::LikeDiagnosis)),
            ("Avec ce stylo, Emma lit seule", Some(Looks::LikeName)),
            ("le stylo d’Emma", Some(Looks::LikeName)),
            ("D’Emma", Some(Looks::LikeName)),
            ("Mme D. est contente", Some(Looks::LikeName)),
            ("vu avec Jean-Marc", Some(Looks::LikeName)),
        ] {
            assert_eq!(looks(text), expected, "{text}");
        }
    }
}
