//! The slip of a loan, and the report of a trial.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{LoanSlip, TrialReport},
    web::Lang,
};

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

fn report(lang: Lang, text: &str) -> TrialReport {
    TrialReport {
        lang,
        loan: "12".to_owned(),
        pupil_code: Some("E-7KQ2".to_owned()),
        item: format!("Stylo scanner{text}"),
        device: format!("C-Pen Reader 2{text}"),
        starts_on: date("2026-11-23"),
        ends_on: date("2026-12-11"),
        is_over: true,
        moment: "Fin de l’essai".to_owned(),
        frequency: "Chaque semaine".to_owned(),
        activities: vec!["Lire".to_owned(), "Faire un contrôle".to_owned()],
        autonomy_before: Some("Avec beaucoup d’aide".to_owned()),
        autonomy_after: Some("Presque seul".to_owned()),
        voice: Some("J’aime bien".to_owned()),
        effort: Some("Peu d’effort".to_owned()),
        advice: Some("Oui".to_owned()),
        obstacles: vec!["La batterie".to_owned()],
        outcome: Some("Concluant".to_owned()),
        leads_to: Some("Un dossier à la MDPH".to_owned()),
        reasons: Vec::new(),
        printed_on: date("2026-12-12"),
    }
}

#[test]
fn a_trial_report_tells_the_trial_by_the_pupils_code() {
    let pdf = printed(report(Lang::Fr, ""));
    let told = [
        "Compte rendu d’essai",
        "E-7KQ2",
        "11 décembre 2026",
        "Lire, Faire un contrôle",
        "Avec beaucoup d’aide",
        "Presque seul",
        "Concluant",
        "Un dossier à la MDPH",
        "GEVA-Sco",
    ];
    assert_says(&pdf, &told);
    assert_eq!(pdf.page_sizes_mm().len(), 1);
    pdf.assert_tagged("fr");
    // Never used: nothing of its use.
    let unused = TrialReport {
        pupil_code: None,
        activities: Vec::new(),
        autonomy_before: None,
        autonomy_after: None,
        voice: None,
        effort: None,
        advice: None,
        leads_to: None,
        is_over: false,
        ..report(Lang::En, "")
    };
    assert_says(&printed(unused), &["Trial report", "on trial from"]);
    for hostile in HOSTILE {
        printed(report(Lang::Fr, hostile)).assert_tagged("fr");
    }
}
