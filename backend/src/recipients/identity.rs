//! What is known of a recipient, and of who is trained for them: the least that serves.
pub use crate::identifiers::request_reference;
use crate::{
    identifiers::fold,
    keys::{Keys, NotOpened},
};
use entities::{learner, recipient, request::RequestId};
use serde::{Deserialize, Serialize};

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
}

impl Identity {
    /// The name as it is said and printed.
    #[must_use]
    pub fn display_name(&self) -> String {
        format!("{} {}", self.given_name, self.name)
            .trim()
            .to_owned()
    }

    /// The keyed fingerprint a counter searches by: family name and birth year.
    #[must_use]
    pub fn name_key(&self, keys: &Keys) -> String {
        name_key(keys, &self.name, self.birth_year)
    }
}

/// The fingerprint of a family name and a birth year, forgiving case, accents and spaces.
#[must_use]
pub fn name_key(keys: &Keys, family_name: &str, birth_year: Option<i32>) -> String {
    let year = birth_year.map(|year| year.to_string()).unwrap_or_default();
    keys.fingerprint("recipient name", &format!("{}|{year}", fold(family_name)))
}

/// Opens a recipient's data; nothing once the person was forgotten.
pub fn open(keys: &Keys, recipient: &recipient::Model) -> Result<Option<Identity>, NotOpened> {
    recipient
        .sealed
        .as_deref()
        .map(|sealed| keys.open("recipient", sealed))
        .transpose()
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

/// The learner's name: the recipient's own, or that of who stands beside them.
pub fn learner_name(
    keys: &Keys,
    learner: &learner::Model,
    recipient: &recipient::Model,
) -> Result<Option<String>, NotOpened> {
    match learner.sealed.as_deref() {
        Some(sealed) => Ok(Some(keys.open::<LearnerName>("learner", sealed)?.name)),
        None => Ok(open(keys, recipient)?.map(|identity| identity.display_name())),
    }
}

#[cfg(test)]
mod tests {
    use super::short_name;

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
