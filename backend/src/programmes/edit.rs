//! `GET|POST /programmes/new`, `GET|POST /programmes/{id}`, `POST /programmes/{id}/close`: a programme is opened, changed
//! after a preview of what changes, and closed. `POST /programmes/templates/{key}/pathways`: what a template asks for.
use super::{
    actions,
    catalogue::Catalogue,
    form::ProgrammeForm,
    preview::{self, Preview},
    queries,
    rules::{
        DEVICE_KINDS, GATES, GRADES, LEGAL_CHAINS, LEVELS, connectivity_key, connectivity_value,
        documents, gate_help_key, gate_key, gate_value, grade_value, legal_chain_key,
        legal_chain_value, level_help_key, level_key, level_value,
        price::{COLLECTORS, collector_key, collector_value},
        terms::Terms,
    },
    templates,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ManageProgrammes},
    devices::standing::{grade_letter, kind_key, kind_value},
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::programme::{self, Connectivity, ProgrammeId};
use sea_orm::{ConnectionTrait, EntityTrait};

#[derive(Template)]
#[template(path = "programmes/edit.html")]
struct ProgrammePage {
    shell: Shell,
    /// The programme being changed; none for a new one.
    id: Option<i32>,
    title: String,
    closed: bool,
    template: Option<TemplateView>,
    preview: Option<Preview>,
    form: ProgrammeForm,
    errors: FormErrors,
    choices: Choices,
}

/// The template the form was filled from.
struct TemplateView {
    key: &'static str,
    about: &'static str,
    /// Pathways that it asks for and nobody has created.
    missing: Vec<&'static str>,
}

/// What each field offers.
struct Choices {
    kinds: Vec<Choice>,
    categories: Vec<Choice>,
    grades: Vec<Choice>,
    habilitated: Vec<Choice>,
    organisation_kinds: Vec<Choice>,
    organisations: Vec<Choice>,
    pathways: Vec<Choice>,
    modules: Vec<Choice>,
    aidants: Vec<Choice>,
    gates: Vec<Choice>,
    chains: Vec<Choice>,
    collectors: Vec<Choice>,
    levels: Vec<Choice>,
    connectivity: Vec<Choice>,
}

impl Choices {
    fn of(words: Words, catalogue: &Catalogue) -> Self {
        let said = |value: &str, key: &str| Choice::new(value, words.say(key));
        Self {
            kinds: DEVICE_KINDS
                .into_iter()
                .map(|kind| said(kind_value(kind), kind_key(kind)))
                .collect(),
            categories: catalogue.category_choices(),
            grades: GRADES
                .into_iter()
                .map(|grade| {
                    let least = words.with("grade", grade_letter(grade));
                    Choice::new(grade_value(grade), least.say("programme-grade-least"))
                })
                .collect(),
            habilitated: vec![
                said("all", "programme-organisations-all"),
                said("kinds", "programme-habilitated-kinds"),
                said("chosen", "programme-habilitated-chosen"),
            ],
            organisation_kinds: Catalogue::kind_choices(words),
            organisations: catalogue.organisation_choices(words),
            pathways: catalogue.pathway_choices(words),
            modules: catalogue.module_choices(words),
            aidants: vec![
                said("1", "programme-level-1"),
                said("2", "programme-level-2"),
                said("3", "programme-level-3"),
            ],
            gates: GATES
                .into_iter()
                .map(|gate| {
                    said(gate_value(gate), gate_key(gate)).hint(words.say(gate_help_key(gate)))
                })
                .collect(),
            chains: LEGAL_CHAINS
                .into_iter()
                .map(|chain| {
                    let papers = documents(chain).iter().map(|key| words.say(key));
                    said(legal_chain_value(chain), legal_chain_key(chain))
                        .hint(papers.collect::<Vec<_>>().join(" "))
                })
                .collect(),
            collectors: COLLECTORS
                .into_iter()
                .map(|collector| said(collector_value(collector), collector_key(collector)))
                .collect(),
            levels: LEVELS
                .into_iter()
                .map(|level| {
                    said(level_value(level), level_key(level))
                        .hint(words.say(level_help_key(level)))
                })
                .collect(),
            connectivity: [
                None,
                Some(Connectivity::Offered),
                Some(Connectivity::Included),
            ]
            .into_iter()
            .map(|one| said(connectivity_value(one), connectivity_key(one)))
            .collect(),
        }
    }
}

/// What is shown: a form with its mistakes, or with what it would change.
#[derive(Default)]
struct Shown {
    status: StatusCode,
    template: Option<&'static templates::Template>,
    preview: Option<Preview>,
    form: ProgrammeForm,
    errors: FormErrors,
}

fn render(
    by: &Signed,
    catalogue: &Catalogue,
    programme: Option<&programme::Model>,
    shown: Shown,
) -> Result<Response, Error> {
    let words = by.words();
    let named = |programme: &programme::Model| {
        words
            .lang
            .choose(&programme.name_fr, &programme.name_en)
            .to_owned()
    };
    let page = ProgrammePage {
        shell: by.shell(),
        id: programme.map(|programme| programme.id.0),
        title: programme.map_or_else(|| words.say("programme-new"), named),
        closed: programme.is_some_and(|programme| programme.closed_at.is_some()),
        template: shown.template.map(|template| TemplateView {
            key: &template.key,
            about: words.lang.choose(&template.about_fr, &template.about_en),
            missing: template
                .missing(catalogue)
                .map(|pathway| words.lang.choose(&pathway.fr, &pathway.en))
                .collect(),
        }),
        preview: shown.preview,
        form: shown.form,
        errors: shown.errors,
        choices: Choices::of(words, catalogue),
    };
    Ok(web::page(shown.status, &page)?)
}

/// A programme is the whole département's: who coordinates a part of it reads only.
pub fn whole_departement(by: &Signed) -> Result<(), Error> {
    if by.territories.is_empty() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

async fn find(db: &impl ConnectionTrait, id: i32) -> Result<programme::Model, Error> {
    programme::Entity::find_by_id(ProgrammeId(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Beginning {
    template: String,
}

pub async fn show_new(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Query(beginning): Query<Beginning>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let catalogue = Catalogue::read(&app.db, &app.config).await?;
    let template = templates::by_key(&beginning.template);
    let mut form = match template {
        Some(template) => ProgrammeForm::of(&template.terms(&catalogue)),
        None => ProgrammeForm::fresh(),
    };
    if template.is_none()
        && let [only] = &catalogue.pathways[..]
    {
        form.pathway = only.id.0.to_string();
    }
    let shown = Shown {
        template,
        form,
        ..Shown::default()
    };
    render(&by, &catalogue, None, shown)
}

pub async fn open(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Query(beginning): Query<Beginning>,
    Form(form): Form<ProgrammeForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let catalogue = Catalogue::read(&app.db, &app.config).await?;
    let terms = match form.parse(&catalogue, 0) {
        Ok(terms) => terms,
        Err(errors) => {
            let shown = Shown {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                template: templates::by_key(&beginning.template),
                form,
                errors,
                ..Shown::default()
            };
            return render(&by, &catalogue, None, shown);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::open(&*write, by.at(app.clock.now()), terms).await?;
    Ok(write
        .answer("/programmes?done=programme-opened")
        .await?
        .into_response())
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let programme = find(&app.db, id).await?;
    let catalogue = Catalogue::read(&app.db, &app.config).await?;
    let shown = Shown {
        form: ProgrammeForm::of(&Terms::of(&programme)?),
        ..Shown::default()
    };
    render(&by, &catalogue, Some(&programme), shown)
}

/// Shows what changes; changes it when that is what was shown.
pub async fn change(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(id): Path<i32>,
    Form(mut form): Form<ProgrammeForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    // First of all: to the repeat of a form, what it changed is changed already.
    let write = app.write_once(&by, &form.write_id).await?;
    let before = find(&*write, id).await?;
    let catalogue = Catalogue::read(&*write, &app.config).await?;
    let said = Terms::of(&before)?;
    let terms = match form.parse(&catalogue, said.public_rules.len()) {
        Ok(terms) => terms,
        Err(errors) => {
            drop(write);
            form.previewed = String::new();
            let shown = Shown {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                form,
                errors,
                ..Shown::default()
            };
            return render(&by, &catalogue, Some(&before), shown);
        }
    };
    let mark = preview::mark(&before, &terms);
    if form.previewed == mark && terms != said {
        actions::change(&*write, by.at(app.clock.now()), &before, terms).await?;
        return Ok(write
            .answer("/programmes?done=programme-changed")
            .await?
            .into_response());
    }
    drop(write);
    let overtaken = preview::is_overtaken(&form.previewed, &before);
    let under_way = queries::under_way(&app.db, before.id, &terms).await?;
    form.previewed = mark;
    let shown = Shown {
        status: if overtaken {
            StatusCode::CONFLICT
        } else {
            StatusCode::OK
        },
        preview: Some(preview::preview(
            by.words(),
            &catalogue,
            (&said, &terms),
            under_way,
            overtaken,
        )),
        form,
        ..Shown::default()
    };
    render(&by, &catalogue, Some(&before), shown)
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

pub async fn close(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(id): Path<i32>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let before = find(&*write, id).await?;
    if before.closed_at.is_none() {
        actions::close(&*write, by.at(app.clock.now()), &before).await?;
    }
    Ok(write
        .answer("/programmes?done=programme-closed")
        .await?
        .into_response())
}

/// Creates the pathways that a template asks for and that are missing.
pub async fn pathways(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(key): Path<String>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let template = templates::by_key(&key).ok_or(Error::NotFound)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let catalogue = Catalogue::read(&*write, &app.config).await?;
    for pathway in template.missing(&catalogue) {
        let names = (pathway.fr.clone(), pathway.en.clone());
        actions::create_pathway(&*write, names, pathway.new_modules()).await?;
    }
    Ok(write
        .answer(format!(
            "/programmes/new?template={}&done=pathways-created",
            template.key
        ))
        .await?
        .into_response())
}
