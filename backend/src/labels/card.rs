//! What is scanned at the bench: the label of a thing, or a card that says what to do with the next things.
use super::{
    Code, CodeError,
    code::{in_capitals, steps_of},
    keyboard,
};
use entities::{site::SiteId, transfer::TransferId};
use std::fmt;

/// What a card says to do with everything scanned after it. Printed as an address, `…/m/CHECK`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// Show each thing and its next step: what a bench does without a card.
    Open,
    Receive(SiteId),
    Check,
    Reset,
    Shelf,
    TakeOut,
    /// Into the box or place of this code.
    Into(Code),
    /// Out of the workshop, with this transfer.
    Send(TransferId),
}

impl Card {
    /// Reads the last step of a card's address, in any case.
    #[must_use]
    pub fn parse(action: &str) -> Option<Self> {
        let action = action.trim().to_ascii_uppercase();
        let (word, rest) = action.split_once('-').unwrap_or((&action, ""));
        match (word, rest) {
            ("OPEN", "") => Some(Self::Open),
            ("CHECK", "") => Some(Self::Check),
            ("RESET", "") => Some(Self::Reset),
            ("SHELF", "") => Some(Self::Shelf),
            ("OUT", "") => Some(Self::TakeOut),
            ("RECEIVED", site) => site.parse().ok().map(|id| Self::Receive(SiteId(id))),
            ("IN", code) => Code::parse(code).ok().map(Self::Into),
            ("SEND", transfer) => transfer.parse().ok().map(|id| Self::Send(TransferId(id))),
            _ => None,
        }
    }

    /// The address in the QR code of the card.
    #[must_use]
    pub fn url(self, base_url: &str) -> String {
        in_capitals(base_url, 'm', &self.to_string())
    }
}

impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open => f.write_str("OPEN"),
            Self::Receive(site) => write!(f, "RECEIVED-{}", site.0),
            Self::Check => f.write_str("CHECK"),
            Self::Reset => f.write_str("RESET"),
            Self::Shelf => f.write_str("SHELF"),
            Self::TakeOut => f.write_str("OUT"),
            Self::Into(code) => write!(f, "IN-{code}"),
            Self::Send(transfer) => write!(f, "SEND-{}", transfer.0),
        }
    }
}

/// What one scan holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Card(Card),
    Label(Code),
}

/// Why a scan is neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Two scans ran together: none of them is taken.
    Glued,
    /// A card of another version, or of somebody else.
    Card,
    Code(CodeError),
}

/// Reads what a scanner sent or a person typed, through a keyboard of the wrong layout if need be.
pub fn read(text: &str) -> Result<Reading, Unread> {
    let first = read_as_written(text);
    match first {
        Ok(_) => first,
        Err(_) => keyboard::meant(text)
            .iter()
            .map(|meant| read_as_written(meant))
            .find(|read| matches!(read, Ok(_) | Err(Unread::Glued | Unread::Card)))
            .unwrap_or(first),
    }
}

fn read_as_written(text: &str) -> Result<Reading, Unread> {
    if is_glued(text) {
        return Err(Unread::Glued);
    }
    if let Some((letter, action)) = steps_of(text)
        && letter.eq_ignore_ascii_case("m")
    {
        return Card::parse(action).map(Reading::Card).ok_or(Unread::Card);
    }
    Code::parse(text).map(Reading::Label).map_err(Unread::Code)
}

/// Two addresses, or two whole codes, one behind the other.
fn is_glued(text: &str) -> bool {
    if text.matches("://").count() > 1 {
        return true;
    }
    let symbols: Vec<char> = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let codes = symbols.chunks(8);
    codes.len() > 1
        && symbols.len().is_multiple_of(8)
        && codes
            .into_iter()
            .all(|code| Code::parse(&code.iter().collect::<String>()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{SeedableRng, rngs::StdRng};

    const BASE: &str = "https://passe-relais.exemple.fr";

    fn code(seed: u64) -> Code {
        Code::generate(&mut StdRng::seed_from_u64(seed))
    }

    #[test]
    fn every_card_is_read_back_from_its_address() {
        for card in [
            Card::Open,
            Card::Receive(SiteId(12)),
            Card::Check,
            Card::Reset,
            Card::Shelf,
            Card::TakeOut,
            Card::Into(code(4)),
            Card::Send(TransferId(12)),
        ] {
            for base in [BASE, "http://127.0.0.1:8080/", "https://exemple.fr/prets"] {
                let url = card.url(base);
                assert_eq!(read(&url), Ok(Reading::Card(card)), "{url}");
                assert_eq!(
                    read(&url.to_lowercase()),
                    Ok(Reading::Card(card)),
                    "{url} in lower case"
                );
            }
        }
        let url = Card::Into(code(4)).url(BASE);
        assert_eq!(url, url.to_uppercase(), "a QR code of capitals is smaller");
    }

    #[test]
    fn two_scans_in_one_are_neither() {
        let (one, other) = (code(1), code(2));
        for glued in [
            format!("{one}{other}"),
            format!("{}{}", one.url(BASE), other.url(BASE)),
            format!("{one}\t{other}"),
            format!("{}{one}", Card::Check.url(BASE)).replace("CHECK", "CHECK HTTPS://"),
        ] {
            assert_eq!(read(&glued), Err(Unread::Glued), "{glued}");
        }
        // Cut short is not read half either.
        let cut = &one.to_string()[..6];
        assert!(matches!(
            read(&format!("{cut}{other}")),
            Err(Unread::Code(_))
        ));
    }

    #[test]
    fn a_scan_that_is_neither_says_why() {
        assert_eq!(read(&format!("{BASE}/m/DANCE")), Err(Unread::Card));
        assert_eq!(read(&format!("{BASE}/m/IN-2222-2223")), Err(Unread::Card));
        assert_eq!(read(&format!("{BASE}/m/SEND")), Err(Unread::Card));
        assert_eq!(read(" "), Err(Unread::Code(CodeError::Empty)));
        assert_eq!(
            read("https://exemple.fr/promo"),
            Err(Unread::Code(CodeError::OtherAddress))
        );
        assert_eq!(read("2222-2223"), Err(Unread::Code(CodeError::Check)));
    }
}
