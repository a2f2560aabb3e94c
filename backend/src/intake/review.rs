//! `POST /lots/review`: what the list says, what is wrong with it, the person's decisions, and landing.
//! The list travels sealed in the page; nothing is stored before it lands.
use super::{
    actions::{self, LandError},
    announce::{LotForm, Offers},
    done,
    facts::LotFacts,
    list::{
        carry,
        check::Choices,
        columns::{self, Field, Mapping, MappingRefusal},
        findings::{Kind, Severity},
        personal::{CleanSheet, Stripped},
        report::{Report, Summary},
        status::{self, StatusCount},
    },
    stock_check::{self, Stock},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ManageLots},
    devices::standing::{kind_key, kind_value},
    web::{self, Choice, Error, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{RawForm, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use entities::device::DeviceKind;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// Lines the page says something about; the others are counted.
const SHOWN: usize = 500;

/// The kinds a whole list can be of.
const KINDS: [DeviceKind; 4] = [
    DeviceKind::Tablet,
    DeviceKind::Phone,
    DeviceKind::Laptop,
    DeviceKind::Desktop,
];

/// How the file was read, and what was taken out of it: names of columns and counts, never a value.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reading {
    encoding: String,
    delimiter: char,
    /// Header of each column left out, and the key of the reason.
    dropped: Vec<(String, String)>,
    /// Cells emptied in the columns that stay.
    emptied: usize,
}

impl Reading {
    pub fn new(encoding: &str, delimiter: char, stripped: &Stripped) -> Self {
        Self {
            encoding: encoding.to_owned(),
            delimiter,
            dropped: stripped
                .columns
                .iter()
                .map(|column| (column.header.clone(), column.why.key().to_owned()))
                .collect(),
            emptied: stripped.cells,
        }
    }

    fn delimiter_key(&self) -> &'static str {
        match self.delimiter {
            ';' => "lot-delimiter-semicolon",
            ',' => "lot-delimiter-comma",
            '\t' => "lot-delimiter-tab",
            _ => "lot-delimiter-bar",
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ReviewForm {
    write_id: String,
    sheet: String,
    reading: String,
    /// The meaning of each column, in their order.
    column: Vec<String>,
    /// The column the statuses were shown of: a choice among those of another column means nothing.
    status_column: String,
    collectable: Vec<String>,
    default_type: String,
    refuse: Vec<String>,
    press: String,
}

#[derive(Template)]
#[template(path = "intake/review.html")]
struct ReviewPage<'a> {
    shell: Shell,
    form: LotForm,
    write_id: String,
    sheet: String,
    reading: Reading,
    sealed_reading: String,
    columns: Vec<ColumnLine<'a>>,
    fields: Vec<Choice>,
    mapping_refusal: Option<String>,
    status_column: String,
    statuses: Vec<StatusLine<'a>>,
    kinds: Vec<Choice>,
    default_type: String,
    summary: Summary,
    findings: Vec<FindingLine>,
    lines: Vec<LineWords>,
    more: usize,
    refusal: Option<&'static str>,
}

struct ColumnLine<'a> {
    header: &'a str,
    /// The first value of the column, to recognise it by.
    example: &'a str,
    field: String,
}

struct StatusLine<'a> {
    status: &'a str,
    folded: String,
    count: usize,
    ticked: bool,
}

/// One kind of finding over the whole list.
struct FindingLine {
    value: String,
    name_key: &'static str,
    count: usize,
    severity: Severity,
    refused: bool,
}

struct LineWords {
    number: u32,
    accepted: bool,
    sentences: Vec<String>,
}

/// What the person decided so far.
struct Decisions {
    write_id: String,
    /// What the selects show: the person's choice, even one that cannot be used.
    fields: Vec<Field>,
    mapping: Mapping,
    mapping_refusal: Option<String>,
    choices: Choices,
}

/// The page after the upload, with everything proposed.
pub async fn first(
    app: &App,
    by: &Signed,
    form: LotForm,
    facts: &LotFacts,
    sheet: CleanSheet,
    reading: Reading,
    mapping: Mapping,
) -> Result<Response, Error> {
    let decisions = Decisions {
        write_id: by.shell().write_id(),
        fields: mapping.fields().to_vec(),
        mapping,
        mapping_refusal: None,
        choices: Choices {
            collectable: None,
            default_type: None,
            refuse: BTreeSet::new(),
            today: app.clock.today(),
        },
    };
    tracing::info!(
        lines = sheet.rows().len(),
        site = facts.workshop_site_id.0,
        "a list is reviewed"
    );
    let stock = Stock::of(&app.db, &sheet, &decisions.mapping).await?;
    let report = stock.check(&sheet, &decisions.mapping, &decisions.choices);
    let page = page(app, by, form, &sheet, reading, &decisions, &report, None);
    Ok(web::page(StatusCode::OK, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    RawForm(bytes): RawForm,
) -> Result<Response, Error> {
    let lot: LotForm = serde_html_form::from_bytes(&bytes).map_err(|_| Error::Unreadable)?;
    let form: ReviewForm = serde_html_form::from_bytes(&bytes).map_err(|_| Error::Unreadable)?;
    let offers = Offers::of(&app, &by).await?;
    // The facts were right on the page before; what changed since is somebody's tampering or a closed
    // organisation.
    let facts = lot.read(&offers).map_err(|_| Error::Changed)?;
    let reading: Reading = app
        .keys
        .open("list-reading", &form.reading)
        .map_err(|_| Error::Unreadable)?;
    let sheet = open(&app, &form.sheet)?;
    let decisions = decide(&app, by.words(), &form, &sheet)?;
    let stock = Stock::of(&app.db, &sheet, &decisions.mapping).await?;
    let report = stock.check(&sheet, &decisions.mapping, &decisions.choices);
    let mut refusal = None;
    if form.press == "accept" && decisions.mapping_refusal.is_none() {
        let landed = land(&app, &by, &form, &facts, &sheet, &decisions, &report).await?;
        match landed {
            Ok(response) => return Ok(response),
            Err(key) => refusal = Some(key),
        }
    }
    let status = match (refusal, &decisions.mapping_refusal) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, None) => StatusCode::OK,
    };
    if refusal.is_some() {
        // The stock changed under the list: it is checked again before it is shown.
        let stock = Stock::of(&app.db, &sheet, &decisions.mapping).await?;
        let report = stock.check(&sheet, &decisions.mapping, &decisions.choices);
        let page = page(
            &app, &by, lot, &sheet, reading, &decisions, &report, refusal,
        );
        return Ok(web::page(status, &page)?);
    }
    let page = page(
        &app, &by, lot, &sheet, reading, &decisions, &report, refusal,
    );
    Ok(web::page(status, &page)?)
}

async fn land(
    app: &App,
    by: &Allowed<ManageLots>,
    form: &ReviewForm,
    facts: &LotFacts,
    sheet: &CleanSheet,
    decisions: &Decisions,
    report: &Report<'_>,
) -> Result<Result<Response, &'static str>, Error> {
    let write = app.write_once(by, &form.write_id).await?;
    let accepted: Vec<_> = report
        .lines
        .iter()
        .filter(|line| line.accepted)
        .map(|line| line.device.clone())
        .collect();
    if accepted.is_empty() {
        return Ok(Err("lot-refused-nothing-accepted"));
    }
    let now = app.clock.now();
    let lot = match actions::land(&*write, by.at(now), facts, &accepted).await {
        Ok(lot) => lot,
        Err(LandError::AlreadyInStock) => return Ok(Err("lot-refused-already-in-stock")),
        Err(LandError::Db(error)) => return Err(error.into()),
    };
    stock_check::remember(&*write, &facts.source, sheet, &decisions.mapping, now).await?;
    let answer = write
        .answer(done(&format!("/lots/{}", lot.id.0), "done-lot-announced"))
        .await?;
    Ok(Ok(answer.into_response()))
}

fn open(app: &App, sealed: &str) -> Result<CleanSheet, Error> {
    let sealed = STANDARD.decode(sealed).map_err(|_| Error::Unreadable)?;
    let packed = app
        .keys
        .open_bytes("list", &sealed)
        .map_err(|_| Error::Unreadable)?;
    // Line numbers come on top of what was read.
    carry::unpack(&packed, app.config.upload_limit_bytes * 2).map_err(|_| Error::Unreadable)
}

fn decide(
    app: &App,
    words: Words,
    form: &ReviewForm,
    sheet: &CleanSheet,
) -> Result<Decisions, Error> {
    let fields: Vec<Field> = form
        .column
        .iter()
        .map(|value| named(value))
        .collect::<Result<_, _>>()?;
    let (mapping, mapping_refusal) = match Mapping::choose(sheet, fields.clone()) {
        Ok(mapping) => (mapping, None),
        Err(refusal) => {
            let sentence = match refusal {
                MappingRefusal::Twice(field) => words
                    .with("field", words.say(field.key()))
                    .say(refusal.key()),
                MappingRefusal::NothingIdentifies | MappingRefusal::OtherColumns => {
                    words.say(refusal.key())
                }
            };
            (columns::propose(sheet, None), Some(sentence))
        }
    };
    let status_column = mapping
        .column(Field::Status)
        .map(|column| column.to_string());
    let same_column = status_column.as_deref() == Some(form.status_column.as_str());
    let choices = Choices {
        collectable: same_column.then(|| form.collectable.iter().cloned().collect()),
        default_type: KINDS
            .into_iter()
            .find(|kind| kind_value(*kind) == form.default_type),
        refuse: form
            .refuse
            .iter()
            .map(|value| named::<Kind>(value))
            .collect::<Result<_, _>>()?,
        today: app.clock.today(),
    };
    let fields = if fields.len() == sheet.headers().len() {
        fields
    } else {
        mapping.fields().to_vec()
    };
    Ok(Decisions {
        write_id: form.write_id.clone(),
        fields,
        mapping,
        mapping_refusal,
        choices,
    })
}

/// A word of a form that names one of ours.
fn named<T: DeserializeOwned>(value: &str) -> Result<T, Error> {
    serde_json::from_value(serde_json::Value::String(value.to_owned()))
        .map_err(|_| Error::Unreadable)
}

/// The word a form names one of ours by.
fn name_of(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => unreachable!("the fields and findings are words"),
    }
}

#[expect(
    clippy::too_many_arguments,
    reason = "what the page shows, from four sources"
)]
fn page<'a>(
    app: &App,
    by: &Signed,
    form: LotForm,
    sheet: &'a CleanSheet,
    reading: Reading,
    decisions: &Decisions,
    report: &Report<'a>,
    refusal: Option<&'static str>,
) -> ReviewPage<'a> {
    let shell = by.shell();
    let packed = carry::pack(sheet);
    let columns = sheet.headers().iter().zip(&decisions.fields);
    let columns = columns
        .enumerate()
        .map(|(place, (header, field))| ColumnLine {
            header,
            example: example(sheet, place),
            field: name_of(field),
        });
    let statuses = status::statuses(sheet, &decisions.mapping);
    let collectable = &decisions.choices.collectable;
    let statuses = statuses.into_iter().map(|row: StatusCount<'a>| StatusLine {
        ticked: match collectable {
            Some(chosen) => chosen.contains(&row.folded),
            None => row.reformed,
        },
        status: row.status,
        folded: row.folded,
        count: row.count,
    });
    let findings = report.found.iter().map(|(kind, count)| FindingLine {
        value: name_of(kind),
        name_key: kind.name_key(),
        count: *count,
        severity: kind.severity(),
        refused: decisions.choices.refuse.contains(kind),
    });
    let mut told: Vec<_> = report
        .lines
        .iter()
        .filter(|line| {
            let mut kinds = line.findings.iter().map(|finding| finding.kind.severity());
            kinds.any(|severity| severity != Severity::Information)
        })
        .collect();
    // The refused first, then the rarest findings: what is wrong with every line must not push out of
    // sight what is wrong with one.
    told.sort_by_key(|line| {
        let counts = line
            .findings
            .iter()
            .map(|finding| report.found.get(&finding.kind));
        (line.accepted, counts.min())
    });
    let lines = told.iter().take(SHOWN).map(|line| LineWords {
        number: line.number,
        accepted: line.accepted,
        sentences: line
            .findings
            .iter()
            .map(|finding| {
                shell
                    .with("typed", finding.typed)
                    .with("line", finding.first_line.unwrap_or_default())
                    .say(finding.kind.key())
            })
            .collect(),
    });
    ReviewPage {
        form,
        write_id: decisions.write_id.clone(),
        sheet: STANDARD.encode(app.keys.seal_bytes("list", &packed)),
        sealed_reading: app.keys.seal("list-reading", &reading),
        reading,
        columns: columns.collect(),
        fields: Field::ALL
            .into_iter()
            .map(|field| Choice::new(name_of(&field), shell.say(field.key())))
            .collect(),
        mapping_refusal: decisions.mapping_refusal.clone(),
        status_column: decisions
            .mapping
            .column(Field::Status)
            .map(|column| column.to_string())
            .unwrap_or_default(),
        statuses: statuses.collect(),
        kinds: KINDS
            .into_iter()
            .map(|kind| Choice::new(kind_value(kind), shell.say(kind_key(kind))))
            .collect(),
        default_type: decisions
            .choices
            .default_type
            .map_or("", kind_value)
            .to_owned(),
        summary: report.summary,
        findings: findings.collect(),
        lines: lines.collect(),
        more: told.len().saturating_sub(SHOWN),
        refusal,
        shell,
    }
}

fn example(sheet: &CleanSheet, column: usize) -> &str {
    let mut cells = sheet.rows().iter().filter_map(|row| row.cells.get(column));
    cells.find(|cell| !cell.is_empty()).unwrap_or_default()
}
