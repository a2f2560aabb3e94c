//! What is done at a bench: each loads the facts in the caller's transaction, asks the rules, writes the
//! rows and the event.
use super::{
    Level,
    checklists::{Answer, Answers, ItemId, Kind, missing},
    drives,
    listed::{Listed, list_at_bench},
    lists, opening,
    queries::{self, Work},
    rules::{Blocker, List, may_ask_check, may_begin_with, may_erase},
    wipes::DriveProof,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{RecordErasure, WorkAtBench},
    },
    devices::stages::{StageEvent, next},
    evidence::{self, MediaType},
    journal::{self, ChangeError, Event, EventKind, Subject},
    keys::sha256_hex,
    web::Error,
};
use chrono::NaiveDate;
use entities::{
    checklist::ChecklistId,
    checklist_answer::{self, Step},
    checklist_photo,
    device::{self, Grade, Stage},
    erasure::{self, ErasureMethod, ErasureVerdict},
    evidence::EvidenceKind,
};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    sea_query::OnConflict,
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Why nothing was done.
#[derive(Debug, thiserror::Error)]
pub enum BenchError {
    #[error("refused: {0:?}")]
    Refused(Vec<Blocker>),
    #[error(transparent)]
    Other(#[from] Error),
}

impl From<DbErr> for BenchError {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

impl From<ChangeError> for BenchError {
    fn from(error: ChangeError) -> Self {
        Self::Other(error.into())
    }
}

impl From<Blocker> for BenchError {
    fn from(blocker: Blocker) -> Self {
        Self::Refused(vec![blocker])
    }
}

impl From<Vec<Blocker>> for BenchError {
    fn from(blockers: Vec<Blocker>) -> Self {
        Self::Refused(blockers)
    }
}

/// What somebody answered, and to which list.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The list whose questions were answered; none in a form that names none.
    pub checklist: Option<ChecklistId>,
    pub answers: Answers,
    /// The photos taken just now, as they are kept.
    pub photos: BTreeMap<ItemId, Vec<u8>>,
}

/// What became of a device at triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Triaged {
    Kept,
    /// Something a device cannot go on with: put right, or scrapped by a supervisor.
    Held,
}

/// Keeps the answers of triage and, when all are good, sends the device on to refurbishment with its grade.
/// In refurbishment the same answers may still be corrected.
pub async fn triage(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    work: &Listed,
    given: &Given,
) -> Result<Triaged, BenchError> {
    let stage = match work.device.stage {
        Stage::Received => next(Stage::Received, StageEvent::TriageBegun),
        Stage::Triage | Stage::Refurbishment => Some(work.device.stage),
        Stage::Announced
        | Stage::NotReceived
        | Stage::QualityCheck
        | Stage::Ready
        | Stage::Scrapped => None,
    };
    let stage = stage.ok_or(Blocker::MovedOn)?;
    let (step, answers, today) = (Step::Triage, &given.answers, app.clock.today());
    opening::may_keep(txn, by, (work, step), answers, today).await??;
    let photos = keep_answers(app, txn, by, work, step, given).await?;
    let now = app.clock.now();
    let device = &work.device;
    let event = Event::of(EventKind::DeviceTriaged)
        .with("checklist", work.checklist.number)
        .with("checklist_sha256", work.checklist.sha256.as_str())
        .with("answers", told(answers));
    let event = with_photos(event, &photos);
    let change = device::ActiveModel {
        grade: Set(grade_in(work, step, answers)),
        ..moved(device, stage, app)
    };
    let passed = List::of(answers, work.items(step)) == List::Passed;
    let triaged = (change, event);
    if let Some(kept) = next(stage, StageEvent::Kept).filter(|_| passed) {
        let begun = Event::of(EventKind::RefurbishmentBegun);
        let steps = [triaged, (put_at(kept, app), begun)];
        journal::changes(txn, by.at(now), device, steps).await?;
    } else {
        let (change, event) = triaged;
        journal::change(txn, by.at(now), device, change, event).await?;
    }
    Ok(if passed { Triaged::Kept } else { Triaged::Held })
}

/// Keeps some answers of triage. The last one that was missing makes it a [`triage`].
pub async fn answer_triage(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
    given: &Given,
) -> Result<(), BenchError> {
    let (step, today) = (Step::Triage, app.clock.today());
    let work = open_list(txn, by, code, given.checklist, today).await?;
    match work.device.stage {
        Stage::Received | Stage::Triage | Stage::Refurbishment => {}
        Stage::Announced
        | Stage::NotReceived
        | Stage::QualityCheck
        | Stage::Ready
        | Stage::Scrapped => return Err(Blocker::MovedOn.into()),
    }
    let mut answers = work.triage.clone();
    answers.extend(given.answers.clone());
    if missing(&answers, work.items(step)).is_empty() {
        let all = Given {
            answers,
            ..given.clone()
        };
        triage(app, txn, by, &work, &all).await?;
        return Ok(());
    }
    opening::may_keep(txn, by, (&work, step), &given.answers, today).await??;
    keep_answers(app, txn, by, &work, step, given).await?;
    Ok(())
}

/// Keeps the answers of the refurbishment checklist, finished or not.
pub async fn keep_checklist(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    work: &Listed,
    given: &Given,
) -> Result<(), BenchError> {
    if work.device.stage != Stage::Refurbishment {
        return Err(Blocker::MovedOn.into());
    }
    let (step, today) = (Step::Refurbishment, app.clock.today());
    opening::may_keep(txn, by, (work, step), &given.answers, today).await??;
    keep_answers(app, txn, by, work, step, given).await?;
    Ok(())
}

/// An erasure as it was judged.
pub struct Judged {
    /// The stay it was judged for: a device that came back meanwhile needs another.
    pub stay: i32,
    pub method: ErasureMethod,
    pub performed_on: NaiveDate,
    pub verdict: ErasureVerdict,
    /// What was reached, when it was accepted.
    pub level: Option<Level>,
    /// What the log says of each drive.
    pub drives: Vec<DriveProof>,
    pub reasons: Vec<&'static str>,
    /// The facts judged.
    pub details: String,
    pub proof: Proof,
}

/// The photo or the log.
pub struct Proof {
    pub kind: EvidenceKind,
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
}

/// Records an erasure with its proof and its verdict; a refused proof is evidence too.
pub async fn record_erasure(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<RecordErasure>,
    code: &str,
    judged: Judged,
) -> Result<(), BenchError> {
    let work = open(txn, by, code).await?;
    let habilitated = queries::habilitated(txn, by.account.id, app.clock.today()).await?;
    may_erase(habilitated.before(by, &work), work.facts())?;
    if work.device.stay != judged.stay {
        return Err(Blocker::MovedOn.into());
    }
    let Proof {
        kind,
        media_type,
        bytes,
    } = judged.proof;
    let proof = evidence::store(app, txn, by, kind, media_type, &bytes).await?;
    let now = app.clock.now();
    let row = erasure::ActiveModel {
        device_id: Set(work.device.id),
        stay: Set(judged.stay),
        method: Set(judged.method),
        performer_id: Set(by.account.id),
        performed_on: Set(judged.performed_on),
        recorded_at: Set(now),
        evidence_id: Set(Some(proof.id)),
        verdict: Set(judged.verdict),
        level: Set(judged.level),
        reasons: Set(Value::from(judged.reasons.clone()).to_string()),
        details: Set(judged.details),
        ..Default::default()
    };
    let row = erasure::Entity::insert(row)
        .exec_with_returning(txn)
        .await?;
    drives::record(txn, by.at(now), &work.device, &row, &judged.drives).await?;
    let event = Event::of(EventKind::ErasureRecorded)
        .with("erasure", row.id)
        .with("method", word(&judged.method))
        .with("performed_on", judged.performed_on.to_string())
        .with("verdict", word(&judged.verdict))
        .with("level", judged.level.map(|level| word(&level)))
        .with("drives", judged.drives.len())
        .with("reasons", judged.reasons)
        .with("evidence_sha256", proof.sha256);
    journal::record(txn, by.at(now), &work.device, event).await?;
    Ok(())
}

/// Says that the device was reset today, unless that is said already. It proves nothing yet: the photo and the locks
/// are still asked for.
pub async fn note_reset(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
) -> Result<Option<device::Model>, BenchError> {
    let work = open(txn, by, code).await?;
    let habilitated = queries::habilitated(txn, by.account.id, app.clock.today()).await?;
    may_erase(habilitated.before(by, &work), work.facts())?;
    if queries::stay_of(app, txn, &work.device).await?.reset_on == Some(app.clock.today()) {
        return Ok(None);
    }
    let event = Event::of(EventKind::ResetDone)
        .with("performed_on", app.clock.today().to_string())
        .with("stay", work.device.stay);
    let noted = journal::record(txn, by.at(app.clock.now()), &work.device, event).await?;
    Ok(Some(noted))
}

/// Says that the work is done and somebody else may check it.
pub async fn ask_check(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
) -> Result<device::Model, BenchError> {
    let work = open(txn, by, code).await?;
    may_ask_check(work.facts_on(app.clock.today()))?;
    let stage = next(work.device.stage, StageEvent::CheckAsked).ok_or(Blocker::MovedOn)?;
    let taken = work
        .photos
        .iter()
        .filter(|(item, _)| work.refurbishment.contains_key(item));
    let photos = taken.map(|(item, photo)| (item.0.clone(), photo.sha256.clone()));
    let event = Event::of(EventKind::QualityCheckAsked).with("answers", told(&work.refurbishment));
    let event = with_photos(event, &photos.collect());
    let change = moved(&work.device, stage, app);
    Ok(journal::change(txn, by.at(app.clock.now()), &work.device, change, event).await?)
}

/// Takes a ready device off the shelf, back to the beginning: quarantined, in a new stay.
pub async fn bring_back(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    code: &str,
    reason: &str,
) -> Result<(), BenchError> {
    let work = open(txn, by, code).await?;
    let device = &work.device;
    let stage = next(device.stage, StageEvent::Returned).ok_or(Blocker::MovedOn)?;
    if queries::is_allocated(txn, device.id).await? {
        return Err(Blocker::Allocated.into());
    }
    let now = app.clock.now();
    let subject = (Subject::Device, device.id.0);
    let remark = journal::remark(txn, &app.keys, subject, reason, now).await?;
    let event = Event::of(EventKind::DeviceReturned).with("remark", remark);
    let change = device::ActiveModel {
        stay: Set(device.stay + 1),
        ready_check_id: Set(None),
        grade: Set(None),
        category: Set(None),
        ..moved(device, stage, app)
    };
    journal::change(txn, by.at(now), device, change, event).await?;
    Ok(())
}

pub(super) async fn open(
    txn: &DatabaseTransaction,
    by: &Signed,
    code: &str,
) -> Result<Work, Error> {
    queries::device_at_bench(txn, by, code)
        .await?
        .ok_or(Error::NotFound)
}

/// The device of a form that answers questions, under the list that was answered.
pub async fn open_list(
    txn: &DatabaseTransaction,
    by: &Signed,
    code: &str,
    answered: Option<ChecklistId>,
    today: NaiveDate,
) -> Result<Listed, BenchError> {
    let mut work = list_at_bench(txn, by, code).await?;
    under(txn, &mut work, answered, today).await??;
    Ok(work)
}

/// The change that puts a device at a stage; staying where it is does not begin the wait anew.
pub(super) fn moved(device: &device::Model, stage: Stage, app: &App) -> device::ActiveModel {
    if device.stage == stage {
        return device::ActiveModel::default();
    }
    put_at(stage, app)
}

fn put_at(stage: Stage, app: &App) -> device::ActiveModel {
    device::ActiveModel {
        stage: Set(stage),
        stage_since: Set(app.clock.now()),
        ..Default::default()
    }
}

/// Puts the device under the list that was answered, where the stay may have that one: its own, or, before its first
/// answer, the newest or one that was so a short while ago.
pub async fn under(
    db: &impl ConnectionTrait,
    work: &mut Listed,
    answered: Option<ChecklistId>,
    today: NaiveDate,
) -> Result<Result<(), Blocker>, Error> {
    let Some(answered) = answered else {
        return Ok(Err(Blocker::OtherList));
    };
    if answered == work.checklist.id {
        return Ok(Ok(()));
    }
    if work.begun {
        return Ok(Err(Blocker::OtherList));
    }
    match lists::queries::replaced_on(db, answered).await? {
        Some((list, replaced_on))
            if list.kind == work.device.kind && may_begin_with(replaced_on, today) =>
        {
            work.checklist = list;
            Ok(Ok(()))
        }
        Some(_) | None => Ok(Err(Blocker::OtherList)),
    }
}

/// The grade these answers give, or the one there was.
pub(super) fn grade_in(work: &Listed, step: Step, answers: &Answers) -> Option<Grade> {
    let graded = work
        .items(step)
        .iter()
        .filter(|item| item.kind == Kind::Grade)
        .find_map(|item| answers.get(&item.id));
    match graded {
        Some(Answer::Grade(grade)) => grade.kept(),
        Some(
            Answer::Yes | Answer::No | Answer::NotApplicable | Answer::Measured(_) | Answer::Photo,
        )
        | None => work.device.grade,
    }
}

/// Writes the answers that changed, so that each keeps the name of who gave it. Gives the hashes of the photos
/// taken now. The first answer of a stay binds it to its list.
pub(super) async fn keep_answers(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    work: &Listed,
    step: Step,
    given: &Given,
) -> Result<BTreeMap<String, String>, Error> {
    use checklist_answer::Column;
    let now = app.clock.now();
    if !work.begun {
        lists::actions::begin_stay(txn, &work.device, &work.checklist, now).await?;
    }
    let known = work.answers(step);
    let is_new = |item: &ItemId, answer: &Answer| {
        known.get(item) != Some(answer) || given.photos.contains_key(item)
    };
    let mut photos = BTreeMap::new();
    let mut rows = Vec::new();
    for (item, answer) in given
        .answers
        .iter()
        .filter(|(item, answer)| is_new(item, answer))
    {
        let photo = match given.photos.get(item) {
            Some(bytes) => Some(keep_photo(app, txn, by, (work, item), bytes).await?),
            None => None,
        };
        rows.push(checklist_answer::ActiveModel {
            device_id: Set(work.device.id),
            stay: Set(work.device.stay),
            step: Set(step),
            item: Set(item.0.clone()),
            answer: Set(answer.as_str().into_owned()),
            measured: Set(match answer {
                Answer::Measured(value) => Some(*value),
                Answer::Yes
                | Answer::No
                | Answer::NotApplicable
                | Answer::Grade(_)
                | Answer::Photo => None,
            }),
            photo_id: Set(photo.as_ref().map(|photo| photo.id)),
            account_id: Set(by.account.id),
            at: Set(now),
        });
        photos.extend(photo.map(|photo| (photo.item, photo.sha256)));
    }
    if !rows.is_empty() {
        let same =
            OnConflict::columns([Column::DeviceId, Column::Stay, Column::Step, Column::Item])
                .update_columns([
                    Column::Answer,
                    Column::Measured,
                    Column::PhotoId,
                    Column::AccountId,
                    Column::At,
                ])
                .to_owned();
        checklist_answer::Entity::insert_many(rows)
            .on_conflict(same)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(photos)
}

async fn keep_photo(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    (work, item): (&Listed, &ItemId),
    bytes: &[u8],
) -> Result<checklist_photo::Model, Error> {
    let row = checklist_photo::ActiveModel {
        device_id: Set(work.device.id),
        stay: Set(work.device.stay),
        item: Set(item.0.clone()),
        sha256: Set(sha256_hex(bytes)),
        file: Set(evidence::keep(app, bytes).await?),
        membership_id: Set(by.membership_id),
        at: Set(app.clock.now()),
        ..Default::default()
    };
    Ok(checklist_photo::Entity::insert(row)
        .exec_with_returning(txn)
        .await?)
}

/// Answers as an event tells them: keys only.
pub(super) fn told(answers: &Answers) -> Value {
    let told: BTreeMap<&str, _> = answers
        .iter()
        .map(|(item, answer)| (item.0.as_str(), answer.as_str()))
        .collect();
    serde_json::json!(told)
}

/// The hashes of the photos among the answers, where there are any.
pub(super) fn with_photos(event: Event, photos: &BTreeMap<String, String>) -> Event {
    if photos.is_empty() {
        return event;
    }
    event.with("photos", serde_json::json!(photos))
}

/// The stored name of a method or verdict.
pub(super) fn word(value: &impl sea_orm::ActiveEnum<Value = String>) -> String {
    value.to_value()
}
