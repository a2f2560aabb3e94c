//! Which organisations may send requests and how many at once, whom a request waits for, which reminders went, and
//! what was judged of two recipients who may be one.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const BEFORE: [&str; 8] = [
    "invitation",
    "new_role",
    "password_reset",
    "request_allocated",
    "allocation_undone",
    "request_refused",
    "session_cancelled",
    "handover_recalled",
];
const ADDED: [&str; 4] = [
    "prescribing",
    "request_reassigned",
    "request_reminder",
    "request_waits",
];

const GUARDS: [Guard; 3] = [
    // What an organisation sent stays; what it sends needs its habilitation at that moment.
    Guard {
        name: "request_new_habilitated",
        on: "INSERT ON request",
        when: "NEW.organisation_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM prescribing p WHERE p.organisation_id = NEW.organisation_id \
             AND p.state = 'validated') AND NOT EXISTS (SELECT 1 FROM organisation o WHERE o.id = NEW.organisation_id \
             AND o.prescribed_before AND NOT EXISTS (SELECT 1 FROM prescribing p WHERE p.organisation_id = o.id))",
        says: "the organisation is not habilitated to send requests",
    },
    Guard {
        name: "request_new_within_limit",
        on: "INSERT ON request",
        when: "NEW.state IN ('submitted', 'allocated')",
        forbidden: "EXISTS (SELECT 1 FROM prescribing p WHERE p.organisation_id = NEW.organisation_id \
             AND p.open_limit IS NOT NULL AND p.open_limit <= (SELECT COUNT(*) FROM request r \
             WHERE r.organisation_id = NEW.organisation_id AND r.state IN ('submitted', 'allocated')))",
        says: "the organisation has as many open requests as it may have",
    },
    // Law 8: whoever follows a request works where it was sent from.
    Guard {
        name: "request_to_a_colleague",
        on: "UPDATE OF prescriber_id ON request",
        when: "NEW.prescriber_id <> OLD.prescriber_id",
        forbidden: "NOT EXISTS (SELECT 1 FROM membership c WHERE c.id = NEW.prescriber_id \
             AND c.organisation_id = NEW.organisation_id AND c.role = 'prescriber' AND c.ended_at IS NULL)",
        says: "a request is reassigned to a prescriber of its organisation",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        organisations(m).await?;
        requests(m).await?;
        pairs(m).await?;
        outbox::let_hold(m, &[&BEFORE[..], &ADDED[..]].concat()).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        // Kinds the earlier schema cannot name.
        m.execute(
            Query::delete()
                .from_table("outbox")
                .and_where(Expr::col("kind").is_in(ADDED))
                .to_owned(),
        )
        .await?;
        outbox::let_hold(m, &BEFORE).await?;
        for table in ["recipient_pair", "request_reminder", "prescribing"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        for (table, column) in [
            ("request", "turn_since"),
            ("request", "on_hold"),
            ("request", "question_by"),
            ("organisation", "prescribed_before"),
        ] {
            m.alter_table(Table::alter().table(table).drop_column(column).to_owned())
                .await?;
        }
        Ok(())
    }
}

/// The right of an organisation to send requests.
async fn organisations(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.alter_table(
        Table::alter()
            .table("organisation")
            .add_column(boolean("prescribed_before").default(false))
            .to_owned(),
    )
    .await?;
    // Who is there already sends requests: it counts as habilitated until somebody decides otherwise. A row of its
    // own would need an event, which only the application can chain.
    m.execute(
        Query::update()
            .table("organisation")
            .value("prescribed_before", true)
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("prescribing")
            .col(pk_auto("id"))
            .col(integer("organisation_id"))
            .col(text("state"))
            .col(text_null("reason"))
            .col(integer_null("open_limit"))
            .col(timestamp_with_time_zone("since"))
            .col(integer_null("decided_by"))
            .col(integer("version"))
            .check(one_of(
                "state",
                &["asked", "validated", "refused", "suspended"],
            ))
            .check(Expr::col("reason").is_null().or(one_of(
                "reason",
                &[
                    "no_agreement",
                    "outside_the_scheme",
                    "not_reachable",
                    "proofs_not_seen",
                    "data_not_protected",
                    "own_wish",
                ],
            )))
            .check(Expr::cust(
                "(state in ('refused', 'suspended')) = (reason is not null)",
            ))
            .check(Expr::cust("state = 'asked' or decided_by is not null"))
            .check(Expr::cust("open_limit is null or open_limit > 0"))
            // One right per organisation; also what each new request asks.
            .index(&mut unique(
                "uq_prescribing_organisation",
                &["organisation_id"],
            ))
            .foreign_key(&mut references(
                "prescribing",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references("prescribing", "decided_by", "membership"))
            .to_owned(),
    )
    .await
}

/// Whom a request waits for, and who was reminded.
async fn requests(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    let mut question_by = text_null("question_by");
    question_by.check(
        Expr::col("question_by")
            .is_null()
            .or(one_of("question_by", &["prescriber", "coordinator"])),
    );
    let mut on_hold = text_null("on_hold");
    on_hold.check(Expr::col("on_hold").is_null().or(one_of(
        "on_hold",
        &[
            "proof_awaited",
            "person_not_reached",
            "device_awaited",
            "committee_awaited",
        ],
    )));
    for column in [
        question_by,
        on_hold,
        timestamp_with_time_zone_null("turn_since"),
    ] {
        m.alter_table(
            Table::alter()
                .table("request")
                .add_column(column)
                .to_owned(),
        )
        .await?;
    }
    m.create_table(
        Table::create()
            .table("request_reminder")
            .col(integer("request_id"))
            .col(text("step"))
            .col(timestamp_with_time_zone("since"))
            .col(timestamp_with_time_zone("at"))
            // Once for each turn: whoever must act, since when.
            .primary_key(Index::create().col("request_id").col("step").col("since"))
            .check(one_of("step", &["reminded", "escalated"]))
            .foreign_key(&mut references("request_reminder", "request_id", "request"))
            .to_owned(),
    )
    .await
}

/// Two recipients who may be one, as a coordinator judged them.
async fn pairs(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("recipient_pair")
            .col(pk_auto("id"))
            .col(integer("first_id"))
            .col(integer("second_id"))
            .col(boolean("same"))
            .col(timestamp_with_time_zone("judged_at"))
            .col(integer("judged_by"))
            .col(integer("version"))
            .check(Expr::cust("first_id < second_id"))
            .index(&mut unique("uq_recipient_pair", &["first_id", "second_id"]))
            .foreign_key(&mut references("recipient_pair", "first_id", "recipient"))
            .foreign_key(&mut references("recipient_pair", "second_id", "recipient"))
            .foreign_key(&mut references("recipient_pair", "judged_by", "membership"))
            .to_owned(),
    )
    .await?;
    // What was judged of a recipient, from either side: the unique key serves the first only.
    m.create_index(index(
        "ix_recipient_pair_second",
        "recipient_pair",
        &["second_id"],
    ))
    .await
}
