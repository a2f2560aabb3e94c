//! The software a workshop installs, as a list of data: `backend/data/software-images.toml`.
use super::{reset::OsFamily, rules::os_family};
use chrono::NaiveDate;
use entities::device::{self, DeviceKind};
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
    /// The families of system it takes the place of; none where it goes on any device of its kinds.
    #[serde(default)]
    families: Vec<OsFamily>,
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

/// What may be installed on a device: for its kind, and not tied to another maker's system.
pub fn for_device(device: &device::Model) -> impl Iterator<Item = &'static Image> + use<> {
    fitting(
        device.kind,
        os_family(device.os.as_deref(), &device.manufacturer),
    )
}

/// Apple's systems go on Apple's devices, which their maker's name always tells.
fn fitting(kind: DeviceKind, family: Option<OsFamily>) -> impl Iterator<Item = &'static Image> {
    IMAGES.iter().filter(move |image| {
        image.kinds.contains(&kind)
            && (image.families.is_empty()
                || match family {
                    Some(family) => image.families.contains(&family),
                    None => image.families != [OsFamily::Apple],
                })
    })
}

/// Whether the list has it at all, for whatever device.
#[must_use]
pub fn is_listed(key: &str) -> bool {
    IMAGES.iter().any(|image| image.key == key)
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
                fitting(kind, None).next().is_some(),
                runs_software(kind),
                "{kind:?}"
            );
        }
    }

    #[test]
    fn each_device_is_offered_what_goes_on_it() {
        use DeviceKind::{Laptop, Phone, Tablet};
        use OsFamily::{Android, Apple, ChromeOs, Other, Windows};
        let keys = |kind, family| -> Vec<&str> {
            let images = fitting(kind, family);
            images.map(|image| image.key.as_str()).collect()
        };
        assert_eq!(keys(Tablet, Some(Apple)), ["ipados"]);
        assert_eq!(keys(Phone, Some(Apple)), ["ios"]);
        assert_eq!(keys(Tablet, Some(Android)), ["android", "lineageos"]);
        assert_eq!(keys(Phone, Some(Android)), ["android", "lineageos"]);
        assert_eq!(keys(Tablet, Some(Windows)), ["windows-11"]);
        assert_eq!(keys(Tablet, Some(ChromeOs)), ["chromeos"]);
        assert!(keys(Tablet, Some(Other)).is_empty());
        // Nobody said which system it came with; its maker is not Apple.
        assert_eq!(
            keys(Tablet, None),
            ["windows-11", "chromeos", "android", "lineageos"]
        );
        let free = ["linux-mint-22", "debian-13", "debian-12", "primtux"];
        for family in [None, Some(Apple), Some(Windows), Some(ChromeOs)] {
            assert!(keys(Laptop, family).starts_with(&free), "{family:?}");
        }
        let on_a_mac = keys(Laptop, Some(Apple));
        assert!(!on_a_mac.contains(&"windows-11") && !on_a_mac.contains(&"chromeos"));
        assert!(keys(Laptop, None).contains(&"windows-11"));
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
