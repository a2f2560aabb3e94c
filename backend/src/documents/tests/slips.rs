//! The slip of a handover: what it is for, and the paper of its legal chain.
use super::*;

pub(super) fn other(text: &str) -> OtherOnSlip {
    OtherOnSlip {
        reference: "D-000412".to_owned(),
        device: text.to_owned(),
        word: None,
        code: "HJ4K-7PXN".to_owned(),
        programme: "Internet solidaire".to_owned(),
        accessories: vec!["câble USB-C".to_owned()],
        clearance: "n° 7 : parcours suivi".to_owned(),
        price: None,
        return_by: None,
        warranty_until: Some(date("2027-11-21")),
    }
}

#[test]
fn each_legal_chain_has_its_own_paper_and_one_signature_is_for_all() {
    let on = |chain| {
        printed(HandoverSlip {
            chain,
            legal_basis: (chain != Chain::Loan).then(|| "délibération n° 12".to_owned()),
            price: (chain == Chain::Cession).then(|| "40 €".to_owned()),
            warranty_until: Some(date("2027-05-21")),
            replaces: Some("ABCD-EFGH".to_owned()),
            others: vec![other("Accessoire Dodo Clé 4G")],
            ..slip(Lang::Fr, "Mme Martin")
        })
    };
    let loan = on(Chain::Loan);
    assert_says(
        &loan,
        &[
            "Convention de prêt à usage",
            "article 1880",
            "Accessoire Dodo Clé 4G",
            "HJ4K-7PXN",
            "câble USB-C",
            "en échange de l’appareil ABCD-EFGH",
            "Échangé s’il tombe en panne jusqu’au 21 mai 2027",
            "tous les appareils de ce bordereau",
        ],
    );
    let aid = on(Chain::Aid);
    assert_says(&aid, &["aide en nature", "délibération n° 12"]);
    let cession = on(Chain::Cession);
    assert_says(&cession, &["Acte de cession", "40 €"]);
    for (paper, absent) in [
        (&aid, "Convention de prêt"),
        (&aid, "Acte de cession"),
        (&cession, "Convention de prêt"),
        (&loan, "Acte de cession"),
    ] {
        assert!(!paper.text().contains(absent), "{absent}");
    }
    for paper in [loan, aid, cession] {
        paper.assert_tagged("fr");
    }
}
