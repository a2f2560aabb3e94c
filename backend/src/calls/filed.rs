//! Projects as they were filed, with what was decided and what they became.
use super::{queries::organisations, rules::Devices};
use crate::auth::Signed;
use entities::{
    organisation::{self, OrganisationId},
    project::{self, ProjectId},
    project_call::{self, ProjectCallId},
    project_decision, project_grant, project_kind, project_paper, project_request,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;

/// More calls than an association answered.
const SHOWN: u64 = 100;

/// A project as it was filed and as it ended.
pub struct Filed {
    pub project: project::Model,
    pub organisation: organisation::Model,
    pub wanted: Devices,
    pub papers: Vec<project_paper::Model>,
    pub decision: Option<project_decision::Model>,
    pub granted: Devices,
}

/// The projects that were sent to a call, in the order they came.
pub async fn sent(db: &impl ConnectionTrait, id: ProjectCallId) -> Result<Vec<Filed>, DbErr> {
    let projects = project::Entity::find()
        .filter(project::COLUMN.call_id.eq(id))
        .filter(project::COLUMN.sent_at.is_not_null())
        .order_by_asc(project::Column::SentAt)
        .order_by_asc(project::Column::Id)
        .all(db)
        .await?;
    filed(db, projects).await
}

/// A project that was sent.
pub async fn sent_project(
    db: &impl ConnectionTrait,
    id: ProjectId,
) -> Result<Option<Filed>, DbErr> {
    let project = project::Entity::find_by_id(id)
        .filter(project::COLUMN.sent_at.is_not_null())
        .one(db)
        .await?;
    Ok(filed(db, project.into_iter().collect()).await?.pop())
}

/// What an organisation filed, or drafts, for a call.
pub async fn of_organisation(
    db: &impl ConnectionTrait,
    id: ProjectCallId,
    organisation: OrganisationId,
) -> Result<Option<Filed>, DbErr> {
    let project = project::Entity::find()
        .filter(project::COLUMN.call_id.eq(id))
        .filter(project::COLUMN.organisation_id.eq(organisation))
        .one(db)
        .await?;
    Ok(filed(db, project.into_iter().collect()).await?.pop())
}

/// Everything an organisation filed or drafts, latest call first.
pub async fn own(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<(project_call::Model, Filed)>, DbErr> {
    let projects = project::Entity::find()
        .filter(project::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_desc(project::Column::CallId)
        .limit(SHOWN)
        .all(db)
        .await?;
    let calls: HashMap<ProjectCallId, project_call::Model> = project_call::Entity::find()
        .filter(
            project_call::COLUMN
                .id
                .is_in(projects.iter().map(|project| project.call_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|call| (call.id, call))
        .collect();
    Ok(filed(db, projects)
        .await?
        .into_iter()
        .filter_map(|filed| Some((calls.get(&filed.project.call_id)?.clone(), filed)))
        .collect())
}

async fn filed(
    db: &impl ConnectionTrait,
    projects: Vec<project::Model>,
) -> Result<Vec<Filed>, DbErr> {
    let ids: Vec<ProjectId> = projects.iter().map(|project| project.id).collect();
    let organisations =
        organisations(db, projects.iter().map(|project| project.organisation_id)).await?;
    let wanted = project_kind::Entity::find()
        .filter(project_kind::COLUMN.project_id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let papers = project_paper::Entity::find()
        .filter(project_paper::COLUMN.project_id.is_in(ids.iter().copied()))
        .order_by_asc(project_paper::Column::Id)
        .all(db)
        .await?;
    let mut decisions: HashMap<ProjectId, project_decision::Model> =
        project_decision::Entity::find()
            .filter(
                project_decision::COLUMN
                    .project_id
                    .is_in(ids.iter().copied()),
            )
            .all(db)
            .await?
            .into_iter()
            .map(|decision| (decision.project_id, decision))
            .collect();
    let granted = project_grant::Entity::find()
        .filter(project_grant::COLUMN.project_id.is_in(ids))
        .all(db)
        .await?;
    Ok(projects
        .into_iter()
        .filter_map(|project| {
            let wanted = wanted.iter().filter(|line| line.project_id == project.id);
            let granted = granted.iter().filter(|line| line.project_id == project.id);
            let papers = papers.iter().filter(|paper| paper.project_id == project.id);
            Some(Filed {
                organisation: organisations.get(&project.organisation_id)?.clone(),
                wanted: wanted.map(|line| (line.kind, line.wanted)).collect(),
                papers: papers.cloned().collect(),
                decision: decisions.remove(&project.id),
                granted: granted.map(|line| (line.kind, line.devices)).collect(),
                project,
            })
        })
        .collect())
}

/// The requests that a project became, by kind.
pub async fn requests_of(
    db: &impl ConnectionTrait,
    id: ProjectId,
) -> Result<Vec<project_request::Model>, DbErr> {
    project_request::Entity::find()
        .filter(project_request::COLUMN.project_id.eq(id))
        .order_by_asc(project_request::Column::RequestId)
        .all(db)
        .await
}
