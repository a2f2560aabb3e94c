//! The QR code in a photo of a label or of a card, for browsers that read none themselves.
use super::card::{Reading, Unread, read as read_text};
use crate::{
    photos::{self, PhotoFault},
    web::{Error, Upload},
};
use image::{GrayImage, imageops::thumbnail};
use rqrr::PreparedImage;

/// Why a photo says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unseen {
    /// No file was chosen.
    Missing,
    File(PhotoFault),
    NoCode,
    /// Two labels: nobody guesses which one was meant.
    Several,
    /// A QR code that says something else.
    Foreign,
}

impl From<PhotoFault> for Unseen {
    fn from(fault: PhotoFault) -> Self {
        Self::File(fault)
    }
}

impl Unseen {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Missing => "label-photo-missing",
            Self::File(fault) => fault.key(),
            Self::NoCode => "label-photo-no-code",
            Self::Several => "label-photo-several",
            Self::Foreign => "label-photo-foreign",
        }
    }
}

/// The longer side, in pixels, at which a photo is looked at: a label held close is found in this size…
const SHARP: u32 = 1600;
/// …and one that is blurred in this, where its blur is smaller.
const BLURRED: u32 = 800;
/// For a label far away, when none was found before.
const FAR: u32 = 4000;

/// What the photo of this form says: it comes in the field `photo`.
pub async fn in_upload(upload: &Upload) -> Result<Result<String, Unseen>, Error> {
    match upload.file("photo") {
        Some(file) => read(file.bytes.clone()).await,
        None => Ok(Err(Unseen::Missing)),
    }
}

/// What the one label or card in this photo says, as a scanner would send it.
pub async fn read(bytes: Vec<u8>) -> Result<Result<String, Unseen>, Error> {
    photos::in_turn(move || {
        let (image, _) = photos::open(&bytes)?;
        let image = image.into_luma8();
        the_one(codes_in(&image))
    })
    .await
}

fn codes_in(image: &GrayImage) -> Vec<String> {
    let sharp = smaller(image, SHARP);
    let mut texts = decoded(&sharp);
    texts.extend(decoded(&smaller(&sharp, BLURRED)));
    if !texts.iter().any(|text| is_ours(read_text(text))) {
        texts.extend(decoded(&smaller(image, FAR)));
    }
    texts
}

/// The picture, no larger than this on its longer side.
fn smaller(image: &GrayImage, side: u32) -> GrayImage {
    let longer = image.width().max(image.height());
    if longer <= side {
        return image.clone();
    }
    let scaled = |length: u32| {
        let scaled = u64::from(length) * u64::from(side) / u64::from(longer);
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    thumbnail(image, scaled(image.width()), scaled(image.height()))
}

fn decoded(image: &GrayImage) -> Vec<String> {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let pixel = |x: usize, y: usize| image.as_raw()[y * width + x];
    let mut prepared = PreparedImage::prepare_from_greyscale(width, height, pixel);
    let grids = prepared.detect_grids();
    grids
        .iter()
        .filter_map(|grid| Some(grid.decode().ok()?.1))
        .collect()
}

/// Whether this is a label or a card, be it one of another version.
fn is_ours(reading: Result<Reading, Unread>) -> bool {
    match reading {
        Ok(_) | Err(Unread::Card) => true,
        Err(Unread::Glued | Unread::Code(_)) => false,
    }
}

/// The text to take, of all that was read: the only one that is ours, whatever a manufacturer printed beside it.
fn the_one(texts: Vec<String>) -> Result<String, Unseen> {
    let read_any = !texts.is_empty();
    let mut ours: Vec<(Result<Reading, Unread>, String)> = Vec::new();
    for text in texts {
        let reading = read_text(&text);
        // The same label may be read twice.
        let is_new = ours.iter().all(|(other, _)| *other != reading);
        if is_ours(reading) && is_new {
            ours.push((reading, text));
        }
    }
    if ours.len() > 1 {
        return Err(Unseen::Several);
    }
    match ours.pop() {
        Some((_, text)) => Ok(text),
        None if read_any => Err(Unseen::Foreign),
        None => Err(Unseen::NoCode),
    }
}

#[cfg(test)]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels"
)]
mod tests {
    use super::*;
    use image::{ImageFormat, Luma};
    use proptest::prelude::*;
    use qrcode::{QrCode, types::Color};
    use std::io::Cursor;

    const LABEL: &str = "https://passe-relais.exemple.fr/d/HJ4K-7PXD";

    /// A photo of 12 million pixels of a code that takes this share of its width, turned by so many degrees.
    fn photo(text: &str, share: f32, degrees: f32) -> Vec<u8> {
        let code = QrCode::new(text).unwrap();
        let modules = i32::try_from(code.width()).unwrap();
        let colors = code.to_colors();
        let (sin, cos) = degrees.to_radians().sin_cos();
        let scale = modules as f32 / (4000.0 * share);
        let image = GrayImage::from_fn(4000, 3000, |x, y| {
            let (right, down) = (x as f32 - 2000.0, y as f32 - 1500.0);
            let middle = modules as f32 / 2.0;
            let across = ((right * cos + down * sin) * scale + middle).floor() as i32;
            let along = ((down * cos - right * sin) * scale + middle).floor() as i32;
            let on_code = (0..modules).contains(&across) && (0..modules).contains(&along);
            let on_paper =
                (-4..modules + 4).contains(&across) && (-4..modules + 4).contains(&along);
            let dark = on_code && colors[(along * modules + across) as usize] == Color::Dark;
            Luma([match (dark, on_paper) {
                (true, _) => 40,
                (false, true) => 220,
                (false, false) => 120,
            }])
        });
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
        bytes.into_inner()
    }

    #[tokio::test]
    async fn a_label_is_read_close_and_far_whichever_way_the_phone_is_held() {
        for (share, degrees) in [(0.6, 0.0), (0.3, 90.0), (0.15, 200.0), (0.05, 37.0)] {
            let read = read(photo(LABEL, share, degrees)).await.unwrap();
            assert_eq!(read, Ok(LABEL.to_owned()), "{share} at {degrees}°");
        }
    }

    #[test]
    fn one_label_is_taken_and_of_two_none() {
        let texts = |texts: &[&str]| the_one(texts.iter().map(|&text| text.to_owned()).collect());
        let other = "https://passe-relais.exemple.fr/d/2222-2222";
        let card = "HTTPS://PASSE-RELAIS.EXEMPLE.FR/M/CHECK";
        let maker = "https://fabricant.exemple/1";
        assert_eq!(texts(&[]), Err(Unseen::NoCode));
        assert_eq!(texts(&[maker]), Err(Unseen::Foreign));
        assert_eq!(texts(&[maker, LABEL, maker]), Ok(LABEL.to_owned()));
        // The same label, looked at twice.
        let capitals = LABEL.to_uppercase();
        assert!(texts(&[LABEL, &capitals]).is_ok());
        assert_eq!(texts(&[LABEL, other]), Err(Unseen::Several));
        assert_eq!(texts(&[LABEL, card]), Err(Unseen::Several));
        assert_eq!(texts(&[card]), Ok(card.to_owned()));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whatever it shows, it is looked at to the end.
        #[test]
        fn no_picture_stops_the_program(width in 1_u32..90, height in 1_u32..90, seed: u32, coarse in 1_u32..12) {
            let image = GrayImage::from_fn(width, height, |x, y| {
                let cell = (x / coarse).wrapping_mul(73_856_093) ^ (y / coarse).wrapping_mul(19_349_663) ^ seed;
                Luma([if cell.wrapping_mul(2_654_435_761) >> 31 == 0 { 0 } else { 255 }])
            });
            prop_assert!(decoded(&image).len() < 3);
            prop_assert!(decoded(&smaller(&image, 32)).len() < 3);
        }
    }
}
