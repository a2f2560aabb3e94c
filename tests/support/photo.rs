//! Photos of labels as a phone takes them: QR codes held askew, in uneven light, with noise, as JPEG.

use super::askew::held_askew;
use image::{GrayImage, ImageFormat, Luma, codecs::jpeg::JpegEncoder};
use qrcode::{QrCode, types::Color};
use std::io::Cursor;

const WIDTH: u32 = 1600;
const HEIGHT: u32 = 1200;

/// A photo of these QR codes, side by side.
pub fn jpeg(texts: &[&str]) -> Vec<u8> {
    let codes: Vec<_> = texts.iter().map(|text| drawn(text)).collect();
    let photo = held_askew(&codes, WIDTH, HEIGHT);
    let mut bytes = Vec::new();
    photo
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 75))
        .unwrap();
    bytes
}

/// A picture whose header says 60,000 by 60,000 pixels, in a few bytes.
pub fn bomb() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    GrayImage::new(8, 8)
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    let mut bomb = bytes.into_inner();
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let mut crc = flate2::Crc::new();
    crc.update(&bomb[12..29]);
    let sum = crc.sum().to_be_bytes();
    bomb[29..33].copy_from_slice(&sum);
    bomb
}

/// One QR code on white paper, ten dots to a module.
fn drawn(text: &str) -> GrayImage {
    let code = QrCode::new(text).unwrap();
    let size = u32::try_from(code.width()).unwrap();
    let colors = code.to_colors();
    GrayImage::from_fn((size + 8) * 10, (size + 8) * 10, |x, y| {
        let (x, y) = ((x / 10).wrapping_sub(4), (y / 10).wrapping_sub(4));
        let dark = x < size && y < size && colors[(y * size + x) as usize] == Color::Dark;
        Luma([if dark { 0 } else { 255 }])
    })
}
