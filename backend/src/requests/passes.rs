//! Whether a request's page offers digital passes, or leads to those that were given.
use crate::{
    auth::{Signed, permissions::GivePasses},
    web::Error,
};
use entities::{
    pass_grant, pass_rule,
    request::{self, RequestState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What a request's page says of passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passes {
    /// The programme gives some, and the prescriber may give them.
    Offered,
    Given,
}

/// Nothing where the programme gives none.
pub(super) async fn passes(
    db: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
) -> Result<Option<Passes>, Error> {
    let given = pass_grant::Entity::find()
        .filter(pass_grant::COLUMN.request_id.eq(request.id))
        .filter(pass_grant::COLUMN.withdrawn_at.is_null())
        .one(db)
        .await?;
    if given.is_some() {
        return Ok(Some(Passes::Given));
    }
    let open = match request.state {
        RequestState::Submitted | RequestState::Allocated | RequestState::Fulfilled => true,
        RequestState::Refused | RequestState::Cancelled => false,
    };
    if !open || !by.may(GivePasses) {
        return Ok(None);
    }
    let rule = pass_rule::Entity::find()
        .filter(pass_rule::COLUMN.programme_id.eq(request.programme_id))
        .filter(pass_rule::COLUMN.passes.gt(0))
        .one(db)
        .await?;
    Ok(rule.map(|_| Passes::Offered))
}
