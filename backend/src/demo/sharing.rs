//! Two workshops share what just came in: what each can take, a rule, and a transfer under way.
use super::story::Teller;
use crate::transfers::{actions, queries};
use anyhow::{Context, Result};
use entities::{
    collection_lot,
    device::{self, DeviceKind, Stage},
    site,
    transfer::{self, TransferId},
    transfer_device,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use std::collections::BTreeMap;

impl Teller<'_> {
    /// Some of the lot's tablets go to the adapted enterprise; three have left, one has arrived.
    pub async fn share(&self, lot: &collection_lot::Model) -> Result<()> {
        let places = self.places;
        let now = || self.app.clock.now();
        let (here, there) = (places.insertion_workshop, places.adapted_enterprise);
        let today = self.app.clock.today();
        for (by, site, per_week) in [
            (&places.supervisor, here, 60),
            (&places.second_supervisor, there, 25),
        ] {
            actions::declare(self.txn, by.at(now()), site, (per_week, today)).await?;
        }
        let coordinator = places.coordinator.at(now());
        let laptops = (Some(DeviceKind::Laptop), None);
        actions::add_rule(self.txn, coordinator, here, laptops).await?;
        let tablets: Vec<_> = queries::devices_to_share(self.txn, lot)
            .await?
            .into_iter()
            .filter(|device| device.kind == DeviceKind::Tablet)
            .collect();
        let Some(group) = tablets.first().map(|device| device.group()) else {
            return Ok(());
        };
        let alike = tablets.iter().filter(|device| device.group() == group);
        // The last one stays for whoever tries the bench.
        let count = alike.count().saturating_sub(1).min(8);
        let shares = BTreeMap::from([(there, BTreeMap::from([(group, count)]))]);
        let made = actions::share(self.txn, coordinator, lot, &shares).await?;
        let Some(transfer) = made.first() else {
            return Ok(());
        };
        self.carry(*transfer, 3).await
    }

    async fn carry(&self, id: TransferId, leaving: u64) -> Result<()> {
        let transfer = transfer::Entity::find_by_id(id)
            .one(self.txn)
            .await?
            .context("the transfer was just made")?;
        let there = site::Entity::find_by_id(transfer.to_site_id)
            .one(self.txn)
            .await?
            .context("a transfer has two ends")?;
        let on_it = transfer_device::Entity::find()
            .select_only()
            .column(transfer_device::Column::DeviceId)
            .filter(transfer_device::COLUMN.transfer_id.eq(id));
        let untouched = device::Entity::find()
            .filter(device::Column::Id.in_subquery(on_it.into_query()))
            .filter(device::COLUMN.stage.eq(Stage::Received))
            .order_by_asc(device::Column::Id)
            .limit(leaving)
            .all(self.txn)
            .await?;
        for (number, device) in untouched.into_iter().enumerate() {
            let code = device.label_code.unwrap_or_default();
            let by = self.places.supervisor.at(self.app.clock.now());
            actions::send(self.txn, by, &transfer, &code).await?;
            self.minutes(1);
            if number == 0 {
                let by = self.places.second_supervisor.at(self.app.clock.now());
                actions::take_in(self.txn, by, &transfer, &there, &code).await?;
            }
        }
        Ok(())
    }
}
