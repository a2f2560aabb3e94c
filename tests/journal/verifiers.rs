//! Two verifiers, ours and one in Python that was written from docs/JOURNAL.md alone, find the same tamperings, name
//! them, and agree on who signed.

use super::{Rows, assert_named};
use crate::support::{World, sources::root};
use chrono::Duration;
use entities::{
    checkpoint,
    outbox::{self, OutboxKind},
};
use passe_relais::{
    app::Write,
    config::Config,
    journal::{
        checkpoints,
        export::{self, Kept},
        signing, verify,
    },
    keys::Keys,
    signatures::Signer,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait,
    IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::Value;
use std::{process::Command, sync::Arc};
use tempfile::TempDir;

/// A journal with a few events and two signed checkpoints.
async fn journal() -> World {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    world.days_pass(1);
    write_checkpoint(&world).await;
    rows.happens_again(&world, world.now()).await;
    world.days_pass(1);
    write_checkpoint(&world).await;
    world
}

async fn write_checkpoint(world: &World) -> checkpoint::Model {
    let checkpoints::Outcome::Written(written) = checkpoints::write(&world.app).await.unwrap()
    else {
        panic!("a sound journal takes a checkpoint");
    };
    written
}

async fn exported(world: &World, db: &impl ConnectionTrait) -> String {
    let signer = &world.app.keys.signer;
    let mut export = export::Export::of(db, signer, world.now());
    let mut file = Vec::new();
    while let Some(lines) = export.next().await.unwrap() {
        file.extend(lines);
    }
    String::from_utf8(file).unwrap()
}

/// What the verifier in Python says of a file: its problems, and its last lines.
fn in_python(file: &str, kept: &Kept) -> (Vec<String>, Vec<String>) {
    let home = TempDir::new().unwrap();
    let path = home.path().join("journal.jsonl");
    std::fs::write(&path, file).unwrap();
    let mut command = Command::new("python3");
    command
        .arg(root().join("tests/verifier/verify.py"))
        .arg(&path)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    for (name, value) in [("--key", &kept.key), ("--checkpoint", &kept.checkpoint)] {
        if let Some(value) = value {
            command.args([name, value.as_str()]);
        }
    }
    let output = command.output().expect("python3 is there");
    let said = String::from_utf8(output.stdout).unwrap();
    let faults = String::from_utf8(output.stderr).unwrap();
    assert_eq!(faults, "");
    let lines: Vec<String> = said.lines().map(str::to_owned).collect();
    let counts = lines
        .iter()
        .position(|line| line.contains(" subjects, "))
        .unwrap();
    let (problems, rest) = lines.split_at(counts);
    let code = i32::from(!problems.is_empty());
    assert_eq!(output.status.code(), Some(code), "{said}");
    (problems.to_vec(), rest.to_vec())
}

/// What our own verifier says of a file.
fn in_rust(file: &str, kept: &Kept) -> Vec<String> {
    let report = export::verify(file.as_bytes(), kept, |_| {}).unwrap();
    report.problems.iter().map(ToString::to_string).collect()
}

/// Both verifiers of a file name this place.
#[track_caller]
fn both_name(file: &str, kept: &Kept, place: &str, what: &str) {
    assert_named(&in_rust(file, kept), place, what);
    assert_named(&in_python(file, kept).0, place, what);
}

#[track_caller]
fn both_find_nothing(file: &str, kept: &Kept) {
    assert_eq!(in_rust(file, kept), Vec::<String>::new());
    assert_eq!(in_python(file, kept).0, Vec::<String>::new());
}

/// A write in which somebody did this by hand; undone when it is dropped.
async fn by_hand(world: &World, statements: &str) -> Write {
    let write = world.app.write().await.unwrap();
    for statement in statements.split(';') {
        write.execute_unprepared(statement).await.unwrap();
    }
    write
}

async fn found_inside(txn: &DatabaseTransaction) -> Vec<String> {
    let report = verify::database(txn, |_| {}).await.unwrap();
    report.problems.iter().map(ToString::to_string).collect()
}

#[tokio::test]
async fn a_stranger_verifies_an_export_with_a_program_of_their_own() {
    let world = journal().await;
    let file = exported(&world, &world.app.db).await;
    let latest = checkpoints::latest(&world.app.db).await.unwrap().unwrap();
    let kept = Kept {
        key: Some(world.app.keys.signer.fingerprint()),
        checkpoint: Some(latest.hash),
    };
    both_find_nothing(&file, &Kept::default());
    both_find_nothing(&file, &kept);
    let ours = export::verify(file.as_bytes(), &kept, |_| {}).unwrap();
    let counts = format!(
        "{} subjects, {} events, {} checkpoints, 0 problems, root {}",
        ours.subjects, ours.events, ours.checkpoints, ours.root
    );
    assert_eq!(
        in_python(&file, &kept).1,
        [counts, format!("signed by {}", ours.signed_by)]
    );
    assert_eq!((ours.events, ours.checkpoints), (11, 2));
}

/// "A row altered by hand, an event removed, two events swapped": each in the database, then exported and signed by the
/// program itself, which does not know.
#[tokio::test]
async fn what_was_done_to_the_database_is_named_by_both_verifiers() {
    let world = journal().await;
    let device = "subject_kind = 'device' AND subject_id = 1 AND seq";
    let swap = |from: i32, to: i32| format!("UPDATE event SET seq = {to} WHERE {device} = {from}");
    for (statements, place) in [
        (
            format!("UPDATE event SET data = replace(data, '\"b\"', '\"a\"') WHERE {device} = 2"),
            "device 1, event 2",
        ),
        (
            format!("DELETE FROM event WHERE {device} = 2"),
            "device 1, event 3",
        ),
        (
            [swap(2, 99), swap(3, 2), swap(99, 3)].join(";"),
            "device 1, event 2",
        ),
        // The tail of a chain, its row made to agree: only the checkpoint knows.
        (
            format!(
                "DELETE FROM event WHERE {device} = 4;UPDATE device SET version = 3 WHERE id = 1"
            ),
            "checkpoint 2",
        ),
        (
            "DELETE FROM event WHERE subject_kind = 'enrolment';DELETE FROM enrolment".to_owned(),
            "checkpoint 1",
        ),
    ] {
        let write = by_hand(&world, &statements).await;
        assert_named(&found_inside(&write).await, place, &statements);
        let file = exported(&world, &*write).await;
        both_name(&file, &Kept::default(), place, &statements);
    }
    // A row beside its untouched events is no part of a file: the verification inside names it.
    let write = by_hand(&world, "UPDATE device SET serial = 'x'").await;
    assert_named(&found_inside(&write).await, "device 1: column serial", "");
    both_find_nothing(&exported(&world, &*write).await, &Kept::default());
}

#[tokio::test]
async fn a_forged_checkpoint_is_named_by_both_verifiers() {
    let world = journal().await;
    let latest = checkpoints::latest(&world.app.db).await.unwrap().unwrap();
    let mut rehashed = checkpoint::Model {
        root: "ab".repeat(32),
        ..latest.clone()
    };
    rehashed.hash = checkpoints::hash(&rehashed);
    let mut by_another = rehashed.clone();
    checkpoints::sign(&mut by_another, &Signer::new(&[9; 32]));
    let unsigned = checkpoint::Model {
        signed_by: None,
        signature: None,
        ..latest.clone()
    };
    for (forged, what) in [
        (&rehashed, "its signature is not that of the key it names"),
        (&by_another, "is signed by another key"),
        (&unsigned, "is not signed"),
    ] {
        let write = world.app.write().await.unwrap();
        let row = forged.clone().into_active_model().reset_all();
        row.update(&*write).await.unwrap();
        let named = format!("checkpoint 2: {what}");
        assert_named(&found_inside(&write).await, &named, what);
        let file = exported(&world, &*write).await;
        both_name(&file, &Kept::default(), &named, what);
    }
    // Who made it agree with events of their own is found by who kept the true one.
    let file = exported(&world, &world.app.db).await;
    let kept = Kept {
        checkpoint: Some(rehashed.hash.clone()),
        ..Kept::default()
    };
    let place = format!("checkpoint {}", rehashed.hash);
    both_name(&file, &kept, &place, "another checkpoint was kept");
    // The database itself takes none without a signature.
    let write = world.app.write().await.unwrap();
    let again = "INSERT INTO checkpoint (at, subjects, events, root, previous, hash) \
                 SELECT at, subjects, events, root, hash, 'x' FROM checkpoint WHERE id = 2";
    write.execute_unprepared(again).await.unwrap_err();
}

#[tokio::test]
async fn a_file_that_was_cut_or_signed_by_somebody_else_is_named_by_both_verifiers() {
    let world = journal().await;
    let file = exported(&world, &world.app.db).await;
    let none = Kept::default();
    let lines: Vec<&str> = file.lines().collect();
    let last = lines.len() - 1;
    let joined = |lines: &[&str]| format!("{}\n", lines.join("\n"));
    both_name(&joined(&lines[..last]), &none, "the end", "cut");
    both_name(
        &file[..file.len() - 40],
        &none,
        "the end",
        "cut within a line",
    );
    // The tail of the last chain: its head is another, and the root with it.
    let shorter = [&lines[..last - 1], &lines[last..]].concat();
    both_name(&joined(&shorter), &none, "the end", "the tail of a chain");
    // A checkpoint less: the end counts them.
    let fewer = [&lines[..2], &lines[3..]].concat();
    both_name(&joined(&fewer), &none, "the end", "the latest checkpoint");
    // No signature at all, as files of before had none.
    let end = lines[last].split(",\"signed\"").next().unwrap();
    let end = format!("{end}}}");
    let unsigned = [&lines[..last], &[end.as_str()]].concat();
    both_name(&joined(&unsigned), &none, "the signature", "none");
    // Another moment than the one that was signed.
    let later = file.replacen("\"signed\":{\"at\":\"2026", "\"signed\":{\"at\":\"2027", 1);
    both_name(&later, &none, "the signature", "another date");
    // A whole journal of somebody else's making, signed by them.
    let kept = Kept {
        key: Some(Signer::new(&[9; 32]).fingerprint()),
        ..Kept::default()
    };
    both_name(&file, &kept, "the signature", "another key was told");
}

/// What is hashed is one text: a part of the data that is called the kind leaves every hash and signature as it was.
#[tokio::test]
async fn an_event_whose_data_ends_earlier_than_it_was_written_is_named_by_both_verifiers() {
    let world = journal().await;
    let file = exported(&world, &world.app.db).await;
    let line = file
        .lines()
        .find(|line| line.contains("\"subject_kind\":\"device\""))
        .unwrap();
    let mut event: Value = serde_json::from_str(line).unwrap();
    let (data, kind) = (&event["data"], &event["kind"]);
    let (data, kind) = (data.as_str().unwrap(), kind.as_str().unwrap());
    let border = ",\"kind\":\"";
    let (before, after) = data.split_once(border).unwrap();
    let (data, kind) = (before.to_owned(), format!("{after}{border}{kind}"));
    event["data"] = data.into();
    event["kind"] = kind.into();
    let moved = file.replacen(line, &event.to_string(), 1);
    let place = "device 1, event 1: its kind is no word";
    both_name(&moved, &Kept::default(), place, "a border moved");
}

#[tokio::test]
async fn a_key_is_replaced_by_one_that_it_vouches_for() {
    let mut world = journal().await;
    let first = world.app.keys.signer.fingerprint();
    world.app.keys = Arc::new(Keys::new(&[15; 32]).signing_with(Some([9; 32])));
    let refused = checkpoints::write(&world.app).await.unwrap();
    assert!(
        matches!(&refused, checkpoints::Outcome::OtherKey(_)),
        "{refused:?}"
    );
    signing::renew(&world.app, false).await.unwrap();
    world.days_pass(1);
    write_checkpoint(&world).await;
    let file = exported(&world, &world.app.db).await;
    both_find_nothing(&file, &Kept::default());
    for key in [&first, &world.app.keys.signer.fingerprint()] {
        let kept = Kept {
            key: Some(key.clone()),
            ..Kept::default()
        };
        both_find_nothing(&file, &kept);
    }

    // The key that was replaced signs no more.
    let mut latest = checkpoints::latest(&world.app.db).await.unwrap().unwrap();
    let (id, previous) = (latest.id, latest.clone());
    checkpoints::sign(&mut latest, &Signer::new(&[9; 32]));
    assert_eq!(latest, previous, "a signature has no chance in it");
    let secret = Keys::new(&[15; 32]).signer;
    let mut next = checkpoint::Model {
        id: id + 1,
        at: latest.at + Duration::minutes(1),
        previous: latest.hash.clone(),
        ..latest
    };
    next.hash = checkpoints::hash(&next);
    checkpoints::sign(&mut next, &secret);
    let write = world.app.write().await.unwrap();
    let row = next.into_active_model().reset_all();
    row.insert(&*write).await.unwrap();
    let named = format!("checkpoint {}: is signed by the key {first}", id + 1);
    assert_named(&found_inside(&write).await, &named, "a replaced key");
    let file = exported(&world, &*write).await;
    both_name(&file, &Kept::default(), &named, "a replaced key");
}

#[tokio::test]
async fn where_the_key_before_is_lost_every_verification_says_so_until_the_new_one_is_told() {
    let mut world = journal().await;
    world.app.keys = Arc::new(Keys::new(&[15; 32]).signing_with(Some([9; 32])));
    signing::renew(&world.app, false).await.unwrap();
    world.app.keys = Arc::new(Keys::new(&[15; 32]).signing_with(Some([10; 32])));
    let refused = signing::renew(&world.app, false).await.unwrap_err();
    assert!(refused.to_string().contains("--former-lost"), "{refused}");
    signing::renew(&world.app, true).await.unwrap();
    signing::renew(&world.app, true).await.unwrap_err();
    let file = exported(&world, &world.app.db).await;
    both_name(&file, &Kept::default(), "key 3", "nobody vouches");
    let kept = Kept {
        key: Some(world.app.keys.signer.fingerprint()),
        ..Kept::default()
    };
    both_find_nothing(&file, &kept);
    // A key put in by hand, at the end or between, is named.
    let key = "'ab' || substr(public_key, 3)";
    let write = by_hand(
        &world,
        &format!("UPDATE signing_key SET public_key = {key} WHERE id = 2"),
    )
    .await;
    let found = found_inside(&write).await;
    assert_named(&found, "key 2", "a key altered");
    assert_named(&found, "key 3", "which the next one names");
}

#[tokio::test]
async fn each_checkpoint_is_mailed_once_to_an_address_outside() {
    let mut world = World::new().await;
    let mut config = Config::clone(&world.app.config);
    config.checkpoint_mail_to = Some("audit@ailleurs.fr".to_owned());
    world.app.config = Arc::new(config);
    Rows::new(&world).await;
    world.days_pass(1);
    let (one, other) = tokio::join!(
        checkpoints::write(&world.app),
        checkpoints::write(&world.app)
    );
    one.unwrap();
    other.unwrap();
    let all = checkpoint::Entity::find().all(&world.app.db).await.unwrap();
    let letters = outbox::Entity::find()
        .filter(outbox::COLUMN.kind.eq(OutboxKind::CheckpointWritten))
        .count(&world.app.db)
        .await
        .unwrap();
    assert_eq!(letters, u64::try_from(all.len()).unwrap());
    let messages = world.messages().await;
    for (message, written) in messages.iter().zip(&all) {
        assert_eq!(message.to, "audit@ailleurs.fr");
        assert!(message.text.contains(&written.hash), "{}", message.text);
        // The line of the export itself, to be kept as it is.
        let file = exported(&world, &world.app.db).await;
        let named = format!("\"hash\":\"{}\"", written.hash);
        let line = file.lines().find(|line| line.contains(&named)).unwrap();
        assert!(message.text.contains(line), "{}", message.text);
    }
}
