//! The directory: what its organisations say, what the public finds, what other directories are given.

mod communes;
mod exports;
mod keeping;
mod public;
mod reminders;

use crate::support::{
    page::Form,
    world::{Persona, World},
};
use entities::site;
use sea_orm::{ActiveModelTrait, Set};

/// Where the person's own site is kept.
fn address(persona: &Persona) -> String {
    let site = persona.site.as_ref().unwrap();
    format!("/places/{}", site.id.0)
}

/// The form of a place, filled in as one would.
async fn filled(persona: &Persona) -> Form {
    let address = address(persona);
    let page = persona.get(&address).await.expect(200);
    page.form(&format!("form[action='{address}']"))
        .set("presentation", "Des ordinateurs et quelqu’un pour aider.")
        .set("insee", "74010")
        .set("phone", "04 50 00 00 00")
        .set("email", "accueil@exemple.fr")
        .set("hours", "lu-ve 9h-12h, 14h-17h30; sa fermé")
}

/// Puts the person's own site into the directory.
async fn told(persona: &Persona) {
    let form = filled(persona).await;
    persona.send(&form).await.expect(303);
}

/// The form of a new service, filled in as one would.
async fn offering(persona: &Persona, name: &str, theme: &str, public: &str) -> Form {
    let address = format!("{}/services/new", address(persona));
    let page = persona.get(&address).await.expect(200);
    let description =
        "On apprend à allumer, à écrire, à envoyer un message. Deux heures, à six au plus. ";
    page.form(&format!("form[action='{address}']"))
        .set("name", name)
        .set("kind", "atelier")
        .set("description", description.repeat(3))
        .set("fee", "gratuit")
        .tick("themes", theme)
        .tick("publics", public)
        .tick("modes", "en-presentiel")
        .tick("ways", "telephoner")
        .tick("who", "usagers")
}

const LEARN: &str = "numerique--maitriser-les-fondamentaux-du-numerique";
const GET: &str = "numerique--acquerir-un-equipement";

/// A manager whose organisation has this name, with one site.
async fn manager_of(world: &World, name: &str) -> Persona {
    let kind = entities::organisation::OrganisationKind::Library;
    let organisation = world.organisation(kind, name).await;
    let site = world.site(&organisation, name).await;
    let role = entities::membership::Role::OrganisationManager;
    world.member(role, organisation, Some(site)).await
}

/// Gives the person's site an intercommunality.
async fn lies_in(world: &World, persona: &Persona, epci: &str) {
    site::ActiveModel {
        id: Set(persona.site.as_ref().unwrap().id),
        epci_code: Set(Some(epci.to_owned())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
}
