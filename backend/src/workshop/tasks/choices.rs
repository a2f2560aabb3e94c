//! `POST /bench/view`: the language of the worker view, and whether the bench opens on it.
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    web::{Error, Tongue},
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::account::{self, BenchView};
use sea_orm::{ActiveEnum, ActiveModelTrait, ActiveValue::Set};

/// What is empty stays as it is.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ChoiceForm {
    write_id: String,
    language: String,
    view: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Form(form): Form<ChoiceForm>,
) -> Result<Response, Error> {
    let mut chosen = account::ActiveModel {
        id: Set(by.account.id),
        ..Default::default()
    };
    if !form.language.is_empty() {
        let tongue = Tongue::from_tag(&form.language).ok_or(Error::Unreadable)?;
        chosen.bench_language = Set(Some(tongue.tag().to_owned()));
    }
    if !form.view.is_empty() {
        let view = BenchView::try_from_value(&form.view).map_err(|_| Error::Unreadable)?;
        chosen.bench_view = Set(Some(view));
    }
    let write = app.write_once(&by, &form.write_id).await?;
    chosen.update(&*write).await?;
    Ok(write.answer("/bench").await?.into_response())
}
