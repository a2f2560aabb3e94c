//! The form of an agreement, as it is typed, and as a row to be recorded.
use super::rules::MOST_CENTS;
use crate::{intake::list::values::cents, web::FormErrors};
use chrono::NaiveDate;
use entities::{
    fund_agreement::{self, Expense, FundAgreementId, Matching, Nature},
    organisation, programme,
};
use sea_orm::{ActiveEnum, ActiveValue::Set};

/// The longest number of a paper.
const NUMBER_LETTERS: usize = 60;

/// The most that one euro brings: a thousand.
const MOST_MATCH_CENTS: i64 = 100_000;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct AgreementForm {
    pub write_id: String,
    pub organisation: String,
    pub number: String,
    pub nature: String,
    pub starts_on: String,
    pub ends_on: String,
    pub in_advance: String,
    pub matching: String,
    pub brings: String,
    pub cap: String,
    pub net_of_state: String,
    pub equal_share: String,
    pub programme: String,
    pub epci: String,
    pub expense: String,
    pub own_users: String,
    /// The number of the agreement that it corrects.
    pub corrects: String,
}

/// What the form may choose from.
pub struct Offered {
    pub organisations: Vec<organisation::Model>,
    pub programmes: Vec<programme::Model>,
    /// Codes and names.
    pub epcis: Vec<(String, String)>,
    /// Agreements under which nothing moved.
    pub corrigible: Vec<fund_agreement::Model>,
}

/// A row to be recorded, and the agreement that it corrects.
pub type Typed = (fund_agreement::ActiveModel, Option<FundAgreementId>);

/// An amount of at least a cent; none where nothing is typed.
fn amount(typed: &str, most: i64) -> Result<Option<i64>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    cents(typed)
        .filter(|cents| (1..=most).contains(cents))
        .map(Some)
        .ok_or(())
}

/// One of these, none where nothing is chosen.
fn chosen<'o, T>(
    typed: &str,
    offered: &'o [T],
    value: impl Fn(&T) -> String,
) -> Result<Option<&'o T>, ()> {
    if typed.is_empty() {
        return Ok(None);
    }
    let found = offered.iter().find(|one| value(one) == typed);
    found.map(Some).ok_or(())
}

impl AgreementForm {
    /// What was typed, or everything that is wrong with it.
    pub fn parse(&self, offered: &Offered) -> Result<Typed, FormErrors> {
        let mut errors = FormErrors::default();
        let organisation = chosen(&self.organisation, &offered.organisations, |one| {
            one.id.0.to_string()
        });
        let organisation = organisation.ok().flatten();
        if organisation.is_none() {
            errors.add("organisation", "fund-choose-contributor");
        }
        let number = self.number.trim().to_owned();
        if number.is_empty() || number.chars().count() > NUMBER_LETTERS {
            errors.add("number", "fund-number-wrong");
        }
        errors.keep_people_out("number", &number);
        let nature = Nature::try_from_value(&self.nature).ok();
        if nature.is_none() {
            errors.add("nature", "fund-choose-nature");
        }
        let days = self.days(&mut errors);
        let (matching, match_cents) = self.rule(&mut errors).unzip();
        let cap = amount(&self.cap, MOST_CENTS);
        let in_advance = self.in_advance == "yes";
        match cap {
            Ok(None) if in_advance => errors.add("cap", "fund-cap-needed"),
            Ok(_) => {}
            Err(()) => errors.add("cap", "fund-cap-wrong"),
        }
        let (net_of_state, equal_share) = (self.net_of_state == "yes", self.equal_share == "yes");
        if (net_of_state || equal_share) && matching != Some(Matching::Spending) {
            errors.add("matching", "fund-limits-need-spending");
        }
        let row = fund_agreement::ActiveModel {
            in_advance: Set(in_advance),
            cap_cents: Set(cap.ok().flatten()),
            net_of_state: Set(net_of_state),
            equal_share: Set(equal_share),
            own_users: Set(self.own_users == "yes"),
            number: Set(number),
            ..self.earmarks(offered, &mut errors)
        };
        let corrects = chosen(&self.corrects, &offered.corrigible, |one| {
            one.id.0.to_string()
        });
        if corrects.is_err() {
            errors.add("corrects", "fund-corrects-wrong");
        }
        match (organisation, nature, days, matching, match_cents) {
            (
                Some(organisation),
                Some(nature),
                Some((starts_on, ends_on)),
                Some(matching),
                Some(brings),
            ) if errors.is_empty() => {
                let row = fund_agreement::ActiveModel {
                    organisation_id: Set(organisation.id),
                    nature: Set(nature),
                    starts_on: Set(starts_on),
                    ends_on: Set(ends_on),
                    matching: Set(matching),
                    match_cents: Set(brings),
                    ..row
                };
                Ok((row, corrects.ok().flatten().map(|one| one.id)))
            }
            _ => Err(errors),
        }
    }

    fn days(&self, errors: &mut FormErrors) -> Option<(NaiveDate, NaiveDate)> {
        let starts_on: Option<NaiveDate> = self.starts_on.trim().parse().ok();
        if starts_on.is_none() {
            errors.add("starts_on", "fund-starts-wrong");
        }
        let ends_on: Option<NaiveDate> = self.ends_on.trim().parse().ok();
        let days = starts_on.zip(ends_on).filter(|(from, until)| from <= until);
        if ends_on.is_none() || (starts_on.is_some() && days.is_none()) {
            errors.add("ends_on", "fund-ends-wrong");
        }
        days
    }

    /// The rule, and what one euro brings by it.
    fn rule(&self, errors: &mut FormErrors) -> Option<(Matching, Option<i64>)> {
        let Ok(matching) = Matching::try_from_value(&self.matching) else {
            errors.add("matching", "fund-choose-matching");
            return None;
        };
        let brings = amount(&self.brings, MOST_MATCH_CENTS);
        match (matching, brings) {
            (Matching::Gift, Ok(None)) => Some((matching, None)),
            (Matching::Gift, _) => {
                errors.add("brings", "fund-brings-of-gift");
                None
            }
            (Matching::Contributions | Matching::Spending, Ok(Some(cents))) => {
                Some((matching, Some(cents)))
            }
            (Matching::Contributions | Matching::Spending, _) => {
                errors.add("brings", "fund-brings-wrong");
                None
            }
        }
    }

    fn earmarks(&self, offered: &Offered, errors: &mut FormErrors) -> fund_agreement::ActiveModel {
        let programme = chosen(&self.programme, &offered.programmes, |one| {
            one.id.0.to_string()
        });
        let epci = chosen(&self.epci, &offered.epcis, |(code, _)| code.clone());
        let expense = match self.expense.as_str() {
            "" => Ok(None),
            typed => Expense::try_from_value(&typed.to_owned())
                .map(Some)
                .map_err(|_| ()),
        };
        if programme.is_err() {
            errors.add("programme", "fund-choose-programme");
        }
        if epci.is_err() {
            errors.add("epci", "fund-choose-epci");
        }
        if expense.is_err() {
            errors.add("expense", "fund-choose-expense");
        }
        fund_agreement::ActiveModel {
            programme_id: Set(programme.ok().flatten().map(|one| one.id)),
            epci_code: Set(epci.ok().flatten().map(|(code, _)| code.clone())),
            expense: Set(expense.ok().flatten()),
            ..Default::default()
        }
    }
}
