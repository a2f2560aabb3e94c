//! What is written of schools: who registers and who is revoked, what is signed, and how a school closes.
use super::{
    letters,
    queries::{self, NOT_YET_OUT},
};
use crate::{
    app::App,
    auth::links::REGISTRATION_LASTS,
    journal::{self, By, Event, EventKind},
    keys::{random_token, sha256_hex},
    lending::{
        actions::{cancel, recall},
        rules::schools::SchoolYear,
        waiting,
    },
    people::members::actions::{self as members, Invited, NotInvited},
    web::Error,
};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account::{self, Language},
    agreement_clause, loan, loan_wait,
    membership::{self, MembershipId, Role},
    organisation::{self, OrganisationId},
    registration,
    school_agreement::{self, AgreementSignature},
    school_closing, school_domain,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, sea_query::Expr,
};

/// Somebody who registers, checked.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// Lower case.
    pub email: String,
    pub name: String,
    pub language: Language,
}

/// Keeps what was typed until the link is opened, and sends it. An earlier link of the address ends.
pub async fn register(
    app: &App,
    txn: &impl ConnectionTrait,
    newcomer: Newcomer,
    school: &organisation::Model,
) -> Result<(), Error> {
    registration::Entity::delete_many()
        .filter(registration::COLUMN.email.eq(newcomer.email.as_str()))
        .filter(registration::COLUMN.membership_id.is_null())
        .exec(txn)
        .await?;
    let token = random_token();
    let now = app.clock.now();
    let reader = (newcomer.email.as_str(), newcomer.language);
    letters::registration(app, txn, reader, school, &token).await?;
    let row = registration::ActiveModel {
        organisation_id: Set(school.id),
        email: Set(Some(newcomer.email)),
        name: Set(Some(newcomer.name)),
        language: Set(newcomer.language),
        token_hash: Set(sha256_hex(&token)),
        created_at: Set(now),
        expires_at: Set(now + REGISTRATION_LASTS),
        ..Default::default()
    };
    registration::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// What came of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    In,
    /// They were a teacher there already.
    Before,
    /// The school ended their access, or the account is disabled.
    Refused,
}

/// Who opened the link becomes a teacher of the school. The address and the name leave the registration.
pub async fn take_up(
    app: &App,
    txn: &impl ConnectionTrait,
    row: &registration::Model,
    password_hash: Option<String>,
) -> Result<Came, Error> {
    let (Some(email), Some(name)) = (&row.email, &row.name) else {
        return Err(Error::Changed);
    };
    let now = app.clock.now();
    if let Some(account) = account::Entity::find_by_email(email).one(txn).await? {
        let school = row.organisation_id;
        if account.disabled_at.is_some() {
            return Ok(Came::Refused);
        }
        // Ended once and invited again, they teach there.
        if queries::teaching(txn, account.id, school).await?.is_some() {
            registration::Entity::delete_by_id(row.id).exec(txn).await?;
            return Ok(Came::Before);
        }
        if queries::was_ended(txn, account.id, school).await? {
            return Ok(Came::Refused);
        }
    }
    let invited = Invited {
        email: email.clone(),
        name: name.clone(),
        language: row.language,
        role: Role::Teacher,
        site_id: None,
        territories: Vec::new(),
    };
    let (account, membership) =
        match members::add_member(txn, row.organisation_id, invited, now).await {
            Ok(made) => made,
            Err(NotInvited::AlreadyThere | NotInvited::Disabled) => return Err(Error::Changed),
            Err(NotInvited::Other(error)) => return Err(error.into()),
        };
    if account.password_hash.is_none() {
        let hash = password_hash.ok_or(Error::Changed)?;
        account::ActiveModel {
            id: Set(account.id),
            password_hash: Set(Some(hash)),
            ..Default::default()
        }
        .update(txn)
        .await?;
    }
    let taken = registration::ActiveModel {
        email: Set(None),
        name: Set(None),
        membership_id: Set(Some(membership)),
        ..Default::default()
    };
    let taken = registration::Entity::update_many()
        .set(taken)
        .filter(registration::COLUMN.id.eq(row.id))
        .filter(registration::COLUMN.membership_id.is_null())
        .exec(txn)
        .await?;
    if taken.rows_affected == 0 {
        return Err(Error::Changed);
    }
    letters::registered(app, txn, row.organisation_id, &account).await?;
    Ok(Came::In)
}

/// Ends a teacher's membership and sessions, gives back what they reserved and did not fetch, and takes them out of the
/// lines. What is out with them comes back as any loan does.
pub async fn revoke(
    app: &App,
    txn: &impl ConnectionTrait,
    by: By,
    teacher: &membership::Model,
    school: &str,
) -> Result<(), Error> {
    if !members::end(txn, teacher.id, by.at).await? {
        return Err(Error::Changed);
    }
    let cancelled = give_up_reservations(app, txn, by, teacher.id).await?;
    let account = account::Entity::find_by_id(teacher.account_id)
        .one(txn)
        .await?
        .ok_or(Error::NotFound)?;
    letters::revoked(app, txn, &account, school, cancelled).await
}

/// Cancels what was reserved under a membership and not fetched, and leaves its lines; gives how many loans.
pub async fn give_up_reservations(
    app: &App,
    txn: &impl ConnectionTrait,
    by: By,
    membership: MembershipId,
) -> Result<usize, Error> {
    let places = loan_wait::Entity::find()
        .filter(loan_wait::COLUMN.membership_id.eq(membership))
        .filter(loan_wait::COLUMN.closed_at.is_null())
        .all(txn)
        .await?;
    let mut items: Vec<_> = places.iter().map(|place| place.item_id).collect();
    for place in &places {
        waiting::actions::leave(txn, place, by.at).await?;
    }
    let loans = queries::reserved_under(txn, membership).await?;
    for loan in &loans {
        cancel(txn, by, loan).await?;
        items.push(loan.item_id);
    }
    items.sort_unstable();
    items.dedup();
    for item in items {
        waiting::actions::offer_next(app, txn, item).await?;
    }
    Ok(loans.len())
}

/// A paper as it was signed.
#[derive(Clone, Debug)]
pub struct SignedPaper {
    pub signature: AgreementSignature,
    pub sha256: String,
    pub file: String,
    pub media_type: &'static str,
    pub signed_on: NaiveDate,
}

/// Keeps the agreement of a school for a year. Of two at once, the second is told.
pub async fn sign(
    txn: &impl ConnectionTrait,
    (by, now): (MembershipId, DateTime<Utc>),
    school: OrganisationId,
    year: SchoolYear,
    paper: SignedPaper,
) -> Result<(), Error> {
    let row = school_agreement::ActiveModel {
        organisation_id: Set(school),
        first_on: Set(year.first_on),
        last_on: Set(year.last_on),
        signature: Set(paper.signature),
        sha256: Set(paper.sha256),
        file: Set(paper.file),
        media_type: Set(paper.media_type.to_owned()),
        signed_on: Set(paper.signed_on),
        membership_id: Set(by),
        recorded_at: Set(now),
        ..Default::default()
    };
    school_agreement::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    Ok(())
}

/// What the agreement says, in both languages, and whether kit goes out without one.
#[derive(Clone, Debug)]
pub struct Clauses {
    pub required: bool,
    pub insurance: [String; 2],
    pub theft: [String; 2],
}

/// The clauses from now on; those of before stay, as they were signed.
pub async fn declare(
    txn: &impl ConnectionTrait,
    (by, now): (MembershipId, DateTime<Utc>),
    clauses: Clauses,
) -> Result<(), DbErr> {
    let [insurance_fr, insurance_en] = clauses.insurance;
    let [theft_fr, theft_en] = clauses.theft;
    let row = agreement_clause::ActiveModel {
        required: Set(clauses.required),
        insurance_fr: Set(insurance_fr),
        insurance_en: Set(insurance_en),
        theft_fr: Set(theft_fr),
        theft_en: Set(theft_en),
        membership_id: Set(by),
        declared_at: Set(now),
        ..Default::default()
    };
    agreement_clause::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Lets the addresses of a domain register.
pub async fn add_domain(
    txn: &impl ConnectionTrait,
    (by, now): (MembershipId, DateTime<Utc>),
    domain: String,
) -> Result<(), Error> {
    let row = school_domain::ActiveModel {
        domain: Set(domain),
        membership_id: Set(by),
        added_at: Set(now),
        ..Default::default()
    };
    school_domain::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    Ok(())
}

/// No more registrations of this domain; who registered stays. False when it was taken off before.
pub async fn remove_domain(
    txn: &impl ConnectionTrait,
    id: i32,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let removed = school_domain::Entity::update_many()
        .col_expr(school_domain::Column::RemovedAt, Expr::value(Some(now)))
        .filter(school_domain::COLUMN.id.eq(id))
        .filter(school_domain::COLUMN.removed_at.is_null())
        .exec(txn)
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Says that the pupil takes it home; who borrows gets a code for the pupil, where there is none yet.
pub async fn goes_home(
    txn: &impl ConnectionTrait,
    by: By,
    loan: &loan::Model,
    pupil_code: String,
) -> Result<loan::Model, Error> {
    let change = loan::ActiveModel {
        at_home: Set(Some(true)),
        pupil_code: Set(Some(loan.pupil_code.clone().unwrap_or(pupil_code))),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanGoesHome);
    Ok(journal::change(txn, by, loan, change, event).await?)
}

/// "Signed, kept at school, on this day": all that is known of what the family signed.
pub async fn family_signed(
    txn: &impl ConnectionTrait,
    (by, kept_by): (By, MembershipId),
    loan: &loan::Model,
    signed_on: NaiveDate,
) -> Result<loan::Model, Error> {
    let change = loan::ActiveModel {
        family_signed_on: Set(Some(signed_on)),
        family_kept_by: Set(Some(kept_by)),
        ..Default::default()
    };
    let event = Event::of(EventKind::LoanFamilySigned);
    Ok(journal::change(txn, by, loan, change, event).await?)
}

/// A school closes on a day: no loan of it lasts longer. What would begin or end later is cancelled, what is out is
/// called back for that day, and its agreements end with it.
pub async fn announce_closing(
    app: &App,
    txn: &impl ConnectionTrait,
    (by, membership): (By, MembershipId),
    school: &organisation::Model,
    closes_on: NaiveDate,
) -> Result<(), Error> {
    queries::hold(txn, school.id).await?;
    let row = school_closing::ActiveModel {
        organisation_id: Set(school.id),
        closes_on: Set(closes_on),
        membership_id: Set(membership),
        announced_at: Set(by.at),
    };
    school_closing::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    let mut items = Vec::new();
    for loan in queries::loans_after(txn, school.id, closes_on).await? {
        items.push(loan.item_id);
        let loan = if NOT_YET_OUT.contains(&loan.state) {
            cancel(txn, by, &loan).await?
        } else {
            recall(txn, by, &loan, closes_on).await?
        };
        letters::recalled(app, txn, &loan, closes_on).await?;
    }
    school_agreement::Entity::update_many()
        .col_expr(
            school_agreement::Column::EndedOn,
            Expr::value(Some(closes_on)),
        )
        .filter(school_agreement::COLUMN.organisation_id.eq(school.id))
        .filter(school_agreement::COLUMN.ended_on.is_null())
        .filter(school_agreement::COLUMN.first_on.lte(closes_on))
        .filter(school_agreement::COLUMN.last_on.gt(closes_on))
        .exec(txn)
        .await?;
    items.sort_unstable();
    items.dedup();
    for item in items {
        waiting::actions::offer_next(app, txn, item).await?;
    }
    Ok(())
}
