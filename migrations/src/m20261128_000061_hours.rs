//! Hours per person and day, switched on by a workshop that said whom it informed; with their end.
use crate::{
    columns::{index, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const GUARDS: [Guard; 1] = [
    // Off by default: no hours of a workshop that has not switched them on.
    Guard {
        name: "work_hours_switched_on",
        on: "INSERT ON work_hours",
        when: "1 = 1",
        forbidden: "NOT EXISTS (SELECT 1 FROM hours_consent c \
             WHERE c.organisation_id = NEW.organisation_id AND c.ended_at IS NULL)",
        says: "this organisation keeps no hours",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.create_table(
            Table::create()
                .table("hours_consent")
                .col(pk_auto("id"))
                .col(integer("organisation_id"))
                .col(date("representatives_informed_on"))
                .col(date("people_informed_on"))
                .col(date("officer_informed_on"))
                .col(integer("begun_by"))
                .col(timestamp_with_time_zone("begun_at"))
                .col(integer_null("ended_by"))
                .col(timestamp_with_time_zone_null("ended_at"))
                .check(Expr::cust("(ended_at is null) = (ended_by is null)"))
                .foreign_key(&mut references(
                    "hours_consent",
                    "organisation_id",
                    "organisation",
                ))
                .foreign_key(&mut references("hours_consent", "begun_by", "membership"))
                .foreign_key(&mut references("hours_consent", "ended_by", "membership"))
                .to_owned(),
        )
        .await?;
        // Switched on once at a time.
        m.create_index(
            unique("uq_hours_consent_open", &["organisation_id"])
                .table("hours_consent")
                .and_where(Expr::col("ended_at").is_null())
                .to_owned(),
        )
        .await?;
        // Per person and day: never per device, never per operation.
        m.create_table(
            Table::create()
                .table("work_hours")
                .col(integer("membership_id"))
                .col(date("day"))
                .col(integer("organisation_id"))
                .col(integer("minutes"))
                .col(text("skills"))
                .col(integer("recorded_by"))
                .col(timestamp_with_time_zone("recorded_at"))
                .primary_key(Index::create().col("membership_id").col("day"))
                .check(Expr::cust("minutes between 15 and 720"))
                .check(Expr::cust("minutes % 15 = 0"))
                .foreign_key(&mut references("work_hours", "membership_id", "membership"))
                .foreign_key(&mut references(
                    "work_hours",
                    "organisation_id",
                    "organisation",
                ))
                .foreign_key(&mut references("work_hours", "recorded_by", "membership"))
                .to_owned(),
        )
        .await?;
        // A month of a workshop; and what is over its time.
        m.create_index(index(
            "ix_work_hours_month",
            "work_hours",
            &["organisation_id", "day"],
        ))
        .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in ["work_hours", "hours_consent"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
