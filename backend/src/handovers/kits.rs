//! `GET /programmes/{id}/kits`: what the kits of a programme hold, and how many each organisation has handed over, and where.
//! Things and places; no recipient.
use super::{paper, queries::kits_given};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeIndicators},
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{organisation, programme, programme::ProgrammeId, site};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::BTreeMap;

#[derive(Template)]
#[template(path = "handovers/kits.html")]
struct KitsPage {
    shell: Shell,
    name: String,
    contents: Vec<String>,
    lines: Vec<Line>,
}

/// The kits that people of an organisation handed over at a place.
struct Line {
    organisation: String,
    place: String,
    /// How many of its people.
    agents: usize,
    kits: i64,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeIndicators>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let db = &app.db;
    let shell = by.shell();
    let programme = programme::Entity::find_by_id(ProgrammeId(id))
        .one(db)
        .await?
        .filter(|programme| programme.kit_contents.is_some())
        .ok_or(Error::NotFound)?;
    let given = kits_given(db, &by, programme.id).await?;
    let organisations: BTreeMap<_, _> = organisation::Entity::find()
        .filter(
            organisation::COLUMN
                .id
                .is_in(given.iter().map(|one| one.organisation)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation.name))
        .collect();
    let sites: BTreeMap<_, _> = site::Entity::find()
        .filter(site::COLUMN.id.is_in(given.iter().map(|one| one.site)))
        .all(db)
        .await?
        .into_iter()
        .map(|site| (site.id, format!("{}, {}", site.name, site.city)))
        .collect();
    let mut parts: BTreeMap<_, (usize, i64)> = BTreeMap::new();
    for one in &given {
        let (agents, kits) = parts.entry((one.organisation, one.site)).or_default();
        *agents += 1;
        *kits += one.kits;
    }
    let line = |((organisation, site), (agents, kits))| Line {
        organisation: organisations
            .get(&organisation)
            .cloned()
            .unwrap_or_default(),
        place: sites.get(&site).cloned().unwrap_or_default(),
        agents,
        kits,
    };
    let page = KitsPage {
        name: shell
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        contents: paper::kit(shell.words, &programme)?,
        lines: parts.into_iter().map(line).collect(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
