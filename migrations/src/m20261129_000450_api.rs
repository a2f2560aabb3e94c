//! Tokens with which programs read the records as JSON, and how often each was used on a day.
use crate::{
    columns::{index, references},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What a token may do is said once, when it is made: a wider one is another token.
const GUARDS: [Guard; 3] = [
    Guard {
        name: "api_token_settled",
        on: "UPDATE ON api_token",
        when: "OLD.id IS NOT NULL",
        forbidden: "NEW.membership_id <> OLD.membership_id OR NEW.sha256 <> OLD.sha256 \
                    OR NEW.scopes <> OLD.scopes OR NEW.created_at <> OLD.created_at \
                    OR NEW.expires_at <> OLD.expires_at",
        says: "a token stays as it was made",
    },
    Guard {
        name: "api_token_stays_revoked",
        on: "UPDATE ON api_token",
        when: "OLD.revoked_at IS NOT NULL",
        forbidden: "NEW.revoked_at IS NULL OR NEW.revoked_at <> OLD.revoked_at",
        says: "a revoked token stays revoked",
    },
    Guard {
        name: "api_token_kept",
        on: "DELETE ON api_token",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: "a token stays, so that its journal can be read",
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
                .table("api_token")
                .col(pk_auto("id"))
                // Whom it acts as.
                .col(integer("membership_id"))
                .col(text("name"))
                // Of the token, which was shown once. Unique: a call is looked up by it.
                .col(text_uniq("sha256"))
                // Words apart by spaces, as OAuth writes them.
                .col(text("scopes"))
                .col(timestamp_with_time_zone("created_at"))
                .col(timestamp_with_time_zone("expires_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .col(integer_null("revoked_by"))
                .col(integer("version"))
                .check(Expr::cust("length(sha256) = 64"))
                .check(Expr::cust("length(scopes) > 0"))
                .check(Expr::cust("expires_at > created_at"))
                .check(Expr::cust("(revoked_at IS NULL) = (revoked_by IS NULL)"))
                .check(Expr::cust("version > 0"))
                .foreign_key(&mut references("api_token", "membership_id", "membership"))
                .foreign_key(&mut references("api_token", "revoked_by", "membership"))
                .to_owned(),
        )
        .await?;
        // The tokens of one person, for who sees no others.
        m.create_index(index(
            "ix_api_token_membership",
            "api_token",
            &["membership_id"],
        ))
        .await?;
        // Found by its key: a token and a day.
        m.create_table(
            Table::create()
                .table("api_token_use")
                .col(integer("token_id"))
                .col(date("day"))
                .col(integer("calls"))
                .primary_key(Index::create().col("token_id").col("day"))
                .check(Expr::cust("calls >= 0"))
                .foreign_key(&mut references("api_token_use", "token_id", "api_token"))
                .to_owned(),
        )
        .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in ["api_token_use", "api_token"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
