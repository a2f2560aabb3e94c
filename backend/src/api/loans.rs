//! `GET /api/v1/loans` and `GET /api/v1/loans/{id}`: what is lent to which school, and nobody who borrowed it.
use super::{
    caller::{Called, ReadLoans},
    listing::{self, Named, Range, Translated, chosen},
    queries::{self, LoanNames},
};
use crate::{
    app::App,
    lending::{losses::queries::of_loans, queries::loan},
    web::{Error, FormErrors, problem::Problem},
};
use axum::{
    Json,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::loan::{self as loan_row, LoanId, LoanState, PieceCondition};
use sea_orm::ActiveEnum;

pub const LIST: &str = "loans";

/// A loan: of what, to which school, when. The borrower and the pupil's code stay on the pages.
#[derive(Debug, serde::Serialize)]
pub struct Loan {
    pub id: i32,
    pub state: LoanState,
    pub late: bool,
    pub lost: bool,
    pub item: Translated,
    pub device: Option<String>,
    pub school: Named,
    pub store: Named,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub out_on: Option<NaiveDate>,
    pub returned_on: Option<NaiveDate>,
    pub condition: Option<PieceCondition>,
    pub complete: Option<bool>,
    pub extensions: i32,
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
    by: Called<ReadLoans>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let mut errors = FormErrors::default();
    let state = chosen(&asked.state, "state", &mut errors, |text| {
        LoanState::try_from_value(&text.to_owned()).ok()
    });
    let range = Range::read(LIST, &asked.after, &asked.limit, &mut errors);
    if !errors.is_empty() {
        return Err(Problem::fields(errors));
    }
    let below = range.last.map(LoanId);
    let mut rows = queries::loans(&app.db, &by, state, below, range.and_one()).await?;
    let next = range.cut(LIST, &mut rows, |row| row.id.0);
    let told = told(&app, rows).await?;
    let address = format!("{}/api/v1/loans", app.config.base_url);
    let asked = Asked {
        after: next.clone().unwrap_or_default(),
        ..asked
    };
    listing::page(&told, next.as_deref(), &address, &asked)
}

pub async fn show(
    State(app): State<App>,
    by: Called<ReadLoans>,
    Path(id): Path<i32>,
) -> Result<Response, Problem> {
    let row = loan(&app.db, &by, id).await?.ok_or(Error::NotFound)?;
    let one = told(&app, vec![row]).await?.into_iter().next();
    Ok(Json(one.ok_or(Error::NotFound)?).into_response())
}

async fn told(app: &App, rows: Vec<loan_row::Model>) -> Result<Vec<Loan>, Error> {
    let names = LoanNames::of(&app.db, &rows).await?;
    let losses = of_loans(&app.db, &rows).await?;
    let today = app.clock.today();
    let tell = |row: loan_row::Model| {
        let (name_fr, name_en) = names.items.get(&row.item_id).cloned().unwrap_or_default();
        Loan {
            id: row.id.0,
            state: row.state,
            late: row.state == LoanState::Out && row.ends_on < today,
            lost: losses.contains_key(&row.id),
            item: Translated {
                id: row.item_id.0,
                name_fr,
                name_en,
            },
            device: names.labels.get(&row.device_id).cloned().flatten(),
            school: Named {
                id: row.organisation_id.0,
                name: names
                    .schools
                    .get(&row.organisation_id)
                    .cloned()
                    .unwrap_or_default(),
            },
            store: Named {
                id: row.site_id.0,
                name: names.stores.get(&row.site_id).cloned().unwrap_or_default(),
            },
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            out_on: row.out_on,
            returned_on: row.returned_on,
            condition: row.condition,
            complete: row.complete,
            extensions: row.extensions,
        }
    };
    Ok(rows.into_iter().map(tell).collect())
}
