//! Programs that call with a token: whom each acts as, for as long as that person may.
use super::{
    Account, Signed,
    joins::{to_account, to_organisation},
    path_of, session,
};
use crate::{app::App, keys::sha256_hex, web::Error};
use axum::http::{header, request::Parts};
use entities::{
    account::{self, AccountId, Language},
    api_token::{self, ApiTokenId},
    membership::{self, MembershipId, Role},
    organisation::{self, OrganisationId},
    site::SiteId,
};
use sea_orm::{
    EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
    prelude::DateTimeUtc,
};

/// A token that lets in, and the person it acts as.
pub struct Bearer {
    pub token: ApiTokenId,
    /// Words with a space between them.
    pub scopes: String,
    pub signed: Signed,
}

/// Why a token does not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turned {
    /// None came, or not as a bearer's.
    Missing,
    /// Nobody knows it.
    Unknown,
    Expired,
    Revoked,
    /// Who gave it has left, or may not sign in.
    Orphaned,
}

#[derive(FromQueryResult)]
struct Row {
    id: ApiTokenId,
    scopes: String,
    expires_at: DateTimeUtc,
    revoked_at: Option<DateTimeUtc>,
    account_id: AccountId,
    name: String,
    language: Language,
    disabled_at: Option<DateTimeUtc>,
    membership_id: MembershipId,
    role: Role,
    organisation_id: OrganisationId,
    organisation_name: String,
    site_id: Option<SiteId>,
    ended_at: Option<DateTimeUtc>,
}

fn to_membership() -> RelationDef {
    api_token::Entity::belongs_to(membership::Entity)
        .from(api_token::Column::MembershipId)
        .to(membership::Column::Id)
        .into()
}

/// Whom the request's token stands for: never a cookie's session.
pub async fn bearer(app: &App, parts: &Parts) -> Result<Result<Bearer, Turned>, Error> {
    let token = parts
        .headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .filter(|token| !token.is_empty());
    let Some(token) = token else {
        return Ok(Err(Turned::Missing));
    };
    let row = api_token::Entity::find()
        .select_only()
        .column(api_token::Column::Id)
        .column(api_token::Column::Scopes)
        .column(api_token::Column::ExpiresAt)
        .column(api_token::Column::RevokedAt)
        .column(membership::Column::AccountId)
        .column(account::Column::Name)
        .column(account::Column::Language)
        .column(account::Column::DisabledAt)
        .column(api_token::Column::MembershipId)
        .column(membership::Column::Role)
        .column(membership::Column::OrganisationId)
        .column_as(organisation::Column::Name, "organisation_name")
        .column(membership::Column::SiteId)
        .column(membership::Column::EndedAt)
        .join(JoinType::InnerJoin, to_membership())
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_organisation())
        .filter(api_token::COLUMN.sha256.eq(sha256_hex(token)))
        .into_model::<Row>()
        .one(&app.db)
        .await?;
    let Some(row) = row else {
        return Ok(Err(Turned::Unknown));
    };
    let turned = if row.revoked_at.is_some() {
        Some(Turned::Revoked)
    } else if row.expires_at <= app.clock.now() {
        Some(Turned::Expired)
    } else if row.ended_at.is_some() || row.disabled_at.is_some() {
        Some(Turned::Orphaned)
    } else {
        None
    };
    match turned {
        Some(turned) => Ok(Err(turned)),
        None => Ok(Ok(acting(app, parts, row).await?)),
    }
}

async fn acting(app: &App, parts: &Parts, row: Row) -> Result<Bearer, Error> {
    let territories = session::territories(&app.db, row.role, row.membership_id).await?;
    Ok(Bearer {
        token: row.id,
        scopes: row.scopes,
        signed: Signed {
            session_id: 0,
            account: Account {
                id: row.account_id,
                name: row.name,
                language: row.language,
                bench_language: None,
                bench_view: None,
                several_memberships: false,
            },
            membership_id: row.membership_id,
            role: row.role,
            organisation_id: row.organisation_id,
            organisation_name: row.organisation_name,
            site_id: row.site_id,
            territories,
            bench: None,
            path: path_of(&parts.uri),
            done: None,
            demo: app.demo,
        },
    })
}
