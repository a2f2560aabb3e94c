//! The spans of devices, derived again from their events and compared with the table `device_span`, which the database
//! writes by itself as events come in.
use super::{Report, Subject, follow::Chain, pages};
use chrono::{DateTime, SecondsFormat, Utc};
use entities::{
    device::{DeviceId, Stage},
    device_span::{self, Holder},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// What a span says of its device.
#[derive(Clone, Debug, PartialEq, Eq)]
struct State {
    holder: Holder,
    stage: Stage,
    site_id: Option<i32>,
    owner_id: i32,
    lot_id: i32,
    value_cents: Option<i64>,
}

impl State {
    /// Out of the folded columns of a device; none when one of them is no value of its kind, which is named where the
    /// columns are compared.
    fn of(columns: &BTreeMap<String, Value>) -> Option<Self> {
        let stage = read(columns, "stage")?;
        let site_id: Option<i32> = read(columns, "site_id")?;
        let transfer: Option<i32> = read(columns, "transfer_id")?;
        let cession: Option<i32> = read(columns, "cession_id")?;
        Some(Self {
            holder: holder(
                stage,
                site_id.is_some(),
                transfer.is_some(),
                cession.is_some(),
            ),
            stage,
            site_id,
            owner_id: read(columns, "owner_id")?,
            lot_id: read(columns, "lot_id")?,
            value_cents: read(columns, "value_cents")?,
        })
    }

    fn of_row(row: &device_span::Model) -> Self {
        Self {
            holder: row.holder,
            stage: row.stage,
            site_id: row.site_id.map(|id| id.0),
            owner_id: row.owner_id.0,
            lot_id: row.lot_id.0,
            value_cents: row.value_cents,
        }
    }

    /// Its columns, by the names of the table.
    fn columns(&self) -> [(&'static str, Value); 6] {
        [
            ("holder", json!(self.holder)),
            ("stage", json!(self.stage)),
            ("site_id", json!(self.site_id)),
            ("owner_id", json!(self.owner_id)),
            ("lot_id", json!(self.lot_id)),
            ("value_cents", json!(self.value_cents)),
        ]
    }
}

/// A column as its type; one that no event has set yet is null.
fn read<T: DeserializeOwned>(columns: &BTreeMap<String, Value>, name: &str) -> Option<T> {
    T::deserialize(columns.get(name).unwrap_or(&Value::Null)).ok()
}

/// In whose hands a device is, by its own columns.
fn holder(stage: Stage, at_site: bool, in_transit: bool, ceded: bool) -> Holder {
    if ceded {
        return Holder::Ceded;
    }
    match stage {
        Stage::Announced => Holder::Sender,
        Stage::NotReceived => Holder::NeverCame,
        Stage::Scrapped => Holder::Waste,
        Stage::Received
        | Stage::Triage
        | Stage::Refurbishment
        | Stage::QualityCheck
        | Stage::Ready => match (in_transit, at_site) {
            (true, _) => Holder::Transit,
            (false, true) => Holder::Site,
            (false, false) => Holder::Recipient,
        },
    }
}

/// The spans that the events of one device give, so far.
#[derive(Default)]
pub(super) struct Spans {
    /// From when, and what was so since. The last one lasts.
    told: Vec<(DateTime<Utc>, State)>,
    latest: Option<DateTime<Utc>>,
    /// A column was no value of its kind: nothing can be derived.
    unreadable: bool,
}

impl Spans {
    /// Takes the next event: its moment, and the columns as they are since.
    pub fn take(&mut self, at: DateTime<Utc>, columns: &BTreeMap<String, Value>) {
        match State::of(columns) {
            Some(state) => self.push(at, state),
            None => self.unreadable = true,
        }
    }

    /// Of several events of one moment only what was so after the last counts. An event whose clock was behind counts
    /// at the moment of the one before.
    fn push(&mut self, at: DateTime<Utc>, state: State) {
        let at = self.latest.map_or(at, |latest| latest.max(at));
        self.latest = Some(at);
        self.told.pop_if(|(from, _)| *from == at);
        if self.told.last().is_none_or(|(_, last)| *last != state) {
            self.told.push((at, state));
        }
    }

    /// Names what the table says otherwise.
    fn compare(&self, id: i32, rows: &[device_span::Model], report: &mut Report) {
        if self.unreadable {
            return;
        }
        let mut rows: BTreeMap<_, _> = rows.iter().map(|row| (row.from_at, row)).collect();
        for (number, (from, state)) in self.told.iter().enumerate() {
            let ends = self.told.get(number + 1).map(|(from, _)| *from);
            match rows.remove(from) {
                Some(row) => {
                    let told = state.columns();
                    let stands = State::of_row(row).columns();
                    let told = told.into_iter().chain([("to_at", json!(ends))]);
                    let stands = stands.into_iter().chain([("to_at", json!(row.to_at))]);
                    for ((column, told), (_, stands)) in told.zip(stands) {
                        if told != stands {
                            let what = format!(
                                "column {column} is {stands} in the table and {told} in the journal"
                            );
                            report.problem(place(id, *from), what);
                        }
                    }
                }
                None => report.problem(
                    place(id, *from),
                    "follows from the journal and is not there: the row was removed or moved",
                ),
            }
        }
        for from in rows.into_keys() {
            report.problem(
                place(id, from),
                "has a row and does not follow from the journal: the row was added or moved",
            );
        }
    }
}

fn place(id: i32, from: DateTime<Utc>) -> String {
    let from = from.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    format!("device {id}, span from {from}")
}

/// The rows of the table in the order of the chains, a page at a time.
#[derive(Default)]
pub(super) struct Stored {
    page: VecDeque<device_span::Model>,
    last: Option<(DeviceId, DateTime<Utc>)>,
    exhausted: bool,
}

impl Stored {
    /// Compares the spans of the device whose chain has ended; other subjects have none.
    pub async fn compare(
        &mut self,
        db: &impl ConnectionTrait,
        subject: Subject,
        chain: &Chain,
        report: &mut Report,
    ) -> Result<(), DbErr> {
        if subject != Subject::Device {
            return Ok(());
        }
        let mut rows = Vec::new();
        while let Some(row) = self.next_up_to(db, DeviceId(chain.id)).await? {
            // Those of a device without a chain are passed over: that its events are gone is named.
            if row.device_id.0 == chain.id {
                rows.push(row);
            }
        }
        chain.spans.compare(chain.id, &rows, report);
        Ok(())
    }

    async fn next_up_to(
        &mut self,
        db: &impl ConnectionTrait,
        id: DeviceId,
    ) -> Result<Option<device_span::Model>, DbErr> {
        if self.page.is_empty() && !self.exhausted {
            self.page = after(db, self.last).await?.into();
            match self.page.back() {
                Some(row) => self.last = Some((row.device_id, row.from_at)),
                None => self.exhausted = true,
            }
        }
        Ok(self.page.pop_front_if(|row| row.device_id <= id))
    }
}

async fn after(
    db: &impl ConnectionTrait,
    last: Option<(DeviceId, DateTime<Utc>)>,
) -> Result<Vec<device_span::Model>, DbErr> {
    let mut rows = device_span::Entity::find();
    if let Some((id, from)) = last {
        // The first condition alone lets both engines enter the key there.
        rows = rows.filter(device_span::COLUMN.device_id.gte(id)).filter(
            Condition::any()
                .add(device_span::COLUMN.device_id.gt(id))
                .add(device_span::COLUMN.from_at.gt(from)),
        );
    }
    rows.order_by_asc(device_span::Column::DeviceId)
        .order_by_asc(device_span::Column::FromAt)
        .limit(pages::SIZE)
        .all(db)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: u32) -> DateTime<Utc> {
        format!("2026-05-04T08:{minute:02}:00Z").parse().unwrap()
    }

    fn state(stage: Stage) -> State {
        State {
            holder: holder(stage, true, false, false),
            stage,
            site_id: Some(1),
            owner_id: 1,
            lot_id: 1,
            value_cents: None,
        }
    }

    fn spans(events: &[(u32, Stage)]) -> Vec<(DateTime<Utc>, Stage)> {
        let mut spans = Spans::default();
        for (minute, stage) in events {
            spans.push(at(*minute), state(*stage));
        }
        let told = spans.told.into_iter();
        told.map(|(from, state)| (from, state.stage)).collect()
    }

    #[test]
    fn what_did_not_change_is_one_span() {
        let events = [(0, Stage::Triage), (1, Stage::Triage), (2, Stage::Ready)];
        assert_eq!(
            spans(&events),
            [(at(0), Stage::Triage), (at(2), Stage::Ready)]
        );
    }

    #[test]
    fn of_one_moment_the_last_counts_and_what_was_undone_leaves_none() {
        let events = [(0, Stage::Triage), (1, Stage::Ready), (1, Stage::Received)];
        assert_eq!(
            spans(&events),
            [(at(0), Stage::Triage), (at(1), Stage::Received)]
        );
        let undone = [(0, Stage::Triage), (1, Stage::Ready), (1, Stage::Triage)];
        assert_eq!(spans(&undone), [(at(0), Stage::Triage)]);
    }

    #[test]
    fn a_clock_that_was_behind_reorders_nothing() {
        let events = [(5, Stage::Received), (4, Stage::Triage), (6, Stage::Ready)];
        assert_eq!(
            spans(&events),
            [(at(5), Stage::Triage), (at(6), Stage::Ready)]
        );
    }

    #[test]
    fn whose_hands_follows_from_the_columns() {
        let table = [
            (Stage::Announced, false, false, false, Holder::Sender),
            (Stage::NotReceived, false, false, false, Holder::NeverCame),
            (Stage::Received, true, false, false, Holder::Site),
            (Stage::Ready, true, false, false, Holder::Site),
            (Stage::Triage, true, true, false, Holder::Transit),
            (Stage::Ready, false, false, false, Holder::Recipient),
            (Stage::Ready, false, false, true, Holder::Ceded),
            (Stage::Scrapped, false, false, false, Holder::Waste),
        ];
        for (stage, at_site, in_transit, ceded, whose) in table {
            assert_eq!(holder(stage, at_site, in_transit, ceded), whose);
        }
    }
}
