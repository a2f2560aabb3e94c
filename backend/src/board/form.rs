//! What the board is asked for, as its address says it.
use super::{
    queries::{After, Filter, Pile},
    rules::COLUMNS,
    scope::Scope,
};
use crate::{app::App, devices::stages::stage_key, web::FormErrors};
use chrono::{DateTime, TimeDelta};
use entities::{
    collection_lot::CollectionLotId,
    device::{DeviceId, DeviceKind},
};
use sea_orm::ActiveEnum;

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct BoardForm {
    pub site: String,
    pub kind: String,
    pub lot: String,
    /// At their stage for more than so many days.
    pub days: String,
    /// `yes`: only what is held back.
    pub blocked: String,
    /// `weeks`: the flow of eight weeks.
    pub flow: String,
    /// A column opened for itself, and the device it goes on after.
    pub column: String,
    pub after: String,
}

impl BoardForm {
    pub fn address(&self) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        let told: Vec<&str> = query
            .split('&')
            .filter(|pair| !pair.ends_with('='))
            .collect();
        if told.is_empty() {
            "/board".to_owned()
        } else {
            format!("/board?{}", told.join("&"))
        }
    }

    pub fn opened(&self, column: &str, after: String) -> String {
        let form = Self {
            column: column.to_owned(),
            after,
            flow: String::new(),
            ..self.clone()
        };
        form.address()
    }

    pub fn flowing(&self, flow: &str) -> String {
        let form = Self {
            flow: flow.to_owned(),
            ..self.clone()
        };
        format!("{}#flow", form.address())
    }

    pub fn is_narrowed(&self) -> bool {
        [&self.kind, &self.lot, &self.days, &self.blocked]
            .into_iter()
            .any(|value| !value.is_empty())
    }

    pub fn only_blocked(&self) -> bool {
        self.blocked == "yes"
    }

    pub fn after(&self) -> Option<After> {
        let (since, id) = self.after.split_once('-')?;
        Some(After {
            since: DateTime::from_timestamp_micros(since.parse().ok()?)?,
            id: DeviceId(id.parse().ok()?),
        })
    }

    pub fn filter(&self, app: &App, scope: Scope, errors: &mut FormErrors) -> Filter {
        let days: Option<u16> = self.days.trim().parse().ok();
        if days.is_none() && !self.days.trim().is_empty() {
            errors.add("days", "board-days-not-a-number");
        }
        Filter {
            scope,
            kind: DeviceKind::try_from_value(&self.kind).ok(),
            lot: self.lot.parse().ok().map(CollectionLotId),
            before: days.map(|days| app.clock.now() - TimeDelta::days(i64::from(days))),
        }
    }
}

/// The pile that a value of `column` means.
pub fn pile_of(value: &str) -> Option<Pile> {
    match value {
        BLOCKED => return Some(Pile::Blocked),
        TO_SIGN => return Some(Pile::ToSign),
        FOR_OTHERS => return Some(Pile::ForOthers),
        _ => {}
    }
    let stage = COLUMNS.into_iter().find(|stage| stage_key(*stage) == value);
    stage.map(Pile::Stage)
}

/// What is held back, as a value of `column`.
pub const BLOCKED: &str = "held-back";
/// The checks that the reader may sign, and those that they may not.
pub const TO_SIGN: &str = "to-sign";
pub const FOR_OTHERS: &str = "for-others";
