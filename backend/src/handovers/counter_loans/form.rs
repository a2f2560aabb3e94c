//! What was typed to lend a device, and how it is read.
use super::{
    actions::{Who, Whom},
    desk::{Desk, Known, Person, Sought},
    rules::{NoOnboarding, Onboarding, due_on, onboarding},
};
use crate::{
    handovers::signing::{self, HandingForm, Typed},
    recipients::identity::Identity,
    web::FormErrors,
};
use chrono::{Datelike, NaiveDate};
use entities::{
    learner::LearnerRelation,
    recipient::{Channel, RecipientId, RecipientKind},
};
use sea_orm::ActiveEnum;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct LoanForm {
    pub write_id: String,
    /// `find` looks for the person first; anything else lends.
    pub act: String,
    /// Of the request of who was sent.
    pub reference: String,
    pub given_name: String,
    pub name: String,
    pub birth_year: String,
    pub phone: String,
    pub email: String,
    /// Somebody who was found, or `new`.
    pub whom: String,
    /// A programme, and the number of its rule that is met.
    pub ground: String,
    pub relation: String,
    pub learner_name: String,
    pub days: String,
    pub onboarded: String,
    pub minutes: String,
    /// Lent all the same to who was late too often.
    pub lift: String,
    pub received_by: String,
    pub proxy_name: String,
    pub identity_seen: String,
    pub signed_on: String,
    pub signature: String,
}

/// What was typed, understood.
pub struct Read {
    pub who: Who,
    /// The place of the programme among those that lend.
    pub under: usize,
    pub onboarding: Onboarding,
    pub due_on: NaiveDate,
    pub typed: Typed,
    pub lift: bool,
    pub named: Named,
}

/// Whose name the slip bears.
pub enum Named {
    Known(RecipientId),
    /// As it was typed.
    New(Identity),
}

/// Who, and on what ground.
struct Chosen {
    who: Who,
    under: usize,
    named: Named,
}

impl LoanForm {
    /// What stands in the fields before anybody types: the longest loan, the shortest onboarding.
    #[must_use]
    pub fn usual(desk: &Desk) -> Self {
        let first = match &desk.promised {
            Some(request) => desk.place_of(request.programme_id),
            None => Some(0),
        };
        let first = first.and_then(|place| desk.lending.get(place));
        Self {
            relation: LearnerRelation::Oneself.to_value(),
            received_by: "recipient".to_owned(),
            days: first.map_or_else(String::new, |one| one.rule.longest_days.to_string()),
            minutes: first.map_or_else(String::new, |one| {
                one.programme.required_minutes.to_string()
            }),
            ..Self::default()
        }
    }

    pub fn sought(&self) -> Sought<'_> {
        Sought {
            reference: &self.reference,
            name: &self.name,
            birth_year: self.year(),
        }
    }

    fn year(&self) -> Option<i32> {
        self.birth_year.trim().parse().ok()
    }

    fn identity(&self) -> Identity {
        let (phone, email) = (self.phone.trim(), self.email.trim());
        Identity {
            name: self.name.trim().to_owned(),
            given_name: self.given_name.trim().to_owned(),
            birth_year: self.year(),
            phone: phone.to_owned(),
            email: email.to_owned(),
            // As they can be reached: nobody is asked more than that.
            channel: match (email, phone) {
                ("", "") => Channel::Letter,
                ("", _) => Channel::Call,
                (_, _) => Channel::Email,
            },
            ..Identity::default()
        }
    }

    fn handing(&self) -> HandingForm {
        HandingForm {
            write_id: String::new(),
            received_by: self.received_by.clone(),
            proxy_name: self.proxy_name.clone(),
            identity_seen: self.identity_seen.clone(),
            signed_on: self.signed_on.clone(),
            signature: self.signature.clone(),
            also: Vec::new(),
            supplies: Vec::new(),
        }
    }

    /// # Errors
    /// Every mistake, at its field.
    pub fn read(
        &self,
        desk: &Desk,
        people: &[Person],
        today: NaiveDate,
    ) -> Result<Read, FormErrors> {
        let mut errors = FormErrors::default();
        let chosen = self.chosen(desk, people, today, &mut errors);
        let under = chosen
            .as_ref()
            .and_then(|chosen| desk.lending.get(chosen.under));
        let mut due = None;
        let mut given = None;
        if let Some(under) = under {
            let days = self.days.trim().parse().ok();
            due = days.and_then(|days| due_on(today, days, &under.rule));
            if due.is_none() {
                let most = i64::from(under.rule.longest_days);
                errors.add_with("days", "counter-loan-days-wrong", "most", most);
            }
            let minutes = self.minutes.trim().parse().unwrap_or_default();
            match onboarding(minutes, &under.programme, &under.rule, desk.is_trainer) {
                Ok(onboarding) => given = Some(onboarding),
                Err(NoOnboarding::NotATrainer) => {
                    errors.add("onboarded", "counter-loan-not-a-trainer");
                }
                Err(NoOnboarding::TooShort(least)) => {
                    let least = i64::from(least);
                    errors.add_with("minutes", "counter-loan-minutes-short", "least", least);
                }
                Err(NoOnboarding::TooLong) => errors.add("minutes", "counter-loan-minutes-long"),
            }
        }
        if self.onboarded != "yes" {
            errors.add("onboarded", "counter-loan-not-onboarded");
        }
        let typed = match signing::read(&self.handing()) {
            Ok(typed) => Some(typed),
            Err(mistakes) => {
                errors.append(mistakes);
                None
            }
        };
        match (chosen, due, given, typed) {
            (Some(chosen), Some(due_on), Some(onboarding), Some(typed)) if errors.is_empty() => {
                Ok(Read {
                    who: chosen.who,
                    under: chosen.under,
                    named: chosen.named,
                    onboarding,
                    due_on,
                    typed,
                    lift: self.lift == "yes",
                })
            }
            _ => Err(errors),
        }
    }

    /// Who stands there, of those who were found, or somebody new.
    fn chosen(
        &self,
        desk: &Desk,
        people: &[Person],
        today: NaiveDate,
        errors: &mut FormErrors,
    ) -> Option<Chosen> {
        let by_reference = desk.promised.is_some() || !self.reference.trim().is_empty();
        let picked = people.iter().find(|person| person.value == self.whom);
        // Of a reference there is nobody to choose, unless several may be trained for it.
        let picked = match (picked, people) {
            // Who was chosen and is no longer there is nobody else: the promise moved, or another is enrolled.
            (None, [only]) if by_reference && self.whom.is_empty() => Some(only),
            (picked, _) => picked,
        };
        match picked.map(|person| (person, person.known)) {
            Some((person, Known::Sent(request, learner, programme))) => Some(Chosen {
                who: Who::Sent(request, learner),
                under: desk.place_of(programme)?,
                named: Named::Known(person.recipient.id),
            }),
            Some((person, Known::Own(id))) => {
                let named = Named::Known(person.recipient.id);
                self.came(desk, Whom::Known(id), named, errors)
            }
            None if by_reference && people.is_empty() => {
                errors.add("reference", "counter-loan-reference-unknown");
                None
            }
            None if by_reference || (!people.is_empty() && self.whom != "new") => {
                errors.add("whom", "counter-loan-choose");
                None
            }
            None => {
                let identity = self.identity();
                check(&identity, today, errors);
                let whom = Whom::New(RecipientKind::Person, identity.clone());
                self.came(desk, whom, Named::New(identity), errors)
            }
        }
    }

    /// Somebody who came by themselves: under which programme, and who was shown the device.
    fn came(
        &self,
        desk: &Desk,
        whom: Whom,
        named: Named,
        errors: &mut FormErrors,
    ) -> Option<Chosen> {
        let relation = LearnerRelation::try_from_value(&self.relation)
            .ok()
            .filter(|relation| *relation != LearnerRelation::Signatory);
        if relation.is_none() {
            errors.add("relation", "counter-loan-relation-missing");
        }
        let alone = relation == Some(LearnerRelation::Oneself);
        let learner_name = if alone { "" } else { self.learner_name.trim() };
        if !alone && (learner_name.is_empty() || learner_name.chars().count() > 200) {
            errors.add("learner_name", "counter-loan-learner-missing");
        }
        let ground = self.ground(desk);
        if ground.is_none() {
            errors.add("ground", "counter-loan-ground-missing");
        }
        let (under, rule) = ground?;
        Some(Chosen {
            who: Who::Came {
                whom,
                rule,
                relation: relation?,
                learner_name: learner_name.to_owned(),
            },
            under,
            named,
        })
    }

    /// The programme that was chosen, by its place, and the number of its rule.
    fn ground(&self, desk: &Desk) -> Option<(usize, usize)> {
        let all = desk.lending.iter().enumerate().flat_map(|(place, one)| {
            let rules = one.lists.public_rules.len().max(1);
            (1..=rules).map(move |rule| (place, rule))
        });
        let all: Vec<(usize, usize)> = all.collect();
        if !desk.asks_ground() {
            return all.first().copied();
        }
        all.into_iter().find(|(place, rule)| {
            desk.lending
                .get(*place)
                .is_some_and(|one| self.ground == format!("{}-{rule}", one.programme.id.0))
        })
    }
}

/// What is missing or cannot be in what was typed of a person.
fn check(identity: &Identity, today: NaiveDate, errors: &mut FormErrors) {
    let too_long = |text: &str| text.chars().count() > 200;
    if identity.given_name.is_empty() || too_long(&identity.given_name) {
        errors.add("given_name", "counter-loan-given-name-missing");
    }
    if identity.name.is_empty() || too_long(&identity.name) {
        errors.add("name", "counter-loan-name-missing");
    }
    let possible = identity
        .birth_year
        .is_some_and(|year| (1900..=today.year()).contains(&year));
    if !possible {
        errors.add("birth_year", "counter-loan-year-wrong");
    }
    let email = &identity.email;
    if !email.is_empty() && (!email.contains('@') || too_long(email)) {
        errors.add("email", "counter-loan-email-wrong");
    }
    if too_long(&identity.phone) {
        errors.add("phone", "counter-loan-phone-wrong");
    }
}
