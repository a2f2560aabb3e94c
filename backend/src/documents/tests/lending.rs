//! The slip of a loan, the report of a trial, and the agreements of a school and of a family.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{FamilyAgreement, LoanSlip, SchoolAgreement, TrialReport},
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

fn school_agreement(lang: Lang, text: &str) -> SchoolAgreement {
    SchoolAgreement {
        lang,
        year: "2026-2027".to_owned(),
        first_on: date("2026-09-01"),
        last_on: date("2027-08-31"),
        lender: "Département de la Haute-Bise".to_owned(),
        school: format!("Collège des Trois Sources{text}"),
        school_uai: Some("0990101X".to_owned()),
        insurance: vec![format!("L’établissement assure le matériel.{text}")],
        theft: vec![format!("Dépôt de plainte sous 48 heures.{text}")],
        printed_on: date("2026-09-02"),
        signatory: None,
        signature: None,
    }
}

#[test]
fn a_yearly_agreement_says_the_clauses_of_the_lender_and_waits_for_the_head() {
    let pdf = printed(school_agreement(Lang::Fr, ""));
    let told = [
        "Convention annuelle de prêt",
        "2026-2027",
        "1er septembre 2026",
        "31 août 2027",
        "L’établissement assure le matériel.",
        "Dépôt de plainte sous 48 heures.",
        "Nom, date et signature",
    ];
    assert_says(&pdf, &told);
    pdf.assert_tagged("fr");
    let without = SchoolAgreement {
        insurance: Vec::new(),
        theft: Vec::new(),
        school_uai: None,
        ..school_agreement(Lang::En, "")
    };
    assert_says(&printed(without), &["Yearly lending agreement"]);
    for hostile in HOSTILE {
        printed(school_agreement(Lang::Fr, hostile)).assert_tagged("fr");
    }
}

fn family_agreement(lang: Lang, two_homes: bool, text: &str) -> FamilyAgreement {
    FamilyAgreement {
        lang,
        loan: "12".to_owned(),
        school: format!("Collège des Trois Sources{text}"),
        school_uai: Some("0990101X".to_owned()),
        pupil_code: "E-7KQ2".to_owned(),
        item: format!("Stylo scanner{text}"),
        maker: "C-Pen".to_owned(),
        model: format!("Reader 2{text}"),
        code: "HJ4K-7PXM".to_owned(),
        inventory_number: Some("CD74-0012".to_owned()),
        accessories: vec!["Câble".to_owned(), format!("Étui{text}")],
        starts_on: date("2026-11-23"),
        ends_on: date("2026-12-11"),
        insurance: vec![format!("L’assurance scolaire couvre le matériel.{text}")],
        theft: vec![format!("Dépôt de plainte sous 48 heures.{text}")],
        two_homes,
    }
}

#[test]
fn a_family_agreement_leaves_names_addresses_and_signatures_blank_for_one_home_or_two() {
    let pdf = printed(family_agreement(Lang::Fr, false, ""));
    let told = [
        "Convention avec la famille",
        "E-7KQ2",
        "CD74-0012",
        "11 décembre 2026",
        "Nom et prénom de l’élève",
        "Le responsable",
        "L’assurance scolaire couvre le matériel.",
    ];
    assert_says(&pdf, &told);
    pdf.assert_tagged("fr");
    let two = printed(family_agreement(Lang::Fr, true, ""));
    assert_says(&two, &["Premier domicile", "Second domicile"]);
    two.assert_tagged("fr");
    assert_says(
        &printed(family_agreement(Lang::En, true, "")),
        &["Agreement with the family", "Second home"],
    );
    for hostile in HOSTILE {
        printed(family_agreement(Lang::Fr, true, hostile)).assert_tagged("fr");
    }
}
