//! `GET|POST /habilitations`: the coordinator says which pathway earns each habilitation, and how long it holds.
use super::{actions, queries, rules::ACTS, say};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::GrantHabilitations},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    habilitation::Act,
    pathway::{self, PathwayId},
};
use sea_orm::{ActiveEnum, EntityTrait, QueryOrder};

#[derive(Template)]
#[template(path = "habilitations/plan.html")]
struct PlanPage {
    shell: Shell,
    rows: Vec<Row>,
    acts: Vec<Choice>,
    pathways: Vec<Choice>,
    form: PlanForm,
    errors: FormErrors,
}

struct Row {
    act: &'static str,
    /// Empty while none is named.
    pathway: String,
    modules: Vec<String>,
    months: i32,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlanForm {
    act: String,
    pathway: String,
    months: String,
    write_id: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<GrantHabilitations>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let form = PlanForm {
        months: "24".to_owned(),
        ..PlanForm::default()
    };
    page(&app, &by, form, FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<GrantHabilitations>,
    Form(form): Form<PlanForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let mut errors = FormErrors::default();
    let act = Act::try_from_value(&form.act).ok();
    if act.is_none() {
        errors.add("act", "habilitation-act-missing");
    }
    let pathway = match form.pathway.parse().map(PathwayId) {
        Ok(id) => pathway::Entity::find_by_id(id).one(&app.db).await?,
        Err(_) => None,
    };
    if pathway.is_none() {
        errors.add("pathway", "plan-pathway-missing");
    }
    let months = form.months.trim().parse().ok();
    let months = months.filter(|months| (1..=120).contains(months));
    if months.is_none() {
        errors.add("months", "plan-months-wrong");
    }
    let (Some(act), Some(pathway), Some(months)) = (act, pathway, months) else {
        return page(&app, &by, form, errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let who = (by.membership_id, app.clock.now());
    actions::set_rule(&*write, who, act, (pathway.id, months)).await?;
    Ok(write
        .answer("/habilitations?done=habilitation-rule-saved")
        .await?
        .into_response())
}

/// What holds in every workshop is for a coordinator without limits.
fn whole_departement(by: &Signed) -> Result<(), Error> {
    if by.territories.is_empty() {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

async fn page(
    app: &App,
    by: &Signed,
    form: PlanForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let pathways = pathway::Entity::find()
        .order_by_asc(pathway::Column::Id)
        .all(&app.db)
        .await?;
    let mut rows = Vec::new();
    for act in ACTS {
        let rule = queries::rule_of(&app.db, act).await?;
        let mut row = Row {
            act: say::act(act),
            pathway: String::new(),
            modules: Vec::new(),
            months: rule.as_ref().map(|rule| rule.months).unwrap_or_default(),
        };
        if let Some(rule) = rule {
            let named = pathways.iter().find(|known| known.id == rule.pathway_id);
            row.pathway = named
                .map(|known| shell.lang.choose(&known.name_fr, &known.name_en).to_owned())
                .unwrap_or_default();
            let (_, modules) = queries::pathway_of(&app.db, &rule).await?;
            row.modules = modules
                .iter()
                .map(|module| {
                    shell
                        .lang
                        .choose(&module.name_fr, &module.name_en)
                        .to_owned()
                })
                .collect();
        }
        rows.push(row);
    }
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = PlanPage {
        rows,
        acts: ACTS
            .iter()
            .map(|act| Choice::new(act.to_value(), shell.say(say::act(*act))))
            .collect(),
        pathways: pathways
            .iter()
            .map(|known| {
                let said = shell.lang.choose(&known.name_fr, &known.name_en);
                Choice::new(known.id.0.to_string(), said)
            })
            .collect(),
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
