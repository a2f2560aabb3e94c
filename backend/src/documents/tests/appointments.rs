//! The letters about appointments.
use super::{HOSTILE, assert_says, printed};
use crate::{
    documents::{AppointmentLetter, AppointmentLetters},
    web::Lang,
};

fn letter(lang: Lang, text: &str) -> AppointmentLetter {
    AppointmentLetter {
        lang,
        from: "Pôle médico-social du Lac".to_owned(),
        reference: "R-000012".to_owned(),
        name: format!("Louise Martin{text}"),
        commune: "Faverges".to_owned(),
        written_on: "21 novembre 2026".to_owned(),
        greeting: "Bonjour,".to_owned(),
        title: "Votre rendez-vous".to_owned(),
        action: "Venez chercher votre appareil le mardi 1er décembre 2026 à 9 h 00.".to_owned(),
        place: Some("France Services, 1 rue de la Paix, 74000 Annecy".to_owned()),
        bring: Some(
            "Apportez une pièce d’identité et votre code de retrait : HJ4K-7PXM.".to_owned(),
        ),
        call: "Vous ne pouvez pas venir ? Appelez le 04 50 33 50 00.".to_owned(),
    }
}

fn letters(lang: Lang, texts: &[&str]) -> AppointmentLetters {
    AppointmentLetters {
        lang,
        letters: texts.iter().map(|text| letter(lang, text)).collect(),
    }
}

#[test]
fn each_letter_is_a_page_with_one_thing_to_do_one_date_and_one_number() {
    let pdf = printed(letters(Lang::Fr, &["", " bis", " ter"]));
    assert_eq!(pdf.page_sizes_mm().len(), 3);
    assert_says(
        &pdf,
        &[
            "Louise Martin bis",
            "mardi 1er décembre 2026 à 9 h 00",
            "04 50 33 50 00",
            "HJ4K-7PXM",
        ],
    );
    pdf.assert_tagged("fr");
    printed(letters(Lang::En, &[""])).assert_tagged("en");
}

#[test]
fn a_letter_that_tells_not_to_come_names_no_place() {
    let cancelled = AppointmentLetter {
        place: None,
        bring: None,
        ..letter(Lang::Fr, "")
    };
    let pdf = printed(AppointmentLetters {
        lang: Lang::Fr,
        letters: vec![cancelled],
    });
    assert!(!pdf.text().contains("France Services"));
}

#[test]
fn a_name_is_shown_as_it_is() {
    for hostile in HOSTILE.iter().filter(|text| !text.starts_with('م')) {
        let named = AppointmentLetter {
            name: (*hostile).to_owned(),
            ..letter(Lang::Fr, "")
        };
        let pdf = printed(AppointmentLetters {
            lang: Lang::Fr,
            letters: vec![named],
        });
        assert_says(&pdf, &[hostile]);
        assert_eq!(pdf.page_sizes_mm().len(), 1, "{hostile}");
    }
}
