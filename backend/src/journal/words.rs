//! Events in plain words, for every page that tells a history.
use super::{EventKind, Subject};
use crate::web::Words;
use entities::{event, list_export::ExportedList, part::PartKind};
use sea_orm::ActiveEnum;
use serde_json::Value;

/// What an event says, as one line of a history. A reason typed by a person is not in it: the event
/// holds only its hash, and [`super::remarks_of`] has the words.
#[must_use]
pub fn event_sentence(words: &Words, event: &event::Model) -> String {
    let Some(kind) = EventKind::from_name(&event.kind) else {
        return words.with("kind", &event.kind).say("event-unknown");
    };
    let sentence = words.say(event_key(kind));
    let data = data_of(event);
    match (kind, data["set"]["grade"].as_str()) {
        (EventKind::DeviceTriaged, Some(grade)) => words
            .with("sentence", sentence)
            .with("grade", grade.to_uppercase())
            .say("event-with-grade"),
        (EventKind::ExportBegun, _) => {
            let list = data["set"]["list"].as_str().unwrap_or_default().to_owned();
            let list = ExportedList::try_from_value(&list).map(list_key);
            words
                .with("sentence", sentence)
                .with("list", list.map(|key| words.say(key)).unwrap_or_default())
                .say("event-with-list")
        }
        (EventKind::ExportEnded, _) => words
            .with("sentence", sentence)
            .with(
                "rows",
                data["set"]["row_count"].as_i64().unwrap_or_default(),
            )
            .say("event-with-rows"),
        (EventKind::DevicePartFitted | EventKind::DevicePartTakenOut, _) => {
            let details = &data["details"];
            let kind = details["part_kind"].as_str().unwrap_or_default().to_owned();
            let kind = PartKind::try_from_value(&kind).map(part_kind_key);
            words
                .with("sentence", sentence)
                .with("part", kind.map(|key| words.say(key)).unwrap_or_default())
                .with("code", details["part_code"].as_str().unwrap_or_default())
                .say("event-with-part")
        }
        _ => sentence,
    }
}

/// The names of the columns an event changed, in order.
#[must_use]
pub fn changed_columns(event: &event::Model) -> Vec<String> {
    let data = data_of(event);
    let set = data["set"].as_object();
    set.into_iter()
        .flat_map(|set| set.keys().cloned())
        .collect()
}

/// The hash of the reason somebody gave, to find its words among [`super::remarks_of`].
#[must_use]
pub fn remark_hash(event: &event::Model) -> Option<String> {
    data_of(event)["details"]["remark"]
        .as_str()
        .map(str::to_owned)
}

pub(super) fn data_of(event: &event::Model) -> Value {
    serde_json::from_str(&event.data).unwrap_or_default()
}

/// The word key of a kind of subject.
#[must_use]
pub fn subject_key(subject: Subject) -> &'static str {
    match subject {
        Subject::AccessSeal => "journal-subject-access-seal",
        Subject::ApiToken => "journal-subject-api-token",
        Subject::AssetImport => "journal-subject-asset-import",
        Subject::Cession => "journal-subject-cession",
        Subject::Clearance => "journal-subject-clearance",
        Subject::CollectionLot => "journal-subject-collection-lot",
        Subject::Container => "journal-subject-container",
        Subject::Device => "journal-subject-device",
        Subject::Enrolment => "journal-subject-enrolment",
        Subject::Fund => "journal-subject-fund",
        Subject::FundAgreement => "journal-subject-fund-agreement",
        Subject::FundLine => "journal-subject-fund-line",
        Subject::FundShare => "journal-subject-fund-share",
        Subject::Handover => "journal-subject-handover",
        Subject::InternetPlan => "journal-subject-internet-plan",
        Subject::Loan => "journal-subject-loan",
        Subject::LoanClearance => "journal-subject-loan-clearance",
        Subject::ListExport => "journal-subject-list-export",
        Subject::Part => "journal-subject-part",
        Subject::Pass => "journal-subject-pass",
        Subject::Prepaid => "journal-subject-prepaid",
        Subject::Prescribing => "journal-subject-prescribing",
        Subject::Programme => "journal-subject-programme",
        Subject::RecipientPair => "journal-subject-recipient-pair",
        Subject::Reform => "journal-subject-reform",
        Subject::Request => "journal-subject-request",
        Subject::StockCount => "journal-subject-stock-count",
        Subject::WastePallet => "journal-subject-waste-pallet",
    }
}

macro_rules! event_keys { ($(EventKind::$name:ident => $key:literal,)*) => {
    /// The word key of a kind of event.
    #[must_use]
    pub fn event_key(kind: EventKind) -> &'static str {
        match kind { $(EventKind::$name => $key),* }
    }
} }

event_keys! {
    EventKind::LotAnnounced => "event-lot-announced",
    EventKind::LotReceived => "event-lot-received",
    EventKind::LotClosed => "event-lot-closed",
    EventKind::DeviceAnnounced => "event-device-announced",
    EventKind::DeviceFound => "event-device-found",
    EventKind::DeviceReceived => "event-device-received",
    EventKind::DeviceNotReceived => "event-device-not-received",
    EventKind::DeviceTriaged => "event-device-triaged",
    EventKind::DeviceScrapped => "event-device-scrapped",
    EventKind::DevicePutOnPallet => "event-device-put-on-pallet",
    EventKind::DeviceTakenOffPallet => "event-device-taken-off-pallet",
    EventKind::DeviceCeded => "event-device-ceded",
    EventKind::DeviceReformed => "event-device-reformed",
    EventKind::DeviceMoved => "event-device-moved",
    EventKind::DeviceStowed => "event-device-stowed",
    EventKind::DeviceSent => "event-device-sent",
    EventKind::ArrivalTakenBack => "event-arrival-taken-back",
    EventKind::DepartureTakenBack => "event-departure-taken-back",
    EventKind::DeviceHandedOver => "event-device-handed-over",
    EventKind::DeviceReturned => "event-device-returned",
    EventKind::DeviceCorrected => "event-device-corrected",
    EventKind::LabelReprinted => "event-label-reprinted",
    EventKind::LabelReplaced => "event-label-replaced",
    EventKind::RefurbishmentBegun => "event-refurbishment-begun",
    EventKind::ResetDone => "event-reset-done",
    EventKind::ResetTakenBack => "event-reset-taken-back",
    EventKind::ErasureRecorded => "event-erasure-recorded",
    EventKind::ErasureCertified => "event-erasure-certified",
    EventKind::HardwareRead => "event-hardware-read",
    EventKind::CategoryComputed => "event-category-computed",
    EventKind::CategoryDecided => "event-category-decided",
    EventKind::SoftwareRecorded => "event-software-recorded",
    EventKind::BolcRead => "event-bolc-read",
    EventKind::AttachmentAdded => "event-attachment-added",
    EventKind::AttachmentRemoved => "event-attachment-removed",
    EventKind::DeviceLocked => "event-device-locked",
    EventKind::DeviceUnlocked => "event-device-unlocked",
    EventKind::QualityCheckAsked => "event-quality-check-asked",
    EventKind::CheckRequestTakenBack => "event-check-request-taken-back",
    EventKind::QualityCheckPassed => "event-quality-check-passed",
    EventKind::QualityCheckFailed => "event-quality-check-failed",
    EventKind::DeviceJoinedLibrary => "event-device-joined-library",
    EventKind::DeviceLeftLibrary => "event-device-left-library",
    EventKind::DeviceLent => "event-device-lent",
    EventKind::DeviceBackOnShelf => "event-device-back-on-shelf",
    EventKind::KitPartAdded => "event-kit-part-added",
    EventKind::KitPartRemoved => "event-kit-part-removed",
    EventKind::KitPartMissing => "event-kit-part-missing",
    EventKind::KitPartFound => "event-kit-part-found",
    EventKind::ContainerMade => "event-container-made",
    EventKind::ContainerMoved => "event-container-moved",
    EventKind::DevicePartFitted => "event-device-part-fitted",
    EventKind::DevicePartTakenOut => "event-device-part-taken-out",
    EventKind::PartAdded => "event-part-added",
    EventKind::PartKept => "event-part-kept",
    EventKind::PartFitted => "event-part-fitted",
    EventKind::PartTakenOut => "event-part-taken-out",
    EventKind::PartFound => "event-part-found",
    EventKind::PartMoved => "event-part-moved",
    EventKind::PartErased => "event-part-erased",
    EventKind::PartScrapped => "event-part-scrapped",
    EventKind::PalletOpened => "event-pallet-opened",
    EventKind::PalletDeparted => "event-pallet-departed",
    EventKind::CessionSigned => "event-cession-signed",
    EventKind::ReformDecided => "event-reform-decided",
    EventKind::ProgrammeOpened => "event-programme-opened",
    EventKind::ProgrammeChanged => "event-programme-changed",
    EventKind::RequestSubmitted => "event-request-submitted",
    EventKind::DeviceAllocated => "event-device-allocated",
    EventKind::AllocationUndone => "event-allocation-undone",
    EventKind::AllocationLapsed => "event-allocation-lapsed",
    EventKind::DeviceSubstituted => "event-device-substituted",
    EventKind::RequestRefused => "event-request-refused",
    EventKind::RequestCancelled => "event-request-cancelled",
    EventKind::RequestFulfilled => "event-request-fulfilled",
    EventKind::ExchangeOpened => "event-exchange-opened",
    EventKind::RequestReassigned => "event-request-reassigned",
    EventKind::QuestionAsked => "event-question-asked",
    EventKind::QuestionAnswered => "event-question-answered",
    EventKind::RequestHeld => "event-request-held",
    EventKind::RequestReleased => "event-request-released",
    EventKind::PairJudged => "event-pair-judged",
    EventKind::PrescribingAsked => "event-prescribing-asked",
    EventKind::PrescribingValidated => "event-prescribing-validated",
    EventKind::PrescribingRefused => "event-prescribing-refused",
    EventKind::PrescribingSuspended => "event-prescribing-suspended",
    EventKind::PrescribingReactivated => "event-prescribing-reactivated",
    EventKind::PrescribingLimited => "event-prescribing-limited",
    EventKind::LearnerEnrolled => "event-learner-enrolled",
    EventKind::SessionBooked => "event-session-booked",
    EventKind::PlaceFreed => "event-place-freed",
    EventKind::SessionCancelled => "event-session-cancelled",
    EventKind::AttendanceRecorded => "event-attendance-recorded",
    EventKind::PathwayAttested => "event-pathway-attested",
    EventKind::AttestationIssued => "event-attestation-issued",
    EventKind::AttestationWithdrawn => "event-attestation-withdrawn",
    EventKind::EnrolmentWithdrawn => "event-enrolment-withdrawn",
    EventKind::ClearanceIssued => "event-clearance-issued",
    EventKind::WaiverGranted => "event-waiver-granted",
    EventKind::ClearanceUsed => "event-clearance-used",
    EventKind::ClearanceWithdrawn => "event-clearance-withdrawn",
    EventKind::HandedOver => "event-handed-over",
    EventKind::HandoverSigned => "event-handover-signed",
    EventKind::ShareProposed => "event-share-proposed",
    EventKind::ShareAccepted => "event-share-accepted",
    EventKind::ShareDeclined => "event-share-declined",
    EventKind::ShareWithdrawn => "event-share-withdrawn",
    EventKind::HandoverMadeDefinitive => "event-handover-made-definitive",
    EventKind::HandoverExtended => "event-handover-extended",
    EventKind::LatenessLifted => "event-lateness-lifted",
    EventKind::HandoverEnded => "event-handover-ended",
    EventKind::RecipientForgotten => "event-recipient-forgotten",
    EventKind::LoanAsked => "event-loan-asked",
    EventKind::LoanReserved => "event-loan-reserved",
    EventKind::LoanApproved => "event-loan-approved",
    EventKind::LoanRefused => "event-loan-refused",
    EventKind::LoanCancelled => "event-loan-cancelled",
    EventKind::LoanLapsed => "event-loan-lapsed",
    EventKind::LoanPrepared => "event-loan-prepared",
    EventKind::LoanPieceChanged => "event-loan-piece-changed",
    EventKind::LoanHandedOver => "event-loan-handed-over",
    EventKind::LoanExtended => "event-loan-extended",
    EventKind::LoanReturned => "event-loan-returned",
    EventKind::LoanCompleted => "event-loan-completed",
    EventKind::LoanClearanceIssued => "event-loan-clearance-issued",
    EventKind::LoanLossDeclared => "event-loan-loss-declared",
    EventKind::LoanLossDecided => "event-loan-loss-decided",
    EventKind::LoanInsuranceFollowed => "event-loan-insurance-followed",
    EventKind::LoanSuspensionLifted => "event-loan-suspension-lifted",
    EventKind::LoanGoesHome => "event-loan-goes-home",
    EventKind::LoanFamilySigned => "event-loan-family-signed",
    EventKind::LoanRecalled => "event-loan-recalled",
    EventKind::LoanMoved => "event-loan-moved",
    EventKind::LoanFeedbackGiven => "event-loan-feedback-given",
    EventKind::LoanFeedbackCorrected => "event-loan-feedback-corrected",
    EventKind::LoanPartnerNamed => "event-loan-partner-named",
    EventKind::LoanPartnerRemoved => "event-loan-partner-removed",
    EventKind::ExportBegun => "event-export-begun",
    EventKind::ExportEnded => "event-export-ended",
    EventKind::LooksSealed => "event-looks-sealed",
    EventKind::ApiTokenMade => "event-api-token-made",
    EventKind::ApiTokenRevoked => "event-api-token-revoked",
    EventKind::AssetsImported => "event-assets-imported",
    EventKind::CoopRowLinked => "event-coop-row-linked",
    EventKind::CoopRowUnlinked => "event-coop-row-unlinked",
    EventKind::PassIssued => "event-pass-issued",
    EventKind::PassGiven => "event-pass-given",
    EventKind::PassUsed => "event-pass-used",
    EventKind::PassPaid => "event-pass-paid",
    EventKind::PassCancelled => "event-pass-cancelled",
    EventKind::PassesGiven => "event-passes-given",
    EventKind::PassesWithdrawn => "event-passes-withdrawn",
    EventKind::PassRulesChanged => "event-pass-rules-changed",
    EventKind::InternetPlanOpened => "event-internet-plan-opened",
    EventKind::InternetPlanRenewed => "event-internet-plan-renewed",
    EventKind::InternetPlanStopped => "event-internet-plan-stopped",
    EventKind::InternetMonthNoted => "event-internet-month-noted",
    EventKind::PrepaidReceived => "event-prepaid-received",
    EventKind::PrepaidHandedOver => "event-prepaid-handed-over",
    EventKind::PrepaidWrittenOff => "event-prepaid-written-off",
    EventKind::FundOpened => "event-fund-opened",
    EventKind::FundAgreementRecorded => "event-fund-agreement-recorded",
    EventKind::FundCalled => "event-fund-called",
    EventKind::FundContributed => "event-fund-contributed",
    EventKind::FundCommitted => "event-fund-committed",
    EventKind::FundSpent => "event-fund-spent",
    EventKind::FundLineCorrected => "event-fund-line-corrected",
    EventKind::FundShared => "event-fund-shared",
    EventKind::CountOpened => "event-count-opened",
    EventKind::CountFrozen => "event-count-frozen",
    EventKind::CountEnded => "event-count-ended",
    EventKind::CountReopened => "event-count-reopened",
    EventKind::CountGapResolved => "event-count-gap-resolved",
    EventKind::CountGapSigned => "event-count-gap-signed",
    EventKind::CountClosed => "event-count-closed",
    EventKind::AppointmentBooked => "event-appointment-booked",
    EventKind::AppointmentMoved => "event-appointment-moved",
    EventKind::AppointmentCancelled => "event-appointment-cancelled",
    EventKind::AppointmentHeld => "event-appointment-held",
    EventKind::AppointmentMissed => "event-appointment-missed",
}

/// The word key of a list that leaves as a file.
#[must_use]
pub fn list_key(list: ExportedList) -> &'static str {
    match list {
        ExportedList::Stock => "export-list-stock",
        ExportedList::Journal => "export-list-journal",
        ExportedList::BolcSheet => "export-list-bolc-sheet",
        ExportedList::LockedDevices => "export-list-locked-devices",
        ExportedList::ReformInventory => "export-list-reform-inventory",
        ExportedList::Pallet => "export-list-pallet",
        ExportedList::Hours => "export-list-hours",
        ExportedList::CountLines => "export-list-count-lines",
        ExportedList::Passes => "export-list-passes",
        ExportedList::InternetSpend => "export-list-internet-spend",
        ExportedList::FundSpending => "export-list-fund-spending",
        ExportedList::Indicators => "export-list-indicators",
        ExportedList::StockAt => "export-list-stock-at",
        ExportedList::StockMovements => "export-list-stock-movements",
        ExportedList::Projects => "export-list-projects",
        ExportedList::Assets => "export-list-assets",
        ExportedList::Reuse => "export-list-reuse",
        ExportedList::LibraryUse => "export-list-library-use",
    }
}

/// The word key of a kind of part.
#[must_use]
pub fn part_kind_key(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Drive => "part-kind-drive",
        PartKind::Battery => "part-kind-battery",
        PartKind::Screen => "part-kind-screen",
        PartKind::Keyboard => "part-kind-keyboard",
        PartKind::Motherboard => "part-kind-motherboard",
        PartKind::Memory => "part-kind-memory",
        PartKind::Other => "part-kind-other",
    }
}
