//! The figures above the list of the stock: how many devices stand at each stage, of those a person may see.
use crate::columns::index;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // All that the count reads: who may see a device hangs on its site, its lot and its transfer. Without it, the
        // first page of the list reads every row of the stock.
        m.create_index(index(
            "ix_device_tally",
            "device",
            &["stage", "site_id", "lot_id", "transfer_id", "cession_id"],
        ))
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(
            Index::drop()
                .name("ix_device_tally")
                .table("device")
                .to_owned(),
        )
        .await
    }
}
