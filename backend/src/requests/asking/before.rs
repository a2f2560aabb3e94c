//! What is said before a request is sent: whether the person is of the public, what comes next, what can be expected.
use super::rules::{Chosen, Eligibility, eligibility};
use crate::{
    app::App,
    auth::Signed,
    requests::{form::RequestForm, offer::Offer},
    training::calendar::{self, Search},
    web::{Error, Words},
};
use chrono::NaiveDate;
use entities::pathway::PathwayId;

/// The answer, as the page shows it.
pub struct Before {
    pub title: String,
    pub next: String,
    pub tone: &'static str,
    pub icon: &'static str,
    /// The rule that is met, in words.
    pub rule: Option<String>,
    /// The other open programmes, when this one is not for the person.
    pub others: Vec<(i32, String)>,
}

/// Answers what the form says so far.
#[must_use]
pub fn answer(by: &Signed, offer: &Offer, form: &RequestForm, today: NaiveDate) -> Option<Before> {
    let words = by.words();
    let (programme, lists) = offer.chosen()?;
    let verdict = eligibility(
        form.chosen(),
        lists.public_rules.len(),
        form.proof_day(today).is_some(),
    );
    let (tone, icon) = verdict.look();
    let rule = verdict.rule().and_then(|number| {
        let rule = lists.public_rules.get(number.checked_sub(1)?)?;
        Some(
            words
                .with("number", number)
                .with("rule", rule.said(words.lang))
                .say("request-rule-met"),
        )
    });
    let (title, next) = if lists.device_kinds.is_empty() {
        (verdict.training_key(), verdict.training_next_key())
    } else {
        (verdict.key(), verdict.next_key())
    };
    Some(Before {
        title: words.say(title),
        next: words.say(next),
        tone,
        icon,
        rule,
        others: if verdict == Eligibility::NotMet {
            offer
                .programmes
                .iter()
                .map(|(other, _)| other)
                .filter(|other| other.id != programme.id)
                .map(|other| {
                    let name = words.lang.choose(&other.name_fr, &other.name_en);
                    (other.id.0, name.to_owned())
                })
                .collect()
        } else {
            Vec::new()
        },
    })
}

/// The next session of a pathway with room, as a person says it.
pub async fn next_session(app: &App, words: Words, pathway: PathwayId) -> Result<String, Error> {
    let open = Search {
        pathway: Some(pathway),
        open: true,
        ..Search::default()
    };
    let (sessions, _) = calendar::to_come(&app.db, open, app.clock.now()).await?;
    Ok(match sessions.first() {
        Some((session, site)) => words
            .with("moment", words.date_time(session.starts_at))
            .with("site", site.name.as_str())
            .with("city", site.city.as_str())
            .with("left", session.capacity - session.places_taken)
            .say("request-next-session"),
        None => words.say("request-no-session"),
    })
}

impl RequestForm {
    /// What was chosen of the programme's public.
    #[must_use]
    pub fn chosen(&self) -> Chosen {
        if self.rule == NO_RULE {
            Chosen::NoneOfThem
        } else {
            self.rule.parse().map_or(Chosen::Nothing, Chosen::Rule)
        }
    }

    /// The day the proof was seen, unless it is to come.
    #[must_use]
    pub fn proof_day(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.proof_seen_on
            .parse::<NaiveDate>()
            .ok()
            .filter(|day| *day <= today)
    }
}

/// What a form says of a person whom none of the rules fits.
pub const NO_RULE: &str = "none";
