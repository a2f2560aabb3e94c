//! What is done to organisations and sites.
use crate::identifiers::fold;
use chrono::{DateTime, Utc};
use entities::{
    organisation::{self, OrganisationId, OrganisationKind},
    site::{self, SiteId},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr,
    EntityTrait, QueryFilter, SqlErr, sea_query::Expr,
};

/// What is known of an organisation, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    pub kind: OrganisationKind,
    pub name: String,
    pub siret: Option<String>,
    pub uai: Option<String>,
    pub epci_code: Option<String>,
    pub phone: Option<String>,
}

/// What is known of a site, checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub name: String,
    pub address: String,
    pub postcode: String,
    pub city: String,
    pub insee_code: Option<String>,
    pub epci_code: Option<String>,
    pub phone: Option<String>,
    pub is_workshop: bool,
    pub is_pickup: bool,
    pub is_training: bool,
}

/// What another organisation, or another site of the same one, has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The same kind and name, however it is written.
    Name,
    Siret,
    Uai,
}

/// Why nothing was saved.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    #[error("another has the same {0:?}")]
    Taken(Taken),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Adds an organisation.
pub async fn create(
    txn: &impl ConnectionTrait,
    details: Details,
    now: DateTime<Utc>,
) -> Result<OrganisationId, NotSaved> {
    refuse_taken(txn, &details, None).await?;
    let row = organisation::ActiveModel {
        created_at: Set(now),
        ..row(details)
    };
    Ok(organisation::Entity::insert(row)
        .exec_with_returning(txn)
        .await
        .map_err(name_taken)?
        .id)
}

/// Adds an organisation, and its first site if there is one.
pub async fn create_with_site(
    txn: &impl ConnectionTrait,
    details: Details,
    place: Option<Place>,
    now: DateTime<Utc>,
) -> Result<(), NotSaved> {
    let id = create(txn, details, now).await?;
    if let Some(place) = place {
        let row = site::ActiveModel {
            organisation_id: Set(id),
            epci_code: Set(place.epci_code.clone()),
            created_at: Set(now),
            ..site_row(place)
        };
        site::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Changes what is known of an organisation.
pub async fn change(
    txn: &impl ConnectionTrait,
    id: OrganisationId,
    details: Details,
) -> Result<(), NotSaved> {
    refuse_taken(txn, &details, Some(id)).await?;
    organisation::ActiveModel {
        id: Set(id),
        ..row(details)
    }
    .update(txn)
    .await
    .map_err(name_taken)?;
    Ok(())
}

fn row(details: Details) -> organisation::ActiveModel {
    organisation::ActiveModel {
        kind: Set(details.kind),
        search: Set(fold(&details.name)),
        name: Set(details.name),
        siret: Set(details.siret),
        uai: Set(details.uai),
        epci_code: Set(details.epci_code),
        phone: Set(details.phone),
        ..Default::default()
    }
}

async fn refuse_taken(
    txn: &impl ConnectionTrait,
    details: &Details,
    except: Option<OrganisationId>,
) -> Result<(), NotSaved> {
    let search = fold(&details.name);
    let mut same = Condition::any().add(
        Condition::all()
            .add(organisation::COLUMN.kind.eq(details.kind))
            .add(organisation::COLUMN.search.eq(&search)),
    );
    if let Some(siret) = &details.siret {
        same = same.add(organisation::Column::Siret.eq(siret));
    }
    if let Some(uai) = &details.uai {
        same = same.add(organisation::Column::Uai.eq(uai));
    }
    let mut query = organisation::Entity::find().filter(same);
    if let Some(id) = except {
        query = query.filter(organisation::COLUMN.id.ne(id));
    }
    let Some(other) = query.one(txn).await? else {
        return Ok(());
    };
    Err(NotSaved::Taken(
        if other.kind == details.kind && other.search == search {
            Taken::Name
        } else if details.uai.is_some() && other.uai == details.uai {
            Taken::Uai
        } else {
            Taken::Siret
        },
    ))
}

/// Name and kind, and a site's name within its organisation, are the only unique keys here.
fn name_taken(error: DbErr) -> NotSaved {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => NotSaved::Taken(Taken::Name),
        _ => NotSaved::Database(error),
    }
}

/// Closes an organisation and its sites, or opens the organisation again.
pub async fn set_closed(
    txn: &impl ConnectionTrait,
    id: OrganisationId,
    closed_at: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    organisation::ActiveModel {
        id: Set(id),
        closed_at: Set(closed_at),
        ..Default::default()
    }
    .update(txn)
    .await?;
    if let Some(now) = closed_at {
        site::Entity::update_many()
            .col_expr(site::Column::ClosedAt, Expr::value(now))
            .filter(site::COLUMN.organisation_id.eq(id))
            .filter(site::COLUMN.closed_at.is_null())
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Adds a site; without an EPCI of its own it lies in its organisation's.
pub async fn add_site(
    txn: &impl ConnectionTrait,
    organisation: &organisation::Model,
    place: Place,
    now: DateTime<Utc>,
) -> Result<SiteId, NotSaved> {
    let epci_code = place
        .epci_code
        .clone()
        .or_else(|| organisation.epci_code.clone());
    let row = site::ActiveModel {
        organisation_id: Set(organisation.id),
        epci_code: Set(epci_code),
        created_at: Set(now),
        ..site_row(place)
    };
    Ok(site::Entity::insert(row)
        .exec_with_returning(txn)
        .await
        .map_err(name_taken)?
        .id)
}

/// Changes what is known of a site.
pub async fn change_site(
    txn: &impl ConnectionTrait,
    id: SiteId,
    place: Place,
) -> Result<(), NotSaved> {
    site::ActiveModel {
        id: Set(id),
        epci_code: Set(place.epci_code.clone()),
        ..site_row(place)
    }
    .update(txn)
    .await
    .map_err(name_taken)?;
    Ok(())
}

fn site_row(place: Place) -> site::ActiveModel {
    site::ActiveModel {
        name: Set(place.name),
        address: Set(place.address),
        postcode: Set(place.postcode),
        city: Set(place.city),
        insee_code: Set(place.insee_code),
        phone: Set(place.phone),
        is_workshop: Set(place.is_workshop),
        is_pickup: Set(place.is_pickup),
        is_training: Set(place.is_training),
        ..Default::default()
    }
}

/// Closes a site, or opens it again.
pub async fn set_site_closed(
    txn: &impl ConnectionTrait,
    id: SiteId,
    closed_at: Option<DateTime<Utc>>,
) -> Result<(), DbErr> {
    site::ActiveModel {
        id: Set(id),
        closed_at: Set(closed_at),
        ..Default::default()
    }
    .update(txn)
    .await?;
    Ok(())
}
