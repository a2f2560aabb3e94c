//! Which kinds of message the outbox may hold: a check that grows with the kinds.
use crate::columns::{index, one_of};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

/// The kinds that each migration added, in the order in which they run; the earlier ones name theirs themselves.
const KINDS: [(&str, &[&str]); 10] = [
    (
        "m20261128_000187_directory",
        &[
            "invitation",
            "new_role",
            "password_reset",
            "request_allocated",
            "allocation_undone",
            "request_refused",
            "session_cancelled",
            "handover_recalled",
            "prescribing",
            "request_reassigned",
            "request_reminder",
            "request_waits",
            "retention_announced",
            "places_to_confirm",
        ],
    ),
    (
        "m20261129_000200_appointments",
        &[
            "appointment_booked",
            "appointment_reminder",
            "appointment_cancelled",
            "appointment_missed",
        ],
    ),
    (
        "m20261129_000300_lending",
        &["loan_told", "loan_decided", "loan_reminder"],
    ),
    ("m20261129_000220_passes", &["passes_given"]),
    ("m20261129_000330_signed", &["checkpoint_written"]),
    ("m20261129_000350_lending_more", &["wait_offered"]),
    ("m20261129_000370_handover_more", &["exchange_opened"]),
    ("m20261129_000380_internet", &["internet_plan_ends"]),
    (
        "m20261129_000390_calls",
        &["juror_named", "project_sent", "project_decided"],
    ),
    (
        "m20261129_000410_agreements",
        &[
            "registration_link",
            "teacher_registered",
            "teacher_revoked",
            "agreement_due",
            "loan_recalled",
            "loan_moves",
        ],
    ),
];

/// The kinds of the migrations before this one, and those of its own.
fn around(migration: &str) -> (Vec<&'static str>, &'static [&'static str]) {
    let before = KINDS.iter().take_while(|(name, _)| *name != migration);
    let own = KINDS.iter().find(|(name, _)| *name == migration);
    (
        before
            .flat_map(|(_, kinds)| kinds.iter().copied())
            .collect(),
        own.map_or(&[], |(_, kinds)| *kinds),
    )
}

/// Lets the outbox hold what this migration adds.
pub async fn up(m: &SchemaManager<'_>, migration: &str) -> Result<(), DbErr> {
    let (before, own) = around(migration);
    let_hold(m, &[&before[..], own].concat()).await
}

/// Forgets the messages that the earlier schema cannot name, and holds what it held.
pub async fn down(m: &SchemaManager<'_>, migration: &str) -> Result<(), DbErr> {
    let (before, own) = around(migration);
    let gone = Query::delete()
        .from_table("outbox")
        .and_where(Expr::col("kind").is_in(own.iter().copied()))
        .to_owned();
    m.execute(gone).await?;
    let_hold(m, &before).await
}

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
