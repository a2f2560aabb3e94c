//! A trial that is nearly over, and conclusive; a partner follows it.
use super::story::{Teller, allowed};
use crate::{
    auth::permissions::TellTrials,
    lending::rules::period::is_open_day,
    trials::{
        actions::{self, Telling},
        rules::{Answers, Came, Use},
    },
};
use anyhow::{Context, Result, anyhow};
use chrono::{Days, Duration};
use entities::{
    catalogue_item, loan,
    loan_feedback::{Advice, FeedbackMoment, Frequency, LeadsTo},
    loan_partner::PartnerKind,
    membership::{self, Role},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

impl Teller<'_> {
    /// Fetched a fortnight ago, used every day, and to be asked for at the MDPH.
    pub async fn try_out(&self, item: &catalogue_item::Model) -> Result<()> {
        let today = self.app.clock.today();
        let from = (16..19)
            .map(|back| today - Days::new(back))
            .find(|day| is_open_day(*day, &[]))
            .unwrap_or(today);
        let back = Duration::days((today - from).num_days());
        self.app.clock.advance(-back);
        let reserved = self.reserve(item, from).await?;
        self.go_out(item, &reserved).await?;
        self.app.clock.advance(back);
        let teacher = allowed::<TellTrials>(&self.places.teacher)?;
        let partner = membership::Entity::find()
            .filter(membership::COLUMN.role.eq(Role::LoanPartner))
            .one(self.txn)
            .await?
            .context("the demo has a partner")?;
        let now = self.app.clock.now();
        let loan = again(self.txn, &reserved).await?;
        let loan = loan.context("the loan was just written")?;
        let named = (partner.id, PartnerKind::Mdph);
        actions::name(self.txn, &teacher, &loan, named, now)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let loan = again(self.txn, &reserved).await?;
        let loan = loan.context("the loan was just written")?;
        let tags = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
        let answers = Answers {
            frequency: Frequency::Daily,
            used: Some(Use {
                autonomy_before: 2,
                autonomy_after: 4,
                voice: Some(5),
                effort: 2,
                advice: Advice::WithHelp,
            }),
            activities: tags(&["reading", "tests"]),
            obstacles: tags(&["battery"]),
            came: Some(Came::Conclusive(LeadsTo::Mdph)),
            reasons: Vec::new(),
            words: String::new(),
        };
        let telling = Telling {
            moment: FeedbackMoment::End,
            answers: &answers,
            sealed_words: None,
            before: None,
        };
        actions::tell(self.txn, &teacher, &loan, telling, now)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }
}

async fn again(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
) -> Result<Option<loan::Model>, DbErr> {
    loan::Entity::find_by_id(loan.id).one(db).await
}
