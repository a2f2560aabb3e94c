//! Photos as they are kept: read in full, turned upright, made smaller and written anew, so that nothing
//! but the picture is left: no place, no name of a phone, no file within the file.
use crate::web::Error;
use anyhow::Context;
use image::{
    DynamicImage, ImageDecoder, ImageReader, Limits, codecs::jpeg::JpegEncoder,
    imageops::FilterType, metadata::Orientation,
};
use std::{io::Cursor, sync::LazyLock};
use tokio::sync::Semaphore;

/// Why a file is not a photo to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoFault {
    NotAPhoto,
    /// More pixels than a phone takes: it would fill the memory.
    TooManyPixels,
}

impl PhotoFault {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotAPhoto => "photo-not-a-photo",
            Self::TooManyPixels => "photo-too-many-pixels",
        }
    }
}

/// As many as the cameras of common phones give.
const MAX_PIXELS: u64 = 50_000_000;
/// Enough to read a set-up screen on.
const KEPT_SIDE: u32 = 1600;
const QUALITY: u8 = 80;

/// Decoding takes memory: one photo at a time.
static DECODING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(1));

/// The photo as a JPEG of its own, or what is wrong with it.
pub async fn prepared(bytes: Vec<u8>) -> Result<Result<Vec<u8>, PhotoFault>, Error> {
    let _turn = DECODING
        .acquire()
        .await
        .context("the semaphore is never closed")?;
    let prepared = tokio::task::spawn_blocking(move || rewritten(&bytes)).await;
    Ok(prepared.context("a photo was not read to its end")?)
}

fn rewritten(bytes: &[u8]) -> Result<Vec<u8>, PhotoFault> {
    let unreadable = |_| PhotoFault::NotAPhoto;
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| PhotoFault::NotAPhoto)?;
    // Limits that the decoder keeps to by itself; the pixels are counted below, before any is read.
    reader.limits(Limits::default());
    let mut decoder = reader.into_decoder().map_err(unreadable)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PhotoFault::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    if width.max(height) > KEPT_SIDE {
        image = image.resize(KEPT_SIDE, KEPT_SIDE, FilterType::Triangle);
    }
    image.apply_orientation(orientation);
    let mut kept = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut kept, QUALITY);
    image
        .to_rgb8()
        .write_with_encoder(encoder)
        .map_err(unreadable)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut image = RgbImage::new(width, height);
        image.put_pixel(0, 0, image::Rgb([255, 0, 0]));
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG as a phone writes it: turned, with a place, in an EXIF block after the first marker.
    fn with_exif(jpeg: &[u8]) -> Vec<u8> {
        let mut exif =
            b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0".to_vec();
        exif.extend(b"GPS 45.899 6.129");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    fn size(jpeg: &[u8]) -> (u32, u32) {
        let image = image::load_from_memory(jpeg).unwrap();
        (image.width(), image.height())
    }

    #[test]
    fn the_place_a_photo_was_taken_at_is_not_kept_and_the_photo_stands_upright() {
        let taken = with_exif(&picture(40, 20, ImageFormat::Jpeg));
        let kept = rewritten(&taken).unwrap();
        assert!(taken.windows(3).any(|three| three == b"GPS"));
        assert!(!kept.windows(3).any(|three| three == b"GPS"));
        assert!(!kept.windows(4).any(|four| four == b"Exif"));
        assert_eq!(size(&kept), (20, 40));
    }

    #[test]
    fn a_large_photo_is_kept_small() {
        let kept = rewritten(&picture(3200, 800, ImageFormat::Png)).unwrap();
        assert_eq!(size(&kept), (1600, 400));
    }

    #[test]
    fn a_picture_that_would_fill_the_memory_is_not_opened() {
        let mut bomb = picture(8, 8, ImageFormat::Png);
        // The header says 60,000 by 60,000; its checksum follows it.
        bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
        let mut crc = flate2::Crc::new();
        crc.update(&bomb[12..29]);
        let sum = crc.sum().to_be_bytes();
        bomb[29..33].copy_from_slice(&sum);
        assert_eq!(rewritten(&bomb), Err(PhotoFault::TooManyPixels));
    }

    #[test]
    fn what_is_no_photo_or_only_begins_like_one_is_refused() {
        let whole = picture(400, 400, ImageFormat::Png);
        let files: [&[u8]; 5] = [
            b"",
            b"<svg onload='alert(1)'/>",
            b"%PDF-1.7",
            &whole[..whole.len() / 2],
            &[0xff, 0xd8, 0xff, 0xe0, 0, 0],
        ];
        for file in files {
            assert_eq!(rewritten(file), Err(PhotoFault::NotAPhoto));
        }
    }
}
