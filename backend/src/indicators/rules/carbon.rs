//! `CO₂e` that devices handed over avoid at most: data in `backend/data/carbon.toml`, and one formula.
use entities::device::DeviceKind;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carbon {
    pub version: String,
    pub source: String,
    pub life_source: String,
    pub second_life_months: i64,
    factors: Vec<Factor>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Factor {
    kind: DeviceKind,
    grams: i64,
    life_months: i64,
}

static CARBON: LazyLock<Carbon> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../data/carbon.toml"))
        .expect("the file is part of the program, and a test reads it")
});

#[must_use]
pub fn carbon() -> &'static Carbon {
    &CARBON
}

impl Carbon {
    /// Grams of `CO₂e` that one refurbished device avoids at most: the making of a new one, if it replaces one, for the
    /// part of a new one's life that it lasts.
    #[must_use]
    pub fn avoided_grams(&self, kind: DeviceKind) -> i64 {
        let factor = self.factors.iter().find(|factor| factor.kind == kind);
        factor.map_or(0, |factor| {
            factor.grams * self.second_life_months.min(factor.life_months) / factor.life_months
        })
    }
}

/// Tenths of a tonne, rounded to the nearest.
#[must_use]
pub fn tenths_of_tonnes(grams: i64) -> i64 {
    (grams + 50_000) / 100_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_counts_what_the_data_say() {
        let avoided = [
            DeviceKind::Tablet,
            DeviceKind::Phone,
            DeviceKind::Laptop,
            DeviceKind::Desktop,
            DeviceKind::Screen,
            DeviceKind::Accessory,
        ]
        .map(|kind| carbon().avoided_grams(kind));
        // Laptop: 175 kg for 3 years of 5; desktop and screen: 3 years of 6.
        assert_eq!(avoided, [75_900, 84_000, 105_000, 138_500, 32_350, 0]);
        let sound = |factor: &Factor| factor.grams > 0 && factor.life_months > 0;
        assert!(carbon().factors.iter().all(sound));
    }

    #[test]
    fn a_hundred_tablets_are_seven_tonnes_and_six_tenths() {
        assert_eq!(tenths_of_tonnes(100 * 75_900), 76);
        assert_eq!(tenths_of_tonnes(49_999), 0);
    }
}
