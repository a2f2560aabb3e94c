//! QR codes as small vector images.

use std::fmt::Write;

use qrcode::types::{Color, QrError};
use qrcode::{EcLevel, QrCode};

/// White modules the norm wants around a QR code (ISO/IEC 18004).
pub const QUIET_ZONE: usize = 4;

/// How many modules a QR code of the text has across, white margin included.
pub fn modules(text: &str) -> Result<usize, QrError> {
    Ok(code(text)?.width() + 2 * QUIET_ZONE)
}

/// The modules of the text's QR code, row by row, without the margin; the dark ones are `true`.
pub fn rows(text: &str) -> Result<Vec<Vec<bool>>, QrError> {
    let code = code(text)?;
    let dark = code.to_colors().into_iter().map(|it| it == Color::Dark);
    let dark: Vec<bool> = dark.collect();
    Ok(dark.chunks(code.width()).map(<[bool]>::to_vec).collect())
}

/// Correction level M: 15 % of it may be worn off.
fn code(text: &str) -> Result<QrCode, QrError> {
    QrCode::with_error_correction_level(text, EcLevel::M)
}

/// The text as a QR code in SVG, quiet zone included. One path, one rectangle per run of dark modules: a
/// sheet of labels stays small and is typeset as an image, ten times faster than drawn shapes.
pub fn svg(text: &str) -> Result<String, QrError> {
    let code = code(text)?;
    let size = code.width();
    let whole = size + 2 * QUIET_ZONE;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {whole} {whole}\" \
         width=\"{whole}\" height=\"{whole}\" shape-rendering=\"crispEdges\">\
         <rect width=\"{whole}\" height=\"{whole}\" fill=\"#fff\"/><path d=\""
    );
    for (y, row) in code.to_colors().chunks(size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run[0] == Color::Dark {
                let (left, top, length) = (x + QUIET_ZONE, y + QUIET_ZONE, run.len());
                write!(svg, "M{left} {top}h{length}v1h-{length}z")
                    .expect("a String takes everything");
            }
            x += run.len();
        }
    }
    svg.push_str("\"/></svg>");
    Ok(svg)
}
