//! Each template takes a recipient as far as the program goes: from the form it fills to the handover, or to the
//! attestation where there is no device. What a plan needs besides is not pretended.

use super::pathways::about;
use crate::counter_loans::{filled, lends};
use crate::support::{
    World,
    page::Form,
    scene::{Asked, Scene, handing, unique},
    world::Persona,
};
use entities::{
    clearance::{Basis, ClearanceState},
    device::DeviceKind,
    handover,
    membership::Role,
    organisation::OrganisationKind,
    pathway::PathwayId,
    programme::{self, Gate},
    request::{self, RequestState},
    training_module,
};
use passe_relais::programmes::templates;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// The people around a programme that was opened from a template.
async fn begun(key: &str, prescriber: Option<OrganisationKind>) -> Scene {
    let world = World::new().await;
    let clerk = world.clerk().await;
    let trainer = world.trainer().await;
    let coordinator = world.coordinator().await;
    let prescriber = match prescriber {
        None => world.prescriber().await,
        Some(kind) => {
            let organisation = world.organisation(kind, "Organisme").await;
            let site = world.site(&organisation, "Site").await;
            world
                .member(Role::Prescriber, organisation, Some(site))
                .await
        }
    };
    let page = coordinator.get("/programmes").await.expect(200);
    let from = format!("/programmes/new?template={key}");
    assert!(page.has(&format!("a[href='{from}']")), "{key} is offered");
    let page = coordinator.get(&from).await.expect(200);
    let created = coordinator
        .send(&page.form("form[action$='/pathways']"))
        .await
        .expect(303);
    let page = coordinator.follow(created).await.expect(200);
    assert!(
        !page.has("form[action$='/pathways']"),
        "{key}: created once"
    );
    let mut form = page.form("form#programme");
    let read = templates::by_key(key).unwrap();
    assert!(page.says(&read.about_fr), "{key} says what it cannot do");
    if form
        .fields()
        .contains(&("legal_chain".to_owned(), "in_kind_aid".to_owned()))
    {
        let again = coordinator.send(&form).await.expect(422);
        assert!(again.says("numéro de délibération"), "{again}");
        form = form.set("deliberation", "CD-2026-117");
    }
    coordinator
        .send(&form)
        .await
        .sends_to("/programmes?done=programme-opened");
    let programme = programme::Entity::find().one(&world.app.db).await;
    let programme = programme.unwrap().unwrap();
    assert_eq!(programme.name_fr, read.name_fr);
    let modules = modules_of(&world, programme.pathway_id).await;
    Scene {
        world,
        prescriber,
        trainer,
        clerk,
        coordinator,
        programme,
        modules,
    }
}

async fn modules_of(world: &World, pathway: PathwayId) -> Vec<training_module::Model> {
    training_module::Entity::find()
        .filter(training_module::Column::PathwayId.eq(pathway))
        .order_by_asc(training_module::Column::Position)
        .all(&world.app.db)
        .await
        .unwrap()
}

/// The form of a request under the programme, for one person.
async fn form_of(scene: &Scene) -> Form {
    let page = scene
        .prescriber
        .get(&format!("/requests/new?programme={}", scene.programme.id.0))
        .await
        .expect(200);
    let site = scene.clerk.site.as_ref().unwrap().id.0.to_string();
    page.form("main form")
        .set("name", "Exemple")
        .set("given_name", "Zoé")
        .set("birth_year", "1961")
        .set("commune", "Faverges")
        .set("rule", "1")
        .set("pickup_site", site)
}

async fn send(scene: &Scene, form: Form) -> request::Model {
    let sent = scene.prescriber.send(&form).await.expect(303);
    scene.world.request_at(sent.location()).await
}

/// Sends the request, and has the proposed device of this kind allocated.
async fn allocated(scene: &Scene, form: Form, kind: DeviceKind) -> Asked {
    let request = send(scene, form).await;
    assert_eq!(request.device_kind, Some(kind));
    let site = scene.clerk.site.clone().unwrap();
    let device = scene.world.ready_device(kind, &site).await;
    let page = scene
        .coordinator
        .get(&format!("/requests/{}", request.id.0))
        .await
        .expect(200);
    let form = page.form("section form[action$='/allocate']");
    scene.coordinator.send(&form).await.expect(303);
    about(scene, request.id.0, device).await
}

/// Hands the device over at the counter, and says under which clearance.
async fn handed(scene: &Scene, asked: &Asked) -> (handover::Model, Basis) {
    scene.hand_over(&scene.clerk, asked).await.expect(303);
    out(scene, asked).await
}

async fn out(scene: &Scene, asked: &Asked) -> (handover::Model, Basis) {
    let clearance = scene.clearances(asked).await.remove(0);
    assert_eq!(clearance.state, ClearanceState::Used);
    assert_eq!(clearance.programme_version, Some(1));
    let request = scene.world.request(asked.request.id).await;
    assert_eq!(request.state, RequestState::Fulfilled);
    scene.verify().await;
    (scene.handovers().await.remove(0), clearance.basis)
}

#[test]
fn every_template_is_taken_through() {
    let taken = [
        "filiere-74",
        "children-in-care",
        "emergency-kit",
        "internet-plan",
        "associations-call",
        "places",
        "ordi-pratique",
        "lot-et-garonne-families",
        "pass-numerique",
        "haute-saone-levels",
        "departement-agents",
        "counter-loan",
    ];
    let all: Vec<_> = templates::all()
        .iter()
        .map(|one| one.key.as_str())
        .collect();
    assert_eq!(all, taken);
}

#[tokio::test]
async fn filiere_74_hands_over_once_the_training_is_attended() {
    let scene = begun("filiere-74", None).await;
    assert_eq!(scene.programme.gate, Gate::Attended);
    let asked = allocated(&scene, form_of(&scene).await, DeviceKind::Tablet).await;
    scene.enrol(&asked).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    scene.attend(&asked, 90, &[1]).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    scene.attend(&asked, 90, &[0]).await;
    let (_, basis) = handed(&scene, &asked).await;
    assert_eq!(basis, Basis::Attended);
}

#[tokio::test]
async fn a_child_in_care_gets_a_device_once_their_foster_carer_is_trained() {
    let scene = begun("children-in-care", None).await;
    let form = form_of(&scene)
        .await
        .set("relation", "foster_carer")
        .set("learner_name", "Une assistante familiale");
    let asked = allocated(&scene, form, DeviceKind::Tablet).await;
    assert_eq!(
        asked.learner.relation,
        entities::learner::LearnerRelation::FosterCarer
    );
    scene.enrol(&asked).await;
    scene.attend(&asked, 120, &[0, 1]).await;
    let (_, basis) = handed(&scene, &asked).await;
    assert_eq!(basis, Basis::Attended);
}

#[tokio::test]
async fn the_emergency_kit_is_handed_over_at_once_and_stays_when_the_pathway_is_attested() {
    let scene = begun("emergency-kit", None).await;
    let form = form_of(&scene).await.set("device_kind", "phone");
    let asked = allocated(&scene, form, DeviceKind::Phone).await;
    scene.enrol(&asked).await;
    let (handover, basis) = handed(&scene, &asked).await;
    assert_eq!(basis, Basis::Provisional);
    assert!(handover.due_back_on.is_some() && handover.definitive_at.is_none());
    scene.attend(&asked, 60, &[0]).await;
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    let attest = page.form("form[action$='/attestation']");
    scene.trainer.send(&attest).await.expect(303);
    let kept = scene.handovers().await.remove(0);
    assert!(kept.definitive_at.is_some());
    scene.verify().await;
}

#[tokio::test]
async fn the_internet_plan_hands_a_phone_over_once_the_person_is_enrolled() {
    let scene = begun("internet-plan", None).await;
    let asked = allocated(&scene, form_of(&scene).await, DeviceKind::Phone).await;
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    scene.enrol(&asked).await;
    let (_, basis) = handed(&scene, &asked).await;
    assert_eq!(basis, Basis::Enrolled);
}

/// A request for an association or a place, which somebody signs for.
async fn signed_for(scene: &Scene, kind: &str) -> Form {
    form_of(scene)
        .await
        .set("recipient_kind", kind)
        .set("signatory", "Une présidente")
}

#[tokio::test]
async fn an_association_that_won_the_call_gets_what_it_asks_for_in_its_keeping() {
    let scene = begun("associations-call", Some(OrganisationKind::Departement)).await;
    let form = signed_for(&scene, "association").await;
    let asked = allocated(&scene, form, DeviceKind::Tablet).await;
    assert_eq!(
        asked.learner.relation,
        entities::learner::LearnerRelation::Signatory
    );
    scene.enrol(&asked).await;
    let (_, basis) = handed(&scene, &asked).await;
    assert_eq!(basis, Basis::Enrolled);
    // A social service is not among those that may ask.
    let other = scene.world.prescriber().await;
    let page = other.get("/requests/new").await.expect(200);
    assert!(page.says("Aucun programme n’est ouvert"), "{page}");
}

#[tokio::test]
async fn a_college_keeps_a_computer_for_parents_on_deposit() {
    let scene = begun("places", Some(OrganisationKind::College)).await;
    let form = signed_for(&scene, "establishment")
        .await
        .set("device_kind", "desktop");
    let asked = allocated(&scene, form, DeviceKind::Desktop).await;
    scene.enrol(&asked).await;
    let (handover, _) = handed(&scene, &asked).await;
    assert_eq!(handover.legal_chain, programme::LegalChain::LoanForUse);
}

#[tokio::test]
async fn ordi_pratique_is_handed_over_by_the_trainer_in_the_session() {
    let scene = begun("ordi-pratique", None).await;
    let form = form_of(&scene).await.set("device_kind", "laptop");
    let asked = allocated(&scene, form, DeviceKind::Laptop).await;
    let enrolment = scene.enrol(&asked).await;
    let session = scene.session(120, 5, &[0]).await;
    scene.book(&asked, &session).await.expect(303);
    scene.hand_over(&scene.clerk, &asked).await.expect(409);
    scene.the_session_begins();
    let path = format!(
        "/training/sessions/{}/handover/{}",
        session.id.0, enrolment.id.0
    );
    scene
        .trainer
        .post(&path, &handing(&unique(), "paper", ""))
        .await
        .expect(303);
    let (_, basis) = out(&scene, &asked).await;
    assert_eq!(basis, Basis::HandsOn);
}

#[tokio::test]
async fn a_family_of_lot_et_garonne_gets_its_device_in_return_for_an_enrolment() {
    let scene = begun("lot-et-garonne-families", Some(OrganisationKind::College)).await;
    let form = form_of(&scene)
        .await
        .set("relation", "parent")
        .set("learner_name", "Un parent");
    let asked = allocated(&scene, form, DeviceKind::Tablet).await;
    scene.enrol(&asked).await;
    let (handover, basis) = handed(&scene, &asked).await;
    assert_eq!(basis, Basis::Enrolled);
    assert_eq!(handover.legal_chain, programme::LegalChain::InKindAid);
    assert_eq!(handover.deliberation_number.as_deref(), Some("CD-2026-117"));
}

/// A request without a device, followed to its attestation.
async fn attested(scene: &Scene, minutes: i32, modules: &[usize]) {
    let request = send(scene, form_of(scene).await).await;
    assert_eq!(request.device_kind, None);
    let site = scene.clerk.site.clone().unwrap();
    let device = scene.world.ready_device(DeviceKind::Tablet, &site).await;
    let asked = about(scene, request.id.0, device).await;
    scene.enrol(&asked).await;
    scene.attend(&asked, minutes, modules).await;
    let page = scene.trainer.get(&asked.training()).await.expect(200);
    let attest = page.form("form[action$='/attestation']");
    scene.trainer.send(&attest).await.expect(303);
    let request = scene.world.request(request.id).await;
    assert_eq!(request.state, RequestState::Fulfilled);
    assert!(scene.handovers().await.is_empty());
    scene.verify().await;
    // It is a request, and none for a kind of device that is asked for against what comes.
    scene.world.days_pass(40);
    let reader = scene.world.sign_in(&scene.coordinator.account.email).await;
    reader.get("/indicators").await.expect(200);
}

#[tokio::test]
async fn the_pass_numerique_is_a_training_alone_that_ends_by_its_attestation() {
    let scene = begun("pass-numerique", None).await;
    attested(&scene, 120, &[0]).await;
}

#[tokio::test]
async fn an_agent_of_the_departement_follows_a_pathway_without_a_device() {
    let scene = begun("departement-agents", None).await;
    attested(&scene, 180, &[0, 1]).await;
}

/// The scene with its sessions in the pathway of a request.
async fn led_to(mut scene: Scene, asked: &Asked) -> Scene {
    let pathway = asked.request.pathway_id.unwrap();
    scene.modules = modules_of(&scene.world, pathway).await;
    scene.programme.pathway_id = pathway;
    scene
}

/// Sends a request at this level, to the handover.
async fn at_level(level: &str, helper: bool) -> String {
    let scene = Box::pin(begun("haute-saone-levels", None)).await;
    let mut form = form_of(&scene)
        .await
        .set("device_kind", "laptop")
        .set("level", level);
    if helper {
        let alone = scene.prescriber.send(&form).await.expect(422);
        assert!(alone.says("c’est la personne qui aide"), "{alone}");
        form = form
            .set("relation", "aidant")
            .set("learner_name", "Une voisine");
    }
    let asked = Box::pin(allocated(&scene, form, DeviceKind::Laptop)).await;
    let scene = Box::pin(led_to(scene, &asked)).await;
    if !helper {
        // Before anybody is enrolled, the sessions proposed are those of the level.
        let session = scene.session(60, 5, &[0]).await;
        let page = scene.prescriber.get(&asked.training()).await.expect(200);
        let offered = format!("input[name=session][value='{}']", session.id.0);
        assert!(page.has(&offered), "{page}");
    }
    scene.enrol(&asked).await;
    scene.attend(&asked, 60, &[0]).await;
    handed(&scene, &asked).await;
    name_of(&scene, scene.programme.pathway_id).await
}

async fn name_of(scene: &Scene, pathway: PathwayId) -> String {
    let pathway = entities::pathway::Entity::find_by_id(pathway).one(&scene.world.app.db);
    pathway.await.unwrap().unwrap().name_fr
}

#[tokio::test]
async fn in_haute_saone_each_level_leads_to_its_own_pathway() {
    assert_eq!(at_level("1", true).await, "Aider un proche au quotidien");
    assert_eq!(
        at_level("2", false).await,
        "Débuter avec un conseiller numérique"
    );
    assert_eq!(at_level("3", false).await, "Aller plus loin");
}

/// The figures of a template are proposals: whoever may not manage programmes is not offered any.
#[tokio::test]
async fn templates_are_for_those_who_manage_programmes() {
    let world = World::new().await;
    let reader: Persona = world.prescriber().await;
    let page = reader.get("/programmes").await.expect(200);
    assert!(!page.has("a[href*='template=']"));
    let path = "/programmes/templates/filiere-74/pathways";
    reader.post(path, &[]).await.expect(403);
    let coordinator = world.coordinator().await;
    let nowhere = "/programmes/templates/none/pathways";
    let fields = [("write_id", "pathways-by-hand")];
    coordinator.post(nowhere, &fields).await.expect(404);
    // Created twice at once, they are there once.
    let page = coordinator.get("/programmes/new?template=filiere-74").await;
    let form = page.form("form[action$='/pathways']");
    coordinator.send(&form).await.expect(303);
    coordinator.send(&form).await.expect(303);
    let again = [("write_id", "pathways-again")];
    coordinator.post(path, &again).await.expect(303);
    let pathways = entities::pathway::Entity::find().all(&world.app.db).await;
    assert_eq!(pathways.unwrap().len(), 1);
}

#[tokio::test]
async fn a_device_is_lent_at_a_counter_after_twenty_minutes() {
    let scene = begun("counter-loan", None).await;
    lends(&scene, "clerks").await;
    let site = scene.clerk.site.clone().unwrap();
    let device = scene.world.ready_device(DeviceKind::Tablet, &site).await;
    let form = filled(&scene.clerk, &device, "Exemple").await;
    let met = format!("{}-1", scene.programme.id.0);
    scene.clerk.send(&form.set("ground", met)).await.expect(303);
    let loan = scene.handovers().await.remove(0);
    assert_eq!(loan.programme_id, scene.programme.id);
    assert!(loan.onboarding_id.is_some() && loan.due_back_on.is_some());
    scene.verify().await;
}
