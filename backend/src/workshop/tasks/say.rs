//! What the page of a task or of a stop says: a pictogram, a few words, the answers.
use super::{
    at_hand::AtHand,
    rules::{Part, Stop, Task},
};
use crate::{
    devices::standing::kind_value,
    web::{Lang, Words, words::unbroken},
    workshop::{
        checklists::{Answer, Item, Kind, Measure, shipped},
        erasure_by_reset::stored,
        grades::Grade,
        reset::OsFamily,
    },
};
use entities::{
    checklist_answer::Step, checklist_item::Unit, device::DeviceKind, device_lock::LockKind,
    reset_answer::ResetQuestion,
};
use std::borrow::Cow;

/// Words, with their language where it is not the page's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub words: String,
    /// A language the page falls back to. It runs left to right.
    pub lang: Option<&'static str>,
}

impl Text {
    pub fn new(words: String) -> Self {
        Self { words, lang: None }
    }
}

/// One large button.
pub struct Reply {
    pub value: Cow<'static, str>,
    pub tone: &'static str,
    pub icon: &'static str,
    pub words: String,
    pub chosen: bool,
}

/// What the person does on the page.
pub enum Control {
    Replies(Vec<Reply>),
    /// A number to read off the device.
    Measure {
        typed: String,
        unit: String,
        bounds: String,
    },
    Photo {
        /// The name of its field.
        field: String,
        /// The photo taken before, by its number.
        taken: Option<i32>,
    },
    Log {
        /// Nothing ties the log to the machine but what is read on its drives.
        asks_serials: bool,
    },
    /// Nothing to record: on to the task of this name.
    Onwards(String),
}

/// A task as its page shows it.
pub struct Said<'a> {
    pub icon: &'a str,
    pub title: Text,
    /// A second short sentence, as a word key.
    pub help: Option<&'static str>,
    pub control: Control,
}

#[must_use]
pub const fn part_key(part: Part) -> &'static str {
    match part {
        Part::Triage => "worker-part-triage",
        Part::Erasure(_) => "worker-part-erasure",
        Part::Refurbishment => "worker-part-refurbishment",
        Part::Check => "worker-part-check",
    }
}

/// Icon, title and help of a stop.
#[must_use]
pub const fn stop_keys(stop: Stop) -> (&'static str, &'static str, &'static str) {
    match stop {
        Stop::Supervisor => (
            "hand",
            "worker-stop-supervisor",
            "worker-stop-supervisor-help",
        ),
        Stop::Training => ("graduation-cap", "worker-stop-training", "worker-stop-give"),
        Stop::Locked => ("lock", "worker-stop-locked", "worker-stop-locked-help"),
        Stop::Software => ("app-window", "worker-stop-software", "worker-stop-give"),
        Stop::PartMissing => ("wrench", "worker-stop-part", "worker-stop-give"),
        Stop::Finished => (
            "circle-check",
            "worker-stop-finished",
            "worker-stop-finished-help",
        ),
        Stop::Ready => ("circle-check", "worker-stop-ready", "worker-stop-nothing"),
        Stop::Elsewhere => ("info", "worker-stop-elsewhere", "worker-stop-give"),
    }
}

#[must_use]
pub fn task<'a>(words: Words, task: Task<'a>, at_hand: &AtHand) -> Said<'a> {
    let say = |key: &str| Text::new(words.say(key));
    let chosen = |question| at_hand.reset_answer(question);
    let one = |value, icon, key| {
        Control::Replies(vec![Reply {
            value: Cow::Borrowed(value),
            tone: "good",
            icon,
            words: words.say(key),
            chosen: false,
        }])
    };
    match task {
        Task::Question(step, item) => Said {
            icon: &item.pictogram,
            title: question(words, at_hand.work.device.kind, item),
            help: (item.kind == Kind::Photo).then_some("worker-picture-help"),
            control: control(words, (step, item), at_hand),
        },
        Task::System => Said {
            icon: "tablet-smartphone",
            title: say("worker-system"),
            help: Some("worker-system-help"),
            control: Control::Replies(systems(words, chosen(ResetQuestion::Os))),
        },
        Task::Reset => Said {
            icon: "rotate-ccw",
            title: say("worker-reset"),
            help: Some("worker-reset-help"),
            control: one("done", "check", "worker-done"),
        },
        Task::Lock(kind) => {
            let (title, help, question) = match kind {
                LockKind::ActivationLock => (
                    "worker-activation-lock",
                    "worker-activation-lock-help",
                    ResetQuestion::ActivationLock,
                ),
                LockKind::ResetProtection => (
                    "worker-reset-protection",
                    "worker-reset-protection-help",
                    ResetQuestion::ResetProtection,
                ),
                LockKind::DeviceManagement => (
                    "worker-device-management",
                    "worker-device-management-help",
                    ResetQuestion::DeviceManagement,
                ),
            };
            let answer = (chosen(question) == "yes").then_some(Answer::Yes);
            Said {
                icon: "lock-open",
                title: say(title),
                help: Some(help),
                control: Control::Replies(replies(words, &[Answer::Yes, Answer::No], answer)),
            }
        }
        Task::Sim => Said {
            icon: "card-sim",
            title: say("worker-sim"),
            help: Some("worker-sim-help"),
            control: Control::Replies(slots(words, chosen(ResetQuestion::Sim))),
        },
        Task::Sd => Said {
            icon: "memory-stick",
            title: say("worker-sd"),
            help: Some("worker-sd-help"),
            control: Control::Replies(slots(words, chosen(ResetQuestion::Sd))),
        },
        Task::Photo => Said {
            icon: "camera",
            title: say("worker-photo"),
            help: Some("worker-photo-help"),
            control: Control::Photo {
                field: "photo".to_owned(),
                taken: None,
            },
        },
        Task::Wipe => Said {
            icon: "eraser",
            title: say("worker-wipe"),
            help: Some("worker-wipe-help"),
            control: Control::Onwards(Task::Log.name()),
        },
        Task::Log => Said {
            icon: "file-text",
            title: say("worker-log"),
            help: Some("worker-log-help"),
            control: Control::Log {
                asks_serials: at_hand.work.device.serial.is_none()
                    && at_hand.work.drives.is_empty(),
            },
        },
        Task::AskCheck => Said {
            icon: "shield-check",
            title: say("worker-ask-check"),
            help: Some("worker-ask-check-help"),
            control: one("ask", "shield-check", "worker-ask-check-button"),
        },
    }
}

/// An item's words: those its list has in this language, else ours for its kind of device, else ours for every kind
/// that asks it, else its French ones. Ours say what the list that comes with the program asks; an item that was
/// worded anew is asked as it is written now.
pub fn question(words: Words, kind: DeviceKind, item: &Item) -> Text {
    let (tag, _) = words.tag_and_dir();
    let french = item.said(Lang::Fr);
    if tag == Lang::Fr.as_str() {
        return Text::new(unbroken(french).into_owned());
    }
    if let Some(said) = item.words.get(tag) {
        return Text::new(said.clone());
    }
    let ours = shipped::at(kind, item.step)
        .iter()
        .any(|known| known.id == item.id && known.said(Lang::Fr) == french);
    let keys = item_keys(kind, item);
    match keys.iter().find(|key| ours && words.says(key)) {
        Some(key) => Text::new(words.say(key)),
        None => Text {
            words: unbroken(french).into_owned(),
            lang: Some(Lang::Fr.as_str()),
        },
    }
}

/// The keys under which a language may have an item's words.
fn item_keys(kind: DeviceKind, item: &Item) -> [String; 2] {
    let id = &item.id.0;
    [
        format!("check-{}-{id}", kind_value(kind)),
        format!("check-{id}"),
    ]
}

/// How a question of a list is answered.
fn control(words: Words, (step, item): (Step, &Item), at_hand: &AtHand) -> Control {
    let work = &at_hand.work;
    let chosen = work.answers(step).get(&item.id).copied();
    let choices = |answers: &[Answer]| Control::Replies(replies(words, answers, chosen));
    match item.kind {
        Kind::YesNo => choices(&[Answer::Yes, Answer::No]),
        Kind::YesNoNa => choices(&[Answer::Yes, Answer::No, Answer::NotApplicable]),
        Kind::Grade => choices(&Answer::CHOICES[3..]),
        Kind::Measure(measure) => Control::Measure {
            typed: chosen
                .map(|answer| answer.as_str().into_owned())
                .unwrap_or_default(),
            unit: words.say(unit_key(measure.unit)),
            bounds: bounds(words, measure),
        },
        Kind::Photo => Control::Photo {
            field: item.id.0.clone(),
            taken: work.photos.get(&item.id).map(|photo| photo.id.0),
        },
    }
}

fn bounds(words: Words, measure: Measure) -> String {
    words
        .with("lowest", measure.lowest)
        .with("highest", measure.highest)
        .say("worker-number-bounds")
}

/// What stands beside the number.
const fn unit_key(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent => "worker-unit-percent",
        Unit::Cycles => "worker-unit-cycles",
        Unit::Hours => "worker-unit-hours",
        Unit::Minutes => "worker-unit-minutes",
        Unit::Gigabytes => "worker-unit-gigabytes",
        Unit::Celsius => "worker-unit-celsius",
    }
}

/// A button per answer.
fn replies(words: Words, answers: &[Answer], chosen: Option<Answer>) -> Vec<Reply> {
    let reply = |answer: &Answer| {
        let (tone, icon, key) = look(*answer)?;
        Some(Reply {
            value: answer.as_str(),
            tone,
            icon,
            words: words.say(key),
            chosen: chosen == Some(*answer),
        })
    };
    answers.iter().filter_map(reply).collect()
}

/// Tone, icon and words of an answer that is a button. A number and a photo are none.
const fn look(answer: Answer) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match answer {
        Answer::Yes => ("good", "check", "worker-yes"),
        Answer::No => ("stop", "x", "worker-no"),
        Answer::NotApplicable => ("plain", "circle-minus", "worker-none-there"),
        Answer::Grade(Grade::A) => ("good", "sparkles", "worker-grade-a"),
        Answer::Grade(Grade::B) => ("info", "star", "worker-grade-b"),
        Answer::Grade(Grade::C) => ("wait", "circle-alert", "worker-grade-c"),
        Answer::Grade(Grade::Scrap) => ("stop", "trash-2", "worker-grade-scrap"),
        Answer::Measured(_) | Answer::Photo => return None,
    })
}

fn systems(words: Words, chosen: &str) -> Vec<Reply> {
    OsFamily::ALL
        .map(|family| Reply {
            value: Cow::Borrowed(stored(family)),
            tone: "info",
            icon: match family {
                OsFamily::Apple | OsFamily::Android => "tablet-smartphone",
                OsFamily::ChromeOs | OsFamily::Windows => "laptop",
                OsFamily::Other => "circle-help",
            },
            words: words.say(family.key()),
            chosen: stored(family) == chosen,
        })
        .into()
}

fn slots(words: Words, chosen: &str) -> Vec<Reply> {
    [
        ("emptied", "good", "check", "worker-slot-emptied"),
        ("no_slot", "plain", "circle-minus", "worker-no-slot"),
    ]
    .map(|(value, tone, icon, key)| Reply {
        value: Cow::Borrowed(value),
        tone,
        icon,
        words: words.say(key),
        chosen: value == chosen,
    })
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Tongue;
    use sea_orm::Iterable;

    /// Every item that a worker is asked about, with its kind of device.
    fn items() -> impl Iterator<Item = (DeviceKind, &'static Item)> {
        DeviceKind::iter().flat_map(|kind| {
            [Step::Triage, Step::Refurbishment]
                .into_iter()
                .flat_map(move |step| shipped::at(kind, step))
                .map(move |item| (kind, item))
        })
    }

    #[test]
    fn every_language_asks_every_question_of_the_lists() {
        for tongue in Tongue::all() {
            for (kind, item) in items() {
                let said = question(tongue.words(), kind, item);
                assert_eq!(said.lang, None, "{}: {kind:?} {}", tongue.tag(), item.id.0);
                let long = said.words.chars().count();
                assert!(long <= 60, "{}: {} is long", tongue.tag(), said.words);
            }
        }
    }

    #[test]
    fn no_language_answers_a_question_that_no_list_asks() {
        let asked: Vec<String> = items()
            .flat_map(|(kind, item)| item_keys(kind, item))
            .collect();
        for tongue in Tongue::all() {
            let said = tongue.sentences();
            // What the screens say too is no question of a list.
            let french = Words::new(Lang::Fr);
            let questions = said.keys().filter(|key| key.starts_with("check-"));
            for key in questions.filter(|key| !french.knows(key)) {
                assert!(asked.contains(key), "{}: {key}", tongue.tag());
            }
        }
    }

    #[test]
    fn an_item_that_was_worded_anew_is_asked_as_it_is_written() {
        let words = Tongue::from_tag("ar").unwrap().words();
        let (kind, item) = items().next().unwrap();
        let anew = Item {
            words: [("fr".to_owned(), "Tout autre chose ?".to_owned())].into(),
            ..item.clone()
        };
        let said = question(words, kind, &anew);
        assert_eq!(said.words, "Tout autre chose\u{a0}?");
        assert_eq!(said.lang, Some("fr"));
        // Its list may have words of its own for it.
        let mut with_arabic = anew;
        let arabic = "سؤال آخر؟".to_owned();
        with_arabic.words.insert("ar".to_owned(), arabic.clone());
        assert_eq!(question(words, kind, &with_arabic), Text::new(arabic));
    }
}
