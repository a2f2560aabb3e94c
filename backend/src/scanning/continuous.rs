//! `GET|POST /bench/scan`: one scan after the other under a mode card, with the session's tally in sight.
use super::{
    actions::{self, Came, Scan, ScanError},
    queries::{self, Tally, Thing},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::WorkAtBench},
    labels::{
        Code, CodeError,
        card::{Card, Reading, Unread, read},
        scan_mistake,
    },
    web::{self, Error, FormErrors, Shell},
    workshop::{self, rules::Blocker},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use entities::scan::ScanResult;

#[derive(Template)]
#[template(path = "scanning/continuous.html")]
struct ScanPage {
    shell: Shell,
    card: Card,
    /// What is being done, and what to scan for it.
    title: String,
    help: String,
    modes: Vec<(Card, String)>,
    code: String,
    errors: FormErrors,
    /// Sentences of what was just refused.
    refused: Vec<String>,
    /// A page that shows what is missing, or who can help.
    see: String,
    tally: Tally,
    /// The last scan that was done, and may be taken back.
    last_done: Option<i32>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Chosen {
    mode: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    pub write_id: String,
    pub mode: String,
    pub code: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let card = Card::parse(&chosen.mode).unwrap_or(Card::Open);
    page(&app, &by, card, Said::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<WorkAtBench>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    scanned(&app, &by, form).await
}

/// One scan, whatever read it.
pub async fn scanned(
    app: &App,
    by: &Allowed<WorkAtBench>,
    form: ScanForm,
) -> Result<Response, Error> {
    let card = Card::parse(&form.mode).unwrap_or(Card::Open);
    let code = match read(&form.code) {
        Ok(Reading::Label(code)) => code,
        Ok(Reading::Card(card)) => {
            // A card changes nothing but what comes next; its receipt tells a script so.
            let write = app.write_once(by, &form.write_id).await?;
            let to = format!("/bench/scan?mode={card}&done=scan-mode");
            return Ok(write.answer(to).await?.into_response());
        }
        Err(unread) => return not_read(app, by, card, form, unread).await,
    };
    let write = app.write_once(by, &form.write_id).await?;
    let scan = Scan {
        card,
        code,
        write_id: &form.write_id,
    };
    match actions::scan(app, &write, by, &scan).await {
        Ok(Came::To(outcome)) => {
            let key = outcome.key().trim_start_matches("done-");
            let to = format!("/bench/scan?mode={card}&done={key}");
            Ok(write.answer(to).await?.into_response())
        }
        Ok(Came::Open(thing)) => {
            let to = opened(app, by, &write, &thing, code).await?;
            Ok(write.answer(to).await?.into_response())
        }
        Err(ScanError::Other(error)) => Err(error),
        Err(ScanError::Refused(refusal)) => {
            drop(write);
            refuse(app, by, card, form, Some(code), &[refusal.key()], None).await
        }
        Err(ScanError::Blocked(blockers)) => {
            drop(write);
            let keys: Vec<_> = blockers.into_iter().map(Blocker::key).collect();
            refuse(app, by, card, form, Some(code), &keys, None).await
        }
        Err(ScanError::MayNotLeave(refusal)) => {
            drop(write);
            refuse(app, by, card, form, Some(code), &[refusal.key()], None).await
        }
        Err(ScanError::MayNotMove {
            refusal,
            code: inside,
        }) => {
            drop(write);
            refuse(app, by, card, form, Some(code), &[refusal.key()], inside).await
        }
    }
}

/// Where a scan without a card leads: to the device's next step at the bench, or to its sheet.
async fn opened(
    app: &App,
    by: &Signed,
    txn: &sea_orm::DatabaseTransaction,
    thing: &Thing,
    code: Code,
) -> Result<String, Error> {
    Ok(match thing {
        Thing::Container(_) => format!("/boxes/{code}"),
        Thing::Device(_) => workshop::queries::next_page(app, txn, by, &code.to_string())
            .await?
            .unwrap_or_else(|| format!("/d/{code}")),
        Thing::BlankLabel | Thing::Nothing => format!("/d/{code}"),
    })
}

/// A scan that is no label and no card: the page again, with what was read.
async fn not_read(
    app: &App,
    by: &Signed,
    card: Card,
    form: ScanForm,
    unread: Unread,
) -> Result<Response, Error> {
    let word = match unread {
        Unread::Glued => "scan-glued",
        Unread::Card => "scan-card-unknown",
        Unread::Code(_) => "scan-unread",
    };
    if !matches!(unread, Unread::Code(CodeError::Empty)) {
        actions::keep_refusal(app, by, (card, None), &form.write_id, word).await?;
    }
    let said = Said {
        status: StatusCode::UNPROCESSABLE_ENTITY,
        code: form.code,
        errors: scan_mistake(unread, "code"),
        ..Said::default()
    };
    page(app, by, card, said).await
}

/// A refusal by the rules: the page again, with what to do; the tally keeps its first reason.
async fn refuse(
    app: &App,
    by: &Signed,
    card: Card,
    form: ScanForm,
    code: Option<Code>,
    keys: &[&'static str],
    inside: Option<String>,
) -> Result<Response, Error> {
    let word = keys.first().copied().unwrap_or("scan-unread");
    actions::keep_refusal(app, by, (card, code), &form.write_id, word).await?;
    let words = by.words();
    let mut refused: Vec<String> = keys.iter().map(|key| words.say(key)).collect();
    if let Some(inside) = inside {
        refused.insert(0, words.with("code", inside).say("scan-refused-inside"));
    }
    let said = Said {
        status: StatusCode::CONFLICT,
        refused,
        see: code.map_or_else(String::new, |code| format!("/d/{code}")),
        ..Said::default()
    };
    page(app, by, card, said).await
}

/// What the page has to say beside the tally.
pub struct Said {
    pub status: StatusCode,
    pub code: String,
    pub errors: FormErrors,
    pub refused: Vec<String>,
    pub see: String,
}

impl Default for Said {
    fn default() -> Self {
        Self {
            status: StatusCode::OK,
            code: String::new(),
            errors: FormErrors::default(),
            refused: Vec::new(),
            see: String::new(),
        }
    }
}

pub async fn page(app: &App, by: &Signed, card: Card, said: Said) -> Result<Response, Error> {
    let found = queries::mode(&app.db, by, card).await?;
    // A card of a box or transfer that is not theirs leaves them without one.
    let (card, name) = match found {
        Some((_, named)) => (card, named.name()),
        None => (Card::Open, String::new()),
    };
    let shell = by.shell();
    let say = |key| shell.with("name", name.as_str()).say(key);
    let tally = queries::tally(&app.db, by.session_id, card).await?;
    let page = ScanPage {
        title: say(mode_key(card)),
        help: say(help_key(card)),
        modes: offered(by)
            .into_iter()
            .map(|card| (card, shell.say(mode_key(card))))
            .collect(),
        card,
        code: said.code,
        errors: said.errors,
        refused: said.refused,
        see: said.see,
        last_done: tally
            .latest
            .iter()
            .find(|line| line.scan.result == ScanResult::Done)
            .map(|line| line.scan.id),
        tally,
        shell,
    };
    Ok(web::page(said.status, &page)?)
}

/// The cards that need no box and no transfer, for who has none at hand.
pub fn offered(by: &Signed) -> Vec<Card> {
    let mut cards = vec![Card::Open];
    cards.extend(by.site_id.map(Card::Receive));
    cards.extend([Card::Check, Card::Reset, Card::Shelf, Card::TakeOut]);
    cards
}

/// What a card says, in few words.
pub fn mode_key(card: Card) -> &'static str {
    match card {
        Card::Open => "scan-mode-open",
        Card::Receive(_) => "scan-mode-receive",
        Card::Check => "scan-mode-check",
        Card::Reset => "scan-mode-reset",
        Card::Shelf => "scan-mode-shelf",
        Card::TakeOut => "scan-mode-out",
        Card::Into(_) => "scan-mode-into",
        Card::Send(_) => "scan-mode-send",
    }
}

/// What to scan after a card.
pub fn help_key(card: Card) -> &'static str {
    match card {
        Card::Open => "scan-help-open",
        Card::Receive(_) => "scan-help-receive",
        Card::Check => "scan-help-check",
        Card::Reset => "scan-help-reset",
        Card::Shelf => "scan-help-shelf",
        Card::TakeOut => "scan-help-out",
        Card::Into(_) => "scan-help-into",
        Card::Send(_) => "scan-help-send",
    }
}

/// Tone and icon of a line of the tally.
fn look(result: ScanResult) -> (&'static str, &'static str) {
    match result {
        ScanResult::Done => ("good", "circle-check"),
        ScanResult::Same => ("info", "info"),
        ScanResult::Refused => ("stop", "octagon-x"),
        ScanResult::Undone => ("wait", "undo-2"),
    }
}

/// The word key of a result.
fn result_key(result: ScanResult) -> &'static str {
    match result {
        ScanResult::Done => "scan-result-done",
        ScanResult::Same => "scan-result-same",
        ScanResult::Refused => "scan-result-refused",
        ScanResult::Undone => "scan-result-undone",
    }
}
