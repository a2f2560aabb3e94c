//! Which part came out of which device, and that a device without a part it cannot do without does not become ready;
//! and which label another took the place of.
use crate::{
    columns::{index, references},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ALWAYS: &str = "1 = 1";

const GUARDS: [Guard; 4] = [
    // What came out of a device is history: putting a part in says the rest.
    Guard {
        name: "part_removal_stays",
        on: "UPDATE ON part_removal",
        when: ALWAYS,
        forbidden: ALWAYS,
        says: "a part that came out of a device is not written over",
    },
    Guard {
        name: "part_removal_remains",
        on: "DELETE ON part_removal",
        when: ALWAYS,
        forbidden: ALWAYS,
        says: "a part that came out of a device is not forgotten",
    },
    Guard {
        name: "part_out_is_noted",
        on: "UPDATE OF device_id ON part",
        when: "OLD.device_id IS NOT NULL AND NEW.state = 'on_shelf'",
        forbidden: "NOT EXISTS (SELECT 1 FROM part_removal r WHERE r.part_id = NEW.id \
             AND r.device_id = OLD.device_id AND r.at = NEW.since)",
        says: "a part comes out of a device by a removal that says so",
    },
    // The same as parts::rules::lacks: a part of this kind came out of it, and none is in it.
    Guard {
        name: "device_ready_whole",
        on: "UPDATE OF stage ON device",
        when: "NEW.stage = 'ready' AND OLD.stage <> 'ready'",
        forbidden: "EXISTS (SELECT 1 FROM part_removal r JOIN part p ON p.id = r.part_id \
             WHERE r.device_id = NEW.id AND (p.kind IN ('screen', 'motherboard') \
             OR (p.kind = 'battery' AND NEW.kind IN ('tablet', 'phone', 'laptop', 'accessory')) \
             OR (p.kind = 'keyboard' AND NEW.kind = 'laptop')) \
             AND NOT EXISTS (SELECT 1 FROM part i WHERE i.device_id = NEW.id AND i.kind = p.kind))",
        says: "a part that the device needs came out of it and none was put in",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.alter_table(
            Table::alter()
                .table("label")
                .add_column(timestamp_with_time_zone_null("retired_at"))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("part_removal")
                .col(pk_auto("id"))
                .col(integer("part_id"))
                .col(integer("device_id"))
                .col(timestamp_with_time_zone("at"))
                .foreign_key(&mut references("part_removal", "part_id", "part"))
                .foreign_key(&mut references("part_removal", "device_id", "device"))
                .to_owned(),
        )
        .await?;
        // What came out of a device: asked at every step of the bench.
        m.create_index(index(
            "ix_part_removal_device",
            "part_removal",
            &["device_id"],
        ))
        .await?;
        // Whether this removal is noted: asked when a part comes out.
        m.create_index(index("ix_part_removal_part", "part_removal", &["part_id"]))
            .await?;
        // Until now only the device a part came out of first was remembered.
        m.get_connection()
            .execute_unprepared(
                "INSERT INTO part_removal (part_id, device_id, at) \
                 SELECT id, from_device_id, created_at FROM part WHERE from_device_id IS NOT NULL",
            )
            .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        m.drop_table(Table::drop().table("part_removal").to_owned())
            .await?;
        m.alter_table(
            Table::alter()
                .table("label")
                .drop_column("retired_at")
                .to_owned(),
        )
        .await
    }
}
