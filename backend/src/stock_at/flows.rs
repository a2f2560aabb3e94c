//! What moved between two moments: the spans that began in between, each beside the one before it.
use super::{
    queries::{Range, Scope, cents_of, spans, to_device},
    rules::{Flow, Kind, Way},
};
use crate::devices::queries::path_of;
use chrono::{DateTime, Utc};
use entities::{
    device::{self, DeviceId, DeviceKind},
    device_span::{self, Holder},
    organisation::OrganisationId,
    site::SiteId,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
    sea_query::{Alias, CaseStatement, DynIden, Expr, IntoIden},
};

/// The span before, of the same device.
fn before() -> DynIden {
    Alias::new("before").into_iden()
}

/// What moved after one moment, up to another.
#[derive(Clone, Copy, Debug)]
pub struct Period {
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

fn changes(period: Period) -> Select<device_span::Entity> {
    device_span::Entity::find()
        .select_only()
        .join_as(JoinType::LeftJoin, to_the_one_before(period), "before")
        .filter(device_span::COLUMN.from_at.gt(period.from))
        .filter(device_span::COLUMN.from_at.lte(period.to))
}

fn to_the_one_before(period: Period) -> RelationDef {
    device_span::Entity::belongs_to(device_span::Entity)
        .from((device_span::Column::DeviceId, device_span::Column::FromAt))
        .to((device_span::Column::DeviceId, device_span::Column::ToAt))
        // Follows from the rest, and lets a database enter the index of ends there.
        .on_condition(move |_, before| {
            let ended = || Expr::col((before.clone(), device_span::Column::ToAt));
            Condition::all()
                .add(ended().gt(period.from))
                .add(ended().lte(period.to))
        })
        .into()
}

/// 1 where a span is counted, 0 where it is not, or is none.
fn counted(scope: &Scope, span: &DynIden) -> Expr {
    let there = Condition::all()
        .add(Expr::col((span.clone(), device_span::Column::DeviceId)).is_not_null())
        .add(scope.holds(span));
    CaseStatement::new().case(there, 1).finally(0).into()
}

/// 1 where the value is another than before. A value that nobody knows is nothing.
fn revalued() -> Expr {
    let cents = |span: DynIden| {
        let value = Expr::col((span, device_span::Column::ValueCents));
        value.if_null(0_i64)
    };
    CaseStatement::new()
        .case(cents(spans()).ne(cents(before())), 1)
        .finally(0)
        .into()
}

#[derive(Debug, FromQueryResult)]
struct FlowRow {
    before_holder: Option<Holder>,
    holder: Holder,
    was_inside: i32,
    is_inside: i32,
    revalued: i32,
    devices: i64,
    cents_before: Option<i64>,
    cents_after: Option<i64>,
}

/// The movements of a period, added up.
pub async fn flows(
    db: &impl ConnectionTrait,
    scope: &Scope,
    period: Period,
) -> Result<Vec<Flow>, DbErr> {
    let rows: Vec<FlowRow> = changes(period)
        .expr_as(
            Expr::col((before(), device_span::Column::Holder)),
            "before_holder",
        )
        .column(device_span::Column::Holder)
        .expr_as(counted(scope, &before()), "was_inside")
        .expr_as(counted(scope, &spans()), "is_inside")
        .expr_as(revalued(), "revalued")
        .column_as(device_span::Column::DeviceId.count(), "devices")
        .expr_as(cents_of(&before()), "cents_before")
        .expr_as(cents_of(&spans()), "cents_after")
        .group_by(Expr::col((before(), device_span::Column::Holder)))
        .group_by(device_span::Column::Holder)
        .group_by(Expr::col("was_inside"))
        .group_by(Expr::col("is_inside"))
        .group_by(Expr::col("revalued"))
        .into_model()
        .all(db)
        .await?;
    let flow = |row: FlowRow| Flow {
        before: row.before_holder,
        after: row.holder,
        was_inside: row.was_inside == 1,
        is_inside: row.is_inside == 1,
        revalued: row.revalued == 1,
        devices: row.devices,
        cents_before: row.cents_before.unwrap_or(0),
        cents_after: row.cents_after.unwrap_or(0),
    };
    Ok(rows.into_iter().map(flow).collect())
}

/// A movement of one device.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Moved {
    pub device_id: DeviceId,
    pub from_at: DateTime<Utc>,
    pub holder: Holder,
    pub site_id: Option<SiteId>,
    pub owner_id: OrganisationId,
    pub value_cents: Option<i64>,
    pub before_holder: Option<Holder>,
    pub before_site_id: Option<SiteId>,
    pub before_value_cents: Option<i64>,
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub inventory_number: Option<String>,
    was_inside: i32,
    is_inside: i32,
}

impl Moved {
    #[must_use]
    pub fn way(&self) -> Way {
        match (self.was_inside == 1, self.is_inside == 1) {
            (false, _) => Way::In,
            (true, false) => Way::Out,
            (true, true) => Way::Revalued,
        }
    }

    /// Why; none of a value that changed.
    #[must_use]
    pub fn reason(&self) -> Option<Kind> {
        (self.way() != Way::Revalued).then(|| Kind::of(self.before_holder, self.holder))
    }

    /// What the sum grew by.
    #[must_use]
    pub fn cents(&self) -> i64 {
        let (before, after) = (
            self.before_value_cents.unwrap_or(0),
            self.value_cents.unwrap_or(0),
        );
        match self.way() {
            Way::In => after,
            Way::Out => -before,
            Way::Revalued => after - before,
        }
    }

    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.label_code.as_deref(), self.device_id)
    }
}

/// The place of a movement in its list.
#[derive(Clone, Copy, Debug)]
pub struct After {
    pub device: DeviceId,
    pub from: DateTime<Utc>,
}

/// The movements behind a line of the statement, or all of them, by device and moment.
pub async fn moved(
    db: &impl ConnectionTrait,
    scope: &Scope,
    period: Period,
    (way, kind): (Option<Way>, Option<Kind>),
    after: Option<After>,
    range: Range,
) -> Result<Vec<Moved>, DbErr> {
    let later = after.map(|after| {
        Condition::all()
            .add(device_span::COLUMN.device_id.gte(after.device))
            .add(
                Condition::any()
                    .add(device_span::COLUMN.device_id.gt(after.device))
                    .add(device_span::COLUMN.from_at.gt(after.from)),
            )
    });
    let of_before = |column| Expr::col((before(), column));
    changes(period)
        .columns([
            device_span::Column::DeviceId,
            device_span::Column::FromAt,
            device_span::Column::Holder,
            device_span::Column::SiteId,
            device_span::Column::OwnerId,
            device_span::Column::ValueCents,
        ])
        .expr_as(of_before(device_span::Column::Holder), "before_holder")
        .expr_as(of_before(device_span::Column::SiteId), "before_site_id")
        .expr_as(
            of_before(device_span::Column::ValueCents),
            "before_value_cents",
        )
        .expr_as(counted(scope, &before()), "was_inside")
        .expr_as(counted(scope, &spans()), "is_inside")
        .columns([
            device::Column::LabelCode,
            device::Column::Kind,
            device::Column::Manufacturer,
            device::Column::Model,
            device::Column::InventoryNumber,
        ])
        .join(JoinType::InnerJoin, to_device())
        .filter(behind(scope, way))
        .filter(Condition::all().add_option(kind.map(of_kind)))
        .filter(
            Condition::all()
                .add_option(later)
                .add_option(
                    range
                        .after
                        .map(|after| device_span::COLUMN.device_id.gt(after)),
                )
                .add_option(range.to.map(|to| device_span::COLUMN.device_id.lte(to))),
        )
        .order_by_asc(device_span::Column::DeviceId)
        .order_by_asc(device_span::Column::FromAt)
        .limit(range.limit)
        .into_model()
        .all(db)
        .await
}

/// The changes that went this way, or that a statement tells at all.
fn behind(scope: &Scope, way: Option<Way>) -> Condition {
    let was = |counts: i32| counted(scope, &before()).eq(counts);
    let is = |counts: i32| counted(scope, &spans()).eq(counts);
    let one = |way| match way {
        Way::In => Condition::all().add(was(0)).add(is(1)),
        Way::Out => Condition::all().add(was(1)).add(is(0)),
        Way::Revalued => Condition::all()
            .add(was(1))
            .add(is(1))
            .add(revalued().eq(1)),
    };
    match way {
        Some(way) => one(way),
        None => Way::ALL
            .into_iter()
            .fold(Condition::any(), |any, way| any.add(one(way))),
    }
}

/// The changes of one kind: between these holders.
fn of_kind(kind: Kind) -> Condition {
    let pairs = kind.pairs();
    pairs.into_iter().fold(Condition::any(), |any, (from, to)| {
        let held = Expr::col((before(), device_span::Column::Holder));
        let held = match from {
            Some(from) => held.eq(from.to_value()),
            None => held.is_null(),
        };
        any.add(
            Condition::all()
                .add(held)
                .add(device_span::COLUMN.holder.eq(to)),
        )
    })
}
