//! The quality check: signed by somebody who did not do the work, or sent back with a reason.
use super::{
    actions::{
        BenchError, Given, grade_in, keep_answers, moved, open, told, under, with_photos, word,
    },
    charger,
    checklists::fully_tested,
    queries,
    rules::{Blocker, List, may_sign},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SignQualityCheck},
    devices::stages::{StageEvent, next},
    journal::{self, Event, EventKind, Subject},
    web::Error,
};
use entities::{checklist_answer::Step, device, quality_check};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

/// Signs that the device is ready: by somebody habilitated who did not do the work (law 3).
pub async fn pass_check(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<SignQualityCheck>,
    code: &str,
    given: &Given,
    charger: Option<charger::Given>,
) -> Result<(), BenchError> {
    let mut work = open(txn, by, code).await?;
    under(txn, &mut work.listed, given.checklist, app.clock.today()).await??;
    let device = &work.device;
    let habilitated = queries::habilitated(txn, by.account.id, app.clock.today()).await?;
    let (step, answers) = (Step::QualityCheck, &given.answers);
    let check = List::of(answers, work.items(step));
    let facts = work.facts_on(app.clock.today());
    may_sign(habilitated.before(by, &work), facts, check)?;
    let stage = next(device.stage, StageEvent::CheckPassed).ok_or(Blocker::MovedOn)?;
    // Of two who sign at once, the second waits here and is told.
    journal::hold(txn, device).await?;
    let photos = keep_answers(app, txn, by, &work, step, given).await?;
    let now = app.clock.now();
    let erasure = work.erasure.as_ref().filter(|_| device.holds_data);
    if let Some(charger) = charger {
        charger::take(txn, by, &work, charger, now).await?;
    }
    let (charger, charger_kind) = charger.map(charger::Given::stored).unzip();
    let mut all = work.all_answers();
    all.extend(answers.iter().map(|(item, answer)| (item.clone(), *answer)));
    let tested = fully_tested(&all, &work.checklist.items);
    let row = quality_check::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        holds_data: Set(device.holds_data),
        erasure_id: Set(erasure.map(|erasure| erasure.id)),
        erasure_verdict: Set(erasure.map(|erasure| erasure.verdict)),
        erasure_level: Set(erasure.and_then(|_| work.level())),
        charger: Set(charger),
        charger_kind: Set(charger_kind.flatten()),
        performer_id: Set(work.performer().ok_or(Blocker::ChecklistUnfinished)?),
        checker_id: Set(by.account.id),
        passed_at: Set(now),
        fully_tested: Set(tested),
        ..Default::default()
    };
    let row = quality_check::Entity::insert(row)
        .exec_with_returning(txn)
        .await
        .map_err(Error::second)?;
    let event = Event::of(EventKind::QualityCheckPassed)
        .with("quality_check", row.id)
        .with("erasure", row.erasure_id)
        .with("level", row.erasure_level.map(|level| word(&level)))
        .with(
            "updates_until",
            work.software.until().map(|day| day.to_string()),
        )
        .with("charger", row.charger.map(|charger| word(&charger)))
        .with("charger_kind", row.charger_kind)
        .with("checklist", work.checklist.number)
        .with("checklist_sha256", work.checklist.sha256.as_str())
        .with("fully_tested", tested)
        .with("answers", told(answers));
    let event = with_photos(event, &photos);
    let change = device::ActiveModel {
        ready_check_id: Set(Some(row.id)),
        grade: Set(grade_in(&work, step, answers)),
        ..moved(device, stage, app)
    };
    journal::change(txn, by.at(now), device, change, event).await?;
    Ok(())
}

/// Sends a device back to refurbishment, with the reason in words.
pub async fn fail_check(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<SignQualityCheck>,
    code: &str,
    given: &Given,
    reason: &str,
) -> Result<(), BenchError> {
    let mut work = open(txn, by, code).await?;
    under(txn, &mut work.listed, given.checklist, app.clock.today()).await??;
    let device = &work.device;
    let stage = next(device.stage, StageEvent::CheckFailed).ok_or(Blocker::MovedOn)?;
    journal::hold(txn, device).await?;
    let photos = keep_answers(app, txn, by, &work, Step::QualityCheck, given).await?;
    let now = app.clock.now();
    let subject = (Subject::Device, device.id.0);
    let remark = journal::remark(txn, &app.keys, subject, reason, now).await?;
    let event = Event::of(EventKind::QualityCheckFailed)
        .with("remark", remark)
        .with("checklist", work.checklist.number)
        .with("answers", told(&given.answers));
    let event = with_photos(event, &photos);
    let change = moved(device, stage, app);
    journal::change(txn, by.at(now), device, change, event).await?;
    Ok(())
}
