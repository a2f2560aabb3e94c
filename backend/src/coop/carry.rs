//! Packs what is kept of an export for the way through the browser between the dry run and the landing, so that the
//! server keeps nothing in between.
use super::export::{People, Row};
use crate::keys::Keys;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use entities::organisation::OrganisationId;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};

/// What travels.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub organisation: OrganisationId,
    pub kept: Kept,
}

/// What is kept of a file.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kept {
    Activities { rows: Vec<Row>, refused: usize },
    People(Vec<People>),
}

const NAME: &str = "coop export";
/// What a packed export may unfold to: more than the longest that a page takes.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

#[must_use]
pub fn pack(keys: &Keys, carried: &Carried) -> String {
    let plain = serde_json::to_vec(carried).expect("rows of keys and numbers are always JSON");
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
