//! From the requests that wait and the devices that are ready to a promise: proposed with reasons, decided by a person,
//! kept until a day, exchanged.

mod batch;
mod deciding;
mod promises;

use crate::support::{World, page::Page, world::Persona};
use entities::{
    device::{self, DeviceId},
    request,
};
use passe_relais::journal::{self, Subject};
use sea_orm::EntityTrait;

/// A world with a programme, and one request that waits for a tablet.
async fn asked() -> (World, Persona, Persona, request::Model) {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    let request = world.ask(&prescriber).await;
    (world, coordinator, prescriber, request)
}

async fn page_of(person: &Persona, request: &request::Model) -> Page {
    person
        .get(&format!("/requests/{}", request.id.0))
        .await
        .expect(200)
}

/// Allocates the device the page proposes.
async fn allocate(coordinator: &Persona, request: &request::Model) -> Page {
    let page = page_of(coordinator, request).await;
    coordinator
        .send(&page.form("section form[action$='/allocate']"))
        .await
}

async fn kinds_on(world: &World, subject: Subject, id: i32) -> Vec<String> {
    let events = journal::history(&world.app.db, subject, id).await.unwrap();
    events.into_iter().map(|event| event.kind).collect()
}

async fn device(world: &World, id: DeviceId) -> device::Model {
    let device = device::Entity::find_by_id(id).one(&world.app.db).await;
    device.unwrap().unwrap()
}

fn code(device: &device::Model) -> &str {
    device.label_code.as_deref().unwrap()
}
