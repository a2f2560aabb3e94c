//! What the directory reckons with: anniversaries, dated labels, and the shapes that public registers ask for. Pure.
use chrono::{Datelike, Months, NaiveDate};

/// The latest yearly day that has come since a place was confirmed; none in the first year.
#[must_use]
pub fn anniversary(confirmed_on: NaiveDate, today: NaiveDate) -> Option<NaiveDate> {
    let years = today.year() - confirmed_on.year();
    [years, years - 1]
        .into_iter()
        .filter(|years| *years >= 1)
        .filter_map(|years| {
            let months = u32::try_from(years * 12).ok()?;
            confirmed_on.checked_add_months(Months::new(months))
        })
        .find(|day| *day <= today)
}

/// The last day on which a place had to be confirmed not to be late today.
#[must_use]
pub fn late_before(today: NaiveDate) -> NaiveDate {
    today
        .checked_sub_months(Months::new(12))
        .unwrap_or(NaiveDate::MIN)
}

/// Where a dated label stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelState {
    Coming,
    Held,
    Ended,
}

/// Both days count.
#[must_use]
pub fn label_state(from: NaiveDate, until: Option<NaiveDate>, today: NaiveDate) -> LabelState {
    if today < from {
        LabelState::Coming
    } else if until.is_some_and(|until| until < today) {
        LabelState::Ended
    } else {
        LabelState::Held
    }
}

/// Whether a text is the address of a page: scheme, a host with a dot, no spaces.
#[must_use]
pub fn is_web(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    text.len() <= 2_083
        && text.chars().all(|c| c.is_ascii_graphic())
        && host.is_some_and(|host| {
            host.split('.').count() > 1
                && host.split('.').all(|part| !part.is_empty())
                && host
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':'))
        })
}

/// A French number as the standards write it (`+33450000000`); overseas, and where it is no French number, as typed.
#[must_use]
pub fn e164(phone: &str, postcode: &str) -> String {
    let bare: String = phone
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let overseas = postcode.starts_with("97") || postcode.starts_with("98");
    match bare.strip_prefix('0') {
        Some(rest) if rest.len() == 9 && !rest.starts_with('0') && !overseas => {
            format!("+33{rest}")
        }
        _ => bare,
    }
}

/// The producer of the data, as part of every identifier: the host of this installation.
#[must_use]
pub fn source_of(base_url: &str) -> String {
    let rest = base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest);
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    host.to_ascii_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// A name as data·inclusion takes it: 3 to 150 characters, no full stop at its end; none when it is too short.
#[must_use]
pub fn public_name(name: &str) -> Option<String> {
    let cut: String = name.trim().chars().take(150).collect();
    let cut = if cut.ends_with("etc.") {
        cut.as_str()
    } else {
        cut.trim_end_matches(['.', ' '])
    };
    (cut.chars().count() >= 3).then(|| cut.to_owned())
}

/// The département of a commune's code: 2A and 2B in Corsica, three digits overseas.
#[must_use]
pub fn departement_of(commune: &str) -> Option<&str> {
    let length = if commune.starts_with("97") || commune.starts_with("98") {
        3
    } else {
        2
    };
    commune.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn every_year_after_it_was_confirmed_a_place_is_due() {
        for (confirmed, today, due) in [
            ("2026-05-04", "2026-05-04", None),
            ("2026-05-04", "2027-05-03", None),
            ("2026-05-04", "2027-05-04", Some("2027-05-04")),
            ("2026-05-04", "2028-05-03", Some("2027-05-04")),
            ("2026-05-04", "2028-05-04", Some("2028-05-04")),
            ("2024-02-29", "2025-02-27", None),
            ("2024-02-29", "2025-02-28", Some("2025-02-28")),
            ("2024-12-31", "2026-01-01", Some("2025-12-31")),
        ] {
            assert_eq!(
                anniversary(day(confirmed), day(today)),
                due.map(day),
                "{confirmed} on {today}"
            );
            assert_eq!(
                day(confirmed) <= late_before(day(today)),
                due.is_some() && confirmed != "2024-02-29",
                "{confirmed} on {today}"
            );
        }
        // The day before: the 29th is counted as the 28th, and late one day later in the list.
        assert_eq!(late_before(day("2025-03-01")), day("2024-03-01"));
    }

    #[test]
    fn a_label_is_held_from_its_first_to_its_last_day() {
        let state =
            |until: Option<&str>, today| label_state(day("2026-03-01"), until.map(day), day(today));
        assert_eq!(state(None, "2026-02-28"), LabelState::Coming);
        assert_eq!(state(None, "2026-03-01"), LabelState::Held);
        assert_eq!(state(None, "2046-03-01"), LabelState::Held);
        assert_eq!(state(Some("2027-02-28"), "2027-02-28"), LabelState::Held);
        assert_eq!(state(Some("2027-02-28"), "2027-03-01"), LabelState::Ended);
        assert_eq!(state(Some("2026-03-01"), "2026-03-01"), LabelState::Held);
    }

    #[test]
    fn only_addresses_of_pages_are_links() {
        for right in [
            "https://www.exemple.fr",
            "http://exemple.fr/a?b=c#d",
            "https://acceslibre.beta.gouv.fr/app/74-annecy/erp/x/",
            "https://exemple.fr:8080/",
        ] {
            assert!(is_web(right), "{right}");
        }
        for wrong in [
            "",
            "www.exemple.fr",
            "https://",
            "https://localhost",
            "https://ex emple.fr",
            "javascript:alert(1)",
            "https://exemple.fr/é",
            "https://.fr",
            "https://a@exemple.fr",
        ] {
            assert!(!is_web(wrong), "{wrong}");
        }
    }

    #[test]
    fn numbers_names_and_codes_are_as_the_registers_take_them() {
        assert_eq!(e164("04 50 00 00 00", "74000"), "+33450000000");
        assert_eq!(e164("04.50-00/00 00", "74000"), "+33450000000");
        assert_eq!(e164("+41 22 000 00 00", "74000"), "+41220000000");
        assert_eq!(e164("0262 00 00 00", "97400"), "0262000000");
        assert_eq!(e164("3646", "74000"), "3646");
        assert_eq!(
            source_of("https://passe-relais.Haute-Bise.fr:443/x"),
            "passe-relais-haute-bise-fr"
        );
        assert_eq!(source_of("http://127.0.0.1:8080"), "127-0-0-1");
        assert_eq!(public_name("Médiathèque. "), Some("Médiathèque".to_owned()));
        assert_eq!(
            public_name("Ateliers, etc."),
            Some("Ateliers, etc.".to_owned())
        );
        assert_eq!(public_name("A."), None);
        assert_eq!(public_name(&"é".repeat(200)).unwrap().chars().count(), 150);
        assert_eq!(departement_of("74010"), Some("74"));
        assert_eq!(departement_of("2A004"), Some("2A"));
        assert_eq!(departement_of("97411"), Some("974"));
    }
}
