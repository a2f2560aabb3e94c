//! Which one thing the worker view asks now, what comes before and after it. Pure: facts in, tasks out.
use crate::workshop::{
    checklists::{Answers, Item, blocking, missing},
    reset::OsFamily,
    rules::{NextAction, Waiting},
};
use entities::{
    checklist_answer::Step, device::Stage, device_lock::LockKind, erasure::ErasureMethod,
    reset_answer::ResetQuestion,
};

/// One question or one instruction: a page of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task<'a> {
    /// An item of a checklist.
    Question(Step, &'a Item),
    /// Which system the device runs, where its list did not say.
    System,
    /// Reset it, now.
    Reset,
    /// Whether a lock of the previous owner is off.
    Lock(LockKind),
    Sim,
    Sd,
    /// The photo of the set-up screen: with it the erasure is recorded.
    Photo,
    /// Start the wipe and wait for its end.
    Wipe,
    /// The log of the wipe.
    Log,
    AskCheck,
}

impl Task<'_> {
    /// What it is called in an address and in a form.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Question(Step::Triage, item) => format!("triage.{}", item.id.0),
            Self::Question(Step::Refurbishment, item) => format!("refurbishment.{}", item.id.0),
            Self::Question(Step::QualityCheck, item) => format!("check.{}", item.id.0),
            Self::System => "system".to_owned(),
            Self::Reset => "reset".to_owned(),
            Self::Lock(LockKind::ActivationLock) => "activation-lock".to_owned(),
            Self::Lock(LockKind::ResetProtection) => "reset-protection".to_owned(),
            Self::Lock(LockKind::DeviceManagement) => "device-management".to_owned(),
            Self::Sim => "sim".to_owned(),
            Self::Sd => "sd".to_owned(),
            Self::Photo => "photo".to_owned(),
            Self::Wipe => "wipe".to_owned(),
            Self::Log => "log".to_owned(),
            Self::AskCheck => "ask-check".to_owned(),
        }
    }

    /// The answer about the reset that it keeps, if it keeps one.
    #[must_use]
    pub fn reset_question(self) -> Option<ResetQuestion> {
        match self {
            Self::System => Some(ResetQuestion::Os),
            Self::Lock(LockKind::ActivationLock) => Some(ResetQuestion::ActivationLock),
            Self::Lock(LockKind::ResetProtection) => Some(ResetQuestion::ResetProtection),
            Self::Lock(LockKind::DeviceManagement) => Some(ResetQuestion::DeviceManagement),
            Self::Sim => Some(ResetQuestion::Sim),
            Self::Sd => Some(ResetQuestion::Sd),
            Self::Question(..)
            | Self::Reset
            | Self::Photo
            | Self::Wipe
            | Self::Log
            | Self::AskCheck => None,
        }
    }
}

/// The tasks that belong together: the page counts them, and "back" stays among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Triage,
    Erasure(ErasureMethod),
    Refurbishment,
    Check,
}

/// Why there is no task, and what to do with the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Triage found what a supervisor has to decide about.
    Supervisor,
    /// Somebody trained has to erase it.
    Training,
    /// A lock of the previous owner is on.
    Locked,
    /// What is installed is unsaid, or no programme would take it.
    Software,
    /// A part that it needs came out of it.
    PartMissing,
    /// The work is done: the next person checks.
    Finished,
    Ready,
    Elsewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Now {
    Do(Part),
    Stop(Stop),
}

/// What the next action is in the worker view. A check is never made here: it is its own page.
#[must_use]
pub const fn now(next: NextAction) -> Now {
    match next {
        NextAction::Triage => Now::Do(Part::Triage),
        NextAction::Erase(method) => Now::Do(Part::Erasure(method)),
        NextAction::FillChecklist | NextAction::Repair => Now::Do(Part::Refurbishment),
        NextAction::AskCheck => Now::Do(Part::Check),
        NextAction::Scrap | NextAction::Wait(Waiting::ForScrapDecision) => {
            Now::Stop(Stop::Supervisor)
        }
        NextAction::Wait(Waiting::ForErasureHabilitation) => Now::Stop(Stop::Training),
        NextAction::Install => Now::Stop(Stop::Software),
        NextAction::Fit(_) => Now::Stop(Stop::PartMissing),
        NextAction::Wait(Waiting::ForRelease) => Now::Stop(Stop::Locked),
        NextAction::Check
        | NextAction::SendBack
        | NextAction::Wait(
            Waiting::ForSupervisor | Waiting::ForSomebodyElse | Waiting::ForCheckHabilitation,
        ) => Now::Stop(Stop::Finished),
        NextAction::Ready => Now::Stop(Stop::Ready),
        NextAction::Nothing => Now::Stop(Stop::Elsewhere),
    }
}

/// What is known of a device, for its tasks.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub stage: Stage,
    pub triage_items: &'a [Item],
    pub triage: &'a Answers,
    pub refurbishment_items: &'a [Item],
    pub refurbishment: &'a Answers,
    /// The system, from its list or from the answer given here.
    pub family: Option<OsFamily>,
    /// The list did not say the system: it is asked.
    pub asks_system: bool,
    /// It was said to be reset, in this stay.
    pub reset: bool,
    /// The questions about the reset that this person has answered.
    pub answered: &'a [ResetQuestion],
}

/// The tasks of a part, in order.
#[must_use]
pub fn tasks<'a>(part: Part, known: &Known<'a>) -> Vec<Task<'a>> {
    let questions = |step, items: &'a [Item]| {
        let question = move |item| Task::Question(step, item);
        items.iter().map(question).collect()
    };
    match part {
        Part::Triage => questions(Step::Triage, known.triage_items),
        Part::Refurbishment => questions(Step::Refurbishment, known.refurbishment_items),
        Part::Check => vec![Task::AskCheck],
        Part::Erasure(ErasureMethod::Nwipe) => vec![Task::Wipe, Task::Log],
        Part::Erasure(ErasureMethod::Reset) => {
            let has = |there: fn(OsFamily) -> bool| known.family.is_some_and(there);
            [
                (known.asks_system, Task::System),
                (true, Task::Reset),
                (
                    has(OsFamily::has_activation_lock),
                    Task::Lock(LockKind::ActivationLock),
                ),
                (
                    has(OsFamily::has_reset_protection),
                    Task::Lock(LockKind::ResetProtection),
                ),
                (
                    has(OsFamily::has_device_management),
                    Task::Lock(LockKind::DeviceManagement),
                ),
                (true, Task::Sim),
                (true, Task::Sd),
                (true, Task::Photo),
            ]
            .into_iter()
            .filter_map(|(asked, task)| asked.then_some(task))
            .collect()
        }
    }
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// It may be left out.
    Optional,
    /// Answered, and nothing goes on with this answer.
    Failed,
    Done,
}

#[must_use]
pub fn standing(task: Task, known: &Known) -> Standing {
    let done_if = |done| if done { Standing::Done } else { Standing::Open };
    match task {
        Task::Question(Step::Triage, item) => of_item(item, known.triage),
        Task::Question(Step::Refurbishment | Step::QualityCheck, item) => {
            of_item(item, known.refurbishment)
        }
        Task::Reset => done_if(known.reset),
        Task::System | Task::Lock(_) | Task::Sim | Task::Sd => {
            let question = task.reset_question();
            done_if(question.is_some_and(|question| known.answered.contains(&question)))
        }
        Task::Photo | Task::Wipe | Task::Log | Task::AskCheck => Standing::Open,
    }
}

fn of_item(item: &Item, answers: &Answers) -> Standing {
    let one = std::slice::from_ref(item);
    if !missing(answers, one).is_empty() {
        Standing::Open
    } else if !blocking(answers, one).is_empty() {
        Standing::Failed
    } else if answers.contains_key(&item.id) {
        Standing::Done
    } else {
        Standing::Optional
    }
}

/// The task a part begins at: the first one open, else the first that failed, else the last.
#[must_use]
pub fn first<'a>(tasks: &[Task<'a>], known: &Known<'a>) -> Option<Task<'a>> {
    let find = |wanted| {
        let mut found = tasks
            .iter()
            .filter(|task| standing(**task, known) == wanted);
        found.next().copied()
    };
    find(Standing::Open)
        .or_else(|| find(Standing::Failed))
        .or_else(|| tasks.last().copied())
}

/// The task after this one: the next that is open or may be left out. None goes to whatever is first then.
#[must_use]
pub fn after<'a>(task: Task, tasks: &[Task<'a>], known: &Known<'a>) -> Option<Task<'a>> {
    let place = tasks.iter().position(|other| other.name() == task.name())?;
    tasks[place + 1..]
        .iter()
        .find(|task| match standing(**task, known) {
            Standing::Open | Standing::Optional => true,
            Standing::Failed | Standing::Done => false,
        })
        .copied()
}

/// The parts a page may be asked for: what is to be done now, and answers that may still be put right.
#[must_use]
pub fn open_parts(now: Now, stage: Stage) -> Vec<Part> {
    let mut parts = Vec::new();
    if let Now::Do(part) = now {
        parts.push(part);
    }
    match stage {
        Stage::Received | Stage::Triage => parts.push(Part::Triage),
        Stage::Refurbishment => parts.extend([Part::Refurbishment, Part::Triage]),
        Stage::Announced
        | Stage::NotReceived
        | Stage::QualityCheck
        | Stage::Ready
        | Stage::Scrapped => {}
    }
    parts
}

#[cfg(test)]
mod tests;
