//! What is counted of a programme in a year: one statement per kind of row, grouped by site and quarter in the database. Only
//! the waits are read one by one, two moments each, since no median is written alike on both engines.
use super::{
    opinions,
    rules::{
        Figure,
        periods::Year,
        publishing::{Count, Counted, Place, Places},
    },
    visits,
};
use crate::board::flow::begins;
use chrono::{DateTime, Utc};
use entities::{
    attendance::{self, AttendanceState},
    clearance::{self, Basis},
    device::{self, DeviceKind},
    enrolment, handover,
    learner::{self, LearnerRelation},
    programme::ProgrammeId,
    recipient::{self, RecipientKind},
    request::{self, RequestState},
    site::{self, SiteId},
    training_session,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, JoinType,
    QueryFilter, QuerySelect, QueryTrait, RelationDef,
    sea_query::{CaseStatement, Expr, SelectStatement},
};

/// The quarters of a year that are over, as moments.
pub struct Span {
    from: DateTime<Utc>,
    /// The end of each.
    ends: Vec<DateTime<Utc>>,
    until: DateTime<Utc>,
}

impl Span {
    /// None where no quarter is over.
    #[must_use]
    pub fn of(year: Year) -> Option<Self> {
        let ends: Vec<DateTime<Utc>> = year.ends().into_iter().map(begins).collect();
        Some(Self {
            from: begins(year.first_day()),
            until: *ends.last()?,
            ends,
        })
    }

    pub(super) fn within<C: ColumnTrait>(&self, at: C) -> Condition {
        Condition::all()
            .add(at.gte(self.from))
            .add(at.lt(self.until))
    }

    /// The number of the quarter, from 0 on.
    pub(super) fn quarter<C: ColumnTrait>(&self, at: C) -> CaseStatement {
        let mut number = CaseStatement::new();
        for (quarter, end) in (0_i32..).zip(&self.ends) {
            number = number.case(at.lt(*end), quarter);
        }
        number
    }

    /// How many quarters are over.
    #[must_use]
    pub fn quarters(&self) -> usize {
        self.ends.len()
    }

    fn quarter_of(&self, at: DateTime<Utc>) -> usize {
        self.ends.iter().filter(|end| **end <= at).count()
    }
}

/// Where every site lies, the closed ones too: what was done there stays counted.
pub async fn places(db: &impl ConnectionTrait) -> Result<Places, DbErr> {
    let rows: Vec<(SiteId, Option<String>, Option<String>)> = site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .column(site::Column::EpciCode)
        .column(site::Column::InseeCode)
        .into_tuple()
        .all(db)
        .await?;
    let place = |(site, epci, commune)| (site, Place { epci, commune });
    Ok(rows.into_iter().map(place).collect())
}

/// Everything that is counted of a programme.
pub async fn counted(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Counted, DbErr> {
    let mut counts = requests(db, programme, span).await?;
    counts.extend(equipped(db, programme, span).await?);
    counts.extend(trained(db, programme, span).await?);
    counts.extend(places_in_sessions(db, programme, span).await?);
    counts.extend(waivers(db, programme, span).await?);
    counts.extend(visits::appointments(db, programme, span).await?);
    counts.extend(visits::passes(db, programme, span).await?);
    counts.extend(opinions::given(db, programme, span).await?);
    let mut kinds = Vec::new();
    for (site, kind, quarter, count) in devices(db, programme, span).await? {
        kinds.push((site, kind, count));
        counts.push(one(Figure::Devices, site, quarter, count));
    }
    let waits = waits(db, programme, span).await?;
    counts.extend(waits.iter().map(|(site, quarter, _)| Count {
        figure: Figure::Served,
        site: *site,
        quarter: *quarter,
        count: 1,
    }));
    Ok(Counted {
        counts,
        kinds,
        waits,
        points: opinions::points(db, programme, span).await?,
    })
}

pub(super) fn one(figure: Figure, site: SiteId, quarter: i32, count: i64) -> Count {
    Count {
        figure,
        site,
        quarter: usize::try_from(quarter).unwrap_or(usize::MAX),
        count,
    }
}

async fn requests(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let rows: Vec<(SiteId, i32, i64)> = request::Entity::find()
        .select_only()
        .column(request::Column::PickupSiteId)
        .expr_as(span.quarter(request::Column::SubmittedAt), "span")
        .column_as(request::Column::Id.count(), "requests")
        .filter(request::COLUMN.programme_id.eq(programme))
        .filter(span.within(request::Column::SubmittedAt))
        .group_by(request::Column::PickupSiteId)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, quarter, count)| one(Figure::Requests, site, quarter, count);
    Ok(rows.into_iter().map(count).collect())
}

/// Recipients at their first handover under the programme: each is counted once for ever, so that years can be added.
async fn equipped(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let first: SelectStatement = handover::Entity::find()
        .select_only()
        .column_as(handover::Column::Id.min(), "id")
        .filter(handover::COLUMN.programme_id.eq(programme))
        .group_by(handover::Column::RecipientId)
        .into_query();
    let to_recipient: RelationDef = handover::Entity::belongs_to(recipient::Entity)
        .from(handover::Column::RecipientId)
        .to(recipient::Column::Id)
        .into();
    let rows: Vec<(SiteId, RecipientKind, i32, i64)> = handover::Entity::find()
        .select_only()
        .column(handover::Column::SiteId)
        .column(recipient::Column::Kind)
        .expr_as(span.quarter(handover::Column::HandedAt), "span")
        .column_as(handover::Column::Id.count(), "recipients")
        .join(JoinType::InnerJoin, to_recipient)
        .filter(handover::Column::Id.in_subquery(first))
        .filter(span.within(handover::Column::HandedAt))
        .group_by(handover::Column::SiteId)
        .group_by(recipient::Column::Kind)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, kind, quarter, count)| {
        let figure = match kind {
            RecipientKind::Person => Figure::People,
            RecipientKind::Household => Figure::Households,
            RecipientKind::Establishment | RecipientKind::Association | RecipientKind::Place => {
                Figure::Organisations
            }
        };
        one(figure, site, quarter, count)
    };
    Ok(rows.into_iter().map(count).collect())
}

async fn devices(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<(SiteId, DeviceKind, i32, i64)>, DbErr> {
    let to_device: RelationDef = handover::Entity::belongs_to(device::Entity)
        .from(handover::Column::DeviceId)
        .to(device::Column::Id)
        .into();
    handover::Entity::find()
        .select_only()
        .column(handover::Column::SiteId)
        .column(device::Column::Kind)
        .expr_as(span.quarter(handover::Column::HandedAt), "span")
        .column_as(handover::Column::Id.count(), "devices")
        .join(JoinType::InnerJoin, to_device)
        .filter(handover::COLUMN.programme_id.eq(programme))
        .filter(span.within(handover::Column::HandedAt))
        .group_by(handover::Column::SiteId)
        .group_by(device::Column::Kind)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await
}

fn to_request() -> RelationDef {
    enrolment::Entity::belongs_to(request::Entity)
        .from(enrolment::Column::RequestId)
        .to(request::Column::Id)
        .into()
}

/// Learners at the first pathway they ended under the programme.
async fn trained(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let first: SelectStatement = enrolment::Entity::find()
        .select_only()
        .column_as(enrolment::Column::Id.min(), "id")
        .join(JoinType::InnerJoin, to_request())
        .filter(request::COLUMN.programme_id.eq(programme))
        .filter(enrolment::COLUMN.attested_at.is_not_null())
        .group_by(enrolment::Column::LearnerId)
        .into_query();
    let to_learner: RelationDef = enrolment::Entity::belongs_to(learner::Entity)
        .from(enrolment::Column::LearnerId)
        .to(learner::Column::Id)
        .into();
    let rows: Vec<(SiteId, LearnerRelation, i32, i64)> = enrolment::Entity::find()
        .select_only()
        .column(request::Column::PickupSiteId)
        .column(learner::Column::Relation)
        .expr_as(span.quarter(enrolment::Column::AttestedAt), "span")
        .column_as(enrolment::Column::Id.count(), "learners")
        .join(JoinType::InnerJoin, to_request())
        .join(JoinType::InnerJoin, to_learner)
        .filter(enrolment::Column::Id.in_subquery(first))
        .filter(span.within(enrolment::Column::AttestedAt))
        .group_by(request::Column::PickupSiteId)
        .group_by(learner::Column::Relation)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, relation, quarter, count)| {
        let figure = match relation {
            LearnerRelation::Oneself => Figure::TrainedThemselves,
            LearnerRelation::Carer
            | LearnerRelation::FosterCarer
            | LearnerRelation::Parent
            | LearnerRelation::Educator
            | LearnerRelation::Teacher
            | LearnerRelation::Aidant
            | LearnerRelation::Signatory => Figure::TrainedBeside,
        };
        one(figure, site, quarter, count)
    };
    Ok(rows.into_iter().map(count).collect())
}

/// Places in sessions that took place, taken up or missed; where nobody noted it, neither.
async fn places_in_sessions(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let to_session: RelationDef = attendance::Entity::belongs_to(training_session::Entity)
        .from(attendance::Column::SessionId)
        .to(training_session::Column::Id)
        .into();
    let to_enrolment: RelationDef = attendance::Entity::belongs_to(enrolment::Entity)
        .from(attendance::Column::EnrolmentId)
        .to(enrolment::Column::Id)
        .into();
    let rows: Vec<(SiteId, AttendanceState, i32, i64)> = attendance::Entity::find()
        .select_only()
        .column(training_session::Column::SiteId)
        .column(attendance::Column::State)
        .expr_as(span.quarter(training_session::Column::StartsAt), "span")
        .column_as(attendance::Column::EnrolmentId.count(), "places")
        .join(JoinType::InnerJoin, to_session)
        .join(JoinType::InnerJoin, to_enrolment)
        .join(JoinType::InnerJoin, to_request())
        .filter(request::COLUMN.programme_id.eq(programme))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .filter(span.within(training_session::Column::StartsAt))
        .group_by(training_session::Column::SiteId)
        .group_by(attendance::Column::State)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, state, quarter, count)| {
        let figure = match state {
            AttendanceState::Present => Figure::Present,
            AttendanceState::Absent => Figure::Absent,
            AttendanceState::Booked => return None,
        };
        Some(one(figure, site, quarter, count))
    };
    Ok(rows.into_iter().filter_map(count).collect())
}

/// Waivers granted, whatever became of them.
async fn waivers(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let to_request: RelationDef = clearance::Entity::belongs_to(request::Entity)
        .from(clearance::Column::RequestId)
        .to(request::Column::Id)
        .into();
    // A value written into the statement lets PostgreSQL use the partial index over waivers.
    let waiver = Expr::Constant(Basis::Waiver.to_value().into());
    let rows: Vec<(SiteId, i32, i64)> = clearance::Entity::find()
        .select_only()
        .column(request::Column::PickupSiteId)
        .expr_as(span.quarter(clearance::Column::IssuedAt), "span")
        .column_as(clearance::Column::Id.count(), "waivers")
        .join(JoinType::InnerJoin, to_request)
        .filter(clearance::COLUMN.programme_id.eq(programme))
        .filter(Expr::col((clearance::Entity, clearance::Column::Basis)).eq(waiver))
        .filter(span.within(clearance::Column::IssuedAt))
        .group_by(request::Column::PickupSiteId)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, quarter, count)| one(Figure::Waivers, site, quarter, count);
    Ok(rows.into_iter().map(count).collect())
}

/// How long each request that was served had waited, in whole days.
async fn waits(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<(SiteId, usize, i64)>, DbErr> {
    let rows: Vec<(SiteId, DateTime<Utc>, Option<DateTime<Utc>>)> = request::Entity::find()
        .select_only()
        .column(request::Column::PickupSiteId)
        .column(request::Column::SubmittedAt)
        .column(request::Column::ClosedAt)
        .filter(request::COLUMN.programme_id.eq(programme))
        // One that waits for an exchange was served, and stays so.
        .filter(
            Condition::any()
                .add(request::COLUMN.state.eq(RequestState::Fulfilled))
                .add(request::COLUMN.exchange_of.is_not_null()),
        )
        .filter(span.within(request::Column::ClosedAt))
        .into_tuple()
        .all(db)
        .await?;
    let wait = |(site, submitted, closed): (SiteId, DateTime<Utc>, Option<DateTime<Utc>>)| {
        let closed = closed?;
        Some((
            site,
            span.quarter_of(closed),
            (closed - submitted).num_days(),
        ))
    };
    Ok(rows.into_iter().filter_map(wait).collect())
}
