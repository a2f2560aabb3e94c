//! What is answered before a request is sent, and what is kept of the person's circumstances.

use super::Asked;
use crate::support::{World, page::Form, world::Persona};
use entities::request_private;
use passe_relais::requests::private;
use sea_orm::EntityTrait;

async fn opened() -> (World, Persona, Persona) {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    world.open_programme(&coordinator, "Prêt solidaire").await;
    let prescriber = world.prescriber().await;
    (world, coordinator, prescriber)
}

/// Sends the form with these answers to the placement, in their order.
async fn answered(person: &Persona, form: &Form, answers: &[&str]) -> crate::support::page::Page {
    let mut left = answers.iter();
    let fields: Vec<(String, String)> = form
        .fields()
        .into_iter()
        .map(|(name, value)| {
            if name == "answers" {
                let answer = left.next().unwrap_or(&"");
                (name, (*answer).to_owned())
            } else {
                (name, value)
            }
        })
        .collect();
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (&**n, &**v)).collect();
    person.post("/requests/new", &fields).await
}

#[tokio::test]
async fn eligibility_is_answered_at_once_with_the_rule_the_next_step_and_the_wait() {
    let (world, coordinator, prescriber) = opened().await;
    world.open_programme(&coordinator, "Ordi pour tous").await;
    let form = world.request_form(&prescriber).await;
    let page = prescriber
        .send(&form.clone().press("act", "check"))
        .await
        .expect(200);
    assert!(
        page.says("Cette personne peut recevoir un appareil"),
        "{page}"
    );
    assert!(page.says("Règle 1 remplie : Au RSA"));
    assert!(page.says("Prochaine étape : envoyez la demande"));
    assert!(page.says("pas assez de demandes passées pour le dire"));
    assert!(page.says("Aucune séance avec de la place"));
    let later = form.clone().set("proof_seen_on", "2031-01-01");
    let page = prescriber
        .send(&later.press("act", "check"))
        .await
        .expect(200);
    assert!(page.says("une fois le justificatif vu"));
    let none = form.clone().set("rule", "none");
    let page = prescriber
        .send(&none.clone().press("act", "check"))
        .await
        .expect(200);
    assert!(page.says("Ce programme n’est pas pour cette personne"));
    // The way to the others.
    assert!(page.has("main ul a[href^='/requests/new?programme=']"));
    // Sent all the same, it is refused, with all that was typed.
    let page = prescriber
        .send(&none.press("act", "send"))
        .await
        .expect(409);
    assert_eq!(page.attribute("[name=given_name]", "value"), "Zoé");
    assert!(world.requests().await.is_empty());
}

#[tokio::test]
async fn circumstances_and_level_are_sealed_and_opened_with_what_decides() {
    let (world, coordinator, prescriber) = opened().await;
    let form = world
        .request_form(&prescriber)
        .await
        .set("connectivity", "needs")
        .set("mobility", "at_home")
        .set("language", "ps")
        .tick("interpreter", "yes");
    let sent = answered(&prescriber, &form, &["0", "1", "1", "1", "1", "0"])
        .await
        .expect(303);
    let request = world.request_at(sent.location()).await;
    let row = request_private::Entity::find_by_id(request.id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    for word in ["at_home", "needs", "beginner", "\"ps\""] {
        assert!(!row.sealed.contains(word), "{word} lies open");
    }
    let journal = world.journal_text().await;
    assert!(!journal.contains("at_home") && !journal.contains("beginner"));
    let path = format!("/requests/{}", request.id.0);
    let page = coordinator.get(&path).await.expect(200);
    assert!(!page.says("Pachto") && !page.says("A besoin que ce soit"));
    let form = page.form("form[action$='/reveal']");
    let page = coordinator.send(&form).await.expect(200);
    for words in [
        "Elle en a besoin",
        "à domicile",
        "Pachto",
        "Interprète",
        "Débutant à intermédiaire",
    ] {
        assert!(page.says(words), "{words}: {page}");
    }
    assert_eq!(world.looks(&coordinator).await, 1);
}

#[tokio::test]
async fn a_placement_is_answered_whole_or_left_out() {
    let (world, _, prescriber) = opened().await;
    let form = world.request_form(&prescriber).await;
    let again = answered(&prescriber, &form, &["2", "2"]).await.expect(422);
    assert!(again.says("Répondez à toutes les questions du niveau"));
    assert!(again.has("#answers[aria-invalid]"));
    assert!(
        again.has("#answers-2 option[value='2'][selected]"),
        "{again}"
    );
    let again = answered(&prescriber, &form, &["9", "9", "9", "9", "9", "9"]).await;
    again.expect(422);
    // Questions of before are not taken for those of now.
    let old = form.clone().set("placement_version", "0");
    let again = answered(&prescriber, &old, &["2", "2", "2", "2", "2", "2"]).await;
    assert!(again.expect(422).says("viennent de changer"));
    assert!(world.requests().await.is_empty());
    prescriber.send(&form).await.expect(303);
    let paper = prescriber.get("/requests/placement").await.expect(200);
    assert_eq!(paper.header("content-type"), "application/pdf");
}

#[tokio::test]
async fn a_request_of_before_circumstances_were_asked_is_still_read() {
    let asked = Asked::new().await;
    let world = &asked.world;
    let before = serde_json::json!({
        "rule": 2,
        "proof_seen_on": "2026-05-01",
        "proof_seen_by": asked.prescriber.membership.id.0,
        "needs": ["read"],
    });
    let sealed = world.app.keys.seal("request", &before);
    let row = request_private::ActiveModel {
        request_id: sea_orm::Set(asked.request.id),
        sealed: sea_orm::Set(sealed),
    };
    request_private::Entity::update(row)
        .exec(&world.app.db)
        .await
        .unwrap();
    let opened = private::open(&world.app.db, &world.app.keys, asked.request.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(opened.rule, 2);
    assert_eq!(opened.circumstances.placement, None);
}
