//! `POST /calls/{id}/jurors` and `POST /calls/{id}/jurors/{juror}/removal`: the named lists of the two juries.
use super::{
    actions, letters,
    list::whole_departement,
    queries,
    show::{self, JurorForm},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{JudgeProjects, ManageCalls, Permission, SeeCalls},
    },
    web::{Error, FormErrors},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    account,
    membership::{self, MembershipId},
    project_call_juror::{JurorId, Jury},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageCalls>,
    Path(id): Path<i32>,
    Form(form): Form<JurorForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let call = show::find(&app, id).await?;
    let mut errors = FormErrors::default();
    let jury = Jury::try_from_value(&form.jury).ok();
    if jury.is_none() {
        errors.add("jury", "jury-missing");
    }
    let membership = who_may_judge(&app.db, &form.email).await?;
    if membership.is_none() {
        errors.add("email", "jury-email-unknown");
    }
    let there = queries::jurors(&app.db, call.call.id).await?;
    if there
        .iter()
        .any(|named| Some(named.juror.membership_id) == membership)
    {
        // The form of the first sending is told what it was told.
        if let Some(answer) = app.answered(&by, &form.write_id).await? {
            let write_id = form.write_id;
            return Err(Error::AlreadyDone { write_id, answer });
        }
        errors.add("email", "jury-named-already");
    }
    let (Some(jury), Some(membership), true) = (jury, membership, errors.is_empty()) else {
        let by = Allowed::<SeeCalls>::check((*by).clone())?;
        return show::page(&app, &by, &call, form, errors).await;
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::name_juror(&app, &write, &by, call.call.id, jury, membership).await?;
    letters::named(&app, &*write, &call.call, membership, jury).await?;
    Ok(write
        .answer(format!("/calls/{id}?done=juror-named"))
        .await?
        .into_response())
}

/// The membership of this address under which somebody may be in a jury: the first they got.
async fn who_may_judge(
    db: &impl ConnectionTrait,
    email: &str,
) -> Result<Option<MembershipId>, DbErr> {
    let account = account::Entity::find()
        .filter(account::COLUMN.email.eq(email.trim().to_lowercase()))
        .filter(account::COLUMN.disabled_at.is_null())
        .one(db)
        .await?;
    let Some(account) = account else {
        return Ok(None);
    };
    let membership = membership::Entity::find()
        .filter(membership::COLUMN.account_id.eq(account.id))
        .filter(membership::COLUMN.ended_at.is_null())
        .filter(
            membership::COLUMN
                .role
                .is_in(JudgeProjects::GRANTED_TO.iter().copied()),
        )
        .order_by_asc(membership::Column::Id)
        .one(db)
        .await?;
    Ok(membership.map(|membership| membership.id))
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct PlainForm {
    write_id: String,
}

pub async fn remove(
    State(app): State<App>,
    by: Allowed<ManageCalls>,
    Path((id, juror)): Path<(i32, i32)>,
    Form(form): Form<PlainForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let call = show::find(&app, id).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    let jurors = queries::jurors(&*write, call.call.id).await?;
    let juror = jurors
        .iter()
        .find(|named| named.juror.id == JurorId(juror))
        .ok_or(Error::NotFound)?;
    actions::remove_juror(&write, &by, juror.juror.id).await?;
    Ok(write
        .answer(format!("/calls/{id}?done=juror-removed"))
        .await?
        .into_response())
}
