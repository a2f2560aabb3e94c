//! Exports of the Coop: brought in once, without a name, nobody's until a trainer says so.

mod counting;
mod importing;
mod nearest;

use crate::support::{
    page::{Form, Page},
    scene::Scene,
    visitor::Visitor,
};
use entities::{coop_row, training_module};
use sea_orm::{ActiveModelTrait, EntityTrait, QueryOrder, Set};
use std::fmt::Write;

const HEADER: &str = "Date;Type;Participants;Bénéficiaire;Code Insee;Durée (min);Nom de l’atelier;\
     Thématique(s) d’accompagnement;Tranche d’âge du bénéficiaire;Statut du bénéficiaire;Notes supplémentaires;ID CRA";

/// An export of activities: day, minutes, themes and number of each.
fn export(rows: &[(&str, i32, &str, &str)]) -> String {
    let mut text = format!("Informations export;;;;;;;;;;;\n{HEADER}\n");
    for (day, minutes, themes, cra) in rows {
        writeln!(
            text,
            "{day};Accompagnement individuel;1;Odile Perrin;74010;{minutes};;{themes};70 ans et plus;Retraité(e);Odile a peur.;{cra}"
        )
        .unwrap();
    }
    text
}

/// The number of an activity.
fn cra(number: u32) -> String {
    format!("6f1c2a10-0000-4000-8000-{number:012}")
}

async fn form(visitor: &Visitor, file: &[u8]) -> Form {
    let page = visitor.get("/coop/import").await.expect(200);
    page.form("form[action='/coop/import']")
        .attach("export", "coop.csv", file)
}

async fn dry_run(visitor: &Visitor, file: &[u8]) -> Page {
    visitor.send(&form(visitor, file).await).await
}

/// Brings a file in, as one would.
async fn bring_in(visitor: &Visitor, file: &[u8]) -> Page {
    let page = dry_run(visitor, file).await.expect(200);
    let form = page.form("form[action='/coop/import/land']");
    let sent = visitor.send(&form).await.expect(303);
    // The same form again changes nothing more and answers the same.
    visitor.send(&form).await.sends_to(sent.location());
    visitor.follow(sent).await.expect(200)
}

async fn rows(scene: &Scene) -> Vec<coop_row::Model> {
    coop_row::Entity::find()
        .order_by_asc(coop_row::COLUMN.id)
        .all(&scene.world.app.db)
        .await
        .unwrap()
}

/// Gives both modules of the scene's pathway a theme.
async fn with_themes(scene: &Scene) {
    for (module, theme) in scene
        .modules
        .iter()
        .zip(["email", "navigation_sur_internet"])
    {
        training_module::ActiveModel {
            id: Set(module.id),
            theme: Set(Some(theme.to_owned())),
            ..Default::default()
        }
        .update(&scene.world.app.db)
        .await
        .unwrap();
    }
}
