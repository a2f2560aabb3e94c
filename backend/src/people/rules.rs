//! Who may give which role, and what a habilitation is for.
use chrono::NaiveDate;
use entities::membership::Role;

/// Whether somebody acting as `giver` may give or take away `role`.
///
/// What looks beyond one organisation is for coordination to give; what looks over the whole
/// département, for a coordinator who is not limited to territories.
#[must_use]
pub fn may_give(giver: Role, limited: bool, role: Role) -> bool {
    let departmental = matches!(
        role,
        Role::Auditor | Role::Finance | Role::DataProtectionOfficer
    );
    if giver == Role::Coordinator {
        !(limited && departmental)
    } else {
        giver == Role::OrganisationManager && !departmental && role != Role::Coordinator
    }
}

/// What is wrong with the dates of a habilitation, as the field and its word key.
pub fn check_dates(
    granted_on: NaiveDate,
    expires_on: NaiveDate,
    today: NaiveDate,
) -> Result<(), (&'static str, &'static str)> {
    if granted_on > today {
        Err(("granted_on", "habilitation-not-yet"))
    } else if expires_on < today {
        Err(("expires_on", "habilitation-already-over"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::Iterable;
    use std::fmt::Write;

    #[test]
    fn nobody_gives_more_than_they_oversee() {
        let mut table = String::new();
        for (giver, limited) in [
            (Role::Coordinator, false),
            (Role::Coordinator, true),
            (Role::OrganisationManager, false),
            (Role::Prescriber, false),
        ] {
            let limit = if limited { ", limited" } else { "" };
            let refused: Vec<_> = Role::iter()
                .filter(|given| !may_give(giver, limited, *given))
                .collect();
            writeln!(table, "{giver:?}{limit} may not give {refused:?}").unwrap();
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_habilitation_has_begun_and_is_not_over() {
        let day = |n| NaiveDate::from_ymd_opt(2026, 5, n).unwrap();
        assert_eq!(check_dates(day(4), day(4), day(4)), Ok(()));
        assert_eq!(check_dates(day(1), day(9), day(4)), Ok(()));
        assert!(check_dates(day(5), day(9), day(4)).is_err());
        assert!(check_dates(day(1), day(3), day(4)).is_err());
    }
}
