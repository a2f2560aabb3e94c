//! Verification of the database: every hash recomputed, every chain followed to its end, every column
//! folded back.
use super::{
    Journaled, Report, Subject, all_columns,
    beside::Beside,
    checkpoints,
    follow::{Chain, Chains, Mark},
    pages, seal_of,
    signing::KeyRing,
    spans::Stored,
};
use chrono::{DateTime, Utc};
use entities::{
    access_seal, api_token, asset_import, cession, clearance, collection_lot, container, device,
    enrolment, event, fund, fund_agreement, fund_line, fund_share, handover, internet_plan,
    list_export, loan, loan_clearance, part, pass, prepaid, prescribing, programme, recipient_pair,
    reform, request, stock_count, waste_pallet,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

/// Verifies the journal of this database and the rows it explains. Give it a snapshot
/// ([`crate::app::snapshot`]): a row that changes between two reads looks altered. `progress` is told
/// how many events are done.
pub async fn database(
    db: &impl ConnectionTrait,
    progress: impl FnMut(u64),
) -> Result<Report, DbErr> {
    Ok(examine(db, None, progress).await?.0)
}

/// Verifies, and gives the root as it was `at` a date when one is asked for. That is done every day beside
/// the pages, so it compares the latest checkpoint only: the root of every date is work for each chain.
pub(super) async fn examine(
    db: &impl ConnectionTrait,
    at: Option<DateTime<Utc>>,
    mut progress: impl FnMut(u64),
) -> Result<(Report, Option<Mark>), DbErr> {
    let mut report = Report::default();
    let keys = KeyRing::of(db, &mut report).await?;
    let checkpoints = checkpoints::all(db).await?;
    checkpoints::verify(&checkpoints, &keys, &mut report);
    let compared = match at {
        None => &checkpoints[..],
        Some(_) => &checkpoints[checkpoints.len().saturating_sub(1)..],
    };
    let dates = compared.iter().map(|checkpoint| checkpoint.at).chain(at);
    let mut chains = Chains::marking(dates.collect());
    chains.report = report;
    for subject in Subject::ALL {
        match subject {
            Subject::AccessSeal => {
                table::<access_seal::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::ApiToken => table::<api_token::Model>(db, &mut chains, &mut progress).await?,
            Subject::AssetImport => {
                table::<asset_import::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Cession => table::<cession::Model>(db, &mut chains, &mut progress).await?,
            Subject::Clearance => {
                table::<clearance::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::CollectionLot => {
                table::<collection_lot::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Container => {
                table::<container::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Device => table::<device::Model>(db, &mut chains, &mut progress).await?,
            Subject::Enrolment => {
                table::<enrolment::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Fund => table::<fund::Model>(db, &mut chains, &mut progress).await?,
            Subject::FundAgreement => {
                table::<fund_agreement::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::FundLine => {
                table::<fund_line::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::FundShare => {
                table::<fund_share::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Handover => table::<handover::Model>(db, &mut chains, &mut progress).await?,
            Subject::InternetPlan => {
                table::<internet_plan::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::ListExport => {
                table::<list_export::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Loan => table::<loan::Model>(db, &mut chains, &mut progress).await?,
            Subject::LoanClearance => {
                table::<loan_clearance::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Part => table::<part::Model>(db, &mut chains, &mut progress).await?,
            Subject::Pass => table::<pass::Model>(db, &mut chains, &mut progress).await?,
            Subject::Prepaid => table::<prepaid::Model>(db, &mut chains, &mut progress).await?,
            Subject::Prescribing => {
                table::<prescribing::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Programme => {
                table::<programme::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::RecipientPair => {
                table::<recipient_pair::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::Reform => table::<reform::Model>(db, &mut chains, &mut progress).await?,
            Subject::Request => table::<request::Model>(db, &mut chains, &mut progress).await?,
            Subject::StockCount => {
                table::<stock_count::Model>(db, &mut chains, &mut progress).await?;
            }
            Subject::WastePallet => {
                table::<waste_pallet::Model>(db, &mut chains, &mut progress).await?;
            }
        }
    }
    strangers(db, &mut chains.report).await?;
    let mut marks = chains.marks();
    checkpoints::compare(compared, &marks, &mut chains.report);
    chains.report.root = chains.root.root();
    Ok((chains.report, at.and_then(|at| marks.remove(&at))))
}

/// Names the events of kinds that the journal does not know.
async fn strangers(db: &impl ConnectionTrait, report: &mut Report) -> Result<(), DbErr> {
    let known = Subject::ALL.map(Subject::key);
    let strangers = event::Entity::find()
        .filter(event::COLUMN.subject_kind.is_not_in(known))
        .limit(pages::SIZE)
        .all(db)
        .await?;
    for event in strangers {
        report.problem(
            format!(
                "{} {}, event {}",
                event.subject_kind, event.subject_id, event.seq
            ),
            "is of a kind the journal does not know",
        );
    }
    Ok(())
}

/// Verifies one table: its chains, each row against the fold of its chain, the rows beside it that the chain
/// tells of, and of devices their spans.
async fn table<M>(
    db: &impl ConnectionTrait,
    chains: &mut Chains,
    progress: &mut impl FnMut(u64),
) -> Result<(), DbErr>
where
    M: Journaled,
    M::Entity: EntityTrait<Model = M>,
{
    let mut rows = Rows::<M> {
        page: VecDeque::new(),
        last: None,
        exhausted: false,
    };
    let mut beside = Beside::of(M::SUBJECT);
    let mut stored = Stored::default();
    let mut last = None;
    loop {
        let page = pages::after(db, M::SUBJECT, last).await?;
        let Some(end) = page.last() else { break };
        last = Some((end.subject_id, end.seq));
        for event in &page {
            if let Some(ended) = chains.take(event) {
                rows.compare(db, &ended, &mut chains.report).await?;
                let report = &mut chains.report;
                beside.compare(db, ended.id, &ended.told, report).await?;
                stored.compare(db, M::SUBJECT, &ended, report).await?;
            }
            chains.fold(event, M::SEALED);
        }
        progress(chains.report.events);
    }
    if let Some(ended) = chains.end() {
        rows.compare(db, &ended, &mut chains.report).await?;
        let report = &mut chains.report;
        beside.compare(db, ended.id, &ended.told, report).await?;
        stored.compare(db, M::SUBJECT, &ended, report).await?;
    }
    rows.without_events(db, None, &mut chains.report).await
}

/// The rows of a table in the order of their ids, a page at a time.
struct Rows<M> {
    page: VecDeque<M>,
    last: Option<i32>,
    exhausted: bool,
}

impl<M> Rows<M>
where
    M: Journaled,
    M::Entity: EntityTrait<Model = M>,
{
    async fn peek(&mut self, db: &impl ConnectionTrait) -> Result<Option<&M>, DbErr> {
        if self.page.is_empty() && !self.exhausted {
            let mut rows = M::Entity::find();
            if let Some(last) = self.last {
                rows = rows.filter(M::column("id").gt(last));
            }
            self.page = rows
                .order_by_asc(M::column("id"))
                .limit(pages::SIZE)
                .all(db)
                .await?
                .into();
            match self.page.back() {
                Some(row) => self.last = Some(row.id()),
                None => self.exhausted = true,
            }
        }
        Ok(self.page.front())
    }

    /// Names the rows that no chain explains: those before `id`, or all that are left.
    async fn without_events(
        &mut self,
        db: &impl ConnectionTrait,
        id: Option<i32>,
        report: &mut Report,
    ) -> Result<(), DbErr> {
        while let Some(row) = self.peek(db).await? {
            if id.is_some_and(|id| row.id() >= id) {
                break;
            }
            report.problem(
                format!("{} {}", M::SUBJECT.key(), row.id()),
                "has a row and no event: the row was added by hand or its events were removed",
            );
            self.page.pop_front();
        }
        Ok(())
    }

    async fn compare(
        &mut self,
        db: &impl ConnectionTrait,
        chain: &Chain,
        report: &mut Report,
    ) -> Result<(), DbErr> {
        self.without_events(db, Some(chain.id), report).await?;
        let place = format!("{} {}", chain.kind, chain.id);
        match self.peek(db).await? {
            Some(row) if row.id() == chain.id => {
                if row.version() != chain.seq {
                    let what = format!(
                        "says it has {} events and has {}: events were removed or added",
                        row.version(),
                        chain.seq
                    );
                    report.problem(&place, what);
                }
                let all = all_columns(row);
                check_seals::<M>(&all, chain, report);
                if check_fold::<M>(&all, chain, report) {
                    check_computed(row, &all, report);
                }
                self.page.pop_front();
            }
            Some(_) | None => {
                report.problem(place, "has events and no row: the row was removed");
            }
        }
        Ok(())
    }
}

/// Names the columns that are not the fold of the chain; true when there is none.
fn check_fold<M: Journaled>(
    all: &BTreeMap<String, Value>,
    chain: &Chain,
    report: &mut Report,
) -> bool {
    let folded = all
        .keys()
        .filter(|column| !M::DERIVED.contains(&column.as_str()));
    let unknown = chain.columns.keys().filter(|name| !all.contains_key(*name));
    let mut whole = true;
    for column in folded.chain(unknown) {
        let (row, journal) = (all.get(column), chain.columns.get(column));
        // A column that a later version added is empty until an event sets it.
        let not_yet = journal.is_none() && row.is_some_and(Value::is_null);
        if row != journal && !not_yet {
            whole = false;
            let what = format!(
                "column {column} is {} in the table and {} in the journal",
                shown(row),
                shown(journal)
            );
            report.problem(format!("{} {}", chain.kind, chain.id), what);
        }
    }
    whole
}

/// Names the computed columns that the others, which are as the journal says, do not give.
fn check_computed<M: Journaled>(row: &M, all: &BTreeMap<String, Value>, report: &mut Report) {
    for (column, compute) in M::COMPUTED {
        let computed = Value::from(compute(row));
        if all.get(*column) != Some(&computed) {
            let what = format!(
                "column {column} is {} in the table and {computed} when it is computed again",
                shown(all.get(*column))
            );
            report.problem(format!("{} {}", M::SUBJECT.key(), row.id()), what);
        }
    }
}

/// Names the sealed columns that hold something else than the events say.
fn check_seals<M: Journaled>(all: &BTreeMap<String, Value>, chain: &Chain, report: &mut Report) {
    for column in M::SEALED {
        let stands = all.get(*column).map_or(Value::Null, seal_of);
        // A chain from before seals were noted says nothing of them.
        if chain.seals.get(*column).is_some_and(|told| *told != stands) {
            let what = format!("column {column} holds something else than the journal says");
            report.problem(format!("{} {}", chain.kind, chain.id), what);
        }
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "absent".to_owned(), ToString::to_string)
}
