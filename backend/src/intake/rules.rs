//! Which device of a lot somebody holds, from a code it bears or the last characters of one. Pure.
use crate::{
    identifiers::{Imei, ImeiFault, fold},
    labels::keyboard,
};
use entities::device::DeviceId;

/// Fewer characters would point at too many devices.
pub const SHORTEST_END: usize = 4;

/// A device still to be seen, and the codes it bears: serial, IMEI, asset tag, inventory number.
#[derive(Clone, Debug)]
pub struct Unclaimed {
    pub id: DeviceId,
    pub codes: [Option<String>; 4],
}

/// What a code points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    Nothing,
    One(DeviceId),
    /// Somebody has to look which it is.
    Several(Vec<DeviceId>),
}

/// The ways a code may be stored: as read, in upper case without spaces, as an IMEI with its key; and the same of what
/// was meant, where a scanner wrote through the keys of a French keyboard.
#[must_use]
pub fn spellings(read: &str) -> Vec<String> {
    let read = read.trim();
    let mut spellings = vec![read.to_owned()];
    spell(read, &mut spellings);
    for meant in keyboard::meant(read) {
        spell(&meant, &mut spellings);
    }
    spellings
}

fn spell(read: &str, spellings: &mut Vec<String>) {
    let mut add = |spelling: String| {
        if !spelling.is_empty() && !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    };
    let upper: String = read
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect();
    add(upper);
    match Imei::parse(read) {
        Ok(imei) | Err(ImeiFault::WithoutKey { completed: imei }) => add(imei.as_str().to_owned()),
        Err(_) => {}
    }
}

/// The device that bears the whole code, else those whose codes end with it.
#[must_use]
pub fn find(read: &str, devices: &[Unclaimed]) -> Found {
    let spellings: Vec<String> = spellings(read)
        .iter()
        .map(|one| bare(one))
        .filter(|one| !one.is_empty())
        .collect();
    let matching = |is_match: &dyn Fn(&str) -> bool| -> Vec<DeviceId> {
        devices
            .iter()
            .filter(|device| {
                let mut codes = device.codes.iter().flatten();
                codes.any(|code| is_match(&bare(code)))
            })
            .map(|device| device.id)
            .collect()
    };
    let whole = matching(&|code| spellings.iter().any(|spelling| spelling == code));
    match whole.as_slice() {
        [one] => return Found::One(*one),
        [] => {}
        _ => return Found::Several(whole),
    }
    let end = bare(read);
    if end.len() < SHORTEST_END {
        return Found::Nothing;
    }
    // Even a single candidate is to be looked at: four characters are no proof.
    let ending = matching(&|code| code.ends_with(&end));
    if ending.is_empty() {
        Found::Nothing
    } else {
        Found::Several(ending)
    }
}

/// What was read of a device when nobody could be shown which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A whole code, which is the device's alone.
    Whole,
    /// The end of one: what was seen of the device has to agree.
    End,
}

/// Why a device that was received without a network is not plain to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unplain {
    Unknown,
    Several,
    /// The one that ends so is of another kind than was seen.
    OtherKind,
    /// Somebody received it in the meantime.
    Taken,
    /// It bears this very label already.
    Done,
}

impl Unplain {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unknown => "reception-kept-unknown",
            Self::Several => "reception-kept-several",
            Self::OtherKind => "reception-kept-other-kind",
            Self::Taken => "reception-kept-taken",
            Self::Done => "reception-kept-done",
        }
    }
}

/// The device that is meant, without anybody to look at it: an end stands for it where no other of its lot ends so.
pub fn plain(found: &Found) -> Result<(DeviceId, Proof), Unplain> {
    match found {
        Found::One(id) => Ok((*id, Proof::Whole)),
        Found::Several(ids) => match ids.as_slice() {
            [only] => Ok((*only, Proof::End)),
            _ => Err(Unplain::Several),
        },
        Found::Nothing => Err(Unplain::Unknown),
    }
}

/// A code without what scanners and people add or leave out.
fn bare(code: &str) -> String {
    let mut folded = fold(code);
    folded.retain(|c| c.is_ascii_alphanumeric());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(id: i32, codes: [&str; 4]) -> Unclaimed {
        Unclaimed {
            id: DeviceId(id),
            codes: codes.map(|code| (!code.is_empty()).then(|| code.to_owned())),
        }
    }

    fn stock() -> Vec<Unclaimed> {
        vec![
            device(
                1,
                [
                    "HA9QAJ7K",
                    "490154203237518",
                    "TAB-0740137X-0000",
                    "IMM-2019-10000",
                ],
            ),
            device(
                2,
                ["H8CT1CL8AJ7K", "", "TAB-0740174M-0001", "IMM-2019-10001"],
            ),
            device(3, ["", "", "CHARIOT 3", "IMM-2019-1000"]),
            device(4, ["", "", "chariot 3", ""]),
        ]
    }

    #[test]
    fn without_anybody_to_look_an_end_stands_for_the_only_device_that_ends_so() {
        for (code, meant) in [
            ("HA9QAJ7K", Ok((DeviceId(1), Proof::Whole))),
            ("7518", Ok((DeviceId(1), Proof::End))),
            ("74M-0001", Ok((DeviceId(2), Proof::End))),
            // Two serial numbers end so; two trolleys are called the same.
            ("AJ7K", Err(Unplain::Several)),
            ("chariot 3", Err(Unplain::Several)),
            ("518", Err(Unplain::Unknown)),
            ("NOBODY", Err(Unplain::Unknown)),
        ] {
            assert_eq!(plain(&find(code, &stock())), meant, "{code}");
        }
    }

    #[test]
    fn any_code_a_device_bears_finds_it() {
        for code in [
            "HA9QAJ7K",
            " ha9qaj7k ",
            "490154203237518",
            "49015420323751",
            "tab-0740137x-0000",
            "IMM-2019-10000",
            "IMM 2019 10000",
            // A scanner through a French keyboard: the serial number, then the IMEI.
            "HQçAQJèK",
            "'çà&('éà\"é\"è(&_",
        ] {
            assert_eq!(find(code, &stock()), Found::One(DeviceId(1)), "{code}");
        }
    }

    #[test]
    fn the_last_four_characters_give_candidates_and_never_a_decision() {
        let both = Found::Several(vec![DeviceId(1), DeviceId(2)]);
        assert_eq!(find("aj7k", &stock()), both);
        assert_eq!(find("0001", &stock()), Found::Several(vec![DeviceId(2)]));
        assert_eq!(find("J7K", &stock()), Found::Nothing);
    }

    #[test]
    fn a_whole_code_outweighs_the_end_of_another() {
        assert_eq!(find("IMM-2019-1000", &stock()), Found::One(DeviceId(3)));
    }

    #[test]
    fn a_code_two_devices_bear_is_for_a_person_to_decide() {
        let both = Found::Several(vec![DeviceId(3), DeviceId(4)]);
        assert_eq!(find("Chariot 3", &stock()), both);
    }

    #[test]
    fn nothing_readable_finds_nothing() {
        for code in ["", "   ", "----", "ZZZZ9999"] {
            assert_eq!(find(code, &stock()), Found::Nothing, "{code}");
        }
    }
}
