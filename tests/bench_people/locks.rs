//! A bench locks, changes hands, is revoked; and does bench work only.
use super::*;
use chrono::TimeDelta;
use entities::session;
use passe_relais::auth::permissions::{AT_BENCH, MATRIX};

#[tokio::test]
async fn a_bench_left_alone_asks_for_the_badge_again() {
    let bench = Bench::new().await;
    let said = bench.worker_at_bench().await;
    let minutes = |minutes| bench.world.app.clock.advance(TimeDelta::minutes(minutes));
    for _ in 0..4 {
        minutes(4);
        bench.browser.get("/bench").await.expect(200);
    }
    minutes(6);
    bench.browser.get("/bench").await.sends_to("/sign-in");
    bench
        .browser
        .get("/sign-in")
        .await
        .sends_to("/sign-in/badge");
    bench.take(&said, PIN).await.sends_to("/bench");
    // However busy, a bench's session ends with the day.
    for _ in 0..(14 * 60 / 4) {
        minutes(4);
        bench.browser.get("/bench").await;
    }
    minutes(1);
    bench.browser.get("/bench").await.sends_to("/sign-in");
}

#[tokio::test]
async fn a_session_does_not_come_back_after_the_lock() {
    let bench = Bench::new().await;
    bench.worker_at_bench().await;
    let thief = bench.browser.copy();
    bench
        .browser
        .post("/sign-in/lock", &[])
        .await
        .sends_to("/sign-in/badge");
    for browser in [&bench.browser, &thief] {
        browser.get("/bench").await.sends_to("/sign-in");
    }
    // Nor does the session of a bench go for a walk: elsewhere its cookie is nobody's.
    let said = bench.card(&bench.world.worker().await, Some(PIN)).await;
    bench.take(&said, PIN).await.expect(303);
    let elsewhere = bench.browser.copy();
    elsewhere.forget_cookie("bench");
    elsewhere.get("/bench").await.sends_to("/sign-in");
    bench.browser.get("/bench").await.expect(200);
}

#[tokio::test]
async fn the_next_person_takes_over_and_the_same_one_goes_on() {
    let bench = Bench::new().await;
    let said = bench.worker_at_bench().await;
    let second = bench.world.worker().await;
    let seconds = bench.card(&second, Some(PIN)).await;
    let quick = async |said: &str, pin: &str| {
        let fields = [("badge", said), ("pin", pin), ("quick", "yes")];
        let answer = bench
            .browser
            .post("/sign-in/badge", &fields)
            .await
            .expect(200);
        let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        told["who"].as_str().unwrap().to_owned()
    };
    bench.browser.post("/sign-in/lock", &[]).await;
    assert_eq!(quick(&said, "5120").await, "wrong");
    assert_eq!(quick(&said, PIN).await, "same");
    bench.browser.get("/bench").await.expect(200);
    // Without a lock between: whoever forgot to leave has left.
    let first = bench.browser.copy();
    assert_eq!(quick(&seconds, PIN).await, "other");
    first.get("/bench").await.sends_to("/sign-in");
    let page = bench.browser.get("/bench").await.expect(200);
    assert!(page.text(".at-bench p").contains(&second.account.name));
    let unused = bench.card(&bench.world.worker().await, None).await;
    assert_eq!(quick(&unused, "").await, "page");
}

#[tokio::test]
async fn a_revoked_bench_and_a_revoked_badge_are_out_at_once() {
    let bench = Bench::new().await;
    let said = bench.worker_at_bench().await;
    let path = format!("/team/{}", bench.worker.membership.id.0);
    let page = bench.supervisor.get(&path).await;
    let end = page.form(&format!("form[action='{path}/badge/end']"));
    bench.supervisor.send(&end).await.expect(303);
    bench.browser.get("/bench").await.sends_to("/sign-in");
    bench.take(&said, PIN).await.expect(422);

    let again = bench.card(&bench.worker, Some(PIN)).await;
    bench.take(&again, PIN).await.sends_to("/bench");
    let page = bench.supervisor.get("/team/benches").await;
    let end = page.form("form[action$='/end']");
    bench
        .supervisor
        .send(&end)
        .await
        .sends_to("/team/benches?done=bench-revoked");
    bench.browser.get("/bench").await.sends_to("/sign-in");
    let page = bench.browser.get("/sign-in").await.expect(200);
    assert!(page.has("[name=password]"), "a normal sign-in: {page}");
    let fields = [("badge", &*again), ("pin", PIN)];
    bench
        .browser
        .post("/sign-in/badge", &fields)
        .await
        .sends_to("/sign-in");
    // The session is revoked, not only hidden behind the bench.
    let open = session::Entity::find()
        .filter(session::COLUMN.account_id.eq(bench.worker.account.id))
        .filter(session::COLUMN.revoked_at.is_null())
        .all(&bench.world.app.db)
        .await
        .unwrap();
    assert_eq!(open.len(), 1, "the worker's own browser alone");
    bench.worker.get("/bench").await.expect(200);
}

#[tokio::test]
async fn a_supervisor_enrols_the_browser_in_hand_under_a_name_of_its_own() {
    let bench = Bench::new().await;
    let page = bench.supervisor.get("/team/benches").await.expect(200);
    let form = page.form("form[action='/team/benches']");
    let send = async |name: &str, minutes: &str| {
        let form = form.clone().set("name", name).set("idle_minutes", minutes);
        bench.supervisor.send(&form).await
    };
    let refused = send("", "90").await.expect(422);
    assert!(refused.has("#name-mistake") && refused.has("#idle_minutes-mistake"));
    let taken = send("Poste 3", "5").await.expect(422);
    assert!(
        taken.says("Un autre poste de l’atelier porte ce nom"),
        "{taken}"
    );
    assert_eq!(taken.attribute("#name", "value"), "Poste 3");
    let cookies = send("Poste 4", "5").await.expect(303);
    let cookie = cookies
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .find(|cookie| cookie.starts_with("bench="))
        .unwrap()
        .to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    // A worker enrols nothing; a supervisor of no workshop is told so.
    bench.worker.get("/team/benches").await.expect(403);
    let id = unique();
    let fields = [
        ("name", "Poste 9"),
        ("idle_minutes", "5"),
        ("write_id", &*id),
    ];
    bench
        .worker
        .post("/team/benches", &fields)
        .await
        .expect(403);
    let nowhere = bench
        .world
        .member(Role::Supervisor, bench.worker.organisation.clone(), None)
        .await;
    let refused = nowhere.post("/team/benches", &fields).await.expect(422);
    assert!(refused.says("attaché à aucun atelier"), "{refused}");
    assert!(
        nowhere
            .get("/team")
            .await
            .expect(200)
            .says("attaché à aucun atelier")
    );
}

/// Whatever the person may do elsewhere: at a bench, bench work only. Tried for every permission there is.
#[tokio::test]
async fn a_bench_does_bench_work_only() {
    let bench = Bench::new().await;
    let said = bench.card(&bench.supervisor, Some(PIN)).await;
    bench.take(&said, PIN).await.sends_to("/bench");
    let allowed: Vec<&str> = AT_BENCH
        .iter()
        .filter(|(_, at_bench)| *at_bench)
        .map(|(name, _)| *name)
        .collect();
    assert_eq!(
        allowed,
        [
            "SeeDevices",
            "SeeAttachments",
            "AttachFiles",
            "ReceiveDevices",
            "WorkAtBench",
            "RecordErasure",
            "SignQualityCheck",
            "DecideCategory",
            "ScrapDevices",
            "SeePallets",
            "SeeCounts",
            "CountStock",
            "TakeIn",
            "SeeBoxes",
            "SeeSupplies",
            "SeeParts",
            "CarryTransfers",
        ],
        "never people, requests, exports or accounts"
    );
    assert_eq!(AT_BENCH.len(), MATRIX.len());
    for route in crate::permissions::guarded_routes() {
        let Some(permissions) = route.permissions() else {
            continue;
        };
        let page = route.ask(&bench.browser).await;
        let status = page.status.as_u16();
        let granted = |name: &&String| {
            let of_role = MATRIX
                .iter()
                .any(|(known, _, roles)| known == *name && roles.contains(&Role::Supervisor));
            of_role && allowed.contains(&name.as_str())
        };
        if permissions.iter().any(|name| granted(&name)) {
            assert!(
                status != 403 && status < 500,
                "{} {} at a bench: {status}",
                route.method,
                route.path
            );
        } else {
            assert_eq!(status, 403, "{} {} at a bench", route.method, route.path);
        }
    }
    // The menu offers what opens, and nothing else.
    let page = bench.browser.get("/").await.expect(200);
    let html = page.html();
    let links = regex::Regex::new(r#"<li><a href="(/[a-z/]*)""#).unwrap();
    let mut offered = 0;
    for link in links.captures_iter(&html) {
        bench.browser.get(&link[1]).await.expect(200);
        offered += 1;
    }
    assert!(offered >= 3, "{html}");
    assert!(!page.has("a[href='/account']") && !page.has("form[action='/sign-out']"));
    // The same person, signed in with their password in the same browser, has all their rights again.
    bench.browser.post("/sign-in/lock", &[]).await.expect(303);
    let page = bench
        .browser
        .get("/sign-in?with=password")
        .await
        .expect(200);
    let form = page
        .form("main form")
        .set("email", &bench.supervisor.account.email)
        .set("password", crate::support::world::PASSWORD);
    bench.browser.send(&form).await.sends_to("/");
    bench.browser.get("/team").await.expect(200);
}
