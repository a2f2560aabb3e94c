//! `GET|POST /labels`: print blank labels, and find the batches printed before.
use super::{
    actions::{self, MOST, NewBatch},
    printing::{Ordered, all_templates, order, usable_templates},
    queries::{self, Batch},
    template::{BrokenTemplate, TooSmall},
};
use crate::{
    app::App,
    auth::{Allowed, permissions::PrintLabels},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::site::{self, SiteId};
use rand::rngs::StdRng;

/// Batches on the page: a year of a busy workshop.
const BATCHES: u64 = 60;

#[derive(Template)]
#[template(path = "labels/print.html")]
struct PrintPage {
    shell: Shell,
    form: PrintForm,
    errors: FormErrors,
    templates: Vec<Choice>,
    too_small: Vec<TooSmall>,
    broken: Vec<BrokenTemplate>,
    sites: Vec<Choice>,
    batches: Vec<Batch>,
    /// Address of the PDF of the batch just made.
    made: Option<String>,
}

impl PrintPage {
    /// What a format is called; its file's name when the file is gone.
    fn title_of<'a>(&'a self, template: &'a str) -> &'a str {
        let mut known = self.templates.iter();
        known
            .find(|choice| choice.value == template)
            .map_or(template, |choice| choice.words.as_str())
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PrintForm {
    write_id: String,
    template: String,
    count: String,
    skip: String,
    site: String,
}

/// The batch just made, in the address the form answers with; or the format and the first free label that
/// were chosen on the picture of a sheet.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    batch: String,
    template: String,
    skip: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let site = by.site_id.map_or_else(String::new, |id| id.0.to_string());
    let made = match (asked.batch.parse::<i32>(), asked.skip.parse::<usize>()) {
        (Ok(batch), Ok(skip)) => Some(pdf_address(batch, skip)),
        _ => None,
    };
    let form = PrintForm {
        site,
        template: asked.template,
        skip: if made.is_none() {
            asked.skip
        } else {
            String::new()
        },
        ..PrintForm::default()
    };
    render(&app, &by, form, FormErrors::default(), made).await
}

fn pdf_address(batch: i32, skip: usize) -> String {
    if skip == 0 {
        format!("/labels/batches/{batch}/pdf")
    } else {
        format!("/labels/batches/{batch}/pdf?skip={skip}")
    }
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Form(form): Form<PrintForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let ordered = order(&app, &form.template, &form.skip, &mut errors).await?;
    let count = form.count.trim().parse().ok();
    let count = count.filter(|count| (1..=MOST).contains(count));
    if count.is_none() {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        errors.add_with("count", "labels-count-wrong", "most", most);
    }
    let sites = queries::sites_of(&app.db, &by).await?;
    let site = site_named(&sites, &form.site);
    if site.is_none() {
        errors.add("site", "labels-site-missing");
    }
    let (Some(Ordered { template, skip }), Some(count), Some(site_id)) = (ordered, count, site)
    else {
        return render(&app, &by, form, errors, None).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let new = NewBatch {
        site_id,
        membership_id: by.membership_id,
        template: &template.name,
        count,
    };
    let rng: StdRng = rand::make_rng();
    let batch = actions::print_batch(&write, new, rng, app.clock.now()).await?;
    let to = format!("/labels?done=labels-made&batch={}&skip={skip}", batch.id.0);
    Ok(write.answer(to).await?.into_response())
}

fn site_named(sites: &[site::Model], value: &str) -> Option<SiteId> {
    let id = SiteId(value.parse().ok()?);
    sites.iter().any(|site| site.id == id).then_some(id)
}

async fn render(
    app: &App,
    by: &Allowed<PrintLabels>,
    form: PrintForm,
    errors: FormErrors,
    made: Option<String>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let sites = queries::sites_of(&app.db, by).await?;
    let batches = queries::batches(&app.db, &sites, BATCHES).await?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let all = all_templates(app).await?;
    let page = PrintPage {
        templates: usable_templates(app, shell.lang).await?,
        too_small: all.too_small,
        broken: all.broken,
        sites: sites
            .into_iter()
            .map(|site| Choice::new(site.id.0.to_string(), site.name))
            .collect(),
        batches,
        made,
        form,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
