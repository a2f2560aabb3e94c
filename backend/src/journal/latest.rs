//! `GET /journal`: the latest events in plain words, a page at a time.
use super::{
    Subject, actors,
    checkpoints::{self, Signature},
    names::Names,
    told, within, words,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeJournal, territory},
    signatures::in_groups,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Days, NaiveDate, SecondsFormat, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{checkpoint, event};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

const ROWS: usize = 50;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Search {
    kind: String,
    day: String,
    /// The last event shown: `at~kind~id~seq`.
    after: String,
}

#[derive(Template)]
#[template(path = "journal/latest.html")]
struct LatestPage {
    shell: Shell,
    search: Search,
    kinds: Vec<Choice>,
    errors: FormErrors,
    events: u64,
    /// The journal is downloaded whole, so not by who sees a part of it.
    may_download: bool,
    checkpoint: Option<(checkpoint::Model, Signature)>,
    /// Of the key that signs checkpoints and exports.
    fingerprint: String,
    public_key: String,
    lines: Vec<Line>,
    first: String,
    next: String,
}

struct Line {
    at: DateTime<Utc>,
    subject: String,
    subject_href: String,
    sentence: String,
    actor: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeJournal>,
    Query(search): Query<Search>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let mut errors = FormErrors::default();
    let day = match search.day.as_str() {
        "" => None,
        text => {
            let day = text.parse::<NaiveDate>().ok();
            if day.is_none() {
                errors.add("day", "journal-day-unreadable");
            }
            day
        }
    };
    let subject = Subject::from_key(&search.kind);
    let cursor = Cursor::parse(&search.after);
    let seen = within::seen_by(&by);
    let mut found = page(&app.db, seen, subject, day, cursor).await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let names = actors::names(&app.db, found.iter().filter_map(|event| event.actor_id)).await?;
    let about = |event: &event::Model| {
        Subject::from_key(&event.subject_kind).map(|subject| (subject, event.subject_id))
    };
    let subjects: Vec<_> = found.iter().filter_map(about).collect();
    let subjects = Names::of(&app.db, shell.words, &subjects).await?;
    let sentences = told::sentences(&app.db, shell.words, &found).await?;
    let lines = found
        .iter()
        .zip(sentences)
        .map(|(event, sentence)| Line {
            at: event.at,
            subject: match about(event) {
                Some((subject, id)) => subjects.name(subject, id),
                None => format!("{} {}", event.subject_kind, event.subject_id),
            },
            subject_href: format!("/journal/{}/{}", event.subject_kind, event.subject_id),
            sentence,
            actor: event
                .actor_id
                .and_then(|id| names.get(&id).cloned())
                .unwrap_or_else(|| shell.say("journal-by-system")),
        })
        .collect();
    let address = |after: &str| {
        let mut query = form_query(&search);
        query.append_pair("after", after);
        format!("/journal?{}", query.finish())
    };
    let page = LatestPage {
        kinds: Subject::ALL
            .map(|kind| Choice::new(kind.key(), shell.say(words::subject_key(kind))))
            .to_vec(),
        events: count(&app.db).await?,
        may_download: territory::limit(&by).is_none(),
        checkpoint: checkpoints::latest_signed(&app.db).await?,
        fingerprint: in_groups(&app.keys.signer.fingerprint()),
        public_key: app.keys.signer.public_key(),
        next: match found.last() {
            Some(last) if more => address(&Cursor::of(last).to_string()),
            Some(_) | None => String::new(),
        },
        first: if search.after.is_empty() {
            String::new()
        } else {
            format!("/journal?{}", form_query(&search).finish())
        },
        lines,
        errors,
        search,
        shell,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

fn form_query(search: &Search) -> form_urlencoded::Serializer<'static, String> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("kind", &search.kind);
    query.append_pair("day", &search.day);
    query
}

/// How many events there are: those the latest checkpoint counted, and those since.
async fn count(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let latest = checkpoints::latest(db).await?;
    let mut since = event::Entity::find();
    if let Some(latest) = &latest {
        since = since.filter(event::COLUMN.at.gt(latest.at));
    }
    let before = latest.map_or(0, |latest| latest.events);
    Ok(since.count(db).await? + u64::try_from(before).unwrap_or(0))
}

/// The place of an event in the list.
#[derive(Debug, PartialEq, Eq)]
struct Cursor {
    at: DateTime<Utc>,
    kind: String,
    id: i32,
    seq: i32,
}

impl Cursor {
    fn of(event: &event::Model) -> Self {
        Self {
            at: event.at,
            kind: event.subject_kind.clone(),
            id: event.subject_id,
            seq: event.seq,
        }
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('~');
        let cursor = Self {
            at: parts.next()?.parse().ok()?,
            kind: parts.next()?.to_owned(),
            id: parts.next()?.parse().ok()?,
            seq: parts.next()?.parse().ok()?,
        };
        parts.next().is_none().then_some(cursor)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = self.at.to_rfc3339_opts(SecondsFormat::Micros, true);
        write!(f, "{at}~{}~{}~{}", self.kind, self.id, self.seq)
    }
}

/// One row more than is shown tells whether there is a next page.
async fn page(
    db: &impl ConnectionTrait,
    seen: Condition,
    subject: Option<Subject>,
    day: Option<NaiveDate>,
    cursor: Option<Cursor>,
) -> Result<Vec<event::Model>, DbErr> {
    let mut events = event::Entity::find().filter(seen);
    if let Some(subject) = subject {
        events = events.filter(event::COLUMN.subject_kind.eq(subject.key()));
    }
    if let Some((begins, ends)) = day.and_then(bounds) {
        events = events
            .filter(event::COLUMN.at.gte(begins))
            .filter(event::COLUMN.at.lt(ends));
    }
    if let Some(Cursor { at, kind, id, seq }) = cursor {
        let later_kind = Condition::any().add(event::COLUMN.subject_kind.gt(&*kind));
        let later_id = Condition::all()
            .add(event::COLUMN.subject_kind.eq(&*kind))
            .add(
                Condition::any().add(event::COLUMN.subject_id.lt(id)).add(
                    Condition::all()
                        .add(event::COLUMN.subject_id.eq(id))
                        .add(event::COLUMN.seq.lt(seq)),
                ),
            );
        events = events.filter(event::COLUMN.at.lte(at)).filter(
            Condition::any()
                .add(event::COLUMN.at.lt(at))
                .add(later_kind.add(later_id)),
        );
    }
    events
        .order_by_desc(event::COLUMN.at)
        .order_by_asc(event::COLUMN.subject_kind)
        .order_by_desc(event::COLUMN.subject_id)
        .order_by_desc(event::COLUMN.seq)
        .limit(ROWS as u64 + 1)
        .all(db)
        .await
}

/// Begin and end of a day in France.
fn bounds(day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let midnight = |day: NaiveDate| {
        let begins = day.and_hms_opt(0, 0, 0)?;
        Some(Paris.from_local_datetime(&begins).earliest()?.to_utc())
    };
    Some((
        midnight(day)?,
        midnight(day.checked_add_days(Days::new(1))?)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_the_list_is_read_as_it_was_written() {
        let cursor = Cursor {
            at: "2026-05-04T08:00:00.000120Z".parse().unwrap(),
            kind: "device".to_owned(),
            id: 12,
            seq: 3,
        };
        assert_eq!(Cursor::parse(&cursor.to_string()), Some(cursor));
        for wrong in [
            "",
            "2026-05-04",
            "x~device~1~1",
            "2026-05-04T08:00:00Z~device~1~1~1",
        ] {
            assert_eq!(Cursor::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_a_day_in_france_even_when_the_clocks_change() {
        let hours = |day: &str| {
            let (begins, ends) = bounds(day.parse().unwrap()).unwrap();
            (ends - begins).num_hours()
        };
        assert_eq!(hours("2026-05-04"), 24);
        assert_eq!(hours("2026-03-29"), 23);
        assert_eq!(hours("2026-10-25"), 25);
    }
}
