//! The demo's internet access: a few prepaid SIM cards at the pick-up point, and help with two subscriptions.
use super::story::Teller;
use crate::{
    identifiers::Iccid,
    internet::{
        actions::{self, NewPlan},
        prepaid::{
            actions::{Delivery, receive},
            numbers::Number,
        },
        queries, rules,
    },
};
use anyhow::{Context, Result, anyhow};
use chrono::Months;
use entities::{
    prepaid::PrepaidKind,
    request::{self, RequestState},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Numbers that no operator gave out, each with its key.
const CARDS: [&str; 4] = [
    "8933010000000000010",
    "8933010000000000028",
    "8933010000000000036",
    "8933010000000000044",
];

impl Teller<'_> {
    pub async fn internet(&self) -> Result<()> {
        let (app, txn) = (self.app, self.txn);
        let (clerk, coordinator) = (&self.places.clerk, &self.places.coordinator);
        let now = app.clock.now();
        let here = clerk.site_id.context("the clerk works at a place")?;
        let cards = CARDS.map(|card| Iccid::parse(card).map(Number::Sim));
        let numbers: Result<Vec<Number>, _> = cards.into_iter().collect();
        let delivery = Delivery {
            kind: PrepaidKind::Sim,
            operator: "orange".to_owned(),
            value_cents: 999,
            fund: "FSL-2026".to_owned(),
            expires_on: None,
            numbers: numbers.map_err(|fault| anyhow!("{fault:?}"))?,
        };
        let whose = (clerk.membership_id, here);
        receive(txn, &app.keys, clerk.at(now), whose, delivery)
            .await
            .map_err(|fault| anyhow!("{fault:?}"))?;
        let requests = request::Entity::find()
            .filter(request::COLUMN.programme_id.eq(self.plans.supply_chain.id))
            .filter(request::COLUMN.state.eq(RequestState::Fulfilled))
            .order_by_asc(request::Column::Id)
            .limit(2)
            .all(txn)
            .await?;
        let month = rules::month_of(app.clock.today());
        let starts_on = month
            .checked_sub_months(Months::new(2))
            .context("there is a month before")?;
        let by = coordinator.at(now);
        let opener = coordinator.membership_id;
        for request in &requests {
            if queries::open_plan(txn, request.recipient_id)
                .await?
                .is_some()
            {
                continue;
            }
            let plan = NewPlan {
                operator: "orange".to_owned(),
                monthly_cents: 1_599,
                own_cents: 599,
                share_cents: 1_000,
                fund: "FSL-2026".to_owned(),
                starts_on,
                ends_on: rules::last_day(starts_on, 12).context("a year has an end")?,
            };
            let plan = actions::open(txn, by, opener, request, plan)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
            actions::note_month(txn, by, opener, &[plan], month)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
        }
        Ok(())
    }
}
