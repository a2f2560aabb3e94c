//! What waits for whoever signed in, each with its number and the page where it is done.
use crate::{
    app::App,
    appointments,
    auth::{
        Signed,
        permissions::{
            AnswerRights, BorrowKit, DecideLoans, DecidePrescribing, DecideRequests, HandOver,
            JudgeProjects, KeepLibrary, KeepSupplies, ManageCounts, PlanSessions, SeeOutbox,
            SignQualityCheck, SubmitRequests,
        },
    },
    board, calls, counts, lending, mail, prescribing, requests, retention, supplies, training,
    trials,
    web::Error,
};
use chrono::Days;

/// One kind of thing to do.
pub struct Due {
    pub count: u64,
    /// The sentence, with how many there are.
    pub key: &'static str,
    pub icon: &'static str,
    pub href: &'static str,
}

/// What there is to do, in the order of the chain; nothing that is not there.
pub async fn of(app: &App, by: &Signed) -> Result<Vec<Due>, Error> {
    let (db, today, now) = (&app.db, app.clock.today(), app.clock.now());
    let mut found = Found(Vec::new());
    if by.may(DecideRequests) {
        let count = requests::following::queries::count_to_decide(db, by).await?;
        found.add("due-requests", "inbox", "/requests", count);
    }
    if by.may(SubmitRequests) {
        let count = requests::following::queries::count_for_prescriber(db, by).await?;
        found.add("due-own-requests", "inbox", "/requests", count);
    }
    if by.may(DecidePrescribing) {
        let count = prescribing::queries::count_asked(db, by).await?;
        found.add("due-prescribing", "building-2", "/prescribing/queue", count);
    }
    if by.may(JudgeProjects) {
        let count = calls::queries::to_judge(db, by, now).await?;
        found.add("juries-home", "pen-line", "/juries", count as u64);
    }
    if by.may(SignQualityCheck) {
        let count = board::queries::count_to_sign(db, by, today).await?;
        found.add("due-checks", "shield-check", "/board", count);
    }
    if by.may(KeepSupplies) {
        let count = supplies::queries::below_minimum(db, by).await?;
        found.add("supplies-low", "cable", "/supplies", count);
    }
    if by.may(PlanSessions) {
        let count = training::calendar::count_on(db, by.membership_id, today, now).await?;
        found.add("due-sessions", "calendar-days", "/training", count);
    }
    if by.may(HandOver) {
        let count = appointments::queries::count_on(db, by, today).await?;
        found.add("due-appointments", "calendar-days", "/appointments", count);
    }
    if by.may(DecideLoans) {
        let count = lending::queries::count_to_approve(db, by).await?;
        found.add("due-approvals", "circle-check", "/loans", count);
    }
    if by.may(BorrowKit) {
        let count = lending::queries::count_due(db, by, today + Days::new(3)).await?;
        found.add("due-back", "undo-2", "/loans", count);
        let count = trials::queries::untold(db, by).await?.len();
        found.add("due-trials", "message-square", "/trials", count as u64);
    }
    if by.may(KeepLibrary) {
        let count = lending::queries::count_due(db, by, today - Days::new(1)).await?;
        found.add("due-late", "triangle-alert", "/store", count);
    }
    if by.may(ManageCounts) {
        let count = counts::queries::count_resolving(db, by).await?;
        found.add("due-counts", "search-check", "/counts", count);
    }
    if by.may(AnswerRights) {
        let count = retention::queries::count_to_answer(db).await?;
        found.add("due-rights", "mail", "/rights", count);
    }
    if by.may(SeeOutbox) {
        let count = mail::count_failed(db).await?;
        found.add("due-mail", "mail", "/outbox", count);
    }
    Ok(found.0)
}

struct Found(Vec<Due>);

impl Found {
    fn add(&mut self, key: &'static str, icon: &'static str, href: &'static str, count: u64) {
        if count > 0 {
            self.0.push(Due {
                count,
                key,
                icon,
                href,
            });
        }
    }
}
