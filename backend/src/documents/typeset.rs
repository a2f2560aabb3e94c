//! Typst as a library: a source and its data in, a tagged PDF out.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::DocumentError;

/// A typeset document.
#[derive(Debug)]
pub struct Rendered {
    pub pdf: Vec<u8>,
    /// Width and height of each page, in millimetres.
    pub pages_mm: Vec<(f64, f64)>,
    /// What keeps the PDF from being PDF/UA-1, empty when it is. The PDF is tagged in any case.
    pub accessibility: Vec<Problem>,
}

/// What is wrong in a source, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the main source, counted from 1.
    pub line: Option<usize>,
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(f, "line {line}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Typesets `source`, which finds `data` in `data.json` and `files` beside it. File names are fixed
/// words of the program: Typst remembers every name for ever.
pub(super) fn typeset(
    source: &str,
    data: &Value,
    files: Vec<(&'static str, Vec<u8>)>,
) -> Result<Rendered, DocumentError> {
    let _forget_afterwards = Forget;
    let world = PaperWorld::new(source, data, files);
    let document = world.compile()?;
    let pages_mm = document
        .pages()
        .iter()
        .map(|page| page.frame.size())
        .map(|size| (size.x.to_mm(), size.y.to_mm()))
        .collect();
    let options = |standards: &[PdfStandard]| PdfOptions {
        creator: Smart::Custom(Some("Passe-Relais".to_owned())),
        standards: PdfStandards::new(standards).expect("at most one standard"),
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&document, &options(&[PdfStandard::Ua_1])) {
        Ok(pdf) => Ok(Rendered {
            pdf,
            pages_mm,
            accessibility: Vec::new(),
        }),
        // A name in a script that the standard cannot map must not keep a person from their paper:
        // the same pages, tagged but without the PDF/UA-1 mark.
        Err(refused) => {
            let accessibility = world.list(&refused);
            tracing::warn!(problems = accessibility.len(), "a document is not PDF/UA-1");
            let pdf = typst_pdf::pdf(&document, &options(&[]))
                .map_err(|errors| world.problems(&errors))?;
            Ok(Rendered {
                pdf,
                pages_mm,
                accessibility,
            })
        }
    }
}

/// The first page of `source` as a picture in SVG, its letters drawn as curves.
pub(super) fn first_page(
    source: &str,
    data: &Value,
    files: Vec<(&'static str, Vec<u8>)>,
) -> Result<String, DocumentError> {
    let _forget_afterwards = Forget;
    let document = PaperWorld::new(source, data, files).compile()?;
    let page = document.pages().first();
    Ok(page.map_or_else(String::new, |page| {
        typst_svg::svg(page, &typst_svg::SvgOptions::default())
    }))
}

/// Empties Typst's memory of past documents, also when one of them failed: it holds people's names.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// Everything a source can reach: the standard library, our fonts, its data. No disk, no network,
/// no clock.
struct PaperWorld {
    main: Source,
    files: HashMap<FileId, Bytes>,
}

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::load);

struct Fonts {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

macro_rules! npm_font {
    ($path:literal) => {
        include_bytes!(concat!(
            "../../../frontend/node_modules/@expo-google-fonts/",
            $path
        ))
        .as_slice()
    };
}

impl Fonts {
    /// Atkinson Hyperlegible Next, then what it lacks: Cyrillic and Greek, Arabic.
    fn load() -> Self {
        let files = [
            npm_font!(
                "atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf"
            ),
            npm_font!(
                "atkinson-hyperlegible-next/400Regular_Italic/AtkinsonHyperlegibleNext_400Regular_Italic.ttf"
            ),
            npm_font!("atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf"),
            npm_font!("noto-sans/400Regular/NotoSans_400Regular.ttf"),
            npm_font!("noto-sans/700Bold/NotoSans_700Bold.ttf"),
            npm_font!("noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf"),
            npm_font!("noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf"),
        ];
        let fonts: Vec<Font> = files
            .into_iter()
            .flat_map(|file| Font::iter(Bytes::new(file)))
            .collect();
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { fonts, book }
    }

    fn has(&self, symbol: char) -> bool {
        self.fonts
            .iter()
            .any(|font| font.info().coverage.contains(u32::from(symbol)))
    }
}

/// Stands for a character that none of our fonts can draw, an emoji for instance.
const NO_GLYPH: char = '\u{FFFD}';

/// The same data with drawable characters only. Invisible marks go too, but for the joiners that
/// Persian and others spell with: those that turn the direction of the text could make a paper read
/// otherwise than it is written.
fn drawable(data: &Value) -> Value {
    match data {
        Value::String(text) if text.is_ascii() && !text.contains(char::is_control) => data.clone(),
        Value::String(text) => Value::String(
            text.chars()
                .filter(|&symbol| {
                    matches!(symbol, '\n' | '\u{200B}'..='\u{200D}')
                        || !(symbol.is_control() || is_default_ignorable(symbol))
                })
                .map(|symbol| {
                    let kept =
                        symbol.is_whitespace() || is_default_ignorable(symbol) || FONTS.has(symbol);
                    if kept { symbol } else { NO_GLYPH }
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().map(drawable).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), drawable(value)))
                .collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => data.clone(),
    }
}

fn file_id(name: &str) -> FileId {
    RootedPath::new(
        VirtualRoot::Project,
        VirtualPath::new(name).expect("a plain file name"),
    )
    .intern()
}

impl PaperWorld {
    fn new(source: &str, data: &Value, files: Vec<(&'static str, Vec<u8>)>) -> Self {
        let mut files: HashMap<FileId, Bytes> = files
            .into_iter()
            .map(|(name, bytes)| (file_id(name), Bytes::new(bytes)))
            .collect();
        files.insert(
            file_id("data.json"),
            Bytes::from_string(drawable(data).to_string()),
        );
        Self {
            main: Source::new(file_id("main.typ"), source.to_owned()),
            files,
        }
    }

    fn compile(&self) -> Result<PagedDocument, DocumentError> {
        typst::compile::<PagedDocument>(self)
            .output
            .map_err(|errors| self.problems(&errors))
    }

    fn problems(&self, errors: &[SourceDiagnostic]) -> DocumentError {
        DocumentError::Source(self.list(errors))
    }

    fn list(&self, errors: &[SourceDiagnostic]) -> Vec<Problem> {
        errors
            .iter()
            .map(|error| {
                let line = (error.span.id() == Some(self.main.id()))
                    .then(|| self.range(error.span))
                    .flatten()
                    .and_then(|range| self.main.lines().byte_to_line(range.start))
                    .map(|line| line + 1);
                let mut message = error.message.to_string();
                for hint in &error.hints {
                    message.extend([" (", &hint.v, ")"]);
                }
                Problem { line, message }
            })
            .collect()
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let text = self
            .file(id)?
            .as_str()
            .map_err(|_| FileError::InvalidUtf8)?
            .to_owned();
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files
            .get(&id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(id.vpath().get_with_slash().into()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
