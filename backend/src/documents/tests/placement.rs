//! The placement on paper.
use super::{assert_says, printed};
use crate::{
    documents::{PlacementQuestion, PlacementSheet},
    web::Lang,
};

fn sheet(lang: Lang, question: &str) -> PlacementSheet {
    PlacementSheet {
        lang,
        version: 1,
        questions: (0..6)
            .map(|_| PlacementQuestion {
                question: question.to_owned(),
                answers: ["Pas encore", "Avec de l’aide", "Sans aide"]
                    .map(str::to_owned)
                    .to_vec(),
            })
            .collect(),
    }
}

#[test]
fn the_placement_is_one_page_in_plain_words_and_asks_for_no_name() {
    let pdf = printed(sheet(Lang::Fr, "Envoyer une photo"));
    assert_says(
        &pdf,
        &[
            "Pour bien commencer",
            "N’écrivez pas votre nom",
            "6. Envoyer une photo",
            "Sans aide",
        ],
    );
    pdf.assert_tagged("fr");
    assert_says(
        &printed(sheet(Lang::En, "Send a photo")),
        &["To begin well"],
    );
}
