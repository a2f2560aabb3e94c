//! Which contributor bears what part of a spending, what each has left on a day, and what a matching rule makes of it.
//! Pure, in whole cents.
use chrono::NaiveDate;
use entities::{
    fund_agreement::{self, Expense, FundAgreementId, Matching},
    organisation::OrganisationId,
    programme::ProgrammeId,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most a line may be of: a hundred million euros.
pub const MOST_CENTS: i64 = 10_000_000_000;

/// The most minutes a spending pays: a thousand hours.
pub const MOST_MINUTES: i32 = 60_000;

/// What a spending is for, as earmarks look at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Purpose {
    pub expense: Expense,
    pub programme: Option<ProgrammeId>,
    pub epci: Option<String>,
    /// The contributor of which the person proved to be a customer.
    pub own_user_of: Option<OrganisationId>,
}

/// Whether an agreement pays for this on this day, whatever is left of it.
#[must_use]
pub fn admits(agreement: &fund_agreement::Model, on: NaiveDate, purpose: &Purpose) -> bool {
    (agreement.starts_on..=agreement.ends_on).contains(&on) && allows(agreement, purpose)
}

/// Whether the earmarks of an agreement allow this.
#[must_use]
pub fn allows(agreement: &fund_agreement::Model, purpose: &Purpose) -> bool {
    let public = agreement.programme_id;
    let territory = &agreement.epci_code;
    let expense = agreement.expense;
    (public.is_none() || public == purpose.programme)
        && (territory.is_none() || *territory == purpose.epci)
        && (expense.is_none() || expense == Some(purpose.expense))
        && (!agreement.own_users || purpose.own_user_of == Some(agreement.organisation_id))
}

/// Whether the money of an agreement may not go to everything.
#[must_use]
pub fn is_earmarked(agreement: &fund_agreement::Model) -> bool {
    agreement.programme_id.is_some()
        || agreement.epci_code.is_some()
        || agreement.expense.is_some()
        || agreement.own_users
}

/// What came or went on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    pub on: NaiveDate,
    pub cents: i64,
}

/// What was given under an agreement, and what was paid of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    pub given: Vec<Movement>,
    pub paid: Vec<Movement>,
}

impl Account {
    #[must_use]
    pub fn given_by(&self, at: NaiveDate) -> i64 {
        until(&self.given, at)
    }

    #[must_use]
    pub fn paid_by(&self, at: NaiveDate) -> i64 {
        until(&self.paid, at)
    }

    /// At the end of a day. Below zero where the money comes after what it pays for.
    #[must_use]
    pub fn balance(&self, at: NaiveDate) -> i64 {
        self.given_by(at) - self.paid_by(at)
    }

    /// What may still be paid on a day, so that nobody pays more than they gave, on that day or on one since; or, where
    /// the money comes afterwards, what the cap leaves.
    #[must_use]
    pub fn left(&self, agreement: &fund_agreement::Model, on: NaiveDate) -> i64 {
        let left = match agreement.cap_cents.filter(|_| agreement.in_advance) {
            Some(cap) => cap - self.paid.iter().map(|one| one.cents).sum::<i64>(),
            None => self
                .days_from(on)
                .into_iter()
                .map(|day| self.balance(day))
                .min()
                .unwrap_or(0),
        };
        left.max(0)
    }

    /// This day, and those after it on which something moved.
    fn days_from(&self, on: NaiveDate) -> BTreeSet<NaiveDate> {
        let moved = self.given.iter().chain(&self.paid).map(|one| one.on);
        moved.filter(|day| *day > on).chain([on]).collect()
    }
}

fn until(movements: &[Movement], at: NaiveDate) -> i64 {
    let so_far = movements.iter().filter(|one| one.on <= at);
    so_far.map(|one| one.cents).sum()
}

/// What an agreement has left for a spending that it admits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub agreement: FundAgreementId,
    pub cents: i64,
    pub earmarked: bool,
}

/// The part of a spending that comes from an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub agreement: FundAgreementId,
    pub cents: i64,
}

/// The contributors have less left than the spending is: by so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    pub missing_cents: i64,
}

/// Splits a spending among those who may pay it. Money that may not go to everything goes first; within each of the two,
/// everybody pays in proportion to what they have left, whole cents, the last cents to the largest remainders and, where
/// they are equal, to the older agreement. The parts add up to the spending, and nobody pays more than they have left.
///
/// # Errors
/// When they have less left together.
pub fn split(cents: i64, rooms: &[Room]) -> Result<Vec<Part>, Short> {
    let (earmarked, free): (Vec<Room>, Vec<Room>) = rooms
        .iter()
        .copied()
        .filter(|room| room.cents > 0)
        .partition(|room| room.earmarked);
    let first = cents.min(sum(&earmarked));
    let rest = cents - first;
    let missing_cents = rest - sum(&free);
    if missing_cents > 0 {
        return Err(Short { missing_cents });
    }
    let mut parts = in_proportion(first, &earmarked);
    parts.extend(in_proportion(rest, &free));
    parts.sort_by_key(|part| part.agreement);
    Ok(parts)
}

fn sum(rooms: &[Room]) -> i64 {
    rooms.iter().map(|room| room.cents).sum()
}

/// The rooms hold at least as much as is split.
fn in_proportion(cents: i64, rooms: &[Room]) -> Vec<Part> {
    let total = i128::from(sum(rooms)).max(1);
    let exact = |room: &Room| i128::from(cents) * i128::from(room.cents);
    let mut parts: Vec<(i128, Part)> = rooms
        .iter()
        .map(|room| {
            let part = Part {
                agreement: room.agreement,
                cents: i64::try_from(exact(room) / total).unwrap_or(i64::MAX),
            };
            (exact(room) % total, part)
        })
        .collect();
    parts.sort_by_key(|(remainder, part)| (std::cmp::Reverse(*remainder), part.agreement));
    let mut missing = cents - parts.iter().map(|(_, part)| part.cents).sum::<i64>();
    for (_, part) in &mut parts {
        if missing > 0 {
            part.cents += 1;
            missing -= 1;
        }
    }
    let parts = parts.into_iter().map(|(_, part)| part);
    parts.filter(|part| part.cents > 0).collect()
}

/// What a matching rule looks at, within the days of the agreement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Base {
    /// What the other contributors gave.
    pub given_by_others: i64,
    /// Of it, the State.
    pub given_by_state: i64,
    /// And the local authorities.
    pub given_by_local: i64,
    /// What the fund spent as the earmarks allow.
    pub spent: i64,
}

/// What keeps an amount below what one euro brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Cap,
    EqualShare,
}

/// What a matching rule comes to, step by step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owed {
    pub base: i64,
    /// What the State gives, taken from it.
    pub net_of: i64,
    /// What the rest brings, fractions of a cent left out.
    pub brought: i64,
    pub limit: Option<Limit>,
    pub cents: i64,
}

/// What an agreement owes by its rule; none for a gift, which owes what is called for.
#[must_use]
pub fn owed(agreement: &fund_agreement::Model, facts: Base) -> Option<Owed> {
    let base = match agreement.matching {
        Matching::Gift => return None,
        Matching::Contributions => facts.given_by_others,
        Matching::Spending => facts.spent,
    }
    .max(0);
    let net_of = if agreement.net_of_state {
        facts.given_by_state.clamp(0, base)
    } else {
        0
    };
    let brought = i128::from(base - net_of) * i128::from(agreement.match_cents?) / 100;
    let brought = i64::try_from(brought).unwrap_or(i64::MAX);
    let (mut cents, mut limit) = (brought, None);
    if agreement.equal_share && facts.given_by_local < cents {
        cents = facts.given_by_local.max(0);
        limit = Some(Limit::EqualShare);
    }
    if let Some(cap) = agreement.cap_cents
        && cap < cents
    {
        cents = cap;
        limit = Some(Limit::Cap);
    }
    Some(Owed {
        base,
        net_of,
        brought,
        limit,
        cents,
    })
}

/// The part of a contributor in what was paid for a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Borne {
    pub expense: Expense,
    /// The number of the device, the part, the workshop, the session, the settlement, the month or the card.
    pub thing: i32,
    pub cents: i64,
    /// Of the whole line.
    pub line_cents: i64,
    /// Of the whole line.
    pub minutes: i32,
}

/// What the euros of a contributor paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    pub cents: i64,
    /// Things that they paid for, in whole or in part, and that were not taken off.
    pub things: usize,
    pub minutes: i64,
}

/// What the euros of a contributor paid for, by kind of expense.
#[must_use]
pub fn figures(borne: &[Borne]) -> BTreeMap<Expense, Figure> {
    let mut figures: BTreeMap<Expense, Figure> = BTreeMap::new();
    let mut things: BTreeMap<(Expense, i32), i64> = BTreeMap::new();
    for one in borne {
        let figure = figures.entry(one.expense).or_default();
        figure.cents += one.cents;
        figure.minutes += minutes_of(one.cents, one.line_cents, one.minutes);
        *things.entry((one.expense, one.thing)).or_default() += one.cents;
    }
    for ((expense, _), cents) in things {
        if cents > 0 {
            figures.entry(expense).or_default().things += 1;
        }
    }
    figures
}

/// What one of so many cost, to the nearest cent, a half up; none where so few are not told of.
#[must_use]
pub fn cost_of_one(cents: i64, count: i64, fewest: i64) -> Option<i64> {
    if count < fewest.max(1) || cents < 0 {
        return None;
    }
    let doubled = i128::from(cents) * 2 + i128::from(count);
    i64::try_from(doubled / (i128::from(count) * 2)).ok()
}

/// The minutes that a part of a spending paid, of all that it paid; a minute that was begun is left out.
#[must_use]
pub fn minutes_of(part_cents: i64, cents: i64, minutes: i32) -> i64 {
    let whole = i128::from(cents.abs()).max(1);
    i64::try_from(i128::from(part_cents) * i128::from(minutes) / whole).unwrap_or(0)
}

#[cfg(test)]
mod tests;
