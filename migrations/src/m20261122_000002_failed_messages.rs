//! Why a message was given up on: with its kind, its state and its count of tries, what stays of it once
//! its text is erased.
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
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
        m.alter_table(Table::alter().table("outbox").add_column(fault).to_owned())
            .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table("outbox")
                .drop_column("fault")
                .to_owned(),
        )
        .await
    }
}
