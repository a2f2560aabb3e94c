//! The migrations go up, down and up again, and the entities are what they make.

use crate::support::{database::TestDatabase, sources::files};
use chrono::DateTime;
use entities::outbox::{self, OutboxKind, OutboxState};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

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

#[tokio::test]
async fn what_waits_in_the_outbox_outlives_a_change_of_its_kinds() {
    let database = TestDatabase::new().await;
    let db = &database.connection;
    let message = |kind| outbox::ActiveModel {
        kind: Set(kind),
        state: Set(OutboxState::Waiting),
        sealed: Set(None),
        signs_in: Set(false),
        attempts: Set(3),
        created_at: Set(DateTime::UNIX_EPOCH),
        next_attempt_at: Set(DateTime::UNIX_EPOCH),
        ..Default::default()
    };
    let kept = message(OutboxKind::Invitation).insert(db).await.unwrap();
    let unknown = message(OutboxKind::SessionCancelled);
    unknown.clone().insert(db).await.unwrap();
    let later = Migrator::migrations()
        .iter()
        .rev()
        .take_while(|one| one.name() != "m20261122_000001_training_undone")
        .count();
    let steps = u32::try_from(later + 1).unwrap();
    Migrator::down(db, Some(steps)).await.unwrap();
    unknown.clone().insert(db).await.unwrap_err();
    Migrator::up(db, None).await.unwrap();
    assert_eq!(
        outbox::Entity::find().all(db).await.unwrap(),
        std::slice::from_ref(&kept)
    );
    let next = unknown.insert(db).await.unwrap();
    assert!(next.id.0 > kept.id.0, "no number is given twice");
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
    access_seal,
    account,
    account_token,
    agreement_clause,
    agreement_reminder,
    answer_set,
    api_token,
    api_token_use,
    appointment,
    appointment_notice,
    archived_paper,
    archives_visa,
    asset_duration,
    asset_import,
    asset_line,
    asset_mapping,
    attachment,
    attempt,
    attendance,
    attestation,
    badge,
    bench,
    bench_session,
    bench_token,
    bolc_import,
    catalogue_item,
    catalogue_need,
    catalogue_word,
    cession,
    cession_line,
    checklist,
    checklist_answer,
    checklist_item,
    checklist_photo,
    checkpoint,
    clearance,
    collection_lot,
    commune,
    container,
    coop_import,
    coop_link,
    coop_people,
    coop_row,
    counter_lift,
    counter_reminder,
    counter_rule,
    device,
    device_category,
    device_drive,
    device_lock,
    device_software,
    device_span,
    drive_erasure,
    enrolment,
    equipment_audit,
    equipment_line,
    equipment_share,
    erasure,
    erasure_certificate,
    event,
    evidence,
    feedback_tag,
    fund,
    fund_agreement,
    fund_line,
    fund_share,
    habilitation,
    habilitation_module,
    habilitation_rule,
    handover,
    handover_recall,
    hardware_snapshot,
    hours_consent,
    import_mapping,
    internet_plan,
    internet_plan_notice,
    internet_spend,
    item_photo,
    kit_check,
    kit_check_line,
    kit_part,
    label,
    label_batch,
    label_reprint,
    label_reprint_device,
    learner,
    lending_rule,
    list_export,
    loan,
    loan_clearance,
    loan_feedback,
    loan_loss,
    loan_move,
    loan_partner,
    loan_reminder,
    loan_wait,
    membership,
    membership_territory,
    model_updates,
    opening_slot,
    opinion,
    opinion_answer,
    opinion_code,
    organisation,
    outbox,
    paper_look,
    part,
    part_day,
    part_erasure,
    part_removal,
    pass,
    pass_grant,
    pass_issue,
    pass_place,
    pass_print,
    pass_rule,
    pass_settlement,
    pathway,
    pickup_agenda,
    pickup_slot,
    piece_day,
    place,
    place_label,
    place_reminder,
    place_service,
    prepaid,
    prescribing,
    programme,
    programme_version,
    project,
    project_call,
    project_call_criterion,
    project_call_juror,
    project_call_kind,
    project_conflict,
    project_decision,
    project_grant,
    project_kind,
    project_mark,
    project_paper,
    project_request,
    project_review,
    quality_check,
    questionnaire_link,
    recipient,
    recipient_name,
    recipient_pair,
    reform,
    reform_line,
    registration,
    release_import,
    remark,
    request,
    request_private,
    request_reminder,
    reset_answer,
    retention_notice,
    retention_setting,
    rights_request,
    scan,
    school_agreement,
    school_closing,
    school_domain,
    scrap,
    service_choice,
    session,
    session_module,
    setting,
    signing_key,
    site,
    site_capacity,
    site_closure,
    skill_result,
    split_rule,
    staff_place,
    statement_answer,
    stay_checklist,
    stock_count,
    stock_count_line,
    stock_count_repeat,
    stock_count_result,
    stock_count_scan,
    stock_count_scope,
    store_closure,
    supply_movement,
    supply_stock,
    suspension_lift,
    training_module,
    training_session,
    transfer,
    transfer_device,
    travel_time,
    waiver_count,
    waste_pallet,
    withdrawn_attestation,
    work_hours,
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
