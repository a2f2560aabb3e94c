//! The recipients of different organisations with the same fingerprint (name and birth year, which nobody reads here),
//! with their requests.
use crate::{auth::Signed, requests::queries::visible_to};
use entities::{
    organisation::{self, OrganisationId},
    recipient::{self, RecipientId},
    recipient_pair,
    request::{self, RequestId, RequestState},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// One of two recipients who may be one.
#[derive(Clone, Debug)]
pub struct Half {
    pub recipient: RecipientId,
    pub organisation: String,
    pub requests: Vec<request::Model>,
}

/// Two recipients of different organisations who may be one.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The one with the smaller number.
    pub first: Half,
    pub second: Half,
    /// What was judged: the same, or not.
    pub same: Option<bool>,
}

/// More recipients than anybody compares at one sitting.
const SHOWN: u64 = 200;

const OPEN: [RequestState; 2] = [RequestState::Submitted, RequestState::Allocated];

/// The pairs with an open request that the person may know of: those to judge first, then those that are one; those
/// judged not to be one are left out.
pub async fn open(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Pair>, DbErr> {
    let asked_for = visible_to(by)
        .filter(request::COLUMN.state.is_in(OPEN))
        .select_only()
        .column(request::Column::RecipientId)
        .into_query();
    let keys_here = recipient::Entity::find()
        .select_only()
        .column(recipient::Column::NameKey)
        .filter(recipient::Column::NameKey.is_not_null())
        .filter(recipient::Column::Id.in_subquery(asked_for))
        .into_query();
    let keys_shared = recipient::Entity::find()
        .select_only()
        .column(recipient::Column::NameKey)
        .filter(recipient::Column::NameKey.is_not_null())
        .group_by(recipient::Column::NameKey)
        .having(
            Expr::col(recipient::Column::OrganisationId)
                .count_distinct()
                .gt(1),
        )
        .into_query();
    let recipients = recipient::Entity::find()
        .filter(recipient::Column::NameKey.in_subquery(keys_here))
        .filter(recipient::Column::NameKey.in_subquery(keys_shared))
        .order_by_asc(recipient::Column::NameKey)
        .order_by_asc(recipient::Column::Id)
        .limit(SHOWN)
        .all(db)
        .await?;
    let mut pairs = pairs_among(db, &recipients).await?;
    let visible = visible_ids(db, by, &pairs).await?;
    pairs.retain(|pair| {
        pair.same != Some(false)
            && [&pair.first, &pair.second].iter().any(|half| {
                half.requests
                    .iter()
                    .any(|request| OPEN.contains(&request.state) && visible.contains(&request.id))
            })
    });
    pairs.sort_by_key(|pair| pair.same.is_some());
    Ok(pairs)
}

/// The pairs that the recipient of a request is one half of.
pub async fn of_request(
    db: &impl ConnectionTrait,
    request: &request::Model,
) -> Result<Vec<Pair>, DbErr> {
    let own = recipient::Entity::find_by_id(request.recipient_id)
        .one(db)
        .await?;
    let Some(key) = own.and_then(|own| own.name_key) else {
        return Ok(Vec::new());
    };
    let alike = with_key(key).limit(SHOWN).all(db).await?;
    let mut pairs = pairs_among(db, &alike).await?;
    pairs.retain(|pair| {
        [pair.first.recipient, pair.second.recipient].contains(&request.recipient_id)
    });
    Ok(pairs)
}

fn with_key(key: String) -> Select<recipient::Entity> {
    recipient::Entity::find()
        .filter(recipient::COLUMN.name_key.eq(key))
        .order_by_asc(recipient::Column::Id)
}

/// The pair of these two recipients, if they may be one and the person may know of a request of either.
pub async fn pair(
    db: &impl ConnectionTrait,
    by: &Signed,
    first: RecipientId,
    second: RecipientId,
) -> Result<Option<Pair>, DbErr> {
    let rows = recipient::Entity::find()
        .filter(recipient::COLUMN.id.is_in([first, second]))
        .order_by_asc(recipient::Column::Id)
        .all(db)
        .await?;
    let pair = pairs_among(db, &rows).await?.pop();
    let Some(pair) = pair else {
        return Ok(None);
    };
    let visible = visible_ids(db, by, std::slice::from_ref(&pair)).await?;
    Ok((!visible.is_empty()).then_some(pair))
}

/// Those of the requests of these pairs that the person may know of.
pub async fn visible_ids(
    db: &impl ConnectionTrait,
    by: &Signed,
    pairs: &[Pair],
) -> Result<BTreeSet<RequestId>, DbErr> {
    let ids = pairs
        .iter()
        .flat_map(|pair| [&pair.first, &pair.second])
        .flat_map(|half| half.requests.iter().map(|request| request.id));
    let rows: Vec<RequestId> = visible_to(by)
        .filter(request::COLUMN.id.is_in(ids))
        .select_only()
        .column(request::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Every two of these recipients that have one fingerprint and different organisations.
async fn pairs_among(
    db: &impl ConnectionTrait,
    recipients: &[recipient::Model],
) -> Result<Vec<Pair>, DbErr> {
    let mut by_key: BTreeMap<&str, Vec<&recipient::Model>> = BTreeMap::new();
    for row in recipients {
        if let Some(key) = row.name_key.as_deref() {
            by_key.entry(key).or_default().push(row);
        }
    }
    let mut twos = Vec::new();
    for rows in by_key.values() {
        for (place, one) in rows.iter().enumerate() {
            for other in &rows[place + 1..] {
                if one.organisation_id != other.organisation_id {
                    let (first, second) = if one.id < other.id {
                        (*one, *other)
                    } else {
                        (*other, *one)
                    };
                    twos.push((first, second));
                }
            }
        }
    }
    if twos.is_empty() {
        return Ok(Vec::new());
    }
    let ids: BTreeSet<RecipientId> = twos
        .iter()
        .flat_map(|(first, second)| [first.id, second.id])
        .collect();
    let mut requests: BTreeMap<RecipientId, Vec<request::Model>> = BTreeMap::new();
    let rows = request::Entity::find()
        .filter(request::COLUMN.recipient_id.is_in(ids.iter().copied()))
        .order_by_asc(request::Column::Id)
        .all(db)
        .await?;
    for row in rows {
        requests.entry(row.recipient_id).or_default().push(row);
    }
    let organisations: BTreeMap<OrganisationId, String> = organisation::Entity::find()
        .filter(
            organisation::COLUMN.id.is_in(
                twos.iter()
                    .flat_map(|(first, second)| [first.organisation_id, second.organisation_id]),
            ),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let judged: BTreeMap<(RecipientId, RecipientId), bool> = recipient_pair::Entity::find()
        .filter(recipient_pair::COLUMN.first_id.is_in(ids.iter().copied()))
        .filter(recipient_pair::COLUMN.second_id.is_in(ids.iter().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| ((row.first_id, row.second_id), row.same))
        .collect();
    let half = |row: &recipient::Model| Half {
        recipient: row.id,
        organisation: organisations
            .get(&row.organisation_id)
            .cloned()
            .unwrap_or_default(),
        requests: requests.get(&row.id).cloned().unwrap_or_default(),
    };
    Ok(twos
        .into_iter()
        .map(|(first, second)| Pair {
            same: judged.get(&(first.id, second.id)).copied(),
            first: half(first),
            second: half(second),
        })
        .collect())
}
