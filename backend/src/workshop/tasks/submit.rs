//! `POST /bench/{code}/tasks`: one answer, kept at once by the same actions as on the lists.
use super::{
    actions::{forget_reset_answers, keep_reset_answer},
    at_hand::AtHand,
    rules::Task,
    say::{self, Control},
    show::{Trouble, page, refusal},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{RecordErasure, WorkAtBench},
    },
    web::{Error, Upload, Words, queue},
    workshop::{
        actions::{self, BenchError, Given, Judged},
        checklists::{Item, Kind},
        erasure_by_nwipe, erasure_by_reset,
        erasure_by_reset::ResetForm,
        locks, questions,
        rules::Blocker,
    },
};
use axum::{
    extract::{FromRequest, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    checklist::ChecklistId, checklist_answer::Step, device_lock::LockKind,
    reset_answer::ResetQuestion,
};
use sea_orm::DatabaseTransaction;
use std::{borrow::Cow, slice};

/// One task's form, with or without a file.
pub struct Sent {
    form: TaskForm,
    upload: Upload,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct TaskForm {
    write_id: String,
    task: String,
    /// The list whose question was answered; empty in a form that asks none.
    checklist_id: String,
    answer: String,
    drive_serials: String,
}

impl TaskForm {
    fn checklist(&self) -> Option<ChecklistId> {
        self.checklist_id.parse().ok().map(ChecklistId)
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/")) {
            let upload = Upload::from_request(request, state).await?;
            let form = upload.form()?;
            return Ok(Self { form, upload });
        }
        let Form(form) = Form::from_request(request, state)
            .await
            .map_err(|_| Error::Unreadable)?;
        let upload = Upload::default();
        Ok(Self { form, upload })
    }
}

/// An answer that was understood, ready to be written.
enum Answered {
    Item(Step, Given),
    Reset(ResetQuestion, Cow<'static, str>),
    LockIsOn(LockKind),
    ResetDone,
    Erased(Box<Judged>),
    CheckAsked,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    sent: Sent,
) -> Result<Response, Error> {
    let seen = AtHand::of(&app, &app.db, &by, &code).await?;
    let at_hand = match sent.form.checklist() {
        Some(list) => seen.under(&app.db, list, app.clock.today()).await?,
        None => Ok(seen),
    };
    let at_hand = match at_hand {
        Ok(at_hand) => at_hand,
        Err(blocker) => return too_late(&app, &by, &code, &sent, refusal(blocker)).await,
    };
    let Some((part, task)) = at_hand.task(&sent.form.task) else {
        return too_late(&app, &by, &code, &sent, refusal(Blocker::MovedOn)).await;
    };
    let answered = match understood(&app, &at_hand, task, &sent).await? {
        Ok(answered) => answered,
        Err(mistake) => {
            let trouble = Trouble {
                mistake: Some(mistake),
                typed: Some(sent.form.answer.clone()),
                ..Trouble::default()
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&by, &at_hand, Some((part, task)), status, trouble);
        }
    };
    let write = app.write_once(&by, &sent.form.write_id).await?;
    let why = match keep(&app, &write, &by, &at_hand, answered).await {
        Ok(()) => {
            let then = AtHand::of(&app, &*write, &by, &code).await?;
            let to = then.page_after(&sent.form.task);
            return Ok(write.answer(to).await?.into_response());
        }
        Err(BenchError::Refused(blockers)) => blockers
            .first()
            .map_or("worker-refused-other", |blocker| refusal(*blocker)),
        Err(BenchError::Other(Error::Changed)) => "worker-refused-changed",
        Err(BenchError::Other(error)) => return Err(error),
    };
    drop(write);
    refused(&app, &by, &code, &sent, why).await
}

/// The device has moved on since the page was shown; the first answer to this very form still stands.
async fn too_late(
    app: &App,
    by: &Signed,
    code: &str,
    sent: &Sent,
    why: &'static str,
) -> Result<Response, Error> {
    match app.answered(by, &sent.form.write_id).await? {
        Some(answer) => Ok(queue::receipt(&sent.form.write_id, &answer)),
        None => refused(app, by, code, sent, why).await,
    }
}

/// The task again, if it is still there, with why nothing was recorded.
async fn refused(
    app: &App,
    by: &Signed,
    code: &str,
    sent: &Sent,
    why: &'static str,
) -> Result<Response, Error> {
    let at_hand = AtHand::of(app, &app.db, by, code).await?;
    let named = at_hand.task(&sent.form.task);
    let trouble = Trouble {
        mistake: None,
        refused: Some(why),
        typed: named.map(|_| sent.form.answer.clone()),
    };
    page(by, &at_hand, named, StatusCode::CONFLICT, trouble)
}

/// What was answered, or what is wrong with it, as a word key.
async fn understood(
    app: &App,
    at_hand: &AtHand,
    task: Task<'_>,
    sent: &Sent,
) -> Result<Result<Answered, &'static str>, Error> {
    let form = &sent.form;
    let one_of_the_replies = || match say::task(Words::default(), task, at_hand).control {
        Control::Replies(replies) => replies
            .into_iter()
            .find(|reply| reply.value == form.answer)
            .map(|reply| reply.value),
        Control::Measure { .. }
        | Control::Photo { .. }
        | Control::Log { .. }
        | Control::Onwards(_) => None,
    };
    let answered = match task {
        Task::Question(step, item) => return replied(at_hand, (step, item), sent).await,
        Task::Lock(kind) if form.answer == "no" => Some(Answered::LockIsOn(kind)),
        Task::System | Task::Lock(_) | Task::Sim | Task::Sd => task
            .reset_question()
            .zip(one_of_the_replies())
            .map(|(question, answer)| Answered::Reset(question, answer)),
        Task::Reset => one_of_the_replies().map(|_| Answered::ResetDone),
        Task::AskCheck => one_of_the_replies().map(|_| Answered::CheckAsked),
        Task::Wipe => None,
        Task::Photo => return photographed(app, at_hand, sent).await,
        Task::Log => return logged(app, at_hand, sent).await,
    };
    Ok(answered.ok_or("worker-answer-missing"))
}

/// The answer to a question of a list: read as the list itself reads it.
async fn replied(
    at_hand: &AtHand,
    (step, item): (Step, &Item),
    sent: &Sent,
) -> Result<Result<Answered, &'static str>, Error> {
    let (work, name) = (&at_hand.work, &item.id.0);
    let typed: questions::Sent = [(name.clone(), sent.form.answer.clone())].into();
    let list = (work.checklist.id, slice::from_ref(item));
    let known = work.answers(step);
    let photos = questions::Photos::of(&sent.upload).await?;
    let (given, errors) = questions::given(&typed, photos, list, known);
    if given.answers.contains_key(&item.id) {
        let given = Given {
            checklist: sent.form.checklist(),
            ..given
        };
        return Ok(Ok(Answered::Item(step, given)));
    }
    let wrong = errors.on(name).is_some();
    Ok(Err(match item.kind {
        Kind::YesNo | Kind::YesNoNa | Kind::Grade => "worker-answer-missing",
        Kind::Measure(_) if wrong => "worker-number-wrong",
        Kind::Measure(_) => "worker-number-missing",
        Kind::Photo if wrong => "worker-photo-wrong",
        Kind::Photo => "worker-photo-missing",
    }))
}

/// The photo, with what the same person answered before it.
async fn photographed(
    app: &App,
    at_hand: &AtHand,
    sent: &Sent,
) -> Result<Result<Answered, &'static str>, Error> {
    let answer = |question| at_hand.reset_answer(question).to_owned();
    let form = ResetForm {
        os: answer(ResetQuestion::Os),
        reset_on: at_hand
            .stay
            .reset_on
            .map(|day| day.to_string())
            .unwrap_or_default(),
        activation_lock: answer(ResetQuestion::ActivationLock),
        reset_protection: answer(ResetQuestion::ResetProtection),
        device_management: answer(ResetQuestion::DeviceManagement),
        sim: answer(ResetQuestion::Sim),
        sd: answer(ResetQuestion::Sd),
        ..ResetForm::default()
    };
    let photo = sent.upload.file("photo").map(|file| file.bytes.clone());
    let there = photo.is_some();
    let Some(os) = at_hand.known().family else {
        return Ok(Err("worker-photo-too-early"));
    };
    let judged = erasure_by_reset::judged(app, &at_hand.work, os, &form, photo).await?;
    Ok(judged
        .map(|judged| Answered::Erased(Box::new(judged)))
        .map_err(|errors| match errors.on("photo") {
            Some(_) if there => "worker-photo-wrong",
            Some(_) => "worker-photo-missing",
            None => "worker-photo-too-early",
        }))
}

/// The log of a wipe: kept with its verdict, accepted or not.
async fn logged(
    app: &App,
    at_hand: &AtHand,
    sent: &Sent,
) -> Result<Result<Answered, &'static str>, Error> {
    let log = sent.upload.file("log").map(|file| file.bytes.clone());
    let there = log.is_some();
    let serials = &sent.form.drive_serials;
    let judged = erasure_by_nwipe::judged(app, &at_hand.work, log, serials).await?;
    Ok(judged
        .map(|judged| Answered::Erased(Box::new(judged)))
        .map_err(|errors| match errors.on("log") {
            Some(_) if there => "worker-log-wrong",
            Some(_) => "worker-log-missing",
            None => "worker-serials-missing",
        }))
}

async fn keep(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<WorkAtBench>,
    at_hand: &AtHand,
    answered: Answered,
) -> Result<(), BenchError> {
    let code = at_hand.work.code();
    match answered {
        Answered::Item(Step::Triage, given) => {
            actions::answer_triage(app, txn, by, code, &given).await
        }
        Answered::Item(Step::Refurbishment, given) => {
            let today = app.clock.today();
            let work = actions::open_list(txn, by, code, given.checklist, today).await?;
            actions::keep_checklist(app, txn, by, &work, &given).await
        }
        // A check is signed on its own page, by somebody else.
        Answered::Item(Step::QualityCheck, _) => Err(Blocker::MovedOn.into()),
        Answered::Reset(question, answer) => {
            keep_reset_answer(app, txn, by, code, (question, &*answer)).await
        }
        Answered::LockIsOn(kind) => locks::note(app, txn, by, code, (&[], &[kind])).await,
        Answered::ResetDone => {
            actions::note_reset(app, txn, by, code).await?;
            Ok(())
        }
        Answered::Erased(judged) => {
            let by = Allowed::<RecordErasure>::check(Signed::clone(by))?;
            actions::record_erasure(app, txn, &by, code, *judged).await?;
            forget_reset_answers(txn, &by, &at_hand.work).await?;
            Ok(())
        }
        Answered::CheckAsked => {
            actions::ask_check(app, txn, by, code).await?;
            Ok(())
        }
    }
}
