//! What is written about schools: to who registers, to the heads, and to borrowers whose loan ends otherwise.
use crate::{
    app::App,
    auth::{language, links::REGISTRATION_LASTS},
    lending::letters::heads,
    mail,
    web::{Error, Words, words::Saying},
};
use chrono::NaiveDate;
use entities::{
    account::{self, Language},
    catalogue_item, loan,
    organisation::{self, OrganisationId},
    outbox::OutboxKind,
};
use sea_orm::{ConnectionTrait, EntityTrait};

/// A message of a greeting, a few sentences, and where to go on.
struct Letter<'a> {
    kind: OutboxKind,
    to: &'a str,
    subject: &'a str,
    paragraphs: Vec<String>,
    link: (&'a str, String),
}

async fn post(
    app: &App,
    txn: &impl ConnectionTrait,
    words: Words,
    letter: Letter<'_>,
) -> Result<(), Error> {
    let greeting = words.say("loan-letter-greeting");
    let paragraphs: Vec<String> = std::iter::once(greeting).chain(letter.paragraphs).collect();
    let (label, path) = letter.link;
    let label = words.say(label);
    let address = format!("{}{path}", app.config.base_url);
    let message = mail::compose(
        words,
        letter.to,
        &words.say(letter.subject),
        &paragraphs,
        Some((label.as_str(), address.as_str())),
    )?;
    let signs_in = letter.kind == OutboxKind::RegistrationLink;
    let now = app.clock.now();
    mail::queue(txn, &app.keys, letter.kind, signs_in, &message, now).await?;
    Ok(())
}

/// The link with which who registered goes on. The same whether there is an account of this address or not.
pub async fn registration(
    app: &App,
    txn: &impl ConnectionTrait,
    (email, reader): (&str, Language),
    school: &organisation::Model,
    token: &str,
) -> Result<(), Error> {
    let words = Words::new(language(reader));
    let until = app.clock.now() + REGISTRATION_LASTS;
    let letter = Letter {
        kind: OutboxKind::RegistrationLink,
        to: email,
        subject: "registration-letter-subject",
        paragraphs: vec![
            words
                .with("school", school.name.as_str())
                .say("registration-letter-what"),
            words
                .with("until", words.date_time(until))
                .say("registration-letter-until"),
            words.say("registration-letter-not-asked"),
        ],
        link: (
            "registration-letter-link",
            format!("/registration/link/{token}"),
        ),
    };
    post(app, txn, words, letter).await
}

/// Tells the heads who registered at their school.
pub async fn registered(
    app: &App,
    txn: &impl ConnectionTrait,
    school: OrganisationId,
    teacher: &account::Model,
) -> Result<(), Error> {
    for head in heads(txn, school).await? {
        let words = Words::new(language(head.language));
        let letter = Letter {
            kind: OutboxKind::TeacherRegistered,
            to: &head.email,
            subject: "registered-letter-subject",
            paragraphs: vec![
                words
                    .with("name", teacher.name.as_str())
                    .with("email", teacher.email.as_str())
                    .say("registered-letter-what"),
                words.say("registered-letter-next"),
            ],
            link: ("school-letter-link", "/school".to_owned()),
        };
        post(app, txn, words, letter).await?;
    }
    Ok(())
}

/// Tells a teacher that the school ended their access, and what became of what they reserved.
pub async fn revoked(
    app: &App,
    txn: &impl ConnectionTrait,
    teacher: &account::Model,
    school: &str,
    cancelled: usize,
) -> Result<(), Error> {
    let words = Words::new(language(teacher.language));
    let count = i64::try_from(cancelled).unwrap_or(i64::MAX);
    let letter = Letter {
        kind: OutboxKind::TeacherRevoked,
        to: &teacher.email,
        subject: "revoked-letter-subject",
        paragraphs: vec![
            words.with("school", school).say("revoked-letter-what"),
            words.with("count", count).say("revoked-letter-loans"),
            words.say("revoked-letter-next"),
        ],
        link: ("revoked-letter-link", "/sign-in".to_owned()),
    };
    post(app, txn, words, letter).await
}

/// Reminds the heads of a school that the year began without an agreement.
pub async fn agreement_due(
    app: &App,
    txn: &impl ConnectionTrait,
    school: OrganisationId,
    year: &str,
) -> Result<(), Error> {
    for head in heads(txn, school).await? {
        let words = Words::new(language(head.language));
        let letter = Letter {
            kind: OutboxKind::AgreementDue,
            to: &head.email,
            subject: "agreement-letter-subject",
            paragraphs: vec![
                words.with("year", year).say("agreement-letter-what"),
                words.say("agreement-letter-next"),
            ],
            link: ("school-letter-link", "/school".to_owned()),
        };
        post(app, txn, words, letter).await?;
    }
    Ok(())
}

fn about(words: Words, item: &catalogue_item::Model) -> Saying<'_> {
    words.with("item", words.lang.choose(&item.name_fr, &item.name_en))
}

/// Tells the borrower and the heads that a loan ends with their school.
pub async fn recalled(
    app: &App,
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
    closes_on: NaiveDate,
) -> Result<(), Error> {
    let item = item_of(txn, loan).await?;
    let mut readers = heads(txn, loan.organisation_id).await?;
    readers.extend(mail::reader(txn, loan.membership_id).await?);
    for reader in readers {
        let words = Words::new(language(reader.language));
        let letter = Letter {
            kind: OutboxKind::LoanRecalled,
            to: &reader.email,
            subject: "recalled-letter-subject",
            paragraphs: vec![
                about(words, &item)
                    .with("day", words.date(closes_on))
                    .say("recalled-letter-what"),
                words.say("recalled-letter-next"),
            ],
            link: ("loan-letter-link", format!("/loans/{}", loan.id.0)),
        };
        post(app, txn, words, letter).await?;
    }
    Ok(())
}

/// Tells the heads of a school that a pupil comes with kit.
pub async fn moves(
    app: &App,
    txn: &impl ConnectionTrait,
    loan: &loan::Model,
    (from, to): (&str, OrganisationId),
) -> Result<(), Error> {
    let item = item_of(txn, loan).await?;
    for head in heads(txn, to).await? {
        let words = Words::new(language(head.language));
        let letter = Letter {
            kind: OutboxKind::LoanMoves,
            to: &head.email,
            subject: "moves-letter-subject",
            paragraphs: vec![
                about(words, &item)
                    .with("school", from)
                    .say("moves-letter-what"),
                words.say("moves-letter-next"),
            ],
            link: ("moves-letter-link", "/loan-moves".to_owned()),
        };
        post(app, txn, words, letter).await?;
    }
    Ok(())
}

/// Tells who had a loan that it goes on elsewhere.
pub async fn moved(
    app: &App,
    txn: &impl ConnectionTrait,
    before: &loan::Model,
    to: &str,
) -> Result<(), Error> {
    let Some(reader) = mail::reader(txn, before.membership_id).await? else {
        return Ok(());
    };
    let item = item_of(txn, before).await?;
    let words = Words::new(language(reader.language));
    let letter = Letter {
        kind: OutboxKind::LoanMoves,
        to: &reader.email,
        subject: "moved-letter-subject",
        paragraphs: vec![
            about(words, &item)
                .with("school", to)
                .say("moved-letter-what"),
        ],
        link: ("moved-letter-link", "/loans".to_owned()),
    };
    post(app, txn, words, letter).await
}

async fn item_of(
    db: &impl ConnectionTrait,
    loan: &loan::Model,
) -> Result<catalogue_item::Model, Error> {
    catalogue_item::Entity::find_by_id(loan.item_id)
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}
