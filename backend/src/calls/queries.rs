//! Calls with their terms and juries, and what the juries said.
use super::rules::Devices;
use crate::{auth::Signed, programmes::rules::terms};
use chrono::{DateTime, Utc};
use entities::{
    account::{self, AccountId},
    membership::{self, MembershipId},
    organisation::{self, OrganisationId},
    programme,
    project::{self, ProjectId},
    project_call::{self, ProjectCallId},
    project_call_criterion::{self, CriterionId},
    project_call_juror::{self, JurorId, Jury},
    project_call_kind, project_conflict, project_decision, project_mark,
    project_review::{self, ReviewId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Calls are yearly: more than anybody looks back on.
const SHOWN: u64 = 100;

/// A call with what it gives and what it is marked by.
pub struct Call {
    pub call: project_call::Model,
    pub programme: programme::Model,
    pub kinds: Vec<project_call_kind::Model>,
    pub criteria: Vec<project_call_criterion::Model>,
}

impl Call {
    /// The most that one project may ask for.
    #[must_use]
    pub fn most(&self) -> Devices {
        self.kinds
            .iter()
            .map(|line| (line.kind, line.most))
            .collect()
    }

    /// Whether an organisation may answer: the programme takes requests of its kind.
    ///
    /// # Errors
    /// When the programme cannot be read: never everybody.
    pub fn may_be_answered_by(&self, organisation: &organisation::Model) -> anyhow::Result<bool> {
        let habilitated = terms::habilitated(&self.programme)?;
        Ok(habilitated.includes(organisation.kind, organisation.id))
    }
}

pub async fn call(db: &impl ConnectionTrait, id: ProjectCallId) -> Result<Option<Call>, DbErr> {
    let Some(call) = project_call::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    Ok(with_terms(db, vec![call]).await?.pop())
}

/// The calls that may be answered now, the first to close first.
pub async fn open(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Call>, DbErr> {
    let calls = project_call::Entity::find()
        .filter(project_call::COLUMN.opens_at.lte(now))
        .filter(project_call::COLUMN.closes_at.gt(now))
        .order_by_asc(project_call::Column::ClosesAt)
        .order_by_asc(project_call::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    with_terms(db, calls).await
}

async fn with_terms(
    db: &impl ConnectionTrait,
    calls: Vec<project_call::Model>,
) -> Result<Vec<Call>, DbErr> {
    let ids: Vec<ProjectCallId> = calls.iter().map(|call| call.id).collect();
    let programmes: HashMap<_, programme::Model> = programme::Entity::find()
        .filter(
            programme::COLUMN
                .id
                .is_in(calls.iter().map(|call| call.programme_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|programme| (programme.id, programme))
        .collect();
    let kinds = project_call_kind::Entity::find()
        .filter(project_call_kind::COLUMN.call_id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let criteria = project_call_criterion::Entity::find()
        .filter(
            project_call_criterion::COLUMN
                .call_id
                .is_in(ids.iter().copied()),
        )
        .order_by_asc(project_call_criterion::Column::Position)
        .all(db)
        .await?;
    Ok(calls
        .into_iter()
        .filter_map(|call| {
            let of_this = kinds.iter().filter(|line| line.call_id == call.id);
            let mut kinds: Vec<_> = of_this.cloned().collect();
            kinds.sort_by_key(|line| line.kind);
            let of_this = criteria.iter().filter(|line| line.call_id == call.id);
            Some(Call {
                programme: programmes.get(&call.programme_id)?.clone(),
                criteria: of_this.cloned().collect(),
                kinds,
                call,
            })
        })
        .collect())
}

/// The calls there are, latest first, each with how many projects were sent.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<(project_call::Model, usize)>, DbErr> {
    let calls = project_call::Entity::find()
        .order_by_desc(project_call::Column::ClosesAt)
        .order_by_desc(project_call::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    let answered: Vec<ProjectCallId> = project::Entity::find()
        .select_only()
        .column(project::Column::CallId)
        .filter(project::COLUMN.sent_at.is_not_null())
        .filter(
            project::COLUMN
                .call_id
                .is_in(calls.iter().map(|call| call.id)),
        )
        .into_tuple()
        .all(db)
        .await?;
    let sent = |id| answered.iter().filter(|answered| **answered == id).count();
    Ok(calls
        .into_iter()
        .map(|call| {
            let projects = sent(call.id);
            (call, projects)
        })
        .collect())
}

/// Whether anybody began to answer a call: its terms stand from then on.
pub async fn answered(db: &impl ConnectionTrait, id: ProjectCallId) -> Result<bool, DbErr> {
    let projects = project::Entity::find()
        .filter(project::COLUMN.call_id.eq(id))
        .count(db)
        .await?;
    Ok(projects > 0)
}

/// A juror with the name and organisation they go by.
#[derive(Clone)]
pub struct Named {
    pub juror: project_call_juror::Model,
    pub account_id: AccountId,
    pub name: String,
    pub organisation: String,
}

/// The jurors of a call, the technical jury first.
pub async fn jurors(db: &impl ConnectionTrait, id: ProjectCallId) -> Result<Vec<Named>, DbErr> {
    let mut jurors = project_call_juror::Entity::find()
        .filter(project_call_juror::COLUMN.call_id.eq(id))
        .order_by_asc(project_call_juror::Column::Id)
        .all(db)
        .await?;
    jurors.sort_by_key(|juror| juror.jury);
    let memberships: HashMap<MembershipId, membership::Model> = membership::Entity::find()
        .filter(
            membership::COLUMN
                .id
                .is_in(jurors.iter().map(|juror| juror.membership_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|membership| (membership.id, membership))
        .collect();
    let accounts: HashMap<AccountId, account::Model> = account::Entity::find()
        .filter(
            account::COLUMN
                .id
                .is_in(memberships.values().map(|one| one.account_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|account| (account.id, account))
        .collect();
    let organisations =
        organisations(db, memberships.values().map(|one| one.organisation_id)).await?;
    Ok(jurors
        .into_iter()
        .filter_map(|juror| {
            let membership = memberships.get(&juror.membership_id)?;
            let organisation = organisations.get(&membership.organisation_id)?;
            Some(Named {
                account_id: membership.account_id,
                name: accounts.get(&membership.account_id)?.name.clone(),
                organisation: organisation.name.clone(),
                juror,
            })
        })
        .collect())
}

/// Organisations by their number.
pub async fn organisations(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, organisation::Model>, DbErr> {
    let ids: BTreeSet<OrganisationId> = ids.into_iter().collect();
    Ok(organisation::Entity::find()
        .filter(organisation::COLUMN.id.is_in(ids))
        .all(db)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation))
        .collect())
}

/// The organisations somebody works for, under whichever of their memberships.
pub async fn works_for(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<BTreeSet<OrganisationId>, DbErr> {
    let rows: Vec<OrganisationId> = membership::Entity::find()
        .select_only()
        .column(membership::Column::OrganisationId)
        .filter(membership::COLUMN.account_id.eq(account))
        .filter(membership::COLUMN.ended_at.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// What one juror said of a project.
#[derive(Clone)]
pub struct Said {
    pub review: project_review::Model,
    pub jury: Jury,
    pub name: String,
    /// Weight and mark, by criterion.
    pub marks: BTreeMap<CriterionId, (i32, i32)>,
}

impl Said {
    /// Weights and marks, for the score.
    #[must_use]
    pub fn weighed(&self) -> Vec<(i32, i32)> {
        self.marks.values().copied().collect()
    }
}

/// What the jurors of a call said, by project.
pub async fn said(
    db: &impl ConnectionTrait,
    call: &Call,
    jurors: &[Named],
) -> Result<BTreeMap<ProjectId, Vec<Said>>, DbErr> {
    let reviews = project_review::Entity::find()
        .filter(
            project_review::COLUMN
                .juror_id
                .is_in(jurors.iter().map(|named| named.juror.id)),
        )
        .order_by_asc(project_review::Column::Id)
        .all(db)
        .await?;
    let marks = project_mark::Entity::find()
        .filter(
            project_mark::COLUMN
                .criterion_id
                .is_in(call.criteria.iter().map(|criterion| criterion.id)),
        )
        .all(db)
        .await?;
    let weights: HashMap<CriterionId, i32> = call
        .criteria
        .iter()
        .map(|criterion| (criterion.id, criterion.weight))
        .collect();
    let mut by_review: HashMap<ReviewId, BTreeMap<CriterionId, (i32, i32)>> = HashMap::new();
    for mark in marks {
        if let Some(weight) = weights.get(&mark.criterion_id) {
            let of_review = by_review.entry(mark.review_id).or_default();
            of_review.insert(mark.criterion_id, (*weight, mark.mark));
        }
    }
    let mut said: BTreeMap<ProjectId, Vec<Said>> = BTreeMap::new();
    for review in reviews {
        let named = jurors
            .iter()
            .find(|named| named.juror.id == review.juror_id);
        if let Some(named) = named {
            said.entry(review.project_id).or_default().push(Said {
                jury: named.juror.jury,
                name: named.name.clone(),
                marks: by_review.remove(&review.id).unwrap_or_default(),
                review,
            });
        }
    }
    Ok(said)
}

/// Which jurors have a part in which projects of a call.
pub async fn conflicts(
    db: &impl ConnectionTrait,
    jurors: &[Named],
) -> Result<BTreeSet<(JurorId, ProjectId)>, DbErr> {
    Ok(project_conflict::Entity::find()
        .filter(
            project_conflict::COLUMN
                .juror_id
                .is_in(jurors.iter().map(|named| named.juror.id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|conflict| (conflict.juror_id, conflict.project_id))
        .collect())
}

/// Those of these jurors who judged a project, or said that they have a part in one.
pub async fn spoke(
    db: &impl ConnectionTrait,
    jurors: impl IntoIterator<Item = JurorId>,
) -> Result<BTreeSet<JurorId>, DbErr> {
    let jurors: Vec<JurorId> = jurors.into_iter().collect();
    let judged: Vec<JurorId> = project_review::Entity::find()
        .select_only()
        .column(project_review::Column::JurorId)
        .filter(
            project_review::COLUMN
                .juror_id
                .is_in(jurors.iter().copied()),
        )
        .into_tuple()
        .all(db)
        .await?;
    let declined: Vec<JurorId> = project_conflict::Entity::find()
        .select_only()
        .column(project_conflict::Column::JurorId)
        .filter(project_conflict::COLUMN.juror_id.is_in(jurors))
        .into_tuple()
        .all(db)
        .await?;
    Ok(judged.into_iter().chain(declined).collect())
}

/// The juries somebody is in, under the membership they act under, the latest call first.
pub async fn juries_of(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<project_call_juror::Model>, DbErr> {
    project_call_juror::Entity::find()
        .filter(
            project_call_juror::COLUMN
                .membership_id
                .eq(by.membership_id),
        )
        .order_by_desc(project_call_juror::Column::CallId)
        .limit(SHOWN)
        .all(db)
        .await
}

/// How many projects wait for somebody's word: of closed calls, not decided, neither judged nor declined.
pub async fn to_judge(
    db: &impl ConnectionTrait,
    by: &Signed,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let juries = juries_of(db, by).await?;
    if juries.is_empty() {
        return Ok(0);
    }
    let closed: Vec<ProjectCallId> = project_call::Entity::find()
        .select_only()
        .column(project_call::Column::Id)
        .filter(
            project_call::COLUMN
                .id
                .is_in(juries.iter().map(|juror| juror.call_id)),
        )
        .filter(project_call::COLUMN.closes_at.lte(now))
        .into_tuple()
        .all(db)
        .await?;
    let own_organisations = works_for(db, by.account.id).await?;
    let projects: Vec<ProjectId> = project::Entity::find()
        .select_only()
        .column(project::Column::Id)
        .filter(project::COLUMN.call_id.is_in(closed))
        .filter(project::COLUMN.sent_at.is_not_null())
        .filter(project::COLUMN.organisation_id.is_not_in(own_organisations))
        .into_tuple()
        .all(db)
        .await?;
    let own: Vec<JurorId> = juries.iter().map(|juror| juror.id).collect();
    let reviewed: Vec<ProjectId> = project_review::Entity::find()
        .select_only()
        .column(project_review::Column::ProjectId)
        .filter(project_review::COLUMN.juror_id.is_in(own.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let declined: Vec<ProjectId> = project_conflict::Entity::find()
        .select_only()
        .column(project_conflict::Column::ProjectId)
        .filter(project_conflict::COLUMN.juror_id.is_in(own))
        .into_tuple()
        .all(db)
        .await?;
    let decided: Vec<ProjectId> = project_decision::Entity::find()
        .select_only()
        .column(project_decision::Column::ProjectId)
        .filter(
            project_decision::COLUMN
                .project_id
                .is_in(projects.iter().copied()),
        )
        .into_tuple()
        .all(db)
        .await?;
    let settled: BTreeSet<ProjectId> = reviewed
        .into_iter()
        .chain(declined)
        .chain(decided)
        .collect();
    Ok(projects
        .into_iter()
        .filter(|project| !settled.contains(project))
        .count())
}
