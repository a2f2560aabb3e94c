//! `GET|POST /bench-tokens` and `POST /bench-tokens/{id}/revoke`: the tokens of a workshop's live systems.
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ManageBenchTokens},
    keys::{random_token, sha256_hex},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{bench_token, site};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};

#[derive(Template)]
#[template(path = "workshop/tokens.html")]
struct TokensPage {
    shell: Shell,
    tokens: Vec<(bench_token::Model, String)>,
    sites: Vec<Choice>,
    form: TokenForm,
    errors: FormErrors,
    /// Shown this once: it is kept nowhere.
    fresh: Option<String>,
    address: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct TokenForm {
    write_id: String,
    name: String,
    site: String,
}

impl TokenForm {
    /// The next one is most likely for where the person works.
    fn at_site_of(by: &Signed) -> Self {
        let site = by.site_id.map(|site| site.0.to_string());
        Self {
            site: site.unwrap_or_default(),
            ..Self::default()
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageBenchTokens>,
) -> Result<Response, Error> {
    let form = TokenForm::at_site_of(&by);
    page(&app, &by, StatusCode::OK, form, FormErrors::default(), None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageBenchTokens>,
    Form(form): Form<TokenForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let name = form.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 {
        errors.add("name", "token-name-wrong");
    }
    let sites = sites(&app.db, &by).await?;
    let site = sites
        .iter()
        .find(|site| site.id.0.to_string() == form.site)
        .map(|site| site.id);
    if site.is_none() {
        errors.add("site", "token-site-missing");
    }
    let (Some(site), true) = (site, errors.is_empty()) else {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&app, &by, status, form, errors, None).await;
    };
    let token = random_token();
    let write = app.write_once(&by, &form.write_id).await?;
    bench_token::ActiveModel {
        site_id: Set(site),
        name: Set(name),
        sha256: Set(sha256_hex(&token)),
        membership_id: Set(by.membership_id),
        created_at: Set(app.clock.now()),
        refused_uses: Set(0),
        ..Default::default()
    }
    .insert(&*write)
    .await?;
    // A repeat is sent to the list: the token is shown to the first press alone.
    drop(write.answer("/bench-tokens?done=token-made").await?);
    let form = TokenForm::at_site_of(&by);
    let errors = FormErrors::default();
    page(&app, &by, StatusCode::OK, form, errors, Some(token)).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RevokeForm {
    write_id: String,
}

pub async fn revoke(
    State(app): State<App>,
    by: Allowed<ManageBenchTokens>,
    Path(id): Path<i32>,
    Form(form): Form<RevokeForm>,
) -> Result<Response, Error> {
    let mine = sites(&app.db, &by).await?;
    bench_token::Entity::find_by_id(id)
        .one(&app.db)
        .await?
        .filter(|token| mine.iter().any(|site| site.id == token.site_id))
        .ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    // Revoked once: whoever comes second changes nothing.
    bench_token::Entity::update_many()
        .col_expr(
            bench_token::Column::RevokedAt,
            Expr::value(Some(app.clock.now())),
        )
        .col_expr(
            bench_token::Column::RevokedBy,
            Expr::value(Some(by.membership_id.0)),
        )
        .filter(bench_token::COLUMN.id.eq(id))
        .filter(bench_token::COLUMN.revoked_at.is_null())
        .exec(&*write)
        .await?;
    Ok(write
        .answer("/bench-tokens?done=token-revoked")
        .await?
        .into_response())
}

/// The workshops of the person's organisation.
async fn sites(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<site::Model>, Error> {
    Ok(site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
        .filter(site::COLUMN.is_workshop.eq(true))
        .order_by_asc(site::Column::Name)
        .all(db)
        .await?)
}

async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    form: TokenForm,
    errors: FormErrors,
    fresh: Option<String>,
) -> Result<Response, Error> {
    let sites = sites(&app.db, by).await?;
    let tokens = bench_token::Entity::find()
        .filter(
            bench_token::COLUMN
                .site_id
                .is_in(sites.iter().map(|site| site.id)),
        )
        .order_by_desc(bench_token::Column::Id)
        .all(&app.db)
        .await?;
    let site_of = |token: &bench_token::Model| {
        sites
            .iter()
            .find(|site| site.id == token.site_id)
            .map_or_else(String::new, |site| site.name.clone())
    };
    let page = TokensPage {
        shell: by.shell(),
        tokens: tokens
            .into_iter()
            .map(|token| {
                let site = site_of(&token);
                (token, site)
            })
            .collect(),
        sites: sites
            .iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name.clone()))
            .collect(),
        form,
        errors,
        fresh,
        address: format!("{}/api/snapshots", app.config.base_url),
    };
    Ok(web::page(status, &page)?)
}
