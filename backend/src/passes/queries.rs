//! The ledger as its pages read it: what a person may see, page after page, and in totals; what a programme gives, what
//! is left to give, what a request was given, what is owed.
use super::rules::Standing;
use crate::auth::{Signed, territory};
use chrono::{DateTime, Utc};
use entities::{
    membership::Role,
    organisation::{self, OrganisationId},
    pass::{self, PassId, PassState},
    pass_grant::{self, PassChannel, PassGrantId},
    pass_issue::{self, PassIssueId},
    pass_place,
    pass_rule::{self, PassLevel},
    programme::{self, ProgrammeId},
    request::{self, RequestId},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::BTreeMap;

/// The passes a person may know of: all; for who coordinates a territory, those given for its requests or used at its
/// places.
#[must_use]
pub fn visible_to(by: &Signed) -> Condition {
    if by.role != Role::Coordinator {
        return Condition::all();
    }
    let Some(limited) = territory::limit(by) else {
        return Condition::all();
    };
    let requests = request::Entity::find()
        .select_only()
        .column(request::Column::Id)
        .filter(territory::requests(limited))
        .into_query();
    let grants = pass_grant::Entity::find()
        .select_only()
        .column(pass_grant::Column::Id)
        .filter(pass_grant::Column::RequestId.in_subquery(requests))
        .into_query();
    Condition::any()
        .add(pass::Column::UsedSiteId.in_subquery(territory::sites(limited)))
        .add(pass::Column::GrantId.in_subquery(grants))
}

/// What the ledger shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub programme: Option<ProgrammeId>,
    pub standing: Option<Standing>,
    pub place: Option<SiteId>,
}

impl Filter {
    fn condition(self, now: DateTime<Utc>) -> Condition {
        let standing = self.standing.map(|standing| {
            let in_time = Condition::all().add(pass::COLUMN.expires_at.gt(now));
            match standing {
                Standing::Issued => in_time.add(pass::COLUMN.state.eq(PassState::Issued)),
                Standing::Given => in_time.add(pass::COLUMN.state.eq(PassState::Given)),
                Standing::Used => Condition::all().add(pass::COLUMN.state.eq(PassState::Used)),
                Standing::Paid => Condition::all().add(pass::COLUMN.state.eq(PassState::Paid)),
                Standing::Cancelled => {
                    Condition::all().add(pass::COLUMN.state.eq(PassState::Cancelled))
                }
                Standing::Expired => Condition::all().add(pass::COLUMN.expires_at.lte(now)).add(
                    pass::COLUMN
                        .state
                        .is_in([PassState::Issued, PassState::Given]),
                ),
            }
        });
        Condition::all()
            .add_option(self.programme.map(|id| pass::COLUMN.programme_id.eq(id)))
            .add_option(self.place.map(|id| pass::COLUMN.used_site_id.eq(id)))
            .add_option(standing)
    }
}

/// Passes, latest first: at most so many after this one.
pub async fn ledger(
    db: &impl ConnectionTrait,
    by: &Signed,
    filter: Filter,
    after: Option<PassId>,
    limit: u64,
    now: DateTime<Utc>,
) -> Result<Vec<pass::Model>, DbErr> {
    pass::Entity::find()
        .filter(visible_to(by))
        .filter(filter.condition(now))
        .filter(Condition::all().add_option(after.map(|id| pass::COLUMN.id.lt(id))))
        .order_by_desc(pass::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// How many passes of one issue stand alike, and where they were used.
#[derive(FromQueryResult)]
struct Alike {
    issue_id: PassIssueId,
    state: PassState,
    used_site_id: Option<SiteId>,
    passes: i64,
}

/// Passes counted, and what they are worth together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    pub passes: i64,
    pub cents: i64,
}

impl Total {
    fn add(&mut self, passes: i64, value_cents: i32) {
        self.passes += passes;
        self.cents += passes * i64::from(value_cents);
    }
}

/// The ledger in totals: by where a pass stands, and of the used ones by place.
#[derive(Default)]
pub struct Totals {
    pub by_standing: BTreeMap<Standing, Total>,
    /// Used and not paid yet, then paid.
    pub by_place: BTreeMap<SiteId, (Total, Total)>,
}

/// Everything a person may see, of one programme or of all, counted by one query.
pub async fn totals(
    db: &impl ConnectionTrait,
    by: &Signed,
    programme: Option<ProgrammeId>,
    now: DateTime<Utc>,
) -> Result<Totals, DbErr> {
    let filter = Filter {
        programme,
        ..Filter::default()
    };
    let alike = pass::Entity::find()
        .select_only()
        .columns([
            pass::Column::IssueId,
            pass::Column::State,
            pass::Column::UsedSiteId,
        ])
        .column_as(pass::Column::Id.count(), "passes")
        .filter(visible_to(by))
        .filter(filter.condition(now))
        .group_by(pass::Column::IssueId)
        .group_by(pass::Column::State)
        .group_by(pass::Column::UsedSiteId)
        .into_model::<Alike>()
        .all(db)
        .await?;
    let issues = issues_of(db, alike.iter().map(|row| row.issue_id)).await?;
    let mut totals = Totals::default();
    for row in alike {
        let Some(issue) = issues.get(&row.issue_id) else {
            continue;
        };
        let standing = Standing::of(row.state, issue.expires_at, now);
        let total = totals.by_standing.entry(standing).or_default();
        total.add(row.passes, issue.value_cents);
        if let Some(site) = row.used_site_id {
            let (used, paid) = totals.by_place.entry(site).or_default();
            let total = match row.state {
                PassState::Paid => paid,
                PassState::Issued | PassState::Given | PassState::Used | PassState::Cancelled => {
                    used
                }
            };
            total.add(row.passes, issue.value_cents);
        }
    }
    Ok(totals)
}

async fn issues_of(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = PassIssueId>,
) -> Result<BTreeMap<PassIssueId, pass_issue::Model>, DbErr> {
    let issues = pass_issue::Entity::find()
        .filter(pass_issue::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(issues.into_iter().map(|issue| (issue.id, issue)).collect())
}

/// What the rows of a page name, each kind asked for once.
pub struct Named {
    pub programmes: BTreeMap<ProgrammeId, programme::Model>,
    pub grants: BTreeMap<PassGrantId, pass_grant::Model>,
    pub sites: BTreeMap<SiteId, site::Model>,
}

impl Named {
    pub async fn of(db: &impl ConnectionTrait, passes: &[pass::Model]) -> Result<Self, DbErr> {
        let grants = pass_grant::Entity::find()
            .filter(
                pass_grant::COLUMN
                    .id
                    .is_in(passes.iter().filter_map(|pass| pass.grant_id)),
            )
            .all(db)
            .await?;
        let sites = passes.iter().filter_map(|pass| pass.used_site_id);
        Ok(Self {
            programmes: programmes(db)
                .await?
                .into_iter()
                .map(|programme| (programme.id, programme))
                .collect(),
            grants: grants.into_iter().map(|grant| (grant.id, grant)).collect(),
            sites: sites_of(db, sites).await?,
        })
    }

    /// "Médiathèque de Rumilly, Rumilly"; nothing for no place.
    #[must_use]
    pub fn place(&self, id: Option<SiteId>) -> String {
        id.and_then(|id| self.sites.get(&id))
            .map_or_else(String::new, place_name)
    }
}

/// A place as it is said: its name and its town.
#[must_use]
pub fn place_name(site: &site::Model) -> String {
    format!("{}, {}", site.name, site.city)
}

/// These sites by their numbers.
pub async fn sites_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = SiteId>,
) -> Result<BTreeMap<SiteId, site::Model>, DbErr> {
    let sites = site::Entity::find()
        .filter(site::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    Ok(sites.into_iter().map(|site| (site.id, site)).collect())
}

/// Every programme, oldest first.
pub async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<programme::Model>, DbErr> {
    programme::Entity::find()
        .order_by_asc(programme::Column::Id)
        .all(db)
        .await
}

/// How many passes a programme gives, level by level.
pub async fn rules_of(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<BTreeMap<PassLevel, i32>, DbErr> {
    let rules = pass_rule::Entity::find()
        .filter(pass_rule::COLUMN.programme_id.eq(programme))
        .all(db)
        .await?;
    Ok(rules
        .into_iter()
        .map(|rule| (rule.level, rule.passes))
        .collect())
}

/// The places that take the passes of a programme, by town.
pub async fn places_of(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
) -> Result<Vec<site::Model>, DbErr> {
    let admitted = pass_place::Entity::find()
        .select_only()
        .column(pass_place::Column::SiteId)
        .filter(pass_place::COLUMN.programme_id.eq(programme))
        .filter(pass_place::COLUMN.ended_at.is_null())
        .into_query();
    site::Entity::find()
        .filter(site::Column::Id.in_subquery(admitted))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::City)
        .order_by_asc(site::Column::Name)
        .all(db)
        .await
}

/// Whether this place takes the passes of this programme.
pub async fn takes(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    site: SiteId,
) -> Result<bool, DbErr> {
    let admitted = pass_place::Entity::find_by_id((programme, site))
        .filter(pass_place::COLUMN.ended_at.is_null())
        .one(db)
        .await?;
    Ok(admitted.is_some())
}

/// The next passes of a programme to give, those that end first before the others.
pub async fn stock(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    wanted: u64,
    now: DateTime<Utc>,
) -> Result<Vec<pass::Model>, DbErr> {
    pass::Entity::find()
        .filter(pass::COLUMN.programme_id.eq(programme))
        .filter(pass::COLUMN.state.eq(PassState::Issued))
        .filter(pass::COLUMN.expires_at.gt(now))
        .order_by_asc(pass::Column::ExpiresAt)
        .order_by_asc(pass::Column::Id)
        .limit(wanted)
        .all(db)
        .await
}

/// What a request was given, unless it was withdrawn.
pub async fn grant_of(
    db: &impl ConnectionTrait,
    request: RequestId,
) -> Result<Option<pass_grant::Model>, DbErr> {
    pass_grant::Entity::find()
        .filter(pass_grant::COLUMN.request_id.eq(request))
        .filter(pass_grant::COLUMN.withdrawn_at.is_null())
        .one(db)
        .await
}

/// The passes given together, by number.
pub async fn passes_of(
    db: &impl ConnectionTrait,
    grants: impl IntoIterator<Item = PassGrantId>,
) -> Result<Vec<pass::Model>, DbErr> {
    pass::Entity::find()
        .filter(pass::COLUMN.grant_id.is_in(grants))
        .order_by_asc(pass::Column::IssueId)
        .order_by_asc(pass::Column::Number)
        .all(db)
        .await
}

/// The letters of an organisation that wait to be printed, oldest first.
pub async fn letters_to_print(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    limit: u64,
) -> Result<Vec<pass_grant::Model>, DbErr> {
    pass_grant::Entity::find()
        .filter(pass_grant::COLUMN.organisation_id.eq(organisation))
        .filter(pass_grant::COLUMN.channel.eq(PassChannel::Paper))
        .filter(pass_grant::COLUMN.print_id.is_null())
        .filter(pass_grant::COLUMN.withdrawn_at.is_null())
        .order_by_asc(pass_grant::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// What is owed: the passes of a programme used at an organisation's places from one moment until another, not paid
/// yet, oldest use first.
pub async fn owed(
    db: &impl ConnectionTrait,
    (programme, organisation): (ProgrammeId, OrganisationId),
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    limit: u64,
) -> Result<Vec<pass::Model>, DbErr> {
    pass::Entity::find()
        .filter(pass::COLUMN.used_organisation_id.eq(organisation))
        .filter(pass::COLUMN.programme_id.eq(programme))
        .filter(pass::COLUMN.state.eq(PassState::Used))
        .filter(pass::COLUMN.used_at.gte(from))
        .filter(pass::COLUMN.used_at.lt(until))
        .order_by_asc(pass::Column::UsedAt)
        .order_by_asc(pass::Column::Id)
        .limit(limit)
        .all(db)
        .await
}

/// The organisations at whose places passes are or were taken, by name.
pub async fn payees(db: &impl ConnectionTrait) -> Result<Vec<organisation::Model>, DbErr> {
    let places = pass_place::Entity::find()
        .select_only()
        .column(pass_place::Column::SiteId)
        .into_query();
    let organisations = site::Entity::find()
        .select_only()
        .column(site::Column::OrganisationId)
        .filter(site::Column::Id.in_subquery(places))
        .into_query();
    organisation::Entity::find()
        .filter(organisation::Column::Id.in_subquery(organisations))
        .order_by_asc(organisation::Column::Name)
        .all(db)
        .await
}

/// The latest passes taken at a place since this moment, latest first.
pub async fn taken_at(
    db: &impl ConnectionTrait,
    place: &site::Model,
    since: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<pass::Model>, DbErr> {
    pass::Entity::find()
        .filter(pass::COLUMN.used_organisation_id.eq(place.organisation_id))
        .filter(pass::COLUMN.used_at.gte(since))
        .filter(pass::COLUMN.used_site_id.eq(place.id))
        .order_by_desc(pass::Column::UsedAt)
        .order_by_desc(pass::Column::Id)
        .limit(limit)
        .all(db)
        .await
}
