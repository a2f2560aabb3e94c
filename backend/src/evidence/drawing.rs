//! A signature drawn on the screen.
use base64::{Engine, engine::general_purpose::STANDARD};
use std::io::Cursor;

/// A drawing is a few strokes; more is not a signature.
const DRAWING_LIMIT: usize = 300_000;
const DRAWING_SIDE: u32 = 4_000;

/// The PNG of a drawing, checked: of a sane size, readable, and with something drawn on it.
pub fn drawn(address: &str) -> Result<Vec<u8>, &'static str> {
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
