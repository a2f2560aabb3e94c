//! Boxes and places, what is in them, and the scans of a session at the bench.
use crate::columns::{index, one_of, references, unique};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("container")
                .col(pk_auto("id"))
                .col(text_uniq("code"))
                .col(text("kind"))
                .col(text("name"))
                .col(integer("site_id"))
                .col(integer_null("place_id"))
                .col(timestamp_with_time_zone("created_at"))
                .col(integer("version"))
                .check(one_of("kind", &["box", "place"]))
                // A box stands in a place; a place stands nowhere but at its site.
                .check(Expr::cust("place_id is null or kind = 'box'"))
                // Two shelves of one name would be one shelf to whoever reads the name.
                .index(&mut unique("uq_container_name", &["site_id", "name"]))
                .foreign_key(&mut references("container", "site_id", "site"))
                .foreign_key(&mut references("container", "place_id", "container"))
                .to_owned(),
        )
        .await?;
        // The boxes of a place.
        m.create_index(index("ix_container_place", "container", &["place_id"]))
            .await?;
        // Law 2: what is at no site is in no box. SQLite takes keys and checks of a new column only here.
        m.alter_table(
            Table::alter()
                .table("device")
                .add_column(integer_null("container_id").extra(
                    "REFERENCES container (id) CHECK (container_id IS NULL OR site_id IS NOT NULL)",
                ))
                .to_owned(),
        )
        .await?;
        // What is in a box.
        m.create_index(index(
            "ix_device_container",
            "device",
            &["container_id", "id"],
        ))
        .await?;

        m.create_table(
            Table::create()
                .table("scan")
                .col(pk_auto("id"))
                .col(integer("session_id"))
                .col(text("write_id"))
                .col(text("mode"))
                .col(text_null("code"))
                .col(integer_null("device_id"))
                .col(integer_null("container_id"))
                .col(text("result"))
                .col(text("word"))
                .col(integer_null("version"))
                .col(integer_null("from_id"))
                .col(timestamp_with_time_zone("at"))
                .check(one_of("result", &["done", "same", "refused", "undone"]))
                // A scan sent twice is one line.
                .index(&mut unique("uq_scan_write", &["session_id", "write_id"]))
                .foreign_key(&mut references("scan", "session_id", "session"))
                .foreign_key(&mut references("scan", "device_id", "device"))
                .foreign_key(&mut references("scan", "container_id", "container"))
                .foreign_key(&mut references("scan", "from_id", "container"))
                .to_owned(),
        )
        .await?;
        // What is over a day old is forgotten.
        m.create_index(index("ix_scan_at", "scan", &["at"])).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("scan").to_owned()).await?;
        m.drop_index(
            Index::drop()
                .name("ix_device_container")
                .table("device")
                .to_owned(),
        )
        .await?;
        m.alter_table(
            Table::alter()
                .table("device")
                .drop_column("container_id")
                .to_owned(),
        )
        .await?;
        m.drop_table(Table::drop().table("container").to_owned())
            .await
    }
}
