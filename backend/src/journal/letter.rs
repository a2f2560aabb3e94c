//! What is mailed of a checkpoint to an address outside the system: kept there, no administrator can rewrite it.
use super::export::line_of_checkpoint;
use crate::{
    app::{App, Write},
    mail,
    signatures::in_groups,
    web::{Lang, Words},
};
use entities::{checkpoint, outbox::OutboxKind};
use sea_orm::DbErr;

/// Queues the letter of a checkpoint with the checkpoint itself, where an address is given: one for each.
pub(super) async fn queue(
    app: &App,
    write: &Write,
    checkpoint: &checkpoint::Model,
) -> Result<(), DbErr> {
    let Some(to) = &app.config.checkpoint_mail_to else {
        return Ok(());
    };
    // Whoever reads it has no account, so nobody knows their language.
    let words = Words::new(Lang::Fr);
    let signer = &app.keys.signer;
    let date = words.date_time(checkpoint.at);
    let paragraphs = [
        words
            .with("date", date.as_str())
            .with("subjects", words.number(checkpoint.subjects))
            .with("events", words.number(checkpoint.events))
            .say("proof-letter-what"),
        words.say("proof-letter-keep"),
        words
            .with("hash", checkpoint.hash.as_str())
            .say("proof-letter-hash"),
        words
            .with("key", in_groups(&signer.fingerprint()))
            .say("proof-letter-key"),
        words.say("proof-letter-line"),
        line_of_checkpoint(checkpoint),
        words
            .with("hash", checkpoint.hash.as_str())
            .say("proof-letter-compare"),
    ];
    let subject = words
        .with("date", date.as_str())
        .say("proof-letter-subject");
    let letter = mail::compose(words, to, &subject, &paragraphs, None)
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    let (kind, now) = (OutboxKind::CheckpointWritten, app.clock.now());
    mail::queue(&**write, &app.keys, kind, false, &letter, now).await?;
    Ok(())
}
