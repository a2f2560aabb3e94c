//! Short loans at a counter: the rules of a programme that lends on the spot, what a handover gains by it, who may borrow
//! again though they were late, and the messages about the end of a loan.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 3] = ["counter_rule", "counter_lift", "counter_reminder"];

const RULES: &str = "the rules of loans at a counter are added, never changed";

const LENT_ON: &str = "EXISTS (SELECT 1 FROM handover h JOIN enrolment e ON e.request_id = h.request_id \
     WHERE h.onboarding_id = OLD.session_id AND e.id = OLD.enrolment_id)";

const GUARDS: [Guard; 8] = [
    Guard {
        name: "counter_rule_stays",
        on: "UPDATE ON counter_rule",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: RULES,
    },
    Guard {
        name: "counter_rule_kept",
        on: "DELETE ON counter_rule",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: RULES,
    },
    // Law 1: a loan at a counter names the individual accompaniment that its clearance rests on: the person trained was
    // there, at this place, for as long as the programme asks, with who hands over, whom the programme lets give it.
    Guard {
        name: "counter_loan_onboarded",
        on: "INSERT ON handover",
        when: "NEW.onboarding_id IS NOT NULL",
        forbidden: "NEW.due_back_on IS NULL OR NEW.loan_slot IS NULL OR COALESCE(NEW.extensions, 1) <> 0 \
             OR NEW.legal_chain <> 'loan_for_use' OR NEW.exchange_of IS NOT NULL OR NEW.definitive_at IS NOT NULL \
             OR NOT EXISTS (SELECT 1 FROM counter_rule r WHERE r.programme_id = NEW.programme_id \
                 AND r.id = (SELECT MAX(x.id) FROM counter_rule x WHERE x.programme_id = NEW.programme_id) \
                 AND NEW.loan_slot BETWEEN 1 AND r.at_once \
                 AND (r.onboarded_by = 'clerks' OR EXISTS (SELECT 1 FROM membership c \
                     JOIN membership t ON t.account_id = c.account_id \
                     WHERE c.id = NEW.clerk_id AND t.role = 'trainer' AND t.ended_at IS NULL))) \
             OR NOT EXISTS (SELECT 1 FROM training_session s JOIN attendance a ON a.session_id = s.id \
                 JOIN enrolment e ON e.id = a.enrolment_id \
                 JOIN clearance c ON c.request_id = e.request_id AND c.learner_id = e.learner_id \
                 JOIN programme p ON p.id = NEW.programme_id \
                 WHERE s.id = NEW.onboarding_id AND s.form = 'individual' AND s.site_id = NEW.site_id \
                 AND s.trainer_id = NEW.clerk_id AND s.cancelled_at IS NULL \
                 AND p.gate = 'attended' AND p.required_minutes > 0 AND s.minutes >= p.required_minutes \
                 AND a.state = 'present' AND e.withdrawn_at IS NULL AND e.request_id = NEW.request_id \
                 AND c.id = NEW.clearance_id AND c.basis = 'attended')",
        says: "a loan at a counter follows the onboarding that its programme asks for, given by who may give it",
    },
    // A programme that lends lets nothing go for good, and nothing without a day to bring it back.
    Guard {
        name: "counter_programme_lends",
        on: "INSERT ON handover",
        when: "NEW.onboarding_id IS NULL",
        forbidden: "EXISTS (SELECT 1 FROM counter_rule r WHERE r.programme_id = NEW.programme_id)",
        says: "under a programme that lends at a counter, a device leaves on a loan only",
    },
    Guard {
        name: "counter_loan_stays",
        on: "UPDATE ON handover",
        when: "OLD.id IS NOT NULL",
        forbidden: "COALESCE(NEW.onboarding_id, 0) <> COALESCE(OLD.onboarding_id, 0) \
             OR COALESCE(NEW.loan_slot, 0) <> COALESCE(OLD.loan_slot, 0) \
             OR (OLD.onboarding_id IS NULL AND NEW.extensions IS NOT NULL) \
             OR (OLD.onboarding_id IS NOT NULL AND (NEW.definitive_at IS NOT NULL \
                 OR NEW.due_back_on IS NULL OR NEW.extensions IS NULL \
                 OR NOT ((NEW.due_back_on = OLD.due_back_on AND NEW.extensions = OLD.extensions) \
                     OR (NEW.due_back_on > OLD.due_back_on AND NEW.extensions = OLD.extensions + 1 \
                         AND OLD.ended_at IS NULL))))",
        says: "a loan at a counter is brought back, and is made longer one step at a time",
    },
    // Law 2, for the past: the place and the person of an onboarding that a device was lent on. Its hours stay already.
    Guard {
        name: "counter_onboarding_stays",
        on: "UPDATE ON training_session",
        when: "NEW.trainer_id <> OLD.trainer_id OR NEW.site_id <> OLD.site_id OR NEW.form <> OLD.form",
        forbidden: "EXISTS (SELECT 1 FROM handover h WHERE h.onboarding_id = NEW.id)",
        says: "a device was lent on this onboarding",
    },
    Guard {
        name: "counter_presence_stays",
        on: "UPDATE ON attendance",
        when: "OLD.state = 'present' AND (NEW.state <> 'present' OR NEW.session_id <> OLD.session_id \
             OR NEW.enrolment_id <> OLD.enrolment_id)",
        forbidden: LENT_ON,
        says: "a device was lent on this presence",
    },
    Guard {
        name: "counter_presence_kept",
        on: "DELETE ON attendance",
        when: "OLD.state = 'present'",
        forbidden: LENT_ON,
        says: "a device was lent on this presence",
    },
];

const INDEXES: [&str; 4] = [
    "uq_counter_loan_slot",
    "ix_counter_loan_out",
    "ix_counter_loan_recipient",
    "ix_counter_loan_onboarding",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let change = Table::alter()
                .table("handover")
                .add_column(column)
                .to_owned();
            m.alter_table(change).await?;
        }
        rules(m).await?;
        lifts(m).await?;
        reminders(m).await?;
        indexes(m).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for name in INDEXES {
            m.drop_index(Index::drop().name(name).table("handover").to_owned())
                .await?;
        }
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for column in columns().into_iter().rev() {
            let change = Table::alter()
                .table("handover")
                .drop_column(column.get_column_name())
                .to_owned();
            m.alter_table(change).await?;
        }
        Ok(())
    }
}

fn columns() -> Vec<ColumnDef> {
    vec![
        // The accompaniment of a loan at a counter; none: another handover.
        integer_null("onboarding_id"),
        // The number of this loan among the person's open ones.
        integer_null("loan_slot"),
        // How often it was made longer.
        integer_null("extensions"),
    ]
}

async fn rules(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("counter_rule")
            .col(pk_auto("id"))
            .col(integer("programme_id"))
            .col(integer("longest_days"))
            .col(integer("extension_days"))
            .col(integer("at_once"))
            .col(text("onboarded_by"))
            .col(integer("remind_days"))
            .col(integer("late_returns"))
            .col(integer("late_months"))
            .col(integer("suspension_days"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("declared_at"))
            .check(Expr::cust("longest_days between 1 and 366"))
            .check(Expr::cust("extension_days between 0 and 180"))
            .check(Expr::cust("at_once between 1 and 10"))
            .check(one_of("onboarded_by", &["trainers", "clerks"]))
            .check(Expr::cust("remind_days between 1 and 60"))
            .check(Expr::cust("late_returns between 0 and 20"))
            .check(Expr::cust("late_months between 1 and 36"))
            .check(Expr::cust("suspension_days between 1 and 366"))
            .foreign_key(&mut references("counter_rule", "programme_id", "programme"))
            .foreign_key(&mut references(
                "counter_rule",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The latest of a programme holds: asked at every handover.
    m.create_index(index(
        "ix_counter_rule_programme",
        "counter_rule",
        &["programme_id", "id"],
    ))
    .await
}

async fn lifts(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("counter_lift")
            .col(pk_auto("id"))
            .col(integer("recipient_id"))
            .col(integer("programme_id"))
            .col(integer("membership_id"))
            .col(date("lifted_on"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut references("counter_lift", "recipient_id", "recipient"))
            .foreign_key(&mut references("counter_lift", "programme_id", "programme"))
            .foreign_key(&mut references(
                "counter_lift",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // Asked of one person, when they stand at the counter.
    m.create_index(index(
        "ix_counter_lift_recipient",
        "counter_lift",
        &["recipient_id"],
    ))
    .await
}

async fn reminders(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("counter_reminder")
            .col(integer("handover_id"))
            .col(text("moment"))
            .col(date("due_on"))
            .col(timestamp_with_time_zone("at"))
            // Each once, whichever node is first; an extension begins anew.
            .primary_key(
                Index::create()
                    .col("handover_id")
                    .col("moment")
                    .col("due_on"),
            )
            .check(one_of(
                "moment",
                &["before", "last_day", "late", "very_late"],
            ))
            .foreign_key(&mut references(
                "counter_reminder",
                "handover_id",
                "handover",
            ))
            .to_owned(),
    )
    .await
}

async fn indexes(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    // As many loans at once as the rule says: two that hurry meet here.
    m.create_index(
        unique(
            "uq_counter_loan_slot",
            &["programme_id", "recipient_id", "loan_slot"],
        )
        .table("handover")
        .and_where(Expr::col("loan_slot").is_not_null())
        .and_where(Expr::col("ended_at").is_null())
        .to_owned(),
    )
    .await?;
    // What is out from a counter, the first to come back first; and what is to be reminded of. Most handovers are no loans.
    m.create_index(
        index("ix_counter_loan_out", "handover", &["due_back_on", "id"])
            .and_where(Expr::col("onboarding_id").is_not_null())
            .and_where(Expr::col("ended_at").is_null())
            .to_owned(),
    )
    .await?;
    // Whether somebody was late: their loans, open and over.
    m.create_index(
        index("ix_counter_loan_recipient", "handover", &["recipient_id"])
            .and_where(Expr::col("onboarding_id").is_not_null())
            .to_owned(),
    )
    .await?;
    // What the guard over training sessions reads.
    m.create_index(
        index("ix_counter_loan_onboarding", "handover", &["onboarding_id"])
            .and_where(Expr::col("onboarding_id").is_not_null())
            .to_owned(),
    )
    .await
}
