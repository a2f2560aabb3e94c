//! A list handed on in the format that was asked for, while it is read: what leaves is noted as in [`super::exports`], and
//! memory does not grow with the rows.
use super::exports::{self, Chunk};
use crate::{
    app::App,
    auth::Signed,
    web::{
        Error, Words,
        list::{Column, Csv, Format, Json, Row},
        workbook::{self, Page},
    },
};
use axum::response::Response;
use entities::list_export::ExportedList;
use futures::{Stream, StreamExt, TryStreamExt, stream};
use std::io::{self, BufWriter, Write};
use tokio::sync::mpsc;

/// What is handed on.
pub struct List {
    pub which: ExportedList,
    pub format: Format,
    /// Of the file, without its ending.
    pub name: String,
    /// Word key of what a workbook calls its sheet.
    pub sheet: &'static str,
    pub words: Words,
    pub columns: &'static [Column],
}

/// Hands a list on: its rows, a page at a time.
pub async fn listed(
    app: &App,
    by: &Signed,
    list: List,
    pages: impl Stream<Item = io::Result<Vec<Row>>> + Send + 'static,
) -> Result<Response, Error> {
    let media = media(list.format);
    let name = format!("{}.{}", list.name, list.format.ending());
    let which = list.which;
    match list.format {
        Format::Csv => {
            let (csv, head) = Csv::begin(list.words, list.columns).map_err(anyhow::Error::from)?;
            let pages = pages.map(move |rows| page(rows?, |rows| csv.page(rows)));
            exports::streamed(app, by, which, media, &name, around(head).chain(pages)).await
        }
        Format::Json => {
            let (mut json, head) = Json::begin(list.columns);
            let pages = pages.map(move |rows| page(rows?, |rows| json.page(rows)));
            let end = around(Json::END.to_vec());
            let chunks = around(head).chain(pages).chain(end);
            exports::streamed(app, by, which, media, &name, chunks).await
        }
        Format::Xlsx => {
            let chunks = book((list.words, list.sheet, list.columns), pages);
            exports::streamed(app, by, which, media, &name, chunks).await
        }
    }
}

fn media(format: Format) -> &'static str {
    match format {
        Format::Csv => exports::CSV,
        Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Format::Json => "application/json",
    }
}

fn page(
    rows: Vec<Row>,
    written: impl FnOnce(Vec<Row>) -> io::Result<Vec<u8>>,
) -> io::Result<Chunk> {
    Ok(Chunk {
        rows: count(&rows),
        bytes: written(rows)?,
    })
}

fn count(rows: &[Row]) -> u64 {
    u64::try_from(rows.len()).unwrap_or_default()
}

/// What stands before the rows, or after them.
fn around(bytes: Vec<u8>) -> impl Stream<Item = io::Result<Chunk>> + Send {
    stream::once(async move { Ok(Chunk { rows: 0, bytes }) })
}

/// Pages, and chunks of the file, that wait for each other at most.
const AHEAD: usize = 2;
/// Bytes of a workbook handed on at a time.
const CHUNK: usize = 64 * 1024;

/// The bytes of a workbook. Its rows are counted as they are read; their bytes come when the last one is written.
fn book(
    (words, sheet, columns): (Words, &'static str, &'static [Column]),
    pages: impl Stream<Item = io::Result<Vec<Row>>> + Send + 'static,
) -> impl Stream<Item = io::Result<Chunk>> + Send {
    let (chunks, mut received) = mpsc::channel::<io::Result<Chunk>>(AHEAD);
    let (rows, mut read) = mpsc::channel::<Page>(AHEAD);
    let pipe = Pipe(chunks.clone());
    let writing = tokio::task::spawn_blocking(move || {
        let sheet = words.say(sheet);
        let into = BufWriter::with_capacity(CHUNK, pipe);
        let next = || read.blocking_recv();
        workbook::write(words, &sheet, columns, next, into)
    });
    tokio::spawn(async move {
        let sent = send(pages, rows, &chunks).await;
        let written = writing.await.map_err(io::Error::other);
        let written = written.and_then(|written| written.map_err(io::Error::other));
        if let Err(error) = sent.and(written) {
            // The reader sees the download break off.
            chunks.send(Err(error)).await.ok();
        }
    });
    stream::poll_fn(move |context| received.poll_recv(context))
}

/// Hands the pages to the workbook, and says that they are whole only when they are.
async fn send(
    pages: impl Stream<Item = io::Result<Vec<Row>>>,
    rows: mpsc::Sender<Page>,
    chunks: &mpsc::Sender<io::Result<Chunk>>,
) -> io::Result<()> {
    let mut pages = Box::pin(pages);
    while let Some(page) = pages.try_next().await? {
        let counted = Chunk {
            rows: count(&page),
            bytes: Vec::new(),
        };
        // The reader has gone, or the writer stopped and says why.
        if chunks.send(Ok(counted)).await.is_err() || rows.send(Page::Rows(page)).await.is_err() {
            return Ok(());
        }
    }
    rows.send(Page::End).await.ok();
    Ok(())
}

/// Where the bytes of a workbook go: to whoever reads the answer.
struct Pipe(mpsc::Sender<io::Result<Chunk>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let chunk = Chunk {
            rows: 0,
            bytes: bytes.to_vec(),
        };
        self.0
            .blocking_send(Ok(chunk))
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
