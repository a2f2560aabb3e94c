//! What went through a workshop, day by day or week by week, counted from the journal's events.
use super::{
    rules::{Passage, Span},
    scope::Scope,
};
use crate::journal::EventKind;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Paris;
use entities::{event, membership};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{CaseStatement, Expr},
};

/// The events that count as a step.
fn kinds(passage: Passage) -> &'static [EventKind] {
    match passage {
        Passage::Received => &[EventKind::DeviceReceived, EventKind::DeviceFound],
        Passage::Triaged => &[EventKind::DeviceTriaged],
        Passage::Refurbished => &[EventKind::QualityCheckAsked],
        Passage::Checked => &[EventKind::QualityCheckPassed, EventKind::QualityCheckFailed],
        Passage::Ready => &[EventKind::QualityCheckPassed],
        Passage::Scrapped => &[EventKind::DeviceScrapped, EventKind::DevicePutOnPallet],
    }
}

/// The events that say that a step was none after all: who took it took it back.
fn taken_back(passage: Passage) -> &'static [EventKind] {
    match passage {
        Passage::Refurbished => &[EventKind::CheckRequestTakenBack],
        Passage::Received
        | Passage::Triaged
        | Passage::Checked
        | Passage::Ready
        | Passage::Scrapped => &[],
    }
}

/// A step, and how many devices took it in each span.
pub struct Series {
    pub passage: Passage,
    pub counts: Vec<i64>,
}

/// The moment a day begins in Paris.
fn begins(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    Paris
        .from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// What people of the workshop did in these spans: one query, answered by an index alone. An event belongs to
/// where the person who acted works, wherever the device has gone since.
pub async fn flow(
    db: &impl ConnectionTrait,
    scope: &Scope,
    spans: &[Span],
) -> Result<Vec<Series>, DbErr> {
    let wanted = Passage::ALL
        .iter()
        .flat_map(|passage| kinds(*passage).iter().chain(taken_back(*passage)));
    let here = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .filter(
            Condition::any()
                .add(membership::COLUMN.site_id.is_in(scope.sites.clone()))
                .add(
                    Condition::all()
                        .add(membership::COLUMN.organisation_id.eq(scope.organisation))
                        .add(membership::COLUMN.site_id.is_null()),
                ),
        );
    let mut number = CaseStatement::new();
    for (index, span) in spans.iter().enumerate() {
        let index = i32::try_from(index).unwrap_or(i32::MAX);
        number = number.case(event::COLUMN.at.lt(begins(span.until)), index);
    }
    let first = spans.first().map(|span| begins(span.from));
    let last = spans.last().map(|span| begins(span.until));
    let rows: Vec<(i32, String, i64)> = event::Entity::find()
        .select_only()
        .expr_as(number, "span")
        .column(event::Column::Kind)
        .column_as(event::Column::Kind.count(), "events")
        .filter(event::COLUMN.kind.is_in(wanted.map(|kind| kind.name())))
        .filter(
            Condition::all()
                .add_option(first.map(|first| event::COLUMN.at.gte(first)))
                .add_option(last.map(|last| event::COLUMN.at.lt(last))),
        )
        .filter(event::Column::ActorId.in_subquery(here.into_query()))
        .group_by(Expr::col("span"))
        .group_by(event::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    let series = |passage: Passage| {
        let mut counts = vec![0_i64; spans.len()];
        for (span, kind, events) in &rows {
            let among = |these: &[EventKind]| these.iter().any(|one| one.name() == kind);
            let count = usize::try_from(*span)
                .ok()
                .and_then(|span| counts.get_mut(span));
            let Some(count) = count else { continue };
            if among(kinds(passage)) {
                *count += events;
            } else if among(taken_back(passage)) {
                *count -= events;
            }
        }
        // Asked for before midnight, taken back after it.
        for count in &mut counts {
            *count = (*count).max(0);
        }
        Series { passage, counts }
    };
    Ok(Passage::ALL.into_iter().map(series).collect())
}
