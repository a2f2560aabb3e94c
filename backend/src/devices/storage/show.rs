//! `GET /boxes/{code}`: a box or place, where it is and what is in it.
use super::{
    kind_icon, kind_key,
    queries::{self, Content},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{KeepBoxes, SeeBoxes, WorkAtBench},
    },
    devices::standing::Standing,
    labels::{Code, card::Card, usable_templates},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use entities::{container, device};

#[derive(Template)]
#[template(path = "devices/storage/show.html")]
struct ContainerPage {
    shell: Shell,
    container: container::Model,
    content: Content,
    rows: Vec<Row>,
    /// Where scanning into it begins; empty for who does not work at a bench.
    scan_into: String,
    /// Icon and word key.
    kind: (&'static str, &'static str),
    count: u64,
    /// Whether there are more devices than the page shows.
    more: bool,
    templates: Vec<Choice>,
    /// The format chosen at first.
    template: String,
    errors: FormErrors,
}

struct Row {
    code: String,
    name: String,
    standing: Standing,
}

impl From<device::Model> for Row {
    fn from(device: device::Model) -> Self {
        Self {
            standing: Standing::of_device(&device),
            name: format!("{} {}", device.manufacturer, device.model),
            code: device.label_code.unwrap_or_default(),
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeBoxes>,
    Path(code): Path<String>,
) -> Result<Response, Error> {
    let code = Code::parse(&code).map_err(|_| Error::NotFound)?;
    let container = queries::container(&app.db, &by, code)
        .await?
        .ok_or(Error::NotFound)?;
    let shell = by.shell();
    let templates = if by.may(KeepBoxes) {
        usable_templates(&app, shell.lang).await?
    } else {
        Vec::new()
    };
    let scan_into = if by.may(WorkAtBench) {
        format!("/bench/scan?mode={}", Card::Into(code))
    } else {
        String::new()
    };
    let mut content = queries::content(&app.db, &container).await?;
    let devices = std::mem::take(&mut content.devices);
    let page = ContainerPage {
        kind: (kind_icon(container.kind), kind_key(container.kind)),
        count: u64::try_from(content.count).unwrap_or(u64::MAX),
        more: content.count > devices.len(),
        template: templates
            .first()
            .map(|it| it.value.clone())
            .unwrap_or_default(),
        rows: devices.into_iter().map(Row::from).collect(),
        content,
        container,
        scan_into,
        templates,
        errors: FormErrors::default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
