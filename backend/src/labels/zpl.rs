//! Labels in ZPL, the language of Zebra's printers: one label's commands with gaps, filled in for each.
//!
//! The QR code is our own picture of it (`^GFA`) and not the printer's `^BQ`: what the test reads is then what
//! every printer prints, whatever its firmware.

use std::fmt::Write;

use qrcode::types::QrError;

use super::{
    sheet::{Label, Sheet},
    template::{Template, problem},
    zpl_drawing,
};
use crate::documents::{Problem, qr};

/// A gap of the template, or the text between two.
enum Piece<'t> {
    Text(&'t str),
    Code,
    Url,
    Line,
    Qr,
}

/// The commands without the lines that describe the format.
pub(super) fn commands(source: &str) -> &str {
    let mut rest = source;
    while let Some(line) = rest.lines().next()
        && line.starts_with("//")
    {
        rest = rest
            .get(line.len()..)
            .unwrap_or_default()
            .trim_start_matches(['\r', '\n']);
    }
    rest.trim()
}

/// Tells the first thing in a template that no printer would understand.
pub(super) fn check(source: &str) -> Result<(), Problem> {
    let commands = commands(source);
    if !commands.starts_with("^XA") || !commands.ends_with("^XZ") {
        return Err(problem(
            "a label begins with ^XA and ends with ^XZ".to_owned(),
        ));
    }
    for (number, line) in source.lines().enumerate() {
        if line.starts_with("//") {
            continue;
        }
        if let Err(message) = pieces(line) {
            return Err(Problem {
                line: Some(number + 1),
                message,
            });
        }
    }
    if !commands.contains("{qr}") || !commands.contains("{code}") {
        return Err(problem("a label shows {qr} and {code}".to_owned()));
    }
    Ok(())
}

/// The template cut at its gaps, or what is wrong with the first gap that is none of ours.
fn pieces(commands: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    let mut rest = commands;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after
            .split_once('}')
            .ok_or("a gap that begins with { ends with } on the same line")?;
        pieces.push(Piece::Text(before));
        pieces.push(match name {
            "code" => Piece::Code,
            "url" => Piece::Url,
            "line" => Piece::Line,
            "qr" => Piece::Qr,
            other => {
                return Err(format!(
                    "{{{other}}} is none of {{code}}, {{url}}, {{qr}}, {{line}}"
                ));
            }
        });
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    Ok(pieces)
}

/// All labels of the sheet, one after the other.
pub fn print(sheet: &Sheet) -> Result<String, QrError> {
    let template = &sheet.template;
    let pieces = pieces(commands(&template.source)).unwrap_or_default();
    let mut zpl = String::new();
    // No label printer's format has room for the word of a device.
    for Label { code, line, .. } in &sheet.labels {
        let url = template.url(*code, &sheet.base_url);
        for piece in &pieces {
            match piece {
                Piece::Text(text) => zpl.push_str(text),
                Piece::Code => zpl.push_str(&code.to_string()),
                Piece::Url => zpl.push_str(&harmless(&url)),
                Piece::Line => zpl.push_str(&harmless(line)),
                Piece::Qr => zpl.push_str(&picture(template, &url)?),
            }
        }
        zpl.push('\n');
    }
    Ok(zpl)
}

/// The first label as a picture.
pub fn drawing(sheet: &Sheet) -> Result<String, QrError> {
    let (width, height) = sheet.template.layout.label;
    let paper = (sheet.template.dots(width), sheet.template.dots(height));
    Ok(zpl_drawing::svg(&print(sheet)?, paper))
}

/// A text without what the printer would take for a command: `^` and `~` begin one, `\` breaks a line.
fn harmless(text: &str) -> String {
    let command = |symbol: char| matches!(symbol, '^' | '~' | '\\') || symbol.is_control();
    text.replace(command, " ")
}

/// The QR code as a picture of `qr-mm`, its squares whole dots. `:` repeats a row, `,` fills one with white.
fn picture(template: &Template, url: &str) -> Result<String, QrError> {
    let side = template.dots(template.qr_mm);
    let rows = qr::rows(url)?;
    let dots = (side / (rows.len() + 2 * qr::QUIET_ZONE)).max(1);
    let margin = side.saturating_sub(rows.len() * dots) / 2;
    let bytes_per_row = side.div_ceil(8);
    let bytes = bytes_per_row * side;
    let mut picture = format!("^GFA,{bytes},{bytes},{bytes_per_row},");
    picture.push_str(&",".repeat(margin));
    for row in &rows {
        let mut bits = vec![0_u8; bytes_per_row];
        for dot in 0..row.len() * dots {
            if row[dot / dots] {
                let at = margin + dot;
                if let Some(byte) = bits.get_mut(at / 8) {
                    *byte |= 0x80 >> (at % 8);
                }
            }
        }
        for byte in bits {
            write!(picture, "{byte:02X}").expect("a String takes everything");
        }
        picture.push_str(&":".repeat(dots - 1));
    }
    let below = side.saturating_sub(margin + rows.len() * dots);
    picture.push_str(&",".repeat(below));
    Ok(picture)
}

/// One label with the edge of the label, two rulers and a square to measure.
#[must_use]
pub fn calibration(template: &Template, square_mm: f64) -> String {
    let (width, height) = template.layout.label;
    let (right, bottom) = (template.dots(width), template.dots(height));
    let mut zpl = format!("^XA\n^PW{right}\n^LL{bottom}\n^LH0,0\n^FO0,0^GB{right},{bottom},2^FS\n");
    let tick = |step: u32| match step {
        step if step.is_multiple_of(10) => 24,
        step if step.is_multiple_of(5) => 16,
        _ => 8,
    };
    let steps = |length: f64| (1_u32..).take_while(move |step| f64::from(*step) < length);
    for step in steps(width) {
        let (x, length) = (template.dots(f64::from(step)), tick(step));
        writeln!(zpl, "^FO{x},0^GB1,{length},1^FS").expect("a String takes everything");
    }
    for step in steps(height) {
        let (y, length) = (template.dots(f64::from(step)), tick(step));
        writeln!(zpl, "^FO0,{y}^GB{length},1,1^FS").expect("a String takes everything");
    }
    let side = template.dots(square_mm);
    let (x, y) = (
        (right.saturating_sub(side)) / 2,
        (bottom.saturating_sub(side)) / 2,
    );
    let (inside_x, inside_y) = (x + 8, y + side / 2 - 12);
    writeln!(
        zpl,
        "^FO{x},{y}^GB{side},{side},2^FS\n^FO{inside_x},{inside_y}^A0N,24,24^FD{square_mm} x {square_mm} mm^FS\n^XZ"
    )
    .expect("a String takes everything");
    zpl
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Code, template::Language};
    use crate::web::Lang;

    const SOURCE: &str = "// title-fr: Essai\n// title-en: Trial\n// page-mm: 50 x 30\n// label-mm: 50 x 30\n\
         // labels: 1 x 1\n// qr-mm: 24\n// printer-dpi: 203\n\n^XA\n^FD{code}^FS{qr}^FD{line}^FS\n^XZ\n";

    fn template() -> Template {
        Template::new("essai", Language::Zpl, SOURCE.to_owned()).unwrap()
    }

    #[test]
    fn no_text_becomes_a_command_or_a_gap() {
        let label = |line: &str| Label {
            code: Code::LONGEST,
            line: line.to_owned(),
            word: None,
        };
        let sheet = Sheet {
            template: template(),
            labels: vec![label("^XZ ~JR {code} \\& l’œuvre\n\u{7}"), label("b")],
            base_url: "https://a.fr".to_owned(),
            lang: Lang::Fr,
            skip: 0,
        };
        let zpl = print(&sheet).unwrap();
        assert_eq!(zpl.matches("^XA").count(), 2);
        assert_eq!(zpl.matches("^XZ").count(), 2);
        assert!(!zpl.contains('~'));
        assert!(zpl.contains("^FD XZ  JR {code}  & l’œuvre  ^FS"), "{zpl}");
    }

    #[test]
    fn the_squares_are_whole_dots_in_the_middle_of_their_place() {
        let template = template();
        // 33 squares with the margin, 192 dots: 5 dots each, 13 dots more than needed around.
        let zpl = picture(&template, "HTTPS://A.FR/D/WWWW-WWWK").unwrap();
        let (head, rows) = zpl.split_at("^GFA,4608,4608,24,".len());
        assert_eq!(head, "^GFA,4608,4608,24,");
        let white = rows.chars().take_while(|it| *it == ',').count();
        let after = rows.chars().rev().take_while(|it| *it == ',').count();
        assert_eq!(
            (white + after, rows.matches(':').count()),
            (192 - 25 * 5, 25 * 4)
        );
        assert!(white.abs_diff(after) <= 1);
    }
}
