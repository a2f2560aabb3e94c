//! Checkpoints: what was removed without a trace inside is found all the same.

use super::{Rows, assert_named, found_after, report};
use crate::support::World;
use chrono::Duration;
use passe_relais::journal::checkpoints;
use sea_orm::ConnectionTrait;

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
