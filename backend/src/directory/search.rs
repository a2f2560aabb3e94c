//! The public search: which places serve a public and offer a theme, by distance from a commune or by name.
//!
//! A département has hundreds of places, not millions: a few columns of each that fits are read, and the distances are
//! reckoned here, alike on both engines. What a page shows of its twenty is read afterwards.
use super::{listing, queries::to_site, rules::Position, vocabulary::EVERYBODY};
use crate::identifiers::{CommuneCode, fold};
use entities::{
    commune, place, place_service,
    service_choice::{self, ChoiceList},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Func, SelectStatement},
};
use std::collections::{BTreeSet, HashMap};

/// Communes offered at most, when a few letters were typed.
const OFFERED: u64 = 10;

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub public: Option<String>,
    pub theme: Option<String>,
    /// From where distances are measured.
    pub from: Option<Position>,
    /// No farther than so many metres.
    pub within: Option<u32>,
}

/// A place that fits, and how far it is where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub site: SiteId,
    pub metres: Option<u32>,
    name: String,
}

impl Hit {
    /// The nearest first; what lies nowhere last; then by name.
    fn key(&self) -> (u32, &str, SiteId) {
        (
            self.metres.unwrap_or(u32::MAX),
            self.name.as_str(),
            self.site,
        )
    }
}

/// The hits after one of them, and how many places fit but lie nowhere that is known.
pub struct Found {
    pub hits: Vec<Hit>,
    pub more: bool,
    pub unplaced: usize,
}

#[derive(FromQueryResult)]
struct Candidate {
    site_id: SiteId,
    name: String,
    insee_code: Option<String>,
    latitude_e6: Option<i32>,
    longitude_e6: Option<i32>,
}

/// A page of the places that fit.
pub async fn find(
    db: &impl ConnectionTrait,
    wanted: &Wanted,
    after: Option<SiteId>,
    count: usize,
) -> Result<Found, DbErr> {
    let fitting = candidates(listing::places())
        .filter(fits(wanted))
        .into_model::<Candidate>()
        .all(db)
        .await?;
    let mut hits = measured(db, fitting, wanted.from).await?;
    let mut unplaced = 0;
    if let (Some(_), Some(within)) = (wanted.from, wanted.within) {
        unplaced = hits.iter().filter(|hit| hit.metres.is_none()).count();
        hits.retain(|hit| hit.metres.is_some_and(|metres| metres <= within));
    }
    hits.sort_by(|one, other| one.key().cmp(&other.key()));
    if let Some(after) = after {
        // Where the page before ended, even when that place has left the directory meanwhile.
        let ended = candidates(place::Entity::find().join(JoinType::InnerJoin, to_site()))
            .filter(place::COLUMN.site_id.eq(after))
            .into_model::<Candidate>()
            .all(db)
            .await?;
        if let Some(last) = measured(db, ended, wanted.from).await?.pop() {
            hits.retain(|hit| hit.key() > last.key());
        }
    }
    let more = hits.len() > count;
    hits.truncate(count);
    Ok(Found {
        hits,
        more,
        unplaced,
    })
}

fn candidates(places: Select<place::Entity>) -> Select<place::Entity> {
    places
        .select_only()
        .column(place::Column::SiteId)
        .column(site::Column::Name)
        .column(site::Column::InseeCode)
        .column(place::Column::LatitudeE6)
        .column(place::Column::LongitudeE6)
}

/// One service that is for the public and offers the theme.
fn fits(wanted: &Wanted) -> Condition {
    if wanted.public.is_none() && wanted.theme.is_none() {
        return Condition::all();
    }
    let mut offering = place_service::Entity::find()
        .select_only()
        .column(place_service::Column::SiteId)
        .filter(place_service::COLUMN.removed_at.is_null());
    if let Some(public) = &wanted.public {
        let for_them = [public.as_str(), EVERYBODY];
        offering = offering
            .filter(place_service::Column::Id.in_subquery(with(ChoiceList::Public, &for_them)));
    }
    if let Some(theme) = &wanted.theme {
        offering = offering.filter(
            place_service::Column::Id.in_subquery(with(ChoiceList::Theme, &[theme.as_str()])),
        );
    }
    Condition::all().add(place::Column::SiteId.in_subquery(offering.into_query()))
}

fn with(list: ChoiceList, words: &[&str]) -> SelectStatement {
    service_choice::Entity::find()
        .select_only()
        .column(service_choice::Column::ServiceId)
        .filter(service_choice::COLUMN.list.eq(list))
        .filter(service_choice::Column::Word.is_in(words.iter().copied()))
        .into_query()
}

/// Each with its distance: from the place itself, or from the centre of its commune.
async fn measured(
    db: &impl ConnectionTrait,
    candidates: Vec<Candidate>,
    from: Option<Position>,
) -> Result<Vec<Hit>, DbErr> {
    let centres = match from {
        Some(_) => centres(db, &candidates).await?,
        None => HashMap::new(),
    };
    Ok(candidates
        .into_iter()
        .map(|candidate| {
            let own = Position::of(candidate.latitude_e6, candidate.longitude_e6);
            let centre = candidate
                .insee_code
                .as_ref()
                .and_then(|code| centres.get(code).copied());
            let metres = from.and_then(|from| Some(from.metres_to(own.or(centre)?)));
            Hit {
                site: candidate.site_id,
                metres,
                name: fold(&candidate.name),
            }
        })
        .collect())
}

async fn centres(
    db: &impl ConnectionTrait,
    candidates: &[Candidate],
) -> Result<HashMap<String, Position>, DbErr> {
    let codes: BTreeSet<String> = candidates
        .iter()
        .filter(|candidate| candidate.latitude_e6.is_none())
        .filter_map(|candidate| candidate.insee_code.clone())
        .collect();
    let communes = commune::Entity::find()
        .filter(commune::Column::Code.is_in(codes))
        .all(db)
        .await?;
    Ok(communes
        .into_iter()
        .filter_map(|commune| {
            let centre = Position::of(commune.latitude_e6, commune.longitude_e6)?;
            Some((commune.code, centre))
        })
        .collect())
}

/// What a typed commune may mean: one, several to choose from, or none.
pub async fn communes(
    db: &impl ConnectionTrait,
    typed: &str,
) -> Result<Vec<commune::Model>, DbErr> {
    let search = fold(typed);
    let mut exactly = Condition::any().add(commune::COLUMN.search.eq(&search));
    if let Ok(code) = CommuneCode::parse(typed) {
        exactly = exactly.add(commune::COLUMN.code.eq(code.as_str()));
    }
    let exact = commune::Entity::find()
        .filter(exactly)
        .order_by_asc(commune::COLUMN.code)
        .limit(OFFERED)
        .all(db)
        .await?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    // What is left when the letters are taken out differs where they stand: the same on both engines.
    let without = Func::cust("replace").args([
        Expr::col(commune::Column::Search),
        Expr::value(search),
        Expr::value(""),
    ]);
    commune::Entity::find()
        .filter(Expr::col(commune::Column::Search).ne(without))
        .order_by_asc(commune::COLUMN.search)
        .order_by_asc(commune::COLUMN.code)
        .limit(OFFERED)
        .all(db)
        .await
}
