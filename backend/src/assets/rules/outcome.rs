//! What became of a device of a lot, without saying whose it became.
use entities::device::{self, Stage};

/// What became of a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Announced, and not there yet.
    Awaited,
    /// Announced, and closed as never received.
    NeverCame,
    InWorkshop,
    Ready,
    HandedOver,
    /// Out with a school.
    Lent,
    Ceded,
    Scrapped,
}

impl Outcome {
    pub const ALL: [Self; 8] = [
        Self::Awaited,
        Self::NeverCame,
        Self::InWorkshop,
        Self::Ready,
        Self::HandedOver,
        Self::Lent,
        Self::Ceded,
        Self::Scrapped,
    ];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Awaited => "folder-outcome-awaited",
            Self::NeverCame => "folder-outcome-never-came",
            Self::InWorkshop => "folder-outcome-in-workshop",
            Self::Ready => "folder-outcome-ready",
            Self::HandedOver => "folder-outcome-handed-over",
            Self::Lent => "folder-outcome-lent",
            Self::Ceded => "folder-outcome-ceded",
            Self::Scrapped => "folder-outcome-scrapped",
        }
    }

    /// Where a stage leads by itself: nobody has the device.
    #[must_use]
    pub fn of_stage(stage: Stage) -> Self {
        match stage {
            Stage::Announced => Self::Awaited,
            Stage::NotReceived => Self::NeverCame,
            Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck => {
                Self::InWorkshop
            }
            Stage::Ready => Self::Ready,
            Stage::Scrapped => Self::Scrapped,
        }
    }

    /// What became of a device; `out` says that a recipient has it.
    #[must_use]
    pub fn of(device: &device::Model, out: bool) -> Self {
        if device.cession_id.is_some() {
            Self::Ceded
        } else if device.loan_id.is_some() {
            Self::Lent
        } else if out {
            Self::HandedOver
        } else {
            Self::of_stage(device.stage)
        }
    }
}
