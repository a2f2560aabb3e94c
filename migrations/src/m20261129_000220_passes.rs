//! Digital passes: how many a programme gives and which places take them, issues, what was given to whom, letters on
//! paper, settlements, and the ledger itself, one row for each pass.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 7] = [
    "pass_rule",
    "pass_place",
    "pass_issue",
    "pass_print",
    "pass_grant",
    "pass_settlement",
    "pass",
];

const ISSUED: &str = "an issue of passes stays as it was made";
const GIVEN: &str = "passes are given for a request of the own organisation, and stay given";
const SETTLED: &str = "a settlement stays as it was made";
const LEDGER: &str = "a pass goes its way in one direction, and each step once";

const GUARDS: [Guard; 11] = [
    Guard {
        name: "pass_issue_settled",
        on: "UPDATE ON pass_issue",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: ISSUED,
    },
    Guard {
        name: "pass_issue_kept",
        on: "DELETE ON pass_issue",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: ISSUED,
    },
    // For the person and the programme of a request that stands, by somebody of the organisation that sent it.
    Guard {
        name: "pass_grant_for_request",
        on: "INSERT ON pass_grant",
        when: "NEW.request_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM request r JOIN membership m ON m.id = NEW.given_by \
             WHERE r.id = NEW.request_id AND r.recipient_id = NEW.recipient_id \
             AND r.programme_id = NEW.programme_id AND r.organisation_id = NEW.organisation_id \
             AND r.state NOT IN ('refused', 'cancelled') AND m.organisation_id = NEW.organisation_id)",
        says: GIVEN,
    },
    // Printing and withdrawing are the two things that still happen to it, each once.
    Guard {
        name: "pass_grant_settled",
        on: "UPDATE ON pass_grant",
        when: "OLD.id IS NOT NULL",
        forbidden: "NEW.request_id <> OLD.request_id OR NEW.recipient_id <> OLD.recipient_id \
             OR NEW.programme_id <> OLD.programme_id OR NEW.organisation_id <> OLD.organisation_id \
             OR NEW.given_by <> OLD.given_by OR NEW.given_at <> OLD.given_at OR NEW.channel <> OLD.channel \
             OR (OLD.print_id IS NOT NULL AND COALESCE(NEW.print_id, 0) <> OLD.print_id) \
             OR (OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at IS NULL OR NEW.withdrawn_at <> OLD.withdrawn_at))",
        says: GIVEN,
    },
    Guard {
        name: "pass_grant_kept",
        on: "DELETE ON pass_grant",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: GIVEN,
    },
    Guard {
        name: "pass_settlement_settled",
        on: "UPDATE ON pass_settlement",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "pass_settlement_kept",
        on: "DELETE ON pass_settlement",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    // A pass begins as issued, and an issue has as many as it says.
    Guard {
        name: "pass_begins",
        on: "INSERT ON pass",
        when: "NEW.issue_id IS NOT NULL",
        forbidden: "NEW.state <> 'issued' OR NEW.number NOT BETWEEN 1 AND \
             (SELECT i.passes FROM pass_issue i WHERE i.id = NEW.issue_id)",
        says: LEDGER,
    },
    Guard {
        name: "pass_moves",
        on: "UPDATE ON pass",
        when: "OLD.id IS NOT NULL",
        forbidden: "NOT (NEW.state = OLD.state OR (OLD.state = 'issued' AND NEW.state IN ('given', 'cancelled')) \
             OR (OLD.state = 'given' AND NEW.state IN ('used', 'cancelled')) \
             OR (OLD.state = 'used' AND NEW.state = 'paid')) \
             OR NEW.issue_id <> OLD.issue_id OR NEW.number <> OLD.number OR NEW.code_key <> OLD.code_key \
             OR (OLD.grant_id IS NOT NULL AND (COALESCE(NEW.grant_id, 0) <> OLD.grant_id \
                 OR NEW.given_at IS NULL OR NEW.given_at <> OLD.given_at)) \
             OR (OLD.used_at IS NOT NULL AND (NEW.used_at <> OLD.used_at OR NEW.used_by <> OLD.used_by \
                 OR NEW.used_site_id <> OLD.used_site_id OR NEW.used_organisation_id <> OLD.used_organisation_id)) \
             OR (OLD.settlement_id IS NOT NULL AND NEW.settlement_id <> OLD.settlement_id)",
        says: LEDGER,
    },
    // Used where the programme's passes are taken, for the organisation whose place it is.
    Guard {
        name: "pass_used_at_place",
        on: "UPDATE ON pass",
        when: "NEW.state = 'used' AND OLD.state <> 'used'",
        forbidden: "NOT EXISTS (SELECT 1 FROM pass_place p JOIN site s ON s.id = p.site_id \
             WHERE p.programme_id = NEW.programme_id AND p.site_id = NEW.used_site_id \
             AND p.ended_at IS NULL AND s.organisation_id = NEW.used_organisation_id)",
        says: "the passes of this programme are not taken there",
    },
    Guard {
        name: "pass_kept",
        on: "DELETE ON pass",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: LEDGER,
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        rules(m).await?;
        issues(m).await?;
        grants(m).await?;
        settlements(m).await?;
        ledger(m).await?;
        guards::up(m, &GUARDS).await?;
        outbox::up(m, self.name()).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        outbox::down(m, self.name()).await?;
        guards::down(m, &GUARDS).await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// What a programme gives, and which places take it.
async fn rules(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pass_rule")
            .col(integer("programme_id"))
            .col(text("level"))
            .col(integer("passes"))
            .primary_key(Index::create().col("programme_id").col("level"))
            .check(one_of(
                "level",
                &["assisted", "beginner", "independent", "not_placed"],
            ))
            .check(Expr::cust("passes between 0 and 50"))
            .foreign_key(&mut references("pass_rule", "programme_id", "programme"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("pass_place")
            .col(integer("programme_id"))
            .col(integer("site_id"))
            .col(timestamp_with_time_zone("admitted_at"))
            .col(timestamp_with_time_zone_null("ended_at"))
            // A place is admitted or not; what was used there keeps pointing at it.
            .primary_key(Index::create().col("programme_id").col("site_id"))
            .foreign_key(&mut references("pass_place", "programme_id", "programme"))
            .foreign_key(&mut references("pass_place", "site_id", "site"))
            .to_owned(),
    )
    .await
}

async fn issues(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pass_issue")
            .col(pk_auto("id"))
            .col(integer("programme_id"))
            .col(integer("passes"))
            .col(integer("value_cents"))
            // The first moment at which its passes are no longer taken: a midnight in France.
            .col(timestamp_with_time_zone("expires_at"))
            .col(integer("issued_by"))
            .col(timestamp_with_time_zone("issued_at"))
            .check(Expr::cust("passes between 1 and 500"))
            .check(Expr::cust("value_cents between 1 and 100000"))
            .check(Expr::cust("issued_at < expires_at"))
            // What a pass repeats of its issue.
            .index(&mut unique(
                "uq_pass_issue_terms",
                &["id", "programme_id", "value_cents", "expires_at"],
            ))
            .foreign_key(&mut references("pass_issue", "programme_id", "programme"))
            .foreign_key(&mut references("pass_issue", "issued_by", "membership"))
            .to_owned(),
    )
    .await
}

/// The passes of a request, given at once, and the letters on paper that go together.
async fn grants(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pass_print")
            .col(pk_auto("id"))
            .col(integer("organisation_id"))
            .col(integer("printed_by"))
            .col(timestamp_with_time_zone("printed_at"))
            // What a letter repeats of its batch.
            .index(&mut unique(
                "uq_pass_print_organisation",
                &["id", "organisation_id"],
            ))
            .foreign_key(&mut references(
                "pass_print",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references("pass_print", "printed_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("pass_grant")
            .col(pk_auto("id"))
            .col(integer("request_id"))
            .col(integer("recipient_id"))
            .col(integer("organisation_id"))
            .col(integer("programme_id"))
            .col(integer("given_by"))
            .col(timestamp_with_time_zone("given_at"))
            .col(text("channel"))
            .col(integer_null("print_id"))
            .col(timestamp_with_time_zone_null("withdrawn_at"))
            .check(one_of("channel", &["mail", "paper"]))
            .check(Expr::cust("print_id is null or channel = 'paper'"))
            // What a pass repeats of what it was given with.
            .index(&mut unique(
                "uq_pass_grant_programme",
                &["id", "programme_id"],
            ))
            .foreign_key(&mut references("pass_grant", "request_id", "request"))
            .foreign_key(&mut references("pass_grant", "recipient_id", "recipient"))
            .foreign_key(&mut references(
                "pass_grant",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references("pass_grant", "programme_id", "programme"))
            .foreign_key(&mut references("pass_grant", "given_by", "membership"))
            .foreign_key(&mut references_many(
                "pass_grant",
                &["print_id", "organisation_id"],
                "pass_print",
                &["id", "organisation_id"],
            ))
            .to_owned(),
    )
    .await?;
    // A request is given its passes once, until they are withdrawn; also what its page reads.
    m.create_index(
        unique("uq_pass_grant_live", &["request_id"])
            .table("pass_grant")
            .and_where(Expr::col("withdrawn_at").is_null())
            .to_owned(),
    )
    .await?;
    // The letters of an organisation: those that wait to be printed, and those of a batch.
    m.create_index(index(
        "ix_pass_grant_letters",
        "pass_grant",
        &["organisation_id", "channel", "print_id"],
    ))
    .await
}

async fn settlements(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pass_settlement")
            .col(pk_auto("id"))
            .col(integer("programme_id"))
            .col(integer("organisation_id"))
            .col(date("from_on"))
            .col(date("until_on"))
            .col(integer("passes"))
            .col(integer("amount_cents"))
            .col(integer("settled_by"))
            .col(timestamp_with_time_zone("settled_at"))
            .check(Expr::cust("from_on <= until_on"))
            .check(Expr::cust("passes > 0"))
            .check(Expr::cust("amount_cents > 0"))
            // What a pass repeats of its settlement; the organisation is the one it was used at.
            .index(&mut unique(
                "uq_pass_settlement_payee",
                &["id", "programme_id", "organisation_id"],
            ))
            .foreign_key(&mut references(
                "pass_settlement",
                "programme_id",
                "programme",
            ))
            .foreign_key(&mut references(
                "pass_settlement",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "pass_settlement",
                "settled_by",
                "membership",
            ))
            .to_owned(),
    )
    .await
}

/// What must be there in each state, and what must not.
const STATES: &str = "(state = 'issued' and grant_id is null and used_at is null and settlement_id is null) \
     or (state = 'given' and grant_id is not null and used_at is null and settlement_id is null) \
     or (state = 'used' and grant_id is not null and used_at is not null and settlement_id is null) \
     or (state = 'paid' and grant_id is not null and used_at is not null and settlement_id is not null) \
     or (state = 'cancelled' and used_at is null and settlement_id is null)";

async fn ledger(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pass")
            .col(pk_auto("id"))
            .col(integer("issue_id"))
            .col(integer("number"))
            .col(integer("programme_id"))
            .col(integer("value_cents"))
            .col(timestamp_with_time_zone("expires_at"))
            .col(text("state"))
            .col(text("code_key"))
            .col(text_null("sealed_code"))
            .col(integer_null("grant_id"))
            .col(timestamp_with_time_zone_null("given_at"))
            .col(timestamp_with_time_zone_null("used_at"))
            .col(integer_null("used_by"))
            .col(integer_null("used_site_id"))
            .col(integer_null("used_organisation_id"))
            .col(integer_null("settlement_id"))
            .col(integer("version"))
            .check(one_of(
                "state",
                &["issued", "given", "used", "paid", "cancelled"],
            ))
            .check(Expr::cust(STATES))
            // The code can be read as long as it may still be printed, and no longer.
            .check(Expr::cust(
                "(state in ('issued', 'given')) = (sealed_code is not null)",
            ))
            .check(Expr::cust("(grant_id is null) = (given_at is null)"))
            .check(Expr::cust("given_at is null or given_at < expires_at"))
            .check(Expr::cust(
                "(used_at is null) = (used_by is null) and (used_at is null) = (used_site_id is null) \
                 and (used_at is null) = (used_organisation_id is null)",
            ))
            .check(Expr::cust(
                "used_at is null or (used_at < expires_at and given_at <= used_at)",
            ))
            .check(Expr::cust("version > 0"))
            // A number of an issue is one pass.
            .index(&mut unique("uq_pass_number", &["issue_id", "number"]))
            // What a scanned code is found by; no code is there twice.
            .index(&mut unique("uq_pass_code", &["code_key"]))
            .foreign_key(&mut references_many(
                "pass",
                &["issue_id", "programme_id", "value_cents", "expires_at"],
                "pass_issue",
                &["id", "programme_id", "value_cents", "expires_at"],
            ))
            .foreign_key(&mut references_many(
                "pass",
                &["grant_id", "programme_id"],
                "pass_grant",
                &["id", "programme_id"],
            ))
            .foreign_key(&mut references_many(
                "pass",
                &["programme_id", "used_site_id"],
                "pass_place",
                &["programme_id", "site_id"],
            ))
            .foreign_key(&mut references("pass", "used_by", "membership"))
            .foreign_key(&mut references_many(
                "pass",
                &["settlement_id", "programme_id", "used_organisation_id"],
                "pass_settlement",
                &["id", "programme_id", "organisation_id"],
            ))
            .to_owned(),
    )
    .await?;
    // The next passes to give, those that end first before the others; and the ledger by programme and state.
    m.create_index(index(
        "ix_pass_stock",
        "pass",
        &["programme_id", "state", "expires_at"],
    ))
    .await?;
    // The passes of a request.
    m.create_index(index("ix_pass_grant", "pass", &["grant_id"]))
        .await?;
    // What is owed to an organisation for a period, and what was used at a place today.
    m.create_index(index(
        "ix_pass_used",
        "pass",
        &["used_organisation_id", "used_at"],
    ))
    .await
}
