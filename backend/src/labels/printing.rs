//! From codes to the file a printer takes, for every page that prints labels.
use super::{
    Code, CodeError,
    card::Unread,
    queries,
    sheet::{Label, Sheet},
    template::{Language, Template, Templates, templates},
    zpl,
};
use crate::{
    app::App,
    auth::Signed,
    web::{self, Choice, Error, FormErrors, Lang, Words},
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// The formats of the folder `label-templates`, read again each time: a workshop edits them.
pub async fn all_templates(app: &App) -> Result<Templates, Error> {
    let folder = app.config.label_templates.clone();
    let base_url = app.config.base_url.clone();
    let read = tokio::task::spawn_blocking(move || {
        // The sheet of a device must open though nothing can be printed.
        templates(&folder, &base_url).unwrap_or_else(|error| Templates::unreadable(&folder, &error))
    });
    Ok(read.await.map_err(anyhow::Error::from)?)
}

/// The formats one may choose, as the choices of a form.
pub async fn usable_templates(app: &App, lang: Lang) -> Result<Vec<Choice>, Error> {
    let templates = all_templates(app).await?.usable;
    Ok(templates
        .iter()
        .map(|template| Choice::new(&template.name, template.title(lang)))
        .collect())
}

/// The format the guide begins with.
const COMMON: &str = "avery-l7160";

/// Of these formats, the one to propose: the last one printed where the person works, else the first.
pub async fn usual_template(app: &App, by: &Signed, of: &[Choice]) -> Result<String, Error> {
    let latest = queries::latest_template(&app.db, by).await?;
    let usual = latest.filter(|latest| of.iter().any(|choice| choice.value == *latest));
    // Whoever prints for the first time has the common sheet, not the smallest label.
    let common = of.iter().find(|choice| choice.value == COMMON);
    let first = || common.or(of.first()).map(|first| first.value.clone());
    Ok(usual.or_else(first).unwrap_or_default())
}

/// What to print on.
pub struct Ordered {
    pub template: Template,
    /// Labels already used on the first sheet.
    pub skip: usize,
}

/// Reads the format and the first free place of a form; tells the mistakes.
pub async fn order(
    app: &App,
    template: &str,
    skip: &str,
    errors: &mut FormErrors,
) -> Result<Option<Ordered>, Error> {
    let template = named(app, template).await?;
    if template.is_none() {
        errors.add("template", "labels-template-missing");
    }
    let room = template
        .as_ref()
        .map_or(1, |it| it.layout.labels_per_page());
    let skip = match skip.trim() {
        "" => Some(0),
        number => number.parse().ok().filter(|&skip: &usize| skip < room),
    };
    if skip.is_none() {
        let most = i64::try_from(room - 1).unwrap_or(i64::MAX);
        errors.add_with("skip", "labels-skip-wrong", "most", most);
    }
    Ok(template
        .zip(skip)
        .map(|(template, skip)| Ordered { template, skip }))
}

/// The format of this name, if it can be printed.
pub async fn named(app: &App, name: &str) -> Result<Option<Template>, Error> {
    let templates = all_templates(app).await?.usable;
    Ok(templates.into_iter().find(|it| it.name == name))
}

/// The sheets for these codes, which no device bears yet; nothing when the format is there no more.
pub async fn sheet_of(
    app: &App,
    template: &str,
    codes: Vec<Code>,
    owner: &str,
    skip: usize,
) -> Result<Option<Sheet>, Error> {
    let blank = codes.into_iter().map(|code| (code, None)).collect();
    sheet_of_devices(app, template, blank, owner, skip).await
}

/// The sheets for the labels that devices bear, each with the key of the word that may be printed of its device;
/// nothing when the format is there no more.
pub async fn sheet_of_devices(
    app: &App,
    template: &str,
    devices: Vec<(Code, Option<&'static str>)>,
    owner: &str,
    skip: usize,
) -> Result<Option<Sheet>, Error> {
    let line = line_of(app, owner);
    let words = Words::new(Lang::Fr);
    let labels = devices
        .into_iter()
        .map(|(code, word)| Label {
            code,
            line: line.clone(),
            word: word.map(|key| words.say(key)),
        })
        .collect();
    Ok(named(app, template).await?.map(|template| Sheet {
        template,
        labels,
        base_url: app.config.base_url.clone(),
        lang: Lang::Fr,
        skip,
    }))
}

/// One label that says the name of what it is stuck on.
#[must_use]
pub fn named_sheet(app: &App, ordered: Ordered, code: Code, name: String) -> Sheet {
    Sheet {
        template: ordered.template,
        labels: vec![Label {
            code,
            line: name,
            word: None,
        }],
        base_url: app.config.base_url.clone(),
        lang: Lang::Fr,
        skip: ordered.skip,
    }
}

/// The line under the code of a blank label. Labels speak to whoever finds the device in the street: in
/// French, whoever prints them.
pub(super) fn line_of(app: &App, owner: &str) -> String {
    Words::new(Lang::Fr)
        .with("owner", owner)
        // On a narrow label a telephone number stays on one line.
        .with("phone", app.config.help_phone.replace(' ', "\u{a0}"))
        .say("labels-line")
}

/// What the printer takes.
pub struct PrintFile {
    pub language: Language,
    pub bytes: Vec<u8>,
}

/// The sheet as the file its printer takes.
pub async fn file_of(app: &App, sheet: Sheet) -> Result<PrintFile, Error> {
    let language = sheet.template.language;
    let bytes = match language {
        Language::Typst => {
            let pdf = app.documents.pdf(sheet).await;
            pdf.map_err(anyhow::Error::from)?
        }
        Language::Zpl => {
            let written = tokio::task::spawn_blocking(move || zpl::print(&sheet)).await;
            let written = written.map_err(anyhow::Error::from)?;
            written.map_err(anyhow::Error::from)?.into_bytes()
        }
    };
    Ok(PrintFile { language, bytes })
}

impl PrintFile {
    /// What the file is called where nobody says otherwise.
    #[must_use]
    pub fn usual_name(&self) -> &'static str {
        match self.language {
            Language::Typst => "labels.pdf",
            Language::Zpl => "labels.zpl",
        }
    }

    /// A PDF opens in the browser, ready to print; a file for a label printer is downloaded.
    #[must_use]
    pub fn answer(self, name: &str) -> Response {
        match self.language {
            Language::Typst => web::pdf(name, self.bytes),
            Language::Zpl => {
                let headers = [
                    (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
                    (
                        header::CONTENT_DISPOSITION,
                        format!("attachment; filename=\"{name}.zpl\""),
                    ),
                ];
                (headers, self.bytes).into_response()
            }
        }
    }
}

/// What is wrong with a typed code, at its field.
#[must_use]
pub fn code_mistake(error: CodeError, field: &'static str) -> FormErrors {
    let mut errors = FormErrors::default();
    match error {
        CodeError::Symbol(symbol) => {
            errors.add_with(field, error.key(), "symbol", symbol.to_string());
        }
        CodeError::Length(count) => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            errors.add_with(field, error.key(), "count", count);
        }
        CodeError::Empty | CodeError::OtherAddress | CodeError::Check => {
            errors.add(field, error.key());
        }
    }
    errors
}

/// Why a scan is neither a label nor a card, as a mistake of this field.
#[must_use]
pub fn scan_mistake(unread: Unread, field: &'static str) -> FormErrors {
    let key = match unread {
        Unread::Code(error) => return code_mistake(error, field),
        Unread::Glued => "scan-glued",
        Unread::Card => "scan-card-unknown",
    };
    let mut errors = FormErrors::default();
    errors.add(field, key);
    errors
}
