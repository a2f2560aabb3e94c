//! `GET /devices`: the stock a person may see, narrowed and searched, page after page.
use super::{
    queries::{self, Filter, Row},
    standing::{Standing, grade_letter, kind_key},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ExportStock, SeeDevices},
    },
    grading::rulesets::{self, category_name},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{
    collection_lot::CollectionLotId,
    device::{DeviceId, DeviceKind},
    site::SiteId,
};
use sea_orm::{ActiveEnum, Iterable};

/// Lines on a page: a desk's screen or two, half a second of a thumb's.
const PER_PAGE: usize = 50;

#[derive(Template)]
#[template(path = "devices/list.html")]
struct ListPage {
    shell: Shell,
    form: ListForm,
    /// A search has no mistakes; the form's controls want to know.
    errors: FormErrors,
    tally: Vec<Tally>,
    standings: Vec<Choice>,
    kinds: Vec<Choice>,
    sites: Vec<Choice>,
    categories: Vec<Choice>,
    rows: Vec<Row>,
    today: NaiveDate,
    /// Address of the first page, unless this is it.
    first: String,
    /// Address of the next page, if there is one.
    next: String,
    may_export: bool,
}

/// How many devices stand somewhere, and the way to them.
struct Tally {
    standing: Standing,
    count: i64,
    href: String,
}

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct ListForm {
    /// A scanned label or number, or the beginning of a maker's name.
    q: String,
    stage: String,
    kind: String,
    site: String,
    lot: String,
    category: String,
    /// The last device of the page before.
    below: String,
}

impl ListForm {
    fn filter(&self) -> Filter {
        Filter {
            standing: Standing::from_key(&self.stage),
            kind: DeviceKind::try_from_value(&self.kind).ok(),
            site: self.site.parse().ok().map(SiteId),
            lot: self.lot.parse().ok().map(CollectionLotId),
            category: Some(self.category.clone()).filter(|category| !category.is_empty()),
            words: self.q.clone(),
        }
    }

    fn is_narrowed(&self) -> bool {
        [
            &self.q,
            &self.stage,
            &self.kind,
            &self.site,
            &self.lot,
            &self.category,
        ]
        .into_iter()
        .any(|value| !value.is_empty())
    }

    /// The address of the list narrowed in the same way, from below another device.
    fn address(&self, below: String) -> String {
        let form = Self {
            below,
            ..self.clone()
        };
        let query = serde_html_form::to_string(&form).unwrap_or_default();
        let told = query
            .split('&')
            .filter(|pair| !pair.ends_with('='))
            .collect::<Vec<_>>()
            .join("&");
        if told.is_empty() {
            "/devices".to_owned()
        } else {
            format!("/devices?{told}")
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDevices>,
    Query(form): Query<ListForm>,
) -> Result<Response, Error> {
    let below: Option<i32> = form.below.parse().ok();
    let limit = PER_PAGE + 1;
    let filter = form.filter();
    let mut rows = queries::rows(&app.db, &by, &filter, below.map(DeviceId), limit as u64).await?;
    let next = if rows.len() > PER_PAGE {
        rows.truncate(PER_PAGE);
        let last = rows.last().map_or(0, |row| row.id.0);
        form.address(last.to_string())
    } else {
        String::new()
    };
    // The figures stand on the first, unsearched page only: they are the dearest query here.
    let tally = if below.is_none() && form.q.is_empty() {
        tally(&app, &by).await?
    } else {
        Vec::new()
    };
    let shell = by.shell();
    let choice = |standing: Standing| Choice::new(standing.key(), shell.say(standing.key()));
    let standings = Standing::all().into_iter().map(choice).collect();
    let kinds = DeviceKind::iter()
        .map(|kind| Choice::new(kind.to_value(), shell.say(kind_key(kind))))
        .collect();
    let sites = queries::sites_seen_by(&app.db, &by)
        .await?
        .into_iter()
        .map(|site| Choice::new(site.id.0.to_string(), site.name))
        .collect();
    let categories = rulesets::of(&app.config)
        .categories()
        .into_iter()
        .map(|(key, name)| Choice::new(key, name))
        .collect();
    let page = ListPage {
        first: below.map_or_else(String::new, |_| form.address(String::new())),
        form,
        errors: FormErrors::default(),
        tally,
        standings,
        kinds,
        sites,
        categories,
        rows,
        today: app.clock.today(),
        next,
        may_export: by.may(ExportStock),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

async fn tally(app: &App, by: &Allowed<SeeDevices>) -> Result<Vec<Tally>, Error> {
    let counts = queries::counts(&app.db, by).await?;
    Ok(counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(standing, count)| Tally {
            standing,
            count,
            href: format!("/devices?stage={}", standing.key()),
        })
        .collect())
}
