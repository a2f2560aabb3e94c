//! The papers of a pathway: questionnaire, attendance sheet, attestation.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{
        AttendanceSheet, Attestation, AttestedModule, AttestedResult, AttestedSession,
        OpinionSheet, OpinionSheets, PaperAnswer, QuestionnaireLink, QuestionnairePaper, qr,
    },
    web::Lang,
};

fn or(text: &str, usual: &str) -> String {
    if text.is_empty() {
        usual.to_owned()
    } else {
        text.to_owned()
    }
}

fn questionnaire(lang: Lang, text: &str) -> QuestionnairePaper {
    let address = "https://passe-relais.example.fr/questionnaire/0123-4567-89AB-CDEF-0123";
    QuestionnairePaper {
        lang,
        reference: "R-000123".to_owned(),
        title: or(text, "Ce que j’arrive à faire"),
        intro: or(text, "Ce n’est pas un examen."),
        moment: "Avant le parcours".to_owned(),
        scale: (1..=4)
            .map(|value| PaperAnswer {
                value,
                words: or(text, "Un peu"),
            })
            .collect(),
        statements: (1..=8)
            .map(|_| or(text, "J’arrive à envoyer un message à quelqu’un."))
            .collect(),
        link: Some(QuestionnaireLink {
            qr: qr::svg(address).unwrap(),
            typed_at: "https://passe-relais.example.fr/questionnaire".to_owned(),
            code: "0123-4567-89AB-CDEF-0123".to_owned(),
        }),
    }
}

fn opinions(lang: Lang, text: &str) -> OpinionSheets {
    let questionnaire = questionnaire(lang, text);
    let link = questionnaire.link.unwrap();
    OpinionSheets {
        lang,
        title: or(text, "Votre avis sur l’atelier"),
        intro: or(text, "Dites-nous comment l’atelier s’est passé."),
        scale: questionnaire.scale,
        questions: (1..=4)
            .map(|_| or(text, "J’ai compris ce qui était expliqué."))
            .collect(),
        sheets: [Some(1), Some(2), None]
            .map(|number| OpinionSheet {
                number,
                link: link.clone(),
            })
            .into(),
    }
}

fn attestation(lang: Lang, text: &str) -> Attestation {
    Attestation {
        lang,
        reference: "R-000123".to_owned(),
        learner: or(text, "Louise Martin"),
        organisation: or(text, "Médiathèque de Cran"),
        siret: Some("73282932000074".to_owned()),
        trainer: or(text, "Camille Petit"),
        programme: or(text, "Filière numérique inclusive"),
        pathway: or(text, "Premiers pas"),
        modules: vec![
            AttestedModule {
                name: or(text, "Prendre en main"),
                theme: Some(or(text, "E-mail (DigComp : communication)")),
                duration: "1 h 30".to_owned(),
                followed: true,
            },
            AttestedModule {
                name: or(text, "Naviguer"),
                theme: None,
                duration: "1 h 30".to_owned(),
                followed: false,
            },
        ],
        sessions: vec![AttestedSession {
            day: date("2026-05-04"),
            place: or(text, "Médiathèque, Annecy"),
            duration: "3 h".to_owned(),
        }],
        followed: "3 h".to_owned(),
        planned: "3 h 30".to_owned(),
        results: vec![AttestedResult {
            name: or(text, "Pix"),
            moment: "Après le parcours".to_owned(),
            value: "120 pix".to_owned(),
        }],
        device: Some("HJ4K-7PXM · Samsung Galaxy Tab A8".to_owned()),
        issued_at: or(text, "Annecy"),
        attested_on: date("2026-05-04"),
        issued_on: date("2026-05-05"),
    }
}

fn sheet(lang: Lang, text: &str) -> AttendanceSheet {
    AttendanceSheet {
        lang,
        number: 12,
        pathway: or(text, "Premiers pas"),
        modules: vec![or(text, "Prendre en main")],
        starts_at: "4 mai 2026 à 14 h 00".to_owned(),
        duration: "3 h".to_owned(),
        place: or(text, "Médiathèque, Annecy"),
        organisation: or(text, "Médiathèque de Cran"),
        trainer: or(text, "Camille Petit"),
        people: vec![or(text, "Louise Martin"), or(text, "Zoé Dupuis")],
        empty_lines: 3,
    }
}

#[test]
fn an_attestation_says_who_what_how_long_and_with_which_results() {
    let pdf = printed(attestation(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Louise Martin",
            "SIRET 73282932000074",
            "Camille Petit",
            "hors formation professionnelle",
            "3 h suivies",
            "3 h 30 prévues",
            "Prendre en main",
            "DigComp : communication",
            "4 mai 2026",
            "120 pix",
            "HJ4K-7PXM",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(attestation(Lang::En, ""));
    assert_says(&pdf, &["not vocational training", "3 h followed"]);
    pdf.assert_tagged("en");
    let nothing = Attestation {
        siret: None,
        results: Vec::new(),
        device: None,
        ..attestation(Lang::Fr, "")
    };
    assert_says(&printed(nothing), &["Aucun résultat n’a été noté"]);
}

#[test]
fn a_questionnaire_bears_its_code_and_nobodys_name() {
    let pdf = printed(questionnaire(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Avant le parcours",
            "J’arrive à envoyer un message",
            "0123-4567-89AB-CDEF-0123",
            "R-000123",
        ],
    );
    pdf.assert_tagged("fr");
    let without = QuestionnairePaper {
        link: None,
        ..questionnaire(Lang::En, "")
    };
    printed(without).assert_tagged("en");
}

#[test]
fn each_sheet_for_an_opinion_has_its_number_its_code_and_a_page() {
    let pdf = printed(opinions(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Feuille 1",
            "Feuille 2",
            "J’ai compris ce qui était expliqué",
            "0123-4567-89AB-CDEF-0123",
            "Votre nom n’est pas demandé",
        ],
    );
    pdf.assert_tagged("fr");
    printed(opinions(Lang::En, "")).assert_tagged("en");
}

#[test]
fn an_attendance_sheet_has_a_line_to_sign_for_everybody() {
    let pdf = printed(sheet(Lang::Fr, ""));
    assert_says(
        &pdf,
        &["Louise Martin", "Zoé Dupuis", "Signature", "Formateur"],
    );
    pdf.assert_tagged("fr");
    printed(sheet(Lang::En, "")).assert_tagged("en");
}

#[test]
fn nothing_that_is_typed_is_an_instruction_on_them() {
    for text in HOSTILE {
        for lang in [Lang::Fr, Lang::En] {
            printed(questionnaire(lang, text));
            printed(opinions(lang, text));
            printed(attestation(lang, text));
            printed(sheet(lang, text));
        }
    }
}
