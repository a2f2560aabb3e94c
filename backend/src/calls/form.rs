//! The forms of a call and of a project: what was typed, and what it means.
use super::rules::{Devices, moment};
use crate::{
    devices::standing::kind_value,
    intake::list::values::date,
    programmes::rules::{DEVICE_KINDS, Lists},
    web::FormErrors,
};
use chrono::{DateTime, NaiveTime, Utc};
use entities::{
    device::DeviceKind,
    programme::{self, ProgrammeId},
    site::SiteId,
};
use std::collections::BTreeMap;

/// A form whose fields are as many as there are kinds and criteria: every field by its name.
#[derive(Clone, Debug, Default, serde::Deserialize)]
#[serde(transparent)]
pub struct Typed(BTreeMap<String, String>);

/// What stands in a field that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Count {
    Nothing,
    Number(i32),
    Unreadable,
}

impl Typed {
    #[must_use]
    pub fn of(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |typed| typed.trim())
    }

    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.0.insert(name.into(), value.into());
        self
    }

    #[must_use]
    pub fn write_id(&self) -> &str {
        self.of("write_id")
    }

    /// Zero counts as nothing.
    fn count(&self, name: &str, most: i32) -> Count {
        match self.of(name) {
            "" | "0" => Count::Nothing,
            typed => match typed.parse() {
                Ok(number) if (1..=most).contains(&number) => Count::Number(number),
                Ok(_) | Err(_) => Count::Unreadable,
            },
        }
    }

    /// A text that must be there; what is wrong is added to the mistakes.
    fn text(
        &self,
        name: &'static str,
        missing: &'static str,
        longest: usize,
        errors: &mut FormErrors,
    ) -> String {
        let typed = self.of(name);
        if typed.is_empty() {
            errors.add(name, missing);
        }
        self.short(name, longest, errors)
    }

    fn short(&self, name: &'static str, longest: usize, errors: &mut FormErrors) -> String {
        let typed = self.of(name);
        if typed.chars().count() > longest {
            let limit = i64::try_from(longest).unwrap_or(i64::MAX);
            errors.add_with(name, "call-text-too-long", "limit", limit);
        }
        typed.to_owned()
    }
}

/// Rows for criteria in the form.
pub const CRITERIA: usize = 6;
/// The most devices of a kind that a budget may hold.
const MOST_DEVICES: i32 = 10_000;
const LONGEST_TITLE: usize = 120;
const LONGEST_NAME: usize = 200;
const LONGEST_TEXT: usize = 6_000;

/// What a call says, checked.
pub struct Terms {
    pub programme: ProgrammeId,
    pub programme_version: Option<i32>,
    pub public_rule: i32,
    pub title: String,
    pub words: String,
    pub papers: String,
    pub opens_at: DateTime<Utc>,
    pub closes_at: DateTime<Utc>,
    /// Budget and most per project.
    pub kinds: Vec<(DeviceKind, i32, i32)>,
    /// Name and weight.
    pub criteria: Vec<(String, i32)>,
}

/// Reads the terms of a call; it may be under one of these programmes.
///
/// # Errors
/// Everything that is missing or cannot be read.
pub fn terms(
    typed: &Typed,
    programmes: &[programme::Model],
    now: DateTime<Utc>,
) -> Result<Terms, FormErrors> {
    let mut errors = FormErrors::default();
    let title = typed.text("title", "call-title-missing", LONGEST_TITLE, &mut errors);
    let words = typed.text("words", "call-words-missing", LONGEST_TEXT, &mut errors);
    let chosen = public(typed.of("public"), programmes);
    if chosen.is_none() {
        errors.add("public", "call-public-missing");
    }
    let opens_at = instant(typed, ["opens_day", "opens_hour"], false, &mut errors);
    let closes_at = instant(typed, ["closes_day", "closes_hour"], true, &mut errors);
    if let (Some(opens), Some(closes)) = (opens_at, closes_at) {
        if closes <= opens {
            errors.add("closes_day", "call-closes-before");
        } else if closes <= now {
            errors.add("closes_day", "call-closes-past");
        }
    }
    let allowed = chosen.map(|(programme, _)| programme);
    let kinds = kinds(typed, allowed, &mut errors);
    let papers = typed.short("papers", LONGEST_TEXT, &mut errors);
    let criteria = criteria(typed, &mut errors);
    match (chosen, opens_at, closes_at) {
        (Some((programme, rule)), Some(opens_at), Some(closes_at)) if errors.is_empty() => {
            Ok(Terms {
                programme: programme.id,
                programme_version: programme.saved_version,
                public_rule: rule,
                title,
                words,
                papers,
                opens_at,
                closes_at,
                kinds,
                criteria,
            })
        }
        _ => Err(errors),
    }
}

/// The programme and the number of its public: `12-1`.
fn public<'p>(
    typed: &str,
    programmes: &'p [programme::Model],
) -> Option<(&'p programme::Model, i32)> {
    let (id, rule) = typed.split_once('-')?;
    let id = ProgrammeId(id.parse().ok()?);
    let rule: i32 = rule.parse().ok()?;
    let programme = programmes.iter().find(|programme| programme.id == id)?;
    let publics = Lists::of(programme).ok()?.public_rules.len();
    let known = usize::try_from(rule).is_ok_and(|rule| (1..=publics).contains(&rule));
    known.then_some((programme, rule))
}

fn instant(
    typed: &Typed,
    [day_field, hour_field]: [&'static str; 2],
    closing: bool,
    errors: &mut FormErrors,
) -> Option<DateTime<Utc>> {
    let day = date(typed.of(day_field));
    if day.is_none() {
        errors.add(day_field, "call-day-wrong");
    }
    let hour = NaiveTime::parse_from_str(typed.of(hour_field), "%H:%M").ok();
    if hour.is_none() {
        errors.add(hour_field, "call-hour-wrong");
    }
    let (day, hour) = day.zip(hour)?;
    let instant = moment(day, hour, closing);
    if instant.is_none() {
        errors.add(hour_field, "call-hour-skipped");
    }
    instant
}

fn kinds(
    typed: &Typed,
    programme: Option<&programme::Model>,
    errors: &mut FormErrors,
) -> Vec<(DeviceKind, i32, i32)> {
    let allowed = programme.and_then(|programme| Lists::of(programme).ok());
    let mut kinds = Vec::new();
    let before = errors.all().len();
    for kind in DEVICE_KINDS {
        let (budget_field, most_field) = (budget_field(kind), most_field(kind));
        let budget = typed.count(&budget_field, MOST_DEVICES);
        let most = typed.count(&most_field, MOST_DEVICES);
        match (budget, most) {
            (Count::Nothing, Count::Nothing) => {}
            (Count::Number(budget), Count::Number(most)) => {
                let outside = allowed
                    .as_ref()
                    .is_some_and(|lists| !lists.device_kinds.contains(&kind));
                if outside {
                    errors.add(budget_field, "call-kind-not-of-programme");
                } else if most > budget {
                    errors.add(most_field, "call-most-over-budget");
                }
                kinds.push((kind, budget, most));
            }
            (Count::Unreadable | Count::Nothing, _) => {
                errors.add(budget_field, "call-count-wrong");
            }
            (Count::Number(_), Count::Unreadable | Count::Nothing) => {
                errors.add(most_field, "call-count-wrong");
            }
        }
    }
    if kinds.is_empty() && errors.all().len() == before {
        errors.add(budget_field(DeviceKind::Tablet), "call-kinds-missing");
    }
    kinds
}

fn criteria(typed: &Typed, errors: &mut FormErrors) -> Vec<(String, i32)> {
    let mut criteria = Vec::new();
    let before = errors.all().len();
    for number in 1..=CRITERIA {
        let (name_field, weight_field) =
            (format!("criterion-{number}"), format!("weight-{number}"));
        let name = typed.of(&name_field);
        match (name, typed.count(&weight_field, 10)) {
            ("", Count::Nothing) => {}
            ("", Count::Number(_) | Count::Unreadable) => {
                errors.add(name_field, "call-criterion-missing");
            }
            (_, Count::Nothing | Count::Unreadable) => {
                errors.add(weight_field, "call-weight-wrong");
            }
            (name, Count::Number(_)) if name.chars().count() > LONGEST_NAME => {
                errors.add(name_field, "call-criterion-missing");
            }
            (name, Count::Number(weight)) => criteria.push((name.to_owned(), weight)),
        }
    }
    if criteria.is_empty() && errors.all().len() == before {
        errors.add("criterion-1", "call-criteria-missing");
    }
    criteria
}

#[must_use]
pub fn budget_field(kind: DeviceKind) -> String {
    format!("budget-{}", kind_value(kind))
}

#[must_use]
pub fn most_field(kind: DeviceKind) -> String {
    format!("most-{}", kind_value(kind))
}

/// Of the devices wanted in a project, and of those granted.
#[must_use]
pub fn devices_field(kind: DeviceKind) -> String {
    format!("devices-{}", kind_value(kind))
}

/// How many of each kind, within what the call gives to one; what is wrong is added to the mistakes.
pub fn devices(
    typed: &Typed,
    most: &Devices,
    over: &'static str,
    errors: &mut FormErrors,
) -> Devices {
    let mut devices = Devices::new();
    for (kind, most) in most {
        let field = devices_field(*kind);
        match typed.count(&field, MOST_DEVICES) {
            Count::Nothing => {}
            Count::Number(wanted) if wanted <= *most => {
                devices.insert(*kind, wanted);
            }
            Count::Number(_) => errors.add_with(field, over, "most", i64::from(*most)),
            Count::Unreadable => errors.add(field, "call-count-wrong"),
        }
    }
    devices
}

/// A project as it stands in its draft.
#[derive(Debug)]
pub struct Draft {
    pub title: String,
    pub purpose: String,
    pub people: Option<i32>,
    pub place: String,
    pub pickup_site: Option<SiteId>,
    pub signatory: String,
    pub phone: String,
    pub wanted: Devices,
}

/// Reads a draft: what is missing may be missing until it is sent, what cannot be read is a mistake at once.
///
/// # Errors
/// What cannot be read, and what is missing where it is to be sent.
pub fn draft(
    typed: &Typed,
    most: &Devices,
    sites: &[SiteId],
    sends: bool,
) -> Result<Draft, FormErrors> {
    let mut errors = FormErrors::default();
    let title = typed.short("title", LONGEST_TITLE, &mut errors);
    let purpose = typed.short("purpose", LONGEST_TEXT, &mut errors);
    let place = typed.short("place", LONGEST_NAME, &mut errors);
    let signatory = typed.short("signatory", LONGEST_NAME, &mut errors);
    let phone = typed.short("phone", 40, &mut errors);
    let people = match typed.count("people", 1_000_000) {
        Count::Number(people) => Some(people),
        Count::Nothing => None,
        Count::Unreadable => {
            errors.add("people", "project-people-wrong");
            None
        }
    };
    let wanted = devices(typed, most, "project-over-most", &mut errors);
    let pickup_site = typed.of("pickup").parse().ok().map(SiteId);
    let pickup_site = pickup_site.filter(|site| sites.contains(site));
    if sends {
        let mut needs = |there: bool, field: &'static str, key: &'static str| {
            if !there && errors.on(field).is_none() {
                errors.add(field, key);
            }
        };
        needs(!title.is_empty(), "title", "project-title-missing");
        needs(!purpose.is_empty(), "purpose", "project-purpose-missing");
        needs(people.is_some(), "people", "project-people-missing");
        needs(!place.is_empty(), "place", "project-place-missing");
        needs(pickup_site.is_some(), "pickup", "project-pickup-missing");
        needs(
            !signatory.is_empty(),
            "signatory",
            "project-signatory-missing",
        );
        needs(!phone.is_empty(), "phone", "project-phone-missing");
        if wanted.is_empty()
            && let Some(kind) = most.keys().next()
            && errors.on(&devices_field(*kind)).is_none()
        {
            errors.add(devices_field(*kind), "project-devices-missing");
        }
    }
    if errors.is_empty() {
        Ok(Draft {
            title,
            purpose,
            people,
            place,
            pickup_site,
            signatory,
            phone,
            wanted,
        })
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn most() -> Devices {
        Devices::from([(DeviceKind::Tablet, 4), (DeviceKind::Laptop, 2)])
    }

    fn whole() -> Typed {
        Typed::default()
            .with("title", "Tablettes au foyer")
            .with("purpose", "Apprendre ensemble")
            .with("people", "30")
            .with("place", "Annecy")
            .with("pickup", "7")
            .with("signatory", "Zoé Martin, présidente")
            .with("phone", "04 50 00 00 00")
            .with("devices-tablet", "4")
    }

    fn keys(read: Result<Draft, FormErrors>) -> Vec<&'static str> {
        let errors = read.err().unwrap_or_default();
        errors.all().iter().map(|mistake| mistake.key).collect()
    }

    #[test]
    fn a_draft_may_lack_anything_and_a_project_that_is_sent_nothing() {
        let read = |typed: &Typed, sends| keys(draft(typed, &most(), &[SiteId(7)], sends));
        assert_eq!(read(&whole(), true), [""; 0]);
        assert_eq!(read(&Typed::default(), false), [""; 0]);
        assert_eq!(
            read(&Typed::default(), true),
            [
                "project-title-missing",
                "project-purpose-missing",
                "project-people-missing",
                "project-place-missing",
                "project-pickup-missing",
                "project-signatory-missing",
                "project-phone-missing",
                "project-devices-missing",
            ]
        );
        let elsewhere = whole().with("pickup", "8");
        assert_eq!(read(&elsewhere, true), ["project-pickup-missing"]);
        let too_many = whole().with("devices-tablet", "5");
        assert_eq!(read(&too_many, false), ["project-over-most"]);
        let unread = whole()
            .with("devices-laptop", "deux")
            .with("people", "beaucoup");
        assert_eq!(
            read(&unread, false),
            ["project-people-wrong", "call-count-wrong"]
        );
    }
}
