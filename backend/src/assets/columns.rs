//! What each column of an owner's list means: remembered from the last list of this owner, else proposed from its name,
//! and decided by the person.
use crate::{identifiers::folded_words, web::Words};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a column of an état de l'actif can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    InventoryNumber,
    AccountingNumber,
    Designation,
    Account,
    AcquiredOn,
    Value,
    NetBook,
    Subsidies,
    Ignore,
}

impl Field {
    pub const ALL: [Self; 9] = [
        Self::InventoryNumber,
        Self::AccountingNumber,
        Self::Designation,
        Self::Account,
        Self::AcquiredOn,
        Self::Value,
        Self::NetBook,
        Self::Subsidies,
        Self::Ignore,
    ];

    /// How a form says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::InventoryNumber => "inventory-number",
            Self::AccountingNumber => "accounting-number",
            Self::Designation => "designation",
            Self::Account => "account",
            Self::AcquiredOn => "acquired-on",
            Self::Value => "value",
            Self::NetBook => "net-book",
            Self::Subsidies => "subsidies",
            Self::Ignore => "ignore",
        }
    }

    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.value() == value)
    }

    /// The key of its name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::InventoryNumber => "accounting-inventory-number",
            Self::AccountingNumber => "accounting-accounting-number",
            Self::Designation => "accounting-designation",
            Self::Account => "accounting-account",
            Self::AcquiredOn => "accounting-acquired-on",
            Self::Value => "accounting-value",
            Self::NetBook => "accounting-net-book",
            Self::Subsidies => "accounting-subsidies",
            Self::Ignore => "accounting-ignore",
        }
    }
}

/// The names the columns have in lists of local authorities, folded, the most telling first.
const NAMES: [(Field, &[&str]); 8] = [
    (
        Field::InventoryNumber,
        &[
            "n d inventaire",
            "no d inventaire",
            "numero d inventaire",
            "n inventaire",
            "num inventaire",
            "numero inventaire",
            "n d inventaire physique",
            "inventaire",
            "inventory number",
            "inventory no",
        ],
    ),
    (
        Field::AccountingNumber,
        &[
            "n comptable",
            "numero comptable",
            "n d inventaire comptable",
            "n de fiche",
            "numero de fiche",
            "n d immobilisation",
            "numero d immobilisation",
            "immobilisation",
            "accounting number",
            "asset number",
        ],
    ),
    (
        Field::Designation,
        &[
            "designation",
            "designation du bien",
            "libelle",
            "libelle du bien",
            "bien",
            "description",
        ],
    ),
    (
        Field::Account,
        &[
            "compte",
            "compte par nature",
            "nature",
            "imputation",
            "account",
        ],
    ),
    (
        Field::AcquiredOn,
        &[
            "date d acquisition",
            "acquis le",
            "date acquisition",
            "date d entree",
            "date de mise en service",
            "acquired on",
            "acquisition date",
        ],
    ),
    (
        Field::Value,
        &[
            "valeur d acquisition",
            "valeur acquisition",
            "valeur brute",
            "valeur historique",
            "valeur d origine",
            "cout d acquisition",
            "acquisition value",
            "gross value",
            "cost",
        ],
    ),
    (
        Field::NetBook,
        &[
            "valeur nette comptable",
            "valeur nette",
            "vnc",
            "net book value",
            "net value",
        ],
    ),
    (
        Field::Subsidies,
        &[
            "subventions",
            "subvention",
            "subventions attachees",
            "subvention attachee",
            "subsidies",
        ],
    ),
];

/// A header as it is compared and remembered.
#[must_use]
pub fn folded(header: &str) -> String {
    // The sign of "N°" would be spelt out.
    folded_words(&header.replace(['°', 'º'], " ")).join(" ")
}

/// The meaning of each column: what it meant the last time, else by its name; each meaning once.
#[must_use]
pub fn propose(headers: &[String], remembered: &BTreeMap<String, Field>) -> Vec<Field> {
    let names: Vec<String> = headers.iter().map(|header| folded(header)).collect();
    let mut fields: Vec<Option<Field>> = names
        .iter()
        .map(|name| remembered.get(name).copied())
        .collect();
    let mut used: BTreeSet<Field> = fields.iter().flatten().copied().collect();
    for (field, known) in NAMES {
        if used.contains(&field) {
            continue;
        }
        let place = known.iter().find_map(|name| {
            (0..names.len()).find(|at| fields[*at].is_none() && names[*at] == *name)
        });
        if let Some(place) = place {
            fields[place] = Some(field);
            used.insert(field);
        }
    }
    fields
        .into_iter()
        .map(|field| field.unwrap_or(Field::Ignore))
        .collect()
}

/// Why columns cannot be read as they were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// Two columns mean the same.
    Twice(Field),
    /// A meaning that no list can do without.
    Missing(Field),
    /// Another number of columns than the file has.
    OtherColumns,
}

impl Unusable {
    /// The sentence of it.
    #[must_use]
    pub fn say(self, words: &Words) -> String {
        let about = |field: Field, key: &str| words.with("field", words.say(field.key())).say(key);
        match self {
            Self::Twice(field) => about(field, "accounting-column-twice"),
            Self::Missing(field) => about(field, "accounting-column-missing"),
            Self::OtherColumns => words.say("accounting-other-columns"),
        }
    }
}

/// Where each meaning stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places(BTreeMap<Field, usize>);

impl Places {
    /// The columns as the person chose them.
    ///
    /// # Errors
    /// When one meaning stands twice, or one is missing that no list can do without.
    pub fn of(fields: &[Field], columns: usize) -> Result<Self, Unusable> {
        if fields.len() != columns {
            return Err(Unusable::OtherColumns);
        }
        let mut places = BTreeMap::new();
        for (place, field) in fields.iter().enumerate() {
            if *field != Field::Ignore && places.insert(*field, place).is_some() {
                return Err(Unusable::Twice(*field));
            }
        }
        let has = |field: Field| places.contains_key(&field);
        if !has(Field::InventoryNumber) && !has(Field::AccountingNumber) {
            return Err(Unusable::Missing(Field::InventoryNumber));
        }
        for field in [
            Field::Account,
            Field::AcquiredOn,
            Field::Value,
            Field::NetBook,
        ] {
            if !has(field) {
                return Err(Unusable::Missing(field));
            }
        }
        Ok(Self(places))
    }

    /// The cell of this meaning in a line; empty where there is none.
    #[must_use]
    pub fn cell<'c>(&self, field: Field, cells: &'c [String]) -> &'c str {
        let place = self.0.get(&field);
        place
            .and_then(|place| cells.get(*place))
            .map_or("", |cell| cell.trim())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_and_remembered_by_them() {
        let names = headers(&[
            "N° d’inventaire",
            "N° comptable",
            "Libellé",
            "Compte",
            "Date d’acquisition",
            "Valeur brute",
            "V.N.C.",
            "Service",
        ]);
        let proposed = propose(&names, &BTreeMap::new());
        assert_eq!(
            proposed,
            [
                Field::InventoryNumber,
                Field::AccountingNumber,
                Field::Designation,
                Field::Account,
                Field::AcquiredOn,
                Field::Value,
                Field::Ignore,
                Field::Ignore
            ]
        );
        assert_eq!(
            Places::of(&proposed, 8),
            Err(Unusable::Missing(Field::NetBook))
        );
        // The person said what "V.N.C." is, and that the number of the thing is in the accounts.
        let remembered = [
            ("v n c".to_owned(), Field::NetBook),
            ("n comptable".to_owned(), Field::Ignore),
        ];
        let proposed = propose(&names, &remembered.into());
        assert_eq!((proposed[6], proposed[1]), (Field::NetBook, Field::Ignore));
        let places = Places::of(&proposed, 8).unwrap();
        let cells = headers(&[" A-1 ", "", "", "", "", "", "12,00", ""]);
        assert_eq!(places.cell(Field::InventoryNumber, &cells), "A-1");
        assert_eq!(places.cell(Field::NetBook, &cells), "12,00");
        assert_eq!(places.cell(Field::Subsidies, &cells), "");
    }

    #[test]
    fn one_meaning_stands_in_one_column() {
        let twice = [Field::Value, Field::Value];
        assert_eq!(Places::of(&twice, 2), Err(Unusable::Twice(Field::Value)));
        assert_eq!(Places::of(&twice, 3), Err(Unusable::OtherColumns));
    }
}
