//! Places and services as data·inclusion 1.0 takes them (`data-inclusion-schema` 1.0.10).
//!
//! Its quality score counts, where they apply: an address, a phone and an e-mail where one is told to use them, a way to
//! ask, a public, a theme, a contact, a fee, a description of 200 characters, a recent date. The form of a service asks
//! for each of them; the yearly reminder keeps the date.
use crate::directory::{
    listing::{Listing, Offered},
    rules::{LabelState, Position, departement_of, e164, label_state, public_name},
    service_form::of_list,
    vocabulary::{EMAIL, LINK, PHONE, vocabulary, word},
};
use chrono::NaiveDate;
use entities::{place_service::Area, service_choice::ChoiceList};
use serde::Serialize;
use std::collections::BTreeSet;

/// The installation that says it.
pub struct Producer {
    /// The producer's name in every identifier.
    pub source: String,
    pub base_url: String,
    pub today: NaiveDate,
}

#[derive(Debug, Serialize)]
pub struct Structure {
    source: String,
    id: String,
    nom: String,
    date_maj: NaiveDate,
    description: Option<String>,
    lien_source: String,
    siret: Option<String>,
    #[serde(flatten)]
    lieu: Lieu,
    telephone: Option<String>,
    courriel: Option<String>,
    site_web: Option<String>,
    horaires_accueil: Option<String>,
    accessibilite_lieu: Option<String>,
    reseaux_porteurs: Option<BTreeSet<String>>,
}

#[derive(Debug, Serialize)]
pub struct Service {
    source: String,
    structure_id: String,
    id: String,
    nom: String,
    description: String,
    lien_source: String,
    date_maj: NaiveDate,
    r#type: String,
    thematiques: Option<Vec<String>>,
    frais: String,
    frais_precisions: Option<String>,
    publics: Option<Vec<String>>,
    publics_precisions: Option<String>,
    conditions_acces: Option<String>,
    #[serde(flatten)]
    lieu: Lieu,
    telephone: Option<String>,
    courriel: Option<String>,
    modes_accueil: Option<Vec<String>>,
    zone_eligibilite: Option<Vec<String>>,
    lien_mobilisation: Option<String>,
    modes_mobilisation: Option<Vec<String>>,
    mobilisable_par: Option<Vec<String>>,
    horaires_accueil: Option<String>,
}

/// What a structure and a service say alike of where they are.
#[derive(Clone, Debug, Serialize)]
struct Lieu {
    commune: Option<String>,
    code_postal: Option<String>,
    code_insee: Option<String>,
    adresse: Option<String>,
    longitude: Option<f64>,
    latitude: Option<f64>,
}

impl Lieu {
    fn of(listing: &Listing) -> Self {
        let site = &listing.site;
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let place = &listing.place;
        let position = Position::of(place.latitude_e6, place.longitude_e6);
        let degrees = |e6: i32| f64::from(e6) / 1e6;
        Self {
            commune: said(&site.city),
            code_postal: said(&site.postcode),
            code_insee: site.insee_code.clone(),
            adresse: said(&site.address),
            longitude: position.map(|at| degrees(at.longitude_e6)),
            latitude: position.map(|at| degrees(at.latitude_e6)),
        }
    }
}

/// None when the place has no name that the schema takes.
#[must_use]
pub fn structure(producer: &Producer, listing: &Listing) -> Option<Structure> {
    let labels = listing
        .labels
        .iter()
        .filter(|label| {
            label_state(label.from_on, label.until_on, producer.today) == LabelState::Held
        })
        .filter_map(|label| word(&vocabulary().labels, &label.label)?.network.clone());
    Some(Structure {
        source: producer.source.clone(),
        id: structure_id(producer, listing),
        nom: named(listing)?,
        date_maj: listing.place.confirmed_on,
        description: Some(listing.place.presentation.clone())
            .filter(|text| text.chars().count() >= 5),
        lien_source: address(producer, listing),
        siret: listing.organisation.siret.clone(),
        lieu: Lieu::of(listing),
        telephone: phone(listing),
        courriel: listing.place.email.clone(),
        site_web: listing.place.website.clone(),
        horaires_accueil: listing.place.opening_hours.clone(),
        accessibilite_lieu: listing.place.accessibility_url.clone(),
        reseaux_porteurs: Some(labels.collect::<BTreeSet<_>>()).filter(|some| !some.is_empty()),
    })
}

/// None when its place has no name that the schema takes: a service never points at nothing.
#[must_use]
pub fn service(producer: &Producer, listing: &Listing, offered: &Offered) -> Option<Service> {
    named(listing)?;
    let row = &offered.service;
    let list = |list| some(of_list(&offered.choices, list));
    let telephone = phone(listing);
    let courriel = listing.place.email.clone();
    // Nobody is sent to a phone that is no longer there.
    let ways = of_list(&offered.choices, ChoiceList::Way)
        .into_iter()
        .filter(|way| way != PHONE || telephone.is_some())
        .filter(|way| way != EMAIL || courriel.is_some())
        .filter(|way| way != LINK || row.link.is_some())
        .collect();
    Some(Service {
        source: producer.source.clone(),
        structure_id: structure_id(producer, listing),
        id: format!("{}--service-{}", producer.source, row.id.0),
        nom: public_name(&row.name)?,
        description: row.description.clone(),
        lien_source: address(producer, listing),
        // Who confirms the place confirms what it offers.
        date_maj: listing.place.confirmed_on.max(row.changed_on),
        r#type: row.kind.clone(),
        thematiques: list(ChoiceList::Theme),
        frais: row.fee.clone(),
        frais_precisions: row.fee_details.clone(),
        publics: list(ChoiceList::Public),
        publics_precisions: row.publics_details.clone(),
        conditions_acces: row.conditions.clone(),
        lieu: Lieu::of(listing),
        telephone,
        courriel,
        modes_accueil: list(ChoiceList::Mode),
        zone_eligibilite: area(listing, row.area).map(|code| vec![code]),
        lien_mobilisation: row.link.clone(),
        modes_mobilisation: some(ways),
        mobilisable_par: list(ChoiceList::Who),
        horaires_accueil: listing.place.opening_hours.clone(),
    })
}

/// The site's name; the organisation's where it is too short.
fn named(listing: &Listing) -> Option<String> {
    public_name(&listing.site.name).or_else(|| public_name(&listing.organisation.name))
}

fn structure_id(producer: &Producer, listing: &Listing) -> String {
    format!("{}--{}", producer.source, listing.site.id.0)
}

fn address(producer: &Producer, listing: &Listing) -> String {
    format!("{}/lieux/{}", producer.base_url, listing.site.id.0)
}

/// The phone of a place as the standards write it.
pub(super) fn phone(listing: &Listing) -> Option<String> {
    let typed = listing.site.phone.as_deref()?;
    Some(e164(typed, &listing.site.postcode))
}

fn area(listing: &Listing, area: Area) -> Option<String> {
    let commune = listing.site.insee_code.as_deref();
    match area {
        Area::Commune => commune.map(ToOwned::to_owned),
        Area::Epci => listing.site.epci_code.clone(),
        Area::Departement => commune.and_then(departement_of).map(ToOwned::to_owned),
        Area::France => Some("france".to_owned()),
    }
}

fn some(words: Vec<String>) -> Option<Vec<String>> {
    Some(words).filter(|words| !words.is_empty())
}
