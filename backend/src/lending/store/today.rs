//! `GET /store`: what the store has to do: prepare, hand over, take back, run after, complete.
use crate::{
    app::App,
    auth::{Allowed, permissions::KeepLibrary},
    lending::{
        loans::{Line, lines},
        queries::{Named, OF_A_DAY, of_store},
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use chrono::Days;
use entities::loan::{self, LoanState};

/// How many days ahead kits are prepared.
const AHEAD: u64 = 3;

#[derive(Template)]
#[template(path = "lending/today.html")]
struct TodayPage {
    shell: Shell,
    at_a_store: bool,
    /// There is more than the lists show.
    more: bool,
    parts: Vec<Part>,
}

/// One of the lists of the day.
struct Part {
    key: &'static str,
    icon: &'static str,
    lines: Vec<Line>,
    /// What is pressed on a line: the page it leads to, below the loan's own.
    press: &'static str,
    press_key: &'static str,
}

pub async fn show(State(app): State<App>, by: Allowed<KeepLibrary>) -> Result<Response, Error> {
    let today = app.clock.today();
    let shell = by.shell();
    let mut loans = match by.site_id {
        Some(site) => of_store(&app.db, site, today + Days::new(AHEAD)).await?,
        None => Vec::new(),
    };
    let most = usize::try_from(OF_A_DAY).unwrap_or(usize::MAX);
    let more = loans.len() > most;
    loans.truncate(most);
    let named = Named::of(&app.db, &loans).await?;
    let of = |belongs: &dyn Fn(&loan::Model) -> bool| {
        let theirs: Vec<loan::Model> = loans.iter().filter(|loan| belongs(loan)).cloned().collect();
        lines(&shell, &theirs, &named, today)
    };
    let lost = |loan: &loan::Model| named.losses.get(&loan.id);
    let out = |loan: &loan::Model| loan.state == LoanState::Out && lost(loan).is_none();
    let undecided = |loan: &loan::Model| lost(loan).is_some_and(|loss| loss.outcome.is_none());
    let parts = vec![
        Part {
            key: "store-lost",
            icon: "circle-help",
            lines: of(&undecided),
            press: "/loss/outcome",
            press_key: "store-press-loss",
        },
        Part {
            key: "store-late",
            icon: "triangle-alert",
            lines: of(&|loan| out(loan) && loan.ends_on < today),
            press: "/return",
            press_key: "store-press-return",
        },
        Part {
            key: "store-expected",
            icon: "undo-2",
            lines: of(&|loan| out(loan) && loan.ends_on == today),
            press: "/return",
            press_key: "store-press-return",
        },
        Part {
            key: "store-to-hand-over",
            icon: "hand-helping",
            lines: of(&|loan| loan.state == LoanState::Prepared),
            press: "/pick-up",
            press_key: "store-press-pick-up",
        },
        Part {
            key: "store-to-prepare",
            icon: "package",
            lines: of(&|loan| loan.state == LoanState::Reserved),
            press: "",
            press_key: "store-press-prepare",
        },
        Part {
            key: "store-incomplete",
            icon: "circle-alert",
            lines: of(&|loan| loan.state == LoanState::Returned),
            press: "",
            press_key: "store-press-complete",
        },
    ];
    let page = TodayPage {
        at_a_store: by.site_id.is_some(),
        more,
        parts,
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
