//! Until when a device is kept for the request it is promised to.
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Nothing is kept for a request that has no device.
const OF_A_PROMISE: &str = "CHECK (promised_until IS NULL OR state IN ('allocated', 'fulfilled'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // No index: what is over is looked for once an hour among the requests allocated, which have one
        // (`ix_request_state`).
        m.alter_table(
            Table::alter()
                .table("request")
                .add_column(date_null("promised_until").extra(OF_A_PROMISE))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table("request")
                .drop_column("promised_until")
                .to_owned(),
        )
        .await
    }
}
