//! What the certificate of a reform needs of each device (domain facts: CNFC sheet 13). Nothing is computed or guessed:
//! what nobody gave is missing, and the net book value alone may be said to be unknown. Pure.
use crate::identifiers::fold;
use chrono::NaiveDate;

/// What is known of one device, from the stock, the owner's file and the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub designation: String,
    pub location: Option<String>,
    pub inventory_number: Option<String>,
    /// Where the accounts number it otherwise.
    pub accounting_number: Option<String>,
    pub acquired_on: Option<NaiveDate>,
    pub value_cents: Option<i64>,
    pub net_book_cents: Option<i64>,
    pub account: Option<String>,
    pub subsidies: Option<String>,
}

/// One line of the certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub designation: String,
    pub location: String,
    pub inventory_number: String,
    pub accounting_number: Option<String>,
    pub acquired_on: NaiveDate,
    pub value_cents: i64,
    pub net_book_cents: Option<i64>,
    pub account: String,
    pub subsidies: String,
}

/// What is missing or wrong of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Missing {
    Location,
    InventoryNumber,
    AcquiredOn,
    Value,
    Account,
    Subsidies,
    /// Acquired after the decision.
    AcquiredLater,
    /// A net book value above what was paid.
    NetOverValue,
}

impl Missing {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Location => "reform-missing-location",
            Self::InventoryNumber => "reform-missing-inventory-number",
            Self::AcquiredOn => "reform-missing-acquired-on",
            Self::Value => "reform-missing-value",
            Self::Account => "reform-missing-account",
            Self::Subsidies => "reform-missing-subsidies",
            Self::AcquiredLater => "reform-missing-acquired-later",
            Self::NetOverValue => "reform-missing-net-over-value",
        }
    }
}

/// The line of a device.
///
/// # Errors
/// Everything that is missing, in the order of the certificate.
pub fn line(known: Known, decided_on: NaiveDate) -> Result<Line, Vec<Missing>> {
    let mut missing = Vec::new();
    let mut needs = |is_there: bool, what| {
        if !is_there {
            missing.push(what);
        }
    };
    needs(known.location.is_some(), Missing::Location);
    needs(known.inventory_number.is_some(), Missing::InventoryNumber);
    needs(known.acquired_on.is_some(), Missing::AcquiredOn);
    needs(known.value_cents.is_some(), Missing::Value);
    needs(known.account.is_some(), Missing::Account);
    needs(known.subsidies.is_some(), Missing::Subsidies);
    needs(
        known.acquired_on.is_none_or(|day| day <= decided_on),
        Missing::AcquiredLater,
    );
    let over = match (known.net_book_cents, known.value_cents) {
        (Some(net), Some(value)) => net > value,
        (Some(_) | None, None) | (None, Some(_)) => false,
    };
    needs(!over, Missing::NetOverValue);
    let line = || {
        Some(Line {
            designation: known.designation,
            location: known.location?,
            inventory_number: known.inventory_number?,
            accounting_number: known.accounting_number,
            acquired_on: known.acquired_on?,
            value_cents: known.value_cents?,
            net_book_cents: known.net_book_cents,
            account: known.account?,
            subsidies: known.subsidies?,
        })
    };
    match line() {
        Some(line) if missing.is_empty() => Ok(line),
        Some(_) | None => Err(missing),
    }
}

/// The columns of the owner's file, and how people call them.
pub const COLUMNS: [(&str, &[&str]); 9] = [
    ("reform-column-device", &["appareil", "device"]),
    (
        "device-inventory-number",
        &[
            "numero d'inventaire",
            "n° d'inventaire",
            "no d'inventaire",
            "inventory number",
        ],
    ),
    (
        "reform-accounting-number",
        &[
            "numero comptable",
            "n° comptable",
            "no comptable",
            "accounting number",
        ],
    ),
    ("reform-location", &["localisation", "location"]),
    (
        "device-acquired-on",
        &[
            "acquis le",
            "achete le",
            "bought on",
            "date d'acquisition",
            "acquired on",
            "acquisition date",
        ],
    ),
    (
        "reform-value",
        &[
            "valeur d'acquisition",
            "valeur",
            "acquisition value",
            "value",
        ],
    ),
    (
        "reform-net-book",
        &["vnc", "valeur nette comptable", "net book value"],
    ),
    ("reform-account", &["compte", "account"]),
    ("reform-subsidies", &["subventions", "subsidies"]),
];

/// The place of each column in a file's header; none for one it does not have.
#[must_use]
pub fn columns(headers: &[String]) -> [Option<usize>; 9] {
    let plain = |text: &str| fold(text).replace('’', "'");
    let headers: Vec<String> = headers.iter().map(|header| plain(header)).collect();
    COLUMNS.map(|(_, names)| {
        headers
            .iter()
            .position(|header| names.iter().any(|name| plain(name) == *header))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::{Lang, Words};
    use std::fmt::Write;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn whole() -> Known {
        Known {
            designation: "Tablette Samsung Galaxy Tab A8".to_owned(),
            location: Some("Collège des Balmettes".to_owned()),
            inventory_number: Some("CD74-0001".to_owned()),
            accounting_number: None,
            acquired_on: Some(day("2019-09-02")),
            value_cents: Some(21_950),
            net_book_cents: Some(0),
            account: Some("21831".to_owned()),
            subsidies: Some("Aucune".to_owned()),
        }
    }

    #[test]
    fn every_field_that_is_missing_is_named_and_a_net_book_value_may_be_unknown() {
        let cases: [(&str, Known); 11] = [
            ("whole", whole()),
            ("nothing", Known::default()),
            (
                "net book value unknown",
                Known {
                    net_book_cents: None,
                    ..whole()
                },
            ),
            (
                "no location",
                Known {
                    location: None,
                    ..whole()
                },
            ),
            (
                "no inventory number",
                Known {
                    inventory_number: None,
                    ..whole()
                },
            ),
            (
                "no date",
                Known {
                    acquired_on: None,
                    ..whole()
                },
            ),
            (
                "no value",
                Known {
                    value_cents: None,
                    ..whole()
                },
            ),
            (
                "no account",
                Known {
                    account: None,
                    ..whole()
                },
            ),
            (
                "nothing said of subsidies",
                Known {
                    subsidies: None,
                    ..whole()
                },
            ),
            (
                "acquired after the decision",
                Known {
                    acquired_on: Some(day("2026-10-06")),
                    ..whole()
                },
            ),
            (
                "worth more than it cost",
                Known {
                    net_book_cents: Some(21_951),
                    ..whole()
                },
            ),
        ];
        let mut table = String::new();
        for (case, known) in cases {
            writeln!(table, "{case}: {:?}", line(known, day("2026-10-05"))).unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn the_file_that_is_given_out_is_read_when_it_comes_back() {
        for lang in [Lang::Fr, Lang::En] {
            let words = Words::new(lang);
            let headers = COLUMNS.map(|(key, _)| words.say(key));
            let places: Vec<_> = (0..COLUMNS.len()).map(Some).collect();
            assert_eq!(columns(&headers).to_vec(), places);
        }
    }

    #[test]
    fn a_file_says_its_columns_in_either_language() {
        let headers = |words: &[&str]| {
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>()
        };
        let french = headers(&["N° d’inventaire", "VNC", "Compte"]);
        assert_eq!(
            columns(&french),
            [
                None,
                Some(0),
                None,
                None,
                None,
                None,
                Some(1),
                Some(2),
                None
            ]
        );
        let english = headers(&["Device", "Inventory number", "Net book value", "Subsidies"]);
        assert_eq!(
            columns(&english),
            [
                Some(0),
                Some(1),
                None,
                None,
                None,
                None,
                Some(2),
                None,
                Some(3)
            ]
        );
    }
}
