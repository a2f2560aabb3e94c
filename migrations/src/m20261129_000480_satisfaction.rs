//! How content people are, of a workshop, of a handover and of an emergency kit: an opinion is a few numbers of nobody,
//! and takes a code that serves once. What an emergency kit holds, and whether a prescriber hands it over.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const SETTLED: &str = "an opinion that was given is never changed";
const CODE: &str = "a code for an opinion stays as it was made, and serves once";

const GUARDS: [Guard; 10] = [
    Guard {
        name: "opinion_settled",
        on: "UPDATE ON opinion",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "opinion_kept",
        on: "DELETE ON opinion",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "opinion_answer_settled",
        on: "UPDATE ON opinion_answer",
        when: "OLD.opinion_id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    Guard {
        name: "opinion_answer_kept",
        on: "DELETE ON opinion_answer",
        when: "OLD.opinion_id IS NOT NULL",
        forbidden: "TRUE",
        says: SETTLED,
    },
    // The two rows do not name each other, so that nobody finds who answered what: their numbers must agree.
    Guard {
        name: "opinion_takes_a_code",
        on: "INSERT ON opinion",
        when: "NEW.programme_id IS NOT NULL",
        forbidden: "(SELECT count(*) FROM opinion o WHERE o.programme_id = NEW.programme_id AND o.kind = NEW.kind \
                 AND o.site_id = NEW.site_id AND o.quarter = NEW.quarter) \
             >= (SELECT count(*) FROM opinion_code c WHERE c.programme_id = NEW.programme_id AND c.kind = NEW.kind \
                 AND c.site_id = NEW.site_id AND c.used_in = NEW.quarter)",
        says: "an opinion takes a code that was used",
    },
    // One code for each person who was present under the programme, and no more.
    Guard {
        name: "opinion_code_of_session",
        on: "INSERT ON opinion_code",
        when: "NEW.session_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM training_session s WHERE s.id = NEW.session_id \
                 AND s.site_id = NEW.site_id) \
             OR NEW.\"number\" > (SELECT count(*) FROM attendance a JOIN enrolment e ON e.id = a.enrolment_id \
                 JOIN request r ON r.id = e.request_id WHERE a.session_id = NEW.session_id \
                 AND a.state = 'present' AND r.programme_id = NEW.programme_id)",
        says: "a session gives as many codes as people were present",
    },
    Guard {
        name: "opinion_code_of_handover",
        on: "INSERT ON opinion_code",
        when: "NEW.handover_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM handover h WHERE h.id = NEW.handover_id \
             AND h.programme_id = NEW.programme_id AND h.site_id = NEW.site_id)",
        says: "a code is of the handover that it names",
    },
    Guard {
        name: "opinion_code_settled",
        on: "UPDATE ON opinion_code",
        when: "OLD.id IS NOT NULL",
        forbidden: "OLD.used_in IS NOT NULL OR NEW.kind <> OLD.kind OR NEW.programme_id <> OLD.programme_id \
             OR NEW.site_id <> OLD.site_id OR COALESCE(NEW.session_id, 0) <> COALESCE(OLD.session_id, 0) \
             OR COALESCE(NEW.handover_id, 0) <> COALESCE(OLD.handover_id, 0) OR NEW.\"number\" <> OLD.\"number\" \
             OR NEW.code_hash <> OLD.code_hash OR NEW.salt <> OLD.salt OR NEW.expires_at <> OLD.expires_at",
        says: CODE,
    },
    Guard {
        name: "opinion_code_kept",
        on: "DELETE ON opinion_code",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: CODE,
    },
    Guard {
        name: "handover_by_prescriber",
        on: "INSERT ON handover",
        when: "NEW.clerk_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM membership m WHERE m.id = NEW.clerk_id AND m.role = 'prescriber') \
             AND NOT EXISTS (SELECT 1 FROM programme p JOIN request r ON r.programme_id = p.id \
                 JOIN membership m ON m.organisation_id = r.organisation_id \
                 WHERE p.id = NEW.programme_id AND p.prescriber_hands_over AND p.kit_contents IS NOT NULL \
                 AND r.id = NEW.request_id AND m.id = NEW.clerk_id)",
        says: "a prescriber hands over the kits of their own organisation, where the programme says so",
    },
];

const KINDS: &[&str] = &["workshop", "handover", "kit_user", "kit_prescriber"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        codes(m).await?;
        opinions(m).await?;
        for column in kit_columns() {
            let change = Table::alter()
                .table("programme")
                .add_column(column)
                .to_owned();
            m.alter_table(change).await?;
        }
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for column in kit_columns() {
            let change = Table::alter()
                .table("programme")
                .drop_column(column.get_column_name())
                .to_owned();
            m.alter_table(change).await?;
        }
        for table in ["opinion_answer", "opinion", "opinion_code"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// Of a programme whose devices leave in a kit.
fn kit_columns() -> [ColumnDef; 2] {
    [
        text_null("kit_contents"),
        boolean_null("prescriber_hands_over"),
    ]
}

async fn codes(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opinion_code")
            .col(pk_auto("id"))
            .col(text("kind"))
            .col(integer("programme_id"))
            .col(integer("site_id"))
            .col(integer_null("session_id"))
            .col(integer_null("handover_id"))
            // Of a session, from 1 on; of a handover, 1.
            .col(integer("number"))
            .col(text("salt"))
            .col(text("code_hash"))
            .col(integer("made_by"))
            .col(timestamp_with_time_zone("made_at"))
            .col(timestamp_with_time_zone("expires_at"))
            // The beginning of the quarter in which it served: no day, and no hour.
            .col(timestamp_with_time_zone_null("used_in"))
            .check(one_of("kind", KINDS))
            .check(Expr::cust("\"number\" > 0"))
            .check(Expr::cust("(kind = 'workshop') = (session_id is not null)"))
            .check(Expr::cust("(kind = 'workshop') = (handover_id is null)"))
            // What whoever opens a code is found by.
            .index(&mut unique("uq_opinion_code_hash", &["code_hash"]))
            .foreign_key(&mut references("opinion_code", "programme_id", "programme"))
            .foreign_key(&mut references("opinion_code", "site_id", "site"))
            .foreign_key(&mut references(
                "opinion_code",
                "session_id",
                "training_session",
            ))
            .foreign_key(&mut references("opinion_code", "handover_id", "handover"))
            .foreign_key(&mut references("opinion_code", "made_by", "membership"))
            .to_owned(),
    )
    .await?;
    // A session gives each number once for a programme; also what its page reads.
    m.create_index(
        unique(
            "uq_opinion_code_session",
            &["session_id", "programme_id", "number"],
        )
        .table("opinion_code")
        .and_where(Expr::col("session_id").is_not_null())
        .to_owned(),
    )
    .await?;
    // One of each kind for a handover; also what its page reads.
    m.create_index(
        unique("uq_opinion_code_handover", &["handover_id", "kind"])
            .table("opinion_code")
            .and_where(Expr::col("handover_id").is_not_null())
            .to_owned(),
    )
    .await?;
    // What the guard over opinions counts.
    m.create_index(
        index(
            "ix_opinion_code_used",
            "opinion_code",
            &["programme_id", "kind", "site_id", "used_in"],
        )
        .and_where(Expr::col("used_in").is_not_null())
        .to_owned(),
    )
    .await
}

/// No column leads to a person, a request, a session, a handover or an hour.
async fn opinions(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opinion")
            .col(pk_auto("id"))
            .col(text("kind"))
            .col(integer("version"))
            .col(text("way"))
            .col(integer("programme_id"))
            .col(integer("site_id"))
            // The moment at which the quarter begins in which it was given.
            .col(timestamp_with_time_zone("quarter"))
            .check(one_of("kind", KINDS))
            .check(one_of("way", &["with_help", "on_paper", "alone"]))
            .check(Expr::cust("version > 0"))
            .foreign_key(&mut references("opinion", "programme_id", "programme"))
            .foreign_key(&mut references("opinion", "site_id", "site"))
            .to_owned(),
    )
    .await?;
    // What the guard counts, and the indicators of a programme.
    m.create_index(index(
        "ix_opinion_programme",
        "opinion",
        &["programme_id", "kind", "site_id", "quarter"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("opinion_answer")
            .col(integer("opinion_id"))
            .col(integer("position"))
            .col(integer("value"))
            .primary_key(Index::create().col("opinion_id").col("position"))
            .check(Expr::cust("\"position\" between 1 and 10"))
            .check(Expr::cust("\"value\" between 1 and 4"))
            .foreign_key(&mut references("opinion_answer", "opinion_id", "opinion"))
            .to_owned(),
    )
    .await
}
