//! Where a device stands, as people say it: its stage, in the hands of its recipient, lent, or given away. Pure.
use super::stages::{STAGES, stage_icon, stage_key};
use entities::{
    cession::CessionId,
    device::{self, DeviceKind, Grade, Stage},
    loan::LoanId,
    site::SiteId,
};

/// A device handed over stays at the stage *ready*, at no site, until it comes back; a ceded one for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    At(Stage),
    HandedOver,
    /// With a borrower of the lending library, at no site.
    OnLoan,
    /// Somebody else's, by an act of cession.
    Ceded,
}

impl Standing {
    /// Whether it began with the device's stage: being handed over or lent did not.
    #[must_use]
    pub fn began_with_stage(self) -> bool {
        !matches!(self, Self::HandedOver | Self::OnLoan | Self::Ceded)
    }

    /// In the order of a device's life.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all: Vec<_> = STAGES.into_iter().map(Self::At).collect();
        let last = all.len() - 1;
        all.insert(last, Self::HandedOver);
        all.insert(last + 1, Self::OnLoan);
        all.push(Self::Ceded);
        all
    }

    #[must_use]
    pub fn of(
        stage: Stage,
        site: Option<SiteId>,
        cession: Option<CessionId>,
        loan: Option<LoanId>,
    ) -> Self {
        match (stage, site, cession, loan) {
            (_, _, Some(_), _) => Self::Ceded,
            (_, _, None, Some(_)) => Self::OnLoan,
            (Stage::Ready, None, None, None) => Self::HandedOver,
            (stage, _, None, None) => Self::At(stage),
        }
    }

    #[must_use]
    pub fn of_device(device: &device::Model) -> Self {
        Self::of(
            device.stage,
            device.site_id,
            device.cession_id,
            device.loan_id,
        )
    }

    /// The key of its word, which is also its value in a filter.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::At(stage) => stage_key(stage),
            Self::HandedOver => "stage-handed-over",
            Self::OnLoan => "stage-on-loan",
            Self::Ceded => "stage-ceded",
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
            Self::OnLoan => "calendar-days",
            Self::Ceded => "gift",
        }
    }

    /// The colour of its badge; the icon and the word say the same without it.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Self::At(Stage::Announced | Stage::NotReceived | Stage::Scrapped) | Self::Ceded => {
                "plain"
            }
            Self::At(Stage::Received) => "stop",
            Self::At(Stage::Triage | Stage::Refurbishment | Stage::QualityCheck) => "wait",
            Self::At(Stage::Ready) => "good",
            Self::HandedOver | Self::OnLoan => "info",
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
        assert_eq!(Standing::all().len(), 11);
    }

    #[test]
    fn a_ready_device_at_no_site_is_handed_over() {
        let here = Some(SiteId(1));
        assert_eq!(
            Standing::of(Stage::Ready, None, None, None),
            Standing::HandedOver
        );
        assert_eq!(
            Standing::of(Stage::Ready, None, None, Some(LoanId(1))),
            Standing::OnLoan
        );
        assert_eq!(
            Standing::of(Stage::Ready, here, None, None),
            Standing::At(Stage::Ready)
        );
        assert_eq!(
            Standing::of(Stage::Scrapped, None, None, None),
            Standing::At(Stage::Scrapped)
        );
        assert_eq!(
            Standing::of(Stage::Ready, None, Some(CessionId(1)), None),
            Standing::Ceded
        );
    }
}
