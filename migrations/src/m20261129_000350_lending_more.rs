//! What goes otherwise than planned in the lending library: kit lost, stolen or broken; people who wait for kit that is
//! taken; people who were late too often.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 3] = ["loan_loss", "loan_wait", "suspension_lift"];

/// What the rules gained, with what holds where coordination has not said otherwise.
const TERMS: [(&str, i32, &str); 4] = [
    ("offer_days", 3, "CHECK (offer_days BETWEEN 1 AND 30)"),
    ("late_returns", 3, "CHECK (late_returns BETWEEN 0 AND 20)"),
    ("late_months", 12, "CHECK (late_months BETWEEN 1 AND 36)"),
    (
        "suspension_days",
        30,
        "CHECK (suspension_days BETWEEN 1 AND 366)",
    ),
];

const GUARDS: [Guard; 4] = [
    Guard {
        name: "loan_loss_of_a_loan_out",
        on: "INSERT ON loan_loss",
        when: "1 = 1",
        forbidden: "NOT EXISTS (SELECT 1 FROM loan l WHERE l.id = NEW.loan_id AND l.state = 'out')",
        says: "only what is out is lost",
    },
    // Law 2: what is lost has its borrower as its last holder until it is found; then it comes back like any other.
    Guard {
        name: "loan_returned_while_lost",
        on: "UPDATE OF state ON loan",
        when: "OLD.state = 'out' AND NEW.state = 'returned'",
        forbidden: "EXISTS (SELECT 1 FROM loan_loss s WHERE s.loan_id = NEW.id \
             AND (s.outcome IS NULL OR s.outcome <> 'found'))",
        says: "what is lost is found before it is brought back",
    },
    Guard {
        name: "loan_loss_stays",
        on: "UPDATE ON loan_loss",
        when: "1 = 1",
        forbidden: "NEW.loan_id <> OLD.loan_id OR NEW.device_id <> OLD.device_id OR NEW.kind <> OLD.kind \
             OR NEW.happened_on <> OLD.happened_on OR NEW.declared_at <> OLD.declared_at \
             OR (OLD.outcome IS NOT NULL AND (NEW.outcome IS NULL \
             OR (NEW.outcome <> OLD.outcome AND NEW.outcome <> 'found')))",
        says: "a declaration stays as it was made, and what was decided changes only when the piece is found",
    },
    Guard {
        name: "loan_wait_over_stays",
        on: "UPDATE OF state ON loan_wait",
        when: "OLD.state IN ('taken', 'expired', 'left') AND NEW.state <> OLD.state",
        forbidden: "1 = 1",
        says: "who left the list joins it again at its end",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for (column, value, check) in TERMS {
            m.alter_table(
                Table::alter()
                    .table("lending_rule")
                    .add_column(integer(column).default(value).extra(check))
                    .to_owned(),
            )
            .await?;
        }
        losses(m).await?;
        waiting(m).await?;
        lifts(m).await?;
        outbox::up(m, self.name()).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        outbox::down(m, self.name()).await?;
        m.drop_index(
            Index::drop()
                .name("ix_loan_account")
                .table("loan")
                .to_owned(),
        )
        .await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for (column, _, _) in TERMS {
            m.alter_table(
                Table::alter()
                    .table("lending_rule")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        Ok(())
    }
}

async fn losses(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("loan_loss")
            .col(pk_auto("id"))
            .col(integer("loan_id"))
            .col(integer("device_id"))
            .col(text("kind"))
            .col(date("happened_on"))
            .col(text("circumstances"))
            .col(boolean("police_report"))
            .col(integer_null("attachment_id"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("declared_at"))
            .col(text_null("outcome"))
            .col(integer_null("replacement_id"))
            .col(timestamp_with_time_zone_null("decided_at"))
            .col(integer_null("decided_by"))
            .col(date_null("insurer_told_on"))
            .col(date_null("insurer_answered_on"))
            .col(big_integer_null("insurance_cents"))
            .check(one_of("kind", &["lost", "stolen", "broken"]))
            .check(one_of(
                "circumstances",
                &["at_school", "on_the_way", "at_home", "outing", "unknown"],
            ))
            .check(Expr::cust(
                "outcome is null or outcome in ('found', 'replaced', 'written_off')",
            ))
            .check(Expr::cust(
                "(outcome is null) = (decided_at is null) and (outcome is null) = (decided_by is null)",
            ))
            // What is replaced is replaced by something else.
            .check(Expr::cust(
                "(outcome is null or outcome <> 'replaced' or replacement_id is not null) \
                 and (replacement_id is null or replacement_id <> device_id)",
            ))
            .check(Expr::cust(
                "insurer_answered_on is null or (insurer_told_on is not null and insurer_answered_on >= insurer_told_on)",
            ))
            .check(Expr::cust(
                "insurance_cents is null or (insurance_cents >= 0 and insurer_answered_on is not null)",
            ))
            .foreign_key(&mut references_many(
                "loan_loss",
                &["loan_id", "device_id"],
                "loan",
                &["id", "device_id"],
            ))
            .foreign_key(&mut references("loan_loss", "attachment_id", "attachment"))
            .foreign_key(&mut references("loan_loss", "replacement_id", "device"))
            .foreign_key(&mut references("loan_loss", "membership_id", "membership"))
            .foreign_key(&mut references("loan_loss", "decided_by", "membership"))
            .to_owned(),
    )
    .await?;
    // A piece is lost once, until it is found.
    m.create_index(
        unique("uq_loan_loss", &["loan_id"])
            .table("loan_loss")
            .and_where(Expr::cust("outcome is null or outcome <> 'found'"))
            .to_owned(),
    )
    .await?;
    // The declarations of a loan, the latest first; and whether one stands over a piece.
    m.create_index(index("ix_loan_loss", "loan_loss", &["loan_id", "id"]))
        .await?;
    m.create_index(index(
        "ix_loan_loss_device",
        "loan_loss",
        &["device_id", "outcome"],
    ))
    .await
}

async fn waiting(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("loan_wait")
            .col(pk_auto("id"))
            .col(integer("item_id"))
            .col(integer("membership_id"))
            .col(integer("account_id"))
            .col(integer("organisation_id"))
            .col(date("from_on"))
            .col(date("until_on"))
            .col(text("state"))
            .col(timestamp_with_time_zone("joined_at"))
            .col(date_null("offer_until"))
            .col(integer_null("loan_id"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .check(one_of(
                "state",
                &["waiting", "offered", "taken", "expired", "left"],
            ))
            .check(Expr::cust("until_on >= from_on"))
            .check(Expr::cust("state <> 'offered' or offer_until is not null"))
            .check(Expr::cust("state <> 'waiting' or offer_until is null"))
            .check(Expr::cust("(state = 'taken') = (loan_id is not null)"))
            .check(Expr::cust(
                "(state in ('waiting', 'offered')) = (closed_at is null)",
            ))
            .foreign_key(&mut references("loan_wait", "item_id", "catalogue_item"))
            .foreign_key(&mut references("loan_wait", "loan_id", "loan"))
            .foreign_key(&mut references_many(
                "loan_wait",
                &["membership_id", "account_id", "organisation_id"],
                "membership",
                &["id", "account_id", "organisation_id"],
            ))
            .to_owned(),
    )
    .await?;
    // Nobody stands in a line twice.
    m.create_index(
        unique("uq_loan_wait", &["item_id", "account_id"])
            .table("loan_wait")
            .and_where(Expr::cust("state in ('waiting', 'offered')"))
            .to_owned(),
    )
    .await?;
    // One offer of an item at a time, whoever is first to make it.
    m.create_index(
        unique("uq_loan_wait_offer", &["item_id"])
            .table("loan_wait")
            .and_where(Expr::col("state").eq("offered"))
            .to_owned(),
    )
    .await?;
    // The line for an item, in its order.
    m.create_index(index(
        "ix_loan_wait_line",
        "loan_wait",
        &["item_id", "state", "id"],
    ))
    .await
}

async fn lifts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("suspension_lift")
            .col(pk_auto("id"))
            .col(integer("account_id"))
            .col(integer("membership_id"))
            .col(date("lifted_on"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut references("suspension_lift", "account_id", "account"))
            .foreign_key(&mut references(
                "suspension_lift",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // When somebody's latest suspension was lifted.
    m.create_index(index(
        "ix_suspension_lift",
        "suspension_lift",
        &["account_id", "lifted_on"],
    ))
    .await?;
    // Whether somebody was late: their loans that ended since a day.
    m.create_index(index("ix_loan_account", "loan", &["account_id", "ends_on"]))
        .await
}
