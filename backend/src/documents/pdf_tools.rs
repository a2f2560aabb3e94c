//! For tests: what a PDF says to the tools its readers use (poppler, zbar).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// Where a label lies on a page: its upper left corner and its size, in millimetres.
pub(crate) type Place = ((f64, f64), (f64, f64));

pub(crate) struct Pdf {
    folder: TempDir,
}

impl Pdf {
    pub(crate) fn new(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("it.pdf"), pdf).unwrap();
        Self { folder }
    }

    /// What a tool prints about the PDF. A missing tool fails the test: nothing is skipped.
    fn ask(&self, tool: &str, package: &str, arguments: &[&str]) -> String {
        self.ask_for(tool, package, arguments, &[0])
    }

    fn ask_for(&self, tool: &str, package: &str, arguments: &[&str], fine: &[i32]) -> String {
        let output = Command::new(tool)
            .args(arguments)
            .current_dir(self.folder.path())
            .output()
            .unwrap_or_else(|error| {
                panic!("{tool} is needed to test papers; install {package} ({error})")
            });
        assert!(
            output
                .status
                .code()
                .is_some_and(|code| fine.contains(&code)),
            "{tool} {arguments:?}: {} {}",
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    }

    pub(crate) fn text(&self) -> String {
        self.ask("pdftotext", "poppler-utils", &["-layout", "it.pdf", "-"])
    }

    pub(crate) fn page_sizes_mm(&self) -> Vec<(f64, f64)> {
        let about = self.ask(
            "pdfinfo",
            "poppler-utils",
            &["-f", "1", "-l", "9999", "it.pdf"],
        );
        let sizes = about
            .lines()
            .filter(|line| line.starts_with("Page ") && line.contains(" size:"));
        sizes
            .map(|line| {
                let points = line
                    .split_whitespace()
                    .filter_map(|word| word.parse::<f64>().ok());
                // The first number is the page's; a tenth of a millimetre is what pdfinfo can tell.
                let millimetres: Vec<f64> = points
                    .skip(1)
                    .map(|it| (it * 254.0 / 72.0).round() / 10.0)
                    .collect();
                (millimetres[0], millimetres[1])
            })
            .collect()
    }

    pub(crate) fn assert_tagged(&self, lang: &str) {
        let about = self.ask("pdfinfo", "poppler-utils", &["it.pdf"]);
        assert!(
            about
                .lines()
                .any(|line| line.split_whitespace().eq(["Tagged:", "yes"])),
            "{about}"
        );
        assert!(
            about
                .lines()
                .any(|line| line.starts_with("Title:") && line.len() > 20),
            "{about}"
        );
        let meta = self.ask("pdfinfo", "poppler-utils", &["-meta", "it.pdf"]);
        assert!(meta.contains("pdfuaid:part"), "{meta}");
        assert!(meta.contains(&format!("<rdf:li>{lang}</rdf:li>")), "{meta}");
    }

    /// The QR codes of all pages as printed at 300 dots per inch.
    pub(crate) fn qr_codes(&self) -> BTreeSet<String> {
        self.qr_codes_at(300.0, (101.6, 84.6))
    }

    /// The QR codes of all pages as printed at so many dots per inch. The decoder misses some when a page is
    /// full of them, so it is shown overlapping pieces of this many millimetres, each large enough for one
    /// whole label and more.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lengths on a page, all above zero"
    )]
    pub(crate) fn qr_codes_at(&self, dpi: f64, piece_mm: (f64, f64)) -> BTreeSet<String> {
        self.ask(
            "pdftoppm",
            "poppler-utils",
            &["-r", &dpi.to_string(), "-gray", "-png", "it.pdf", "page"],
        );
        let dots = |mm: f64| (mm / 25.4 * dpi) as u32;
        let (width, height) = (dots(piece_mm.0), dots(piece_mm.1));
        let pages = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path());
        let pages: Vec<_> = pages
            .filter(|path| path.extension().is_some_and(|end| end == "png"))
            .collect();
        let mut pieces = Vec::new();
        for page in pages {
            let page = image::open(page).unwrap();
            for y in (0..page.height()).step_by(height as usize / 2) {
                for x in (0..page.width()).step_by(width as usize / 2) {
                    let name = format!("piece-{}.png", pieces.len());
                    page.crop_imm(x, y, width, height)
                        .save(self.folder.path().join(&name))
                        .unwrap();
                    pieces.push(name);
                }
            }
        }
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        // Status 4 says that some piece shows no code.
        self.decoded(&pieces, &[0, 4])
    }

    /// The QR codes of labels that lie in these places of every page, each looked at by itself, as by a scanner
    /// that is held over it: upper left corner and size in millimetres.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lengths on a page, all above zero"
    )]
    pub(crate) fn qr_codes_in(&self, dpi: f64, places: &[Place]) -> BTreeSet<String> {
        let resolution = dpi.to_string();
        let arguments = ["-r", &resolution, "-gray", "-png", "it.pdf", "page"];
        self.ask("pdftoppm", "poppler-utils", &arguments);
        let dots = |mm: f64| (mm / 25.4 * dpi) as u32;
        let mut pieces = Vec::new();
        let pages: Vec<_> = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str());
                name.is_some_and(|name| name.starts_with("page"))
            })
            .collect();
        for page in pages {
            let page = image::open(page).unwrap();
            for ((left, top), (width, height)) in places {
                let name = format!("piece-{}.png", pieces.len());
                let (x, y) = (dots(left - 0.5), dots(top - 0.5));
                page.crop_imm(x, y, dots(width + 1.0), dots(height + 1.0))
                    .save(self.folder.path().join(&name))
                    .unwrap();
                pieces.push(name);
            }
        }
        let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
        // Status 4 says that some piece shows no code: a place left empty.
        self.decoded(&pieces, &[0, 4])
    }

    fn decoded(&self, pictures: &[&str], fine: &[i32]) -> BTreeSet<String> {
        let mut arguments = vec![
            "--quiet",
            "--nodbus",
            "--raw",
            "-Sdisable",
            "-Sqrcode.enable",
        ];
        arguments.extend(pictures);
        self.ask_for("zbarimg", "zbar-tools", &arguments, fine)
            .lines()
            .map(str::to_owned)
            .collect()
    }

    /// Every word with where it stands on its page: left, top, right and bottom edge.
    pub(crate) fn words_mm(&self) -> Vec<(String, [f64; 4])> {
        let boxes = self.ask("pdftotext", "poppler-utils", &["-bbox", "it.pdf", "-"]);
        let word = |line: &str| {
            let (numbers, word) = line.trim().strip_prefix("<word ")?.split_once('>')?;
            let edge = |name: &str| {
                let value = numbers.split_once(&format!("{name}=\""))?.1;
                let points: f64 = value.split_once('"')?.0.parse().ok()?;
                Some(points * 25.4 / 72.0)
            };
            let edges = [edge("xMin")?, edge("yMin")?, edge("xMax")?, edge("yMax")?];
            Some((word.trim_end_matches("</word>").to_owned(), edges))
        };
        boxes.lines().filter_map(word).collect()
    }

    /// Where a word stands on its page: left and top edge.
    pub(crate) fn position_mm(&self, word: &str) -> (f64, f64) {
        let boxes = self.ask("pdftotext", "poppler-utils", &["-bbox", "it.pdf", "-"]);
        let line = boxes
            .lines()
            .find(|line| line.contains(&format!(">{word}<")))
            .expect(word);
        let edge = |name: &str| {
            let value = line
                .split(&format!("{name}=\""))
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            value.unwrap().parse::<f64>().unwrap() * 25.4 / 72.0
        };
        (edge("xMin"), edge("yMin"))
    }
}

/// The QR codes of labels in ZPL, as a printer of so many dots to a millimetre prints them.
pub(crate) fn qr_codes_of_zpl(
    zpl: &str,
    size_mm: (f64, f64),
    dots_per_mm: u32,
) -> BTreeSet<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("it.zpl"), zpl).unwrap();
    let it = Pdf { folder };
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/tools/zpl.mjs");
    let (width, height) = (size_mm.0.to_string(), size_mm.1.to_string());
    let dots = dots_per_mm.to_string();
    it.ask(
        "node",
        "nodejs",
        &[script, "it.zpl", &width, &height, &dots, "."],
    );
    let labels = fs::read_dir(it.folder.path()).unwrap();
    let labels: Vec<String> = labels
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "png"))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    it.decoded(&labels, &[0])
}
