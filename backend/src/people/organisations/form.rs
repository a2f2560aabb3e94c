//! The fields of an organisation and of a site, read from a form.
use super::{
    actions::{Details, Place, Taken},
    kinds::kind_named,
};
use crate::{
    auth::{Signed, territory},
    identifiers::{CommuneCode, Fault, Siren, Siret, Uai},
    web::FormErrors,
};
use entities::{organisation, site};
use sea_orm::ActiveEnum;

/// The longest text a field takes: what a label or a letter has room for.
pub const LONGEST: usize = 200;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct OrganisationForm {
    pub kind: String,
    pub name: String,
    pub siret: String,
    pub uai: String,
    pub epci: String,
    pub phone: String,
    pub write_id: String,
}

impl OrganisationForm {
    #[must_use]
    pub fn of(row: &organisation::Model) -> Self {
        Self {
            kind: row.kind.to_value(),
            name: row.name.clone(),
            siret: row.siret.clone().unwrap_or_default(),
            uai: row.uai.clone().unwrap_or_default(),
            epci: row.epci_code.clone().unwrap_or_default(),
            phone: row.phone.clone().unwrap_or_default(),
            write_id: String::new(),
        }
    }

    /// What was typed, checked. `was` is the organisation's EPCI so far: one that has a site in the
    /// territory may keep lying elsewhere.
    pub fn read(&self, by: &Signed, was: Option<&str>) -> Result<Details, FormErrors> {
        let mut errors = FormErrors::default();
        let kind = kind_named(&self.kind);
        if kind.is_none() {
            errors.add("kind", "organisation-kind-missing");
        }
        let name = needed(&self.name, "name", "name-wrong", &mut errors);
        let siret = checked(&self.siret, "siret", "siret-wrong", &mut errors, |text| {
            Siret::parse(text).map(|siret| siret.as_str().to_owned())
        });
        let uai = checked(&self.uai, "uai", "uai-wrong", &mut errors, |text| {
            Uai::parse(text).map(|uai| uai.as_str().to_owned())
        });
        let epci_code = epci(&self.epci, by, was, &mut errors);
        let phone = phone(&self.phone, &mut errors);
        match kind {
            Some(kind) if errors.is_empty() => Ok(Details {
                kind,
                name,
                siret,
                uai,
                epci_code,
                phone,
            }),
            _ => Err(errors),
        }
    }
}

/// Where the form says that another organisation has the same.
#[must_use]
pub fn taken(taken: Taken) -> FormErrors {
    let mut errors = FormErrors::default();
    match taken {
        Taken::Name => errors.add("name", "name-taken"),
        Taken::Siret => errors.add("siret", "siret-taken"),
        Taken::Uai => errors.add("uai", "uai-taken"),
    }
    errors
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SiteForm {
    pub name: String,
    pub address: String,
    pub postcode: String,
    pub city: String,
    pub insee: String,
    pub epci: String,
    pub phone: String,
    /// `workshop`, `pickup`, `training`.
    pub uses: Vec<String>,
    pub write_id: String,
}

impl SiteForm {
    #[must_use]
    pub fn of(row: &site::Model) -> Self {
        let uses = [
            (row.is_workshop, "workshop"),
            (row.is_pickup, "pickup"),
            (row.is_training, "training"),
        ];
        Self {
            name: row.name.clone(),
            address: row.address.clone(),
            postcode: row.postcode.clone(),
            city: row.city.clone(),
            insee: row.insee_code.clone().unwrap_or_default(),
            epci: row.epci_code.clone().unwrap_or_default(),
            phone: row.phone.clone().unwrap_or_default(),
            uses: uses
                .into_iter()
                .filter(|(is, _)| *is)
                .map(|(_, name)| name.to_owned())
                .collect(),
            write_id: String::new(),
        }
    }

    /// What was typed, checked; see [`OrganisationForm::read`].
    pub fn read(&self, by: &Signed, was: Option<&str>) -> Result<Place, FormErrors> {
        let mut errors = FormErrors::default();
        let name = needed(&self.name, "name", "name-wrong", &mut errors);
        let address = needed(&self.address, "address", "address-wrong", &mut errors);
        let postcode = self.postcode.trim().to_owned();
        if !is_postcode(&postcode) {
            errors.add("postcode", "postcode-wrong");
        }
        let city = needed(&self.city, "city", "city-wrong", &mut errors);
        let insee_code = checked(&self.insee, "insee", "insee-wrong", &mut errors, |text| {
            CommuneCode::parse(text).map(|code| code.as_str().to_owned())
        });
        let epci_code = epci(&self.epci, by, was, &mut errors);
        let phone = phone(&self.phone, &mut errors);
        let used_as = |name: &str| self.uses.iter().any(|used| used == name);
        if errors.is_empty() {
            Ok(Place {
                name,
                address,
                postcode,
                city,
                insee_code,
                epci_code,
                phone,
                is_workshop: used_as("workshop"),
                is_pickup: used_as("pickup"),
                is_training: used_as("training"),
            })
        } else {
            Err(errors)
        }
    }
}

/// Five digits.
#[must_use]
pub fn is_postcode(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits, spaces, dots and a plus sign, as a phone number is written.
#[must_use]
pub fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 4
        && text.len() <= 30
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '+' | '(' | ')' | '/'))
}

fn needed(typed: &str, field: &'static str, key: &'static str, errors: &mut FormErrors) -> String {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > LONGEST {
        errors.add(field, key);
    }
    text
}

fn checked(
    typed: &str,
    field: &'static str,
    key: &'static str,
    errors: &mut FormErrors,
    parse: impl Fn(&str) -> Result<String, Fault>,
) -> Option<String> {
    if typed.trim().is_empty() {
        return None;
    }
    parse(typed).map_err(|_| errors.add(field, key)).ok()
}

fn epci(typed: &str, by: &Signed, was: Option<&str>, errors: &mut FormErrors) -> Option<String> {
    let code = checked(typed, "epci", "epci-wrong", errors, |text| {
        Siren::parse(text).map(|code| code.as_str().to_owned())
    });
    let unchanged = was.is_some() && was == code.as_deref();
    if errors.on("epci").is_none() && !unchanged && !territory::covers(by, code.as_deref()) {
        errors.add("epci", "epci-outside");
    }
    code
}

fn phone(typed: &str, errors: &mut FormErrors) -> Option<String> {
    let text = typed.trim();
    if text.is_empty() {
        return None;
    }
    if !is_phone(text) {
        errors.add("phone", "phone-wrong");
    }
    Some(text.to_owned())
}
