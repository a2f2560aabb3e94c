//! The migrations go up, down and up again, and the entities are what they make.

use crate::support::{database::TestDatabase, sources::files};
use migrations::{Migrator, MigratorTrait};
use sea_orm::EntityTrait;

#[tokio::test]
async fn the_schema_goes_up_down_and_up_again() {
    let database = TestDatabase::new().await;
    let db = &database.connection;
    assert_eq!(migrations::pending(db).await.unwrap(), 0);
    Migrator::down(db, None).await.unwrap();
    assert_eq!(
        migrations::pending(db).await.unwrap(),
        Migrator::migrations().len()
    );
    Migrator::up(db, None).await.unwrap();
    assert_eq!(migrations::pending(db).await.unwrap(), 0);
    every_entity_is_read(db).await;
}

macro_rules! entities { ($($name:ident),* $(,)?) => {
    const ENTITIES: &[&str] = &[$(stringify!($name)),*];

    /// Every column of every entity is named in its query.
    async fn every_entity_is_read(db: &impl sea_orm::ConnectionTrait) {
        $( entities::$name::Entity::find().one(db).await.unwrap(); )*
    }
} }

entities!(
    access_log,
    account,
    account_token,
    attempt,
    attendance,
    bench_token,
    checklist_answer,
    checkpoint,
    clearance,
    collection_lot,
    device,
    device_drive,
    device_lock,
    drive_erasure,
    enrolment,
    erasure,
    erasure_certificate,
    event,
    evidence,
    habilitation,
    handover,
    hardware_snapshot,
    import_mapping,
    label,
    label_batch,
    learner,
    membership,
    membership_territory,
    organisation,
    outbox,
    pathway,
    programme,
    quality_check,
    recipient,
    release_import,
    remark,
    request,
    request_private,
    scrap,
    session,
    session_module,
    setting,
    site,
    training_module,
    training_session,
    waiver_count,
    write_receipt,
);

#[test]
fn every_entity_is_named_here() {
    let mut names: Vec<String> = files("backend/entities/src", ".rs")
        .iter()
        .map(|file| {
            file.path
                .rsplit('/')
                .next()
                .unwrap()
                .trim_end_matches(".rs")
                .to_owned()
        })
        .filter(|name| name != "lib")
        .collect();
    names.sort();
    assert_eq!(names, ENTITIES);
}
