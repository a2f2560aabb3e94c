//! The demo's fund: an operator gives, the Département brings two euros for each of its own, and a few devices and a
//! training session were paid of it. What internet access cost waits to be split.
use super::story::Teller;
use crate::{
    funds::{
        actions::{self, Given, NewSpend, Recorder, Thing},
        rules::Purpose,
    },
    identifiers::fold,
};
use anyhow::{Context, Result, anyhow};
use chrono::{Months, NaiveDate};
use entities::{
    fund,
    fund_agreement::{self, Matching, Nature},
    handover,
    organisation::{self, OrganisationId, OrganisationKind},
    training_session,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, QueryOrder, QuerySelect};

const OPERATOR: &str = "Réseau des Alpes (opérateur)";

impl Teller<'_> {
    pub async fn funds(&self) -> Result<()> {
        let recorder = self.recorder();
        let today = self.app.clock.today();
        let starts_on = today
            .checked_sub_months(Months::new(3))
            .context("there are months before")?;
        let (code, name) = ("FSL-2026", "Fonds d’équipement solidaire");
        let fund = actions::open(self.txn, recorder, code.to_owned(), name.to_owned())
            .await
            .map_err(|fault| anyhow!("{fault:?}"))?;
        let operator = organisation::ActiveModel {
            kind: Set(OrganisationKind::Partner),
            name: Set(OPERATOR.to_owned()),
            search: Set(fold(OPERATOR)),
            created_at: Set(self.app.clock.now()),
            ..Default::default()
        };
        let operator = operator.insert(self.txn).await?;
        let gift = fund_agreement::ActiveModel {
            number: Set("CONV-OP-1".to_owned()),
            nature: Set(Nature::Other),
            matching: Set(Matching::Gift),
            match_cents: Set(None),
            cap_cents: Set(Some(600_000)),
            ..Self::terms(operator.id, starts_on)?
        };
        let twice = fund_agreement::ActiveModel {
            number: Set("CP-2026-41".to_owned()),
            nature: Set(Nature::LocalAuthority),
            matching: Set(Matching::Contributions),
            match_cents: Set(Some(200)),
            cap_cents: Set(Some(1_200_000)),
            ..Self::terms(self.places.departement, starts_on)?
        };
        for (terms, cents) in [(gift, 200_000), (twice, 400_000)] {
            let agreement = actions::agree(self.txn, recorder, &fund, terms, None)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
            for kind in [Given::Call, Given::Contribution] {
                let given = (kind, starts_on, cents);
                actions::give(self.txn, recorder, &fund, &agreement, given)
                    .await
                    .map_err(|fault| anyhow!("{fault:?}"))?;
            }
        }
        self.spend_of(&fund, today).await
    }

    fn recorder(&self) -> Recorder {
        let finance = &self.places.finance;
        Recorder {
            by: finance.at(self.app.clock.now()),
            membership: finance.membership_id,
        }
    }

    /// Three years, and money for everything.
    fn terms(
        contributor: OrganisationId,
        starts_on: NaiveDate,
    ) -> Result<fund_agreement::ActiveModel> {
        let ends_on = starts_on
            .checked_add_months(Months::new(36))
            .context("three years have an end")?;
        Ok(fund_agreement::ActiveModel {
            organisation_id: Set(contributor),
            starts_on: Set(starts_on),
            ends_on: Set(ends_on),
            in_advance: Set(false),
            net_of_state: Set(false),
            equal_share: Set(false),
            own_users: Set(false),
            ..Default::default()
        })
    }

    /// A few devices that were handed over, and a session.
    async fn spend_of(&self, fund: &fund::Model, on: NaiveDate) -> Result<()> {
        let handovers = handover::Entity::find()
            .order_by_asc(handover::Column::Id)
            .limit(3)
            .all(self.txn)
            .await?;
        let session = training_session::Entity::find()
            .order_by_asc(training_session::Column::Id)
            .one(self.txn)
            .await?
            .context("sessions took place")?;
        let devices = handovers
            .iter()
            .map(|row| (Thing::Device(row.device_id), 4_550));
        let training = (Thing::Training(session.id, 180), 13_500);
        for (thing, cents) in devices.chain([training]) {
            let new = NewSpend {
                on,
                cents,
                thing,
                purpose: Purpose {
                    expense: thing.expense(),
                    programme: Some(self.plans.supply_chain.id),
                    epci: None,
                    own_user_of: None,
                },
                commitment: None,
            };
            actions::spend(self.txn, self.recorder(), fund, new)
                .await
                .map_err(|fault| anyhow!("{fault:?}"))?;
        }
        Ok(())
    }
}
