//! Who is at the bench: enrolled browsers, badges, and habilitations that were earned.

mod badges;
mod habilitations;
mod locks;

use crate::support::{World, page::Page, scene::unique, visitor::Visitor, world::Persona};
use entities::{badge, bench, membership::Role};
use passe_relais::auth::badges as cards;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set};

const PIN: &str = "4071";

/// A workshop with one enrolled bench.
struct Bench {
    world: World,
    supervisor: Persona,
    worker: Persona,
    /// The bench's browser, nobody signed in.
    browser: Visitor,
}

impl Bench {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let worker = world.worker().await;
        let browser = enrolled(&supervisor, "Poste 3").await;
        Self {
            world,
            supervisor,
            worker,
            browser,
        }
    }

    /// A badge as its holder has it in hand: what it says.
    async fn card(&self, of: &Persona, pin: Option<&str>) -> String {
        let said = cards::generate(&mut rand::rng());
        let hash = match pin {
            Some(pin) => Some(
                passe_relais::auth::password::hash(&self.world.app, pin.to_owned())
                    .await
                    .unwrap(),
            ),
            None => None,
        };
        badge::ActiveModel {
            membership_id: Set(of.membership.id),
            token_hash: Set(cards::hash(&said)),
            printed_by: Set(self.supervisor.membership.id),
            printed_at: Set(self.world.now()),
            pin_hash: Set(hash),
            wrong_pins: Set(0),
            ..Default::default()
        }
        .insert(&self.world.app.db)
        .await
        .unwrap();
        said
    }

    async fn badge_of(&self, of: &Persona) -> badge::Model {
        badge::Entity::find()
            .filter(badge::COLUMN.membership_id.eq(of.membership.id))
            .filter(badge::COLUMN.revoked_at.is_null())
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    async fn bench(&self) -> bench::Model {
        bench::Entity::find()
            .filter(bench::COLUMN.revoked_at.is_null())
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    /// Somebody takes the bench with badge and PIN.
    async fn take(&self, said: &str, pin: &str) -> Page {
        scan(&self.browser, said, pin).await
    }

    /// The worker at the bench.
    async fn worker_at_bench(&self) -> String {
        let said = self.card(&self.worker, Some(PIN)).await;
        self.take(&said, PIN).await.sends_to("/bench");
        said
    }
}

/// The browser of somebody who enrols it and signs out.
async fn enrolled(supervisor: &Persona, name: &str) -> Visitor {
    let browser = supervisor.copy();
    let page = browser.get("/team/benches").await.expect(200);
    let form = page.form("form[action='/team/benches']").set("name", name);
    browser
        .send(&form)
        .await
        .sends_to("/team/benches?done=bench-enrolled");
    // The cookie of the session goes, that of the bench stays; the supervisor's own browser stays signed in.
    browser.forget_cookie("session");
    browser
}

async fn scan(browser: &Visitor, said: &str, pin: &str) -> Page {
    let page = browser.get("/sign-in/badge").await.expect(200);
    let form = page.form("main form").set("badge", said).set("pin", pin);
    browser.send(&form).await
}
