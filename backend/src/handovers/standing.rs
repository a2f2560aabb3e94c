//! How each of several requests stands at a counter, by the same rules as one, with one query for each kind of thing.
use super::{
    counter_loans::queries as counter_loans,
    rules::{self, Counter, Obstacle},
};
use crate::{
    auth::Signed,
    devices::{
        proofs,
        software::{self, Minimum},
    },
    programmes::rules::terms::Admitted,
    training::{queries::whose, rules::Clearance},
    web::{Error, format::Day},
};
use chrono::{DateTime, Utc};
use entities::{
    clearance::{self, ClearanceState},
    device::{self, DeviceId},
    handover, membership, programme,
    request::{self, RequestId},
    site::SiteId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

/// What a list can say of a request's device and clearance.
pub struct Standing {
    pub device: device::Model,
    pub obstacles: Vec<Obstacle>,
    /// A clearance stands for this very handover.
    pub cleared: bool,
}

/// How these requests stand at this counter; those without a device are left out.
pub async fn of(
    db: &impl ConnectionTrait,
    by: &Signed,
    here: SiteId,
    requests: &[&request::Model],
    now: DateTime<Utc>,
) -> Result<BTreeMap<RequestId, Standing>, Error> {
    let devices: Vec<device::Model> = device::Entity::find()
        .filter(
            device::COLUMN
                .id
                .is_in(requests.iter().filter_map(|request| request.device_id)),
        )
        .all(db)
        .await?;
    let programmes: BTreeMap<_, programme::Model> = programme::Entity::find()
        .filter(
            programme::COLUMN
                .id
                .is_in(requests.iter().map(|request| request.programme_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut admitted = BTreeMap::new();
    for (id, programme) in &programmes {
        admitted.insert(*id, Admitted::of(programme)?);
    }
    let out: BTreeSet<DeviceId> = handover::Entity::find()
        .filter(
            handover::COLUMN
                .device_id
                .is_in(devices.iter().map(|device| device.id)),
        )
        .filter(handover::COLUMN.ended_at.is_null())
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.device_id)
        .collect();
    let clearances = issued(db, requests).await?;
    let approvers = clearances.values().filter_map(|row| row.approver_id);
    let own_approvals: BTreeSet<_> = membership::Entity::find()
        .filter(membership::COLUMN.id.is_in(approvers))
        .filter(membership::COLUMN.account_id.eq(by.account.id))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let levels = proofs::levels_of(db, &devices.iter().collect::<Vec<_>>()).await?;
    let software = software::software_of(db, &devices).await?;
    let lending = counter_loans::rules(db).await?;
    let devices: BTreeMap<DeviceId, device::Model> =
        devices.into_iter().map(|row| (row.id, row)).collect();
    let standing = |request: &request::Model| {
        let device = devices.get(&request.device_id?)?;
        let programme = programmes.get(&request.programme_id)?;
        let admitted = admitted.get(&request.programme_id)?;
        let clearance = clearances.get(&request.id);
        let counter = Counter {
            device,
            request,
            here,
            out: out.contains(&device.id),
            clerk_approved: clearance
                .and_then(|row| row.approver_id)
                .is_some_and(|approver| own_approvals.contains(&approver)),
            deep_enough: proofs::deep_enough(
                programme.erasure_level,
                device.holds_data,
                levels.get(&device.id).copied(),
            ),
            below: software.get(&device.id).and_then(|software| {
                software::below(
                    Minimum::of(programme),
                    device.kind,
                    software,
                    now.in_paris(),
                )
            }),
            not_admitted: admitted.against(device.kind, device.category.as_deref(), device.grade),
            only_lent: lending.contains_key(&request.programme_id),
        };
        let cleared = clearance.is_some_and(|row| {
            Clearance::standing(row.clone(), whose(request), &device.model_key, now).is_ok()
        });
        let standing = Standing {
            obstacles: rules::obstacles(&counter),
            cleared,
            device: device.clone(),
        };
        Some((request.id, standing))
    };
    Ok(requests.iter().copied().filter_map(standing).collect())
}

/// The clearances of these requests that were neither used nor withdrawn; they may have expired.
async fn issued(
    db: &impl ConnectionTrait,
    requests: &[&request::Model],
) -> Result<BTreeMap<RequestId, clearance::Model>, DbErr> {
    let rows = clearance::Entity::find()
        .filter(
            clearance::COLUMN
                .request_id
                .is_in(requests.iter().map(|request| request.id)),
        )
        .filter(clearance::COLUMN.state.eq(ClearanceState::Issued))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.request_id, row)).collect())
}
