//! What the day adds: whether a device's software is enough for any programme from now on, and so what is next.
use super::{
    queries::{Habilitated, Work},
    rules::{Facts, NextAction, Person, what_next},
};
use crate::{
    auth::{Signed, permissions::SignQualityCheck},
    devices::software,
};
use chrono::NaiveDate;

impl Work {
    /// Everything that decides its next step on this day.
    #[must_use]
    pub fn facts_on(&self, today: NaiveDate) -> Facts {
        Facts {
            below: software::below_all(&self.minima, self.device.kind, &self.software, today),
            ..self.facts()
        }
    }
}

impl Habilitated {
    /// This person in front of this device.
    #[must_use]
    pub fn before(self, by: &Signed, work: &Work) -> Person {
        Person {
            may_erase: self.erasure,
            supervises: by.may(SignQualityCheck),
            may_check: self.quality_check,
            did_the_work: work.was_done_by(by.account.id),
        }
    }

    #[must_use]
    pub fn next(self, by: &Signed, work: &Work) -> NextAction {
        what_next(self.before(by, work), work.facts_on(self.today))
    }
}
