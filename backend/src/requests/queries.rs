//! Which requests a person sees, what waits and for how long, and which promises end.
use super::rules::{PROMISED_DAYS, usual_wait};
use crate::{
    auth::{Signed, territory},
    devices::free::free_devices,
    recipients::limits,
};
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use entities::{
    appointment::{self, AppointmentState},
    attendance::{self, AttendanceState},
    clearance::{self, ClearanceState},
    device::DeviceKind,
    enrolment,
    membership::Role,
    programme::ProgrammeId,
    request::{self, RequestId, RequestState},
    site, training_session,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, sea_query::Condition,
};

/// The requests a person may know of: their own organisation's; for coordination those collected in
/// its territories.
#[must_use]
pub fn visible_to(by: &Signed) -> Select<request::Entity> {
    let all = request::Entity::find();
    if by.role != Role::Coordinator {
        return all.filter(request::COLUMN.organisation_id.eq(by.organisation_id));
    }
    match territory::limit(by) {
        Some(limited) => all.filter(territory::requests(limited)),
        None => all,
    }
}

/// One request, if the person may know of it.
pub async fn find(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<request::Model>, DbErr> {
    visible_to(by)
        .filter(request::COLUMN.id.eq(RequestId(id)))
        .one(db)
        .await
}

/// What the queue shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    /// Empty: what still needs somebody.
    pub state: Option<RequestState>,
    pub programme: Option<ProgrammeId>,
    /// The last request of the page before.
    pub after: Option<i32>,
}

/// One page of the queue, waiting longest first, and one more row when there is a next page.
pub async fn queue(
    db: &impl ConnectionTrait,
    by: &Signed,
    filter: Filter,
    page_size: u64,
) -> Result<Vec<request::Model>, DbErr> {
    let mut select = visible_to(by);
    select = match filter.state {
        Some(state) => select.filter(request::COLUMN.state.eq(state)),
        None => select.filter(
            request::COLUMN
                .state
                .is_in([RequestState::Submitted, RequestState::Allocated]),
        ),
    };
    if let Some(programme) = filter.programme {
        select = select.filter(request::COLUMN.programme_id.eq(programme));
    }
    if let Some(after) = filter.after
        && let Some(last) = find(db, by, after).await?
    {
        let later = Condition::any()
            .add(request::COLUMN.submitted_at.gt(last.submitted_at))
            .add(
                Condition::all()
                    .add(request::COLUMN.submitted_at.eq(last.submitted_at))
                    .add(request::COLUMN.id.gt(last.id)),
            );
        select = select.filter(later);
    }
    select
        .order_by_asc(request::Column::SubmittedAt)
        .order_by_asc(request::Column::Id)
        .limit(page_size + 1)
        .all(db)
        .await
}

/// What can honestly be said before a request is sent: never a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub programme: ProgrammeId,
    pub kind: DeviceKind,
    /// Median of the last six months, in days; none when too few were fulfilled.
    pub usual_days: Option<i64>,
    /// Ready, in house, promised to nobody.
    pub ready: u64,
    /// Requests for this kind, under any programme, that wait for a device.
    pub waiting: u64,
}

/// A fulfilled request: what was asked, when it was sent and when it was closed.
type Past = (
    ProgrammeId,
    DeviceKind,
    DateTime<Utc>,
    Option<DateTime<Utc>>,
);

/// The outlook of each programme and kind.
pub async fn outlooks(
    db: &impl ConnectionTrait,
    asked: &[(ProgrammeId, DeviceKind)],
    now: DateTime<Utc>,
) -> Result<Vec<Outlook>, DbErr> {
    let past: Vec<Past> = request::Entity::find()
        .select_only()
        .columns([
            request::Column::ProgrammeId,
            request::Column::DeviceKind,
            request::Column::SubmittedAt,
            request::Column::ClosedAt,
        ])
        .filter(request::COLUMN.state.eq(RequestState::Fulfilled))
        .filter(request::Column::DeviceKind.is_not_null())
        .filter(request::COLUMN.closed_at.gte(now - Months::new(6)))
        .into_tuple()
        .all(db)
        .await?;
    let mut outlooks = Vec::new();
    for &(programme, kind) in asked {
        let days = past
            .iter()
            .filter(|(p, k, ..)| (*p, *k) == (programme, kind))
            .filter_map(|(_, _, from, to)| to.map(|to| (to - *from).num_days()))
            .collect();
        outlooks.push(Outlook {
            programme,
            kind,
            usual_days: usual_wait(days),
            ready: free_devices(Some(kind)).count(db).await?,
            waiting: request::Entity::find()
                .filter(request::COLUMN.state.eq(RequestState::Submitted))
                .filter(request::COLUMN.device_kind.eq(kind))
                .count(db)
                .await?,
        });
    }
    Ok(outlooks)
}

/// Of these requests, the promises whose last day comes before this one and which nothing extends: no clearance
/// stands, nobody is expected at the pick-up point, and nobody has a place in a session to come, or one of the last
/// thirty days that they were not absent from. While a person has their data limited nothing ends for them.
#[must_use]
pub fn ending(
    requests: Select<request::Entity>,
    before: NaiveDate,
    now: DateTime<Utc>,
) -> Select<request::Entity> {
    let cleared = clearance::Entity::find()
        .select_only()
        .column(clearance::Column::RequestId)
        .filter(clearance::COLUMN.state.eq(ClearanceState::Issued))
        .filter(clearance::COLUMN.expires_at.gte(now))
        .into_query();
    let sessions = training_session::Entity::find()
        .select_only()
        .column(training_session::Column::Id)
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .filter(
            training_session::COLUMN
                .starts_at
                .gte(now - Days::new(PROMISED_DAYS)),
        )
        .into_query();
    let at_sessions = attendance::Entity::find()
        .select_only()
        .column(attendance::Column::EnrolmentId)
        .filter(
            attendance::COLUMN
                .state
                .is_in([AttendanceState::Booked, AttendanceState::Present]),
        )
        .filter(attendance::Column::SessionId.in_subquery(sessions))
        .into_query();
    let learning = enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::RequestId)
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .filter(enrolment::Column::Id.in_subquery(at_sessions))
        .into_query();
    let expected = appointment::Entity::find()
        .select_only()
        .column(appointment::Column::RequestId)
        .filter(appointment::COLUMN.state.eq(AppointmentState::Booked))
        .filter(appointment::COLUMN.ends_at.gte(now))
        .into_query();
    requests
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .filter(request::COLUMN.promised_until.lt(before))
        .filter(request::Column::Id.not_in_subquery(expected))
        .filter(request::Column::Id.not_in_subquery(cleared))
        .filter(request::Column::Id.not_in_subquery(learning))
        .filter(limits::free_to_act())
}

/// The pick-up points that are open, by name.
pub async fn pickup_sites(db: &impl ConnectionTrait) -> Result<Vec<site::Model>, DbErr> {
    site::Entity::find()
        .filter(site::COLUMN.is_pickup.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::City)
        .order_by_asc(site::Column::Name)
        .all(db)
        .await
}

/// The organisation's latest request: what the next one most likely resembles.
pub async fn latest_of(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Option<request::Model>, DbErr> {
    request::Entity::find()
        .filter(request::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_desc(request::Column::Id)
        .one(db)
        .await
}
