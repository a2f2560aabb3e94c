//! Who may ask, what is answered before, and what happens until somebody decides.

mod before_sending;
mod first_page;
mod following;
mod habilitation;
mod pairs;
mod reassigning;
mod reminders;

use crate::support::{World, page::Page, world::Persona};
use entities::{membership::Role, organisation::OrganisationKind, request, site};

/// A département with an open programme, who decides, who asks, and a request.
pub struct Asked {
    pub world: World,
    pub coordinator: Persona,
    pub prescriber: Persona,
    pub request: request::Model,
}

impl Asked {
    pub async fn new() -> Self {
        let world = World::new().await;
        let coordinator = world.coordinator().await;
        world.open_programme(&coordinator, "Prêt solidaire").await;
        let prescriber = world.prescriber().await;
        let request = world.ask(&prescriber).await;
        Self {
            world,
            coordinator,
            prescriber,
            request,
        }
    }

    pub fn path(&self) -> String {
        format!("/requests/{}", self.request.id.0)
    }

    /// The page of the request, as this person sees it.
    pub async fn page(&self, person: &Persona) -> Page {
        person.get(&self.path()).await.expect(200)
    }

    /// The request as it is now.
    pub async fn now(&self) -> request::Model {
        self.world.request(self.request.id).await
    }

    /// Says something to the other side, by the one form the page offers for it.
    pub async fn say(&self, person: &Persona, act: &str, words: &str) -> Page {
        let page = self.page(person).await;
        let form = page.form(&format!("#{act}")).set("words", words);
        person.send(&form).await
    }

    /// Somebody else of the prescriber's organisation.
    pub async fn colleague(&self, role: Role) -> Persona {
        let organisation = self.prescriber.organisation.clone();
        let site = self.prescriber.site.clone();
        self.world.member(role, organisation, site).await
    }
}

/// Another social service, with its site.
pub async fn elsewhere(world: &World) -> (Persona, site::Model) {
    let other = world
        .organisation(
            OrganisationKind::SocialService,
            "Pôle médico-social de Thonon",
        )
        .await;
    let site = world.site(&other, "Thonon").await;
    let stranger = world
        .member(Role::Prescriber, other, Some(site.clone()))
        .await;
    (stranger, site)
}
