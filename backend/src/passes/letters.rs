//! The council's letter with the passes of a person: by e-mail, or on paper one after the other. In French, whatever the
//! agent reads: it is the département that writes.
use super::{code::PassCode, queries, rules::last_day};
use crate::{
    app::App,
    documents::{PassLetter, PassLetters, PrintedPass, qr},
    identifiers::{pass_reference, request_reference},
    mail::{self, Message},
    recipients::identity::{self, Identity},
    web::{Error, Lang, Words},
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    organisation,
    pass::{self, PassState},
    pass_grant,
    programme::{self, ProgrammeId},
    recipient::{self, RecipientId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeMap, BTreeSet};

const FRENCH: Words = Words::new(Lang::Fr);

/// The letter as a message. It bears no name; the address it goes to is the person's.
pub async fn mailed(
    app: &App,
    db: &impl ConnectionTrait,
    grant: &pass_grant::Model,
    passes: &[pass::Model],
    identity: &Identity,
) -> Result<Message, Error> {
    let words = FRENCH;
    let programme = programme::Entity::find_by_id(grant.programme_id)
        .one(db)
        .await?
        .context("passes are of a programme")?;
    let organisation = organisation::Entity::find_by_id(grant.organisation_id)
        .one(db)
        .await?
        .context("passes are given by an organisation")?;
    let mut paragraphs = vec![
        words.say("pass-letter-greeting"),
        words
            .with("count", passes.len())
            .with("programme", programme.name_fr.as_str())
            .say("pass-letter-given"),
        words.say("pass-letter-what"),
    ];
    for pass in passes {
        paragraphs.push(
            words
                .with("code", opened(app, pass)?)
                .with("value", words.euros(i64::from(pass.value_cents)))
                .with("date", words.date(last_day(pass.expires_at)))
                .say("pass-letter-code"),
        );
    }
    paragraphs.push(words.say("pass-letter-once"));
    let places = queries::places_of(db, programme.id).await?;
    paragraphs.push(words.say(if places.is_empty() {
        "pass-letter-no-place"
    } else {
        "pass-letter-places"
    }));
    paragraphs.extend(places.iter().map(place));
    paragraphs.push(match organisation.phone {
        Some(phone) => words
            .with("organisation", organisation.name)
            .with("phone", phone)
            .say("pass-letter-call"),
        None => words
            .with("organisation", organisation.name)
            .say("pass-letter-ask"),
    });
    let subject = words.say("pass-letter-subject");
    Ok(mail::compose(
        words,
        identity.email.trim(),
        &subject,
        &paragraphs,
        None,
    )?)
}

fn place(site: &entities::site::Model) -> String {
    let address = format!(
        "{}, {}, {} {}",
        site.name, site.address, site.postcode, site.city
    );
    match &site.phone {
        Some(phone) => format!("{address}, {phone}"),
        None => address,
    }
}

/// The code of a pass that is still to be used.
fn opened(app: &App, pass: &pass::Model) -> Result<String, Error> {
    let sealed = pass
        .sealed_code
        .as_deref()
        .context("a given pass has its code")?;
    Ok(PassCode::open(&app.keys, sealed)?)
}

/// A paper of letters, and whom they name.
pub struct Letters {
    pub paper: PassLetters,
    pub named: Vec<RecipientId>,
}

/// The letters of these gifts on paper; those of people who were forgotten or have their data limited are left out, and
/// so are passes that were used since, or whose time is over.
pub async fn printed(
    app: &App,
    grants: &[pass_grant::Model],
    today: NaiveDate,
) -> Result<Letters, Error> {
    let db = &app.db;
    let recipients = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(grants.iter().map(|grant| grant.recipient_id)),
        )
        .all(db)
        .await?;
    let organisations = organisation::Entity::find()
        .filter(
            organisation::COLUMN
                .id
                .is_in(grants.iter().map(|grant| grant.organisation_id)),
        )
        .all(db)
        .await?;
    let mut programmes = BTreeMap::new();
    let of: BTreeSet<ProgrammeId> = grants.iter().map(|grant| grant.programme_id).collect();
    let found = programme::Entity::find()
        .filter(programme::COLUMN.id.is_in(of))
        .all(db)
        .await?;
    for programme in found {
        let places = queries::places_of(db, programme.id).await?;
        let places: Vec<String> = places.iter().map(place).collect();
        programmes.insert(programme.id, (programme.name_fr, places));
    }
    let passes = queries::passes_of(db, grants.iter().map(|grant| grant.id)).await?;
    let mut letters = Vec::new();
    let mut named = Vec::new();
    for grant in grants {
        let person = recipients.iter().find(|row| row.id == grant.recipient_id);
        let organisation = organisations
            .iter()
            .find(|row| row.id == grant.organisation_id);
        let (Some(person), Some(organisation), Some((programme, places))) =
            (person, organisation, programmes.get(&grant.programme_id))
        else {
            continue;
        };
        let Some(identity) = identity::open(&app.keys, person)? else {
            continue;
        };
        let mut printed = Vec::new();
        let of_letter = passes.iter().filter(|pass| {
            pass.grant_id == Some(grant.id)
                && pass.state == PassState::Given
                && last_day(pass.expires_at) >= today
        });
        for pass in of_letter {
            printed.push(on_paper(app, pass)?);
        }
        if printed.is_empty() {
            continue;
        }
        named.push(person.id);
        letters.push(PassLetter {
            reference: request_reference(grant.request_id),
            recipient: identity.display_name(),
            commune: identity.commune,
            programme: programme.clone(),
            organisation: organisation.name.clone(),
            phone: organisation.phone.clone(),
            places: places.clone(),
            passes: printed,
        });
    }
    Ok(Letters {
        paper: PassLetters {
            lang: Lang::Fr,
            written_on: today,
            letters,
        },
        named,
    })
}

fn on_paper(app: &App, pass: &pass::Model) -> Result<PrintedPass, Error> {
    let code = opened(app, pass)?;
    let read = PassCode::parse(&code).context("a sealed code is one of ours")?;
    Ok(PrintedPass {
        qr: qr::svg(&read.in_qr()).map_err(anyhow::Error::from)?,
        code,
        reference: pass_reference(pass.issue_id, pass.number),
        value: FRENCH.euros(i64::from(pass.value_cents)),
        last_day: last_day(pass.expires_at),
    })
}
