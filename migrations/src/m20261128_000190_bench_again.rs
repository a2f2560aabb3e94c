//! Which set of rules, word for word, gave a device its technical category.
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // Records of before know the name alone. No index: it is read with its record.
        m.alter_table(
            Table::alter()
                .table("device_category")
                .add_column(
                    text_null("ruleset_sha256")
                        .extra("CHECK (ruleset_sha256 IS NULL OR ruleset IS NOT NULL)"),
                )
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table("device_category")
                .drop_column("ruleset_sha256")
                .to_owned(),
        )
        .await
    }
}
