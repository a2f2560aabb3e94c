//! What is printed on a card or a voucher, and the lists of such numbers that operators send.
use crate::{
    identifiers::{Fault, Iccid},
    keys::Keys,
};
use entities::prepaid::PrepaidKind;
use std::{collections::BTreeSet, fmt};

/// What a voucher's code is sealed as, and found by.
const SEALED_AS: &str = "prepaid voucher code";

/// Numbers in one list.
pub const AT_ONCE: usize = 2_000;

const SHORTEST: usize = 6;
const LONGEST: usize = 40;

/// The code of a voucher: whoever has it has what it is worth.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct VoucherCode(String);

impl VoucherCode {
    /// Reads a code, however it is spaced; none when it is no code.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let code: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .map(|letter| letter.to_ascii_uppercase())
            .collect();
        let sane = (SHORTEST..=LONGEST).contains(&code.len())
            && code.chars().all(|letter| letter.is_ascii_alphanumeric());
        sane.then_some(Self(code))
    }

    /// What it is found by.
    #[must_use]
    pub fn key(&self, keys: &Keys) -> String {
        keys.fingerprint(SEALED_AS, &self.0)
    }

    #[must_use]
    pub fn seal(&self, keys: &Keys) -> String {
        keys.seal(SEALED_AS, &self.0)
    }

    /// Opens a sealed code.
    pub fn open(keys: &Keys, sealed: &str) -> Result<String, crate::keys::NotOpened> {
        keys.open(SEALED_AS, sealed)
    }
}

/// Never the code.
impl fmt::Debug for VoucherCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VoucherCode(…)")
    }
}

/// The number of a card, or the code of a voucher.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Number {
    Sim(Iccid),
    Voucher(VoucherCode),
}

/// Why a text is no number of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoNumber {
    Iccid(Fault),
    Voucher,
}

impl Number {
    /// # Errors
    /// Why it is none.
    pub fn parse(kind: PrepaidKind, text: &str) -> Result<Self, NoNumber> {
        match kind {
            PrepaidKind::Sim => Iccid::parse(text).map(Self::Sim).map_err(NoNumber::Iccid),
            PrepaidKind::Voucher => VoucherCode::parse(text)
                .map(Self::Voucher)
                .ok_or(NoNumber::Voucher),
        }
    }

    /// Two of the same are one thing.
    fn same_as(&self) -> &str {
        match self {
            Self::Sim(iccid) => iccid.as_str(),
            Self::Voucher(code) => &code.0,
        }
    }
}

/// What is wrong with a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadList {
    Empty,
    TooLong,
    /// Not a text.
    Unreadable,
    /// The first line that is no number, by its own number from 1.
    Line(usize, NoNumber),
}

/// The numbers of a list: one in each line, in the first column of it. All of it is read, or nothing; what stands there
/// twice is one.
///
/// # Errors
/// What is wrong with it.
pub fn list(kind: PrepaidKind, file: &[u8]) -> Result<Vec<Number>, BadList> {
    let text = std::str::from_utf8(file).map_err(|_| BadList::Unreadable)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut seen = BTreeSet::new();
    let mut numbers = Vec::new();
    for (line, cells) in text.lines().enumerate() {
        let first = cells.split([';', ',', '\t']).next().unwrap_or_default();
        let first = first.trim().trim_matches('"');
        if first.is_empty() {
            continue;
        }
        let number = Number::parse(kind, first).map_err(|why| BadList::Line(line + 1, why))?;
        if seen.insert(number.same_as().to_owned()) {
            numbers.push(number);
        }
        if numbers.len() > AT_ONCE {
            return Err(BadList::TooLong);
        }
    }
    if numbers.is_empty() {
        return Err(BadList::Empty);
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "8933010000000000010";
    const OTHER: &str = "8933010000000000028";

    #[test]
    fn a_code_is_read_however_it_is_spaced_and_never_shown() {
        let keys = Keys::new(&[7; 32]);
        let code = VoucherCode::parse("ab12 cd34-ef").unwrap();
        assert_eq!(Some(&code), VoucherCode::parse("AB12CD34EF").as_ref());
        assert_eq!(format!("{code:?}"), "VoucherCode(…)");
        assert!(!code.seal(&keys).contains("AB12"));
        assert_eq!(
            VoucherCode::open(&keys, &code.seal(&keys)).unwrap(),
            "AB12CD34EF"
        );
        assert_ne!(code.key(&keys), code.key(&Keys::new(&[8; 32])));
        for wrong in ["", "12345", "AB12CD34É", "AB_12_CD", &"1".repeat(41)] {
            assert_eq!(VoucherCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_list_is_read_whole_or_not_at_all() {
        let sims = |text: &str| list(PrepaidKind::Sim, text.as_bytes()).map(|all| all.len());
        assert_eq!(sims(&format!("\u{feff}{ONE}\r\n{OTHER}\r\n")), Ok(2));
        assert_eq!(
            sims(&format!("{ONE};Orange;10,00\n\n{ONE}\n\"{OTHER}\",x")),
            Ok(2)
        );
        assert_eq!(sims("\n \n"), Err(BadList::Empty));
        let wrong = |line, fault| Err(BadList::Line(line, NoNumber::Iccid(fault)));
        assert_eq!(sims(&format!("ICCID\n{ONE}")), wrong(1, Fault::Shape));
        assert_eq!(
            sims(&format!("{ONE}\n8933010000000000011")),
            wrong(2, Fault::WrongKey)
        );
        assert_eq!(
            list(PrepaidKind::Sim, &[0xff, 0xfe]),
            Err(BadList::Unreadable)
        );
        let vouchers = list(PrepaidKind::Voucher, b"AB12-CD34\nab12cd34\nEF56GH78").unwrap();
        assert_eq!(vouchers.len(), 2);
        assert_eq!(
            list(PrepaidKind::Voucher, b"AB12CD34\n12"),
            Err(BadList::Line(2, NoNumber::Voucher))
        );
    }
}
