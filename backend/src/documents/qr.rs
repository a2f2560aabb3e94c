//! QR codes as small vector images.

use std::fmt::Write;

use qrcode::types::{Color, QrError};
use qrcode::{EcLevel, QrCode};

/// White modules the norm wants around a QR code (ISO/IEC 18004).
const QUIET_ZONE: usize = 4;

/// The text as a QR code in SVG, quiet zone included, correction level M (15 % of it may be worn
/// off). One path, one rectangle per run of dark modules: a sheet of labels stays small and is
/// typeset as an image, ten times faster than drawn shapes.
pub fn svg(text: &str) -> Result<String, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
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
