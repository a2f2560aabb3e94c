//! Which loans are proposed to which school.
use entities::{
    loan::{self, LoanId, LoanState},
    loan_move,
    organisation::{self, OrganisationId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// The change of school that is proposed for a loan.
pub async fn proposed(
    db: &impl ConnectionTrait,
    loan: LoanId,
) -> Result<Option<loan_move::Model>, DbErr> {
    loan_move::Entity::find()
        .filter(loan_move::COLUMN.loan_id.eq(loan))
        .filter(loan_move::COLUMN.taken_on.is_null())
        .filter(loan_move::COLUMN.withdrawn_at.is_null())
        .one(db)
        .await
}

/// The name of the school that a loan is proposed to, while it is out.
pub async fn asked(db: &impl ConnectionTrait, loan: &loan::Model) -> Result<Option<String>, DbErr> {
    if loan.state != LoanState::Out {
        return Ok(None);
    }
    let Some(proposed) = proposed(db, loan.id).await? else {
        return Ok(None);
    };
    let school = organisation::Entity::find_by_id(proposed.to_id)
        .one(db)
        .await?;
    Ok(school.map(|school| school.name))
}

/// What is proposed to a school, the oldest first.
pub async fn to(
    db: &impl ConnectionTrait,
    school: OrganisationId,
) -> Result<Vec<loan_move::Model>, DbErr> {
    loan_move::Entity::find()
        .filter(loan_move::COLUMN.to_id.eq(school))
        .filter(loan_move::COLUMN.taken_on.is_null())
        .filter(loan_move::COLUMN.withdrawn_at.is_null())
        .order_by_asc(loan_move::Column::Id)
        .all(db)
        .await
}
