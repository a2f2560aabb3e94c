//! The projects of a call in the order of the marks, with what the elected jury thinks.
use super::{
    filed::{self, Filed},
    queries::{self, Call, Named, Said},
    rules::{Spoken, Votes, places, score},
};
use entities::{
    account::AccountId,
    project_call_juror::{JurorId, Jury},
};
use sea_orm::{ConnectionTrait, DbErr};

/// A project with what was said of it.
pub struct Ranked {
    pub filed: Filed,
    /// Out of 20, in hundredths.
    pub score: Option<i64>,
    pub place: Option<usize>,
    pub votes: Votes,
    /// Those who spoke, whoever may read it.
    pub spoke: Vec<JurorId>,
    pub said: Vec<Said>,
}

/// What somebody reads of what was said of a project: who is in a jury of the call reads nothing before they spoke of it or
/// it is decided, whatever else they do here, so that nobody follows another.
#[must_use]
pub fn readable(filed: &Filed, jurors: &[Named], said: Vec<Said>, reader: AccountId) -> Vec<Said> {
    let own = || jurors.iter().filter(|named| named.account_id == reader);
    let spoke = said
        .iter()
        .any(|said| own().any(|named| named.juror.id == said.review.juror_id));
    if filed.decision.is_some() || spoke || own().next().is_none() {
        said
    } else {
        Vec::new()
    }
}

/// The score of a project.
#[must_use]
pub fn score_of(said: &[Said]) -> Option<i64> {
    let weighed: Vec<_> = said.iter().map(Said::weighed).collect();
    score(weighed.iter().map(Vec::as_slice))
}

/// How the elected jury voted on a project.
#[must_use]
pub fn votes_of(said: &[Said]) -> Votes {
    Votes::of(said.iter().filter_map(|said| said.review.opinion))
}

/// How many of each jury there are, and spoke of a project.
#[must_use]
pub fn spoken(jurors: &[Named], said: &[Said]) -> [Spoken; 2] {
    [Jury::Technical, Jury::Elected].map(|jury| Spoken {
        jury,
        named: jurors
            .iter()
            .filter(|named| named.juror.jury == jury)
            .count(),
        given: said.iter().filter(|said| said.jury == jury).count(),
    })
}

/// The projects that were sent, as somebody may read them: the best marked first, those without marks last.
pub async fn ranking(
    db: &impl ConnectionTrait,
    call: &Call,
    jurors: &[Named],
    reader: AccountId,
) -> Result<Vec<Ranked>, DbErr> {
    let projects = filed::sent(db, call.call.id).await?;
    let mut said = queries::said(db, call, jurors).await?;
    let mut ranked: Vec<Ranked> = projects
        .into_iter()
        .map(|filed| {
            let said = said.remove(&filed.project.id).unwrap_or_default();
            let spoke = said.iter().map(|said| said.review.juror_id).collect();
            let said = readable(&filed, jurors, said, reader);
            Ranked {
                spoke,
                score: score_of(&said),
                place: None,
                votes: votes_of(&said),
                said,
                filed,
            }
        })
        .collect();
    let scores: Vec<_> = ranked.iter().map(|line| line.score).collect();
    for (line, place) in ranked.iter_mut().zip(places(&scores)) {
        line.place = place;
    }
    ranked.sort_by_key(|line| line.place.unwrap_or(usize::MAX));
    Ok(ranked)
}
