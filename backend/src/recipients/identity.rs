//! What is known of a recipient, and of who is trained for them: the least that serves.
pub use crate::identifiers::request_reference;
use crate::{
    identifiers::folded_words,
    keys::{Keys, NotOpened},
    web::Lang,
};
use entities::{
    learner,
    recipient::{self, Channel, RecipientId, RecipientKind},
    request::RequestId,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A recipient's personal data, as sealed in the row. No diagnosis, no number of any register (law 9).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The person's family name, or the name of the household, establishment, association or place.
    pub name: String,
    /// Empty for what is not a person.
    pub given_name: String,
    pub birth_year: Option<i32>,
    pub phone: String,
    pub email: String,
    pub commune: String,
    /// Who signs for an establishment, an association or a place.
    pub signatory: String,
    /// How they want to be told; by letter when nobody asked.
    #[serde(default)]
    pub channel: Channel,
    /// The language they are written to in.
    #[serde(default)]
    pub language: Lang,
}

impl Identity {
    /// The name as it is said and printed.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.given_name, self.name)
            .trim()
            .to_owned()
    }

    /// Enough to tell people apart in a list: first name and initial; of a structure its name.
    #[must_use]
    pub fn short_name(&self, kind: RecipientKind) -> String {
        let initial = self.name.chars().next();
        let initial = initial.map_or_else(String::new, |letter| format!("{letter}."));
        match kind {
            RecipientKind::Person => format!("{} {initial}", self.given_name).trim().to_owned(),
            RecipientKind::Household => initial,
            RecipientKind::Establishment | RecipientKind::Association | RecipientKind::Place => {
                self.name.clone()
            }
        }
    }

    /// How they can be told: as they want, or by letter where what that needs is not known.
    #[must_use]
    pub fn reached_by(&self) -> Channel {
        match self.channel {
            Channel::Email if self.email.is_empty() => Channel::Letter,
            Channel::Call if self.phone.is_empty() => Channel::Letter,
            channel @ (Channel::Letter | Channel::Email | Channel::Call) => channel,
        }
    }

    /// The keyed fingerprint a counter searches by: family name and birth year.
    #[must_use]
    pub fn name_key(&self, keys: &Keys) -> String {
        name_key(keys, &self.name, self.birth_year)
    }

    /// Every fingerprint the officer finds a person by: the family name, the whole name, and each half of a double
    /// name, alone or with the given name.
    #[must_use]
    pub fn search_keys(&self, keys: &Keys) -> BTreeSet<String> {
        let mut names = vec![self.name.clone(), self.display_name()];
        let family = folded_words(&self.name);
        if family.len() > 1 && self.birth_year.is_some() {
            for half in family.iter().filter(|half| half.len() >= SHORTEST) {
                names.push(half.clone());
                names.push(format!("{} {half}", self.given_name));
            }
        }
        names
            .iter()
            .map(|name| search_key(keys, name, self.birth_year))
            .collect()
    }
}

/// The fingerprint of a family name and a birth year, forgiving case, accents, hyphens, apostrophes and spaces.
#[must_use]
pub fn name_key(keys: &Keys, family_name: &str, birth_year: Option<i32>) -> String {
    fingerprint(
        keys,
        "recipient name",
        &folded_words(family_name),
        birth_year,
    )
}

/// What a name as somebody types it is looked up by: as [`name_key`], and whatever the order of its words.
#[must_use]
pub fn search_key(keys: &Keys, typed: &str, birth_year: Option<i32>) -> String {
    let mut parts = folded_words(typed);
    parts.sort_unstable();
    fingerprint(keys, "recipient search", &parts, birth_year)
}

fn fingerprint(keys: &Keys, purpose: &str, parts: &[String], birth_year: Option<i32>) -> String {
    let year = birth_year.map(|year| year.to_string()).unwrap_or_default();
    keys.fingerprint(purpose, &format!("{}|{year}", parts.join(" ")))
}

/// Shorter words of a name, such as "de", find nobody alone.
const SHORTEST: usize = 3;

/// Opens a recipient's data for who works with them; nothing once the person was forgotten, or while they have
/// their data limited.
pub fn open(keys: &Keys, recipient: &recipient::Model) -> Result<Option<Identity>, NotOpened> {
    if recipient.restricted_at.is_some() {
        return Ok(None);
    }
    open_for_officer(keys, recipient)
}

/// Opens a recipient's data for the data protection officer, limited or not.
pub fn open_for_officer(
    keys: &Keys,
    recipient: &recipient::Model,
) -> Result<Option<Identity>, NotOpened> {
    recipient
        .sealed
        .as_deref()
        .map(|sealed| keys.open("recipient", sealed))
        .transpose()
}

/// How a person is named where a name may not stand: `B-000012`.
#[must_use]
pub fn recipient_reference(id: RecipientId) -> String {
    format!("B-{:06}", id.0)
}

/// Seals a recipient's data.
#[must_use]
pub fn seal(keys: &Keys, identity: &Identity) -> String {
    keys.seal("recipient", identity)
}

/// The request that a reference names, as people type it: `R-000123`, `r 123` or `123`.
#[must_use]
pub fn referenced_request(text: &str) -> Option<RequestId> {
    let text = text.trim();
    let number = text.strip_prefix(['R', 'r']).unwrap_or(text);
    let number = number.trim_start_matches(['-', ' ']);
    number.parse().ok().map(RequestId)
}

/// A name as a trainer's pages show it: the first name and an initial.
#[must_use]
pub fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {}.", initial.to_uppercase()),
        None => first.to_owned(),
    }
}

/// Who is trained when it is not the recipient: a name and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnerName {
    pub name: String,
}

/// The learner's name: the recipient's own, or that of who stands beside them; nothing while the recipient has their
/// data limited.
pub fn learner_name(
    keys: &Keys,
    learner: &learner::Model,
    recipient: &recipient::Model,
) -> Result<Option<String>, NotOpened> {
    if recipient.restricted_at.is_some() {
        return Ok(None);
    }
    learner_name_for_officer(keys, learner, recipient)
}

/// The learner's name for the data protection officer, limited or not.
pub fn learner_name_for_officer(
    keys: &Keys,
    learner: &learner::Model,
    recipient: &recipient::Model,
) -> Result<Option<String>, NotOpened> {
    match learner.sealed.as_deref() {
        Some(sealed) => Ok(Some(keys.open::<LearnerName>("learner", sealed)?.name)),
        None => Ok(open_for_officer(keys, recipient)?.map(|identity| identity.display_name())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found_by(typed: &str, year: i32) -> bool {
        let keys = Keys::new(&[7; 32]);
        let person = Identity {
            name: "Lefèvre-d’Aoste".to_owned(),
            given_name: "Noémie".to_owned(),
            birth_year: Some(1984),
            ..Identity::default()
        };
        person
            .search_keys(&keys)
            .contains(&search_key(&keys, typed, Some(year)))
    }

    #[test]
    fn a_person_is_found_whatever_the_accents_the_hyphens_and_the_order_of_the_names() {
        for typed in [
            "Lefèvre-d’Aoste",
            "LEFEVRE D'AOSTE",
            "d'aoste lefevre",
            "Noémie Lefèvre-d’Aoste",
            "lefevre d aoste noemie",
            "Lefevre",
            "Noemie Aoste",
            "AOSTE, Noémie",
        ] {
            assert!(found_by(typed, 1984), "{typed}");
        }
        for typed in ["Lefev", "Noémie", "d", "", "Lefèvre Martin"] {
            assert!(!found_by(typed, 1984), "{typed}");
        }
        assert!(!found_by("Lefèvre-d’Aoste", 1985));
    }

    #[test]
    fn a_list_shows_a_first_name_and_an_initial_or_a_structure() {
        let person = Identity {
            name: "Élysée".to_owned(),
            given_name: "Zoé".to_owned(),
            ..Identity::default()
        };
        for (kind, shown) in [
            (RecipientKind::Person, "Zoé É."),
            (RecipientKind::Household, "É."),
            (RecipientKind::Place, "Élysée"),
        ] {
            assert_eq!(person.short_name(kind), shown);
        }
    }

    #[test]
    fn who_cannot_be_told_as_they_want_is_told_by_letter() {
        let reached = |channel, email: &str, phone: &str| {
            let known = Identity {
                channel,
                email: email.to_owned(),
                phone: phone.to_owned(),
                ..Identity::default()
            };
            known.reached_by()
        };
        assert_eq!(reached(Channel::Email, "z@y.fr", ""), Channel::Email);
        assert_eq!(reached(Channel::Email, "", "06"), Channel::Letter);
        assert_eq!(reached(Channel::Call, "", "06"), Channel::Call);
        assert_eq!(reached(Channel::Call, "z@y.fr", ""), Channel::Letter);
        assert_eq!(reached(Channel::Letter, "z@y.fr", "06"), Channel::Letter);
    }

    #[test]
    fn a_structure_is_found_by_its_whole_name_only() {
        let keys = Keys::new(&[7; 32]);
        let structure = Identity {
            name: "Les Aidants du Lac".to_owned(),
            ..Identity::default()
        };
        let found = structure.search_keys(&keys);
        assert!(found.contains(&search_key(&keys, "LES AIDANTS DU LAC", None)));
        assert!(!found.contains(&search_key(&keys, "Aidants", None)));
    }

    #[test]
    fn the_counter_forgives_hyphens_and_apostrophes() {
        let keys = Keys::new(&[7; 32]);
        let key = |name| name_key(&keys, name, Some(1984));
        assert_eq!(key("Lefèvre-d’Aoste"), key("lefevre d'aoste"));
        assert_ne!(key("Lefèvre-d’Aoste"), key("d'Aoste Lefèvre"));
    }

    #[test]
    fn a_name_is_shortened_to_the_first_name_and_an_initial() {
        let cases = [
            ("Louise Martin", "Louise M."),
            ("Jean-Pierre de la Tour", "Jean-Pierre T."),
            ("Zoé", "Zoé"),
            ("", ""),
        ];
        for (name, short) in cases {
            assert_eq!(short_name(name), short);
        }
    }
}
