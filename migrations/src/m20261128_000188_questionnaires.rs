//! What learners say of their own competence, before the pathway, after it and three months later; results of tests of
//! skills; links to answer alone; the attestation of a pathway, and the theme of a module, which it names.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SETTLED: &str = "what was answered or measured is never changed";
const ISSUED: &str = "an attestation stays as it was issued";

const GUARDS: [Guard; 9] = [
    Guard {
        name: "answer_set_settled",
        on: "UPDATE ON answer_set",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "answer_set_kept",
        on: "DELETE ON answer_set",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "statement_answer_settled",
        on: "UPDATE ON statement_answer",
        when: "OLD.answer_set_id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "statement_answer_kept",
        on: "DELETE ON statement_answer",
        when: "OLD.answer_set_id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "skill_result_settled",
        on: "UPDATE ON skill_result",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "skill_result_kept",
        on: "DELETE ON skill_result",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "attestation_earned",
        on: "INSERT ON attestation",
        when: "NEW.enrolment_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM enrolment e WHERE e.id = NEW.enrolment_id AND e.attested_at IS NOT NULL)",
        says: "the pathway is not attested",
    },
    // Its file alone goes, with the person it names.
    Guard {
        name: "attestation_settled",
        on: "UPDATE ON attestation",
        when: "OLD.enrolment_id IS NOT NULL",
        forbidden: "NEW.file IS NOT NULL OR NEW.enrolment_id <> OLD.enrolment_id OR NEW.sha256 <> OLD.sha256 \
             OR NEW.issued_by <> OLD.issued_by OR NEW.issued_at <> OLD.issued_at",
        says: ISSUED,
    },
    Guard {
        name: "attestation_kept",
        on: "DELETE ON attestation",
        when: "OLD.enrolment_id IS NOT NULL",
        forbidden: "TRUE",
        says: ISSUED,
    },
];

const QUESTIONNAIRES: &[&str] = &["sense_of_competence", "socle"];
const MOMENTS: &[&str] = &["before", "after", "later"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        answers(m).await?;
        skills(m).await?;
        links(m).await?;
        attestations(m).await?;
        // What a module is about, as the attestation says it; none where nobody said.
        m.alter_table(
            Table::alter()
                .table("training_module")
                .add_column(text_null("theme"))
                .to_owned(),
        )
        .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        m.alter_table(
            Table::alter()
                .table("training_module")
                .drop_column("theme")
                .to_owned(),
        )
        .await?;
        for table in [
            "attestation",
            "questionnaire_link",
            "skill_result",
            "statement_answer",
            "answer_set",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Numbers only: no column here has room for a text that somebody types.
async fn answers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("answer_set")
            .col(pk_auto("id"))
            .col(integer("enrolment_id"))
            .col(text("questionnaire"))
            .col(integer("version"))
            .col(text("moment"))
            .col(text("way"))
            .col(date("given_on"))
            .col(integer_null("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .check(one_of("questionnaire", QUESTIONNAIRES))
            .check(one_of("moment", MOMENTS))
            .check(one_of("way", &["with_help", "on_paper", "alone"]))
            .check(Expr::cust("version > 0"))
            // Alone, and nobody saw the answers; else somebody typed them.
            .check(Expr::cust("(way = 'alone') = (recorded_by is null)"))
            // A person answers a questionnaire once at each moment; also what a person's page reads.
            .index(&mut unique(
                "uq_answer_set",
                &["enrolment_id", "questionnaire", "moment"],
            ))
            .foreign_key(&mut references("answer_set", "enrolment_id", "enrolment"))
            .foreign_key(&mut references("answer_set", "recorded_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("statement_answer")
            .col(integer("answer_set_id"))
            .col(integer("position"))
            .col(integer("value"))
            .primary_key(Index::create().col("answer_set_id").col("position"))
            .check(Expr::cust("\"position\" between 1 and 40"))
            .check(Expr::cust("\"value\" between 1 and 4"))
            .foreign_key(&mut references(
                "statement_answer",
                "answer_set_id",
                "answer_set",
            ))
            .to_owned(),
    )
    .await
}

async fn skills(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("skill_result")
            .col(pk_auto("id"))
            .col(integer("enrolment_id"))
            .col(text("kind"))
            .col(text("moment"))
            .col(integer("value"))
            .col(date("tested_on"))
            .col(integer("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .check(one_of("kind", &["pix", "abc_diag"]))
            .check(one_of("moment", MOMENTS))
            .check(Expr::cust("\"value\" between 0 and 1024"))
            // As for answers: once at each moment.
            .index(&mut unique(
                "uq_skill_result",
                &["enrolment_id", "kind", "moment"],
            ))
            .foreign_key(&mut references("skill_result", "enrolment_id", "enrolment"))
            .foreign_key(&mut references("skill_result", "recorded_by", "membership"))
            .to_owned(),
    )
    .await
}

async fn links(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("questionnaire_link")
            .col(pk_auto("id"))
            .col(integer("enrolment_id"))
            .col(text("questionnaire"))
            .col(text("moment"))
            .col(text("salt"))
            .col(text("code_hash"))
            .col(integer("made_by"))
            .col(timestamp_with_time_zone("made_at"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .check(one_of("questionnaire", QUESTIONNAIRES))
            .check(one_of("moment", MOMENTS))
            .check(Expr::cust("used_at is null or used_at <= expires_at"))
            // What whoever opens a link is found by.
            .index(&mut unique("uq_questionnaire_link_code", &["code_hash"]))
            .foreign_key(&mut references(
                "questionnaire_link",
                "enrolment_id",
                "enrolment",
            ))
            .foreign_key(&mut references(
                "questionnaire_link",
                "made_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The links of one person, for the page of who gave them.
    m.create_index(index(
        "ix_questionnaire_link_enrolment",
        "questionnaire_link",
        &["enrolment_id", "id"],
    ))
    .await
}

async fn attestations(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("attestation")
            // One for a pathway followed: printed again, it is the same.
            .col(integer("enrolment_id").primary_key())
            .col(text("sha256"))
            .col(text_null("file"))
            .col(integer("issued_by"))
            .col(timestamp_with_time_zone("issued_at"))
            .foreign_key(&mut references("attestation", "enrolment_id", "enrolment"))
            .foreign_key(&mut references("attestation", "issued_by", "membership"))
            .to_owned(),
    )
    .await
}
