//! What a token may do, how long it lives, and where a page of an answer begins. Pure.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// One thing a token may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    ReadDevices,
    ReadLoans,
    ReadRequests,
    WriteModels,
}

impl Scope {
    pub const ALL: [Self; 4] = [
        Self::ReadDevices,
        Self::ReadLoans,
        Self::ReadRequests,
        Self::WriteModels,
    ];

    /// The word that stands for it in the token's row and in the description. Never changed.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::ReadDevices => "devices:read",
            Self::ReadLoans => "loans:read",
            Self::ReadRequests => "requests:read",
            Self::WriteModels => "models:write",
        }
    }

    #[must_use]
    pub const fn word_key(self) -> &'static str {
        match self {
            Self::ReadDevices => "api-scope-devices",
            Self::ReadLoans => "api-scope-loans",
            Self::ReadRequests => "api-scope-requests",
            Self::WriteModels => "api-scope-models",
        }
    }

    #[must_use]
    pub const fn hint_key(self) -> &'static str {
        match self {
            Self::ReadDevices => "api-scope-devices-hint",
            Self::ReadLoans => "api-scope-loans-hint",
            Self::ReadRequests => "api-scope-requests-hint",
            Self::WriteModels => "api-scope-models-hint",
        }
    }
}

/// The scopes of these words, each once, in our order; words that are none are left out.
#[must_use]
pub fn scopes_of(words: &[String]) -> Vec<Scope> {
    let told = |scope: &Scope| words.iter().any(|word| word == scope.key());
    Scope::ALL.into_iter().filter(told).collect()
}

/// As they stand in the token's row.
#[must_use]
pub fn joined(scopes: &[Scope]) -> String {
    let keys: Vec<&str> = scopes.iter().map(|scope| scope.key()).collect();
    keys.join(" ")
}

/// The words of a token's row.
#[must_use]
pub fn split(scopes: &str) -> Vec<String> {
    scopes.split(' ').map(ToOwned::to_owned).collect()
}

/// Whether a token's row grants it.
#[must_use]
pub fn grants(scopes: &str, scope: Scope) -> bool {
    scopes.split(' ').any(|word| word == scope.key())
}

/// How many days a token may live: nobody remembers for longer what it was for.
pub const LIVES: [i64; 3] = [30, 90, 365];

/// A life somebody chose.
#[must_use]
pub fn life(text: &str) -> Option<i64> {
    LIVES.into_iter().find(|days| days.to_string() == text)
}

/// Rows of a page when nobody says how many.
pub const USUAL: u64 = 50;
/// And at most.
pub const MOST: u64 = 200;

/// How many rows a page has; none where what was asked for is no such number.
#[must_use]
pub fn limit(text: &str) -> Option<u64> {
    if text.is_empty() {
        return Some(USUAL);
    }
    text.parse().ok().filter(|limit| (1..=MOST).contains(limit))
}

/// Where the next page of a list begins: the list, and the number of the last row told.
#[must_use]
pub fn cursor(list: &str, number: i32) -> String {
    URL_SAFE_NO_PAD.encode(format!("{list}:{number}"))
}

/// The number in a cursor of this list; none where it is no such cursor.
#[must_use]
pub fn read_cursor(list: &str, cursor: &str) -> Option<i32> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (of, number) = text.split_once(':')?;
    number.parse().ok().filter(|_| of == list)
}

/// Fewer could be chosen twice by chance; more is no key but a text.
const KEY_LENGTHS: std::ops::RangeInclusive<usize> = 8..=64;

/// An idempotency key somebody sent: signs that one sees, and not too many.
#[must_use]
pub fn key(text: &str) -> Option<&str> {
    let text = text.trim();
    let fits =
        KEY_LENGTHS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    fits.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_grants_the_words_it_bears_and_no_part_of_one() {
        let row = joined(&[Scope::ReadDevices, Scope::WriteModels]);
        assert_eq!(row, "devices:read models:write");
        let granted = Scope::ALL.map(|scope| grants(&row, scope));
        assert_eq!(granted, [true, false, false, true]);
        assert!(!grants("devices:reader", Scope::ReadDevices));
        let words = ["models:write", "devices:read", "devices:read", "all"].map(str::to_owned);
        assert_eq!(scopes_of(&words), [Scope::ReadDevices, Scope::WriteModels]);
        assert_eq!(scopes_of(&split(&row)), scopes_of(&words));
    }

    #[test]
    fn a_page_is_as_long_as_asked_within_bounds() {
        for (text, expected) in [
            ("", Some(50)),
            ("1", Some(1)),
            ("200", Some(200)),
            ("201", None),
            ("0", None),
            ("-1", None),
            ("many", None),
        ] {
            assert_eq!(limit(text), expected, "{text}");
        }
    }

    #[test]
    fn a_cursor_opens_its_own_list_only() {
        let begun = cursor("devices", 4812);
        assert_eq!(read_cursor("devices", &begun), Some(4812));
        assert_eq!(read_cursor("loans", &begun), None);
        for garbage in ["", "4812", "§", "ZGV2aWNlczp4"] {
            assert_eq!(read_cursor("devices", garbage), None, "{garbage}");
        }
    }

    #[test]
    fn lives_and_keys_are_bounded() {
        assert_eq!(life("90"), Some(90));
        assert_eq!(life("9000"), None);
        assert_eq!(key(" 0f8fad5b-d9cb-469f "), Some("0f8fad5b-d9cb-469f"));
        for wrong in ["", "short", "with a space", &"k".repeat(65)] {
            assert_eq!(key(wrong), None, "{wrong}");
        }
    }
}
