//! The papers as their readers get them.

use chrono::NaiveDate;

use super::pdf_tools::Pdf;
use super::*;
use crate::web::Lang;

mod appointments;
mod calls;
mod counts;
mod exits;
mod funds;
mod indicators;
mod lending;
mod passes;
mod placement;
mod slips;
mod training;

/// Text that would be an instruction to Typst, or too much for a line, if it were not plain text.
const HOSTILE: [&str; 6] = [
    r#"#panic("x") $x^2$ *b* _i_ = `c` <t> @r // c /* d"#,
    r#"C:\temp\n "quoted" 'single' \u{41} ~ -- ---"#,
    "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "[bracket] {brace} ]}) #let x = 1; #data.lot",
    "محمد بن عبد الله",
    "Олександра Їжакевич",
];

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn device(number: u32, text: &str) -> ReceivedDevice {
    ReceivedDevice {
        maker: "Samsung".to_owned(),
        model: format!("Galaxy Tab A8 {text}").trim().to_owned(),
        serial_tail: (number != 2).then(|| format!("{}K2F", number % 10)),
        inventory_number: (number != 3).then(|| format!("2021-TAB-{number:05}")),
    }
}

fn receipt(lang: Lang, text: &str) -> ReceptionReceipt {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    ReceptionReceipt {
        lang,
        lot: "2026-014".to_owned(),
        donor: or("Collège Les Balmettes, Annecy"),
        owner: or("Département de la Haute-Savoie"),
        legal_basis: or("Prestation de remise en état, délibération n° 2026-118"),
        workshop: or("Atelier d’insertion du Lac, Seynod"),
        transport_holder: Some(or("Régie départementale des transports")),
        received_on: date("2026-11-21"),
        boxes: Some(3),
        announced: 32,
        seen: (1..=30).map(|number| device(number, text)).collect(),
        not_seen: vec![device(31, text), device(32, text)],
        not_announced: vec![device(40, text)],
    }
}

fn statement(lang: Lang, text: &str) -> OutcomeStatement {
    let receipt = receipt(lang, text);
    let outcome = |number: usize| match number % 5 {
        0 => Outcome::Scrapped {
            weight_grams: 470,
            waste_code: "16 02 13*".to_owned(),
            recipient: if text.is_empty() {
                "Éco-Tri Savoie".to_owned()
            } else {
                text.to_owned()
            },
        },
        1 => Outcome::InWorkshop,
        2 => Outcome::Ready,
        _ => Outcome::HandedOver,
    };
    OutcomeStatement {
        lang,
        lot: receipt.lot,
        donor: receipt.donor,
        owner: receipt.owner,
        workshop: receipt.workshop,
        received_on: receipt.received_on,
        stated_on: date("2027-03-01"),
        devices: (0..12)
            .map(|number| DeviceOutcome {
                device: device(u32::try_from(number).unwrap() + 1, text),
                outcome: outcome(number),
            })
            .collect(),
    }
}

fn slip(lang: Lang, recipient: &str) -> HandoverSlip {
    HandoverSlip {
        lang,
        reference: "R-2026-0871".to_owned(),
        kind: "Tablette".to_owned(),
        maker: "Samsung".to_owned(),
        model: "Galaxy Tab A8".to_owned(),
        word: None,
        code: "HJ4K-7PXM".to_owned(),
        accessories: vec!["souris".to_owned(), "coque".to_owned()],
        charger: Some("Avec chargeur USB-C".to_owned()),
        recipient: recipient.to_owned(),
        owner: "Département de la Haute-Savoie".to_owned(),
        programme: "Filière numérique inclusive".to_owned(),
        chain: Chain::Loan,
        legal_basis: None,
        price: None,
        clearance: "FV-2026-0412".to_owned(),
        identity: Identity::Seen,
        signature: None,
        handed_over_on: date("2026-11-21"),
        return_by: Some(date("2027-11-21")),
        warranty_until: None,
        replaces: None,
        others: Vec::new(),
        site: "Pôle médico-social d’Annecy".to_owned(),
        phone: "04 50 33 50 00".to_owned(),
    }
}

fn certificate(lang: Lang, text: &str) -> ErasureCertificate {
    let or = |usual: &str| {
        if text.is_empty() {
            usual.to_owned()
        } else {
            text.to_owned()
        }
    };
    let medium = |kind, serial: &str, method, verification| Medium {
        model: or("SAMSUNG MZVLB256HAHQ"),
        serial: Some(serial.to_owned()),
        kind,
        gigabytes: Some(256),
        level: "clear".to_owned(),
        method,
        details: or("PRNG Stream × 1"),
        tool: or("nwipe 0.42"),
        verification,
        done_on: date("2026-10-05"),
    };
    let signatory = |name: &str| Signatory {
        name: or(name),
        title: "Encadrant technique".to_owned(),
        organisation: "Atelier d’insertion du Lac".to_owned(),
        place: "Seynod".to_owned(),
        phone: Some("04 50 33 50 01".to_owned()),
        on: date("2026-10-06"),
    };
    ErasureCertificate {
        lang,
        reference: "412".to_owned(),
        code: "HJ4K-7PXM".to_owned(),
        kind: "Ordinateur portable".to_owned(),
        maker: or("HP"),
        model: or("ProBook 430 G5"),
        serial: Some("5CD8143KLM".to_owned()),
        inventory_number: Some("2021-PC-00031".to_owned()),
        owner: or("Département de la Haute-Savoie"),
        source: or("Lot 14, donateur : Collège Les Balmettes"),
        media: vec![
            medium("nvme", "S425NX0M612345", "overwrite", "full"),
            medium("hdd", "W0Q3ABCD", "crypto_erase", "setup_screen"),
        ],
        level: "clear".to_owned(),
        proofs: vec!["ab".repeat(32)],
        performed: signatory("Karim Benali"),
        validated: signatory("Zoé Martin"),
        issued_on: date("2026-10-07"),
    }
}

fn drawn_signature() -> Vec<u8> {
    let mut image = image::GrayImage::from_pixel(300, 100, image::Luma([255]));
    for x in 20..280_u32 {
        let y = 50 + (x % 40).abs_diff(20);
        for thick in 0..3 {
            image.put_pixel(x, y + thick, image::Luma([20]));
        }
    }
    let mut png = Vec::new();
    image
        .write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png)
        .unwrap();
    png
}

/// Typesets a paper that must be a PDF/UA-1, and gives it to the readers' tools.
fn printed(paper: impl Paper) -> Pdf {
    let rendered = paper.document().unwrap().typeset().unwrap();
    assert_eq!(rendered.accessibility, []);
    Pdf::new(&rendered.pdf)
}

/// Text without the places where lines and long words were broken.
fn joined(text: &str) -> String {
    text.chars()
        .filter(|symbol| !symbol.is_whitespace() && *symbol != '\u{200B}')
        .collect()
}

fn assert_says(pdf: &Pdf, words: &[&str]) {
    let text = joined(&pdf.text());
    for words in words {
        assert!(
            text.contains(&joined(words)),
            "{words:?} is not in:\n{}",
            pdf.text()
        );
    }
}

#[test]
fn a_donor_reads_what_came_and_what_differs() {
    let pdf = printed(receipt(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "31 appareils",
            "21 novembre 2026",
            "2026-014",
            "délibération n° 2026-118",
        ],
    );
    assert_says(
        &pdf,
        &[
            "Annoncés, non vus (2)",
            "2021-TAB-00031",
            "Vus, non annoncés (1)",
            "2021-TAB-00040",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(receipt(Lang::En, ""));
    assert_says(
        &pdf,
        &["31 devices", "21 November 2026", "Announced, not seen (2)"],
    );
    pdf.assert_tagged("en");
}

#[test]
fn a_lot_without_difference_says_so() {
    let mut receipt = receipt(Lang::Fr, "");
    receipt.not_seen.clear();
    receipt.not_announced.clear();
    assert_says(&printed(receipt), &["30 appareils", "Aucun écart."]);
}

#[test]
fn a_receipt_has_no_line_for_what_nobody_said() {
    let told = printed(receipt(Lang::Fr, ""));
    assert_says(&told, &["Responsable du transport", "Cartons"]);
    let mut receipt = receipt(Lang::Fr, "");
    receipt.transport_holder = None;
    receipt.boxes = None;
    let pdf = printed(receipt);
    assert_says(&pdf, &["Reçu par"]);
    let text = pdf.text();
    for left_out in ["Responsable du transport", "Cartons"] {
        assert!(!text.contains(left_out), "{text}");
    }
}

#[test]
fn a_donor_later_reads_what_became_of_each_device() {
    let pdf = printed(statement(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "1er mars 2027",
            "16 02 13*",
            "Éco-Tri Savoie",
            "1,41 kg",
            "0,47 kg",
            "ne nomme personne",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(statement(Lang::En, ""));
    assert_says(&pdf, &["1 March 2027", "1.41 kg", "Handed over"]);
    pdf.assert_tagged("en");
}

#[test]
fn a_slip_tells_one_thing_to_do_when_the_device_fails() {
    let pdf = printed(slip(Lang::Fr, "Mme Martin"));
    assert_says(
        &pdf,
        &[
            "HJ4K-7PXM",
            "Avec chargeur USB-C",
            "Mme Martin",
            "prêt à usage, articles 1875",
            "Appelez le 04 50 33 50 00",
        ],
    );
    assert_says(
        &pdf,
        &[
            "vue, non copiée",
            "FV-2026-0412",
            "À rendre au plus tard le 21 novembre 2027",
        ],
    );
    // The slip, and the agreement of the loan.
    assert_eq!(pdf.page_sizes_mm(), [(210.0, 297.0); 2]);
    pdf.assert_tagged("fr");
    let pdf = printed(slip(Lang::En, "Mrs Martin"));
    assert_says(&pdf, &["loan for use", "Call 04 50 33 50 00"]);
    pdf.assert_tagged("en");
}

#[test]
fn a_signed_slip_shows_the_signature_and_a_proxy_is_named() {
    let pdf = printed(HandoverSlip {
        signature: Some(drawn_signature()),
        identity: Identity::Proxy {
            name: "M. Durand".to_owned(),
        },
        chain: Chain::Aid,
        legal_basis: Some("don, délibération n° 2026-201".to_owned()),
        return_by: None,
        ..slip(Lang::Fr, "Mme Martin")
    });
    assert_says(
        &pdf,
        &[
            "remis à M. Durand, avec une autorisation",
            "don, délibération n° 2026-201",
        ],
    );
    let text = pdf.text();
    assert!(
        !text.contains("prêté") && !text.contains("rendre"),
        "{text}"
    );
    assert_eq!(pdf.page_sizes_mm().len(), 1);
}

/// Every field of the sample form of NIST SP 800-88, each once.
#[test]
fn a_certificate_says_what_the_standard_asks_and_who_answers_for_it() {
    let pdf = printed(certificate(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Fabricant HP",
            "ProBook 430 G5 (Ordinateur portable)",
            "5CD8143KLM",
            "2021-PC-00031",
            "Provenance du support",
            "disque NVMe, 256 Go",
            "n° S425NX0M612345",
            "n° W0Q3ABCD",
            "effacement simple (« Clear »)",
            "réécriture",
            "PRNG Stream × 1",
            "nwipe 0.42",
            "relecture complète",
            "Sensibilité avant effacement",
            "Données sauvegardées",
            "Sensibilité après effacement",
            "Réemploi externe",
            "Effectué par",
            "Karim Benali",
            "Validé par",
            "Zoé Martin",
            "04 50 33 50 01",
            "6 octobre 2026",
            "Signature :",
        ],
    );
    pdf.assert_tagged("fr");
    let pdf = printed(certificate(Lang::En, ""));
    assert_says(
        &pdf,
        &[
            "Performed by",
            "Validated by",
            "full read-back",
            "External reuse",
        ],
    );
    pdf.assert_tagged("en");
}

#[test]
fn hostile_text_is_shown_as_it_is_and_obeyed_nowhere() {
    for lang in [Lang::Fr, Lang::En] {
        for hostile in HOSTILE {
            let papers = [
                receipt(lang, hostile).document().unwrap(),
                statement(lang, hostile).document().unwrap(),
                HandoverSlip {
                    kind: hostile.to_owned(),
                    accessories: vec![hostile.to_owned()],
                    chain: Chain::Cession,
                    legal_basis: Some(hostile.to_owned()),
                    price: Some(hostile.to_owned()),
                    replaces: Some(hostile.to_owned()),
                    others: vec![slips::other(hostile)],
                    site: hostile.to_owned(),
                    identity: Identity::Proxy {
                        name: hostile.to_owned(),
                    },
                    ..slip(lang, hostile)
                }
                .document()
                .unwrap(),
                certificate(lang, hostile).document().unwrap(),
            ];
            for paper in papers {
                let rendered = paper.typeset().unwrap();
                assert_eq!(rendered.accessibility, [], "{hostile}");
                let pdf = Pdf::new(&rendered.pdf);
                // Right-to-left text comes out of pdftotext in an order of its own.
                let words = hostile.split_whitespace().next().unwrap();
                assert_says(
                    &pdf,
                    &[if hostile.starts_with('م') {
                        words
                    } else {
                        hostile
                    }],
                );
            }
        }
    }
}

#[test]
fn every_name_gives_a_slip() {
    for (name, shown) in [
        ("محمد بن عبد الله", "محمد"),
        ("Олександра Їжакевич", "Олександра Їжакевич"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("Nguyễn Thị Hồng", "Nguyễn Thị Hồng"),
        ("Zoé 🎉👩‍👩‍👧 Martin", "Zoé"),
        ("王小明", "\u{FFFD}"),
        ("Al\u{202E}ice\u{7}", "Alice"),
        ("a\u{64B}\u{489}b", "b"),
    ] {
        assert_says(&printed(slip(Lang::Fr, name)), &[shown]);
    }
}

#[test]
fn a_paper_the_standard_refuses_is_printed_all_the_same() {
    let source = "#set document(title: \"Essai\")\n#image(bytes(json(\"data.json\").qr))\nBonjour";
    let data = serde_json::json!({ "qr": qr::svg("https://exemple.fr").unwrap() });
    let rendered = Document {
        source: source.into(),
        data,
        files: Vec::new(),
    }
    .typeset()
    .unwrap();
    assert_eq!(rendered.accessibility.len(), 1);
    assert_eq!(rendered.accessibility[0].line, Some(2));
    assert_says(&Pdf::new(&rendered.pdf), &["Bonjour"]);
}

#[tokio::test]
async fn papers_asked_for_together_are_all_made() {
    let documents = Documents::new(1);
    let (first, second) = futures::join!(
        documents.pdf(slip(Lang::Fr, "Mme Martin")),
        documents.pdf(HandoverSlip {
            signature: Some(b"not a picture".to_vec()),
            ..slip(Lang::Fr, "M. Durand")
        }),
    );
    assert_says(&Pdf::new(&first.unwrap()), &["Mme Martin"]);
    assert!(
        matches!(second, Err(DocumentError::Source(_))),
        "{second:?}"
    );
}

#[test]
fn a_badge_holds_a_first_name_and_what_a_scanner_reads_and_nothing_else() {
    let said = "BCDEFGHIJKLNOPRSTUVXYBCD";
    let badge = |first_name: &str| Badge {
        lang: Lang::Fr,
        first_name: first_name.to_owned(),
        said: said.to_owned(),
    };
    let pdf = printed(badge("Amina"));
    assert_eq!(joined(&pdf.text()), "Amina");
    assert_eq!(
        pdf.qr_codes(),
        std::collections::BTreeSet::from([said.to_owned()])
    );
    let sizes = pdf.page_sizes_mm();
    assert!(
        matches!(sizes[..], [(width, height)] if (width - 85.6).abs() < 0.1 && (height - 54.0).abs() < 0.1)
    );
    for name in HOSTILE {
        let rendered = badge(name).document().unwrap().typeset().unwrap();
        assert_eq!(rendered.pages_mm.len(), 1, "{name}");
    }
}

#[test]
fn a_transfer_slip_lists_what_travels_for_three_to_sign() {
    let slip = |lang, text: &str| TransferSlip {
        lang,
        transfer: "12".to_owned(),
        lot: "6".to_owned(),
        from: format!("Atelier Second Souffle{text}"),
        to: "Les Deux Rives".to_owned(),
        printed_on: date("2026-11-21"),
        devices: (0..40)
            .map(|number| TransferredDevice {
                code: "HJ4K-7PXM".to_owned(),
                maker: "Samsung".to_owned(),
                model: format!("Galaxy Tab A8 {number}{text}"),
                sent_on: (number > 0).then(|| date("2026-11-20")),
            })
            .collect(),
    };
    let pdf = printed(slip(Lang::Fr, ""));
    let told = [
        "40 appareils sur la liste, dont 39 scannés",
        "Transporteur",
        "20 novembre 2026",
    ];
    assert_says(&pdf, &told);
    assert_eq!(pdf.page_sizes_mm().len(), 2);
    pdf.assert_tagged("fr");
    let pdf = printed(slip(Lang::En, ""));
    assert_says(
        &pdf,
        &["39 scanned out", "Carrier", "answers for them until"],
    );
    pdf.assert_tagged("en");
    for hostile in HOSTILE.iter().filter(|text| !text.starts_with('م')) {
        assert_says(&printed(slip(Lang::Fr, hostile)), &[hostile]);
    }
}
