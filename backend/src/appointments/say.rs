//! An appointment in words, the same in a message, a letter and a call: one thing to do, one date, one number.
use super::{
    actions::Refusal,
    ics::{self, Entry},
    rules::{Closed, NoBooking, NoSlot},
    tell::News,
};
use crate::{recipients::identity::request_reference, web::Words};
use entities::{
    appointment::{self, AppointmentState, CancelReason},
    appointment_notice::NoticeAbout,
    request, site,
    site_closure::ClosureReason,
};

/// Where somebody comes, and the number there.
pub struct Place {
    pub site: site::Model,
    pub phone: String,
}

impl Place {
    fn address(&self, words: Words) -> String {
        words
            .with("site", self.site.name.as_str())
            .with("address", self.site.address.as_str())
            .with("postcode", self.site.postcode.as_str())
            .with("city", self.site.city.as_str())
            .say("appointment-place")
    }
}

/// What a person has to know.
pub struct Said {
    pub title: String,
    /// What to do, and when.
    pub action: String,
    pub place: String,
    pub bring: Option<String>,
    /// Whom to call.
    pub call: String,
}

/// What the person of a request is told.
#[must_use]
pub fn to_person(
    words: Words,
    about: NoticeAbout,
    request: &request::Model,
    appointment: &appointment::Model,
    place: &Place,
) -> Said {
    let date = words.weekday_time(appointment.starts_at);
    let (title, action, call) = match about {
        NoticeAbout::Booked => (
            "appointment-yours",
            "appointment-come",
            "appointment-hindered",
        ),
        NoticeAbout::Moved => (
            "appointment-yours-moved",
            "appointment-come",
            "appointment-hindered",
        ),
        NoticeAbout::Reminder => (
            "appointment-yours-reminder",
            "appointment-come",
            "appointment-hindered",
        ),
        NoticeAbout::Cancelled => (
            "appointment-yours-cancelled",
            "appointment-do-not-come",
            "appointment-call-for-another",
        ),
    };
    let comes = about != NoticeAbout::Cancelled;
    let code = request.pickup_code.as_deref().filter(|_| comes);
    Said {
        title: words.say(title),
        action: words.with("date", date).say(action),
        place: place.address(words),
        bring: code.map(|code| words.with("code", code).say("appointment-bring")),
        call: words.with("phone", place.phone.as_str()).say(call),
    }
}

/// The entry of an appointment in a calendar: it names a place and a reference, nobody.
#[must_use]
pub fn calendar(
    words: Words,
    base_url: &str,
    appointment: &appointment::Model,
    place: &Place,
) -> String {
    let cancelled = match appointment.state {
        AppointmentState::Cancelled | AppointmentState::Moved => true,
        AppointmentState::Booked | AppointmentState::Held | AppointmentState::Missed => false,
    };
    let summary = words
        .with("site", place.site.name.as_str())
        .say("appointment-calendar-summary");
    let description = words
        .with("reference", request_reference(appointment.request_id))
        .with("phone", place.phone.as_str())
        .say("appointment-calendar-description");
    ics::calendar(&Entry {
        uid: format!("request-{}@{}", appointment.request_id.0, host(base_url)),
        sequence: appointment.id.0 * 2 + i32::from(cancelled),
        written_at: appointment.ended_at.unwrap_or(appointment.booked_at),
        starts_at: appointment.starts_at,
        ends_at: appointment.ends_at,
        summary: &summary,
        description: &description,
        location: &place.address(words),
        cancelled,
    })
}

/// The name of the server in its address.
fn host(base_url: &str) -> &str {
    let after = base_url.split("//").last().unwrap_or_default();
    after.split(['/', ':']).next().unwrap_or_default()
}

/// What is said on a list of things to be told.
#[must_use]
pub fn about_key(about: NoticeAbout) -> &'static str {
    match about {
        NoticeAbout::Booked => "notice-about-booked",
        NoticeAbout::Moved => "notice-about-moved",
        NoticeAbout::Reminder => "notice-about-reminder",
        NoticeAbout::Cancelled => "notice-about-cancelled",
    }
}

#[must_use]
pub fn state_key(state: AppointmentState) -> &'static str {
    match state {
        AppointmentState::Booked => "appointment-state-booked",
        AppointmentState::Moved => "appointment-state-moved",
        AppointmentState::Cancelled => "appointment-state-cancelled",
        AppointmentState::Held => "appointment-state-held",
        AppointmentState::Missed => "appointment-state-missed",
    }
}

/// Tone and icon of a state.
#[must_use]
pub fn state_look(state: AppointmentState) -> (&'static str, &'static str) {
    match state {
        AppointmentState::Booked => ("info", "calendar-days"),
        AppointmentState::Moved => ("plain", "undo-2"),
        AppointmentState::Cancelled => ("stop", "ban"),
        AppointmentState::Held => ("good", "circle-check"),
        AppointmentState::Missed => ("wait", "calendar-x"),
    }
}

#[must_use]
pub fn reason_key(reason: CancelReason) -> &'static str {
    match reason {
        CancelReason::PersonAsked => "appointment-reason-person-asked",
        CancelReason::PersonNotReached => "appointment-reason-person-not-reached",
        CancelReason::DeviceMissing => "appointment-reason-device-missing",
        CancelReason::SiteClosed => "appointment-reason-site-closed",
        CancelReason::RequestEnded => "appointment-reason-request-ended",
    }
}

#[must_use]
pub fn closure_key(reason: ClosureReason) -> &'static str {
    match reason {
        ClosureReason::Leave => "closure-reason-leave",
        ClosureReason::StaffAway => "closure-reason-staff-away",
        ClosureReason::Works => "closure-reason-works",
        ClosureReason::Event => "closure-reason-event",
        ClosureReason::Exceptional => "closure-reason-exceptional",
    }
}

#[must_use]
pub fn no_booking_key(why: NoBooking) -> &'static str {
    match why {
        NoBooking::NotAllocated => "appointment-refused-not-allocated",
        NoBooking::DeviceNotReady => "appointment-refused-device-not-ready",
        NoBooking::SiteClosed => "appointment-refused-site-closed",
        NoBooking::NoPhone => "appointment-refused-no-phone",
    }
}

/// The key of the sentence that says a refusal and what to do next.
#[must_use]
pub fn refusal_key(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::NoBooking(why) => no_booking_key(why),
        Refusal::NoSlot(NoSlot::NotThen) => "appointment-refused-not-then",
        Refusal::NoSlot(NoSlot::Past) => "appointment-refused-past",
        Refusal::NoSlot(NoSlot::TooFar) => "appointment-refused-too-far",
        Refusal::NoSlot(NoSlot::Closed(Closed::Holiday)) => "appointment-refused-holiday",
        Refusal::NoSlot(NoSlot::Closed(Closed::Closure(_))) => "appointment-refused-closed-day",
        Refusal::Full => "appointment-refused-full",
        Refusal::SameHour => "appointment-refused-same-hour",
        Refusal::NoAppointment => "appointment-refused-none",
        Refusal::NotBegun => "appointment-refused-not-begun",
    }
}

/// Subject, sentence and what to do next of a message to the prescriber.
#[must_use]
pub fn to_prescriber_keys(news: News) -> (&'static str, &'static str, Option<&'static str>) {
    match news {
        News::Booked => (
            "appointment-letter-booked-subject",
            "appointment-letter-booked",
            None,
        ),
        News::Moved => (
            "appointment-letter-moved-subject",
            "appointment-letter-moved",
            None,
        ),
        News::Reminder => (
            "appointment-letter-reminder-subject",
            "appointment-letter-reminder",
            None,
        ),
        // The message about the request says what comes next.
        News::Cancelled(CancelReason::RequestEnded) => (
            "appointment-letter-cancelled-subject",
            "appointment-letter-cancelled",
            None,
        ),
        News::Cancelled(
            CancelReason::PersonAsked
            | CancelReason::PersonNotReached
            | CancelReason::DeviceMissing
            | CancelReason::SiteClosed,
        ) => (
            "appointment-letter-cancelled-subject",
            "appointment-letter-cancelled",
            Some("appointment-letter-cancelled-next"),
        ),
        News::Missed => (
            "appointment-letter-missed-subject",
            "appointment-letter-missed",
            Some("appointment-letter-missed-next"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn the_server_is_named_without_its_port_and_path() {
        for (address, expected) in [
            ("https://passe-relais.exemple.fr", "passe-relais.exemple.fr"),
            ("http://127.0.0.1:8080/", "127.0.0.1"),
            ("https://exemple.fr/outil/", "exemple.fr"),
        ] {
            assert_eq!(host(address), expected);
        }
    }
}
