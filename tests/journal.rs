//! Law 4: everything that happens can be shown, and nothing can be changed without its being seen.

use crate::support::{World, sources};
use chrono::{Duration, NaiveDate};
use entities::{
    clearance::{self, Basis, ClearanceState},
    collection_lot::{self, LegalBasis},
    device::{self, DeviceKind, Grade, Stage},
    enrolment, event,
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    learner::{self, LearnerRelation},
    membership::Role,
    organisation::OrganisationKind,
    pathway,
    programme::{self, Gate, LegalChain},
    recipient::{self, RecipientKind},
    request::{self, RequestState},
};
use passe_relais::{
    app::snapshot,
    journal::{
        self, By, ChangeError, Event, EventKind, Journaled, Report, Subject, checkpoints,
        columns_of, export, verify,
    },
};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IdenStatic, Iterable, Set,
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// One row of every journaled table, each with the event that made it.
pub struct Rows {
    by: By,
    lot: collection_lot::Model,
    device: device::Model,
    programme: programme::Model,
    request: request::Model,
    enrolment: enrolment::Model,
    clearance: clearance::Model,
    handover: handover::Model,
}

fn announced(lot: &collection_lot::Model, number: i32, by: By) -> device::ActiveModel {
    device::ActiveModel {
        lot_id: Set(lot.id),
        kind: Set(DeviceKind::Tablet),
        holds_data: Set(true),
        manufacturer: Set("Éclair".to_owned()),
        manufacturer_key: Set("eclair".to_owned()),
        model: Set("Ardoise \"10\"".to_owned()),
        model_key: Set("tablet eclair ardoise".to_owned()),
        serial: Set(Some(format!("SN-{number}"))),
        acquired_on: Set(NaiveDate::from_ymd_opt(2021, 9, 1)),
        value_cents: Set(Some(21_950)),
        owner_id: Set(lot.owner_id),
        announced: Set(true),
        stage: Set(Stage::Announced),
        stage_since: Set(by.at + Duration::microseconds(120)),
        stay: Set(1),
        created_at: Set(by.at),
        search: Set("eclair ardoise".to_owned()),
        ..Default::default()
    }
}

impl Rows {
    pub async fn new(world: &World) -> Self {
        let coordinator = world.coordinator().await;
        let by = By {
            actor: Some(coordinator.membership.id),
            at: world.now(),
        };
        let college = world
            .organisation(OrganisationKind::College, "Collège des Balmettes")
            .await;
        let site = coordinator.site.as_ref().unwrap();
        let write = world.app.write().await.unwrap();
        let lot = collection_lot::ActiveModel {
            donor_id: Set(college.id),
            owner_id: Set(college.id),
            workshop_site_id: Set(site.id),
            legal_basis: Set(LegalBasis::Deposit),
            source: Set("liste.csv".to_owned()),
            devices_announced: Set(1),
            created_at: Set(by.at),
            ..Default::default()
        };
        let lot: collection_lot::Model =
            journal::insert(&*write, by, lot, Event::of(EventKind::LotAnnounced))
                .await
                .unwrap();
        let device: device::Model = journal::insert(
            &*write,
            by,
            announced(&lot, 1, by),
            Event::of(EventKind::DeviceAnnounced).with("line", 2),
        )
        .await
        .unwrap();
        let pathway = pathway::ActiveModel {
            name_fr: Set("Premiers pas".to_owned()),
            name_en: Set("First steps".to_owned()),
            ..Default::default()
        }
        .insert(&*write)
        .await
        .unwrap();
        let programme = programme::ActiveModel {
            key: Set("essai".to_owned()),
            name_fr: Set("Essai".to_owned()),
            name_en: Set("Trial".to_owned()),
            pathway_id: Set(pathway.id),
            gate: Set(Gate::Enrolled),
            required_minutes: Set(0),
            required_modules: Set("[]".to_owned()),
            clearance_days: Set(90),
            waivers_per_year: Set(0),
            device_kinds: Set("[\"tablet\"]".to_owned()),
            public_rules: Set("[]".to_owned()),
            legal_chain: Set(LegalChain::LoanForUse),
            created_at: Set(by.at),
            ..Default::default()
        };
        let programme: programme::Model = journal::insert(
            &*write,
            by,
            programme,
            Event::of(EventKind::ProgrammeOpened),
        )
        .await
        .unwrap();
        let recipient = recipient::ActiveModel {
            kind: Set(RecipientKind::Person),
            organisation_id: Set(coordinator.organisation.id),
            sealed: Set(Some(String::new())),
            created_at: Set(by.at),
            last_contact_at: Set(by.at),
            ..Default::default()
        }
        .insert(&*write)
        .await
        .unwrap();
        let learner = learner::ActiveModel {
            recipient_id: Set(recipient.id),
            relation: Set(LearnerRelation::Oneself),
            ..Default::default()
        }
        .insert(&*write)
        .await
        .unwrap();
        let request = request::ActiveModel {
            recipient_id: Set(recipient.id),
            programme_id: Set(programme.id),
            organisation_id: Set(coordinator.organisation.id),
            prescriber_id: Set(coordinator.membership.id),
            pickup_site_id: Set(site.id),
            device_kind: Set(DeviceKind::Tablet),
            state: Set(RequestState::Submitted),
            submitted_at: Set(by.at),
            ..Default::default()
        };
        let request: request::Model =
            journal::insert(&*write, by, request, Event::of(EventKind::RequestSubmitted))
                .await
                .unwrap();
        let enrolment = enrolment::ActiveModel {
            request_id: Set(request.id),
            learner_id: Set(learner.id),
            pathway_id: Set(pathway.id),
            enrolled_at: Set(by.at),
            ..Default::default()
        };
        let enrolment: enrolment::Model = journal::insert(
            &*write,
            by,
            enrolment,
            Event::of(EventKind::LearnerEnrolled),
        )
        .await
        .unwrap();
        let clearance = clearance::ActiveModel {
            request_id: Set(request.id),
            programme_id: Set(programme.id),
            recipient_id: Set(recipient.id),
            learner_id: Set(learner.id),
            model_key: Set(device.model_key.clone()),
            basis: Set(Basis::Enrolled),
            state: Set(ClearanceState::Issued),
            issued_at: Set(by.at),
            expires_at: Set(by.at + Duration::days(90)),
            ..Default::default()
        };
        let clearance: clearance::Model = journal::insert(
            &*write,
            by,
            clearance,
            Event::of(EventKind::ClearanceIssued),
        )
        .await
        .unwrap();
        let used = clearance::ActiveModel {
            state: Set(ClearanceState::Used),
            used_at: Set(Some(by.at)),
            ..Default::default()
        };
        let clearance = journal::change(
            &*write,
            by,
            &clearance,
            used,
            Event::of(EventKind::ClearanceUsed),
        )
        .await
        .unwrap();
        let handover = handover::ActiveModel {
            device_id: Set(device.id),
            model_key: Set(device.model_key.clone()),
            request_id: Set(request.id),
            recipient_id: Set(recipient.id),
            programme_id: Set(programme.id),
            clearance_id: Set(clearance.id),
            clearance_state: Set(ClearanceState::Used),
            site_id: Set(site.id),
            clerk_id: Set(coordinator.membership.id),
            received_by: Set(ReceivedBy::Recipient),
            identity_seen: Set(IdentitySeen::Passport),
            legal_chain: Set(LegalChain::LoanForUse),
            signature: Set(Signature::Paper),
            slip_sha256: Set("00".repeat(32)),
            handed_at: Set(by.at),
            ..Default::default()
        };
        let handover: handover::Model =
            journal::insert(&*write, by, handover, Event::of(EventKind::HandedOver))
                .await
                .unwrap();
        let moved = device::ActiveModel {
            grade: Set(Some(Grade::B)),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceTriaged);
        let device = journal::change(&*write, by, &device, moved, event)
            .await
            .unwrap();
        let seen = Event::of(EventKind::LabelReprinted);
        let device = journal::change(
            &*write,
            by,
            &device,
            <device::ActiveModel as Default>::default(),
            seen,
        )
        .await
        .unwrap();
        write.commit().await.unwrap();
        Self {
            by,
            lot,
            device,
            programme,
            request,
            enrolment,
            clearance,
            handover,
        }
    }
}

async fn report(world: &World) -> Report {
    let snapshot = snapshot(&world.app.db).await.unwrap();
    verify::database(&snapshot, |_| {}).await.unwrap()
}

/// What is found after somebody did this to the database by hand; it is undone afterwards.
async fn found_after(world: &World, statements: &str) -> Vec<String> {
    let write = world.app.write().await.unwrap();
    for statement in statements.split(';') {
        write.execute_unprepared(statement).await.unwrap();
    }
    let txn: &DatabaseTransaction = &write;
    let report = verify::database(txn, |_| {}).await.unwrap();
    report.problems.iter().map(ToString::to_string).collect()
}

#[track_caller]
fn assert_named(found: &[String], place: &str, what: &str) {
    assert!(
        found.iter().any(|line| line.starts_with(place)),
        "{what}: {place} is not named in {found:#?}"
    );
}

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
async fn one_changed_character_of_an_event_is_found_and_named() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let id = rows.device.id.0;
    let subject = format!("subject_kind = 'device' AND subject_id = {id}");
    for (column, value, place) in [
        ("subject_kind", "'devicf'", "devicf"),
        ("subject_id", "subject_id + 1000", "device 1001"),
        ("seq", "9", "device 1, event 9"),
        ("at", "'2026-05-04 08:00:01+00:00'", "device 1, event 2"),
        ("actor_id", "NULL", "device 1, event 2"),
        ("kind", "'device_moved'", "device 1, event 2"),
        (
            "data",
            "replace(data, '\"b\"', '\"a\"')",
            "device 1, event 2",
        ),
        ("data", "data || ' '", "device 1, event 2"),
        ("data", "'x'", "device 1, event 2"),
        (
            "previous",
            "replace(previous, substr(previous, 1, 1), 'x')",
            "device 1, event 2",
        ),
        (
            "hash",
            "replace(hash, substr(hash, 1, 1), 'x')",
            "device 1, event 2",
        ),
    ] {
        let by_hand = format!("UPDATE event SET {column} = {value} WHERE {subject} AND seq = 2");
        assert_named(&found_after(&world, &by_hand).await, place, &by_hand);
    }
    assert_eq!(report(&world).await.problems, []);
}

#[tokio::test]
async fn one_changed_column_of_a_row_is_found_and_named() {
    let world = World::new().await;
    Rows::new(&world).await;
    for (table, column, value) in [
        ("device", "serial", "'SN-2'"),
        ("device", "imei", "'490154203237518'"),
        ("device", "manufacturer", "'Eclair'"),
        ("device", "manufacturer_key", "'x'"),
        ("device", "model", "'Ardoise'"),
        ("device", "acquired_on", "'2021-09-02'"),
        ("device", "value_cents", "21951"),
        ("device", "school_name", "''"),
        ("device", "announced", "false"),
        ("device", "holds_data", "false"),
        ("device", "stage", "'not_received'"),
        ("device", "stage_since", "created_at"),
        ("device", "grade", "NULL"),
        ("device", "stay", "2"),
        ("device", "version", "4"),
        ("request", "device_kind", "'laptop'"),
        ("request", "submitted_at", "'2026-05-03 08:00:00+00:00'"),
        ("request", "pickup_code", "'ABC'"),
        ("request", "state", "'cancelled'"),
        ("request", "closed_at", "submitted_at"),
        ("clearance", "expires_at", "'2030-05-03 08:00:00+00:00'"),
        ("clearance", "issued_by", "1"),
        ("clearance", "basis", "'attended'"),
        ("collection_lot", "source", "'x'"),
        ("enrolment", "attested_at", "enrolled_at"),
        ("handover", "slip_sha256", "'x'"),
        ("programme", "required_minutes", "1"),
    ] {
        let by_hand = format!("UPDATE {table} SET {column} = {value}");
        let found = found_after(&world, &by_hand).await;
        assert_named(&found, &format!("{table} 1: "), &by_hand);
        let named = if column == "version" {
            "says it has"
        } else {
            column
        };
        assert!(found[0].contains(named), "{found:?}");
    }
}

#[tokio::test]
async fn what_was_removed_added_or_moved_is_found_and_named() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let event = "FROM event WHERE subject_kind = 'device' AND subject_id = 1 AND seq";
    let swap = |from: i32, to: i32| {
        format!("UPDATE event SET seq = {to} WHERE subject_kind = 'device' AND seq = {from}")
    };
    for (by_hand, place) in [
        (format!("DELETE {event} = 2"), "device 1, event 3"),
        (format!("DELETE {event} = 3"), "device 1: "),
        (format!("DELETE {event} > 0"), "device 1: "),
        ("DELETE FROM enrolment".to_owned(), "enrolment 1: "),
        (
            "INSERT INTO enrolment (id, request_id, learner_id, pathway_id, enrolled_at, version) \
             SELECT 0, request_id, learner_id + 0, pathway_id, enrolled_at, 1 FROM enrolment WHERE 1 = 0;\
             INSERT INTO collection_lot (id, donor_id, owner_id, workshop_site_id, legal_basis, source, devices_announced, created_at, version) \
             SELECT 0, donor_id, owner_id, workshop_site_id, legal_basis, source, devices_announced, created_at, 1 FROM collection_lot"
                .to_owned(),
            "collection_lot 0: ",
        ),
        (
            [swap(2, 99), swap(3, 2), swap(99, 3)].join(";"),
            "device 1, event 2",
        ),
    ] {
        assert_named(&found_after(&world, &by_hand).await, place, &by_hand);
    }
    assert_eq!(rows.device.version, 3);
}

#[tokio::test]
async fn a_checkpoint_finds_what_was_removed_together_with_its_row() {
    let world = World::new().await;
    Rows::new(&world).await;
    assert!(checkpoints::due(&world.app).await.unwrap());
    world.days_pass(1);
    let checkpoints::Outcome::Written(first) = checkpoints::write(&world.app).await.unwrap() else {
        panic!("a sound journal takes a checkpoint");
    };
    assert_eq!((first.subjects, first.events), (7, 10));
    assert!(!checkpoints::due(&world.app).await.unwrap());
    world.days_pass(1);
    assert!(checkpoints::due(&world.app).await.unwrap());
    checkpoints::write(&world.app).await.unwrap();
    let sound = report(&world).await;
    assert_eq!((sound.problems.len(), sound.checkpoints), (0, 2));

    let all_of_it = "DELETE FROM event WHERE subject_kind = 'enrolment'; DELETE FROM enrolment";
    assert_named(
        &found_after(&world, all_of_it).await,
        "checkpoint 2: ",
        "removed",
    );
    for (column, value) in [
        ("at", "'2026-05-05 08:00:01+00:00'"),
        ("subjects", "8"),
        ("events", "11"),
        ("root", "previous"),
        ("previous", "'x'"),
        ("hash", "root"),
    ] {
        let forged = format!("UPDATE checkpoint SET {column} = {value} WHERE id = 2");
        assert_named(
            &found_after(&world, &forged).await,
            "checkpoint 2: ",
            &forged,
        );
    }
    let removed = "DELETE FROM checkpoint WHERE id = 1";
    assert_named(
        &found_after(&world, removed).await,
        "checkpoint 2: ",
        removed,
    );
}

#[tokio::test]
async fn a_checkpoint_leaves_the_last_hour_to_settle() {
    let world = World::new().await;
    Rows::new(&world).await;
    let checkpoints::Outcome::Written(written) = checkpoints::write(&world.app).await.unwrap()
    else {
        panic!("a sound journal takes a checkpoint");
    };
    assert_eq!((written.subjects, written.events), (0, 0));
    assert_eq!(written.at, world.now() - Duration::hours(1));
}

#[tokio::test]
async fn an_altered_journal_gets_no_checkpoint_that_would_hide_it() {
    let world = World::new().await;
    Rows::new(&world).await;
    let write = world.app.write().await.unwrap();
    write
        .execute_unprepared("UPDATE device SET serial = 'x'")
        .await
        .unwrap();
    write.commit().await.unwrap();
    let outcome = checkpoints::write(&world.app).await.unwrap();
    assert!(matches!(outcome, checkpoints::Outcome::Refused(report) if report.problems.len() == 1));
}

#[tokio::test]
async fn two_nodes_write_one_checkpoint() {
    let world = World::new().await;
    Rows::new(&world).await;
    world.days_pass(1);
    let (one, other) = tokio::join!(
        checkpoints::write(&world.app),
        checkpoints::write(&world.app)
    );
    one.unwrap();
    other.unwrap();
    let report = report(&world).await;
    assert_eq!(report.problems, []);
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
                    change.value_cents = Set(Some(i64::MAX - i64::try_from(dice.throw(9)).unwrap()))
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
fn every_column_is_listed<M: Journaled>(row: &M)
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
}

#[tokio::test]
async fn every_column_is_folded_or_derived_and_the_documentation_says_which() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    every_column_is_listed(&rows.clearance);
    every_column_is_listed(&rows.lot);
    every_column_is_listed(&rows.device);
    every_column_is_listed(&rows.enrolment);
    every_column_is_listed(&rows.handover);
    every_column_is_listed(&rows.programme);
    every_column_is_listed(&rows.request);
}

#[test]
fn every_kind_of_event_is_documented() {
    let page = std::fs::read_to_string(sources::root().join("docs/JOURNAL.md")).unwrap();
    for kind in EventKind::ALL {
        assert!(page.contains(&format!("| `{}` |", kind.name())), "{kind:?}");
    }
}

async fn exported(world: &World) -> Vec<u8> {
    let snapshot = snapshot(&world.app.db).await.unwrap();
    let mut export = export::Export::of(&snapshot);
    let mut file = Vec::new();
    while let Some(lines) = export.next().await.unwrap() {
        file.extend(lines);
    }
    file
}

#[tokio::test]
async fn an_exported_journal_is_verified_without_its_database() {
    let world = World::new().await;
    Rows::new(&world).await;
    let file = exported(&world).await;
    let whole = export::verify(&*file).unwrap();
    assert_eq!(whole.problems, []);
    let here = report(&world).await;
    assert_eq!(
        (whole.subjects, whole.events, whole.root),
        (here.subjects, here.events, here.root)
    );
    let text = String::from_utf8(file).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let cut = lines[..lines.len() - 1].join("\n");
    let swapped = [&[lines[1], lines[0]], &lines[2..]].concat().join("\n");
    let twice = [&lines[..2], &lines[..]].concat().join("\n");
    let longer = format!("{text}{}", lines[0]);
    let altered = text.replacen("SN-1", "SN-2", 1);
    let marked = text.replacen("{\"subject_kind\"", "{\"note\":1,\"subject_kind\"", 1);
    for other in [cut, swapped, twice, longer, altered, marked, String::new()] {
        let report = export::verify(other.as_bytes()).unwrap();
        assert!(!report.problems.is_empty(), "{other}");
    }
}

#[tokio::test]
async fn a_reason_can_be_forgotten_and_the_journal_stays_whole() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let (app, subject) = (&world.app, (Subject::Request, rows.request.id.0));
    let write = app.write().await.unwrap();
    let hash = journal::remark(&*write, &app.keys, subject, "Déménage à Lyon", rows.by.at)
        .await
        .unwrap();
    let event = Event::of(EventKind::RequestCancelled).with("remark", hash.clone());
    let change = request::ActiveModel {
        state: Set(RequestState::Cancelled),
        ..Default::default()
    };
    journal::change(&*write, rows.by, &rows.request, change, event)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let told = journal::remarks_of(&app.db, &app.keys, subject)
        .await
        .unwrap();
    assert_eq!(told, [(hash, "Déménage à Lyon".to_owned())]);
    assert!(
        !String::from_utf8(exported(&world).await)
            .unwrap()
            .contains("Lyon")
    );
    let write = app.write().await.unwrap();
    journal::erase_remarks(&*write, subject.0, subject.1)
        .await
        .unwrap();
    write.commit().await.unwrap();
    assert_eq!(
        journal::remarks_of(&app.db, &app.keys, subject)
            .await
            .unwrap(),
        []
    );
    assert_eq!(report(&world).await.problems, []);
}

#[tokio::test]
async fn the_journal_is_read_in_plain_words_by_those_it_is_for() {
    let world = World::new().await;
    Rows::new(&world).await;
    for role in Role::iter() {
        let person = world.persona(role).await;
        let allowed = matches!(
            role,
            Role::Coordinator | Role::Finance | Role::Auditor | Role::DataProtectionOfficer
        );
        for path in ["/journal", "/journal/device/1", "/journal/export"] {
            person
                .get(path)
                .await
                .expect(if allowed { 200 } else { 403 });
        }
    }
    world.stranger().get("/journal").await.sends_to("/sign-in");
    let auditor = world.persona(Role::Auditor).await;
    let page = auditor.get("/journal").await;
    assert!(page.says("Appareil trié (grade B)") && page.says("Personne 1, Département"));
    assert_eq!(page.texts("tbody tr").len(), 10);
    let requests = auditor.get("/journal?kind=request&day=2026-05-04").await;
    assert_eq!(requests.texts("tbody tr").len(), 1);
    assert!(
        auditor
            .get("/journal?day=2026-05-05")
            .await
            .says("Aucun événement")
    );
    auditor.get("/journal?day=demain").await.expect(422);
    let chain = auditor.get("/journal/device/1").await.expect(200);
    assert!(chain.says("Chaîne entière") && chain.says("Colonnes écrites : grade"));
    auditor.get("/journal/device/2").await.expect(404);
    auditor.get("/journal/account/1").await.expect(404);
    let file = auditor.get("/journal/export").await.expect(200);
    assert_eq!(export::verify(&*file.body).unwrap().problems, []);
}

#[tokio::test]
async fn the_journal_is_turned_page_by_page_without_losing_or_repeating_a_line() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let write = world.app.write().await.unwrap();
    let many = (2..=121).map(|number| announced(&rows.lot, number, rows.by));
    let _: Vec<device::Model> =
        journal::insert_many(&*write, rows.by, many, |_: &device::Model| {
            Event::of(EventKind::DeviceAnnounced)
        })
        .await
        .unwrap();
    write.commit().await.unwrap();
    let auditor = world.persona(Role::Auditor).await;
    let mut seen = Vec::new();
    let mut path = "/journal".to_owned();
    loop {
        let page = auditor.get(&path).await.expect(200);
        seen.extend(page.texts("tbody tr"));
        if !page.has("a[rel=next]") {
            break;
        }
        path = page.attribute("a[rel=next]", "href");
    }
    assert_eq!(seen.len(), 130);
    let subjects: BTreeSet<&String> = seen
        .iter()
        .filter(|line| line.contains("annoncé par"))
        .collect();
    assert_eq!(subjects.len(), 121);
}

#[tokio::test]
async fn an_altered_chain_says_so_on_its_page() {
    let world = World::new().await;
    Rows::new(&world).await;
    let write = world.app.write().await.unwrap();
    write
        .execute_unprepared(
            "UPDATE event SET kind = 'device_moved' WHERE subject_kind = 'device' AND seq = 2",
        )
        .await
        .unwrap();
    write.commit().await.unwrap();
    let auditor = world.persona(Role::Auditor).await;
    let page = auditor.get("/journal/device/1").await.expect(200);
    assert!(page.says("Cette chaîne a été modifiée"));
}
