//! For tests: what a PDF says to the tools its readers use (poppler, zbar).

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use tempfile::TempDir;

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

    /// The QR codes of all pages as printed at 300 dots per inch. The decoder misses some when a page
    /// is full of them, so it is shown overlapping pieces, each large enough for one whole label.
    pub(crate) fn qr_codes(&self) -> BTreeSet<String> {
        self.ask(
            "pdftoppm",
            "poppler-utils",
            &["-r", "300", "-gray", "-png", "it.pdf", "page"],
        );
        let pages = fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap().path());
        let pages: Vec<_> = pages
            .filter(|path| path.extension().is_some_and(|end| end == "png"))
            .collect();
        let mut pieces = Vec::new();
        for page in pages {
            let page = image::open(page).unwrap();
            for y in (0..page.height()).step_by(600) {
                for x in (0..page.width()).step_by(800) {
                    let name = format!("piece-{}.png", pieces.len());
                    page.crop_imm(x, y, 1200, 1000)
                        .save(self.folder.path().join(&name))
                        .unwrap();
                    pieces.push(name);
                }
            }
        }
        let mut arguments = vec![
            "--quiet",
            "--nodbus",
            "--raw",
            "-Sdisable",
            "-Sqrcode.enable",
        ];
        arguments.extend(pieces.iter().map(String::as_str));
        // Status 4 says that some piece shows no code.
        self.ask_for("zbarimg", "zbar-tools", &arguments, &[0, 4])
            .lines()
            .map(str::to_owned)
            .collect()
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
