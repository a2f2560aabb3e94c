//! `GET /places`: the places the person answers for, the longest unconfirmed first, and the sites that are not in the
//! directory.
use super::{
    queries::{self, Line, Shown},
    rules::anniversary,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{KeepPlaces, ManageCommunes},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::site::SiteId;

#[derive(Template)]
#[template(path = "directory/list.html")]
struct PlacesPage {
    shell: Shell,
    which: Vec<Choice>,
    search: SearchForm,
    errors: FormErrors,
    lines: Vec<Line>,
    late: u64,
    today: NaiveDate,
    /// Whether the person may bring communes in.
    communes: bool,
    first: String,
    next: String,
}

impl PlacesPage {
    fn is_late(&self, line: &Line) -> bool {
        line.place
            .as_ref()
            .is_some_and(|place| anniversary(place.confirmed_on, self.today).is_some())
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SearchForm {
    show: String,
    after: String,
}

impl SearchForm {
    fn shown(&self) -> Shown {
        match self.show.as_str() {
            "late" => Shown::Late,
            "absent" => Shown::Absent,
            _ => Shown::All,
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Query(search): Query<SearchForm>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let after = search.after.parse().ok().map(SiteId);
    let (lines, more) = queries::list(&app.db, &by, search.shown(), after, today).await?;
    let shell = by.shell();
    let which = [
        ("late", "directory-show-late"),
        ("absent", "directory-show-absent"),
    ];
    let address = |after: Option<SiteId>| {
        let after = after.map_or_else(String::new, |site| site.0.to_string());
        let pairs = [("show", search.show.clone()), ("after", after)];
        serde_html_form::to_string(pairs)
            .map(|query| format!("/places?{query}"))
            .map_err(|_| Error::Unreadable)
    };
    let next = match lines.last() {
        Some(last) if more => address(Some(last.site.id))?,
        _ => String::new(),
    };
    let first = if after.is_some() {
        address(None)?
    } else {
        String::new()
    };
    let page = PlacesPage {
        which: which
            .into_iter()
            .map(|(value, key)| Choice::new(value, shell.say(key)))
            .collect(),
        late: queries::count_late(&app.db, &by, today).await?,
        communes: by.may(ManageCommunes) && by.territories.is_empty(),
        shell,
        search,
        errors: FormErrors::default(),
        lines,
        today,
        first,
        next,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
