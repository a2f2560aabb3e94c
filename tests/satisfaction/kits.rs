//! Emergency kits: what they hold, handed over by who prescribed them, under the same law as everything.

use super::{all, handed, path, says};
use crate::support::scene::{Asked, Scene, handing, unique};
use entities::{
    clearance::ClearanceState,
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    membership::Role,
    opinion::{self, OpinionKind},
    programme::{self, Gate, LegalChain},
};
use passe_relais::journal::{self, Event, EventKind};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};

const GUIDE: &str = r#"[{"fr":"Guide des arnaques","en":"Guide to scams"}]"#;

/// A programme of kits, prescribed at the organisation where they are fetched.
async fn kits(by_prescriber: Option<bool>) -> Scene {
    let mut scene = Scene::new(Gate::Provisional).await;
    let (organisation, site) = (scene.clerk.organisation.clone(), scene.clerk.site.clone());
    let prescriber = scene.world.member(Role::Prescriber, organisation, site);
    scene.prescriber = prescriber.await;
    hold_kits(&mut scene, by_prescriber).await;
    scene
}

/// From now on, what the programme hands over is a kit.
async fn hold_kits(scene: &mut Scene, by_prescriber: Option<bool>) {
    let kit = programme::ActiveModel {
        kit_contents: Set(Some(GUIDE.to_owned())),
        prescriber_hands_over: Set(by_prescriber),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged);
    let db = &scene.world.app.db;
    let changed = journal::change(db, scene.by(), &scene.programme, kit, event).await;
    scene.programme = changed.unwrap();
}

fn kit(asked: &Asked) -> String {
    format!("/requests/{}/kit", asked.request.id.0)
}

fn opinion(asked: &Asked) -> String {
    format!("/requests/{}/kit-opinion", asked.request.id.0)
}

#[tokio::test]
async fn a_prescriber_hands_their_kit_over_under_its_clearance_and_says_what_they_think() {
    let scene = kits(Some(true)).await;
    let asked = scene.ask("Martin", "Casque").await;
    // Law 1: without a clearance it stays, whoever would hand it over.
    let page = scene.prescriber.get(&kit(&asked)).await.expect(200);
    assert!(page.says("Guide des arnaques") && !page.has("main form[action$='/kit']"));
    let sent = unique();
    let fields = handing(&sent, "paper", "");
    scene
        .prescriber
        .post(&kit(&asked), &fields)
        .await
        .expect(409);
    assert!(scene.handovers().await.is_empty());
    scene.enrol(&asked).await;
    let request = format!("/requests/{}", asked.request.id.0);
    let page = scene.prescriber.get(&request).await.expect(200);
    assert!(page.has(&format!("a[href='{}']", kit(&asked))), "{page}");
    let sent = unique();
    let fields = handing(&sent, "paper", "");
    let first = scene
        .prescriber
        .post(&kit(&asked), &fields)
        .await
        .expect(303);
    let again = scene.prescriber.post(&kit(&asked), &fields).await;
    assert_eq!(again.location(), first.location());
    let handover = scene.handovers().await.remove(0);
    assert_eq!(handover.clerk_id, scene.prescriber.membership.id);
    assert_eq!(
        scene.clearances(&asked).await[0].state,
        ClearanceState::Used
    );
    // They finish what they began, and no counter opens to them.
    let own = format!("/handovers/{}", handover.id.0);
    let page = scene.prescriber.get(&own).await.expect(200);
    assert!(
        !page.has("a[href='/counter']") && !page.has("a[href$='/return']"),
        "{page}"
    );
    scene.prescriber.get("/counter").await.expect(403);
    // What the person thinks of the kit, and what the prescriber does.
    let answers = format!("{own}/opinion/answers");
    let page = scene.prescriber.get(&answers).await.expect(200);
    assert!(page.says("Votre avis sur le kit"), "{page}");
    let form = page.form("main form[method='post']").set("way", "on_paper");
    scene.prescriber.send(&all(form, "3")).await.expect(303);
    let page = scene.prescriber.get(&opinion(&asked)).await.expect(200);
    let form = all(page.form("main form[method='post']"), "4");
    let done = format!("{request}?done=opinion-recorded");
    scene.prescriber.send(&form).await.sends_to(&done);
    scene.prescriber.get(&opinion(&asked)).await.expect(409);
    let given = opinion::Entity::find().all(&scene.world.app.db).await;
    let kinds: Vec<OpinionKind> = given.unwrap().iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [OpinionKind::KitUser, OpinionKind::KitPrescriber]);
    // Who handed over how many is told, and nobody's name.
    let kits = format!("/programmes/{}/kits", scene.programme.id.0);
    let page = scene.coordinator.get(&kits).await.expect(200);
    assert!(page.says(&scene.clerk.organisation.name), "{page}");
    assert!(!page.html().contains("Martin"), "{page}");
    scene.verify().await;
}

#[tokio::test]
async fn a_prescriber_hands_over_nothing_but_their_organisations_kits_where_the_programme_says_so()
{
    for by_prescriber in [None, Some(false)] {
        let scene = kits(by_prescriber).await;
        let asked = scene.cleared("Martin").await;
        scene.prescriber.get(&kit(&asked)).await.expect(404);
        let fields = [("write_id", unique())];
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, &**value))
            .collect();
        scene
            .prescriber
            .post(&kit(&asked), &fields)
            .await
            .expect(404);
    }
    let scene = kits(Some(true)).await;
    let asked = scene.cleared("Martin").await;
    let other = scene.world.prescriber().await;
    for address in [kit(&asked), opinion(&asked)] {
        other.get(&address).await.expect(404);
        scene.clerk.get(&address).await.expect(403);
    }
    // The same row by hand: refused for a prescriber of another organisation, and for their own where the programme does
    // not say so.
    let db = &scene.world.app.db;
    let cleared = scene.standing(&asked).await.unwrap();
    let mut used = cleared.clone().into_active_model();
    used.state = Set(ClearanceState::Used);
    used.used_at = Set(Some(scene.world.now()));
    used.update(db).await.unwrap();
    let by_hand = |clerk| handover::ActiveModel {
        device_id: Set(asked.device.id),
        model_key: Set(asked.device.model_key.clone()),
        request_id: Set(asked.request.id),
        recipient_id: Set(asked.recipient.id),
        programme_id: Set(asked.request.programme_id),
        clearance_id: Set(cleared.id),
        clearance_state: Set(ClearanceState::Used),
        site_id: Set(asked.request.pickup_site_id),
        clerk_id: Set(clerk),
        received_by: Set(ReceivedBy::Recipient),
        identity_seen: Set(IdentitySeen::KnownToPrescriber),
        legal_chain: Set(LegalChain::LoanForUse),
        signature: Set(Signature::Paper),
        slip_sha256: Set(String::new()),
        handed_at: Set(scene.world.now()),
        version: Set(1),
        ..Default::default()
    };
    by_hand(other.membership.id).insert(db).await.unwrap_err();
    let own = scene.prescriber.membership.id;
    let says = |by_prescriber: bool| programme::ActiveModel {
        id: Set(scene.programme.id),
        prescriber_hands_over: Set(Some(by_prescriber)),
        ..Default::default()
    };
    says(false).update(db).await.unwrap();
    by_hand(own).insert(db).await.unwrap_err();
    says(true).update(db).await.unwrap();
    by_hand(own).insert(db).await.unwrap();
}

#[tokio::test]
async fn who_said_how_it_went_is_not_asked_again_once_the_programme_is_one_of_kits() {
    let mut scene = Scene::new(Gate::Enrolled).await;
    let handover = handed(&scene, "Martin").await;
    says(&scene, &handover, "3").await.expect(303);
    hold_kits(&mut scene, None).await;
    let page = scene.clerk.get(&path(&handover)).await.expect(200);
    assert!(page.says("L’avis est donné"), "{page}");
    says(&scene, &handover, "1").await.expect(409);
    let given = opinion::Entity::find().all(&scene.world.app.db).await;
    let kinds: Vec<OpinionKind> = given.unwrap().iter().map(|one| one.kind).collect();
    assert_eq!(kinds, [OpinionKind::Handover]);
}
