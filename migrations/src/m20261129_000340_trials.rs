//! Trials: what schools say of the kit they borrow, and the partners they name to follow a loan.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 3] = ["loan_feedback", "feedback_tag", "loan_partner"];

const AUTHOR: &str = "NOT EXISTS (SELECT 1 FROM loan l JOIN membership m ON m.organisation_id = l.organisation_id \
     WHERE l.id = NEW.loan_id AND m.id = NEW.membership_id AND m.role IN ('teacher', 'organisation_manager'))";
const AUTHOR_SAYS: &str = "the school that borrows says what it was like";

/// What no statement gets round: a school speaks of kit it has, or had; and names partners, nobody else.
const GUARDS: [Guard; 5] = [
    Guard {
        name: "feedback_of_a_trial",
        on: "INSERT ON loan_feedback",
        when: "1 = 1",
        forbidden: "NOT EXISTS (SELECT 1 FROM loan l WHERE l.id = NEW.loan_id \
             AND (l.state = 'out' OR (l.state = 'returned' AND NEW.moment = 'end')))",
        says: "a feedback is of kit that went out",
    },
    Guard {
        name: "feedback_stays_with_its_loan",
        on: "UPDATE OF loan_id, moment ON loan_feedback",
        when: "OLD.loan_id <> NEW.loan_id OR OLD.moment <> NEW.moment",
        forbidden: "1 = 1",
        says: "a feedback stays with its loan",
    },
    Guard {
        name: "feedback_by_the_school",
        on: "INSERT ON loan_feedback",
        when: "1 = 1",
        forbidden: AUTHOR,
        says: AUTHOR_SAYS,
    },
    Guard {
        name: "feedback_corrected_by_the_school",
        on: "UPDATE OF membership_id ON loan_feedback",
        when: "1 = 1",
        forbidden: AUTHOR,
        says: AUTHOR_SAYS,
    },
    Guard {
        name: "loan_partner_named_by_the_school",
        on: "INSERT ON loan_partner",
        when: "1 = 1",
        forbidden: "NOT EXISTS (SELECT 1 FROM membership p WHERE p.id = NEW.membership_id AND p.role = 'loan_partner') \
             OR NOT EXISTS (SELECT 1 FROM loan l JOIN membership m ON m.organisation_id = l.organisation_id \
             WHERE l.id = NEW.loan_id AND m.id = NEW.named_by AND m.role IN ('teacher', 'organisation_manager'))",
        says: "a school names partners of its own loans",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        feedback(m).await?;
        partners(m).await?;
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

async fn feedback(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("loan_feedback")
            .col(pk_auto("id"))
            .col(integer("loan_id"))
            .col(text("moment"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("given_at"))
            .col(text("frequency"))
            .col(integer_null("autonomy_before"))
            .col(integer_null("autonomy_after"))
            .col(integer_null("voice"))
            .col(integer_null("effort"))
            .col(text_null("advice"))
            .col(text_null("outcome"))
            .col(text_null("leads_to"))
            .col(text_null("sealed_words"))
            .check(one_of("moment", &["mid", "end"]))
            .check(one_of(
                "frequency",
                &["never", "sometimes", "weekly", "daily"],
            ))
            .check(Expr::cust(
                "autonomy_before is null or autonomy_before between 1 and 5",
            ))
            .check(Expr::cust(
                "autonomy_after is null or autonomy_after between 1 and 5",
            ))
            .check(Expr::cust("voice is null or voice between 1 and 5"))
            .check(Expr::cust("effort is null or effort between 1 and 5"))
            .check(Expr::cust(
                "advice is null or advice in ('yes', 'with_help', 'no')",
            ))
            // What was never used has neither autonomy, nor effort, nor advice; what was used has each.
            .check(Expr::cust(
                "(frequency = 'never') = (autonomy_before is null) \
                 and (frequency = 'never') = (autonomy_after is null) \
                 and (frequency = 'never') = (effort is null) \
                 and (frequency = 'never') = (advice is null) \
                 and (frequency <> 'never' or voice is null)",
            ))
            .check(Expr::cust(
                "(moment = 'end') = (outcome is not null) \
                 and (outcome is null or outcome in ('conclusive', 'not_conclusive', 'unused')) \
                 and (outcome is null or (outcome = 'unused') = (frequency = 'never'))",
            ))
            .check(Expr::cust(
                "(leads_to is null or leads_to in ('mdph', 'pas', 'purchase')) \
                 and (leads_to is not null) = (outcome is not null and outcome = 'conclusive')",
            ))
            // Said once for each moment; also how the feedbacks of a page of loans are found.
            .index(&mut unique("uq_loan_feedback", &["loan_id", "moment"]))
            .foreign_key(&mut references("loan_feedback", "loan_id", "loan"))
            .foreign_key(&mut references(
                "loan_feedback",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("feedback_tag")
            .col(integer("feedback_id"))
            .col(text("list"))
            .col(text("tag"))
            .primary_key(Index::create().col("feedback_id").col("list").col("tag"))
            .check(one_of("list", &["activity", "obstacle", "reason"]))
            .check(Expr::cust("tag <> ''"))
            .foreign_key(&mut references(
                "feedback_tag",
                "feedback_id",
                "loan_feedback",
            ))
            .to_owned(),
    )
    .await
}

async fn partners(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("loan_partner")
            .col(integer("loan_id"))
            .col(integer("membership_id"))
            .col(text("kind"))
            .col(integer("named_by"))
            .col(timestamp_with_time_zone("named_at"))
            .primary_key(Index::create().col("loan_id").col("membership_id"))
            .check(one_of("kind", &["dsden", "mdph", "therapist", "pas"]))
            .foreign_key(&mut references("loan_partner", "loan_id", "loan"))
            .foreign_key(&mut references(
                "loan_partner",
                "membership_id",
                "membership",
            ))
            .foreign_key(&mut references("loan_partner", "named_by", "membership"))
            .to_owned(),
    )
    .await?;
    // The trials one partner may see: the condition of each of their pages.
    m.create_index(index(
        "ix_loan_partner_of",
        "loan_partner",
        &["membership_id", "loan_id"],
    ))
    .await
}
