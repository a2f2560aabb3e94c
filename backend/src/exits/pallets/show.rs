//! `GET /pallets/{id}`: what is on a pallet; while it is open, the scan field; once it left, how.
use super::{queries, rules::kilograms};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{ScrapDevices, SeePallets},
    },
    devices::standing::kind_key,
    web::{self, Error, FormErrors, Shell},
    workshop::{rules::Blocker, waste_codes},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use entities::{device, site, waste_pallet};
use sea_orm::EntityTrait;

#[derive(Template)]
#[template(path = "exits/pallet.html")]
struct PalletPage {
    shell: Shell,
    pallet: waste_pallet::Model,
    site_name: String,
    /// What its code stands for.
    code_words: String,
    hazardous: bool,
    /// What it weighed as it left.
    kilograms: Option<String>,
    devices: Vec<device::Model>,
    /// Whether the person may load it, and send it off.
    may_load: bool,
    /// The code that was just scanned, when it was refused.
    code: String,
    /// Whether what may hold data is dealt with, as was said for the scan before.
    data_handled: bool,
    refused: Vec<Blocker>,
    errors: FormErrors,
}

/// What the page says after a scan.
#[derive(Default)]
pub struct Said {
    pub code: String,
    pub data_handled: bool,
    pub refused: Vec<Blocker>,
    pub errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Kept {
    data: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeePallets>,
    Path(id): Path<i32>,
    Query(kept): Query<Kept>,
) -> Result<Response, Error> {
    let said = Said {
        data_handled: kept.data == "yes",
        ..Said::default()
    };
    page(&app, &by, id, StatusCode::OK, said).await
}

pub async fn page(
    app: &App,
    by: &Signed,
    id: i32,
    status: StatusCode,
    said: Said,
) -> Result<Response, Error> {
    let pallet = queries::pallet(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let site = site::Entity::find_by_id(pallet.site_id)
        .one(&app.db)
        .await?;
    let shell = by.shell();
    let code = waste_codes::device_code(&pallet.waste_code);
    let page = PalletPage {
        site_name: site.map(|site| site.name).unwrap_or_default(),
        code_words: code.map_or(String::new(), |known| known.words(shell.lang).to_owned()),
        hazardous: code.is_some_and(waste_codes::WasteCode::is_hazardous),
        kilograms: pallet.weight_grams.map(kilograms),
        devices: queries::devices(&app.db, pallet.id).await?,
        may_load: pallet.closed_at.is_none()
            && by.may(ScrapDevices)
            && by.site_id == Some(pallet.site_id),
        code: said.code,
        data_handled: said.data_handled,
        refused: said.refused,
        errors: said.errors,
        pallet,
        shell,
    };
    Ok(web::page(status, &page)?)
}
