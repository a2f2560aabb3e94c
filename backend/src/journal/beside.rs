//! Rows beside the chains: erasures with the hash of their proof, quality checks, presences here and elsewhere, saved
//! versions of programmes, what a stock count expected, scanned and came to, the lines of an owner's accounts. They are
//! no subjects, but events tell of them. What the events of a chain told is compared with the rows, in one pass over
//! each table.
use super::{
    EventKind, Report, Subject, accounts,
    counted::{self, LINES, RESULTS, SCANS},
    pages,
};
use crate::keys::sha256_hex;
use entities::{
    attendance, coop_link, erasure, event, evidence, programme_version, quality_check,
    stock_count_result,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Select,
};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// A table whose rows belong to a subject each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Table {
    /// All lines of an owner's accounts, by their hash.
    Accounts,
    Attendance,
    CoopLink,
    /// The explained gaps of a stock count.
    CountGap,
    /// All rows of a stock count, by their hashes.
    Counted,
    Erasure,
    ProgrammeVersion,
    QualityCheck,
}

/// Columns by name, and what they were told to hold.
type Columns = BTreeMap<&'static str, Value>;

/// A column that events carry for [`Table::Erasure`] and that is another row's: its proof's.
const PROOF: &str = "evidence_sha256";

/// What events carry of a saved version of a programme: the hash of what it says.
const CONFIGURATION: &str = "configuration_sha256";

/// The key of what is told of all rows of a subject at once.
const WHOLE: i32 = 0;

/// What the events of one chain told of such rows, so far.
#[derive(Default)]
pub(super) struct Told(BTreeMap<(Table, i32), Columns>);

#[derive(serde::Deserialize)]
struct Details {
    details: BTreeMap<String, Value>,
}

impl Details {
    /// None when the event's data cannot be read, which is named where it is folded.
    fn of(event: &event::Model) -> Option<Self> {
        serde_json::from_str(&event.data).ok()
    }

    fn number(&self, name: &str) -> Option<i32> {
        self.details.get(name)?.as_i64()?.try_into().ok()
    }

    /// The columns that these members tell, of those that the event has: an event of before says less.
    fn columns(&self, told: &[(&'static str, &str)]) -> Columns {
        let column = |(column, member): &(&'static str, &str)| {
            let value = self.details.get(*member)?;
            Some((*column, value.clone()))
        };
        told.iter().filter_map(column).collect()
    }
}

impl Told {
    /// Takes what the next event of the chain tells.
    pub fn take(&mut self, event: &event::Model) {
        let is = |kind: EventKind| event.kind == kind.name();
        if is(EventKind::ErasureRecorded) {
            self.erasure(event);
        } else if is(EventKind::QualityCheckPassed) {
            self.quality_check(event);
        } else if is(EventKind::SessionBooked) || is(EventKind::AttendanceRecorded) {
            self.place(event);
        } else if is(EventKind::ProgrammeOpened) || is(EventKind::ProgrammeChanged) {
            self.programme_version(event);
        } else if is(EventKind::PlaceFreed)
            && let Some(session) = Details::of(event).and_then(|told| told.number("session"))
        {
            self.0.remove(&(Table::Attendance, session));
        } else if is(EventKind::CoopRowLinked) {
            self.link(event);
        } else if is(EventKind::CoopRowUnlinked)
            && let Some(row) = Details::of(event).and_then(|told| told.number("row"))
        {
            self.0.remove(&(Table::CoopLink, row));
        } else if is(EventKind::CountFrozen)
            || is(EventKind::CountEnded)
            || is(EventKind::CountReopened)
        {
            self.counted(event);
        } else if is(EventKind::AssetsImported) {
            self.accounts(event);
        } else if is(EventKind::CountGapResolved) {
            self.gap(event);
        } else if is(EventKind::CountGapSigned) {
            self.signature(event);
        }
    }

    /// What stood of a stock count at its freeze, and what the end of the counting found until the counting goes on.
    fn counted(&mut self, event: &event::Model) {
        let Ok(data) = serde_json::from_str::<Value>(&event.data) else {
            return;
        };
        let told = self.0.entry((Table::Counted, WHOLE)).or_default();
        told.remove(SCANS);
        told.remove(RESULTS);
        for (column, member) in [(LINES, "details"), (SCANS, "set"), (RESULTS, "details")] {
            let hash = data[member].get(column).filter(|hash| hash.is_string());
            told.extend(hash.map(|hash| (column, hash.clone())));
        }
    }

    /// The lines of an owner's accounts; a list of before they were hashed tells of none.
    fn accounts(&mut self, event: &event::Model) {
        let told = Details::of(event).map(|details| details.columns(&[(LINES, LINES)]));
        if let Some(columns) = told.filter(|columns| !columns.is_empty()) {
            self.0.insert((Table::Accounts, WHOLE), columns);
        }
    }

    /// Why a gap is, and that nobody signed it yet.
    fn gap(&mut self, event: &event::Model) {
        let Some(details) = Details::of(event) else {
            return;
        };
        if let Some(line) = details.number("line") {
            let mut columns = details.columns(&[
                ("device_id", "device"),
                ("reason", "reason"),
                ("remark", "remark"),
                ("proof_sha256", "proof_sha256"),
            ]);
            columns.insert("resolved_by", json!(event.actor_id));
            columns.insert("resolved_at", json!(event.at));
            columns.insert("countersigned_by", Value::Null);
            columns.insert("countersigned_at", Value::Null);
            self.0.insert((Table::CountGap, line), columns);
        }
    }

    fn signature(&mut self, event: &event::Model) {
        let line = Details::of(event).and_then(|details| details.number("line"));
        if let Some(columns) = line.and_then(|line| self.0.get_mut(&(Table::CountGap, line))) {
            columns.insert("countersigned_by", json!(event.actor_id));
            columns.insert("countersigned_at", json!(event.at));
        }
    }

    fn erasure(&mut self, event: &event::Model) {
        let Some(details) = Details::of(event) else {
            return;
        };
        if let Some(id) = details.number("erasure") {
            let mut columns = details.columns(&[
                ("method", "method"),
                ("performed_on", "performed_on"),
                ("verdict", "verdict"),
                ("level", "level"),
                ("reasons", "reasons"),
                (PROOF, PROOF),
            ]);
            columns.insert("recorded_at", json!(event.at));
            self.0.insert((Table::Erasure, id), columns);
        }
    }

    fn quality_check(&mut self, event: &event::Model) {
        let Some(details) = Details::of(event) else {
            return;
        };
        if let Some(id) = details.number("quality_check") {
            let mut columns = details.columns(&[
                ("erasure_id", "erasure"),
                ("erasure_level", "level"),
                ("charger", "charger"),
                ("charger_kind", "charger_kind"),
                ("fully_tested", "fully_tested"),
            ]);
            columns.insert("passed_at", json!(event.at));
            self.0.insert((Table::QualityCheck, id), columns);
        }
    }

    /// A version that was saved, and perhaps what stood before versions were kept.
    fn programme_version(&mut self, event: &event::Model) {
        let Some(details) = Details::of(event) else {
            return;
        };
        let Some(number) = details.number("version") else {
            return;
        };
        let at = json!(event.at);
        let earlier = details.columns(&[(CONFIGURATION, "earlier_sha256")]);
        if !earlier.is_empty() {
            let by = [("membership_id", Value::Null), ("at", at.clone())];
            let columns = earlier.into_iter().chain(by).collect();
            self.0
                .insert((Table::ProgrammeVersion, number - 1), columns);
        }
        let mut columns = details.columns(&[(CONFIGURATION, CONFIGURATION)]);
        columns.insert("membership_id", json!(event.actor_id));
        columns.insert("at", at);
        self.0.insert((Table::ProgrammeVersion, number), columns);
    }

    /// A place that was booked, or somebody who came or did not.
    fn place(&mut self, event: &event::Model) {
        let Some(details) = Details::of(event) else {
            return;
        };
        let Some(session) = details.number("session") else {
            return;
        };
        let came = details.details.get("present").and_then(Value::as_bool);
        let (state, by, at) = match came {
            None => ("booked", Value::Null, Value::Null),
            Some(true) => ("present", json!(event.actor_id), json!(event.at)),
            Some(false) => ("absent", json!(event.actor_id), json!(event.at)),
        };
        let columns = [
            ("state", json!(state)),
            ("recorded_by", by),
            ("recorded_at", at),
        ];
        self.0
            .insert((Table::Attendance, session), columns.into_iter().collect());
    }

    /// Something attended elsewhere that a trainer counts.
    fn link(&mut self, event: &event::Model) {
        let Some(details) = Details::of(event) else {
            return;
        };
        if let Some(row) = details.number("row") {
            let mut columns = details.columns(&[("linked_on", "linked_on")]);
            columns.insert("linked_by", json!(event.actor_id));
            columns.insert("linked_at", json!(event.at));
            self.0.insert((Table::CoopLink, row), columns);
        }
    }

    fn of(&self, table: Table) -> BTreeMap<i32, &Columns> {
        let rows = self.0.range((table, i32::MIN)..=(table, i32::MAX));
        rows.map(|((_, key), columns)| (*key, columns)).collect()
    }
}

impl Table {
    fn of(subject: Subject) -> &'static [Self] {
        match subject {
            Subject::Device => &[Self::Erasure, Self::QualityCheck],
            Subject::Enrolment => &[Self::Attendance, Self::CoopLink],
            Subject::Programme => &[Self::ProgrammeVersion],
            Subject::StockCount => &[Self::Counted, Self::CountGap],
            Subject::AssetImport => &[Self::Accounts],
            Subject::AccessSeal
            | Subject::ApiToken
            | Subject::Cession
            | Subject::Clearance
            | Subject::CollectionLot
            | Subject::Container
            | Subject::Fund
            | Subject::FundAgreement
            | Subject::FundLine
            | Subject::FundShare
            | Subject::Handover
            | Subject::InternetPlan
            | Subject::ListExport
            | Subject::Loan
            | Subject::LoanClearance
            | Subject::Part
            | Subject::Pass
            | Subject::Prepaid
            | Subject::Prescribing
            | Subject::RecipientPair
            | Subject::Reform
            | Subject::Request
            | Subject::WastePallet => &[],
        }
    }

    /// Every row was told of since the first version: one that was not was added by hand. (A stock count or an owner's
    /// accounts of before their rows were hashed tell less; a quality check that no event tells of makes no device
    /// ready: the device's own column names its check, and is folded.)
    fn is_told_whole(self) -> bool {
        match self {
            Self::Attendance
            | Self::CoopLink
            | Self::CountGap
            | Self::Erasure
            | Self::ProgrammeVersion => true,
            Self::Accounts | Self::Counted | Self::QualityCheck => false,
        }
    }

    /// A row as a problem names it.
    fn place(self, owner: i32, key: i32) -> String {
        match self {
            Self::Accounts => format!("lines of asset_import {owner}"),
            Self::Attendance => format!("attendance of enrolment {owner} in session {key}"),
            Self::CoopLink => format!("coop_link of enrolment {owner} and row {key}"),
            Self::CountGap => format!("line {key} of stock_count {owner}"),
            Self::Counted => format!("rows of stock_count {owner}"),
            Self::Erasure => format!("erasure {key}"),
            Self::ProgrammeVersion => format!("version {key} of programme {owner}"),
            Self::QualityCheck => format!("quality_check {key}"),
        }
    }

    /// The rows after this one, by their subject and their key.
    async fn after(
        self,
        db: &impl ConnectionTrait,
        last: Option<(i32, i32)>,
    ) -> Result<Vec<Row>, DbErr> {
        let last_owner = last.map_or(0, |(id, _)| id);
        match self {
            Self::Accounts => Ok(whole(accounts::after(db, last_owner).await?)),
            Self::Attendance => {
                let (owner, key) = (
                    attendance::Column::EnrolmentId,
                    attendance::Column::SessionId,
                );
                let rows = page::<attendance::Entity>(db, owner, key, last).await?;
                let row =
                    |row: &attendance::Model| Row::of((row.enrolment_id.0, row.session_id.0), row);
                Ok(rows.iter().map(row).collect())
            }
            Self::CoopLink => {
                let (owner, key) = (coop_link::Column::EnrolmentId, coop_link::Column::RowId);
                let rows = page::<coop_link::Entity>(db, owner, key, last).await?;
                let row = |row: &coop_link::Model| Row::of((row.enrolment_id.0, row.row_id.0), row);
                Ok(rows.iter().map(row).collect())
            }
            Self::CountGap => explained(db, last).await,
            Self::Counted => Ok(whole(counted::after(db, last_owner).await?)),
            Self::Erasure => {
                let (owner, key) = (erasure::Column::DeviceId, erasure::Column::Id);
                let rows = page::<erasure::Entity>(db, owner, key, last).await?;
                with_proofs(db, &rows).await
            }
            Self::ProgrammeVersion => {
                let (owner, key) = (
                    programme_version::Column::ProgrammeId,
                    programme_version::Column::Number,
                );
                let rows = page::<programme_version::Entity>(db, owner, key, last).await?;
                Ok(rows.iter().map(version).collect())
            }
            Self::QualityCheck => {
                let (owner, key) = (quality_check::Column::DeviceId, quality_check::Column::Id);
                let rows = page::<quality_check::Entity>(db, owner, key, last).await?;
                let row = |row: &quality_check::Model| Row::of((row.device_id.0, row.id), row);
                Ok(rows.iter().map(row).collect())
            }
        }
    }
}

/// Subjects with the hashes of all their rows.
fn whole(hashed: Vec<(i32, BTreeMap<String, Value>)>) -> Vec<Row> {
    let row = |(owner, columns)| Row {
        owner,
        key: WHOLE,
        columns,
        proof: None,
    };
    hashed.into_iter().map(row).collect()
}

/// The gaps of stock counts that somebody explained.
async fn explained(db: &impl ConnectionTrait, last: Option<(i32, i32)>) -> Result<Vec<Row>, DbErr> {
    let (owner, key) = (
        stock_count_result::Column::CountId,
        stock_count_result::Column::Id,
    );
    let resolved = stock_count_result::Column::ResolvedAt.is_not_null();
    let rows = page_of(
        stock_count_result::Entity::find().filter(resolved),
        owner,
        key,
        last,
    )
    .all(db)
    .await?;
    let row = |row: &stock_count_result::Model| Row::of((row.count_id.0, row.id), row);
    Ok(rows.iter().map(row).collect())
}

/// A saved version with the hash of what it says.
fn version(saved: &programme_version::Model) -> Row {
    let mut row = Row::of((saved.programme_id.0, saved.number), saved);
    let hash = json!(sha256_hex(&saved.configuration));
    row.columns.insert(CONFIGURATION.to_owned(), hash);
    row
}

async fn page<E: EntityTrait>(
    db: &impl ConnectionTrait,
    owner: E::Column,
    key: E::Column,
    last: Option<(i32, i32)>,
) -> Result<Vec<E::Model>, DbErr> {
    page_of(E::find(), owner, key, last).all(db).await
}

fn page_of<E: EntityTrait>(
    mut rows: Select<E>,
    owner: E::Column,
    key: E::Column,
    last: Option<(i32, i32)>,
) -> Select<E> {
    if let Some((id, number)) = last {
        // The first condition alone lets both engines enter the index there.
        rows = rows
            .filter(owner.gte(id))
            .filter(Condition::any().add(owner.gt(id)).add(key.gt(number)));
    }
    rows.order_by_asc(owner)
        .order_by_asc(key)
        .limit(pages::SIZE)
}

/// Erasures with the hashes of their proofs, which are asked for all at once.
async fn with_proofs(
    db: &impl ConnectionTrait,
    rows: &[erasure::Model],
) -> Result<Vec<Row>, DbErr> {
    let proofs = evidence::Entity::find()
        .filter(
            evidence::COLUMN
                .id
                .is_in(rows.iter().filter_map(|row| row.evidence_id)),
        )
        .all(db)
        .await?;
    let proofs: BTreeMap<_, _> = proofs
        .into_iter()
        .map(|proof| (proof.id, proof.sha256))
        .collect();
    let with_proof = |erasure: &erasure::Model| {
        let mut row = Row::of((erasure.device_id.0, erasure.id), erasure);
        let proof = erasure.evidence_id.and_then(|id| proofs.get(&id));
        row.columns.insert(PROOF.to_owned(), json!(proof));
        row.proof = erasure.evidence_id.map(|id| id.0);
        // In the row a text, in the event an array.
        if let Ok(reasons) = serde_json::from_str(&erasure.reasons) {
            row.columns.insert("reasons".to_owned(), reasons);
        }
        row
    };
    Ok(rows.iter().map(with_proof).collect())
}

struct Row {
    owner: i32,
    key: i32,
    columns: BTreeMap<String, Value>,
    /// The row of its proof.
    proof: Option<i32>,
}

impl Row {
    fn of((owner, key): (i32, i32), row: &impl Serialize) -> Self {
        let columns = if let Value::Object(columns) = json!(row) {
            Some(columns)
        } else {
            None
        };
        Self {
            owner,
            key,
            columns: columns.into_iter().flatten().collect(),
            proof: None,
        }
    }

    /// Names the columns that are not as the events told.
    fn compare(&self, table: Table, told: &Columns, report: &mut Report) {
        for (column, told) in told {
            let stands = self.columns.get(*column);
            if stands == Some(told) {
                continue;
            }
            let (place, column) = match self.proof {
                Some(proof) if *column == PROOF => (format!("evidence {proof}"), "sha256"),
                Some(_) | None => (table.place(self.owner, self.key), *column),
            };
            let stands = stands.map_or_else(|| "absent".to_owned(), ToString::to_string);
            report.problem(
                place,
                format!("column {column} is {stands} in the table and {told} in the journal"),
            );
        }
    }
}

/// The rows of one table in the order of the chains, a page at a time.
struct Rows {
    table: Table,
    page: VecDeque<Row>,
    last: Option<(i32, i32)>,
    exhausted: bool,
}

impl Rows {
    /// The next row of this subject. Those of a subject before it, which has no chain, are passed over: that its
    /// events are gone is named.
    async fn next_of(
        &mut self,
        db: &impl ConnectionTrait,
        owner: i32,
    ) -> Result<Option<Row>, DbErr> {
        loop {
            if self.page.is_empty() && !self.exhausted {
                self.page = self.table.after(db, self.last).await?.into();
                match self.page.back() {
                    Some(row) => self.last = Some((row.owner, row.key)),
                    None => self.exhausted = true,
                }
            }
            if self.page.front().is_none_or(|row| row.owner > owner) {
                return Ok(None);
            }
            let row = self.page.pop_front().filter(|row| row.owner == owner);
            if row.is_some() {
                return Ok(row);
            }
        }
    }
}

/// The tables beside the chains of one kind of subject.
pub(super) struct Beside(Vec<Rows>);

impl Beside {
    pub fn of(subject: Subject) -> Self {
        let rows = Table::of(subject).iter().map(|table| Rows {
            table: *table,
            page: VecDeque::new(),
            last: None,
            exhausted: false,
        });
        Self(rows.collect())
    }

    /// Compares the rows of the subject whose chain has ended with what it told.
    pub async fn compare(
        &mut self,
        db: &impl ConnectionTrait,
        id: i32,
        told: &Told,
        report: &mut Report,
    ) -> Result<(), DbErr> {
        for rows in &mut self.0 {
            let table = rows.table;
            let mut told = told.of(table);
            while let Some(row) = rows.next_of(db, id).await? {
                match told.remove(&row.key) {
                    Some(columns) => row.compare(table, columns, report),
                    None if table.is_told_whole() => report.problem(
                        table.place(id, row.key),
                        "has a row and no event tells of it: the row was added by hand",
                    ),
                    None => {}
                }
            }
            for key in told.into_keys() {
                report.problem(
                    table.place(id, key),
                    "is told of in the journal and is not there: the row was removed or moved",
                );
            }
        }
        Ok(())
    }
}
