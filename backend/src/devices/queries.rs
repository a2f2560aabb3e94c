//! What the pages of the stock read, and the devices a person may see.
use super::standing::Standing;
use crate::{
    auth::{Signed, territory},
    identifiers::fold,
    kept::Kept,
    labels::{Code, keyboard},
};
use entities::{
    cession::CessionId,
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId, DeviceKind, Grade, Stage},
    handover,
    loan::{self, LoanId},
    membership::{MembershipId, Role},
    organisation::OrganisationId,
    part,
    request::{self, RequestState},
    site::{self, SiteId},
    transfer::{self, TransferId},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select, Value,
    prelude::DateTimeUtc,
    sea_query::{Expr, Func, IntoIden, Query},
};

/// The devices a person may see: finance and audit all; coordination all, or those of its territory
/// ([`territory::devices`]); a workshop those at its sites, those on their way to it, and those of the lots it received
/// or awaits; a counter or a store those at its site, those allocated to be fetched there, and those handed over or lent
/// there. Others are not found.
#[must_use]
pub fn visible_to(by: &Signed) -> Condition {
    sight_of(by).condition()
}

/// How far a person sees into the stock.
#[derive(Clone, Copy)]
enum Sight {
    All,
    Territory(MembershipId),
    Workshop(OrganisationId),
    Site(SiteId),
    Nothing,
}

fn sight_of(by: &Signed) -> Sight {
    match by.role {
        Role::Finance | Role::Auditor => Sight::All,
        Role::Coordinator => territory::limit(by).map_or(Sight::All, Sight::Territory),
        Role::Supervisor | Role::Worker => Sight::Workshop(by.organisation_id),
        Role::Clerk | Role::Trainer | Role::StoreKeeper => {
            by.site_id.map_or(Sight::Nothing, Sight::Site)
        }
        Role::Prescriber
        | Role::Teacher
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => Sight::Nothing,
    }
}

impl Sight {
    fn condition(self) -> Condition {
        match self {
            Self::All => Condition::all(),
            Self::Territory(limited) => territory::devices(limited),
            Self::Workshop(organisation) => Condition::any()
                .add(at_a_site_of(organisation))
                .add(of_a_lot_of(organisation))
                .add(on_the_way_to(organisation)),
            Self::Site(site) => Condition::any()
                .add(device::COLUMN.site_id.eq(site))
                .add(to_be_fetched_at(site))
                .add(handed_over_at(site))
                .add(lent_from(site)),
            Self::Nothing => Condition::all().add(literal(false)),
        }
    }

    /// What the condition binds.
    fn values(self) -> Vec<Value> {
        match self {
            Self::All | Self::Nothing => Vec::new(),
            Self::Territory(limited) => vec![limited.into(); territory::BOUND_BY_DEVICES],
            Self::Workshop(organisation) => vec![organisation.into(); 3],
            Self::Site(site) => vec![site.into(); 4],
        }
    }
}

/// A value written into the statement: a bound one would hide from PostgreSQL that a partial index
/// answers the query, in the plan it keeps for a prepared statement.
fn literal(value: impl Into<Value>) -> Expr {
    Expr::Constant(value.into())
}

fn is_allocated() -> Expr {
    Expr::col((request::Entity, request::Column::State))
        .eq(literal(RequestState::Allocated.to_value()))
}

fn of_this_device(column: impl ColumnTrait) -> Expr {
    Expr::col(column.as_column_ref()).equals((device::Entity, device::Column::Id))
}

/// The sites of an organisation, and its lots, are few: asked for once, not once per device.
fn at_a_site_of(organisation: OrganisationId) -> Expr {
    device::COLUMN.site_id.in_subquery(
        Query::select()
            .column((site::Entity, site::Column::Id))
            .from(site::Entity)
            .and_where(site::COLUMN.organisation_id.eq(organisation))
            .take(),
    )
}

fn of_a_lot_of(organisation: OrganisationId) -> Expr {
    device::COLUMN.lot_id.in_subquery(
        Query::select()
            .column((collection_lot::Entity, collection_lot::Column::Id))
            .from(collection_lot::Entity)
            .inner_join(
                site::Entity,
                Expr::col((site::Entity, site::Column::Id)).equals((
                    collection_lot::Entity,
                    collection_lot::Column::WorkshopSiteId,
                )),
            )
            .and_where(site::COLUMN.organisation_id.eq(organisation))
            .take(),
    )
}

/// Read from the row, not by an index: with one for each of its three ways, SQLite would gather all that a workshop
/// may see by indexes and sort it, rather than read the first page in its order.
fn on_the_way_to(organisation: OrganisationId) -> Expr {
    let transfer = Expr::col((device::Entity, device::Column::TransferId));
    Expr::from(Func::coalesce([transfer, literal(0)])).in_subquery(
        Query::select()
            .column((transfer::Entity, transfer::Column::Id))
            .from(transfer::Entity)
            .inner_join(
                site::Entity,
                Expr::col((site::Entity, site::Column::Id))
                    .equals((transfer::Entity, transfer::Column::ToSiteId)),
            )
            .and_where(site::COLUMN.organisation_id.eq(organisation))
            .take(),
    )
}

fn to_be_fetched_at(site: SiteId) -> Expr {
    Expr::exists(
        Query::select()
            .expr(literal(1))
            .from(request::Entity)
            .and_where(of_this_device(request::Column::DeviceId))
            .and_where(is_allocated())
            .and_where(request::COLUMN.pickup_site_id.eq(site))
            .take(),
    )
}

fn handed_over_at(site: SiteId) -> Expr {
    Expr::exists(
        Query::select()
            .expr(literal(1))
            .from(handover::Entity)
            .and_where(of_this_device(handover::Column::DeviceId))
            .and_where(handover::COLUMN.ended_at.is_null())
            .and_where(handover::COLUMN.site_id.eq(site))
            .take(),
    )
}

fn lent_from(site: SiteId) -> Expr {
    Expr::exists(
        Query::select()
            .expr(literal(1))
            .from(loan::Entity)
            // Parts of a kit are out with the loan of the kit.
            .and_where(
                Expr::col((loan::Entity, loan::Column::Id))
                    .equals((device::Entity, device::Column::LoanId)),
            )
            .and_where(loan::COLUMN.site_id.eq(site))
            .take(),
    )
}

/// What a scan shows of a device, in one query by indexes.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DeviceCard {
    pub id: DeviceId,
    pub lot_id: CollectionLotId,
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub stage: Stage,
    pub stage_since: DateTimeUtc,
    pub grade: Option<Grade>,
    pub site_id: Option<SiteId>,
    pub cession_id: Option<CessionId>,
    /// The loan it is out with.
    pub loan_id: Option<LoanId>,
    pub site_name: Option<String>,
    pub site_organisation_id: Option<OrganisationId>,
    /// What it is on its way with.
    pub transfer_id: Option<TransferId>,
    /// Where its recipient will fetch it.
    pub pickup_site_id: Option<SiteId>,
    pub pickup_site_name: Option<String>,
    pub pickup_organisation_id: Option<OrganisationId>,
}

impl DeviceCard {
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing::of(self.stage, self.site_id, self.cession_id, self.loan_id)
    }

    /// The page of the device.
    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.label_code.as_deref(), self.id)
    }
}

/// The page of a device: by its code, or by its number while it bears no label.
#[must_use]
pub fn path_of(label_code: Option<&str>, id: DeviceId) -> String {
    label_code.map_or_else(
        || format!("/devices/unlabelled/{}", id.0),
        |code| format!("/devices/{code}"),
    )
}

/// How a page names a device.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    Labelled(Code),
    /// A device that bears no label (yet, or any more).
    Unlabelled(DeviceId),
}

impl Which {
    fn condition(self) -> Condition {
        match self {
            Self::Labelled(code) => {
                Condition::all().add(device::COLUMN.label_code.eq(code.to_string()))
            }
            Self::Unlabelled(id) => Condition::all()
                .add(device::COLUMN.id.eq(id))
                .add(device::COLUMN.label_code.is_null()),
        }
    }
}

/// The card of a device, if the person may see it.
pub async fn card(
    db: &impl ConnectionTrait,
    by: &Signed,
    which: Which,
) -> Result<Option<DeviceCard>, DbErr> {
    static KEPT: [[Kept; 2]; 4] = [const { [const { Kept::new() }; 2] }; 4];
    let sight = sight_of(by);
    let kept = match sight {
        Sight::All => &KEPT[0],
        Sight::Workshop(_) => &KEPT[1],
        Sight::Site(_) => &KEPT[2],
        Sight::Territory(_) => &KEPT[3],
        Sight::Nothing => return Ok(None),
    };
    let (kept, value) = match which {
        Which::Labelled(code) => (&kept[0], code.to_string().into()),
        Which::Unlabelled(id) => (&kept[1], id.into()),
    };
    let mut values = vec![value];
    values.extend(sight.values());
    let statement = kept.one_row(db.get_database_backend(), values, || cards(sight, which));
    DeviceCard::find_by_statement(statement).one(db).await
}

fn cards(sight: Sight, which: Which) -> Select<device::Entity> {
    let pickup = || "pickup".into_iden();
    device::Entity::find()
        .select_only()
        .columns([
            device::Column::Id,
            device::Column::LotId,
            device::Column::LabelCode,
            device::Column::Kind,
            device::Column::Manufacturer,
            device::Column::Model,
            device::Column::Stage,
            device::Column::StageSince,
            device::Column::Grade,
            device::Column::SiteId,
            device::Column::TransferId,
            device::Column::CessionId,
            device::Column::LoanId,
        ])
        .column_as(site::Column::Name, "site_name")
        .column_as(site::Column::OrganisationId, "site_organisation_id")
        .column_as(request::Column::PickupSiteId, "pickup_site_id")
        .expr_as(
            Expr::col((pickup(), site::Column::Name)),
            "pickup_site_name",
        )
        .expr_as(
            Expr::col((pickup(), site::Column::OrganisationId)),
            "pickup_organisation_id",
        )
        .join(JoinType::LeftJoin, to_site())
        .join(JoinType::LeftJoin, to_allocated_request())
        .join_as(JoinType::LeftJoin, to_pickup_site(), "pickup")
        .filter(which.condition())
        .filter(sight.condition())
}

/// The whole row of a device, if the person may see it.
pub async fn device(
    db: &impl ConnectionTrait,
    by: &Signed,
    which: Which,
) -> Result<Option<device::Model>, DbErr> {
    device::Entity::find()
        .filter(which.condition())
        .filter(visible_to(by))
        .one(db)
        .await
}

fn to_site() -> RelationDef {
    device::Entity::belongs_to(site::Entity)
        .from(device::Column::SiteId)
        .to(site::Column::Id)
        .into()
}

fn to_allocated_request() -> RelationDef {
    device::Entity::belongs_to(request::Entity)
        .from(device::Column::Id)
        .to(request::Column::DeviceId)
        .on_condition(|_, _| Condition::all().add(is_allocated()))
        .into()
}

fn to_pickup_site() -> RelationDef {
    request::Entity::belongs_to(site::Entity)
        .from(request::Column::PickupSiteId)
        .to(site::Column::Id)
        .into()
}

/// What the list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub standing: Option<Standing>,
    pub kind: Option<DeviceKind>,
    pub site: Option<SiteId>,
    pub lot: Option<CollectionLotId>,
    /// Key of a technical category.
    pub category: Option<String>,
    /// What the person typed or scanned.
    pub words: String,
}

impl Filter {
    fn condition(&self) -> Condition {
        let standing = self.standing.map(|standing| match standing {
            Standing::At(Stage::Ready) => Condition::all()
                .add(device::COLUMN.stage.eq(Stage::Ready))
                .add(device::COLUMN.site_id.is_not_null()),
            Standing::HandedOver => Condition::all()
                .add(device::COLUMN.stage.eq(Stage::Ready))
                .add(device::COLUMN.site_id.is_null())
                .add(device::COLUMN.cession_id.is_null())
                .add(device::COLUMN.loan_id.is_null()),
            Standing::OnLoan => Condition::all().add(device::COLUMN.loan_id.is_not_null()),
            Standing::Ceded => Condition::all().add(device::COLUMN.cession_id.is_not_null()),
            Standing::At(stage) => Condition::all().add(device::COLUMN.stage.eq(stage)),
        });
        Condition::all()
            .add_option(standing)
            .add_option(self.kind.map(|kind| device::COLUMN.kind.eq(kind)))
            .add_option(self.site.map(|site| device::COLUMN.site_id.eq(site)))
            .add_option(self.lot.map(|lot| device::COLUMN.lot_id.eq(lot)))
            .add_option(
                self.category
                    .as_ref()
                    .map(|category| device::COLUMN.category.eq(category.clone())),
            )
            .add_option(found_by(&self.words))
    }
}

/// Any number the device bears, as it is or as a scanner writes it through a French keyboard; or the beginning of maker
/// and model.
fn found_by(words: &str) -> Option<Condition> {
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    if let Ok(code) = Code::parse(words) {
        return Some(Condition::all().add(device::COLUMN.label_code.eq(code.to_string())));
    }
    let mut read = vec![words.to_owned()];
    read.extend(keyboard::meant(words));
    let digits_of =
        |text: &String| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let digits: Vec<String> = read.iter().map(digits_of).collect();
    let forms: Vec<String> = read
        .iter()
        .flat_map(|text| [text.clone(), text.to_uppercase()])
        .collect();
    let mut found = Condition::any()
        .add(device::COLUMN.serial.is_in(forms.clone()))
        .add(device::COLUMN.asset_tag.is_in(forms.clone()))
        .add(device::COLUMN.inventory_number.is_in(forms))
        .add(device::COLUMN.imei.is_in(digits));
    let beginning = fold(words);
    if !beginning.is_empty() {
        // Folded texts are ASCII: no letter sorts after z, in any collation.
        let end = format!("{beginning}{}", "z".repeat(20));
        found = found.add(
            Condition::all()
                .add(device::COLUMN.search.gte(beginning))
                .add(device::COLUMN.search.lte(end)),
        );
    }
    Some(found)
}

/// A line of the list.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    pub id: DeviceId,
    pub label_code: Option<String>,
    pub kind: DeviceKind,
    pub manufacturer: String,
    pub model: String,
    pub serial: Option<String>,
    pub inventory_number: Option<String>,
    pub stage: Stage,
    pub stage_since: DateTimeUtc,
    pub grade: Option<Grade>,
    /// Key of its technical category.
    pub category: Option<String>,
    pub site_id: Option<SiteId>,
    pub cession_id: Option<CessionId>,
    /// The loan it is out with.
    pub loan_id: Option<LoanId>,
    pub site_name: Option<String>,
}

impl Row {
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing::of(self.stage, self.site_id, self.cession_id, self.loan_id)
    }

    #[must_use]
    pub fn path(&self) -> String {
        path_of(self.label_code.as_deref(), self.id)
    }
}

/// Up to `limit` lines, the latest announced first, from below the device `below`.
pub async fn rows(
    db: &impl ConnectionTrait,
    by: &Signed,
    filter: &Filter,
    below: Option<DeviceId>,
    limit: u64,
) -> Result<Vec<Row>, DbErr> {
    device::Entity::find()
        .select_only()
        .columns([
            device::Column::Id,
            device::Column::LabelCode,
            device::Column::Kind,
            device::Column::Manufacturer,
            device::Column::Model,
            device::Column::Serial,
            device::Column::InventoryNumber,
            device::Column::Stage,
            device::Column::StageSince,
            device::Column::Grade,
            device::Column::Category,
            device::Column::SiteId,
            device::Column::CessionId,
            device::Column::LoanId,
        ])
        .column_as(site::Column::Name, "site_name")
        .join(JoinType::LeftJoin, to_site())
        .filter(visible_to(by))
        .filter(filter.condition())
        .filter(Condition::all().add_option(below.map(|below| device::COLUMN.id.lt(below))))
        .order_by_desc(device::Column::Id)
        .limit(limit)
        .into_model::<Row>()
        .all(db)
        .await
}

/// How many of the devices the person may see stand where.
pub async fn counts(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<(Standing, i64)>, DbErr> {
    let stages: Vec<(Stage, i64, i64, i64, i64)> = device::Entity::find()
        .select_only()
        .column(device::Column::Stage)
        .column_as(device::Column::Id.count(), "all")
        .column_as(device::Column::SiteId.count(), "at_a_site")
        .column_as(device::Column::CessionId.count(), "ceded")
        .column_as(device::Column::LoanId.count(), "lent")
        .filter(visible_to(by))
        .group_by(device::Column::Stage)
        .into_tuple()
        .all(db)
        .await?;
    let count = |standing| match standing {
        Standing::At(stage) => {
            stages
                .iter()
                .find(|(of, ..)| *of == stage)
                .map_or(0, |(_, all, at_a_site, ..)| {
                    if stage == Stage::Ready {
                        *at_a_site
                    } else {
                        *all
                    }
                })
        }
        Standing::HandedOver => stages
            .iter()
            .find(|(of, ..)| *of == Stage::Ready)
            .map_or(0, |(_, all, at_a_site, ceded, lent)| {
                all - at_a_site - ceded - lent
            }),
        Standing::OnLoan => stages.iter().map(|(.., lent)| lent).sum(),
        Standing::Ceded => stages.iter().map(|(_, _, _, ceded, _)| ceded).sum(),
    };
    Ok(Standing::all()
        .into_iter()
        .map(|standing| (standing, count(standing)))
        .collect())
}

/// The sites whose devices the person may see, for the list's filter, by name.
pub async fn sites_seen_by(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<site::Model>, DbErr> {
    let seen: Select<site::Entity> = match by.role {
        Role::Finance | Role::Auditor => site::Entity::find(),
        Role::Coordinator => {
            site::Entity::find().filter(territory::rows(by, site::Column::EpciCode))
        }
        Role::Supervisor
        | Role::Worker
        | Role::Clerk
        | Role::Trainer
        | Role::StoreKeeper
        | Role::Prescriber
        | Role::Teacher
        | Role::OrganisationManager
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => {
            site::Entity::find().filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        }
    };
    seen.order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await
}

/// Whether a part of the person's organisation bears this code.
pub async fn is_part(db: &impl ConnectionTrait, by: &Signed, code: Code) -> Result<bool, DbErr> {
    let part = part::Entity::find()
        .filter(part::COLUMN.code.eq(code.to_string()))
        .filter(part::COLUMN.organisation_id.eq(by.organisation_id))
        .one(db)
        .await?;
    Ok(part.is_some())
}
