//! The messages that call a provisional loan back: their kind in the outbox, and the loans they were written for,
//! each once.
use crate::columns::{index, one_of, references};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const BEFORE: [&str; 7] = [
    "invitation",
    "new_role",
    "password_reset",
    "request_allocated",
    "allocation_undone",
    "request_refused",
    "session_cancelled",
];
const AFTER: [&str; 8] = [
    "invitation",
    "new_role",
    "password_reset",
    "request_allocated",
    "allocation_undone",
    "request_refused",
    "session_cancelled",
    "handover_recalled",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("handover_recall")
                // One loan is called back once.
                .col(integer("handover_id").primary_key())
                .col(timestamp_with_time_zone("at"))
                .foreign_key(&mut references(
                    "handover_recall",
                    "handover_id",
                    "handover",
                ))
                .to_owned(),
        )
        .await?;
        let_outbox_hold(m, &AFTER).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // A kind the earlier schema cannot name.
        m.execute(
            Query::delete()
                .from_table("outbox")
                .and_where(Expr::col("kind").eq("handover_recalled"))
                .to_owned(),
        )
        .await?;
        let_outbox_hold(m, &BEFORE).await?;
        m.drop_table(Table::drop().table("handover_recall").to_owned())
            .await
    }
}

/// Changes which kinds of message the outbox may hold.
async fn let_outbox_hold(m: &SchemaManager<'_>, kinds: &[&'static str]) -> Result<(), DbErr> {
    if m.get_database_backend() == DbBackend::Sqlite {
        return rebuild_outbox(m, kinds).await;
    }
    m.alter_table(
        Table::alter()
            .table("outbox")
            .drop_constraint("outbox_kind_check")
            .to_owned(),
    )
    .await?;
    // The words are this file's own; the builder knows no way to add a check.
    let words = kinds.join("', '");
    let add =
        format!("alter table outbox add constraint outbox_kind_check check (kind in ('{words}'))");
    m.get_connection().execute_unprepared(&add).await?;
    Ok(())
}

/// SQLite changes no check of a table that stands: the rows move to a new one, which takes its name.
async fn rebuild_outbox(m: &SchemaManager<'_>, kinds: &[&'static str]) -> Result<(), DbErr> {
    let columns = [
        "id",
        "kind",
        "state",
        "sealed",
        "signs_in",
        "attempts",
        "created_at",
        "next_attempt_at",
        "sent_at",
        "fault",
    ];
    let faults = Expr::col("fault").is_in([
        "erased",
        "not_opened",
        "address",
        "format",
        "folder",
        "refused",
        "unreachable",
    ]);
    // A message that waits or was sent has no fault.
    let of_a_failed_one = Expr::col("state").eq("failed").and(faults);
    let mut fault = text_null("fault");
    fault.check(Expr::col("fault").is_null().or(of_a_failed_one));
    m.create_table(
        Table::create()
            .table("outbox_next")
            .col(pk_auto("id"))
            .col(text("kind"))
            .col(text("state"))
            .col(text_null("sealed"))
            .col(boolean("signs_in"))
            .col(integer("attempts"))
            .col(timestamp_with_time_zone("created_at"))
            .col(timestamp_with_time_zone("next_attempt_at"))
            .col(timestamp_with_time_zone_null("sent_at"))
            .col(fault)
            .check(one_of("kind", kinds))
            .check(one_of("state", &["waiting", "sent", "failed"]))
            .to_owned(),
    )
    .await?;
    let mut rows = Query::insert();
    rows.into_table("outbox_next")
        .columns(columns)
        .select_from(Query::select().columns(columns).from("outbox").to_owned())
        .map_err(|error| DbErr::Migration(error.to_string()))?;
    m.execute(rows).await?;
    m.drop_table(Table::drop().table("outbox").to_owned())
        .await?;
    m.rename_table(Table::rename().table("outbox_next", "outbox").to_owned())
        .await?;
    m.create_index(index(
        "ix_outbox_next",
        "outbox",
        &["state", "next_attempt_at"],
    ))
    .await
}
