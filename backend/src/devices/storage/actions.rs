//! What is done with boxes and places.
use crate::{
    devices::{
        rules::{ArrivalRefusal, may_arrive},
        standing::Standing,
        transit,
    },
    journal::{self, By, ChangeError, Event, EventKind},
    labels::Code,
};
use entities::{
    container::{self, ContainerId, ContainerKind},
    device::{self, DeviceId},
    label, part,
    site::{self, SiteId},
};
use rand::CryptoRng;
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, Set, SqlErr,
};

/// A box or place to make.
pub struct New<'n> {
    pub kind: ContainerKind,
    pub name: &'n str,
    pub site_id: SiteId,
}

#[derive(Debug, thiserror::Error)]
pub enum MakeError {
    /// Its site has one of this name.
    #[error("the name is taken")]
    NameTaken,
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Makes a box or place, with a code that no label bears.
pub async fn make(
    txn: &DatabaseTransaction,
    by: By,
    new: New<'_>,
    mut rng: impl CryptoRng + Send,
) -> Result<container::Model, MakeError> {
    let code = loop {
        let code = Code::generate(&mut rng).to_string();
        let printed = label::Entity::find_by_id(code.clone()).one(txn).await?;
        let made = container::Entity::find_by_code(&code).one(txn).await?;
        let part = part::Entity::find_by_code(&code).one(txn).await?;
        if printed.is_none() && made.is_none() && part.is_none() {
            break code;
        }
    };
    let row = container::ActiveModel {
        code: Set(code),
        kind: Set(new.kind),
        name: Set(new.name.to_owned()),
        site_id: Set(new.site_id),
        created_at: Set(by.at),
        ..Default::default()
    };
    let event = Event::of(EventKind::ContainerMade);
    match journal::insert(txn, by, row, event).await {
        // The code was looked for above: what is taken is the name.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(MakeError::NameTaken)
        }
        made => Ok(made?),
    }
}

/// Puts a device into a box or place of the site it is at.
pub async fn stow(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    container: &container::Model,
) -> Result<device::Model, ChangeError> {
    may_hold(txn, device, container).await?;
    let event = Event::of(EventKind::DeviceStowed);
    keep_in(txn, by, device, Some(container.id), event).await
}

/// Nothing changes in the box, but it must stay here: who moves it meanwhile waits, or is told (law 2).
async fn may_hold(
    txn: &DatabaseTransaction,
    device: &device::Model,
    container: &container::Model,
) -> Result<(), ChangeError> {
    if device.site_id != Some(container.site_id) || device.transfer_id.is_some() {
        return Err(ChangeError::Changed);
    }
    journal::hold(txn, container).await
}

/// Takes a device out of its box or place.
pub async fn take_out(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
) -> Result<device::Model, ChangeError> {
    keep_in(txn, by, device, None, Event::of(EventKind::DeviceStowed)).await
}

/// Puts a device back to where it was kept before the event of this number: that one was a mistake.
pub async fn put_back(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    before: Option<&container::Model>,
    mistake: i32,
) -> Result<device::Model, ChangeError> {
    if let Some(before) = before {
        may_hold(txn, device, before).await?;
    }
    let event = journal::taking_back(EventKind::DeviceStowed, mistake);
    keep_in(txn, by, device, before.map(|it| it.id), event).await
}

async fn keep_in(
    txn: &DatabaseTransaction,
    by: By,
    device: &device::Model,
    container: Option<ContainerId>,
    event: Event,
) -> Result<device::Model, ChangeError> {
    let event = event
        .with("from", device.container_id.map(|from| from.0))
        .with("to", container.map(|to| to.0));
    let change = device::ActiveModel {
        container_id: Set(container),
        ..Default::default()
    };
    journal::change(txn, by, device, change, event).await
}

#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// A device in it may not change place: nothing moved.
    #[error("{code} may not change place: {refusal:?}")]
    Refused {
        code: String,
        refusal: ArrivalRefusal,
    },
    #[error(transparent)]
    Change(#[from] ChangeError),
}

impl From<DbErr> for MoveError {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

/// Puts a box back to where it stood, at its site, before the event of this number: that one was a mistake.
pub async fn stand_back(
    txn: &DatabaseTransaction,
    by: By,
    moved: &container::Model,
    place: Option<ContainerId>,
    mistake: i32,
) -> Result<container::Model, ChangeError> {
    let event = journal::taking_back(EventKind::ContainerMoved, mistake)
        .with("from_site", moved.site_id.0)
        .with("from_place", moved.place_id.map(|from| from.0));
    let change = container::ActiveModel {
        place_id: Set(place),
        ..Default::default()
    };
    journal::change(txn, by, moved, change, event).await
}

/// Moves a box, with all that is in it, to a place of a site, or to the site without a place.
pub async fn move_box(
    txn: &DatabaseTransaction,
    by: By,
    moved: &container::Model,
    site: &site::Model,
    place: Option<ContainerId>,
) -> Result<container::Model, MoveError> {
    let event = Event::of(EventKind::ContainerMoved)
        .with("from_site", moved.site_id.0)
        .with("from_place", moved.place_id.map(|from| from.0));
    let change = container::ActiveModel {
        site_id: Set(site.id),
        place_id: Set(place),
        ..Default::default()
    };
    // The box first: from here on nobody puts anything into it.
    let after = journal::change(txn, by, moved, change, event).await?;
    if moved.site_id == site.id {
        return Ok(after);
    }
    let inside = device::Entity::find()
        .filter(device::COLUMN.container_id.eq(moved.id))
        .order_by_asc(device::Column::Id)
        .all(txn)
        .await?;
    let ids: Vec<DeviceId> = inside.iter().map(|device| device.id).collect();
    for device in inside {
        let standing = Standing::of_device(&device);
        if let Err(refusal) = may_arrive(standing, false, site.is_workshop) {
            let code = device.label_code.unwrap_or_default();
            return Err(MoveError::Refused { code, refusal });
        }
        let event = Event::of(EventKind::DeviceMoved)
            .with("from", device.site_id.map(|from| from.0))
            .with("to", site.id.0)
            .with("container", moved.id.0);
        let change = device::ActiveModel {
            site_id: Set(Some(site.id)),
            ..Default::default()
        };
        journal::change(txn, by, &device, change, event).await?;
    }
    transit::note_arrivals(txn, by, &ids, site).await?;
    Ok(after)
}
