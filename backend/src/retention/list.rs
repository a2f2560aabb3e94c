//! `GET /retention`: how long data is kept, who will be erased and when, who is kept beyond their time and why, and
//! what the next turn would do. `POST /retention/settings`: how long.
use super::{
    actions, queries,
    rules::{Kept, Settings, Stage, Step, stage},
    say, turn,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepRetention},
    recipients::identity::recipient_reference,
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::NaiveDate;
use entities::{
    archived_paper,
    recipient::RecipientId,
    retention_notice::{self, Model as Notice},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "retention/list.html")]
struct RetentionPage {
    shell: Shell,
    settings: Settings,
    announced: u64,
    notices: Vec<NoticeLine>,
    first: String,
    next: String,
    held: Vec<HeldLine>,
    held_first: String,
    held_next: String,
    archived: u64,
    over: u64,
    dry_run: Option<DryRun>,
    form: SettingsForm,
    errors: FormErrors,
}

struct NoticeLine {
    id: i32,
    reference: String,
    announced_on: NaiveDate,
    erase_on: NaiveDate,
}

struct HeldLine {
    id: i32,
    reference: String,
    last_contact: NaiveDate,
    why: Vec<String>,
}

/// What the next turn would do, counted.
#[derive(Default)]
struct DryRun {
    announce: usize,
    take_back: usize,
    erase: usize,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Which {
    /// The last person of the page of announcements before.
    after: String,
    /// The last person looked at for the page of those kept before.
    held: String,
    dry: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    write_id: String,
    seen: String,
    active_months: String,
    notice_days: String,
    paper_years: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    let (version, settings) = queries::settings(&app.db).await?;
    let form = SettingsForm {
        write_id: String::new(),
        seen: version.to_string(),
        active_months: settings.active_months.to_string(),
        notice_days: settings.notice_days.to_string(),
        paper_years: settings.paper_years.to_string(),
    };
    render(&app, &by, &which, form, FormErrors::default()).await
}

pub async fn set(
    State(app): State<App>,
    by: Allowed<KeepRetention>,
    Form(form): Form<SettingsForm>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let mut within = |field: &'static str, typed: &str, (least, most): (u32, u32), key| {
        let number = typed.trim().parse::<u32>().ok();
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            errors.add(field, key);
        }
        number
    };
    let active = within(
        "active_months",
        &form.active_months,
        (1, 120),
        "retention-months-wrong",
    );
    let notice = within(
        "notice_days",
        &form.notice_days,
        (30, 180),
        "retention-days-wrong",
    );
    let papers = within(
        "paper_years",
        &form.paper_years,
        (1, 30),
        "retention-years-wrong",
    );
    let (Some(active_months), Some(notice_days), Some(paper_years)) = (active, notice, papers)
    else {
        return render(&app, &by, &Which::default(), form, errors).await;
    };
    let settings = Settings {
        active_months,
        notice_days,
        paper_years,
    };
    let seen = form.seen.parse().map_err(|_| Error::Unreadable)?;
    let write = app.write_once(&by, &form.write_id).await?;
    actions::set(&*write, &by, seen, settings, app.clock.now()).await?;
    let to = "/retention?done=retention-set";
    Ok(write.answer(to).await?.into_response())
}

async fn render(
    app: &App,
    by: &Allowed<KeepRetention>,
    which: &Which,
    form: SettingsForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let (_, settings) = queries::settings(&app.db).await?;
    let after = which.after.parse().ok().map(RecipientId);
    let mut notices = notices(app, after).await?;
    let more = notices.len() > ROWS;
    notices.truncate(ROWS);
    let held_after = which.held.parse().ok().map(RecipientId);
    let (held, held_next) = held(app, &shell, settings, held_after).await?;
    let papers =
        archived_paper::Entity::find().filter(archived_paper::COLUMN.eliminated_at.is_null());
    let over_from = settings.over_from(app.clock.today());
    let page = RetentionPage {
        settings,
        announced: retention_notice::Entity::find().count(&app.db).await?,
        next: match notices.last() {
            Some(last) if more => format!("/retention?after={}", last.recipient_id.0),
            Some(_) | None => String::new(),
        },
        first: back_to_first(after),
        notices: notices
            .into_iter()
            .map(|notice| NoticeLine {
                id: notice.recipient_id.0,
                reference: recipient_reference(notice.recipient_id),
                announced_on: notice.announced_on,
                erase_on: notice.erase_on,
            })
            .collect(),
        held,
        held_first: back_to_first(held_after),
        held_next: held_next.map_or_else(String::new, |id| format!("/retention?held={}", id.0)),
        archived: papers.clone().count(&app.db).await?,
        over: papers
            .filter(archived_paper::COLUMN.kept_from.lte(over_from))
            .count(&app.db)
            .await?,
        dry_run: if which.dry == "yes" {
            Some(dry_run(app).await?)
        } else {
            None
        },
        form,
        errors,
        shell,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

fn back_to_first(after: Option<RecipientId>) -> String {
    after.map_or_else(String::new, |_| "/retention".to_owned())
}

/// A page of those announced, soonest first, and one more when there is a next page.
async fn notices(app: &App, after: Option<RecipientId>) -> Result<Vec<Notice>, Error> {
    let mut notices = retention_notice::Entity::find();
    if let Some(id) = after
        && let Some(last) = retention_notice::Entity::find_by_id(id)
            .one(&app.db)
            .await?
    {
        notices = notices.filter(
            Condition::any()
                .add(retention_notice::COLUMN.erase_on.gt(last.erase_on))
                .add(
                    Condition::all()
                        .add(retention_notice::COLUMN.erase_on.eq(last.erase_on))
                        .add(retention_notice::COLUMN.recipient_id.gt(id)),
                ),
        );
    }
    Ok(notices
        .order_by_asc(retention_notice::COLUMN.erase_on)
        .order_by_asc(retention_notice::COLUMN.recipient_id)
        .limit(ROWS as u64 + 1)
        .all(&app.db)
        .await?)
}

/// Of a page of people whose time would be over, those something keeps, and where the next page begins.
async fn held(
    app: &App,
    shell: &Shell,
    settings: Settings,
    after: Option<RecipientId>,
) -> Result<(Vec<HeldLine>, Option<RecipientId>), Error> {
    let today = app.clock.today();
    let after = after.unwrap_or(RecipientId(0));
    let mut people = queries::to_judge(&app.db, settings, today, after, ROWS as u64 + 1).await?;
    let more = people.len() > ROWS;
    people.truncate(ROWS);
    let next = people.last().map(|last| last.id).filter(|_| more);
    let facts = queries::facts(&app.db, &people, app.clock.now()).await?;
    let mut lines = Vec::new();
    for (id, facts) in facts {
        if settings.end(facts.last_contact) > today {
            continue;
        }
        match stage(&facts, settings) {
            Stage::Active(Kept::By(holds)) => lines.push(HeldLine {
                id: id.0,
                reference: recipient_reference(id),
                last_contact: facts.last_contact,
                why: holds
                    .into_iter()
                    .map(|hold| say::hold(shell.words, hold))
                    .collect(),
            }),
            Stage::Active(Kept::Until(_)) | Stage::Archived(_) | Stage::Eliminated => {}
        }
    }
    Ok((lines, next))
}

async fn dry_run(app: &App) -> Result<DryRun, Error> {
    let mut run = DryRun::default();
    for (_, step) in turn::plan(app).await? {
        match step {
            Step::Nothing => {}
            Step::Announce(_) => run.announce += 1,
            Step::TakeBack => run.take_back += 1,
            Step::Erase => run.erase += 1,
        }
    }
    Ok(run)
}
