//! The words, tones and icons of a count's states, classes and reasons.
use entities::{
    stock_count::{CountClass, CountState},
    stock_count_result::GapReason,
};

#[must_use]
pub fn state_key(state: CountState) -> &'static str {
    match state {
        CountState::Counting => "count-state-counting",
        CountState::Resolving => "count-state-resolving",
        CountState::Closed => "count-state-closed",
    }
}

/// Tone and icon of a state.
#[must_use]
pub fn state_look(state: CountState) -> (&'static str, &'static str) {
    match state {
        CountState::Counting => ("wait", "scan-line"),
        CountState::Resolving => ("wait", "search-check"),
        CountState::Closed => ("plain", "file-text"),
    }
}

#[must_use]
pub fn class_key(class: CountClass) -> &'static str {
    match class {
        CountClass::Found => "count-class-found",
        CountClass::FoundElsewhere => "count-class-found-elsewhere",
        CountClass::FoundHandedOver => "count-class-found-handed-over",
        CountClass::FoundInTransit => "count-class-found-in-transit",
        CountClass::FoundGone => "count-class-found-gone",
        CountClass::CameSince => "count-class-came-since",
        CountClass::OutsideScope => "count-class-outside-scope",
        CountClass::UnknownLabel => "count-class-unknown-label",
        CountClass::Unlabelled => "count-class-unlabelled",
        CountClass::OneCountOnly => "count-class-one-count-only",
        CountClass::HandedOver => "count-class-handed-over",
        CountClass::InTransit => "count-class-in-transit",
        CountClass::MovedSince => "count-class-moved-since",
        CountClass::LeftSince => "count-class-left-since",
        CountClass::Missing => "count-class-missing",
    }
}

/// Tone and icon of a class.
#[must_use]
pub fn class_look(class: CountClass) -> (&'static str, &'static str) {
    match class {
        CountClass::Found => ("good", "circle-check"),
        CountClass::CameSince
        | CountClass::OutsideScope
        | CountClass::HandedOver
        | CountClass::InTransit
        | CountClass::MovedSince
        | CountClass::LeftSince => ("info", "info"),
        CountClass::FoundElsewhere
        | CountClass::FoundHandedOver
        | CountClass::FoundInTransit
        | CountClass::FoundGone
        | CountClass::UnknownLabel
        | CountClass::Unlabelled
        | CountClass::OneCountOnly => ("wait", "triangle-alert"),
        CountClass::Missing => ("stop", "octagon-x"),
    }
}

/// The sentence a counter is told of a scan; blind, only that it is noted.
#[must_use]
pub fn done_of(class: CountClass, blind: bool) -> &'static str {
    if class == CountClass::UnknownLabel {
        // The label itself is at fault: it says nothing of what is expected.
        return "done-count-unknown-label";
    }
    if blind {
        return "done-count-noted";
    }
    match class {
        CountClass::Found => "done-count-found",
        CountClass::FoundElsewhere => "done-count-found-elsewhere",
        CountClass::FoundHandedOver => "done-count-found-handed-over",
        CountClass::FoundInTransit => "done-count-found-in-transit",
        CountClass::FoundGone => "done-count-found-gone",
        CountClass::CameSince | CountClass::OutsideScope => "done-count-not-expected",
        CountClass::UnknownLabel
        | CountClass::Unlabelled
        | CountClass::OneCountOnly
        | CountClass::HandedOver
        | CountClass::InTransit
        | CountClass::MovedSince
        | CountClass::LeftSince
        | CountClass::Missing => "done-count-noted",
    }
}

#[must_use]
pub fn reason_key(reason: GapReason) -> &'static str {
    match reason {
        GapReason::MovedUnrecorded => "count-reason-moved-unrecorded",
        GapReason::GivenUnrecorded => "count-reason-given-unrecorded",
        GapReason::ScrappedUnrecorded => "count-reason-scrapped-unrecorded",
        GapReason::FoundLater => "count-reason-found-later",
        GapReason::LabelFault => "count-reason-label-fault",
        GapReason::NotInStock => "count-reason-not-in-stock",
        GapReason::CountingMistake => "count-reason-counting-mistake",
        GapReason::Stolen => "count-reason-stolen",
        GapReason::Lost => "count-reason-lost",
        GapReason::Unexplained => "count-reason-unexplained",
    }
}
