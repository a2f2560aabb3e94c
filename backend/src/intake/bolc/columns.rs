//! The two sheets and their columns, as they are published (emmausConnect/recondapi, exceltemplates). Pure.
use entities::device::DeviceKind;
use serde::{Deserialize, Serialize};

/// Which of the two sheets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sheet {
    Computers,
    Mobiles,
}

impl Sheet {
    pub const ALL: [Self; 2] = [Self::Computers, Self::Mobiles];

    /// The sheet a kind of device goes on; none for what no sheet is for.
    #[must_use]
    pub const fn of(kind: DeviceKind) -> Option<Self> {
        match kind {
            DeviceKind::Laptop | DeviceKind::Desktop => Some(Self::Computers),
            DeviceKind::Tablet | DeviceKind::Phone => Some(Self::Mobiles),
            DeviceKind::Screen | DeviceKind::Accessory => None,
        }
    }

    /// Its name in an address.
    #[must_use]
    pub const fn value(self) -> &'static str {
        match self {
            Self::Computers => "computers",
            Self::Mobiles => "mobiles",
        }
    }

    #[must_use]
    pub fn named(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sheet| sheet.value() == value)
    }

    #[must_use]
    pub const fn headers(self) -> &'static [&'static str] {
        match self {
            Self::Computers => &COMPUTERS,
            Self::Mobiles => &MOBILES,
        }
    }
}

const COMPUTERS: [&str; 19] = [
    "Numéro Lot",
    "Identifiant unique",
    "Type matériel",
    "Constructeur",
    "Model",
    "N° Serie",
    "Processeur",
    "Type disque 1",
    "Taille disque 1",
    "Type disque 2",
    "taille disque 2",
    "RAM",
    "DVD",
    "Webcam",
    "ECRAN",
    "REMARQUES",
    "Grade esth.",
    "Catégorie",
    "Erreur calcul",
];

const MOBILES: [&str; 21] = [
    "Numéro Lot",
    "Identifiant unique",
    "Type matériel",
    "Constructeur",
    "Modèle",
    "IMEI",
    "Processeur",
    "OS",
    "Taille stockage",
    "RAM",
    "État Batterie",
    "Taille écran",
    "Résolution",
    "Chargeur",
    "Opérateur",
    "Statut",
    "Commentaire",
    "Couleur",
    "Grade esth.",
    "Catégorie",
    "erreur",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_are_those_that_were_published() {
        let published: serde_json::Value = serde_json::from_str(include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../tests/fixtures/inventory/bolc-headers.json"
        )))
        .unwrap();
        for (sheet, name) in [(Sheet::Computers, "pc"), (Sheet::Mobiles, "smartphone")] {
            assert_eq!(serde_json::json!(sheet.headers()), published[name]);
        }
    }
}
