//! `GET|POST /team/benches`: this browser becomes a bench of the workshop; the benches there are.
use super::{
    actions::{self, NewBench, NotEnrolled},
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, bench, permissions::ManageTeam},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, cookie::SignedCookieJar};
use entities::bench as bench_table;

#[derive(Template)]
#[template(path = "team/benches.html")]
struct BenchesPage {
    shell: Shell,
    /// The name of the workshop; none for somebody who works at none.
    workshop: Option<String>,
    benches: Vec<bench_table::Model>,
    /// The bench this browser is, if any.
    this: Option<bench_table::Model>,
    form: BenchForm,
    errors: FormErrors,
}

impl BenchesPage {
    fn is_this(&self, bench: &bench_table::Model) -> bool {
        self.this.as_ref().is_some_and(|this| this.id == bench.id)
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct BenchForm {
    name: String,
    idle_minutes: String,
    write_id: String,
}

/// Longer than fits beside the person's name.
const LONGEST: usize = 40;

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let form = BenchForm {
        idle_minutes: "5".to_owned(),
        ..BenchForm::default()
    };
    page(&app, &by, &headers, form, FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    headers: HeaderMap,
    jar: SignedCookieJar,
    Form(form): Form<BenchForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let name = form.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST {
        errors.add("name", "bench-name-wrong");
    }
    let idle_minutes = form.idle_minutes.trim().parse().ok();
    let idle_minutes = idle_minutes.filter(|minutes| (1..=60).contains(minutes));
    if idle_minutes.is_none() {
        errors.add("idle_minutes", "bench-idle-wrong");
    }
    let workshop = queries::workshop(&app.db, &by).await?;
    if workshop.is_none() {
        errors.add("name", "team-no-workshop");
    }
    let (Some(workshop), Some(idle_minutes), true) = (workshop, idle_minutes, errors.is_empty())
    else {
        return page(&app, &by, &headers, form, errors).await;
    };
    let before = bench::of(&app, &headers).await?.map(|bench| bench.id);
    let (cookie, token_hash) = bench::token(&app);
    let new = NewBench {
        site_id: workshop.id,
        name,
        token_hash,
        idle_minutes,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::enrol(&*write, &by, before, new, app.clock.now()).await {
        Ok(()) => {
            let answer = write.answer("/team/benches?done=bench-enrolled").await?;
            Ok((jar.add(cookie), answer).into_response())
        }
        Err(NotEnrolled::NameTaken) => {
            drop(write);
            errors.add("name", "bench-name-taken");
            page(&app, &by, &headers, form, errors).await
        }
        Err(NotEnrolled::Db(error)) => Err(error.into()),
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

pub async fn end(
    State(app): State<App>,
    by: Allowed<ManageTeam>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let bench = queries::bench(&*write, &by, id).await?;
    actions::revoke_bench(&*write, bench.id, app.clock.now()).await?;
    Ok(write
        .answer("/team/benches?done=bench-revoked")
        .await?
        .into_response())
}

async fn page(
    app: &App,
    by: &Allowed<ManageTeam>,
    headers: &HeaderMap,
    form: BenchForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = BenchesPage {
        shell: by.shell(),
        workshop: queries::workshop(&app.db, by).await?.map(|site| site.name),
        benches: queries::benches(&app.db, by).await?,
        this: bench::of(app, headers).await?,
        form,
        errors,
    };
    Ok(web::page(status, &page)?)
}
