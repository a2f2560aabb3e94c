//! The letter to a contributor.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{FundLetter, FundLetterLine},
    web::Lang,
};

fn letter(lang: Lang, text: &str, lines: usize) -> FundLetter {
    let or = |usual: &str| if text.is_empty() { usual } else { text }.to_owned();
    FundLetter {
        lang,
        agreement: or("CONV-2026-7"),
        contributor: or("Opérateur des Alpes"),
        code: "FSL-2026".to_owned(),
        fund: or("Fonds d’équipement"),
        from: date("2026-01-01"),
        until: date("2028-12-31"),
        at: date("2026-11-29"),
        called: "2 000,00 €".to_owned(),
        given: "2 000,00 €".to_owned(),
        paid: "200,00 €".to_owned(),
        balance: "1 800,00 €".to_owned(),
        comes_after: lines == 0,
        lines: vec![
            FundLetterLine {
                expense: or("Appareils"),
                things: or("2 appareils"),
                amount: "200,00 €".to_owned(),
            };
            lines
        ],
        written_by: or("Hélène Roy, Département"),
        written_on: date("2026-11-29"),
    }
}

#[test]
fn a_contributor_reads_what_was_received_spent_and_on_what() {
    let pdf = printed(letter(Lang::Fr, "", 1));
    assert_says(
        &pdf,
        &[
            "CONV-2026-7",
            "Opérateur des Alpes",
            "1 800,00 €",
            "2 appareils",
            "29 novembre 2026",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(letter(Lang::En, "", 0));
    assert_says(&pdf, &["Nothing is spent yet", "A balance below zero"]);
    pdf.assert_tagged("en");
}

#[test]
fn whatever_is_typed_in_a_letter_to_a_contributor_is_printed_as_it_is() {
    for hostile in HOSTILE {
        printed(letter(Lang::Fr, hostile, 2));
    }
}
