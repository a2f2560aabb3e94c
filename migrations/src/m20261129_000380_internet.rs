//! Internet access: help with a subscription, prepaid SIM cards and vouchers with a number of their own, and what both
//! cost each fund.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Each after what it points at.
const TABLES: [&str; 4] = [
    "internet_plan",
    "internet_plan_notice",
    "prepaid",
    "internet_spend",
];

const PLAN: &str = "a plan keeps its terms: it is renewed or stopped";
const STOCK: &str = "a prepaid card or voucher goes its way in one direction, and each step once";
const SPEND: &str = "what was spent stays as it was noted";

const GUARDS: [Guard; 12] = [
    // For the person and the programme of a request that stands, under a programme that brings internet access.
    Guard {
        name: "internet_plan_for_request",
        on: "INSERT ON internet_plan",
        when: "NEW.request_id IS NOT NULL",
        forbidden: "NEW.stopped_on IS NOT NULL OR NEW.renewals <> 0 OR NOT EXISTS (SELECT 1 FROM request r \
             JOIN programme p ON p.id = r.programme_id JOIN recipient b ON b.id = r.recipient_id \
             WHERE r.id = NEW.request_id AND r.recipient_id = NEW.recipient_id \
             AND r.programme_id = NEW.programme_id AND r.organisation_id = NEW.organisation_id \
             AND r.state NOT IN ('refused', 'cancelled') AND p.connectivity IS NOT NULL \
             AND b.restricted_at IS NULL AND b.erased_at IS NULL)",
        says: "a plan is opened for a request that stands, under a programme with internet access",
    },
    Guard {
        name: "internet_plan_settled",
        on: "UPDATE ON internet_plan",
        when: "OLD.id IS NOT NULL",
        forbidden: "NEW.request_id <> OLD.request_id OR NEW.recipient_id <> OLD.recipient_id \
             OR NEW.programme_id <> OLD.programme_id OR NEW.organisation_id <> OLD.organisation_id \
             OR NEW.operator <> OLD.operator OR NEW.monthly_cents <> OLD.monthly_cents \
             OR NEW.own_cents <> OLD.own_cents OR NEW.share_cents <> OLD.share_cents OR NEW.fund <> OLD.fund \
             OR NEW.starts_on <> OLD.starts_on OR NEW.first_month <> OLD.first_month \
             OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at \
             OR (OLD.stopped_on IS NOT NULL AND (NEW.stopped_on IS NULL OR NEW.stopped_on <> OLD.stopped_on \
                 OR NEW.stop_reason <> OLD.stop_reason OR NEW.ends_on <> OLD.ends_on)) \
             OR NOT ((NEW.ends_on = OLD.ends_on AND NEW.renewals = OLD.renewals) \
                 OR (NEW.ends_on > OLD.ends_on AND NEW.renewals = OLD.renewals + 1))",
        says: PLAN,
    },
    Guard {
        name: "internet_plan_kept",
        on: "DELETE ON internet_plan",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: PLAN,
    },
    Guard {
        name: "prepaid_begins",
        on: "INSERT ON prepaid",
        when: "NEW.kind IS NOT NULL",
        forbidden: "NEW.state <> 'here'",
        says: STOCK,
    },
    Guard {
        name: "prepaid_moves",
        on: "UPDATE ON prepaid",
        when: "OLD.id IS NOT NULL",
        forbidden: "NOT (NEW.state = OLD.state OR (OLD.state = 'here' AND NEW.state IN ('given', 'written_off'))) \
             OR NEW.kind <> OLD.kind OR NEW.operator <> OLD.operator OR NEW.model_key <> OLD.model_key \
             OR COALESCE(NEW.iccid, '') <> COALESCE(OLD.iccid, '') \
             OR COALESCE(NEW.code_key, '') <> COALESCE(OLD.code_key, '') \
             OR NEW.value_cents <> OLD.value_cents OR NEW.fund <> OLD.fund \
             OR NEW.received_at <> OLD.received_at OR NEW.received_by <> OLD.received_by \
             OR (OLD.state <> 'here' AND (NEW.site_id <> OLD.site_id OR NEW.closed_at <> OLD.closed_at)) \
             OR (OLD.state = 'given' AND (NEW.request_id <> OLD.request_id OR NEW.recipient_id <> OLD.recipient_id \
                 OR NEW.clearance_id <> OLD.clearance_id \
                 OR COALESCE(NEW.handover_id, 0) <> COALESCE(OLD.handover_id, 0)))",
        says: STOCK,
    },
    // Law 1: with a clearance that names the card or the voucher, or with the device whose clearance it is, at the same
    // moment or later, as long as the person has it. The key of the table says whose clearance, and that it is used.
    Guard {
        name: "prepaid_cleared",
        on: "UPDATE ON prepaid",
        when: "NEW.state = 'given' AND OLD.state <> 'given'",
        forbidden: "NOT EXISTS (SELECT 1 FROM request r JOIN programme p ON p.id = r.programme_id \
                 JOIN recipient b ON b.id = r.recipient_id \
                 WHERE r.id = NEW.request_id AND r.pickup_site_id = NEW.site_id \
                 AND r.state NOT IN ('refused', 'cancelled') AND p.connectivity IS NOT NULL \
                 AND b.restricted_at IS NULL AND b.erased_at IS NULL) \
             OR (NEW.handover_id IS NULL AND NEW.clearance_model_key <> NEW.model_key) \
             OR (NEW.handover_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM handover h \
                 WHERE h.id = NEW.handover_id AND h.clearance_id = NEW.clearance_id AND h.ended_at IS NULL))",
        says: "a prepaid card or voucher leaves with a clearance of its own, or with the device that was cleared",
    },
    Guard {
        name: "prepaid_kept",
        on: "DELETE ON prepaid",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: STOCK,
    },
    // A month of a plan costs what the plan says, from the fund it says, while it runs.
    Guard {
        name: "internet_spend_of_plan",
        on: "INSERT ON internet_spend",
        when: "NEW.plan_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM internet_plan p WHERE p.id = NEW.plan_id AND p.fund = NEW.fund \
             AND p.share_cents = NEW.cents AND NEW.month >= p.first_month \
             AND NEW.month <= COALESCE(p.stopped_on, p.ends_on))",
        says: "a month is noted while the plan runs, as the plan says",
    },
    // A card or a voucher costs its fund when it is handed over.
    Guard {
        name: "internet_spend_of_prepaid",
        on: "INSERT ON internet_spend",
        when: "NEW.prepaid_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM prepaid c WHERE c.id = NEW.prepaid_id AND c.state = 'given' \
             AND c.fund = NEW.fund AND c.value_cents = NEW.cents)",
        says: "a prepaid card or voucher costs its fund when it is handed over",
    },
    Guard {
        name: "internet_spend_settled",
        on: "UPDATE ON internet_spend",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SPEND,
    },
    Guard {
        name: "internet_spend_kept",
        on: "DELETE ON internet_spend",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SPEND,
    },
    // The end a notice is about is one the plan had.
    Guard {
        name: "internet_plan_notice_of_end",
        on: "INSERT ON internet_plan_notice",
        when: "NEW.plan_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM internet_plan p WHERE p.id = NEW.plan_id AND p.ends_on = NEW.ends_on)",
        says: "a notice is about the end of the plan",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        plans(m).await?;
        notices(m).await?;
        prepaid(m).await?;
        spend(m).await?;
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

async fn plans(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("internet_plan")
            .col(pk_auto("id"))
            .col(integer("request_id"))
            .col(integer("recipient_id"))
            .col(integer("programme_id"))
            .col(integer("organisation_id"))
            .col(integer_null("programme_version"))
            // Which operator. The words are the program's, and grow with it.
            .col(text("operator"))
            .col(integer("monthly_cents"))
            .col(integer("own_cents"))
            .col(integer("share_cents"))
            .col(text("fund"))
            .col(date("starts_on"))
            .col(date("first_month"))
            .col(date("ends_on"))
            .col(integer("renewals"))
            .col(integer("opened_by"))
            .col(timestamp_with_time_zone("opened_at"))
            .col(date_null("stopped_on"))
            .col(text_null("stop_reason"))
            .col(integer("version"))
            .check(Expr::cust("monthly_cents between 1 and 100000"))
            .check(Expr::cust("own_cents >= 0 and share_cents > 0"))
            .check(Expr::cust("own_cents + share_cents = monthly_cents"))
            .check(Expr::cust("fund <> ''"))
            .check(Expr::cust(
                "first_month <= starts_on and starts_on <= ends_on",
            ))
            .check(Expr::cust("renewals >= 0"))
            .check(Expr::cust("stopped_on is null or stopped_on <= ends_on"))
            .check(Expr::cust("(stopped_on is null) = (stop_reason is null)"))
            .check(one_of(
                "stop_reason",
                &[
                    "given_up",
                    "closed_by_operator",
                    "no_longer_admitted",
                    "mistake",
                    "person_forgotten",
                ],
            ))
            .check(Expr::cust("version > 0"))
            .foreign_key(&mut references("internet_plan", "request_id", "request"))
            .foreign_key(&mut references(
                "internet_plan",
                "recipient_id",
                "recipient",
            ))
            .foreign_key(&mut references(
                "internet_plan",
                "programme_id",
                "programme",
            ))
            .foreign_key(&mut references(
                "internet_plan",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references("internet_plan", "opened_by", "membership"))
            .to_owned(),
    )
    .await?;
    // A person has one plan at a time, whoever asked for it.
    m.create_index(
        unique("uq_internet_plan_open", &["recipient_id"])
            .table("internet_plan")
            .and_where(Expr::col("stopped_on").is_null())
            .to_owned(),
    )
    .await?;
    // The page of a request.
    m.create_index(index(
        "ix_internet_plan_request",
        "internet_plan",
        &["request_id"],
    ))
    .await?;
    // The plans that end soon, and those whose month is to be noted.
    m.create_index(index(
        "ix_internet_plan_end",
        "internet_plan",
        &["stopped_on", "ends_on"],
    ))
    .await
}

async fn notices(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("internet_plan_notice")
            .col(integer("plan_id"))
            .col(date("ends_on"))
            .col(timestamp_with_time_zone("at"))
            // Told once of each end, whichever node is first.
            .primary_key(Index::create().col("plan_id").col("ends_on"))
            .foreign_key(&mut references(
                "internet_plan_notice",
                "plan_id",
                "internet_plan",
            ))
            .to_owned(),
    )
    .await
}

/// What must be there in each state, and what must not.
const STATES: &str = "(state = 'here' and clearance_id is null and closed_at is null and write_off is null) \
     or (state = 'given' and clearance_id is not null and closed_at is not null and write_off is null) \
     or (state = 'written_off' and clearance_id is null and closed_at is not null and write_off is not null)";

/// What is written together when it is handed over.
const TOGETHER: &str = "(clearance_id is null) = (request_id is null) \
     and (clearance_id is null) = (recipient_id is null) and (clearance_id is null) = (programme_id is null) \
     and (clearance_id is null) = (clearance_model_key is null) \
     and (clearance_id is null) = (clearance_state is null) and (clearance_id is null) = (handed_to is null) \
     and (clearance_id is null) = (identity_seen is null) and (clearance_id is null) = (clerk_id is null) \
     and (handover_id is null or clearance_id is not null)";

async fn prepaid(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("prepaid")
            .col(pk_auto("id"))
            .col(text("kind"))
            .col(text("operator"))
            .col(text("model_key"))
            .col(text_null("iccid"))
            .col(text_null("code_key"))
            .col(text_null("sealed_code"))
            .col(integer("value_cents"))
            .col(text("fund"))
            .col(date_null("expires_on"))
            .col(text("state"))
            .col(integer("site_id"))
            .col(integer("received_by"))
            .col(timestamp_with_time_zone("received_at"))
            .col(integer_null("request_id"))
            .col(integer_null("recipient_id"))
            .col(integer_null("programme_id"))
            .col(integer_null("clearance_id"))
            .col(text_null("clearance_model_key"))
            .col(text_null("clearance_state"))
            .col(integer_null("handover_id"))
            .col(text_null("handed_to"))
            .col(text_null("identity_seen"))
            .col(integer_null("clerk_id"))
            .col(timestamp_with_time_zone_null("closed_at"))
            .col(text_null("write_off"))
            .col(integer("version"))
            .check(one_of("kind", &["sim", "voucher"]))
            .check(Expr::cust("(kind = 'sim') = (iccid is not null)"))
            .check(Expr::cust("(kind = 'voucher') = (code_key is not null)"))
            // What opens a voucher is kept until it is used or written off; a card has nothing to open.
            .check(Expr::cust(
                "(kind = 'voucher' and state <> 'written_off') = (sealed_code is not null)",
            ))
            .check(Expr::cust("value_cents between 1 and 100000"))
            .check(Expr::cust("fund <> ''"))
            .check(one_of("state", &["here", "given", "written_off"]))
            .check(one_of("write_off", &["lost", "faulty", "expired"]))
            .check(Expr::cust(
                "clearance_state is null or clearance_state = 'used'",
            ))
            .check(one_of("handed_to", &["recipient", "proxy"]))
            .check(one_of(
                "identity_seen",
                &[
                    "identity_card",
                    "passport",
                    "residence_permit",
                    "driving_licence",
                    "known_to_prescriber",
                ],
            ))
            .check(Expr::cust(STATES))
            .check(Expr::cust(TOGETHER))
            .check(Expr::cust("version > 0"))
            // A number is one card, and a code one voucher; also what a scan finds them by.
            .index(&mut unique("uq_prepaid_iccid", &["iccid"]))
            .index(&mut unique("uq_prepaid_code", &["code_key"]))
            // Law 1: one clearance, one card or voucher.
            .index(&mut unique("uq_prepaid_clearance", &["clearance_id"]))
            .foreign_key(&mut references("prepaid", "site_id", "site"))
            .foreign_key(&mut references("prepaid", "received_by", "membership"))
            .foreign_key(&mut references("prepaid", "clerk_id", "membership"))
            .foreign_key(&mut references("prepaid", "handover_id", "handover"))
            .foreign_key(&mut references_many(
                "prepaid",
                &[
                    "clearance_id",
                    "request_id",
                    "recipient_id",
                    "programme_id",
                    "clearance_model_key",
                    "clearance_state",
                ],
                "clearance",
                &[
                    "id",
                    "request_id",
                    "recipient_id",
                    "programme_id",
                    "model_key",
                    "state",
                ],
            ))
            .to_owned(),
    )
    .await?;
    // The stock of a place by kind, and the list page after page.
    m.create_index(index("ix_prepaid_stock", "prepaid", &["site_id", "state"]))
        .await?;
    // What a person was given, for the page of their request and the copy of their data.
    m.create_index(index("ix_prepaid_recipient", "prepaid", &["recipient_id"]))
        .await
}

async fn spend(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("internet_spend")
            .col(pk_auto("id"))
            .col(date("month"))
            .col(text("fund"))
            .col(integer("cents"))
            .col(integer_null("plan_id"))
            .col(integer_null("prepaid_id"))
            .col(integer("noted_by"))
            .col(timestamp_with_time_zone("noted_at"))
            .check(Expr::cust("cents > 0"))
            .check(Expr::cust("(plan_id is null) <> (prepaid_id is null)"))
            // A month of a plan, and a card or a voucher, cost their fund once.
            .index(&mut unique(
                "uq_internet_spend_month",
                &["plan_id", "month"],
            ))
            .index(&mut unique("uq_internet_spend_prepaid", &["prepaid_id"]))
            .foreign_key(&mut references(
                "internet_spend",
                "plan_id",
                "internet_plan",
            ))
            .foreign_key(&mut references("internet_spend", "prepaid_id", "prepaid"))
            .foreign_key(&mut references("internet_spend", "noted_by", "membership"))
            .to_owned(),
    )
    .await?;
    // The totals by month and fund.
    m.create_index(index(
        "ix_internet_spend_month",
        "internet_spend",
        &["month", "fund"],
    ))
    .await
}
