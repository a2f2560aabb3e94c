//! The indicators for the committee.
use super::{HOSTILE, assert_says, date, printed};
use crate::{
    documents::{IndicatorsPaper, PrintedFigure, PrintedTable},
    web::Lang,
};

fn paper(lang: Lang, text: &str) -> IndicatorsPaper {
    let or = |usual: &str| if text.is_empty() { usual } else { text }.to_owned();
    let seven = |usual: &str| vec![or(usual); 7];
    IndicatorsPaper {
        lang,
        programme: or("Filière numérique inclusive"),
        territory: or("Grand Annecy"),
        year: 2026,
        printed_on: date("2027-01-15"),
        columns: ["T1 2026", "T2 2026", "T3 2026", "T4 2026", "2026"]
            .map(&or)
            .into(),
        figures: vec![PrintedFigure {
            name: or("Personnes équipées"),
            unit: or("personnes"),
            meaning: or("Chacune est comptée une seule fois."),
            values: ["env. 5", "env. 25", "0", "env. 10", "38"].map(&or).into(),
        }],
        tables: vec![PrintedTable {
            title: or("Demandes et arrivages"),
            head: seven("Appareils équipés"),
            rows: vec![seven("masqué"), seven("12 450")],
            note: Some(or("Rien ne dit que tout sera prêt.")),
        }],
        method: vec![or("Un compte de moins de 5 est masqué.")],
    }
}

#[test]
fn a_committee_reads_figures_what_they_mean_and_how_they_were_made() {
    let pdf = printed(paper(Lang::Fr, ""));
    assert_says(
        &pdf,
        &[
            "Filière numérique inclusive",
            "Grand Annecy",
            "15 janvier 2027",
            "Personnes équipées",
            "env. 25",
            "comptée une seule fois",
            "Demandes et arrivages",
            "12 450",
            "Rien ne dit que tout sera prêt",
            "Un compte de moins de 5 est masqué",
        ],
    );
    pdf.assert_tagged("fr");
    let nothing_yet = IndicatorsPaper {
        columns: Vec::new(),
        tables: Vec::new(),
        ..paper(Lang::En, "")
    };
    let pdf = printed(nothing_yet);
    assert_says(&pdf, &["published when the year is over"]);
    pdf.assert_tagged("en");
}

#[test]
fn nothing_that_is_typed_is_an_instruction_on_it() {
    for text in HOSTILE {
        printed(paper(Lang::Fr, text));
    }
}
