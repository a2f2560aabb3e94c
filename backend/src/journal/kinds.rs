//! The kinds of event.

macro_rules! kinds { ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
    /// What happened. The name is part of the journal's format and never changes; the screens say it
    /// by the key `event-…` with dashes for underscores.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum EventKind { $($(#[$doc])* $name),* }
    impl EventKind {
        pub const ALL: &'static [Self] = &[$(Self::$name),*];
        /// The name in the journal.
        #[must_use]
        pub fn name(self) -> &'static str { match self { $(Self::$name => $key),* } }
    }
} }

kinds! {
    LotAnnounced = "lot_announced";
    LotReceived = "lot_received";
    LotClosed = "lot_closed";
    DeviceAnnounced = "device_announced";
    /// Seen at reception though no list announced it.
    DeviceFound = "device_found";
    DeviceReceived = "device_received";
    /// Announced and never seen, closed with the sender.
    DeviceNotReceived = "device_not_received";
    DeviceTriaged = "device_triaged";
    DeviceScrapped = "device_scrapped";
    DevicePutOnPallet = "device_put_on_pallet";
    /// Back from a pallet that is still here, to be triaged anew.
    DeviceTakenOffPallet = "device_taken_off_pallet";
    /// Given for good to a legal person.
    DeviceCeded = "device_ceded";
    /// Taken out of its owner's inventory.
    DeviceReformed = "device_reformed";
    DeviceMoved = "device_moved";
    /// Put into a box or a place, or taken out.
    DeviceStowed = "device_stowed";
    /// Scanned out to another workshop; on its way since.
    DeviceSent = "device_sent";
    /// A scan taken back by who made it: it has not arrived.
    ArrivalTakenBack = "arrival_taken_back";
    /// It has not left.
    DepartureTakenBack = "departure_taken_back";
    DeviceHandedOver = "device_handed_over";
    DeviceReturned = "device_returned";
    DeviceCorrected = "device_corrected";
    LabelReprinted = "label_reprinted";
    LabelReplaced = "label_replaced";
    RefurbishmentBegun = "refurbishment_begun";
    /// Somebody says that a device was reset; the proof is still owed.
    ResetDone = "reset_done";
    /// It was said of the wrong device.
    ResetTakenBack = "reset_taken_back";
    ErasureRecorded = "erasure_recorded";
    ErasureCertified = "erasure_certified";
    /// The machine told what it is made of.
    HardwareRead = "hardware_read";
    /// The rules gave it a technical category.
    CategoryComputed = "category_computed";
    /// A supervisor gave it another one than the rules.
    CategoryDecided = "category_decided";
    SoftwareRecorded = "software_recorded";
    /// A BOLC sheet filled what was not known.
    BolcRead = "bolc_read";
    /// A file was attached; its hash is in the event.
    AttachmentAdded = "attachment_added";
    /// A file attached was taken out of the store; its hash stays.
    AttachmentRemoved = "attachment_removed";
    DeviceLocked = "device_locked";
    DeviceUnlocked = "device_unlocked";
    QualityCheckAsked = "quality_check_asked";
    /// It is not ready to be checked, says who asked.
    CheckRequestTakenBack = "check_request_taken_back";
    QualityCheckPassed = "quality_check_passed";
    QualityCheckFailed = "quality_check_failed";
    /// A piece of an item of the lending library from now on.
    DeviceJoinedLibrary = "device_joined_library";
    /// A device like any other again.
    DeviceLeftLibrary = "device_left_library";
    /// Gone with its borrower.
    DeviceLent = "device_lent";
    /// Back from a loan, checked, and on the shelf: it holds no data.
    DeviceBackOnShelf = "device_back_on_shelf";
    /// Into the composition of a kit; in the history of the kit, like the three after it.
    KitPartAdded = "kit_part_added";
    KitPartRemoved = "kit_part_removed";
    /// Fewer of it are in the kit than were known to be.
    KitPartMissing = "kit_part_missing";
    /// Found again, or replaced.
    KitPartFound = "kit_part_found";
    ContainerMade = "container_made";
    ContainerMoved = "container_moved";
    /// The same two of a part, in the history of the device.
    DevicePartFitted = "device_part_fitted";
    DevicePartTakenOut = "device_part_taken_out";
    /// Bought or given, and noted on a shelf.
    PartAdded = "part_added";
    /// Out of a device for the first time.
    PartKept = "part_kept";
    PartFitted = "part_fitted";
    PartTakenOut = "part_taken_out";
    /// A machine says that it holds it.
    PartFound = "part_found";
    PartMoved = "part_moved";
    PartErased = "part_erased";
    PartScrapped = "part_scrapped";
    PalletOpened = "pallet_opened";
    /// Weighed and gone to its recipient.
    PalletDeparted = "pallet_departed";
    CessionSigned = "cession_signed";
    ReformDecided = "reform_decided";
    /// A stock count begins, with what it is about.
    CountOpened = "count_opened";
    /// The expected set of a stock count is what it is from here on.
    CountFrozen = "count_frozen";
    /// Nobody counts any more; the gaps are known.
    CountEnded = "count_ended";
    /// The counting goes on: no gap was resolved yet.
    CountReopened = "count_reopened";
    CountGapResolved = "count_gap_resolved";
    /// A second person signs what the first resolved.
    CountGapSigned = "count_gap_signed";
    /// The record of a stock count is made; its hash is in the event.
    CountClosed = "count_closed";
    /// Into the ledger of passes, to be given.
    PassIssued = "pass_issued";
    PassGiven = "pass_given";
    /// Taken at a training place.
    PassUsed = "pass_used";
    PassPaid = "pass_paid";
    PassCancelled = "pass_cancelled";
    /// The same two of all the passes of a request, in its history.
    PassesGiven = "passes_given";
    PassesWithdrawn = "passes_withdrawn";
    /// How many passes a programme gives, or which places take them.
    PassRulesChanged = "pass_rules_changed";
    /// Help with a subscription begins; the request it is for tells it too.
    InternetPlanOpened = "internet_plan_opened";
    InternetPlanRenewed = "internet_plan_renewed";
    /// Before its last day.
    InternetPlanStopped = "internet_plan_stopped";
    /// What a month of it cost a fund.
    InternetMonthNoted = "internet_month_noted";
    /// A prepaid card or voucher comes into the stock of a place.
    PrepaidReceived = "prepaid_received";
    /// The request it is for tells it too.
    PrepaidHandedOver = "prepaid_handed_over";
    PrepaidWrittenOff = "prepaid_written_off";
    FundOpened = "fund_opened";
    /// What a contributor agreed to, also in the place of what was recorded wrongly.
    FundAgreementRecorded = "fund_agreement_recorded";
    /// A contributor is asked for its money.
    FundCalled = "fund_called";
    FundContributed = "fund_contributed";
    /// Ordered, and not paid yet.
    FundCommitted = "fund_committed";
    FundSpent = "fund_spent";
    /// A line that takes off the one it names.
    FundLineCorrected = "fund_line_corrected";
    /// Which part of a spending came from a contributor.
    FundShared = "fund_shared";
    ProgrammeOpened = "programme_opened";
    ProgrammeChanged = "programme_changed";
    RequestSubmitted = "request_submitted";
    DeviceAllocated = "device_allocated";
    AllocationUndone = "allocation_undone";
    /// The last day of the promise is over, and nobody came for the device.
    AllocationLapsed = "allocation_lapsed";
    /// Another device in the place of the one that was promised.
    DeviceSubstituted = "device_substituted";
    RequestRefused = "request_refused";
    RequestCancelled = "request_cancelled";
    RequestFulfilled = "request_fulfilled";
    /// The device failed within its warranty: the request waits again.
    ExchangeOpened = "exchange_opened";
    /// Another prescriber of the same organisation follows it from now on.
    RequestReassigned = "request_reassigned";
    QuestionAsked = "question_asked";
    QuestionAnswered = "question_answered";
    /// Put on hold, with what it waits for.
    RequestHeld = "request_held";
    RequestReleased = "request_released";
    /// When the recipient comes for the device.
    AppointmentBooked = "appointment_booked";
    /// To another hour.
    AppointmentMoved = "appointment_moved";
    AppointmentCancelled = "appointment_cancelled";
    /// The recipient came: the device is handed over.
    AppointmentHeld = "appointment_held";
    AppointmentMissed = "appointment_missed";
    /// Two recipients of different organisations: the same, or not.
    PairJudged = "pair_judged";
    /// An organisation asks to be habilitated to send requests.
    PrescribingAsked = "prescribing_asked";
    PrescribingValidated = "prescribing_validated";
    PrescribingRefused = "prescribing_refused";
    PrescribingSuspended = "prescribing_suspended";
    PrescribingReactivated = "prescribing_reactivated";
    /// How many requests it may have open at once.
    PrescribingLimited = "prescribing_limited";
    LearnerEnrolled = "learner_enrolled";
    SessionBooked = "session_booked";
    /// A place booked was given back before anybody came.
    PlaceFreed = "place_freed";
    /// The session of a booked place does not take place.
    SessionCancelled = "session_cancelled";
    AttendanceRecorded = "attendance_recorded";
    /// A trainer counts for the person what the Coop tells of.
    CoopRowLinked = "coop_row_linked";
    /// It was somebody else, or another activity.
    CoopRowUnlinked = "coop_row_unlinked";
    PathwayAttested = "pathway_attested";
    /// The paper that says so was made; its hash is in the event.
    AttestationIssued = "attestation_issued";
    /// What it stood on was taken back; the hash of the paper, if one was made, is in the event.
    AttestationWithdrawn = "attestation_withdrawn";
    EnrolmentWithdrawn = "enrolment_withdrawn";
    ClearanceIssued = "clearance_issued";
    WaiverGranted = "waiver_granted";
    ClearanceUsed = "clearance_used";
    ClearanceWithdrawn = "clearance_withdrawn";
    HandedOver = "handed_over";
    HandoverSigned = "handover_signed";
    /// One organisation offers a device on deposit to another, to use.
    ShareProposed = "share_proposed";
    ShareAccepted = "share_accepted";
    ShareDeclined = "share_declined";
    ShareWithdrawn = "share_withdrawn";
    HandoverMadeDefinitive = "handover_made_definitive";
    /// A loan at a counter lasts longer.
    HandoverExtended = "handover_extended";
    /// Who was late too often borrows at a counter again.
    LatenessLifted = "lateness_lifted";
    HandoverEnded = "handover_ended";
    RecipientForgotten = "recipient_forgotten";
    /// The head of the school has a say first.
    LoanAsked = "loan_asked";
    LoanReserved = "loan_reserved";
    LoanApproved = "loan_approved";
    LoanRefused = "loan_refused";
    LoanCancelled = "loan_cancelled";
    /// Nobody came for what was reserved: its days are free again.
    LoanLapsed = "loan_lapsed";
    /// The kit is together; the hash of its slip is in the event.
    LoanPrepared = "loan_prepared";
    /// Another piece takes the place of the one that was set aside.
    LoanPieceChanged = "loan_piece_changed";
    LoanHandedOver = "loan_handed_over";
    LoanExtended = "loan_extended";
    LoanReturned = "loan_returned";
    /// What was missing at the return is there again.
    LoanCompleted = "loan_completed";
    LoanClearanceIssued = "loan_clearance_issued";
    /// A list leaves as a file.
    ExportBegun = "export_begun";
    /// Its last byte was handed on.
    ExportEnded = "export_ended";
    /// A day of looks at people's data.
    LooksSealed = "looks_sealed";
    /// A list of an owner's accounts was taken in.
    AssetsImported = "assets_imported";
    /// A program may call as the membership, until when and for what.
    ApiTokenMade = "api_token_made";
    ApiTokenRevoked = "api_token_revoked";
    /// The school said what a trial is like.
    LoanFeedbackGiven = "loan_feedback_given";
    LoanFeedbackCorrected = "loan_feedback_corrected";
    LoanPartnerNamed = "loan_partner_named";
    LoanPartnerRemoved = "loan_partner_removed";
    /// The borrower or the head says that the piece is lost, stolen or broken.
    LoanLossDeclared = "loan_loss_declared";
    /// The store records what came of it.
    LoanLossDecided = "loan_loss_decided";
    LoanInsuranceFollowed = "loan_insurance_followed";
    /// The borrower may reserve again, though they were late.
    LoanSuspensionLifted = "loan_suspension_lifted";
    /// The pupil takes it home: the family signs before it leaves.
    LoanGoesHome = "loan_goes_home";
    /// Signed, and kept at the school.
    LoanFamilySigned = "loan_family_signed";
    /// The school closes before it was to end.
    LoanRecalled = "loan_recalled";
    /// The pupil changed school, and it goes on there.
    LoanMoved = "loan_moved";
}

impl EventKind {
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
