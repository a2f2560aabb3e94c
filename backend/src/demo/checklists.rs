//! What the coordinator makes of the checklists: a second version of the laptops', the next one of the tablets' begun.
use super::story::{Teller, allowed};
use crate::{
    auth::permissions::ManageChecklists,
    workshop::{
        checklists::{Item, ItemId, Kind, shipped},
        lists::{
            actions::{Begin, Edit, begin, edit, publish},
            edits::new_id,
        },
    },
};
use anyhow::{Context, Result, anyhow};
use entities::{checklist_answer::Step, device::DeviceKind};

impl Teller<'_> {
    /// Publishes a version of the laptops' list that asks about the fingerprint reader.
    pub async fn new_list_for_laptops(&self) -> Result<()> {
        self.minutes(30);
        let (kind, now) = (DeviceKind::Laptop, self.app.clock.now());
        let coordinator = allowed::<ManageChecklists>(&self.places.coordinator)?;
        let said = |error| anyhow!("{error}");
        let from = (kind, Begin::Newest);
        begin(self.txn, &coordinator, from, now)
            .await
            .map_err(said)?;
        let asked = question(
            kind,
            "Lecteur d’empreinte marche ?",
            "Fingerprint reader works?",
        );
        edit(self.txn, &coordinator, (kind, 0), Edit::Add(asked), now)
            .await
            .map_err(said)?;
        publish(self.txn, &coordinator, (kind, 1), now)
            .await
            .map_err(said)?
            .map_err(|unfit| anyhow!("{unfit:?}"))?;
        Ok(())
    }

    /// Leaves a version of the tablets' list in the making.
    pub async fn list_in_the_making(&self) -> Result<()> {
        let (kind, now) = (DeviceKind::Tablet, self.app.clock.now());
        let coordinator = allowed::<ManageChecklists>(&self.places.coordinator)?;
        let said = |error| anyhow!("{error}");
        let from = (kind, Begin::Newest);
        begin(self.txn, &coordinator, from, now)
            .await
            .map_err(said)?;
        let health = shipped::list(kind)
            .iter()
            .find(|item| item.id.0 == "battery-health")
            .context("the tablets' list measures the battery")?;
        let required = Item {
            required: true,
            ..health.clone()
        };
        let change = Edit::Change(required);
        edit(self.txn, &coordinator, (kind, 0), change, now)
            .await
            .map_err(said)
    }
}

fn question(kind: DeviceKind, fr: &str, en: &str) -> Item {
    let used = |id: &ItemId| shipped::list(kind).iter().any(|item| item.id == *id);
    let said = [("fr", fr), ("en", en)];
    Item {
        id: new_id(Step::Refurbishment, used),
        step: Step::Refurbishment,
        words: said
            .map(|(lang, words)| (lang.to_owned(), words.to_owned()))
            .into(),
        pictogram: "fingerprint".to_owned(),
        required: true,
        blocking: false,
        function: true,
        opens: false,
        kind: Kind::YesNoNa,
    }
}
