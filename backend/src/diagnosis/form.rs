//! What a diagnosis is asked for, as its address says it.
use crate::{
    stock_at::{flows::Period, form::period, rules::day_in_france},
    web::FormErrors,
};
use chrono::{DateTime, Days, NaiveDate, Utc};

/// Who does not say a period sees the last thirteen weeks.
const USUAL_DAYS: u64 = 91;

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct DiagnosisForm {
    /// The first and the last day.
    pub from: String,
    pub to: String,
    /// SIREN of an intercommunality, or [`NOWHERE`]; all of them when it is empty.
    pub epci: String,
}

/// Sites of which it is not known where they lie.
pub const NOWHERE: &str = "none";

impl DiagnosisForm {
    pub fn address(&self, path: &str) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        format!("{path}?{query}")
    }

    /// The same with a period that is said: the usual one where none is.
    pub fn dated(mut self, today: NaiveDate) -> Self {
        if self.from.trim().is_empty() && self.to.trim().is_empty() {
            let first = today.checked_sub_days(Days::new(USUAL_DAYS - 1));
            self.from = first.unwrap_or(today).to_string();
            self.to = today.to_string();
        }
        self
    }

    pub fn period(
        &self,
        now: DateTime<Utc>,
        today: NaiveDate,
        errors: &mut FormErrors,
    ) -> Option<Period> {
        period(&self.from, &self.to, (now, today), errors)
    }

    pub fn is_of(&self, code: Option<&str>) -> bool {
        self.epci == code.unwrap_or(NOWHERE)
    }
}

/// How many days a period has, begun ones included.
pub fn days(period: Period) -> i64 {
    (day_in_france(period.to) - day_in_france(period.from)).num_days()
}
