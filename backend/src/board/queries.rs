//! The devices of a workshop, counted and listed by stage and by what holds them back.
use super::{
    rules::{Block, COLUMNS, Facts, block},
    scope::{self, Scope},
};
use crate::{
    auth::Signed,
    devices::software::{self, Minima},
    parts::queries::is_incomplete,
    people::workshops,
    workshop::{
        queries::{Work, work_on},
        signing,
    },
};
use chrono::NaiveDate;
use entities::{
    account::AccountId,
    collection_lot::CollectionLotId,
    device::{self, DeviceId, DeviceKind, Stage},
    organisation::OrganisationId,
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select, prelude::DateTimeUtc,
};

/// What the board is narrowed to.
#[derive(Clone, Debug)]
pub struct Filter {
    pub scope: Scope,
    pub kind: Option<DeviceKind>,
    pub lot: Option<CollectionLotId>,
    /// At their stage since before this moment.
    pub before: Option<DateTimeUtc>,
}

impl Filter {
    fn devices(&self) -> Select<device::Entity> {
        device::Entity::find()
            .filter(device::COLUMN.site_id.is_in(self.scope.sites.clone()))
            .filter(device::COLUMN.transfer_id.is_null())
            .filter(
                Condition::all()
                    .add_option(self.kind.map(|kind| device::COLUMN.kind.eq(kind)))
                    .add_option(self.lot.map(|lot| device::COLUMN.lot_id.eq(lot)))
                    .add_option(
                        self.before
                            .map(|before| device::COLUMN.stage_since.lt(before)),
                    ),
            )
    }

    fn at(&self, stages: &[Stage]) -> Select<device::Entity> {
        self.devices()
            .filter(device::Column::Stage.is_in(stages.iter().copied()))
    }
}

/// Who of the workshop may erase and sign today, and what programmes ask of software: without them, or below it, work
/// stands still.
pub struct Staff {
    pub organisation: OrganisationId,
    pub somebody_erases: bool,
    pub checkers: Vec<AccountId>,
    today: NaiveDate,
    minima: Minima,
}

impl Staff {
    pub async fn of(
        db: &impl ConnectionTrait,
        scope: &Scope,
        today: NaiveDate,
    ) -> Result<Self, DbErr> {
        Ok(Self {
            organisation: scope.organisation,
            somebody_erases: signing::somebody_erases(db, scope.organisation, today).await?,
            checkers: signing::checkers(db, scope.organisation, today).await?,
            today,
            minima: software::minima(db).await?,
        })
    }

    /// What holds this device back.
    #[must_use]
    pub fn block(&self, work: &Work) -> Option<Block> {
        let facts = work.facts_on(self.today);
        block(Facts {
            stage: facts.stage,
            locked: facts.locked,
            incomplete: facts.lacks.iter().any(Option::is_some),
            lacks_erasure: facts.erasure.may_leave_data(),
            somebody_erases: self.somebody_erases,
            somebody_checks: self.checkers.iter().any(|one| !work.was_done_by(*one)),
            below: facts.below,
        })
    }

    /// The devices that no open programme would take.
    fn is_below(&self) -> Option<Condition> {
        self.minima.is_below_all(self.today)
    }

    /// Of these, the ones of which nobody said what is installed.
    fn is_unsaid(&self) -> Option<Condition> {
        self.minima.is_unsaid(self.today)
    }
}

const IN_WORK: [Stage; 4] = [
    Stage::Received,
    Stage::Triage,
    Stage::Refurbishment,
    Stage::QualityCheck,
];

/// Where somebody works on a device, or checks it.
const WORKED_ON: [Stage; 2] = [Stage::Refurbishment, Stage::QualityCheck];

/// The same as `rules::block`, as a condition over devices; nothing, where no device can be meant.
fn blocked_by(reason: Block, staff: &Staff) -> Option<Condition> {
    let at = |stages: &[Stage]| {
        Condition::all().add(device::Column::Stage.is_in(stages.iter().copied()))
    };
    let free_at = |stages: &[Stage]| at(stages).add(signing::is_locked().not());
    let whole_at = |stages: &[Stage]| free_at(stages).add(is_incomplete().not());
    let found = match reason {
        Block::Locked => at(&IN_WORK).add(signing::is_locked()),
        Block::PartMissing => free_at(&WORKED_ON).add(is_incomplete()),
        Block::NobodyErases if staff.somebody_erases => return None,
        Block::NobodyErases => whole_at(&[Stage::Refurbishment]).add(signing::lacks_erasure()),
        Block::LacksProof => whole_at(&[Stage::QualityCheck]).add(signing::lacks_erasure()),
        Block::SoftwareShort => {
            let may_be_erased = staff
                .somebody_erases
                .then(|| device::COLUMN.stage.eq(Stage::Refurbishment));
            whole_at(&WORKED_ON)
                .add(
                    Condition::any()
                        .add(signing::lacks_erasure().not())
                        .add_option(may_be_erased),
                )
                .add(staff.is_below()?)
                .add(staff.is_unsaid()?.not())
        }
        Block::SoftwareUnsaid => whole_at(&WORKED_ON)
            .add(signing::lacks_erasure().not())
            .add(staff.is_unsaid()?),
        Block::NobodyChecks => whole_at(&[Stage::QualityCheck])
            .add(signing::signed_by_none_of(&staff.checkers))
            .add(signing::lacks_erasure().not())
            .add_option(staff.is_below().map(Condition::not)),
    };
    Some(found)
}

/// The stages at which a reason holds a device back.
fn stages_of(reason: Block) -> &'static [Stage] {
    match reason {
        Block::Locked => &IN_WORK,
        Block::PartMissing | Block::SoftwareShort | Block::SoftwareUnsaid => &WORKED_ON,
        Block::NobodyErases => &[Stage::Refurbishment],
        Block::LacksProof | Block::NobodyChecks => &[Stage::QualityCheck],
    }
}

/// Any reason that may hold a device of this pile back; nothing, where none can.
fn blocked(staff: &Staff, pile: Pile) -> Option<Condition> {
    let concerns = |reason: &Block| match pile {
        Pile::Stage(stage) => stages_of(*reason).contains(&stage),
        Pile::ToSign | Pile::ForOthers => stages_of(*reason).contains(&Stage::QualityCheck),
        Pile::Blocked => true,
    };
    Block::ALL
        .into_iter()
        .filter(concerns)
        .filter_map(|reason| blocked_by(reason, staff))
        .reduce(|some, more| Condition::any().add(some).add(more))
}

/// How many devices stand at a stage, and since when the oldest.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    pub stage: Stage,
    pub devices: i64,
    pub oldest: DateTimeUtc,
}

/// One query, answered by an index alone.
pub async fn counts(db: &impl ConnectionTrait, filter: &Filter) -> Result<Vec<Count>, DbErr> {
    let rows: Vec<(Stage, i64, DateTimeUtc)> = filter
        .at(&COLUMNS)
        .select_only()
        .column(device::Column::Stage)
        .column_as(device::Column::Stage.count(), "devices")
        .column_as(device::Column::StageSince.min(), "oldest")
        .group_by(device::Column::Stage)
        .into_tuple()
        .all(db)
        .await?;
    let count = |(stage, devices, oldest)| Count {
        stage,
        devices,
        oldest,
    };
    Ok(rows.into_iter().map(count).collect())
}

/// How many devices each reason holds back; a device has one.
pub async fn block_counts(
    db: &impl ConnectionTrait,
    filter: &Filter,
    staff: &Staff,
) -> Result<Vec<(Block, u64)>, DbErr> {
    let mut counts = Vec::new();
    for reason in Block::ALL {
        let Some(condition) = blocked_by(reason, staff) else {
            continue;
        };
        let devices = filter.devices().filter(condition).count(db).await?;
        if devices > 0 {
            counts.push((reason, devices));
        }
    }
    Ok(counts)
}

/// Devices in refurbishment that are still to be erased.
pub async fn to_erase(db: &impl ConnectionTrait, filter: &Filter) -> Result<u64, DbErr> {
    filter
        .at(&[Stage::Refurbishment])
        .filter(signing::lacks_erasure())
        .count(db)
        .await
}

/// Where a list goes on: after the device that has stood there since then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    pub since: DateTimeUtc,
    pub id: DeviceId,
}

/// What a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pile {
    Stage(Stage),
    Blocked,
    /// The quality checks that the reader may sign, if habilitated.
    ToSign,
    /// Those that wait for somebody else, or for something.
    ForOthers,
}

/// Up to `limit` devices of a pile, those that have stood there longest first.
pub async fn oldest(
    db: &impl ConnectionTrait,
    filter: &Filter,
    staff: &Staff,
    by: &Signed,
    (pile, only_blocked): (Pile, bool),
    after: Option<After>,
    limit: u64,
) -> Result<Vec<device::Model>, DbErr> {
    let at_check = || filter.at(&[Stage::QualityCheck]);
    let (mut devices, only_blocked) = match pile {
        Pile::Stage(stage) => (filter.at(&[stage]), only_blocked),
        Pile::Blocked => (filter.devices(), true),
        Pile::ToSign => (at_check().filter(signable(staff, by)), false),
        Pile::ForOthers => (at_check().filter(signable(staff, by).not()), false),
    };
    if only_blocked {
        let Some(reasons) = blocked(staff, pile) else {
            return Ok(Vec::new());
        };
        devices = devices.filter(reasons);
    }
    if let Some(after) = after {
        let later = Condition::any()
            .add(device::COLUMN.stage_since.gt(after.since))
            .add(
                Condition::all()
                    .add(device::COLUMN.stage_since.eq(after.since))
                    .add(device::COLUMN.id.gt(after.id)),
            );
        devices = devices.filter(later);
    }
    devices
        .order_by_asc(device::Column::StageSince)
        .order_by_asc(device::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// All that was done to several piles, in one go; no device stands in two of them.
pub async fn works(
    db: &impl ConnectionTrait,
    piles: Vec<Vec<device::Model>>,
) -> Result<Vec<Vec<Work>>, DbErr> {
    let sizes: Vec<usize> = piles.iter().map(Vec::len).collect();
    let mut works = work_on(db, piles.into_iter().flatten().collect())
        .await?
        .into_iter();
    Ok(sizes
        .into_iter()
        .map(|size| works.by_ref().take(size).collect())
        .collect())
}

/// The quality checks that this person may sign, if habilitated, and how many there are.
pub async fn to_sign(
    db: &impl ConnectionTrait,
    filter: &Filter,
    staff: &Staff,
    by: &Signed,
    limit: u64,
) -> Result<(u64, Vec<device::Model>), DbErr> {
    let mine = filter
        .at(&[Stage::QualityCheck])
        .filter(signable(staff, by));
    let count = mine.clone().count(db).await?;
    let oldest = mine
        .order_by_asc(device::Column::StageSince)
        .order_by_asc(device::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    Ok((count, oldest))
}

/// How many quality checks a person may sign at the workshop they work at: none without the habilitation.
pub async fn count_to_sign(
    db: &impl ConnectionTrait,
    by: &Signed,
    today: NaiveDate,
) -> Result<u64, DbErr> {
    let workshops = workshops::seen_by(db, by).await?;
    let Some(scope) = scope::chosen(by, &workshops, "") else {
        return Ok(0);
    };
    let staff = Staff::of(db, &scope, today).await?;
    if !staff.checkers.contains(&by.account.id) {
        return Ok(0);
    }
    let filter = Filter {
        scope,
        kind: None,
        lot: None,
        before: None,
    };
    filter
        .at(&[Stage::QualityCheck])
        .filter(signable(&staff, by))
        .count(db)
        .await
}

/// What lacks nothing for its check, and is none of the reader's own work.
fn signable(staff: &Staff, by: &Signed) -> Condition {
    Condition::all()
        .add(signing::done_by(by.account.id).not())
        .add(signing::is_locked().not())
        .add(signing::lacks_erasure().not())
        .add(is_incomplete().not())
        .add_option(staff.is_below().map(Condition::not))
}

/// How many devices stand at each stage of each of these workshops.
pub async fn by_site(
    db: &impl ConnectionTrait,
    sites: &[SiteId],
) -> Result<Vec<(SiteId, Stage, i64)>, DbErr> {
    device::Entity::find()
        .select_only()
        .column(device::Column::SiteId)
        .column(device::Column::Stage)
        .column_as(device::Column::Stage.count(), "devices")
        .filter(device::Column::Stage.is_in(COLUMNS))
        .filter(device::COLUMN.site_id.is_in(sites.iter().copied()))
        .filter(device::COLUMN.transfer_id.is_null())
        .group_by(device::Column::SiteId)
        .group_by(device::Column::Stage)
        .into_tuple()
        .all(db)
        .await
}
