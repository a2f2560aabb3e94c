//! The software a workshop installs, as a list of data: `backend/data/software-images.toml`.
use chrono::NaiveDate;
use entities::device::DeviceKind;
use serde::Deserialize;
use std::{collections::BTreeSet, sync::LazyLock};

const LIST: &str = include_str!("../../data/software-images.toml");

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    pub key: String,
    pub name: String,
    /// Free software: anybody may study, change and pass it on.
    pub free: bool,
    pub kinds: Vec<DeviceKind>,
    /// Until when it gets updates, whatever it runs on; none where the model decides.
    pub updates_until: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    image: Vec<Image>,
}

static IMAGES: LazyLock<Vec<Image>> =
    LazyLock::new(|| read(LIST).expect("the list is part of the program, and a test validates it"));

/// What may be installed on a kind of device.
pub fn for_kind(kind: DeviceKind) -> impl Iterator<Item = &'static Image> {
    IMAGES
        .iter()
        .filter(move |image| image.kinds.contains(&kind))
}

/// Everything that is wrong with the list.
///
/// # Errors
/// One sentence per fault.
pub fn validate() -> Result<usize, Vec<String>> {
    read(LIST).map(|images| images.len())
}

fn read(text: &str) -> Result<Vec<Image>, Vec<String>> {
    let list: List = toml::from_str(text).map_err(|error| vec![error.message().to_owned()])?;
    let mut keys = BTreeSet::new();
    let mut faults = Vec::new();
    for image in &list.image {
        if !keys.insert(&image.key) {
            faults.push(format!("{} is listed twice", image.key));
        }
        if image.name.trim().is_empty() || image.kinds.is_empty() {
            faults.push(format!("{} has no name or no kind", image.key));
        }
    }
    if faults.is_empty() {
        Ok(list.image)
    } else {
        Err(faults)
    }
}

/// A release as a system shows its number: digits first, no sentence and no name.
#[must_use]
pub fn is_release(text: &str) -> bool {
    let of_a_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
    text.len() <= 20
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(of_a_number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devices::software::runs_software;
    use sea_orm::Iterable;

    #[test]
    fn every_kind_that_runs_software_has_some_to_choose() {
        assert!(validate().is_ok_and(|count| count > 5));
        for kind in DeviceKind::iter() {
            assert_eq!(
                for_kind(kind).next().is_some(),
                runs_software(kind),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn a_list_with_a_fault_is_refused() {
        let image = |more: &str| {
            format!(
                "[[image]]\nkey = \"a\"\nname = \"A\"\nfree = true\nkinds = [\"laptop\"]\n{more}"
            )
        };
        assert!(read(&image("")).is_ok());
        assert!(read(&image("updates_until = \"soon\"")).is_err());
        assert!(read(&image("author = \"x\"")).is_err());
        assert!(read(&format!("{}{}", image(""), image(""))).is_err());
        assert!(read(&image("").replace("[\"laptop\"]", "[]")).is_err());
        assert!(read(&image("").replace("laptop", "fridge")).is_err());
    }

    #[test]
    fn a_release_is_a_number_and_no_sentence() {
        for good in ["22.1", "24H2", "14", "17.6.1", "8-eiffel"] {
            assert!(is_release(good), "{good}");
        }
        for bad in ["", "v22", "22 chez Paul", "22;", "123456789012345678901"] {
            assert!(!is_release(bad), "{bad}");
        }
    }
}
