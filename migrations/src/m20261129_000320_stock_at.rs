//! Where, whose and at which stage each device was, from one moment to the next: the stock at any date without reading
//! its events. The database writes it with the event itself, so nothing that is followed can forget to.
use crate::columns::{index, one_of, references, references_many, unique};
use sea_orm_migration::{
    prelude::*,
    schema::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const HOLDERS: [&str; 7] = [
    "sender",
    "never_came",
    "site",
    "transit",
    "recipient",
    "waste",
    "ceded",
];

/// Who has a device `d`, by its own columns.
const HOLDER: &str = "CASE WHEN d.cession_id IS NOT NULL THEN 'ceded' \
    WHEN d.stage = 'announced' THEN 'sender' \
    WHEN d.stage = 'not_received' THEN 'never_came' \
    WHEN d.stage = 'scrapped' THEN 'waste' \
    WHEN d.transfer_id IS NOT NULL THEN 'transit' \
    WHEN d.site_id IS NOT NULL THEN 'site' ELSE 'recipient' END";

const COLUMNS: &str =
    "device_id, from_at, to_at, holder, stage, site_id, owner_id, lot_id, value_cents";

/// When a new event counts: a clock that was behind that of the event before does not reorder a history.
const MOMENT: &str = "(SELECT MAX(e.at) FROM event e \
    WHERE e.subject_kind = 'device' AND e.subject_id = NEW.subject_id)";

/// The open span says what the device's row says.
fn still_true() -> String {
    format!(
        "SELECT 1 FROM device d JOIN device_span s ON s.device_id = d.id AND s.to_at IS NULL \
         WHERE d.id = NEW.subject_id AND s.holder = {HOLDER} AND s.stage = d.stage \
         AND s.site_id IS NOT DISTINCT FROM d.site_id AND s.owner_id = d.owner_id \
         AND s.lot_id = d.lot_id AND s.value_cents IS NOT DISTINCT FROM d.value_cents"
    )
}

/// What a new event does to the spans of its device. What an earlier event of the same moment began is begun anew, so
/// no span is empty; and what was undone within a moment leaves none.
fn steps() -> String {
    let still_true = still_true();
    format!(
        "DELETE FROM device_span WHERE device_id = NEW.subject_id AND from_at = {MOMENT}; \
         UPDATE device_span SET to_at = NULL WHERE device_id = NEW.subject_id AND to_at = {MOMENT}; \
         UPDATE device_span SET to_at = {MOMENT} WHERE device_id = NEW.subject_id \
         AND to_at IS NULL AND NOT EXISTS ({still_true}); \
         INSERT INTO device_span ({COLUMNS}) \
         SELECT d.id, {MOMENT}, NULL, {HOLDER}, d.stage, d.site_id, d.owner_id, d.lot_id, d.value_cents \
         FROM device d WHERE d.id = NEW.subject_id \
         AND NOT EXISTS (SELECT 1 FROM device_span s WHERE s.device_id = d.id AND s.to_at IS NULL);"
    )
}

fn follow(backend: DbBackend) -> String {
    let (still_true, steps) = (still_true(), steps());
    if backend == DbBackend::Postgres {
        // Planned once, as guards are.
        format!(
            "CREATE FUNCTION device_span_follows() RETURNS trigger LANGUAGE plpgsql \
             SET plan_cache_mode = force_generic_plan AS $follows$ BEGIN \
             IF NOT EXISTS ({still_true}) THEN {steps} END IF; RETURN NULL; END $follows$; \
             CREATE TRIGGER device_span_follows AFTER INSERT ON event FOR EACH ROW \
             WHEN (NEW.subject_kind = 'device') EXECUTE FUNCTION device_span_follows();"
        )
    } else {
        format!(
            "CREATE TRIGGER device_span_follows AFTER INSERT ON event FOR EACH ROW \
             WHEN NEW.subject_kind = 'device' AND NOT EXISTS ({still_true}) BEGIN {steps} END;"
        )
    }
}

/// The columns of a device that its spans are made of.
const FOLDED: [(&str, &str); 7] = [
    ("stage", "TEXT"),
    ("site_id", "INTEGER"),
    ("owner_id", "INTEGER"),
    ("lot_id", "INTEGER"),
    ("value_cents", "BIGINT"),
    ("transfer_id", "INTEGER"),
    ("cession_id", "INTEGER"),
];

/// The spans of every device of before, folded out of its events: each column carried on to the event that next sets
/// it, the last event of each moment, and of those only the ones that changed something.
fn fold(backend: DbBackend) -> String {
    let postgres = backend == DbBackend::Postgres;
    let set = if postgres {
        "CAST(data AS jsonb) -> 'set'"
    } else {
        "json_extract(data, '$.set')"
    };
    let told = FOLDED.map(|(column, kind)| {
        let tells = if postgres {
            format!("jsonb_exists(said.told, '{column}')")
        } else {
            format!("json_type(said.told, '$.{column}') IS NOT NULL")
        };
        format!(
            "CAST(said.told ->> '{column}' AS {kind}) AS {column}, \
             COUNT(CASE WHEN {tells} THEN 1 END) OVER so_far AS {column}_told"
        )
    });
    let carried = FOLDED.map(|(column, _)| {
        format!("MAX({column}) OVER (PARTITION BY device_id, {column}_told) AS {column}")
    });
    let (told, carried) = (told.join(", "), carried.join(", "));
    format!(
        "WITH said AS MATERIALIZED (SELECT subject_id AS device_id, seq, at, {set} AS told \
         FROM event WHERE subject_kind = 'device'), \
         told AS (SELECT said.device_id, said.seq, MAX(said.at) OVER so_far AS at, {told} \
         FROM said WINDOW so_far AS (PARTITION BY said.device_id ORDER BY said.seq)), \
         carried AS (SELECT device_id, at, {carried}, \
         ROW_NUMBER() OVER (PARTITION BY device_id, at ORDER BY seq DESC) AS from_last FROM told), \
         state AS (SELECT d.*, {HOLDER} AS holder FROM carried d WHERE d.from_last = 1), \
         named AS (SELECT state.*, holder || ' ' || stage || ' ' || COALESCE(CAST(site_id AS TEXT), '-') \
         || ' ' || CAST(owner_id AS TEXT) || ' ' || CAST(lot_id AS TEXT) \
         || ' ' || COALESCE(CAST(value_cents AS TEXT), '-') AS name FROM state), \
         following AS (SELECT named.*, LAG(name) OVER (PARTITION BY device_id ORDER BY at) AS before FROM named), \
         span AS (SELECT * FROM following WHERE before IS NULL OR before <> name) \
         INSERT INTO device_span ({COLUMNS}) \
         SELECT device_id, at, LEAD(at) OVER (PARTITION BY device_id ORDER BY at), \
         holder, stage, site_id, owner_id, lot_id, value_cents FROM span"
    )
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let backend = m.get_database_backend();
        let mut span = Table::create()
            .table("device_span")
            .col(integer("device_id"))
            .col(timestamp_with_time_zone("from_at"))
            .col(timestamp_with_time_zone_null("to_at"))
            .col(text("holder"))
            .col(text("stage"))
            .col(integer_null("site_id"))
            .col(integer("owner_id"))
            .col(integer("lot_id"))
            .col(big_integer_null("value_cents"))
            // One device at a date, and where the span after it begins.
            .primary_key(Index::create().col("device_id").col("from_at"))
            .check(one_of("holder", &HOLDERS))
            .check(Expr::cust("to_at > from_at"))
            // With the key below, the check above and one open span: no overlap and no gap. Each span but the first
            // is where exactly one before it ends.
            .index(&mut unique("uq_device_span_end", &["device_id", "to_at"]))
            .foreign_key(&mut references("device_span", "device_id", "device"))
            .to_owned();
        // SQLite takes the key only here, and looks at it when the whole statement has ended, triggers included.
        if backend == DbBackend::Sqlite {
            span.foreign_key(&mut references_many(
                "device_span",
                &["device_id", "to_at"],
                "device_span",
                &["device_id", "from_at"],
            ));
        }
        m.create_table(span).await?;
        if backend == DbBackend::Postgres {
            // It would look after each statement of the trigger: one ends the old span before the next begins its own.
            m.get_connection()
                .execute_unprepared(
                    "ALTER TABLE device_span ADD CONSTRAINT fk_device_span_next \
                     FOREIGN KEY (device_id, to_at) REFERENCES device_span (device_id, from_at) \
                     DEFERRABLE INITIALLY DEFERRED",
                )
                .await?;
        }
        m.create_index(
            unique("uq_device_span_open", &["device_id"])
                .table("device_span")
                .and_where(Expr::col("to_at").is_null())
                .to_owned(),
        )
        .await?;
        m.get_connection()
            .execute_unprepared(&fold(backend))
            .await?;
        if backend == DbBackend::Postgres {
            // The deferred key is looked at now: no index is made on a table that has something still to be looked at.
            m.get_connection()
                .execute_unprepared("SET CONSTRAINTS ALL IMMEDIATE")
                .await?;
        }
        // The statement at a date, from the index alone: the spans still open, then those that ended after the date.
        // Of a date in the last year it reads what is open and what a year has ended, never the history before.
        m.create_index(index(
            "ix_device_span_statement",
            "device_span",
            &[
                "to_at",
                "from_at",
                "holder",
                "stage",
                "site_id",
                "owner_id",
                "lot_id",
                "value_cents",
            ],
        ))
        .await?;
        // The movements between two dates: the spans that began in between.
        m.create_index(index(
            "ix_device_span_from",
            "device_span",
            &["from_at", "device_id"],
        ))
        .await?;
        m.get_connection()
            .execute_unprepared(&follow(backend))
            .await?;
        Ok(())
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let follows = if m.get_database_backend() == DbBackend::Postgres {
            "DROP TRIGGER device_span_follows ON event; DROP FUNCTION device_span_follows();"
        } else {
            "DROP TRIGGER device_span_follows;"
        };
        m.get_connection().execute_unprepared(follows).await?;
        m.drop_table(Table::drop().table("device_span").to_owned())
            .await
    }
}
