//! The demo's opinions: most people say how their workshop and their handover went, some keep silent.
use super::story::Teller;
use crate::{
    competence::rules::Answered,
    satisfaction::{
        actions::{self, Given},
        codes, queries,
        surveys::survey,
    },
};
use anyhow::{Context, Result};
use entities::{answer_set::Way, handover, opinion::OpinionKind, opinion_code, training_session};

impl Teller<'_> {
    /// Each who received something has a code; one in four keeps silent.
    pub async fn opinion_of(
        &self,
        handover: &handover::Model,
        kind: OpinionKind,
        number: usize,
    ) -> Result<()> {
        let (keys, now) = (&self.app.keys, self.app.clock.now());
        let of = (handover, kind);
        let by = self.places.clerk.membership_id;
        let code = codes::make_of_handover(self.txn, keys, of, by, now).await?;
        if !number.is_multiple_of(4) {
            self.give(&code, number).await?;
        }
        Ok(())
    }

    /// Each who was present has a code; one in three keeps silent.
    pub async fn opinions_of(&self, session: &training_session::Model) -> Result<()> {
        let (keys, now) = (&self.app.keys, self.app.clock.now());
        let by = self.places.trainer.membership_id;
        for present in queries::present(self.txn, session.id).await? {
            let of = (session, present.programme.id, present.people);
            let codes = codes::make_of_session(self.txn, keys, of, by, now).await?;
            for (number, code) in codes.iter().enumerate() {
                if number % 3 > 0 {
                    self.give(code, number).await?;
                }
            }
        }
        Ok(())
    }

    async fn give(&self, code: &opinion_code::Model, number: usize) -> Result<()> {
        let given = Given {
            survey: survey(code.kind).context("every kind has a survey")?,
            way: match code.kind {
                OpinionKind::Workshop => Way::OnPaper,
                OpinionKind::Handover | OpinionKind::KitUser | OpinionKind::KitPrescriber => {
                    Way::Alone
                }
            },
            answers: (1..=4).map(|position| felt(position, number)).collect(),
        };
        let today = self.app.clock.today();
        actions::give(self.txn, code, given, today).await?;
        Ok(())
    }
}

/// Mostly content, and less with one thing than with another.
fn felt(position: i32, number: usize) -> Answered {
    let low = (number + usize::try_from(position).unwrap_or_default()).is_multiple_of(5);
    let high = number.is_multiple_of(2);
    (
        position,
        if low {
            2
        } else if high {
            4
        } else {
            3
        },
    )
}
