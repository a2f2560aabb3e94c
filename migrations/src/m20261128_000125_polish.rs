//! The list of the stock narrowed to a technical category, page after page.
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
        // The devices of a category, the latest announced first, from below one of them: without it a page of a rare
        // category reads the stock backwards to its beginning. What nobody judged yet, most of a stock, is not in it:
        // an import pays nothing for it.
        m.create_index(
            index("ix_device_by_category", "device", &["category", "id"])
                .and_where(Expr::col("category").is_not_null())
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_index(
            Index::drop()
                .name("ix_device_by_category")
                .table("device")
                .to_owned(),
        )
        .await
    }
}
