//! Sessions: a row that can be revoked, behind one signed cookie.
use super::{
    Account, Signed,
    badges::Holder,
    bench::{self, AtBench},
    done_of,
    joins::to_organisation,
    path_of,
};
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
    account::{self, AccountId, BenchView, Language},
    bench::{self as bench_table, BenchId},
    bench_session,
    membership::{self, MembershipId, Role},
    membership_territory,
    organisation::{self, OrganisationId},
    session,
    site::SiteId,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
    prelude::DateTimeUtc,
    sea_query::{Expr, IntoIden, Query},
};

const COOKIE: &str = "session";
/// A working day and its evening: a bench is signed in to in the morning.
const LASTS: Duration = Duration::hours(14);

/// Everything about the person asking, in one query by the token's unique index. One join fewer is time saved at
/// every page: what only a bench's session needs is read for that one alone.
#[derive(FromQueryResult)]
struct Row {
    id: i32,
    account_id: AccountId,
    name: String,
    language: Language,
    bench_language: Option<String>,
    bench_view: Option<BenchView>,
    membership_id: MembershipId,
    role: Role,
    organisation_id: OrganisationId,
    organisation_name: String,
    site_id: Option<SiteId>,
    several_memberships: bool,
    created_at: DateTimeUtc,
    expires_at: DateTimeUtc,
    /// The bench where a badge opened it.
    bench_id: Option<BenchId>,
}

/// Whether the account of the outer query has another live membership.
fn has_another_membership() -> Expr {
    let other = || "other".into_iden();
    Expr::exists(
        Query::select()
            .expr(Expr::Constant(1.into()))
            .from_as(membership::Entity, other())
            .and_where(
                Expr::col((other(), membership::Column::AccountId))
                    .equals((session::Entity, session::Column::AccountId)),
            )
            .and_where(
                Expr::col((other(), membership::Column::Id))
                    .not_equals((session::Entity, session::Column::MembershipId)),
            )
            .and_where(Expr::col((other(), membership::Column::EndedAt)).is_null())
            .take(),
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

fn to_bench_session() -> RelationDef {
    session::Entity::belongs_to(bench_session::Entity)
        .from(session::Column::Id)
        .to(bench_session::Column::SessionId)
        .into()
}

/// The text of [`live`].
static LIVE: Kept = Kept::new();

/// The live session of this token, with everything about the person.
fn live(token_hash: &str, now: DateTimeUtc) -> Select<session::Entity> {
    session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .column(session::Column::AccountId)
        .column(account::Column::Name)
        .column(account::Column::Language)
        .column(account::Column::BenchLanguage)
        .column(account::Column::BenchView)
        .column(session::Column::MembershipId)
        .column(membership::Column::Role)
        .column(membership::Column::OrganisationId)
        .column_as(organisation::Column::Name, "organisation_name")
        .column(membership::Column::SiteId)
        .expr_as(has_another_membership(), "several_memberships")
        .column(session::Column::CreatedAt)
        .column(session::Column::ExpiresAt)
        .column(bench_session::Column::BenchId)
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_membership())
        .join(JoinType::InnerJoin, to_organisation())
        .join(JoinType::LeftJoin, to_bench_session())
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
    let statement = LIVE.one_row(
        app.db.get_database_backend(),
        [token_hash.as_str().into(), now.into()],
        || live(&token_hash, now),
    );
    let row = Row::find_by_statement(statement).one(&app.db).await?;
    let Some(row) = row else { return Ok(None) };
    // A session that a badge opened stays at its bench, while that is enrolled.
    let mut at_bench = None;
    if let Some(id) = row.bench_id {
        let here = bench::of(app, &parts.headers).await?;
        let Some(here) = here.filter(|here| here.id == id && Some(here.site_id) == row.site_id)
        else {
            return Ok(None);
        };
        stay(app, &row, here.idle_minutes).await?;
        at_bench = Some(AtBench {
            id,
            name: here.name,
            idle_minutes: here.idle_minutes,
        });
    }
    let territories = territories(&app.db, row.role, row.membership_id).await?;
    Ok(Some(Signed {
        session_id: row.id,
        account: Account {
            id: row.account_id,
            name: row.name,
            language: row.language,
            bench_language: row.bench_language,
            bench_view: row.bench_view,
            several_memberships: row.several_memberships,
        },
        membership_id: row.membership_id,
        role: row.role,
        organisation_id: row.organisation_id,
        organisation_name: row.organisation_name,
        site_id: row.site_id,
        territories,
        bench: at_bench,
        path: path_of(&parts.uri),
        done: done_of(&parts.uri),
        demo: app.demo,
    }))
}

/// The intercommunalities a membership is limited to: only coordinators are.
pub(super) async fn territories(
    db: &impl ConnectionTrait,
    role: Role,
    membership_id: MembershipId,
) -> Result<Vec<String>, DbErr> {
    if role != Role::Coordinator {
        return Ok(Vec::new());
    }
    let rows = membership_territory::Entity::find()
        .filter(membership_territory::COLUMN.membership_id.eq(membership_id))
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|territory| territory.epci_code)
        .collect())
}

/// As often as the end of a bench's session is moved: not at every picture of a page.
const MOVED_EVERY: Duration = Duration::seconds(15);

/// Moves the end of a bench's session on: it ends so many minutes after the last thing done.
async fn stay(app: &App, row: &Row, idle_minutes: i32) -> Result<(), DbErr> {
    let now = app.clock.now();
    let idle = Duration::minutes(idle_minutes.into());
    let until = std::cmp::min(now + idle, row.created_at + LASTS);
    if until - row.expires_at < MOVED_EVERY {
        return Ok(());
    }
    let write = app.write().await?;
    session::Entity::update_many()
        .col_expr(session::Column::ExpiresAt, Expr::value(until))
        .filter(session::COLUMN.id.eq(row.id))
        .filter(session::COLUMN.revoked_at.is_null())
        .filter(session::COLUMN.expires_at.gt(now))
        .exec(&*write)
        .await?;
    write.commit().await
}

/// Opens a session and gives the cookie for it.
pub async fn open(
    app: &App,
    txn: &impl ConnectionTrait,
    account_id: AccountId,
    membership_id: MembershipId,
) -> Result<Cookie<'static>, DbErr> {
    let (_, cookie) = begin(app, txn, (account_id, membership_id), LASTS).await?;
    Ok(cookie)
}

/// Opens a session at a bench: it ends soon after the last thing done, and does bench work only.
pub async fn open_at_bench(
    app: &App,
    txn: &impl ConnectionTrait,
    holder: &Holder,
    at: &bench_table::Model,
) -> Result<Cookie<'static>, DbErr> {
    let who = (holder.account_id, holder.membership_id);
    let idle = Duration::minutes(at.idle_minutes.into());
    let (session_id, cookie) = begin(app, txn, who, idle).await?;
    bench_session::Entity::insert(bench_session::ActiveModel {
        session_id: Set(session_id),
        bench_id: Set(at.id),
        badge_id: Set(holder.badge_id),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(cookie)
}

async fn begin(
    app: &App,
    txn: &impl ConnectionTrait,
    (account_id, membership_id): (AccountId, MembershipId),
    lasts: Duration,
) -> Result<(i32, Cookie<'static>), DbErr> {
    let token = random_token();
    let now = app.clock.now();
    let row = session::Entity::insert(session::ActiveModel {
        token_hash: Set(sha256_hex(&token)),
        account_id: Set(account_id),
        membership_id: Set(Some(membership_id)),
        created_at: Set(now),
        expires_at: Set(now + lasts),
        ..Default::default()
    })
    .exec_with_returning(txn)
    .await?;
    let cookie = Cookie::build((COOKIE, token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.config.https())
        .build();
    Ok((row.id, cookie))
}

/// The session this browser had last, ended or not.
pub async fn last(app: &App, jar: &SignedCookieJar) -> Result<Option<session::Model>, DbErr> {
    let Some(token) = jar.get(COOKIE) else {
        return Ok(None);
    };
    session::Entity::find()
        .filter(session::COLUMN.token_hash.eq(sha256_hex(token.value())))
        .one(&app.db)
        .await
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
