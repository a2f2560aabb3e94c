//! Who was late too often may not reserve for a while. Pure.
use super::Terms;
use chrono::{Days, Months, NaiveDate};

/// A loan that left: its last day, and the day it came back, if it did.
pub type Ended = (NaiveDate, Option<NaiveDate>);

/// The day on which a loan was last late, if it was: when it came back too late, or today while it is still out.
fn late_on((ends_on, returned_on): Ended, today: NaiveDate) -> Option<NaiveDate> {
    let back = returned_on.unwrap_or(today);
    (back > ends_on).then_some(back)
}

/// The last day on which somebody may not reserve, if today is one: counted from their latest late return. What was
/// late up to the day on which a person lifted it counts no more.
#[must_use]
pub fn suspended_until(
    loans: &[Ended],
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
        .filter_map(|loan| late_on(*loan, today))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_late_returns_in_a_year_suspend_for_a_month_unless_lifted() {
        let terms = Terms::default();
        let late = |ends_on: &str, back: &str| (day(ends_on), Some(day(back)));
        let three = [
            late("2026-01-09", "2026-01-12"),
            late("2026-03-06", "2026-03-09"),
            late("2026-05-01", "2026-05-04"),
        ];
        let until = Some(day("2026-06-03"));
        let judged = |loans: &[Ended], lifted: Option<&str>, today: &str| {
            suspended_until(loans, lifted.map(day), day(today), terms)
        };
        assert_eq!(judged(&three, None, "2026-05-04"), until);
        assert_eq!(judged(&three, None, "2026-06-03"), until);
        assert_eq!(judged(&three, None, "2026-06-04"), None);
        assert_eq!(judged(&three[1..], None, "2026-05-04"), None);
        assert_eq!(judged(&three, Some("2026-05-04"), "2026-05-05"), None);
        // On its last day is not late; still out after it is.
        let out = (day("2026-05-01"), None);
        let back = late("2026-05-01", "2026-05-01");
        assert_eq!(
            judged(&[three[0], three[1], back], None, "2026-05-04"),
            None
        );
        assert_eq!(
            judged(&[three[0], three[1], out], None, "2026-05-04"),
            until
        );
        // The rule may say never.
        let never = Terms {
            late_returns: 0,
            ..terms
        };
        assert_eq!(
            suspended_until(&three, None, day("2026-05-04"), never),
            None
        );
    }
}
