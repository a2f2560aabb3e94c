//! Sheets of labels: templates a workshop edits, read again at each printing.

use std::borrow::Cow;
use std::path::Path;
use std::{fs, io};

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::json;

use super::Code;
use crate::{
    documents::{Document, DocumentError, Paper, Problem, qr},
    web::Lang,
};

/// A label format, from one file of the folder `label-templates`.
#[derive(Debug, Clone)]
pub struct Template {
    /// Name of the file without `.typ`: the stable name of the format.
    pub name: String,
    title_fr: String,
    title_en: String,
    /// Width and height of the page.
    pub page_mm: (f64, f64),
    pub labels_per_page: usize,
    source: String,
}

/// The templates of a folder, by name. A broken one does not keep the others from printing.
#[derive(Debug, Default)]
pub struct Templates {
    pub usable: Vec<Template>,
    pub broken: Vec<BrokenTemplate>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct BrokenTemplate {
    pub name: String,
    pub problem: Problem,
}

/// Reads every `.typ` file of the folder.
pub fn templates(folder: &Path) -> io::Result<Templates> {
    let mut files = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    files.sort_by_key(fs::DirEntry::file_name);
    let mut templates = Templates::default();
    for path in files.iter().map(fs::DirEntry::path) {
        let (Some(name), true) = (
            path.file_stem(),
            path.extension().is_some_and(|end| end == "typ"),
        ) else {
            continue;
        };
        let name = name.to_string_lossy().into_owned();
        let read = fs::read_to_string(&path).map_err(|error| Problem {
            line: None,
            message: error.to_string(),
        });
        match read.and_then(|source| Template::new(name.clone(), source)) {
            Ok(template) => templates.usable.push(template),
            Err(problem) => templates.broken.push(BrokenTemplate { name, problem }),
        }
    }
    Ok(templates)
}

impl Templates {
    /// A folder that cannot be read holds nothing to choose, and the page of labels says why.
    #[must_use]
    pub fn unreadable(folder: &Path, error: &io::Error) -> Self {
        let problem = Problem {
            line: None,
            message: error.to_string(),
        };
        Self {
            usable: Vec::new(),
            broken: vec![BrokenTemplate {
                name: folder.display().to_string(),
                problem,
            }],
        }
    }
}

impl Template {
    fn new(name: String, source: String) -> Result<Self, Problem> {
        let (title_fr, title_en) = (header(&source, "title-fr")?, header(&source, "title-en")?);
        let (width, height) = header(&source, "page-mm")?
            .split_once('x')
            .and_then(|(width, height)| {
                Some((width.trim().parse().ok()?, height.trim().parse().ok()?))
            })
            .ok_or_else(|| unreadable("page-mm", "210 x 297"))?;
        let labels_per_page = header(&source, "labels-per-page")?
            .parse()
            .ok()
            .filter(|&labels| labels > 0)
            .ok_or_else(|| unreadable("labels-per-page", "21"))?;
        Ok(Self {
            name,
            title_fr,
            title_en,
            page_mm: (width, height),
            labels_per_page,
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

    /// Prints examples in both languages: more than one page, the first already begun. Tells every
    /// mistake of the template.
    pub fn check(&self) -> Result<(), DocumentError> {
        for lang in [Lang::Fr, Lang::En] {
            let skip = usize::from(self.labels_per_page > 1);
            let mut rng = rand::rng();
            let labels = (0..=self.labels_per_page)
                .map(|_| Label {
                    code: Code::generate(&mut rng),
                    line: "Département de Démonstration. Trouvé ? Scannez, ou rapportez en mairie."
                        .to_owned(),
                })
                .collect::<Vec<_>>();
            let pages = (skip + labels.len()).div_ceil(self.labels_per_page);
            let base_url = "https://passe-relais.exemple.fr".to_owned();
            let sheet = Sheet {
                template: self.clone(),
                labels,
                base_url,
                lang,
                skip,
            }
            .document()?
            .typeset()?;
            let mut problems = sheet.accessibility;
            if sheet.pages_mm.len() != pages {
                problems.push(problem(format!(
                    "{} pages instead of {pages}",
                    sheet.pages_mm.len()
                )));
            }
            let wrong = |&&(width, height): &&(f64, f64)| {
                (width - self.page_mm.0).abs() > 0.05 || (height - self.page_mm.1).abs() > 0.05
            };
            if let Some((width, height)) = sheet.pages_mm.iter().find(wrong) {
                problems.push(problem(format!(
                    "a page of {width:.1} x {height:.1} mm is not what page-mm says"
                )));
            }
            if !problems.is_empty() {
                return Err(DocumentError::Source(problems));
            }
        }
        Ok(())
    }
}

fn header(source: &str, key: &str) -> Result<String, Problem> {
    source
        .lines()
        .map_while(|line| line.strip_prefix("//"))
        .find_map(|line| line.trim().strip_prefix(key)?.strip_prefix(':'))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .ok_or_else(|| problem(format!("the first lines must have `// {key}: …`")))
}

fn unreadable(key: &str, example: &str) -> Problem {
    problem(format!(
        "`{key}` cannot be read; an example: `// {key}: {example}`"
    ))
}

fn problem(message: String) -> Problem {
    Problem {
        line: None,
        message,
    }
}

/// What is printed for one device. The programme, the public and the school have no place here.
#[derive(Debug, Clone)]
pub struct Label {
    pub code: Code,
    /// The owner and what to do with a device that was found, in one short line.
    pub line: String,
}

/// Labels to print with one template.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub template: Template,
    pub labels: Vec<Label>,
    /// Address of the application; the QR code holds `BASE_URL/d/CODE`.
    pub base_url: String,
    pub lang: Lang,
    /// Labels already used on the first page, fewer than it holds.
    pub skip: usize,
}

impl Paper for Sheet {
    fn document(self) -> Result<Document, DocumentError> {
        // Choosing the mask of each QR code is the dear part: the cores share it.
        let label = |Label { code, line }: Label| {
            let url = code.url(&self.base_url);
            let qr = qr::svg(&url)?;
            Ok(json!({ "code": code, "url": url, "qr": qr, "line": line }))
        };
        let labels = self.labels.into_par_iter().map(label);
        let labels = labels.collect::<Result<Vec<_>, DocumentError>>()?;
        let skip = self.skip % self.template.labels_per_page;
        Ok(Document {
            source: Cow::Owned(self.template.source),
            data: json!({ "lang": self.lang, "skip": skip, "labels": labels }),
            files: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;
    use crate::documents::pdf_tools::Pdf;

    const BASE_URL: &str = "https://passe-relais.exemple.fr";

    fn ours() -> Vec<Template> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../label-templates");
        let templates = templates(&folder).unwrap();
        assert_eq!(templates.broken, []);
        templates.usable
    }

    fn labels(count: usize) -> Vec<Label> {
        let mut rng = StdRng::seed_from_u64(29);
        // The first code is the widest there is.
        let widest = Code::parse("WWWW-WWWK").unwrap();
        std::iter::once(widest)
            .chain(std::iter::repeat_with(|| Code::generate(&mut rng)))
            .take(count)
            .map(|code| Label {
                code,
                line: "Propriété du Département de la Haute-Savoie. Trouvé ? Scannez ce code."
                    .to_owned(),
            })
            .collect()
    }

    fn printed(template: &Template, labels: &[Label], skip: usize) -> Pdf {
        let sheet = Sheet {
            template: template.clone(),
            labels: labels.to_vec(),
            base_url: BASE_URL.to_owned(),
            lang: Lang::Fr,
            skip,
        };
        Pdf::new(&sheet.document().unwrap().typeset().unwrap().pdf)
    }

    #[test]
    fn the_two_formats_of_the_workshop_are_there() {
        let names: Vec<_> = ours()
            .into_iter()
            .map(|it| (it.name, it.page_mm, it.labels_per_page))
            .collect();
        assert_eq!(
            names,
            [
                ("avery-l7160".to_owned(), (210.0, 297.0), 21),
                ("brother-29x90".to_owned(), (29.0, 90.0), 1)
            ]
        );
    }

    #[test]
    fn every_qr_code_of_every_template_is_decoded_from_the_pdf() {
        for template in ours() {
            // A full page, then one more label on the next.
            let labels = labels(template.labels_per_page + 1);
            let pdf = printed(&template, &labels, 0);
            let expected: BTreeSet<String> = labels
                .iter()
                .map(|label| label.code.url(BASE_URL))
                .collect();
            assert_eq!(
                pdf.page_sizes_mm(),
                [template.page_mm; 2],
                "{}",
                template.name
            );
            assert_eq!(expected.len(), labels.len());
            assert_eq!(pdf.qr_codes(), expected, "{}", template.name);
            let text = pdf.text();
            for label in &labels {
                assert!(
                    text.contains(&label.code.to_string()),
                    "{} in {}: {text}",
                    label.code,
                    template.name
                );
            }
            assert!(text.contains("Haute-Savoie"), "{text}");
            pdf.assert_tagged("fr");
        }
    }

    #[test]
    fn a_half_used_sheet_is_used_up() {
        let avery = ours().remove(0);
        let labels = labels(8);
        let pdf = printed(&avery, &labels, 13);
        assert_eq!(pdf.page_sizes_mm().len(), 1);
        assert_eq!(pdf.qr_codes().len(), 8);
        // The 14th label is the second of the fifth row.
        let (left, top) = pdf.position_mm(&labels[0].code.to_string());
        assert!((73.25..136.75).contains(&left), "{left} mm from the left");
        assert!((167.55..205.65).contains(&top), "{top} mm from the top");
    }

    #[test]
    fn our_templates_pass_the_check() {
        for template in ours() {
            template
                .check()
                .unwrap_or_else(|error| panic!("{}: {error}", template.name));
        }
    }

    #[test]
    fn a_mistake_in_a_template_is_named_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let head =
            "// title-fr: Essai\n// title-en: Trial\n// page-mm: 50 x 30\n// labels-per-page: 1\n";
        let body = "#set page(width: 50mm, height: 30mm)\n#set document(title: \"Essai\")\n";
        for (name, text) in [
            (
                "a-unknown-name.typ",
                format!("{head}{body}#let data = json(\"data.json\")\n#data.labels.first().cod"),
            ),
            (
                "b-other-size.typ",
                format!(
                    "{head}#set document(title: \"Essai\")\n#set page(width: 60mm, height: 30mm)\nx#pagebreak()x"
                ),
            ),
            (
                "c-no-alt.typ",
                format!(
                    "{head}{body}#image(bytes(json(\"data.json\").labels.first().qr), width: 9mm)#pagebreak()x"
                ),
            ),
            ("d-disk.typ", format!("{head}{body}#read(\"/etc/passwd\")")),
            ("e-no-header.typ", body.to_owned()),
            (
                "f-no-number.typ",
                head.replace("per-page: 1", "per-page: 0"),
            ),
            ("ignored.txt", String::new()),
        ] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let templates = templates(folder.path()).unwrap();
        let checked = templates.usable.iter().map(|template| {
            format!(
                "{}: {}",
                template.name,
                template.check().expect_err(&template.name)
            )
        });
        let broken = templates
            .broken
            .iter()
            .map(|it| format!("{}: {}", it.name, it.problem));
        insta::assert_snapshot!(checked.chain(broken).collect::<Vec<_>>().join("\n"));
    }
}
