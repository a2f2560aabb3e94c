//! The demo's digital passes: issued, given for requests of the first prescriber, some of them used.
use super::story::Teller;
use crate::passes::{
    actions,
    code::PassCode,
    issuing::{self, NewIssue, Terms},
    queries, rules, taking,
};
use anyhow::{Context, Result, anyhow};
use chrono::Days;
use entities::{
    pass_rule::PassLevel,
    request::{self, RequestState},
    site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// Requests that are given passes: their letters of the first two are printed, the last one waits.
const GIVEN: u64 = 4;

impl Teller<'_> {
    pub async fn passes(&self) -> Result<()> {
        let (app, txn) = (self.app, self.txn);
        let programme = &self.plans.supply_chain;
        let trainer = &self.places.trainer;
        let place = trainer.site_id.context("the trainer works at a place")?;
        let terms = Terms {
            passes: [
                (PassLevel::Assisted, 4),
                (PassLevel::Beginner, 5),
                (PassLevel::Independent, 10),
                (PassLevel::NotPlaced, 5),
            ]
            .into(),
            places: vec![place],
        };
        let coordinator = &self.places.coordinator;
        let now = app.clock.now();
        issuing::change_terms(txn, coordinator.at(now), programme, &terms).await?;
        let last_day = app.clock.today() + Days::new(365);
        let issue = NewIssue {
            programme: programme.id,
            passes: 60,
            value_cents: 1_000,
            expires_at: rules::ends(last_day).context("a year has an end")?,
        };
        issuing::issue(app, txn, coordinator, issue).await?;
        let prescriber = &self.places.prescriber;
        let requests = request::Entity::find()
            .filter(
                request::COLUMN
                    .organisation_id
                    .eq(prescriber.organisation_id),
            )
            .filter(request::COLUMN.programme_id.eq(programme.id))
            .filter(request::COLUMN.state.eq(RequestState::Allocated))
            .order_by_asc(request::Column::Id)
            .limit(GIVEN)
            .all(txn)
            .await?;
        for (number, request) in requests.iter().enumerate() {
            let grant = actions::give(app, txn, prescriber, request)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
            if number == 0 {
                self.two_used(grant.id, place).await?;
            }
        }
        // One letter is printed, the others wait.
        let letters = queries::letters_to_print(txn, prescriber.organisation_id, 1).await?;
        actions::print(txn, prescriber, &letters, now)
            .await
            .map_err(|fault| anyhow!("{fault:?}"))?;
        Ok(())
    }

    /// Two passes of a letter are taken at the trainer's place.
    async fn two_used(
        &self,
        grant: entities::pass_grant::PassGrantId,
        place: site::SiteId,
    ) -> Result<()> {
        let (app, txn) = (self.app, self.txn);
        let site = site::Entity::find_by_id(place).one(txn).await?;
        let site = site.context("the place is there")?;
        for pass in queries::passes_of(txn, [grant]).await?.iter().take(2) {
            let sealed = pass.sealed_code.as_deref().context("it was given")?;
            let code = PassCode::parse(&PassCode::open(&app.keys, sealed)?);
            let now = app.clock.now();
            let found = taking::find(txn, &app.keys, place, code.context("it is a code")?, now)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?
                .map_err(|why| anyhow!("{why:?}"))?;
            taking::redeem(txn, &self.places.trainer, &site, &found, now)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
        }
        Ok(())
    }
}
