//! The fields of a place and of a label, read from a form.
use super::{
    opening::Hours,
    rules::{self, Position},
    vocabulary::{vocabulary, word},
};
use crate::{
    auth::is_email,
    identifiers::CommuneCode,
    people::organisations::form::{LONGEST, is_phone, is_postcode},
    personal,
    web::FormErrors,
};
use chrono::NaiveDate;
use entities::{
    place,
    place_label::{self, PlaceLabelId},
    site,
};

/// What both registers take of a presentation.
pub const LONGEST_PRESENTATION: usize = 280;

/// What is known of a place, checked; the first half is the site's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    pub address: String,
    pub postcode: String,
    pub city: String,
    pub insee_code: Option<String>,
    pub phone: Option<String>,
    pub presentation: String,
    pub email: Option<String>,
    pub website: Option<String>,
    pub opening_hours: Option<String>,
    pub accessibility_url: Option<String>,
    pub position: Option<Position>,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct PlaceForm {
    pub write_id: String,
    /// The version that stood on the page; 0 for none.
    pub version: String,
    pub presentation: String,
    pub address: String,
    pub postcode: String,
    pub city: String,
    pub insee: String,
    pub phone: String,
    pub email: String,
    pub website: String,
    pub hours: String,
    pub accessibility: String,
    pub latitude: String,
    pub longitude: String,
}

impl PlaceForm {
    #[must_use]
    pub fn of(site: &site::Model, place: Option<&place::Model>) -> Self {
        let mut form = Self {
            version: "0".to_owned(),
            address: site.address.clone(),
            postcode: site.postcode.clone(),
            city: site.city.clone(),
            insee: site.insee_code.clone().unwrap_or_default(),
            phone: site.phone.clone().unwrap_or_default(),
            ..Self::default()
        };
        if let Some(place) = place {
            let shown = |text: &Option<String>| text.clone().unwrap_or_default();
            let degrees = |e6: Option<i32>| e6.map(rules::decimal).unwrap_or_default();
            form.version = place.version.to_string();
            form.presentation.clone_from(&place.presentation);
            form.email = shown(&place.email);
            form.website = shown(&place.website);
            form.hours = shown(&place.opening_hours);
            form.accessibility = shown(&place.accessibility_url);
            form.latitude = degrees(place.latitude_e6);
            form.longitude = degrees(place.longitude_e6);
        }
        form
    }

    /// The version that was seen; what is no number was never seen.
    #[must_use]
    pub fn seen(&self) -> i32 {
        seen(&self.version)
    }

    /// What was typed, checked.
    pub fn read(&self) -> Result<Facts, FormErrors> {
        let mut errors = FormErrors::default();
        let presentation = text(
            &self.presentation,
            "presentation",
            "directory-presentation-wrong",
            (1, LONGEST_PRESENTATION),
            &mut errors,
        );
        let address = named(&self.address, "address", "address-wrong", &mut errors);
        let postcode = self.postcode.trim().to_owned();
        if !is_postcode(&postcode) {
            errors.add("postcode", "postcode-wrong");
        }
        let city = named(&self.city, "city", "city-wrong", &mut errors);
        let insee_code = optional(&self.insee, "insee", "insee-wrong", &mut errors, |text| {
            CommuneCode::parse(text)
                .ok()
                .map(|code| code.as_str().to_owned())
        });
        let phone = optional(&self.phone, "phone", "phone-wrong", &mut errors, |text| {
            is_phone(text).then(|| text.to_owned())
        });
        let email = optional(
            &self.email,
            "email",
            "directory-email-wrong",
            &mut errors,
            |text| is_email(text).then(|| text.to_owned()),
        );
        let website = web(&self.website, "website", &mut errors);
        let opening_hours = optional(
            &self.hours,
            "hours",
            "directory-hours-wrong",
            &mut errors,
            |text| Hours::read(text).map(|hours| hours.standard()),
        );
        let accessibility_url = web(&self.accessibility, "accessibility", &mut errors);
        let position = Position::read(&self.latitude, &self.longitude).unwrap_or_else(|_| {
            errors.add("latitude", "directory-position-wrong");
            None
        });
        if phone.is_none() && email.is_none() && errors.is_empty() {
            errors.add("phone", "directory-contact-missing");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Facts {
            address,
            postcode,
            city,
            insee_code,
            phone,
            presentation,
            email,
            website,
            opening_hours,
            accessibility_url,
            position,
        })
    }
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct LabelForm {
    pub write_id: String,
    pub label: String,
    pub from: String,
    pub until: String,
    /// `save` or `remove`, for a label that is there.
    pub act: String,
}

/// A label and its days, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    pub label: String,
    pub from_on: NaiveDate,
    pub until_on: Option<NaiveDate>,
}

impl LabelForm {
    #[must_use]
    pub fn of(label: &place_label::Model) -> Self {
        Self {
            write_id: String::new(),
            label: label.label.clone(),
            from: label.from_on.to_string(),
            until: label
                .until_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            act: String::new(),
        }
    }

    /// What was typed, checked. `id` is in the fields' names where the page has several such forms.
    pub fn read(&self, id: Option<PlaceLabelId>) -> Result<Dated, FormErrors> {
        let mut errors = FormErrors::default();
        let field =
            |name: &str| id.map_or_else(|| name.to_owned(), |id| format!("{name}-{}", id.0));
        let label = word(&vocabulary().labels, &self.label);
        if label.is_none() {
            errors.add(field("label"), "directory-choose-one");
        }
        let from = day(&self.from);
        if from.is_none() {
            errors.add(field("from"), "directory-day-wrong");
        }
        let until = if self.until.trim().is_empty() {
            Some(None)
        } else {
            day(&self.until).map(Some)
        };
        match (from, until) {
            (_, None) => errors.add(field("until"), "directory-day-wrong"),
            (Some(from), Some(Some(until))) if until < from => {
                errors.add(field("until"), "directory-until-before-from");
            }
            _ => {}
        }
        match (label, from, until) {
            (Some(label), Some(from_on), Some(until_on)) if errors.is_empty() => Ok(Dated {
                label: label.key.clone(),
                from_on,
                until_on,
            }),
            _ => Err(errors),
        }
    }
}

/// `2026-03-01`, as a date field sends it, or `01/03/2026`.
fn day(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%m/%Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(text.trim(), form).ok())
}

pub(super) fn seen(version: &str) -> i32 {
    version.trim().parse().unwrap_or(0)
}

fn one_line(typed: &str) -> String {
    typed.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A street may bear the name of somebody; nothing else of the directory does.
fn named(typed: &str, field: &'static str, key: &'static str, errors: &mut FormErrors) -> String {
    let text = one_line(typed);
    if text.is_empty() || text.chars().count() > LONGEST {
        errors.add(field, key);
    }
    text
}

/// A text of so many characters that names nobody: the directory is public.
pub(super) fn text(
    typed: &str,
    field: &'static str,
    key: &'static str,
    (least, most): (usize, usize),
    errors: &mut FormErrors,
) -> String {
    let text = one_line(typed);
    if !(least..=most).contains(&text.chars().count()) {
        errors.add(field, key);
    } else if personal::in_cell(&text).is_some() {
        errors.add(field, "directory-text-personal");
    }
    text
}

pub(super) fn optional(
    typed: &str,
    field: &'static str,
    key: &'static str,
    errors: &mut FormErrors,
    read: impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let text = one_line(typed);
    if text.is_empty() {
        return None;
    }
    let read = read(&text);
    if read.is_none() {
        errors.add(field, key);
    }
    read
}

pub(super) fn web(typed: &str, field: &'static str, errors: &mut FormErrors) -> Option<String> {
    optional(typed, field, "directory-web-wrong", errors, |text| {
        rules::is_web(text).then(|| text.to_owned())
    })
}
