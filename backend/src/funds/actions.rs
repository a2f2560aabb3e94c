//! A fund is opened, an agreement recorded; money is called for, given, committed and spent, and what was recorded wrongly
//! is taken off by another row. Whoever writes to a fund holds it first, so that two do not spend the same euro.
use super::{
    internet, queries,
    rules::{Account, Movement, Part, Purpose, Room, Short, admits, is_earmarked, split},
};
use crate::{
    journal::{self, By, Event, EventKind},
    web::{Error, format::Day},
};
use chrono::NaiveDate;
use entities::{
    device::DeviceId,
    fund,
    fund_agreement::{self, Expense, FundAgreementId},
    fund_line::{self, FundLineId, LineKind},
    fund_share,
    internet_spend::InternetSpendId,
    membership::MembershipId,
    part::PartId,
    pass_settlement::{self, PassSettlementId},
    site::SiteId,
    training_session::TrainingSessionId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect,
};
use std::collections::BTreeMap;

/// Parts of internet access written at once, or a few more; what is left is offered again.
const AT_ONCE: usize = 500;

/// Why nothing was done, said to the person who tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    CodeTaken,
    /// Something moved under the agreement, or it was corrected before.
    AgreementMoved,
    /// The agreement begins later.
    NotBegun,
    /// Above what its cap leaves.
    AboveCap(i64),
    Short(Short),
    /// Above what is left of the commitment, or it is of another kind or begins later.
    CommitmentShort(i64),
    /// The settlement was paid by the funds, but for so much.
    SettlementShort(i64),
    /// The line is a correction, or was corrected before.
    Corrected,
    /// It was spent meanwhile.
    SpentAlready,
    /// No contributor has something left for what internet access cost.
    NothingShared,
}

/// A refusal to say on the page, or an error.
#[derive(Debug)]
pub enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::Error(error.into())
    }
}

/// Who records something, and when.
#[derive(Clone, Copy, Debug)]
pub struct Recorder {
    pub by: By,
    pub membership: MembershipId,
}

/// Opens a fund under a code.
pub async fn open(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    code: String,
    name: String,
) -> Result<fund::Model, Failure> {
    let taken = fund::Entity::find()
        .filter(fund::COLUMN.code.eq(code.as_str()))
        .count(txn)
        .await?;
    if taken > 0 {
        return Err(Refusal::CodeTaken.into());
    }
    let row = fund::ActiveModel {
        code: Set(code),
        name: Set(name),
        opened_by: Set(recorder.membership),
        opened_at: Set(recorder.by.at),
        ..Default::default()
    };
    let event = Event::of(EventKind::FundOpened);
    Ok(journal::insert(txn, recorder.by, row, event)
        .await
        .map_err(Error::second)?)
}

/// Records an agreement; `row` says its terms.
pub async fn agree(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    fund: &fund::Model,
    row: fund_agreement::ActiveModel,
    corrects: Option<FundAgreementId>,
) -> Result<fund_agreement::Model, Failure> {
    journal::hold(txn, fund).await?;
    if let Some(id) = corrects
        && !queries::unmoved(txn, fund.id)
            .await?
            .iter()
            .any(|one| one.id == id)
    {
        return Err(Refusal::AgreementMoved.into());
    }
    let row = fund_agreement::ActiveModel {
        fund_id: Set(fund.id),
        corrects_id: Set(corrects),
        recorded_by: Set(recorder.membership),
        recorded_at: Set(recorder.by.at),
        ..row
    };
    let event = Event::of(EventKind::FundAgreementRecorded);
    Ok(journal::insert(txn, recorder.by, row, event)
        .await
        .map_err(Error::second)?)
}

/// Notes that a contributor was called for money, or gave it.
pub async fn give(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    fund: &fund::Model,
    agreement: &fund_agreement::Model,
    (kind, on, cents): (Given, NaiveDate, i64),
) -> Result<fund_line::Model, Failure> {
    journal::hold(txn, fund).await?;
    let standing = queries::agreements(txn, fund.id).await?;
    if !standing.iter().any(|one| one.id == agreement.id) {
        return Err(Refusal::AgreementMoved.into());
    }
    if on < agreement.starts_on {
        return Err(Refusal::NotBegun.into());
    }
    if let Some(cap) = agreement.cap_cents {
        let so_far = fund_line::Entity::find()
            .select_only()
            .column(fund_line::Column::Cents)
            .filter(fund_line::COLUMN.agreement_id.eq(agreement.id))
            .filter(fund_line::COLUMN.kind.eq(kind.line()));
        let left = cap - sum(txn, so_far).await?;
        if cents > left {
            return Err(Refusal::AboveCap(left).into());
        }
    }
    let row = fund_line::ActiveModel {
        kind: Set(kind.line()),
        on_day: Set(on),
        cents: Set(cents),
        agreement_id: Set(Some(agreement.id)),
        ..of(fund, recorder)
    };
    let event = Event::of(match kind {
        Given::Call => EventKind::FundCalled,
        Given::Contribution => EventKind::FundContributed,
    });
    Ok(journal::insert(txn, recorder.by, row, event).await?)
}

/// The two lines of a contributor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    Call,
    Contribution,
}

impl Given {
    fn line(self) -> LineKind {
        match self {
            Self::Call => LineKind::Call,
            Self::Contribution => LineKind::Contribution,
        }
    }
}

/// Adds up a column of whole cents.
async fn sum<E: EntityTrait>(
    db: &impl ConnectionTrait,
    cents: sea_orm::Select<E>,
) -> Result<i64, DbErr> {
    let all: Vec<i64> = cents.into_tuple().all(db).await?;
    Ok(all.into_iter().sum())
}

/// The columns of every line.
fn of(fund: &fund::Model, recorder: Recorder) -> fund_line::ActiveModel {
    fund_line::ActiveModel {
        fund_id: Set(fund.id),
        recorded_by: Set(recorder.membership),
        recorded_at: Set(recorder.by.at),
        ..Default::default()
    }
}

/// Notes that money is committed to a kind of expense.
pub async fn commit(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    fund: &fund::Model,
    (expense, on, cents): (Expense, NaiveDate, i64),
) -> Result<fund_line::Model, Failure> {
    journal::hold(txn, fund).await?;
    let row = fund_line::ActiveModel {
        kind: Set(LineKind::Commitment),
        on_day: Set(on),
        cents: Set(cents),
        expense: Set(Some(expense)),
        ..of(fund, recorder)
    };
    let event = Event::of(EventKind::FundCommitted);
    Ok(journal::insert(txn, recorder.by, row, event).await?)
}

/// What was paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Device(DeviceId),
    Part(PartId),
    /// A workshop, and the minutes of a post there.
    WorkshopPost(SiteId, i32),
    /// A session, and its minutes that were paid.
    Training(TrainingSessionId, i32),
    Passes(PassSettlementId),
}

impl Thing {
    #[must_use]
    pub fn expense(self) -> Expense {
        match self {
            Self::Device(_) => Expense::Device,
            Self::Part(_) => Expense::Part,
            Self::WorkshopPost(..) => Expense::WorkshopPost,
            Self::Training(..) => Expense::Training,
            Self::Passes(_) => Expense::Pass,
        }
    }

    fn fill(self, row: &mut fund_line::ActiveModel) {
        match self {
            Self::Device(id) => row.device_id = Set(Some(id)),
            Self::Part(id) => row.part_id = Set(Some(id)),
            Self::WorkshopPost(id, minutes) => {
                row.site_id = Set(Some(id));
                row.minutes = Set(Some(minutes));
            }
            Self::Training(id, minutes) => {
                row.session_id = Set(Some(id));
                row.minutes = Set(Some(minutes));
            }
            Self::Passes(id) => row.settlement_id = Set(Some(id)),
        }
    }
}

/// A spending to be, checked.
#[derive(Clone, Debug)]
pub struct NewSpend {
    pub on: NaiveDate,
    pub cents: i64,
    pub thing: Thing,
    pub purpose: Purpose,
    /// The commitment it draws on.
    pub commitment: Option<FundLineId>,
}

/// Spends: the line, and which contributor bears what part of it.
pub async fn spend(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    fund: &fund::Model,
    new: NewSpend,
) -> Result<fund_line::Model, Failure> {
    if let Thing::Passes(id) = new.thing {
        // A settlement is of no fund: who pays one holds them all, in one order, so that two funds do not both pay it.
        for each in queries::funds(txn).await? {
            journal::hold(txn, &each).await?;
        }
        let left = settlement_left(txn, id).await?;
        if new.cents > left {
            return Err(Refusal::SettlementShort(left).into());
        }
    }
    journal::hold(txn, fund).await?;
    if let Some(id) = new.commitment {
        let open = queries::open_commitments(txn, fund.id).await?;
        let left = open
            .iter()
            .find(|(line, _)| line.id == id)
            .filter(|(line, _)| line.expense == Some(new.thing.expense()) && line.on_day <= new.on)
            .map_or(0, |(_, left)| *left);
        if new.cents > left {
            return Err(Refusal::CommitmentShort(left).into());
        }
    }
    let agreements = queries::agreements(txn, fund.id).await?;
    let accounts = queries::accounts(txn, &agreements).await?;
    let rooms = rooms(&agreements, &accounts, new.on, &new.purpose);
    let parts = split(new.cents, &rooms).map_err(Refusal::Short)?;
    let mut row = fund_line::ActiveModel {
        kind: Set(LineKind::Spend),
        on_day: Set(new.on),
        cents: Set(new.cents),
        expense: Set(Some(new.purpose.expense)),
        programme_id: Set(new.purpose.programme),
        epci_code: Set(new.purpose.epci),
        own_user_of: Set(new.purpose.own_user_of),
        commitment_id: Set(new.commitment),
        ..of(fund, recorder)
    };
    new.thing.fill(&mut row);
    let event = Event::of(EventKind::FundSpent);
    let line: fund_line::Model = journal::insert(txn, recorder.by, row, event).await?;
    let shares: Vec<fund_share::ActiveModel> = parts
        .iter()
        .map(|part| share(part, new.on, Some(line.id), None))
        .collect();
    write_shares(txn, recorder, shares).await?;
    Ok(line)
}

/// What the funds have not paid of a settlement of passes.
async fn settlement_left(db: &impl ConnectionTrait, id: PassSettlementId) -> Result<i64, Failure> {
    let settlement = pass_settlement::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let paid = fund_line::Entity::find()
        .select_only()
        .column(fund_line::Column::Cents)
        .filter(fund_line::COLUMN.settlement_id.eq(id));
    Ok(i64::from(settlement.amount_cents) - sum(db, paid).await?)
}

fn rooms(
    agreements: &[fund_agreement::Model],
    accounts: &BTreeMap<FundAgreementId, Account>,
    on: NaiveDate,
    purpose: &Purpose,
) -> Vec<Room> {
    let admitting = agreements.iter().filter(|one| admits(one, on, purpose));
    admitting
        .map(|one| Room {
            agreement: one.id,
            cents: accounts
                .get(&one.id)
                .map_or(0, |account| account.left(one, on)),
            earmarked: is_earmarked(one),
        })
        .collect()
}

fn share(
    part: &Part,
    on: NaiveDate,
    line: Option<FundLineId>,
    internet: Option<InternetSpendId>,
) -> fund_share::ActiveModel {
    fund_share::ActiveModel {
        agreement_id: Set(part.agreement),
        on_day: Set(on),
        cents: Set(part.cents),
        line_id: Set(line),
        internet_spend_id: Set(internet),
        ..Default::default()
    }
}

async fn write_shares(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    rows: Vec<fund_share::ActiveModel>,
) -> Result<usize, DbErr> {
    let event = |_: &fund_share::Model| Event::of(EventKind::FundShared);
    let shares: Vec<fund_share::Model> =
        journal::insert_many(txn, recorder.by, rows, event).await?;
    Ok(shares.len())
}

/// Takes a line off by another, today: the whole of it, or what is left of a commitment. What was told of the days before
/// stays true.
pub async fn correct(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    fund: &fund::Model,
    line: &fund_line::Model,
) -> Result<fund_line::Model, Failure> {
    journal::hold(txn, fund).await?;
    let taken_off = queries::corrected(txn, std::slice::from_ref(line)).await?;
    if line.corrects_id.is_some() || taken_off.contains(&line.id) {
        return Err(Refusal::Corrected.into());
    }
    let on = recorder.by.at.in_paris().max(line.on_day);
    let cents = match line.kind {
        LineKind::Call | LineKind::Spend => line.cents,
        LineKind::Contribution => {
            let agreements = queries::agreements(txn, fund.id).await?;
            let accounts = queries::accounts(txn, &agreements).await?;
            let given = agreements
                .iter()
                .find(|one| Some(one.id) == line.agreement_id);
            let left = given.and_then(|one| accounts.get(&one.id).map(|it| it.left(one, on)));
            let comes_after = given.is_some_and(|one| one.in_advance);
            if !comes_after && left.unwrap_or(0) < line.cents {
                return Err(Refusal::SpentAlready.into());
            }
            line.cents
        }
        LineKind::Commitment => {
            let open = queries::open_commitments(txn, fund.id).await?;
            let left = open.iter().find(|(one, _)| one.id == line.id);
            left.map(|(_, left)| *left).ok_or(Refusal::SpentAlready)?
        }
    };
    let row = fund_line::ActiveModel {
        kind: Set(line.kind),
        on_day: Set(on),
        cents: Set(-cents),
        agreement_id: Set(line.agreement_id),
        expense: Set(line.expense),
        programme_id: Set(line.programme_id),
        epci_code: Set(line.epci_code.clone()),
        own_user_of: Set(line.own_user_of),
        device_id: Set(line.device_id),
        part_id: Set(line.part_id),
        session_id: Set(line.session_id),
        settlement_id: Set(line.settlement_id),
        site_id: Set(line.site_id),
        minutes: Set(line.minutes),
        commitment_id: Set(line.commitment_id),
        corrects_id: Set(Some(line.id)),
        ..of(fund, recorder)
    };
    let event = Event::of(EventKind::FundLineCorrected);
    let correction: fund_line::Model = journal::insert(txn, recorder.by, row, event)
        .await
        .map_err(Error::second)?;
    let shares = queries::shares(txn, std::slice::from_ref(line)).await?;
    let back = shares.into_values().flatten().map(|one| {
        let part = Part {
            agreement: one.agreement_id,
            cents: -one.cents,
        };
        share(&part, on, Some(correction.id), None)
    });
    let back = back.collect();
    write_shares(txn, recorder, back).await?;
    Ok(correction)
}

/// Says which contributors bear what internet access cost, row by row in the order they were noted. What nobody has
/// something left for stays as it is.
pub async fn share_internet(
    txn: &impl ConnectionTrait,
    recorder: Recorder,
    fund: &fund::Model,
) -> Result<usize, Failure> {
    journal::hold(txn, fund).await?;
    let agreements = queries::agreements(txn, fund.id).await?;
    let mut accounts = queries::accounts(txn, &agreements).await?;
    let mut rows = Vec::new();
    for one in internet::unshared(txn, fund).await? {
        if rows.len() >= AT_ONCE {
            break;
        }
        let rooms = rooms(&agreements, &accounts, one.on, &one.purpose);
        let Ok(parts) = split(one.cents, &rooms) else {
            continue;
        };
        for part in &parts {
            let account = accounts.entry(part.agreement).or_default();
            account.paid.push(Movement {
                on: one.on,
                cents: part.cents,
            });
            rows.push(share(part, one.on, None, Some(one.id)));
        }
    }
    if rows.is_empty() {
        return Err(Refusal::NothingShared.into());
    }
    Ok(write_shares(txn, recorder, rows).await?)
}
