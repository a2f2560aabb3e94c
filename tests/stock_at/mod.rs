//! The stock at a date: the spans behind it, which cannot be forgotten, altered or made to overlap; the statement; and
//! the movements that close.

mod pages;
mod spans;

use crate::support::{World, world::Persona};
use entities::{
    device::{self, Stage},
    membership::Role,
};
use passe_relais::{journal::EventKind, labels::Code};
use sea_orm::Set;

/// Two tablets of 219.50 € received on 4 May; on the 5th one turns out to be worth 200 €, on the 6th the other is
/// scrapped. It is the 7th.
struct Stock {
    world: World,
    supervisor: Persona,
    codes: Vec<Code>,
    scrapped: device::Model,
    revalued: device::Model,
}

impl Stock {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let codes = world.blank_labels(&supervisor, 2).await;
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        let scrapped = world.received(&lot, "PREMIER", codes[0]).await;
        let revalued = world.received(&lot, "SECOND", codes[1]).await;
        world.days_pass(1);
        let worth = device::ActiveModel {
            value_cents: Set(Some(20_000)),
            ..Default::default()
        };
        let revalued = world
            .change_device(&revalued, worth, EventKind::DeviceCorrected)
            .await;
        world.days_pass(1);
        let gone = device::ActiveModel {
            stage: Set(Stage::Scrapped),
            site_id: Set(None),
            ..Default::default()
        };
        let scrapped = world
            .change_device(&scrapped, gone, EventKind::DeviceScrapped)
            .await;
        world.days_pass(1);
        Self {
            world,
            supervisor,
            codes,
            scrapped,
            revalued,
        }
    }

    async fn finance(&self) -> Persona {
        self.world.persona(Role::Finance).await
    }
}
