//! Calls for projects: what is asked for and until when, the file of an association, the juries, the decision, and the
//! requests that a granted project became.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards, outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

mod call_guards;

#[derive(DeriveMigrationName)]
pub struct Migration;

const KINDS: [&str; 6] = [
    "tablet",
    "phone",
    "laptop",
    "desktop",
    "screen",
    "accessory",
];

const TABLES: [&str; 13] = [
    "project_request",
    "project_grant",
    "project_decision",
    "project_mark",
    "project_review",
    "project_conflict",
    "project_paper",
    "project_kind",
    "project",
    "project_call_juror",
    "project_call_criterion",
    "project_call_kind",
    "project_call",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        calls(m).await?;
        juries(m).await?;
        projects(m).await?;
        opinions(m).await?;
        decisions(m).await?;
        outbox::up(m, self.name()).await?;
        guards::up(m, &call_guards::GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &call_guards::GUARDS).await?;
        outbox::down(m, self.name()).await?;
        for table in TABLES {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn calls(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("project_call")
            .col(pk_auto("id"))
            .col(integer("programme_id"))
            .col(integer_null("programme_version"))
            .col(integer("public_rule"))
            .col(text("title"))
            .col(text("words"))
            .col(text("papers"))
            .col(timestamp_with_time_zone("opens_at"))
            .col(timestamp_with_time_zone("closes_at"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .check(Expr::cust("opens_at < closes_at"))
            .check(Expr::cust(
                "public_rule > 0 and title <> '' and words <> ''",
            ))
            .foreign_key(&mut references("project_call", "programme_id", "programme"))
            .foreign_key(&mut references_many(
                "project_call",
                &["programme_id", "programme_version"],
                "programme_version",
                &["programme_id", "number"],
            ))
            .foreign_key(&mut references(
                "project_call",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The open calls, which anybody may ask for at any time.
    m.create_index(index(
        "ix_project_call_closes",
        "project_call",
        &["closes_at"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("project_call_kind")
            .col(integer("call_id"))
            .col(text("kind"))
            .col(integer("budget"))
            .col(integer("most"))
            .col(integer("granted"))
            // Also what a call is read by.
            .primary_key(Index::create().col("call_id").col("kind"))
            .check(one_of("kind", &KINDS))
            // Never beyond the budget, however many decide at once.
            .check(Expr::cust(
                "most > 0 and most <= budget and granted >= 0 and granted <= budget",
            ))
            .foreign_key(&mut references(
                "project_call_kind",
                "call_id",
                "project_call",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("project_call_criterion")
            .col(pk_auto("id"))
            .col(integer("call_id"))
            .col(integer("position"))
            .col(text("name"))
            .col(integer("weight"))
            .check(Expr::cust("weight > 0 and weight <= 10 and name <> ''"))
            // In their order; also what a call is read by.
            .index(&mut unique(
                "uq_project_call_criterion",
                &["call_id", "position"],
            ))
            .foreign_key(&mut references(
                "project_call_criterion",
                "call_id",
                "project_call",
            ))
            .to_owned(),
    )
    .await
}

async fn juries(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("project_call_juror")
            .col(pk_auto("id"))
            .col(integer("call_id"))
            .col(text("jury"))
            .col(integer("membership_id"))
            .col(integer("named_by"))
            .col(timestamp_with_time_zone("named_at"))
            .check(one_of("jury", &["technical", "elected"]))
            // One voice in a call; also what a call is read by.
            .index(&mut unique(
                "uq_project_call_juror",
                &["call_id", "membership_id"],
            ))
            .foreign_key(&mut references(
                "project_call_juror",
                "call_id",
                "project_call",
            ))
            .foreign_key(&mut references(
                "project_call_juror",
                "membership_id",
                "membership",
            ))
            .foreign_key(&mut references(
                "project_call_juror",
                "named_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The calls in whose juries somebody is: asked on their home page.
    m.create_index(index(
        "ix_project_call_juror_member",
        "project_call_juror",
        &["membership_id"],
    ))
    .await
}

async fn projects(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("project")
            .col(pk_auto("id"))
            .col(integer("call_id"))
            .col(integer("organisation_id"))
            .col(integer("membership_id"))
            .col(text("title"))
            .col(text("purpose"))
            .col(integer_null("people"))
            .col(text("place"))
            .col(integer_null("pickup_site_id"))
            .col(text_null("sealed"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(timestamp_with_time_zone_null("sent_at"))
            .check(Expr::cust("people is null or people > 0"))
            // What is sent is whole.
            .check(Expr::cust(
                "sent_at is null or (title <> '' and purpose <> '' and place <> '' and people is not null \
                 and pickup_site_id is not null)",
            ))
            // One file per association; also what a call is read by.
            .index(&mut unique("uq_project", &["call_id", "organisation_id"]))
            .foreign_key(&mut references("project", "call_id", "project_call"))
            .foreign_key(&mut references(
                "project",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references("project", "membership_id", "membership"))
            .foreign_key(&mut references("project", "pickup_site_id", "site"))
            .to_owned(),
    )
    .await?;
    // The files of an association: its own page.
    m.create_index(index(
        "ix_project_organisation",
        "project",
        &["organisation_id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("project_kind")
            .col(integer("project_id"))
            .col(text("kind"))
            .col(integer("wanted"))
            .primary_key(Index::create().col("project_id").col("kind"))
            .check(one_of("kind", &KINDS))
            .check(Expr::cust("wanted > 0"))
            .foreign_key(&mut references("project_kind", "project_id", "project"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("project_paper")
            .col(pk_auto("id"))
            .col(integer("project_id"))
            .col(text("name"))
            .col(text("sha256"))
            .col(text("file"))
            .col(text("media_type"))
            .col(big_integer("bytes"))
            .col(timestamp_with_time_zone("created_at"))
            .check(one_of("media_type", &["application/pdf", "image/jpeg"]))
            .check(Expr::cust("name <> ''"))
            .foreign_key(&mut references("project_paper", "project_id", "project"))
            .to_owned(),
    )
    .await?;
    // The papers of a file.
    m.create_index(index("ix_project_paper", "project_paper", &["project_id"]))
        .await
}

async fn opinions(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("project_conflict")
            .col(integer("juror_id"))
            .col(integer("project_id"))
            .col(timestamp_with_time_zone("at"))
            .primary_key(Index::create().col("juror_id").col("project_id"))
            .foreign_key(&mut references(
                "project_conflict",
                "juror_id",
                "project_call_juror",
            ))
            .foreign_key(&mut references("project_conflict", "project_id", "project"))
            .to_owned(),
    )
    .await?;
    let mut opinion = text_null("opinion");
    opinion.check(Expr::col("opinion").is_null().or(one_of(
        "opinion",
        &["favourable", "reserve", "unfavourable"],
    )));
    m.create_table(
        Table::create()
            .table("project_review")
            .col(pk_auto("id"))
            .col(integer("juror_id"))
            .col(integer("project_id"))
            .col(opinion)
            .col(text("reason"))
            .col(timestamp_with_time_zone("at"))
            .check(Expr::cust("reason <> ''"))
            // A juror speaks once of a project, by project because a call is read project by project.
            .index(&mut unique(
                "uq_project_review",
                &["project_id", "juror_id"],
            ))
            .foreign_key(&mut references(
                "project_review",
                "juror_id",
                "project_call_juror",
            ))
            .foreign_key(&mut references("project_review", "project_id", "project"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("project_mark")
            .col(integer("review_id"))
            .col(integer("criterion_id"))
            .col(integer("mark"))
            .primary_key(Index::create().col("review_id").col("criterion_id"))
            .check(Expr::cust("mark >= 0 and mark <= 5"))
            .foreign_key(&mut references(
                "project_mark",
                "review_id",
                "project_review",
            ))
            .foreign_key(&mut references(
                "project_mark",
                "criterion_id",
                "project_call_criterion",
            ))
            .to_owned(),
    )
    .await
}

async fn decisions(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("project_decision")
            .col(integer("project_id").primary_key())
            .col(text("outcome"))
            .col(text("decision_number"))
            .col(date("decided_on"))
            .col(text("reason"))
            .col(integer_null("recipient_id"))
            .col(text("sha256"))
            .col(text("file"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("created_at"))
            .check(one_of("outcome", &["granted", "partly", "refused"]))
            .check(Expr::cust(
                "decision_number <> '' and reason <> '' and (outcome = 'refused') = (recipient_id is null)",
            ))
            .foreign_key(&mut references(
                "project_decision",
                "project_id",
                "project",
            ))
            .foreign_key(&mut references(
                "project_decision",
                "recipient_id",
                "recipient",
            ))
            .foreign_key(&mut references(
                "project_decision",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("project_grant")
            .col(integer("project_id"))
            .col(text("kind"))
            .col(integer("devices"))
            .primary_key(Index::create().col("project_id").col("kind"))
            .check(Expr::cust("devices > 0"))
            // Only what was decided on, of what was asked for.
            .foreign_key(&mut references_many(
                "project_grant",
                &["project_id"],
                "project_decision",
                &["project_id"],
            ))
            .foreign_key(&mut references_many(
                "project_grant",
                &["project_id", "kind"],
                "project_kind",
                &["project_id", "kind"],
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("project_request")
            .col(integer("request_id").primary_key())
            .col(integer("project_id"))
            .col(text("kind"))
            .foreign_key(&mut references("project_request", "request_id", "request"))
            .foreign_key(&mut references_many(
                "project_request",
                &["project_id", "kind"],
                "project_grant",
                &["project_id", "kind"],
            ))
            .to_owned(),
    )
    .await?;
    // The requests a project became.
    m.create_index(index(
        "ix_project_request",
        "project_request",
        &["project_id", "kind"],
    ))
    .await
}
