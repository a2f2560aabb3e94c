//! Every list that leaves as a file leaves two events: who begins to take which list, asked for how; and, once its last
//! byte is handed on, how many rows it had and the hash of its bytes. A list without the second was broken off.
use super::{By, ChangeError, Event, EventKind, change, insert};
use crate::{
    app::App,
    auth::Signed,
    keys::sha256_hex,
    web::{Error, cells::Table},
};
use axum::{
    body::{Body, Bytes},
    http::header,
    response::{IntoResponse, Response},
};
use entities::{
    list_export::{self, ExportedList},
    membership::MembershipId,
};
use futures::{Stream, TryStreamExt, stream};
use sea_orm::ActiveValue::Set;
use sha2::{Digest, Sha256};
use std::io;

/// The media type of a table.
pub const CSV: &str = "text/csv; charset=utf-8";

/// Rows of a list, as the bytes of its file.
pub struct Chunk {
    pub rows: u64,
    pub bytes: Vec<u8>,
}

/// A list being taken.
pub struct Taken {
    app: App,
    by: Option<MembershipId>,
    row: list_export::Model,
    rows: u64,
    bytes: u64,
    hash: Sha256,
}

/// Notes that somebody, or the command line, begins to take a list, before its first byte is handed on. The hash of the
/// path and query tells two questions apart, and says neither.
pub async fn begin(
    app: &App,
    by: Option<&Signed>,
    list: ExportedList,
) -> Result<Taken, sea_orm::DbErr> {
    let actor = by.map(|by| by.membership_id);
    let at = app.clock.now();
    let row = list_export::ActiveModel {
        by_id: Set(actor),
        list: Set(list),
        filter_sha256: Set(by.map(|by| sha256_hex(&by.path))),
        begun_at: Set(at),
        ..Default::default()
    };
    let write = app.write().await?;
    let event = Event::of(EventKind::ExportBegun);
    let row: list_export::Model = insert(&*write, By { actor, at }, row, event).await?;
    write.commit().await?;
    Ok(Taken {
        app: app.clone(),
        by: actor,
        row,
        rows: 0,
        bytes: 0,
        hash: Sha256::new(),
    })
}

impl Taken {
    /// Counts what is handed on.
    pub fn count(&mut self, rows: u64, bytes: &[u8]) {
        self.rows += rows;
        self.bytes += u64::try_from(bytes.len()).unwrap_or_default();
        self.hash.update(bytes);
    }

    /// Notes that the last byte was handed on.
    pub async fn end(self) -> Result<(), ChangeError> {
        let by = By {
            actor: self.by,
            at: self.app.clock.now(),
        };
        let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let ended = list_export::ActiveModel {
            ended_at: Set(Some(by.at)),
            row_count: Set(Some(number(self.rows))),
            byte_count: Set(Some(number(self.bytes))),
            sha256: Set(Some(hex::encode(self.hash.finalize()))),
            ..Default::default()
        };
        let write = self.app.write().await?;
        let event = Event::of(EventKind::ExportEnded);
        change(&*write, by, &self.row, ended, event).await?;
        write.commit().await?;
        Ok(())
    }
}

/// Hands a table on.
pub async fn table(
    app: &App,
    by: &Signed,
    list: ExportedList,
    table: Table,
) -> Result<Response, Error> {
    let name = format!("{}.csv", table.name);
    whole(app, by, list, (CSV, &name), (table.rows, table.bytes)).await
}

/// Hands a file on that was made as a whole: its media type and name, its rows and bytes.
pub async fn whole(
    app: &App,
    by: &Signed,
    list: ExportedList,
    (media, name): (&'static str, &str),
    (rows, bytes): (u64, Vec<u8>),
) -> Result<Response, Error> {
    let mut taken = begin(app, Some(by), list).await?;
    taken.count(rows, &bytes);
    taken.end().await?;
    Ok(file(media, name, Body::from(bytes)))
}

/// Hands a list on while it is read.
pub async fn streamed(
    app: &App,
    by: &Signed,
    list: ExportedList,
    media: &'static str,
    name: &str,
    chunks: impl Stream<Item = io::Result<Chunk>> + Send + 'static,
) -> Result<Response, Error> {
    let taken = begin(app, Some(by), list).await?;
    let told = (Box::pin(chunks), taken);
    let bytes = stream::try_unfold(told, |(mut chunks, mut taken)| async move {
        while let Some(chunk) = chunks.try_next().await? {
            taken.count(chunk.rows, &chunk.bytes);
            // Rows that are counted before their bytes are made.
            if !chunk.bytes.is_empty() {
                return Ok(Some((Bytes::from(chunk.bytes), (chunks, taken))));
            }
        }
        taken.end().await.map_err(io::Error::other)?;
        Ok::<_, io::Error>(None)
    })
    .inspect_err(|error| tracing::error!(%error, "an export stopped half-way"));
    Ok(file(media, name, Body::from_stream(bytes)))
}

fn file(media: &'static str, name: &str, body: Body) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, body).into_response()
}
