//! One's own account: sessions, passwords, roles, and the links that mails carry.

use crate::support::{
    World,
    page::Page,
    visitor::Visitor,
    world::{PASSWORD, Persona},
};
use chrono::TimeDelta;
use entities::{
    account, account_token, membership, membership::Role, organisation::OrganisationKind, outbox,
    session,
};
use passe_relais::mail::Message;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
};

const NEW: &str = "cinq grands chiens noirs";

/// The message that was queued last, opened.
pub async fn last_message(world: &World) -> (outbox::Model, Message) {
    let row = outbox::Entity::find()
        .order_by_desc(outbox::Column::Id)
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let message = world
        .app
        .keys
        .open("message", row.sealed.as_deref().unwrap())
        .unwrap();
    (row, message)
}

/// The path of the link in a message.
pub fn link_in(message: &Message) -> String {
    let start = message.text.find("http://127.0.0.1:8080/").unwrap();
    let address = message.text[start..].split_whitespace().next().unwrap();
    address
        .trim_start_matches("http://127.0.0.1:8080")
        .to_owned()
}

pub async fn choose_password(visitor: &Visitor, link: &str, password: &str) -> Page {
    let page = visitor.get(link).await.expect(200);
    visitor
        .send(&page.form("main form").set("password", password))
        .await
}

async fn ask_for_reset(world: &World, email: &str) -> Page {
    let stranger = world.stranger();
    let page = stranger.get("/password-reset").await.expect(200);
    stranger
        .send(&page.form("main form").set("email", email))
        .await
}

/// The link in the message that somebody who forgot their password asks for.
async fn reset_link(world: &World, person: &Persona) -> String {
    ask_for_reset(world, &person.account.email)
        .await
        .expect(303);
    link_in(&last_message(world).await.1)
}

/// The answer to a password at the sign-in page.
async fn sign_in(world: &World, email: &str, password: &str) -> Page {
    let visitor = world.stranger();
    let page = visitor.get("/sign-in").await;
    let form = page
        .form("main form")
        .set("email", email)
        .set("password", password);
    visitor.send(&form).await
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_a_link_and_every_session_ends() {
    let world = World::new().await;
    let worker = world.worker().await;
    let elsewhere = world.sign_in(&worker.account.email).await;
    ask_for_reset(&world, &worker.account.email)
        .await
        .sends_to("/password-reset?done=password-reset-asked");
    let (row, message) = last_message(&world).await;
    assert!(row.signs_in);
    assert_eq!(message.to, worker.account.email);
    assert!(message.html.contains(&link_in(&message)));
    let stranger = world.stranger();
    choose_password(&stranger, &link_in(&message), NEW)
        .await
        .sends_to("/sign-in?done=password-set");
    worker.get("/account").await.sends_to("/sign-in");
    elsewhere.get("/account").await.sends_to("/sign-in");
    sign_in(&world, &worker.account.email, PASSWORD)
        .await
        .expect(422);
    sign_in(&world, &worker.account.email, NEW)
        .await
        .sends_to("/");
}

#[tokio::test]
async fn nobody_learns_which_addresses_have_an_account() {
    let world = World::new().await;
    let worker = world.worker().await;
    let known = ask_for_reset(&world, &worker.account.email).await;
    let unknown = ask_for_reset(&world, "personne-ici@exemple.fr").await;
    assert_eq!(known.status, unknown.status);
    assert_eq!(known.location(), unknown.location());
    let queued = outbox::Entity::find().count(&world.app.db).await.unwrap();
    assert_eq!(queued, 1);
}

#[tokio::test]
async fn asking_for_links_again_and_again_is_stopped_for_known_and_unknown_alike() {
    let world = World::new().await;
    let worker = world.worker().await;
    for email in [worker.account.email.as_str(), "personne-ici@exemple.fr"] {
        for _ in 0..3 {
            ask_for_reset(&world, email).await.expect(303);
        }
        ask_for_reset(&world, email).await.expect(429);
    }
    world.app.clock.advance(TimeDelta::hours(2));
    ask_for_reset(&world, &worker.account.email)
        .await
        .expect(303);
}

#[tokio::test]
async fn a_link_works_once_and_looking_at_it_changes_nothing() {
    let world = World::new().await;
    let worker = world.worker().await;
    let link = reset_link(&world, &worker).await;
    let stranger = world.stranger();
    for _ in 0..3 {
        stranger.get(&link).await.expect(200);
    }
    choose_password(&stranger, &link, NEW).await.expect(303);
    let page = stranger.get(&link).await.expect(410);
    assert!(page.says("Ce lien a déjà servi"));
    let late = stranger
        .post(
            &link,
            &[
                ("password", "dix petits renards"),
                ("write_id", "une-autre-fois"),
            ],
        )
        .await;
    late.expect(410);
    sign_in(&world, &worker.account.email, NEW)
        .await
        .sends_to("/");
}

#[tokio::test]
async fn a_password_form_sent_twice_is_answered_as_the_first_time() {
    let world = World::new().await;
    let worker = world.worker().await;
    let link = reset_link(&world, &worker).await;
    let stranger = world.stranger();
    let form = stranger
        .get(&link)
        .await
        .form("main form")
        .set("password", NEW);
    let (one, two) = tokio::join!(stranger.send(&form), stranger.send(&form));
    one.sends_to("/sign-in?done=password-set");
    two.sends_to("/sign-in?done=password-set");
    stranger
        .send(&form)
        .await
        .sends_to("/sign-in?done=password-set");
}

#[tokio::test]
async fn an_old_link_says_what_to_do() {
    let world = World::new().await;
    let worker = world.worker().await;
    let first = reset_link(&world, &worker).await;
    let second = reset_link(&world, &worker).await;
    let stranger = world.stranger();
    assert!(stranger.get(&first).await.expect(410).says("plus récent"));
    stranger.get(&second).await.expect(200);
    world.app.clock.advance(TimeDelta::minutes(61));
    let page = stranger.get(&second).await.expect(410);
    assert!(page.has("main a[href='/password-reset']"));
    stranger.get("/password-reset/link/abc").await.expect(404);
    // A link of one kind is no link of the other.
    let other = second.replace("/password-reset/", "/invitation/");
    stranger.get(&other).await.expect(404);
}

#[tokio::test]
async fn tokens_are_kept_as_hashes_only() {
    let world = World::new().await;
    let worker = world.worker().await;
    let link = reset_link(&world, &worker).await;
    let token = link.rsplit('/').next().unwrap();
    let row = account_token::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_ne!(row.token_hash, token);
    assert_eq!(row.token_hash, passe_relais::keys::sha256_hex(token));
}

#[tokio::test]
async fn a_disabled_account_gets_no_link_and_its_links_die() {
    let world = World::new().await;
    let worker = world.worker().await;
    let link = reset_link(&world, &worker).await;
    account::ActiveModel {
        id: Set(worker.account.id),
        disabled_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    world.stranger().get(&link).await.expect(404);
    ask_for_reset(&world, &worker.account.email)
        .await
        .expect(303);
    let queued = outbox::Entity::find().count(&world.app.db).await.unwrap();
    assert_eq!(queued, 1);
}

#[tokio::test]
async fn a_password_is_long_and_not_the_address() {
    let world = World::new().await;
    let worker = world.worker().await;
    for bad in ["onze lettre", &worker.account.email.to_uppercase()] {
        let page = change_password(&worker, PASSWORD, bad).await.expect(422);
        assert!(page.has("#password-mistake"), "{page}");
        assert_eq!(page.attribute("#password", "value"), "");
    }
    let page = change_password(&worker, "pas le bon mot", NEW)
        .await
        .expect(422);
    assert!(page.has("#current-mistake"));
}

async fn change_password(person: &Persona, current: &str, new: &str) -> Page {
    let page = person.get("/account/password").await.expect(200);
    let form = page
        .form("main form")
        .set("current", current)
        .set("password", new);
    person.send(&form).await
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions_and_keeps_this_one() {
    let world = World::new().await;
    let worker = world.worker().await;
    let elsewhere = world.sign_in(&worker.account.email).await;
    let form = worker
        .get("/account/password")
        .await
        .form("main form")
        .set("current", PASSWORD)
        .set("password", NEW);
    worker
        .send(&form)
        .await
        .sends_to("/account?done=password-changed");
    // The double click: the old password is no longer the current one, the answer is still the first.
    worker
        .send(&form)
        .await
        .sends_to("/account?done=password-changed");
    worker.get("/account").await.expect(200);
    elsewhere.get("/account").await.sends_to("/sign-in");
}

#[tokio::test]
async fn somebody_signs_out_one_browser_or_all_of_them() {
    let world = World::new().await;
    let worker = world.worker().await;
    let second = world.sign_in(&worker.account.email).await;
    let third = world.sign_in(&worker.account.email).await;
    let page = worker.get("/account").await.expect(200);
    // The latest stands first.
    let form = page.form("form:has([name=session])");
    worker
        .send(&form)
        .await
        .sends_to("/account?done=session-ended");
    third.get("/account").await.sends_to("/sign-in");
    second.get("/account").await.expect(200);
    let everywhere = worker
        .get("/account")
        .await
        .form("section > form[action='/account/sessions/end']");
    worker
        .send(&everywhere)
        .await
        .sends_to("/sign-in?done=signed-out-everywhere");
    worker.get("/account").await.sends_to("/sign-in");
    second.get("/account").await.sends_to("/sign-in");
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let world = World::new().await;
    let (worker, clerk) = (world.worker().await, world.clerk().await);
    let theirs = session::Entity::find()
        .filter(session::COLUMN.account_id.eq(clerk.account.id))
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    let id = theirs.id.to_string();
    worker
        .post(
            "/account/sessions/end",
            &[("session", &id), ("write_id", "12345678")],
        )
        .await
        .expect(404);
    clerk.get("/account").await.expect(200);
}

#[tokio::test]
async fn somebody_changes_their_name_and_language() {
    let world = World::new().await;
    let worker = world.worker().await;
    let form = worker.get("/account").await.form("form[action='/account']");
    let blank = form.clone().set("name", "  ");
    let page = worker.send(&blank).await.expect(422);
    assert!(page.has("#name-mistake"));
    let form = form.set("name", "Zoé Ćurić").set("language", "en");
    worker
        .send(&form)
        .await
        .sends_to("/account?done=account-saved");
    let page = worker.get("/account?done=account-saved").await.expect(200);
    assert_eq!(page.attribute("html", "lang"), "en");
    assert_eq!(page.text(".who strong"), "Zoé Ćurić");
    assert!(page.says("Saved."));
}

async fn second_role(world: &World, person: &Persona, role: Role) -> membership::Model {
    let organisation = world
        .organisation(OrganisationKind::Library, "Bibliothèque")
        .await;
    membership::ActiveModel {
        account_id: Set(person.account.id),
        organisation_id: Set(organisation.id),
        role: Set(role),
        created_at: Set(world.now()),
        ..Default::default()
    }
    .insert(&world.app.db)
    .await
    .unwrap()
}

#[tokio::test]
async fn somebody_with_two_roles_acts_under_the_one_they_take() {
    let world = World::new().await;
    let worker = world.worker().await;
    let second = second_role(&world, &worker, Role::Coordinator).await;
    worker.get("/organisations").await.expect(403);
    let page = worker.get("/memberships").await.expect(200);
    let form = page
        .form("main form")
        .set("membership", second.id.0.to_string());
    worker
        .send(&form)
        .await
        .sends_to("/?done=membership-changed");
    worker.get("/organisations").await.expect(200);
    // Another browser keeps its own.
    let elsewhere = world.sign_in(&worker.account.email).await;
    elsewhere.get("/organisations").await.expect(403);
}

#[tokio::test]
async fn nobody_takes_a_role_that_is_not_theirs_or_has_ended() {
    let world = World::new().await;
    let (worker, coordinator) = (world.worker().await, world.coordinator().await);
    let ended = second_role(&world, &worker, Role::Coordinator).await;
    membership::ActiveModel {
        id: Set(ended.id),
        ended_at: Set(Some(world.now())),
        ..Default::default()
    }
    .update(&world.app.db)
    .await
    .unwrap();
    for (id, write_id) in [
        (coordinator.membership.id, "aaaaaaaa"),
        (ended.id, "bbbbbbbb"),
    ] {
        let id = id.0.to_string();
        worker
            .post(
                "/memberships",
                &[("membership", &id), ("write_id", write_id)],
            )
            .await
            .expect(404);
    }
    worker.get("/organisations").await.expect(403);
}
