//! Photos as they are kept: read in full, turned upright, made smaller and written anew, so that nothing
//! but the picture is left: no place, no name of a phone, no file within the file.
use crate::{
    photos::{self, PhotoFault},
    web::Error,
};
use image::{codecs::jpeg::JpegEncoder, imageops::FilterType};

/// Enough to read a set-up screen on.
const KEPT_SIDE: u32 = 1600;
/// Enough to recognise a thing in a list.
const SMALL_SIDE: u32 = 480;
const QUALITY: u8 = 80;

/// The photo as a JPEG of its own, or what is wrong with it.
pub async fn prepared(bytes: Vec<u8>) -> Result<Result<Vec<u8>, PhotoFault>, Error> {
    photos::in_turn(move || rewritten(&bytes, KEPT_SIDE)).await
}

/// The same, as small as a list shows it.
pub async fn thumbnail(bytes: Vec<u8>) -> Result<Result<Vec<u8>, PhotoFault>, Error> {
    photos::in_turn(move || rewritten(&bytes, SMALL_SIDE)).await
}

fn rewritten(bytes: &[u8], side: u32) -> Result<Vec<u8>, PhotoFault> {
    let (mut image, orientation) = photos::open(bytes)?;
    if image.width().max(image.height()) > side {
        image = image.resize(side, side, FilterType::Triangle);
    }
    image.apply_orientation(orientation);
    let mut kept = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut kept, QUALITY);
    image
        .to_rgb8()
        .write_with_encoder(encoder)
        .map_err(|_| PhotoFault::NotAPhoto)?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{ImageFormat, RgbImage};
    use std::io::Cursor;

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
        let kept = rewritten(&taken, KEPT_SIDE).unwrap();
        assert!(taken.windows(3).any(|three| three == b"GPS"));
        assert!(!kept.windows(3).any(|three| three == b"GPS"));
        assert!(!kept.windows(4).any(|four| four == b"Exif"));
        assert_eq!(size(&kept), (20, 40));
    }

    #[test]
    fn a_large_photo_is_kept_small() {
        let large = picture(3200, 800, ImageFormat::Png);
        let kept = rewritten(&large, KEPT_SIDE).unwrap();
        assert_eq!(size(&kept), (1600, 400));
        let small = rewritten(&large, SMALL_SIDE).unwrap();
        assert_eq!(size(&small), (480, 120));
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
        assert_eq!(rewritten(&bomb, KEPT_SIDE), Err(PhotoFault::TooManyPixels));
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
            assert_eq!(rewritten(file, KEPT_SIDE), Err(PhotoFault::NotAPhoto));
        }
    }
}
