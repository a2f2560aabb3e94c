//! Sessions proposed for somebody: of their pathway, to come and with room, the nearest first, as the crow flies from
//! their commune. Without a commune that is known, the soonest first.
use super::{queries, say};
use crate::{
    auth::{Signed, territory},
    identifiers::{CommuneCode, fold},
    languages::language,
    positions::{Position, kilometres},
    web::{Error, Words},
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    attendance, commune,
    pathway::PathwayId,
    place, programme, request,
    site::{self, SiteId},
    training_session::{self, TrainingSessionId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, prelude::DateTimeUtc, sea_query::Expr,
};
use std::collections::{BTreeSet, HashMap};

/// More than anybody compares.
const PROPOSED: usize = 5;
/// The soonest sessions that are measured: a département plans fewer at a time.
const MEASURED: u64 = 500;

/// What a page proposes.
pub struct Proposals {
    pub sessions: Vec<Proposed>,
    /// The distances are known, and the nearest is first.
    pub measured: bool,
    /// Who is to be enrolled with the press of the button; none where somebody is enrolled already.
    pub learner: Option<i32>,
}

/// A session, as it is read.
pub struct Proposed {
    pub id: i32,
    pub starts_at: DateTimeUtc,
    pub place: String,
    pub duration: String,
    pub left: i32,
    pub kilometres: Option<String>,
    pub language: Option<String>,
    pub step_free: Option<bool>,
    /// Where one reads how to get in.
    pub access: Option<String>,
}

/// How far each session is, and when: the nearest first, those whose place lies nowhere known last, then the soonest.
type Key = (Option<u32>, DateTime<Utc>, TrainingSessionId);

fn order(keys: &mut [Key]) {
    keys.sort_by_key(|(metres, at, id)| (metres.unwrap_or(u32::MAX), *at, *id));
}

/// What to propose for a request: nothing once the pathway is attested, nor before it is said who learns where there
/// are several.
pub async fn of_request(
    db: &impl ConnectionTrait,
    words: Words,
    (request, programme): (&request::Model, &programme::Model),
    commune: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<Proposals>, Error> {
    let enrolment = queries::live_enrolment(db, request.id).await?;
    let (learner, pathway, booked) = match &enrolment {
        Some(enrolment) if enrolment.attested_at.is_some() => return Ok(None),
        Some(enrolment) => {
            let places = attendance::Entity::find()
                .filter(attendance::COLUMN.enrolment_id.eq(enrolment.id))
                .all(db)
                .await?;
            let booked: BTreeSet<_> = places.into_iter().map(|place| place.session_id).collect();
            (None, enrolment.pathway_id, booked)
        }
        None => match queries::learners(db, request).await?.as_slice() {
            [only] => {
                let led_to = queries::pathway_of(request, programme);
                (Some(only.id.0), led_to, BTreeSet::new())
            }
            _ => return Ok(None),
        },
    };
    let from = match commune {
        Some(typed) => centre(db, typed).await?,
        None => None,
    };
    let sessions = nearest(db, words, (pathway, &booked), from, now).await?;
    Ok(Some(Proposals {
        sessions,
        measured: from.is_some(),
        learner,
    }))
}

async fn nearest(
    db: &impl ConnectionTrait,
    words: Words,
    (pathway, booked): (PathwayId, &BTreeSet<TrainingSessionId>),
    from: Option<Position>,
    now: DateTime<Utc>,
) -> Result<Vec<Proposed>, Error> {
    let sessions = training_session::Entity::find()
        .filter(training_session::COLUMN.pathway_id.eq(pathway))
        .filter(training_session::COLUMN.starts_at.gte(now))
        .filter(training_session::COLUMN.cancelled_at.is_null())
        .filter(
            Expr::col(training_session::Column::PlacesTaken)
                .lt(Expr::col(training_session::Column::Capacity)),
        )
        .filter(training_session::Column::Id.is_not_in(booked.iter().copied()))
        .order_by_asc(training_session::COLUMN.starts_at)
        .limit(MEASURED)
        .all(db)
        .await?;
    let sites = queries::sites(db, sessions.iter().map(|session| session.site_id)).await?;
    let all: Vec<site::Model> = sites.values().cloned().collect();
    let places = places(db, &all).await?;
    let positions = positions(db, &all, &places).await?;
    let metres = |session: &training_session::Model| {
        from.and_then(|from| Some(from.metres_to(*positions.get(&session.site_id)?)))
    };
    let mut keys: Vec<Key> = sessions
        .iter()
        .map(|session| (metres(session), session.starts_at, session.id))
        .collect();
    order(&mut keys);
    let mut proposed = Vec::new();
    for (metres, _, id) in keys.into_iter().take(PROPOSED) {
        let session = sessions.iter().find(|session| session.id == id);
        let session = session.context("a key is a session's")?;
        let site = sites
            .get(&session.site_id)
            .context("a session is at a site")?;
        let access = places.get(&site.id);
        proposed.push(Proposed {
            id: session.id.0,
            starts_at: session.starts_at,
            place: format!("{}, {}", site.name, site.city),
            duration: say::duration(session.minutes),
            left: session.capacity - session.places_taken,
            kilometres: metres.map(kilometres),
            language: session
                .language
                .as_deref()
                .and_then(language)
                .map(|one| one.name(words.lang).to_owned()),
            step_free: session.step_free,
            access: access.and_then(|place| place.accessibility_url.clone()),
        });
    }
    Ok(proposed)
}

/// The centre of a commune as somebody typed it, by its name or its code. Two communes of one name lie in two places:
/// nothing is guessed.
async fn centre(db: &impl ConnectionTrait, typed: &str) -> Result<Option<Position>, DbErr> {
    let mut named = Condition::any().add(commune::COLUMN.search.eq(fold(typed)));
    if let Ok(code) = CommuneCode::parse(typed) {
        named = named.add(commune::COLUMN.code.eq(code.as_str()));
    }
    let found = commune::Entity::find()
        .filter(named)
        .limit(2)
        .all(db)
        .await?;
    Ok(match found.as_slice() {
        [only] => Position::of(only.latitude_e6, only.longitude_e6),
        _ => None,
    })
}

/// What the directory holds of these sites.
async fn places(
    db: &impl ConnectionTrait,
    sites: &[site::Model],
) -> Result<HashMap<SiteId, place::Model>, DbErr> {
    let places = place::Entity::find()
        .filter(place::Column::SiteId.is_in(sites.iter().map(|site| site.id)))
        .all(db)
        .await?;
    Ok(places
        .into_iter()
        .map(|place| (place.site_id, place))
        .collect())
}

/// Where these sites lie: their own coordinates, or the centre of their commune.
async fn positions(
    db: &impl ConnectionTrait,
    sites: &[site::Model],
    places: &HashMap<SiteId, place::Model>,
) -> Result<HashMap<SiteId, Position>, DbErr> {
    let codes: BTreeSet<String> = sites
        .iter()
        .filter_map(|site| site.insee_code.clone())
        .collect();
    let communes = commune::Entity::find()
        .filter(commune::Column::Code.is_in(codes))
        .all(db)
        .await?;
    let centres: HashMap<&str, Position> = communes
        .iter()
        .filter_map(|commune| {
            let centre = Position::of(commune.latitude_e6, commune.longitude_e6)?;
            Some((commune.code.as_str(), centre))
        })
        .collect();
    let mut positions = HashMap::new();
    for site in sites {
        let own = places
            .get(&site.id)
            .and_then(|place| Position::of(place.latitude_e6, place.longitude_e6));
        let centre = || centres.get(site.insee_code.as_deref()?).copied();
        if let Some(position) = own.or_else(centre) {
            positions.insert(site.id, position);
        }
    }
    Ok(positions)
}

/// The open training places that lie nowhere known, in the territory of who asks: they are proposed last.
pub async fn unplaced(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<site::Model>, DbErr> {
    let mut sites = site::Entity::find()
        .filter(site::COLUMN.is_training.eq(true))
        .filter(site::COLUMN.closed_at.is_null())
        .filter(territory::rows(by, site::Column::EpciCode))
        .order_by_asc(site::COLUMN.name)
        .order_by_asc(site::COLUMN.id)
        .all(db)
        .await?;
    let places = places(db, &sites).await?;
    let positions = positions(db, &sites, &places).await?;
    sites.retain(|site| !positions.contains_key(&site.id));
    Ok(sites)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_comes_first_and_what_lies_nowhere_last() {
        let day = |number: u32| format!("2026-06-{number:02}T08:00:00Z").parse().unwrap();
        let id = TrainingSessionId;
        let mut keys: Vec<Key> = vec![
            (None, day(1), id(1)),
            (Some(12_000), day(2), id(2)),
            (Some(400), day(9), id(3)),
            (Some(400), day(3), id(4)),
            (None, day(2), id(5)),
        ];
        order(&mut keys);
        let ids: Vec<i32> = keys.iter().map(|(_, _, id)| id.0).collect();
        assert_eq!(ids, [4, 3, 2, 1, 5]);
        // From nowhere, by date alone.
        let mut unknown: Vec<Key> = vec![(None, day(5), id(1)), (None, day(4), id(2))];
        order(&mut unknown);
        assert_eq!(unknown[0].2, id(2));
    }
}
