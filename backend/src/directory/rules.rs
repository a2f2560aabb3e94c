//! What the directory reckons with: positions and distances, anniversaries, dated labels, and the shapes that public
//! registers ask for. Pure.
use chrono::{Datelike, Months, NaiveDate};

/// The mean radius of the Earth (IUGG).
const EARTH_METRES: f64 = 6_371_008.8;
const MILLION: i32 = 1_000_000;

/// A point on the globe, in millionths of a degree (about ten centimetres).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub latitude_e6: i32,
    pub longitude_e6: i32,
}

impl Position {
    /// Both halves, or none.
    #[must_use]
    pub fn of(latitude_e6: Option<i32>, longitude_e6: Option<i32>) -> Option<Self> {
        Some(Self {
            latitude_e6: latitude_e6?,
            longitude_e6: longitude_e6?,
        })
    }

    /// Degrees as people and files write them, with a point or a comma; none for two empty texts.
    ///
    /// # Errors
    /// When one is missing, is no number, or lies beyond the globe.
    pub fn read(latitude: &str, longitude: &str) -> Result<Option<Self>, NotOnTheGlobe> {
        if latitude.trim().is_empty() && longitude.trim().is_empty() {
            return Ok(None);
        }
        let position = Self::of(millionths(latitude, 90), millionths(longitude, 180));
        position.map(Some).ok_or(NotOnTheGlobe)
    }

    /// As the crow flies, by the haversine formula on a sphere: within half a hundredth of the way on the ellipsoid.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "half the way round the Earth is twenty million metres"
    )]
    pub fn metres_to(self, other: Self) -> u32 {
        let radians = |e6: i32| (f64::from(e6) / f64::from(MILLION)).to_radians();
        let (here, there) = (radians(self.latitude_e6), radians(other.latitude_e6));
        let north = (there - here) / 2.0;
        let east = (radians(other.longitude_e6) - radians(self.longitude_e6)) / 2.0;
        let chord = north.sin().powi(2) + here.cos() * there.cos() * east.sin().powi(2);
        (2.0 * EARTH_METRES * chord.sqrt().min(1.0).asin()).round() as u32
    }
}

/// A latitude or longitude that is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOnTheGlobe;

/// A decimal of degrees without rounding by floats.
fn millionths(text: &str, limit: i32) -> Option<i32> {
    let text = text.trim().replace(',', ".");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    let fraction: String = fraction.chars().chain("000000".chars()).take(6).collect();
    let whole: i32 = whole.parse().ok()?;
    let value = whole * MILLION + fraction.parse::<i32>().ok()?;
    (value <= limit * MILLION).then_some(sign * value)
}

/// Millionths as a plain decimal: `6.129384`.
#[must_use]
pub fn decimal(e6: i32) -> String {
    let sign = if e6 < 0 { "-" } else { "" };
    let size = e6.unsigned_abs();
    format!("{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
}

/// Metres as kilometres a person reads: one decimal below ten.
#[must_use]
pub fn kilometres(metres: u32) -> String {
    let tenths = (metres + 50) / 100;
    if tenths < 100 {
        format!("{}.{}", tenths / 10, tenths % 10)
    } else {
        ((metres + 500) / 1_000).to_string()
    }
}

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

    fn at(latitude: &str, longitude: &str) -> Position {
        Position::read(latitude, longitude).unwrap().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn distances_are_those_of_the_map() {
        // Town halls and landmarks; kilometres as atlases give them.
        for (from, to, kilometres) in [
            (("48.8566", "2.3522"), ("45.7640", "4.8357"), 391..=393), // Paris, Lyon
            (("45.8992", "6.1294"), ("46.2044", "6.1432"), 33..=35),   // Annecy, Genève
            (("42.6977", "9.4500"), ("41.9192", "8.7386"), 103..=106), // Bastia, Ajaccio
            (("-20.8789", "55.4481"), ("-21.3393", "55.4781"), 51..=52), // Saint-Denis, Saint-Pierre
            (("0", "179.5"), ("0", "-179.5"), 111..=112),                // across the date line
            (("90", "0"), ("-90", "0"), 20_015..=20_016),                // pole to pole
        ] {
            let (from, to) = (at(from.0, from.1), at(to.0, to.1));
            let metres = from.metres_to(to);
            assert!(kilometres.contains(&(metres / 1_000)), "{metres} m");
            assert_eq!(metres, to.metres_to(from));
        }
        let here = at("45.899247", "6,129384");
        assert_eq!(here.metres_to(here), 0);
        // A degree of latitude, to the metre of the sphere.
        assert_eq!(at("0", "0").metres_to(at("1", "0")), 111_195);
    }

    #[test]
    fn a_position_is_two_decimals_on_the_globe_or_nothing() {
        assert_eq!(Position::read(" ", ""), Ok(None));
        let read = at("45,8992471", "-0.3");
        assert_eq!(
            (read.latitude_e6, read.longitude_e6),
            (45_899_247, -300_000)
        );
        assert_eq!(decimal(read.latitude_e6), "45.899247");
        assert_eq!(decimal(read.longitude_e6), "-0.300000");
        for (latitude, longitude) in [
            ("45.9", ""),
            ("", "6.1"),
            ("91", "0"),
            ("90.000001", "0"),
            ("0", "-180.5"),
            ("45°53", "6"),
            ("4 5", "6"),
            ("1e1", "6"),
            (".5", "6"),
            ("9999999999", "6"),
        ] {
            assert_eq!(
                Position::read(latitude, longitude),
                Err(NotOnTheGlobe),
                "{latitude} {longitude}"
            );
        }
    }

    #[test]
    fn kilometres_are_read_at_a_glance() {
        let said = [0, 40, 60, 940, 3_449, 9_949, 9_951, 12_499, 12_500].map(kilometres);
        assert_eq!(
            said,
            ["0.0", "0.0", "0.1", "0.9", "3.4", "9.9", "10", "12", "13"]
        );
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
