//! What a scanner typed through a keyboard of another layout. A scanner presses the keys of an American
//! keyboard; a French computer writes what stands on its own keys there: `7` comes out as `è`, `/` as `!`.

/// Key by key: the American character without and with shift, then the French one. Only the characters
/// of codes and of their addresses.
const KEYS: &[(char, char, char, char)] = &[
    ('1', '!', '&', '1'),
    ('2', '@', 'é', '2'),
    ('3', '#', '"', '3'),
    ('4', '$', '\'', '4'),
    ('5', '%', '(', '5'),
    ('6', '^', '-', '6'),
    ('7', '&', 'è', '7'),
    ('8', '*', '_', '8'),
    ('9', '(', 'ç', '9'),
    ('0', ')', 'à', '0'),
    ('-', '_', ')', '°'),
    ('=', '+', '=', '+'),
    ('q', 'Q', 'a', 'A'),
    ('w', 'W', 'z', 'Z'),
    ('a', 'A', 'q', 'Q'),
    ('z', 'Z', 'w', 'W'),
    (';', ':', 'm', 'M'),
    ('m', 'M', ',', '?'),
    (',', '<', ';', '.'),
    ('.', '>', ':', '/'),
    ('/', '?', '!', '§'),
];

/// What only a French digits row, or its `/`, writes: no code and no address of ours holds it.
const FOREIGN: &str = "&é\"'(è_çàÉÈÇÀ)°!§";

/// How Caps Lock stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lock {
    Off,
    /// Only letters change, accented ones included, as on Linux and on a Mac.
    Letters,
    /// Every key changes, as on Windows.
    Shift,
}

/// What was meant, if the text was written by the keys of a French keyboard: first the reading with Caps
/// Lock off, then those with it on. Nothing when no character gives the keyboard away.
#[must_use]
pub fn meant(text: &str) -> Vec<String> {
    if !text.contains(|symbol| FOREIGN.contains(symbol)) {
        return Vec::new();
    }
    [Lock::Off, Lock::Letters, Lock::Shift]
        .into_iter()
        .map(|lock| text.chars().map(|symbol| key_of(symbol, lock)).collect())
        .collect()
}

/// The American character of the key that wrote this one.
fn key_of(written: char, lock: Lock) -> char {
    // Digits of a keypad, and of a row with Caps Lock on, are what they say.
    if written.is_ascii_digit() {
        return written;
    }
    for &(plain, shifted, french, french_shifted) in KEYS {
        let (bare, held) = under(lock, french, french_shifted);
        if written == bare {
            return plain;
        }
        if written == held {
            return shifted;
        }
    }
    if lock == Lock::Off {
        written
    } else {
        swapped(written)
    }
}

/// What a French key writes without and with shift.
fn under(lock: Lock, french: char, french_shifted: char) -> (char, char) {
    match lock {
        Lock::Shift => (french_shifted, french),
        Lock::Letters if french.is_alphabetic() => (swapped(french), swapped(french_shifted)),
        Lock::Off | Lock::Letters => (french, french_shifted),
    }
}

fn swapped(letter: char) -> char {
    let swap = |mut letters: Box<dyn Iterator<Item = char>>| letters.next().unwrap_or(letter);
    if letter.is_lowercase() {
        swap(Box::new(letter.to_uppercase()))
    } else {
        swap(Box::new(letter.to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::Code;
    use rand::{SeedableRng, rngs::StdRng};

    /// What a French computer writes when a scanner types this text on an American keyboard.
    fn through_french_keys(text: &str, lock: Lock) -> String {
        text.chars()
            .map(|meant| {
                for &(plain, shifted, french, french_shifted) in KEYS {
                    let (bare, held) = under(lock, french, french_shifted);
                    if meant == plain {
                        return bare;
                    }
                    if meant == shifted {
                        return held;
                    }
                }
                if lock == Lock::Off {
                    meant
                } else {
                    swapped(meant)
                }
            })
            .collect()
    }

    #[test]
    fn the_key_table_is_the_two_keyboards() {
        assert_eq!(
            through_french_keys("1234567890-", Lock::Off),
            "&é\"'(-è_çà)"
        );
        assert_eq!(through_french_keys("aqzwm;,./", Lock::Off), "qawz,m;:!");
        assert_eq!(through_french_keys("AQZWM:", Lock::Off), "QAWZ?M");
        assert_eq!(
            through_french_keys("https://h.fr/d/HJ4K-7PXM", Lock::Off),
            "httpsM!!h:fr!d!HJ'K)èPX?"
        );
        // On Windows Caps Lock turns the whole keyboard, on Linux its letters only.
        assert_eq!(
            through_french_keys("https://h.fr/d/HJ4K-7PXM", Lock::Shift),
            "HTTPSm§§H/FR§D§hj4k°7px,"
        );
        assert_eq!(
            through_french_keys("https://h.fr/d/HJ4K-7PXM", Lock::Letters),
            "HTTPSm!!H:FR!D!hj'k)Èpx?"
        );
    }

    #[test]
    fn every_character_of_a_code_and_of_its_address_is_read_back() {
        let all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:/.";
        for (place, lock) in [Lock::Off, Lock::Letters, Lock::Shift]
            .into_iter()
            .enumerate()
        {
            for meant_one in all.chars() {
                // In an address, which gives the keyboard away.
                let text = format!("https://{meant_one}/d/");
                let written = through_french_keys(&text, lock);
                assert_eq!(meant(&written)[place], text, "{written} under {lock:?}");
            }
        }
    }

    #[test]
    fn labels_are_read_whatever_the_keyboard_and_its_caps_lock() {
        let mut rng = StdRng::seed_from_u64(21);
        for _ in 0..500 {
            let code = Code::generate(&mut rng);
            for text in [
                code.to_string(),
                code.url("https://passe-relais.exemple.fr"),
                code.url("http://127.0.0.1:8080"),
                code.url("https://exemple.fr").to_uppercase(),
            ] {
                for lock in [Lock::Off, Lock::Letters, Lock::Shift] {
                    let written = through_french_keys(&text, lock);
                    assert_eq!(Code::parse(&written), Ok(code), "{text} as {written}");
                }
            }
        }
    }

    #[test]
    fn what_an_american_or_a_right_keyboard_wrote_is_left_alone() {
        for text in ["HJ4K-7PXM", "https://exemple.fr/d/hj4k-7pxm", "wz qa m", ""] {
            assert!(meant(text).is_empty(), "{text}");
        }
    }
}
