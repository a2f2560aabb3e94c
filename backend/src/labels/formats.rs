//! `GET /labels/formats/{name}`: one format, what it looks like, and where to begin on a sheet already used;
//! `…/preview`: its first page as a picture; `…/calibration`: a sheet that shows where the printer puts it.
use super::{
    Code,
    printing::{PrintFile, line_of, named},
    queries,
    sheet::Sheet,
    template::{Language, Template},
    zpl,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::PrintLabels},
    documents::Calibration,
    web::{self, Error, Shell},
};
use askama::Template as Page;
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};

#[derive(Page)]
#[template(path = "labels/format.html")]
struct FormatPage {
    shell: Shell,
    template: Template,
    module_mm: String,
}

impl FormatPage {
    /// The labels of a sheet, row by row, counted from 1.
    fn rows(&self) -> Vec<Vec<usize>> {
        let layout = &self.template.layout;
        let labels: Vec<usize> = (1..=layout.labels_per_page()).collect();
        labels.chunks(layout.columns).map(<[_]>::to_vec).collect()
    }

    fn size(&self, (across, down): (f64, f64)) -> String {
        let said = self
            .shell
            .with("across", self.shell.number(across))
            .with("down", self.shell.number(down));
        said.say("labels-format-size")
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    let template = named(&app, &name).await?.ok_or(Error::NotFound)?;
    let url = template.url(Code::LONGEST, &app.config.base_url);
    let module = template.module_mm(&url).map_err(anyhow::Error::from)?;
    let page = FormatPage {
        shell: by.shell(),
        template,
        module_mm: format!("{module:.2}"),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn preview(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    let template = named(&app, &name).await?.ok_or(Error::NotFound)?;
    let owner = queries::owner_on_blank_labels(&app.db, by.organisation_id).await?;
    let line = line_of(&app, &owner);
    let lang = by.shell().lang;
    let mut sheet = Sheet::example(&template, &app.config.base_url, lang, &line);
    sheet.skip = 0;
    sheet.labels.truncate(template.layout.labels_per_page());
    let svg = match template.language {
        Language::Typst => {
            let drawn = app.documents.first_page(sheet).await;
            drawn.map_err(anyhow::Error::from)?
        }
        Language::Zpl => zpl::drawing(&sheet).map_err(anyhow::Error::from)?,
    };
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

pub async fn calibration(
    State(app): State<App>,
    by: Allowed<PrintLabels>,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    let template = named(&app, &name).await?.ok_or(Error::NotFound)?;
    let shell = by.shell();
    let page = template.layout.page;
    // As large as the page lets it be.
    let square_mm = match page.0.min(page.1) {
        side if side >= 80.0 => 50.0,
        side if side >= 25.0 => 20.0,
        _ => 10.0,
    };
    let bytes = match template.language {
        Language::Typst => {
            let paper = Calibration {
                lang: shell.lang,
                title: template.title(shell.lang).to_owned(),
                file: format!("{name}.typ"),
                sheet: template.layout,
                square_mm,
            };
            let pdf = app.documents.pdf(paper).await;
            pdf.map_err(anyhow::Error::from)?
        }
        Language::Zpl => zpl::calibration(&template, square_mm).into_bytes(),
    };
    let language = template.language;
    let file = format!("{}-{name}", shell.say("labels-calibration-file"));
    Ok(PrintFile { language, bytes }.answer(&file))
}
