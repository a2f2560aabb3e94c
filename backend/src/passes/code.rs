//! The code of a pass: sixteen symbols of the alphabet of the labels, fifteen of them drawn and one that checks them.
//!
//! Fifteen of 23 symbols are 67 bits: nobody guesses one, least of all through a page that counts the tries. A code is
//! found by its keyed fingerprint, and lies sealed as long as a letter may still have to be printed.
use crate::{
    keys::{Keys, NotOpened},
    labels::{
        code::{ALPHABET, SIZE, separates, value_of, weighted_sum},
        keyboard,
    },
};
use rand::{CryptoRng, RngExt};
use std::fmt;

const LENGTH: usize = 16;
const GROUP: usize = 4;

/// What stands before a code in its QR code: a scan then tells it from a label.
const PREFIX: &str = "PASS-";

/// What a pass's code is sealed as.
const SEALED_AS: &str = "pass code";

/// The code of one pass, its check symbol included; written `XXXX-XXXX-XXXX-XXXX`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PassCode([u8; LENGTH]);

impl PassCode {
    /// A new code; only a generator fit for secrets will do.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut values = [0; LENGTH];
        for value in &mut values[..LENGTH - 1] {
            *value = rng.random_range(0..SIZE);
        }
        values[LENGTH - 1] = (SIZE - weighted_sum(values)) % SIZE;
        Self(values.map(|value| ALPHABET[usize::from(value)]))
    }

    /// Reads what somebody typed or a scanner sent, also through a keyboard of the wrong layout; none when a symbol is
    /// wrong, missing or exchanged.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::parse_as_written(text).or_else(|| {
            keyboard::meant(text)
                .iter()
                .find_map(|meant| Self::parse_as_written(meant))
        })
    }

    fn parse_as_written(text: &str) -> Option<Self> {
        let text = text.trim();
        let code = match text.split_at_checked(PREFIX.len()) {
            Some((prefix, code)) if prefix.eq_ignore_ascii_case(PREFIX) => code,
            Some(_) | None => text,
        };
        let values: Option<Vec<u8>> = code
            .chars()
            .filter(|symbol| !separates(*symbol))
            .map(value_of)
            .collect();
        let values: [u8; LENGTH] = values?.try_into().ok()?;
        (weighted_sum(values) == 0).then(|| Self(values.map(|value| ALPHABET[usize::from(value)])))
    }

    /// What its QR code says: no address, so that no browser and no log keeps it.
    #[must_use]
    pub fn in_qr(self) -> String {
        format!("{PREFIX}{self}")
    }

    /// What it is found by.
    #[must_use]
    pub fn key(self, keys: &Keys) -> String {
        keys.fingerprint(SEALED_AS, &self.to_string())
    }

    #[must_use]
    pub fn seal(self, keys: &Keys) -> String {
        keys.seal(SEALED_AS, &self.to_string())
    }

    /// Opens a sealed code.
    pub fn open(keys: &Keys, sealed: &str) -> Result<String, NotOpened> {
        keys.open(SEALED_AS, sealed)
    }
}

impl fmt::Display for PassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &symbol) in self.0.iter().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

/// Never the code: it opens a pass.
impl fmt::Debug for PassCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PassCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    fn code(seed: u64) -> PassCode {
        PassCode::generate(&mut StdRng::seed_from_u64(seed))
    }

    #[test]
    fn a_code_is_read_however_it_is_typed_or_scanned() {
        for seed in 0..500 {
            let code = code(seed);
            let printed = code.to_string();
            assert_eq!(printed.len(), 19);
            for typed in [
                printed.clone(),
                printed.to_lowercase(),
                printed.replace('-', " "),
                printed.replace('-', ""),
                format!(" {}\r\n", code.in_qr()),
                code.in_qr().to_lowercase(),
            ] {
                assert_eq!(PassCode::parse(&typed), Some(code), "{typed}");
            }
        }
    }

    #[test]
    fn one_wrong_symbol_and_any_two_exchanged_are_noticed() {
        for seed in 0..50 {
            let code = code(seed);
            for place in 0..LENGTH {
                for symbol in ALPHABET {
                    let mut wrong = code;
                    wrong.0[place] = *symbol;
                    let read = PassCode::parse(&wrong.to_string());
                    assert_eq!(read.is_some(), wrong == code, "{wrong}");
                }
                for other in 0..place {
                    let mut exchanged = code;
                    exchanged.0.swap(place, other);
                    let read = PassCode::parse(&exchanged.to_string());
                    assert_eq!(read.is_some(), exchanged == code, "{exchanged}");
                }
            }
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for text in [
            "",
            "PASS-",
            "2222",
            "HJ4K-7PXM",
            "https://exemple.fr/d/HJ4K-7PXM",
            "é",
        ] {
            assert_eq!(PassCode::parse(text), None, "{text}");
        }
        let printed = code(1).to_string();
        assert_eq!(PassCode::parse(&printed[..18]), None);
        assert_eq!(PassCode::parse(&format!("{printed}2")), None);
    }

    #[test]
    fn a_code_is_sealed_found_by_its_key_and_never_shown_in_a_log() {
        let keys = Keys::new(&[7; 32]);
        let code = code(3);
        let sealed = code.seal(&keys);
        assert!(!sealed.contains(&code.to_string()));
        assert_eq!(PassCode::open(&keys, &sealed).unwrap(), code.to_string());
        assert_ne!(code.key(&keys), code.key(&Keys::new(&[8; 32])));
        assert_eq!(format!("{code:?}"), "PassCode(…)");
    }
}
