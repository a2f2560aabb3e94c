//! How many there are, and how many there should be. Pure.

/// More than any shelf holds; what is typed above it is a slip of the finger.
pub const MOST: i32 = 100_000;

/// How much of a kind is left at a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nobody said how many there should be.
    Unwatched,
    Enough,
    /// Fewer than the minimum.
    Low,
    /// None at all, and some were wanted.
    Empty,
}

impl Level {
    #[must_use]
    pub fn of(quantity: i32, minimum: i32) -> Self {
        if minimum <= 0 {
            Self::Unwatched
        } else if quantity >= minimum {
            Self::Enough
        } else if quantity > 0 {
            Self::Low
        } else {
            Self::Empty
        }
    }

    /// Whether somebody has to order, or ask another site.
    #[must_use]
    pub fn alerts(self) -> bool {
        match self {
            Self::Unwatched | Self::Enough => false,
            Self::Low | Self::Empty => true,
        }
    }

    /// Colour, icon and word key.
    #[must_use]
    pub fn badge(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Unwatched => ("plain", "circle-minus", "supply-level-unwatched"),
            Self::Enough => ("good", "circle-check", "supply-level-enough"),
            Self::Low => ("wait", "triangle-alert", "supply-level-low"),
            Self::Empty => ("stop", "octagon-x", "supply-level-empty"),
        }
    }
}

/// A number of pieces as people type it.
#[must_use]
pub fn pieces(typed: &str) -> Option<i32> {
    let typed = typed.trim();
    let digits = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    let number: i32 = digits.then(|| typed.parse().ok()).flatten()?;
    (number <= MOST).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    #[test]
    fn only_what_is_below_its_minimum_alerts() {
        let mut table = String::new();
        for minimum in [0, 1, 5] {
            for quantity in [0, 1, 4, 5, 6] {
                let level = Level::of(quantity, minimum);
                writeln!(
                    table,
                    "{quantity} of at least {minimum}: {level:?}{}",
                    if level.alerts() { ", alerts" } else { "" }
                )
                .unwrap();
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn a_number_of_pieces_is_whole_and_sane() {
        assert_eq!(pieces(" 12 "), Some(12));
        assert_eq!(pieces("0"), Some(0));
        for wrong in ["", "-1", "1,5", "douze", "100001", "99999999999"] {
            assert_eq!(pieces(wrong), None, "{wrong}");
        }
    }
}
