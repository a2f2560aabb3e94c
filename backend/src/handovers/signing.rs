//! What the counter typed of a handover: who stood there, what was seen of them, how it is signed.
use crate::web::FormErrors;
use base64::{Engine, engine::general_purpose::STANDARD};
use entities::handover::{IdentitySeen, ReceivedBy, Signature};
use sea_orm::ActiveEnum;
use std::io::Cursor;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HandingForm {
    pub write_id: String,
    pub received_by: String,
    pub proxy_name: String,
    pub identity_seen: String,
    pub signed_on: String,
    /// The drawing, as a data address of a PNG.
    pub signature: String,
    /// The codes of other devices that are signed for at once.
    pub also: Vec<String>,
    /// What leaves the shelf with a device: its code, a space, the kind.
    pub supplies: Vec<String>,
}

/// What was typed, understood.
pub struct Typed {
    pub received_by: ReceivedBy,
    pub proxy: Option<String>,
    pub identity_seen: IdentitySeen,
    pub drawing: Option<Vec<u8>>,
}

/// A drawing is a few strokes; more is not a signature.
const DRAWING_LIMIT: usize = 300_000;
const DRAWING_SIDE: u32 = 4_000;

pub fn read(form: &HandingForm) -> Result<Typed, FormErrors> {
    let mut errors = FormErrors::default();
    let received_by = ReceivedBy::try_from_value(&form.received_by).ok();
    if received_by.is_none() {
        errors.add("received_by", "handing-choose-receiver");
    }
    let proxy = Some(form.proxy_name.trim())
        .filter(|_| received_by == Some(ReceivedBy::Proxy))
        .map(ToOwned::to_owned);
    if proxy
        .as_ref()
        .is_some_and(|name| name.is_empty() || name.chars().count() > 200)
    {
        errors.add("proxy_name", "handing-name-proxy");
    }
    let identity_seen = IdentitySeen::try_from_value(&form.identity_seen).ok();
    if identity_seen.is_none() {
        errors.add("identity_seen", "handing-choose-identity");
    }
    let mut drawing = None;
    match Signature::try_from_value(&form.signed_on) {
        Ok(Signature::Paper) => {}
        Ok(Signature::Screen) => match drawn(&form.signature) {
            Ok(bytes) => drawing = Some(bytes),
            Err(key) => errors.add("signature", key),
        },
        Err(_) => errors.add("signed_on", "handing-choose-signature"),
    }
    match (received_by, identity_seen) {
        (Some(received_by), Some(identity_seen)) if errors.is_empty() => Ok(Typed {
            received_by,
            proxy,
            identity_seen,
            drawing,
        }),
        _ => Err(errors),
    }
}

/// The PNG of a drawing, checked: of a sane size, readable, and with something drawn on it.
fn drawn(address: &str) -> Result<Vec<u8>, &'static str> {
    if address.is_empty() {
        return Err("handing-sign");
    }
    let encoded = address
        .strip_prefix("data:image/png;base64,")
        .ok_or("handing-sign-again")?;
    if encoded.len() > DRAWING_LIMIT * 4 / 3 {
        return Err("handing-sign-again");
    }
    let bytes = STANDARD.decode(encoded).map_err(|_| "handing-sign-again")?;
    let mut reader = image::ImageReader::with_format(Cursor::new(&bytes), image::ImageFormat::Png);
    let mut limits = image::Limits::default();
    limits.max_image_width = Some(DRAWING_SIDE);
    limits.max_image_height = Some(DRAWING_SIDE);
    limits.max_alloc = Some(64 * 1024 * 1024);
    reader.limits(limits);
    let picture = reader
        .decode()
        .map_err(|_| "handing-sign-again")?
        .to_rgba8();
    let mut dots = picture.pixels();
    let first = dots.next().ok_or("handing-sign")?;
    if dots.all(|dot| dot == first) {
        return Err("handing-sign");
    }
    Ok(bytes)
}
