//! All that is held about one person, section by section: what they are given who ask for it (GDPR, articles 15 and 20).
//! Each line has words for a person and a plain value for a program.
mod answered;
mod followed;
mod internet;
mod passes;
mod person;

use crate::{
    app::App,
    journal::Subject,
    web::{Error, Words},
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{clearance, enrolment, handover, recipient, request};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// A part of the copy: one entry per thing held.
pub struct Section {
    pub key: &'static str,
    pub title: &'static str,
    pub entries: Vec<Entry>,
}

/// One thing held, line by line.
pub struct Entry {
    words: Words,
    pub lines: Vec<Line>,
}

pub struct Line {
    field: &'static str,
    pub label: String,
    pub said: String,
    value: Value,
}

impl Entry {
    fn new(words: Words) -> Self {
        Self {
            words,
            lines: Vec::new(),
        }
    }

    fn line(mut self, field: &'static str, key: &'static str, said: String, value: Value) -> Self {
        self.lines.push(Line {
            field,
            label: self.words.say(key),
            said,
            value,
        });
        self
    }

    /// What is not known has no line.
    fn text(self, field: &'static str, key: &'static str, text: &str) -> Self {
        if text.is_empty() {
            return self;
        }
        self.line(field, key, text.to_owned(), json!(text))
    }

    fn day(
        self,
        field: &'static str,
        key: &'static str,
        day: impl Into<Option<NaiveDate>>,
    ) -> Self {
        let day: Option<NaiveDate> = day.into();
        let Some(day) = day else { return self };
        let said = self.words.date(day);
        self.line(field, key, said, json!(day))
    }

    fn moment(
        self,
        field: &'static str,
        key: &'static str,
        at: impl Into<Option<DateTime<Utc>>>,
    ) -> Self {
        let at: Option<DateTime<Utc>> = at.into();
        let Some(at) = at else { return self };
        let said = self.words.date_time(at);
        self.line(field, key, said, json!(at))
    }

    /// One of a list: said by its word, and valued as the database has it.
    fn word(
        self,
        field: &'static str,
        key: &'static str,
        value: &impl Serialize,
        word: &str,
    ) -> Self {
        let said = self.words.say(word);
        self.line(field, key, said, json!(value))
    }

    fn value(&self) -> Value {
        let lines = self.lines.iter();
        let fields: Map<String, Value> = lines
            .map(|line| (line.field.to_owned(), line.value.clone()))
            .collect();
        Value::Object(fields)
    }
}

/// The copy as a program reads it.
#[must_use]
pub fn as_json(reference: &str, at: DateTime<Utc>, sections: &[Section]) -> Value {
    let parts: Map<String, Value> = sections
        .iter()
        .map(|section| {
            let entries = section.entries.iter().map(Entry::value).collect();
            (section.key.to_owned(), Value::Array(entries))
        })
        .collect();
    json!({ "recipient": reference, "copied_at": at, "held": parts })
}

/// What hangs on a person, oldest first.
struct Rows {
    requests: Vec<request::Model>,
    handovers: Vec<handover::Model>,
    enrolments: Vec<enrolment::Model>,
    clearances: Vec<clearance::Model>,
}

async fn rows(app: &App, person: &recipient::Model) -> Result<Rows, Error> {
    let requests = request::Entity::find()
        .filter(request::COLUMN.recipient_id.eq(person.id))
        .order_by_asc(request::COLUMN.id)
        .all(&app.db)
        .await?;
    let handovers = handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.eq(person.id))
        .order_by_asc(handover::COLUMN.id)
        .all(&app.db)
        .await?;
    let enrolments = enrolment::Entity::find()
        .filter(
            enrolment::COLUMN
                .request_id
                .is_in(requests.iter().map(|request| request.id)),
        )
        .order_by_asc(enrolment::COLUMN.id)
        .all(&app.db)
        .await?;
    let clearances = clearance::Entity::find()
        .filter(clearance::COLUMN.recipient_id.eq(person.id))
        .order_by_asc(clearance::COLUMN.id)
        .all(&app.db)
        .await?;
    Ok(Rows {
        requests,
        handovers,
        enrolments,
        clearances,
    })
}

/// Everything held about a person.
#[expect(
    clippy::too_many_lines,
    reason = "one section after the other, in the order of the copy"
)]
pub async fn of(app: &App, words: Words, person: &recipient::Model) -> Result<Vec<Section>, Error> {
    let Rows {
        requests,
        handovers,
        enrolments,
        clearances,
    } = rows(app, person).await?;
    let names = followed::names(app, &requests).await?;
    let remarked: Vec<(Subject, i32)> = requests
        .iter()
        .map(|row| (Subject::Request, row.id.0))
        .chain(clearances.iter().map(|row| (Subject::Clearance, row.id.0)))
        .chain(handovers.iter().map(|row| (Subject::Handover, row.id.0)))
        .chain(enrolments.iter().map(|row| (Subject::Enrolment, row.id.0)))
        .collect();
    let section = |key, title, entries| Section {
        key,
        title,
        entries,
    };
    Ok(vec![
        section(
            "identity",
            "copy-identity",
            person::known(app, words, person).await?,
        ),
        section(
            "requests",
            "copy-requests",
            followed::asked(app, words, &requests, &names).await?,
        ),
        section(
            "remarks",
            "copy-remarks",
            person::remarks(app, words, &remarked).await?,
        ),
        section(
            "learners",
            "copy-learners",
            person::learners(app, words, person).await?,
        ),
        section(
            "enrolments",
            "copy-enrolments",
            followed::enrolled(app, words, &enrolments).await?,
        ),
        section(
            "attendance",
            "copy-attendance",
            followed::attended(app, words, &enrolments).await?,
        ),
        section(
            "answers",
            "copy-answers",
            answered::answers(app, words, &enrolments).await?,
        ),
        section(
            "skill_results",
            "copy-skill-results",
            answered::skill_results(app, words, &enrolments).await?,
        ),
        section(
            "clearances",
            "copy-clearances",
            followed::cleared(words, &clearances),
        ),
        section(
            "handovers",
            "copy-handovers",
            followed::handed_over(app, words, &handovers, &names).await?,
        ),
        section(
            "appointments",
            "copy-appointments",
            followed::expected(app, words, &requests, &names).await?,
        ),
        section(
            "passes",
            "copy-passes",
            passes::given(app, words, person.id).await?,
        ),
        section(
            "internet",
            "copy-internet",
            internet::access(app, words, person.id).await?,
        ),
        section(
            "messages",
            "copy-messages",
            followed::messages(app, words, &requests, &handovers).await?,
        ),
        section(
            "papers",
            "copy-papers",
            person::papers(app, words, person.id).await?,
        ),
        section(
            "rights",
            "copy-rights",
            person::rights(app, words, person.id).await?,
        ),
        section(
            "looks",
            "copy-looks",
            person::looks(app, words, person.id).await?,
        ),
    ])
}
