//! What is written about loans: to the head of the school, and to the borrower.
use crate::{
    app::App,
    auth::language,
    mail::{self, Message},
    prescribing::queries::people,
    web::{Error, Words, words::Saying},
};
use chrono::NaiveDate;
use entities::{
    account, catalogue_item,
    loan::{self, LoanState},
    loan_reminder::LoanMoment,
    loan_wait,
    membership::Role,
    organisation::OrganisationId,
    outbox::OutboxKind,
};
use sea_orm::{ConnectionTrait, DbErr};

/// Who speaks for a school.
pub async fn heads(
    db: &impl ConnectionTrait,
    school: OrganisationId,
) -> Result<Vec<account::Model>, DbErr> {
    people(db, school, Role::OrganisationManager).await
}

/// Tells the heads of the school what one of their people reserved; asks them, when they have a say.
pub async fn tell_heads(
    app: &App,
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
    item: &catalogue_item::Model,
    borrower: &str,
) -> Result<(), Error> {
    let asked = loan.state == LoanState::Requested;
    for head in heads(txn, loan.organisation_id).await? {
        let words = Words::new(language(head.language));
        let saying = facts(words, loan, item).with("borrower", borrower);
        let (subject, body, next) = if asked {
            (
                "loan-letter-asked-subject",
                "loan-letter-asked",
                "loan-letter-asked-next",
            )
        } else {
            (
                "loan-letter-told-subject",
                "loan-letter-told",
                "loan-letter-told-next",
            )
        };
        let paragraphs = [saying.say(body), words.say(next)];
        let letter = write(app, words, &head, subject, &paragraphs, loan)?;
        let now = app.clock.now();
        mail::queue(txn, &app.keys, OutboxKind::LoanTold, false, &letter, now).await?;
    }
    Ok(())
}

/// Tells the borrower what somebody else decided about their loan.
pub async fn tell_borrower(
    app: &App,
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
    item: &catalogue_item::Model,
) -> Result<(), Error> {
    let Some(reader) = mail::reader(txn, loan.membership_id).await? else {
        return Ok(());
    };
    let words = Words::new(language(reader.language));
    let (subject, body) = match loan.state {
        LoanState::Requested | LoanState::Reserved | LoanState::Prepared => {
            ("loan-letter-approved-subject", "loan-letter-approved")
        }
        LoanState::Refused => ("loan-letter-refused-subject", "loan-letter-refused"),
        LoanState::Cancelled | LoanState::Out | LoanState::Returned => {
            ("loan-letter-cancelled-subject", "loan-letter-cancelled")
        }
    };
    let paragraphs = [facts(words, loan, item).say(body)];
    let letter = write(app, words, &reader, subject, &paragraphs, loan)?;
    let now = app.clock.now();
    mail::queue(txn, &app.keys, OutboxKind::LoanDecided, false, &letter, now).await?;
    Ok(())
}

/// Tells the borrower that nobody came for what was reserved.
pub async fn unfetched(
    app: &App,
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
    item: &catalogue_item::Model,
) -> Result<(), Error> {
    let Some(reader) = mail::reader(txn, loan.membership_id).await? else {
        return Ok(());
    };
    let words = Words::new(language(reader.language));
    let paragraphs = [
        facts(words, loan, item).say("loan-letter-unfetched"),
        words.say("loan-letter-unfetched-next"),
    ];
    let subject = "loan-letter-unfetched-subject";
    let letter = write(app, words, &reader, subject, &paragraphs, loan)?;
    let now = app.clock.now();
    mail::queue(txn, &app.keys, OutboxKind::LoanDecided, false, &letter, now).await?;
    Ok(())
}

/// The message about a loan's end, to one reader.
pub fn reminder(
    app: &App,
    to: &account::Model,
    loan: &loan::Model,
    item: &catalogue_item::Model,
    moment: LoanMoment,
) -> Result<Message, Error> {
    let words = Words::new(language(to.language));
    let (subject, body) = match moment {
        LoanMoment::Before => ("loan-letter-before-subject", "loan-letter-before"),
        LoanMoment::LastDay => ("loan-letter-last-day-subject", "loan-letter-last-day"),
        LoanMoment::Late => ("loan-letter-late-subject", "loan-letter-late"),
        LoanMoment::VeryLate => ("loan-letter-very-late-subject", "loan-letter-very-late"),
    };
    let paragraphs = [
        facts(words, loan, item).say(body),
        words.say("loan-letter-back"),
    ];
    write(app, words, to, subject, &paragraphs, loan)
}

/// Tells who waited that their days are free, and until when they are kept for them.
pub async fn offer(
    app: &App,
    txn: &impl ConnectionTrait,
    wait: &loan_wait::Model,
    item: &catalogue_item::Model,
    until: NaiveDate,
) -> Result<(), Error> {
    let Some(reader) = mail::reader(txn, wait.membership_id).await? else {
        return Ok(());
    };
    let words = Words::new(language(reader.language));
    let said = words
        .with("item", words.lang.choose(&item.name_fr, &item.name_en))
        .with("from", words.date(wait.from_on))
        .with("until", words.date(wait.until_on))
        .with("last", words.date(until))
        .say("wait-letter-offer");
    let paragraphs = [words.say("loan-letter-greeting"), said];
    let address = format!(
        "{}/catalogue/{}/reservation",
        app.config.base_url, item.slug
    );
    let label = words.say("wait-letter-link");
    let letter = mail::compose(
        words,
        &reader.email,
        &words.say("wait-letter-offer-subject"),
        &paragraphs,
        Some((label.as_str(), address.as_str())),
    )?;
    let now = app.clock.now();
    mail::queue(txn, &app.keys, OutboxKind::WaitOffered, false, &letter, now).await?;
    Ok(())
}

fn facts<'a>(words: Words, loan: &loan::Model, item: &'a catalogue_item::Model) -> Saying<'a> {
    words
        .with("item", words.lang.choose(&item.name_fr, &item.name_en))
        .with("from", words.date(loan.starts_on))
        .with("until", words.date(loan.ends_on))
}

fn write(
    app: &App,
    words: Words,
    to: &account::Model,
    subject: &str,
    paragraphs: &[String],
    loan: &loan::Model,
) -> Result<Message, Error> {
    let greeting = words.say("loan-letter-greeting");
    let paragraphs: Vec<String> = std::iter::once(greeting)
        .chain(paragraphs.iter().cloned())
        .collect();
    let address = format!("{}/loans/{}", app.config.base_url, loan.id.0);
    let label = words.say("loan-letter-link");
    Ok(mail::compose(
        words,
        &to.email,
        &words.say(subject),
        &paragraphs,
        Some((label.as_str(), address.as_str())),
    )?)
}
