//! `GET /transfers/{id}`: one transfer, where its devices are scanned out and in. `POST …/out`, `…/in`, `…/withdraw`.
use super::{
    actions::{self, CarryError},
    queries::{self, TransferLine, works_at},
    rules::{LineState, Refusal},
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{CarryTransfers, SeeTransfers, ShareLots},
    },
    labels::{
        CodeError,
        card::{Reading, read},
        code_mistake, scan_mistake,
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{membership::Role, site, transfer};

/// Lines of one state a page shows before it says how many more there are.
const SHOWN: usize = 100;

#[expect(
    clippy::struct_excessive_bools,
    reason = "four independent rights of the reader, each named by its field"
)]
#[derive(Template)]
#[template(path = "transfers/show.html")]
struct TransferPage {
    shell: Shell,
    transfer: transfer::Model,
    from: String,
    to: String,
    parts: Vec<Part>,
    /// Whether this person scans out, in, and may take off the list what was not sent.
    sends: bool,
    receives: bool,
    withdraws: bool,
    may_see_lot: bool,
    out_code: String,
    in_code: String,
    errors: FormErrors,
    refusal: Option<Refusal>,
}

/// The lines of one state.
struct Part {
    state: LineState,
    count: usize,
    lines: Vec<TransferLine>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ScanForm {
    write_id: String,
    out: String,
    r#in: String,
}

#[derive(Default)]
struct Said {
    out_code: String,
    in_code: String,
    errors: FormErrors,
    refusal: Option<Refusal>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeTransfers>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    render(&app, &by, id, Said::default()).await
}

/// Whether the transfer is theirs to share: whose lot it was, or coordination.
fn may_take_off(by: &Signed, from: &site::Model) -> bool {
    let theirs = by.role == Role::Coordinator || from.organisation_id == by.organisation_id;
    theirs && by.may(ShareLots)
}

async fn render(app: &App, by: &Signed, id: i32, said: Said) -> Result<Response, Error> {
    let transfer = queries::transfer(&app.db, by, id).await?;
    let ends = queries::ends(&app.db, std::slice::from_ref(&transfer)).await?;
    let (Some(from), Some(to)) = (
        ends.get(&transfer.from_site_id),
        ends.get(&transfer.to_site_id),
    ) else {
        return Err(Error::NotFound);
    };
    let lines = queries::lines(&app.db, transfer.id, app.clock.today()).await?;
    let carries = by.may(CarryTransfers);
    let to_send = lines.iter().any(|line| line.state == LineState::ToSend);
    let status = if said.refusal.is_some() {
        StatusCode::CONFLICT
    } else if said.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = TransferPage {
        shell: by.shell(),
        from: from.name.clone(),
        to: to.name.clone(),
        sends: carries && works_at(by, from) && to_send,
        receives: carries && works_at(by, to),
        withdraws: may_take_off(by, from) && to_send,
        may_see_lot: may_take_off(by, from),
        parts: parts(lines),
        out_code: said.out_code,
        in_code: said.in_code,
        errors: said.errors,
        refusal: said.refusal,
        transfer,
    };
    Ok(web::page(status, &page)?)
}

fn parts(lines: Vec<TransferLine>) -> Vec<Part> {
    let mut parts: Vec<Part> = LineState::ALL
        .into_iter()
        .map(|state| Part {
            state,
            count: 0,
            lines: Vec::new(),
        })
        .collect();
    for line in lines {
        if let Some(part) = parts.iter_mut().find(|part| part.state == line.state) {
            part.count += 1;
            if part.lines.len() < SHOWN {
                part.lines.push(line);
            }
        }
    }
    parts.retain(|part| part.count > 0);
    parts
}

/// The code of the label that was scanned, through a keyboard of the wrong layout if need be.
fn label_in(text: &str, field: &'static str) -> Result<String, FormErrors> {
    match read(text) {
        Ok(Reading::Label(code)) => Ok(code.to_string()),
        Ok(Reading::Card(_)) => Err(code_mistake(CodeError::OtherAddress, field)),
        Err(unread) => Err(scan_mistake(unread, field)),
    }
}

pub async fn send(
    State(app): State<App>,
    by: Allowed<CarryTransfers>,
    Path(id): Path<i32>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    let said = |form: ScanForm| Said {
        out_code: form.out,
        ..Said::default()
    };
    let code = match label_in(&form.out, "out") {
        Ok(code) => code,
        Err(errors) => {
            return render(
                &app,
                &by,
                id,
                Said {
                    errors,
                    ..said(form)
                },
            )
            .await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let transfer = queries::transfer(&*write, &by, id).await?;
    let ends = queries::ends(&*write, std::slice::from_ref(&transfer)).await?;
    ends.get(&transfer.from_site_id)
        .filter(|from| works_at(&by, from))
        .ok_or(Error::NotFound)?;
    let sent = actions::send(&write, by.at(app.clock.now()), &transfer, &code).await;
    match sent {
        Ok(_) => Ok(write
            .answer(format!("/transfers/{id}?done=transfer-sent"))
            .await?
            .into_response()),
        Err(CarryError::Refused(refusal)) => {
            drop(write);
            let refusal = Some(refusal);
            render(
                &app,
                &by,
                id,
                Said {
                    refusal,
                    ..said(form)
                },
            )
            .await
        }
        Err(CarryError::Change(error)) => Err(error.into()),
    }
}

pub async fn take_in(
    State(app): State<App>,
    by: Allowed<CarryTransfers>,
    Path(id): Path<i32>,
    Form(form): Form<ScanForm>,
) -> Result<Response, Error> {
    let said = |form: ScanForm| Said {
        in_code: form.r#in,
        ..Said::default()
    };
    let code = match label_in(&form.r#in, "in") {
        Ok(code) => code,
        Err(errors) => {
            return render(
                &app,
                &by,
                id,
                Said {
                    errors,
                    ..said(form)
                },
            )
            .await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let transfer = queries::transfer(&*write, &by, id).await?;
    let ends = queries::ends(&*write, std::slice::from_ref(&transfer)).await?;
    let here = ends
        .get(&transfer.to_site_id)
        .filter(|to| works_at(&by, to))
        .ok_or(Error::NotFound)?;
    let came = actions::take_in(&write, by.at(app.clock.now()), &transfer, here, &code).await;
    match came {
        Ok(_) => Ok(write
            .answer(format!("/transfers/{id}?done=transfer-came"))
            .await?
            .into_response()),
        Err(CarryError::Refused(refusal)) => {
            drop(write);
            let refusal = Some(refusal);
            render(
                &app,
                &by,
                id,
                Said {
                    refusal,
                    ..said(form)
                },
            )
            .await
        }
        Err(CarryError::Change(error)) => Err(error.into()),
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct WithdrawForm {
    write_id: String,
}

pub async fn withdraw(
    State(app): State<App>,
    by: Allowed<ShareLots>,
    Path(id): Path<i32>,
    Form(form): Form<WithdrawForm>,
) -> Result<Response, Error> {
    let write = app.write_once(&by, &form.write_id).await?;
    let transfer = queries::transfer(&*write, &by, id).await?;
    let ends = queries::ends(&*write, std::slice::from_ref(&transfer)).await?;
    ends.get(&transfer.from_site_id)
        .filter(|from| may_take_off(&by, from))
        .ok_or(Error::NotFound)?;
    actions::withdraw(&write, by.at(app.clock.now()), &transfer).await?;
    Ok(write
        .answer(format!("/transfers/{id}?done=transfer-withdrawn"))
        .await?
        .into_response())
}
