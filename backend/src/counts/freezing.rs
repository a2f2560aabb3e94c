//! A count is opened: its rules, and the expected set as the stock is at that instant, in one statement.
use super::{queries::Scope, rules::Limits};
use crate::{
    app::App,
    auth::{Allowed, permissions::ManageCounts},
    journal::{self, Event, EventKind, counted},
    web::Error,
};
use entities::{
    device::{self, Stage},
    handover, loan,
    stock_count::{self, CountState, StockCountId},
    stock_count_line, stock_count_scope,
};
use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait,
    QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, InsertStatement, Query},
};

/// What a count goes by.
pub struct Opening {
    pub scope: Scope,
    pub blind: bool,
    pub second_pass: bool,
    pub limits: Limits,
}

/// Opens a count and freezes what it expects; nothing when nothing is expected.
pub async fn open(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCounts>,
    opening: Opening,
) -> Result<Option<stock_count::Model>, Error> {
    let now = app.clock.now();
    let row = stock_count::ActiveModel {
        state: Set(CountState::Counting),
        frozen_at: Set(now),
        opened_by: Set(by.membership_id),
        blind: Set(opening.blind),
        second_pass: Set(opening.second_pass),
        second_above_cents: Set(opening.limits.above_cents),
        second_above_gaps: Set(opening.limits.above_gaps),
        expected: Set(0),
        ..Default::default()
    };
    let scope = &opening.scope;
    let sites: Vec<i32> = scope.sites.iter().map(|site| site.0).collect();
    let owners: Vec<i32> = scope.owners.iter().map(|owner| owner.0).collect();
    let kinds: Vec<String> = scope.kinds.iter().map(ActiveEnum::to_value).collect();
    let event = Event::of(EventKind::CountOpened)
        .with("sites", sites)
        .with("owners", owners)
        .with("kinds", kinds);
    let count: stock_count::Model = journal::insert(txn, by.at(now), row, event).await?;
    let limits = limits_of(count.id, scope);
    if !limits.is_empty() {
        stock_count_scope::Entity::insert_many(limits)
            .exec_without_returning(txn)
            .await?;
    }
    let frozen = txn.execute(&expected(count.id, scope)?).await?;
    let frozen = i32::try_from(frozen.rows_affected()).map_err(anyhow::Error::from)?;
    if frozen == 0 {
        return Ok(None);
    }
    let change = stock_count::ActiveModel {
        expected: Set(frozen),
        ..Default::default()
    };
    let event = Event::of(EventKind::CountFrozen)
        .with(counted::LINES, counted::lines(txn, count.id).await?);
    Ok(Some(
        journal::change(txn, by.at(now), &count, change, event).await?,
    ))
}

fn limits_of(count: StockCountId, scope: &Scope) -> Vec<stock_count_scope::ActiveModel> {
    let limit = |site, owner, kind| stock_count_scope::ActiveModel {
        count_id: Set(count),
        site_id: Set(site),
        owner_id: Set(owner),
        kind: Set(kind),
        ..Default::default()
    };
    let sites = scope
        .sites
        .iter()
        .map(|site| limit(Some(*site), None, None));
    let owners = scope
        .owners
        .iter()
        .map(|owner| limit(None, Some(*owner), None));
    let kinds = scope
        .kinds
        .iter()
        .map(|kind| limit(None, None, Some(*kind)));
    sites.chain(owners).chain(kinds).collect()
}

/// Writes the expected set of a count: the database copies it, whatever its size.
fn expected(count: StockCountId, scope: &Scope) -> Result<InsertStatement, DbErr> {
    let devices = device::Entity::find()
        .select_only()
        .expr_as(Expr::Constant(count.into()), "count_id")
        .columns([
            device::Column::Id,
            device::Column::LabelCode,
            device::Column::SiteId,
            device::Column::TransferId,
            device::Column::ValueCents,
            device::Column::Version,
        ])
        .filter(in_stock(scope))
        .into_query();
    let mut insert = Query::insert();
    insert.into_table(stock_count_line::Entity).columns([
        stock_count_line::Column::CountId,
        stock_count_line::Column::DeviceId,
        stock_count_line::Column::Code,
        stock_count_line::Column::SiteId,
        stock_count_line::Column::TransferId,
        stock_count_line::Column::ValueCents,
        stock_count_line::Column::Version,
    ]);
    insert
        .select_from(devices)
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    Ok(insert)
}

/// The devices that a count is about: those at a site of it, those on their way from there, and those that a recipient
/// was given there and must bring back, or a borrower of the library.
fn in_stock(scope: &Scope) -> Condition {
    let at =
        |column: Expr| (!scope.sites.is_empty()).then(|| column.is_in(scope.sites.iter().copied()));
    let here = Condition::all()
        .add(device::COLUMN.site_id.is_not_null())
        .add(device::Column::Stage.is_not_in([
            Stage::Announced,
            Stage::NotReceived,
            Stage::Scrapped,
        ]))
        .add_option(at(Expr::col((device::Entity, device::Column::SiteId))));
    let lent = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(handover::Entity)
        .and_where(
            Expr::col((handover::Entity, handover::Column::DeviceId))
                .equals((device::Entity, device::Column::Id)),
        )
        .and_where(handover::COLUMN.ended_at.is_null())
        .and_where(handover::COLUMN.definitive_at.is_null())
        .cond_where(
            Condition::all()
                .add_option(at(Expr::col((handover::Entity, handover::Column::SiteId)))),
        )
        .take();
    let lent = Condition::all()
        .add(device::COLUMN.site_id.is_null())
        .add(device::COLUMN.cession_id.is_null())
        .add(Expr::exists(lent));
    let loans = Query::select()
        .column(loan::Column::Id)
        .from(loan::Entity)
        .cond_where(
            Condition::all().add_option(at(Expr::col((loan::Entity, loan::Column::SiteId)))),
        )
        .take();
    let borrowed = device::Column::LoanId.in_subquery(loans);
    let owners = (!scope.owners.is_empty())
        .then(|| device::Column::OwnerId.is_in(scope.owners.iter().copied()));
    let kinds =
        (!scope.kinds.is_empty()).then(|| device::Column::Kind.is_in(scope.kinds.iter().copied()));
    Condition::all()
        .add_option(owners)
        .add_option(kinds)
        .add(Condition::any().add(here).add(lent).add(borrowed))
}
