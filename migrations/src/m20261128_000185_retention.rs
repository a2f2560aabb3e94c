//! How long a person's data is kept: the settings, what is announced, the restricted archive of signed papers and the
//! archives' visas, the register of people's requests, the limitation of a person's data, and what a name is found by.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 7] = [
    "retention_setting",
    "retention_notice",
    "archives_visa",
    "archived_paper",
    "paper_look",
    "rights_request",
    "recipient_name",
];

const BEFORE: [&str; 12] = [
    "invitation",
    "new_role",
    "password_reset",
    "request_allocated",
    "allocation_undone",
    "request_refused",
    "session_cancelled",
    "handover_recalled",
    "prescribing",
    "request_reassigned",
    "request_reminder",
    "request_waits",
];
const ADDED: &str = "retention_announced";

/// Nobody's data is limited and erased at once.
const NOT_ERASED: &str = "CHECK (restricted_at IS NULL OR erased_at IS NULL)";

const RESTRICTED: &str = "EXISTS (SELECT 1 FROM recipient p WHERE p.id = NEW.recipient_id \
     AND p.restricted_at IS NOT NULL)";
const RESTRICTED_SAYS: &str = "what is known of this person is restricted";

const GUARDS: [Guard; 10] = [
    // A limitation rests on a request of the person.
    Guard {
        name: "recipient_restricted_by_request",
        on: "UPDATE ON recipient",
        when: "NEW.restricted_at IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM rights_request r WHERE r.recipient_id = NEW.id \
             AND r.answer = 'restricted' AND r.lifted_at IS NULL)",
        says: "a restriction rests on a request that was answered so",
    },
    // While it stands, nothing new is made for the person, and nothing is decided.
    Guard {
        name: "request_not_restricted",
        on: "INSERT ON request",
        when: "1 = 1",
        forbidden: RESTRICTED,
        says: RESTRICTED_SAYS,
    },
    Guard {
        name: "request_state_not_restricted",
        on: "UPDATE ON request",
        when: "NEW.state <> OLD.state",
        forbidden: RESTRICTED,
        says: RESTRICTED_SAYS,
    },
    Guard {
        name: "enrolment_not_restricted",
        on: "INSERT ON enrolment",
        when: "1 = 1",
        forbidden: "EXISTS (SELECT 1 FROM learner l JOIN recipient p ON p.id = l.recipient_id \
             WHERE l.id = NEW.learner_id AND p.restricted_at IS NOT NULL)",
        says: RESTRICTED_SAYS,
    },
    Guard {
        name: "clearance_not_restricted",
        on: "INSERT ON clearance",
        when: "1 = 1",
        forbidden: RESTRICTED,
        says: RESTRICTED_SAYS,
    },
    Guard {
        name: "handover_not_restricted",
        on: "INSERT ON handover",
        when: "1 = 1",
        forbidden: RESTRICTED,
        says: RESTRICTED_SAYS,
    },
    // Forgotten means that no name leads to the row any more.
    Guard {
        name: "recipient_erased_without_names",
        on: "UPDATE ON recipient",
        when: "NEW.erased_at IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM recipient_name n WHERE n.recipient_id = NEW.id)",
        says: "a person who is erased is found by no name",
    },
    // No signed paper is eliminated without a visa of the archives that reaches it.
    Guard {
        name: "archived_paper_with_visa",
        on: "UPDATE ON archived_paper",
        when: "NEW.eliminated_at IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM archives_visa v WHERE v.id = NEW.visa_id \
             AND v.covers_up_to >= NEW.kept_from)",
        says: "no visa of the archives reaches this paper",
    },
    Guard {
        name: "archived_paper_not_eliminated_yet",
        on: "INSERT ON archived_paper",
        when: "NEW.eliminated_at IS NOT NULL",
        forbidden: "1 = 1",
        says: "a paper is archived before it is eliminated",
    },
    // What was answered to a person stays as it was answered.
    Guard {
        name: "rights_answer_stays",
        on: "UPDATE ON rights_request",
        when: "OLD.answered_at IS NOT NULL",
        forbidden: "NEW.answer IS NULL OR NEW.answer <> OLD.answer OR NEW.kind <> OLD.kind \
             OR NEW.answered_at <> OLD.answered_at OR NEW.answered_by <> OLD.answered_by \
             OR NEW.received_on <> OLD.received_on OR NEW.due_on <> OLD.due_on \
             OR COALESCE(NEW.ground, '') <> COALESCE(OLD.ground, '') \
             OR COALESCE(NEW.recipient_id, 0) <> COALESCE(OLD.recipient_id, 0)",
        says: "an answer to a person is not changed afterwards",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        plan(m).await?;
        papers(m).await?;
        register(m).await?;
        names(m).await?;
        m.alter_table(
            Table::alter()
                .table("recipient")
                .add_column(timestamp_with_time_zone_null("restricted_at").extra(NOT_ERASED))
                .to_owned(),
        )
        .await?;
        // Who has not been heard of for longest, of those who are not erased: read every hour.
        m.create_index(
            index("ix_recipient_contact", "recipient", &["last_contact_at"])
                .and_where(Expr::col("erased_at").is_null())
                .to_owned(),
        )
        .await?;
        // A person's handovers: their papers, and what keeps them from being erased.
        m.create_index(index(
            "ix_handover_recipient",
            "handover",
            &["recipient_id"],
        ))
        .await?;
        outbox::let_hold(m, &[&BEFORE[..], &[ADDED]].concat()).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        // A kind the earlier schema cannot name.
        m.execute(
            Query::delete()
                .from_table("outbox")
                .and_where(Expr::col("kind").eq(ADDED))
                .to_owned(),
        )
        .await?;
        outbox::let_hold(m, &BEFORE).await?;
        for (name, table) in [
            ("ix_handover_recipient", "handover"),
            ("ix_recipient_contact", "recipient"),
        ] {
            m.drop_index(Index::drop().name(name).table(table).to_owned())
                .await?;
        }
        m.alter_table(
            Table::alter()
                .table("recipient")
                .drop_column("restricted_at")
                .to_owned(),
        )
        .await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// How long, and whose turn is announced.
async fn plan(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("retention_setting")
            // The latest counts; none is changed or lost.
            .col(integer("version").primary_key())
            .col(integer("active_months"))
            .col(integer("notice_days"))
            .col(integer("paper_years"))
            .col(integer("set_by"))
            .col(timestamp_with_time_zone("set_at"))
            .check(Expr::cust("version > 0"))
            .check(Expr::cust("active_months between 1 and 120"))
            .check(Expr::cust("notice_days between 30 and 180"))
            .check(Expr::cust("paper_years between 1 and 30"))
            .foreign_key(&mut references("retention_setting", "set_by", "membership"))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("retention_notice")
            .col(integer("recipient_id").primary_key())
            .col(date("announced_on"))
            .col(date("erase_on"))
            .check(Expr::cust("erase_on > announced_on"))
            .foreign_key(&mut references(
                "retention_notice",
                "recipient_id",
                "recipient",
            ))
            .to_owned(),
    )
    .await?;
    // Soonest first, page by page.
    m.create_index(index(
        "ix_retention_notice_day",
        "retention_notice",
        &["erase_on", "recipient_id"],
    ))
    .await
}

/// Signed papers whose person is forgotten, what lets them go, and who looked at any.
async fn papers(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("archives_visa")
            .col(pk_auto("id"))
            .col(text("number"))
            .col(date("visa_on"))
            .col(date("covers_up_to"))
            .col(integer("recorded_by"))
            .col(timestamp_with_time_zone("recorded_at"))
            .check(Expr::cust("number <> ''"))
            .foreign_key(&mut references(
                "archives_visa",
                "recorded_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("archived_paper")
            .col(integer("evidence_id").primary_key())
            .col(integer("recipient_id"))
            .col(integer("handover_id"))
            .col(date("kept_from"))
            .col(timestamp_with_time_zone("archived_at"))
            .col(integer_null("visa_id"))
            .col(timestamp_with_time_zone_null("eliminated_at"))
            .check(Expr::cust("(visa_id is null) = (eliminated_at is null)"))
            .foreign_key(&mut references("archived_paper", "evidence_id", "evidence"))
            .foreign_key(&mut references(
                "archived_paper",
                "recipient_id",
                "recipient",
            ))
            .foreign_key(&mut references("archived_paper", "handover_id", "handover"))
            .foreign_key(&mut references(
                "archived_paper",
                "visa_id",
                "archives_visa",
            ))
            .to_owned(),
    )
    .await?;
    // What a visa reaches, of what is still there.
    m.create_index(
        index("ix_archived_paper_kept", "archived_paper", &["kept_from"])
            .and_where(Expr::col("eliminated_at").is_null())
            .to_owned(),
    )
    .await?;
    // The papers left of one person.
    m.create_index(index(
        "ix_archived_paper_recipient",
        "archived_paper",
        &["recipient_id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("paper_look")
            .col(pk_auto("id"))
            .col(integer("evidence_id"))
            .col(integer("recipient_id"))
            .col(integer("membership_id"))
            .col(text("reason"))
            .col(timestamp_with_time_zone("at"))
            .check(one_of(
                "reason",
                &["litigation", "audit", "rights_request", "archives_service"],
            ))
            .foreign_key(&mut references("paper_look", "evidence_id", "evidence"))
            .foreign_key(&mut references("paper_look", "recipient_id", "recipient"))
            .foreign_key(&mut references("paper_look", "membership_id", "membership"))
            .to_owned(),
    )
    .await?;
    // The looks at one person's papers; what has expired is found by time.
    m.create_index(index(
        "ix_paper_look_recipient",
        "paper_look",
        &["recipient_id", "id"],
    ))
    .await?;
    m.create_index(index("ix_paper_look_at", "paper_look", &["at"]))
        .await
}

/// What people asked of their data, and what they were answered.
async fn register(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("rights_request")
            .col(pk_auto("id"))
            .col(text("kind"))
            .col(integer_null("recipient_id"))
            .col(date("received_on"))
            .col(date("due_on"))
            .col(integer("registered_by"))
            .col(timestamp_with_time_zone("registered_at"))
            .col(text_null("answer"))
            .col(text_null("ground"))
            .col(integer_null("answered_by"))
            .col(timestamp_with_time_zone_null("answered_at"))
            .col(integer_null("lifted_by"))
            .col(timestamp_with_time_zone_null("lifted_at"))
            .check(one_of(
                "kind",
                &[
                    "access",
                    "rectification",
                    "limitation",
                    "opposition",
                    "erasure",
                    "portability",
                ],
            ))
            .check(Expr::cust(
                "answer is null or answer in ('done', 'restricted', 'refused')",
            ))
            .check(Expr::cust(
                "ground is null or ground in ('identity_not_proven', 'excessive', 'device_on_loan', \
                 'public_mission', 'legal_obligation', 'legal_claims', 'rights_of_others', \
                 'right_not_applicable', 'unknown_person')",
            ))
            .check(Expr::cust("due_on > received_on"))
            .check(Expr::cust("(answer is null) = (answered_at is null)"))
            .check(Expr::cust("(answer is null) = (answered_by is null)"))
            // A refusal says its ground, and nothing else has one.
            .check(Expr::cust(
                "(coalesce(answer, '') = 'refused') = (ground is not null)",
            ))
            .check(Expr::cust(
                "coalesce(answer, '') <> 'restricted' or recipient_id is not null",
            ))
            .check(Expr::cust("(lifted_at is null) = (lifted_by is null)"))
            .check(Expr::cust(
                "lifted_at is null or coalesce(answer, '') = 'restricted'",
            ))
            .foreign_key(&mut references(
                "rights_request",
                "recipient_id",
                "recipient",
            ))
            .foreign_key(&mut references(
                "rights_request",
                "registered_by",
                "membership",
            ))
            .foreign_key(&mut references(
                "rights_request",
                "answered_by",
                "membership",
            ))
            .foreign_key(&mut references(
                "rights_request",
                "lifted_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // One limitation at a time: lifting it lifts it.
    m.create_index(
        unique("uq_rights_request_restricted", &["recipient_id"])
            .table("rights_request")
            .and_where(
                Expr::col("answer")
                    .eq("restricted")
                    .and(Expr::col("lifted_at").is_null()),
            )
            .to_owned(),
    )
    .await?;
    // What is still to be answered, soonest first.
    m.create_index(
        index(
            "ix_rights_request_open",
            "rights_request",
            &["due_on", "id"],
        )
        .and_where(Expr::col("answered_at").is_null())
        .to_owned(),
    )
    .await?;
    // What one person asked.
    m.create_index(index(
        "ix_rights_request_recipient",
        "rights_request",
        &["recipient_id"],
    ))
    .await
}

/// The fingerprints a person is found by, whatever the order of their names.
async fn names(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("recipient_name")
            .col(text("key"))
            .col(integer("recipient_id"))
            // By key first: that is how a person is looked for.
            .primary_key(Index::create().col("key").col("recipient_id"))
            .foreign_key(&mut references(
                "recipient_name",
                "recipient_id",
                "recipient",
            ))
            .to_owned(),
    )
    .await?;
    // Those of one person: taken away when they are forgotten.
    m.create_index(index(
        "ix_recipient_name_recipient",
        "recipient_name",
        &["recipient_id"],
    ))
    .await
}
