//! Pictures as a phone takes them: held askew, in uneven light, with noise.
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels"
)]

use image::{GrayImage, Luma};

/// The pictures side by side on a grey table: turned by some degrees, one side in the shade, with noise that is
/// the same each time.
pub fn held_askew(pictures: &[GrayImage], width: u32, height: u32) -> GrayImage {
    let (sin, cos) = 0.2_f32.sin_cos();
    let count = pictures.len().max(1) as f32;
    let cell = (width as f32 / count).min(height as f32) * 0.7;
    let mut random = 1_u32;
    GrayImage::from_fn(width, height, |x, y| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = (random >> 27) as f32 - 16.0;
        let place = (x as f32 * count / width as f32) as usize;
        let middle = (place as f32 + 0.5) * width as f32 / count;
        let (right, down) = (x as f32 - middle, y as f32 - height as f32 / 2.0);
        let seen = pictures.get(place).and_then(|picture| {
            let scale = picture.width().max(picture.height()) as f32 / cell;
            let left = (right * cos + down * sin) * scale + picture.width() as f32 / 2.0;
            let top = (down * cos - right * sin) * scale + picture.height() as f32 / 2.0;
            (left >= 0.0 && top >= 0.0)
                .then(|| picture.get_pixel_checked(left as u32, top as u32))
                .flatten()
        });
        let grey = seen.map_or(110.0, |pixel| f32::from(pixel.0[0]) * 0.8 + 20.0);
        let shade = 1.0 - 0.45 * x as f32 / width as f32;
        Luma([(grey * shade + noise).clamp(0.0, 255.0) as u8])
    })
}
