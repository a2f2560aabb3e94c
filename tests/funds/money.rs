//! What finance staff do with a fund, and the figures they read, each worked out by hand.

use super::{Money, SHARE, row};
use entities::{internet_spend, membership::Role, membership_territory};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, Set};

#[tokio::test]
async fn each_contributor_has_its_balance_at_any_date_to_the_cent() {
    let money = Money::with_two_gifts().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    // Two to one of 219.50: 146.333… and 73.166…; the cent goes to the larger remainder.
    let paid = money.pay(asked.code(), "2026-03-02", "219,50", &[]).await;
    paid.sends_to("/funds/1/spending?done=fund-line-recorded");
    assert_eq!(money.shares().await, [(1, 14_633), (2, 7_317)]);
    // Of what is left, 1,853.67 and 926.83: 66.67 and 33.34 of 100.01.
    money
        .pay(asked.code(), "2026-03-09", "100,01", &[])
        .await
        .expect(303);
    assert_eq!(money.shares().await[2..], [(1, 6_667), (2, 3_334)]);
    let operator = "Opérateur des Alpes";
    let council = "Grand Annecy";
    for (at, expected) in [
        (
            "2026-01-31",
            [
                row(operator, "0,00 €", "0,00 €", "0,00 €"),
                row(council, "0,00 €", "0,00 €", "0,00 €"),
            ],
        ),
        (
            "2026-03-02",
            [
                row(operator, "2 000,00 €", "146,33 €", "1 853,67 €"),
                row(council, "1 000,00 €", "73,17 €", "926,83 €"),
            ],
        ),
        (
            "2026-03-09",
            [
                row(operator, "2 000,00 €", "213,00 €", "1 787,00 €"),
                row(council, "1 000,00 €", "106,51 €", "893,49 €"),
            ],
        ),
    ] {
        assert_eq!(money.balances(at).await, expected, "{at}");
    }
    let page = money.finance.get("/funds?at=2026-03-02").await.expect(200);
    assert!(page.says("2 780,50 €"), "{page}");
    // A day to come is no date of a balance.
    money.finance.get("/funds?at=2026-12-31").await.expect(422);
    // Each euro, down to the device, with nobody's name.
    let page = money.finance.get("/funds/1/spending").await.expect(200);
    assert!(page.says(asked.code()) && page.says("146,33 €"), "{page}");
    let table = money
        .finance
        .get("/funds/1/spending/table")
        .await
        .expect(200);
    let told = table.html();
    assert!(told.contains("Opérateur des Alpes;146,33;;"), "{told}");
    assert!(told.contains(asked.code()) && !told.contains("Martin"));
    let array = money
        .finance
        .get("/funds/1/spending/table?format=json")
        .await
        .expect(200);
    let array: Vec<serde_json::Value> = serde_json::from_slice(&array.body).unwrap();
    let part = array.iter().find(|row| row["amount_cents"] == 14_633);
    assert_eq!(part.unwrap()["expense"], "device", "{array:?}");
    let letter = money
        .finance
        .get("/funds/1/agreements/1/letter?at=2026-03-09")
        .await
        .expect(200);
    assert_eq!(letter.header("content-type"), "application/pdf");
    money
        .finance
        .get("/funds/1/agreements/3/letter")
        .await
        .expect(404);
    money.scene.world.journal_names_nobody().await;
    money.scene.verify().await;
}

#[tokio::test]
async fn what_is_taken_off_comes_back_and_what_was_told_of_a_day_stays() {
    let money = Money::with_two_gifts().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    money
        .pay(asked.code(), "2026-03-02", "219,50", &[])
        .await
        .expect(303);
    let before = money.balances("2026-03-02").await;
    let page = money.finance.get("/funds/1/spending").await.expect(200);
    let form = page.form("main tbody form");
    let sent = money.finance.send(&form).await.expect(303);
    // The same press twice takes it off once.
    money.finance.send(&form).await.sends_to(sent.location());
    let lines = money.lines().await;
    let correction = lines.last().unwrap();
    assert_eq!(correction.cents, -21_950);
    assert_eq!(correction.corrects_id, Some(lines[2].id));
    assert_eq!(correction.on_day.to_string(), "2026-05-04");
    assert_eq!(
        money.shares().await,
        [(1, 14_633), (2, 7_317), (1, -14_633), (2, -7_317)]
    );
    assert_eq!(money.balances("2026-03-02").await, before);
    assert_eq!(
        money.balances("").await[0],
        row("Opérateur des Alpes", "2 000,00 €", "0,00 €", "2 000,00 €")
    );
    // Neither the correction nor what it took off is taken off again.
    for line in [lines[2].id.0, correction.id.0] {
        let path = format!("/funds/1/lines/{line}/correction");
        let fields = [("write_id", &*crate::support::scene::unique())];
        let page = money.finance.post(&path, &fields).await.expect(409);
        assert!(page.says("déjà retirée"), "{page}");
    }
    money.scene.verify().await;
}

#[tokio::test]
async fn nothing_is_spent_that_was_not_given_and_nothing_typed_is_lost() {
    let money = Money::with_two_gifts().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    let page = money
        .pay(asked.code(), "2026-03-02", "3000,01", &[])
        .await
        .expect(409);
    assert!(page.says("Il manque 0,01 €"), "{page}");
    assert_eq!(page.attribute("#amount", "value"), "3000,01");
    // Before anything was given there is nothing to spend.
    let page = money
        .pay(asked.code(), "2026-01-15", "1", &[])
        .await
        .expect(409);
    assert!(page.says("Il manque 1,00 €"), "{page}");
    let page = money
        .pay("ce n’est rien", "2027-01-01", "rien", &[])
        .await
        .expect(422);
    for field in ["thing", "on", "amount"] {
        assert!(page.has(&format!("#{field}-mistake")), "{field} {page}");
    }
    assert_eq!(money.lines().await.len(), 2);
    // What was spent is not taken back from who gave it.
    money
        .pay(asked.code(), "2026-03-02", "219,50", &[])
        .await
        .expect(303);
    let page = money
        .finance
        .get("/funds/1/contributions")
        .await
        .expect(200);
    let form = page.form("main tbody form");
    let page = money.finance.send(&form).await.expect(409);
    assert!(page.says("Cet argent est déjà dépensé"), "{page}");
}

#[tokio::test]
async fn a_commitment_is_drawn_on_and_its_rest_freed() {
    let money = Money::with_two_gifts().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    let typed = [
        ("kind", "commitment"),
        ("expense", "device"),
        ("on", "2026-03-01"),
        ("amount", "500"),
    ];
    money
        .sends("/funds/1/spending/new", "#spend", &typed)
        .await
        .expect(303);
    let page = money.finance.get("/funds/1").await.expect(200);
    assert!(page.says("500,00 €") && page.says("2 500,00 €"), "{page}");
    let on_it = [("commitment", "3")];
    let page = money
        .pay(asked.code(), "2026-03-02", "500,01", &on_it)
        .await
        .expect(409);
    assert!(page.says("Il reste 500,00 € sur cet engagement"), "{page}");
    money
        .pay(asked.code(), "2026-03-02", "219,50", &on_it)
        .await
        .expect(303);
    let page = money.finance.get("/funds/1").await.expect(200);
    // 280.50 are committed still; 3,000 less 219.50 less those are free.
    assert!(page.says("280,50 €") && page.says("2 500,00 €"), "{page}");
    let fields = [("write_id", &*crate::support::scene::unique())];
    money
        .finance
        .post("/funds/1/lines/3/correction", &fields)
        .await
        .expect(303);
    let lines = money.lines().await;
    assert_eq!(lines.last().unwrap().cents, -28_050);
    money.scene.verify().await;
}

#[tokio::test]
async fn one_euro_brings_two_up_to_the_cap_and_the_working_is_shown() {
    let money = Money::new().await;
    let (operator, council) = (&money.operator, &money.council);
    money.agree(operator, "CONV-1", &[]).await.expect(303);
    let rule = [
        ("nature", "local_authority"),
        ("matching", "contributions"),
        ("brings", "2,00"),
        ("cap", "5000"),
    ];
    money.agree(council, "CONV-2", &rule).await.expect(303);
    // A gift has no rule, and a rule has an amount: said at the field.
    let page = money.agree(council, "CONV-3", &[("brings", "2")]).await;
    assert!(page.expect(422).has("#brings-mistake"));
    money.give("1", "2026-02-01", "2000").await.expect(303);
    money.give("2", "2026-02-10", "3500").await.expect(303);
    let page = money.finance.get("/funds/1").await.expect(200);
    for said in [
        "les autres contributeurs ont donné 2 000,00 €",
        "1 € apporte 2,00 € : 4 000,00 €",
        "Dû : 4 000,00 € ; reste à recevoir : 500,00 €",
    ] {
        assert!(page.says(said), "{said} {page}");
    }
    money.give("1", "2026-03-01", "1000").await.expect(303);
    let page = money.finance.get("/funds/1").await.expect(200);
    assert!(page.says("Le plafond s’applique"), "{page}");
    assert!(page.says("Dû : 5 000,00 €"), "{page}");
    // No more than the cap is received.
    let page = money.give("2", "2026-03-02", "1500,01").await.expect(409);
    assert!(page.says("il en reste 1 500,00 €"), "{page}");
    money.scene.verify().await;
}

#[tokio::test]
async fn money_kept_for_customers_pays_for_nobody_else_and_no_number_is_kept() {
    let money = Money::new().await;
    let (operator, council) = (&money.operator, &money.council);
    let kept = [("own_users", "yes"), ("expense", "device")];
    money.agree(operator, "CONV-1", &kept).await.expect(303);
    money.agree(council, "CONV-2", &[]).await.expect(303);
    money.give("1", "2026-02-01", "100").await.expect(303);
    money.give("2", "2026-02-01", "100").await.expect(303);
    let asked = money.scene.ask("Martin", "Casque").await;
    money
        .pay(asked.code(), "2026-03-02", "60", &[])
        .await
        .expect(303);
    assert_eq!(money.shares().await, [(2, 6_000)]);
    let customer = operator.id.0.to_string();
    let proven = [("own_user_of", customer.as_str())];
    // Money kept for one use goes first.
    money
        .pay(asked.code(), "2026-03-03", "120", &proven)
        .await
        .expect(303);
    assert_eq!(money.shares().await[1..], [(1, 10_000), (2, 2_000)]);
    money.scene.verify().await;
}

#[tokio::test]
async fn what_internet_access_cost_counts_under_its_code_and_is_split_by_a_button() {
    let money = Money::new().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    let coordinator = &money.scene.coordinator;
    let path = format!("/requests/{}/internet", asked.request.id.0);
    let form = coordinator
        .get(&path)
        .await
        .expect(200)
        .form("#open")
        .set("operator", "orange")
        .set("monthly", "15,99")
        .set("own", "5,99")
        .set("fund", "fsl-2026")
        .set("starts_on", "2026-05-15")
        .set("months", "12");
    coordinator.send(&form).await.expect(303);
    let page = coordinator.get("/internet/spend").await.expect(200);
    coordinator.send(&page.form("#note")).await.expect(303);
    let noted = internet_spend::Entity::find();
    let db = &money.scene.world.app.db;
    assert_eq!(noted.count(db).await.unwrap(), 1);
    // It is the fund's spending at once, and nobody's yet.
    let page = money.finance.get("/funds/1").await.expect(200);
    assert!(page.says("Sans contributeur : 10,00 €"), "{page}");
    let page = money.finance.send(&page.form("#share")).await.expect(409);
    assert!(page.says("Aucun contributeur n’a de quoi payer"), "{page}");
    money
        .agree(&money.operator, "CONV-1", &[])
        .await
        .expect(303);
    money.give("1", "2026-02-01", "50").await.expect(303);
    let training = [("expense", "training")];
    money
        .agree(&money.council, "CONV-2", &training)
        .await
        .expect(303);
    money.give("2", "2026-02-01", "50").await.expect(303);
    // By hand: more than it cost, before its month, by money kept for something else.
    for values in [
        "(1, '2026-05-04', 1001, NULL, 1, 1)",
        "(1, '2026-04-30', 100, NULL, 1, 1)",
        "(2, '2026-05-04', 100, NULL, 1, 1)",
    ] {
        money.refuses(&format!("{SHARE} VALUES {values}")).await;
    }
    let page = money.finance.get("/funds/1").await.expect(200);
    let form = page.form("#share");
    money.finance.send(&form).await.expect(303);
    money.finance.send(&form).await.expect(303);
    assert_eq!(money.shares().await, [(1, 1_000)]);
    assert_eq!(
        money.balances("").await[0],
        row("Opérateur des Alpes", "50,00 €", "10,00 €", "40,00 €")
    );
    let page = money.finance.get("/funds/1/spending").await.expect(200);
    assert!(page.says("mai 2026"), "{page}");
    let table = money.finance.get("/funds/1/spending/table").await;
    assert!(
        table
            .expect(200)
            .html()
            .contains("Opérateur des Alpes;10,00")
    );
    money.scene.world.journal_names_nobody().await;
    money.scene.verify().await;
}

#[tokio::test]
async fn an_agreement_is_replaced_until_something_moves_and_who_reads_only_keeps_nothing() {
    let money = Money::with_two_gifts().await;
    // Something was given under both: neither can be replaced, and the form does not offer it.
    let page = money.finance.get("/funds/1/agreements").await.expect(200);
    assert!(!page.has("#corrects"), "{page}");
    money.agree(&money.council, "CONV-9", &[]).await.expect(303);
    money
        .agree(&money.council, "CONV-3", &[("corrects", "3")])
        .await
        .expect(303);
    let page = money.finance.get("/funds/1/agreements").await.expect(200);
    assert!(!page.text("main table").contains("CONV-9"), "{page}");
    // The same code twice, the same form twice, a fund that is not there.
    let typed = [("code", "FSL-2026"), ("name", "Un autre")];
    let page = money.sends("/funds", "#open", &typed).await.expect(409);
    assert_eq!(page.attribute("#name", "value"), "Un autre");
    money.finance.get("/funds/2").await.expect(404);
    // Coordination and audit read; a part of the département reads nothing; others do not come in.
    let auditor = money.scene.world.persona(Role::Auditor).await;
    for reader in [&money.scene.coordinator, &auditor] {
        let page = reader.get("/funds/1").await.expect(200);
        assert!(!page.has("main form[method=post]"), "{page}");
        reader.get("/funds/1/spending/new").await.expect(403);
    }
    money.scene.clerk.get("/funds").await.expect(403);
    membership_territory::ActiveModel {
        membership_id: Set(money.scene.coordinator.membership.id),
        epci_code: Set("200066793".to_owned()),
    }
    .insert(&money.scene.world.app.db)
    .await
    .unwrap();
    for path in ["/funds", "/funds/1", "/funds/1/spending/table", "/costs"] {
        money.scene.coordinator.get(path).await.expect(403);
    }
    money.scene.verify().await;
}

#[tokio::test]
async fn a_cost_shows_both_sides_and_hides_few_people() {
    let mut money = Money::with_two_gifts().await;
    let asked = money.scene.cleared("Martin").await;
    money
        .scene
        .hand_over(&money.scene.clerk, &asked)
        .await
        .expect(303);
    money
        .pay(asked.code(), "2026-05-04", "219,50", &[])
        .await
        .expect(303);
    // The quarter of May is not over: nothing of it is told.
    let page = money.finance.get("/costs").await.expect(200);
    assert!(!page.says("219,50 €"), "{page}");
    money.scene.world.days_pass(60);
    money.scene.world.signs_in_again(&mut money.finance).await;
    let page = money.finance.get("/costs?year=2026").await.expect(200);
    assert!(page.says("219,50 €"), "{page}");
    assert!(page.says("Trop peu pour le dire"), "{page}");
    assert!(page.says("divisées par les personnes et foyers"), "{page}");
}
