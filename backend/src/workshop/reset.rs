//! When the factory reset of a tablet or phone counts as an erasure. Pure: facts in, verdict out.

use super::Level;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The family of the operating system, which decides the locks that may hold the device to its previous owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OsFamily {
    /// iPadOS and iOS: Activation Lock, device management.
    Apple,
    /// Factory reset protection, device management.
    Android,
    /// Enterprise enrolment, which is device management.
    ChromeOs,
    /// Windows tablets: Autopilot, which is device management.
    Windows,
    /// Recorders, note-takers and other devices without an owner's lock.
    Other,
}

impl OsFamily {
    pub const ALL: [Self; 5] = [
        Self::Apple,
        Self::Android,
        Self::ChromeOs,
        Self::Windows,
        Self::Other,
    ];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Apple => "os-family-apple",
            Self::Android => "os-family-android",
            Self::ChromeOs => "os-family-chrome-os",
            Self::Windows => "os-family-windows",
            Self::Other => "os-family-other",
        }
    }

    #[must_use]
    pub const fn has_activation_lock(self) -> bool {
        matches!(self, Self::Apple)
    }

    #[must_use]
    pub const fn has_reset_protection(self) -> bool {
        matches!(self, Self::Android)
    }

    #[must_use]
    pub const fn has_device_management(self) -> bool {
        !matches!(self, Self::Other)
    }

    /// What a reset reaches on this family. Apple destroys the storage key (NIST SP 800-88 r1, appendix A);
    /// elsewhere only the maker could promise as much.
    #[must_use]
    pub const fn level(self) -> Level {
        match self {
            Self::Apple => Level::Purge,
            Self::Android | Self::ChromeOs | Self::Windows | Self::Other => Level::Clear,
        }
    }
}

/// Whether somebody saw that a lock is released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Released {
    Yes,
    No,
    Unknown,
}

/// What was found in a card slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardSlot {
    Emptied,
    NoSlot,
    Unknown,
}

/// Everything the verdict depends on. Locks that the family does not have are not looked at.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Facts {
    pub os: OsFamily,
    pub reset_on: Option<NaiveDate>,
    /// The day the device arrived for this stay.
    pub received_on: NaiveDate,
    pub today: NaiveDate,
    /// A photo of the set-up screen is attached.
    pub setup_screen_photo: bool,
    pub activation_lock: Released,
    pub reset_protection: Released,
    pub device_management: Released,
    pub sim: CardSlot,
    pub sd: CardSlot,
}

/// What stands between this reset and its acceptance. Each is an answer to show, not a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    ResetDate,
    /// A reset before this stay proves nothing about it.
    ResetBeforeReception,
    ResetInTheFuture,
    SetupScreenPhoto,
    ActivationLockOn,
    ActivationLockUnchecked,
    ResetProtectionOn,
    ResetProtectionUnchecked,
    DeviceManagementOn,
    DeviceManagementUnchecked,
    SimUnchecked,
    SdUnchecked,
}

impl Missing {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ResetDate => "erasure-reset-date-missing",
            Self::ResetBeforeReception => "erasure-reset-before-reception",
            Self::ResetInTheFuture => "erasure-reset-in-the-future",
            Self::SetupScreenPhoto => "erasure-setup-screen-photo-missing",
            Self::ActivationLockOn => "erasure-activation-lock-on",
            Self::ActivationLockUnchecked => "erasure-activation-lock-unchecked",
            Self::ResetProtectionOn => "erasure-reset-protection-on",
            Self::ResetProtectionUnchecked => "erasure-reset-protection-unchecked",
            Self::DeviceManagementOn => "erasure-device-management-on",
            Self::DeviceManagementUnchecked => "erasure-device-management-unchecked",
            Self::SimUnchecked => "erasure-sim-unchecked",
            Self::SdUnchecked => "erasure-sd-unchecked",
        }
    }
}

/// Whether this reset is an erasure, and what it reaches.
///
/// # Errors
/// All that is missing, in the order in which one does it at the bench.
pub fn judge(facts: &Facts) -> Result<Level, Vec<Missing>> {
    let mut missing = Vec::new();
    match facts.reset_on {
        None => missing.push(Missing::ResetDate),
        Some(day) if day < facts.received_on => missing.push(Missing::ResetBeforeReception),
        Some(day) if day > facts.today => missing.push(Missing::ResetInTheFuture),
        Some(_) => {}
    }
    if !facts.setup_screen_photo {
        missing.push(Missing::SetupScreenPhoto);
    }
    let mut lock = |applies, released, on, unchecked| match released {
        Released::No if applies => missing.push(on),
        Released::Unknown if applies => missing.push(unchecked),
        Released::Yes | Released::No | Released::Unknown => {}
    };
    lock(
        facts.os.has_activation_lock(),
        facts.activation_lock,
        Missing::ActivationLockOn,
        Missing::ActivationLockUnchecked,
    );
    lock(
        facts.os.has_reset_protection(),
        facts.reset_protection,
        Missing::ResetProtectionOn,
        Missing::ResetProtectionUnchecked,
    );
    lock(
        facts.os.has_device_management(),
        facts.device_management,
        Missing::DeviceManagementOn,
        Missing::DeviceManagementUnchecked,
    );
    for (slot, unchecked) in [
        (facts.sim, Missing::SimUnchecked),
        (facts.sd, Missing::SdUnchecked),
    ] {
        if slot == CardSlot::Unknown {
            missing.push(unchecked);
        }
    }
    if missing.is_empty() {
        Ok(facts.os.level())
    } else {
        Err(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    /// Received on the 10th, looked at on the 20th, everything done on the 12th.
    fn complete(os: OsFamily) -> Facts {
        Facts {
            os,
            reset_on: Some(day(12)),
            received_on: day(10),
            today: day(20),
            setup_screen_photo: true,
            activation_lock: Released::Yes,
            reset_protection: Released::Yes,
            device_management: Released::Yes,
            sim: CardSlot::Emptied,
            sd: CardSlot::NoSlot,
        }
    }

    const RELEASED: [Released; 3] = [Released::Yes, Released::No, Released::Unknown];
    const SLOTS: [CardSlot; 3] = [CardSlot::Emptied, CardSlot::NoSlot, CardSlot::Unknown];

    fn reset_days() -> [Option<NaiveDate>; 6] {
        [
            None,
            Some(day(9)),
            Some(day(10)),
            Some(day(12)),
            Some(day(20)),
            Some(day(21)),
        ]
    }

    /// Every family with every value of one fact, the others being as they should.
    fn one_fact_at_a_time() -> Vec<(String, Facts)> {
        let mut rows = Vec::new();
        for os in OsFamily::ALL {
            let mut row = |fact: String, change: &dyn Fn(&mut Facts)| {
                let mut facts = complete(os);
                change(&mut facts);
                rows.push((format!("{os:?} {fact}"), facts));
            };
            for reset_on in reset_days() {
                row(format!("reset_on={reset_on:?}"), &|facts| {
                    facts.reset_on = reset_on;
                });
            }
            row("photo=false".to_owned(), &|facts| {
                facts.setup_screen_photo = false;
            });
            for released in RELEASED {
                row(format!("activation_lock={released:?}"), &|facts| {
                    facts.activation_lock = released;
                });
                row(format!("reset_protection={released:?}"), &|facts| {
                    facts.reset_protection = released;
                });
                row(format!("device_management={released:?}"), &|facts| {
                    facts.device_management = released;
                });
            }
            for slot in SLOTS {
                row(format!("sim={slot:?}"), &|facts| {
                    facts.sim = slot;
                });
                row(format!("sd={slot:?}"), &|facts| {
                    facts.sd = slot;
                });
            }
        }
        rows
    }

    #[test]
    fn every_fact_has_its_answer() {
        let mut table = String::new();
        for (name, facts) in one_fact_at_a_time() {
            writeln!(table, "{name}: {:?}", judge(&facts)).unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn every_combination_of_done_and_not_done_names_all_that_is_missing() {
        let mut table = String::new();
        for os in [OsFamily::Apple, OsFamily::Android] {
            writeln!(table, "{os:?}: dated photo lock mdm sim sd").unwrap();
            for bits in 0..64_u8 {
                let done = |bit: u8| bits & (32 >> bit) == 0;
                let released = |bit| {
                    if done(bit) {
                        Released::Yes
                    } else {
                        Released::No
                    }
                };
                let slot = |bit| {
                    if done(bit) {
                        CardSlot::Emptied
                    } else {
                        CardSlot::Unknown
                    }
                };
                let facts = Facts {
                    reset_on: done(0).then(|| day(12)),
                    setup_screen_photo: done(1),
                    activation_lock: released(2),
                    reset_protection: released(2),
                    device_management: released(3),
                    sim: slot(4),
                    sd: slot(5),
                    ..complete(os)
                };
                let marks: String = (0..6)
                    .map(|bit| if done(bit) { 'x' } else { '.' })
                    .collect();
                writeln!(table, "{marks} {:?}", judge(&facts)).unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }

    /// The two tables above cover everything because no fact changes what another one answers.
    #[test]
    fn facts_answer_independently_of_each_other() {
        let answer = |facts: Facts| judge(&facts).err().unwrap_or_default();
        let mut combinations = 0;
        for os in OsFamily::ALL {
            for reset_on in reset_days() {
                for setup_screen_photo in [true, false] {
                    for activation_lock in RELEASED {
                        for reset_protection in RELEASED {
                            for device_management in RELEASED {
                                for sim in SLOTS {
                                    for sd in SLOTS {
                                        let good = complete(os);
                                        let alone = [
                                            Facts { reset_on, ..good },
                                            Facts {
                                                setup_screen_photo,
                                                ..good
                                            },
                                            Facts {
                                                activation_lock,
                                                ..good
                                            },
                                            Facts {
                                                reset_protection,
                                                ..good
                                            },
                                            Facts {
                                                device_management,
                                                ..good
                                            },
                                            Facts { sim, ..good },
                                            Facts { sd, ..good },
                                        ];
                                        let together = Facts {
                                            reset_on,
                                            setup_screen_photo,
                                            activation_lock,
                                            reset_protection,
                                            device_management,
                                            sim,
                                            sd,
                                            ..good
                                        };
                                        let expected: Vec<_> =
                                            alone.into_iter().flat_map(answer).collect();
                                        assert_eq!(answer(together), expected, "{together:?}");
                                        combinations += 1;
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        assert_eq!(combinations, 5 * 6 * 2 * 27 * 9);
    }
}
