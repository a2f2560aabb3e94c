//! `GET /api/v1/requests` and `GET /api/v1/requests/{id}`: where requests stand, by reference.
//!
//! Nothing here leads to a person: no name, no category, no need, no organisation that asked. Coordination sees as much
//! in the queue without a look being logged.
use super::{
    caller::{Called, ReadRequests},
    listing::{self, Named, Range, Translated, chosen},
    queries::{self, RequestNames},
};
use crate::{
    app::App,
    identifiers::request_reference,
    requests::queries::find,
    web::{Error, FormErrors, problem::Problem},
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Paris;
use entities::{
    device::DeviceKind,
    request::{self, HoldReason, RequestId, RequestState},
};
use sea_orm::ActiveEnum;

pub const LIST: &str = "requests";

#[derive(Debug, serde::Serialize)]
pub struct Request {
    pub id: i32,
    pub reference: String,
    pub state: RequestState,
    pub on_hold: Option<HoldReason>,
    pub programme: Translated,
    pub device_kind: Option<DeviceKind>,
    pub submitted_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    pub waiting_days: Option<i64>,
    pub pickup: Named,
    pub pickup_commune: String,
}

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Asked {
    state: String,
    after: String,
    limit: String,
}

pub async fn list(
    State(app): State<App>,
    by: Called<ReadRequests>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::default();
    let state = chosen(&asked.state, "state", &mut errors, |text| {
        RequestState::try_from_value(&text.to_owned()).ok()
    });
    let range = Range::read(LIST, &asked.after, &asked.limit, &mut errors);
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let after = range.last.map(RequestId);
    let mut rows = queries::requests(&app.db, &by, state, after, range.and_one()).await?;
    let next = range.cut(LIST, &mut rows, |row| row.id.0);
    let told = told(&app, &rows).await?;
    let address = format!("{}/api/v1/requests", app.config.base_url);
    let asked = Asked {
        after: next.clone().unwrap_or_default(),
        ..asked
    };
    listing::page(&told, next.as_deref(), &address, &asked)
}

pub async fn show(
    State(app): State<App>,
    by: Called<ReadRequests>,
    Path(id): Path<i32>,
) -> Result<Response, Problem> {
    let row = find(&app.db, &by, id).await?.ok_or(Error::NotFound)?;
    let one = told(&app, &[row]).await?.into_iter().next();
    Ok(Json(one.ok_or(Error::NotFound)?).into_response())
}

async fn told(app: &App, rows: &[request::Model]) -> Result<Vec<Request>, Error> {
    let names = RequestNames::of(&app.db, rows).await?;
    let today = app.clock.today();
    let day = |moment: DateTime<Utc>| moment.with_timezone(&Paris).date_naive();
    let tell = |row: &request::Model| {
        let programme = names.programmes.get(&row.programme_id).cloned();
        let (name_fr, name_en) = programme.unwrap_or_default();
        let (site, commune) = names
            .sites
            .get(&row.pickup_site_id)
            .cloned()
            .unwrap_or_default();
        let submitted_on = day(row.submitted_at);
        Request {
            id: row.id.0,
            reference: request_reference(row.id),
            state: row.state,
            on_hold: row.on_hold,
            programme: Translated {
                id: row.programme_id.0,
                name_fr,
                name_en,
            },
            device_kind: row.device_kind,
            submitted_on,
            closed_on: row.closed_at.map(day),
            waiting_days: row
                .closed_at
                .is_none()
                .then(|| (today - submitted_on).num_days()),
            pickup: Named {
                id: row.pickup_site_id.0,
                name: site,
            },
            pickup_commune: commune,
        }
    };
    Ok(rows.iter().map(tell).collect())
}
