//! What the page of a request shows of its follow-up: whose turn it is, what may be said, and the reasons to choose from.
use super::{
    actions::side_of,
    queries,
    rules::{CancelReason, Facts, hold_key, hold_reasons, hold_value, may_answer, may_ask},
};
use crate::{
    app::App,
    auth::{
        Signed,
        permissions::{DiscussRequests, JudgePairs},
    },
    requests::pairs::{self, list::PairView},
    web::{Choice, Error},
};
use entities::request;

/// What was typed, to be shown again.
#[derive(Default)]
pub struct Typed {
    pub words: String,
    pub hold_reason: String,
    pub hold_words: String,
    pub cancel_words: String,
}

pub struct FollowUp {
    /// Whom it waits for, since when, to do what; nothing once it has ended.
    pub turn: Option<String>,
    /// What one may say to the other side now.
    pub speak: Option<Speak>,
    /// What it is on hold for.
    pub on_hold: Option<String>,
    pub hold_reasons: Vec<Choice>,
    pub cancel_reasons: Vec<Choice>,
    /// Coordination alone sees them: requests of other organisations that may be for the same person.
    pub pairs: Vec<PairView>,
    pub typed: Typed,
}

/// The form by which one side speaks to the other.
pub struct Speak {
    pub act: &'static str,
    pub label: &'static str,
    pub button: &'static str,
}

pub async fn follow_up(
    app: &App,
    by: &Signed,
    request: &request::Model,
    typed: Typed,
) -> Result<FollowUp, Error> {
    let words = by.words();
    let waits = queries::waiting_of(&app.db, request).await?;
    let pairs = if by.may(JudgePairs) {
        let pairs = pairs::queries::of_request(&app.db, request).await?;
        pairs::list::views(app, by, &pairs).await?
    } else {
        Vec::new()
    };
    Ok(FollowUp {
        turn: waits.turn.side().map(|_| {
            words
                .with("who", words.say(waits.turn.who_key()))
                .with("what", words.say(waits.turn.what_key()))
                .with("since", words.waiting(waits.since, app.clock.today()))
                .say("turn-sentence")
        }),
        speak: speak(by, waits.facts),
        on_hold: request.on_hold.map(|reason| words.say(hold_key(reason))),
        hold_reasons: hold_reasons(request.device_kind.is_none())
            .map(|reason| Choice::new(hold_value(reason), words.say(hold_key(reason))))
            .collect(),
        cancel_reasons: CancelReason::ALL
            .into_iter()
            .map(|reason| Choice::new(reason.value(), words.say(reason.key())))
            .collect(),
        pairs,
        typed,
    })
}

/// A question, or the answer to theirs.
fn speak(by: &Signed, facts: Facts) -> Option<Speak> {
    if !by.may(DiscussRequests) {
        None
    } else if may_answer(facts, side_of(by)) {
        Some(Speak {
            act: "answer",
            label: "turn-answer-words",
            button: "turn-answer",
        })
    } else if may_ask(facts) {
        Some(Speak {
            act: "question",
            label: "turn-question-words",
            button: "turn-question",
        })
    } else {
        None
    }
}
