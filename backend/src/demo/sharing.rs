//! Two workshops share what just came in: what each can take, a rule, and a transfer to be sent.
use super::story::Teller;
use crate::transfers::{actions, queries};
use anyhow::Result;
use entities::{collection_lot, device::DeviceKind};
use std::collections::BTreeMap;

impl Teller<'_> {
    /// Some of the lot's tablets are to go to the adapted enterprise.
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
        // Its devices are still to be scanned out: whoever tries the bench finds them there.
        actions::share(self.txn, coordinator, lot, &shares).await?;
        Ok(())
    }
}
