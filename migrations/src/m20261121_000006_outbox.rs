//! Messages to be sent after the commit, and the log of looks at people's data.
use crate::columns::{index, one_of, references};
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
                .table("outbox")
                .col(pk_auto("id"))
                .col(text("kind"))
                .col(text("state"))
                .col(text_null("sealed"))
                .col(boolean("signs_in"))
                .col(integer("attempts"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("next_attempt_at"))
                .col(timestamp_with_time_zone_null("sent_at"))
                .check(one_of(
                    "kind",
                    &[
                        "invitation",
                        "new_role",
                        "password_reset",
                        "request_allocated",
                        "allocation_undone",
                        "request_refused",
                    ],
                ))
                .check(one_of("state", &["waiting", "sent", "failed"]))
                .to_owned(),
        )
        .await?;
        // What is to be sent now.
        m.create_index(index(
            "ix_outbox_next",
            "outbox",
            &["state", "next_attempt_at"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("access_log")
                .col(pk_auto("id"))
                .col(timestamp_with_time_zone("at"))
                .col(integer("membership_id"))
                .col(integer("recipient_id"))
                .col(text("act"))
                .col(date("expires_on"))
                .check(one_of(
                    "act",
                    &["viewed", "searched", "recorded", "printed"],
                ))
                .foreign_key(&mut references("access_log", "membership_id", "membership"))
                .foreign_key(&mut references("access_log", "recipient_id", "recipient"))
                .to_owned(),
        )
        .await?;
        // Who looked at this person, latest first; and what has expired.
        m.create_index(index(
            "ix_access_log_recipient",
            "access_log",
            &["recipient_id", "at"],
        ))
        .await?;
        m.create_index(index(
            "ix_access_log_expires",
            "access_log",
            &["expires_on"],
        ))
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for table in ["access_log", "outbox"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
