//! Codes with which people answer alone, once: twenty digits of a keyed hash, eighty bits. Who made one sees it again, and
//! the database alone gives none away.
use crate::keys::{Keys, sha256_hex};

/// Digits of a code.
const DIGITS: usize = 20;

/// A code as it is printed: five groups of four.
#[must_use]
pub fn printed(keys: &Keys, purpose: &str, salt: &str) -> String {
    let digits = digits(keys, purpose, salt);
    let groups: Vec<&str> = (0..DIGITS)
        .step_by(4)
        .map(|at| &digits[at..at + 4])
        .collect();
    groups.join("-")
}

/// What the database keeps of a code.
#[must_use]
pub fn hash(keys: &Keys, purpose: &str, salt: &str) -> String {
    sha256_hex(digits(keys, purpose, salt))
}

fn digits(keys: &Keys, purpose: &str, salt: &str) -> String {
    let mut digits = keys.fingerprint(purpose, salt);
    digits.truncate(DIGITS);
    digits.to_uppercase()
}

/// What a typed code is found by: small letters, spaces and dashes do not count.
#[must_use]
pub fn hash_of(typed: &str) -> String {
    let digits: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|digit| digit.to_ascii_uppercase())
        .collect();
    sha256_hex(digits)
}
