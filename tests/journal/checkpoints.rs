//! Checkpoints: what was removed without a trace inside is found all the same.

use super::{Rows, assert_named, found_after, report};
use crate::support::World;
use chrono::Duration;
use entities::checkpoint;
use passe_relais::journal::{checkpoints, verify};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, IntoActiveModel};

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
        "checkpoint 1: ",
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

/// Whoever removes something and makes the latest checkpoint agree has all the others to answer to.
#[tokio::test]
async fn every_checkpoint_is_compared_and_not_the_latest_alone() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    let mut written = Vec::new();
    for day in 1..=3 {
        world.days_pass(1);
        // The second and the third have something new to look at.
        if day > 1 {
            rows.happens_again(&world, world.now()).await;
            world.days_pass(1);
        }
        let checkpoints::Outcome::Written(checkpoint) =
            checkpoints::write(&world.app).await.unwrap()
        else {
            panic!("a sound journal takes a checkpoint");
        };
        written.push((checkpoint.subjects, checkpoint.events));
    }
    assert_eq!(written, [(7, 10), (7, 11), (7, 12)]);
    let sound = report(&world).await;
    assert_eq!((sound.problems.len(), sound.checkpoints), (0, 3));

    let removed = "DELETE FROM event WHERE subject_kind = 'enrolment'; DELETE FROM enrolment";
    let found = found_after(&world, removed).await;
    assert_named(&found, "checkpoint 1: ", removed);
    assert!(found[0].contains("2 checkpoints after it"), "{found:?}");

    let write = world.app.write().await.unwrap();
    for statement in removed.split(';') {
        write.execute_unprepared(statement).await.unwrap();
    }
    let now = verify::database(&*write as &DatabaseTransaction, |_| {})
        .await
        .unwrap();
    let latest = checkpoints::latest(&*write).await.unwrap().unwrap();
    let mut forged = checkpoint::Model {
        subjects: 6,
        events: 11,
        root: now.root,
        ..latest
    };
    forged.hash = checkpoints::hash(&forged);
    forged
        .into_active_model()
        .reset_all()
        .update(&*write)
        .await
        .unwrap();
    let report = verify::database(&*write as &DatabaseTransaction, |_| {})
        .await
        .unwrap();
    let found: Vec<String> = report.problems.iter().map(ToString::to_string).collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("checkpoint 3: its signature"),
        "{found:?}"
    );
    assert_named(&found, "checkpoint 1: ", "the latest was made to agree");
    assert!(found[1].contains("1 checkpoints after it"), "{found:?}");
}

/// A node whose clock is late dates an event before the one it follows, and a checkpoint falls between.
#[tokio::test]
async fn an_event_dated_before_the_one_it_follows_breaks_no_checkpoint() {
    let world = World::new().await;
    let rows = Rows::new(&world).await;
    world.days_pass(1);
    checkpoints::write(&world.app).await.unwrap();
    let late = Duration::minutes(20);
    rows.happens_again(&world, world.now()).await;
    rows.happens_again(&world, world.now() - late).await;
    world.app.clock.advance(Duration::minutes(50));
    for _ in 0..2 {
        checkpoints::write(&world.app).await.unwrap();
        assert_eq!(report(&world).await.problems, []);
        world.days_pass(1);
    }
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
