//! The worker view: the language and the view somebody chose for the bench, and the answers about a reset
//! that are given one by one until its photo makes them an erasure.
use crate::columns::{one_of, references};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An answer that belongs to its question. A lock that is still on is a row of `device_lock`, not an answer.
const FITS: &str = "(question = 'os' and answer in ('apple', 'android', 'chrome_os', 'windows', 'other')) \
     or (question in ('activation_lock', 'reset_protection', 'device_management') and answer = 'yes') \
     or (question in ('sim', 'sd') and answer in ('emptied', 'no_slot'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // The tag of a folder of words. Which there are is known to the program, so that a language is a file
        // and no migration.
        let mut language = text_null("bench_language");
        language.check(Expr::cust("length(bench_language) between 2 and 12"));
        let mut view = text_null("bench_view");
        view.check(one_of("bench_view", &["tasks", "list"]));
        for column in [&mut language, &mut view] {
            m.alter_table(
                Table::alter()
                    .table("account")
                    .add_column(column)
                    .to_owned(),
            )
            .await?;
        }
        m.create_table(
            Table::create()
                .table("reset_answer")
                .col(integer("device_id"))
                .col(integer("stay"))
                .col(integer("account_id"))
                .col(text("question"))
                .col(text("answer"))
                .col(timestamp_with_time_zone("at"))
                // One person vouches for an erasure: answers of two people are never put together.
                .primary_key(
                    Index::create()
                        .col("device_id")
                        .col("stay")
                        .col("account_id")
                        .col("question"),
                )
                .check(Expr::cust(FITS))
                .foreign_key(&mut references("reset_answer", "device_id", "device"))
                .foreign_key(&mut references("reset_answer", "account_id", "account"))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("reset_answer").to_owned())
            .await?;
        for column in ["bench_view", "bench_language"] {
            m.alter_table(
                Table::alter()
                    .table("account")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        Ok(())
    }
}
