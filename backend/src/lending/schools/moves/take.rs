//! `/loan-moves`: the loans that pupils bring to one's school. A teacher who is cleared takes one on.
use super::{actions, queries};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{BorrowKit, SeeLoans},
    },
    lending::{
        losses::queries::of_loan,
        queries::{Named, clearances, slots, terms},
        rules::{
            cleared, free_slot,
            schools::{NotTaken, Taker, takes_on},
        },
        say,
        schools::queries as schools,
    },
    web::{self, Error, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{
    loan::{self, LoanId, LoanState},
    loan_move, organisation,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::HashMap;

#[derive(Template)]
#[template(path = "lending/moves.html")]
struct MovesPage {
    shell: Shell,
    lines: Vec<Line>,
    may_take: bool,
    /// Why the one that was pressed is not taken on.
    refused: Vec<NotTaken>,
}

struct Line {
    id: i32,
    number: String,
    item: String,
    slug: String,
    pupil_code: String,
    from: String,
    ends_on: NaiveDate,
}

pub async fn show(State(app): State<App>, by: Allowed<SeeLoans>) -> Result<Response, Error> {
    page(&app, &by, StatusCode::OK, Vec::new()).await
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PressForm {
    write_id: String,
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<BorrowKit>,
    Path(id): Path<i32>,
    Form(form): Form<PressForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let proposed = loan_move::Entity::find_by_id(id)
        .filter(loan_move::COLUMN.to_id.eq(by.organisation_id))
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    let loan = loan::Entity::find_by_id(proposed.loan_id)
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    let today = app.clock.today();
    let standing = clearances(&*write, by.account.id, loan.item_id, today).await?;
    let numbers = slots(&*write, by.account.id).await?;
    schools::hold(&*write, by.organisation_id).await?;
    let closing = schools::closing(&*write, by.organisation_id).await?;
    let taker = Taker {
        cleared: cleared(&standing, by.account.id, loan.item_id, today),
        slot: free_slot(&numbers, terms(&*write).await?.at_once),
        agreed: schools::agreed(&*write, by.organisation_id, today).await?,
        closes_on: closing.map(|closing| closing.closes_on),
    };
    let is_lost = of_loan(&*write, loan.id).await?.is_some();
    match takes_on(&loan, is_lost, taker) {
        Ok(taking) => {
            actions::take_on(&app, &*write, &by, (&loan, &proposed), taking, today).await?;
            let to = format!("/loans/{}?done=loan-taken-on", loan.id.0);
            Ok(write.answer(to).await?.into_response())
        }
        Err(refused) => {
            drop(write);
            page(&app, &by, StatusCode::CONFLICT, refused).await
        }
    }
}

async fn page(
    app: &App,
    by: &Signed,
    status: StatusCode,
    refused: Vec<NotTaken>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let proposed = queries::to(&app.db, by.organisation_id).await?;
    let loans = loan::Entity::find()
        .filter(
            loan::COLUMN
                .id
                .is_in(proposed.iter().map(|one| one.loan_id)),
        )
        // Brought back meanwhile: nothing to take on.
        .filter(loan::COLUMN.state.eq(LoanState::Out))
        .all(&app.db)
        .await?;
    let named = Named::of(&app.db, &loans).await?;
    let schools: HashMap<_, String> = organisation::Entity::find()
        .filter(
            organisation::COLUMN
                .id
                .is_in(proposed.iter().map(|one| one.from_id)),
        )
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.name))
        .collect();
    let loans: HashMap<LoanId, loan::Model> =
        loans.into_iter().map(|loan| (loan.id, loan)).collect();
    let line = |one: &loan_move::Model| {
        let loan = loans.get(&one.loan_id)?;
        let item = named.items.get(&loan.item_id)?;
        Some(Line {
            id: one.id,
            number: say::number(&shell, loan.id),
            item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
            slug: item.slug.clone(),
            pupil_code: loan.pupil_code.clone().unwrap_or_default(),
            from: schools.get(&one.from_id).cloned().unwrap_or_default(),
            ends_on: loan.ends_on,
        })
    };
    let lines = proposed.iter().filter_map(line).collect();
    let page = MovesPage {
        lines,
        may_take: by.may(BorrowKit),
        refused,
        shell,
    };
    Ok(web::page(status, &page)?)
}
