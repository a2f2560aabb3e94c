//! Giving: one click, a letter by the person's own way, and nothing given twice or to the wrong ones.

use super::{GIVEN, codes, give, issue, opened, passes, path, take};
use crate::support::scene::{Asked, Scene};
use entities::{
    membership::Role,
    organisation::OrganisationKind,
    pass::PassState,
    pass_grant::{self, PassChannel},
    programme::Gate,
    recipient::{self, Channel},
};
use passe_relais::recipients::identity::{self, Identity};
use sea_orm::{ActiveModelTrait, EntityTrait, Set};

async fn grants(scene: &Scene) -> Vec<pass_grant::Model> {
    let found = pass_grant::Entity::find().all(&scene.world.app.db).await;
    found.unwrap()
}

#[tokio::test]
async fn one_click_gives_every_pass_and_the_letter_waits_to_be_printed() {
    let scene = opened(5).await;
    let asked = scene.ask("Martin", "Casque").await;
    let first = give(&scene, asked.request.id).await;
    let page = scene.prescriber.follow(first).await.expect(200);
    assert!(page.says("La lettre est avec celles à imprimer"), "{page}");
    assert_eq!(page.texts("tbody th").len(), GIVEN);
    let codes = codes(&scene).await;
    assert_eq!(codes.len(), GIVEN);
    for code in &codes {
        assert!(!page.html().contains(code), "{page}");
    }
    // Its page leads there, and gives no second time.
    let request = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&request).await.expect(200);
    assert!(
        !page.has("#passes") && page.says("Pass numériques donnés"),
        "{page}"
    );
    // The letter in a batch, then once more, and by itself.
    let page = scene.prescriber.get("/passes/letters").await.expect(200);
    let form = page.form("#print");
    let sent = scene.prescriber.send(&form).await.expect(303);
    let again = scene.prescriber.send(&form).await.expect(303);
    assert_eq!(sent.location(), again.location());
    let page = scene.prescriber.get(sent.location()).await.expect(200);
    let batch = page.attribute("main a[href^='/passes/letters/']", "href");
    let looks = scene.world.looks(&scene.prescriber).await;
    for address in [batch.clone(), batch, format!("{}/letter", path(&asked))] {
        let paper = scene.prescriber.get(&address).await.expect(200);
        assert_eq!(paper.header("content-type"), "application/pdf");
    }
    assert_eq!(scene.world.looks(&scene.prescriber).await, looks + 3);
    assert!(scene.world.letters().await.is_empty());
    scene.verify().await;
}

/// A person with an address asks, who wants to be told this way.
async fn asked_by(scene: &Scene, name: &str, channel: Channel) -> Asked {
    let asked = scene.ask(name, "Casque").await;
    let identity = Identity {
        name: name.to_owned(),
        given_name: "Louise".to_owned(),
        email: "louise@exemple.fr".to_owned(),
        phone: "06 99 00 00 01".to_owned(),
        channel,
        ..Identity::default()
    };
    recipient::ActiveModel {
        id: Set(asked.recipient.id),
        sealed: Set(Some(identity::seal(&scene.world.app.keys, &identity))),
        ..Default::default()
    }
    .update(&scene.world.app.db)
    .await
    .unwrap();
    asked
}

#[tokio::test]
async fn whoever_wants_a_letter_or_a_call_gets_a_letter_though_they_have_an_address() {
    let scene = opened(6).await;
    for (name, channel) in [("Martin", Channel::Letter), ("Durand", Channel::Call)] {
        let asked = asked_by(&scene, name, channel).await;
        give(&scene, asked.request.id).await.expect(303);
    }
    assert!(scene.world.letters().await.is_empty());
    for grant in grants(&scene).await {
        assert_eq!(grant.channel, PassChannel::Paper);
    }
}

#[tokio::test]
async fn whoever_wants_e_mail_gets_the_codes_by_e_mail_and_nowhere_else() {
    let scene = opened(3).await;
    let asked = asked_by(&scene, "Martin", Channel::Email).await;
    let to = format!("{}?done=passes-mailed", path(&asked));
    give(&scene, asked.request.id).await.sends_to(&to);
    let letters = scene.world.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].to, "louise@exemple.fr");
    for code in codes(&scene).await {
        assert!(letters[0].text.contains(&code) && letters[0].html.contains(&code));
    }
    assert!(letters[0].text.contains("Médiathèque de Rumilly"));
    assert!(!letters[0].text.contains("Martin"), "{}", letters[0].text);
    assert_eq!(grants(&scene).await[0].channel, PassChannel::Mail);
    let page = scene.prescriber.get("/passes/letters").await.expect(200);
    assert!(page.says("Aucune lettre à imprimer"), "{page}");
}

#[tokio::test]
async fn the_same_click_twice_gives_once_and_a_second_click_is_told() {
    let scene = opened(10).await;
    let asked = scene.ask("Martin", "Casque").await;
    let request = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&request).await.expect(200);
    let form = page.form("#passes");
    let (one, other) = tokio::join!(scene.prescriber.send(&form), scene.prescriber.send(&form));
    assert_eq!(one.expect(303).location(), other.expect(303).location());
    let other = page.form("#passes");
    let fresh = [("write_id", "another-click-0001")];
    let told = scene
        .prescriber
        .post(&other.action, &fresh)
        .await
        .expect(409);
    assert!(told.says("Ces pass sont déjà donnés"), "{told}");
    assert_eq!(codes(&scene).await.len(), GIVEN);
    assert_eq!(grants(&scene).await.len(), 1);
}

#[tokio::test]
async fn two_who_give_at_once_are_both_served_while_there_are_enough() {
    let scene = opened(2 * GIVEN).await;
    let one = scene.ask("Martin", "Casque").await;
    let other = scene.ask("Petit", "Casque").await;
    let (first, second) =
        tokio::join!(give(&scene, one.request.id), give(&scene, other.request.id));
    first.expect(303);
    second.expect(303);
    assert_eq!(codes(&scene).await.len(), 2 * GIVEN);
    let third = scene.ask("Durand", "Casque").await;
    let told = give(&scene, third.request.id).await.expect(409);
    assert!(told.says("Il faut 3 pass, il en reste 0"), "{told}");
    assert_eq!(grants(&scene).await.len(), 2);
    scene.verify().await;
}

#[tokio::test]
async fn passes_are_given_for_ones_own_requests_only() {
    let scene = opened(5).await;
    let asked = scene.ask("Martin", "Casque").await;
    let elsewhere = scene
        .world
        .organisation(OrganisationKind::Association, "Coup de main")
        .await;
    let stranger = scene.world.member(Role::Prescriber, elsewhere, None).await;
    let form = [("write_id", "somebody-else-0001")];
    stranger.get(&path(&asked)).await.expect(404);
    stranger.post(&path(&asked), &form).await.expect(404);
    scene
        .coordinator
        .post(&path(&asked), &form)
        .await
        .expect(403);
    give(&scene, asked.request.id).await.expect(303);
    let letter = format!("{}/letter", path(&asked));
    stranger.get(&letter).await.expect(404);
    let page = scene.prescriber.get("/passes/letters").await.expect(200);
    scene
        .prescriber
        .send(&page.form("#print"))
        .await
        .expect(303);
    let page = scene.prescriber.get("/passes/letters").await.expect(200);
    let batch = page.attribute("main a[href^='/passes/letters/']", "href");
    stranger.get(&batch).await.expect(404);
    // Coordination sees how far they are, and opens no letter.
    let page = scene.coordinator.get(&path(&asked)).await.expect(200);
    assert!(!page.html().contains("Martin"), "{page}");
    scene.coordinator.get(&letter).await.expect(403);
    // Nobody acts for who has their data limited.
    let other = scene.ask("Petit", "Casque").await;
    scene.world.limit_data(&other.request).await;
    scene
        .prescriber
        .post(&path(&other), &form)
        .await
        .expect(403);
}

#[tokio::test]
async fn a_lost_letter_is_withdrawn_and_others_are_given() {
    let scene = opened(2 * GIVEN).await;
    let asked = scene.ask("Martin", "Casque").await;
    give(&scene, asked.request.id).await.expect(303);
    let lost = codes(&scene).await;
    take(&scene.trainer, &lost[0]).await.expect(303);
    let page = scene.coordinator.get(&path(&asked)).await.expect(200);
    let form = page.form("#withdraw");
    let to = format!("{}?done=passes-withdrawn", path(&asked));
    scene.coordinator.send(&form).await.sends_to(&to);
    let refused = take(&scene.trainer, &lost[1]).await.expect(409);
    assert!(refused.says("Ce pass est annulé"), "{refused}");
    give(&scene, asked.request.id).await.expect(303);
    let states: Vec<_> = passes(&scene).await.iter().map(|pass| pass.state).collect();
    let count = |state| states.iter().filter(|one| **one == state).count();
    assert_eq!(count(PassState::Used), 1);
    assert_eq!(count(PassState::Cancelled), GIVEN - 1);
    assert_eq!(count(PassState::Given), GIVEN);
    scene.verify().await;
}

#[tokio::test]
async fn a_programme_without_a_rule_offers_no_passes() {
    let scene = Scene::new(Gate::Attended).await;
    issue(&scene, 5, "2026-12-31").await.expect(303);
    let asked = scene.ask("Martin", "Casque").await;
    let request = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&request).await.expect(200);
    assert!(!page.has("#passes"), "{page}");
    let form = [("write_id", "without-a-rule-01")];
    let told = scene
        .prescriber
        .post(&path(&asked), &form)
        .await
        .expect(409);
    assert!(told.says("ne prévoit pas de pass"), "{told}");
    // What is mistyped is named, and kept.
    let refused = issue(&scene, 501, "2026-05-03").await.expect(422);
    assert_eq!(refused.attribute("[name=passes]", "value"), "501");
    assert_eq!(refused.texts("[role=alert] li").len(), 2);
}
