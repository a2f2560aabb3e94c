//! Organisations and sites as the person asking may see them.
use crate::{
    auth::{Signed, territory},
    identifiers::fold,
    web::Error,
};
use entities::{
    device, membership,
    organisation::{self, OrganisationId},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, Func},
};

/// How many rows a page of a list shows.
pub const PAGE: u64 = 50;

/// The organisations of the person's territory: those that lie in it, and those with a site in it.
fn visible(by: &Signed) -> Condition {
    if by.territories.is_empty() {
        return Condition::all();
    }
    let with_site_here = site::Entity::find()
        .select_only()
        .column(site::Column::OrganisationId)
        .filter(territory::rows(by, site::Column::EpciCode));
    Condition::any()
        .add(territory::rows(by, organisation::Column::EpciCode))
        .add(organisation::Column::Id.in_subquery(with_site_here.into_query()))
}

/// What a list of organisations is narrowed to.
#[derive(Default)]
pub struct Search<'a> {
    /// A part of the name, or a whole UAI or SIRET.
    pub words: &'a str,
    pub kind: Option<organisation::OrganisationKind>,
    /// The last row of the page before.
    pub after: Option<OrganisationId>,
}

/// A page of organisations in the order of their names, and whether there are more.
pub async fn list(
    db: &impl ConnectionTrait,
    by: &Signed,
    search: &Search<'_>,
) -> Result<(Vec<organisation::Model>, bool), DbErr> {
    let mut query = organisation::Entity::find().filter(visible(by));
    let words = fold(search.words);
    if !words.is_empty() {
        let code: String = words
            .to_ascii_uppercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        query = query.filter(
            Condition::any()
                .add(contains(organisation::Column::Search, &words))
                .add(organisation::Column::Uai.eq(&code))
                .add(organisation::Column::Siret.eq(code)),
        );
    }
    if let Some(kind) = search.kind {
        query = query.filter(organisation::COLUMN.kind.eq(kind));
    }
    let last = match search.after {
        Some(id) => organisation::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    if let Some(last) = last {
        query = query.filter(
            Condition::any()
                .add(organisation::Column::Search.gt(&last.search))
                .add(
                    organisation::Column::Search
                        .eq(&last.search)
                        .and(organisation::Column::Id.gt(last.id)),
                ),
        );
    }
    let mut rows = query
        .order_by_asc(organisation::Column::Search)
        .order_by_asc(organisation::Column::Id)
        .limit(PAGE + 1)
        .all(db)
        .await?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    Ok((rows, more))
}

/// Whether a folded column contains a folded text. There are hundreds of organisations, not millions:
/// reading them all finds a word inside a name the same way on both engines, whatever their collation.
fn contains<C: ColumnTrait>(column: C, text: &str) -> Expr {
    let without = Func::cust("replace").args([
        Expr::col(column.as_column_ref()),
        Expr::value(text),
        Expr::value(""),
    ]);
    Expr::col(column.as_column_ref()).ne(without)
}

/// Every open organisation of the territory, for a list to choose from.
pub async fn open(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Vec<organisation::Model>, DbErr> {
    organisation::Entity::find()
        .filter(visible(by))
        .filter(organisation::COLUMN.closed_at.is_null())
        .order_by_asc(organisation::Column::Search)
        .all(db)
        .await
}

/// An organisation of the territory; any other is not there.
pub async fn find(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<organisation::Model, Error> {
    organisation::Entity::find_by_id(OrganisationId(id))
        .filter(visible(by))
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The sites of an organisation, closed ones last.
pub async fn sites(
    db: &impl ConnectionTrait,
    organisation_id: OrganisationId,
) -> Result<Vec<site::Model>, DbErr> {
    let mut sites = site::Entity::find()
        .filter(site::COLUMN.organisation_id.eq(organisation_id))
        .order_by_asc(site::Column::Name)
        .all(db)
        .await?;
    sites.sort_by_key(|site| site.closed_at.is_some());
    Ok(sites)
}

/// A site of an organisation of the territory, and the organisation.
pub async fn find_site(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: i32,
) -> Result<(site::Model, organisation::Model), Error> {
    let site = site::Entity::find_by_id(SiteId(id))
        .one(db)
        .await?
        .ok_or(Error::NotFound)?;
    let organisation = find(db, by, site.organisation_id.0).await?;
    Ok((site, organisation))
}

/// How many people still act in an organisation.
pub async fn people_there(
    db: &impl ConnectionTrait,
    organisation_id: OrganisationId,
) -> Result<u64, DbErr> {
    membership::Entity::find()
        .filter(membership::COLUMN.organisation_id.eq(organisation_id))
        .filter(membership::COLUMN.ended_at.is_null())
        .count(db)
        .await
}

/// How many devices stand at these sites.
pub async fn devices_at(db: &impl ConnectionTrait, sites: &[SiteId]) -> Result<u64, DbErr> {
    device::Entity::find()
        .filter(device::Column::SiteId.is_in(sites.iter().copied()))
        .count(db)
        .await
}
