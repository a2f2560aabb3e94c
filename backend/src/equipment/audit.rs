//! `GET|POST /places/{id}/equipment`: what a place has, counted on a day; what it lacks, as a proposal; the counts before.
use super::{
    actions, queries,
    rules::{self, Counted, Proposed},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::KeepPlaces},
    competence::given::{Typed, typed},
    devices::standing::{kind_key, kind_value},
    directory::queries as places,
    programmes::rules::DEVICE_KINDS,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{equipment_audit, site};

/// More than any place has of one kind.
const MOST: i32 = 10_000;

#[derive(Template)]
#[template(path = "equipment/audit.html")]
struct AuditPage {
    shell: Shell,
    id: i32,
    place: String,
    latest: Option<Latest>,
    earlier: Vec<NaiveDate>,
    kinds: Vec<KindLine>,
    made_on: String,
    errors: FormErrors,
}

/// The last count, and what it calls for.
struct Latest {
    on: NaiveDate,
    lines: Vec<(&'static str, Counted)>,
    proposed: Vec<(&'static str, Proposed)>,
}

/// What is typed of one kind.
struct KindLine {
    kind: &'static str,
    cells: Vec<Cell>,
}

struct Cell {
    field: String,
    label: &'static str,
    typed: String,
}

/// What is counted of each kind: the beginning of the field, and its words.
const CELLS: [(&str, &str); 3] = [
    ("working", "equipment-working"),
    ("broken", "equipment-broken"),
    ("wanted", "equipment-wanted"),
];

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (site, _) = places::find_site(&app.db, &by, id).await?;
    let mut given = Typed::new();
    given.insert("made_on".to_owned(), app.clock.today().to_string());
    render(&app, &by, &site, &given, FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepPlaces>,
    Path(id): Path<i32>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let (site, _) = places::find_site(&app.db, &by, id).await?;
    let given: Typed = form.into_iter().collect();
    let (made_on, counted) = match read(&given, app.clock.today()) {
        Ok(read) => read,
        Err(errors) => return render(&app, &by, &site, &given, errors).await,
    };
    let write = app.write_once(&by, typed(&given, "write_id")).await?;
    let who = (by.membership_id, app.clock.now());
    actions::record(&*write, (site.id, made_on), counted, who).await?;
    let to = format!("/places/{id}/equipment?done=equipment-counted");
    Ok(write.answer(to).await?.into_response())
}

/// What was counted. A field left empty is none; all of them empty is no count.
fn read(given: &Typed, today: NaiveDate) -> Result<(NaiveDate, Vec<Counted>), FormErrors> {
    let mut errors = FormErrors::default();
    let day: Option<NaiveDate> = typed(given, "made_on").parse().ok();
    match day {
        None => errors.add("made_on", "equipment-day-missing"),
        Some(day) if day > today => errors.add("made_on", "equipment-day-to-come"),
        Some(_) => {}
    }
    let mut nothing = true;
    let mut counted = Vec::new();
    for kind in DEVICE_KINDS {
        let [working, broken, wanted] = CELLS.map(|(cell, _)| {
            let field = field(cell, kind_value(kind));
            let text = typed(given, &field);
            if text.is_empty() {
                return 0;
            }
            nothing = false;
            let number: Option<i32> = text.parse().ok();
            let number = number.filter(|count| (0..=MOST).contains(count));
            if number.is_none() {
                errors.add(field, "equipment-count-wrong");
            }
            number.unwrap_or_default()
        });
        if working > 0 || broken > 0 || wanted > 0 {
            counted.push(Counted {
                kind,
                working,
                broken,
                wanted,
            });
        }
    }
    if nothing || (counted.is_empty() && errors.is_empty()) {
        errors.add(
            field(CELLS[0].0, kind_value(DEVICE_KINDS[0])),
            "equipment-nothing-counted",
        );
    }
    match day {
        Some(day) if errors.is_empty() => Ok((day, counted)),
        Some(_) | None => Err(errors),
    }
}

fn field(cell: &str, kind: &str) -> String {
    format!("{cell}-{kind}")
}

async fn render(
    app: &App,
    by: &Signed,
    site: &site::Model,
    given: &Typed,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let audits = queries::audits(&app.db, site.id).await?;
    let (latest, earlier) = match audits.split_first() {
        None => (None, Vec::new()),
        Some((latest, earlier)) => (
            Some(told(app, latest).await?),
            earlier.iter().map(|audit| audit.made_on).collect(),
        ),
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = AuditPage {
        id: site.id.0,
        place: format!("{}, {}", site.name, site.city),
        latest,
        earlier,
        kinds: DEVICE_KINDS
            .into_iter()
            .map(|kind| KindLine {
                kind: kind_key(kind),
                cells: CELLS
                    .into_iter()
                    .map(|(cell, label)| {
                        let field = field(cell, kind_value(kind));
                        Cell {
                            typed: typed(given, &field).to_owned(),
                            label,
                            field,
                        }
                    })
                    .collect(),
            })
            .collect(),
        made_on: typed(given, "made_on").to_owned(),
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}

async fn told(app: &App, audit: &equipment_audit::Model) -> Result<Latest, Error> {
    let counted = queries::counted(&app.db, audit).await?;
    let proposed = rules::endowment(&counted);
    Ok(Latest {
        on: audit.made_on,
        lines: counted
            .into_iter()
            .map(|one| (kind_key(one.kind), one))
            .collect(),
        proposed: proposed
            .into_iter()
            .map(|one| (kind_key(one.kind), one))
            .collect(),
    })
}
