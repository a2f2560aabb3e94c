//! Appointments at pick-up points: when each receives people and when not, the places of each hour, counted, who comes
//! for which request, and whom somebody still has to call or to write a letter to.
use crate::{
    columns::{index, one_of, references, references_many, unique},
    guards::{self, Guard},
    outbox,
};
use sea_orm_migration::{prelude::*, schema::*};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 6] = [
    "opening_slot",
    "site_closure",
    "pickup_agenda",
    "pickup_slot",
    "appointment",
    "appointment_notice",
];

const BOOKED: &str = "NEW.state = 'booked'";

/// A place of the hour is taken as long as the appointment was not moved or cancelled.
const NOT_COUNTED: &str = "(SELECT COUNT(*) FROM appointment a WHERE a.slot_id = NEW.slot_id \
     AND a.state IN ('booked', 'held', 'missed')) >= (SELECT s.taken FROM pickup_slot s WHERE s.id = NEW.slot_id)";

const GUARDS: [Guard; 8] = [
    Guard {
        name: "appointment_for_allocated",
        on: "INSERT ON appointment",
        when: BOOKED,
        forbidden: "NOT EXISTS (SELECT 1 FROM request r WHERE r.id = NEW.request_id AND r.state = 'allocated' \
             AND r.pickup_site_id = NEW.site_id)",
        says: "an appointment is for a request with a device, at its pick-up point",
    },
    Guard {
        name: "appointment_on_open_day",
        on: "INSERT ON appointment",
        when: BOOKED,
        forbidden: "EXISTS (SELECT 1 FROM site_closure c WHERE c.site_id = NEW.site_id AND c.ended_at IS NULL \
             AND NEW.on_day BETWEEN c.from_on AND c.to_on)",
        says: "the pick-up point is closed that day",
    },
    // Whoever books has counted first: the counter cannot be gone round.
    Guard {
        name: "appointment_counted",
        on: "INSERT ON appointment",
        when: BOOKED,
        forbidden: NOT_COUNTED,
        says: "no place was taken for this appointment",
    },
    Guard {
        name: "appointment_ended_stays",
        on: "UPDATE OF state ON appointment",
        when: "OLD.state <> 'booked'",
        forbidden: "1 = 1",
        says: "an appointment that ended stays as it ended",
    },
    Guard {
        name: "appointment_stays_put",
        on: "UPDATE OF request_id, site_id, slot_id, on_day, starts_at, ends_at ON appointment",
        when: "NEW.request_id <> OLD.request_id OR NEW.site_id <> OLD.site_id OR NEW.slot_id <> OLD.slot_id \
             OR NEW.on_day <> OLD.on_day OR NEW.starts_at <> OLD.starts_at OR NEW.ends_at <> OLD.ends_at",
        forbidden: "1 = 1",
        says: "an appointment is moved by booking another",
    },
    Guard {
        name: "site_closure_leaves_nobody",
        on: "INSERT ON site_closure",
        when: "NEW.ended_at IS NULL",
        forbidden: "EXISTS (SELECT 1 FROM appointment a WHERE a.site_id = NEW.site_id AND a.state = 'booked' \
             AND a.on_day BETWEEN NEW.from_on AND NEW.to_on)",
        says: "somebody is expected on a day of this closure",
    },
    Guard {
        name: "site_closure_stays",
        on: "UPDATE ON site_closure",
        when: "NEW.site_id <> OLD.site_id OR NEW.from_on <> OLD.from_on OR NEW.to_on <> OLD.to_on \
             OR OLD.ended_at IS NOT NULL",
        forbidden: "1 = 1",
        says: "a closure is ended, and another declared",
    },
    // Nobody is expected for a device that is no longer promised, or that is gone.
    Guard {
        name: "request_leaves_no_appointment",
        on: "UPDATE OF state ON request",
        when: "OLD.state = 'allocated' AND NEW.state <> 'allocated'",
        forbidden: "EXISTS (SELECT 1 FROM appointment a WHERE a.request_id = NEW.id AND a.state = 'booked')",
        says: "the appointment of the request ends first",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        opening(m).await?;
        places(m).await?;
        appointments(m).await?;
        notices(m).await?;
        outbox::up(m, self.name()).await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await?;
        outbox::down(m, self.name()).await?;
        for table in TABLES.into_iter().rev() {
            m.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}

/// When a pick-up point receives people, and when it does not.
async fn opening(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("opening_slot")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(integer("weekday"))
            .col(integer("from_minute"))
            .col(integer("to_minute"))
            .col(integer("capacity"))
            .col(integer("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(integer_null("ended_by"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .check(Expr::cust("weekday between 1 and 7"))
            .check(Expr::cust(
                "from_minute >= 0 and from_minute < to_minute and to_minute <= 1440",
            ))
            .check(Expr::cust("capacity between 1 and 50"))
            .check(Expr::cust("(ended_at is null) = (ended_by is null)"))
            .foreign_key(&mut references("opening_slot", "site_id", "site"))
            .foreign_key(&mut references("opening_slot", "created_by", "membership"))
            .foreign_key(&mut references("opening_slot", "ended_by", "membership"))
            .to_owned(),
    )
    .await?;
    // One slot begins at a time; also what is read of a site, in the order of the week.
    m.create_index(
        unique(
            "uq_opening_slot_live",
            &["site_id", "weekday", "from_minute"],
        )
        .table("opening_slot")
        .and_where(Expr::col("ended_at").is_null())
        .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("site_closure")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(date("from_on"))
            .col(date("to_on"))
            .col(text("reason"))
            .col(integer("created_by"))
            .col(timestamp_with_time_zone("created_at"))
            .col(integer_null("ended_by"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .check(one_of(
                "reason",
                &["leave", "staff_away", "works", "event", "exceptional"],
            ))
            .check(Expr::cust("from_on <= to_on"))
            .check(Expr::cust("(ended_at is null) = (ended_by is null)"))
            .foreign_key(&mut references("site_closure", "site_id", "site"))
            .foreign_key(&mut references("site_closure", "created_by", "membership"))
            .foreign_key(&mut references("site_closure", "ended_by", "membership"))
            .to_owned(),
    )
    .await?;
    // The closures of a site from a day on: read at every booking.
    m.create_index(
        index("ix_site_closure", "site_closure", &["site_id", "to_on"])
            .and_where(Expr::col("ended_at").is_null())
            .to_owned(),
    )
    .await?;
    m.create_table(
        Table::create()
            .table("pickup_agenda")
            // Whoever books or closes writes here first: of two at once, one waits for the other.
            .col(integer("site_id").primary_key())
            .col(integer("changes"))
            .foreign_key(&mut references("pickup_agenda", "site_id", "site"))
            .to_owned(),
    )
    .await
}

/// The places of each hour that somebody booked.
async fn places(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("pickup_slot")
            .col(pk_auto("id"))
            .col(integer("site_id"))
            .col(timestamp_with_time_zone("starts_at"))
            .col(integer("capacity"))
            .col(integer("taken"))
            .check(Expr::cust("taken between 0 and capacity"))
            // One counter for each hour of a place; also how free places are read, in the order of time.
            .index(&mut unique("uq_pickup_slot", &["site_id", "starts_at"]))
            // The target of the appointments' key: an appointment is where and when its counter is.
            .index(&mut unique(
                "uq_pickup_slot_place",
                &["id", "site_id", "starts_at"],
            ))
            .foreign_key(&mut references("pickup_slot", "site_id", "site"))
            .to_owned(),
    )
    .await
}

async fn appointments(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("appointment")
            .col(pk_auto("id"))
            .col(integer("request_id"))
            .col(integer("site_id"))
            .col(integer("slot_id"))
            .col(date("on_day"))
            .col(timestamp_with_time_zone("starts_at"))
            .col(timestamp_with_time_zone("ends_at"))
            .col(text("state"))
            .col(text_null("reason"))
            .col(text("channel"))
            .col(integer("booked_by"))
            .col(timestamp_with_time_zone("booked_at"))
            .col(integer_null("ended_by"))
            .col(timestamp_with_time_zone_null("ended_at"))
            .col(timestamp_with_time_zone_null("reminded_at"))
            .check(one_of(
                "state",
                &["booked", "moved", "cancelled", "held", "missed"],
            ))
            .check(Expr::col("reason").is_null().or(one_of(
                "reason",
                &[
                    "person_asked",
                    "person_not_reached",
                    "device_missing",
                    "site_closed",
                    "request_ended",
                ],
            )))
            .check(Expr::cust(
                "(state = 'cancelled') = (reason is not null) and (state = 'booked') = (ended_at is null)",
            ))
            .check(one_of("channel", &["letter", "email", "call"]))
            .check(Expr::cust("starts_at < ends_at"))
            .foreign_key(&mut references("appointment", "request_id", "request"))
            .foreign_key(&mut references_many(
                "appointment",
                &["slot_id", "site_id", "starts_at"],
                "pickup_slot",
                &["id", "site_id", "starts_at"],
            ))
            .foreign_key(&mut references("appointment", "booked_by", "membership"))
            .foreign_key(&mut references("appointment", "ended_by", "membership"))
            .to_owned(),
    )
    .await?;
    // One live appointment for each request.
    m.create_index(
        unique("uq_appointment_live", &["request_id"])
            .table("appointment")
            .and_where(Expr::col("state").eq("booked"))
            .to_owned(),
    )
    .await?;
    // The history of a request's appointments, and of a person's.
    m.create_index(index(
        "ix_appointment_request",
        "appointment",
        &["request_id", "id"],
    ))
    .await?;
    // The days of a site: the clerk's page, and whom a closure concerns.
    m.create_index(index(
        "ix_appointment_day",
        "appointment",
        &["site_id", "on_day", "starts_at"],
    ))
    .await?;
    // What keeps a place of a counter, asked at every booking.
    m.create_index(
        index("ix_appointment_slot", "appointment", &["slot_id"])
            .and_where(one_of("state", &["booked", "held", "missed"]))
            .to_owned(),
    )
    .await?;
    // Whom to remind: read every hour, of the few that are to come.
    m.create_index(
        index("ix_appointment_coming", "appointment", &["on_day", "id"])
            .and_where(Expr::col("state").eq("booked"))
            .to_owned(),
    )
    .await
}

/// Whom somebody has to call, or to write a letter to.
async fn notices(m: &SchemaManager<'_>) -> Result<(), DbErr> {
    m.create_table(
        Table::create()
            .table("appointment_notice")
            .col(pk_auto("id"))
            .col(integer("appointment_id"))
            .col(text("about"))
            .col(text("channel"))
            .col(timestamp_with_time_zone("created_at"))
            .col(integer_null("done_by"))
            .col(timestamp_with_time_zone_null("done_at"))
            .check(one_of(
                "about",
                &["booked", "moved", "reminder", "cancelled"],
            ))
            // An e-mail needs nobody.
            .check(one_of("channel", &["letter", "call"]))
            .check(Expr::cust("(done_at is null) = (done_by is null)"))
            // Each thing is said once.
            .index(&mut unique(
                "uq_appointment_notice",
                &["appointment_id", "about"],
            ))
            .foreign_key(&mut references(
                "appointment_notice",
                "appointment_id",
                "appointment",
            ))
            .foreign_key(&mut references(
                "appointment_notice",
                "done_by",
                "membership",
            ))
            .to_owned(),
    )
    .await?;
    // What is still to be said, of the few that are: the list of calls and letters.
    m.create_index(
        index(
            "ix_appointment_notice_open",
            "appointment_notice",
            &["appointment_id"],
        )
        .and_where(Expr::col("done_at").is_null())
        .to_owned(),
    )
    .await
}
