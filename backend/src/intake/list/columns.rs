//! What each column of a device list means: proposed from its name, decided by the person.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::personal::CleanSheet;
use crate::identifiers::{Imei, Uai, fold};

/// What a column of a device list can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    Serial,
    Imei,
    Manufacturer,
    Model,
    /// The maker's own code for the model: `SM-T510`, `iPad7,5`.
    ModelIdentifier,
    DeviceType,
    Os,
    OsVersion,
    Storage,
    Processor,
    /// The name or asset tag the device bears.
    AssetTag,
    InventoryNumber,
    AcquisitionDate,
    AcquisitionValue,
    SchoolUai,
    /// The school's name, or a place in it.
    Place,
    Status,
    Ignore,
}

impl Field {
    pub const ALL: [Self; 18] = [
        Self::Serial,
        Self::Imei,
        Self::Manufacturer,
        Self::Model,
        Self::ModelIdentifier,
        Self::DeviceType,
        Self::Os,
        Self::OsVersion,
        Self::Storage,
        Self::Processor,
        Self::AssetTag,
        Self::InventoryNumber,
        Self::AcquisitionDate,
        Self::AcquisitionValue,
        Self::SchoolUai,
        Self::Place,
        Self::Status,
        Self::Ignore,
    ];

    /// The name's id in the Fluent files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Serial => "intake-list-field-serial",
            Self::Imei => "intake-list-field-imei",
            Self::Manufacturer => "intake-list-field-manufacturer",
            Self::Model => "intake-list-field-model",
            Self::ModelIdentifier => "intake-list-field-model-identifier",
            Self::DeviceType => "intake-list-field-device-type",
            Self::Os => "intake-list-field-os",
            Self::OsVersion => "intake-list-field-os-version",
            Self::Storage => "intake-list-field-storage",
            Self::Processor => "intake-list-field-processor",
            Self::AssetTag => "intake-list-field-asset-tag",
            Self::InventoryNumber => "intake-list-field-inventory-number",
            Self::AcquisitionDate => "intake-list-field-acquisition-date",
            Self::AcquisitionValue => "intake-list-field-acquisition-value",
            Self::SchoolUai => "intake-list-field-school-uai",
            Self::Place => "intake-list-field-place",
            Self::Status => "intake-list-field-status",
            Self::Ignore => "intake-list-field-ignore",
        }
    }
}

/// The names columns have in exports of Intune, Jamf, Knox and GLPI (French and English)
/// and in lists typed by hand, folded, the most telling first: where two columns could
/// mean the same, the earlier name wins.
const NAMES: &[(Field, &str)] = &[
    (
        Field::Serial,
        "serial number | numero de serie | serial | serialnumber | serial no | n de serie | no de serie | n serie \
         | num serie | numero serie | sn | s n | ssn | hardware serial number | service tag",
    ),
    (
        Field::Imei,
        "imei | imei 1 | numero imei | n imei | imei meid | imei number | code imei",
    ),
    (
        Field::Manufacturer,
        "manufacturer | fabricant | manufacturers | fabricants | marque | constructeur | brand | vendor | maker | make",
    ),
    (
        Field::Model,
        "model | modele | model name | nom du modele | device model | phone model | modele de l ordinateur \
         | product | produit | designation",
    ),
    (
        Field::ModelIdentifier,
        "model identifier | identifiant du modele | modelidentifier | model number | numero de modele | model id \
         | reference du modele | reference modele | reference constructeur | product code | part number",
    ),
    (
        Field::DeviceType,
        "device type | type | types | type de materiel | type d appareil | type d equipement | form factor \
         | chassis type | categorie | category | nature",
    ),
    (
        Field::Os,
        "os | operating system | systeme d exploitation nom | operating system name | systeme d exploitation \
         | os name | platform | plateforme | systeme",
    ),
    (
        Field::OsVersion,
        "os version | operating system version | systeme d exploitation version | version d os | version de l os \
         | version du systeme | android version | ios version | version",
    ),
    (
        Field::Storage,
        "storage total | total storage | disk size mb | storage | total storage space in bytes | storage capacity \
         | capacity | capacite | stockage | stockage total | capacite de stockage | taille du disque | disque dur \
         | disk size | internal storage | capacity mb",
    ),
    (
        Field::Processor,
        "processor | processeur | processors | processeurs | composants processeur | components processor | cpu \
         | processor type",
    ),
    (
        Field::AssetTag,
        "asset tag | etiquette | device name | nom de l appareil | display name | nom de l ordinateur | computer name \
         | hostname | host name | nom du poste | nom de la machine | nom du materiel | device | name | nom",
    ),
    (
        Field::InventoryNumber,
        "inventory number | numero d inventaire | numero inventaire | n d inventaire | n inventaire | no inventaire \
         | num inventaire | inventaire | immobilisation | numero d immobilisation | asset number | otherserial",
    ),
    (
        Field::AcquisitionDate,
        "acquisition date | date acquisition | date d acquisition | date d achat | date achat | purchase date \
         | po date | date of purchase | buy date | date de mise en service | startup date",
    ),
    (
        Field::AcquisitionValue,
        "acquisition value | valeur acquisition | valeur d acquisition | valeur d achat | valeur | prix d achat | prix \
         | prix ttc | montant | cout | cost | value | price | purchase price | purchase cost",
    ),
    (
        Field::SchoolUai,
        "uai | code uai | numero uai | uai de l etablissement | uai etablissement | rne | code rne | school uai | numero rne",
    ),
    (
        Field::Place,
        "etablissement | nom de l etablissement | nom etablissement | college | school | school name | site | lieu \
         | lieux | location | locations | building | batiment | emplacement | place | entite | entity",
    ),
    (
        Field::Status,
        "status | statut | statuts | etat | state | situation | device status | statut du materiel",
    ),
];

/// A column's name in folded words: `OSVersion`, `os_version` and `OS Version` alike.
#[must_use]
pub fn words(header: &str) -> String {
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut letters = header.chars().peekable();
    let mut before = ' ';
    while let Some(c) = letters.next() {
        let ends_an_acronym =
            before.is_uppercase() && letters.peek().is_some_and(|next| next.is_lowercase());
        if c.is_uppercase() && (before.is_lowercase() || ends_an_acronym) {
            spaced.push(' ');
        }
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
        before = c;
    }
    let folded = fold(&spaced);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a header means by its name alone, and how telling the name is (0 is best).
fn named(header: &str) -> Option<(Field, usize)> {
    static BY_NAME: LazyLock<HashMap<&str, (Field, usize)>> = LazyLock::new(|| {
        NAMES
            .iter()
            .flat_map(|(field, names)| {
                names
                    .split('|')
                    .enumerate()
                    .map(move |(rank, name)| (name.trim(), (*field, rank)))
            })
            .collect()
    });
    BY_NAME.get(words(header).as_str()).copied()
}

/// What a header means by its name alone.
#[must_use]
pub fn field_named(header: &str) -> Option<Field> {
    named(header).map(|(field, _)| field)
}

/// What the person chose for a source's columns the last time, by folded column name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Remembered(BTreeMap<String, Field>);

/// What every column of one sheet means; no field twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Mapping(Vec<Field>);

/// Why a choice of columns cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MappingRefusal {
    /// Two columns have the same meaning.
    Twice(Field),
    /// No serial, IMEI, inventory number or asset tag: nobody could tell the devices apart.
    NothingIdentifies,
    /// The choice was made for another file.
    OtherColumns,
}

impl MappingRefusal {
    /// The message's id in the Fluent files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Twice(_) => "intake-list-mapping-twice",
            Self::NothingIdentifies => "intake-list-mapping-nothing-identifies",
            Self::OtherColumns => "intake-list-mapping-other-columns",
        }
    }
}

impl Mapping {
    /// The person's choice, one field per column of the sheet.
    pub fn choose(sheet: &CleanSheet, fields: Vec<Field>) -> Result<Self, MappingRefusal> {
        if fields.len() != sheet.headers().len() {
            return Err(MappingRefusal::OtherColumns);
        }
        let mut seen = Vec::new();
        for &field in fields.iter().filter(|&&field| field != Field::Ignore) {
            if seen.contains(&field) {
                return Err(MappingRefusal::Twice(field));
            }
            seen.push(field);
        }
        let mapping = Self(fields);
        if mapping.identifies() {
            Ok(mapping)
        } else {
            Err(MappingRefusal::NothingIdentifies)
        }
    }

    /// Whether some column tells one device from another. A proposal may lack it;
    /// a choice may not.
    #[must_use]
    pub fn identifies(&self) -> bool {
        [
            Field::Serial,
            Field::Imei,
            Field::InventoryNumber,
            Field::AssetTag,
        ]
        .iter()
        .any(|&field| self.column(field).is_some())
    }

    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.0
    }

    #[must_use]
    pub fn column(&self, field: Field) -> Option<usize> {
        self.0.iter().position(|&mapped| mapped == field)
    }

    /// What to keep for the next list of the same source.
    #[must_use]
    pub fn remember(&self, sheet: &CleanSheet) -> Remembered {
        let mut names = BTreeMap::new();
        for (header, &field) in sheet.headers().iter().zip(&self.0) {
            names.entry(words(header)).or_insert(field);
        }
        Remembered(names)
    }
}

/// A meaning for each column: the remembered one, else the one its name tells, else the one
/// its first values tell.
#[must_use]
pub fn propose(sheet: &CleanSheet, remembered: Option<&Remembered>) -> Mapping {
    // A remembered name outranks every known one, a guess from the values comes last.
    const GUESSED: usize = usize::MAX;
    let mut best: HashMap<Field, (usize, usize)> = HashMap::new();
    for (column, header) in sheet.headers().iter().enumerate() {
        let kept = remembered.and_then(|names| names.0.get(&words(header)));
        let proposal = match kept {
            Some(&field) => Some((field, 0)),
            None => named(header)
                .map(|(field, rank)| (field, rank + 1))
                .or_else(|| told_by_values(sheet, column).map(|field| (field, GUESSED))),
        };
        if let Some((field, rank)) = proposal
            && field != Field::Ignore
            && best.get(&field).is_none_or(|&(least, _)| rank < least)
        {
            best.insert(field, (rank, column));
        }
    }
    let mut fields = vec![Field::Ignore; sheet.headers().len()];
    for (field, (_, column)) in best {
        fields[column] = field;
    }
    Mapping(fields)
}

/// UAI codes and IMEIs carry a check key, so their values alone tell what a column is.
fn told_by_values(sheet: &CleanSheet, column: usize) -> Option<Field> {
    const SAMPLE_ROWS: usize = 50;
    let is_told = |is_valid: fn(&str) -> bool| {
        let filled = || {
            sheet
                .rows()
                .iter()
                .take(SAMPLE_ROWS)
                .filter_map(|row| row.cells.get(column))
                .filter(|cell| !cell.is_empty())
        };
        let valid = filled().filter(|cell| is_valid(cell)).count();
        valid > 0 && valid * 4 >= filled().count() * 3
    };
    if is_told(|cell| Uai::parse(cell).is_ok()) {
        Some(Field::SchoolUai)
    } else if is_told(|cell| Imei::parse(cell).is_ok()) {
        Some(Field::Imei)
    } else {
        None
    }
}
