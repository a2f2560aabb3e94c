//! Every change of a row is an event, and the events give the row back.

use super::{Rows, announced, report, samples};
use crate::support::{World, sources};
use chrono::Duration;
use entities::{
    device::{self, Grade},
    event,
};
use passe_relais::{
    journal::{self, ChangeError, Event, EventKind, Journaled, Subject, columns_of},
    marks::Marks,
};
use sea_orm::{EntityTrait, IdenStatic, Iterable, Set};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

#[tokio::test]
async fn every_journaled_row_is_explained_by_its_events() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let write = world.app.write().await.unwrap();
    let many = (2..=5).map(|number| announced(&rows.lot, number, rows.by));
    let devices: Vec<device::Model> =
        journal::insert_many(&*write, rows.by, many, |row: &device::Model| {
            Event::of(EventKind::DeviceAnnounced).with("serial", row.serial.clone())
        })
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(devices.len(), 4);
    let report = report(&world).await;
    assert_eq!(report.problems, []);
    assert_eq!((report.subjects, report.events), (11, 14));
    let chain = journal::history(&world.app.db, Subject::Device, rows.device.id.0)
        .await
        .unwrap();
    assert_eq!(chain.len(), 3);
    let set = |event: &event::Model| {
        serde_json::from_str::<Value>(&event.data).unwrap()["set"].to_string()
    };
    assert_eq!(set(&chain[1]), r#"{"grade":"b"}"#);
    assert_eq!(set(&chain[2]), "{}");
}

/// Both engines give the same snapshot: the same moments, the same text, the same hash.
#[tokio::test]
async fn the_engines_agree_on_every_byte_after_reading_again() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let chain = journal::history(&world.app.db, Subject::Device, rows.device.id.0)
        .await
        .unwrap();
    for event in &chain {
        assert_eq!(journal::hash(event), event.hash);
    }
    insta::assert_snapshot!(journal::preimage(&chain[0]));
    insta::assert_snapshot!(chain[2].hash);
}

#[tokio::test]
async fn of_two_changes_at_once_one_wins_and_the_other_is_told() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let change = async |grade: Grade| {
        let write = world.app.write().await.unwrap();
        let change = device::ActiveModel {
            grade: Set(Some(grade)),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceTriaged);
        let done = journal::change(&*write, rows.by, &rows.device, change, event).await;
        if done.is_ok() {
            write.commit().await.unwrap();
        }
        done
    };
    let (one, other) = tokio::join!(change(Grade::A), change(Grade::C));
    assert_eq!(u8::from(one.is_ok()) + u8::from(other.is_ok()), 1);
    let told = one.err().or(other.err()).unwrap();
    assert!(matches!(told, ChangeError::Changed), "{told}");
    assert_eq!(report(&world).await.problems, []);
}

/// A small generator, the same at every run.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }
}

#[tokio::test]
async fn the_fold_of_any_changes_is_the_row() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let mut dice = Dice(2026);
    let mut device = rows.device.clone();
    let odd = [
        "",
        "é\u{2028}\"\\\n",
        "</script>",
        "😀",
        "'; DROP TABLE event",
    ];
    let write = world.app.write().await.unwrap();
    for _ in 0..150 {
        let mut change = <device::ActiveModel as Default>::default();
        for _ in 0..dice.throw(4) {
            let text = odd[usize::try_from(dice.throw(5)).unwrap()].to_owned();
            match dice.throw(6) {
                0 => change.school_name = Set((dice.throw(3) > 0).then_some(text)),
                1 => {
                    change.value_cents =
                        Set(Some(i64::MAX - i64::try_from(dice.throw(9)).unwrap()));
                }
                2 => change.storage_mb = Set(None),
                3 => change.model = Set(text),
                4 => change.announced = Set(dice.throw(2) == 0),
                _ => {
                    let micros = i64::try_from(dice.throw(3_000_000)).unwrap();
                    change.stage_since = Set(rows.by.at + Duration::microseconds(micros));
                }
            }
        }
        let (mut school, mut model) = (device.school_name.clone(), device.model.clone());
        if let Set(changed) = &change.school_name {
            school.clone_from(changed);
        }
        if let Set(changed) = &change.model {
            model.clone_from(changed);
        }
        let marks = Marks {
            school: school.as_deref(),
            model: &model,
            ..Marks::of(&device)
        };
        change.search = Set(marks.search());
        let event = Event::of(EventKind::DeviceCorrected);
        device = journal::change(&*write, rows.by, &device, change, event)
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
    let mut fold = Map::new();
    for event in journal::history(&world.app.db, Subject::Device, device.id.0)
        .await
        .unwrap()
    {
        let Value::Object(mut data) = serde_json::from_str(&event.data).unwrap() else {
            panic!("{}", event.data);
        };
        let Some(Value::Object(set)) = data.remove("set") else {
            panic!("{}", event.data);
        };
        fold.extend(set);
    }
    let read = device::Entity::find_by_id(device.id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read, device);
    assert_eq!(
        Value::Object(fold),
        Value::Object(columns_of(&read).into_iter().collect())
    );
    assert_eq!(report(&world).await.problems, []);
}

/// Every column is folded or derived, and the derived ones are those the documentation names.
#[track_caller]
fn every_column_is_listed<M: Journaled>(row: &M) -> Subject
where
    <M::Entity as EntityTrait>::Column: Iterable + IdenStatic,
{
    let listed: BTreeSet<String> = columns_of(row)
        .into_keys()
        .chain(M::DERIVED.iter().map(|&column| column.to_owned()))
        .collect();
    let columns: BTreeSet<String> = <M::Entity as EntityTrait>::Column::iter()
        .map(|column| column.as_str().to_owned())
        .collect();
    assert_eq!(listed, columns);
    let page = std::fs::read_to_string(sources::root().join("docs/JOURNAL.md")).unwrap();
    let key = M::SUBJECT.key();
    let documented: BTreeSet<&str> = page
        .lines()
        .filter(|line| {
            line.starts_with("| every kind |") || line.starts_with(&format!("| `{key}` | `"))
        })
        .flat_map(|line| line.split('|').nth(2).unwrap().split(','))
        .map(|name| name.trim().trim_matches('`'))
        .collect();
    assert_eq!(documented, M::DERIVED.iter().copied().collect(), "{key}");
    M::SUBJECT
}

#[tokio::test]
async fn every_column_is_folded_or_derived_and_the_documentation_says_which() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let now = world.now();
    let listed = [
        every_column_is_listed(&samples::access_seal(now)),
        every_column_is_listed(&samples::api_token(now)),
        every_column_is_listed(&samples::asset_import(now)),
        every_column_is_listed(&samples::cession(now)),
        every_column_is_listed(&rows.clearance),
        every_column_is_listed(&rows.lot),
        every_column_is_listed(&samples::container(now)),
        every_column_is_listed(&rows.device),
        every_column_is_listed(&rows.enrolment),
        every_column_is_listed(&samples::fund(now)),
        every_column_is_listed(&samples::fund_agreement(now)),
        every_column_is_listed(&samples::fund_line(now)),
        every_column_is_listed(&samples::fund_share(now)),
        every_column_is_listed(&rows.handover),
        every_column_is_listed(&samples::internet_plan(now)),
        every_column_is_listed(&samples::list_export(now)),
        every_column_is_listed(&samples::loan(now)),
        every_column_is_listed(&samples::loan_clearance(now)),
        every_column_is_listed(&samples::part(now)),
        every_column_is_listed(&samples::pass(now)),
        every_column_is_listed(&samples::prepaid(now)),
        every_column_is_listed(&samples::prescribing(now)),
        every_column_is_listed(&rows.programme),
        every_column_is_listed(&samples::recipient_pair(now)),
        every_column_is_listed(&samples::reform(now)),
        every_column_is_listed(&rows.request),
        every_column_is_listed(&samples::stock_count(now)),
        every_column_is_listed(&samples::waste_pallet(now)),
    ];
    assert_eq!(listed, Subject::ALL, "every kind of subject is looked at");
}

#[test]
fn every_kind_of_event_is_documented() {
    let page = std::fs::read_to_string(sources::root().join("docs/JOURNAL.md")).unwrap();
    for kind in EventKind::ALL {
        assert!(page.contains(&format!("| `{}` |", kind.name())), "{kind:?}");
    }
}
