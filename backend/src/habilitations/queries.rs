//! Habilitations as they stand, and what somebody lacks for one.
use super::rules::{Attended, Pathway, earned};
use crate::{
    training::{self, staff},
    web::format::Day,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account::AccountId,
    attendance::AttendanceState,
    habilitation::{self, Act},
    habilitation_rule,
    pathway::{self, PathwayId},
    site, training_module, training_session,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// The habilitations of some accounts, the one that lasts longest first.
pub async fn of_accounts(
    db: &impl ConnectionTrait,
    accounts: impl IntoIterator<Item = AccountId>,
) -> Result<Vec<habilitation::Model>, DbErr> {
    habilitation::Entity::find()
        .filter(habilitation::COLUMN.account_id.is_in(accounts))
        .order_by_desc(habilitation::Column::ExpiresOn)
        .order_by_desc(habilitation::Column::Id)
        .all(db)
        .await
}

/// Whether somebody is habilitated for the act on this day.
pub async fn holds(
    db: &impl ConnectionTrait,
    account: AccountId,
    act: Act,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let held = habilitation::Entity::find()
        .filter(habilitation::COLUMN.account_id.eq(account))
        .filter(habilitation::COLUMN.act.eq(act))
        .filter(habilitation::COLUMN.granted_on.lte(today))
        .filter(habilitation::COLUMN.expires_on.gte(today))
        .one(db)
        .await?;
    Ok(held.is_some())
}

/// What the coordinator said of an act.
pub async fn rule_of(
    db: &impl ConnectionTrait,
    act: Act,
) -> Result<Option<habilitation_rule::Model>, DbErr> {
    habilitation_rule::Entity::find_by_id(act).one(db).await
}

/// The pathway of an act and its modules, as the rules see it.
pub async fn pathway_of(
    db: &impl ConnectionTrait,
    rule: &habilitation_rule::Model,
) -> Result<(Pathway, Vec<training_module::Model>), DbErr> {
    let modules = training::queries::modules(db, rule.pathway_id).await?;
    let pathway = Pathway {
        modules: modules.iter().map(|module| module.id).collect(),
        months: u32::try_from(rule.months).unwrap_or_default(),
    };
    Ok((pathway, modules))
}

/// What somebody of the staff attended.
pub async fn attended(
    db: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Attended>, DbErr> {
    let sessions = staff::attended(db, account).await?;
    let attended = sessions.into_iter().map(|session| Attended {
        session: session.id,
        day: session.starts_at.in_paris(),
        modules: session.modules,
    });
    Ok(attended.collect())
}

/// What stands between somebody and a habilitation.
pub struct Lack {
    pub act: Act,
    /// None while the coordinator has not named one.
    pub pathway: Option<pathway::Model>,
    pub missing: Vec<training_module::Model>,
    /// The next session of the pathway that teaches something missing, and whether a place is booked there.
    pub next: Option<(training_session::Model, site::Model, bool)>,
}

impl Lack {
    /// All of it was attended: a supervisor may grant the habilitation.
    #[must_use]
    pub fn is_earned(&self) -> bool {
        self.pathway.is_some() && self.missing.is_empty()
    }
}

/// What somebody lacks for an act today.
pub async fn lack(
    db: &impl ConnectionTrait,
    account: AccountId,
    act: Act,
    now: DateTime<Utc>,
) -> Result<Lack, crate::web::Error> {
    let mut lack = Lack {
        act,
        pathway: None,
        missing: Vec::new(),
        next: None,
    };
    let Some(rule) = rule_of(db, act).await? else {
        return Ok(lack);
    };
    lack.pathway = pathway::Entity::find_by_id(rule.pathway_id).one(db).await?;
    let (pathway, modules) = pathway_of(db, &rule).await?;
    let attended = attended(db, account).await?;
    if let Err(missing) = earned(&pathway, &attended, now.in_paris()) {
        lack.missing = modules;
        lack.missing.retain(|module| missing.contains(&module.id));
        lack.next = next_session(db, account, rule.pathway_id, &lack.missing, now).await?;
    }
    Ok(lack)
}

/// The first session to come that teaches one of these: one where a place is booked, or has places left.
async fn next_session(
    db: &impl ConnectionTrait,
    account: AccountId,
    pathway: PathwayId,
    missing: &[training_module::Model],
    now: DateTime<Utc>,
) -> Result<Option<(training_session::Model, site::Model, bool)>, crate::web::Error> {
    let search = training::calendar::Search {
        pathway: Some(pathway),
        ..Default::default()
    };
    let (mut sessions, _) = training::calendar::to_come(db, search, now).await?;
    sessions.retain(|(session, _)| session.cancelled_at.is_none());
    let ids: Vec<_> = sessions.iter().map(|(session, _)| session.id).collect();
    let taught = training::queries::modules_of(db, &ids).await?;
    let booked = staff::places_of(db, account, AttendanceState::Booked).await?;
    let teaches = |session: &training_session::Model| {
        let modules = taught.get(&session.id);
        modules.is_some_and(|all| missing.iter().any(|module| all.contains(&module.id)))
    };
    let next = sessions
        .into_iter()
        .filter(|(session, _)| teaches(session))
        .map(|(session, site)| {
            let booked = booked.contains(&session.id);
            (session, site, booked)
        })
        .find(|(session, _, booked)| *booked || session.places_taken < session.capacity);
    Ok(next)
}
