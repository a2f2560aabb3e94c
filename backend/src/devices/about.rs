//! What a device's sheet tells beside its card: where it comes from, the proofs of this stay, its history.
use super::{
    attachments, proofs,
    refurbished::{Facts, NotYet, Refurbished, may_be_called_refurbished},
    software::{self, Software},
};
use crate::{
    app::App,
    auth::Signed,
    grading::{self, rulesets},
    journal::{self, Subject, told, words::remark_hash},
    supplies::say as charger,
    web::{Error, Words},
};
use chrono::{DateTime, Utc};
use entities::{
    attachment, checklist, collection_lot,
    device::{self},
    device_lock,
    erasure::{self, ErasureVerdict},
    erasure_certificate, event, hardware_snapshot,
    membership::{self, MembershipId},
    organisation::{self, OrganisationId},
    quality_check, stay_checklist,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeSet, HashMap};

pub struct About {
    pub device: device::Model,
    pub owner: String,
    pub donor: String,
    /// The latest erasure recorded in this stay.
    pub erasure: Option<erasure::Model>,
    pub check: Option<quality_check::Model>,
    /// With or without a charger, as the check says.
    pub charger: Option<charger::Said>,
    /// The version of the checklist it is checked with in this stay.
    pub checklist: Option<i32>,
    /// How many of its drives have no accepted erasure.
    pub drives_left: usize,
    /// What still ties it to its previous owner.
    pub locks: Vec<device_lock::Model>,
    pub snapshot: Option<hardware_snapshot::Model>,
    /// Its technical category in this stay, as people write it, and whether a supervisor decided it.
    pub category: Option<(String, bool)>,
    pub software: Software,
    pub certificate: Option<erasure_certificate::Model>,
    /// Whether it may be called refurbished; asked of what is ready.
    pub word: Option<Result<Refurbished, Vec<NotYet>>>,
    /// Latest first.
    pub files: Vec<attachment::Model>,
    /// Latest first.
    pub history: Vec<Moment>,
}

/// One line of the history.
pub struct Moment {
    pub at: DateTime<Utc>,
    pub sentence: String,
    /// The organisation that acted; nobody's name.
    pub by: String,
    /// What a person wrote about it, unless it was erased.
    pub remark: Option<String>,
}

impl About {
    pub async fn of(app: &App, by: &Signed, device: device::Model) -> Result<Self, Error> {
        let (db, words) = (&app.db, by.words());
        let lot = collection_lot::Entity::find_by_id(device.lot_id)
            .one(db)
            .await?;
        let donor_id = lot.map_or(device.owner_id, |lot| lot.donor_id);
        let names = organisation_names(db, [device.owner_id, donor_id]).await?;
        let name = |id| names.get(&id).cloned().unwrap_or_default();
        let erasure = erasure::Entity::find()
            .filter(erasure::COLUMN.device_id.eq(device.id))
            .filter(erasure::COLUMN.stay.eq(device.stay))
            .order_by_desc(erasure::Column::Id)
            .one(db)
            .await?;
        let check = match device.ready_check_id {
            Some(id) => quality_check::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        let stay = (device.id, device.stay);
        let list = match stay_checklist::Entity::find_by_id(stay).one(db).await? {
            Some(stay) => {
                checklist::Entity::find_by_id(stay.checklist_id)
                    .one(db)
                    .await?
            }
            None => None,
        };
        let drives = proofs::drives_of(db, std::slice::from_ref(&device)).await?;
        let drives_left = drives.get(&device.id).map_or(0, |drives| {
            drives.iter().filter(|drive| !drive.is_accepted()).count()
        });
        let mut locks = proofs::locks_of(db, &[device.id]).await?;
        let snapshot = hardware_snapshot::Entity::find()
            .filter(hardware_snapshot::COLUMN.device_id.eq(device.id))
            .order_by_desc(hardware_snapshot::Column::Id)
            .one(db)
            .await?;
        let certificate = erasure_certificate::Entity::find()
            .filter(erasure_certificate::COLUMN.device_id.eq(device.id))
            .filter(erasure_certificate::COLUMN.stay.eq(device.stay))
            .one(db)
            .await?;
        let software = software::software_on(db, &device).await?;
        let category = grading::queries::latest(db, &device).await?;
        Ok(Self {
            software,
            category: category.and_then(|row| {
                let name = rulesets::category_name(&row.category?);
                Some((name, row.remark.is_some()))
            }),
            drives_left,
            locks: locks.remove(&device.id).unwrap_or_default(),
            snapshot,
            certificate,
            files: attachments::queries::of_device(db, by, device.id).await?,
            word: check
                .as_ref()
                .map(|check| may_be_called_refurbished(Facts::of(&device, Some(check)))),
            owner: name(device.owner_id),
            donor: name(donor_id),
            erasure,
            charger: charger::charger(words, check.as_ref()),
            check,
            checklist: list.and_then(|list| list.number),
            history: history(app, &device, words).await?,
            device,
        })
    }
}

async fn history(app: &App, device: &device::Model, words: Words) -> Result<Vec<Moment>, Error> {
    let subject = (Subject::Device, device.id.0);
    let events = journal::history(&app.db, subject.0, subject.1).await?;
    let remarks: HashMap<String, String> = journal::remarks_of(&app.db, &app.keys, subject)
        .await?
        .into_iter()
        .collect();
    let actors = actors(&app.db, &events).await?;
    let sentences = told::sentences(&app.db, words, &events).await?;
    let moment = |(event, sentence): (&event::Model, String)| Moment {
        at: event.at,
        sentence,
        by: event
            .actor_id
            .and_then(|actor| actors.get(&actor).cloned())
            .unwrap_or_default(),
        remark: remark_hash(event).and_then(|hash| remarks.get(&hash).cloned()),
    };
    Ok(events.iter().zip(sentences).rev().map(moment).collect())
}

/// The organisation each actor acted for.
async fn actors(
    db: &impl ConnectionTrait,
    events: &[event::Model],
) -> Result<HashMap<MembershipId, String>, DbErr> {
    let ids: BTreeSet<MembershipId> = events.iter().filter_map(|event| event.actor_id).collect();
    let members: Vec<(MembershipId, OrganisationId)> = membership::Entity::find()
        .select_only()
        .columns([membership::Column::Id, membership::Column::OrganisationId])
        .filter(membership::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let names = organisation_names(db, members.iter().map(|(_, of)| *of)).await?;
    let acted_for = |(id, of): &(MembershipId, OrganisationId)| Some((*id, names.get(of)?.clone()));
    Ok(members.iter().filter_map(acted_for).collect())
}

async fn organisation_names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = OrganisationId>,
) -> Result<HashMap<OrganisationId, String>, DbErr> {
    let ids: BTreeSet<OrganisationId> = ids.into_iter().collect();
    let names: Vec<(OrganisationId, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// Tone, icon and word of a verdict on an erasure.
#[must_use]
pub fn verdict_badge(verdict: ErasureVerdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        ErasureVerdict::Accepted => ("good", "shield-check", "erasure-accepted"),
        ErasureVerdict::Refused => ("stop", "octagon-x", "erasure-refused"),
        ErasureVerdict::Unverified => ("wait", "triangle-alert", "erasure-unverified"),
    }
}
