//! The letters with digital passes.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{PassLetter, PassLetters, PrintedPass, qr},
    web::Lang,
};

fn letter(number: usize, text: &str) -> PassLetter {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    PassLetter {
        reference: format!("R-{number:06}"),
        recipient: or("Louise Martin"),
        commune: or("Faverges"),
        programme: or("Filière numérique inclusive"),
        organisation: or("Pôle médico-social d’Annecy"),
        phone: number
            .is_multiple_of(2)
            .then(|| "04 50 33 50 00".to_owned()),
        places: vec![or("Médiathèque de Rumilly, 1 rue de la Paix, 74150 Rumilly"); number % 3],
        passes: (1..=10)
            .map(|pass| PrintedPass {
                qr: qr::svg("PASS-2345-6789-CDFH-JKMN").unwrap(),
                code: "2345-6789-CDFH-JKMN".to_owned(),
                reference: format!("P-12-{pass:04}"),
                value: "10,00 €".to_owned(),
                last_day: date("2026-12-31"),
            })
            .collect(),
    }
}

fn letters(lang: Lang, text: &str) -> PassLetters {
    PassLetters {
        lang,
        written_on: date("2026-05-04"),
        letters: (1..=3).map(|number| letter(number, text)).collect(),
    }
}

#[test]
fn a_letter_says_where_to_go_until_when_and_whom_to_call() {
    let pdf = printed(letters(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Louise Martin",
            "Médiathèque de Rumilly",
            "31 décembre 2026",
            "04 50 33 50 00",
            "R-000002",
            "2345-6789-CDFH-JKMN",
            "P-12-0010",
        ],
    );
    pdf.assert_tagged("fr");
    printed(letters(Lang::En, "")).assert_tagged("en");
}

#[test]
fn nothing_that_is_typed_is_an_instruction_on_it() {
    for text in HOSTILE {
        printed(letters(Lang::Fr, text));
    }
}
