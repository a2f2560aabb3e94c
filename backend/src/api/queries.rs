//! The tokens a person may know of, and the rows behind the answers.
use crate::{
    auth::{Signed, joins::to_account, territory},
    lending::queries::seen_by,
    requests::queries::visible_to,
};
use chrono::{Days, NaiveDate};
use entities::{
    account,
    api_token::{self, ApiTokenId},
    api_token_use,
    catalogue_item::{self, CatalogueItemId},
    device::{self, DeviceId},
    loan::{self, LoanId, LoanState},
    membership,
    organisation::{self, OrganisationId},
    programme::{self, ProgrammeId},
    request::{self, RequestId, RequestState},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, prelude::DateTimeUtc,
};
use std::collections::HashMap;

/// A token, and who gave it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Given {
    pub id: ApiTokenId,
    pub name: String,
    pub scopes: String,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub revoked_at: Option<DateTimeUtc>,
    pub giver: String,
    pub ended_at: Option<DateTimeUtc>,
    pub disabled_at: Option<DateTimeUtc>,
}

/// More than a département gives in years.
const SHOWN: u64 = 200;

/// One's own tokens; who coordinates the whole département knows of all.
fn known_to(by: &Signed) -> Condition {
    let own = territory::limit(by).map(|limited| api_token::COLUMN.membership_id.eq(limited));
    Condition::all().add_option(own)
}

fn to_membership() -> RelationDef {
    api_token::Entity::belongs_to(membership::Entity)
        .from(api_token::Column::MembershipId)
        .to(membership::Column::Id)
        .into()
}

/// The tokens a person may know of, the latest first.
pub async fn given(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<Given>, DbErr> {
    api_token::Entity::find()
        .select_only()
        .columns([
            api_token::Column::Id,
            api_token::Column::Name,
            api_token::Column::Scopes,
            api_token::Column::CreatedAt,
            api_token::Column::ExpiresAt,
            api_token::Column::RevokedAt,
        ])
        .column_as(account::Column::Name, "giver")
        .column(membership::Column::EndedAt)
        .column(account::Column::DisabledAt)
        .join(JoinType::InnerJoin, to_membership())
        .join(JoinType::InnerJoin, to_account())
        .filter(known_to(by))
        .order_by_desc(api_token::Column::Id)
        .limit(SHOWN)
        .into_model::<Given>()
        .all(db)
        .await
}

/// One token, if the person may know of it.
pub async fn token(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<api_token::Model>, DbErr> {
    api_token::Entity::find_by_id(ApiTokenId(id))
        .filter(known_to(by))
        .one(db)
        .await
}

/// How far back the calls of a token are told.
const TOLD_DAYS: Days = Days::new(30);

/// Of each of these tokens that was used lately: the last day, and the calls of the last thirty.
pub async fn lately(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = ApiTokenId>,
    today: NaiveDate,
) -> Result<HashMap<ApiTokenId, (NaiveDate, i64)>, DbErr> {
    let days = api_token_use::Entity::find()
        .filter(api_token_use::COLUMN.token_id.is_in(ids))
        .filter(api_token_use::COLUMN.day.gt(today - TOLD_DAYS))
        .all(db)
        .await?;
    let mut told: HashMap<ApiTokenId, (NaiveDate, i64)> = HashMap::new();
    for row in days {
        let (last, calls) = told.entry(row.token_id).or_insert((row.day, 0));
        *last = (*last).max(row.day);
        *calls += i64::from(row.calls);
    }
    Ok(told)
}

/// Up to `limit` loans that a person may see, the latest first, from below the loan `below`.
pub async fn loans(
    db: &impl ConnectionTrait,
    by: &Signed,
    state: Option<LoanState>,
    below: Option<LoanId>,
    limit: u64,
) -> Result<Vec<loan::Model>, DbErr> {
    loan::Entity::find()
        .filter(seen_by(by))
        .filter(
            Condition::all()
                .add_option(state.map(|state| loan::COLUMN.state.eq(state)))
                .add_option(below.map(|below| loan::COLUMN.id.lt(below))),
        )
        .order_by_desc(loan::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// What the things of some loans are called: one query for each kind. Who borrowed is not asked.
pub struct LoanNames {
    pub items: HashMap<CatalogueItemId, (String, String)>,
    pub labels: HashMap<DeviceId, Option<String>>,
    pub schools: HashMap<OrganisationId, String>,
    pub stores: HashMap<SiteId, String>,
}

impl LoanNames {
    pub async fn of(db: &impl ConnectionTrait, loans: &[loan::Model]) -> Result<Self, DbErr> {
        let items = catalogue_item::Entity::find()
            .filter(
                catalogue_item::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.item_id)),
            )
            .all(db)
            .await?;
        let labels: Vec<(DeviceId, Option<String>)> = device::Entity::find()
            .select_only()
            .columns([device::Column::Id, device::Column::LabelCode])
            .filter(
                device::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.device_id)),
            )
            .into_tuple()
            .all(db)
            .await?;
        let schools: Vec<(OrganisationId, String)> = organisation::Entity::find()
            .select_only()
            .columns([organisation::Column::Id, organisation::Column::Name])
            .filter(
                organisation::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.organisation_id)),
            )
            .into_tuple()
            .all(db)
            .await?;
        let stores: Vec<(SiteId, String)> = site::Entity::find()
            .select_only()
            .columns([site::Column::Id, site::Column::Name])
            .filter(site::COLUMN.id.is_in(loans.iter().map(|loan| loan.site_id)))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            items: items
                .into_iter()
                .map(|item| (item.id, (item.name_fr, item.name_en)))
                .collect(),
            labels: labels.into_iter().collect(),
            schools: schools.into_iter().collect(),
            stores: stores.into_iter().collect(),
        })
    }
}

/// Up to `limit` requests that a person may know of, those sent first first, after the request `after`.
pub async fn requests(
    db: &impl ConnectionTrait,
    by: &Signed,
    state: Option<RequestState>,
    after: Option<RequestId>,
    limit: u64,
) -> Result<Vec<request::Model>, DbErr> {
    visible_to(by)
        .filter(
            Condition::all()
                .add_option(state.map(|state| request::COLUMN.state.eq(state)))
                .add_option(after.map(|after| request::COLUMN.id.gt(after))),
        )
        .order_by_asc(request::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// What the programmes and pick-up points of some requests are called: one query for each.
pub struct RequestNames {
    pub programmes: HashMap<ProgrammeId, (String, String)>,
    pub sites: HashMap<SiteId, (String, String)>,
}

impl RequestNames {
    pub async fn of(db: &impl ConnectionTrait, requests: &[request::Model]) -> Result<Self, DbErr> {
        let programmes = programme::Entity::find()
            .filter(
                programme::COLUMN
                    .id
                    .is_in(requests.iter().map(|request| request.programme_id)),
            )
            .all(db)
            .await?;
        let sites = site::Entity::find()
            .filter(
                site::COLUMN
                    .id
                    .is_in(requests.iter().map(|request| request.pickup_site_id)),
            )
            .all(db)
            .await?;
        Ok(Self {
            programmes: programmes
                .into_iter()
                .map(|row| (row.id, (row.name_fr, row.name_en)))
                .collect(),
            sites: sites
                .into_iter()
                .map(|row| (row.id, (row.name, row.city)))
                .collect(),
        })
    }
}
