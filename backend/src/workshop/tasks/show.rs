//! `GET /bench/{code}/tasks`: the one task there is now, or the one of `?task=`.
use super::{
    at_hand::{AtHand, page_of},
    rules::{self, Now, Part, Standing, Stop, Task},
    say::{self, Control, Text},
    shell_of,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::WorkAtBench},
    web::{self, Error, Lang, Shell, Words},
    workshop::rules::{Blocker, Erasure},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;

#[derive(Template)]
#[template(path = "workshop/tasks/task.html")]
struct TaskPage {
    shell: Shell,
    code: String,
    name: String,
    icon: String,
    title: Text,
    help: Option<&'static str>,
    what: What,
    /// What is to be known before answering, as word keys.
    notices: Vec<&'static str>,
    /// The words of whoever sent the device back.
    reason: Option<String>,
    trouble: Trouble,
    /// What to say aloud to a supervisor, in the language of the workshop.
    asking: String,
}

/// What the page is about, below its pictogram.
enum What {
    Task(Doing),
    /// Nothing to do: the page where answers can be put right, if some can.
    Stop {
        again: Option<String>,
    },
}

struct Doing {
    task: String,
    part: &'static str,
    place: usize,
    total: usize,
    back: Option<String>,
    skip: Option<String>,
    /// The list whose question this is: it is sent with the answer.
    checklist: Option<i32>,
    control: Control,
}

/// Why nothing was recorded, as word keys.
#[derive(Clone, Default)]
pub struct Trouble {
    /// What was sent is wrong.
    pub mistake: Option<&'static str>,
    /// The rules refused it.
    pub refused: Option<&'static str>,
    /// What was typed, shown again.
    pub typed: Option<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    task: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let at_hand = AtHand::of(&app, &app.db, &by, &code).await?;
    let named = at_hand.task(&asked.task);
    if named.is_none() && !asked.task.is_empty() {
        // Something else is to be done by now.
        return Ok(Redirect::to(&page_of(&at_hand.work)).into_response());
    }
    page(&by, &at_hand, named, StatusCode::OK, Trouble::default())
}

/// The page of this task, or of whatever is to be done now.
pub fn page(
    by: &Signed,
    at_hand: &AtHand,
    named: Option<(Part, Task)>,
    status: StatusCode,
    trouble: Trouble,
) -> Result<Response, Error> {
    let shell = shell_of(by);
    let known = at_hand.known();
    let first = |part| {
        let tasks = rules::tasks(part, &known);
        rules::first(&tasks, &known).map(|task| (part, task))
    };
    let current = named.or_else(|| match at_hand.now() {
        Now::Do(part) => first(part),
        Now::Stop(_) => None,
    });
    let page = match (current, at_hand.now()) {
        (Some((part, task)), _) => doing(shell, at_hand, part, task, trouble),
        (None, Now::Stop(stop)) => stopped(shell, at_hand, stop, trouble),
        (None, Now::Do(_)) => stopped(shell, at_hand, Stop::Elsewhere, trouble),
    };
    Ok(web::page(status, &page)?)
}

fn doing(shell: Shell, at_hand: &AtHand, part: Part, task: Task, trouble: Trouble) -> TaskPage {
    let known = at_hand.known();
    let tasks = rules::tasks(part, &known);
    let name = task.name();
    let place = tasks.iter().position(|other| other.name() == name);
    let place = place.unwrap_or_default();
    let address = |name: String| format!("{}?task={name}", page_of(&at_hand.work));
    let standing = rules::standing(task, &known);
    let item = match task {
        Task::Question(_, item) => Some(item),
        Task::System
        | Task::Reset
        | Task::Lock(_)
        | Task::Sim
        | Task::Sd
        | Task::Photo
        | Task::Wipe
        | Task::Log
        | Task::AskCheck => None,
    };
    let optional = item.is_some_and(|item| !item.required);
    let said = say::task(shell.words, task, at_hand);
    let control = match (said.control, &trouble.typed) {
        (Control::Measure { unit, bounds, .. }, Some(typed)) => Control::Measure {
            typed: typed.clone(),
            unit,
            bounds,
        },
        (control, _) => control,
    };
    let mut notices = Vec::new();
    if standing == Standing::Failed {
        notices.push("worker-repair");
    }
    let not_accepted = matches!(
        at_hand.work.facts().erasure,
        Erasure::NotAccepted(_) | Erasure::SomeDrives(_)
    );
    if not_accepted && matches!(task, Task::Wipe | Task::Log) {
        notices.push("worker-log-refused");
    }
    TaskPage {
        code: at_hand.work.code().to_owned(),
        name: at_hand.work.name(),
        icon: said.icon.to_owned(),
        title: said.title,
        help: said.help,
        what: What::Task(Doing {
            task: name,
            part: say::part_key(part),
            place: place + 1,
            total: tasks.len(),
            back: place
                .checked_sub(1)
                .map(|before| address(tasks[before].name())),
            skip: optional.then(|| at_hand.page_after(&task.name())),
            checklist: item.map(|_| at_hand.work.checklist.id.0),
            control,
        }),
        notices,
        reason: at_hand.stay.reason.clone(),
        trouble,
        asking: asking(),
        shell,
    }
}

fn stopped(shell: Shell, at_hand: &AtHand, stop: Stop, trouble: Trouble) -> TaskPage {
    let known = at_hand.known();
    let (icon, title, help) = say::stop_keys(stop);
    let again = match stop {
        Stop::Supervisor => {
            let tasks = rules::tasks(Part::Triage, &known);
            rules::first(&tasks, &known).map(rules::Task::name)
        }
        Stop::Training
        | Stop::Locked
        | Stop::Software
        | Stop::PartMissing
        | Stop::Finished
        | Stop::Ready
        | Stop::Elsewhere => None,
    };
    TaskPage {
        code: at_hand.work.code().to_owned(),
        name: at_hand.work.name(),
        icon: icon.to_owned(),
        title: Text::new(shell.say(title)),
        help: Some(help),
        what: What::Stop {
            again: again.map(|name| format!("{}?task={name}", page_of(&at_hand.work))),
        },
        notices: Vec::new(),
        reason: None,
        trouble,
        asking: asking(),
        shell,
    }
}

/// The sentence is French, whatever the page speaks: it is said to somebody of the workshop.
fn asking() -> String {
    Words::new(Lang::Fr).say("worker-help-sentence")
}

/// A refusal in plain words. What exactly is missing stands on the device's own page, for who supervises.
#[must_use]
pub const fn refusal(blocker: Blocker) -> &'static str {
    match blocker {
        Blocker::MovedOn => "worker-refused-moved",
        Blocker::OtherList => "worker-refused-list",
        Blocker::ErasureHabilitationMissing | Blocker::CheckHabilitationMissing => {
            "worker-refused-training"
        }
        Blocker::RepairHabilitationMissing => "worker-refused-repair",
        Blocker::Locked | Blocker::LockedAtCheck => "worker-refused-locked",
        Blocker::Below(_) => "worker-stop-software",
        Blocker::PartMissing(_) => "worker-stop-part",
        Blocker::TriageUnfinished
        | Blocker::TriageFailed
        | Blocker::GradeMissing
        | Blocker::ErasureMissing
        | Blocker::ErasureNotAccepted
        | Blocker::DriveNotErased
        | Blocker::ChecklistUnfinished
        | Blocker::ChecklistFailed
        | Blocker::NothingToErase
        | Blocker::OwnWork
        | Blocker::CheckUnfinished
        | Blocker::CheckFailed
        | Blocker::Allocated
        | Blocker::PalletNotHere
        | Blocker::PartMayHoldData
        | Blocker::PartKnownHere
        | Blocker::ChargerGone => "worker-refused-other",
    }
}
