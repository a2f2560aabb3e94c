//! The fields of a service, read from a form.
use super::{
    form::{LONGEST_PRESENTATION, optional, seen, text, web},
    vocabulary::{EMAIL, EVERYBODY, LINK, PAID, PHONE, Word, vocabulary, word},
};
use crate::{personal, web::FormErrors};
use entities::{
    place,
    place_service::{self, Area},
    service_choice::{self, ChoiceList},
    site,
};
use sea_orm::ActiveEnum;

const LONGEST_DESCRIPTION: usize = 2_000;
const SHORTEST_DESCRIPTION: usize = 50;
const SHORTEST_NAME: usize = 3;
const LONGEST_NAME: usize = 150;

/// What is offered, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    pub name: String,
    pub description: String,
    pub kind: String,
    pub fee: String,
    pub fee_details: Option<String>,
    pub publics_details: Option<String>,
    pub conditions: Option<String>,
    pub link: Option<String>,
    pub area: Area,
    pub choices: Vec<(ChoiceList, String)>,
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ServiceForm {
    pub write_id: String,
    pub version: String,
    pub name: String,
    pub kind: String,
    pub description: String,
    pub themes: Vec<String>,
    pub publics: Vec<String>,
    pub publics_details: String,
    pub conditions: String,
    pub fee: String,
    pub fee_details: String,
    pub modes: Vec<String>,
    pub ways: Vec<String>,
    pub link: String,
    pub who: Vec<String>,
    pub area: String,
}

impl ServiceForm {
    #[must_use]
    pub fn of(service: &place_service::Model, choices: &[service_choice::Model]) -> Self {
        let shown = |text: &Option<String>| text.clone().unwrap_or_default();
        Self {
            write_id: String::new(),
            version: service.version.to_string(),
            name: service.name.clone(),
            kind: service.kind.clone(),
            description: service.description.clone(),
            themes: of_list(choices, ChoiceList::Theme),
            publics: of_list(choices, ChoiceList::Public),
            publics_details: shown(&service.publics_details),
            conditions: shown(&service.conditions),
            fee: service.fee.clone(),
            fee_details: shown(&service.fee_details),
            modes: of_list(choices, ChoiceList::Mode),
            ways: of_list(choices, ChoiceList::Way),
            link: shown(&service.link),
            who: of_list(choices, ChoiceList::Who),
            area: service.area.to_value(),
        }
    }

    #[must_use]
    pub fn seen(&self) -> i32 {
        seen(&self.version)
    }

    /// What was typed, checked against the place that offers it: nobody is told to phone where there is no phone.
    /// Each list needs a word: this is what makes a service found, here and in data·inclusion.
    pub fn read(&self, site: &site::Model, place: &place::Model) -> Result<Offer, FormErrors> {
        let all = vocabulary();
        let mut errors = FormErrors::default();
        let name = text(
            &self.name,
            "name",
            "directory-service-name-wrong",
            (SHORTEST_NAME, LONGEST_NAME),
            &mut errors,
        );
        let kind = one(&self.kind, &all.kinds, "kind", &mut errors);
        let description = text(
            &self.description,
            "description",
            "directory-description-wrong",
            (SHORTEST_DESCRIPTION, LONGEST_DESCRIPTION),
            &mut errors,
        );
        let mut choices = Vec::new();
        let mut several = |list, ticked: &[String], words: &[Word], field: &'static str| {
            let known: Vec<String> = words
                .iter()
                .filter(|word| ticked.contains(&word.key))
                .map(|word| word.key.clone())
                .collect();
            if known.is_empty() {
                errors.add(field, "directory-choose-some");
            }
            choices.extend(known.into_iter().map(|word| (list, word)));
        };
        several(ChoiceList::Theme, &self.themes, &all.themes, "themes");
        several(ChoiceList::Public, &self.publics, &all.publics, "publics");
        several(ChoiceList::Mode, &self.modes, &all.modes, "modes");
        several(ChoiceList::Way, &self.ways, &all.ways, "ways");
        several(ChoiceList::Who, &self.who, &all.who, "who");
        let ticked = |ticked: &[String], key: &str| ticked.iter().any(|word| word == key);
        if ticked(&self.publics, EVERYBODY) && self.publics.len() > 1 {
            errors.add("publics", "directory-everybody-alone");
        }
        let link = web(&self.link, "link", &mut errors);
        for (way, has, key) in [
            (PHONE, site.phone.is_some(), "directory-way-without-phone"),
            (EMAIL, place.email.is_some(), "directory-way-without-email"),
            (LINK, link.is_some(), "directory-way-without-link"),
        ] {
            if ticked(&self.ways, way) && !has {
                errors.add("ways", key);
            }
        }
        let fee = one(&self.fee, &all.fees, "fee", &mut errors);
        let mut details = |typed: &str, field| {
            optional(
                typed,
                field,
                "directory-details-wrong",
                &mut errors,
                |text| {
                    let fits = text.chars().count() <= LONGEST_PRESENTATION;
                    (fits && personal::in_cell(text).is_none()).then(|| text.to_owned())
                },
            )
        };
        let fee_details = details(&self.fee_details, "fee_details");
        let publics_details = details(&self.publics_details, "publics_details");
        let conditions = details(&self.conditions, "conditions");
        if fee == PAID && self.fee_details.trim().is_empty() {
            errors.add("fee_details", "directory-fee-details-missing");
        }
        let area = Area::try_from_value(&self.area).ok();
        if area.is_none() {
            errors.add("area", "directory-choose-one");
        }
        match area {
            Some(area) if errors.is_empty() => Ok(Offer {
                name,
                description,
                kind,
                fee,
                fee_details,
                publics_details,
                conditions,
                link,
                area,
                choices,
            }),
            _ => Err(errors),
        }
    }
}

/// The words of one of a service's lists.
#[must_use]
pub fn of_list(choices: &[service_choice::Model], list: ChoiceList) -> Vec<String> {
    choices
        .iter()
        .filter(|choice| choice.list == list)
        .map(|choice| choice.word.clone())
        .collect()
}

fn one(typed: &str, words: &[Word], field: &'static str, errors: &mut FormErrors) -> String {
    if word(words, typed).is_none() {
        errors.add(field, "directory-choose-one");
    }
    typed.to_owned()
}
