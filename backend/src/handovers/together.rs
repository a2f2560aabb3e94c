//! What else waits at this counter for the recipient who stands there, to be signed for at once.
use super::{
    queries::{self, Case},
    rules::signed_together,
    standing,
};
use crate::{auth::Signed, web::Error};
use chrono::{DateTime, Utc};
use entities::{
    device, programme,
    request::{self, RequestState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet};

/// More than anybody carries away at once.
const SHOWN: u64 = 30;

/// Another device for the same recipient.
pub struct Waiting {
    pub request: request::Model,
    pub device: device::Model,
    pub programme: programme::Model,
    pub verdict: Verdict,
}

/// Whether it can be signed for with the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    With,
    /// Another owner, or another legal chain: a slip of its own.
    Apart,
    /// Something is missing; its own page says what.
    NotYet,
}

/// What else waits here for the recipient of a case.
pub async fn waiting(
    db: &impl ConnectionTrait,
    by: &Signed,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<Vec<Waiting>, Error> {
    let requests = request::Entity::find()
        .filter(request::COLUMN.recipient_id.eq(case.recipient.id))
        .filter(request::COLUMN.state.eq(RequestState::Allocated))
        .filter(request::COLUMN.id.ne(case.request.id))
        .order_by_asc(request::COLUMN.id)
        .limit(SHOWN)
        .all(db)
        .await?;
    if requests.is_empty() {
        return Ok(Vec::new());
    }
    let mut standings =
        standing::of(db, by, case.here, &requests.iter().collect::<Vec<_>>(), now).await?;
    let programmes: BTreeMap<_, programme::Model> = programme::Entity::find()
        .filter(
            programme::COLUMN
                .id
                .is_in(requests.iter().map(|request| request.programme_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let first = (case.programme.legal_chain, case.device.owner_id);
    let of = |request: request::Model| {
        let standing = standings.remove(&request.id)?;
        let programme = programmes.get(&request.programme_id)?.clone();
        let here = Some(case.here);
        if standing.device.site_id != here && request.pickup_site_id != case.here {
            return None;
        }
        let verdict = if !standing.cleared || !standing.obstacles.is_empty() {
            Verdict::NotYet
        } else if signed_together(first, (programme.legal_chain, standing.device.owner_id)) {
            Verdict::With
        } else {
            Verdict::Apart
        };
        Some(Waiting {
            request,
            device: standing.device,
            programme,
            verdict,
        })
    };
    Ok(requests.into_iter().filter_map(of).collect())
}

/// The cases of the devices ticked; none when one of them can no longer be signed for with the first.
pub async fn chosen(
    db: &impl ConnectionTrait,
    by: &Signed,
    case: &Case,
    ticked: &[String],
    now: DateTime<Utc>,
) -> Result<Option<Vec<Case>>, Error> {
    if ticked.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let waiting = waiting(db, by, case, now).await?;
    let mut cases = Vec::new();
    for one in waiting {
        let code = one.device.label_code.as_deref().unwrap_or_default();
        if one.verdict == Verdict::With && ticked.iter().any(|ticked| ticked == code) {
            cases.push(queries::case(db, by, case.here, one.device, one.request, now).await?);
        }
    }
    let distinct: BTreeSet<&String> = ticked.iter().collect();
    Ok((cases.len() == distinct.len()).then_some(cases))
}
