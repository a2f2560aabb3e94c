//! What is done of schools without anybody pressing: links that nobody opened are erased, reservations of who left are
//! given back, and schools are reminded once that a year began without an agreement.
use super::{actions::give_up_reservations, letters, queries};
use crate::{
    app::App,
    journal::By,
    lending::{
        queries::OPEN,
        rules::schools::{Agreed, agreed, school_year},
    },
    web::Error,
};
use entities::{
    agreement_reminder, loan,
    membership::{self, MembershipId},
    organisation::{self, OrganisationId},
    registration, school_agreement,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    SqlErr,
};
use std::collections::BTreeSet;

/// Erases the addresses of who never opened their link; gives how many.
pub async fn forget_unopened(app: &App) -> Result<u64, Error> {
    let write = app.write().await?;
    let gone = registration::Entity::delete_many()
        .filter(registration::COLUMN.membership_id.is_null())
        .filter(registration::COLUMN.expires_at.lte(app.clock.now()))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(gone.rows_affected)
}

/// Gives back what people reserved whose membership ended meanwhile, by whatever page; gives for how many people.
pub async fn give_back_of_who_left(app: &App) -> Result<u64, Error> {
    let left = membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .filter(membership::COLUMN.ended_at.is_not_null());
    let people: Vec<MembershipId> = loan::Entity::find()
        .select_only()
        .column(loan::Column::MembershipId)
        .distinct()
        .filter(loan::COLUMN.state.is_in(queries::NOT_YET_OUT))
        .filter(loan::Column::MembershipId.in_subquery(left.into_query()))
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut done = 0;
    for person in people {
        let by = By {
            actor: None,
            at: app.clock.now(),
        };
        let write = app.write().await?;
        give_up_reservations(app, &*write, by, person).await?;
        write.commit().await?;
        done += 1;
    }
    Ok(done)
}

/// Reminds the schools that borrow, or did the year before, and have not signed; gives how many.
pub async fn remind_of_agreements(app: &App) -> Result<u64, Error> {
    let today = app.clock.today();
    let year = school_year(today);
    if !queries::clause(&app.db)
        .await?
        .is_some_and(|clause| clause.required)
    {
        return Ok(0);
    }
    let mut reminded = 0;
    for school in borrowing(app).await? {
        let signed = queries::agreements(&app.db, school).await?;
        if agreed(true, &signed, today) != Agreed::Missing {
            continue;
        }
        let write = app.write().await?;
        let told = agreement_reminder::ActiveModel {
            organisation_id: Set(school),
            first_on: Set(year.first_on),
            at: Set(app.clock.now()),
        };
        match agreement_reminder::Entity::insert(told)
            .exec_without_returning(&*write)
            .await
        {
            Ok(_) => {}
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
                continue;
            }
            Err(error) => return Err(error.into()),
        }
        letters::agreement_due(app, &*write, school, &year.name()).await?;
        write.commit().await?;
        reminded += 1;
    }
    Ok(reminded)
}

/// The open schools with a loan under way or an agreement of before, that were not reminded of this year.
async fn borrowing(app: &App) -> Result<Vec<OrganisationId>, Error> {
    let year = school_year(app.clock.today());
    let with_loans: Vec<OrganisationId> = loan::Entity::find()
        .select_only()
        .column(loan::Column::OrganisationId)
        .distinct()
        .filter(loan::COLUMN.state.is_in(OPEN))
        .into_tuple()
        .all(&app.db)
        .await?;
    let with_agreements: Vec<OrganisationId> = school_agreement::Entity::find()
        .select_only()
        .column(school_agreement::Column::OrganisationId)
        .distinct()
        .into_tuple()
        .all(&app.db)
        .await?;
    let told: Vec<OrganisationId> = agreement_reminder::Entity::find()
        .select_only()
        .column(agreement_reminder::Column::OrganisationId)
        .filter(agreement_reminder::COLUMN.first_on.eq(year.first_on))
        .into_tuple()
        .all(&app.db)
        .await?;
    let mut schools: BTreeSet<OrganisationId> =
        with_loans.into_iter().chain(with_agreements).collect();
    for school in told {
        schools.remove(&school);
    }
    let open: Vec<OrganisationId> = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::Id)
        .filter(organisation::COLUMN.id.is_in(schools))
        .filter(organisation::COLUMN.closed_at.is_null())
        .order_by_asc(organisation::Column::Id)
        .into_tuple()
        .all(&app.db)
        .await?;
    Ok(open)
}
