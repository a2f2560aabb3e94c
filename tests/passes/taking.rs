//! Taking: once, in time, where the programme's passes are taken; and a clear answer to everything else.

use super::{admit, code_of, codes, give, issue, opened, passes, take};
use crate::support::{scene::Scene, world::Persona};
use chrono::{DateTime, Utc};
use entities::{membership::Role, organisation::OrganisationKind, pass::PassState};
use passe_relais::passes::code::PassCode;
use sea_orm::ConnectionTrait;

/// A trainer of another organisation, at its place.
async fn trainer_elsewhere(scene: &Scene) -> Persona {
    let organisation = scene
        .world
        .organisation(OrganisationKind::Association, "Clic et compagnie")
        .await;
    let site = scene.world.site(&organisation, "Clic et compagnie").await;
    scene
        .world
        .member(Role::Trainer, organisation, Some(site))
        .await
}

/// Three passes given for one request.
async fn given() -> (Scene, Vec<String>) {
    let scene = opened(5).await;
    let asked = scene.ask("Martin", "Casque").await;
    give(&scene, asked.request.id).await.expect(303);
    let codes = codes(&scene).await;
    (scene, codes)
}

#[tokio::test]
async fn a_pass_is_taken_once_however_its_code_is_typed() {
    let (scene, codes) = given().await;
    let typed = codes[0].to_lowercase().replace('-', " ");
    let sent = take(&scene.trainer, &typed).await;
    let page = scene.trainer.follow(sent).await.expect(200);
    assert!(page.says("Pass pris") && page.says("10,00"), "{page}");
    assert!(!page.html().contains("Martin") && !page.html().contains(&codes[0]));
    let again = take(&scene.trainer, &codes[0]).await.expect(409);
    assert!(again.says("Ce pass a déjà servi"), "{again}");
    assert!(
        again.says("4 mai 2026") && again.says("Médiathèque de Rumilly"),
        "{again}"
    );
    // As its QR code says it.
    take(&scene.trainer, &format!("PASS-{}", codes[1]))
        .await
        .sends_to("/passes/use?done=pass-used");
    let used = passes(&scene).await;
    let used: Vec<_> = used
        .iter()
        .filter(|pass| pass.state == PassState::Used)
        .collect();
    assert_eq!(used.len(), 2);
    assert!(used.iter().all(|pass| pass.sealed_code.is_none()));
    scene.verify().await;
}

#[tokio::test]
async fn the_same_form_twice_takes_one_pass_and_gets_one_answer() {
    let (scene, codes) = given().await;
    let page = scene.trainer.get("/passes/use").await.expect(200);
    let form = page.form("main form[action='/passes/use']");
    let form = form.set("code", codes[0].as_str());
    let (one, other) = tokio::join!(scene.trainer.send(&form), scene.trainer.send(&form));
    for answer in [one, other, scene.trainer.send(&form).await] {
        answer.sends_to("/passes/use?done=pass-used");
    }
}

#[tokio::test]
async fn of_two_trainers_at_once_one_takes_it_and_the_other_is_told_where() {
    let (scene, codes) = given().await;
    let other = trainer_elsewhere(&scene).await;
    admit(&scene, &other).await;
    let (one, two) = tokio::join!(take(&scene.trainer, &codes[0]), take(&other, &codes[0]));
    let (won, told) = if one.status == 303 {
        (one, two)
    } else {
        (two, one)
    };
    won.sends_to("/passes/use?done=pass-used");
    let told = told.expect(409);
    assert!(told.says("Ce pass a déjà servi"), "{told}");
    assert!(told.says("Il a été pris le 4 mai 2026"), "{told}");
    scene.verify().await;
}

#[tokio::test]
async fn a_pass_is_taken_until_midnight_in_france_and_not_a_second_longer() {
    let (scene, codes) = given().await;
    let at = |moment: &str| {
        let moment: DateTime<Utc> = moment.parse().unwrap();
        scene.world.app.clock.advance(moment - scene.world.now());
    };
    // 23:59:59 on the last day.
    at("2026-05-05T21:59:59Z");
    let trainer = scene.world.sign_in(&scene.trainer.account.email).await;
    take(&trainer, &codes[0]).await.expect(303);
    at("2026-05-05T22:00:00Z");
    let late = take(&trainer, &codes[1]).await.expect(409);
    assert!(late.says("plus valable depuis le 5 mai 2026"), "{late}");
    // Nor does the database let it be.
    let states = passes(&scene).await;
    let late = states
        .iter()
        .find(|pass| pass.state == PassState::Given)
        .unwrap();
    let used = states
        .iter()
        .find(|pass| pass.state == PassState::Used)
        .unwrap();
    let db = &scene.world.app.db;
    let by_hand = |moment: &str| {
        format!(
            "UPDATE pass SET state = 'used', sealed_code = NULL, used_at = '{moment}', used_by = {}, \
             used_site_id = {}, used_organisation_id = {} WHERE id = {}",
            used.used_by.unwrap().0,
            used.used_site_id.unwrap().0,
            used.used_organisation_id.unwrap().0,
            late.id.0,
        )
    };
    for moment in ["2026-05-05T22:00:00+00:00", "2026-05-06T08:00:00+00:00"] {
        db.execute_unprepared(&by_hand(moment)).await.unwrap_err();
    }
    // Before it was given.
    let early = by_hand("2026-05-01T08:00:00+00:00");
    db.execute_unprepared(&early).await.unwrap_err();
    // An expired pass is not given either.
    let asked = scene.ask("Petit", "Casque").await;
    let prescriber = scene.world.sign_in(&scene.prescriber.account.email).await;
    let request = format!("/requests/{}", asked.request.id.0);
    let page = prescriber.get(&request).await.expect(200);
    let told = prescriber.send(&page.form("#passes")).await.expect(409);
    assert!(told.says("il en reste 0"), "{told}");
}

#[tokio::test]
async fn every_other_code_gets_its_own_answer_and_changes_nothing() {
    let (scene, codes) = given().await;
    let before = passes(&scene).await;
    let says = async |code: &str, status: u16, words: &str| {
        let page = take(&scene.trainer, code).await.expect(status);
        assert!(page.says(words), "{words}: {page}");
    };
    says("", 422, "Scannez ou tapez le code").await;
    says("HJ4K-7PXM", 422, "Ce n’est pas un code de pass").await;
    let unknown = PassCode::generate(&mut rand::rng()).to_string();
    says(&unknown, 409, "Aucun pass n’a ce code").await;
    let issued = before.iter().find(|pass| pass.state == PassState::Issued);
    let issued = code_of(&scene, issued.unwrap());
    says(&issued, 409, "n’a été donné à personne").await;
    // A place that does not take the programme's passes; and somebody who works at none.
    let other = trainer_elsewhere(&scene).await;
    let refused = take(&other, &codes[0]).await.expect(409);
    assert!(
        refused.says("Ce lieu ne prend pas les pass de"),
        "{refused}"
    );
    assert!(refused.says("Ordi pour tous"), "{refused}");
    let nowhere = scene
        .world
        .member(Role::Trainer, other.organisation.clone(), None)
        .await;
    let page = nowhere.get("/passes/use").await.expect(200);
    assert!(page.says("Vous ne travaillez pas dans un lieu"), "{page}");
    let fields = [
        ("write_id", "from-nowhere-0001"),
        ("code", codes[0].as_str()),
    ];
    nowhere.post("/passes/use", &fields).await.expect(404);
    assert_eq!(passes(&scene).await, before);
}

#[tokio::test]
async fn who_guesses_is_stopped_and_who_mistypes_is_not() {
    let (scene, codes) = given().await;
    for _ in 0..30 {
        take(&scene.trainer, "2222-2222-2222-2223")
            .await
            .expect(422);
    }
    for _ in 0..20 {
        let guess = PassCode::generate(&mut rand::rng()).to_string();
        take(&scene.trainer, &guess).await.expect(409);
    }
    take(&scene.trainer, &codes[0]).await.expect(429);
    scene
        .world
        .app
        .clock
        .advance(chrono::TimeDelta::minutes(16));
    take(&scene.trainer, &codes[0]).await.expect(303);
}

#[tokio::test]
async fn what_is_left_of_an_issue_is_cancelled_and_what_was_given_stays() {
    let (scene, codes) = given().await;
    let page = scene.coordinator.get("/passes/issues").await.expect(200);
    let form = page.form("form[action$='/cancel']");
    scene
        .coordinator
        .send(&form)
        .await
        .sends_to("/passes/issues?done=passes-cancelled");
    let fresh = [("write_id", "cancelled-before-1")];
    let told = scene
        .coordinator
        .post(&form.action, &fresh)
        .await
        .expect(409);
    assert!(told.says("plus de pass à annuler"), "{told}");
    take(&scene.trainer, &codes[0]).await.expect(303);
    issue(&scene, 1, "2026-05-31").await.expect(303);
    scene.verify().await;
}
