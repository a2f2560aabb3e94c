//! The demo's pick-up points receive people, and some who wait for their device have an appointment.
use super::story::Teller;
use crate::{
    appointments::{
        actions::{self, Choice},
        keeping::{self, NewClosure, NewOpening},
        queries, rules,
    },
    auth::Signed,
};
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Days, Utc};
use entities::{
    organisation::OrganisationId,
    request::{self, RequestState},
    site::SiteId,
    site_closure::ClosureReason,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

/// Tuesday and Thursday mornings, Friday afternoon: weekday, first and last minute, people.
const WEEK: [(i32, i32, i32, i32); 5] = [
    (2, 9 * 60, 10 * 60, 3),
    (2, 10 * 60, 11 * 60, 3),
    (4, 9 * 60, 10 * 60, 2),
    (4, 10 * 60, 11 * 60, 2),
    (5, 14 * 60, 15 * 60, 2),
];

/// How many have an appointment.
const BOOKED: usize = 6;

impl Teller<'_> {
    /// Declares the hours, closes two days, and books the first of those who wait.
    pub async fn appointments(&self, end: DateTime<Utc>) -> Result<()> {
        let by = &self.places.coordinator;
        for site in &self.places.pickups {
            self.hours(by, *site).await?;
        }
        let today = rules::day_of(end);
        let closed = NewClosure {
            from_on: today + Days::new(40),
            to_on: today + Days::new(41),
            reason: ClosureReason::StaffAway,
        };
        let first = self.places.pickups[0];
        let done = keeping::close(self.app, self.txn, by, first, closed, "").await?;
        done.map_err(|_| anyhow!("nobody is expected there yet"))?;
        let waiting = request::Entity::find()
            .filter(request::COLUMN.state.eq(RequestState::Allocated))
            .filter(request::COLUMN.programme_id.eq(self.plans.supply_chain.id))
            .order_by_asc(request::COLUMN.id)
            .all(self.txn)
            .await?;
        for request in waiting.iter().take(BOOKED) {
            let from = today + Days::new(1);
            let free =
                queries::free(self.txn, request.pickup_site_id, from, self.app.clock.now()).await?;
            let free = free.first().context("the demo has free hours")?;
            let choice = Choice {
                opening: free.opening,
                day: free.day,
            };
            let by = self.prescriber_of(request.organisation_id);
            actions::book(self.app, self.txn, by, request, choice)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
        }
        Ok(())
    }

    async fn hours(&self, by: &Signed, site: SiteId) -> Result<()> {
        for (weekday, from_minute, to_minute, capacity) in WEEK {
            let new = NewOpening {
                weekday,
                from_minute,
                to_minute,
                capacity,
            };
            keeping::open(self.app, self.txn, by, site, new).await?;
        }
        Ok(())
    }

    fn prescriber_of(&self, organisation: OrganisationId) -> &Signed {
        let (first, second) = (&self.places.prescriber, &self.places.second_prescriber);
        if second.organisation_id == organisation {
            second
        } else {
            first
        }
    }
}
