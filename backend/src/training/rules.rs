//! Law 1, as values: a [`Grant`] is the right to issue a clearance, a [`Clearance`] the right to hand
//! over. Only this module makes either. Pure.
use chrono::{DateTime, Utc};
use entities::{
    account::AccountId,
    clearance::{self, Basis, ClearanceState, WaiverReason},
    handover::HandoverId,
    learner::LearnerId,
    membership::MembershipId,
    programme::{Gate, ProgrammeId},
    recipient::RecipientId,
    request::RequestId,
    training_module::ModuleId,
};
use std::collections::BTreeSet;

/// Whose request it is, under which programme: what a clearance is bound to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Whose {
    pub request: RequestId,
    pub programme: ProgrammeId,
    pub recipient: RecipientId,
}

/// What is known of a request's training when the question is asked.
#[derive(Clone, Debug)]
pub struct Facts {
    pub whose: Whose,
    pub gate: Gate,
    /// What the pathway asks for: before the handover where the gate is `attended`, before the
    /// attestation everywhere.
    pub required_minutes: i32,
    pub required_modules: BTreeSet<ModuleId>,
    /// The model of the device allocated, if one is.
    pub model_key: Option<String>,
    pub learning: Option<Learning>,
    /// The question is asked by the write that hands the device over, held by the session's trainer.
    pub in_trainers_hand: bool,
    /// The device handed over first came back, and is to be replaced.
    pub exchange: Option<Exchange>,
}

/// A handover of this request that ended so that its device is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchange {
    pub of: HandoverId,
    /// What the clearance that it took rested on.
    pub basis: Basis,
}

/// A live enrolment and what was attended under it.
#[derive(Clone, Debug)]
pub struct Learning {
    pub learner: LearnerId,
    pub attended: Vec<Attended>,
    /// The trainer has attested the pathway.
    pub attested: bool,
}

/// A session the learner was present at.
#[derive(Clone, Debug)]
pub struct Attended {
    /// The session has ended. What is still to be taught is claimed by nobody: minutes and modules count then.
    pub over: bool,
    pub minutes: i32,
    pub modules: Vec<ModuleId>,
    /// At a session of ours; elsewhere, a trainer linked what the Coop tells of it. Nobody was handed a device there.
    pub here: bool,
}

/// The modules that a pathway asks for, of those that a programme with several pathways requires. Where that leaves
/// nothing to attend at all, nobody is cleared by nothing: all of them are asked for.
#[must_use]
pub fn required_of(
    all: BTreeSet<ModuleId>,
    own: &BTreeSet<ModuleId>,
    required_minutes: i32,
) -> BTreeSet<ModuleId> {
    let required: BTreeSet<ModuleId> = all.intersection(own).copied().collect();
    if required.is_empty() && required_minutes == 0 {
        all
    } else {
        required
    }
}

/// One thing that is still missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No device is allocated: a clearance names a model.
    Device,
    Enrolment,
    /// Minutes still to attend.
    Minutes(i32),
    Modules(BTreeSet<ModuleId>),
    /// The learner is at a session that counts when it has ended.
    SessionEnd,
    /// The learner was at no session yet.
    HandsOnSession,
    /// The trainer hands the device over at the session: clearance and handover are one write.
    TrainersHand,
}

/// Everything that is still missing, in the order a person would see to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotYet(pub Vec<Missing>);

/// The right to issue one clearance, on the terms it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant(Terms);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    pub whose: Whose,
    pub learner: LearnerId,
    pub model_key: String,
    pub basis: Basis,
    /// The reason of a waiver and who approved it.
    pub waiver: Option<(WaiverReason, MembershipId)>,
    /// The handover whose device is replaced: the clearance that it took is used, and is used by nothing else.
    pub exchange_of: Option<HandoverId>,
}

impl Grant {
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.0
    }
}

/// Whether the programme's gate is passed.
///
/// # Errors
/// Everything that is still missing.
pub fn may_clear(facts: &Facts) -> Result<Grant, NotYet> {
    let mut missing = Vec::new();
    if facts.model_key.is_none() {
        missing.push(Missing::Device);
    }
    if facts.learning.is_none() {
        missing.push(Missing::Enrolment);
    }
    let basis = match facts.gate {
        Gate::Enrolled => Basis::Enrolled,
        Gate::Provisional => Basis::Provisional,
        Gate::Attended => {
            missing.extend(still_to_attend(facts));
            Basis::Attended
        }
        // The trainer, who is there, ends the lesson by giving the device: the session need not be over.
        Gate::HandsOn => {
            let came = facts
                .learning
                .as_ref()
                .is_some_and(|l| l.attended.iter().any(|session| session.here));
            // Whoever was handed the first device by the trainer knows how it is held: the second comes from the counter.
            let shown = facts
                .exchange
                .is_some_and(|exchange| exchange.basis == Basis::HandsOn);
            if !came {
                missing.push(Missing::HandsOnSession);
            } else if !facts.in_trainers_hand && !shown {
                missing.push(Missing::TrainersHand);
            }
            Basis::HandsOn
        }
    };
    match (&facts.learning, &facts.model_key) {
        (Some(learning), Some(model_key)) if missing.is_empty() => Ok(Grant(Terms {
            whose: facts.whose,
            learner: learning.learner,
            model_key: model_key.clone(),
            basis,
            waiver: None,
            exchange_of: facts.exchange.map(|exchange| exchange.of),
        })),
        _ => Err(NotYet(missing)),
    }
}

/// Whether the pathway can be attested: enrolled, and all that the programme requires attended.
///
/// # Errors
/// Everything that is still missing.
pub fn may_attest(facts: &Facts) -> Result<(), NotYet> {
    let mut missing = Vec::new();
    match &facts.learning {
        None => missing.push(Missing::Enrolment),
        Some(learning) if learning.attended.is_empty() => missing.push(Missing::HandsOnSession),
        Some(_) => {}
    }
    let to_attend = still_to_attend(facts);
    if to_attend.is_empty() && missing.is_empty() && ended(facts).next().is_none() {
        // Nothing is required but to have been there, and they are there still.
        missing.push(Missing::SessionEnd);
    }
    missing.extend(to_attend);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(NotYet(missing))
    }
}

/// Minutes attended so far, in sessions that have ended.
#[must_use]
pub fn minutes_attended(facts: &Facts) -> i32 {
    ended(facts).map(|session| session.minutes).sum()
}

/// The sessions attended that count: those that have ended.
fn ended(facts: &Facts) -> impl Iterator<Item = &Attended> {
    let learning = facts.learning.iter();
    learning
        .flat_map(|learning| &learning.attended)
        .filter(|session| session.over)
}

fn still_to_attend(facts: &Facts) -> Vec<Missing> {
    let mut missing = Vec::new();
    let left = facts.required_minutes - minutes_attended(facts);
    if left > 0 {
        missing.push(Missing::Minutes(left));
    }
    let attended: BTreeSet<ModuleId> = ended(facts)
        .flat_map(|session| session.modules.iter().copied())
        .collect();
    let modules: BTreeSet<ModuleId> = facts
        .required_modules
        .difference(&attended)
        .copied()
        .collect();
    if !modules.is_empty() {
        missing.push(Missing::Modules(modules));
    }
    let sits_in_one = facts
        .learning
        .iter()
        .any(|learning| learning.attended.iter().any(|session| !session.over));
    if sits_in_one && !missing.is_empty() {
        missing.push(Missing::SessionEnd);
    }
    missing
}

/// Whether a handover on this basis rests on what the person attended, and all of that holds.
#[must_use]
pub fn rests_on_presence(basis: Basis, facts: &Facts) -> bool {
    match basis {
        Basis::Enrolled | Basis::Provisional | Basis::Waiver => false,
        Basis::Attended => still_to_attend(facts).is_empty(),
        Basis::HandsOn => facts
            .learning
            .iter()
            .any(|learning| learning.attended.iter().any(|session| session.here)),
    }
}

/// Why what stood on somebody's training is withdrawn by the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// A presence was recorded otherwise.
    Presence,
    /// An activity of the Coop no longer counts for the person.
    LinkTakenBack,
    EnrolmentWithdrawn,
}

impl Because {
    /// The word of it in the journal.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Presence => "presence",
            Self::LinkTakenBack => "link_taken_back",
            Self::EnrolmentWithdrawn => "enrolment_withdrawn",
        }
    }
}

/// What is known when somebody asks to waive the training. People are told apart by account: one
/// person with two roles is one person.
#[derive(Clone, Debug)]
pub struct WaiverFacts {
    pub whose: Whose,
    pub model_key: Option<String>,
    /// Who would have been trained: a waiver names them too.
    pub learner: Option<LearnerId>,
    pub approver: MembershipId,
    pub approver_account: AccountId,
    pub prescriber: AccountId,
    /// The trainers of the request's sessions.
    pub trainers: BTreeSet<AccountId>,
    /// The clerks of the pick-up point.
    pub clerks: BTreeSet<AccountId>,
    /// Granted this civil year under this programme.
    pub granted: i32,
    pub ceiling: i32,
    /// The handover whose device is to be replaced: a waiver of before was for one handover only.
    pub exchange_of: Option<HandoverId>,
}

/// Why a waiver is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoWaiver {
    NoDevice,
    NobodyToTrain,
    ApproverIsPrescriber,
    ApproverIsTrainer,
    ApproverIsClerk,
    CeilingReached,
}

/// Whether this person may waive the training, for this reason.
///
/// # Errors
/// The first reason why not.
pub fn may_waive(facts: &WaiverFacts, reason: WaiverReason) -> Result<Grant, NoWaiver> {
    if facts.approver_account == facts.prescriber {
        return Err(NoWaiver::ApproverIsPrescriber);
    }
    if facts.trainers.contains(&facts.approver_account) {
        return Err(NoWaiver::ApproverIsTrainer);
    }
    if facts.clerks.contains(&facts.approver_account) {
        return Err(NoWaiver::ApproverIsClerk);
    }
    if facts.granted >= facts.ceiling {
        return Err(NoWaiver::CeilingReached);
    }
    Ok(Grant(Terms {
        whose: facts.whose,
        learner: facts.learner.ok_or(NoWaiver::NobodyToTrain)?,
        model_key: facts.model_key.clone().ok_or(NoWaiver::NoDevice)?,
        basis: Basis::Waiver,
        waiver: Some((reason, facts.approver)),
        exchange_of: facts.exchange_of,
    }))
}

/// A clearance that stands for this very handover: issued, not used, not withdrawn, not expired, of
/// this request, recipient, programme and model. Handing over takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearance(clearance::Model);

/// Why a clearance does not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    Used,
    Withdrawn,
    Expired,
    /// Of another request, person, programme or model.
    Other,
}

impl Clearance {
    /// Reads a row as a clearance for this handover, at this moment.
    ///
    /// # Errors
    /// Why it does not serve.
    pub fn standing(
        row: clearance::Model,
        whose: Whose,
        model_key: &str,
        now: DateTime<Utc>,
    ) -> Result<Self, Invalid> {
        match row.state {
            ClearanceState::Used => return Err(Invalid::Used),
            ClearanceState::Withdrawn => return Err(Invalid::Withdrawn),
            ClearanceState::Issued => {}
        }
        let named = Whose {
            request: row.request_id,
            programme: row.programme_id,
            recipient: row.recipient_id,
        };
        if named != whose || row.model_key != model_key {
            return Err(Invalid::Other);
        }
        if row.expires_at < now {
            return Err(Invalid::Expired);
        }
        Ok(Self(row))
    }

    #[must_use]
    pub fn row(&self) -> &clearance::Model {
        &self.0
    }
}

#[cfg(test)]
mod tests;
