//! `GET /accounting/{id}`: an owner's list laid beside the stock: how many stand where, and the rows of one class.
use super::{
    matching::{self, After, Counts, Row},
    queries,
    rules::Class,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeAccounting},
    devices::{queries::path_of, standing::kind_key},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use entities::asset_import;

/// Rows on a page.
const PER_PAGE: u64 = 50;

#[derive(Template)]
#[template(path = "assets/show.html")]
struct ReconciliationPage {
    shell: Shell,
    import: asset_import::Model,
    owner: String,
    counts: Counts,
    /// Whether the lines still add up to what the journal was told.
    adds_up: bool,
    classes: Vec<ClassLine>,
    title: String,
    rows: Vec<Line>,
    first: String,
    next: String,
}

/// How many stand in a class, and the way to them.
struct ClassLine {
    name: String,
    meaning: String,
    tone: &'static str,
    icon: &'static str,
    count: i64,
    href: String,
}

struct Line {
    row: Row,
    /// Of the device, if there is one.
    sheet: String,
    gaps: Vec<String>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    class: String,
    /// The last row of the page before: `line-device`.
    after: String,
}

impl Asked {
    fn after(&self) -> After {
        let (line, device) = self.after.split_once('-').unwrap_or_default();
        After {
            line: line.parse().unwrap_or(0),
            device: device.parse().unwrap_or(0),
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAccounting>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (import, owner) = queries::import(&app.db, &by, id)
        .await?
        .ok_or(Error::NotFound)?;
    // What needs somebody comes first.
    let class = Class::from_value(&asked.class).unwrap_or(Class::Differs);
    let (counts, sums, mut rows) = {
        // One moment for all of them: the stock moves meanwhile.
        let snapshot = crate::app::snapshot(&app.db).await?;
        (
            matching::counts(&snapshot, &import).await?,
            queries::sums(&snapshot, import.id).await?,
            matching::rows(&snapshot, &import, class, asked.after(), PER_PAGE + 1).await?,
        )
    };
    let told = (
        i64::from(import.line_count),
        import.value_cents,
        import.net_book_cents,
    );
    let address = format!("/accounting/{id}?class={}", class.value());
    let more = u64::try_from(rows.len()).unwrap_or_default() > PER_PAGE;
    rows.truncate(usize::try_from(PER_PAGE).unwrap_or(usize::MAX));
    let next = match rows.last() {
        Some(last) if more => {
            let After { line, device } = last.place();
            format!("{address}&after={line}-{device}")
        }
        Some(_) | None => String::new(),
    };
    let shell = by.shell();
    let line = |row: Row| Line {
        sheet: row.device.as_ref().map_or_else(String::new, |device| {
            path_of(device.label_code.as_deref(), device.id)
        }),
        gaps: row.gaps.iter().map(|gap| shell.say(gap.key())).collect(),
        row,
    };
    let classes = Class::ALL.map(|one| {
        let (tone, icon) = one.badge();
        ClassLine {
            name: shell.say(one.key()),
            meaning: shell.say(one.meaning_key()),
            tone,
            icon,
            count: counts.of(one),
            href: format!("/accounting/{id}?class={}", one.value()),
        }
    });
    let page = ReconciliationPage {
        adds_up: sums == told,
        owner: owner.name,
        rows: rows.into_iter().map(line).collect(),
        first: if asked.after.is_empty() {
            String::new()
        } else {
            address
        },
        next,
        counts,
        classes: classes.into(),
        title: shell.say(class.key()),
        import,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
