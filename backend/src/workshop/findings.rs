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
            question: match answer {
                Answer::Measured(_) => topic(&said(words, item)).to_owned(),
                Answer::Yes
                | Answer::No
                | Answer::NotApplicable
                | Answer::Grade(_)
                | Answer::Photo => said(words, item),
            },
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

/// The units as questions ask for them.
const ASKED_IN: [&str; 12] = [
    "%", "cycles", "h", "heures", "hours", "min", "minutes", "Go", "GB", "°C", "degrés", "degrees",
];

/// What was measured, without the unit that the question asks for: the answer says it. "Battery health, in %".
fn topic(question: &str) -> &str {
    let Some((topic, asked)) = question.rsplit_once(',') else {
        return question;
    };
    let mut words = asked.split_whitespace();
    match (words.next(), words.next(), words.next()) {
        (Some("en" | "in"), Some(unit), None) if ASKED_IN.contains(&unit) => topic,
        _ => question,
    }
}

#[cfg(test)]
mod tests {
    use super::topic;

    #[test]
    fn a_unit_is_said_once() {
        for (question, told) in [
            ("Santé de la batterie, en %", "Santé de la batterie"),
            ("Santé de la batterie, en\u{a0}%", "Santé de la batterie"),
            ("Battery health, in %", "Battery health"),
            ("Durée, branché, en minutes", "Durée, branché"),
            (
                "Charge cycles of the battery",
                "Charge cycles of the battery",
            ),
            (
                "Température, en plein travail",
                "Température, en plein travail",
            ),
            ("Température, en charge", "Température, en charge"),
            ("Batterie, chargée", "Batterie, chargée"),
        ] {
            assert_eq!(topic(question), told);
        }
    }
}
