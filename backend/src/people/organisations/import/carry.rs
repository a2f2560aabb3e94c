//! Packs a list for the way through the browser between the dry run and the landing, so that the server
//! keeps no list in between.
use super::columns::List;
use crate::keys::Keys;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use entities::organisation::OrganisationKind;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

/// What travels: the list, and the kind chosen for the lines that say none.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub list: List,
    pub kind: Option<OrganisationKind>,
}

const NAME: &str = "organisation list";
/// What a packed list may unfold to: more than the largest file that is read.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

#[must_use]
pub fn pack(keys: &Keys, carried: &Carried) -> String {
    let plain = serde_json::to_vec(carried).expect("a list of texts is always JSON");
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflate
        .write_all(&plain)
        .expect("writing to memory cannot fail");
    let packed = deflate.finish().expect("writing to memory cannot fail");
    STANDARD_NO_PAD.encode(keys.seal_bytes(NAME, &packed))
}

/// Nothing for what is not ours, or was cut.
#[must_use]
pub fn unpack(keys: &Keys, text: &str) -> Option<Carried> {
    let sealed = STANDARD_NO_PAD.decode(text.trim()).ok()?;
    let packed = keys.open_bytes(NAME, &sealed).ok()?;
    let mut plain = Vec::new();
    DeflateDecoder::new(&packed[..])
        .take(MAX_BYTES)
        .read_to_end(&mut plain)
        .ok()?;
    serde_json::from_slice(&plain).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::organisations::import::columns::read;

    #[test]
    fn a_list_comes_back_as_it_left_and_nothing_else_does() {
        let keys = Keys::new(&[7; 32]);
        let carried = Carried {
            list: read("Nom,Type\nCollège Lac Noir,Collège\n".as_bytes()).unwrap(),
            kind: Some(OrganisationKind::College),
        };
        let text = pack(&keys, &carried);
        assert!(!text.contains("Lac Noir"));
        assert_eq!(unpack(&keys, &text), Some(carried));
        assert_eq!(unpack(&keys, &text[..text.len() - 4]), None);
        assert_eq!(unpack(&Keys::new(&[8; 32]), &text), None);
        assert_eq!(unpack(&keys, "pas à nous"), None);
    }
}
