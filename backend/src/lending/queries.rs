//! The loans a person may see, what is known of their pieces, and the rules that hold.
use super::{
    kits::{self, queries::bound, rules::Completeness},
    losses::queries::{loans_of_the_lost, lost, of_loans},
    rules::{Terms, period::Closure},
};
use crate::auth::{Signed, territory};
use chrono::{Days, NaiveDate};
use entities::{
    account::{self, AccountId},
    catalogue_item::{self, CatalogueItemId},
    device::{self, DeviceId, Stage},
    lending_rule,
    loan::{self, LoanId, LoanState},
    loan_clearance, loan_loss,
    membership::Role,
    organisation::{self, OrganisationId},
    piece_day,
    site::{self, SiteId},
    store_closure,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The states in which a loan takes days of its piece.
pub const OPEN: [LoanState; 4] = [
    LoanState::Requested,
    LoanState::Reserved,
    LoanState::Prepared,
    LoanState::Out,
];

/// The rules of lending: the latest that coordination set, or those of a new installation.
pub async fn terms(db: &impl ConnectionTrait) -> Result<Terms, DbErr> {
    let latest = lending_rule::Entity::find()
        .order_by_desc(lending_rule::Column::Id)
        .one(db)
        .await?;
    Ok(latest.as_ref().map_or_else(Terms::default, Terms::from))
}

/// The closures of a store that are not over on a day, the next first.
pub async fn closures(
    db: &impl ConnectionTrait,
    site: SiteId,
    from: NaiveDate,
) -> Result<Vec<store_closure::Model>, DbErr> {
    store_closure::Entity::find()
        .filter(store_closure::COLUMN.site_id.eq(site))
        .filter(store_closure::COLUMN.until_on.gte(from))
        .filter(store_closure::COLUMN.removed_at.is_null())
        .order_by_asc(store_closure::Column::FromOn)
        .order_by_asc(store_closure::Column::Id)
        .all(db)
        .await
}

/// The same as days.
pub async fn closed(
    db: &impl ConnectionTrait,
    site: SiteId,
    from: NaiveDate,
) -> Result<Vec<Closure>, DbErr> {
    let rows = closures(db, site, from).await?;
    Ok(rows
        .into_iter()
        .map(|row| Closure {
            from: row.from_on,
            until: row.until_on,
        })
        .collect())
}

/// A borrower sees their own loans, the head of a school those of the school, a store those that are fetched there;
/// coordination those of the stores of its territory. Others are not found.
pub fn seen_by(by: &Signed) -> Condition {
    match by.role {
        Role::Teacher => Condition::all()
            .add(loan::COLUMN.account_id.eq(by.account.id))
            .add(loan::COLUMN.organisation_id.eq(by.organisation_id)),
        Role::OrganisationManager => {
            Condition::all().add(loan::COLUMN.organisation_id.eq(by.organisation_id))
        }
        Role::StoreKeeper => match by.site_id {
            Some(site) => Condition::all().add(loan::COLUMN.site_id.eq(site)),
            None => nothing(),
        },
        Role::Coordinator => territory::limit(by).map_or_else(Condition::all, |limited| {
            Condition::all().add(loan::Column::SiteId.in_subquery(territory::sites(limited)))
        }),
        Role::Supervisor
        | Role::Worker
        | Role::Prescriber
        | Role::Trainer
        | Role::Clerk
        | Role::Finance
        | Role::Auditor
        | Role::ItCorrespondent
        | Role::LoanPartner
        | Role::DataProtectionOfficer => nothing(),
    }
}

fn nothing() -> Condition {
    Condition::all().add(loan::COLUMN.id.eq(LoanId(0)))
}

/// The loan of this number, if the person may see it.
pub async fn loan(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<Option<loan::Model>, DbErr> {
    loan::Entity::find_by_id(LoanId(id))
        .filter(seen_by(by))
        .one(db)
        .await
}

/// Loans on one page of the list.
pub const PAGE: u64 = 50;

/// A page of loans, the latest first, those before `before`: those under way, or all.
pub async fn loans(
    db: &impl ConnectionTrait,
    by: &Signed,
    under_way: bool,
    before: Option<i32>,
) -> Result<Vec<loan::Model>, DbErr> {
    let mut select = loan::Entity::find().filter(seen_by(by));
    if under_way {
        select = select.filter(loan::COLUMN.state.is_in(OPEN));
    }
    if let Some(before) = before {
        select = select.filter(loan::COLUMN.id.lt(LoanId(before)));
    }
    select
        .order_by_desc(loan::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await
}

/// More than a store does in a day: what lies longest comes first.
pub const OF_A_DAY: u64 = 300;

/// The loans of a store that its keeper has something to do with: open ones, and those that came back incomplete. One
/// more than is shown.
pub async fn of_store(
    db: &impl ConnectionTrait,
    site: SiteId,
    until: NaiveDate,
) -> Result<Vec<loan::Model>, DbErr> {
    let begin = Condition::all()
        .add(
            loan::COLUMN
                .state
                .is_in([LoanState::Reserved, LoanState::Prepared]),
        )
        .add(loan::COLUMN.starts_on.lte(until));
    loan::Entity::find()
        .filter(loan::COLUMN.site_id.eq(site))
        .filter(
            Condition::any()
                .add(begin)
                .add(loan::COLUMN.state.eq(LoanState::Out))
                .add(came_back_incomplete()),
        )
        .order_by_asc(loan::Column::StartsOn)
        .order_by_asc(loan::Column::Id)
        .limit(OF_A_DAY + 1)
        .all(db)
        .await
}

/// What pages call the things and people of some loans: one query for each kind.
pub struct Named {
    pub items: HashMap<CatalogueItemId, catalogue_item::Model>,
    pub devices: HashMap<DeviceId, device::Model>,
    pub people: HashMap<AccountId, account::Model>,
    pub schools: HashMap<OrganisationId, String>,
    pub stores: HashMap<SiteId, site::Model>,
    /// What was declared lost and is not found.
    pub losses: HashMap<LoanId, loan_loss::Model>,
}

impl Named {
    pub async fn of(db: &impl ConnectionTrait, loans: &[loan::Model]) -> Result<Self, DbErr> {
        let items = catalogue_item::Entity::find()
            .filter(
                catalogue_item::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.item_id)),
            )
            .all(db)
            .await?;
        let devices = device::Entity::find()
            .filter(
                device::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.device_id)),
            )
            .all(db)
            .await?;
        let people = account::Entity::find()
            .filter(
                account::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.account_id)),
            )
            .all(db)
            .await?;
        let schools = organisation::Entity::find()
            .filter(
                organisation::COLUMN
                    .id
                    .is_in(loans.iter().map(|loan| loan.organisation_id)),
            )
            .all(db)
            .await?;
        let stores = site::Entity::find()
            .filter(site::COLUMN.id.is_in(loans.iter().map(|loan| loan.site_id)))
            .all(db)
            .await?;
        Ok(Self {
            items: items.into_iter().map(|row| (row.id, row)).collect(),
            devices: devices.into_iter().map(|row| (row.id, row)).collect(),
            people: people.into_iter().map(|row| (row.id, row)).collect(),
            schools: schools.into_iter().map(|row| (row.id, row.name)).collect(),
            stores: stores.into_iter().map(|row| (row.id, row)).collect(),
            losses: of_loans(db, loans).await?,
        })
    }
}

/// The piece of a loan.
pub async fn device_of(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
) -> Result<Option<device::Model>, DbErr> {
    device::Entity::find_by_id(loan.device_id).one(db).await
}

/// The clearances of a person for an item that still stand.
pub async fn clearances(
    db: &impl ConnectionTrait,
    account: AccountId,
    item: CatalogueItemId,
    today: NaiveDate,
) -> Result<Vec<loan_clearance::Model>, DbErr> {
    loan_clearance::Entity::find()
        .filter(loan_clearance::COLUMN.account_id.eq(account))
        .filter(loan_clearance::COLUMN.item_id.eq(item))
        .filter(loan_clearance::COLUMN.valid_until.gte(today))
        .all(db)
        .await
}

/// A piece of an item, and the days from today on that it is taken.
pub struct PieceFacts {
    pub device: device::Model,
    pub taken: BTreeSet<NaiveDate>,
    /// Its borrower keeps it longer than was said: nobody knows when it will be free.
    pub late: bool,
    /// Something of it is missing since the last return.
    pub incomplete: bool,
    /// Lost, stolen or broken, and not found since.
    pub lost: bool,
}

impl PieceFacts {
    /// Whether it may be reserved at all.
    #[must_use]
    pub fn is_lendable(&self) -> bool {
        self.device.stage == Stage::Ready && !self.late && !self.incomplete && !self.lost
    }
}

/// The pieces of some items.
pub async fn pieces(
    db: &impl ConnectionTrait,
    items: &[CatalogueItemId],
    today: NaiveDate,
    ahead: u64,
) -> Result<HashMap<CatalogueItemId, Vec<PieceFacts>>, DbErr> {
    let devices = device::Entity::find()
        .filter(device::COLUMN.item_id.is_in(items.iter().copied()))
        .filter(device::COLUMN.stage.ne(Stage::Scrapped))
        .order_by_asc(device::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<DeviceId> = devices.iter().map(|device| device.id).collect();
    let mut taken: HashMap<DeviceId, BTreeSet<NaiveDate>> = HashMap::new();
    let days = piece_day::Entity::find()
        .filter(piece_day::COLUMN.device_id.is_in(ids.iter().copied()))
        .filter(piece_day::COLUMN.day.gte(today))
        .filter(piece_day::COLUMN.day.lte(today + Days::new(ahead)))
        .all(db)
        .await?;
    for row in days {
        taken.entry(row.device_id).or_default().insert(row.day);
    }
    let late = only(
        db,
        Condition::all()
            .add(loan::COLUMN.state.eq(LoanState::Out))
            .add(loan::COLUMN.ends_on.lt(today)),
        &ids,
    )
    .await?;
    let incomplete = only(db, came_back_incomplete(), &ids).await?;
    let gone = lost(db, &ids).await?;
    let mut kits = bound(db, &ids, (today, today + Days::new(ahead))).await?;
    let mut of: HashMap<CatalogueItemId, Vec<PieceFacts>> = HashMap::new();
    for device in devices {
        let Some(item) = device.item_id else { continue };
        if kits.hidden.contains(&device.id) {
            continue;
        }
        let mut taken = taken.remove(&device.id).unwrap_or_default();
        taken.append(&mut kits.taken(device.id));
        of.entry(item).or_default().push(PieceFacts {
            taken,
            late: late.contains(&device.id),
            incomplete: kits.is_incomplete(device.id, incomplete.contains(&device.id)),
            lost: gone.contains(&device.id),
            device,
        });
    }
    Ok(of)
}

/// The loans whose piece came back with something missing that is missing still.
fn came_back_incomplete() -> Condition {
    Condition::all()
        .add(loan::COLUMN.state.eq(LoanState::Returned))
        .add(loan::COLUMN.complete.eq(false))
        .add(loan::COLUMN.completed_on.is_null())
}

/// Whether something of a piece is missing that it is not lent without: since it came back, or of a kit now.
pub async fn is_incomplete(
    db: &impl ConnectionTrait,
    device: DeviceId,
    store: SiteId,
) -> Result<bool, DbErr> {
    let parts = kits::queries::parts(db, device).await?;
    if !parts.is_empty() {
        return Ok(kits::queries::stands(&parts, store) == Completeness::HeldBack);
    }
    let found = only(db, came_back_incomplete(), &[device]).await?;
    Ok(!found.is_empty())
}

/// Those of these devices that have a loan as described.
async fn only(
    db: &impl ConnectionTrait,
    loans: Condition,
    ids: &[DeviceId],
) -> Result<HashSet<DeviceId>, DbErr> {
    let found: Vec<DeviceId> = loan::Entity::find()
        .select_only()
        .column(loan::Column::DeviceId)
        .filter(loans)
        .filter(loan::COLUMN.device_id.is_in(ids.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(found.into_iter().collect())
}

/// The pieces of an item that are free from one day to another: what a reservation tries, one after the other.
pub async fn candidates(
    db: &impl ConnectionTrait,
    item: CatalogueItemId,
    today: NaiveDate,
    ahead: u64,
    busy: impl Fn(&device::Model) -> (NaiveDate, NaiveDate),
) -> Result<Vec<device::Model>, DbErr> {
    let mut pieces = pieces(db, &[item], today, ahead).await?;
    let pieces = pieces.remove(&item).unwrap_or_default();
    Ok(pieces
        .into_iter()
        .filter(PieceFacts::is_lendable)
        .filter(|piece| {
            let (from, until) = busy(&piece.device);
            piece.taken.range(from..=until).next().is_none()
        })
        .map(|piece| piece.device)
        .collect())
}

/// How many open loans of this person there are, by their numbers.
pub async fn slots(db: &impl ConnectionTrait, account: AccountId) -> Result<Vec<i32>, DbErr> {
    loan::Entity::find()
        .select_only()
        .column(loan::Column::Slot)
        .filter(loan::COLUMN.account_id.eq(account))
        .filter(loan::COLUMN.state.is_in(OPEN))
        .into_tuple()
        .all(db)
        .await
}

/// How many loans of a school wait for its head.
pub async fn count_to_approve(db: &impl ConnectionTrait, by: &Signed) -> Result<u64, DbErr> {
    loan::Entity::find()
        .filter(seen_by(by))
        .filter(loan::COLUMN.state.eq(LoanState::Requested))
        .count(db)
        .await
}

/// How many loans that a person may see, and that are not known to be lost, should have been back by a day.
pub async fn count_due(
    db: &impl ConnectionTrait,
    by: &Signed,
    until: NaiveDate,
) -> Result<u64, DbErr> {
    loan::Entity::find()
        .filter(seen_by(by))
        .filter(loan::COLUMN.state.eq(LoanState::Out))
        .filter(loan::COLUMN.ends_on.lte(until))
        .filter(loan::Column::Id.not_in_subquery(loans_of_the_lost()))
        .count(db)
        .await
}
