//! Programmes and their pathways, recipients, requests and training.
use crate::columns::{index, one_of, references, unique};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one table after the other, read from top to bottom"
    )]
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("pathway")
                .col(pk_auto("id"))
                .col(text("name_fr"))
                .col(text("name_en"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("training_module")
                .col(pk_auto("id"))
                .col(integer("pathway_id"))
                .col(integer("position"))
                .col(text("name_fr"))
                .col(text("name_en"))
                .col(integer("minutes"))
                .index(&mut unique(
                    "uq_module_position",
                    &["pathway_id", "position"],
                ))
                .foreign_key(&mut references("training_module", "pathway_id", "pathway"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("programme")
                .col(pk_auto("id"))
                .col(text_uniq("key"))
                .col(text("name_fr"))
                .col(text("name_en"))
                .col(integer("pathway_id"))
                .col(text("gate"))
                .col(integer("required_minutes"))
                .col(text("required_modules"))
                .col(integer_null("provisional_days"))
                .col(integer("clearance_days"))
                .col(integer("waivers_per_year"))
                .col(text("device_kinds"))
                .col(text("public_rules"))
                .col(text("legal_chain"))
                .col(text_null("deliberation_number"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(integer("version"))
                .check(one_of(
                    "gate",
                    &["enrolled", "attended", "hands_on", "provisional"],
                ))
                .check(one_of(
                    "legal_chain",
                    &["loan_for_use", "in_kind_aid", "cession_by_association"],
                ))
                .check(Expr::cust(
                    "legal_chain = 'loan_for_use' or deliberation_number is not null",
                ))
                .check(Expr::cust(
                    "(gate = 'provisional') = (provisional_days is not null)",
                ))
                .check(Expr::cust(
                    "required_minutes >= 0 and clearance_days > 0 and waivers_per_year >= 0",
                ))
                .foreign_key(&mut references("programme", "pathway_id", "pathway"))
                .to_owned(),
        )
        .await?;
        // Waivers are counted per programme and year; the ceiling is kept by a conditional update.
        m.create_table(
            Table::create()
                .table("waiver_count")
                .col(integer("programme_id"))
                .col(integer("year"))
                .col(integer("count"))
                .primary_key(Index::create().col("programme_id").col("year"))
                .foreign_key(&mut references("waiver_count", "programme_id", "programme"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("recipient")
                .col(pk_auto("id"))
                .col(text("kind"))
                .col(integer("organisation_id"))
                .col(text_null("sealed"))
                .col(text_null("name_key"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("last_contact_at"))
                .col(timestamp_with_time_zone_null("erased_at"))
                .check(one_of(
                    "kind",
                    &[
                        "person",
                        "household",
                        "establishment",
                        "association",
                        "place",
                    ],
                ))
                .check(Expr::cust("(erased_at is null) = (sealed is not null)"))
                .foreign_key(&mut references(
                    "recipient",
                    "organisation_id",
                    "organisation",
                ))
                .to_owned(),
        )
        .await?;
        // The counter's search: a keyed fingerprint of family name and birth year.
        m.create_index(index("ix_recipient_name_key", "recipient", &["name_key"]))
            .await?;
        m.create_index(index(
            "ix_recipient_organisation",
            "recipient",
            &["organisation_id", "id"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("learner")
                .col(pk_auto("id"))
                .col(integer("recipient_id"))
                .col(text("relation"))
                .col(text_null("sealed"))
                .check(one_of(
                    "relation",
                    &[
                        "oneself",
                        "carer",
                        "foster_carer",
                        "parent",
                        "educator",
                        "teacher",
                        "aidant",
                        "signatory",
                    ],
                ))
                .foreign_key(&mut references("learner", "recipient_id", "recipient"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("ix_learner_recipient", "learner", &["recipient_id"]))
            .await?;
        m.create_table(
            Table::create()
                .table("request")
                .col(pk_auto("id"))
                .col(integer("recipient_id"))
                .col(integer("programme_id"))
                .col(integer("organisation_id"))
                .col(integer("prescriber_id"))
                .col(integer("pickup_site_id"))
                .col(text("device_kind"))
                .col(text("state"))
                .col(timestamp_with_time_zone("submitted_at"))
                .col(timestamp_with_time_zone_null("decided_at"))
                .col(integer_null("decided_by"))
                .col(integer_null("device_id"))
                .col(text_null("pickup_code"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(integer("version"))
                .check(one_of(
                    "state",
                    &[
                        "submitted",
                        "allocated",
                        "fulfilled",
                        "refused",
                        "cancelled",
                    ],
                ))
                .check(Expr::cust(
                    "(state in ('allocated', 'fulfilled')) = (device_id is not null)",
                ))
                .check(Expr::cust(
                    "state not in ('allocated', 'fulfilled', 'refused') or decided_by is not null",
                ))
                .index(&mut unique("uq_request_pickup_code", &["pickup_code"]))
                .foreign_key(&mut references("request", "recipient_id", "recipient"))
                .foreign_key(&mut references("request", "programme_id", "programme"))
                .foreign_key(&mut references(
                    "request",
                    "organisation_id",
                    "organisation",
                ))
                .foreign_key(&mut references("request", "prescriber_id", "membership"))
                .foreign_key(&mut references("request", "decided_by", "membership"))
                .foreign_key(&mut references("request", "pickup_site_id", "site"))
                .foreign_key(&mut references("request", "device_id", "device"))
                .to_owned(),
        )
        .await?;
        // Law 2: a device is promised to one request at a time.
        m.create_index(
            unique("uq_request_device", &["device_id"])
                .table("request")
                .and_where(Expr::col("state").eq("allocated"))
                .to_owned(),
        )
        .await?;
        // The queue: what waits, longest first; a prescriber's own; a pick-up point's.
        m.create_index(index(
            "ix_request_state",
            "request",
            &["state", "submitted_at", "id"],
        ))
        .await?;
        m.create_index(index(
            "ix_request_organisation",
            "request",
            &["organisation_id", "id"],
        ))
        .await?;
        m.create_index(index(
            "ix_request_site",
            "request",
            &["pickup_site_id", "state"],
        ))
        .await?;
        m.create_index(index("ix_request_recipient", "request", &["recipient_id"]))
            .await?;
        m.create_table(
            Table::create()
                .table("request_private")
                .col(integer("request_id").primary_key())
                .col(text("sealed"))
                .foreign_key(&mut references("request_private", "request_id", "request"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("training_session")
                .col(pk_auto("id"))
                .col(integer("pathway_id"))
                .col(integer("site_id"))
                .col(integer("trainer_id"))
                .col(text("form"))
                .col(timestamp_with_time_zone("starts_at"))
                .col(integer("minutes"))
                .col(integer("capacity"))
                .col(integer("places_taken"))
                .col(timestamp_with_time_zone_null("cancelled_at"))
                .check(one_of("form", &["group", "individual"]))
                .check(Expr::cust("minutes > 0 and capacity > 0"))
                .check(Expr::cust("places_taken >= 0 and places_taken <= capacity"))
                .foreign_key(&mut references("training_session", "pathway_id", "pathway"))
                .foreign_key(&mut references("training_session", "site_id", "site"))
                .foreign_key(&mut references(
                    "training_session",
                    "trainer_id",
                    "membership",
                ))
                .to_owned(),
        )
        .await?;
        // The next sessions of a pathway; a trainer's own.
        m.create_index(index(
            "ix_session_pathway",
            "training_session",
            &["pathway_id", "starts_at"],
        ))
        .await?;
        m.create_index(index(
            "ix_session_trainer",
            "training_session",
            &["trainer_id", "starts_at"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("session_module")
                .col(integer("session_id"))
                .col(integer("module_id"))
                .primary_key(Index::create().col("session_id").col("module_id"))
                .foreign_key(&mut references(
                    "session_module",
                    "session_id",
                    "training_session",
                ))
                .foreign_key(&mut references(
                    "session_module",
                    "module_id",
                    "training_module",
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("enrolment")
                .col(pk_auto("id"))
                .col(integer("request_id"))
                .col(integer("learner_id"))
                .col(integer("pathway_id"))
                .col(timestamp_with_time_zone("enrolled_at"))
                .col(timestamp_with_time_zone_null("withdrawn_at"))
                .col(timestamp_with_time_zone_null("attested_at"))
                .col(integer("version"))
                .index(&mut unique("uq_enrolment", &["request_id", "learner_id"]))
                .foreign_key(&mut references("enrolment", "request_id", "request"))
                .foreign_key(&mut references("enrolment", "learner_id", "learner"))
                .foreign_key(&mut references("enrolment", "pathway_id", "pathway"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("attendance")
                .col(integer("session_id"))
                .col(integer("enrolment_id"))
                .col(text("state"))
                .col(integer_null("recorded_by"))
                .col(timestamp_with_time_zone_null("recorded_at"))
                .primary_key(Index::create().col("session_id").col("enrolment_id"))
                .check(one_of("state", &["booked", "present", "absent"]))
                .check(Expr::cust("(state = 'booked') = (recorded_by is null)"))
                .foreign_key(&mut references(
                    "attendance",
                    "session_id",
                    "training_session",
                ))
                .foreign_key(&mut references("attendance", "enrolment_id", "enrolment"))
                .foreign_key(&mut references("attendance", "recorded_by", "membership"))
                .to_owned(),
        )
        .await?;
        // What one learner has attended.
        m.create_index(index(
            "ix_attendance_enrolment",
            "attendance",
            &["enrolment_id"],
        ))
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "attendance",
            "enrolment",
            "session_module",
            "training_session",
            "request_private",
            "request",
            "learner",
            "recipient",
            "waiver_count",
            "programme",
            "training_module",
            "pathway",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
