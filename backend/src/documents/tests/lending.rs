//! The slip of a loan.
use super::{HOSTILE, assert_says, date, printed};
use crate::{documents::LoanSlip, web::Lang};

fn slip(lang: Lang, text: &str) -> LoanSlip {
    LoanSlip {
        lang,
        loan: "12".to_owned(),
        lender: "Département de la Haute-Bise".to_owned(),
        store: "Hôtel du Département, 74000 Belval".to_owned(),
        school: format!("Collège des Trois Sources{text}"),
        school_uai: Some("0990101X".to_owned()),
        borrower: format!("Marc Tissot{text}"),
        pupil_code: Some("E-7KQ2".to_owned()),
        item: format!("Stylo scanner{text}"),
        maker: "C-Pen".to_owned(),
        model: format!("Reader 2{text}"),
        code: "HJ4K-7PXM".to_owned(),
        inventory_number: Some("CD74-0012".to_owned()),
        serial: None,
        accessories: vec!["Câble".to_owned(), format!("Étui{text}")],
        starts_on: date("2026-11-23"),
        ends_on: date("2026-12-11"),
        printed_on: date("2026-11-21"),
        holds_data: true,
    }
}

#[test]
fn a_loan_slip_names_kit_number_dates_and_borrower_for_two_to_sign() {
    let pdf = printed(slip(Lang::Fr, ""));
    let told = [
        "Prêt n°\u{a0}12",
        "23 novembre 2026",
        "11 décembre 2026",
        "Marc Tissot",
        "E-7KQ2",
        "HJ4K-7PXM",
        "CD74-0012",
        "Câble",
        "il est effacé à chaque retour",
        "La personne qui emprunte",
    ];
    assert_says(&pdf, &told);
    assert_eq!(pdf.page_sizes_mm().len(), 1);
    pdf.assert_tagged("fr");
    assert_says(
        &printed(slip(Lang::En, "")),
        &["Loan slip", "erased at every return"],
    );
    for hostile in HOSTILE {
        printed(slip(Lang::Fr, hostile)).assert_tagged("fr");
    }
}
