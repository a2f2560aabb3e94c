//! `GET /internet`: the help with subscriptions, where each stands, and what a month of all costs. Nobody is named.
use super::{
    operators, queries,
    rules::Standing,
    say::{standing_key, standing_look},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{SeeInternet, SeeRequests},
        territory,
    },
    identifiers::request_reference,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use entities::internet_plan::{self, InternetPlanId};

const PAGE_SIZE: usize = 30;

#[derive(Template)]
#[template(path = "internet/list.html")]
struct ListPage {
    shell: Shell,
    /// The person coordinates a part of the département.
    limited: bool,
    running: i64,
    monthly: String,
    lines: Vec<Line>,
    standings: Vec<Choice>,
    form: Filter,
    first: String,
    next: String,
    errors: FormErrors,
}

struct Line {
    /// The page of the request's plans, for who may open it.
    address: Option<String>,
    reference: String,
    programme: String,
    operator: String,
    monthly: String,
    own: String,
    share: String,
    fund: String,
    starts: String,
    ends: String,
    standing_key: &'static str,
    tone: &'static str,
    icon: &'static str,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    standing: String,
    /// The last plan of the page before.
    after: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeInternet>,
    Query(form): Query<Filter>,
) -> Result<Response, Error> {
    let words = by.words();
    let today = app.clock.today();
    let standing = Standing::from_value(&form.standing);
    let after = form.after.parse().ok().map(InternetPlanId);
    let limit = PAGE_SIZE as u64 + 1;
    let mut plans = queries::list(&app.db, &by, (standing, today), after, limit).await?;
    let more = plans.len() > PAGE_SIZE;
    plans.truncate(PAGE_SIZE);
    let programmes = queries::programmes(&app.db).await?;
    let running = queries::running(&app.db, &by, today).await?;
    let first = format!(
        "/internet?standing={}",
        standing.map_or("", Standing::value)
    );
    let line = |plan: &internet_plan::Model| {
        let standing = Standing::of(queries::run(plan), today);
        let (tone, icon) = standing_look(standing);
        Line {
            address: by
                .may(SeeRequests)
                .then(|| format!("/requests/{}/internet", plan.request_id.0)),
            reference: request_reference(plan.request_id),
            programme: programmes
                .get(&plan.programme_id)
                .map_or_else(String::new, |one| {
                    words.lang.choose(&one.name_fr, &one.name_en).to_owned()
                }),
            operator: operators::name(words.lang, &plan.operator),
            monthly: words.euros(i64::from(plan.monthly_cents)),
            own: words.euros(i64::from(plan.own_cents)),
            share: words.euros(i64::from(plan.share_cents)),
            fund: plan.fund.clone(),
            starts: words.short_date(plan.starts_on),
            ends: words.short_date(plan.stopped_on.unwrap_or(plan.ends_on)),
            standing_key: standing_key(standing),
            tone,
            icon,
        }
    };
    let page = ListPage {
        limited: territory::limit(&by).is_some(),
        running: running.plans,
        monthly: words.euros(running.cents.unwrap_or_default()),
        lines: plans.iter().map(line).collect(),
        standings: Standing::ALL
            .into_iter()
            .map(|one| Choice::new(one.value(), words.say(standing_key(one))))
            .collect(),
        next: match plans.last() {
            Some(last) if more => format!("{first}&after={}", last.id.0),
            Some(_) | None => String::new(),
        },
        first: if form.after.is_empty() {
            String::new()
        } else {
            first
        },
        form,
        errors: FormErrors::default(),
        shell: by.shell(),
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
