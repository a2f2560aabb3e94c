//! `GET|POST /bench/{code}/software`: which software is on the device now.
use super::{
    device::{answer, at_bench, done},
    images::{self, Image},
    queries::Work,
    software,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::WorkAtBench},
    devices::software::{Below, runs_software},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Form;
use chrono::NaiveDate;

#[derive(Template)]
#[template(path = "workshop/software.html")]
struct SoftwarePage {
    shell: Shell,
    code: String,
    work: Work,
    software: SoftwareSaid,
    images: Vec<Choice>,
    form: SoftwareForm,
    errors: FormErrors,
}

/// What is on the device and until when it gets updates, in words.
pub struct SoftwareSaid {
    /// Whether such a device runs software at all.
    pub applies: bool,
    pub installed: String,
    /// Empty when nobody knows.
    pub until: String,
    pub warning: Option<Warning>,
}

/// What one should know before the work begins.
pub struct Warning {
    pub title: String,
    pub help: String,
}

impl SoftwareSaid {
    pub fn of(shell: &Shell, work: &Work, today: NaiveDate) -> Self {
        let software = &work.software;
        let until = software.until();
        let dated = |key: &str, day: NaiveDate| shell.with("date", shell.date(day)).say(key);
        let warning = match until {
            Some(day) if day < today => Some(Warning {
                title: dated("software-updates-ended", day),
                help: shell.say("software-updates-ended-help"),
            }),
            Some(day) if work.facts_on(today).below == Some(Below::UpdatesEnd) => Some(Warning {
                title: dated("software-updates-short", day),
                help: shell.say("software-below-updates-end"),
            }),
            Some(_) | None => None,
        };
        Self {
            applies: runs_software(work.device.kind),
            installed: software.installed.as_ref().map_or_else(
                || shell.say("software-unsaid"),
                |row| {
                    let kind = if row.free {
                        "software-free"
                    } else {
                        "software-not-free"
                    };
                    format!("{} ({}), {}", row.name, row.release, shell.say(kind))
                },
            ),
            until: until
                .map(|day| dated("software-until", day))
                .unwrap_or_default(),
            warning: warning.filter(|_| runs_software(work.device.kind)),
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SoftwareForm {
    write_id: String,
    image: String,
    release: String,
}

impl SoftwareForm {
    fn parse(&self, work: &Work) -> Result<(&'static Image, String), FormErrors> {
        let mut errors = FormErrors::default();
        let image = offered(work, &self.image);
        if image.is_none() && images::is_listed(&self.image) {
            errors.add("image", "software-image-of-another");
        } else if image.is_none() {
            errors.add("image", "software-image-missing");
        }
        let release = self.release.trim();
        if release.is_empty() {
            errors.add("release", "software-release-missing");
        } else if !images::is_release(release) {
            errors.add("release", "software-release-wrong");
        }
        match image {
            Some(image) if errors.is_empty() => Ok((image, release.to_owned())),
            Some(_) | None => Err(errors),
        }
    }
}

/// The image of this key, if it may be installed on this device.
fn offered(work: &Work, key: &str) -> Option<&'static Image> {
    images::for_device(&work.device).find(|image| image.key == key)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let kind = work.device.kind;
    let said = work.software.installed.clone();
    let usual = match said {
        Some(said) => Some(said),
        None => software::usual(&app.db, &by, kind).await?,
    };
    let usual = usual.filter(|row| offered(&work, &row.image).is_some());
    let form = usual.map_or_else(SoftwareForm::default, |row| SoftwareForm {
        image: row.image,
        release: row.release,
        ..SoftwareForm::default()
    });
    let errors = FormErrors::default();
    page(&app, &by, work, StatusCode::OK, form, errors)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Path(code): Path<String>,
    Form(form): Form<SoftwareForm>,
) -> Result<Response, Error> {
    let work = at_bench(&app, &by, &code).await?;
    let (image, release) = match form.parse(&work) {
        Ok(said) => said,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, work, status, form, errors);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let outcome = software::record(&app, &write, &by, &code, image, &release)
        .await
        .map(|()| done(&code, "done-bench-software-recorded"));
    answer(&app, &by, &code, write, outcome).await
}

fn page(
    app: &App,
    by: &Allowed<WorkAtBench>,
    work: Work,
    status: StatusCode,
    form: SoftwareForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let choice = |image: &Image| {
        let hint = match (image.free, image.updates_until) {
            (true, Some(day)) => shell
                .with("date", shell.date(day))
                .say("software-free-until"),
            (true, None) => shell.say("software-free"),
            (false, _) => shell.say("software-not-free"),
        };
        Choice::new(image.key.clone(), image.name.clone()).hint(hint)
    };
    let page = SoftwarePage {
        code: work.code().to_owned(),
        software: SoftwareSaid::of(&shell, &work, app.clock.today()),
        images: images::for_device(&work.device).map(choice).collect(),
        form,
        errors,
        work,
        shell,
    };
    Ok(web::page(status, &page)?)
}
