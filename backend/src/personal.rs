//! The signs by which a text is known to be about a person, wherever it stands: in a device list, in what a machine
//! says of itself, in a field that somebody fills by hand.

use regex::Regex;
use serde::Serialize;
use std::sync::LazyLock;

/// How a column or a cell was known to be about a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Personal {
    /// By the column's name.
    Name,
    /// A title and a name after it: `Mme Dupont`.
    Title,
    Email,
    /// The address of a network card, which follows a person from network to network.
    Mac,
    Phone,
    /// A Windows account, `DOMAIN\user`.
    Account,
}

impl Personal {
    pub const ALL: [Self; 6] = [
        Self::Name,
        Self::Title,
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
            Self::Title => "intake-list-personal-title",
            Self::Email => "intake-list-personal-email",
            Self::Mac => "intake-list-personal-mac",
            Self::Phone => "intake-list-personal-phone",
            Self::Account => "intake-list-personal-account",
        }
    }
}

/// Whether a text holds an e-mail or network card address, a phone number, an account, or somebody's title and name.
/// A bare name is a word like any other: nobody can tell.
#[must_use]
pub fn in_cell(cell: &str) -> Option<Personal> {
    let signs = Signs::of(cell);
    if signs.at && has_email(cell) {
        Some(Personal::Email)
    } else if signs.separators >= 2 && MAC.is_match(cell) {
        Some(Personal::Mac)
    } else if signs.backslash && ACCOUNT.is_match(cell) {
        Some(Personal::Account)
    } else if (signs.plus || signs.separators >= 4)
        && (PHONE.is_match(cell) || PHONE_AMONG_WORDS.is_match(cell))
    {
        Some(Personal::Phone)
    } else if signs.m_begins_a_word && signs.separators > 0 && TITLE.is_match(cell) {
        Some(Personal::Title)
    } else {
        None
    }
}

/// What one pass over a cell can tell, so that a hundred thousand lines need few regular expressions.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent signs, each named by its field"
)]
#[derive(Default)]
struct Signs {
    at: bool,
    backslash: bool,
    plus: bool,
    /// All titles begin with this letter.
    m_begins_a_word: bool,
    separators: usize,
}

impl Signs {
    fn of(cell: &str) -> Self {
        let mut signs = Self::default();
        let mut in_a_word = false;
        for byte in cell.bytes() {
            signs.m_begins_a_word |= !in_a_word && byte.eq_ignore_ascii_case(&b'm');
            in_a_word = byte.is_ascii_alphanumeric();
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

/// The same beside other words; ten digits in a row may be an inventory number.
static PHONE_AMONG_WORDS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(^|[\s(:,;/])(0[1-9]([ .\-][0-9]{2}){4}|\+[1-9][0-9]{0,2}[ .\-]?(\(0\))?([ .\-]?[0-9]){8,11})($|[\s),;/])",
    )
    .expect("a constant pattern")
});

/// A title before a capital letter: `Mme Dupont`, `M. DUPONT`, not `Lycée Madame de Staël`.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(^|[^\p{L}\p{N}])((?i:mme|mlle|madame|mademoiselle|monsieur)|M\.|Mr\.?|Mrs\.?|Ms\.?)\s+\p{Lu}",
    )
    .expect("a constant pattern")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_seen_among_words_and_a_device_is_not_taken_for_one() {
        for (text, why) in [
            (
                "ProBook de Mme Jeanne Dupont 06 12 34 56 78",
                Personal::Phone,
            ),
            ("ProBook de Mme Jeanne Dupont", Personal::Title),
            ("ProBook de madame Dupont", Personal::Title),
            ("Vu avec M. DUPONT", Personal::Title),
            ("Mrs. Smith’s tablet", Personal::Title),
            ("appeler le 06.12.34.56.78", Personal::Phone),
            ("tel: +33 6 12 34 56 78", Personal::Phone),
            ("iPad de emma@college.example", Personal::Email),
            ("poste 50:3D:D2:AD:03:60", Personal::Mac),
            ("ENT\\lea.dupont", Personal::Account),
        ] {
            assert_eq!(in_cell(text), Some(why), "{text}");
        }
        for text in [
            "MacBook Air M1",
            "Microsoft Surface Pro 7",
            "MS Surface",
            "SSD M. 2",
            "Lycée Madame de Staël",
            "Collège Mme de Sévigné",
            "HP ProBook 450 G8 15-d 01",
            "0612345678",
            "CP-2026-05-04-12",
            "Délibération 2026-0412 du 12 mai 2026",
            "iPad (9th generation) 10.2 in, 64 GB",
        ] {
            assert_eq!(in_cell(text), None, "{text}");
        }
    }
}
