//! Inviting people, ending their roles, limiting and habilitating them.

use crate::{
    account::{choose_password, last_message, link_in},
    organisations::{ANNECY, CHABLAIS, limited, organisation_in},
    support::{World, page::Page, world::Persona},
};
use chrono::TimeDelta;
use entities::{
    account, habilitation,
    membership::{self, Role},
    membership_territory,
    organisation::OrganisationKind,
    outbox,
};
use passe_relais::{
    auth::permissions::MATRIX,
    people::members::actions::{NewAccount, add_account},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

async fn invite(by: &Persona, email: &str, role: &str) -> Page {
    let query = if by.membership.role == Role::Coordinator {
        format!("?organisation={}", by.organisation.id.0)
    } else {
        String::new()
    };
    let page = by.get(&format!("/people/invite{query}")).await.expect(200);
    let form = page
        .form("main form[method=post]")
        .set("email", email)
        .set("name", "Zoé Martin")
        .set("role", role);
    by.send(&form).await
}

#[tokio::test]
async fn an_invited_person_chooses_a_password_and_comes_in() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let invited = invite(&manager, " Zoe@Exemple.fr ", "prescriber").await;
    let page = manager.follow(invited).await.expect(200);
    assert!(page.says("invité, pas encore venu"));
    let (row, message) = last_message(&world).await;
    assert!(row.signs_in);
    assert_eq!(message.to, "zoe@exemple.fr");
    assert!(
        message.text.contains("Prescripteur, Les Ordis du Lac"),
        "{}",
        message.text
    );
    let visitor = world.stranger();
    choose_password(&visitor, &link_in(&message), "une phrase à retenir")
        .await
        .sends_to("/sign-in?done=password-set");
    let form = visitor.get("/sign-in").await.form("main form");
    let form = form
        .set("email", "zoe@exemple.fr")
        .set("password", "une phrase à retenir");
    visitor.send(&form).await.sends_to("/");
    assert_eq!(
        visitor.get("/account").await.text(".who strong"),
        "Zoé Martin"
    );
    let page = manager.get("/people?q=zoe").await.expect(200);
    assert!(page.says("actif"));
}

#[tokio::test]
async fn an_invitation_expires_and_is_sent_again() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let invited = invite(&manager, "zoe@exemple.fr", "prescriber").await;
    let person = manager.follow(invited).await;
    let first = link_in(&last_message(&world).await.1);
    world.days_pass(7);
    assert!(
        world
            .stranger()
            .get(&first)
            .await
            .expect(410)
            .says("renvoyer l’invitation")
    );
    let manager = world.sign_in(&manager.account.email).await;
    let again = person.form("form[action$='/invitation']");
    manager.send(&again).await.expect(303);
    manager.send(&again).await.expect(303);
    assert_eq!(
        outbox::Entity::find().count(&world.app.db).await.unwrap(),
        2
    );
    let second = link_in(&last_message(&world).await.1);
    world.stranger().get(&first).await.expect(410);
    world.stranger().get(&second).await.expect(200);
}

#[tokio::test]
async fn somebody_who_has_a_password_gets_the_news_and_no_link() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let trainer = world.trainer().await;
    invite(&manager, &trainer.account.email, "prescriber")
        .await
        .expect(303);
    let (row, message) = last_message(&world).await;
    assert!(!row.signs_in);
    assert!(!message.text.contains("/link/"));
    let page = trainer.get("/memberships").await.expect(200);
    assert_eq!(page.texts("[name=membership] + span").len(), 2);
    // The same role there a second time.
    let page = invite(&manager, &trainer.account.email, "prescriber")
        .await
        .expect(422);
    assert!(page.has("#email-mistake"));
}

#[tokio::test]
async fn a_manager_gives_no_role_that_looks_beyond_the_organisation() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let page = manager.get("/people/invite").await.expect(200);
    for role in [
        "coordinator",
        "auditor",
        "finance",
        "data_protection_officer",
    ] {
        assert!(
            !page.has(&format!("[name=role] option[value={role}]")),
            "{role}"
        );
        let fields = [
            ("email", "zoe@exemple.fr"),
            ("name", "Zoé"),
            ("role", role),
            ("language", "fr"),
            ("write_id", role),
        ];
        manager.post("/people/invite", &fields).await.expect(422);
    }
    assert_eq!(
        outbox::Entity::find().count(&world.app.db).await.unwrap(),
        0
    );
}

#[tokio::test]
async fn a_manager_sees_and_changes_only_their_own_organisation() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let stranger = world.clerk().await;
    let id = stranger.membership.id.0;
    let page = manager.get("/people").await.expect(200);
    assert_eq!(page.texts("tbody th"), [manager.account.name.as_str()]);
    manager.get(&format!("/people/{id}")).await.expect(404);
    for write in ["end", "invitation"] {
        let path = format!("/people/{id}/{write}");
        manager
            .post(&path, &[("write_id", "123456789")])
            .await
            .expect(404);
    }
    // An organisation named by hand is not taken: the invitation is for one's own.
    let other = stranger.organisation.id.0.to_string();
    let fields = [
        ("organisation", other.as_str()),
        ("email", "zoe@exemple.fr"),
        ("name", "Zoé"),
        ("role", "prescriber"),
        ("language", "fr"),
        ("write_id", "abcdefgh"),
    ];
    let invited = manager.post("/people/invite", &fields).await;
    let page = manager.follow(invited).await.expect(200);
    assert!(page.says("Les Ordis du Lac"));
    stranger.get("/account").await.expect(200);
}

#[tokio::test]
async fn the_end_of_a_role_ends_its_sessions_at_once() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let clerk = world.clerk().await;
    let page = coordinator
        .get(&format!("/people/{}", clerk.membership.id.0))
        .await
        .expect(200);
    let form = page.form("form[action$='/end']");
    let (one, two) = tokio::join!(coordinator.send(&form), coordinator.send(&form));
    one.sends_to("/people?done=membership-ended");
    two.sends_to("/people?done=membership-ended");
    clerk.get("/account").await.sends_to("/sign-in");
    let visitor = world.stranger();
    let form = visitor.get("/sign-in").await.form("main form");
    let form = form
        .set("email", &clerk.account.email)
        .set("password", crate::support::world::PASSWORD);
    visitor.send(&form).await.expect(422);
    // Ended is ended: a fresh form finds nothing to end.
    let path = format!("/people/{}/end", clerk.membership.id.0);
    coordinator
        .post(&path, &[("write_id", "12345678")])
        .await
        .expect(404);
}

#[tokio::test]
async fn nobody_changes_their_own_rights() {
    let world = World::new().await;
    let coordinator = limited(&world, &[ANNECY]).await;
    let free = world.coordinator().await;
    let own = free.membership.id.0;
    for write in ["end", "territories", "account"] {
        let fields = [("write_id", "12345678"), ("to", "disabled")];
        free.post(&format!("/people/{own}/{write}"), &fields)
            .await
            .expect(404);
    }
    // The département's own people lie in no territory.
    coordinator.get(&format!("/people/{own}")).await.expect(404);
    free.get("/account").await.expect(200);
}

#[tokio::test]
async fn a_blocked_account_is_out_until_it_is_unblocked() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let clerk = world.clerk().await;
    let path = format!("/people/{}", clerk.membership.id.0);
    let form = |page: Page, to: &str| page.form("form[action$='/account']").press("to", to);
    let block = form(coordinator.get(&path).await, "disabled");
    coordinator
        .send(&block)
        .await
        .sends_to(&format!("{path}?done=account-disabled"));
    clerk.get("/account").await.sends_to("/sign-in");
    let page = coordinator.get(&path).await;
    assert!(page.says("compte bloqué"));
    coordinator.send(&form(page, "enabled")).await.expect(303);
    world
        .sign_in(&clerk.account.email)
        .await
        .get("/account")
        .await
        .expect(200);
    // The sessions of before stay ended.
    clerk.get("/account").await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_blocked_person_is_not_invited_elsewhere() {
    let world = World::new().await;
    let (coordinator, clerk) = (world.coordinator().await, world.clerk().await);
    let page = coordinator
        .get(&format!("/people/{}", clerk.membership.id.0))
        .await;
    let block = page
        .form("form[action$='/account']")
        .press("to", "disabled");
    coordinator.send(&block).await.expect(303);
    let manager = world.persona(Role::OrganisationManager).await;
    let page = invite(&manager, &clerk.account.email, "prescriber")
        .await
        .expect(422);
    assert!(page.says("est bloqué"));
}

#[tokio::test]
async fn a_coordinator_is_limited_to_intercommunalities_and_sees_their_people_only() {
    let world = World::new().await;
    let free = world.coordinator().await;
    let other = world.coordinator().await;
    let here = organisation_in(&world, "ici", ANNECY).await;
    let there = organisation_in(&world, "là-bas", CHABLAIS).await;
    let near = world.member(Role::Prescriber, here, None).await;
    let far = world.member(Role::Prescriber, there, None).await;
    let path = format!("/people/{}", other.membership.id.0);
    let form = free.get(&path).await.form("form[action$='/territories']");
    let wrong = free
        .send(&form.clone().set("territories", "123"))
        .await
        .expect(422);
    assert!(wrong.has("#territories-mistake"));
    let typed = format!("{ANNECY}\r\n\r\n{ANNECY}\r\n");
    free.send(&form.set("territories", typed)).await.expect(303);
    assert_eq!(
        membership_territory::Entity::find()
            .count(&world.app.db)
            .await
            .unwrap(),
        1
    );
    let page = other.get("/people").await.expect(200);
    assert_eq!(page.texts("tbody th"), [near.account.name.as_str()]);
    other
        .get(&format!("/people/{}", near.membership.id.0))
        .await
        .expect(200);
    other
        .get(&format!("/people/{}", far.membership.id.0))
        .await
        .expect(404);
    // Freed again by somebody who is free.
    let form = free.get(&path).await.form("form[action$='/territories']");
    free.send(&form.set("territories", "")).await.expect(303);
    other
        .get(&format!("/people/{}", far.membership.id.0))
        .await
        .expect(200);
}

#[tokio::test]
async fn who_is_limited_gives_no_more_than_they_have() {
    let world = World::new().await;
    let limited = limited(&world, &[ANNECY]).await;
    let here = organisation_in(&world, "ici", ANNECY).await;
    let page = limited
        .get(&format!("/people/invite?organisation={}", here.id.0))
        .await
        .expect(200);
    for role in ["auditor", "finance", "data_protection_officer"] {
        assert!(
            !page.has(&format!("[name=role] option[value={role}]")),
            "{role}"
        );
    }
    let form = page
        .form("main form[method=post]")
        .set("email", "zoe@exemple.fr")
        .set("name", "Zoé")
        .set("role", "coordinator");
    let invited = limited.send(&form).await;
    let page = limited.follow(invited).await.expect(200);
    let given = membership_territory::Entity::find()
        .filter(
            membership_territory::COLUMN
                .membership_id
                .ne(limited.membership.id),
        )
        .all(&world.app.db)
        .await
        .unwrap();
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].epci_code, ANNECY);
    let form = page.form("form[action$='/territories']");
    for beyond in ["", CHABLAIS] {
        let page = limited
            .send(&form.clone().set("territories", beyond))
            .await
            .expect(422);
        assert!(page.has("#territories-mistake"));
    }
    assert!(
        !page.has("form[action$='/account']"),
        "an account reaches beyond a territory"
    );
}

#[tokio::test]
async fn a_habilitation_is_granted_with_dates_and_ended() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let worker = world.worker().await;
    let path = format!("/people/{}", worker.membership.id.0);
    let page = coordinator.get(&path).await.expect(200);
    assert!(
        !page.has("[name=act][value=quality_check]"),
        "a worker signs no quality check"
    );
    let form = page.form("form[action$='/habilitations']");
    let refused = coordinator
        .send(&form.clone().set("expires_on", "2026-05-01"))
        .await
        .expect(422);
    assert!(refused.has("#act-mistake") && refused.has("#expires_on-mistake"));
    let form = form
        .set("act", "erasure")
        .set("expires_on", "2027-05-04")
        .set("reason", "Formé avant l’ouverture.");
    coordinator
        .send(&form)
        .await
        .sends_to(&format!("{path}?done=habilitation-granted"));
    coordinator
        .send(&form)
        .await
        .sends_to(&format!("{path}?done=habilitation-granted"));
    let granted = habilitation::Entity::find()
        .all(&world.app.db)
        .await
        .unwrap();
    assert_eq!(granted.len(), 1);
    assert_eq!(granted[0].account_id, worker.account.id);
    assert_eq!(granted[0].granted_by, coordinator.membership.id);
    assert_eq!(granted[0].granted_on.to_string(), "2026-05-04");
    let end = coordinator
        .get(&path)
        .await
        .form("form[action$='/habilitations/end']");
    coordinator.send(&end).await.expect(303);
    let ended = habilitation::Entity::find()
        .one(&world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert!(ended.expires_on < world.app.clock.today());
    // Somebody else's habilitation is not reached through this person's page.
    let supervisor = world.supervisor().await;
    let id = ended.id.to_string();
    let path = format!("/people/{}/habilitations/end", supervisor.membership.id.0);
    let fields = [("habilitation", id.as_str()), ("write_id", "12345678")];
    coordinator.post(&path, &fields).await.expect(404);
}

#[tokio::test]
async fn only_coordination_habilitates() {
    let world = World::new().await;
    let manager = world.persona(Role::OrganisationManager).await;
    let worker = world
        .member(Role::Worker, manager.organisation.clone(), None)
        .await;
    let path = format!("/people/{}", worker.membership.id.0);
    let page = manager.get(&path).await.expect(200);
    assert!(!page.has("form[action$='/habilitations']"));
    let fields = [("act", "erasure"), ("write_id", "12345678")];
    manager
        .post(&format!("{path}/habilitations"), &fields)
        .await
        .expect(403);
    assert!(
        MATRIX
            .iter()
            .any(|(name, _, roles)| *name == "GrantHabilitations" && *roles == [Role::Coordinator])
    );
}

#[tokio::test]
async fn a_long_list_of_people_goes_on_page_after_page() {
    let world = World::new().await;
    let coordinator = world.coordinator().await;
    let organisation = world
        .organisation(OrganisationKind::Library, "biblio")
        .await;
    for _ in 0..60 {
        world
            .member(Role::Trainer, organisation.clone(), None)
            .await;
    }
    let first = coordinator.get("/people?role=trainer").await.expect(200);
    assert_eq!(first.texts("tbody th").len(), 50);
    let second = coordinator
        .get(&first.attribute("a[rel=next]", "href"))
        .await
        .expect(200);
    assert_eq!(second.texts("tbody th").len(), 10);
    let mut all = [first.texts("tbody th"), second.texts("tbody th")].concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 60);
}

fn first_coordinator(password: Option<&str>) -> NewAccount {
    NewAccount {
        email: "Chef@Departement.fr".to_owned(),
        name: "Ada Chef".to_owned(),
        role: Role::Coordinator,
        organisation_kind: OrganisationKind::Departement,
        organisation_name: "Département de la Haute-Savoie".to_owned(),
        password: password.map(ToOwned::to_owned),
    }
}

#[tokio::test]
async fn the_command_line_adds_the_first_coordinator_with_a_password() {
    let world = World::new().await;
    assert!(
        add_account(&world.app, first_coordinator(Some("trop court")))
            .await
            .is_err()
    );
    let new = first_coordinator(Some("une phrase assez longue"));
    assert_eq!(add_account(&world.app, new.clone()).await.unwrap(), None);
    let visitor = world.stranger();
    let form = visitor.get("/sign-in").await.form("main form");
    let form = form
        .set("email", "chef@departement.fr")
        .set("password", "une phrase assez longue");
    visitor.send(&form).await.sends_to("/");
    visitor.get("/organisations").await.expect(200);
    let again = || add_account(&world.app, new.clone());
    assert_eq!(again().await.unwrap(), None, "the first answer");
    assert_eq!(memberships(&world).await, 1);
    let other = first_coordinator(Some("une autre phrase longue"));
    let refused = add_account(&world.app, other).await.unwrap_err();
    assert!(refused.to_string().contains("another password"));
    let account = account::Entity::update_many()
        .col_expr(account::Column::DisabledAt, Expr::value(Some(world.now())))
        .exec(&world.app.db);
    account.await.unwrap();
    let refused = again().await.unwrap_err();
    assert!(refused.to_string().contains("disabled"), "{refused}");
}

async fn memberships(world: &World) -> u64 {
    let all = membership::Entity::find();
    all.count(&world.app.db).await.unwrap()
}

#[tokio::test]
async fn the_command_line_gives_a_link_when_no_password_is_given() {
    let world = World::new().await;
    let link = add_account(&world.app, first_coordinator(None))
        .await
        .unwrap()
        .unwrap();
    let path_of = |link: &str| link.trim_start_matches("http://127.0.0.1:8080").to_owned();
    world.app.clock.advance(TimeDelta::days(1));
    // Whoever lost what the command said runs it again, and the link that was lost opens nothing.
    let again = add_account(&world.app, first_coordinator(None))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(memberships(&world).await, 1);
    let lost = world.stranger().get(&path_of(&link)).await;
    assert!(!lost.has("[name=password]"), "{}", lost.html());
    choose_password(
        &world.stranger(),
        &path_of(&again),
        "une phrase assez longue",
    )
    .await
    .expect(303);
    let chosen = add_account(&world.app, first_coordinator(None)).await;
    assert_eq!(chosen.unwrap(), None, "who has a password needs no link");
    assert_eq!(
        outbox::Entity::find().count(&world.app.db).await.unwrap(),
        0
    );
}
