//! Funds: who gives under which agreement, what was called, given, committed and spent, and which contributor each cent of
//! what was spent came from. Every row stays; a mistake is put right by another row that names it.
mod refused;

use crate::{
    columns::{index, one_of, references, unique},
    guards,
};
use refused::GUARDS;
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 4] = ["fund", "fund_agreement", "fund_line", "fund_share"];

const EXPENSES: [&str; 6] = [
    "device",
    "part",
    "workshop_post",
    "training",
    "internet",
    "pass",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        funds(m).await?;
        agreements(m).await?;
        lines(m).await?;
        shares(m).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn funds(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("fund")
            .col(pk_auto("id"))
            .col(text("code"))
            .col(text("name"))
            .col(integer("opened_by"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(integer("version"))
            .check(Expr::cust("code <> '' and name <> ''"))
            .check(Expr::cust("version > 0"))
            // What plans, cards and vouchers call it by.
            .index(&mut unique("uq_fund_code", &["code"]))
            .foreign_key(&mut references("fund", "opened_by", "membership"))
            .to_owned(),
    )
    .await
}

async fn agreements(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("fund_agreement")
            .col(pk_auto("id"))
            .col(integer("fund_id"))
            .col(integer("organisation_id"))
            .col(text("number"))
            .col(text("nature"))
            .col(date("starts_on"))
            .col(date("ends_on"))
            // Spent first, paid afterwards.
            .col(boolean("in_advance"))
            .col(text("matching"))
            // What one euro brings.
            .col(big_integer_null("match_cents"))
            .col(big_integer_null("cap_cents"))
            .col(boolean("net_of_state"))
            .col(boolean("equal_share"))
            .col(integer_null("programme_id"))
            .col(text_null("epci_code"))
            .col(text_null("expense"))
            .col(boolean("own_users"))
            .col(integer_null("corrects_id"))
            .col(integer("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(integer("version"))
            .check(Expr::cust("number <> ''"))
            .check(one_of("nature", &["local_authority", "state", "other"]))
            .check(Expr::cust("starts_on <= ends_on"))
            .check(one_of("matching", &["gift", "contributions", "spending"]))
            .check(Expr::cust("(matching = 'gift') = (match_cents is null)"))
            .check(Expr::cust(
                "match_cents is null or match_cents between 1 and 100000",
            ))
            .check(Expr::cust("cap_cents is null or cap_cents > 0"))
            // What may be owed without end is no agreement.
            .check(Expr::cust("not in_advance or cap_cents is not null"))
            .check(Expr::cust(
                "matching = 'spending' or not (net_of_state or equal_share)",
            ))
            .check(one_of("expense", &EXPENSES))
            .check(Expr::cust("corrects_id <> id"))
            .check(Expr::cust("version > 0"))
            // An agreement is corrected once; what is wrong with the correction is put right by one of its own.
            .index(&mut unique("uq_fund_agreement_corrects", &["corrects_id"]))
            .foreign_key(&mut references("fund_agreement", "fund_id", "fund"))
            .foreign_key(&mut references(
                "fund_agreement",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "fund_agreement",
                "programme_id",
                "programme",
            ))
            .foreign_key(&mut references(
                "fund_agreement",
                "corrects_id",
                "fund_agreement",
            ))
            .foreign_key(&mut references(
                "fund_agreement",
                "recorded_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The contributors of a fund.
    m.create_index(index(
        "ix_fund_agreement_fund",
        "fund_agreement",
        &["fund_id"],
    ))
    .await
}

/// What is there and what is not, by kind.
const KINDS: &str = "(kind in ('call', 'contribution') and agreement_id is not null and expense is null \
         and commitment_id is null) \
     or (kind = 'commitment' and agreement_id is null and expense is not null and commitment_id is null) \
     or (kind = 'spend' and agreement_id is null and expense is not null)";

/// What is paid is named: the device, the part, the session and its time, the workshop and its time, the settlement. What
/// internet access costs is noted with the plan, the card or the voucher, and nowhere twice.
const THINGS: &str = "(kind = 'spend' and expense = 'device') = (device_id is not null) \
     and (kind = 'spend' and expense = 'part') = (part_id is not null) \
     and (kind = 'spend' and expense = 'training') = (session_id is not null) \
     and (kind = 'spend' and expense = 'pass') = (settlement_id is not null) \
     and (kind = 'spend' and expense = 'workshop_post') = (site_id is not null) \
     and (kind = 'spend' and expense in ('training', 'workshop_post')) = (minutes is not null) \
     and (expense is null or expense <> 'internet') \
     and (kind = 'spend' or (programme_id is null and epci_code is null and own_user_of is null))";

async fn lines(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("fund_line")
            .col(pk_auto("id"))
            .col(integer("fund_id"))
            .col(text("kind"))
            .col(date("on_day"))
            .col(big_integer("cents"))
            .col(integer_null("agreement_id"))
            .col(text_null("expense"))
            .col(integer_null("programme_id"))
            .col(text_null("epci_code"))
            .col(integer_null("own_user_of"))
            .col(integer_null("device_id"))
            .col(integer_null("part_id"))
            .col(integer_null("session_id"))
            .col(integer_null("settlement_id"))
            .col(integer_null("site_id"))
            .col(integer_null("minutes"))
            .col(integer_null("commitment_id"))
            .col(integer_null("corrects_id"))
            .col(integer("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .col(integer("version"))
            .check(one_of(
                "kind",
                &["call", "contribution", "commitment", "spend"],
            ))
            .check(one_of("expense", &EXPENSES))
            .check(Expr::cust(KINDS))
            .check(Expr::cust(THINGS))
            // A correction takes off what it names.
            .check(Expr::cust(
                "(corrects_id is null and cents > 0) or (corrects_id is not null and cents < 0)",
            ))
            .check(Expr::cust("minutes is null or minutes > 0"))
            .check(Expr::cust("version > 0"))
            // A line is taken off once.
            .index(&mut unique("uq_fund_line_corrects", &["corrects_id"]))
            .foreign_key(&mut references("fund_line", "fund_id", "fund"))
            .foreign_key(&mut references(
                "fund_line",
                "agreement_id",
                "fund_agreement",
            ))
            .foreign_key(&mut references("fund_line", "programme_id", "programme"))
            .foreign_key(&mut references("fund_line", "own_user_of", "organisation"))
            .foreign_key(&mut references("fund_line", "device_id", "device"))
            .foreign_key(&mut references("fund_line", "part_id", "part"))
            .foreign_key(&mut references(
                "fund_line",
                "session_id",
                "training_session",
            ))
            .foreign_key(&mut references(
                "fund_line",
                "settlement_id",
                "pass_settlement",
            ))
            .foreign_key(&mut references("fund_line", "site_id", "site"))
            .foreign_key(&mut references("fund_line", "commitment_id", "fund_line"))
            .foreign_key(&mut references("fund_line", "corrects_id", "fund_line"))
            .foreign_key(&mut references("fund_line", "recorded_by", "membership"))
            .to_owned(),
    )
    .await?;
    // The sums of a fund up to a day, by kind.
    m.create_index(index(
        "ix_fund_line_fund",
        "fund_line",
        &["fund_id", "kind", "on_day"],
    ))
    .await?;
    // What an agreement was called for and gave, up to a day: also asked by the guards at every line and share.
    m.create_index(index(
        "ix_fund_line_agreement",
        "fund_line",
        &["agreement_id", "kind", "on_day"],
    ))
    .await?;
    // What is left of a commitment, and of a settlement: asked by the guards.
    m.create_index(index(
        "ix_fund_line_commitment",
        "fund_line",
        &["commitment_id"],
    ))
    .await?;
    m.create_index(index(
        "ix_fund_line_settlement",
        "fund_line",
        &["settlement_id"],
    ))
    .await
}

async fn shares(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("fund_share")
            .col(pk_auto("id"))
            .col(integer("agreement_id"))
            .col(date("on_day"))
            .col(big_integer("cents"))
            .col(integer_null("line_id"))
            .col(integer_null("internet_spend_id"))
            .col(integer("version"))
            .check(Expr::cust("cents <> 0"))
            .check(Expr::cust(
                "(line_id is null) <> (internet_spend_id is null)",
            ))
            .check(Expr::cust("version > 0"))
            // An agreement bears a part of a spending once.
            .index(&mut unique(
                "uq_fund_share_line",
                &["line_id", "agreement_id"],
            ))
            .index(&mut unique(
                "uq_fund_share_internet",
                &["internet_spend_id", "agreement_id"],
            ))
            .foreign_key(&mut references(
                "fund_share",
                "agreement_id",
                "fund_agreement",
            ))
            .foreign_key(&mut references("fund_share", "line_id", "fund_line"))
            .foreign_key(&mut references(
                "fund_share",
                "internet_spend_id",
                "internet_spend",
            ))
            .to_owned(),
    )
    .await?;
    // What an agreement paid up to a day: also asked by the guards.
    m.create_index(index(
        "ix_fund_share_agreement",
        "fund_share",
        &["agreement_id", "on_day"],
    ))
    .await
}
