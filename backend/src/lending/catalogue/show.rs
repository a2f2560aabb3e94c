//! `GET /catalogue/{slug}`: one item: what it is for, how it is used, and the month in which it is free.
use super::{
    list::{USUAL_DAYS, lendable},
    month::{self, Month},
    photos::queries::{Shown, of_items, shown},
    queries,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BorrowKit, KeepLibrary, SeeCatalogue},
    },
    lending::{
        needs,
        queries::{PieceFacts, clearances, closed, pieces, terms},
        rules::{cleared, period::first_free},
        training::lines,
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{catalogue_item, site};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "lending/item.html")]
struct ItemPage {
    shell: Shell,
    slug: String,
    name: String,
    purpose: String,
    photos: Vec<Shown>,
    usage: Vec<String>,
    needs: Vec<String>,
    ages: Option<String>,
    accessories: Vec<String>,
    guide: Vec<String>,
    store: String,
    pieces: usize,
    free: Option<(NaiveDate, NaiveDate)>,
    month: Month,
    may_borrow: bool,
    /// Until when the person is cleared to leave with it.
    cleared_until: Option<NaiveDate>,
    /// For who keeps the store: the pieces one by one.
    kept: Option<Vec<KeptPiece>>,
    code: String,
    errors: FormErrors,
}

struct KeptPiece {
    code: String,
    name: String,
    inventory_number: Option<String>,
    tone: &'static str,
    icon: &'static str,
    key: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCatalogue>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let nothing = (String::new(), FormErrors::default());
    page(&app, &by, &slug, &asked.month, StatusCode::OK, nothing).await
}

/// The page, with what was scanned and is wrong with it.
pub async fn page(
    app: &App,
    by: &Signed,
    slug: &str,
    asked: &str,
    status: StatusCode,
    (code, errors): (String, FormErrors),
) -> Result<Response, Error> {
    let today = app.clock.today();
    let shell = by.shell();
    let item = queries::item(&app.db, slug).await?.ok_or(Error::NotFound)?;
    let terms = terms(&app.db).await?;
    let closures = closed(&app.db, item.site_id, today).await?;
    let mut facts = pieces(&app.db, &[item.id], today, 800).await?;
    let facts = facts.remove(&item.id).unwrap_or_default();
    let lendable = lendable(&facts);
    let buffer = facts
        .iter()
        .map(|piece| terms.buffer_of(&piece.device))
        .max()
        .unwrap_or_default();
    let length = USUAL_DAYS.min(terms.longest_days);
    let keys = queries::needs(&app.db, &[item.id]).await?;
    let store = site::Entity::find_by_id(item.site_id).one(&app.db).await?;
    let standing = clearances(&app.db, by.account.id, item.id, today).await?;
    let cleared_until =
        cleared(&standing, by.account.id, item.id, today).map(|cleared| cleared.row().valid_until);
    let keeps = by.may(KeepLibrary) && by.site_id == Some(item.site_id);
    let first = month::asked(asked, today);
    let text = |french: &str, english: &str| shell.lang.choose(french, english).to_owned();
    let listed = |french: &str, english: &str| -> Vec<String> {
        lines(shell.lang.choose(french, english))
            .map(str::to_owned)
            .collect()
    };
    let photos = of_items(&app.db, &[item.id]).await?;
    let page = ItemPage {
        photos: photos
            .get(&item.id)
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
            .map(|photo| shown(photo, shell.lang))
            .collect(),
        name: text(&item.name_fr, &item.name_en),
        purpose: text(&item.purpose_fr, &item.purpose_en),
        usage: listed(&item.usage_fr, &item.usage_en),
        needs: keys
            .get(&item.id)
            .map(|keys| needs::said(keys, shell.lang))
            .unwrap_or_default(),
        ages: ages(&shell, &item),
        accessories: listed(&item.accessories_fr, &item.accessories_en),
        guide: listed(&item.guide_fr, &item.guide_en),
        store: store.map_or_else(String::new, |site| format!("{}, {}", site.name, site.city)),
        pieces: facts.len(),
        free: first_free(&lendable, today, length, buffer, terms, &closures),
        month: month::read(shell.words, first, &lendable, today, &closures),
        may_borrow: by.may(BorrowKit),
        cleared_until,
        kept: keeps.then(|| facts.iter().map(kept_piece).collect()),
        slug: item.slug,
        code,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

fn ages(shell: &Shell, item: &catalogue_item::Model) -> Option<String> {
    match (item.age_from, item.age_to) {
        (Some(from), Some(to)) => Some(
            shell
                .with("from", from)
                .with("to", to)
                .say("item-ages-between"),
        ),
        (Some(from), None) => Some(shell.with("from", from).say("item-ages-from")),
        (None, Some(to)) => Some(shell.with("to", to).say("item-ages-to")),
        (None, None) => None,
    }
}

fn kept_piece(piece: &PieceFacts) -> KeptPiece {
    let (tone, icon, key) = if piece.late {
        ("stop", "triangle-alert", "loan-late")
    } else if piece.device.loan_id.is_some() {
        ("info", "hand-helping", "loan-out")
    } else if piece.incomplete {
        ("wait", "circle-alert", "piece-incomplete")
    } else if piece.is_lendable() {
        ("good", "circle-check", "piece-on-the-shelf")
    } else {
        ("wait", "wrench", "piece-in-workshop")
    };
    KeptPiece {
        code: piece.device.label_code.clone().unwrap_or_default(),
        name: format!("{} {}", piece.device.manufacturer, piece.device.model),
        inventory_number: piece.device.inventory_number.clone(),
        tone,
        icon,
        key,
    }
}
