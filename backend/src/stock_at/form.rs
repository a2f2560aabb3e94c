//! What a statement is asked for, as its address says it.
use super::{
    flows::Period,
    queries::Scope,
    rules::{self, Group, Kind, Way},
};
use crate::{
    auth::Signed,
    devices::stages::{STAGES, stage_key},
    web::{FormErrors, Shell},
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use entities::{device::Stage, device_span::Holder, organisation::OrganisationId, site::SiteId};
use sea_orm::ActiveEnum;

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct StockForm {
    /// The day, and the time of it; without a time its end, without a day now.
    pub date: String,
    pub time: String,
    /// The first and the last day of movements.
    pub from: String,
    pub to: String,
    /// Which group is counted; custody when it is not said.
    pub of: String,
    pub holder: String,
    pub stage: String,
    pub site: String,
    pub owner: String,
    /// A line of the statement of movements.
    pub way: String,
    pub kind: String,
    /// The last line of the page before.
    pub after: String,
}

impl StockForm {
    /// An address with what is said of this form.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        let told: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.ends_with('='))
            .collect();
        if told.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", told.join("&"))
        }
    }

    #[must_use]
    pub fn group(&self) -> Group {
        Group::from_value(&self.of).unwrap_or(Group::Custody)
    }

    #[must_use]
    pub fn way(&self) -> Option<Way> {
        Way::from_value(&self.way)
    }

    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        Kind::from_value(&self.kind)
    }

    /// The devices that are counted, of those the person may see.
    pub fn scope(&self, by: &Signed) -> Scope {
        Scope {
            group: Some(self.group()),
            holder: Holder::try_from_value(&self.holder).ok(),
            stage: stage_of(&self.stage),
            site: self.site.parse().ok().map(SiteId),
            owner: self.owner.parse().ok().map(OrganisationId),
            ..Scope::of(by)
        }
    }

    /// The moment of the statement, and how it is said. A mistake is noted, and the present is taken.
    pub fn moment(
        &self,
        now: DateTime<Utc>,
        today: NaiveDate,
        errors: &mut FormErrors,
    ) -> DateTime<Utc> {
        if self.date.trim().is_empty() {
            if !self.time.trim().is_empty() {
                errors.add("date", "stock-at-date-missing");
            }
            return now;
        }
        let Some(day) = past_day(&self.date, "date", today, errors) else {
            return now;
        };
        if self.time.trim().is_empty() {
            return rules::end_of(day).map_or(now, |end| end.min(now));
        }
        let Ok(time) = NaiveTime::parse_from_str(self.time.trim(), "%H:%M") else {
            errors.add("time", "stock-at-time-unreadable");
            return now;
        };
        match rules::moment(day, time) {
            None => {
                errors.add("time", "stock-at-time-skipped");
                now
            }
            Some(moment) if moment > now => {
                errors.add("time", "stock-at-to-come");
                now
            }
            Some(moment) => moment,
        }
    }

    /// The period of the movements: from the begin of the first day to the end of the last one. None while it is not
    /// said, or when it is mistaken.
    pub fn period(
        &self,
        now: DateTime<Utc>,
        today: NaiveDate,
        errors: &mut FormErrors,
    ) -> Option<Period> {
        period(&self.from, &self.to, (now, today), errors)
    }
}

/// The period between two days as they were typed; the last one counts until now when it is today.
pub fn period(
    from: &str,
    to: &str,
    (now, today): (DateTime<Utc>, NaiveDate),
    errors: &mut FormErrors,
) -> Option<Period> {
    if from.trim().is_empty() && to.trim().is_empty() {
        return None;
    }
    let from = past_day(from, "from", today, errors);
    let to = past_day(to, "to", today, errors);
    let (from, to) = (from?, to?);
    if from > to {
        errors.add("to", "stock-at-period-backwards");
        return None;
    }
    Some(Period {
        from: rules::before(from)?,
        to: rules::end_of(to)?.min(now),
    })
}

/// A day that has begun. The calendar of a browser sends 2026-05-04; 04/05/2026 is read as well.
fn past_day(
    text: &str,
    field: &'static str,
    today: NaiveDate,
    errors: &mut FormErrors,
) -> Option<NaiveDate> {
    let text = text.trim();
    let day = text
        .parse()
        .or_else(|_| NaiveDate::parse_from_str(text, "%d/%m/%Y"));
    match day {
        // Before anything was counted here, and before a mistyped year makes a date that no database holds.
        Ok(day) if day > today || day < FIRST => {
            errors.add(field, "stock-at-date-out-of-range");
            None
        }
        Ok(day) => Some(day),
        Err(_) => {
            errors.add(field, "stock-at-date-unreadable");
            None
        }
    }
}

const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day of the calendar");

fn stage_of(value: &str) -> Option<Stage> {
    STAGES.into_iter().find(|stage| stage_key(*stage) == value)
}

/// The words of a group.
#[must_use]
pub fn group_key(group: Group) -> &'static str {
    match group {
        Group::Custody => "stock-at-custody",
        Group::Recipients => "stock-at-recipients",
        Group::Gone => "stock-at-gone",
        Group::Expected => "stock-at-expected",
    }
}

/// The words of whose hands a device is in.
#[must_use]
pub fn holder_key(holder: Holder) -> &'static str {
    match holder {
        Holder::Sender => "holder-sender",
        Holder::NeverCame => "holder-never-came",
        Holder::Site => "holder-site",
        Holder::Transit => "holder-transit",
        Holder::Recipient => "holder-recipient",
        Holder::Waste => "holder-waste",
        Holder::Ceded => "holder-ceded",
    }
}

/// The icon beside those words.
#[must_use]
pub fn holder_icon(holder: Holder) -> &'static str {
    match holder {
        Holder::Sender => "clock",
        Holder::NeverCame => "circle-help",
        Holder::Site => "building-2",
        Holder::Transit => "truck",
        Holder::Recipient => "hand-helping",
        Holder::Waste => "recycle",
        Holder::Ceded => "gift",
    }
}

/// The sentence of a movement.
#[must_use]
pub fn kind_key(kind: Option<Kind>) -> &'static str {
    match kind {
        None => "movement-revalued",
        Some(Kind::Announced) => "movement-announced",
        Some(Kind::Received) => "movement-received",
        Some(Kind::HandedOver) => "movement-handed-over",
        Some(Kind::Returned) => "movement-returned",
        Some(Kind::Scrapped) => "movement-scrapped",
        Some(Kind::Ceded) => "movement-ceded",
        Some(Kind::TakenBack) => "movement-taken-back",
        Some(Kind::Elsewhere) => "movement-elsewhere",
        Some(Kind::Corrected) => "movement-corrected",
    }
}

/// `au 31 décembre 2026 à 23 h 59`: the moment a page speaks of.
#[must_use]
pub fn said(shell: &Shell, at: DateTime<Utc>) -> String {
    shell
        .with("when", shell.date_time(at))
        .say("stock-at-moment")
}
