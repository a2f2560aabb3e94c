//! Digital passes: issued, given in one click with a letter, taken once at a training place, paid once.

mod ending;
mod giving;
mod ledger;
mod taking;

use crate::support::{
    page::Page,
    scene::{Asked, Scene},
    visitor::Visitor,
    world::Persona,
};
use entities::{
    pass::{self, PassState},
    programme::Gate,
    request::RequestId,
};
use passe_relais::passes::code::PassCode;
use sea_orm::{EntityTrait, QueryOrder};

/// How many passes a request is given in these tests.
pub const GIVEN: usize = 3;

/// A programme that gives three passes to who was not placed, taken at the trainer's place, and as many issued as said,
/// good until the end of the next day.
pub async fn opened(issued: usize) -> Scene {
    let scene = Box::pin(Scene::new(Gate::Attended)).await;
    admit(&scene, &scene.trainer).await;
    issue(&scene, issued, "2026-05-05").await.expect(303);
    scene
}

/// The coordinator says what the programme gives, and that it is taken where this trainer works.
pub async fn admit(scene: &Scene, trainer: &Persona) {
    let path = format!("/programmes/{}/passes", scene.programme.id.0);
    let page = scene.coordinator.get(&path).await.expect(200);
    let place = trainer.site.as_ref().unwrap().id.0.to_string();
    let form = page
        .form("main form")
        .set("not_placed", GIVEN.to_string())
        .tick("places", &place);
    scene
        .coordinator
        .send(&form)
        .await
        .sends_to(&format!("{path}?done=pass-rules-changed"));
}

/// The coordinator issues passes of ten euros.
pub async fn issue(scene: &Scene, count: usize, last_day: &str) -> Page {
    let page = scene.coordinator.get("/passes/issues").await.expect(200);
    let form = page
        .form("#issue")
        .set("programme", scene.programme.id.0.to_string())
        .set("passes", count.to_string())
        .set("value", "10,00")
        .set("last_day", last_day);
    scene.coordinator.send(&form).await
}

pub fn path(asked: &Asked) -> String {
    format!("/requests/{}/passes", asked.request.id.0)
}

/// The prescriber gives the passes of a request, from its page.
pub async fn give(scene: &Scene, request: RequestId) -> Page {
    let page = scene
        .prescriber
        .get(&format!("/requests/{}", request.0))
        .await
        .expect(200);
    scene.prescriber.send(&page.form("#passes")).await
}

pub async fn passes(scene: &Scene) -> Vec<pass::Model> {
    pass::Entity::find()
        .order_by_asc(pass::Column::Id)
        .all(&scene.world.app.db)
        .await
        .unwrap()
}

/// The code of a pass that may still be used, as its letter says it.
pub fn code_of(scene: &Scene, pass: &pass::Model) -> String {
    let sealed = pass.sealed_code.as_deref().unwrap();
    PassCode::open(&scene.world.app.keys, sealed).unwrap()
}

/// The codes that were given, in order.
pub async fn codes(scene: &Scene) -> Vec<String> {
    let given = passes(scene).await;
    let given = given.iter().filter(|pass| pass.state == PassState::Given);
    given.map(|pass| code_of(scene, pass)).collect()
}

/// Somebody types a code at their place.
pub async fn take(trainer: &Visitor, code: &str) -> Page {
    let page = trainer.get("/passes/use").await.expect(200);
    let form = page.form("main form[action='/passes/use']");
    trainer.send(&form.set("code", code)).await
}
