//! The code of a device: eight symbols that a gloved hand can type and a tired eye cannot confuse.

use std::fmt;
use std::str::FromStr;

use super::keyboard;
use rand::{CryptoRng, RngExt};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// No vowel, so no word; no `0 O Q`, `1 I L`, `5 S`, `2 Z`, `8 B`, `6 G`, `U V` pair. The size is
/// prime, which the check symbol needs.
pub(crate) const ALPHABET: &[u8; SIZE as usize] = b"23456789CDFHJKMNPRTVWXY";
pub(crate) const SIZE: u8 = 23;
const LENGTH: usize = 8;

/// The code of one device, check symbol included. Written `XXXX-XXXX` everywhere: on the label,
/// in addresses, in the database and on screens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Code([u8; LENGTH]);

/// Why a text is not the code of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CodeError {
    #[error("no code was given")]
    Empty,
    #[error("this address is not the one of a device label")]
    OtherAddress,
    #[error("no code contains the character {0:?}")]
    Symbol(char),
    #[error("a code has 8 characters, not {0}")]
    Length(usize),
    #[error("one of the characters is wrong")]
    Check,
}

impl CodeError {
    /// The Fluent message that says it to a person. `label-code-symbol` takes `$symbol`,
    /// `label-code-length` takes `$count`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "label-code-empty",
            Self::OtherAddress => "label-code-other-address",
            Self::Symbol(_) => "label-code-symbol",
            Self::Length(_) => "label-code-length",
            Self::Check => "label-code-check",
        }
    }
}

impl Code {
    /// A new code. Only a generator fit for secrets will do: nobody may guess the code of the next
    /// device from the one in their hand.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut values = [0; LENGTH];
        for value in &mut values[..LENGTH - 1] {
            *value = rng.random_range(0..SIZE);
        }
        values[LENGTH - 1] = (SIZE - weighted_sum(values)) % SIZE;
        Self(values.map(|value| ALPHABET[usize::from(value)]))
    }

    /// Reads what a person typed or a scanner sent: any case, spaces and hyphens, the look-alikes
    /// `S Z B G U`, or the whole address on the label; and the same through a keyboard of the wrong layout.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        let read = Self::parse_as_written(text);
        if read.is_ok() {
            return read;
        }
        // The check symbol tells which reading was meant.
        keyboard::meant(text)
            .iter()
            .find_map(|meant| Self::parse_as_written(meant).ok())
            .map_or(read, Ok)
    }

    fn parse_as_written(text: &str) -> Result<Self, CodeError> {
        let text = text.trim();
        let mut values = [0; LENGTH];
        let mut count = 0;
        for symbol in code_part(text)?.chars() {
            if separates(symbol) {
                continue;
            }
            let value = value_of(symbol).ok_or(CodeError::Symbol(symbol))?;
            if let Some(place) = values.get_mut(count) {
                *place = value;
            }
            count += 1;
        }
        match count {
            0 => Err(CodeError::Empty),
            LENGTH if weighted_sum(values) == 0 => {
                Ok(Self(values.map(|value| ALPHABET[usize::from(value)])))
            }
            LENGTH => Err(CodeError::Check),
            _ => Err(CodeError::Length(count)),
        }
    }

    /// The code whose address takes the most room in a QR code: digits would take less.
    pub const LONGEST: Self = Self(*b"WWWWWWWK");

    /// The address in the QR code of the label.
    #[must_use]
    pub fn url(self, base_url: &str) -> String {
        format!("{}/d/{self}", base_url.trim_end_matches('/'))
    }

    /// The same address in capitals, for a smaller QR code.
    #[must_use]
    pub fn url_in_capitals(self, base_url: &str) -> String {
        in_capitals(base_url, 'd', &self.to_string())
    }
}

/// An address with a step of one letter, all of it in capitals where an address may be: a QR code of capitals
/// is smaller.
pub(super) fn in_capitals(base_url: &str, letter: char, last: &str) -> String {
    let base = base_url.trim_end_matches('/');
    // A host is read in any case, a path is not.
    let has_path = base.split("://").last().is_some_and(|it| it.contains('/'));
    if has_path {
        format!("{base}/{letter}/{last}")
    } else {
        format!("{base}/{letter}/{last}").to_ascii_uppercase()
    }
}

/// Weights 8 to 1 from left to right: none is 0 and no two are equal modulo the prime 23, so one
/// wrong symbol, or any two exchanged, always changes the sum. A code sums to 0. (The same holds up to 22 symbols.)
pub(crate) fn weighted_sum<const N: usize>(values: [u8; N]) -> u8 {
    let sum: u16 = (1_u16..)
        .zip(values.iter().rev())
        .map(|(weight, &value)| weight * u16::from(value))
        .sum();
    u8::try_from(sum % u16::from(SIZE)).expect("a remainder modulo 23")
}

/// What people put between the symbols, and scanners and phones as well.
pub(crate) fn separates(symbol: char) -> bool {
    symbol.is_whitespace() || matches!(symbol, '-' | '\u{2010}'..='\u{2015}')
}

/// What a symbol of the alphabet, or one that looks like it, stands for.
pub(crate) fn value_of(symbol: char) -> Option<u8> {
    let symbol = match symbol.to_ascii_uppercase() {
        'S' => '5',
        'Z' => '2',
        'B' => '8',
        'G' => '6',
        'U' => 'V',
        other => other,
    };
    (0..SIZE)
        .zip(ALPHABET)
        .find(|&(_, &letter)| char::from(letter) == symbol)
        .map(|(value, _)| value)
}

/// The last two steps of an address `https://…/d/CODE`. The host is not looked at: labels outlive a change
/// of address.
pub(super) fn steps_of(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.trim().split_once("://")?;
    if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
        return None;
    }
    let path = rest
        .split(['?', '#'])
        .next()
        .unwrap_or(rest)
        .trim_end_matches('/');
    let mut steps = path.rsplit('/');
    match (steps.next(), steps.next(), steps.next()) {
        (Some(last), Some(letter), Some(_)) => Some((letter, last)),
        _ => None,
    }
}

/// The code of a label's address, or the text itself when it is no address.
fn code_part(text: &str) -> Result<&str, CodeError> {
    if !text.contains("://") {
        return Ok(text);
    }
    match steps_of(text) {
        Some((letter, code)) if letter.eq_ignore_ascii_case("d") => Ok(code),
        Some(_) | None => Err(CodeError::OtherAddress),
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, &symbol) in self.0.iter().enumerate() {
            if place == LENGTH / 2 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(symbol))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}

impl TryFrom<String> for Code {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        Self::parse(&text)
    }
}

impl FromStr for Code {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;

    fn code(seed: u64) -> Code {
        Code::generate(&mut StdRng::seed_from_u64(seed))
    }

    fn with(code: Code, changes: &[(usize, u8)]) -> String {
        let mut symbols = code.0;
        for &(place, symbol) in changes {
            symbols[place] = symbol;
        }
        String::from_utf8(symbols.to_vec()).unwrap()
    }

    #[test]
    fn what_is_printed_is_read_back() {
        for seed in 0..1_000 {
            let code = code(seed);
            assert_eq!(Code::parse(&code.to_string()), Ok(code));
            assert_eq!(Code::parse(&code.url("https://exemple.fr/")), Ok(code));
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(json, format!("\"{code}\""));
            assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), code);
        }
    }

    /// The sum is linear, so a change is missed only if its own weighted difference is 0 whatever
    /// the rest of the code: every place, pair of places and pair of symbols is tried.
    #[test]
    fn every_wrong_symbol_and_every_exchange_is_caught() {
        let mut tried = 0;
        for place in 0..LENGTH {
            for from in 0..SIZE {
                for to in (0..SIZE).filter(|&to| to != from) {
                    let mut before = [0; LENGTH];
                    let mut after = [0; LENGTH];
                    before[place] = from;
                    after[place] = to;
                    assert_ne!(
                        weighted_sum(before),
                        weighted_sum(after),
                        "{place} {from} {to}"
                    );
                    for other in (0..LENGTH).filter(|&other| other != place) {
                        let (mut before, mut after) = (before, before);
                        before[other] = to;
                        after[place] = to;
                        after[other] = from;
                        assert_ne!(
                            weighted_sum(before),
                            weighted_sum(after),
                            "{place} {other} {from} {to}"
                        );
                        tried += 1;
                    }
                }
            }
        }
        assert_eq!(tried, 8 * 7 * 23 * 22);
    }

    proptest! {
        #[test]
        fn a_typing_mistake_is_refused(seed: u64, place in 0..LENGTH, symbol in 0..usize::from(SIZE)) {
            let code = code(seed);
            let symbol = ALPHABET[symbol];
            prop_assume!(code.0[place] != symbol);
            prop_assert_eq!(Code::parse(&with(code, &[(place, symbol)])), Err(CodeError::Check));
        }

        #[test]
        fn two_neighbours_typed_in_the_wrong_order_are_refused(seed: u64, place in 0..LENGTH - 1) {
            let code = code(seed);
            let (left, right) = (code.0[place], code.0[place + 1]);
            prop_assume!(left != right);
            let exchanged = with(code, &[(place, right), (place + 1, left)]);
            prop_assert_eq!(Code::parse(&exchanged), Err(CodeError::Check));
        }

        #[test]
        fn no_text_makes_the_reader_fall(text: String) {
            if let Ok(code) = Code::parse(&text) {
                prop_assert_eq!(Code::parse(&code.to_string()), Ok(code));
            }
        }
    }

    #[test]
    fn case_spaces_hyphens_and_look_alikes_are_forgiven() {
        let mut rng = StdRng::seed_from_u64(7);
        let code = std::iter::repeat_with(|| Code::generate(&mut rng))
            .find(|code| b"5286V".iter().all(|symbol| code.0.contains(symbol)))
            .unwrap();
        let sloppy: String = code
            .to_string()
            .chars()
            .map(|symbol| match symbol {
                '5' => 's',
                '2' => 'Z',
                '8' => 'b',
                '6' => 'G',
                'V' => 'u',
                '-' => '–',
                other => other.to_ascii_lowercase(),
            })
            .collect();
        assert_eq!(Code::parse(&sloppy), Ok(code), "{sloppy}");
        let spaced: String = code
            .to_string()
            .chars()
            .flat_map(|symbol| [symbol, ' '])
            .collect();
        assert_eq!(Code::parse(&format!("\t{spaced}\r\n")), Ok(code));
        // A phone puts spaces that do not break, and hyphens of its own.
        let phone = code.to_string().replace('-', "\u{a0}\u{2011}\u{202f}");
        assert_eq!(Code::parse(&phone), Ok(code), "{phone}");
    }

    #[test]
    fn the_address_on_the_label_is_read_whatever_its_host_and_case() {
        let code = code(1);
        for address in [
            format!("https://prets.exemple.fr/d/{code}"),
            format!("http://127.0.0.1:8080/d/{code}/"),
            format!("HTTPS://EXEMPLE.FR/D/{code}?langue=fr#haut"),
            format!(
                "https://exemple.fr/passe-relais/d/{}",
                code.to_string().to_lowercase()
            ),
        ] {
            assert_eq!(Code::parse(&address), Ok(code), "{address}");
        }
        for address in [
            "https://exemple.fr/".to_owned(),
            format!("https://exemple.fr/lot/{code}"),
            format!("ftp://exemple.fr/d/{code}"),
            format!("https://d/{code}"),
        ] {
            assert_eq!(
                Code::parse(&address),
                Err(CodeError::OtherAddress),
                "{address}"
            );
        }
    }

    #[test]
    fn a_refusal_says_what_is_wrong() {
        assert_eq!(Code::parse("  - "), Err(CodeError::Empty));
        assert_eq!(
            Code::parse("https://exemple.fr/d/"),
            Err(CodeError::OtherAddress)
        );
        for symbol in ['0', '1', 'I', 'l', 'O', 'Q', 'A', 'é', '𝟚'] {
            assert_eq!(
                Code::parse(&format!("234{symbol}5678")),
                Err(CodeError::Symbol(symbol))
            );
        }
        assert_eq!(Code::parse("2345-678"), Err(CodeError::Length(7)));
        assert_eq!(Code::parse("2345-6789-2"), Err(CodeError::Length(9)));
        assert_eq!(Code::parse("2222-2223"), Err(CodeError::Check));
    }

    #[test]
    fn codes_do_not_follow_one_another() {
        let mut rng = StdRng::seed_from_u64(3);
        let codes: HashSet<Code> = (0..10_000).map(|_| Code::generate(&mut rng)).collect();
        assert!(codes.len() > 9_980, "{} different codes", codes.len());
        for place in 0..LENGTH {
            let symbols: HashSet<u8> = codes.iter().map(|code| code.0[place]).collect();
            assert_eq!(symbols.len(), usize::from(SIZE), "place {place}");
        }
    }
}
