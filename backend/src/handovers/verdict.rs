//! Whether a case may be handed over, and in words what is missing.
use super::{
    handing::obstacle_key,
    queries::Case,
    rules::{self, Counter},
};
use crate::{
    app::App,
    training::{
        queries,
        rules::{Invalid, Missing, may_clear},
        say,
    },
    web::{Error, Words},
};
use chrono::NaiveDate;
use entities::programme::Gate;

impl Case {
    pub(super) fn counter(&self) -> Counter<'_> {
        Counter {
            device: &self.device,
            request: &self.request,
            here: self.here,
            out: self.out,
            clerk_approved: self.clerk_approved,
            deep_enough: self.deep_enough,
            below: self.below,
            not_admitted: self.not_admitted,
            only_lent: self.only_lent,
        }
    }

    fn attested(&self) -> bool {
        self.facts
            .learning
            .as_ref()
            .is_some_and(|learning| learning.attested)
    }

    /// When the device must be back; in exchange, when the first one had to be.
    pub(super) fn due_back(&self, today: NaiveDate) -> Option<NaiveDate> {
        let kept = self.replaced.as_ref().and_then(|first| first.due_back_on);
        rules::due_back(&self.programme, self.attested(), kept, today)
    }

    /// The clearance is issued by the write that hands over: the trainer gives what they held, or the session
    /// that earned it has ended since its list was taken. One that somebody took back is given by the trainer.
    fn clears_here(&self) -> bool {
        let here = match self.programme.gate {
            Gate::HandsOn => true,
            Gate::Attended => !self.ever_cleared,
            Gate::Enrolled | Gate::Provisional => false,
        };
        here && may_clear(&self.facts).is_ok()
    }

    /// Everything that is missing, in words; nothing when the device may leave.
    pub(super) async fn missing(&self, app: &App, words: Words) -> Result<Vec<String>, Error> {
        let pathway = queries::pathway_of(&self.request, &self.programme);
        let modules = queries::modules(&app.db, pathway).await?;
        let mut said: Vec<String> = rules::obstacles(&self.counter())
            .into_iter()
            .map(|obstacle| words.say(obstacle_key(obstacle)))
            .collect();
        match &self.clearance {
            Some(Ok(_)) => {}
            _ if self.clears_here() => {}
            Some(Err(Invalid::Expired)) => said.push(words.say("counter-clearance-expired")),
            Some(Err(Invalid::Used | Invalid::Withdrawn | Invalid::Other)) | None => {
                match may_clear(&self.facts) {
                    Ok(_) => said.push(words.say("counter-clearance-withdrawn")),
                    Err(not_yet) => {
                        let training = not_yet.0.into_iter().filter(|one| *one != Missing::Device);
                        let training: Vec<_> = training.collect();
                        said.extend(say::missing(&words, &training, &modules));
                    }
                }
            }
        }
        Ok(said)
    }
}
