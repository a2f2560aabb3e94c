//! Short loans at a counter: one page from the person to the signature, after an onboarding that is recorded; and every way
//! round it.

mod late;
mod lending;
mod round;

use crate::handovers::drawing;
use crate::support::{
    page::{Form, Page},
    scene::{Asked, Scene},
    world::Persona,
};
use entities::{
    device,
    programme::{self, Gate},
    request::{self, RequestState},
};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::{EntityTrait, Set};

/// A programme of 20 minutes, to be lent under.
pub async fn short_programme() -> Scene {
    let mut scene = Box::pin(Scene::new(Gate::Attended)).await;
    let change = programme::ActiveModel {
        required_minutes: Set(20),
        required_modules: Set("[]".to_owned()),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let by = scene.by();
    let changed = journal::change(&scene.world.app.db, by, &scene.programme, change, event);
    scene.programme = Box::pin(changed).await.unwrap();
    scene
}

/// The coordinator lets the programme lend: two weeks, one at once, and one late return suspends.
pub async fn lends(scene: &Scene, onboarded_by: &str) {
    let path = format!("/counter-rules/{}", scene.programme.id.0);
    let page = scene.coordinator.get(&path).await.expect(200);
    let form = page
        .form("main form")
        .set("onboarded_by", onboarded_by)
        .set("late_returns", "1");
    let done = scene.coordinator.send(&form).await.expect(303);
    scene.coordinator.get(done.location()).await.expect(200);
}

pub async fn lending(onboarded_by: &str) -> Scene {
    let scene = Box::pin(short_programme()).await;
    Box::pin(lends(&scene, onboarded_by)).await;
    scene
}

pub fn address(device: &device::Model) -> String {
    format!("/counter-loans/{}", device.label_code.as_deref().unwrap())
}

/// The page of a device, filled in for Louise of this family name, and ready to be sent.
pub async fn filled(who: &Persona, device: &device::Model, family_name: &str) -> Form {
    let page = who.get(&address(device)).await.expect(200);
    page.form("main form")
        .set("given_name", "Louise")
        .set("name", family_name)
        .set("birth_year", "1958")
        .set("email", "louise@exemple.fr")
        .tick("onboarded", "yes")
        .set("identity_seen", "passport")
        .set("signed_on", "screen")
        .set("signature", drawing())
        .press("act", "lend")
}

/// Lends a device to somebody who came by themselves.
pub async fn lent(who: &Persona, device: &device::Model, family_name: &str) -> Page {
    let form = filled(who, device, family_name).await;
    who.send(&form).await
}

pub async fn device_of(scene: &Scene, device: &device::Model) -> device::Model {
    let found = device::Entity::find_by_id(device.id);
    found.one(&scene.world.app.db).await.unwrap().unwrap()
}

/// A scan at the counter leads to taking back what is out.
pub async fn taken_back(who: &Persona, device: &device::Model) {
    let code = device.label_code.as_deref().unwrap();
    let scanned = who.get(&format!("/counter-loans?code={code}")).await;
    let page = who.follow(scanned).await.expect(200);
    // The reason is there already: one press.
    who.send(&page.form("main form")).await.expect(303);
}

/// A request under the programme that waits at the clerk's for any device.
pub async fn waiting(scene: &Scene, family_name: &str) -> Asked {
    let asked = scene.ask(family_name, "Clavier").await;
    let change = request::ActiveModel {
        state: Set(RequestState::Submitted),
        device_id: Set(None),
        decided_at: Set(None),
        decided_by: Set(None),
        pickup_code: Set(None),
        ..Default::default()
    };
    let event = Event::of(EventKind::AllocationUndone);
    let db = &scene.world.app.db;
    let request = journal::change(db, scene.by(), &asked.request, change, event)
        .await
        .unwrap();
    Asked { request, ..asked }
}
