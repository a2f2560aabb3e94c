//! Memberships as the person asking may see them: their own organisation's, or those of the territory.
use crate::{
    auth::{
        Signed,
        joins::{to_account, to_organisation},
        permissions::role_key,
        territory,
    },
    identifiers::fold,
    people::organisations::queries::PAGE,
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{
    account::{self, AccountId},
    habilitation, membership,
    membership::{MembershipId, Role},
    membership_territory,
    organisation::{self, OrganisationId},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
};

/// Somebody in an organisation.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Member {
    pub id: MembershipId,
    pub account_id: AccountId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub organisation_id: OrganisationId,
    pub organisation_name: String,
    pub site_id: Option<SiteId>,
    pub site_name: Option<String>,
    pub created_at: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub disabled_at: Option<DateTime<Utc>>,
    /// Whether they have chosen a password yet.
    pub accepted: bool,
}

impl Member {
    #[must_use]
    pub fn role_key(&self) -> &'static str {
        role_key(self.role)
    }
}

fn to_site() -> RelationDef {
    membership::Entity::belongs_to(site::Entity)
        .from(membership::Column::SiteId)
        .to(site::Column::Id)
        .into()
}

/// The rows the person may see. Roles that see no people see none.
fn visible(by: &Signed) -> Condition {
    if by.role == Role::Coordinator {
        if by.territories.is_empty() {
            return Condition::all();
        }
        return Condition::any()
            .add(territory::rows(by, organisation::Column::EpciCode))
            .add(territory::rows(by, site::Column::EpciCode));
    }
    Condition::all().add(membership::COLUMN.organisation_id.eq(by.organisation_id))
}

fn members(by: &Signed) -> Select<membership::Entity> {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .column(membership::Column::AccountId)
        .column(account::Column::Name)
        .column(account::Column::Email)
        .column(membership::Column::Role)
        .column(membership::Column::OrganisationId)
        .column_as(organisation::Column::Name, "organisation_name")
        .column(membership::Column::SiteId)
        .column_as(site::Column::Name, "site_name")
        .column(membership::Column::CreatedAt)
        .column(membership::Column::EndedAt)
        .column(account::Column::DisabledAt)
        .column_as(account::Column::PasswordHash.is_not_null(), "accepted")
        .join(JoinType::InnerJoin, to_account())
        .join(JoinType::InnerJoin, to_organisation())
        .join(JoinType::LeftJoin, to_site())
        .filter(visible(by))
}

/// What a list of people is narrowed to.
#[derive(Default)]
pub struct Search<'a> {
    /// A part of a name or of an address.
    pub words: &'a str,
    pub role: Option<Role>,
    pub organisation: Option<OrganisationId>,
    /// The last row of the page before.
    pub after: Option<MembershipId>,
}

/// A page of the people who are there now, by name, and whether there are more.
pub async fn list(
    db: &impl ConnectionTrait,
    by: &Signed,
    search: &Search<'_>,
) -> Result<(Vec<Member>, bool), DbErr> {
    let mut query = members(by).filter(membership::COLUMN.ended_at.is_null());
    if let Some(role) = search.role {
        query = query.filter(membership::COLUMN.role.eq(role));
    }
    if let Some(id) = search.organisation {
        query = query.filter(membership::COLUMN.organisation_id.eq(id));
    }
    if let Some(after) = search.after {
        let last = account::Entity::find()
            .join_rev(JoinType::InnerJoin, to_account())
            .filter(membership::COLUMN.id.eq(after))
            .one(db)
            .await?;
        if let Some(last) = last {
            query = query.filter(
                Condition::any()
                    .add(account::Column::Name.gt(&last.name))
                    .add(
                        Condition::all()
                            .add(account::Column::Name.eq(&last.name))
                            .add(membership::COLUMN.id.gt(after)),
                    ),
            );
        }
    }
    let mut query = query
        .order_by_asc(account::Column::Name)
        .order_by_asc(membership::Column::Id);
    let words = fold(search.words);
    if words.is_empty() {
        query = query.limit(PAGE + 1);
    }
    let mut rows = query.into_model::<Member>().all(db).await?;
    // A name is folded here rather than in a column: a département has hundreds of people.
    rows.retain(|row| fold(&row.name).contains(&words) || row.email.contains(&words));
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = rows.len() > page;
    rows.truncate(page);
    Ok((rows, more))
}

/// A membership the person may see; any other is not there.
pub async fn find(db: &impl ConnectionTrait, by: &Signed, id: i32) -> Result<Member, Error> {
    members(by)
        .filter(membership::COLUMN.id.eq(MembershipId(id)))
        .into_model::<Member>()
        .one(db)
        .await?
        .ok_or(Error::NotFound)
}

/// The EPCI codes a membership is limited to.
pub async fn territories(
    db: &impl ConnectionTrait,
    id: MembershipId,
) -> Result<Vec<String>, DbErr> {
    let rows = membership_territory::Entity::find()
        .filter(membership_territory::COLUMN.membership_id.eq(id))
        .order_by_asc(membership_territory::Column::EpciCode)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.epci_code).collect())
}

/// Those of these EPCI codes in which no organisation and no site lies: who is limited to one sees nothing there.
pub async fn unknown_epcis(
    db: &impl ConnectionTrait,
    mut codes: Vec<String>,
) -> Result<Vec<String>, DbErr> {
    let mut known: Vec<Option<String>> = organisation::Entity::find()
        .select_only()
        .column(organisation::Column::EpciCode)
        .distinct()
        .filter(organisation::Column::EpciCode.is_in(codes.iter().cloned()))
        .into_tuple()
        .all(db)
        .await?;
    let at_sites: Vec<Option<String>> = site::Entity::find()
        .select_only()
        .column(site::Column::EpciCode)
        .distinct()
        .filter(site::Column::EpciCode.is_in(codes.iter().cloned()))
        .into_tuple()
        .all(db)
        .await?;
    known.extend(at_sites);
    codes.retain(|code| !known.contains(&Some(code.clone())));
    Ok(codes)
}

/// The habilitations of an account, latest first.
pub async fn habilitations(
    db: &impl ConnectionTrait,
    account_id: AccountId,
) -> Result<Vec<habilitation::Model>, DbErr> {
    habilitation::Entity::find()
        .filter(habilitation::COLUMN.account_id.eq(account_id))
        .order_by_desc(habilitation::Column::ExpiresOn)
        .order_by_desc(habilitation::Column::Id)
        .all(db)
        .await
}
