//! `GET /lieux/structures.json`, `/lieux/services.json`, `/lieux/mediation-numerique.csv`.
use super::{
    inclusion::{self, Producer},
    mediation,
};
use crate::{
    app::App,
    directory::{
        listing::{self, Listing},
        rules::source_of,
    },
};
use axum::{
    body::Body,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use entities::site::SiteId;
use futures::{TryStreamExt, stream};
use std::io;

/// Places read at a time.
const AT_ONCE: u64 = 200;

/// How far an export is.
enum Stage {
    Head,
    /// After this place; whether something was written before.
    Rows(SiteId, bool),
    Ended,
}

/// What an export writes at its beginning, for each place, and at its end.
struct Writer {
    head: fn() -> io::Result<Vec<u8>>,
    /// One text per row.
    rows: fn(&Producer, &Listing) -> io::Result<Vec<Vec<u8>>>,
    between: &'static [u8],
    tail: &'static [u8],
}

const STRUCTURES: Writer = Writer {
    head: || Ok(b"[\n".to_vec()),
    rows: |producer, listing| {
        inclusion::structure(producer, listing)
            .iter()
            .map(|row| serde_json::to_vec(row).map_err(io::Error::other))
            .collect()
    },
    between: b",\n",
    tail: b"\n]\n",
};

const SERVICES: Writer = Writer {
    head: || Ok(b"[\n".to_vec()),
    rows: |producer, listing| {
        listing
            .services
            .iter()
            .filter_map(|offered| inclusion::service(producer, listing, offered))
            .map(|row| serde_json::to_vec(&row).map_err(io::Error::other))
            .collect()
    },
    between: b",\n",
    tail: b"\n]\n",
};

const MEDIATION: Writer = Writer {
    head: || csv_line(&mediation::HEADERS),
    rows: |producer, listing| {
        mediation::line(producer, listing)
            .iter()
            .map(|line| csv_line(line))
            .collect()
    },
    between: b"",
    tail: b"",
};

fn csv_line<T: AsRef<[u8]>>(cells: &[T]) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(cells)?;
    writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

pub async fn structures(State(app): State<App>) -> Response {
    send(app, STRUCTURES, "application/json", "structures.json")
}

pub async fn services(State(app): State<App>) -> Response {
    send(app, SERVICES, "application/json", "services.json")
}

pub async fn mediation(State(app): State<App>) -> Response {
    send(
        app,
        MEDIATION,
        "text/csv; charset=utf-8",
        "mediation-numerique.csv",
    )
}

fn send(app: App, writer: Writer, kind: &'static str, name: &str) -> Response {
    let producer = Producer {
        source: source_of(&app.config.base_url),
        base_url: app.config.base_url.clone(),
        today: app.clock.today(),
    };
    let told = (app, producer, writer, Stage::Head);
    let pages = stream::try_unfold(told, |(app, producer, writer, stage)| async move {
        let (bytes, next) = match stage {
            Stage::Head => ((writer.head)()?, Stage::Rows(SiteId(0), false)),
            Stage::Rows(after, begun) => page(&app, &producer, &writer, after, begun).await?,
            Stage::Ended => return Ok(None),
        };
        Ok::<_, io::Error>(Some((bytes, (app, producer, writer, next))))
    })
    .inspect_err(|error: &io::Error| tracing::error!(%error, "an export stopped half-way"));
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    (headers, Body::from_stream(pages)).into_response()
}

async fn page(
    app: &App,
    producer: &Producer,
    writer: &Writer,
    after: SiteId,
    mut begun: bool,
) -> io::Result<(Vec<u8>, Stage)> {
    let listings = listing::after(&app.db, after, AT_ONCE)
        .await
        .map_err(io::Error::other)?;
    let Some(last) = listings.last() else {
        return Ok((writer.tail.to_vec(), Stage::Ended));
    };
    let next = last.site.id;
    let mut bytes = Vec::new();
    for listing in &listings {
        for row in (writer.rows)(producer, listing)? {
            if begun {
                bytes.extend_from_slice(writer.between);
            }
            begun = true;
            bytes.extend(row);
        }
    }
    Ok((bytes, Stage::Rows(next, begun)))
}
