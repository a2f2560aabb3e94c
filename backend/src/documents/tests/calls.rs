//! The papers of a call for projects.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{CallLetter, FiledPaper, ProjectReceipt},
    web::Lang,
};

fn receipt(lang: Lang, text: &str) -> ProjectReceipt {
    let or = |usual: &str| if text.is_empty() { usual } else { text }.to_owned();
    ProjectReceipt {
        lang,
        reference: "AP-000012".to_owned(),
        call: or("Du matériel pour vos projets"),
        organisation: or("Les Ordis du Lac"),
        title: or("Tablettes au foyer"),
        sent_at: "29 mai 2026 à 16:59".to_owned(),
        closes_at: "29 mai 2026 à 17:00".to_owned(),
        people: 30,
        place: or("Annecy"),
        devices: vec![(or("Tablette"), 4)],
        papers: vec![FiledPaper {
            name: or("Statuts"),
            sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        }],
        printed_on: date("2026-05-29"),
    }
}

fn letter(lang: Lang, text: &str, granted: bool) -> CallLetter {
    let or = |usual: &str| if text.is_empty() { usual } else { text }.to_owned();
    CallLetter {
        lang,
        reference: "AP-000012".to_owned(),
        call: or("Du matériel pour vos projets"),
        organisation: or("Les Ordis du Lac"),
        title: or("Tablettes au foyer"),
        granted,
        devices: vec![(or("Tablette"), 4, 3)],
        pickup: or("Médiathèque, 1 rue de la Paix, 74150 Rumilly"),
        pathway: or("Gérer le matériel confié"),
        reason: vec![or("Le projet touche des personnes qui n’ont rien d’autre.")],
        decision_number: "CP-2026-0712".to_owned(),
        decided_on: date("2026-07-06"),
        decided_by: or("Hélène Roy, Département"),
        written_on: date("2026-07-07"),
    }
}

#[test]
fn a_receipt_says_what_arrived_and_when() {
    let pdf = printed(receipt(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "AP-000012",
            "29 mai 2026 à 16:59",
            "Tablette : 4",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ],
    );
    pdf.assert_tagged("fr");
    printed(receipt(Lang::En, "")).assert_tagged("en");
}

#[test]
fn a_letter_says_what_was_decided_by_whom_why_and_what_one_can_do_about_it() {
    let won = printed(letter(Lang::Fr, "", true));
    assert_says(
        &won,
        &[
            "Votre projet est retenu",
            "3 sur 4",
            "Gérer le matériel confié",
            "CP-2026-0712",
            "6 juillet 2026",
            "Hélène Roy, Département",
            "tribunal administratif",
        ],
    );
    won.assert_tagged("fr");
    let lost = printed(letter(Lang::Fr, "", false));
    assert_says(
        &lost,
        &["Votre projet n’est pas retenu", "qui n’ont rien d’autre"],
    );
    printed(letter(Lang::En, "", false)).assert_tagged("en");
}

#[test]
fn nothing_that_is_typed_is_an_instruction_on_either() {
    for text in HOSTILE {
        printed(receipt(Lang::Fr, text));
        printed(letter(Lang::Fr, text, true));
    }
}
