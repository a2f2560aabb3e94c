//! What a school has to have signed before its kit leaves, and how long a signature holds. Pure.
use super::{Cleared, Obstacle};
use chrono::{Datelike, Days, NaiveDate};
use entities::{
    loan::{self, LoanState},
    organisation::OrganisationKind,
    school_agreement,
};

/// From the first of September to the last of August.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchoolYear {
    pub first_on: NaiveDate,
    pub last_on: NaiveDate,
}

/// The school year of a day.
#[must_use]
pub fn school_year(on: NaiveDate) -> SchoolYear {
    let begins = if on.month() >= 9 {
        on.year()
    } else {
        on.year() - 1
    };
    // Both days are in every year that a date can have.
    SchoolYear {
        first_on: NaiveDate::from_ymd_opt(begins, 9, 1).unwrap_or(on),
        last_on: NaiveDate::from_ymd_opt(begins + 1, 8, 31).unwrap_or(on),
    }
}

impl SchoolYear {
    /// "2025-2026".
    #[must_use]
    pub fn name(self) -> String {
        format!("{}-{}", self.first_on.year(), self.last_on.year())
    }
}

/// The last day of an agreement.
#[must_use]
pub fn lasts_until(agreement: &school_agreement::Model) -> NaiveDate {
    agreement.ended_on.unwrap_or(agreement.last_on)
}

/// Whether a school may take kit away today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreed {
    /// An agreement stands.
    Signed,
    /// None stands, and the rule asks for none.
    NotAsked,
    Missing,
}

/// What a rule and the agreements of a school come to on a day.
#[must_use]
pub fn agreed(required: bool, agreements: &[school_agreement::Model], on: NaiveDate) -> Agreed {
    let stands = agreements
        .iter()
        .any(|one| one.first_on <= on && on <= lasts_until(one));
    match (stands, required) {
        (true, _) => Agreed::Signed,
        (false, true) => Agreed::Missing,
        (false, false) => Agreed::NotAsked,
    }
}

/// What of the school's papers stands in the way of a pick-up.
#[must_use]
pub fn papers_missing(loan: &loan::Model, agreed: Agreed) -> Vec<Obstacle> {
    let mut found = Vec::new();
    match agreed {
        Agreed::Signed | Agreed::NotAsked => {}
        Agreed::Missing => found.push(Obstacle::NoAgreement),
    }
    if is_family_owed(loan) {
        found.push(Obstacle::FamilyNotSigned);
    }
    found
}

/// Whether the pupil takes it home, and the family has not signed.
#[must_use]
pub fn is_family_owed(loan: &loan::Model) -> bool {
    loan.at_home == Some(true) && loan.family_signed_on.is_none()
}

/// Whether a pupil may take a loan along to another school: it is out for a pupil, and not lost.
#[must_use]
pub fn may_move(loan: &loan::Model, is_lost: bool) -> bool {
    loan.state == LoanState::Out && loan.pupil_code.is_some() && !is_lost
}

/// Why a teacher does not take a loan on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    NotOut,
    /// Declared lost, stolen or broken since it was proposed.
    Lost,
    NotCleared,
    NoAgreement,
    TooMany,
    SchoolCloses,
}

impl NotTaken {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotOut => "move-not-out",
            Self::Lost => "move-lost",
            Self::NotCleared => "move-not-cleared",
            Self::NoAgreement => "move-no-agreement",
            Self::TooMany => "move-too-many",
            Self::SchoolCloses => "move-school-closes",
        }
    }
}

/// What a teacher brings who takes a loan on.
#[derive(Clone, Copy, Debug)]
pub struct Taker<'a> {
    pub cleared: Option<Cleared<'a>>,
    /// A number that none of their open loans has.
    pub slot: Option<i32>,
    /// Of their school.
    pub agreed: Agreed,
    pub closes_on: Option<NaiveDate>,
}

/// The right to take a loan on: a clearance of the new borrower (law 1), and a number for the loan.
#[derive(Clone, Copy, Debug)]
pub struct Taking<'a> {
    pub cleared: Cleared<'a>,
    pub slot: i32,
}

/// # Errors
/// Everything that stands in the way.
pub fn takes_on<'a>(
    loan: &loan::Model,
    is_lost: bool,
    taker: Taker<'a>,
) -> Result<Taking<'a>, Vec<NotTaken>> {
    let mut found = Vec::new();
    if loan.state != LoanState::Out {
        found.push(NotTaken::NotOut);
    }
    if is_lost {
        found.push(NotTaken::Lost);
    }
    match taker.agreed {
        Agreed::Signed | Agreed::NotAsked => {}
        Agreed::Missing => found.push(NotTaken::NoAgreement),
    }
    if taker.closes_on.is_some_and(|day| loan.ends_on > day) {
        found.push(NotTaken::SchoolCloses);
    }
    if taker.cleared.is_none() {
        found.push(NotTaken::NotCleared);
    }
    if taker.slot.is_none() {
        found.push(NotTaken::TooMany);
    }
    match (taker.cleared, taker.slot) {
        (Some(cleared), Some(slot)) if found.is_empty() => Ok(Taking { cleared, slot }),
        (_, _) => Err(found),
    }
}

/// The year that a school signs for: this one, or the next one in its last months, once this one is signed.
#[must_use]
pub fn year_to_sign(
    agreements: &[school_agreement::Model],
    today: NaiveDate,
) -> Option<SchoolYear> {
    let this = school_year(today);
    let is_signed = |year: SchoolYear| {
        agreements
            .iter()
            .any(|one| one.first_on == year.first_on && one.ended_on.is_none())
    };
    if !is_signed(this) {
        return Some(this);
    }
    let next = school_year(this.last_on + Days::new(1));
    (matches!(today.month(), 6..=8) && !is_signed(next)).then_some(next)
}

/// Whether a domain may be written here: lower case, with a dot, and nothing that is not in a domain.
#[must_use]
pub fn domain(typed: &str) -> Option<String> {
    let domain = typed.trim().trim_start_matches('@').to_lowercase();
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    (domain.len() <= 200 && domain.contains('.') && domain.split('.').all(part)).then_some(domain)
}

/// Whether an address is of one of these domains: the whole domain, not the end of another.
#[must_use]
pub fn is_of(email: &str, domains: &[String]) -> bool {
    email
        .rsplit_once('@')
        .is_some_and(|(_, domain)| domains.iter().any(|one| one == domain))
}

/// Whether teachers may register themselves at such an organisation.
#[must_use]
pub fn is_school(kind: OrganisationKind) -> bool {
    match kind {
        OrganisationKind::College => true,
        OrganisationKind::Departement
        | OrganisationKind::Epci
        | OrganisationKind::InsertionWorkshop
        | OrganisationKind::AdaptedEnterprise
        | OrganisationKind::SocialService
        | OrganisationKind::Library
        | OrganisationKind::FranceServices
        | OrganisationKind::Association
        | OrganisationKind::Partner => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use entities::{
        membership::MembershipId, organisation::OrganisationId,
        school_agreement::AgreementSignature,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn agreement(ended_on: Option<&str>) -> school_agreement::Model {
        school_agreement::Model {
            id: 1,
            organisation_id: OrganisationId(1),
            first_on: day("2025-09-01"),
            last_on: day("2026-08-31"),
            signature: AgreementSignature::Screen,
            sha256: "00".repeat(32),
            file: "file".to_owned(),
            media_type: "application/pdf".to_owned(),
            signed_on: day("2025-09-10"),
            membership_id: MembershipId(1),
            recorded_at: "2025-09-10T08:00:00Z".parse().unwrap(),
            ended_on: ended_on.map(day),
        }
    }

    #[test]
    fn a_school_year_turns_on_the_first_of_september() {
        for (on, name) in [
            ("2026-05-04", "2025-2026"),
            ("2026-08-31", "2025-2026"),
            ("2026-09-01", "2026-2027"),
            ("2027-01-01", "2026-2027"),
        ] {
            assert_eq!(school_year(day(on)).name(), name, "{on}");
        }
        let year = school_year(day("2026-05-04"));
        assert_eq!(
            (year.first_on, year.last_on),
            (day("2025-09-01"), day("2026-08-31"))
        );
    }

    #[test]
    fn an_agreement_holds_from_its_first_day_to_its_last() {
        let (whole, cut) = ([agreement(None)], [agreement(Some("2026-02-28"))]);
        for (agreements, on, required, expected) in [
            (&whole[..], "2026-08-31", true, Agreed::Signed),
            (&whole[..], "2026-09-01", true, Agreed::Missing),
            (&whole[..], "2025-08-31", true, Agreed::Missing),
            (&whole[..], "2026-09-01", false, Agreed::NotAsked),
            (&cut[..], "2026-02-28", true, Agreed::Signed),
            (&cut[..], "2026-03-01", true, Agreed::Missing),
            (&[][..], "2026-03-01", true, Agreed::Missing),
        ] {
            assert_eq!(agreed(required, agreements, day(on)), expected, "{on}");
        }
    }

    #[test]
    fn a_school_signs_for_this_year_and_in_summer_for_the_next() {
        let signed = [agreement(None)];
        let name = |agreements: &[school_agreement::Model], on: &str| {
            year_to_sign(agreements, day(on)).map(SchoolYear::name)
        };
        assert_eq!(name(&[], "2026-05-04"), Some("2025-2026".to_owned()));
        assert_eq!(name(&signed, "2026-05-04"), None);
        assert_eq!(name(&signed, "2026-06-20"), Some("2026-2027".to_owned()));
        assert_eq!(name(&signed, "2026-09-01"), Some("2026-2027".to_owned()));
        // Ended with the school: signed anew, should it open again.
        let ended = [agreement(Some("2026-02-28"))];
        assert_eq!(name(&ended, "2026-05-04"), Some("2025-2026".to_owned()));
    }

    #[test]
    fn a_domain_is_whole_and_nobody_brings_another_that_ends_alike() {
        assert_eq!(domain(" @AC-Nantes.fr "), Some("ac-nantes.fr".to_owned()));
        for wrong in [
            "",
            "fr",
            "ac nantes.fr",
            "ac..fr",
            "-ac.fr",
            "a@b.fr",
            ".fr",
        ] {
            assert_eq!(domain(wrong), None, "{wrong}");
        }
        let domains = ["ac-nantes.fr".to_owned()];
        assert!(is_of("a.b@ac-nantes.fr", &domains));
        for other in ["a@xac-nantes.fr", "a@ac-nantes.fr.example", "ac-nantes.fr"] {
            assert!(!is_of(other, &domains), "{other}");
        }
    }
}
