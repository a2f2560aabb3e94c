//! A badge and its PIN, and every way round them.
use super::*;
use chrono::TimeDelta;
use entities::{account, membership, session};
use sea_orm::{ConnectionTrait, PaginatorTrait};

#[tokio::test]
async fn a_worker_chooses_a_pin_at_the_first_use_and_takes_the_bench_with_it_afterwards() {
    let bench = Bench::new().await;
    let said = bench.card(&bench.worker, None).await;
    // The scanner of a French keyboard types small letters and a line end.
    let typed = format!("{}\n", said.to_lowercase());
    let page = bench.take(&typed, "").await.expect(200);
    assert!(page.says("Choisissez votre code"), "{page}");
    let choose = async |new: &str, again: &str| {
        let form = page
            .form("main form")
            .set("new_pin", new)
            .set("again", again);
        bench.browser.send(&form).await
    };
    for (new, sentence) in [
        ("0000", "Un seul chiffre répété"),
        ("1234", "qui se suivent"),
        ("1987", "Une année"),
        ("12", "4 à 6 chiffres"),
    ] {
        let refused = choose(new, new).await.expect(422);
        assert!(refused.says(sentence), "{refused}");
    }
    let refused = choose(PIN, "5120").await.expect(422);
    assert!(refused.says("ne sont pas les mêmes"));
    assert!(bench.badge_of(&bench.worker).await.pin_hash.is_none());
    choose(PIN, PIN).await.sends_to("/bench");
    let page = bench.browser.get("/bench").await.expect(200);
    assert_eq!(
        page.text(".at-bench p"),
        format!("Poste 3 · {}", bench.worker.account.name)
    );
    let stored = bench.badge_of(&bench.worker).await;
    let hash = stored.pin_hash.unwrap();
    assert!(hash.starts_with("$argon2id$") && !hash.contains(PIN));
    assert_eq!(stored.token_hash, cards::hash(&said));
    bench
        .browser
        .post("/sign-in/lock", &[])
        .await
        .sends_to("/sign-in/badge");
    bench.take(&said, PIN).await.sends_to("/bench");
}

#[tokio::test]
async fn the_supervisor_prints_a_card_that_holds_a_first_name_and_a_code_we_do_not_keep() {
    let bench = Bench::new().await;
    let path = format!("/team/{}", bench.worker.membership.id.0);
    let page = bench.supervisor.get(&path).await.expect(200);
    let form = page.form(&format!("form[action='{path}/badge']"));
    let card = bench.supervisor.send(&form).await.expect(200);
    assert_eq!(card.header("content-type"), "application/pdf");
    assert_eq!(card.header("cache-control"), "no-store");
    let first = bench.badge_of(&bench.worker).await;
    // The same press again prints nothing; another press prints another card, and the first is no more.
    bench
        .supervisor
        .send(&form)
        .await
        .sends_to(&format!("{path}?done=badge-printed"));
    assert_eq!(bench.badge_of(&bench.worker).await.id, first.id);
    let again = bench.supervisor.get(&path).await;
    let form = again.form(&format!("form[action='{path}/badge']"));
    bench.supervisor.send(&form).await.expect(200);
    assert_ne!(bench.badge_of(&bench.worker).await.id, first.id);
    let end = bench.supervisor.get(&path).await;
    let end = end.form(&format!("form[action='{path}/badge/end']"));
    bench
        .supervisor
        .send(&end)
        .await
        .sends_to(&format!("{path}?done=badge-revoked"));
    let live = badge::Entity::find().filter(badge::COLUMN.revoked_at.is_null());
    assert_eq!(live.count(&bench.world.app.db).await.unwrap(), 0);
}

#[tokio::test]
async fn the_fifth_wrong_pin_locks_the_badge_until_the_supervisor_unlocks_it() {
    let bench = Bench::new().await;
    let said = bench.card(&bench.worker, Some(PIN)).await;
    for left in (1..5).rev() {
        let wrong = bench.take(&said, "5120").await.expect(422);
        assert!(wrong.says(&format!("Il reste {left} essai")), "{wrong}");
    }
    assert!(bench.take(&said, "5120").await.expect(422).says("bloqué"));
    // The right one comes too late, at this bench and at any other.
    assert!(bench.take(&said, PIN).await.expect(422).says("bloqué"));
    let other = enrolled(&bench.supervisor, "Poste 4").await;
    assert!(scan(&other, &said, PIN).await.expect(422).says("bloqué"));
    bench.world.days_pass(2);
    assert!(bench.take(&said, PIN).await.expect(422).says("bloqué"));

    let supervisor = bench.world.sign_in(&bench.supervisor.account.email).await;
    let path = format!("/team/{}", bench.worker.membership.id.0);
    assert!(supervisor.get("/team").await.expect(200).says("bloqué"));
    let form = supervisor.get(&path).await;
    let form = form.form(&format!("form[action='{path}/badge/unlock']"));
    supervisor
        .send(&form)
        .await
        .sends_to(&format!("{path}?done=badge-unlocked"));
    bench.take(&said, PIN).await.sends_to("/bench");
    assert_eq!(bench.badge_of(&bench.worker).await.wrong_pins, 0);
}

#[tokio::test]
async fn wrong_pins_tried_at_once_are_all_counted() {
    let bench = Bench::new().await;
    let said = bench.card(&bench.worker, Some(PIN)).await;
    let fields = |pin: &'static str| [("badge", said.clone()), ("pin", pin.to_owned())];
    let tries = [
        "5120", "5121", "5122", "5123", "5124", "5125", "5126", "5127",
    ];
    let sent = tries.map(|pin| {
        let fields = fields(pin);
        let browser = bench.browser.copy();
        async move {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, &**v)).collect();
            browser.post("/sign-in/badge", &fields).await
        }
    });
    for answer in futures::future::join_all(sent).await {
        answer.expect(422);
    }
    let badge = bench.badge_of(&bench.worker).await;
    assert_eq!(badge.wrong_pins, 5);
    assert!(badge.locked_at.is_some());
    assert!(bench.take(&said, PIN).await.expect(422).says("bloqué"));
}

#[tokio::test]
async fn a_bench_tries_no_end_of_badges() {
    let bench = Bench::new().await;
    for _ in 0..60 {
        let unknown = cards::generate(&mut rand::rng());
        let fields = [("badge", &*unknown), ("pin", PIN)];
        bench
            .browser
            .post("/sign-in/badge", &fields)
            .await
            .expect(422);
    }
    let said = bench.card(&bench.worker, Some(PIN)).await;
    let fields = [("badge", &*said), ("pin", PIN)];
    bench
        .browser
        .post("/sign-in/badge", &fields)
        .await
        .expect(429);
    bench.world.app.clock.advance(TimeDelta::minutes(16));
    bench
        .browser
        .post("/sign-in/badge", &fields)
        .await
        .sends_to("/bench");
}

#[tokio::test]
async fn a_badge_opens_a_bench_of_its_own_workshop_and_nothing_else() {
    let bench = Bench::new().await;
    let (organisation, site) = bench.world.other_workshop().await;
    let stranger = bench
        .world
        .member(Role::Worker, organisation.clone(), Some(site.clone()))
        .await;
    let boss = bench
        .world
        .member(Role::Supervisor, organisation, Some(site))
        .await;
    let strangers = bench.card(&stranger, Some(PIN)).await;
    let refused = bench.take(&strangers, PIN).await.expect(422);
    assert!(refused.says("n’ouvre pas ce poste"), "{refused}");
    // Nor one of a role that does no bench work, of somebody who left, or of a blocked account.
    let clerk = bench
        .world
        .member(
            Role::Clerk,
            bench.worker.organisation.clone(),
            bench.worker.site.clone(),
        )
        .await;
    let clerks = bench.card(&clerk, Some(PIN)).await;
    bench.take(&clerks, PIN).await.expect(422);
    let said = bench.card(&bench.worker, Some(PIN)).await;
    let db = &bench.world.app.db;
    let ended = |at| membership::ActiveModel {
        id: Set(bench.worker.membership.id),
        ended_at: Set(at),
        ..Default::default()
    };
    ended(Some(bench.world.now())).update(db).await.unwrap();
    bench.take(&said, PIN).await.expect(422);
    ended(None).update(db).await.unwrap();
    let disabled = |at| account::ActiveModel {
        id: Set(bench.worker.account.id),
        disabled_at: Set(at),
        ..Default::default()
    };
    disabled(Some(bench.world.now())).update(db).await.unwrap();
    bench.take(&said, PIN).await.expect(422);
    disabled(None).update(db).await.unwrap();
    // The same badge in a browser that is no bench: no page, and no way in.
    let anywhere = bench.world.stranger();
    anywhere.get("/sign-in/badge").await.sends_to("/sign-in");
    let fields = [("badge", &*said), ("pin", PIN)];
    anywhere
        .post("/sign-in/badge", &fields)
        .await
        .sends_to("/sign-in");
    anywhere.get("/bench").await.sends_to("/sign-in");
    bench.take(&said, PIN).await.sends_to("/bench");
    // Another workshop's supervisor sees neither this one's people nor its benches.
    let theirs = format!("/team/{}", bench.worker.membership.id.0);
    boss.get(&theirs).await.expect(404);
    for action in [
        "badge",
        "badge/end",
        "badge/unlock",
        "place",
        "habilitations",
    ] {
        let id = unique();
        let fields = [("write_id", &*id), ("act", "erasure"), ("session", "1")];
        boss.post(&format!("{theirs}/{action}"), &fields)
            .await
            .expect(404);
    }
    let id = unique();
    let end = format!("/team/benches/{}/end", bench.bench().await.id.0);
    boss.post(&end, &[("write_id", &*id)]).await.expect(404);
    let benches = boss.get("/team/benches").await.expect(200);
    assert!(benches.texts("tbody th").is_empty(), "{benches}");
}

#[tokio::test]
async fn a_card_that_lay_unused_for_a_week_is_worth_nothing() {
    let bench = Bench::new().await;
    let said = bench.card(&bench.worker, None).await;
    bench.world.days_pass(8);
    let fields = [("badge", &*said), ("new_pin", PIN), ("again", PIN)];
    let refused = bench
        .browser
        .post("/sign-in/badge", &fields)
        .await
        .expect(422);
    assert!(refused.says("dans les 7 jours"), "{refused}");
}

#[tokio::test]
async fn of_two_who_choose_a_pin_for_one_card_the_first_has_it() {
    let bench = Bench::new().await;
    let said = bench.card(&bench.worker, None).await;
    let fields = |pin| [("badge", &*said), ("new_pin", pin), ("again", pin)];
    let (first, second) = (bench.browser.copy(), bench.browser.copy());
    let (fields_first, fields_second) = (fields("4071"), fields("5283"));
    let (one, two) = futures::join!(
        first.post("/sign-in/badge", &fields_first),
        second.post("/sign-in/badge", &fields_second),
    );
    let let_in = [&one, &two]
        .iter()
        .filter(|page| page.status.as_u16() == 303)
        .count();
    assert_eq!(let_in, 1, "{one}{two}");
}

#[tokio::test]
async fn the_database_itself_holds_a_badge_and_a_bench_to_their_rules() {
    let bench = Bench::new().await;
    bench.card(&bench.worker, Some(PIN)).await;
    let db = &bench.world.app.db;
    let badge = bench.badge_of(&bench.worker).await;
    let twin = badge::ActiveModel {
        membership_id: Set(badge.membership_id),
        token_hash: Set(cards::hash("BCD")),
        printed_by: Set(badge.printed_by),
        printed_at: Set(badge.printed_at),
        wrong_pins: Set(0),
        ..Default::default()
    };
    twin.insert(db).await.unwrap_err();
    for wrong in [
        format!("UPDATE badge SET wrong_pins = 6 WHERE id = {}", badge.id.0),
        format!("UPDATE badge SET wrong_pins = 5 WHERE id = {}", badge.id.0),
        format!("UPDATE badge SET token_hash = 'in clear' WHERE id = {}", badge.id.0),
        "UPDATE bench SET idle_minutes = 600".to_owned(),
        "UPDATE bench SET token_hash = 'in clear'".to_owned(),
        "INSERT INTO bench_session (session_id, bench_id, badge_id) VALUES (987654, 1, 1)".to_owned(),
        "INSERT INTO bench (site_id, name, token_hash, idle_minutes, enrolled_by, enrolled_at) \
         SELECT site_id, name, substr(token_hash, 1, 63) || 'z', idle_minutes, enrolled_by, enrolled_at FROM bench"
            .to_owned(),
    ] {
        db.execute_unprepared(&wrong).await.expect_err(&wrong);
    }
    assert!(session::Entity::find().count(db).await.unwrap() > 0);
}

#[tokio::test]
async fn a_bench_asks_for_the_badge_and_says_what_went_wrong_in_the_language_chosen_there() {
    let bench = Bench::new().await;
    let page = bench.browser.get("/sign-in/badge").await.expect(200);
    let arabic = page.form("main form.languages").press("lang", "ar");
    bench.browser.send(&arabic).await.sends_to("/sign-in/badge");
    let page = bench.browser.get("/sign-in/badge").await.expect(200);
    assert_eq!(page.attribute("html", "dir"), "rtl");
    assert_eq!(page.text("h1"), "شارتك");
    assert_eq!(
        page.texts("form.languages [aria-current=true]"),
        ["العربية"]
    );
    let refused = bench.take("nobody", PIN).await.expect(422);
    assert!(refused.says("هذه الشارة لا تفتح هذه المحطة"), "{refused}");
    // The lock answers in the language of the page that it covers.
    let locked = [("badge", "nobody"), ("quick", "yes"), ("lang", "en")];
    let answer = bench.browser.post("/sign-in/badge", &locked).await;
    assert!(
        answer.expect(200).html().contains("This badge"),
        "in English"
    );
    // So do the page without a network, and the pages of errors at the bench.
    let offline = bench.browser.get("/bench/offline").await.expect(200);
    assert_eq!(offline.attribute("html", "lang"), "ar");
    assert_eq!(offline.text("h1"), "العمل بلا شبكة");
    // Scrapping is a supervisor's, whose page is in French or English.
    let scrap = "input[name=step][value=scrap]";
    assert!(!offline.has(scrap), "{offline}");
    let lost = bench.browser.get("/bench/no/such/page").await.expect(404);
    assert_eq!(lost.attribute("html", "dir"), "rtl");
    assert_eq!(lost.text("h1"), "هذه الصفحة غير موجودة");
    // No other page does, and a language that is none is not kept.
    let elsewhere = bench.browser.get("/no-such-page").await.expect(404);
    assert_eq!(elsewhere.attribute("html", "lang"), "fr");
    let unknown = [("lang", "tlh"), ("return", "/sign-in/badge")];
    bench.browser.post("/language", &unknown).await.expect(404);
    // Back to French, as for anybody.
    let french = page.form("main form.languages").press("lang", "fr");
    bench.browser.send(&french).await.sends_to("/sign-in/badge");
    let page = bench.browser.get("/sign-in/badge").await.expect(200);
    assert_eq!(page.text("h1"), "Votre badge");
}
