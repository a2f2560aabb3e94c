//! Who may do what at the bench today, asked at the moment of the deed.
use super::*;
use entities::{habilitation_rule, pathway, training_module, training_session::SessionForm};
use passe_relais::training::places::{NewSession, plan_session};

/// Says that a pathway of one module earns the act, with a session to come.
async fn earned_by_a_pathway(workshop: &Workshop, act: Act) {
    let db = &workshop.world.app.db;
    let pathway = pathway::ActiveModel {
        name_fr: Set("Gestes de l’atelier".to_owned()),
        name_en: Set("Workshop practice".to_owned()),
        ..Default::default()
    };
    let pathway = pathway.insert(db).await.unwrap();
    let module = training_module::ActiveModel {
        pathway_id: Set(pathway.id),
        position: Set(1),
        name_fr: Set("Ouvrir sans risque".to_owned()),
        name_en: Set("Open safely".to_owned()),
        minutes: Set(60),
        ..Default::default()
    };
    let module = module.insert(db).await.unwrap();
    let trainer = workshop.world.trainer().await;
    habilitation_rule::ActiveModel {
        act: Set(act),
        pathway_id: Set(pathway.id),
        months: Set(24),
        changed_by: Set(trainer.membership.id),
        changed_at: Set(workshop.world.now()),
    }
    .insert(db)
    .await
    .unwrap();
    let session = NewSession {
        pathway: pathway.id,
        site: trainer.site.as_ref().unwrap().id,
        trainer: trainer.membership.id,
        form: SessionForm::Group,
        starts_at: workshop.world.now() + TimeDelta::days(9),
        minutes: 60,
        capacity: 5,
        modules: vec![module.id],
        language: None,
        step_free: None,
    };
    plan_session(db, session).await.unwrap();
}

async fn expire_everything(workshop: &Workshop) {
    let yesterday = workshop.world.app.clock.today().pred_opt().unwrap();
    habilitation::Entity::update_many()
        .col_expr(
            habilitation::Column::ExpiresOn,
            sea_orm::sea_query::Expr::value(yesterday),
        )
        .exec(&workshop.world.app.db)
        .await
        .unwrap();
}

#[tokio::test]
async fn a_habilitation_that_ended_between_the_page_and_the_press_erases_nothing() {
    let workshop = Workshop::new().await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let form = workshop.complete_reset(&code).await;
    let checked = workshop.tablet_to_check_with("DMPX2").await;
    let check = workshop.check_form(&workshop.supervisor, &checked).await;
    expire_everything(&workshop).await;
    earned_by_a_pathway(&workshop, Act::Erasure).await;
    let refused = workshop.worker.send(&form).await.expect(409);
    assert!(
        refused.says("Il vous faut l’habilitation « Effacement »"),
        "{refused}"
    );
    let erasures = erasure::Entity::find()
        .count(&workshop.world.app.db)
        .await
        .unwrap();
    assert_eq!(erasures, 1, "the other tablet's");
    let check = check.press("verdict", "pass");
    workshop.supervisor.send(&check).await.expect(409);
    assert_eq!(workshop.stage(&checked).await, Stage::QualityCheck);
}

#[tokio::test]
async fn where_a_habilitation_is_missing_the_bench_names_the_module_the_session_and_the_colleagues()
{
    let workshop = Workshop::new().await;
    earned_by_a_pathway(&workshop, Act::Erasure).await;
    earned_by_a_pathway(&workshop, Act::QualityCheck).await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let newcomer = workshop.world.worker().await;
    workshop
        .habilitate(&workshop.supervisor, Act::Erasure)
        .await;
    let page = newcomer.get(&format!("/bench/{code}")).await.expect(200);
    for sentence in [
        "Il vous faut l’habilitation « Effacement »",
        "Il manque un module du parcours « Gestes de l’atelier » : Ouvrir sans risque.",
        "Prochaine séance : 13 mai 2026",
        &format!("demandez à : {}", workshop.supervisor.account.name),
    ] {
        assert!(page.says(sentence), "{sentence}: {page}");
    }
    assert!(!page.has(&format!("a[href='/bench/{code}/erasure']")));
    // Who holds it is told nothing.
    let page = workshop
        .worker
        .get(&format!("/bench/{code}"))
        .await
        .expect(200);
    assert!(!page.says("Il vous faut l’habilitation"));
    let second = workshop.world.supervisor().await;
    let page = second.get("/bench").await.expect(200);
    assert!(
        page.says("Il vous faut l’habilitation « Contrôle qualité »"),
        "{page}"
    );
    assert!(page.says(&workshop.supervisor.account.name));
}

#[tokio::test]
async fn a_repair_that_opens_the_device_is_for_who_is_habilitated_for_it() {
    let workshop = Workshop::new().await;
    earned_by_a_pathway(&workshop, Act::ElectricalRepair).await;
    let code = workshop
        .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    workshop.reset(&code).await;
    let answer = async |battery: &str| {
        let form = form_of(&workshop.worker, &code, "checklist").await;
        let form = all_good(form, DeviceKind::Tablet, Step::Refurbishment);
        workshop.worker.send(&form.set("battery", battery)).await
    };
    answer("no").await.expect(303);
    let page = workshop
        .worker
        .get(&format!("/bench/{code}"))
        .await
        .expect(200);
    assert!(
        page.says("Il vous faut l’habilitation « Réparation électrique »"),
        "{page}"
    );
    let refused = answer("yes").await.expect(409);
    assert!(
        refused
            .text("#battery-mistake")
            .contains("ouvert et réparé"),
        "{refused}"
    );
    assert!(
        refused.has("[name=clean][value=yes][checked]"),
        "nothing typed is lost"
    );
    workshop.ask_check_by_hand(&code).await.expect(409);
    workshop
        .habilitate(&workshop.worker, Act::ElectricalRepair)
        .await;
    answer("yes").await.expect(303);
    workshop.ask_check(&code).await.expect(303);
    workshop.assert_journal_holds().await;
}
