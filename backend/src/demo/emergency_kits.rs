//! The demo's emergency kits: one that was handed over, and what its receiver thinks of it, its prescriber not yet; one
//! that its prescriber hands over next.
use super::{plans, story::Teller};
use crate::training::{actions as training, queries};
use anyhow::{Context, Result, anyhow};
use entities::{device::DeviceKind, handover::Signature, opinion::OpinionKind, programme, request};

impl Teller<'_> {
    /// For the next two people of the demo, fetched at their prescriber's own organisation.
    pub async fn emergency_kits(&self, people: usize) -> Result<()> {
        let by = self.places.coordinator.at(self.app.clock.now());
        let programme = plans::emergency_kit(self.app, self.txn, by).await?;
        let here = self.places.pickups[3];
        // Of the four publics that the demo's people are of, this programme admits the first.
        let first = people.next_multiple_of(4);
        let given = self.kit(first, &programme).await?;
        let handover = self.hand_over(given.id, here, Signature::Screen).await?;
        for (number, kind) in [(1, OpinionKind::KitUser), (4, OpinionKind::KitPrescriber)] {
            self.opinion_of(&handover, kind, number).await?;
        }
        self.kit(first + 4, &programme).await?;
        Ok(())
    }

    /// Somebody is enrolled, and their kit waits for them.
    async fn kit(&self, person: usize, programme: &programme::Model) -> Result<request::Model> {
        let places = self.places;
        let (prescriber, here) = (&places.prescriber, places.pickups[3]);
        let kind = DeviceKind::Tablet;
        let request = self.ask(person, prescriber, programme, kind, here).await?;
        let device = super::ready(self, kind).await?;
        self.allocate(&request, device.clone()).await?;
        let device = crate::handovers::queries::device_of(self.txn, device.id).await?;
        self.arrive(device, here, &places.clerk).await?;
        let (request, programme) = queries::request_of(self.txn, request.id).await?;
        let learners = queries::learners(self.txn, &request).await?;
        let learner = learners.first().context("a request has a learner")?.id;
        let by = prescriber.at(self.app.clock.now());
        training::enrol(self.txn, by, &request, &programme, learner)
            .await
            .map_err(|failure| anyhow!("{failure:?}"))?;
        Ok(request)
    }
}
