//! The kinds of organisation: their word keys, and what people write for them in a list.
use crate::{
    identifiers::fold,
    web::{Choice, Words},
};
use entities::organisation::OrganisationKind;
use sea_orm::{ActiveEnum, Iterable};

/// The word key of a kind.
#[must_use]
pub fn kind_key(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::Departement => "organisation-kind-departement",
        OrganisationKind::Epci => "organisation-kind-epci",
        OrganisationKind::College => "organisation-kind-college",
        OrganisationKind::InsertionWorkshop => "organisation-kind-insertion-workshop",
        OrganisationKind::AdaptedEnterprise => "organisation-kind-adapted-enterprise",
        OrganisationKind::SocialService => "organisation-kind-social-service",
        OrganisationKind::Library => "organisation-kind-library",
        OrganisationKind::FranceServices => "organisation-kind-france-services",
        OrganisationKind::Association => "organisation-kind-association",
        OrganisationKind::Partner => "organisation-kind-partner",
    }
}

/// The kind of this name, as forms and the command line write it: `insertion_workshop`.
#[must_use]
pub fn kind_named(name: &str) -> Option<OrganisationKind> {
    OrganisationKind::try_from_value(&name.to_owned()).ok()
}

#[must_use]
pub fn choices(words: &Words) -> Vec<Choice> {
    OrganisationKind::iter()
        .map(|kind| Choice::new(kind.to_value(), words.say(kind_key(kind))))
        .collect()
}

/// The kind meant by a cell of a list, in French or English, singular or plural.
#[must_use]
pub fn kind_written(cell: &str) -> Option<OrganisationKind> {
    let bare: String = fold(cell)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    Some(match bare.trim_end_matches('s') {
        "departement" | "conseildepartemental" => OrganisationKind::Departement,
        "epci" | "intercommunalite" => OrganisationKind::Epci,
        "college" => OrganisationKind::College,
        "atelierdinsertion" | "atelierinsertion" | "aci" | "insertionworkshop" | "atelier" => {
            OrganisationKind::InsertionWorkshop
        }
        "entrepriseadaptee" | "ea" | "adaptedenterprise" => OrganisationKind::AdaptedEnterprise,
        "servicesocial" | "polemedicosocial" | "pm" | "socialservice" => {
            OrganisationKind::SocialService
        }
        "bibliotheque" | "mediatheque" | "library" | "librarie" => OrganisationKind::Library,
        "franceservice" | "maisonfranceservice" => OrganisationKind::FranceServices,
        "association" => OrganisationKind::Association,
        "partenaire" | "partner" => OrganisationKind::Partner,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Lang;

    #[test]
    fn a_kind_is_understood_as_the_screens_write_it_in_both_languages() {
        for kind in OrganisationKind::iter() {
            assert_eq!(kind_named(&kind.to_value()), Some(kind));
            for lang in [Lang::Fr, Lang::En] {
                let written = Words::new(lang).say(kind_key(kind));
                assert_eq!(kind_written(&written), Some(kind), "{written}");
            }
        }
        assert_eq!(kind_written("COLLÈGES"), Some(OrganisationKind::College));
        assert_eq!(kind_written("lycée"), None);
    }
}
