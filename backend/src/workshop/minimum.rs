//! What the day adds to the facts of a device: whether its software is enough for any programme from now on.
use super::{queries::Work, rules::Facts};
use crate::devices::software;
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
