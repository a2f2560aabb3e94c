//! A picture of a label in ZPL, for the preview: the few commands our templates use, drawn about where a
//! printer puts them. What it does not know it leaves out.

use std::fmt::Write;

/// Where the next field stands, and how its text is set.
#[derive(Default)]
struct Field {
    x: u32,
    y: u32,
    height: u32,
    width: u32,
    block: Option<Block>,
}

/// Text that is broken into lines.
struct Block {
    width: u32,
    lines: usize,
    gap: u32,
    centred: bool,
}

/// The first label of `zpl`, on paper of this many dots.
#[must_use]
pub fn svg(zpl: &str, (width, height): (usize, usize)) -> String {
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"
    );
    let mut field = Field::default();
    for command in zpl.split('^').skip(1) {
        let Some((name, given)) = command.split_at_checked(2) else {
            continue;
        };
        let given = given.trim_end_matches(['\r', '\n']);
        let number = |place: usize| {
            given
                .split(',')
                .nth(place)
                .and_then(|it| it.trim().parse().ok())
        };
        match name {
            "FO" => (field.x, field.y) = (number(0).unwrap_or(0), number(1).unwrap_or(0)),
            "A0" => {
                field.height = number(1).unwrap_or(20);
                field.width = number(2).unwrap_or(field.height);
            }
            "FB" => {
                field.block = Some(Block {
                    width: number(0).unwrap_or(0),
                    lines: number(1).map_or(1, |lines| usize::try_from(lines).unwrap_or(1)),
                    gap: number(2).unwrap_or(0),
                    centred: given.split(',').nth(3) == Some("C"),
                });
            }
            "FD" => text(&mut svg, &field, given),
            "GF" => picture(&mut svg, &field, given),
            "FS" => field.block = None,
            "XZ" => break,
            _ => {}
        }
    }
    svg.push_str("</svg>");
    svg
}

/// Letters of another face than the printer's, about as wide.
fn text(svg: &mut String, field: &Field, words: &str) {
    let lines = match &field.block {
        None => vec![words.to_owned()],
        Some(block) => {
            let letters = 100 * block.width / (52 * field.width).max(1);
            let mut lines = broken(words, usize::try_from(letters).unwrap_or(1));
            lines.truncate(block.lines);
            lines
        }
    };
    let (x, anchor) = match &field.block {
        Some(block) if block.centred => (field.x + block.width / 2, "middle"),
        Some(_) | None => (field.x, "start"),
    };
    let step = field.height + field.block.as_ref().map_or(0, |block| block.gap);
    for (number, line) in (0_u32..).zip(lines) {
        let y = field.y + field.height * 4 / 5 + number * step;
        let size = field.height * 9 / 10;
        let line = line.replace('&', "&amp;").replace('<', "&lt;");
        write!(
            svg,
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-family=\"sans-serif\" font-weight=\"bold\" font-size=\"{size}\">{line}</text>"
        )
        .expect("a String takes everything");
    }
}

/// Words in lines of so many letters. What is longer than a line is broken at its end, as a printer does.
pub(super) fn broken(words: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in words.split(' ') {
        let mut symbols: Vec<char> = word.chars().collect();
        while symbols.len() > letters.max(1) {
            let rest = symbols.split_off(letters.max(1));
            put(&mut lines, &symbols, letters);
            symbols = rest;
        }
        put(&mut lines, &symbols, letters);
    }
    lines
}

/// On the last line if there is room, else on one more.
fn put(lines: &mut Vec<String>, word: &[char], letters: usize) {
    let room = |line: &String| line.is_empty() || line.chars().count() + 1 + word.len() <= letters;
    match lines.last_mut().filter(|line| room(line)) {
        Some(line) => {
            if !line.is_empty() {
                line.push(' ');
            }
            line.extend(word);
        }
        None => lines.push(word.iter().collect()),
    }
}

/// A picture in hexadecimal digits: `,` ends a row in white, `:` repeats the row before.
fn picture(svg: &mut String, field: &Field, given: &str) {
    let mut parts = given.splitn(5, ',').skip(3);
    let (Some(bytes_per_row), Some(digits)) = (
        parts.next().and_then(|it| it.parse::<usize>().ok()),
        parts.next(),
    ) else {
        return;
    };
    let mut rows: Vec<String> = Vec::new();
    let mut row = String::new();
    for symbol in digits.chars() {
        match symbol {
            ',' => row.extend(std::iter::repeat_n(
                '0',
                (2 * bytes_per_row).saturating_sub(row.len()),
            )),
            ':' => row = rows.last().cloned().unwrap_or_default(),
            digit => row.push(digit),
        }
        if row.len() >= 2 * bytes_per_row {
            rows.push(std::mem::take(&mut row));
        }
    }
    svg.push_str("<path shape-rendering=\"crispEdges\" d=\"");
    for (y, row) in (field.y..).zip(rows) {
        let dots: Vec<bool> = row
            .chars()
            .filter_map(|digit| digit.to_digit(16))
            .flat_map(|digit| [8, 4, 2, 1].map(|bit| digit & bit != 0))
            .collect();
        let mut x = field.x;
        for run in dots.chunk_by(|left, right| left == right) {
            let length = u32::try_from(run.len()).unwrap_or(u32::MAX);
            if run[0] {
                write!(svg, "M{x} {y}h{length}v1h-{length}z").expect("a String takes everything");
            }
            x += length;
        }
    }
    svg.push_str("\"/>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_drawn_with_its_picture_and_its_words() {
        let zpl = "^XA^FO8,2^A0N,10,10^FB20,2,1,C^FDUn <deux> & trois^FS^FO1,1^GFA,4,4,2,8001:^FS^XZ^XA^FDno^XZ";
        let svg = svg(zpl, (40, 20));
        let text = |y: u32, words: &str| {
            format!(
                "<text x=\"18\" y=\"{y}\" text-anchor=\"middle\" font-family=\"sans-serif\" font-weight=\"bold\" \
                 font-size=\"9\">{words}</text>"
            )
        };
        assert!(svg.contains(&text(10, "Un")), "{svg}");
        assert!(svg.contains(&text(21, "&lt;de")), "{svg}");
        assert!(
            !svg.contains("trois"),
            "no more lines than the block has: {svg}"
        );
        let dots = "M1 1h1v1h-1zM16 1h1v1h-1zM1 2h1v1h-1zM16 2h1v1h-1z";
        assert!(svg.contains(dots), "{svg}");
        assert!(!svg.contains("no<"), "the first label only: {svg}");
    }

    #[test]
    fn words_are_broken_between_them_and_inside_where_they_are_longer_than_a_line() {
        assert_eq!(broken("", 5), [""]);
        assert_eq!(broken("un deux trois", 7), ["un deux", "trois"]);
        assert_eq!(
            broken("à intercommunalité", 7),
            ["à", "interco", "mmunali", "té"]
        );
        assert_eq!(broken("abc", 0), ["a", "b", "c"]);
    }
}
