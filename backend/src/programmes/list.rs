//! `GET /programmes`: the programmes, and the pathways with their modules.
use super::{
    catalogue::module_words,
    rules::{Lists, gate_help_key, gate_key, legal_chain_key},
    templates,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{ManageProgrammes, SeeProgrammes},
    },
    devices::{software::Minimum, standing::kind_key},
    web::{self, Error, Shell, Words},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::{
    pathway,
    programme::{self, Gate},
    training_module,
};
use sea_orm::{EntityTrait, QueryOrder};

#[derive(Template)]
#[template(path = "programmes/list.html")]
struct ProgrammesPage {
    shell: Shell,
    may_manage: bool,
    /// Key and name of each template to begin with.
    templates: Vec<(&'static str, &'static str)>,
    programmes: Vec<Line>,
    pathways: Vec<PathwayLine>,
}

struct Line {
    id: i32,
    name: String,
    closed: bool,
    pathway: String,
    gate: String,
    gate_help: String,
    kinds: String,
    legal_chain: String,
    software: String,
    rules: Vec<String>,
    clearance_days: i32,
    waivers_per_year: i32,
}

struct PathwayLine {
    name: String,
    modules: Vec<String>,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeProgrammes>) -> Result<Response, Error> {
    let programmes = programme::Entity::find()
        .order_by_asc(programme::Column::Id)
        .all(&app.db)
        .await?;
    let pathways = pathway::Entity::find()
        .order_by_asc(pathway::Column::Id)
        .all(&app.db)
        .await?;
    let modules = training_module::Entity::find()
        .order_by_asc(training_module::Column::PathwayId)
        .order_by_asc(training_module::Column::Position)
        .all(&app.db)
        .await?;
    let words = by.words();
    let lines = programmes
        .iter()
        .map(|programme| line(words, programme, &pathways))
        .collect::<Result<_, Error>>()?;
    let pathways = pathways
        .iter()
        .map(|pathway| PathwayLine {
            name: words
                .lang
                .choose(&pathway.name_fr, &pathway.name_en)
                .to_owned(),
            modules: modules
                .iter()
                .filter(|module| module.pathway_id == pathway.id)
                .map(|module| module_words(words, module))
                .collect(),
        })
        .collect();
    let page = ProgrammesPage {
        may_manage: by.may(ManageProgrammes) && by.territories.is_empty(),
        shell: by.shell(),
        templates: templates::all()
            .iter()
            .map(|one| {
                (
                    one.key.as_str(),
                    words.lang.choose(&one.name_fr, &one.name_en),
                )
            })
            .collect(),
        programmes: lines,
        pathways,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

fn line(
    words: Words,
    programme: &programme::Model,
    pathways: &[pathway::Model],
) -> Result<Line, Error> {
    let lists = Lists::of(programme)?;
    let kinds: Vec<String> = lists
        .device_kinds
        .iter()
        .map(|kind| words.say(kind_key(*kind)))
        .collect();
    let pathway = pathways
        .iter()
        .find(|pathway| pathway.id == programme.pathway_id)
        .ok_or(Error::NotFound)?;
    let mut gate = words.say(gate_key(programme.gate));
    if programme.gate == Gate::Attended && programme.required_minutes > 0 {
        gate = words
            .with("minutes", programme.required_minutes)
            .say("programme-gate-minutes");
    }
    if let Some(days) = programme.provisional_days {
        gate = words.with("days", days).say("programme-gate-days");
    }
    let mut legal_chain = words.say(legal_chain_key(programme.legal_chain));
    if let Some(number) = &programme.deliberation_number {
        legal_chain = words
            .with("chain", legal_chain)
            .with("number", number)
            .say("programme-chain-numbered");
    }
    Ok(Line {
        id: programme.id.0,
        name: words
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned(),
        closed: programme.closed_at.is_some(),
        pathway: words
            .lang
            .choose(&pathway.name_fr, &pathway.name_en)
            .to_owned(),
        gate,
        gate_help: words.say(gate_help_key(programme.gate)),
        kinds: if kinds.is_empty() {
            words.say("programme-pathway-only")
        } else {
            kinds.join(", ")
        },
        legal_chain,
        software: software_said(words, Minimum::of(programme)),
        rules: lists
            .public_rules
            .iter()
            .map(|rule| rule.said(words.lang).to_owned())
            .collect(),
        clearance_days: programme.clearance_days,
        waivers_per_year: programme.waivers_per_year,
    })
}

/// What a programme asks of the software, in one line.
fn software_said(words: Words, minimum: Minimum) -> String {
    let mut asked = Vec::new();
    if minimum.free_only {
        asked.push(words.say("programme-free-software"));
    }
    if minimum.months > 0 {
        let said = words.with("months", minimum.months);
        asked.push(said.say("programme-update-months-asked"));
    }
    if asked.is_empty() {
        asked.push(words.say("programme-software-any"));
    }
    asked.join(", ")
}
