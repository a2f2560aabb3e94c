//! How a person is told what they have to know: their channel, telephone and e-mail, kept with who they are.
use super::{
    access,
    identity::{self, Identity},
};
use crate::{
    auth::Signed,
    keys::Keys,
    web::{Choice, Error, Lang, Words},
};
use chrono::{DateTime, Utc};
use entities::{
    access_log::AccessAct,
    recipient::{self, Channel},
};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, Iterable, QueryFilter,
};

/// What was typed of it, checked.
pub struct Contact {
    pub channel: Channel,
    pub language: Lang,
    pub phone: String,
    pub email: String,
}

/// The word key of a channel.
#[must_use]
pub fn channel_key(channel: Channel) -> &'static str {
    match channel {
        Channel::Letter => "contact-letter",
        Channel::Email => "contact-email",
        Channel::Call => "contact-call",
    }
}

/// The channels to choose from.
#[must_use]
pub fn channels(words: Words) -> Vec<Choice> {
    Channel::iter()
        .map(|channel| Choice::new(channel.to_value(), words.say(channel_key(channel))))
        .collect()
}

/// Changes how a person is told. As it was read: of two who change it at once, one is told.
pub async fn change(
    txn: &impl ConnectionTrait,
    keys: &Keys,
    by: &Signed,
    before: &recipient::Model,
    contact: Contact,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let known = identity::open(keys, before)?.ok_or(Error::NotFound)?;
    let changed = Identity {
        channel: contact.channel,
        language: contact.language,
        phone: contact.phone,
        email: contact.email,
        ..known
    };
    let written = recipient::Entity::update_many()
        .set(recipient::ActiveModel {
            sealed: Set(Some(identity::seal(keys, &changed))),
            ..Default::default()
        })
        .filter(recipient::COLUMN.id.eq(before.id))
        .filter(recipient::COLUMN.sealed.eq(before.sealed.clone()))
        .exec(txn)
        .await?;
    if written.rows_affected == 0 {
        return Err(Error::Changed);
    }
    access::record(txn, by, [before.id], AccessAct::Recorded, now).await?;
    Ok(())
}
