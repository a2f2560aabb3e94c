//! Amounts, dates and sizes as exports and people write them.

use chrono::NaiveDate;

/// An amount in cents: `219,50`, `219.50`, `1 219,50 €` and `1,219.50` alike.
///
/// `1,219` is refused: it is a thousand in English and one and a bit in French.
#[must_use]
pub fn cents(text: &str) -> Option<i64> {
    let bare: String = text
        .trim_end_matches("EUR")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '€' | '\'' | '’'))
        .collect();
    let (whole, decimals) = match bare.rfind([',', '.']) {
        None => (bare.as_str(), ""),
        Some(at) => {
            let (whole, rest) = (&bare[..at], &bare[at + 1..]);
            let separator = &bare[at..=at];
            if whole.contains(separator) {
                (bare.as_str(), "")
            } else if rest.len() == 3 && !whole.contains([',', '.']) {
                return None;
            } else {
                (whole, rest)
            }
        }
    };
    let units = ungrouped(whole)?;
    let hundredths = match decimals.as_bytes() {
        [] => 0,
        [tenths @ b'0'..=b'9'] => i64::from(tenths - b'0') * 10,
        // Databases export four decimals, the last two of them zero.
        [tenths @ b'0'..=b'9', hundredths @ b'0'..=b'9', rest @ ..]
            if rest.iter().all(|&digit| digit == b'0') =>
        {
            i64::from(tenths - b'0') * 10 + i64::from(hundredths - b'0')
        }
        _ => return None,
    };
    Some(units * 100 + hundredths)
}

/// A whole number below a thousand million, its thousands set apart or not.
fn ungrouped(text: &str) -> Option<i64> {
    let mut groups = text.split([',', '.']);
    let mut digits = groups.next()?.to_owned();
    let is_grouped = digits.len() <= 3;
    for group in groups {
        if !is_grouped || group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && digits.len() <= 9)
        .then(|| digits.parse().ok())
        .flatten()
}

/// A day, whether a time follows or not: `2019-09-02`, `2019-09-02 18:12`,
/// `2019-09-02T18:12:00Z`, `02/09/2019`.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let (day, time) = match text.find(['T', ' ']) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let is_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '+' | '-' | 'Z' | ' ');
    if !time.chars().all(is_time) {
        return None;
    }
    let mut parts = day.split(['-', '/', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1..=2) => (first, second, third),
        (1..=2, 4) => (third, second, first),
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    // Spreadsheets write an empty date as 1900 or 1970.
    (year > "1979").then_some(date)
}

/// A storage size in MB. A unit is obeyed; without one, the number's own size tells it:
/// exports give GB (`32`), MB (`32768`) or bytes.
#[must_use]
pub fn storage_mb(text: &str) -> Option<i32> {
    let folded = text.to_ascii_lowercase().replace(',', ".");
    let unit_at = folded
        .find(|c: char| c.is_ascii_alphabetic())
        .unwrap_or(folded.len());
    let (number, unit) = folded.split_at(unit_at);
    let number: f64 = number.split_whitespace().collect::<String>().parse().ok()?;
    let mb = match unit.trim() {
        "to" | "tb" | "tio" | "tib" => number * 1024.0 * 1024.0,
        "go" | "gb" | "gio" | "gib" => number * 1024.0,
        "mo" | "mb" | "mio" | "mib" => number,
        "" if number < 2048.0 => number * 1024.0,
        "" if number < 100_000_000.0 => number,
        "" | "o" | "b" | "bytes" | "octets" => number / (1024.0 * 1024.0),
        _ => return None,
    };
    let possible = 1.0..=f64::from(i32::MAX);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked, and part of a MB does not count"
    )]
    possible.contains(&mb).then_some(mb as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_is_the_same_however_it_is_written() {
        for text in [
            "219,50",
            "219.50",
            "219,5",
            "219.5000",
            "219,50 €",
            "€219.50",
            "219,50 EUR",
            "219,50\u{a0}€",
        ] {
            assert_eq!(cents(text), Some(21_950), "{text}");
        }
        for text in [
            "1219,5",
            "1 219,50",
            "1\u{202f}219,50 €",
            "1,219.50",
            "1.219,50",
            "1'219.50",
        ] {
            assert_eq!(cents(text), Some(121_950), "{text}");
        }
        assert_eq!(cents("0"), Some(0));
        assert_eq!(cents("1,219,000"), Some(121_900_000));
    }

    #[test]
    fn an_amount_with_two_readings_or_none_is_refused() {
        for text in [
            "",
            ",",
            "€",
            "1,219",
            "-5",
            "abc",
            "12,3,4",
            "1.2.3,4",
            "219,505",
            "1e3",
            "99999999999",
            "1234,567,890",
        ] {
            assert_eq!(cents(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_read_with_or_without_its_time() {
        let day = NaiveDate::from_ymd_opt(2019, 9, 2);
        for text in [
            "2019-09-02",
            "02/09/2019",
            "2/9/2019",
            "02-09-2019",
            "2019-09-02 18:12",
            "2019-09-02T18:12:00Z",
            "2019-09-02T18:12:00.123+02:00",
            "02/09/2019 18:12",
        ] {
            assert_eq!(date(text), day, "{text}");
        }
        for text in [
            "",
            "2019",
            "2019-02-30",
            "13/13/2019",
            "02/09/19",
            "1900-01-00",
            "1970-01-01",
            "2019-09-02 yesterday",
            "é/é/2019",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_storage_size_is_in_mb_whatever_its_unit() {
        for text in [
            "32768",
            "32",
            "32 Go",
            "32GB",
            "32768 Mo",
            "34359738368",
            "0,03125 To",
        ] {
            assert_eq!(storage_mb(text), Some(32_768), "{text}");
        }
        for text in ["", "0", "big", "-32", "32 pommes", "1e300", "NaN", "inf"] {
            assert_eq!(storage_mb(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_value_or_not_without_fault(text in "\\PC{0,24}|[0-9,.' €/T:-]{0,24}") {
            let _ = (cents(&text), date(&text), storage_mb(&text));
        }
    }
}
