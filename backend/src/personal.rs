//! The signs by which a text is known to be about a person, wherever it stands: in a device list, in what a machine
//! says of itself.

use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// How a column or a cell was known to be about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Personal {
    /// By the column's name.
    Name,
    Email,
    /// The address of a network card, which follows a person from network to network.
    Mac,
    Phone,
    /// A Windows account, `DOMAIN\user`.
    Account,
}

impl Personal {
    pub const ALL: [Self; 5] = [
        Self::Name,
        Self::Email,
        Self::Mac,
        Self::Phone,
        Self::Account,
    ];

    /// The message's id in the Fluent files.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "intake-list-personal-name",
            Self::Email => "intake-list-personal-email",
            Self::Mac => "intake-list-personal-mac",
            Self::Phone => "intake-list-personal-phone",
            Self::Account => "intake-list-personal-account",
        }
    }
}

/// Whether one cell holds an e-mail or network card address, a phone number or an account.
#[must_use]
pub fn in_cell(cell: &str) -> Option<Personal> {
    let signs = Signs::of(cell);
    if signs.at && has_email(cell) {
        Some(Personal::Email)
    } else if signs.separators >= 2 && MAC.is_match(cell) {
        Some(Personal::Mac)
    } else if signs.backslash && ACCOUNT.is_match(cell) {
        Some(Personal::Account)
    } else if (signs.plus || signs.separators >= 4) && PHONE.is_match(cell) {
        Some(Personal::Phone)
    } else {
        None
    }
}

/// What one pass over a cell can tell, so that a hundred thousand lines need few regular expressions.
#[derive(Default)]
struct Signs {
    at: bool,
    backslash: bool,
    plus: bool,
    separators: usize,
}

impl Signs {
    fn of(cell: &str) -> Self {
        let mut signs = Self::default();
        for byte in cell.bytes() {
            match byte {
                b'@' => signs.at = true,
                b'\\' => signs.backslash = true,
                b'+' => signs.plus = true,
                b':' | b'-' | b'.' | b' ' => signs.separators += 1,
                _ => {}
            }
        }
        signs
    }
}

/// Something on both sides of an at sign: wider than an address, since a name is
/// worth more here than an odd device name.
fn has_email(cell: &str) -> bool {
    cell.match_indices('@').any(|(at, _)| {
        let before = cell[..at].chars().next_back();
        let after = cell[at + 1..].chars().next();
        before.is_some_and(|c| !c.is_whitespace()) && after.is_some_and(|c| !c.is_whitespace())
    })
}

/// `50:3D:D2:AD:03:60`, `50-3D-D2-AD-03-60`, `503d.d2ad.0360`, anywhere in a cell.
static MAC: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)([0-9a-f]{2}:){5}[0-9a-f]{2}|([0-9a-f]{2}-){5}[0-9a-f]{2}|([0-9a-f]{4}\.){2}[0-9a-f]{4}",
    )
    .expect("a constant pattern")
});

static ACCOUNT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*[\w.\-]+\\+[\w.\-]+\s*$").expect("a constant pattern"));

/// French and international numbers as written for people, with separators or a country code.
static PHONE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(0[1-9]([ .\-][0-9]{2}){4}|(\+|00)[1-9][0-9]{0,2}[ .\-]?(\(0\))?([ .\-]?[0-9]){8,11})\s*$")
        .expect("a constant pattern")
});
