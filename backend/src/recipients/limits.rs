//! A person who has their data limited (GDPR, article 18): it is kept, and nobody but the data protection officer opens
//! it or acts on it until the limitation is lifted.
use crate::web::Error;
use entities::{
    recipient::{self, RecipientId},
    request,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    sea_query::{Expr, Query},
};

/// Lets nobody past while this person has their data limited.
pub fn refuse(recipient: &recipient::Model) -> Result<(), Error> {
    if recipient.restricted_at.is_some() {
        return Err(Error::Restricted);
    }
    Ok(())
}

/// The same by the person's number.
pub async fn refuse_by_id(db: &impl ConnectionTrait, id: RecipientId) -> Result<(), Error> {
    match find(db, id).await? {
        Some(recipient) => refuse(&recipient),
        None => Ok(()),
    }
}

/// The requests of people who do not have their data limited, as a condition: nothing is put forward, freed or reminded
/// of for those who do.
#[must_use]
pub fn free_to_act() -> Expr {
    let limited = Query::select()
        .expr(Expr::Constant(1.into()))
        .from(recipient::Entity)
        .and_where(
            Expr::col((recipient::Entity, recipient::Column::Id))
                .equals((request::Entity, request::Column::RecipientId)),
        )
        .and_where(recipient::Column::RestrictedAt.is_not_null())
        .take();
    Expr::exists(limited).not()
}

/// Whether who handed over or asked may open this person's papers: not while their data is limited, and once they are
/// forgotten the papers are in the restricted archive, which for them is not there.
pub async fn refuse_papers(db: &impl ConnectionTrait, id: RecipientId) -> Result<(), Error> {
    let recipient = find(db, id).await?.ok_or(Error::NotFound)?;
    if recipient.erased_at.is_some() {
        return Err(Error::NotFound);
    }
    refuse(&recipient)
}

async fn find(
    db: &impl ConnectionTrait,
    id: RecipientId,
) -> Result<Option<recipient::Model>, DbErr> {
    recipient::Entity::find_by_id(id).one(db).await
}
