//! Who is at the bench: enrolled browsers, badges, and habilitations that were earned.
use crate::columns::{index, one_of, references, references_many, unique};
use sea_orm_migration::{prelude::*, schema::*, sea_orm::ConnectionTrait};

#[derive(DeriveMigrationName)]
pub struct Migration;

const ACTS: [&str; 3] = ["erasure", "quality_check", "electrical_repair"];

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
                .table("bench")
                .col(pk_auto("id"))
                .col(integer("site_id"))
                .col(text("name"))
                .col(text_uniq("token_hash"))
                .col(integer("idle_minutes"))
                .col(integer("enrolled_by"))
                .col(timestamp_with_time_zone("enrolled_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .check(Expr::cust("length(token_hash) = 64"))
                .check(Expr::cust("idle_minutes between 1 and 60"))
                .foreign_key(&mut references("bench", "site_id", "site"))
                .foreign_key(&mut references("bench", "enrolled_by", "membership"))
                .to_owned(),
        )
        .await?;
        // Two benches of a workshop are told apart by name; a revoked one leaves its name free.
        m.create_index(
            unique("uq_bench_name", &["site_id", "name"])
                .table("bench")
                .and_where(Expr::col("revoked_at").is_null())
                .to_owned(),
        )
        .await?;
        // A badge locks at the fifth wrong PIN, and only then.
        m.create_table(
            Table::create()
                .table("badge")
                .col(pk_auto("id"))
                .col(integer("membership_id"))
                .col(text_uniq("token_hash"))
                .col(integer("printed_by"))
                .col(timestamp_with_time_zone("printed_at"))
                .col(text_null("pin_hash"))
                .col(integer("wrong_pins"))
                .col(timestamp_with_time_zone_null("locked_at"))
                .col(timestamp_with_time_zone_null("revoked_at"))
                .check(Expr::cust("length(token_hash) = 64"))
                .check(Expr::cust("wrong_pins between 0 and 5"))
                .check(Expr::cust("(wrong_pins = 5) = (locked_at is not null)"))
                .check(Expr::cust("pin_hash is not null or wrong_pins = 0"))
                .foreign_key(&mut references("badge", "membership_id", "membership"))
                .foreign_key(&mut references("badge", "printed_by", "membership"))
                .to_owned(),
        )
        .await?;
        // One badge that works per person and role.
        m.create_index(
            unique("uq_badge_live", &["membership_id"])
                .table("badge")
                .and_where(Expr::col("revoked_at").is_null())
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("bench_session")
                .col(integer("session_id").primary_key())
                .col(integer("bench_id"))
                .col(integer("badge_id"))
                .foreign_key(&mut references("bench_session", "session_id", "session"))
                .foreign_key(&mut references("bench_session", "bench_id", "bench"))
                .foreign_key(&mut references("bench_session", "badge_id", "badge"))
                .to_owned(),
        )
        .await?;
        // Revoking a bench or a badge ends its sessions.
        m.create_index(index(
            "ix_bench_session_bench",
            "bench_session",
            &["bench_id"],
        ))
        .await?;
        m.create_index(index(
            "ix_bench_session_badge",
            "bench_session",
            &["badge_id"],
        ))
        .await?;
        m.create_table(
            Table::create()
                .table("habilitation_rule")
                .col(text("act").primary_key())
                .col(integer("pathway_id"))
                .col(integer("months"))
                .col(integer("changed_by"))
                .col(timestamp_with_time_zone("changed_at"))
                .check(one_of("act", &ACTS))
                .check(Expr::cust("months between 1 and 120"))
                .foreign_key(&mut references(
                    "habilitation_rule",
                    "pathway_id",
                    "pathway",
                ))
                .foreign_key(&mut references(
                    "habilitation_rule",
                    "changed_by",
                    "membership",
                ))
                .to_owned(),
        )
        .await?;
        m.create_table(
            Table::create()
                .table("staff_place")
                .col(integer("session_id"))
                .col(integer("account_id"))
                .col(text("state"))
                .col(integer("booked_by"))
                .col(timestamp_with_time_zone("booked_at"))
                .col(integer_null("recorded_by"))
                .col(timestamp_with_time_zone_null("recorded_at"))
                .primary_key(Index::create().col("session_id").col("account_id"))
                .check(one_of("state", &["booked", "present", "absent"]))
                .check(Expr::cust("(state = 'booked') = (recorded_by is null)"))
                .check(Expr::cust("(recorded_by is null) = (recorded_at is null)"))
                .index(&mut unique(
                    "uq_staff_place_state",
                    &["session_id", "account_id", "state"],
                ))
                .foreign_key(&mut references(
                    "staff_place",
                    "session_id",
                    "training_session",
                ))
                .foreign_key(&mut references("staff_place", "account_id", "account"))
                .foreign_key(&mut references("staff_place", "booked_by", "membership"))
                .foreign_key(&mut references("staff_place", "recorded_by", "membership"))
                .to_owned(),
        )
        .await?;
        // What one person has attended.
        m.create_index(index(
            "ix_staff_place_account",
            "staff_place",
            &["account_id"],
        ))
        .await?;
        self.rebuild_habilitation(m, &ACTS, true).await?;
        // What a habilitation rests on: a module taught in a session where this very person was
        // present. While it rests there, the presence cannot be taken back.
        m.create_table(
            Table::create()
                .table("habilitation_module")
                .col(integer("habilitation_id"))
                .col(integer("module_id"))
                .col(integer("session_id"))
                .col(integer("account_id"))
                .col(text("state"))
                .primary_key(Index::create().col("habilitation_id").col("module_id"))
                .check(Expr::col("state").eq("present"))
                .foreign_key(&mut references_many(
                    "habilitation_module",
                    &["habilitation_id", "account_id"],
                    "habilitation",
                    &["id", "account_id"],
                ))
                .foreign_key(&mut references_many(
                    "habilitation_module",
                    &["session_id", "module_id"],
                    "session_module",
                    &["session_id", "module_id"],
                ))
                .foreign_key(&mut references_many(
                    "habilitation_module",
                    &["session_id", "account_id", "state"],
                    "staff_place",
                    &["session_id", "account_id", "state"],
                ))
                .to_owned(),
        )
        .await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        m.drop_table(Table::drop().table("habilitation_module").to_owned())
            .await?;
        m.get_connection()
            .execute_unprepared("DELETE FROM habilitation WHERE act = 'electrical_repair'")
            .await?;
        self.rebuild_habilitation(m, &ACTS[..2], false).await?;
        for table in [
            "staff_place",
            "habilitation_rule",
            "bench_session",
            "badge",
            "bench",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

impl Migration {
    /// SQLite changes no `CHECK` in place, so the table is made again with its rows.
    async fn rebuild_habilitation(
        &self,
        m: &SchemaManager<'_>,
        acts: &[&'static str],
        with_ground: bool,
    ) -> Result<(), DbErr> {
        let mut table = Table::create();
        table
            .table("habilitation_rebuilt")
            .col(pk_auto("id"))
            .col(integer("account_id"))
            .col(text("act"))
            .col(date("granted_on"))
            .col(date("expires_on"))
            .col(integer("granted_by"))
            .check(one_of("act", acts))
            .foreign_key(&mut references(
                "habilitation_rebuilt",
                "account_id",
                "account",
            ))
            .foreign_key(&mut references(
                "habilitation_rebuilt",
                "granted_by",
                "membership",
            ));
        if with_ground {
            // 'earlier' is what was granted before a ground was asked for.
            table
                .col(text("ground").default("earlier"))
                .col(text_null("sealed_reason"))
                .check(one_of("ground", &["pathway", "direct", "earlier"]))
                .check(Expr::cust(
                    "(ground = 'direct') = (sealed_reason is not null)",
                ))
                .index(&mut unique(
                    "uq_habilitation_account",
                    &["id", "account_id"],
                ));
        }
        m.create_table(table).await?;
        m.get_connection()
            .execute_unprepared(
                "INSERT INTO habilitation_rebuilt (account_id, act, granted_on, expires_on, granted_by) \
                 SELECT account_id, act, granted_on, expires_on, granted_by FROM habilitation ORDER BY id",
            )
            .await?;
        m.drop_table(Table::drop().table("habilitation").to_owned())
            .await?;
        m.rename_table(
            Table::rename()
                .table("habilitation_rebuilt", "habilitation")
                .to_owned(),
        )
        .await?;
        // "May this person do this today?", asked at every erasure and quality check.
        m.create_index(index(
            "ix_habilitation_account",
            "habilitation",
            &["account_id", "act"],
        ))
        .await
    }
}
