//! Points on the globe, how far apart they are as the crow flies, and how people and files write them. Pure.

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

#[cfg(test)]
mod tests {
    use super::*;

    fn at(latitude: &str, longitude: &str) -> Position {
        Position::read(latitude, longitude).unwrap().unwrap()
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
}
