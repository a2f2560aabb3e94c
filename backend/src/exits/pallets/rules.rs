//! What a pallet needs to leave. Pure.
use crate::{identifiers::Siret, workshop::rules::grams};
use chrono::NaiveDate;

/// A departure as it was typed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed<'t> {
    pub weight: &'t str,
    pub recipient: &'t str,
    pub recipient_siret: &'t str,
    pub transporter: &'t str,
    pub transporter_siret: &'t str,
    pub slip_number: &'t str,
    pub treatment: &'t str,
    pub departed_on: &'t str,
}

/// A departure that can be written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    pub weight_grams: i32,
    pub recipient: String,
    pub recipient_siret: String,
    pub transporter: String,
    pub transporter_siret: Option<String>,
    pub slip_number: String,
    pub treatment: Option<String>,
    pub departed_on: NaiveDate,
}

/// A mistake in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    Weight,
    Recipient,
    RecipientSiret,
    Transporter,
    TransporterSiret,
    SlipNumber,
    Treatment,
    Date,
    /// Before the pallet was opened, or after today.
    DateOutOfRange,
}

impl Mistake {
    /// The field and the word key.
    #[must_use]
    pub const fn at(self) -> (&'static str, &'static str) {
        match self {
            Self::Weight => ("weight", "pallet-weight-wrong"),
            Self::Recipient => ("recipient", "scrap-recipient-missing"),
            Self::RecipientSiret => ("recipient_siret", "pallet-siret-wrong"),
            Self::Transporter => ("transporter", "pallet-transporter-missing"),
            Self::TransporterSiret => ("transporter_siret", "scrap-siret-wrong"),
            Self::SlipNumber => ("slip_number", "pallet-slip-wrong"),
            Self::Treatment => ("treatment", "pallet-treatment-wrong"),
            Self::Date => ("departed_on", "pallet-date-wrong"),
            Self::DateOutOfRange => ("departed_on", "pallet-date-out-of-range"),
        }
    }
}

const LONGEST_NAME: usize = 200;

/// Reads a departure, or names every mistake in the order of the form.
///
/// # Errors
/// All that is missing or wrong.
pub fn read(
    typed: Typed,
    opened_on: NaiveDate,
    today: NaiveDate,
) -> Result<Departure, Vec<Mistake>> {
    let mut mistakes = Mistakes(Vec::new());
    let weight = mistakes.needs(grams(typed.weight), Mistake::Weight);
    let recipient = mistakes.needs(name(typed.recipient), Mistake::Recipient);
    let recipient_siret = mistakes.needs(siret(typed.recipient_siret), Mistake::RecipientSiret);
    let transporter = mistakes.needs(name(typed.transporter), Mistake::Transporter);
    let transporter_siret =
        mistakes.may_lack(typed.transporter_siret, siret, Mistake::TransporterSiret);
    let slip = mistakes.needs(slip_number(typed.slip_number), Mistake::SlipNumber);
    let treatment = mistakes.may_lack(typed.treatment, treatment, Mistake::Treatment);
    let day: Option<NaiveDate> =
        mistakes.needs(typed.departed_on.trim().parse().ok(), Mistake::Date);
    let day = day.and_then(|day| {
        let possible = (opened_on..=today).contains(&day).then_some(day);
        mistakes.needs(possible, Mistake::DateOutOfRange)
    });
    let read = || {
        Some(Departure {
            weight_grams: weight?,
            recipient: recipient?,
            recipient_siret: recipient_siret?,
            transporter: transporter?,
            transporter_siret,
            slip_number: slip?,
            treatment,
            departed_on: day?,
        })
    };
    match read() {
        Some(departure) if mistakes.0.is_empty() => Ok(departure),
        Some(_) | None => Err(mistakes.0),
    }
}

/// What is wrong so far.
struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn needs<T>(&mut self, read: Option<T>, mistake: Mistake) -> Option<T> {
        if read.is_none() {
            self.0.push(mistake);
        }
        read
    }

    /// What may be left empty, and is right when it is not.
    fn may_lack<T>(
        &mut self,
        typed: &str,
        read: impl FnOnce(&str) -> Option<T>,
        mistake: Mistake,
    ) -> Option<T> {
        if typed.trim().is_empty() {
            return None;
        }
        self.needs(read(typed), mistake)
    }
}

fn name(typed: &str) -> Option<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    (!name.is_empty() && name.chars().count() <= LONGEST_NAME).then_some(name)
}

fn siret(typed: &str) -> Option<String> {
    let siret = Siret::parse(typed.trim()).ok()?;
    Some(siret.as_str().to_owned())
}

/// The number of a waste tracking form (`BSD-20261121-ABC123DEF`), or of the recipient's own slip.
#[must_use]
pub fn slip_number(typed: &str) -> Option<String> {
    let number = typed.trim().to_uppercase();
    let allowed = |letter: char| letter.is_ascii_alphanumeric() || "-/. ".contains(letter);
    if !(3..=40).contains(&number.len())
        || !number.chars().all(allowed)
        || !number.contains(|letter: char| letter.is_ascii_digit())
    {
        return None;
    }
    if let Some(rest) = number.strip_prefix("BSD-") {
        let (day, tail) = rest.split_once('-')?;
        let is_day = day.len() == 8 && NaiveDate::parse_from_str(day, "%Y%m%d").is_ok();
        let is_tail = tail.len() == 9 && tail.bytes().all(|letter| letter.is_ascii_alphanumeric());
        return (is_day && is_tail).then_some(number);
    }
    Some(number)
}

/// A treatment code of the waste directive: R 1 to R 13, D 1 to D 15.
#[must_use]
pub fn treatment(typed: &str) -> Option<String> {
    let code = typed.trim().to_uppercase();
    let (letter, highest) = match code.as_bytes().first()? {
        b'R' => ('R', 13),
        b'D' => ('D', 15),
        _ => return None,
    };
    let digits = code[1..].trim();
    let number: u8 = digits.parse().ok()?;
    (digits.bytes().all(|digit| digit.is_ascii_digit()) && (1..=highest).contains(&number))
        .then(|| format!("{letter} {number}"))
}

/// Grams as kilograms, exactly: 182500 is `182.5`.
#[must_use]
pub fn kilograms(grams: i32) -> String {
    let exact = format!("{}.{:03}", grams / 1000, grams % 1000);
    exact.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Grams as tonnes, exactly: 182500 is `0.1825`.
#[must_use]
pub fn tonnes(grams: i32) -> String {
    let exact = format!("{}.{:06}", grams / 1_000_000, grams % 1_000_000);
    exact.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    const GOOD: Typed = Typed {
        weight: "182,5",
        recipient: " Récup’  du Lac ",
        recipient_siret: "732 829 320 00074",
        transporter: "Transports du Lac",
        transporter_siret: "",
        slip_number: "bsd-20261121-abc123def",
        treatment: "r12",
        departed_on: "2026-11-21",
    };

    #[test]
    fn each_field_is_needed_and_named() {
        let cases: [(&str, Typed); 13] = [
            ("good", GOOD),
            ("nothing", Typed::default()),
            (
                "weight of words",
                Typed {
                    weight: "lourd",
                    ..GOOD
                },
            ),
            (
                "no weight",
                Typed {
                    weight: "0",
                    ..GOOD
                },
            ),
            (
                "nobody",
                Typed {
                    recipient: "  ",
                    ..GOOD
                },
            ),
            (
                "wrong key",
                Typed {
                    recipient_siret: "73282932000075",
                    ..GOOD
                },
            ),
            (
                "la Poste",
                Typed {
                    recipient_siret: "35600000049837",
                    ..GOOD
                },
            ),
            (
                "transporter's wrong key",
                Typed {
                    transporter_siret: "73282932000075",
                    ..GOOD
                },
            ),
            (
                "short BSD",
                Typed {
                    slip_number: "BSD-20261121-ABC",
                    ..GOOD
                },
            ),
            (
                "another slip",
                Typed {
                    slip_number: "BE 2026/0042",
                    ..GOOD
                },
            ),
            (
                "no treatment of the list",
                Typed {
                    treatment: "R 14",
                    ..GOOD
                },
            ),
            (
                "before it was opened",
                Typed {
                    departed_on: "2026-10-31",
                    ..GOOD
                },
            ),
            (
                "tomorrow",
                Typed {
                    departed_on: "2026-11-23",
                    ..GOOD
                },
            ),
        ];
        let mut table = String::new();
        for (case, typed) in cases {
            let read = read(typed, day("2026-11-01"), day("2026-11-22"));
            writeln!(table, "{case}: {read:?}").unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_slip_says_tonnes_exactly() {
        for (grams, said) in [
            (182_500, "0.1825"),
            (480, "0.00048"),
            (1_000_000, "1"),
            (1, "0.000001"),
        ] {
            assert_eq!(tonnes(grams), said);
        }
    }
}
