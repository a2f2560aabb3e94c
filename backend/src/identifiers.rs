//! Checks of the numbers printed on devices, SIM cards, schools and organisations, the references of requests and
//! passes, and the folding used to search and compare.

use entities::{pass_issue::PassIssueId, request::RequestId};
use serde::{Deserialize, Serialize};

/// The mobile equipment identity of a phone or of a tablet with a modem: 15 digits, the last one a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Imei(String);

/// Why a text is not an [`Imei`]. Two of the cases are honest numbers written another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImeiFault {
    /// Not 14, 15 or 16 digits.
    Shape,
    /// 15 digits whose key is wrong: a misread or mistyped number.
    WrongKey,
    /// 14 digits: device management tools leave the key out. `completed` is the number with its key.
    WithoutKey { completed: Imei },
    /// 16 digits: an IMEISV, whose last two digits are a software version and which has no key.
    Imeisv,
}

impl Imei {
    /// Reads an IMEI, ignoring the spaces, hyphens, dots and slashes people put in it.
    pub fn parse(text: &str) -> Result<Self, ImeiFault> {
        let digits = digits_of(text).ok_or(ImeiFault::Shape)?;
        if digits.bytes().all(|digit| digit == b'0') {
            return Err(ImeiFault::Shape);
        }
        match digits.len() {
            15 if luhn_holds(&digits) => Ok(Self(digits)),
            15 => Err(ImeiFault::WrongKey),
            14 => Err(ImeiFault::WithoutKey {
                completed: Self(with_luhn_key(&digits)),
            }),
            16 => Err(ImeiFault::Imeisv),
            _ => Err(ImeiFault::Shape),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number printed on a SIM card: 19 or 20 digits, 89 first, which is telecommunications, and a Luhn key last.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Iccid(String);

impl Iccid {
    /// Reads an ICCID, ignoring the spaces, hyphens, dots and slashes people put in it, and the filler F that some
    /// readers give after a number of 19 digits.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let bare = text.trim().trim_end_matches(['F', 'f']);
        let digits = digits_of(bare).ok_or(Fault::Shape)?;
        if !matches!(digits.len(), 19 | 20) || !digits.starts_with("89") {
            return Err(Fault::Shape);
        }
        if luhn_holds(&digits) {
            Ok(Self(digits))
        } else {
            Err(Fault::WrongKey)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Why a text is not the number it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not the right count or kind of characters.
    Shape,
    /// The right characters, but the key does not fit them.
    WrongKey,
}

/// The national number of a school: 7 digits and a letter, the digits modulo 23.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Uai(String);

/// The alphabet without I, O and Q, which are too easily misread.
const UAI_KEYS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

impl Uai {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code = compact(text).to_ascii_uppercase();
        let (digits, key) = code
            .split_at_checked(7)
            .filter(|(digits, _)| digits.bytes().all(|byte| byte.is_ascii_digit()))
            .ok_or(Fault::Shape)?;
        let [key] = key.as_bytes() else {
            return Err(Fault::Shape);
        };
        if !key.is_ascii_alphabetic() {
            return Err(Fault::Shape);
        }
        let remainder = digits
            .bytes()
            .fold(0, |sum, digit| (sum * 10 + usize::from(digit - b'0')) % 23);
        if UAI_KEYS[remainder] == *key {
            Ok(Self(code))
        } else {
            Err(Fault::WrongKey)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of a French legal person: 9 digits with a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Siren(String);

impl Siren {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let digits = digits_of(text)
            .filter(|digits| digits.len() == 9 && digits.bytes().any(|digit| digit != b'0'))
            .ok_or(Fault::Shape)?;
        if luhn_holds(&digits) {
            Ok(Self(digits))
        } else {
            Err(Fault::WrongKey)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of one establishment of a legal person: its SIREN and 5 digits, the whole with a Luhn key.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Siret(String);

const LA_POSTE: &str = "356000000";
/// The head office of La Poste, its only establishment numbered by the common rule.
const LA_POSTE_HEAD_OFFICE: &str = "35600000000048";

impl Siret {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let digits = digits_of(text)
            .filter(|digits| digits.len() == 14)
            .ok_or(Fault::Shape)?;
        Siren::parse(&digits[..9])?;
        // La Poste has more establishments than the common key leaves numbers for.
        let holds = if digits.starts_with(LA_POSTE) {
            digits == LA_POSTE_HEAD_OFFICE
                || digits
                    .bytes()
                    .map(|digit| u32::from(digit - b'0'))
                    .sum::<u32>()
                    % 5
                    == 0
        } else {
            luhn_holds(&digits)
        };
        if holds {
            Ok(Self(digits))
        } else {
            Err(Fault::WrongKey)
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The INSEE code of a commune (not its postcode): 5 characters, Corsica being 2A and 2B.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CommuneCode(String);

impl CommuneCode {
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code = compact(text).to_ascii_uppercase();
        match code.as_bytes() {
            [b'0' | b'1' | b'3'..=b'9', b'0'..=b'9', rest @ ..]
            | [b'2', b'A' | b'B' | b'1'..=b'9', rest @ ..]
                if rest.len() == 3 && rest.iter().all(u8::is_ascii_digit) =>
            {
                Ok(Self(code))
            }
            _ => Err(Fault::Shape),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What firmware and inventories write where a serial should be, reduced to lower-case letters and digits.
const PLACEHOLDERS: [&str; 27] = [
    "0123456789",
    "0123456789abcdef",
    "123456789",
    "1234567890",
    "baseboardserialnumber",
    "chassisserialnumber",
    "default",
    "defaultstring",
    "empty",
    "inconnu",
    "invalid",
    "na",
    "nd",
    "neant",
    "none",
    "notapplicable",
    "notavailable",
    "notspecified",
    "null",
    "oem",
    "sansnumero",
    "serialnumber",
    "systemserialnumber",
    "tobefilledbyoem",
    "undefined",
    "unknown",
    "unspecified",
];

/// Whether a serial is filler that names no device, so that two devices may bear it.
/// An empty serial is missing, not filler.
#[must_use]
pub fn is_placeholder_serial(serial: &str) -> bool {
    if serial.trim().is_empty() {
        return false;
    }
    let mut bare = fold(serial);
    bare.retain(|letter| letter.is_ascii_alphanumeric());
    let mut letters = bare.chars();
    let one_letter_repeated = letters
        .next()
        .is_none_or(|first| letters.all(|letter| letter == first));
    one_letter_repeated || PLACEHOLDERS.contains(&bare.as_str())
}

/// The form under which texts are searched and compared: ASCII, lower-case, no accents, single spaces.
/// Other scripts are spelt in Latin letters, so a name can be found by either spelling.
#[must_use]
pub fn fold(text: &str) -> String {
    let ascii = deunicode::deunicode_with_tofu(text, "").to_ascii_lowercase();
    ascii.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a name, folded: hyphens and apostrophes stand between them.
#[must_use]
pub fn folded_words(name: &str) -> Vec<String> {
    fold(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A serial number as drives are compared by it: tools differ in case, spaces and dashes.
#[must_use]
pub fn serial_key(serial: &str) -> String {
    fold(serial)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// How a request is named everywhere a name may not stand: `R-000123`.
#[must_use]
pub fn request_reference(id: RequestId) -> String {
    format!("R-{:06}", id.0)
}

/// How a pass is named everywhere its code may not stand: issue and number, `P-12-0034`.
#[must_use]
pub fn pass_reference(issue: PassIssueId, number: i32) -> String {
    format!("P-{}-{number:04}", issue.0)
}

/// The text without the separators people put in numbers.
fn compact(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '.' | '/'))
        .collect()
}

fn digits_of(text: &str) -> Option<String> {
    Some(compact(text)).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The sum of Luhn's rule, the last digit counting once.
fn luhn_sum(digits: &str) -> u32 {
    digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(rank, digit)| {
            let digit = u32::from(digit - b'0');
            match (rank % 2, digit) {
                (0, digit) => digit,
                (_, digit) if digit > 4 => digit * 2 - 9,
                (_, digit) => digit * 2,
            }
        })
        .sum()
}

fn luhn_holds(digits: &str) -> bool {
    luhn_sum(digits).is_multiple_of(10)
}

fn with_luhn_key(digits: &str) -> String {
    let sum_without_key = luhn_sum(&format!("{digits}0"));
    let key = (10 - sum_without_key % 10) % 10;
    format!("{digits}{key}")
}

/// What a page or a file gives back to be read: the value types deserialise through their own check.
macro_rules! read_checked {
    ($($type:ident),+) => {$(
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(|fault| serde::de::Error::custom(format!("{fault:?}")))
            }
        }
    )+};
}
read_checked!(Imei, Uai, Siren, Siret, CommuneCode);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_imei_with_the_right_key_is_read_however_it_is_spaced() {
        for number in ["490154203237518", "352099001761481", "012345678901237"] {
            assert_eq!(Imei::parse(number).unwrap().as_str(), number);
        }
        assert_eq!(
            Imei::parse(" 49-015420-323751/8 ").unwrap().as_str(),
            "490154203237518"
        );
    }

    #[test]
    fn a_wrong_key_a_missing_key_and_an_imeisv_are_told_apart() {
        let completed = Imei::parse("490154203237518").unwrap();
        assert_eq!(Imei::parse("490154203237519"), Err(ImeiFault::WrongKey));
        assert_eq!(
            Imei::parse("49015420323751"),
            Err(ImeiFault::WithoutKey { completed })
        );
        assert_eq!(Imei::parse("4901542032375180"), Err(ImeiFault::Imeisv));
        for text in [
            "",
            "4901542032375",
            "49015420323751A",
            "000000000000000",
            "4.90154E+14",
        ] {
            assert_eq!(Imei::parse(text), Err(ImeiFault::Shape), "{text}");
        }
    }

    #[test]
    fn the_number_of_a_sim_card_is_checked_by_its_key() {
        let read = |text| Iccid::parse(text).map(|iccid| iccid.as_str().to_owned());
        let printed = "8933010000000000010".to_owned();
        for text in [
            "8933010000000000010",
            "8933 0100 0000 0000 010",
            "8933010000000000010F",
            " 8933-0100-0000-0000-010 ",
        ] {
            assert_eq!(read(text), Ok(printed.clone()), "{text}");
        }
        assert_eq!(read("8933010000000000011"), Err(Fault::WrongKey));
        assert_eq!(read("8933010000000000020"), Err(Fault::WrongKey));
        for text in [
            "",
            "89330100000000000",
            "7733010000000000010",
            "89F",
            "893301000000000001X",
        ] {
            assert_eq!(read(text), Err(Fault::Shape), "{text}");
        }
    }

    #[test]
    fn a_school_number_is_read_with_its_letter() {
        for number in ["0740001Z", "0850001P", "0470001W", "0750655E", "0750654D"] {
            assert_eq!(Uai::parse(&number.to_lowercase()).unwrap().as_str(), number);
        }
        assert_eq!(Uai::parse("0740001A"), Err(Fault::WrongKey));
        for text in ["", "0740001", "07400011", "0740001ZZ", "074000é", "ééééÉZ"] {
            assert_eq!(Uai::parse(text), Err(Fault::Shape), "{text}");
        }
    }

    #[test]
    fn organisation_numbers_are_checked_by_their_key() {
        for number in ["552008443", "123456782", "217400423"] {
            assert!(Siren::parse(number).is_ok(), "{number}");
        }
        assert_eq!(Siren::parse("552008444"), Err(Fault::WrongKey));
        assert_eq!(Siren::parse("000000000"), Err(Fault::Shape));
        assert!(Siret::parse("123 456 782 00010").is_ok());
        assert_eq!(Siret::parse("12345678200012"), Err(Fault::WrongKey));
        assert_eq!(Siret::parse("1234567820001"), Err(Fault::Shape));
        assert_eq!(
            Siret::parse("12345678300018"),
            Err(Fault::WrongKey),
            "the whole has a key, its SIREN has not"
        );
    }

    #[test]
    fn la_poste_has_its_own_rule() {
        assert!(Siret::parse("35600000000048").is_ok());
        assert!(
            Siret::parse("35600000000001").is_ok(),
            "digits add up to 15"
        );
        assert_eq!(Siret::parse("35600000000002"), Err(Fault::WrongKey));
    }

    #[test]
    fn corsica_has_letters_in_its_commune_codes() {
        for code in ["74010", "2A004", "97411", "2B033", "01001"] {
            assert_eq!(
                CommuneCode::parse(&code.to_lowercase()).unwrap().as_str(),
                code
            );
        }
        for code in ["20004", "7401", "2C004", "740100", "é010", "2A0é"] {
            assert_eq!(CommuneCode::parse(code), Err(Fault::Shape), "{code}");
        }
    }

    #[test]
    fn filler_is_not_a_serial() {
        for filler in [
            "Not Specified",
            "default  string",
            "To Be Filled By O.E.M.",
            "System Serial Number",
            "0",
            "None",
            "N/A",
            "n/a",
            "XXXXXXXX",
            "0000-0000",
            "--",
            "Néant",
            "0123456789ABCDEF",
        ] {
            assert!(is_placeholder_serial(filler), "{filler}");
        }
        for serial in ["", "  ", "5CD1234XYZ", "DMPXK2ABCDEF", "S21TNXAG512345"] {
            assert!(!is_placeholder_serial(serial), "{serial}");
        }
    }

    #[test]
    fn names_are_found_whatever_their_accents_and_spaces() {
        assert_eq!(
            fold("  Élodie   LEFÈVRE-Œuvrard "),
            "elodie lefevre-oeuvrard"
        );
        assert_eq!(fold("Collège de l’Île"), fold("college de l'ile"));
        assert_eq!(fold("Олена"), "olena");
    }

    #[test]
    fn what_is_serialised_is_read_back_through_the_check() {
        let uai: Uai = serde_json::from_str("\"0740001z\"").unwrap();
        assert_eq!(serde_json::to_string(&uai).unwrap(), "\"0740001Z\"");
        assert!(serde_json::from_str::<Imei>("\"490154203237519\"").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_fault(text in "\\PC*") {
            let _ = (Uai::parse(&text), Siren::parse(&text), Siret::parse(&text), CommuneCode::parse(&text));
            let _ = (Imei::parse(&text), is_placeholder_serial(&text));
            let folded = fold(&text);
            prop_assert_eq!(fold(&folded), folded);
        }

        #[test]
        fn a_completed_imei_has_the_right_key(body in "[0-9]{13}[1-9]") {
            let Err(ImeiFault::WithoutKey { completed }) = Imei::parse(&body) else {
                return Err(TestCaseError::fail("14 digits"));
            };
            prop_assert_eq!(Imei::parse(completed.as_str()), Ok(completed));
        }
    }
}
