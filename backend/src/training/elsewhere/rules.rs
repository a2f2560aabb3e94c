//! Which activities of the Coop may be linked to a person, and what of them counts. Pure.
use crate::training::places::RECORDED_LATE;
use chrono::NaiveDate;
use entities::training_module::ModuleId;
use std::collections::BTreeSet;

/// What a row tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub held_on: NaiveDate,
    pub minutes: i32,
    pub themes: BTreeSet<String>,
}

/// Why a row cannot be linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotLinkable {
    /// The Coop says the day and no hour: it is over when the day is.
    NotYetHeld,
    /// Longer ago than a presence on paper is recorded.
    TooLongAgo,
    /// No module of the person's pathway has one of its themes.
    NothingTaught,
}

/// The modules of a pathway that an activity was about: those with one of its themes.
#[must_use]
pub fn taught(told: &Told, modules: &[(ModuleId, Option<String>)]) -> Vec<ModuleId> {
    modules
        .iter()
        .filter(|(_, theme)| {
            theme
                .as_ref()
                .is_some_and(|theme| told.themes.contains(theme))
        })
        .map(|(module, _)| *module)
        .collect()
}

/// Whether a trainer may link a row to somebody who follows a pathway of these modules.
///
/// # Errors
/// The first reason why not.
pub fn may_link(
    told: &Told,
    modules: &[(ModuleId, Option<String>)],
    today: NaiveDate,
) -> Result<(), NotLinkable> {
    if told.held_on >= today {
        return Err(NotLinkable::NotYetHeld);
    }
    if today - told.held_on > RECORDED_LATE {
        return Err(NotLinkable::TooLongAgo);
    }
    if taught(told, modules).is_empty() {
        return Err(NotLinkable::NothingTaught);
    }
    Ok(())
}

/// Whether a linked row counts: not on a day with a session here. A trainer who writes their own session down in the
/// Coop tells of the same hour twice.
#[must_use]
pub fn counts(told: &Told, days_here: &BTreeSet<NaiveDate>) -> bool {
    !days_here.contains(&told.held_on)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(on: &str, themes: &[&str]) -> Told {
        Told {
            held_on: on.parse().unwrap(),
            minutes: 60,
            themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
        }
    }

    fn modules() -> Vec<(ModuleId, Option<String>)> {
        vec![
            (ModuleId(1), Some("email".to_owned())),
            (ModuleId(2), Some("sante".to_owned())),
            (ModuleId(3), None),
        ]
    }

    #[test]
    fn a_row_is_linked_when_its_day_is_over_for_sixty_days_and_when_it_teaches_something() {
        let today = "2026-06-30".parse().unwrap();
        let cases: [(&str, &[&str], Result<(), NotLinkable>); 7] = [
            ("2026-07-01", &["email"], Err(NotLinkable::NotYetHeld)),
            ("2026-06-30", &["email"], Err(NotLinkable::NotYetHeld)),
            ("2026-06-29", &["email"], Ok(())),
            ("2026-05-01", &["email", "bureautique"], Ok(())),
            ("2026-04-30", &["email"], Err(NotLinkable::TooLongAgo)),
            (
                "2026-06-29",
                &["bureautique"],
                Err(NotLinkable::NothingTaught),
            ),
            ("2026-06-29", &[], Err(NotLinkable::NothingTaught)),
        ];
        for (on, themes, answer) in cases {
            assert_eq!(
                may_link(&told(on, themes), &modules(), today),
                answer,
                "{on} {themes:?}"
            );
        }
    }

    #[test]
    fn a_module_without_a_theme_is_taught_by_no_row() {
        let of = |themes: &[&str]| taught(&told("2026-06-29", themes), &modules());
        assert_eq!(of(&["sante", "email"]), [ModuleId(1), ModuleId(2)]);
        assert_eq!(of(&["sante"]), [ModuleId(2)]);
        assert!(of(&["parentalite"]).is_empty());
    }

    #[test]
    fn an_hour_told_by_both_counts_once() {
        let here = BTreeSet::from(["2026-06-29".parse().unwrap()]);
        assert!(!counts(&told("2026-06-29", &["email"]), &here));
        assert!(counts(&told("2026-06-28", &["email"]), &here));
    }
}
