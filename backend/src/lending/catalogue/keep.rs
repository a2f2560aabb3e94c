//! `/catalogue/new` and `/catalogue/{slug}/edit`: an item is made or changed by who keeps its store.
use super::{
    actions::{self, is_page, slug_of},
    form::ItemForm,
    queries,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    lending::needs,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::catalogue_item;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

#[derive(Template)]
#[template(path = "lending/keep.html")]
struct KeepPage {
    shell: Shell,
    /// The item that is changed; none is a new one.
    slug: Option<String>,
    needs: Vec<Choice>,
    form: ItemForm,
    errors: FormErrors,
}

fn render(
    by: &Allowed<KeepLibrary>,
    slug: Option<String>,
    status: StatusCode,
    (form, errors): (ItemForm, FormErrors),
) -> Result<Response, Error> {
    let shell = by.shell();
    let page = KeepPage {
        needs: needs::choices(shell.words),
        slug,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

pub async fn show_new(by: Allowed<KeepLibrary>) -> Result<Response, Error> {
    let blank = (ItemForm::default(), FormErrors::default());
    render(&by, None, StatusCode::OK, blank)
}

pub async fn submit_new(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Form(form): Form<ItemForm>,
) -> Result<Response, Error> {
    let mut parsed = form.parse();
    if by.site_id.is_none() {
        let mut errors = parsed.err().unwrap_or_default();
        errors.add("name_fr", "store-no-site");
        parsed = Err(errors);
    }
    let (described, site) = match (parsed, by.site_id) {
        (Ok(described), Some(site)) => (described, site),
        (Err(errors), _) => {
            return render(&by, None, StatusCode::UNPROCESSABLE_ENTITY, (form, errors));
        }
        (Ok(_), None) => return Err(Error::Forbidden),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let slug = slug_of(&described.name_fr);
    if is_page(&slug) || is_taken(&*write, &slug).await? {
        drop(write);
        let mut errors = FormErrors::default();
        errors.add("name_fr", "item-name-taken");
        return render(&by, None, StatusCode::UNPROCESSABLE_ENTITY, (form, errors));
    }
    let at = (site, by.membership_id);
    let item = actions::make(&*write, at, &described, app.clock.now()).await?;
    let to = format!("/catalogue/{}?done=item-made", item.slug);
    Ok(write.answer(to).await?.into_response())
}

async fn is_taken(db: &impl ConnectionTrait, slug: &str) -> Result<bool, DbErr> {
    let row = catalogue_item::Entity::find()
        .filter(catalogue_item::Column::Slug.eq(slug))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// The item, where it is of the person's own store.
async fn own(
    app: &App,
    by: &Allowed<KeepLibrary>,
    slug: &str,
) -> Result<catalogue_item::Model, Error> {
    queries::item(&app.db, slug)
        .await?
        .filter(|item| by.site_id == Some(item.site_id))
        .ok_or(Error::NotFound)
}

pub async fn show_edit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(slug): Path<String>,
) -> Result<Response, Error> {
    let item = own(&app, &by, &slug).await?;
    let mut needs = queries::needs(&app.db, &[item.id]).await?;
    let form = ItemForm::of(&item, needs.remove(&item.id).unwrap_or_default());
    render(
        &by,
        Some(slug),
        StatusCode::OK,
        (form, FormErrors::default()),
    )
}

pub async fn submit_edit(
    State(app): State<App>,
    by: Allowed<KeepLibrary>,
    Path(slug): Path<String>,
    Form(form): Form<ItemForm>,
) -> Result<Response, Error> {
    let item = own(&app, &by, &slug).await?;
    let described = match form.parse() {
        Ok(described) => described,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&by, Some(slug), status, (form, errors));
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let seen = form.version.parse().map_err(|_| Error::Changed)?;
    actions::change(&*write, (item.id, seen), &described).await?;
    let to = format!("/catalogue/{slug}?done=item-changed");
    Ok(write.answer(to).await?.into_response())
}
