//! What is written about the end of a loan at a counter: to the person, in plain words; a week late, to who speaks for them
//! too, by the reference of the request and nobody's name (law 9).
use crate::{
    app::App,
    appointments::tell::place_of,
    auth::language,
    mail::{self, Message},
    recipients::identity::{Identity, request_reference},
    training::queries as training,
    web::{Error, Words},
};
use entities::{device, handover, loan_reminder::LoanMoment, request};
use sea_orm::ConnectionTrait;

/// To the person; nothing when they gave no address.
pub(super) async fn to_person(
    db: &impl ConnectionTrait,
    known: &Identity,
    (loan, device): (&handover::Model, &device::Model),
    moment: LoanMoment,
) -> Result<Option<Message>, Error> {
    let (Some(due), false) = (loan.due_back_on, known.email.is_empty()) else {
        return Ok(None);
    };
    let words = Words::new(known.language);
    let place = place_of(db, loan.site_id).await?;
    let (subject, body) = match moment {
        LoanMoment::Before => ("counter-letter-before-subject", "counter-letter-before"),
        LoanMoment::LastDay => ("counter-letter-last-day-subject", "counter-letter-last-day"),
        LoanMoment::Late | LoanMoment::VeryLate => {
            ("counter-letter-late-subject", "counter-letter-late")
        }
    };
    let device = format!("{} {}", device.manufacturer, device.model);
    let mut paragraphs = vec![
        words.say("counter-letter-greeting"),
        words
            .with("device", device)
            .with("date", words.date(due))
            .say(body),
        words
            .with(
                "place",
                format!(
                    "{}, {}, {} {}",
                    place.site.name, place.site.address, place.site.postcode, place.site.city
                ),
            )
            .say("counter-letter-where"),
    ];
    if !place.phone.is_empty() {
        paragraphs.push(words.with("phone", place.phone).say("counter-letter-call"));
    }
    let subject = words.say(subject);
    Ok(Some(mail::compose(
        words,
        &known.email,
        &subject,
        &paragraphs,
        None,
    )?))
}

/// To who speaks for the person.
pub(super) async fn to_prescriber(
    app: &App,
    db: &impl ConnectionTrait,
    loan: &handover::Model,
    request: &request::Model,
) -> Result<Option<Message>, Error> {
    let (Some(due), Some(account)) = (loan.due_back_on, training::speaks_for(db, request).await?)
    else {
        return Ok(None);
    };
    let words = Words::new(language(account.language));
    let reference = request_reference(request.id);
    let place = place_of(db, loan.site_id).await?;
    let paragraphs = [
        words.say("counter-letter-greeting"),
        words
            .with("reference", reference.as_str())
            .with("date", words.date(due))
            .with("place", format!("{}, {}", place.site.name, place.site.city))
            .say("counter-letter-very-late"),
    ];
    let subject = words
        .with("reference", reference.as_str())
        .say("counter-letter-very-late-subject");
    let address = format!("{}/requests/{}", app.config.base_url, request.id.0);
    let label = words.say("counter-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    Ok(Some(mail::compose(
        words,
        &account.email,
        &subject,
        &paragraphs,
        link,
    )?))
}
