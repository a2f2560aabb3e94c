//! Label formats: files that a workshop edits, read again at each printing. The first lines of each say where
//! the labels lie on the page and how large the QR code is; the rest draws one label.

use std::path::Path;
use std::{fs, io};

use qrcode::types::QrError;
use serde::Serialize;

use super::{Code, zpl};
use crate::{
    documents::{DocumentError, Problem, qr},
    web::Lang,
};

/// Smaller squares are not read by a phone or a worn scanner, nor printed square by an ordinary printer.
pub const LEAST_MODULE_MM: f64 = 0.25;

/// A label format, from one file of the folder `label-templates`.
#[derive(Debug, Clone)]
pub struct Template {
    /// Name of the file without its ending: the stable name of the format.
    pub name: String,
    title_fr: String,
    title_en: String,
    pub language: Language,
    pub layout: Layout,
    /// Side of the QR code with its white margin.
    pub qr_mm: f64,
    /// What the printer prints.
    pub printer_dpi: f64,
    address: Address,
    pub(super) source: String,
}

/// What a format is written in: the ending of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Typeset here into a PDF.
    Typst,
    /// The language of Zebra's printers, sent as it is.
    Zpl,
}

/// How the QR code spells the address of a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Address {
    AsConfigured,
    /// `HTTPS://HOST/D/CODE`: fewer and larger squares.
    Capitals,
}

/// Where the labels lie on a page, in millimetres: pairs are across and down, from the upper left.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Layout {
    pub page: (f64, f64),
    pub label: (f64, f64),
    pub columns: usize,
    pub rows: usize,
    /// The corner of the first label.
    pub first: (f64, f64),
    /// From a label to the next.
    pub pitch: (f64, f64),
}

impl Layout {
    #[must_use]
    pub fn labels_per_page(&self) -> usize {
        self.columns * self.rows
    }

    /// Whether the labels lie on the page, none over another. A label that fingers can hold has 5 mm.
    fn fits(&self) -> bool {
        let apart = |label: f64, pitch: f64| label >= 5.0 && pitch >= label - 0.01;
        if !apart(self.label.0, self.pitch.0) || !apart(self.label.1, self.pitch.1) {
            return false;
        }
        let end = |count: usize, first: f64, pitch: f64, label: f64| {
            let steps = u32::try_from(count.saturating_sub(1)).unwrap_or(u32::MAX);
            first + f64::from(steps) * pitch + label
        };
        let across = end(self.columns, self.first.0, self.pitch.0, self.label.0);
        let down = end(self.rows, self.first.1, self.pitch.1, self.label.1);
        let room = |side: f64| side.min(2_000.0) + 0.01;
        across <= room(self.page.0) && down <= room(self.page.1)
    }
}

/// The formats of a folder, by name. One that cannot be used does not keep the others from printing.
#[derive(Debug, Default)]
pub struct Templates {
    pub usable: Vec<Template>,
    /// Their QR code would not be read at this installation's address.
    pub too_small: Vec<TooSmall>,
    pub broken: Vec<BrokenTemplate>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct BrokenTemplate {
    pub name: String,
    pub problem: Problem,
}

/// A format whose QR code would have squares below [`LEAST_MODULE_MM`].
#[derive(Debug)]
pub struct TooSmall {
    pub template: Template,
    pub module_mm: f64,
    /// How long the address in the QR code is.
    pub characters: usize,
}

impl TooSmall {
    /// What is wrong and what to do, for who runs the program.
    #[must_use]
    pub fn sentence(&self) -> String {
        format!(
            "the squares of the QR code of {} would measure {:.2} mm and not be read ({LEAST_MODULE_MM} mm is the \
             least): the address in it has {} characters. Take a shorter PASSE_RELAIS_BASE_URL, or a larger label \
             and qr-mm in its file, or remove the file",
            self.template.name, self.module_mm, self.characters
        )
    }
}

/// Reads every `.typ` and `.zpl` file of the folder.
pub fn templates(folder: &Path, base_url: &str) -> io::Result<Templates> {
    let mut files = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut templates = Templates::default();
    let mut names: Vec<String> = Vec::new();
    for path in files.iter().map(fs::DirEntry::path) {
        let language = match path.extension().and_then(|end| end.to_str()) {
            Some("typ") => Language::Typst,
            Some("zpl") => Language::Zpl,
            Some(_) | None => continue,
        };
        let Some(name) = path.file_stem().map(|name| name.to_string_lossy()) else {
            continue;
        };
        let read = if names.iter().any(|known| *known == name) {
            Err(problem("another format has this name".to_owned()))
        } else {
            fs::read_to_string(&path).map_err(|error| problem(error.to_string()))
        };
        names.push(name.to_string());
        match read.and_then(|source| Template::new(&name, language, source)) {
            Ok(template) => templates.sort_in(template, base_url),
            Err(problem) => templates.broken.push(BrokenTemplate {
                name: name.into_owned(),
                problem,
            }),
        }
    }
    Ok(templates)
}

impl Templates {
    fn sort_in(&mut self, template: Template, base_url: &str) {
        let url = template.url(Code::LONGEST, base_url);
        match template.module_mm(&url) {
            Ok(module_mm) if module_mm < LEAST_MODULE_MM => self.too_small.push(TooSmall {
                template,
                module_mm,
                characters: url.len(),
            }),
            Ok(_) => self.usable.push(template),
            Err(error) => self.broken.push(BrokenTemplate {
                name: template.name,
                problem: problem(format!("the address is {error}")),
            }),
        }
    }

    /// A folder that cannot be read holds nothing to choose, and the page of labels says why.
    #[must_use]
    pub fn unreadable(folder: &Path, error: &io::Error) -> Self {
        Self {
            broken: vec![BrokenTemplate {
                name: folder.display().to_string(),
                problem: problem(error.to_string()),
            }],
            ..Self::default()
        }
    }
}

impl Template {
    pub(super) fn new(name: &str, language: Language, source: String) -> Result<Self, Problem> {
        // It stands in addresses and in names of files.
        let plain = |symbol: char| symbol.is_ascii_alphanumeric() || symbol == '-';
        if name.is_empty() || !name.chars().all(plain) {
            let message =
                "the name of the file may have letters without accents, digits and hyphens only";
            return Err(problem(message.to_owned()));
        }
        let (columns, rows): (usize, usize) = pair(&source, "labels", "3 x 7")?;
        if columns == 0 || rows == 0 {
            return Err(unreadable("labels", "3 x 7"));
        }
        let (page, label): ((f64, f64), (f64, f64)) = (
            pair(&source, "page-mm", "210 x 297")?,
            pair(&source, "label-mm", "63.5 x 38.1")?,
        );
        // A roll has one label on each page.
        let (first, pitch) = if (columns, rows) == (1, 1) {
            ((0.0, 0.0), label)
        } else {
            (
                pair(&source, "first-mm", "7.2 x 15.1")?,
                pair(&source, "pitch-mm", "66 x 38.1")?,
            )
        };
        let layout = Layout {
            page,
            label,
            columns,
            rows,
            first,
            pitch,
        };
        if !layout.fits() {
            return Err(problem("the labels do not fit on the page: see page-mm, label-mm, labels, first-mm, pitch-mm".to_owned()));
        }
        let qr_mm = number(&source, "qr-mm", "24")?;
        if qr_mm > label.0.min(label.1) {
            return Err(problem(
                "the QR code does not fit on the label: see qr-mm".to_owned(),
            ));
        }
        let address = match header(&source, "address").as_deref() {
            Err(_) => Address::AsConfigured,
            Ok("capitals") => Address::Capitals,
            Ok(_) => return Err(unreadable("address", "capitals")),
        };
        if language == Language::Zpl {
            zpl::check(&source)?;
        }
        Ok(Self {
            name: name.to_owned(),
            title_fr: header(&source, "title-fr")?,
            title_en: header(&source, "title-en")?,
            language,
            layout,
            qr_mm,
            printer_dpi: number(&source, "printer-dpi", "300")?,
            address,
            source,
        })
    }

    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.title_fr,
            Lang::En => &self.title_en,
        }
    }

    /// The address in the QR code of a device.
    #[must_use]
    pub fn url(&self, code: Code, base_url: &str) -> String {
        match self.address {
            Address::AsConfigured => code.url(base_url),
            Address::Capitals => code.url_in_capitals(base_url),
        }
    }

    /// How large one square of the QR code is printed.
    pub fn module_mm(&self, url: &str) -> Result<f64, QrError> {
        let modules = qr::modules(url)?;
        let across = f64::from(u32::try_from(modules).unwrap_or(u32::MAX));
        Ok(match self.language {
            Language::Typst => self.qr_mm / across,
            Language::Zpl => {
                // Whole dots.
                let dots = self.dots(self.qr_mm) / modules.max(1);
                f64::from(u32::try_from(dots).unwrap_or(u32::MAX)) * 25.4 / self.printer_dpi
            }
        })
    }

    /// A length in dots of the printer. Makers count 8 dots to a millimetre at 203 dpi.
    #[must_use]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lengths on a page, read from numbers above zero"
    )]
    pub fn dots(&self, mm: f64) -> usize {
        (mm * (self.printer_dpi / 25.4).round()).round() as usize
    }

    /// Prints examples in both languages: more than one page, the first already begun. Tells every
    /// mistake of the template.
    pub fn check(&self, base_url: &str) -> Result<(), DocumentError> {
        match self.language {
            Language::Typst => super::sheet::check(self, base_url),
            // Its words were checked when it was read.
            Language::Zpl => Ok(()),
        }
    }
}

/// What stands behind `// key:` in the first lines.
fn header(source: &str, key: &str) -> Result<String, Problem> {
    source
        .lines()
        .map_while(|line| line.strip_prefix("//"))
        .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(':'))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .ok_or_else(|| problem(format!("the first lines must have `// {key}: …`")))
}

/// Two numbers, written `210 x 297`.
fn pair<T: std::str::FromStr + PartialOrd + Default>(
    source: &str,
    key: &str,
    example: &str,
) -> Result<(T, T), Problem> {
    header(source, key)?
        .split_once('x')
        .and_then(|(across, down)| Some((across.trim().parse().ok()?, down.trim().parse().ok()?)))
        .filter(|(across, down)| *across >= T::default() && *down >= T::default())
        .ok_or_else(|| unreadable(key, example))
}

fn number(source: &str, key: &str, example: &str) -> Result<f64, Problem> {
    header(source, key)?
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite() && *number > 0.0)
        .ok_or_else(|| unreadable(key, example))
}

fn unreadable(key: &str, example: &str) -> Problem {
    problem(format!(
        "`{key}` cannot be read; an example: `// {key}: {example}`"
    ))
}

pub(super) fn problem(message: String) -> Problem {
    Problem {
        line: None,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    const HEAD: &str = "// title-fr: Essai\n// title-en: Trial\n// page-mm: 50 x 30\n// label-mm: 50 x 30\n\
         // labels: 1 x 1\n// qr-mm: 20\n// printer-dpi: 300\n";
    const BASE_URL: &str = "https://passe-relais.exemple.fr";

    fn folder(files: &[(&str, String)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn a_mistake_in_a_template_is_named_with_its_line() {
        let body = "#set page(width: 50mm, height: 30mm)\n#set document(title: \"Essai\")\n";
        let data = "#let data = json(\"data.json\")\n";
        let with = |key: &str, value: &str| {
            let mut text = String::new();
            for line in HEAD.lines() {
                if line.starts_with(&format!("// {key}:")) {
                    writeln!(text, "// {key}: {value}").unwrap();
                } else {
                    writeln!(text, "{line}").unwrap();
                }
            }
            text + body
        };
        let folder = folder(&[
            (
                "a-unknown-name.typ",
                format!("{HEAD}{body}{data}#data.labels.first().cod"),
            ),
            (
                "b-other-size.typ",
                format!(
                    "{HEAD}#set document(title: \"Essai\")\n#set page(width: 60mm, height: 30mm)\nx#pagebreak()x"
                ),
            ),
            (
                "c-no-alt.typ",
                format!(
                    "{HEAD}{body}{data}#image(bytes(data.labels.first().qr), width: 9mm)#pagebreak()x"
                ),
            ),
            ("d-disk.typ", format!("{HEAD}{body}#read(\"/etc/passwd\")")),
            ("e-no-header.typ", body.to_owned()),
            ("f-no-number.typ", with("labels", "0 x 1")),
            (
                "g-outside.typ",
                with("labels", "1 x 2").replace(
                    "// labels",
                    "// first-mm: 0 x 0\n// pitch-mm: 50 x 30\n// labels",
                ),
            ),
            ("h-large-qr.typ", with("qr-mm", "31")),
            ("i-infinite.typ", with("qr-mm", "inf")),
            ("j-below-zero.typ", with("page-mm", "-50 x 30")),
            ("k name.typ", with("qr-mm", "20")),
            ("l-twice.typ", format!("{HEAD}{body}{data}x#pagebreak()x")),
            ("l-twice.zpl", format!("{HEAD}^XA{{qr}}{{code}}^XZ")),
            ("m-gap.zpl", format!("{HEAD}^XA\n^FD{{cod}}^FS\n^XZ")),
            ("n-open.zpl", format!("{HEAD}^XA\n{{qr}} {{code\n^XZ")),
            ("o-no-end.zpl", format!("{HEAD}^XA{{qr}}{{code}}")),
            ("p-no-qr.zpl", format!("{HEAD}^XA{{code}}^XZ")),
            ("ignored.txt", String::new()),
        ]);
        let templates = templates(folder.path(), BASE_URL).unwrap();
        assert!(templates.too_small.is_empty());
        let mut said = String::new();
        for template in &templates.usable {
            let checked = template.check(BASE_URL);
            let checked = checked.map_or_else(|error| error.to_string(), |()| "prints".to_owned());
            writeln!(said, "{}: {checked}", template.name).unwrap();
        }
        for broken in &templates.broken {
            writeln!(said, "{}: {}", broken.name, broken.problem).unwrap();
        }
        insta::assert_snapshot!(said);
    }

    #[test]
    fn an_address_too_long_for_a_small_label_is_refused_with_what_to_do() {
        let small = |dpi: &str| {
            let head = HEAD.replace("qr-mm: 20", "qr-mm: 10");
            let head = head.replace("dpi: 300", &format!("dpi: {dpi}"));
            format!("{head}// address: capitals\n")
        };
        let folder = folder(&[
            ("sheet.typ", small("600")),
            ("zebra.zpl", format!("{}^XA{{qr}}{{code}}^XZ", small("203"))),
        ]);
        let read = templates(folder.path(), BASE_URL).unwrap();
        assert_eq!(read.broken, []);
        assert!(read.too_small.is_empty());
        let modules: Vec<_> = read
            .usable
            .iter()
            .map(|it| it.module_mm(&it.url(Code::LONGEST, BASE_URL)).unwrap())
            .map(|module| format!("{module:.3}"))
            .collect();
        // 37 squares in 10 mm; of a label printer, two whole dots each.
        assert_eq!(modules, ["0.270", "0.250"]);

        let long = "https://passe-relais.inclusion-numerique.hautesavoie.fr";
        let read = templates(folder.path(), long).unwrap();
        assert!(read.usable.is_empty());
        let said: Vec<_> = read.too_small.iter().map(TooSmall::sentence).collect();
        for (sentence, expected) in said
            .iter()
            .zip(["sheet would measure 0.24 mm", "zebra would measure 0.13 mm"])
        {
            assert!(sentence.contains(expected), "{sentence}");
            assert!(sentence.contains("has 67 characters. Take a shorter PASSE_RELAIS_BASE_URL"));
        }
        assert_eq!(said.len(), 2);
    }
}
