//! Requests that come of a decision already made: devices that an association won. They wait to be allocated like any
//! other, and their devices are handed over under the same conditions.
use super::{
    actions::{ActError, Refusal, add_learner},
    asking::rules::Circumstances,
    private::{self, Private},
};
use crate::{
    app::App,
    auth::Signed,
    journal::{self, Event, EventKind},
    prescribing,
    recipients::{
        access,
        identity::{self, Identity},
        names,
    },
    web::Error,
};
use entities::{
    access_log::AccessAct,
    device::DeviceKind,
    learner::LearnerRelation,
    membership::MembershipId,
    organisation::OrganisationId,
    programme,
    recipient::{self, RecipientId, RecipientKind},
    request::{self, RequestState},
    request_private,
    site::SiteId,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait};

/// What was granted, to whom, and who answers for it.
pub struct Granted<'g> {
    pub organisation: OrganisationId,
    /// Who is written to about the requests.
    pub followed_by: MembershipId,
    pub programme: &'g programme::Model,
    /// The number of the public of the programme that the association belongs to, from 1.
    pub public_rule: usize,
    pub pickup_site: SiteId,
    /// One kind for each device.
    pub devices: Vec<DeviceKind>,
    /// The association, with who signs for it.
    pub identity: Identity,
    /// Who is trained: whoever signs.
    pub learner: String,
}

/// Records the association as a recipient and one request for each device.
///
/// # Errors
/// [`Refusal::MayNotSend`] where the association is not habilitated, or may not have so many requests open.
pub async fn submit(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Signed,
    granted: Granted<'_>,
) -> Result<(RecipientId, Vec<request::Model>), ActError> {
    let now = app.clock.now();
    may_send_all(txn, granted.organisation, granted.devices.len()).await?;
    let row = recipient::ActiveModel {
        kind: Set(RecipientKind::Association),
        organisation_id: Set(granted.organisation),
        sealed: Set(Some(identity::seal(&app.keys, &granted.identity))),
        name_key: Set(Some(granted.identity.name_key(&app.keys))),
        created_at: Set(now),
        last_contact_at: Set(now),
        ..Default::default()
    };
    let recipient_id = row.insert(txn).await?.id;
    names::index(txn, &app.keys, recipient_id, &granted.identity).await?;
    let signs = LearnerRelation::Signatory;
    add_learner(app, txn, recipient_id, signs, granted.learner).await?;
    let asked = |kind: &DeviceKind| request::ActiveModel {
        recipient_id: Set(recipient_id),
        programme_id: Set(granted.programme.id),
        organisation_id: Set(granted.organisation),
        prescriber_id: Set(granted.followed_by),
        pickup_site_id: Set(granted.pickup_site),
        device_kind: Set(Some(*kind)),
        state: Set(RequestState::Submitted),
        submitted_at: Set(now),
        programme_version: Set(granted.programme.saved_version),
        ..Default::default()
    };
    let mut requests: Vec<request::Model> = Vec::new();
    for kind in &granted.devices {
        let event = Event::of(EventKind::RequestSubmitted);
        requests.push(journal::insert(txn, by.at(now), asked(kind), event).await?);
    }
    let sealed = Private {
        rule: granted.public_rule,
        proof_seen_on: app.clock.today(),
        proof_seen_by: by.membership_id,
        needs: Vec::new(),
        level: None,
        circumstances: Circumstances::default(),
    };
    let kept = requests.iter().map(|request| request_private::ActiveModel {
        request_id: Set(request.id),
        sealed: Set(private::seal(&app.keys, &sealed)),
    });
    request_private::Entity::insert_many(kept)
        .exec_without_returning(txn)
        .await?;
    access::record(txn, by, [recipient_id], AccessAct::Recorded, now).await?;
    Ok((recipient_id, requests))
}

/// Whether the association may have so many more requests open, all at once.
async fn may_send_all(
    txn: &DatabaseTransaction,
    id: OrganisationId,
    devices: usize,
) -> Result<(), ActError> {
    let refused = |may_not| ActError::Refused(Refusal::MayNotSend(may_not));
    prescribing::actions::hold_for_request(txn, id)
        .await?
        .map_err(refused)?;
    let standing = prescribing::queries::standing(txn, id)
        .await?
        .ok_or(Error::NotFound)?;
    let open = prescribing::queries::open_requests(txn, id).await?;
    let before_the_last = u64::try_from(devices.saturating_sub(1)).unwrap_or(u64::MAX);
    standing
        .may_send(open.saturating_add(before_the_last))
        .map_err(refused)
}
