//! The record of a stock count.
use super::{HOSTILE, assert_says, printed};
use crate::{
    documents::{CountGap, CountRecord},
    web::Lang,
};

fn record(lang: Lang, text: &str, gaps: i32) -> CountRecord {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    CountRecord {
        lang,
        number: 4,
        frozen_at: "4 mai 2026 à 10 h 00".to_owned(),
        ended_at: "5 mai 2026 à 17 h 30".to_owned(),
        closed_at: "12 mai 2026 à 9 h 00".to_owned(),
        sites: vec![or("Atelier de Cran")],
        owners: Vec::new(),
        kinds: vec!["Tablette".to_owned()],
        blind: true,
        second_pass: false,
        second_above: Some("300,00 €".to_owned()),
        second_above_gaps: Some(20),
        expected: 1_204,
        scans_sha256: "ab".repeat(32),
        opened_by: or("Denis Vuillermoz, Département"),
        closed_by: or("Denis Vuillermoz, Département"),
        counters: vec![(or("Personne 2, Atelier"), 1_199)],
        classes: vec![
            ("Trouvé comme attendu".to_owned(), 1_199),
            ("Manquant".to_owned(), 5),
        ],
        twice: 1,
        gaps: (1..=gaps)
            .map(|line| CountGap {
                line,
                class: "Manquant".to_owned(),
                code: (line != 2).then(|| "HJ4K-7PXM".to_owned()),
                what: or("Samsung Galaxy Tab A8"),
                inventory_number: (line != 3).then(|| format!("IMM-2020-{line:05}")),
                value: Some("219,50 €".to_owned()),
                expected_at: Some(or("Atelier de Cran")),
                found_at: None,
                reason: "Volé".to_owned(),
                proof_sha256: Some("cd".repeat(32)),
                resolved_by: or("Denis Vuillermoz, Département"),
                signed_by: (line == 1).then(|| or("Claire Jacquier, Département")),
            })
            .collect(),
    }
}

#[test]
fn a_record_says_the_scope_the_instant_the_figures_and_every_gap() {
    let pdf = printed(record(Lang::Fr, "", 5));
    assert_says(
        &pdf,
        &[
            "1204 appareils",
            "5 écarts",
            "Atelier de Cran",
            "Manquant",
            "IMM-2020-00001",
            "Volé",
            "Claire Jacquier",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(record(Lang::En, "", 0));
    assert_says(&pdf, &["1204 devices", "No gap"]);
    pdf.assert_tagged("en");
}

#[test]
fn a_record_bears_any_text() {
    for hostile in HOSTILE {
        for lang in [Lang::Fr, Lang::En] {
            printed(record(lang, hostile, 3));
        }
    }
}
