//! Funds: agreements, contributions, spending split among contributors, and the balance of each at any date.

mod money;
mod ways_round;

use crate::{
    internet::opened,
    support::{page::Page, scene::Scene, world::Persona},
};
use entities::{
    fund_line, fund_share,
    membership::Role,
    organisation::{self, OrganisationKind},
    programme::Gate,
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};

/// A share by hand: agreement, day, cents, line, row of internet access, version.
const SHARE: &str =
    "INSERT INTO fund_share (agreement_id, on_day, cents, line_id, internet_spend_id, version)";

/// What is typed into a form.
type Typed<'t> = &'t [(&'t str, &'t str)];

/// A fund, the finance staff who keep it, and two who may give to it.
struct Money {
    scene: Scene,
    finance: Persona,
    operator: organisation::Model,
    council: organisation::Model,
}

impl Money {
    async fn new() -> Self {
        let scene = Box::pin(opened(Gate::Enrolled)).await;
        let finance = scene.world.persona(Role::Finance).await;
        let operator = scene
            .world
            .organisation(OrganisationKind::Partner, "Opérateur des Alpes")
            .await;
        let council = scene
            .world
            .organisation(OrganisationKind::Epci, "Grand Annecy")
            .await;
        let money = Self {
            scene,
            finance,
            operator,
            council,
        };
        let page = money.finance.get("/funds").await.expect(200);
        let form = page
            .form("#open")
            .set("code", "fsl-2026")
            .set("name", "Fonds d’équipement");
        money
            .finance
            .send(&form)
            .await
            .sends_to("/funds/1?done=fund-opened");
        money
    }

    /// Fills in the form of a page and sends it.
    async fn sends(&self, path: &str, form: &str, typed: Typed<'_>) -> Page {
        let page = self.finance.get(path).await.expect(200);
        let mut form = page.form(form);
        for (name, value) in typed {
            form = match *name {
                "in_advance" | "net_of_state" | "equal_share" | "own_users" => {
                    form.tick(name, value)
                }
                _ => form.set(name, *value),
            };
        }
        self.finance.send(&form).await
    }

    /// A gift from 2026 to 2028, but for what is typed otherwise.
    async fn agree(&self, who: &organisation::Model, number: &str, typed: Typed<'_>) -> Page {
        let contributor = who.id.0.to_string();
        let mut all = vec![
            ("organisation", contributor.as_str()),
            ("number", number),
            ("nature", "other"),
            ("starts_on", "2026-01-01"),
            ("ends_on", "2028-12-31"),
            ("matching", "gift"),
        ];
        all.extend_from_slice(typed);
        self.sends("/funds/1/agreements", "#agree", &all).await
    }

    /// Money received under an agreement.
    async fn give(&self, agreement: &str, on: &str, amount: &str) -> Page {
        let typed = [
            ("kind", "contribution"),
            ("agreement", agreement),
            ("on", on),
            ("amount", amount),
        ];
        self.sends("/funds/1/contributions", "#give", &typed).await
    }

    /// A device that was paid, on a day.
    async fn pay(&self, code: &str, on: &str, amount: &str, typed: Typed<'_>) -> Page {
        let mut all = vec![
            ("kind", "spend"),
            ("expense", "device"),
            ("thing", code),
            ("on", on),
            ("amount", amount),
        ];
        all.extend_from_slice(typed);
        self.sends("/funds/1/spending/new", "#spend", &all).await
    }

    /// Two gifts, of 2,000 and of 1,000 euros, both on 1 February.
    async fn with_two_gifts() -> Self {
        let money = Self::new().await;
        let (operator, council) = (&money.operator, &money.council);
        money.agree(operator, "CONV-1", &[]).await.expect(303);
        money.agree(council, "CONV-2", &[]).await.expect(303);
        money.give("1", "2026-02-01", "2000").await.expect(303);
        money.give("2", "2026-02-01", "1 000,00").await.expect(303);
        money
    }

    async fn shares(&self) -> Vec<(i32, i64)> {
        let rows = fund_share::Entity::find()
            .order_by_asc(fund_share::Column::Id)
            .all(&self.scene.world.app.db)
            .await
            .unwrap();
        rows.iter()
            .map(|row| (row.agreement_id.0, row.cents))
            .collect()
    }

    async fn lines(&self) -> Vec<fund_line::Model> {
        fund_line::Entity::find()
            .order_by_asc(fund_line::Column::Id)
            .all(&self.scene.world.app.db)
            .await
            .unwrap()
    }

    /// A statement by hand that the database refuses.
    async fn refuses(&self, statement: &str) {
        let refused = self.scene.world.app.db.execute_unprepared(statement).await;
        assert!(refused.is_err(), "the database took: {statement}");
    }

    /// One that it takes.
    async fn takes(&self, statement: &str) {
        let taken = self.scene.world.app.db.execute_unprepared(statement).await;
        taken.unwrap_or_else(|error| panic!("{statement}: {error}"));
    }

    /// The table of contributors at the end of a day: contributor, received, spent, balance.
    async fn balances(&self, at: &str) -> Vec<[String; 4]> {
        let page = self
            .finance
            .get(&format!("/funds/1?at={at}"))
            .await
            .expect(200);
        let names = page.texts("main tbody th");
        let cells = page.texts("main tbody td");
        names
            .into_iter()
            .zip(cells.chunks(6))
            .map(|(name, row)| [name, row[2].clone(), row[3].clone(), row[4].clone()])
            .collect()
    }
}

/// A row of [`Money::balances`].
fn row(name: &str, given: &str, spent: &str, balance: &str) -> [String; 4] {
    [name, given, spent, balance].map(str::to_owned)
}
