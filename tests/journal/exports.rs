//! The journal outside: the file, and the reasons that are not in it.

use super::{Rows, report};
use crate::support::World;
use entities::request::{self, RequestState};
use passe_relais::{
    app::snapshot,
    journal::{
        self, Event, EventKind, Subject,
        export::{self, Kept},
    },
};
use sea_orm::Set;

async fn exported(world: &World) -> Vec<u8> {
    let snapshot = snapshot(&world.app.db).await.unwrap();
    let (signer, now) = (&world.app.keys.signer, world.now());
    let mut export = export::Export::of(&snapshot, signer, now);
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
    let kept = Kept::default();
    let whole = export::verify(&*file, &kept, |_| {}).unwrap();
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
        let report = export::verify(other.as_bytes(), &kept, |_| {}).unwrap();
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
