//! Photos that people send: opened one at a time, off the threads that answer, and only when their size fits.
use crate::web::Error;
use anyhow::Context;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, metadata::Orientation};
use std::io::Cursor;
use tokio::sync::Semaphore;

/// Why a file is not a photo to open.
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

/// Opening takes memory: one photo at a time.
static OPENING: Semaphore = Semaphore::const_new(1);

/// Does this work on a photo, in its turn. Who gives up waiting for the answer does not hand the turn on before
/// the work has ended.
pub async fn in_turn<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    let turn = OPENING
        .acquire()
        .await
        .context("the semaphore is never closed")?;
    let done = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        work()
    });
    Ok(done.await.context("a photo was not read to its end")?)
}

/// The picture, and how the camera was held.
pub fn open(bytes: &[u8]) -> Result<(DynamicImage, Orientation), PhotoFault> {
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
    let image = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    Ok((image, orientation))
}
