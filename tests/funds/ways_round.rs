//! Ways round the rules of funds, by hand in the database: each is refused, or found by the journal.

use super::{Money, SHARE};
use entities::fund_line;
use sea_orm::{EntityTrait, PaginatorTrait};

const LINE: &str = "INSERT INTO fund_line (fund_id, kind, on_day, cents, agreement_id, expense, device_id, commitment_id, \
     corrects_id, recorded_by, recorded_at, version)";
const NOW: &str = "'2026-05-04T08:00:00+00:00', 1";

#[tokio::test]
async fn what_was_recorded_of_a_fund_neither_changes_nor_goes() {
    let money = Money::with_two_gifts().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    money
        .pay(asked.code(), "2026-03-02", "219,50", &[])
        .await
        .expect(303);
    for statement in [
        "UPDATE fund SET name = 'Autre'",
        "UPDATE fund SET version = 2",
        "DELETE FROM fund",
        "UPDATE fund_agreement SET cap_cents = 1",
        "DELETE FROM fund_agreement",
        "UPDATE fund_line SET cents = cents + 1",
        "UPDATE fund_line SET on_day = '2026-04-01'",
        "DELETE FROM fund_line WHERE kind = 'contribution'",
        "UPDATE fund_share SET agreement_id = 2 WHERE agreement_id = 1",
        "DELETE FROM fund_share",
    ] {
        money.refuses(statement).await;
    }
    money.scene.verify().await;
}

#[tokio::test]
async fn no_line_goes_round_its_agreement_its_cap_or_its_correction() {
    let money = Money::with_two_gifts().await;
    let capped = [("cap", "100"), ("starts_on", "2026-02-01")];
    money
        .agree(&money.operator, "CONV-3", &capped)
        .await
        .expect(303);
    money.give("3", "2026-02-01", "60").await.expect(303);
    let asked = money.scene.ask("Martin", "Casque").await;
    money
        .pay(asked.code(), "2026-03-02", "3000", &[])
        .await
        .expect(303);
    let by = format!("{}, {NOW}", money.finance.membership.id.0);
    let device = asked.device.id.0;
    // Lines 1 to 3 are contributions, 4 is the spending of nearly all of them.
    for values in [
        // What internet access costs is noted elsewhere; what was paid is named.
        format!("(1, 'spend', '2026-03-03', 100, NULL, 'internet', NULL, NULL, NULL, {by})"),
        format!("(1, 'spend', '2026-03-03', 100, NULL, 'device', NULL, NULL, NULL, {by})"),
        // Before the agreement, above its cap, of no agreement, below zero.
        format!("(1, 'contribution', '2026-01-31', 100, 3, NULL, NULL, NULL, NULL, {by})"),
        format!("(1, 'contribution', '2026-03-03', 4001, 3, NULL, NULL, NULL, NULL, {by})"),
        format!("(1, 'contribution', '2026-03-03', 100, NULL, NULL, NULL, NULL, NULL, {by})"),
        format!("(1, 'contribution', '2026-03-03', -100, 1, NULL, NULL, NULL, NULL, {by})"),
        // Not the whole of it, of another kind, before it, of a contribution that was spent.
        format!("(1, 'spend', '2026-03-03', -100, NULL, 'device', {device}, NULL, 4, {by})"),
        format!("(1, 'contribution', '2026-03-03', -300000, 1, NULL, NULL, NULL, 4, {by})"),
        format!("(1, 'spend', '2026-03-01', -300000, NULL, 'device', {device}, NULL, 4, {by})"),
        format!("(1, 'contribution', '2026-03-03', -200000, 1, NULL, NULL, NULL, 1, {by})"),
        // Of a commitment that is none.
        format!("(1, 'spend', '2026-03-03', 100, NULL, 'device', {device}, 1, NULL, {by})"),
    ] {
        money.refuses(&format!("{LINE} VALUES {values}")).await;
    }
    // Once, and by another hand the journal finds it.
    let whole =
        format!("(1, 'spend', '2026-03-03', -300000, NULL, 'device', {device}, NULL, 4, {by})");
    money.takes(&format!("{LINE} VALUES {whole}")).await;
    money.refuses(&format!("{LINE} VALUES {whole}")).await;
    let problems = money.scene.world.journal_problems().await;
    assert!(
        problems.iter().any(|one| one.contains("fund_line")),
        "{problems:?}"
    );
}

#[tokio::test]
async fn no_share_goes_round_days_earmarks_or_what_is_left() {
    let money = Money::with_two_gifts().await;
    let (operator, council) = (&money.operator, &money.council);
    let training = [("expense", "training")];
    money.agree(operator, "CONV-3", &training).await.expect(303);
    money.give("3", "2026-02-01", "500").await.expect(303);
    let over = [("ends_on", "2026-02-28")];
    money.agree(operator, "CONV-4", &over).await.expect(303);
    money.give("4", "2026-02-01", "500").await.expect(303);
    money.agree(council, "CONV-5", &[]).await.expect(303);
    let afterwards = [("in_advance", "yes"), ("cap", "10")];
    money
        .agree(council, "CONV-6", &afterwards)
        .await
        .expect(303);
    money
        .sends(
            "/funds",
            "#open",
            &[("code", "AUTRE"), ("name", "Un autre fonds")],
        )
        .await
        .expect(303);
    let asked = money.scene.ask("Martin", "Casque").await;
    let by = format!("{}, {NOW}", money.finance.membership.id.0);
    let device = asked.device.id.0;
    let spent = |fund: i32| {
        format!(
            "{LINE} VALUES ({fund}, 'spend', '2026-03-03', 10000, NULL, 'device', {device}, NULL, NULL, {by})"
        )
    };
    money.takes(&spent(1)).await;
    money.takes(&spent(2)).await;
    // Contributions are lines 1 to 4, these two 5 and 6.
    for values in [
        // On another day, above the line, of another fund, of a contribution.
        "(1, '2026-03-04', 100, 5, NULL, 1)",
        "(1, '2026-03-03', 10001, 5, NULL, 1)",
        "(1, '2026-03-03', 100, 6, NULL, 1)",
        "(1, '2026-02-01', 100, 1, NULL, 1)",
        // Kept for training, over, given by nobody, above the cap.
        "(3, '2026-03-03', 100, 5, NULL, 1)",
        "(4, '2026-03-03', 100, 5, NULL, 1)",
        "(5, '2026-03-03', 1, 5, NULL, 1)",
        "(6, '2026-03-03', 1001, 5, NULL, 1)",
        // Below zero, of nothing.
        "(1, '2026-03-03', -100, 5, NULL, 1)",
        "(1, '2026-03-03', 100, NULL, NULL, 1)",
    ] {
        money.refuses(&format!("{SHARE} VALUES {values}")).await;
    }
    money
        .takes(&format!(
            "{SHARE} VALUES (6, '2026-03-03', 1000, 5, NULL, 1)"
        ))
        .await;
    money
        .takes(&format!(
            "{SHARE} VALUES (1, '2026-03-03', 9000, 5, NULL, 1)"
        ))
        .await;
    money
        .refuses(&format!("{SHARE} VALUES (2, '2026-03-03', 1, 5, NULL, 1)"))
        .await;
    let problems = money.scene.world.journal_problems().await;
    assert!(
        problems.iter().any(|one| one.contains("fund_share")),
        "{problems:?}"
    );
    // The page shows what nobody bears.
    let page = money.finance.get("/funds/2").await.expect(200);
    assert!(page.says("Sans contributeur : 100,00 €"), "{page}");
}

/// Of two who spend the last euros at the same moment, one does and the other is told.
#[tokio::test]
async fn of_two_who_spend_the_same_euros_one_is_told() {
    let money = Money::with_two_gifts().await;
    let asked = money.scene.ask("Martin", "Casque").await;
    let spending = ("2026-03-02", "2000");
    let (first, second) = tokio::join!(
        money.pay(asked.code(), spending.0, spending.1, &[]),
        money.pay(asked.code(), spending.0, spending.1, &[]),
    );
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
    let db = &money.scene.world.app.db;
    assert_eq!(fund_line::Entity::find().count(db).await.unwrap(), 3);
    money.scene.verify().await;
}

/// A settlement is of no fund: of two that pay the whole of it at the same moment, one does, and the other is told.
#[tokio::test]
async fn of_two_funds_that_pay_one_settlement_one_is_told() {
    let money = Money::with_two_gifts().await;
    let other = [("code", "AUTRE"), ("name", "Un autre fonds")];
    money.sends("/funds", "#open", &other).await.expect(303);
    let contributor = money.operator.id.0.to_string();
    let agreement = [
        ("organisation", contributor.as_str()),
        ("number", "CONV-3"),
        ("nature", "other"),
        ("starts_on", "2026-01-01"),
        ("ends_on", "2028-12-31"),
        ("matching", "gift"),
    ];
    money
        .sends("/funds/2/agreements", "#agree", &agreement)
        .await
        .expect(303);
    let given = [
        ("kind", "contribution"),
        ("agreement", "3"),
        ("on", "2026-02-01"),
        ("amount", "500"),
    ];
    money
        .sends("/funds/2/contributions", "#give", &given)
        .await
        .expect(303);
    let settled = format!(
        "INSERT INTO pass_settlement (programme_id, organisation_id, from_on, until_on, passes, amount_cents, settled_by, \
         settled_at) VALUES ({}, {contributor}, '2026-01-01', '2026-01-31', 4, 4000, {}, '2026-02-02T08:00:00+00:00')",
        money.scene.programme.id.0, money.finance.membership.id.0
    );
    money.takes(&settled).await;
    let passes = [
        ("kind", "spend"),
        ("expense", "pass"),
        ("thing", "1"),
        ("on", "2026-03-02"),
        ("amount", "40"),
    ];
    let (first, second) = tokio::join!(
        money.sends("/funds/1/spending/new", "#spend", &passes),
        money.sends("/funds/2/spending/new", "#spend", &passes),
    );
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 409]);
}
