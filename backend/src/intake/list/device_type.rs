//! What type of device a word in a list names.

use entities::device::DeviceKind;

use crate::identifiers::fold;

/// Whole words that tell a type, tried in this order: a *téléphone portable* is no laptop,
/// a Galaxy Tab no phone.
const WORDS: &[(DeviceKind, &[&str])] = &[
    (
        DeviceKind::Phone,
        &["phone", "smartphone", "telephone", "iphone"],
    ),
    (
        DeviceKind::Tablet,
        &[
            "tablet", "tablette", "ipad", "tab", "ipados", "mediapad", "matepad", "slate",
        ],
    ),
    (
        DeviceKind::Phone,
        &["galaxy", "redmi", "pixel", "fairphone", "crosscall"],
    ),
    (
        DeviceKind::Laptop,
        &[
            "notebook",
            "laptop",
            "portable",
            "ultrabook",
            "netbook",
            "chromebook",
            "convertible",
            "macbook",
            "thinkpad",
            "ideapad",
            "latitude",
            "vostro",
            "probook",
            "elitebook",
            "travelmate",
            "lifebook",
            "tecra",
            "portege",
            "zbook",
            "vivobook",
        ],
    ),
    (
        DeviceKind::Desktop,
        &[
            "desktop",
            "tower",
            "fixe",
            "unite centrale",
            "all in one",
            "mini pc",
            "space saving",
            "optiplex",
            "thinkcentre",
            "prodesk",
            "elitedesk",
            "imac",
            "mac mini",
            "veriton",
            "esprimo",
        ],
    ),
];

/// How makers' model codes begin.
const CODES: &[(&str, DeviceKind)] = &[
    ("SM-T", DeviceKind::Tablet),
    ("SM-X", DeviceKind::Tablet),
    ("SM-P", DeviceKind::Tablet),
    ("SM-", DeviceKind::Phone),
    ("TB-", DeviceKind::Tablet),
    ("iPad", DeviceKind::Tablet),
    ("iPhone", DeviceKind::Phone),
    ("MacBook", DeviceKind::Laptop),
    ("iMac", DeviceKind::Desktop),
];

/// The type told by a list's type column, else by the model, its code or the system.
pub fn told_by(
    type_word: Option<&str>,
    model: Option<&str>,
    code: Option<&str>,
    os: Option<&str>,
) -> Option<DeviceKind> {
    type_word
        .and_then(named)
        .or_else(|| model.and_then(named))
        .or_else(|| code.and_then(coded))
        .or_else(|| os.and_then(named))
}

fn named(text: &str) -> Option<DeviceKind> {
    let words = fold(text).replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    let words = format!(" {words} ");
    WORDS
        .iter()
        .find(|(_, names)| names.iter().any(|name| has_word(&words, name)))
        .map(|&(device_type, _)| device_type)
}

fn has_word(words: &str, name: &str) -> bool {
    words
        .match_indices(name)
        .any(|(at, _)| words[..at].ends_with(' ') && words[at + name.len()..].starts_with(' '))
}

fn coded(code: &str) -> Option<DeviceKind> {
    CODES
        .iter()
        .find(|(start, _)| code.starts_with(start))
        .map(|&(_, device_type)| device_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_source_tell_the_type() {
        use DeviceKind::*;
        for (word, expected) in [
            ("Notebook", Some(Laptop)),
            ("PC portable", Some(Laptop)),
            ("Téléphone portable", Some(Phone)),
            ("Mini-Tower", Some(Desktop)),
            ("Low Profile Desktop", Some(Desktop)),
            ("Unité centrale", Some(Desktop)),
            ("Tablette", Some(Tablet)),
            ("iPad (6e génération)", Some(Tablet)),
            ("Galaxy Tab A 10.1 (2019)", Some(Tablet)),
            ("Tab M10", Some(Tablet)),
            ("Galaxy A12", Some(Phone)),
            ("Latitude 3500", Some(Laptop)),
            ("Stable Diffuser", None),
            ("", None),
        ] {
            assert_eq!(named(word), expected, "{word}");
        }
    }

    #[test]
    fn the_type_column_outweighs_the_model_and_the_model_the_code() {
        let told = told_by(Some("Tablette"), Some("Latitude 7200"), None, None);
        assert_eq!(told, Some(DeviceKind::Tablet));
        let told = told_by(Some("Autre"), None, Some("SM-T510"), Some("Android"));
        assert_eq!(told, Some(DeviceKind::Tablet));
        let told = told_by(None, None, Some("SM-A125F"), None);
        assert_eq!(told, Some(DeviceKind::Phone));
        assert_eq!(
            told_by(None, None, None, Some("iPadOS")),
            Some(DeviceKind::Tablet)
        );
        assert_eq!(told_by(None, None, None, Some("Android")), None);
    }
}
