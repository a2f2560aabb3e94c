//! Internet access: help with subscriptions, what it costs, and prepaid cards and vouchers that leave with a clearance.

mod plans;
mod prepaid;

use crate::support::scene::Scene;
use entities::programme::{self, Connectivity, Gate};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::Set;

/// A programme that brings internet access, and the people around it.
pub async fn opened(gate: Gate) -> Scene {
    let mut scene = Box::pin(Scene::new(gate)).await;
    let with = programme::ActiveModel {
        connectivity: Set(Some(Connectivity::Included)),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let db = &scene.world.app.db;
    scene.programme = journal::change(db, scene.by(), &scene.programme, with, event)
        .await
        .unwrap();
    scene
}
