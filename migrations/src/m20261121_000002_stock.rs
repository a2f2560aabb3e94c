//! The stock: collection lots, labels, devices, and the journal that explains them.
use crate::columns::{index, one_of, references, references_many, unique};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one table after the other, read from top to bottom"
    )]
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("collection_lot")
                .col(pk_auto("id"))
                .col(integer("donor_id"))
                .col(integer("owner_id"))
                .col(integer("workshop_site_id"))
                .col(text("legal_basis"))
                .col(text_null("reform_reference"))
                .col(text("source"))
                .col(text_null("transport_holder"))
                .col(integer_null("boxes_announced"))
                .col(integer_null("boxes_received"))
                .col(integer("devices_announced"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone_null("received_at"))
                .col(timestamp_with_time_zone_null("closed_at"))
                .col(integer("version"))
                .check(one_of(
                    "legal_basis",
                    &["refurbishing_service", "cession", "loan_for_use", "deposit"],
                ))
                .foreign_key(&mut references(
                    "collection_lot",
                    "donor_id",
                    "organisation",
                ))
                .foreign_key(&mut references(
                    "collection_lot",
                    "owner_id",
                    "organisation",
                ))
                .foreign_key(&mut references(
                    "collection_lot",
                    "workshop_site_id",
                    "site",
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("import_mapping")
                .col(text("source"))
                .col(text("headers"))
                .col(text("mapping"))
                .col(timestamp_with_time_zone("updated_at"))
                .primary_key(Index::create().col("source").col("headers"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("label_batch")
                .col(pk_auto("id"))
                .col(integer("site_id"))
                .col(integer("membership_id"))
                .col(text("template"))
                .col(integer("count"))
                .col(timestamp_with_time_zone("created_at"))
                .foreign_key(&mut references("label_batch", "site_id", "site"))
                .foreign_key(&mut references(
                    "label_batch",
                    "membership_id",
                    "membership",
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("label")
                .col(text("code").primary_key())
                .col(integer("batch_id"))
                .foreign_key(&mut references("label", "batch_id", "label_batch"))
                .to_owned(),
        )
        .await?;
        m.create_index(index("ix_label_batch", "label", &["batch_id"]))
            .await?;

        let mut device = Table::create()
            .table("device")
            .col(pk_auto("id"))
            .col(integer("lot_id"))
            .col(text_null("label_code"))
            .col(text("kind"))
            .col(boolean("holds_data"))
            .col(text("manufacturer"))
            .col(text("manufacturer_key"))
            .col(text("model"))
            .col(text_null("model_identifier"))
            .col(text("model_key"))
            .col(text_null("serial"))
            .col(text_null("imei"))
            .col(text_null("asset_tag"))
            .col(text_null("inventory_number"))
            .col(date_null("acquired_on"))
            .col(big_integer_null("value_cents"))
            .col(text_null("school_uai"))
            .col(text_null("school_name"))
            .col(text_null("source_status"))
            .col(text_null("os"))
            .col(text_null("os_version"))
            .col(integer_null("storage_mb"))
            .col(text_null("processor"))
            .col(integer("owner_id"))
            .col(boolean("announced"))
            .col(text("stage"))
            .col(timestamp_with_time_zone("stage_since"))
            .col(text_null("grade"))
            .col(integer_null("site_id"))
            .col(integer("stay"))
            .col(integer_null("ready_check_id"))
            .col(timestamp_with_time_zone("created_at"))
            .col(text("search"))
            .col(integer("version"))
            .check(one_of(
                "stage",
                &["announced", "not_received", "received", "triage", "refurbishment", "quality_check", "ready", "scrapped"],
            ))
            // Law 3: ready only with a passed check of this very stay (the key below says of which).
            .check(Expr::cust("stage <> 'ready' or ready_check_id is not null"))
            // Law 2: what is being worked on is at one place; what is not there yet, or gone, is at none.
            .check(Expr::cust(
                "(stage in ('received', 'triage', 'refurbishment', 'quality_check') and site_id is not null and label_code is not null) \
                 or (stage in ('announced', 'not_received') and site_id is null and label_code is null) \
                 or (stage = 'ready' and label_code is not null) \
                 or (stage = 'scrapped' and site_id is null)",
            ))
            .check(Expr::cust("grade is null or grade in ('a', 'b', 'c')"))
            .index(&mut unique("uq_device_label", &["label_code"]))
            .index(&mut unique("uq_device_model_key", &["id", "model_key"]))
            .index(&mut unique("uq_device_holds_data", &["id", "holds_data"]))
            .foreign_key(&mut references("device", "lot_id", "collection_lot"))
            .foreign_key(&mut references_many("device", &["label_code"], "label", &["code"]))
            .foreign_key(&mut references("device", "owner_id", "organisation"))
            .foreign_key(&mut references("device", "site_id", "site"))
            .to_owned();
        // The key towards the passed quality check: SQLite takes it only here and accepts a table
        // that is not there yet; PostgreSQL takes it in the next migration.
        if m.get_database_backend() == DbBackend::Sqlite {
            device.foreign_key(&mut references_many(
                "device",
                &["ready_check_id", "id", "stay"],
                "quality_check",
                &["id", "device_id", "stay"],
            ));
        }
        m.create_table(device).await?;
        // One device per maker and serial number; serial numbers alone repeat between makers.
        m.create_index(
            unique("uq_device_serial", &["manufacturer_key", "serial"])
                .table("device")
                .and_where(Expr::col("serial").is_not_null())
                .to_owned(),
        )
        .await?;
        // Reception: the devices of a lot still to be seen, and the lot's own page.
        m.create_index(index(
            "ix_device_lot_stage",
            "device",
            &["lot_id", "stage", "id"],
        ))
        .await?;
        // The bench and the lists: devices of a stage at a site, oldest first.
        m.create_index(index(
            "ix_device_stage_site",
            "device",
            &["stage", "site_id", "stage_since", "id"],
        ))
        .await?;
        // Scanning what the device bears.
        m.create_index(index("ix_device_serial", "device", &["serial"]))
            .await?;
        m.create_index(index("ix_device_imei", "device", &["imei"]))
            .await?;
        m.create_index(index("ix_device_asset_tag", "device", &["asset_tag"]))
            .await?;
        m.create_index(index(
            "ix_device_inventory_number",
            "device",
            &["inventory_number"],
        ))
        .await?;
        // The list's search by the beginning of maker and model.
        m.create_index(index("ix_device_search", "device", &["search"]))
            .await?;
        // The next suitable ready device: of a kind, ready, waiting longest.
        m.create_index(index(
            "ix_device_kind_stage",
            "device",
            &["kind", "stage", "stage_since"],
        ))
        .await?;

        m.create_table(
            Table::create()
                .table("event")
                .col(text("subject_kind"))
                .col(integer("subject_id"))
                .col(integer("seq"))
                .col(timestamp_with_time_zone("at"))
                .col(integer_null("actor_id"))
                .col(text("kind"))
                .col(text("data"))
                .col(text("previous"))
                .col(text("hash"))
                .primary_key(
                    Index::create()
                        .col("subject_kind")
                        .col("subject_id")
                        .col("seq"),
                )
                .check(Expr::cust("seq > 0"))
                .foreign_key(&mut references("event", "actor_id", "membership"))
                .to_owned(),
        )
        .await?;
        // The latest events, for the coordinator's page and the checkpoints.
        m.create_index(index("ix_event_at", "event", &["at"]))
            .await?;
        m.create_table(
            Table::create()
                .table("remark")
                .col(pk_auto("id"))
                .col(text("subject_kind"))
                .col(integer("subject_id"))
                .col(text("hash"))
                .col(text_null("sealed"))
                .col(timestamp_with_time_zone("created_at"))
                .to_owned(),
        )
        .await?;
        // The words behind an event of one subject.
        m.create_index(index(
            "ix_remark_subject",
            "remark",
            &["subject_kind", "subject_id"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("checkpoint")
                .col(pk_auto("id"))
                .col(timestamp_with_time_zone("at"))
                .col(big_integer("subjects"))
                .col(big_integer("events"))
                .col(text("root"))
                // One follower each: two nodes write one checkpoint.
                .col(text_uniq("previous"))
                .col(text("hash"))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in [
            "checkpoint",
            "remark",
            "event",
            "device",
            "label",
            "label_batch",
            "import_mapping",
            "collection_lot",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
