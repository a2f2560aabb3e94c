//! The papers of what leaves for good: pallet slip, act of cession, reform.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{
        CededDevice, CessionAct, EvidenceFolder, PalletDevice, PalletSlip, PrintedTable,
        ReformPapers, ReformedDevice,
    },
    web::Lang,
};

fn pallet(lang: Lang, text: &str, devices: u32) -> PalletSlip {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    PalletSlip {
        lang,
        number: 12,
        producer: or("Atelier d’insertion du Lac"),
        producer_siret: Some("73282932000074".to_owned()),
        site: or("Atelier de Cran, Annecy"),
        waste_code: "16 02 13*".to_owned(),
        waste: or("Équipement professionnel avec pièce dangereuse"),
        hazardous: true,
        weight_grams: 182_500,
        tonnes: "0.1825".to_owned(),
        recipient: or("Éco-Tri Savoie"),
        recipient_siret: "73282932000074".to_owned(),
        transporter: or("Transports du Lac"),
        transporter_siret: None,
        slip_number: "BSD-20261121-ABC123DEF".to_owned(),
        treatment: Some("R 12".to_owned()),
        departed_on: date("2026-11-21"),
        with_data: 2,
        devices: (1..=devices)
            .map(|number| PalletDevice {
                code: "HJ4K-7PXM".to_owned(),
                kind: "Tablette".to_owned(),
                name: or("Samsung Galaxy Tab A8"),
                serial: (number != 2).then(|| format!("R52N{number:05}")),
                inventory_number: (number != 3).then(|| format!("IMM-2020-{number:05}")),
                owner: or("Département de la Haute-Savoie"),
            })
            .collect(),
    }
}

#[test]
fn a_pallet_slip_says_weight_code_recipient_and_every_device() {
    let pdf = printed(pallet(Lang::Fr, "", 3));
    assert_says(
        &pdf,
        &[
            "182,5 kg",
            "0,1825 t",
            "16 02 13*",
            "SIRET 73282932000074",
            "BSD-20261121-ABC123DEF",
            "R 12",
            "Sur 2 de ces appareils",
            "IMM-2020-00001",
            "ne le remplace pas",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(pallet(Lang::En, "", 3));
    assert_says(
        &pdf,
        &["182.5 kg", "0.1825 t", "3 devices", "On 2 of these"],
    );
    pdf.assert_tagged("en");
}

fn act(lang: Lang, text: &str, resells: bool) -> CessionAct {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    CessionAct {
        lang,
        owner: or("Département de la Haute-Savoie"),
        owner_siret: Some("22740001700017".to_owned()),
        recipient: or("Les Ordis du Lac"),
        recipient_number: "W742000123".to_owned(),
        category: or("Association d’intérêt général"),
        article: "L. 3212-2, 3°".to_owned(),
        proof: or("Statuts"),
        proof_reference: or("Statuts du 3 mars 2019"),
        proof_from: date("2019-03-03"),
        proof_until: None,
        grounds: vec![or(
            "Vu le code général de la propriété des personnes publiques ;",
        )],
        decision_number: or("CP-2026-118"),
        decided_on: date("2026-10-05"),
        convention_number: or("CONV-2026-7"),
        convention_on: date("2026-10-12"),
        value_method: or("Trois sites de revente"),
        resells,
        signatory: or("le Président"),
        recipient_signatory: or("la présidente"),
        ceded_on: date("2026-11-21"),
        total: "90,00 €".to_owned(),
        devices: (1..=2)
            .map(|number| CededDevice {
                code: "HJ4K-7PXM".to_owned(),
                kind: "Tablette".to_owned(),
                name: or("Samsung Galaxy Tab A8"),
                serial: Some(format!("R52N{number:05}")),
                inventory_number: None,
                word: (number == 1).then(|| "reconditionné".to_owned()),
                value: "45,00 €".to_owned(),
                price: resells.then(|| "80,00 €".to_owned()),
            })
            .collect(),
    }
}

#[test]
fn an_act_of_cession_names_its_articles_the_values_and_the_commitments() {
    let pdf = printed(act(Lang::Fr, "", true));
    assert_says(
        &pdf,
        &[
            "L. 3212-2, 3°",
            "D. 3212-3",
            "90,00 €",
            "prix solidaire",
            "2022-1413",
            "80,00 €",
            "reconditionné",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(act(Lang::Fr, "", false));
    assert_says(&pdf, &["Il ne les vend pas."]);
    let pdf = printed(act(Lang::En, "", true));
    assert_says(&pdf, &["solidarity price", "CP-2026-118"]);
    pdf.assert_tagged("en");
}

fn reform(lang: Lang, text: &str, devices: u32) -> ReformPapers {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    ReformPapers {
        lang,
        owner: or("Département de la Haute-Savoie"),
        lot: 14,
        decision_number: or("REF-2026-12"),
        decided_on: date("2026-10-05"),
        reason: or("Obsolète"),
        signatory: or("le directeur général adjoint"),
        grounds: vec![or("Vu la délégation ;")],
        total: "439,00 €".to_owned(),
        net_total: None,
        devices: (1..=devices)
            .map(|number| ReformedDevice {
                code: (number != 2).then(|| "HJ4K-7PXM".to_owned()),
                designation: or("Tablette Samsung Galaxy Tab A8"),
                location: or("Collège Les Balmettes"),
                inventory_number: format!("IMM-2020-{number:05}"),
                accounting_number: (number == 1).then(|| "C-77".to_owned()),
                acquired_on: date("2019-09-02"),
                value: "219,50 €".to_owned(),
                net_book: (number != 2).then(|| "0,00 €".to_owned()),
                account: or("21831"),
                subsidies: or("Aucune"),
            })
            .collect(),
    }
}

#[test]
fn a_reform_is_a_decision_and_a_certificate_that_says_what_is_unknown() {
    let pdf = printed(reform(Lang::Fr, "", 2));
    assert_says(
        &pdf,
        &[
            "Décision de mise à la réforme",
            "Certificat administratif n° REF-2026-12",
            "Mise à la réforme · certificat administratif n° REF-2026-12",
            "Reste à compléter",
            "IMM-2020-00002",
            "C-77",
            "02/09/2019",
            "21831",
            "inconnue",
        ],
    );
    assert_eq!(pdf.page_sizes_mm().len(), 2);
    pdf.assert_tagged("fr");
    let pdf = printed(reform(Lang::En, "", 40));
    assert_says(
        &pdf,
        &[
            "Decision of reform",
            "Administrative certificate no. REF-2026-12",
            "Reform · administrative certificate no. REF-2026-12",
            "unknown",
        ],
    );
    pdf.assert_tagged("en");
}

fn folder(lang: Lang, text: &str) -> EvidenceFolder {
    let or = |usual: &str| if text.is_empty() { usual } else { text }.to_owned();
    EvidenceFolder {
        lang,
        lot: 12,
        printed_on: date("2026-11-29"),
        facts: vec![(or("Propriétaire"), or("Département"))],
        tables: vec![PrintedTable {
            title: or("Appareils du lot"),
            head: ["Numéro d’inventaire", "Désignation", "Devenir"]
                .map(&or)
                .into(),
            rows: vec![
                ["CD74-1", "Tablette", "Cédé"].map(&or).into(),
                ["CD74-2", "Tablette", ""].map(&or).into(),
            ],
            note: Some(or("Appareils 1 à 2 sur 2.")),
        }],
        notes: vec![or("Les noms sont masqués.")],
    }
}

#[test]
fn the_folder_of_a_lot_says_its_facts_and_every_device() {
    let pdf = printed(folder(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Dossier de preuves",
            "lot n° 12",
            "Propriétaire",
            "CD74-1",
            "Appareils 1 à 2 sur 2.",
            "Les noms sont masqués.",
        ],
    );
    pdf.assert_tagged("fr");
}

#[test]
fn hostile_words_change_nothing_of_the_papers_of_exits() {
    for hostile in HOSTILE {
        for lang in [Lang::Fr, Lang::En] {
            printed(pallet(lang, hostile, 2));
            printed(act(lang, hostile, true));
            printed(reform(lang, hostile, 2));
            printed(folder(lang, hostile));
        }
    }
}
