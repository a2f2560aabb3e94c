//! Where a device stands, as people say it: its stage, or in the hands of its recipient. Pure.
use super::stages::{STAGES, stage_icon, stage_key};
use entities::device::{DeviceKind, Grade, Stage};

/// A device handed over stays at the stage *ready*, at no site, until it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    At(Stage),
    HandedOver,
}

impl Standing {
    /// Whether it began with the device's stage: being handed over did not.
    #[must_use]
    pub fn began_with_stage(self) -> bool {
        self != Self::HandedOver
    }

    /// In the order of a device's life.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = STAGES.into_iter().map(Self::At).collect();
        let last = all.len() - 1;
        all.insert(last, Self::HandedOver);
        all
    }

    #[must_use]
    pub fn of(stage: Stage, at_a_site: bool) -> Self {
        if stage == Stage::Ready && !at_a_site {
            Self::HandedOver
        } else {
            Self::At(stage)
        }
    }

    /// The key of its word, which is also its value in a filter.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::At(stage) => stage_key(stage),
            Self::HandedOver => "stage-handed-over",
        }
    }

    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::all()
            .into_iter()
            .find(|standing| standing.key() == key)
    }

    #[must_use]
    pub fn icon(self) -> &'static str {
        match self {
            Self::At(stage) => stage_icon(stage),
            Self::HandedOver => "hand-helping",
        }
    }

    /// The colour of its badge; the icon and the word say the same without it.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::At(Stage::Announced | Stage::NotReceived | Stage::Scrapped) => "plain",
            Self::At(Stage::Received) => "stop",
            Self::At(Stage::Triage | Stage::Refurbishment | Stage::QualityCheck) => "wait",
            Self::At(Stage::Ready) => "good",
            Self::HandedOver => "info",
        }
    }
}

/// The value of a kind of device in a form, as it is stored.
#[must_use]
pub fn kind_value(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Tablet => "tablet",
        DeviceKind::Phone => "phone",
        DeviceKind::Laptop => "laptop",
        DeviceKind::Desktop => "desktop",
        DeviceKind::Screen => "screen",
        DeviceKind::Accessory => "accessory",
    }
}

/// The word key of a kind of device.
#[must_use]
pub fn kind_key(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Tablet => "kind-tablet",
        DeviceKind::Phone => "kind-phone",
        DeviceKind::Laptop => "kind-laptop",
        DeviceKind::Desktop => "kind-desktop",
        DeviceKind::Screen => "kind-screen",
        DeviceKind::Accessory => "kind-accessory",
    }
}

/// The letter of a grade.
#[must_use]
pub fn grade_letter(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_standing_is_found_again_by_its_key() {
        for standing in Standing::all() {
            assert_eq!(Standing::from_key(standing.key()), Some(standing));
        }
        assert_eq!(Standing::all().len(), 9);
    }

    #[test]
    fn a_ready_device_at_no_site_is_handed_over() {
        assert_eq!(Standing::of(Stage::Ready, false), Standing::HandedOver);
        assert_eq!(Standing::of(Stage::Ready, true), Standing::At(Stage::Ready));
        assert_eq!(
            Standing::of(Stage::Scrapped, false),
            Standing::At(Stage::Scrapped)
        );
    }
}
