//! Activities kept in the Coop de la médiation numérique, brought in from its exports without anybody's name, and the
//! row that a trainer linked to a person: a presence elsewhere. Also the language of a session and whether one gets in
//! without a step, by which it is proposed.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const AGES: &[&str] = &[
    "child",
    "teenager",
    "minor",
    "young_adult",
    "adult",
    "middle_aged",
    "senior",
    "elder",
    "not_said",
];
const OCCUPATIONS: &[&str] = &[
    "in_school",
    "without_work",
    "in_work",
    "retired",
    "not_said",
];

const GUARDS: [Guard; 4] = [
    // As for a session here: nobody was present before it took place, and its day counts whole.
    Guard {
        name: "coop_link_held",
        on: "INSERT ON coop_link",
        when: "NEW.row_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM coop_row r WHERE r.id = NEW.row_id AND r.held_on >= NEW.linked_on)",
        says: "nobody was present at what had not taken place",
    },
    // A row makes nobody present: a trainer of its organisation does, for a person of a session of theirs.
    Guard {
        name: "coop_link_trainer",
        on: "INSERT ON coop_link",
        when: "NEW.row_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM membership m \
             JOIN coop_row r ON r.organisation_id = m.organisation_id \
             JOIN training_session s ON s.trainer_id = m.id \
             JOIN attendance a ON a.session_id = s.id \
             WHERE m.id = NEW.linked_by AND m.role = 'trainer' AND r.id = NEW.row_id \
             AND a.enrolment_id = NEW.enrolment_id)",
        says: "a row is linked by a trainer of its organisation, to a person of a session of theirs",
    },
    Guard {
        name: "coop_link_settled",
        on: "UPDATE ON coop_link",
        when: "OLD.row_id IS NOT NULL",
        forbidden: "TRUE",
        says: "a link is made or taken away, never changed",
    },
    Guard {
        name: "coop_row_linked",
        on: "UPDATE ON coop_row",
        when: "NEW.cra_id <> OLD.cra_id OR NEW.participant <> OLD.participant OR NEW.organisation_id <> OLD.organisation_id \
             OR NEW.held_on <> OLD.held_on OR NEW.minutes <> OLD.minutes OR NEW.themes <> OLD.themes",
        forbidden: "EXISTS (SELECT 1 FROM coop_link l WHERE l.row_id = NEW.id)",
        says: "a row that a presence rests on stays as it is",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        rows(m).await?;
        links(m).await?;
        imports(m).await?;
        for column in [text_null("language"), boolean_null("step_free")] {
            m.alter_table(
                Table::alter()
                    .table("training_session")
                    .add_column(column)
                    .to_owned(),
            )
            .await?;
        }
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for column in ["step_free", "language"] {
            m.alter_table(
                Table::alter()
                    .table("training_session")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        for table in ["coop_link", "coop_row", "coop_people", "coop_import"] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// No column here has room for a name or a text that somebody typed.
async fn rows(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("coop_row")
            .col(pk_auto("id"))
            .col(integer("organisation_id"))
            .col(text("cra_id"))
            .col(integer("participant"))
            .col(integer("participants"))
            .col(date("held_on"))
            .col(text("kind"))
            .col(integer("minutes"))
            // Keys of the themes as a sorted array: counted by combination, of which there are few.
            .col(text("themes"))
            .col(text_null("insee_code"))
            .col(text("age"))
            .col(text("occupation"))
            .col(timestamp_with_time_zone("imported_at"))
            .col(timestamp_with_time_zone_null("changed_at"))
            .check(one_of("kind", &["individual", "group", "procedure"]))
            .check(one_of("age", AGES))
            .check(one_of("occupation", OCCUPATIONS))
            .check(Expr::cust("length(cra_id) between 8 and 64"))
            .check(Expr::cust("participant between 1 and participants"))
            .check(Expr::cust("minutes between 1 and 1440"))
            // A person's share of an activity comes in once, whoever brings the file, however often.
            .index(&mut unique("uq_coop_row_cra", &["cra_id", "participant"]))
            // What a link points at: the row and the activity it is of.
            .index(&mut unique("uq_coop_row_id_cra", &["id", "cra_id"]))
            .foreign_key(&mut references(
                "coop_row",
                "organisation_id",
                "organisation",
            ))
            .to_owned(),
    )
    .await?;
    // The list of an organisation, latest first, and its totals.
    m.create_index(index(
        "ix_coop_row_organisation",
        "coop_row",
        &["organisation_id", "held_on", "id"],
    ))
    .await
}

async fn links(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("coop_link")
            // A row is one person's, or nobody's.
            .col(integer("row_id").primary_key())
            .col(text("cra_id"))
            .col(integer("enrolment_id"))
            .col(integer("linked_by"))
            // The day in France; the guard compares it with the day of the activity.
            .col(date("linked_on"))
            .col(timestamp_with_time_zone("linked_at"))
            // Nobody was at one activity twice; also what a person's page reads.
            .index(&mut unique(
                "uq_coop_link_enrolment",
                &["enrolment_id", "cra_id"],
            ))
            .foreign_key(&mut references_many(
                "coop_link",
                &["row_id", "cra_id"],
                "coop_row",
                &["id", "cra_id"],
            ))
            .foreign_key(&mut references("coop_link", "enrolment_id", "enrolment"))
            .foreign_key(&mut references("coop_link", "linked_by", "membership"))
            .to_owned(),
    )
    .await
}

async fn imports(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("coop_import")
            .col(pk_auto("id"))
            .col(integer("organisation_id"))
            // Nobody for the command line.
            .col(integer_null("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .col(integer("added"))
            .col(integer("changed"))
            .col(integer("same"))
            .col(integer("held_back"))
            .col(integer("refused"))
            .foreign_key(&mut references(
                "coop_import",
                "organisation_id",
                "organisation",
            ))
            .foreign_key(&mut references(
                "coop_import",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // The latest of an organisation.
    m.create_index(index(
        "ix_coop_import_organisation",
        "coop_import",
        &["organisation_id", "id"],
    ))
    .await?;
    // The other export: how many people of each age and occupation a mediator follows. Nothing else of it is kept.
    m.create_table(
        Table::create()
            .table("coop_people")
            .col(integer("membership_id"))
            .col(text("age"))
            .col(text("occupation"))
            .col(integer("people"))
            .col(integer("activities"))
            .col(timestamp_with_time_zone("at"))
            // A mediator's list replaces the one before.
            .primary_key(
                Index::create()
                    .col("membership_id")
                    .col("age")
                    .col("occupation"),
            )
            .check(one_of("age", AGES))
            .check(one_of("occupation", OCCUPATIONS))
            .check(Expr::cust("people > 0 and activities >= 0"))
            .foreign_key(&mut references(
                "coop_people",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await
}
