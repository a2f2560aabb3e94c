//! What the demo's devices are worth as tools, what is installed on them, and until when their models get updates.
use super::story::{Teller, Workshop, allowed};
use crate::{
    auth::permissions::WorkAtBench,
    grading::{
        actions::{self as grading, Decision, Recorder},
        queries,
        rules::{Drive, Fact, Facts, Technology, judge},
        rulesets,
    },
    models::{self, rules::Entry},
    workshop::{images, software},
};
use anyhow::{Context, Result, anyhow};
use chrono::Months;
use entities::{
    collection_lot,
    device::{self, DeviceKind, Stage},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// CPU mark, memory and drive of a few computers, from slow to quick.
const COMPUTERS: [(i32, i32, Technology, i32); 4] = [
    (2_300, 8, Technology::Hdd, 500),
    (6_020, 16, Technology::Nvme, 512),
    (4_350, 8, Technology::Ssd, 256),
    (1_100, 4, Technology::Hdd, 320),
];

impl Teller<'_> {
    /// The devices of a lot in full work: some laptops judged and installed, one decided otherwise.
    pub async fn tools(&self, lot: &collection_lot::Model, at: Workshop<'_>) -> Result<()> {
        self.minutes(10);
        let devices = device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot.id))
            .filter(device::COLUMN.stage.eq(Stage::Refurbishment))
            .order_by_asc(device::COLUMN.id)
            .all(self.txn)
            .await?;
        let laptops = devices
            .iter()
            .filter(|device| device.kind == DeviceKind::Laptop);
        for (laptop, facts) in laptops.clone().zip(COMPUTERS) {
            self.judge(laptop, at, facts).await?;
        }
        if let Some(laptop) = laptops.clone().next() {
            self.decide(laptop.id, at).await?;
        }
        let worker = allowed::<WorkAtBench>(at.worker)?;
        for (device, key, release) in laptops
            .take(2)
            .map(|laptop| (laptop, "linux-mint-22", "22.1"))
            .chain(
                devices
                    .iter()
                    .filter(|device| device.kind == DeviceKind::Tablet)
                    .take(2)
                    .map(|tablet| {
                        if tablet.os.as_deref() == Some("iPadOS") {
                            (tablet, "ipados", "17")
                        } else {
                            (tablet, "android", "14")
                        }
                    }),
            )
        {
            let image = images::for_device(device)
                .find(|image| image.key == key)
                .context("the list has this image")?;
            let code = device.label_code.as_deref().context("it has its label")?;
            software::record(self.app, self.txn, &worker, code, image, release)
                .await
                .map_err(|refused| anyhow!("{refused:?}"))?;
        }
        self.models(&devices).await
    }

    async fn judge(
        &self,
        laptop: &device::Model,
        at: Workshop<'_>,
        (cpu_mark, ram_gb, technology, gb): (i32, i32, Technology, i32),
    ) -> Result<()> {
        let ruleset = rulesets::of(&self.app.config)
            .for_kind(laptop.kind)
            .next()
            .context("there are rules for laptops")?;
        let facts = Facts {
            numbers: BTreeMap::from([(Fact::CpuMark, cpu_mark), (Fact::RamGb, ram_gb)]),
            drives: vec![Drive { technology, gb }],
            weighting: 0,
        };
        let verdict = judge(&facts, ruleset).map_err(|missing| anyhow!("{missing:?}"))?;
        let recorder = Recorder {
            by: at.worker.at(self.app.clock.now()),
            member: at.worker.membership_id,
            supervises: false,
        };
        grading::record(self.txn, recorder, laptop, ruleset, &facts, &verdict)
            .await
            .map_err(|refused| anyhow!("{refused:?}"))
    }

    async fn decide(&self, laptop: device::DeviceId, at: Workshop<'_>) -> Result<()> {
        self.minutes(5);
        let laptop = device::Entity::find_by_id(laptop)
            .one(self.txn)
            .await?
            .context("it is there")?;
        let record = queries::latest(self.txn, &laptop)
            .await?
            .context("it was judged")?;
        let decision = Decision {
            seen: record.id,
            category: "b",
            reason: "Disque remplacé par un SSD après le calcul.",
        };
        let recorder = Recorder {
            by: at.supervisor.at(self.app.clock.now()),
            member: at.supervisor.membership_id,
            supervises: true,
        };
        grading::decide(self.txn, &self.app.keys, recorder, &laptop, decision)
            .await
            .map_err(|refused| anyhow!("{refused:?}"))
    }

    /// The coordinator knows of one model that its updates have ended, and of another that they go on.
    async fn models(&self, devices: &[device::Model]) -> Result<()> {
        let now = self.app.clock.now();
        let today = self.app.clock.today();
        let who = (self.places.coordinator.membership_id, now);
        let of = |kind| devices.iter().find(move |device| device.kind == kind);
        for (device, until) in [
            (
                of(DeviceKind::Tablet),
                today.checked_sub_months(Months::new(5)),
            ),
            (
                of(DeviceKind::Laptop),
                today.checked_add_months(Months::new(26)),
            ),
        ] {
            let device = device.context("the lot has tablets and laptops")?;
            let entry = Entry {
                kind: device.kind,
                manufacturer: device.manufacturer.clone(),
                model: device.model.clone(),
                updates_until: until,
                source: "site du constructeur".to_owned(),
            };
            models::actions::keep(self.txn, who, &entry, None)
                .await
                .map_err(|error| anyhow!("{error}"))?;
        }
        Ok(())
    }
}
