//! Packs a list for the way through the browser between the dry run and the landing, so that the server keeps no list in
//! between.
use super::columns::List;
use crate::keys::Keys;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};

const NAME: &str = "item list";
/// What a packed list may unfold to: more than the largest file that is read.
const MAX_BYTES: u64 = 16 * 1024 * 1024;

#[must_use]
pub fn pack(keys: &Keys, list: &List) -> String {
    let plain = serde_json::to_vec(list).expect("a list of texts is always JSON");
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    deflate
        .write_all(&plain)
        .expect("writing to memory cannot fail");
    let packed = deflate.finish().expect("writing to memory cannot fail");
    STANDARD_NO_PAD.encode(keys.seal_bytes(NAME, &packed))
}

/// Nothing for what is not ours, or was cut.
#[must_use]
pub fn unpack(keys: &Keys, text: &str) -> Option<List> {
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
    use crate::lending::catalogue::import::columns::read;

    #[test]
    fn a_list_comes_back_as_it_left_and_nothing_else_does() {
        let keys = Keys::new(&[7; 32]);
        let list = read("Nom,Besoins\nCasque,noise\n".as_bytes()).unwrap();
        let text = pack(&keys, &list);
        assert!(!text.contains("Casque"));
        assert_eq!(unpack(&keys, &text), Some(list));
        assert_eq!(unpack(&keys, &text[..text.len() - 4]), None);
        assert_eq!(unpack(&Keys::new(&[8; 32]), &text), None);
    }
}
