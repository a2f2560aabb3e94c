//! What may be kept of a device and what may go into another (laws 2 and 3). Pure.
use entities::{
    device::Stage,
    part::{PartData, PartKind, PartState},
};

/// What is left of the previous user on a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Its type holds no data.
    Nothing,
    /// An erasure of this stay is accepted.
    Erased,
    /// Nobody has proved that it is empty.
    Data,
}

/// What may be left on a part that comes out of a device. A drive has its own proof (`Left` of the drive);
/// what may hold soldered memory goes with the proof of the whole device, and is not kept without one.
#[must_use]
pub fn data_of(kind: PartKind, left: Left) -> Option<PartData> {
    match (kind, left) {
        (PartKind::Drive | PartKind::Motherboard | PartKind::Other, Left::Erased) => {
            Some(PartData::Erased)
        }
        (PartKind::Drive, Left::Nothing | Left::Data) => Some(PartData::Unerased),
        (PartKind::Battery | PartKind::Screen | PartKind::Keyboard | PartKind::Memory, _)
        | (PartKind::Motherboard | PartKind::Other, Left::Nothing) => Some(PartData::NoData),
        (PartKind::Motherboard | PartKind::Other, Left::Data) => None,
    }
}

/// A part somebody wants to put into a device, and whether they may open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fitting {
    pub stage: Stage,
    pub state: PartState,
    pub data: PartData,
    /// Part and device are at the same site.
    pub same_site: bool,
    /// Holds the habilitation for electrical repairs today.
    pub habilitated: bool,
}

/// Why a part is not fitted, or not taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The device is not in refurbishment.
    NotInWork,
    /// It is in a device, or gone.
    NotOnShelf,
    AtAnotherSite,
    /// It may hold somebody's data: it is erased first.
    Unerased,
    NotHabilitated,
    /// It may hold data, and the device it would come out of is not erased.
    MayHoldData,
    /// The device does not hold it.
    NotInDevice,
}

impl Refusal {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotInWork => "part-refused-not-in-work",
            Self::NotOnShelf => "part-refused-not-on-shelf",
            Self::AtAnotherSite => "part-refused-elsewhere",
            Self::Unerased => "part-refused-unerased",
            Self::NotHabilitated => "part-refused-habilitation",
            Self::MayHoldData => "part-refused-may-hold-data",
            Self::NotInDevice => "part-refused-not-in-device",
        }
    }
}

/// Whether a part may be put into a device.
///
/// # Errors
/// The first thing against it.
pub fn may_fit(facts: Fitting) -> Result<(), Refusal> {
    may_open(facts.stage, facts.habilitated)?;
    if facts.state != PartState::OnShelf {
        Err(Refusal::NotOnShelf)
    } else if !facts.same_site {
        Err(Refusal::AtAnotherSite)
    } else if facts.data == PartData::Unerased {
        Err(Refusal::Unerased)
    } else {
        Ok(())
    }
}

/// Whether somebody may open a device, to put a part in or take one out.
///
/// # Errors
/// The first thing against it.
pub fn may_open(stage: Stage, habilitated: bool) -> Result<(), Refusal> {
    match stage {
        Stage::Refurbishment if habilitated => Ok(()),
        Stage::Refurbishment => Err(Refusal::NotHabilitated),
        Stage::Announced
        | Stage::NotReceived
        | Stage::Received
        | Stage::Triage
        | Stage::QualityCheck
        | Stage::Ready
        | Stage::Scrapped => Err(Refusal::NotInWork),
    }
}

/// What is in a device can hold data again, whatever it was on the shelf.
#[must_use]
pub fn data_in_device(data: PartData) -> PartData {
    match data {
        PartData::NoData => PartData::NoData,
        PartData::Unerased | PartData::Erased => PartData::Unerased,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;
    use std::fmt::Write;

    #[test]
    fn what_may_be_left_on_each_kind_of_part() {
        let mut table = String::new();
        for kind in PartKind::iter() {
            for left in [Left::Nothing, Left::Erased, Left::Data] {
                let data = data_of(kind, left).map_or_else(
                    || "not kept before the device is erased".to_owned(),
                    |data| format!("{data:?}"),
                );
                writeln!(table, "{kind:?} of a device with {left:?}: {data}").unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn every_way_to_fit_a_part_has_its_answer() {
        let mut table = String::new();
        for stage in Stage::iter() {
            for state in PartState::iter() {
                for data in PartData::iter() {
                    for same_site in [true, false] {
                        for habilitated in [true, false] {
                            let facts = Fitting {
                                stage,
                                state,
                                data,
                                same_site,
                                habilitated,
                            };
                            let verdict = match may_fit(facts) {
                                Ok(()) => "may be fitted".to_owned(),
                                Err(refusal) => format!("{refusal:?}"),
                            };
                            writeln!(
                                table,
                                "{stage:?} {state:?} {data:?} {} {}: {verdict}",
                                if same_site { "here" } else { "elsewhere" },
                                if habilitated {
                                    "habilitated"
                                } else {
                                    "not habilitated"
                                },
                            )
                            .unwrap();
                        }
                    }
                }
            }
        }
        let fitted = table.lines().filter(|line| line.ends_with("may be fitted"));
        assert_eq!(
            fitted.collect::<Vec<_>>(),
            [
                "Refurbishment OnShelf NoData here habilitated: may be fitted",
                "Refurbishment OnShelf Erased here habilitated: may be fitted",
            ]
        );
        insta::assert_snapshot!(table);
    }
}
