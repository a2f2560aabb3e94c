//! `GET|POST /requests/reassign`: the manager gives all open requests of an absent colleague to another, in one act.
use super::{actions, queries, timeline};
use crate::{
    app::App,
    auth::{Allowed, permissions::ReassignRequests},
    requests::{
        actions::ActError,
        show::{RefusalView, said},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::membership::{self, MembershipId};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "requests/reassign.html")]
struct ReassignPage {
    shell: Shell,
    form: ReassignForm,
    errors: FormErrors,
    refusal: Option<RefusalView>,
    /// Who has open requests, with how many.
    from: Vec<Choice>,
    to: Vec<Choice>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ReassignForm {
    write_id: String,
    from: String,
    to: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct FromQuery {
    from: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReassignRequests>,
    Query(query): Query<FromQuery>,
) -> Result<Response, Error> {
    let people = People::of(&app, &by).await?;
    let form = ReassignForm {
        from: query.from,
        ..ReassignForm::default()
    };
    let answer = (StatusCode::OK, FormErrors::default(), None);
    render(&by, &people, form, answer)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ReassignRequests>,
    Form(form): Form<ReassignForm>,
) -> Result<Response, Error> {
    // First of all: to the repeat of a form, nothing is left to reassign.
    let write = app.write_once(&by, &form.write_id).await?;
    let rows = queries::prescribers(&*write, by.organisation_id).await?;
    let chosen = |typed: &str| rows.iter().find(|row| row.id.0.to_string() == typed);
    let mut errors = FormErrors::default();
    let from = chosen(&form.from);
    if from.is_none() {
        errors.add("from", "reassign-from-missing");
    }
    let there = queries::still_there(&*write, &rows).await?;
    let to = chosen(&form.to).filter(|row| there.contains(&row.id));
    if to.is_none() {
        errors.add("to", "reassign-to-missing");
    } else if form.from == form.to {
        errors.add("to", "reassign-to-same");
    }
    let (Some(from), Some(to), true) = (from, to, errors.is_empty()) else {
        drop(write);
        let people = People::of(&app, &by).await?;
        let answer = (StatusCode::UNPROCESSABLE_ENTITY, errors, None);
        return render(&by, &people, form, answer);
    };
    match actions::reassign(&app, &write, &by, from, to).await {
        Ok(_) => Ok(write
            .answer("/requests?done=requests-reassigned")
            .await?
            .into_response()),
        Err(ActError::Other(error)) => Err(error),
        Err(ActError::Refused(refusal)) => {
            drop(write);
            let people = People::of(&app, &by).await?;
            let refusal = Some(said(by.words(), refusal));
            let answer = (StatusCode::CONFLICT, errors, refusal);
            render(&by, &people, form, answer)
        }
    }
}

/// The prescribers of one's own organisation.
struct People {
    rows: Vec<membership::Model>,
    /// Who may take requests over: they still work there.
    readers: Vec<MembershipId>,
    names: BTreeMap<MembershipId, String>,
    open: BTreeMap<MembershipId, u64>,
}

impl People {
    async fn of(app: &App, by: &Allowed<ReassignRequests>) -> Result<Self, Error> {
        let rows = queries::prescribers(&app.db, by.organisation_id).await?;
        let names = timeline::agents(&app.db, by.words(), rows.iter().map(|row| row.id)).await?;
        let readers = queries::still_there(&app.db, &rows).await?;
        let open = queries::open_by_prescriber(&app.db, by.organisation_id).await?;
        Ok(Self {
            rows,
            readers,
            names,
            open,
        })
    }
}

fn render(
    by: &Allowed<ReassignRequests>,
    people: &People,
    form: ReassignForm,
    (status, errors, refusal): (StatusCode, FormErrors, Option<RefusalView>),
) -> Result<Response, Error> {
    let shell = by.shell();
    let name = |id: MembershipId| people.names.get(&id).cloned().unwrap_or_default();
    let page = ReassignPage {
        from: people
            .rows
            .iter()
            .filter_map(|row| {
                let count = *people.open.get(&row.id)?;
                let words = shell
                    .with("name", name(row.id))
                    .with("count", count)
                    .say("reassign-from-choice");
                Some(Choice::new(row.id.0.to_string(), words))
            })
            .collect(),
        to: people
            .readers
            .iter()
            .map(|id| Choice::new(id.0.to_string(), name(*id)))
            .collect(),
        form,
        errors,
        refusal,
        shell,
    };
    Ok(web::page(status, &page)?)
}
