//! Labels to print with one format, as the file their printer takes.

use std::borrow::Cow;

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde_json::{Value, json};

use super::{
    Code,
    template::{Template, problem},
};
use crate::{
    documents::{Document, DocumentError, Paper, qr},
    web::Lang,
};

/// What is printed for one device. The programme, the public and the school have no place here.
#[derive(Debug, Clone)]
pub struct Label {
    pub code: Code,
    /// The owner and what to do with a device that was found, in one short line.
    pub line: String,
    /// The word that may be printed of the device, where the format has room for it.
    pub word: Option<String>,
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

impl Sheet {
    /// A page and one label of invented codes, the first page begun when it holds several labels.
    #[must_use]
    pub fn example(template: &Template, base_url: &str, lang: Lang, line: &str) -> Self {
        let mut rng = rand::rng();
        let room = template.layout.labels_per_page();
        let labels = (0..=room).map(|_| Label {
            code: Code::generate(&mut rng),
            line: line.to_owned(),
            word: None,
        });
        Self {
            labels: labels.collect(),
            template: template.clone(),
            base_url: base_url.to_owned(),
            lang,
            skip: usize::from(room > 1),
        }
    }
}

impl Paper for Sheet {
    fn document(self) -> Result<Document, DocumentError> {
        let (template, base_url) = (&self.template, &self.base_url);
        // Choosing the mask of each QR code is the dear part: the cores share it.
        let label = |Label { code, line, word }: Label| {
            let url = template.url(code, base_url);
            let qr = qr::svg(&url)?;
            Ok(json!({ "code": code, "url": url, "qr": qr, "line": line, "word": word }))
        };
        let labels = self.labels.into_par_iter().map(label);
        let labels = labels.collect::<Result<Vec<_>, DocumentError>>()?;
        let skip = self.skip % template.layout.labels_per_page();
        let mut sheet: Value = json!(template.layout);
        sheet["qr"] = template.qr_mm.into();
        Ok(Document {
            data: json!({ "lang": self.lang, "skip": skip, "labels": labels, "sheet": sheet }),
            source: Cow::Owned(self.template.source),
            files: Vec::new(),
        })
    }
}

/// Prints examples in both languages and tells every mistake of the template.
pub(super) fn check(template: &Template, base_url: &str) -> Result<(), DocumentError> {
    for lang in [Lang::Fr, Lang::En] {
        let line = "Département de Démonstration. Trouvé ? Scannez, ou rapportez en mairie.";
        let example = Sheet::example(template, base_url, lang, line);
        let printed = example.skip + example.labels.len();
        let pages = printed.div_ceil(template.layout.labels_per_page());
        let sheet = example.document()?.typeset()?;
        let mut problems = sheet.accessibility;
        if sheet.pages_mm.len() != pages {
            problems.push(problem(format!(
                "{} pages instead of {pages}",
                sheet.pages_mm.len()
            )));
        }
        let page = template.layout.page;
        let wrong = |&&(width, height): &&(f64, f64)| {
            (width - page.0).abs() > 0.05 || (height - page.1).abs() > 0.05
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::*;
    use crate::documents::pdf_tools::{Pdf, Place, qr_codes_of_zpl};
    use crate::labels::{
        template::{Language, templates},
        zpl,
    };

    const BASE_URL: &str = "https://passe-relais.exemple.fr";

    fn ours() -> Vec<Template> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../label-templates");
        let templates = templates(&folder, BASE_URL).unwrap();
        assert_eq!(templates.broken, []);
        assert!(templates.too_small.is_empty());
        templates.usable
    }

    fn labels(count: usize) -> Vec<Label> {
        let mut rng = StdRng::seed_from_u64(29);
        // The first code is the widest there is.
        std::iter::once(Code::LONGEST)
            .chain(std::iter::repeat_with(|| Code::generate(&mut rng)))
            .take(count)
            .map(|code| Label {
                code,
                line: "Propriété du Département de la Haute-Savoie. Trouvé ? Scannez ce code."
                    .to_owned(),
                word: None,
            })
            .collect()
    }

    fn sheet(template: &Template, labels: &[Label], skip: usize) -> Sheet {
        Sheet {
            template: template.clone(),
            labels: labels.to_vec(),
            base_url: BASE_URL.to_owned(),
            lang: Lang::Fr,
            skip,
        }
    }

    fn printed(template: &Template, labels: &[Label], skip: usize) -> Pdf {
        let sheet = sheet(template, labels, skip);
        Pdf::new(&sheet.document().unwrap().typeset().unwrap().pdf)
    }

    #[test]
    fn the_formats_of_the_workshop_are_there_and_their_squares_are_large_enough() {
        let formats = ours();
        let known: Vec<_> = formats
            .iter()
            .map(|it| {
                (
                    it.name.as_str(),
                    it.layout.page,
                    it.layout.labels_per_page(),
                )
            })
            .collect();
        assert_eq!(
            known,
            [
                ("avery-l4731", (210.0, 297.0), 189),
                ("avery-l7160", (210.0, 297.0), 21),
                ("brother-29x90", (29.0, 90.0), 1),
                ("brother-62", (62.0, 29.0), 1),
                ("zebra-50x30", (50.0, 30.0), 1),
            ]
        );
        for format in &formats {
            let url = format.url(Code::LONGEST, BASE_URL);
            let module = format.module_mm(&url).unwrap();
            assert!(module >= 0.25, "{}: {module} mm", format.name);
        }
        let small = &formats[0];
        let url = small.url(Code::LONGEST, BASE_URL);
        assert_eq!(url, "HTTPS://PASSE-RELAIS.EXEMPLE.FR/D/WWWW-WWWK");
        let module = small.module_mm(&url).unwrap();
        assert_eq!(format!("{module:.3}"), "0.270");
    }

    /// Where each label of a page lies.
    fn places(template: &Template) -> Vec<Place> {
        let layout = &template.layout;
        let mut places = Vec::new();
        for row in 0..layout.rows {
            for column in 0..layout.columns {
                let left =
                    layout.first.0 + f64::from(u16::try_from(column).unwrap()) * layout.pitch.0;
                let top = layout.first.1 + f64::from(u16::try_from(row).unwrap()) * layout.pitch.1;
                places.push(((left, top), layout.label));
            }
        }
        places
    }

    #[test]
    fn every_qr_code_of_every_template_is_decoded_as_its_printer_prints_it() {
        for template in ours() {
            // A full page, then one more label on the next.
            let labels = labels(template.layout.labels_per_page() + 1);
            let expected: BTreeSet<String> = labels
                .iter()
                .map(|label| template.url(label.code, BASE_URL))
                .collect();
            assert_eq!(expected.len(), labels.len());
            if template.language == Language::Zpl {
                let zpl = zpl::print(&sheet(&template, &labels, 0)).unwrap();
                let label = template.layout.label;
                assert_eq!(qr_codes_of_zpl(&zpl, label, 8), expected);
                continue;
            }
            let pdf = printed(&template, &labels, 0);
            assert_eq!(
                pdf.page_sizes_mm(),
                [template.layout.page; 2],
                "{}",
                template.name
            );
            let read = pdf.qr_codes_in(template.printer_dpi, &places(&template));
            assert_eq!(read, expected, "{}", template.name);
            // On two lines where there is no room for one.
            let text: String = pdf.text().split_whitespace().collect();
            for label in &labels {
                let halves = label.code.to_string();
                assert!(
                    halves.split('-').all(|half| text.contains(half)),
                    "{} in {}: {text}",
                    label.code,
                    template.name
                );
            }
            let has_line = template.layout.label.1 > 15.0;
            assert_eq!(text.contains("Haute-Savoie"), has_line, "{text}");
            pdf.assert_tagged("fr");
        }
    }

    #[test]
    fn the_word_of_a_device_is_printed_where_the_format_has_room_and_on_its_label_only() {
        let mut labels = labels(2);
        labels[1].word = Some("essayé".to_owned());
        for (name, has_room) in [
            ("avery-l4731", false),
            ("avery-l7160", true),
            ("brother-29x90", true),
            ("brother-62", false),
        ] {
            let templates = ours();
            let template = templates.iter().find(|it| it.name == name).unwrap();
            let pdf = printed(template, &labels, 0);
            let words = pdf.text().matches("essayé").count();
            assert_eq!(words, usize::from(has_room), "{name}: {}", pdf.text());
            pdf.assert_tagged("fr");
        }
    }

    /// Owners with long names, and a box whose name is one word without an end.
    #[test]
    fn a_line_too_long_for_its_label_is_made_smaller_or_cut_and_moves_nothing_off_it() {
        let long = "Propriété de la Communauté de communes du Pays de Saint-Jean-de-Maurienne et des Aiguilles d’Arves, \
                    service de l’inclusion numérique. Trouvé ? Appelez le 04 79 00 00 00.";
        let endless = "Intercommunalité".repeat(30);
        for template in ours() {
            for line in [long, endless.as_str()] {
                let mut labels = labels(1);
                line.clone_into(&mut labels[0].line);
                let code = labels[0].code;
                let expected = BTreeSet::from([template.url(code, BASE_URL)]);
                if template.language == Language::Zpl {
                    let zpl = zpl::print(&sheet(&template, &labels, 0)).unwrap();
                    let label = template.layout.label;
                    assert_eq!(qr_codes_of_zpl(&zpl, label, 8), expected);
                    continue;
                }
                let pdf = printed(&template, &labels, 0);
                let name = &template.name;
                assert_eq!(pdf.page_sizes_mm(), [template.layout.page], "{name}");
                let places = places(&template);
                let read = pdf.qr_codes_in(template.printer_dpi, &places[..1]);
                assert_eq!(read, expected, "{name}");
                pdf.assert_tagged("fr");
                // The smallest format has no line.
                if template.layout.label.1 < 15.0 {
                    continue;
                }
                let ((left, top), (width, height)) = places[0];
                for (word, edges) in pdf.words_mm() {
                    // What is printed in the margin of a sheet is on no label; what is cut off shows nowhere.
                    if edges[3] <= top || (line == endless && !code.to_string().contains(&word)) {
                        continue;
                    }
                    assert!(
                        edges[0] >= left
                            && edges[1] >= top
                            && edges[2] <= left + width
                            && edges[3] <= top + height,
                        "{name}: {word} at {edges:?}"
                    );
                }
                if line == long {
                    assert!(pdf.text().contains("04"), "all of it, in {name}");
                }
            }
        }
    }

    #[test]
    fn a_half_used_sheet_is_used_up() {
        let small = ours().remove(0);
        let labels = labels(8);
        let pdf = printed(&small, &labels, 100);
        assert_eq!(pdf.page_sizes_mm().len(), 1);
        // The 101st label is the third of the fifteenth row.
        let places = places(&small);
        let of = |place: usize| pdf.qr_codes_in(600.0, &places[place..=place]);
        let first = small.url(labels[0].code, BASE_URL);
        assert_eq!(of(100), BTreeSet::from([first]));
        assert_eq!((of(99).len(), of(107).len(), of(108).len()), (0, 1, 0));

        let avery = ours().remove(1);
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
                .check(BASE_URL)
                .unwrap_or_else(|error| panic!("{}: {error}", template.name));
        }
    }
}
