//! The programs that read the demo's records: one that does, one whose token was taken back.
use super::{places::Places, story::allowed};
use crate::{
    api::{
        actions::{New, give, note_call, revoke},
        rules::Scope,
    },
    keys::random_token,
};
use anyhow::Result;
use chrono::{DateTime, Duration, Utc};
use sea_orm::ConnectionTrait;

/// Gives them, as the coordinator did; nobody knows what they are.
pub async fn make(txn: &impl ConnectionTrait, places: &Places, end: DateTime<Utc>) -> Result<()> {
    let coordinator = allowed(&places.coordinator)?;
    let dashboard = New {
        name: "Tableau de bord de l’observatoire",
        scopes: &[Scope::ReadDevices, Scope::ReadLoans, Scope::ReadRequests],
        days: 365,
    };
    let given_at = end - Duration::days(60);
    let dashboard = give(txn, &coordinator, dashboard, &random_token(), given_at).await?;
    for days_ago in 1..4 {
        let day = (end - Duration::days(days_ago)).date_naive();
        note_call(txn, dashboard.id, day).await?;
    }
    let trial = New {
        name: "Essai du prestataire",
        scopes: &[Scope::ReadDevices],
        days: 30,
    };
    let given_at = end - Duration::days(20);
    let trial = give(txn, &coordinator, trial, &random_token(), given_at).await?;
    revoke(txn, &coordinator, &trial, given_at + Duration::days(5)).await?;
    Ok(())
}
