//! What was done for a person: their requests, their training, their clearances, their handovers, and the messages
//! written about them.
use super::Entry;
use crate::{
    app::App,
    appointments::say as appointments,
    devices::standing::kind_key,
    handovers::say as handing,
    journal::{EventKind, Subject},
    programmes::rules::{Lists, legal_chain_key},
    recipients::identity::request_reference,
    requests::{private, rules::state_key},
    training::{elsewhere::queries as elsewhere, say as training},
    web::{Error, Words},
};
use entities::{
    appointment,
    attendance::{self, AttendanceState},
    clearance, device, enrolment, event, handover, handover_recall, pathway,
    programme::{self, ProgrammeId},
    request,
    site::{self, SiteId},
    training_session,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::BTreeMap;

/// What a person's things are named by.
pub(super) struct Names {
    programmes: BTreeMap<ProgrammeId, programme::Model>,
    sites: BTreeMap<SiteId, String>,
}

impl Names {
    fn site(&self, id: SiteId) -> &str {
        self.sites.get(&id).map_or("", String::as_str)
    }
}

pub(super) async fn names(app: &App, requests: &[request::Model]) -> Result<Names, Error> {
    let programmes = programme::Entity::find()
        .filter(
            programme::COLUMN
                .id
                .is_in(requests.iter().map(|request| request.programme_id)),
        )
        .all(&app.db)
        .await?;
    let sites = site::Entity::find().all(&app.db).await?;
    Ok(Names {
        programmes: programmes.into_iter().map(|row| (row.id, row)).collect(),
        sites: sites
            .into_iter()
            .map(|row| (row.id, format!("{}, {}", row.name, row.city)))
            .collect(),
    })
}

pub(super) async fn asked(
    app: &App,
    words: Words,
    requests: &[request::Model],
    names: &Names,
) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for row in requests {
        let programme = names.programmes.get(&row.programme_id);
        let asked_under = programme.map_or("", |row| words.lang.choose(&row.name_fr, &row.name_en));
        let mut entry = Entry::new(words)
            .text("reference", "request-reference", &request_reference(row.id))
            .text("programme", "request-programme", asked_under)
            .word(
                "device",
                "request-device-kind",
                &row.device_kind,
                row.device_kind.map_or("request-training-alone", kind_key),
            )
            .word("state", "request-state", &row.state, state_key(row.state))
            .text("pickup", "request-pickup", names.site(row.pickup_site_id))
            .moment("sent_at", "request-sent-on", row.submitted_at)
            .moment("decided_at", "copy-decided-at", row.decided_at)
            .moment("closed_at", "copy-closed-at", row.closed_at);
        if let Some(private) = private::open(&app.db, &app.keys, row.id).await? {
            let rules = programme.map(Lists::of).transpose()?;
            let rules = rules.map(|lists| lists.public_rules).unwrap_or_default();
            let rule = private
                .rule
                .checked_sub(1)
                .and_then(|place| rules.get(place))
                .map_or("", |rule| rule.said(words.lang));
            let needs: Vec<String> = private
                .needs
                .iter()
                .map(|need| words.say(need.key()))
                .collect();
            entry = entry
                .text("public_rule", "request-rule", rule)
                .day("proof_seen_on", "copy-proof-seen-on", private.proof_seen_on)
                .line(
                    "needs",
                    "copy-needs",
                    needs.join(", "),
                    json!(private.needs),
                );
            if let Some(level) = private.level {
                let said = words.with("level", level).say("request-placed-at");
                entry = entry.line("level", "request-level", said, json!(level));
            }
        }
        entries.push(entry);
    }
    Ok(entries)
}

pub(super) async fn enrolled(
    app: &App,
    words: Words,
    enrolments: &[enrolment::Model],
) -> Result<Vec<Entry>, Error> {
    let pathways: BTreeMap<_, _> = pathway::Entity::find()
        .filter(
            pathway::COLUMN
                .id
                .is_in(enrolments.iter().map(|row| row.pathway_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let entry = |row: &enrolment::Model| {
        let pathway = pathways.get(&row.pathway_id);
        let named = pathway.map_or("", |row| words.lang.choose(&row.name_fr, &row.name_en));
        Entry::new(words)
            .text("pathway", "copy-pathway", named)
            .text(
                "request",
                "request-reference",
                &request_reference(row.request_id),
            )
            .moment("enrolled_at", "copy-enrolled-at", row.enrolled_at)
            .moment("attested_at", "copy-attested-at", row.attested_at)
            .moment("withdrawn_at", "copy-withdrawn-at", row.withdrawn_at)
    };
    Ok(enrolments.iter().map(entry).collect())
}

pub(super) async fn attended(
    app: &App,
    words: Words,
    enrolments: &[enrolment::Model],
) -> Result<Vec<Entry>, Error> {
    let places = attendance::Entity::find()
        .filter(
            attendance::COLUMN
                .enrolment_id
                .is_in(enrolments.iter().map(|row| row.id)),
        )
        .all(&app.db)
        .await?;
    let sessions = training_session::Entity::find()
        .filter(
            training_session::COLUMN
                .id
                .is_in(places.iter().map(|place| place.session_id)),
        )
        .order_by_asc(training_session::COLUMN.starts_at)
        .all(&app.db)
        .await?;
    let mut entries = Vec::new();
    for session in sessions {
        for place in places.iter().filter(|place| place.session_id == session.id) {
            let state = match place.state {
                AttendanceState::Booked => "attendance-booked",
                AttendanceState::Present => "attendance-present",
                AttendanceState::Absent => "attendance-absent",
            };
            entries.push(
                Entry::new(words)
                    .moment("session", "copy-session", session.starts_at)
                    .line(
                        "minutes",
                        "copy-minutes",
                        training::duration(session.minutes),
                        json!(session.minutes),
                    )
                    .word("state", "request-state", &place.state, state),
            );
        }
    }
    let ids: Vec<_> = enrolments.iter().map(|row| row.id).collect();
    for row in elsewhere::linked(&app.db, &ids).await? {
        let (day, minutes) = (row.held_on, row.minutes);
        entries.push(
            Entry::new(words)
                .line("elsewhere", "copy-elsewhere", words.date(day), json!(day))
                .line(
                    "minutes",
                    "copy-minutes",
                    training::duration(minutes),
                    json!(minutes),
                ),
        );
    }
    Ok(entries)
}

pub(super) fn cleared(words: Words, clearances: &[clearance::Model]) -> Vec<Entry> {
    let entry = |row: &clearance::Model| {
        let entry = Entry::new(words)
            .word(
                "basis",
                "copy-basis",
                &row.basis,
                training::basis(row.basis),
            )
            .moment("issued_at", "copy-issued-at", row.issued_at)
            .moment("expires_at", "copy-expires-at", row.expires_at)
            .moment("used_at", "copy-used-at", row.used_at)
            .moment("withdrawn_at", "copy-withdrawn-at", row.withdrawn_at);
        match row.waiver_reason {
            Some(reason) => entry.word(
                "waiver_reason",
                "copy-waiver-reason",
                &reason,
                training::waiver_reason(reason),
            ),
            None => entry,
        }
    };
    clearances.iter().map(entry).collect()
}

pub(super) async fn handed_over(
    app: &App,
    words: Words,
    handovers: &[handover::Model],
    names: &Names,
) -> Result<Vec<Entry>, Error> {
    let devices: BTreeMap<_, _> = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(handovers.iter().map(|row| row.device_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut entries = Vec::new();
    for row in handovers {
        let proxy = row.sealed_proxy.as_deref();
        let proxy: Option<String> = proxy
            .map(|sealed| app.keys.open("proxy", sealed))
            .transpose()?;
        let mut entry = Entry::new(words);
        if let Some(device) = devices.get(&row.device_id) {
            let model = format!("{} {}", device.manufacturer, device.model);
            entry = entry.text("device", "copy-device", &model).text(
                "label",
                "copy-label",
                device.label_code.as_deref().unwrap_or_default(),
            );
        }
        if let Some(fault) = row.fault {
            entry = entry.word("fault", "return-fault", &fault, handing::fault(fault));
        }
        entries.push(
            entry
                .text("place", "request-pickup", names.site(row.site_id))
                .moment("handed_at", "copy-handed-at", row.handed_at)
                .word(
                    "received_by",
                    "copy-received-by",
                    &row.received_by,
                    handing::receiver(row.received_by),
                )
                .text("proxy", "copy-proxy", &proxy.unwrap_or_default())
                .word(
                    "identity_seen",
                    "handing-identity",
                    &row.identity_seen,
                    handing::identity(row.identity_seen),
                )
                .word(
                    "legal_chain",
                    "copy-legal-chain",
                    &row.legal_chain,
                    legal_chain_key(row.legal_chain),
                )
                .day("due_back_on", "copy-due-back", row.due_back_on)
                .day("warranty_until", "programme-warranty", row.warranty_until)
                .moment("definitive_at", "copy-definitive-at", row.definitive_at)
                .moment("ended_at", "copy-ended-at", row.ended_at),
        );
    }
    Ok(entries)
}

pub(super) async fn expected(
    app: &App,
    words: Words,
    requests: &[request::Model],
    names: &Names,
) -> Result<Vec<Entry>, Error> {
    let rows = appointment::Entity::find()
        .filter(
            appointment::COLUMN
                .request_id
                .is_in(requests.iter().map(|request| request.id)),
        )
        .order_by_asc(appointment::COLUMN.id)
        .all(&app.db)
        .await?;
    let entry = |row: &appointment::Model| {
        let entry = Entry::new(words)
            .text(
                "request",
                "request-reference",
                &request_reference(row.request_id),
            )
            .text("place", "request-pickup", names.site(row.site_id))
            .moment("starts_at", "request-appointment", row.starts_at)
            .word(
                "state",
                "request-state",
                &row.state,
                appointments::state_key(row.state),
            );
        match row.reason {
            Some(reason) => entry.word(
                "reason",
                "copy-appointment-reason",
                &reason,
                appointments::reason_key(reason),
            ),
            None => entry,
        }
    };
    Ok(rows.iter().map(entry).collect())
}

/// The messages written about the person's requests, by kind and date: they go to the prescriber, those about an
/// appointment to the person too who chose e-mail; they name nobody, and their text is erased once sent.
pub(super) async fn messages(
    app: &App,
    words: Words,
    requests: &[request::Model],
    handovers: &[handover::Model],
) -> Result<Vec<Entry>, Error> {
    let kinds = [
        (EventKind::DeviceAllocated, "mail-kind-request-allocated"),
        (EventKind::AllocationUndone, "mail-kind-allocation-undone"),
        (EventKind::RequestRefused, "mail-kind-request-refused"),
        (EventKind::AppointmentBooked, "mail-kind-appointment-booked"),
        (EventKind::AppointmentMoved, "mail-kind-appointment-booked"),
        (
            EventKind::AppointmentCancelled,
            "mail-kind-appointment-cancelled",
        ),
        (EventKind::AppointmentMissed, "mail-kind-appointment-missed"),
    ];
    let events = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(Subject::Request.key()))
        .filter(
            event::COLUMN
                .subject_id
                .is_in(requests.iter().map(|request| request.id.0)),
        )
        .filter(event::COLUMN.kind.is_in(kinds.map(|(kind, _)| kind.name())))
        .order_by_asc(event::COLUMN.at)
        .all(&app.db)
        .await?;
    let mut entries = Vec::new();
    for event in events {
        if let Some((kind, word)) = kinds.iter().find(|(kind, _)| kind.name() == event.kind) {
            entries.push(
                Entry::new(words)
                    .word("kind", "copy-message-kind", &kind.name(), word)
                    .moment("written_at", "copy-written-at", event.at),
            );
        }
    }
    let recalls = handover_recall::Entity::find()
        .filter(
            handover_recall::COLUMN
                .handover_id
                .is_in(handovers.iter().map(|row| row.id)),
        )
        .all(&app.db)
        .await?;
    for recall in recalls {
        entries.push(
            Entry::new(words)
                .word(
                    "kind",
                    "copy-message-kind",
                    &"handover_recalled",
                    "mail-kind-handover-recalled",
                )
                .moment("written_at", "copy-written-at", recall.at),
        );
    }
    Ok(entries)
}
