//! What was attended elsewhere: an activity that the Coop tells of, linked by a trainer to a person of a session of
//! theirs. The row alone is nothing to the gate; the link is the trainer's word, as a presence on paper is.
pub mod actions;
pub mod queries;
pub mod rules;
