//! The whole matrix: who may do what. `docs/PERMISSIONS.md` is this file, printed.
use entities::membership::Role;

/// One thing a role may be allowed to do.
pub trait Permission {
    const NAME: &'static str;
    const GRANTED_TO: &'static [Role];
    /// Whether a session that a badge opened at a bench may do it. What is not bench work it may not, whatever
    /// the role: a bench stands in a room where people come and go.
    const AT_BENCH: bool;
}

macro_rules! permissions {
    (@at bench) => { true };
    (@at) => { false };
    ($($(#[doc = $doc:literal])* $name:ident => [$($role:ident),* $(,)?] $(at $bench:ident)?;)*) => {
    $($(#[doc = $doc])*
    pub struct $name;
    impl Permission for $name {
        const NAME: &'static str = stringify!($name);
        const GRANTED_TO: &'static [Role] = &[$(Role::$role),*];
        const AT_BENCH: bool = permissions!(@at $($bench)?);
    })*
    /// Name, meaning and roles of every permission.
    pub const MATRIX: &[(&str, &str, &[Role])] =
        &[$((stringify!($name), concat!($($doc),*), $name::GRANTED_TO)),*];
    /// Which permissions a bench's session has.
    pub const AT_BENCH: &[(&str, bool)] = &[$((stringify!($name), $name::AT_BENCH)),*];
} }

permissions! {
    /// See one's own account, sessions and memberships.
    OwnAccount => [
        Supervisor, Worker, Prescriber, Teacher, Trainer, Clerk, Finance, Auditor, StoreKeeper, Coordinator,
        OrganisationManager, ItCorrespondent, LoanPartner, DataProtectionOfficer,
    ];
    /// See devices: the list, a device's sheet and history (rows: one's own sites, the territory's for coordination, or all for finance and audit).
    SeeDevices => [Supervisor, Worker, Clerk, Trainer, Finance, Auditor, StoreKeeper, Coordinator] at bench;
    /// Open a file attached to a device (rows: devices one may see; any for data protection).
    SeeAttachments => [
        Supervisor, Worker, Clerk, Trainer, Finance, Auditor, StoreKeeper, Coordinator, DataProtectionOfficer,
    ] at bench;
    /// Attach a photo, a log or a signed paper to a device.
    AttachFiles => [Supervisor] at bench;
    /// Remove a file attached to a device, for instance a photo that shows somebody; its hash stays.
    RemoveAttachments => [DataProtectionOfficer];
    /// Download the stock as a table (rows: as for devices).
    ExportStock => [Finance, Auditor, Coordinator];
    /// See and download the stock as it was at any moment, and what moved between two (rows: what was at a site of the territory or of its lots for coordination, or all).
    SeeStockAt => [Finance, Auditor, Coordinator];
    /// See the diagnosis of the chain and the plots of the stock (rows: sites of the territory for coordination, or all).
    SeeDiagnosis => [Finance, Auditor, Coordinator];
    /// Announce a collection lot from a device list, and see and close lots (rows: one's own workshop's, or the territory's for coordination).
    ManageLots => [Coordinator, Supervisor];
    /// Receive the devices of a lot by scanning.
    ReceiveDevices => [Supervisor, Worker] at bench;
    /// Print labels (rows: one's own organisation's sites, or the territory's for coordination).
    PrintLabels => [Supervisor, StoreKeeper, Coordinator];
    /// Triage and refurbish: grades and checklists.
    WorkAtBench => [Supervisor, Worker] at bench;
    /// See the board of a workshop: counts, ages and what holds devices back (rows: one's own sites, or the territory's for coordination).
    SeeBoard => [Supervisor, Coordinator];
    /// Enrol benches, print badges, book training and grant earned habilitations (rows: the people of one's own workshop).
    ManageTeam => [Supervisor];
    /// Record an erasure (also needs the habilitation).
    RecordErasure => [Supervisor, Worker] at bench;
    /// Sign a quality check of somebody else's work (also needs the habilitation).
    SignQualityCheck => [Supervisor] at bench;
    /// Give a device another technical category than the rules, with a reason.
    DecideCategory => [Supervisor] at bench;
    /// Make the certificate of an erasure.
    CertifyErasures => [Supervisor, Coordinator, Finance];
    /// Read the certificate of an erasure.
    ReadCertificates => [Supervisor, Coordinator, Finance, Auditor];
    /// Make new versions of the checklists, and publish them.
    ManageChecklists => [Coordinator];
    /// Let a device leave as waste.
    ScrapDevices => [Supervisor] at bench;
    /// See waste pallets (rows: one's own organisation's, the territory's for coordination, or all for finance and audit).
    SeePallets => [Supervisor, Coordinator, Finance, Auditor] at bench;
    /// Read reforms and free cessions, with their papers and proofs (rows: those of the territory's lots and devices for coordination, or all).
    SeeExits => [Coordinator, Finance, Auditor];
    /// Decide a reform or a free cession.
    DecideExits => [Coordinator, Finance];
    /// See owners' accounts beside the stock, the evidence folder of a lot and the reuse ratio of a year, and download them (rows: owners and lots of the territory for who is limited to one, or all).
    SeeAccounting => [Finance, Auditor];
    /// Take in an owner's accounts, and say over how many years each account is written off.
    KeepAccounting => [Finance];
    /// See stock counts (rows: those about one's own site, or all for finance and audit).
    SeeCounts => [Finance, Auditor, Supervisor, Worker, Clerk, StoreKeeper] at bench;
    /// Count the stock by scanning (rows: one's own site, or any site of the count for finance).
    CountStock => [Finance, Supervisor, Worker, Clerk, StoreKeeper] at bench;
    /// Read what a stock count came to, line by line, and its record, and download it.
    ReadCounts => [Finance, Auditor];
    /// Open a stock count, end it, resolve its gaps with words and proofs, sign what a colleague resolved, and close it.
    ManageCounts => [Finance];
    /// Give and revoke the tokens with which a workshop's live systems hand in inventories.
    ManageBenchTokens => [Supervisor];
    /// Say that a device has arrived at one's site, or take one back.
    TakeIn => [Supervisor, Clerk, Trainer, StoreKeeper] at bench;
    /// See the boxes and places of one's organisation, and what is in them.
    SeeBoxes => [Supervisor, Worker, StoreKeeper] at bench;
    /// Make boxes and places, and print their labels.
    KeepBoxes => [Supervisor, StoreKeeper];
    /// See the supplies of one's organisation: chargers, cables, covers, and what runs short.
    SeeSupplies => [Supervisor, Worker, StoreKeeper] at bench;
    /// Move supplies, count them and say how many there should be.
    KeepSupplies => [Supervisor, StoreKeeper];
    /// See the parts of one's organisation, where each is and where it came from.
    SeeParts => [Supervisor, Worker, StoreKeeper] at bench;
    /// Note parts that were bought or given, move them, scrap them and print their labels.
    KeepParts => [Supervisor, StoreKeeper];
    /// Keep the hours of one's own organisation, or say that it keeps none (rows: one's own organisation, nobody else).
    KeepHours => [Supervisor, OrganisationManager];
    /// See transfers between workshops, and what each can take in a week (rows: one's own workshops, or the territory's for coordination).
    SeeTransfers => [Supervisor, Coordinator];
    /// Share the devices of a lot between workshops, and take back what was not sent.
    ShareLots => [Supervisor, Coordinator];
    /// Scan devices out of and into one's workshop on a transfer.
    CarryTransfers => [Supervisor] at bench;
    /// Declare what a workshop can take in a week (rows: as for transfers).
    DeclareCapacity => [Supervisor, Coordinator];
    /// Say which devices go to which workshop when a lot is shared.
    ManageSplitRules => [Coordinator];
    /// Record a recipient and request a device.
    SubmitRequests => [Prescriber];
    /// See requests: one's organisation's, or the territory's for coordination.
    SeeRequests => [Prescriber, OrganisationManager, Coordinator];
    /// Open the category and the needs behind a request: one at a time, every look logged.
    SeeWhatDecides => [Prescriber, Coordinator];
    /// Allocate a device, or another in its place, refuse a request, undo an allocation.
    DecideRequests => [Coordinator];
    /// Ask and answer questions about a request (rows: as for requests).
    DiscussRequests => [Prescriber, Coordinator];
    /// Give the open requests of a colleague to another prescriber of one's own organisation.
    ReassignRequests => [OrganisationManager];
    /// See pairs of requests that may be for one person, by reference, and judge them (rows: those with a request of the territory).
    JudgePairs => [Coordinator];
    /// Ask that one's own organisation be habilitated to send requests, and see where that stands.
    AskToPrescribe => [OrganisationManager];
    /// Habilitate organisations to send requests, refuse, suspend, and limit how many are open at once.
    DecidePrescribing => [Coordinator];
    /// See programmes and pathways.
    SeeProgrammes => [Prescriber, Trainer, Clerk, Coordinator, Auditor, Finance];
    /// Open, change and close programmes, and create pathways.
    ManageProgrammes => [Coordinator];
    /// See calls for projects, what was sent to them, what the juries said and what was decided, and download the ranking.
    SeeCalls => [Coordinator, Finance];
    /// Open calls for projects, name their juries and decide on projects by a deliberation (the whole département's).
    ManageCalls => [Coordinator];
    /// File a project for an open call (rows: one's own organisation's).
    AnswerCalls => [OrganisationManager];
    /// Judge the projects of a call (rows: those of the calls in whose juries one was named).
    JudgeProjects => [Supervisor, Prescriber, Teacher, Trainer, Finance, Coordinator, OrganisationManager, LoanPartner];
    /// Plan training sessions.
    PlanSessions => [Trainer];
    /// See training sessions and places left (rows: those at places of the territory for coordination).
    SeeTraining => [Trainer, Prescriber, Coordinator];
    /// Cancel a training session: one's own, or any of the territory for coordination.
    CancelSessions => [Trainer, Coordinator];
    /// Enrol a learner or withdraw an enrolment, book and free places.
    EnrolLearners => [Prescriber, Trainer];
    /// Bring in the exports of the Coop de la médiation numérique, and see their rows and totals (rows: one's own organisation's for a trainer, the territory's for coordination).
    ImportCoop => [Trainer, Coordinator];
    /// Record attendance and attest a pathway.
    RecordAttendance => [Trainer];
    /// See what pathways changed in people's sense of competence (means by programme and territory, of five people at least; rows: the territory's for coordination, or all).
    SeeCompetence => [Coordinator, Finance, Auditor];
    /// See the ledger of passes, its totals and settlements (rows: passes used at places of the territory or given for its requests for coordination, or all).
    SeePasses => [Coordinator, Finance, Auditor];
    /// Issue passes, cancel them, and say how many a programme gives and which places take them (the whole département's).
    IssuePasses => [Coordinator];
    /// Give the passes of a programme for a request, and print their letters (rows: one's own organisation's requests).
    GivePasses => [Prescriber];
    /// Take a pass at one's own training place.
    UsePasses => [Trainer];
    /// Record that used passes are paid to the organisation they were used at (the whole département's).
    SettlePasses => [Coordinator, Finance];
    /// See the help with internet subscriptions, and what internet access cost each fund (rows: of requests and places of the territory for coordination, or all).
    SeeInternet => [Coordinator, Finance, Auditor];
    /// Open, renew and stop the help with a subscription, and note what a month of it cost (rows: of requests of the territory).
    RunInternetPlans => [Coordinator];
    /// See prepaid cards and vouchers, by number and place, and nobody's name (rows: those at one's own place, of the territory for coordination, or all).
    SeePrepaid => [Clerk, Trainer, Coordinator, Finance, Auditor];
    /// Receive prepaid cards and vouchers at one's own place, and write them off.
    KeepPrepaid => [Clerk, Trainer];
    /// See the funds, who gave what and what each euro paid for, the letters to contributors and what one of each cost, and download them (the whole département's).
    SeeFunds => [Coordinator, Finance, Auditor];
    /// Open funds, record agreements, calls, contributions, commitments and spending, and take them off.
    KeepFunds => [Finance];
    /// See, download and print the indicators of programmes (small counts hidden; rows: the territory's for coordination, or all).
    SeeIndicators => [Coordinator, Finance, Auditor];
    /// Grant a waiver of the training; never the prescriber, the trainer or the clerk of the request.
    GrantWaivers => [Coordinator];
    /// Withdraw a clearance that was not used.
    WithdrawClearances => [Coordinator, Trainer];
    /// Say when a pick-up point receives people, and close days (rows: the clerk's own site, or the territory's for coordination).
    KeepOpening => [Clerk, Coordinator];
    /// Book, move and cancel the appointment of a request, and call people about it, each number asked for and noted (rows: requests of one's organisation, or to be fetched at the clerk's own site).
    BookAppointments => [Prescriber, Clerk];
    /// Print the letters about appointments (rows: requests of one's organisation).
    PrintAppointmentLetters => [Prescriber];
    /// Hand a device, a prepaid card or a voucher over to its recipient.
    HandOver => [Clerk, Trainer];
    /// Hand over the kits of a programme that says so, under their clearance (rows: requests of one's own organisation, fetched at one of its places).
    HandOverKits => [Prescriber];
    /// See a handover, attach its signed slip and ask for an opinion (rows: those made at one's own counter, or by oneself).
    FollowHandovers => [Clerk, Trainer, Prescriber];
    /// See what the lending library lends, and when it is free.
    SeeCatalogue => [Teacher, OrganisationManager, StoreKeeper, LoanPartner, Coordinator];
    /// Reserve kit, do its guided session, make one's own loan longer.
    BorrowKit => [Teacher];
    /// See loans and their slips (rows: one's own, one's school's for who manages it, those of one's store, or the territory's for coordination).
    SeeLoans => [Teacher, OrganisationManager, StoreKeeper, Coordinator];
    /// Agree to the loans of one's school where the rule asks for it, and cancel them.
    DecideLoans => [OrganisationManager];
    /// See the teachers of one's own school, end their access, and sign its yearly agreement on the screen.
    ManageSchool => [OrganisationManager];
    /// See schools and their yearly agreements, print one, and keep a signed paper (rows: one's own school, every school for a store, or the territory's for coordination).
    KeepAgreements => [OrganisationManager, StoreKeeper, Coordinator];
    /// Keep the catalogue, its pieces and the closures; prepare loans, hand them over and take them back (rows: one's own store's).
    KeepLibrary => [StoreKeeper];
    /// Clear a borrower for an item, as a referent who saw them use it; never oneself.
    ClearBorrowers => [StoreKeeper, Coordinator];
    /// Say how long loans last, how many at once and with whose agreement.
    SetLendingRules => [Coordinator];
    /// See what the kit of the lending library was used for and what a loan cost, and download it (rows: one's own store's, or the territory's for coordination).
    SeeLibraryUse => [StoreKeeper, Coordinator];
    /// See trials and their reports, by pupil code, and what worked for which need (rows: as for loans; for a partner, the loans where they are named).
    SeeTrials => [Teacher, OrganisationManager, StoreKeeper, LoanPartner, Coordinator];
    /// Say what a trial is like, and name the partners who follow it (rows: one's own loans, or one's school's for who manages it).
    TellTrials => [Teacher, OrganisationManager];
    /// Manage organisations and their sites.
    ManageOrganisations => [Coordinator];
    /// Keep places, their labels and their services in the public directory, and count their equipment (rows: one's own organisation's sites, or the territory's for coordination).
    KeepPlaces => [Coordinator, OrganisationManager];
    /// See devices on deposit and which organisation uses each (rows: those one's own organisation asked for, uses or is offered, or at places of the territory).
    SeeShared => [Coordinator, OrganisationManager];
    /// Offer a device on deposit to another organisation, answer an offer, take one back (rows: one's own organisation's).
    ShareEquipment => [OrganisationManager];
    /// See the communes that no place is near (rows: the territory's), and bring in communes and travel times (the whole département's).
    ManageCommunes => [Coordinator];
    /// Invite people, change and end memberships (rows: one's own organisation, or all for coordination).
    ManagePeople => [Coordinator, OrganisationManager];
    /// Disable and enable accounts, and limit a coordinator to territories.
    ManageAccounts => [Coordinator];
    /// Give programs tokens that read devices, loans and requests as oneself, and revoke them (rows: one's own tokens; all where one coordinates the whole département).
    GiveApiTokens => [Coordinator];
    /// Say which pathway earns a habilitation, and grant one directly with a reason.
    GrantHabilitations => [Coordinator];
    /// See and export the journal (rows: what is about the territory for coordination, or all; its count is the whole département's, and who coordinates a territory does not export it, since a part proves nothing).
    SeeJournal => [Coordinator, Finance, Auditor, DataProtectionOfficer];
    /// See how many messages wait, were sent or failed, and try again (counts without names, of the whole département: a message bears no territory).
    SeeOutbox => [Coordinator];
    /// See who looked at a person's data.
    SeeAccessLog => [DataProtectionOfficer];
    /// Erase a recipient's personal data.
    ForgetRecipients => [DataProtectionOfficer];
    /// Keep the register of what people ask of their data, answer, limit, correct and copy it; every look logged.
    AnswerRights => [DataProtectionOfficer];
    /// Say how long data is kept, see what is announced, open a signed paper for a stated reason, record a visa of the archives.
    KeepRetention => [DataProtectionOfficer];
}

/// The word key of a role.
#[must_use]
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Supervisor => "role-supervisor",
        Role::Worker => "role-worker",
        Role::Prescriber => "role-prescriber",
        Role::Teacher => "role-teacher",
        Role::Trainer => "role-trainer",
        Role::Clerk => "role-clerk",
        Role::Finance => "role-finance",
        Role::Auditor => "role-auditor",
        Role::StoreKeeper => "role-store-keeper",
        Role::Coordinator => "role-coordinator",
        Role::OrganisationManager => "role-organisation-manager",
        Role::ItCorrespondent => "role-it-correspondent",
        Role::LoanPartner => "role-loan-partner",
        Role::DataProtectionOfficer => "role-data-protection-officer",
    }
}
