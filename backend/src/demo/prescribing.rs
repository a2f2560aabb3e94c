//! The demo's habilitations: who prescribes, and an association that may not at the moment.
use super::places::Places;
use crate::{
    app::App,
    prescribing::{actions, rules::Act},
};
use anyhow::{Context, Result, anyhow};
use entities::{
    organisation::{self, OrganisationId, OrganisationKind},
    prescribing::PrescribingReason,
};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

/// Habilitates the social services and the counter that lends to who comes by themselves, limits one of the services, and
/// suspends the association.
pub async fn habilitate(app: &App, txn: &DatabaseTransaction, places: &Places) -> Result<()> {
    let association = organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::Association))
        .one(txn)
        .await?
        .context("the demo has an association")?
        .id;
    let services = [&places.prescriber, &places.second_prescriber].map(|one| one.organisation_id);
    let counter = places.clerk.organisation_id;
    for organisation in services.into_iter().chain([association, counter]) {
        decide(app, txn, places, organisation, Act::Validate, None).await?;
    }
    let by = &places.coordinator;
    actions::limit(app, txn, by, services[1], Some(40))
        .await
        .map_err(|fault| anyhow!("{fault:?}"))?;
    let reason = Some(PrescribingReason::ProofsNotSeen);
    decide(app, txn, places, association, Act::Suspend, reason).await
}

async fn decide(
    app: &App,
    txn: &DatabaseTransaction,
    places: &Places,
    organisation: OrganisationId,
    act: Act,
    reason: Option<PrescribingReason>,
) -> Result<()> {
    actions::decide(app, txn, &places.coordinator, organisation, act, reason)
        .await
        .map_err(|fault| anyhow!("{fault:?}"))
}
