//! Checkpoints are signed and the keys that sign them are told; every exported list and every day of looks at people's
//! data leaves a row that the journal follows; checkpoints are mailed.
use crate::{
    columns::{index, references},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Those of before were not signed, and are named by the verification where they follow a signed one.
const GUARDS: [Guard; 1] = [Guard {
    name: "checkpoint_signed",
    on: "INSERT ON checkpoint",
    when: "NEW.signature IS NULL",
    forbidden: "1 = 1",
    says: "a checkpoint is signed",
}];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        keys(m).await?;
        exports(m).await?;
        looks(m).await?;
        outbox::up(m, self.name()).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        outbox::down(m, self.name()).await?;
        // The column whose check names the other goes first.
        for column in ["signature", "signed_by"] {
            m.alter_table(
                Table::alter()
                    .table("checkpoint")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        m.drop_index(
            Index::drop()
                .name("ix_access_log_at")
                .table("access_log")
                .to_owned(),
        )
        .await?;
        for table in ["access_seal", "list_export", "signing_key"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn keys(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("signing_key")
            .col(pk_auto("id"))
            // The public key, 64 hexadecimal digits.
            .col(text_uniq("public_key"))
            // The one before it, empty for the first: keys follow each other without a fork.
            .col(text_uniq("previous"))
            .col(timestamp_with_time_zone("at"))
            .col(text("signature"))
            .check(Expr::cust("length(public_key) = 64"))
            .check(Expr::cust("length(signature) = 128"))
            .to_owned(),
    )
    .await?;
    m.alter_table(
        Table::alter()
            .table("checkpoint")
            .add_column(text_null("signed_by"))
            .to_owned(),
    )
    .await?;
    // SQLite takes a check over two columns only with the second one.
    m.alter_table(
        Table::alter()
            .table("checkpoint")
            .add_column(
                text_null("signature").extra("CHECK ((signature IS NULL) = (signed_by IS NULL))"),
            )
            .to_owned(),
    )
    .await
}

async fn exports(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("list_export")
            .col(pk_auto("id"))
            // Nobody for the command line.
            .col(integer_null("by_id"))
            // Which list. The words are the program's, and grow with it.
            .col(text("list"))
            .col(text_null("filter_sha256"))
            .col(timestamp_with_time_zone("begun_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(big_integer_null("row_count"))
            .col(big_integer_null("byte_count"))
            .col(text_null("sha256"))
            .col(integer("version"))
            // What was sent to its end is known whole.
            .check(Expr::cust(
                "(ended_at is null) = (row_count is null) and (ended_at is null) = (byte_count is null) \
                 and (ended_at is null) = (sha256 is null)",
            ))
            .check(Expr::cust("version > 0"))
            .foreign_key(&mut references("list_export", "by_id", "membership"))
            .to_owned(),
    )
    .await
}

async fn looks(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("access_seal")
            .col(pk_auto("id"))
            // A day is sealed once, whichever node is first.
            .col(date_uniq("day"))
            .col(integer("looks"))
            .col(text("fingerprint"))
            .col(integer("version"))
            .check(Expr::cust("looks >= 0"))
            .check(Expr::cust("version > 0"))
            .to_owned(),
    )
    .await?;
    // The looks of a day, when it is sealed and when its seal is compared.
    m.create_index(index("ix_access_log_at", "access_log", &["at"]))
        .await
}
