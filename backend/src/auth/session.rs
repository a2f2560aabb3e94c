//! Sessions: a row that can be revoked, behind one signed cookie.
use super::{Account, Signed, done_of, joins::to_organisation, path_of};
use crate::{
    app::App,
    kept::Kept,
    keys::{random_token, sha256_hex},
    web::Error,
};
use axum::http::request::Parts;
use axum_extra::extract::cookie::{Cookie, SameSite, SignedCookieJar};
use chrono::Duration;
use entities::{
    account::{self, AccountId, Language},
    membership::{self, MembershipId, Role},
    membership_territory,
    organisation::{self, OrganisationId},
    session,
    site::SiteId,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef, Select,
    prelude::DateTimeUtc,
    sea_query::{Expr, QueryStatementBuilder},
};

const COOKIE: &str = "session";
/// A working day and its evening: a bench is signed in to in the morning.
const LASTS: Duration = Duration::hours(14);

/// Everything about the person asking, in one query by the token's unique index.
#[derive(FromQueryResult)]
struct Row {
    id: i32,
    account_id: AccountId,
    name: String,
    language: Language,
    membership_id: MembershipId,
    role: Role,
    organisation_id: OrganisationId,
    organisation_name: String,
    site_id: Option<SiteId>,
    memberships: i64,
}

/// How many live memberships the account of the outer query has.
fn count_of_memberships() -> Expr {
    let count = membership::Entity::find()
        .select_only()
        .expr(Expr::col(membership::Column::Id).count())
        .filter(
            Expr::col((membership::Entity, membership::Column::AccountId))
                .equals((session::Entity, session::Column::AccountId)),
        )
        .filter(membership::COLUMN.ended_at.is_null());
    Expr::SubQuery(
        None,
        Box::new(count.into_query().into_sub_query_statement()),
    )
}

fn to_account() -> RelationDef {
    session::Entity::belongs_to(account::Entity)
        .from(session::Column::AccountId)
        .to(account::Column::Id)
        .into()
}

fn to_membership() -> RelationDef {
    session::Entity::belongs_to(membership::Entity)
        .from(session::Column::MembershipId)
        .to(membership::Column::Id)
        .into()
}

/// The live session of this token, with everything about the person.
fn live(token_hash: &str, now: DateTimeUtc) -> Select<session::Entity> {
    session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .column(session::Column::AccountId)
        .column(account::Column::Name)
        .column(account::Column::Language)
        .column(session::Column::MembershipId)
        .column(membership::Column::Role)
        .column(membership::Column::OrganisationId)
        .column_as(organisation::Column::Name, "organisation_name")
        .column(membership::Column::SiteId)
        .expr_as(count_of_memberships(), "memberships")
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_membership())
        .join(JoinType::InnerJoin, to_organisation())
        .filter(session::COLUMN.token_hash.eq(token_hash))
        .filter(session::COLUMN.revoked_at.is_null())
        .filter(session::COLUMN.expires_at.gt(now))
        .filter(account::COLUMN.disabled_at.is_null())
        .filter(membership::COLUMN.ended_at.is_null())
}

/// Who the request's cookie stands for, if anybody.
pub async fn signed(app: &App, parts: &Parts) -> Result<Option<Signed>, Error> {
    let jar = SignedCookieJar::from_headers(&parts.headers, app.keys.cookies.clone());
    let Some(token) = jar.get(COOKIE) else {
        return Ok(None);
    };
    let token_hash = sha256_hex(token.value());
    let now = app.clock.now();
    static LIVE: Kept = Kept::new();
    let statement = LIVE.first_row(
        app.db.get_database_backend(),
        [token_hash.as_str().into(), now.into()],
        || live(&token_hash, now),
    );
    let row = Row::find_by_statement(statement).one(&app.db).await?;
    let Some(row) = row else { return Ok(None) };
    // Only coordinators are limited to territories.
    let territories = if row.role == Role::Coordinator {
        membership_territory::Entity::find()
            .filter(
                membership_territory::COLUMN
                    .membership_id
                    .eq(row.membership_id),
            )
            .all(&app.db)
            .await?
            .into_iter()
            .map(|territory| territory.epci_code)
            .collect()
    } else {
        Vec::new()
    };
    Ok(Some(Signed {
        session_id: row.id,
        account: Account {
            id: row.account_id,
            name: row.name,
            language: row.language,
            several_memberships: row.memberships > 1,
        },
        membership_id: row.membership_id,
        role: row.role,
        organisation_id: row.organisation_id,
        organisation_name: row.organisation_name,
        site_id: row.site_id,
        territories,
        path: path_of(&parts.uri),
        done: done_of(&parts.uri),
        demo: app.demo,
    }))
}

/// Opens a session and gives the cookie for it.
pub async fn open(
    app: &App,
    txn: &impl ConnectionTrait,
    account_id: AccountId,
    membership_id: MembershipId,
) -> Result<Cookie<'static>, DbErr> {
    let token = random_token();
    let now = app.clock.now();
    session::Entity::insert(session::ActiveModel {
        token_hash: Set(sha256_hex(&token)),
        account_id: Set(account_id),
        membership_id: Set(Some(membership_id)),
        created_at: Set(now),
        expires_at: Set(now + LASTS),
        ..Default::default()
    })
    .exec_without_returning(txn)
    .await?;
    Ok(Cookie::build((COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.https())
        .build())
}

/// The cookie to take away at sign-out.
#[must_use]
pub fn empty_cookie() -> Cookie<'static> {
    Cookie::build(COOKIE).path("/").build()
}

/// Ends one session of an account, or all of them.
pub async fn revoke(
    txn: &impl ConnectionTrait,
    account_id: AccountId,
    only: Option<i32>,
    now: DateTimeUtc,
) -> Result<u64, DbErr> {
    let mut which = Condition::all()
        .add(session::COLUMN.account_id.eq(account_id))
        .add(session::COLUMN.revoked_at.is_null());
    if let Some(id) = only {
        which = which.add(session::COLUMN.id.eq(id));
    }
    let ended = session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(which)
        .exec(txn)
        .await?;
    Ok(ended.rows_affected)
}

/// Ends every session of the person but the one that asks.
pub async fn revoke_others(
    txn: &impl ConnectionTrait,
    by: &Signed,
    now: DateTimeUtc,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(session::COLUMN.account_id.eq(by.account.id))
        .filter(session::COLUMN.id.ne(by.session_id))
        .filter(session::COLUMN.revoked_at.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// Ends every session under one membership.
pub async fn revoke_under(
    txn: &impl ConnectionTrait,
    membership_id: MembershipId,
    now: DateTimeUtc,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(now))
        .filter(session::COLUMN.membership_id.eq(membership_id))
        .filter(session::COLUMN.revoked_at.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The sessions of an account that still sign in, latest first.
pub async fn open_ones(
    db: &impl ConnectionTrait,
    account_id: AccountId,
    now: DateTimeUtc,
) -> Result<Vec<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::COLUMN.account_id.eq(account_id))
        .filter(session::COLUMN.revoked_at.is_null())
        .filter(session::COLUMN.expires_at.gt(now))
        .order_by_desc(session::Column::Id)
        .all(db)
        .await
}

/// The live memberships of an account, oldest first: the first one is acted under at sign-in.
pub async fn memberships(
    db: &impl ConnectionTrait,
    account_id: AccountId,
) -> Result<Vec<membership::Model>, DbErr> {
    membership::Entity::find()
        .filter(membership::COLUMN.account_id.eq(account_id))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(membership::Column::Id)
        .all(db)
        .await
}

/// Whether this installation shows invented data.
pub async fn is_demo(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(entities::setting::Entity::find_by_id("demo")
        .one(db)
        .await?
        .is_some())
}
