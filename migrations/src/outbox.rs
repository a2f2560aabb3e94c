//! Which kinds of message the outbox may hold: a check that grows with the kinds.
use crate::columns::{index, one_of};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

/// Lets the outbox hold messages of these kinds.
pub async fn let_hold(m: &SchemaManager<'_>, kinds: &[&'static str]) -> Result<(), DbErr> {
    if m.get_database_backend() == DbBackend::Sqlite {
        return rebuild(m, kinds).await;
    }
    m.alter_table(
        Table::alter()
            .table("outbox")
            .drop_constraint("outbox_kind_check")
            .to_owned(),
    )
    .await?;
    // The words are the migration's own; the builder knows no way to add a check.
    let words = kinds.join("', '");
    let add =
        format!("alter table outbox add constraint outbox_kind_check check (kind in ('{words}'))");
    m.get_connection().execute_unprepared(&add).await?;
    Ok(())
}

/// SQLite changes no check of a table that stands: the rows move to a new one, which takes its name.
async fn rebuild(m: &SchemaManager<'_>, kinds: &[&'static str]) -> Result<(), DbErr> {
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
    // The messages that are due.
    m.create_index(index(
        "ix_outbox_next",
        "outbox",
        &["state", "next_attempt_at"],
    ))
    .await
}
