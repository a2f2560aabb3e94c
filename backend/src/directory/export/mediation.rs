//! Places as the digital-mediation schema takes them (LaMednum/standard-mediation-num 0.2.0): one line, 32 columns.
use super::inclusion::{Producer, phone};
use crate::{
    directory::{
        listing::Listing,
        rules::{LabelState, decimal, label_state},
        service_form::of_list,
        vocabulary::{LINK, Word, vocabulary, word},
    },
    web::cells::safe,
};
use entities::service_choice::ChoiceList;

/// The columns, in the order of the schema.
pub const HEADERS: [&str; 32] = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
];

/// Several values of a cell.
const AND: &str = "|";

/// The line of a place; none where the schema requires what is not known: a SIRET, an address, a service of digital
/// mediation.
#[must_use]
pub fn line(producer: &Producer, listing: &Listing) -> Option<[String; 32]> {
    let (site, place) = (&listing.site, &listing.place);
    let all = vocabulary();
    let services = of_services(listing, ChoiceList::Theme, &all.themes);
    let siret = listing.organisation.siret.clone()?;
    let incomplete = [&site.name, &site.city, &site.postcode, &site.address]
        .into_iter()
        .any(String::is_empty);
    if incomplete || services.is_empty() {
        return None;
    }
    let text = |text: &str| safe(text).into_owned();
    let optional = |text: &Option<String>| text.clone().unwrap_or_default();
    let kinds = said(
        listing
            .services
            .iter()
            .filter_map(|offered| word(&all.kinds, &offered.service.kind))
            .filter_map(|word| word.mediation.clone())
            .chain(values(listing, ChoiceList::Mode, &all.modes)),
    );
    let fees = said(
        listing
            .services
            .iter()
            .filter_map(|offered| word(&all.fees, &offered.service.fee)?.mediation.clone()),
    );
    let held = |of: fn(&Word) -> &Option<String>| {
        said(
            listing
                .labels
                .iter()
                .filter(|label| {
                    label_state(label.from_on, label.until_on, producer.today) == LabelState::Held
                })
                .filter_map(|label| of(word(&all.labels, &label.label)?).clone()),
        )
    };
    let booking = listing.services.iter().find_map(|offered| {
        let ways = of_list(&offered.choices, ChoiceList::Way);
        offered
            .service
            .link
            .clone()
            .filter(|_| ways.iter().any(|way| way == LINK))
    });
    let parent = if listing.organisation.name == site.name {
        String::new()
    } else {
        text(&listing.organisation.name)
    };
    Some([
        format!("{}--{}", producer.source, site.id.0),
        siret,
        text(&site.name),
        text(&site.city),
        site.postcode.clone(),
        optional(&site.insee_code),
        text(&site.address),
        String::new(),
        place.latitude_e6.map(decimal).unwrap_or_default(),
        place.longitude_e6.map(decimal).unwrap_or_default(),
        String::new(),
        phone(listing).unwrap_or_default(),
        optional(&place.email),
        optional(&place.website),
        optional(&place.opening_hours),
        text(&place.presentation),
        String::new(),
        producer.source.clone(),
        String::new(),
        parent,
        place.confirmed_on.to_string(),
        services,
        of_services(listing, ChoiceList::Public, &all.publics),
        String::new(),
        fees,
        held(|label| &label.programme),
        String::new(),
        held(|label| &label.other),
        of_services(listing, ChoiceList::Way, &all.ways),
        kinds,
        optional(&place.accessibility_url),
        booking.unwrap_or_default(),
    ])
}

/// What the schema calls the words of a list, over all services of a place.
fn values(listing: &Listing, list: ChoiceList, words: &[Word]) -> Vec<String> {
    listing
        .services
        .iter()
        .flat_map(|offered| of_list(&offered.choices, list))
        .filter_map(|key| word(words, &key)?.mediation.clone())
        .collect()
}

fn of_services(listing: &Listing, list: ChoiceList, words: &[Word]) -> String {
    said(values(listing, list, words))
}

/// Each once, in the order of the first.
fn said(values: impl IntoIterator<Item = String>) -> String {
    let mut once: Vec<String> = Vec::new();
    for value in values {
        if !once.contains(&value) {
            once.push(value);
        }
    }
    once.join(AND)
}
