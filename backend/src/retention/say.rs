//! What keeps data, what people ask and what they are answered, as words.
use super::{rights_rules::NotYet, rules::Hold};
use crate::{recipients::identity::request_reference, web::Words};
use chrono::NaiveDate;
use entities::{
    evidence::EvidenceKind,
    paper_look::LookReason,
    rights_request::{self, RefusalGround, RightsAnswer, RightsKind, RightsRequestId},
};

/// How a request of a person is named in lists: `D-000007`.
pub fn rights_reference(id: RightsRequestId) -> String {
    format!("D-{:06}", id.0)
}

pub fn hold(words: Words, hold: Hold) -> String {
    match hold {
        Hold::Loan(handover) => words
            .with("number", handover.0.to_string())
            .say("retention-hold-loan"),
        Hold::Request(request) => words
            .with("reference", request_reference(request))
            .say("retention-hold-request"),
        Hold::Clearance(until) => words
            .with("date", words.date(until))
            .say("retention-hold-clearance"),
        Hold::Right(asked) => words
            .with("reference", rights_reference(asked))
            .say("retention-hold-right"),
        Hold::Restricted => words.say("retention-hold-restricted"),
    }
}

pub fn kind(kind: RightsKind) -> &'static str {
    match kind {
        RightsKind::Access => "rights-access",
        RightsKind::Rectification => "rights-rectification",
        RightsKind::Limitation => "rights-limitation",
        RightsKind::Opposition => "rights-opposition",
        RightsKind::Erasure => "rights-erasure",
        RightsKind::Portability => "rights-portability",
    }
}

pub fn answer(answer: RightsAnswer) -> &'static str {
    match answer {
        RightsAnswer::Done => "rights-done",
        RightsAnswer::Restricted => "rights-restricted",
        RightsAnswer::Refused => "rights-refused",
    }
}

pub fn ground(ground: RefusalGround) -> &'static str {
    match ground {
        RefusalGround::IdentityNotProven => "rights-ground-identity",
        RefusalGround::Excessive => "rights-ground-excessive",
        RefusalGround::DeviceOnLoan => "rights-ground-loan",
        RefusalGround::PublicMission => "rights-ground-mission",
        RefusalGround::LegalObligation => "rights-ground-obligation",
        RefusalGround::LegalClaims => "rights-ground-claims",
        RefusalGround::RightsOfOthers => "rights-ground-others",
        RefusalGround::RightNotApplicable => "rights-ground-not-applicable",
        RefusalGround::UnknownPerson => "rights-ground-unknown",
    }
}

pub fn not_yet(not_yet: NotYet) -> &'static str {
    match not_yet {
        NotYet::UnknownPerson => "rights-not-yet-unknown",
        NotYet::NotCopied => "rights-not-yet-copied",
        NotYet::NotCorrected => "rights-not-yet-corrected",
        NotYet::NotForgotten => "rights-not-yet-forgotten",
        NotYet::NotAnAnswer => "rights-not-yet-answer",
        NotYet::AlreadyForgotten => "rights-already-forgotten",
        NotYet::AlreadyRestricted => "rights-already-restricted",
    }
}

pub fn look_reason(reason: LookReason) -> &'static str {
    match reason {
        LookReason::Litigation => "paper-reason-litigation",
        LookReason::Audit => "paper-reason-audit",
        LookReason::RightsRequest => "paper-reason-right",
        LookReason::ArchivesService => "paper-reason-archives",
    }
}

/// What a signed paper is; nothing else is kept of a person's handover.
pub fn paper(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Signature => "paper-signature",
        EvidenceKind::SignedSlip | EvidenceKind::SetupScreen | EvidenceKind::WipeLog => {
            "paper-slip"
        }
    }
}

/// Tone, icon and word of where a request stands.
pub fn state(
    request: &rights_request::Model,
    today: NaiveDate,
) -> (&'static str, &'static str, &'static str) {
    match request.answer {
        Some(RightsAnswer::Done) => ("good", "circle-check", answer(RightsAnswer::Done)),
        Some(RightsAnswer::Restricted) if request.lifted_at.is_some() => {
            ("plain", "lock-open", "rights-lifted")
        }
        Some(RightsAnswer::Restricted) => ("info", "lock", answer(RightsAnswer::Restricted)),
        Some(RightsAnswer::Refused) => ("plain", "ban", answer(RightsAnswer::Refused)),
        None if request.due_on < today => ("stop", "triangle-alert", "rights-overdue"),
        None => ("wait", "hourglass", "rights-waiting"),
    }
}
