//! What there is to do with a device in hand, and whether it may change place. Pure.
use super::standing::Standing;
use entities::{device::Stage, membership::Role};

/// Where something is, for the person asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the site the person works at.
    Here,
    /// At another site of the same organisation.
    OurOther,
    Elsewhere,
    Nowhere,
}

/// What the next step depends on.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    pub role: Role,
    pub standing: Standing,
    pub place: Place,
    /// Where its recipient will fetch it; nowhere when it is nobody's yet.
    pub pickup: Place,
}

/// The one thing to do next, for this person. The last ones are a word, not an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep {
    Receive,
    Triage,
    Refurbish,
    Check,
    /// Say that it has arrived here.
    TakeIn,
    /// Bring it to where it is awaited.
    Send,
    SendToWorkshop,
    HandOver,
    TakeBack,
    Allocate,
    WaitForCheck,
    WaitForRecipient,
    OnTheShelf,
    InWorkshop,
    AtAnotherSite,
    NotHereYet,
    WithItsRecipient,
    /// Take it back from who borrowed it.
    TakeBackLoan,
    WithItsBorrower,
    /// Given away: nobody of ours does anything with it any more.
    Ceded,
    Gone,
}

/// The next step for a person who may see the device.
#[must_use]
pub fn next_step(facts: Facts) -> NextStep {
    match facts.role {
        Role::Supervisor | Role::Worker => in_the_workshop(facts),
        Role::Clerk | Role::Trainer => at_the_counter(facts),
        // The store keeps and sends; handing over and taking back are the counter's.
        Role::StoreKeeper => match (facts.standing, facts.place, facts.pickup) {
            (Standing::HandedOver, _, _) => NextStep::WithItsRecipient,
            (Standing::OnLoan, _, _) => NextStep::TakeBackLoan,
            (Standing::Ceded, _, _) => NextStep::Ceded,
            (Standing::At(Stage::Ready), Place::Here, Place::Here) => NextStep::WaitForRecipient,
            _ => at_the_counter(facts),
        },
        Role::Coordinator => match (facts.standing, facts.pickup) {
            (Standing::At(Stage::Ready), Place::Nowhere) => NextStep::Allocate,
            _ => seen_from_afar(facts),
        },
        Role::Prescriber
        | Role::Teacher
        | Role::Finance
        | Role::Auditor
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => seen_from_afar(facts),
    }
}

fn in_the_workshop(facts: Facts) -> NextStep {
    let supervises = facts.role == Role::Supervisor;
    let ours = matches!(facts.place, Place::Here | Place::OurOther);
    match facts.standing {
        Standing::At(Stage::Announced | Stage::NotReceived) => NextStep::Receive,
        Standing::At(Stage::Received) if !ours && supervises => NextStep::TakeIn,
        Standing::At(
            Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck,
        ) if !ours => NextStep::AtAnotherSite,
        Standing::At(Stage::Received | Stage::Triage) => NextStep::Triage,
        Standing::At(Stage::Refurbishment) => NextStep::Refurbish,
        Standing::At(Stage::QualityCheck) if supervises => NextStep::Check,
        Standing::At(Stage::QualityCheck) => NextStep::WaitForCheck,
        Standing::At(Stage::Ready)
            if supervises && facts.pickup == Place::Here && facts.place != Place::Here =>
        {
            NextStep::TakeIn
        }
        Standing::At(Stage::Ready) => shelved(facts),
        Standing::HandedOver => NextStep::WithItsRecipient,
        Standing::OnLoan => NextStep::WithItsBorrower,
        Standing::Ceded => NextStep::Ceded,
        Standing::At(Stage::Scrapped) => NextStep::Gone,
    }
}

fn at_the_counter(facts: Facts) -> NextStep {
    match (facts.standing, facts.place) {
        (Standing::At(Stage::Ready), Place::Here) if facts.pickup == Place::Here => {
            NextStep::HandOver
        }
        (Standing::At(Stage::Ready), Place::OurOther | Place::Elsewhere)
            if facts.pickup == Place::Here =>
        {
            NextStep::TakeIn
        }
        (Standing::At(Stage::Ready), _) => shelved(facts),
        // Taken back here: the workshop must see it again before anybody else does.
        (Standing::At(Stage::Received), Place::Here) => NextStep::SendToWorkshop,
        (Standing::HandedOver, _) => NextStep::TakeBack,
        _ => seen_from_afar(facts),
    }
}

/// A ready device that is not to be handed over here and now.
fn shelved(facts: Facts) -> NextStep {
    let in_hand = matches!(facts.place, Place::Here | Place::OurOther);
    match facts.pickup {
        Place::Nowhere if in_hand => NextStep::OnTheShelf,
        Place::Nowhere => NextStep::AtAnotherSite,
        Place::OurOther | Place::Elsewhere if in_hand => NextStep::Send,
        Place::Here | Place::OurOther | Place::Elsewhere => NextStep::WaitForRecipient,
    }
}

fn seen_from_afar(facts: Facts) -> NextStep {
    match facts.standing {
        Standing::At(Stage::Announced | Stage::NotReceived) => NextStep::NotHereYet,
        Standing::At(
            Stage::Received | Stage::Triage | Stage::Refurbishment | Stage::QualityCheck,
        ) => NextStep::InWorkshop,
        Standing::At(Stage::Ready) if facts.pickup == Place::Nowhere => NextStep::OnTheShelf,
        Standing::At(Stage::Ready) => NextStep::WaitForRecipient,
        Standing::HandedOver => NextStep::WithItsRecipient,
        Standing::OnLoan => NextStep::WithItsBorrower,
        Standing::Ceded => NextStep::Ceded,
        Standing::At(Stage::Scrapped) => NextStep::Gone,
    }
}

/// Why a device cannot be said to have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArrivalRefusal {
    /// It is here already.
    AlreadyHere,
    /// It is with its recipient: it is taken back, not moved.
    HandedOver,
    /// It is with who borrowed it: the store takes it back.
    OnLoan,
    /// Work on it is not finished where it is.
    InWorkshop,
    /// The last user's data may still be on it: only a workshop may hold it (law 3).
    DataInside,
    /// It was never received, or it has left for good: as waste, or given away.
    NotInCustody,
}

impl ArrivalRefusal {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AlreadyHere => "arrival-already-here",
            Self::HandedOver => "arrival-handed-over",
            Self::OnLoan => "arrival-on-loan",
            Self::InWorkshop => "arrival-in-workshop",
            Self::DataInside => "arrival-data-inside",
            Self::NotInCustody => "arrival-not-in-custody",
        }
    }
}

/// Whether a device may change place: what is ready, or what waits to be worked on.
pub fn may_arrive(
    standing: Standing,
    is_here: bool,
    at_a_workshop: bool,
) -> Result<(), ArrivalRefusal> {
    match standing {
        Standing::HandedOver => Err(ArrivalRefusal::HandedOver),
        Standing::OnLoan => Err(ArrivalRefusal::OnLoan),
        Standing::At(Stage::Announced | Stage::NotReceived | Stage::Scrapped) | Standing::Ceded => {
            Err(ArrivalRefusal::NotInCustody)
        }
        Standing::At(_) if is_here => Err(ArrivalRefusal::AlreadyHere),
        Standing::At(Stage::Triage | Stage::Refurbishment | Stage::QualityCheck) => {
            Err(ArrivalRefusal::InWorkshop)
        }
        Standing::At(Stage::Received) if !at_a_workshop => Err(ArrivalRefusal::DataInside),
        Standing::At(Stage::Received | Stage::Ready) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{collections::BTreeMap, fmt::Write};

    const ROLES: [Role; 8] = [
        Role::Supervisor,
        Role::Worker,
        Role::Clerk,
        Role::Trainer,
        Role::StoreKeeper,
        Role::Coordinator,
        Role::Finance,
        Role::Auditor,
    ];

    /// The places a device may be in, by its standing.
    fn places(standing: Standing) -> &'static [Place] {
        match standing {
            Standing::At(Stage::Announced | Stage::NotReceived | Stage::Scrapped)
            | Standing::HandedOver
            | Standing::OnLoan
            | Standing::Ceded => &[Place::Nowhere],
            Standing::At(_) => &[Place::Here, Place::OurOther, Place::Elsewhere],
        }
    }

    fn pickups(standing: Standing) -> &'static [Place] {
        if standing == Standing::At(Stage::Ready) {
            &[
                Place::Nowhere,
                Place::Here,
                Place::OurOther,
                Place::Elsewhere,
            ]
        } else {
            &[Place::Nowhere]
        }
    }

    #[test]
    fn everybody_is_told_one_next_step() {
        let mut table = String::new();
        for role in ROLES {
            writeln!(table, "{role:?}").unwrap();
            for standing in Standing::all() {
                let mut steps: BTreeMap<String, Vec<String>> = BTreeMap::new();
                for &place in places(standing) {
                    for &pickup in pickups(standing) {
                        let step = next_step(Facts {
                            role,
                            standing,
                            place,
                            pickup,
                        });
                        let case = if pickup == Place::Nowhere {
                            format!("{place:?}")
                        } else {
                            format!("{place:?} for {pickup:?}")
                        };
                        steps.entry(format!("{step:?}")).or_default().push(case);
                    }
                }
                let told: Vec<String> = steps
                    .into_iter()
                    .map(|(step, cases)| format!("{step} ({})", cases.join(", ")))
                    .collect();
                writeln!(table, "  {standing:?}: {}", told.join("; ")).unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_device_changes_place_only_when_nothing_is_half_done() {
        let mut table = String::new();
        for standing in Standing::all() {
            for (is_here, at_a_workshop) in
                [(true, true), (true, false), (false, true), (false, false)]
            {
                let verdict = may_arrive(standing, is_here, at_a_workshop);
                writeln!(
                    table,
                    "{standing:?}, here {is_here}, workshop {at_a_workshop}: {verdict:?}"
                )
                .unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }
}
