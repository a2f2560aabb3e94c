//! What the answers of a stay say of a device beyond "all well": what is bad, what was measured, what was photographed.
use super::{
    checklists::{Answer, STEPS, is_bad},
    queries::Work,
    questions::{answer_said, said},
};
use crate::web::Words;

/// One answer worth telling.
pub struct Finding {
    pub question: String,
    pub answer: String,
    pub weight: Weight,
    /// The number of the photo.
    pub photo: Option<i32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It stops the device.
    Blocks,
    /// It is not as it should be, and stops nothing.
    Noted,
    /// As it should be.
    Good,
}

pub fn of(words: Words, work: &Work) -> Vec<Finding> {
    let items = STEPS.into_iter().flat_map(|step| {
        work.items(step)
            .iter()
            .filter_map(move |item| Some((item, *work.answers(step).get(&item.id)?)))
    });
    items
        .filter(|(item, answer)| {
            is_bad(*answer, item.kind) || matches!(answer, Answer::Measured(_) | Answer::Photo)
        })
        .map(|(item, answer)| Finding {
            question: said(words, item),
            answer: answer_said(words, answer, item.kind),
            weight: match (is_bad(answer, item.kind), item.blocking) {
                (true, true) => Weight::Blocks,
                (true, false) => Weight::Noted,
                (false, _) => Weight::Good,
            },
            photo: work.photos.get(&item.id).map(|photo| photo.id.0),
        })
        .collect()
}
