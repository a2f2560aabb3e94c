//! What the workshop's proofs look like when they are not simply good: a computer of whose two drives one is left,
//! one whose drive is known and still to be wiped, a tablet still tied to its school's management, and a certificate
//! made; and a photo attached.
use super::{
    lists,
    story::{Teller, Workshop, allowed},
};
use crate::{
    auth::permissions::{AttachFiles, WorkAtBench},
    devices::attachments::actions::attach,
    evidence::sniff::{self, Wanted},
    keys::sha256_hex,
    web::{Lang, Words},
    workshop::{
        certified, hardware, locks,
        snapshots::{self, Source},
    },
};
use anyhow::{Context, Result, anyhow};
use entities::{
    attachment::AttachmentKind,
    collection_lot,
    device::{self, DeviceKind, Stage},
    device_lock::LockKind,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};

impl Teller<'_> {
    /// The proofs of a lot in full work.
    pub async fn proofs(&self, lot: &collection_lot::Model, at: Workshop<'_>) -> Result<()> {
        self.minutes(10);
        let laptop = self
            .first(lot, DeviceKind::Laptop, Stage::Refurbishment)
            .await?;
        let serial = laptop
            .serial
            .as_deref()
            .context("a laptop has its number")?;
        let drives = [
            drive(
                "KINGSTON SA400S37240G SSD",
                &format!("5002{serial}"),
                "/dev/sda",
                240_057_409_536,
            ),
            drive(
                "ST500LM021-1KJ152",
                &format!("W62{serial}"),
                "/dev/sdb",
                500_107_862_016,
            ),
        ];
        self.inventory(&laptop, at, &machine_with(serial, &drives))
            .await?;
        self.erase(&laptop, at).await?;
        let tablet = self
            .first(lot, DeviceKind::Tablet, Stage::Refurbishment)
            .await?;
        let worker = allowed::<WorkAtBench>(at.worker)?;
        let code = tablet.label_code.as_deref().context("it has its label")?;
        locks::note(
            self.app,
            self.txn,
            &worker,
            code,
            (&[], &[LockKind::DeviceManagement]),
        )
        .await
        .map_err(|refused| anyhow!("{refused:?}"))?;
        let ready = self.first(lot, DeviceKind::Laptop, Stage::Ready).await?;
        let facts = certified::facts(self.app, self.txn, &ready, Words::new(Lang::Fr))
            .await
            .map_err(|error| anyhow!("{error}"))?
            .context("what is ready was checked")?;
        let pdf = self.app.documents.pdf(facts.paper).await?;
        let rests_on = (&facts.check, &facts.erasure);
        certified::keep(self.app, self.txn, at.supervisor, &ready, rests_on, &pdf)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let tablet = self.first(lot, DeviceKind::Tablet, Stage::Ready).await?;
        let photo = sniff::admitted(Wanted::Photo, self.photo.clone())
            .await
            .map_err(|error| anyhow!("{error}"))?
            .map_err(|fault| anyhow!("{fault:?}"))?;
        let supervisor = allowed::<AttachFiles>(at.supervisor)?;
        let kind = AttachmentKind::Photo;
        attach(self.app, self.txn, &supervisor, &tablet, kind, &photo)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }

    /// The drive of the laptop whose log is still to come.
    pub async fn drive_to_wipe(&self, lot: &collection_lot::Model, at: Workshop<'_>) -> Result<()> {
        let laptop = device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot.id))
            .filter(device::Column::Serial.eq(lists::TO_WIPE))
            .one(self.txn)
            .await?
            .context("the lot has the laptop to wipe")?;
        let (serial, size) = (lists::DRIVE_TO_WIPE, 256_060_514_304);
        let drives = [drive("SAMSUNG SSD PM87", serial, "/dev/sda", size)];
        self.inventory(&laptop, at, &machine_with(lists::TO_WIPE, &drives))
            .await
    }

    /// What a machine says of itself is kept.
    async fn inventory(
        &self,
        laptop: &device::Model,
        at: Workshop<'_>,
        inventory: &str,
    ) -> Result<()> {
        let machine = hardware::read(inventory.as_bytes()).map_err(|fault| anyhow!("{fault:?}"))?;
        let by = at.worker.at(self.app.clock.now());
        let source = Source::Bench(at.worker.membership_id);
        let sha256 = sha256_hex(inventory);
        snapshots::keep(self.txn, by, source, laptop, &machine, &sha256)
            .await
            .map_err(|refused| anyhow!("{refused:?}"))?;
        Ok(())
    }

    async fn first(
        &self,
        lot: &collection_lot::Model,
        kind: DeviceKind,
        stage: Stage,
    ) -> Result<device::Model> {
        device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot.id))
            .filter(device::COLUMN.kind.eq(kind))
            .filter(device::COLUMN.stage.eq(stage))
            .order_by_asc(device::COLUMN.id)
            .one(self.txn)
            .await?
            .with_context(|| format!("the demo has a {kind:?} at {stage:?}"))
    }
}

/// What `lshw -json` says of a laptop with these drives.
fn machine_with(serial: &str, drives: &[Value]) -> String {
    json!({
        "id": "poste-2", "class": "system", "vendor": "HP", "product": "HP ProBook 450 G5", "serial": serial,
        "children": [
            {"id": "memory", "class": "memory", "size": 8_589_934_592_u64},
            {"id": "cpu", "class": "processor", "product": "Intel(R) Core(TM) i5-8250U CPU @ 1.60GHz"},
            {"id": "sata", "class": "storage", "children": drives},
        ],
    })
    .to_string()
}

fn drive(product: &str, serial: &str, name: &str, size: u64) -> Value {
    json!({"id": "disk", "class": "disk", "product": product, "serial": serial, "logicalname": name, "size": size})
}
