//! Category and needs behind a request: sealed, opened one at a time, every look logged (law 9).
use super::{asking::rules::Circumstances, rules::Need};
use crate::keys::{Keys, NotOpened};
use chrono::NaiveDate;
use entities::{membership::MembershipId, request::RequestId, request_private};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde::{Deserialize, Serialize};

/// "Rule n met, proof seen by, on", the functional needs, and what changes the handover and the training.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Private {
    /// The number of the programme's rule, from 1.
    pub rule: usize,
    pub proof_seen_on: NaiveDate,
    pub proof_seen_by: MembershipId,
    pub needs: Vec<Need>,
    /// The level the person was placed at, 1 to 3, where the programme tells levels apart.
    #[serde(default)]
    pub level: Option<usize>,
    /// Nothing is known of them in requests of before they were asked.
    #[serde(default)]
    pub circumstances: Circumstances,
}

#[must_use]
pub fn seal(keys: &Keys, private: &Private) -> String {
    keys.seal("request", private)
}

/// Opens what a request holds; nothing once the person was forgotten.
pub async fn open(
    db: &impl ConnectionTrait,
    keys: &Keys,
    id: RequestId,
) -> Result<Option<Private>, crate::web::Error> {
    let row = request_private::Entity::find_by_id(id).one(db).await?;
    let opened: Result<Option<Private>, NotOpened> =
        row.map(|row| keys.open("request", &row.sealed)).transpose();
    Ok(opened?)
}
