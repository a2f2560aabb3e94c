//! Moments, ways, areas and refusals in words, and the addresses that name them.
use super::{actions::Refusal, rules::NotNow};
use crate::web::Words;
use entities::answer_set::{Moment, QuestionnaireKind, Way};

#[must_use]
pub fn moment(moment: Moment) -> &'static str {
    match moment {
        Moment::Before => "competence-moment-before",
        Moment::After => "competence-moment-after",
        Moment::Later => "competence-moment-later",
    }
}

/// What is compared with before the pathway.
#[must_use]
pub fn comparison(moment: Moment) -> &'static str {
    match moment {
        Moment::Before | Moment::After => "competence-before-after",
        Moment::Later => "competence-before-later",
    }
}

#[must_use]
pub fn way(way: Way) -> &'static str {
    match way {
        Way::WithHelp => "competence-way-with-help",
        Way::OnPaper => "competence-way-on-paper",
        Way::Alone => "competence-way-alone",
    }
}

/// An area of `DigComp` 2.2; the data holds no other.
#[must_use]
pub fn area(area: i32) -> &'static str {
    match area {
        1 => "digcomp-information",
        2 => "digcomp-communication",
        3 => "digcomp-content",
        4 => "digcomp-safety",
        _ => "digcomp-problems",
    }
}

/// As an address writes it.
#[must_use]
pub fn questionnaire_path(kind: QuestionnaireKind) -> &'static str {
    match kind {
        QuestionnaireKind::SenseOfCompetence => "sense-of-competence",
        QuestionnaireKind::Socle => "socle",
    }
}

#[must_use]
pub fn questionnaire_of(path: &str) -> Option<QuestionnaireKind> {
    [
        QuestionnaireKind::SenseOfCompetence,
        QuestionnaireKind::Socle,
    ]
    .into_iter()
    .find(|kind| questionnaire_path(*kind) == path)
}

/// As an address writes it.
#[must_use]
pub fn moment_path(moment: Moment) -> &'static str {
    match moment {
        Moment::Before => "before",
        Moment::After => "after",
        Moment::Later => "later",
    }
}

pub const MOMENTS: [Moment; 3] = [Moment::Before, Moment::After, Moment::Later];

#[must_use]
pub fn moment_of(path: &str) -> Option<Moment> {
    MOMENTS
        .into_iter()
        .find(|moment| moment_path(*moment) == path)
}

/// Why it is not the moment, and until or from when.
#[must_use]
pub fn not_now(words: &Words, why: NotNow) -> String {
    match why {
        NotNow::Future => words.say("competence-refused-future"),
        NotNow::BeforeEnrolment(day) => words
            .with("date", words.date(day))
            .say("competence-refused-before-enrolment"),
        NotNow::TrainingBegun(day) => words
            .with("date", words.date(day))
            .say("competence-refused-training-begun"),
        NotNow::NotTrained => words.say("competence-refused-not-trained"),
        NotNow::NotAttested => words.say("competence-refused-not-attested"),
        NotNow::TooEarly(day) => words
            .with("date", words.date(day))
            .say("competence-refused-too-early"),
    }
}

/// A refusal and what to do next.
#[must_use]
pub fn refusal(words: &Words, refusal: Refusal) -> String {
    match refusal {
        Refusal::Already => words.say("competence-refused-already"),
        Refusal::NotNow(why) => not_now(words, why),
    }
}
