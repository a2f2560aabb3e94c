//! `GET /journal/export`: the whole journal as a file, sent as it is read. A part of it would prove nothing, so who
//! coordinates a part of the département has none.
use super::{
    export::{Export, lines_of},
    exports::{self, Chunk},
};
use crate::{
    app::{App, connect, snapshot},
    auth::{Allowed, permissions::SeeJournal, territory},
    web::Error,
};
use axum::{extract::State, response::Response};
use entities::list_export::ExportedList;
use sea_orm::DbErr;
use std::io;
use tokio::sync::mpsc;

/// Chunks read ahead of the reader's connection.
const AHEAD: usize = 2;

pub async fn download(State(app): State<App>, by: Allowed<SeeJournal>) -> Result<Response, Error> {
    if territory::limit(&by).is_some() {
        return Err(Error::Forbidden);
    }
    let (chunks, mut received) = mpsc::channel::<io::Result<Chunk>>(AHEAD);
    let reader = app.clone();
    tokio::spawn(async move {
        if let Err(error) = send(&reader, &chunks).await {
            // The reader sees the download break off; without its last line the file says so too.
            chunks.send(Err(io::Error::other(error))).await.ok();
        }
    });
    let stream = futures::stream::poll_fn(move |context| received.poll_recv(context));
    let (list, media) = (ExportedList::Journal, "application/x-ndjson");
    exports::streamed(&app, &by, list, media, "journal.jsonl", stream).await
}

/// Reads on a connection of its own: a slow reader keeps none of the pages' connections.
async fn send(app: &App, chunks: &mpsc::Sender<io::Result<Chunk>>) -> Result<(), DbErr> {
    let config = &app.config;
    let url = config
        .reports_database_url
        .as_ref()
        .unwrap_or(&config.database_url);
    let db = connect(url, 1).await?;
    let snapshot = snapshot(&db).await?;
    let mut export = Export::of(&snapshot, &app.keys.signer, app.clock.now());
    while let Some(bytes) = export.next().await? {
        let rows = lines_of(&bytes);
        if chunks.send(Ok(Chunk { rows, bytes })).await.is_err() {
            break; // the reader has gone
        }
    }
    Ok(())
}
