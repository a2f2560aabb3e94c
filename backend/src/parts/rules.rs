//! What may be kept of a device, what may go into another (laws 2 and 3), and what a device lacks. Pure.
use entities::{
    device::{DeviceKind, Stage},
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
    /// Its number is noted at this workshop already, as another drive.
    KnownHere,
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
            Self::KnownHere => "part-refused-known-here",
        }
    }
}

/// A part that a device does not work without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vital {
    Battery,
    Screen,
    Keyboard,
    Motherboard,
}

impl Vital {
    pub const ALL: [Self; 4] = [
        Self::Battery,
        Self::Screen,
        Self::Keyboard,
        Self::Motherboard,
    ];

    #[must_use]
    pub const fn kind(self) -> PartKind {
        match self {
            Self::Battery => PartKind::Battery,
            Self::Screen => PartKind::Screen,
            Self::Keyboard => PartKind::Keyboard,
            Self::Motherboard => PartKind::Motherboard,
        }
    }

    /// Whether such a device needs it, once it has come out: what looks like it may be a clock's cell in a desktop,
    /// or the keyboard that is a tablet's cover.
    #[must_use]
    pub const fn is_needed_by(self, device: DeviceKind) -> bool {
        match (self, device) {
            (Self::Screen | Self::Motherboard, _)
            | (
                Self::Battery,
                DeviceKind::Tablet | DeviceKind::Phone | DeviceKind::Laptop | DeviceKind::Accessory,
            )
            | (Self::Keyboard, DeviceKind::Laptop) => true,
            (Self::Battery, DeviceKind::Desktop | DeviceKind::Screen)
            | (
                Self::Keyboard,
                DeviceKind::Tablet
                | DeviceKind::Phone
                | DeviceKind::Desktop
                | DeviceKind::Screen
                | DeviceKind::Accessory,
            ) => false,
        }
    }

    /// What the device lacks, as a sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Battery => "part-missing-battery",
            Self::Screen => "part-missing-screen",
            Self::Keyboard => "part-missing-keyboard",
            Self::Motherboard => "part-missing-motherboard",
        }
    }
}

/// The parts that a device lacks, each at its own place.
pub type Lacks = [Option<Vital>; 4];

/// What a device lacks: a part of this kind came out of it, at any time, and none is in it now. Of two batteries, one
/// that is known to be in it is enough.
#[must_use]
pub fn lacks(device: DeviceKind, came_out: &[PartKind], inside: &[PartKind]) -> Lacks {
    Vital::ALL.map(|vital| {
        let kind = vital.kind();
        let lacking =
            vital.is_needed_by(device) && came_out.contains(&kind) && !inside.contains(&kind);
        lacking.then_some(vital)
    })
}

/// Why one looks twice before a part goes into a device: it came out of another model, and such parts are made for
/// theirs. Drives and memory fit many.
#[must_use]
pub fn made_for_another(kind: PartKind, came_from: &str, model: &str) -> Option<&'static str> {
    let why = match kind {
        PartKind::Drive | PartKind::Memory => return None,
        PartKind::Battery => "part-other-model-battery",
        PartKind::Screen => "part-other-model-screen",
        PartKind::Keyboard => "part-other-model-keyboard",
        PartKind::Motherboard => "part-other-model-motherboard",
        PartKind::Other => "part-other-model-other",
    };
    (came_from != model).then_some(why)
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
    fn a_device_lacks_what_came_out_of_it_and_was_not_replaced() {
        use PartKind::{Battery, Drive, Keyboard, Memory, Motherboard, Other, Screen};
        let everything: Vec<PartKind> = PartKind::iter().collect();
        let lacking = |device, inside: &[PartKind]| -> Vec<PartKind> {
            let found = lacks(device, &everything, inside);
            found.into_iter().flatten().map(Vital::kind).collect()
        };
        for (device, expected) in [
            (DeviceKind::Tablet, vec![Battery, Screen, Motherboard]),
            (DeviceKind::Phone, vec![Battery, Screen, Motherboard]),
            (
                DeviceKind::Laptop,
                vec![Battery, Screen, Keyboard, Motherboard],
            ),
            (DeviceKind::Desktop, vec![Screen, Motherboard]),
            (DeviceKind::Screen, vec![Screen, Motherboard]),
            (DeviceKind::Accessory, vec![Battery, Screen, Motherboard]),
        ] {
            assert_eq!(lacking(device, &[]), expected, "{device:?}");
            assert!(lacking(device, &everything).is_empty(), "{device:?}");
        }
        let laptop = |came_out: &[PartKind], inside: &[PartKind]| {
            lacks(DeviceKind::Laptop, came_out, inside)
        };
        let none = [None; 4];
        assert_eq!(laptop(&[], &[]), none);
        assert_eq!(laptop(&[Drive, Memory, Other], &[]), none);
        assert_eq!(laptop(&[Battery, Battery], &[Battery]), none);
        assert_eq!(
            laptop(&[Battery, Screen], &[Screen]),
            [Some(Vital::Battery), None, None, None]
        );
    }

    #[test]
    fn a_part_out_of_another_model_is_looked_at_twice() {
        let (here, there) = ("laptop hp probook 430 g5", "laptop lenovo x260");
        for kind in PartKind::iter() {
            assert_eq!(made_for_another(kind, here, here), None, "{kind:?}");
            let fits_many = matches!(kind, PartKind::Drive | PartKind::Memory);
            let told = made_for_another(kind, there, here);
            assert_eq!(told.is_none(), fits_many, "{kind:?}");
        }
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
