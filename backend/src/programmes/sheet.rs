//! `GET /programmes/{id}/sheet`: a programme as it is now, its part of the stock today, and its saved versions.
//! `GET /programmes/{id}/versions/{number}`: one saved version, and what it changed.
use super::{
    catalogue::Catalogue,
    preview::{self, Change},
    queries,
    rules::{documents, stock::KindStock, terms::Terms},
    say::{self, Fact},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ManageProgrammes, SeeIndicators, SeeProgrammes},
    },
    devices::standing::kind_key,
    web::{self, Error, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{
    account,
    membership::{self, MembershipId},
    programme::{self, ProgrammeId},
    programme_version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "programmes/sheet.html")]
struct SheetPage {
    shell: Shell,
    id: i32,
    name: String,
    closed: bool,
    may_manage: bool,
    /// It is of kits, and the person may see who handed them over.
    kits: bool,
    facts: Vec<Fact>,
    papers: Vec<&'static str>,
    stock: Vec<StockLine>,
    versions: Vec<VersionLine>,
}

/// The devices of one kind today, for this programme.
struct StockLine {
    kind: String,
    free: i64,
    /// Ready devices kept aside for it.
    kept: i64,
    promised: i64,
    /// Handed over this civil year under this programme, and under all.
    handed: String,
    /// Its share so far, beside the one it may have.
    share: String,
    /// Fewer ready devices than it wants to see.
    low: bool,
}

struct VersionLine {
    number: i32,
    said: String,
    in_force: bool,
}

fn name_of(words: Words, programme: &programme::Model) -> String {
    words
        .lang
        .choose(&programme.name_fr, &programme.name_en)
        .to_owned()
}

async fn find(db: &impl ConnectionTrait, id: i32) -> Result<programme::Model, Error> {
    programme::Entity::find_by_id(ProgrammeId(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeProgrammes>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let programme = find(&app.db, id).await?;
    let terms = Terms::of(&programme)?;
    let catalogue = Catalogue::read(&app.db, &app.config).await?;
    let words = by.words();
    let stock = queries::stock(&app.db, app.clock.today()).await?;
    let versions = queries::versions(&app.db, programme.id).await?;
    let agents = agents(&app.db, &versions).await?;
    let page = SheetPage {
        id,
        name: name_of(words, &programme),
        closed: programme.closed_at.is_some(),
        may_manage: by.may(ManageProgrammes) && by.territories.is_empty(),
        kits: !terms.kit_contents.is_empty() && by.may(SeeIndicators),
        facts: say::facts(words, &catalogue, &terms),
        papers: if terms.pathway_only() {
            Vec::new()
        } else {
            documents(terms.legal_chain).to_vec()
        },
        stock: stock
            .iter()
            .filter(|stock| terms.device_kinds.contains(&stock.kind))
            .map(|stock| stock_line(words, programme.id, stock))
            .collect(),
        versions: versions
            .iter()
            .map(|version| VersionLine {
                number: version.number,
                said: saved(words, version, &agents),
                in_force: programme.saved_version == Some(version.number),
            })
            .collect(),
        shell: by.shell(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn stock_line(words: Words, programme: ProgrammeId, stock: &KindStock) -> StockLine {
    let own = stock.of(programme);
    let handed = own.map_or(0, |part| part.handed);
    let percent = stock.percent(programme).map_or_else(
        || words.say("programme-stock-nothing-yet"),
        |percent| {
            words
                .with("percent", percent)
                .say("programme-stock-percent")
        },
    );
    StockLine {
        kind: words.say(kind_key(stock.kind)),
        free: stock.free,
        kept: own.map_or(0, |part| part.kept().min(stock.free)),
        promised: own.map_or(0, |part| part.promised),
        handed: words
            .with("handed", handed)
            .with("all", stock.handed())
            .say("programme-stock-handed-of"),
        share: match own.and_then(|part| part.rule.share) {
            None => percent,
            Some(share) => words
                .with("percent", percent)
                .with("share", share)
                .say("programme-stock-percent-of"),
        },
        low: stock.is_low(programme),
    }
}

/// The names of those who saved these versions.
async fn agents(
    db: &impl ConnectionTrait,
    versions: &[programme_version::Model],
) -> Result<HashMap<MembershipId, String>, Error> {
    let ids = versions.iter().filter_map(|version| version.membership_id);
    let memberships = membership::Entity::find()
        .filter(membership::Column::Id.is_in(ids))
        .all(db)
        .await?;
    let accounts = account::Entity::find()
        .filter(account::Column::Id.is_in(memberships.iter().map(|one| one.account_id)))
        .all(db)
        .await?;
    let name = |membership: &membership::Model| {
        let account = accounts.iter().find(|one| one.id == membership.account_id);
        account.map(|account| (membership.id, account.name.clone()))
    };
    Ok(memberships.iter().filter_map(name).collect())
}

/// When a version was saved and by whom.
fn saved(
    words: Words,
    version: &programme_version::Model,
    agents: &HashMap<MembershipId, String>,
) -> String {
    let said = words.with("date", words.date_time(version.at));
    match version.membership_id {
        None => said.say("programme-version-earlier"),
        Some(id) => said
            .with("name", agents.get(&id).cloned().unwrap_or_default())
            .say("programme-version-saved"),
    }
}

#[derive(Template)]
#[template(path = "programmes/version.html")]
struct VersionPage {
    shell: Shell,
    id: i32,
    name: String,
    number: i32,
    said: String,
    in_force: bool,
    facts: Vec<Fact>,
    /// Nothing for the first.
    changes: Option<Vec<Change>>,
}

pub async fn version(
    State(app): State<App>,
    by: Allowed<SeeProgrammes>,
    Path((id, number)): Path<(i32, i32)>,
) -> Result<Response, Error> {
    let programme = find(&app.db, id).await?;
    let version = queries::version(&app.db, programme.id, number)
        .await?
        .ok_or(Error::NotFound)?;
    let terms = Terms::read(&version.configuration)?;
    let catalogue = Catalogue::read(&app.db, &app.config).await?;
    let words = by.words();
    let earlier = queries::version(&app.db, programme.id, number - 1).await?;
    let changes = match earlier {
        None => None,
        Some(earlier) => {
            let before = Terms::read(&earlier.configuration)?;
            Some(preview::changes(words, &catalogue, &before, &terms))
        }
    };
    let agents = agents(&app.db, std::slice::from_ref(&version)).await?;
    let page = VersionPage {
        id,
        name: name_of(words, &programme),
        number,
        said: saved(words, &version, &agents),
        in_force: programme.saved_version == Some(number),
        facts: say::facts(words, &catalogue, &terms),
        changes,
        shell: by.shell(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
