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
    /// The line in a block of its own, whose letters are as large as it allows.
    Block(Block<'t>),
    Qr,
}

/// `^A0N,25,25^FB198,5,4,L^FD`: the largest letters, in dots, and the place that the words have.
struct Block<'t> {
    height: usize,
    width: usize,
    across: usize,
    lines: usize,
    gap: usize,
    /// How the lines are set, and what else the command says.
    rest: &'t str,
}

/// Smaller letters are not read at arm's length: two millimetres of a printer of 203 dpi.
const SMALLEST: usize = 16;

/// How wide a letter of the printer's own face is, of a hundred parts of what is asked for; on the safe side.
const LETTER: usize = 56;

impl<'t> Block<'t> {
    /// The block that a text of the template ends with, and what stands before it.
    fn at_the_end(text: &'t str) -> Option<(&'t str, Self)> {
        let (before, block) = text.rsplit_once("^A0N,")?;
        let (letters, place) = block.strip_suffix("^FD")?.split_once("^FB")?;
        let (height, width) = letters.split_once(',')?;
        let mut place = place.splitn(4, ',');
        let mut number = || place.next()?.trim().parse::<usize>().ok();
        let (across, lines, gap) = (number()?, number()?, number()?);
        let block = Self {
            height: height
                .trim()
                .parse::<usize>()
                .ok()
                .filter(|dots| *dots > 0)?,
            width: width.trim().parse().ok()?,
            across,
            lines,
            gap,
            rest: place.next().unwrap_or("L"),
        };
        Some((before, block))
    }

    /// The commands with these words: in smaller letters where they do not fit, and cut where even the smallest are
    /// too large. A printer would print what is too long over the last line.
    fn with(&self, words: &str) -> String {
        let least = SMALLEST.min(self.height);
        let whole = (least..=self.height).rev().find_map(|size| {
            let (lines, letters) = self.room(size);
            let fits = zpl_drawing::broken(words, letters).len() <= lines;
            fits.then(|| (size, lines, words.to_owned()))
        });
        let (size, lines, words) = whole.unwrap_or_else(|| {
            let (lines, letters) = self.room(least);
            (least, lines, cut(words, lines, letters))
        });
        let (width, across, gap) = (self.width_at(size), self.across, self.gap);
        let rest = self.rest;
        format!("^A0N,{size},{width}^FB{across},{lines},{gap},{rest}^FD{words}")
    }

    /// How many lines of how many letters there is room for.
    fn room(&self, size: usize) -> (usize, usize) {
        let lines = self.lines * (self.height + self.gap) / (size + self.gap);
        let letters = 100 * self.across / (LETTER * self.width_at(size)).max(1);
        (lines, letters)
    }

    fn width_at(&self, size: usize) -> usize {
        self.width * size / self.height
    }
}

/// So many lines of the words, the last one ending in dots.
fn cut(words: &str, lines: usize, letters: usize) -> String {
    let mut set = zpl_drawing::broken(words, letters);
    set.truncate(lines);
    if let Some(last) = set.last_mut() {
        let kept = last.chars().take(letters.saturating_sub(3));
        *last = kept.chain("...".chars()).collect();
    }
    set.join(" ")
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
        let (before, block) = match Block::at_the_end(before).filter(|_| name == "line") {
            Some((before, block)) => (before, Some(block)),
            None => (before, None),
        };
        pieces.push(Piece::Text(before));
        pieces.push(match name {
            "code" => Piece::Code,
            "url" => Piece::Url,
            "line" => block.map_or(Piece::Line, Piece::Block),
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
                Piece::Block(block) => zpl.push_str(&block.with(&harmless(line))),
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

    /// What is printed of a line in a block of 198 dots, five lines of 25: the letters, the lines, and the words.
    fn set(line: &str) -> (usize, usize, String) {
        let (before, block) = Block::at_the_end("^FO192,74^A0N,25,25^FB198,5,4,L^FD").unwrap();
        assert_eq!(before, "^FO192,74");
        let printed = block.with(line);
        let (_, again) = Block::at_the_end(printed.split_inclusive("^FD").next().unwrap()).unwrap();
        assert_eq!((again.across, again.gap, again.rest), (198, 4, "L"));
        // Never below where the last of the template's lines ends.
        assert!(
            again.lines * (again.height + 4) <= 5 * (25 + 4),
            "{printed}"
        );
        let words = printed.split_once("^FD").unwrap().1;
        let (lines, letters) = again.room(again.height);
        assert!(
            zpl_drawing::broken(words, letters).len() <= lines,
            "{printed}"
        );
        (again.height, again.lines, words.to_owned())
    }

    #[test]
    fn a_long_line_is_set_in_smaller_letters_and_cut_where_even_these_are_too_large() {
        let short = "Carton des chargeurs";
        assert_eq!(set(short), (25, 5, short.to_owned()));
        let owner = "Communauté de communes du Pays de Saint-Jean-de-Maurienne. Trouvé ? Appelez le 04 79 00 00 00.";
        let (height, lines, words) = set(owner);
        assert_eq!(words, owner);
        assert!((SMALLEST..25).contains(&height) && lines > 5, "{height}");
        let endless = "Intercommunalité".repeat(30);
        let (height, lines, words) = set(&endless);
        assert_eq!((height, lines), (SMALLEST, 7));
        assert!(words.ends_with("...") && words.len() < 200, "{words}");
        // A template of another shape is left as it is.
        assert!(Block::at_the_end("^A0N,25,25^FD").is_none());
        assert!(Block::at_the_end("^FB198,5,4,L^FD").is_none());
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
