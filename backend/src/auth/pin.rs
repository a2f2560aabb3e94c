//! The PIN of a badge: four to six digits that a person keeps in mind and nobody guesses first. Pure.

/// The word key of what is wrong with a new PIN, if anything.
#[must_use]
pub fn fault(pin: &str) -> Option<&'static str> {
    if !(4..=6).contains(&pin.len()) || !pin.bytes().all(|digit| digit.is_ascii_digit()) {
        return Some("pin-not-digits");
    }
    let digits = pin.as_bytes();
    let steps = |by: i16| {
        digits
            .windows(2)
            .all(|two| i16::from(two[1]) - i16::from(two[0]) == by)
    };
    // 9012 and 2109 go on past the nine.
    let round = |by: u8| {
        digits
            .windows(2)
            .all(|two| (two[0] - b'0' + by) % 10 == two[1] - b'0')
    };
    if steps(0) {
        Some("pin-one-digit")
    } else if round(1) || round(9) {
        Some("pin-in-a-row")
    } else if repeats(digits, 1) || repeats(digits, 2) || repeats(digits, 3) {
        Some("pin-repeated")
    } else if looks_like_a_year(pin) {
        Some("pin-year")
    } else {
        None
    }
}

/// 1212, 123123, 121212: the same few digits again and again, or each one twice, as in 1122.
fn repeats(digits: &[u8], length: usize) -> bool {
    let again = digits.len() >= 2 * length
        && digits.len().is_multiple_of(length)
        && digits
            .chunks(length)
            .all(|chunk| chunk == &digits[..length]);
    let doubled = digits.len().is_multiple_of(2) && digits.chunks(2).all(|two| two[0] == two[1]);
    again || doubled
}

/// A year somebody may be born in, alone or with two of its digits again: 1987, 198787, 871987.
fn looks_like_a_year(pin: &str) -> bool {
    let is_year = |text: &str| {
        text.parse::<u16>()
            .is_ok_and(|year| (1920..=2039).contains(&year))
    };
    match pin.len() {
        4 => is_year(pin),
        6 => {
            (is_year(&pin[..4]) && (pin[2..4] == pin[4..] || pin[..2] == pin[4..]))
                || (is_year(&pin[2..]) && (pin[..2] == pin[4..] || pin[..2] == pin[2..4]))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn what_anybody_would_try_first_is_refused() {
        for (pin, why) in [
            ("", "pin-not-digits"),
            ("123", "pin-not-digits"),
            ("1234567", "pin-not-digits"),
            ("12a4", "pin-not-digits"),
            ("١٢٣٤", "pin-not-digits"),
            ("0000", "pin-one-digit"),
            ("777777", "pin-one-digit"),
            ("1234", "pin-in-a-row"),
            ("7890", "pin-in-a-row"),
            ("4321", "pin-in-a-row"),
            ("654321", "pin-in-a-row"),
            ("1212", "pin-repeated"),
            ("147147", "pin-repeated"),
            ("1122", "pin-repeated"),
            ("1987", "pin-year"),
            ("2004", "pin-year"),
            ("198787", "pin-year"),
            ("871987", "pin-year"),
        ] {
            assert_eq!(fault(pin), Some(why), "{pin}");
        }
        for pin in ["4071", "58306", "904713", "1850"] {
            assert_eq!(fault(pin), None, "{pin}");
        }
    }
}
