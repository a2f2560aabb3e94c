//! The messages about the right to send requests: to coordination when it is asked for, to the organisation when it
//! was decided on.
use super::{
    queries,
    rules::{Act, reason_key},
};
use crate::{
    app::App,
    auth::language,
    mail,
    web::{Error, Words},
};
use entities::{
    account, membership::Role, organisation, outbox::OutboxKind, prescribing::PrescribingReason,
};
use sea_orm::ConnectionTrait;

/// Tells whoever must act or know: coordination of what is asked, the organisation's managers of what was decided, or
/// its prescribers when it has no manager.
pub async fn tell(
    app: &App,
    txn: &impl ConnectionTrait,
    organisation: &organisation::Model,
    act: Act,
    reason: Option<PrescribingReason>,
) -> Result<(), Error> {
    let (readers, link) = match act {
        Act::Ask => (
            queries::coordinators(txn, organisation.epci_code.as_deref()).await?,
            format!("/organisations/{}/prescribing", organisation.id.0),
        ),
        Act::Validate | Act::Refuse | Act::Suspend | Act::Reactivate => {
            let managers = queries::people(txn, organisation.id, Role::OrganisationManager).await?;
            if managers.is_empty() {
                let prescribers = queries::people(txn, organisation.id, Role::Prescriber).await?;
                (prescribers, "/requests".to_owned())
            } else {
                (managers, "/prescribing".to_owned())
            }
        }
    };
    for reader in readers {
        let message = write(app, &reader, organisation, act, reason, &link)?;
        let now = app.clock.now();
        mail::queue(
            txn,
            &app.keys,
            OutboxKind::Prescribing,
            false,
            &message,
            now,
        )
        .await?;
    }
    Ok(())
}

fn write(
    app: &App,
    reader: &account::Model,
    organisation: &organisation::Model,
    act: Act,
    reason: Option<PrescribingReason>,
    link: &str,
) -> Result<mail::Message, Error> {
    let words = Words::new(language(reader.language));
    let (what, next) = match act {
        Act::Ask => ("prescribing-letter-asked", "prescribing-letter-asked-next"),
        Act::Validate => (
            "prescribing-letter-validated",
            "prescribing-letter-may-send",
        ),
        Act::Refuse => ("prescribing-letter-refused", "prescribing-letter-ask-again"),
        Act::Suspend => ("prescribing-letter-suspended", "prescribing-letter-go-on"),
        Act::Reactivate => (
            "prescribing-letter-reactivated",
            "prescribing-letter-may-send",
        ),
    };
    let mut paragraphs = vec![
        words.say("request-letter-greeting"),
        words
            .with("organisation", organisation.name.as_str())
            .say(what),
    ];
    if let Some(reason) = reason {
        paragraphs.push(
            words
                .with("reason", words.say(reason_key(reason)))
                .say("request-letter-reason"),
        );
    }
    paragraphs.push(words.say(next));
    let subject = words
        .with("organisation", organisation.name.as_str())
        .say("prescribing-letter-subject");
    let address = format!("{}{link}", app.config.base_url);
    let label = words.say("prescribing-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    Ok(mail::compose(
        words,
        &reader.email,
        &subject,
        &paragraphs,
        link,
    )?)
}
