//! Who may be habilitated for what, what a pathway still lacks, and how long it holds. Pure.
use chrono::{Months, NaiveDate};
use entities::{
    habilitation::Act, membership::Role, training_module::ModuleId,
    training_session::TrainingSessionId,
};
use std::collections::{BTreeMap, BTreeSet};

/// Every act that needs a habilitation, in the order of the work.
pub const ACTS: [Act; 3] = [Act::Erasure, Act::ElectricalRepair, Act::QualityCheck];

/// What somebody with this role may be habilitated for: nobody else may do it at all.
#[must_use]
pub fn acts_of(role: Role) -> &'static [Act] {
    if role == Role::Supervisor {
        &ACTS
    } else if role == Role::Worker {
        &[Act::Erasure, Act::ElectricalRepair]
    } else {
        &[]
    }
}

/// How long before its end a habilitation is said to be ending: time to find a session.
pub const WARNED_DAYS: i64 = 60;

/// Where somebody stands with an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Never,
    Over(NaiveDate),
    Ending(NaiveDate),
    Holds(NaiveDate),
}

/// From the last day of the habilitation that lasts longest.
#[must_use]
pub fn standing(last_day: Option<NaiveDate>, today: NaiveDate) -> Standing {
    match last_day {
        None => Standing::Never,
        Some(day) if day < today => Standing::Over(day),
        Some(day) if (day - today).num_days() <= WARNED_DAYS => Standing::Ending(day),
        Some(day) => Standing::Holds(day),
    }
}

/// A session somebody attended, for what it taught.
#[derive(Clone, Debug)]
pub struct Attended {
    pub session: TrainingSessionId,
    pub day: NaiveDate,
    pub modules: Vec<ModuleId>,
}

/// The pathway that earns an act, as it stands today.
#[derive(Clone, Debug)]
pub struct Pathway {
    pub modules: BTreeSet<ModuleId>,
    /// How long after a session its modules count.
    pub months: u32,
}

/// What an earned habilitation rests on, and its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    pub proofs: BTreeMap<ModuleId, TrainingSessionId>,
    pub expires_on: NaiveDate,
}

/// Whether all modules were attended recently enough. A habilitation lasts as long as the oldest of what it
/// rests on, so that granting it again does not make the training younger.
///
/// # Errors
/// The modules still to attend.
pub fn earned(
    pathway: &Pathway,
    attended: &[Attended],
    today: NaiveDate,
) -> Result<Earned, BTreeSet<ModuleId>> {
    let mut latest: BTreeMap<ModuleId, (NaiveDate, TrainingSessionId)> = BTreeMap::new();
    for session in attended {
        for module in &session.modules {
            let place = latest
                .entry(*module)
                .or_insert((session.day, session.session));
            *place = (*place).max((session.day, session.session));
        }
    }
    let until = |day: NaiveDate| day.checked_add_months(Months::new(pathway.months));
    let counts = |module: &ModuleId| {
        let (day, session) = latest.get(module)?;
        let until = until(*day).filter(|until| *until >= today)?;
        Some((*session, until))
    };
    let missing: BTreeSet<ModuleId> = pathway
        .modules
        .iter()
        .filter(|module| counts(module).is_none())
        .copied()
        .collect();
    let held: Vec<_> = pathway
        .modules
        .iter()
        .filter_map(|module| counts(module).map(|(session, until)| (*module, session, until)))
        .collect();
    match held.iter().map(|(_, _, until)| *until).min() {
        Some(expires_on) if missing.is_empty() => Ok(Earned {
            proofs: held
                .into_iter()
                .map(|(module, session, _)| (module, session))
                .collect(),
            expires_on,
        }),
        Some(_) | None => Err(missing),
    }
}

/// Why a supervisor may not grant a habilitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotGranted {
    /// Not an act of this person's role.
    NotForRole,
    /// Nobody habilitates themselves.
    Oneself,
    /// The coordinator has not said which pathway earns it.
    NoPathway,
    Missing(BTreeSet<ModuleId>),
    /// What was attended gives no more than what is held already.
    Nothing,
}

/// Whether the act may be granted, on what proofs.
///
/// # Errors
/// The reason why not.
pub fn may_grant(
    oneself: bool,
    role: Role,
    act: Act,
    pathway: Option<&Pathway>,
    attended: &[Attended],
    (held_until, today): (Option<NaiveDate>, NaiveDate),
) -> Result<Earned, NotGranted> {
    if !acts_of(role).contains(&act) {
        return Err(NotGranted::NotForRole);
    }
    if oneself {
        return Err(NotGranted::Oneself);
    }
    let pathway = pathway.ok_or(NotGranted::NoPathway)?;
    let earned = earned(pathway, attended, today).map_err(NotGranted::Missing)?;
    if held_until.is_some_and(|held| held >= earned.expires_on) {
        return Err(NotGranted::Nothing);
    }
    Ok(earned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn session(id: i32, on: &str, modules: &[i32]) -> Attended {
        Attended {
            session: TrainingSessionId(id),
            day: day(on),
            modules: modules.iter().copied().map(ModuleId).collect(),
        }
    }

    fn pathway(modules: &[i32]) -> Pathway {
        Pathway {
            modules: modules.iter().copied().map(ModuleId).collect(),
            months: 24,
        }
    }

    #[test]
    fn only_who_may_do_a_thing_is_habilitated_for_it() {
        use crate::auth::permissions::{Permission, RecordErasure, SignQualityCheck, WorkAtBench};
        use sea_orm::Iterable as _;
        for role in Role::iter() {
            for (act, roles) in [
                (Act::Erasure, RecordErasure::GRANTED_TO),
                (Act::QualityCheck, SignQualityCheck::GRANTED_TO),
                (Act::ElectricalRepair, WorkAtBench::GRANTED_TO),
            ] {
                assert_eq!(acts_of(role).contains(&act), roles.contains(&role));
            }
        }
    }

    #[test]
    fn a_pathway_is_earned_when_every_module_was_attended_lately() {
        let today = day("2026-11-22");
        let both = [
            session(1, "2026-01-10", &[1]),
            session(2, "2026-03-05", &[2]),
        ];
        let earned_both = earned(&pathway(&[1, 2]), &both, today).unwrap();
        assert_eq!(
            earned_both.expires_on,
            day("2028-01-10"),
            "the oldest counts"
        );
        let missing = earned(&pathway(&[1, 2, 3]), &both, today).unwrap_err();
        assert_eq!(missing, BTreeSet::from([ModuleId(3)]));
        // Two years later nothing of it counts, and one module attended again is one.
        let later = day("2028-03-06");
        assert_eq!(
            earned(&pathway(&[1, 2]), &both, later).unwrap_err().len(),
            2
        );
        let again = [
            both[0].clone(),
            both[1].clone(),
            session(3, "2028-03-01", &[2]),
        ];
        assert_eq!(
            earned(&pathway(&[1, 2]), &again, later).unwrap_err(),
            BTreeSet::from([ModuleId(1)])
        );
        assert!(
            earned(&pathway(&[]), &both, today).is_err(),
            "no pathway of nothing"
        );
    }

    #[test]
    fn a_grant_names_its_proofs_or_its_obstacle() {
        let today = day("2026-11-22");
        let attended = [
            session(1, "2026-01-10", &[1]),
            session(4, "2026-06-10", &[1]),
        ];
        let known = pathway(&[1]);
        let grant = |oneself, role, act, pathway: Option<&Pathway>, held: Option<&str>| {
            may_grant(
                oneself,
                role,
                act,
                pathway,
                &attended,
                (held.map(day), today),
            )
        };
        let earned = grant(false, Role::Worker, Act::Erasure, Some(&known), None).unwrap();
        assert_eq!(earned.proofs[&ModuleId(1)], TrainingSessionId(4));
        let refused = |oneself, role, act, pathway, held| {
            grant(oneself, role, act, pathway, held).unwrap_err()
        };
        assert_eq!(
            refused(false, Role::Worker, Act::QualityCheck, Some(&known), None),
            NotGranted::NotForRole
        );
        assert_eq!(
            refused(true, Role::Supervisor, Act::Erasure, Some(&known), None),
            NotGranted::Oneself
        );
        assert_eq!(
            refused(false, Role::Worker, Act::Erasure, None, None),
            NotGranted::NoPathway
        );
        assert_eq!(
            refused(
                false,
                Role::Worker,
                Act::Erasure,
                Some(&known),
                Some("2028-06-10")
            ),
            NotGranted::Nothing
        );
    }

    #[test]
    fn the_end_is_said_sixty_days_ahead() {
        let today = day("2026-11-22");
        let at = |text: &str| standing(Some(day(text)), today);
        assert_eq!(at("2026-11-21"), Standing::Over(day("2026-11-21")));
        assert_eq!(at("2026-11-22"), Standing::Ending(day("2026-11-22")));
        assert_eq!(at("2027-01-21"), Standing::Ending(day("2027-01-21")));
        assert_eq!(at("2027-01-22"), Standing::Holds(day("2027-01-22")));
        assert_eq!(standing(None, today), Standing::Never);
    }
}
