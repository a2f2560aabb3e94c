//! Packs a file for the way through the browser between the dry run and the landing: the server keeps nothing in
//! between, and what lands is what was shown: that file, of that owner, of that day.
use crate::keys::Keys;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chrono::NaiveDate;
use entities::organisation::OrganisationId;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use std::io::{Read, Write};

/// What travels.
#[derive(Debug, PartialEq, Eq)]
pub struct Carried {
    pub owner: OrganisationId,
    pub as_of: NaiveDate,
    pub bytes: Vec<u8>,
}

const NAME: &str = "accounting list";
/// What a packed file may unfold to: more than an upload may be.
const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// As long as a day is written: `2025-12-31`.
const DAY: usize = 10;

#[must_use]
pub fn pack(keys: &Keys, carried: &Carried) -> String {
    let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    for part in [
        carried.owner.0.to_be_bytes().as_slice(),
        carried.as_of.to_string().as_bytes(),
        &carried.bytes,
    ] {
        deflate
            .write_all(part)
            .expect("writing to memory cannot fail");
    }
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
    let (owner, rest) = plain.split_first_chunk::<4>()?;
    let (day, bytes) = rest.split_first_chunk::<DAY>()?;
    Some(Carried {
        owner: OrganisationId(i32::from_be_bytes(*owner)),
        as_of: str::from_utf8(day).ok()?.parse().ok()?,
        bytes: bytes.to_vec(),
    })
}
