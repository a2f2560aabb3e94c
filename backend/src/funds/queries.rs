//! Funds and what moved in them, as the pages and the actions read them.
use super::{
    internet,
    rules::{Account, Base, Movement, Purpose, allows},
};
use chrono::NaiveDate;
use entities::{
    fund::{self, FundId},
    fund_agreement::{self, Expense, FundAgreementId, Nature},
    fund_line::{self, FundLineId, LineKind},
    fund_share,
    organisation::{self, OrganisationId, OrganisationKind},
    programme::{self, ProgrammeId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use std::collections::{BTreeMap, BTreeSet};

/// Every fund, by its code.
pub async fn funds(db: &impl ConnectionTrait) -> Result<Vec<fund::Model>, DbErr> {
    fund::Entity::find()
        .order_by_asc(fund::Column::Code)
        .all(db)
        .await
}

pub async fn fund(db: &impl ConnectionTrait, id: i32) -> Result<Option<fund::Model>, DbErr> {
    fund::Entity::find_by_id(FundId(id)).one(db).await
}

/// The agreements of a fund that stand: none that another corrected.
pub async fn agreements(
    db: &impl ConnectionTrait,
    fund: FundId,
) -> Result<Vec<fund_agreement::Model>, DbErr> {
    let corrected = fund_agreement::Entity::find()
        .select_only()
        .column(fund_agreement::Column::CorrectsId)
        .filter(fund_agreement::Column::CorrectsId.is_not_null())
        .into_query();
    fund_agreement::Entity::find()
        .filter(fund_agreement::COLUMN.fund_id.eq(fund))
        .filter(fund_agreement::Column::Id.not_in_subquery(corrected))
        .order_by_asc(fund_agreement::Column::Id)
        .all(db)
        .await
}

/// The agreements of a fund that stand and under which nothing moved.
pub async fn unmoved(
    db: &impl ConnectionTrait,
    fund: FundId,
) -> Result<Vec<fund_agreement::Model>, DbErr> {
    let lines: Vec<FundAgreementId> = fund_line::Entity::find()
        .select_only()
        .column(fund_line::Column::AgreementId)
        .distinct()
        .filter(fund_line::COLUMN.fund_id.eq(fund))
        .filter(fund_line::COLUMN.agreement_id.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut agreements = agreements(db, fund).await?;
    let shares: Vec<FundAgreementId> = fund_share::Entity::find()
        .select_only()
        .column(fund_share::Column::AgreementId)
        .distinct()
        .filter(fund_share::Column::AgreementId.is_in(agreements.iter().map(|one| one.id)))
        .into_tuple()
        .all(db)
        .await?;
    agreements.retain(|one| !lines.contains(&one.id) && !shares.contains(&one.id));
    Ok(agreements)
}

/// The organisations that are open, by name.
pub async fn organisations(db: &impl ConnectionTrait) -> Result<Vec<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(organisation::COLUMN.closed_at.is_null())
        .order_by_asc(organisation::Column::Search)
        .all(db)
        .await
}

pub async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<programme::Model>, DbErr> {
    programme::Entity::find()
        .order_by_asc(programme::COLUMN.id)
        .all(db)
        .await
}

/// The intercommunalities that are known: their SIREN and their name.
pub async fn epcis(db: &impl ConnectionTrait) -> Result<Vec<(String, String)>, DbErr> {
    organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::EpciCode, organisation::Column::Name])
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::Epci))
        .filter(organisation::COLUMN.epci_code.is_not_null())
        .order_by_asc(organisation::Column::Search)
        .into_tuple()
        .all(db)
        .await
}

/// What organisations are called.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<BTreeMap<OrganisationId, String>, DbErr> {
    let rows: Vec<(OrganisationId, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

fn line_cents() -> Expr {
    Expr::col((fund_line::Entity, fund_line::Column::Cents))
        .sum()
        .cast_as("bigint")
}

/// What was given under these agreements and what they paid, day by day.
pub async fn accounts(
    db: &impl ConnectionTrait,
    agreements: &[fund_agreement::Model],
) -> Result<BTreeMap<FundAgreementId, Account>, DbErr> {
    let ids = || agreements.iter().map(|one| one.id);
    let mut accounts: BTreeMap<FundAgreementId, Account> =
        ids().map(|id| (id, Account::default())).collect();
    let given: Vec<(FundAgreementId, NaiveDate, i64)> = fund_line::Entity::find()
        .select_only()
        .columns([fund_line::Column::AgreementId, fund_line::Column::OnDay])
        .expr_as(line_cents(), "cents")
        .filter(fund_line::Column::AgreementId.is_in(ids()))
        .filter(fund_line::COLUMN.kind.eq(LineKind::Contribution))
        .group_by(fund_line::Column::AgreementId)
        .group_by(fund_line::Column::OnDay)
        .into_tuple()
        .all(db)
        .await?;
    for (id, on, cents) in given {
        let account = accounts.entry(id).or_default();
        account.given.push(Movement { on, cents });
    }
    let paid: Vec<(FundAgreementId, NaiveDate, i64)> = fund_share::Entity::find()
        .select_only()
        .columns([fund_share::Column::AgreementId, fund_share::Column::OnDay])
        .expr_as(
            Expr::col((fund_share::Entity, fund_share::Column::Cents))
                .sum()
                .cast_as("bigint"),
            "cents",
        )
        .filter(fund_share::Column::AgreementId.is_in(ids()))
        .group_by(fund_share::Column::AgreementId)
        .group_by(fund_share::Column::OnDay)
        .into_tuple()
        .all(db)
        .await?;
    for (id, on, cents) in paid {
        let account = accounts.entry(id).or_default();
        account.paid.push(Movement { on, cents });
    }
    Ok(accounts)
}

/// What each of these agreements was called for by the end of a day.
pub async fn called(
    db: &impl ConnectionTrait,
    agreements: &[fund_agreement::Model],
    at: NaiveDate,
) -> Result<BTreeMap<FundAgreementId, i64>, DbErr> {
    let rows: Vec<(FundAgreementId, i64)> = fund_line::Entity::find()
        .select_only()
        .column(fund_line::Column::AgreementId)
        .expr_as(line_cents(), "cents")
        .filter(fund_line::Column::AgreementId.is_in(agreements.iter().map(|one| one.id)))
        .filter(fund_line::COLUMN.kind.eq(LineKind::Call))
        .filter(fund_line::COLUMN.on_day.lte(at))
        .group_by(fund_line::Column::AgreementId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Money spent for one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spent {
    pub purpose: Purpose,
    pub cents: i64,
}

type PurposeRow = (
    Expense,
    Option<ProgrammeId>,
    Option<String>,
    Option<OrganisationId>,
    i64,
);

/// What a fund spent from a day (of its beginning, if none is given) to the end of another, purpose by purpose; what
/// internet access cost it included.
pub async fn spent(
    db: &impl ConnectionTrait,
    fund: &fund::Model,
    (from, until): (Option<NaiveDate>, NaiveDate),
) -> Result<Vec<Spent>, DbErr> {
    let rows: Vec<PurposeRow> = fund_line::Entity::find()
        .select_only()
        .columns([
            fund_line::Column::Expense,
            fund_line::Column::ProgrammeId,
            fund_line::Column::EpciCode,
            fund_line::Column::OwnUserOf,
        ])
        .expr_as(line_cents(), "cents")
        .filter(fund_line::COLUMN.fund_id.eq(fund.id))
        .filter(fund_line::COLUMN.kind.eq(LineKind::Spend))
        .filter(Condition::all().add_option(from.map(|day| fund_line::COLUMN.on_day.gte(day))))
        .filter(fund_line::COLUMN.on_day.lte(until))
        .group_by(fund_line::Column::Expense)
        .group_by(fund_line::Column::ProgrammeId)
        .group_by(fund_line::Column::EpciCode)
        .group_by(fund_line::Column::OwnUserOf)
        .into_tuple()
        .all(db)
        .await?;
    let spent = |(expense, programme, epci, own_user_of, cents)| Spent {
        purpose: Purpose {
            expense,
            programme,
            epci,
            own_user_of,
        },
        cents,
    };
    let mut all: Vec<Spent> = rows.into_iter().map(spent).collect();
    all.extend(internet::spent(db, fund, (from, until)).await?);
    Ok(all)
}

/// What one fund came to by the end of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub given: i64,
    pub spent: i64,
    /// Ordered, and not paid yet.
    pub committed: i64,
}

impl Totals {
    #[must_use]
    pub fn balance(self) -> i64 {
        self.given - self.spent
    }

    /// What is neither spent nor committed.
    #[must_use]
    pub fn free(self) -> i64 {
        self.balance() - self.committed
    }
}

/// What every fund came to by the end of a day; a few queries, however many funds there are.
pub async fn totals(
    db: &impl ConnectionTrait,
    at: NaiveDate,
) -> Result<BTreeMap<FundId, Totals>, DbErr> {
    let sums = fund_line::Entity::find()
        .select_only()
        .columns([fund_line::Column::FundId, fund_line::Column::Kind])
        .expr_as(line_cents(), "cents")
        .filter(fund_line::COLUMN.on_day.lte(at))
        .group_by(fund_line::Column::FundId)
        .group_by(fund_line::Column::Kind);
    let all: Vec<(FundId, LineKind, i64)> = sums.clone().into_tuple().all(db).await?;
    let drawn: Vec<(FundId, LineKind, i64)> = sums
        .filter(fund_line::COLUMN.commitment_id.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut totals: BTreeMap<FundId, Totals> = BTreeMap::new();
    for (fund, kind, cents) in all {
        let one = totals.entry(fund).or_default();
        match kind {
            LineKind::Call => {}
            LineKind::Contribution => one.given += cents,
            LineKind::Commitment => one.committed += cents,
            LineKind::Spend => one.spent += cents,
        }
    }
    for (fund, _, cents) in drawn {
        totals.entry(fund).or_default().committed -= cents;
    }
    for (fund, cents) in internet::by_fund(db, at).await? {
        totals.entry(fund).or_default().spent += cents;
    }
    Ok(totals)
}

/// What a matching rule looks at: what the others gave and what was spent within the days of the agreement, up to a day.
#[must_use]
pub fn base(
    agreement: &fund_agreement::Model,
    all: &[fund_agreement::Model],
    accounts: &BTreeMap<FundAgreementId, Account>,
    spent: &[Spent],
    at: NaiveDate,
) -> Base {
    let before = agreement
        .starts_on
        .pred_opt()
        .unwrap_or(agreement.starts_on);
    let until = std::cmp::min(at, agreement.ends_on);
    let given = |of: &dyn Fn(&fund_agreement::Model) -> bool| -> i64 {
        all.iter()
            .filter(|one| one.id != agreement.id && of(one))
            .filter_map(|one| accounts.get(&one.id))
            .map(|account| account.given_by(until) - account.given_by(before))
            .sum()
    };
    Base {
        given_by_others: given(&|_| true),
        given_by_state: given(&|one| one.nature == Nature::State),
        given_by_local: given(&|one| one.nature == Nature::LocalAuthority),
        spent: spent
            .iter()
            .filter(|one| allows(agreement, &one.purpose))
            .map(|one| one.cents)
            .sum(),
    }
}

/// Lines of a fund of some kinds, the latest first: at most so many after this one.
pub async fn lines(
    db: &impl ConnectionTrait,
    fund: FundId,
    kinds: [LineKind; 2],
    after: Option<FundLineId>,
    limit: u64,
) -> Result<Vec<fund_line::Model>, DbErr> {
    fund_line::Entity::find()
        .filter(fund_line::COLUMN.fund_id.eq(fund))
        .filter(fund_line::COLUMN.kind.is_in(kinds))
        .filter(Condition::all().add_option(after.map(|id| fund_line::COLUMN.id.lt(id))))
        .order_by_desc(fund_line::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// The same in the order they were recorded.
pub async fn lines_in_order(
    db: &impl ConnectionTrait,
    fund: FundId,
    kinds: [LineKind; 2],
    after: FundLineId,
    limit: u64,
) -> Result<Vec<fund_line::Model>, DbErr> {
    fund_line::Entity::find()
        .filter(fund_line::COLUMN.fund_id.eq(fund))
        .filter(fund_line::COLUMN.kind.is_in(kinds))
        .filter(fund_line::COLUMN.id.gt(after))
        .order_by_asc(fund_line::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// One line of a fund.
pub async fn line(
    db: &impl ConnectionTrait,
    fund: FundId,
    id: i32,
) -> Result<Option<fund_line::Model>, DbErr> {
    fund_line::Entity::find_by_id(FundLineId(id))
        .filter(fund_line::COLUMN.fund_id.eq(fund))
        .one(db)
        .await
}

/// Which of these lines another took off.
pub async fn corrected(
    db: &impl ConnectionTrait,
    lines: &[fund_line::Model],
) -> Result<BTreeSet<FundLineId>, DbErr> {
    let rows: Vec<FundLineId> = fund_line::Entity::find()
        .select_only()
        .column(fund_line::Column::CorrectsId)
        .filter(fund_line::Column::CorrectsId.is_in(lines.iter().map(|line| line.id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// What is left of each commitment of a fund.
pub async fn open_commitments(
    db: &impl ConnectionTrait,
    fund: FundId,
) -> Result<Vec<(fund_line::Model, i64)>, DbErr> {
    let commitments = fund_line::Entity::find()
        .filter(fund_line::COLUMN.fund_id.eq(fund))
        .filter(fund_line::COLUMN.kind.eq(LineKind::Commitment))
        .order_by_asc(fund_line::Column::Id)
        .all(db)
        .await?;
    let drawn: Vec<(FundLineId, i64)> = fund_line::Entity::find()
        .select_only()
        .column(fund_line::Column::CommitmentId)
        .expr_as(line_cents(), "cents")
        .filter(fund_line::COLUMN.fund_id.eq(fund))
        .filter(fund_line::COLUMN.commitment_id.is_not_null())
        .group_by(fund_line::Column::CommitmentId)
        .into_tuple()
        .all(db)
        .await?;
    let mut left: BTreeMap<FundLineId, i64> = BTreeMap::new();
    for line in &commitments {
        *left.entry(line.corrects_id.unwrap_or(line.id)).or_default() += line.cents;
    }
    for (id, cents) in drawn {
        *left.entry(id).or_default() -= cents;
    }
    let open = commitments.into_iter().filter_map(|line| {
        let cents = left.get(&line.id).copied().filter(|cents| *cents > 0)?;
        Some((line, cents))
    });
    Ok(open.collect())
}

/// The parts that contributors bore of these lines.
pub async fn shares(
    db: &impl ConnectionTrait,
    lines: &[fund_line::Model],
) -> Result<BTreeMap<FundLineId, Vec<fund_share::Model>>, DbErr> {
    let rows = fund_share::Entity::find()
        .filter(fund_share::Column::LineId.is_in(lines.iter().map(|line| line.id)))
        .order_by_asc(fund_share::Column::Id)
        .all(db)
        .await?;
    let mut shares: BTreeMap<FundLineId, Vec<fund_share::Model>> = BTreeMap::new();
    for row in rows {
        if let Some(line) = row.line_id {
            shares.entry(line).or_default().push(row);
        }
    }
    Ok(shares)
}
