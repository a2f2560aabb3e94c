//! Who was late too often may not reserve for a while. Pure.
use super::Terms;
use chrono::{Days, Months, NaiveDate};
use entities::loan::{self, LoanState};

/// When a loan became late for good: on the day it came back too late, or today when it is still out.
fn late_on(loan: &loan::Model, today: NaiveDate) -> Option<NaiveDate> {
    let back = match loan.state {
        LoanState::Returned => loan.returned_on?,
        LoanState::Out => today,
        LoanState::Requested
        | LoanState::Reserved
        | LoanState::Prepared
        | LoanState::Cancelled
        | LoanState::Refused => return None,
    };
    (back > loan.ends_on).then_some(back)
}

/// The last day on which somebody may not reserve, if today is one: counted from their latest late return. What was
/// late up to the day on which a person lifted it counts no more.
#[must_use]
pub fn suspended_until(
    loans: &[loan::Model],
    lifted_on: Option<NaiveDate>,
    today: NaiveDate,
    terms: Terms,
) -> Option<NaiveDate> {
    let needed = usize::try_from(terms.late_returns)
        .ok()
        .filter(|needed| *needed > 0)?;
    let since = counted_from(today, terms);
    let late: Vec<NaiveDate> = loans
        .iter()
        .filter_map(|loan| late_on(loan, today))
        .filter(|day| *day >= since && lifted_on.is_none_or(|lifted| *day > lifted))
        .collect();
    if late.len() < needed {
        return None;
    }
    let days = u64::try_from(terms.suspension_days).unwrap_or_default();
    let until = *late.iter().max()? + Days::new(days);
    (today <= until).then_some(until)
}

/// The first day on which a late return counts.
#[must_use]
pub fn counted_from(today: NaiveDate, terms: Terms) -> NaiveDate {
    let months = u32::try_from(terms.late_months).unwrap_or_default();
    today
        .checked_sub_months(Months::new(months))
        .unwrap_or(today)
}
