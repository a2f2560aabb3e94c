//! Digital passes that were given to somebody and not used: they end with the request they were given for, and with the
//! person. What was used stays used.
use crate::journal::{self, By, ChangeError, Event, EventKind};
use entities::{
    pass::{self, PassState},
    pass_grant, request,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// Cancels the passes of a request that were not used, and gives how many. Their letter is printed no more. Of who takes
/// one and who cancels it at the same moment one wins; the other is told.
pub async fn withdraw(
    txn: &impl ConnectionTrait,
    by: By,
    request: &request::Model,
) -> Result<usize, ChangeError> {
    let grant = pass_grant::Entity::find()
        .filter(pass_grant::COLUMN.request_id.eq(request.id))
        .filter(pass_grant::COLUMN.withdrawn_at.is_null())
        .one(txn)
        .await?;
    let Some(grant) = grant else {
        return Ok(0);
    };
    let given = pass::Entity::find()
        .filter(pass::COLUMN.grant_id.eq(grant.id))
        .filter(pass::COLUMN.state.eq(PassState::Given))
        .order_by_asc(pass::Column::Id)
        .all(txn)
        .await?;
    if given.is_empty() {
        return Ok(0);
    }
    let event = Event::of(EventKind::PassesWithdrawn).with("passes", given.len());
    journal::record(txn, by, request, event).await?;
    let cancelled = pass::ActiveModel {
        state: Set(PassState::Cancelled),
        sealed_code: Set(None),
        ..Default::default()
    };
    let event = |_: &pass::Model| Event::of(EventKind::PassCancelled);
    journal::change_all(txn, by, &given, &cancelled, event).await?;
    let withdrawn = pass_grant::Entity::update_many()
        .col_expr(pass_grant::Column::WithdrawnAt, Expr::value(by.at))
        .filter(pass_grant::COLUMN.id.eq(grant.id))
        .filter(pass_grant::COLUMN.withdrawn_at.is_null())
        .exec(txn)
        .await?;
    if withdrawn.rows_affected == 1 {
        Ok(given.len())
    } else {
        Err(ChangeError::Changed)
    }
}
