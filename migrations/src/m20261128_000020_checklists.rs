//! Checklists as versions: what each kind of device is asked, which version a device is checked with in a stay,
//! what was measured and photographed. With the guards that keep a published version and a signed answer as they are.
use crate::{
    columns::{index, one_of, references, unique},
    guards::{self, Guard},
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A published version is the one that devices were checked with: nothing of it changes.
const PUBLISHED: &str = "a published checklist stays as it is";

/// The answer is one to the question of that name, in the version the device is checked with.
const NO_ANSWER: &str = "NOT EXISTS (SELECT 1 FROM stay_checklist s JOIN checklist_item i \
     ON i.checklist_id = s.checklist_id AND i.item = NEW.item AND i.step = NEW.step \
     WHERE s.device_id = NEW.device_id AND s.stay = NEW.stay \
     AND (i.kind = 'measure') = (NEW.measured IS NOT NULL) AND (i.kind = 'photo') = (NEW.photo_id IS NOT NULL) \
     AND ((i.kind IN ('yes_no', 'yes_no_na') AND NEW.answer IN ('yes', 'no')) \
     OR (i.kind = 'yes_no_na' AND NEW.answer = 'not_applicable') \
     OR (i.kind = 'grade' AND NEW.answer IN ('a', 'b', 'c', 'scrap')) \
     OR (i.kind = 'measure' AND NEW.measured BETWEEN i.lowest AND i.highest \
     AND NEW.answer = CAST(NEW.measured AS TEXT)) \
     OR (i.kind = 'photo' AND NEW.answer = 'photo' AND EXISTS (SELECT 1 FROM checklist_photo p \
     WHERE p.id = NEW.photo_id AND p.device_id = NEW.device_id AND p.stay = NEW.stay AND p.item = NEW.item))))";
const NO_ANSWER_SAYS: &str = "this answers no question of the checklist of this stay";

const SIGNED: &str = "EXISTS (SELECT 1 FROM quality_check q WHERE q.device_id = NEW.device_id AND q.stay = NEW.stay)";
const SIGNED_SAYS: &str = "the answers of this stay were signed";

const GUARDS: [Guard; 16] = [
    Guard {
        name: "checklist_begins_as_draft",
        on: "INSERT ON checklist",
        when: "NEW.published_at IS NOT NULL",
        forbidden: "1 = 1",
        says: "a checklist is published after its items are there",
    },
    Guard {
        name: "checklist_publishable",
        on: "UPDATE OF published_at ON checklist",
        when: "OLD.published_at IS NULL AND NEW.published_at IS NOT NULL",
        forbidden: "(SELECT COUNT(DISTINCT i.step) FROM checklist_item i WHERE i.checklist_id = NEW.id AND i.required) < 3 \
             OR NOT EXISTS (SELECT 1 FROM checklist_item i WHERE i.checklist_id = NEW.id AND i.required \
             AND i.blocking AND i.step = 'triage' AND i.kind = 'grade')",
        says: "something is required at every step, and triage gives a grade",
    },
    Guard {
        name: "checklist_stays",
        on: "UPDATE ON checklist",
        when: "OLD.published_at IS NOT NULL",
        forbidden: "1 = 1",
        says: PUBLISHED,
    },
    Guard {
        name: "checklist_is_kept",
        on: "DELETE ON checklist",
        when: "OLD.published_at IS NOT NULL",
        forbidden: "1 = 1",
        says: PUBLISHED,
    },
    Guard {
        name: "checklist_item_new",
        on: "INSERT ON checklist_item",
        when: "NEW.checklist_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM checklist c WHERE c.id = NEW.checklist_id AND c.published_at IS NOT NULL)",
        says: PUBLISHED,
    },
    Guard {
        name: "checklist_item_stays",
        on: "UPDATE ON checklist_item",
        when: "OLD.checklist_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM checklist c WHERE c.id IN (OLD.checklist_id, NEW.checklist_id) \
             AND c.published_at IS NOT NULL)",
        says: PUBLISHED,
    },
    Guard {
        name: "checklist_item_is_kept",
        on: "DELETE ON checklist_item",
        when: "OLD.checklist_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM checklist c WHERE c.id = OLD.checklist_id AND c.published_at IS NOT NULL)",
        says: PUBLISHED,
    },
    Guard {
        name: "stay_checklist_of_its_kind",
        on: "INSERT ON stay_checklist",
        when: "NEW.checklist_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM checklist c JOIN device d ON d.kind = c.kind \
             WHERE c.id = NEW.checklist_id AND c.published_at IS NOT NULL AND d.id = NEW.device_id AND d.stay = NEW.stay)",
        says: "a stay begins with a published checklist of the kind of the device",
    },
    Guard {
        name: "stay_checklist_stays",
        on: "UPDATE ON stay_checklist",
        when: "OLD.checklist_id IS NOT NULL",
        forbidden: "1 = 1",
        says: "a stay ends with the checklist it began with",
    },
    Guard {
        name: "stay_checklist_is_kept",
        on: "DELETE ON stay_checklist",
        when: "OLD.checklist_id IS NOT NULL",
        forbidden: "1 = 1",
        says: "a stay ends with the checklist it began with",
    },
    Guard {
        name: "checklist_answer_fits",
        on: "INSERT ON checklist_answer",
        when: "NEW.item IS NOT NULL",
        forbidden: NO_ANSWER,
        says: NO_ANSWER_SAYS,
    },
    Guard {
        name: "checklist_answer_still_fits",
        on: "UPDATE ON checklist_answer",
        when: "NEW.item IS NOT NULL",
        forbidden: NO_ANSWER,
        says: NO_ANSWER_SAYS,
    },
    Guard {
        name: "checklist_answer_signed",
        on: "INSERT ON checklist_answer",
        when: "NEW.item IS NOT NULL",
        forbidden: SIGNED,
        says: SIGNED_SAYS,
    },
    Guard {
        name: "checklist_answer_stays_signed",
        on: "UPDATE ON checklist_answer",
        when: "NEW.item IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM quality_check q WHERE (q.device_id = OLD.device_id AND q.stay = OLD.stay) \
             OR (q.device_id = NEW.device_id AND q.stay = NEW.stay))",
        says: SIGNED_SAYS,
    },
    Guard {
        name: "checklist_answer_is_kept",
        on: "DELETE ON checklist_answer",
        when: "OLD.item IS NOT NULL",
        forbidden: "1 = 1",
        says: "an answer is changed, not taken away",
    },
    // What is ready was checked against every required question of its version, and nothing blocks.
    Guard {
        name: "device_ready_checklist",
        on: "UPDATE OF stage ON device",
        when: "NEW.stage = 'ready' AND OLD.stage <> 'ready'",
        forbidden: "NOT EXISTS (SELECT 1 FROM stay_checklist s WHERE s.device_id = NEW.id AND s.stay = NEW.stay) \
             OR EXISTS (SELECT 1 FROM stay_checklist s JOIN checklist_item i ON i.checklist_id = s.checklist_id \
             LEFT JOIN checklist_answer a ON a.device_id = s.device_id AND a.stay = s.stay AND a.step = i.step \
             AND a.item = i.item WHERE s.device_id = NEW.id AND s.stay = NEW.stay \
             AND ((i.required AND a.item IS NULL) OR (i.blocking AND (a.answer IN ('no', 'scrap') \
             OR a.measured < i.at_least OR a.measured > i.at_most))))",
        says: "a question of the checklist is open, or its answer blocks",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        lists(m).await?;
        stays(m).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        for column in ["photo_id", "measured"] {
            m.alter_table(
                Table::alter()
                    .table("checklist_answer")
                    .drop_column(column)
                    .to_owned(),
            )
            .await?;
        }
        for table in [
            "checklist_photo",
            "stay_checklist",
            "checklist_item",
            "checklist",
        ] {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

async fn lists(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("checklist")
            .col(pk_auto("id"))
            .col(text("kind"))
            .col(integer_null("number"))
            .col(integer("revision"))
            .col(text_null("sha256"))
            .col(integer_null("membership_id"))
            .col(timestamp_with_time_zone("changed_at"))
            .col(timestamp_with_time_zone_null("published_at"))
            .check(Expr::cust(
                "(published_at is null) = (number is null) and (published_at is null) = (sha256 is null)",
            ))
            // Only the program makes a list without a person, and publishes it at once.
            .index(&mut unique("uq_checklist_number", &["kind", "number"]))
            .foreign_key(&mut references("checklist", "membership_id", "membership"))
            .to_owned(),
    )
    .await?;
    // One version is being made of each list, whoever works on it.
    m.create_index(
        unique("uq_checklist_draft", &["kind"])
            .table("checklist")
            .and_where(Expr::col("published_at").is_null())
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("checklist_item")
            .col(integer("checklist_id"))
            .col(text("item"))
            .col(text("step"))
            .col(integer("position"))
            .col(text("words"))
            .col(text("pictogram"))
            .col(boolean("required"))
            .col(boolean("blocking"))
            .col(boolean("is_function"))
            .col(boolean("opens"))
            .col(text("kind"))
            .col(text_null("unit"))
            .col(integer_null("lowest"))
            .col(integer_null("highest"))
            .col(integer_null("at_least"))
            .col(integer_null("at_most"))
            .primary_key(Index::create().col("checklist_id").col("item"))
            .check(one_of("step", &["triage", "refurbishment", "quality_check"]))
            .check(one_of(
                "kind",
                &["yes_no", "yes_no_na", "grade", "measure", "photo"],
            ))
            .check(Expr::cust(
                "(kind = 'measure') = (unit is not null and lowest is not null and highest is not null)",
            ))
            .check(Expr::cust("lowest is null or lowest < highest"))
            .check(Expr::cust(
                "(at_least is null and at_most is null) or kind = 'measure'",
            ))
            // A photo shows; it does not say whether all is well.
            .check(Expr::cust("kind <> 'photo' or not blocking"))
            // R. 122-4: all functions are tested, so none is left to choice.
            .check(Expr::cust("required or not is_function"))
            .foreign_key(&mut references(
                "checklist_item",
                "checklist_id",
                "checklist",
            ))
            .to_owned(),
    )
    .await
}

async fn stays(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("stay_checklist")
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(integer("checklist_id"))
            .col(timestamp_with_time_zone("begun_at"))
            .primary_key(Index::create().col("device_id").col("stay"))
            .foreign_key(&mut references("stay_checklist", "device_id", "device"))
            .foreign_key(&mut references(
                "stay_checklist",
                "checklist_id",
                "checklist",
            ))
            .to_owned(),
    )
    .await?;
    // Which versions are still in use.
    m.create_index(index(
        "ix_stay_checklist",
        "stay_checklist",
        &["checklist_id"],
    ))
    .await?;
    m.create_table(
        Table::create()
            .table("checklist_photo")
            .col(pk_auto("id"))
            .col(integer("device_id"))
            .col(integer("stay"))
            .col(text("item"))
            .col(text("sha256"))
            .col(text("file"))
            .col(integer("membership_id"))
            .col(timestamp_with_time_zone("at"))
            .foreign_key(&mut references("checklist_photo", "device_id", "device"))
            .foreign_key(&mut references(
                "checklist_photo",
                "membership_id",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    m.create_index(index(
        "ix_checklist_photo",
        "checklist_photo",
        &["device_id", "stay"],
    ))
    .await?;
    m.alter_table(
        Table::alter()
            .table("checklist_answer")
            .add_column(integer_null("measured"))
            .to_owned(),
    )
    .await?;
    // SQLite takes the key of a new column only here.
    m.alter_table(
        Table::alter()
            .table("checklist_answer")
            .add_column(integer_null("photo_id").extra("REFERENCES checklist_photo (id)"))
            .to_owned(),
    )
    .await
}
