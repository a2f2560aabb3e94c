//! Sending what waits in the outbox, by SMTP or into a folder, at least once each.
use super::{Message, failed::give_up};
use crate::{app::App, config::Config, keys::random_token};
use anyhow::Context;
use chrono::{DateTime, Duration, Utc};
use entities::outbox::{self, OutboxFault, OutboxState};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, header::ContentType},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use std::path::Path;

/// After so many tries, more than a day, a person has to look.
pub const TRIES: i32 = 9;

/// How long one try may take; shorter than the shortest wait, so that no other node takes the message
/// while this one is still at it.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(20);

/// Messages per turn.
const TURN: u64 = 50;

/// How long after its nth try a message is tried again: 1, 4, 16 minutes… at most 8 hours.
fn wait_after(attempts: i32) -> Duration {
    let exponent = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    Duration::minutes(4_i64.pow(exponent).min(8 * 60))
}

/// Sends every message that is due, once each; gives how many left. A message is claimed before it is
/// sent, by moving its next try: two nodes never send the same one, and a node that dies on the way
/// leaves it to be tried again.
pub async fn send_due(app: &App) -> anyhow::Result<u64> {
    let mut transport = None;
    let mut sent = 0;
    loop {
        let due = outbox::Entity::find()
            .filter(outbox::COLUMN.state.eq(OutboxState::Waiting))
            .filter(outbox::COLUMN.next_attempt_at.lte(app.clock.now()))
            .order_by_asc(outbox::COLUMN.next_attempt_at)
            .order_by_asc(outbox::COLUMN.id)
            .limit(TURN)
            .all(&app.db)
            .await?;
        if due.is_empty() {
            return Ok(sent);
        }
        for row in due {
            let Some(row) = claim(app, &row).await? else {
                continue;
            };
            if transport.is_none() {
                transport = Some(Transport::of(&app.config)?);
            }
            let transport = transport.as_ref().context("it was just made")?;
            let delivered = deliver(app, transport, &row).await;
            if let Err(error) = &delivered {
                // A server's own words may hold the address: only what kind of fault it is is logged.
                tracing::warn!(message = row.id.0, kind = ?row.kind, attempts = row.attempts, %error, "a message could not be sent");
            }
            sent += u64::from(delivered.is_ok());
            settle(app, &row, delivered.map_err(|fault| fault.class())).await?;
        }
    }
}

/// Takes a message for this try, if no other node did.
async fn claim(app: &App, row: &outbox::Model) -> anyhow::Result<Option<outbox::Model>> {
    let attempts = row.attempts + 1;
    let write = app.write().await?;
    let claimed = outbox::Entity::update_many()
        .col_expr(outbox::Column::Attempts, Expr::value(attempts))
        .col_expr(
            outbox::Column::NextAttemptAt,
            Expr::value(app.clock.now() + wait_after(attempts)),
        )
        .filter(outbox::COLUMN.id.eq(row.id))
        .filter(outbox::COLUMN.state.eq(OutboxState::Waiting))
        .filter(outbox::COLUMN.attempts.eq(row.attempts))
        .exec_with_returning(&*write)
        .await?
        .pop();
    write.commit().await?;
    Ok(claimed)
}

/// Notes how the try went. A sent message is erased, but in the demo, where messages may be read; one
/// that signs in is erased even there.
async fn settle(
    app: &App,
    row: &outbox::Model,
    delivered: Result<(), OutboxFault>,
) -> anyhow::Result<()> {
    match delivered {
        Ok(()) => {
            let mut sent = outbox::Entity::update_many()
                .col_expr(
                    outbox::Column::State,
                    Expr::value(OutboxState::Sent.to_value()),
                )
                .col_expr(outbox::Column::SentAt, Expr::value(app.clock.now()))
                .filter(outbox::COLUMN.id.eq(row.id))
                .filter(outbox::COLUMN.attempts.eq(row.attempts));
            if !app.demo || row.signs_in {
                sent = sent.col_expr(outbox::Column::Sealed, Expr::value(Option::<String>::None));
            }
            let write = app.write().await?;
            sent.exec(&*write).await?;
            write.commit().await?;
        }
        Err(fault) if row.attempts >= TRIES => {
            let write = app.write().await?;
            give_up(&*write, row.id, row.attempts, fault).await?;
            write.commit().await?;
        }
        Err(_) => {}
    }
    Ok(())
}

async fn deliver(app: &App, transport: &Transport<'_>, row: &outbox::Model) -> Result<(), Fault> {
    let sealed = row.sealed.as_deref().ok_or(Fault::Erased)?;
    let message: Message = app
        .keys
        .open("message", sealed)
        .map_err(|_| Fault::NotOpened)?;
    let letter = letter(&app.config, row, &message)?;
    transport.send(row, &letter).await
}

/// Why a message did not leave; said without naming anybody.
#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error("its content was erased")]
    Erased,
    #[error("its content could not be opened: is this the secret key it was sealed with?")]
    NotOpened,
    #[error("the address it goes to, or MAIL_FROM, is not an address")]
    Address,
    #[error("it could not be written out")]
    Format,
    #[error("the mail folder cannot be written: {0}")]
    Folder(std::io::ErrorKind),
    #[error("the mail server refused it{}", .0.map(|code| format!(" with code {code}")).unwrap_or_default())]
    Refused(Option<u16>),
    #[error("the mail server could not be reached")]
    Unreachable,
}

impl Fault {
    /// What stays of it beside a message that was given up on.
    fn class(&self) -> OutboxFault {
        match self {
            Self::Erased => OutboxFault::Erased,
            Self::NotOpened => OutboxFault::NotOpened,
            Self::Address => OutboxFault::Address,
            Self::Format => OutboxFault::Format,
            Self::Folder(_) => OutboxFault::Folder,
            Self::Refused(_) => OutboxFault::Refused,
            Self::Unreachable => OutboxFault::Unreachable,
        }
    }
}

fn letter(
    config: &Config,
    row: &outbox::Model,
    message: &Message,
) -> Result<lettre::Message, Fault> {
    let (from, to) = mailboxes(config, &message.to).ok_or(Fault::Address)?;
    // The same at every try: a server that got it twice shows it once.
    let id = format!(
        "<{}.{}@{}>",
        row.created_at.timestamp_micros(),
        row.id.0,
        from.email.domain()
    );
    lettre::Message::builder()
        .from(from)
        .to(to)
        .subject(&message.subject)
        .date(row.created_at.into())
        .message_id(Some(id))
        .multipart(parts(message)?)
        .map_err(|_| Fault::Format)
}

/// The words of a message, and what is attached to it.
fn parts(message: &Message) -> Result<MultiPart, Fault> {
    let words = MultiPart::alternative_plain_html(message.text.clone(), message.html.clone());
    if message.attachments.is_empty() {
        return Ok(words);
    }
    let mut parts = MultiPart::mixed().multipart(words);
    for attached in &message.attachments {
        let media_type = ContentType::parse(&attached.media_type).map_err(|_| Fault::Format)?;
        // As bytes: its lines are its own.
        let content = attached.content.clone().into_bytes();
        parts = parts.singlepart(Attachment::new(attached.name.clone()).body(content, media_type));
    }
    Ok(parts)
}

/// Who a message is from and to, if both are addresses.
fn mailboxes(config: &Config, to: &str) -> Option<(Mailbox, Mailbox)> {
    Some((config.mail_from.parse().ok()?, to.parse().ok()?))
}

/// Whether the configured mail server lets itself be reached; true when there is none.
pub async fn server_answers(config: &Config) -> bool {
    match Transport::of(config) {
        Ok(Transport::Smtp(server)) => server.test_connection().await.unwrap_or(false),
        Ok(Transport::Folder(_)) => true,
        Err(_) => false,
    }
}

enum Transport<'c> {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(&'c Path),
}

impl<'c> Transport<'c> {
    fn of(config: &'c Config) -> anyhow::Result<Self> {
        let Some(url) = &config.smtp_url else {
            return Ok(Self::Folder(&config.mail_dir));
        };
        // The cause is left out: it may quote the address, which may hold a password.
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            .map_err(|_| anyhow::anyhow!("PASSE_RELAIS_SMTP_URL is not an address of a server"))?;
        Ok(Self::Smtp(server.timeout(Some(PATIENCE)).build()))
    }

    async fn send(&self, row: &outbox::Model, letter: &lettre::Message) -> Result<(), Fault> {
        match self {
            Self::Smtp(server) => {
                server
                    .send(letter.clone())
                    .await
                    .map_err(|error| match error.status() {
                        Some(code) => Fault::Refused(Some(code.into())),
                        None if error.is_response() => Fault::Refused(None),
                        None => Fault::Unreachable,
                    })?;
                Ok(())
            }
            Self::Folder(folder) => write_file(folder, row, &letter.formatted())
                .await
                .map_err(|error| Fault::Folder(error.kind())),
        }
    }
}

/// One file per message, whole or not at all; its name holds no address.
async fn write_file(folder: &Path, row: &outbox::Model, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let name = file_name(row.created_at, row);
    let unfinished = folder.join(format!("{name}.{}", random_token()));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(unfinished, folder.join(name)).await
}

fn file_name(at: DateTime<Utc>, row: &outbox::Model) -> String {
    format!(
        "{}-{}-{}.eml",
        at.format("%Y%m%dT%H%M%S"),
        row.id.0,
        row.kind.to_value()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_grow_to_eight_hours_and_more_than_a_day_in_all() {
        let waits: Vec<i64> = (1..TRIES).map(|n| wait_after(n).num_minutes()).collect();
        assert_eq!(waits, [1, 4, 16, 64, 256, 480, 480, 480]);
        assert_eq!(waits.iter().sum::<i64>() / 60, 29);
        assert!(std::time::Duration::from_mins(1) > PATIENCE);
    }
}
