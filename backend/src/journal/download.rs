//! `GET /journal/export`: the whole journal as a file, sent as it is read. A part of it would prove nothing, so who
//! coordinates a part of the département has none.
use super::export::Export;
use crate::{
    app::{App, connect, snapshot},
    auth::{Allowed, permissions::SeeJournal, territory},
    web::Error,
};
use axum::{
    body::{Body, Bytes},
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use sea_orm::DbErr;
use tokio::sync::mpsc;

/// Chunks read ahead of the reader's connection.
const AHEAD: usize = 2;

pub async fn download(State(app): State<App>, by: Allowed<SeeJournal>) -> Result<Response, Error> {
    if territory::limit(&by).is_some() {
        return Err(Error::Forbidden);
    }
    tracing::info!(membership = by.membership_id.0, "journal exported");
    let (chunks, mut received) = mpsc::channel::<Result<Bytes, DbErr>>(AHEAD);
    tokio::spawn(async move {
        if let Err(error) = send(&app, &chunks).await {
            tracing::error!(%error, "the journal could not be exported");
            // The reader sees the download break off; without its last line the file says so too.
            chunks.send(Err(error)).await.ok();
        }
    });
    let stream = futures::stream::poll_fn(move |context| received.poll_recv(context));
    let name = "attachment; filename=\"journal.jsonl\"";
    Ok((
        [
            (header::CONTENT_TYPE, "application/x-ndjson"),
            (header::CONTENT_DISPOSITION, name),
        ],
        Body::from_stream(stream),
    )
        .into_response())
}

/// Reads on a connection of its own: a slow reader keeps none of the pages' connections.
async fn send(app: &App, chunks: &mpsc::Sender<Result<Bytes, DbErr>>) -> Result<(), DbErr> {
    let config = &app.config;
    let url = config
        .reports_database_url
        .as_ref()
        .unwrap_or(&config.database_url);
    let db = connect(url, 1).await?;
    let snapshot = snapshot(&db).await?;
    let mut export = Export::of(&snapshot);
    while let Some(lines) = export.next().await? {
        if chunks.send(Ok(lines.into())).await.is_err() {
            break; // the reader has gone
        }
    }
    Ok(())
}
