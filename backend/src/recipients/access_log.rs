//! `GET /access-log`: who looked at which person's data, when, and what for. People are numbers here: the
//! page is about those who look.
use super::access::act_key;
use crate::{
    app::App,
    auth::{
        Allowed,
        joins::{to_account, to_organisation},
        permissions,
        permissions::SeeAccessLog,
    },
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    access_log::{self, AccessAct},
    account,
    membership::{self, Role},
    organisation,
    recipient::RecipientId,
};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationDef,
};

const ROWS: usize = 50;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Search {
    recipient: String,
    /// The id of the last look shown.
    after: Option<i32>,
}

#[derive(Template)]
#[template(path = "recipients/access_log.html")]
struct AccessLogPage {
    shell: Shell,
    search: Search,
    errors: FormErrors,
    looks: Vec<Look>,
    first: String,
    next: String,
}

#[derive(FromQueryResult)]
struct Look {
    id: i32,
    at: DateTime<Utc>,
    recipient_id: RecipientId,
    act: AccessAct,
    name: String,
    role: Role,
    organisation: String,
}

impl Look {
    fn role_key(&self) -> &'static str {
        permissions::role_key(self.role)
    }

    fn act_key(&self) -> &'static str {
        act_key(self.act)
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeAccessLog>,
    Query(search): Query<Search>,
) -> Result<Response, Error> {
    let mut errors = FormErrors::default();
    let recipient = search.recipient.trim().parse::<i32>().ok();
    if recipient.is_none() && !search.recipient.trim().is_empty() {
        errors.add("recipient", "access-recipient-unreadable");
    }
    let mut looks = if errors.is_empty() {
        looks(&app, recipient.map(RecipientId), search.after).await?
    } else {
        Vec::new()
    };
    let more = looks.len() > ROWS;
    looks.truncate(ROWS);
    let page = AccessLogPage {
        shell: by.shell(),
        first: match (search.after, recipient) {
            (None, _) => String::new(),
            (Some(_), None) => "/access-log".to_owned(),
            (Some(_), Some(id)) => format!("/access-log?recipient={id}"),
        },
        next: match (looks.last(), recipient) {
            (Some(last), None) if more => format!("/access-log?after={}", last.id),
            (Some(last), Some(id)) if more => {
                format!("/access-log?recipient={id}&after={}", last.id)
            }
            (Some(_) | None, _) => String::new(),
        },
        looks,
        search,
        errors,
    };
    let status = if page.errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(web::page(status, &page)?)
}

async fn looks(
    app: &App,
    recipient: Option<RecipientId>,
    after: Option<i32>,
) -> Result<Vec<Look>, Error> {
    let to_membership: RelationDef = access_log::Entity::belongs_to(membership::Entity)
        .from(access_log::Column::MembershipId)
        .to(membership::Column::Id)
        .into();
    let mut looks = access_log::Entity::find()
        .select_only()
        .column(access_log::Column::Id)
        .column(access_log::Column::At)
        .column(access_log::Column::RecipientId)
        .column(access_log::Column::Act)
        .column(account::Column::Name)
        .column(membership::Column::Role)
        .column_as(organisation::Column::Name, "organisation")
        .join(JoinType::InnerJoin, to_membership)
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_organisation());
    if let Some(recipient) = recipient {
        looks = looks.filter(access_log::COLUMN.recipient_id.eq(recipient));
    }
    if let Some(after) = after {
        looks = looks.filter(access_log::COLUMN.id.lt(after));
    }
    Ok(looks
        .order_by_desc(access_log::COLUMN.id)
        .limit(ROWS as u64 + 1)
        .into_model::<Look>()
        .all(&app.db)
        .await?)
}
