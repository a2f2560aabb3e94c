//! What is done to memberships and accounts.
use crate::{
    app::App,
    auth::{letters, links, password, permissions::role_key, session},
    identifiers::fold,
    keys::Keys,
    mail,
};
use anyhow::{Context, bail, ensure};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    account::{self, AccountId, Language},
    account_token::TokenPurpose,
    habilitation,
    membership::{self, MembershipId, Role},
    membership_territory,
    organisation::{self, OrganisationId, OrganisationKind},
    outbox::OutboxKind,
    site::SiteId,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, SqlErr, sea_query::Expr,
};

/// What messages about accounts are written with.
#[derive(Clone, Copy)]
pub struct Post<'a> {
    pub keys: &'a Keys,
    pub base_url: &'a str,
}

impl<'a> Post<'a> {
    #[must_use]
    pub fn of(app: &'a App) -> Self {
        Self {
            keys: &app.keys,
            base_url: &app.config.base_url,
        }
    }
}

/// Somebody to be given a role.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Lower case.
    pub email: String,
    pub name: String,
    pub language: Language,
    pub role: Role,
    pub site_id: Option<SiteId>,
    /// For a coordinator: the EPCI codes the membership is limited to.
    pub territories: Vec<String>,
}

/// Why nobody was invited.
#[derive(Debug, thiserror::Error)]
pub enum NotInvited {
    #[error("this person holds this role there already")]
    AlreadyThere,
    #[error("this account is disabled")]
    Disabled,
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl From<DbErr> for NotInvited {
    fn from(error: DbErr) -> Self {
        Self::Other(error.into())
    }
}

/// Gives somebody a role, and tells them: by a link to choose a password, or by the news alone when they
/// have one.
pub async fn invite(
    txn: &impl ConnectionTrait,
    post: Post<'_>,
    organisation: &organisation::Model,
    invited: Invited,
    now: DateTime<Utc>,
) -> Result<MembershipId, NotInvited> {
    let (account, membership_id) = add_member(txn, organisation.id, invited, now).await?;
    let role = membership::Entity::find_by_id(membership_id)
        .one(txn)
        .await?
        .context("the membership was written just now")?
        .role;
    tell(txn, post, &account, role, &organisation.name, now).await?;
    Ok(membership_id)
}

/// Tells somebody about a role they hold; a new link replaces the earlier one.
pub async fn tell(
    txn: &impl ConnectionTrait,
    post: Post<'_>,
    account: &account::Model,
    role: Role,
    organisation: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let key = role_key(role);
    let (kind, signs_in, message) = if account.password_hash.is_some() {
        let message = letters::new_role(account, key, organisation, post.base_url)?;
        (OutboxKind::NewRole, false, message)
    } else {
        let purpose = TokenPurpose::Invitation;
        let link = links::make(txn, post.base_url, account.id, purpose, now).await?;
        let message = letters::invitation(account, key, organisation, &link)?;
        (OutboxKind::Invitation, true, message)
    };
    mail::queue(txn, post.keys, kind, signs_in, &message, now).await?;
    Ok(())
}

/// The account of this address, made when there is none, with a new membership.
pub async fn add_member(
    txn: &impl ConnectionTrait,
    organisation_id: OrganisationId,
    invited: Invited,
    now: DateTime<Utc>,
) -> Result<(account::Model, MembershipId), NotInvited> {
    let existing = account::Entity::find_by_email(&invited.email)
        .one(txn)
        .await?;
    let account = match existing {
        Some(account) if account.disabled_at.is_some() => return Err(NotInvited::Disabled),
        Some(account) => account,
        None => {
            account::Entity::insert(account::ActiveModel {
                email: Set(invited.email),
                name: Set(invited.name),
                language: Set(invited.language),
                created_at: Set(now),
                ..Default::default()
            })
            .exec_with_returning(txn)
            .await?
        }
    };
    let row = membership::ActiveModel {
        account_id: Set(account.id),
        organisation_id: Set(organisation_id),
        site_id: Set(invited.site_id),
        role: Set(invited.role),
        created_at: Set(now),
        ..Default::default()
    };
    let inserted = membership::Entity::insert(row)
        .exec_with_returning(txn)
        .await;
    let membership = inserted.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => NotInvited::AlreadyThere,
        _ => error.into(),
    })?;
    if invited.role == Role::Coordinator {
        add_territories(txn, membership.id, invited.territories).await?;
    }
    Ok((account, membership.id))
}

/// Ends a membership and the sessions under it. False when it was ended before.
pub async fn end(
    txn: &impl ConnectionTrait,
    id: MembershipId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let ended = membership::Entity::update_many()
        .col_expr(membership::Column::EndedAt, Expr::value(now))
        .filter(membership::COLUMN.id.eq(id))
        .filter(membership::COLUMN.ended_at.is_null())
        .exec(txn)
        .await?;
    session::revoke_under(txn, id, now).await?;
    Ok(ended.rows_affected == 1)
}

/// Disables an account, which ends all its sessions, or enables it again.
pub async fn set_disabled(
    txn: &impl ConnectionTrait,
    id: AccountId,
    disabled: bool,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    account::ActiveModel {
        id: Set(id),
        disabled_at: Set(disabled.then_some(now)),
        ..Default::default()
    }
    .update(txn)
    .await?;
    if disabled {
        session::revoke(txn, id, None, now).await?;
    }
    Ok(())
}

/// Limits a membership to these intercommunalities; none means no limit.
pub async fn limit_to(
    txn: &impl ConnectionTrait,
    id: MembershipId,
    epci_codes: Vec<String>,
) -> Result<(), DbErr> {
    membership_territory::Entity::delete_many()
        .filter(membership_territory::COLUMN.membership_id.eq(id))
        .exec(txn)
        .await?;
    add_territories(txn, id, epci_codes).await
}

async fn add_territories(
    txn: &impl ConnectionTrait,
    id: MembershipId,
    mut epci_codes: Vec<String>,
) -> Result<(), DbErr> {
    epci_codes.sort();
    epci_codes.dedup();
    for epci_code in epci_codes {
        membership_territory::Entity::insert(membership_territory::ActiveModel {
            membership_id: Set(id),
            epci_code: Set(epci_code),
        })
        .exec_without_returning(txn)
        .await?;
    }
    Ok(())
}

/// Ends a habilitation of this account the day before `today`. False when there is none to end.
pub async fn end_habilitation(
    txn: &impl ConnectionTrait,
    account_id: AccountId,
    id: i32,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let yesterday = today.pred_opt().unwrap_or(today);
    let ended = habilitation::Entity::update_many()
        .col_expr(habilitation::Column::ExpiresOn, Expr::value(yesterday))
        .filter(habilitation::COLUMN.id.eq(id))
        .filter(habilitation::COLUMN.account_id.eq(account_id))
        .filter(habilitation::COLUMN.expires_on.gte(today))
        .exec(txn)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// An account as the command line adds it: the first coordinator of a new installation has nobody to be
/// invited by.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub email: String,
    pub name: String,
    pub role: Role,
    pub organisation_kind: OrganisationKind,
    pub organisation_name: String,
    /// None to get a link that lets the person choose one.
    pub password: Option<String>,
}

/// Adds an account with a membership, and the organisation when there is none of this kind and name.
/// Answers the link to give to the person when no password was given; no message is sent. The same again changes nothing
/// and has the same answer, but for the link: only its hash is known here, so a new one takes its place.
pub async fn add_account(app: &App, new: NewAccount) -> anyhow::Result<Option<String>> {
    let email = new.email.trim().to_lowercase();
    ensure!(
        crate::auth::is_email(&email),
        "{email:?} is not an e-mail address"
    );
    let name = new.name.trim();
    ensure!(!name.is_empty(), "the person's name is missing");
    let organisation_name = new.organisation_name.trim();
    ensure!(
        !organisation_name.is_empty(),
        "the organisation's name is missing"
    );
    let hash = match new.password {
        None => None,
        Some(password) => {
            ensure!(
                password::fault(&password, &email).is_none(),
                "the password must have at least {} characters and not be the address",
                password::SHORTEST
            );
            let account = account::Entity::find_by_email(&email).one(&app.db).await?;
            match account.and_then(|account| account.password_hash) {
                Some(known) => {
                    ensure!(
                        password::verify(app, password, Some(known)).await?,
                        "this address has an account and another password: give none"
                    );
                    None
                }
                None => Some(password::hash(app, password).await?),
            }
        }
    };
    let now = app.clock.now();
    let write = app.write().await?;
    let organisation_id =
        organisation_called(&*write, new.organisation_kind, organisation_name, now).await?;
    let holder = holder(&*write, &email, organisation_id, new.role).await?;
    let invited = Invited {
        email,
        name: name.to_owned(),
        language: Language::Fr,
        role: new.role,
        site_id: None,
        territories: Vec::new(),
    };
    let account = match holder {
        Some(account) => account,
        None => add_member(&*write, organisation_id, invited, now).await?.0,
    };
    let link = match (&account.password_hash, hash) {
        (Some(_), Some(_)) => bail!("this address has an account and a password: give none"),
        (Some(_), None) => None,
        (None, Some(hash)) => {
            account::ActiveModel {
                id: Set(account.id),
                password_hash: Set(Some(hash)),
                ..Default::default()
            }
            .update(&*write)
            .await?;
            None
        }
        (None, None) => {
            let base_url = &app.config.base_url;
            let purpose = TokenPurpose::Invitation;
            let link = links::make(&*write, base_url, account.id, purpose, now).await?;
            Some(link.address)
        }
    };
    write.commit().await?;
    Ok(link)
}

/// The account of this address that may sign in, when it holds this role there already.
async fn holder(
    txn: &impl ConnectionTrait,
    email: &str,
    organisation_id: OrganisationId,
    role: Role,
) -> Result<Option<account::Model>, DbErr> {
    let account = account::Entity::find_by_email(email).one(txn).await?;
    let Some(account) = account.filter(|account| account.disabled_at.is_none()) else {
        return Ok(None);
    };
    let held = membership::Entity::find()
        .filter(membership::COLUMN.account_id.eq(account.id))
        .filter(membership::COLUMN.organisation_id.eq(organisation_id))
        .filter(membership::COLUMN.role.eq(role))
        .filter(membership::COLUMN.ended_at.is_null())
        .one(txn)
        .await?;
    Ok(held.map(|_| account))
}

async fn organisation_called(
    txn: &impl ConnectionTrait,
    kind: OrganisationKind,
    name: &str,
    now: DateTime<Utc>,
) -> Result<OrganisationId, DbErr> {
    let search = fold(name);
    let existing = organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(kind))
        .filter(organisation::COLUMN.search.eq(&search))
        .one(txn)
        .await?;
    if let Some(existing) = existing {
        return Ok(existing.id);
    }
    let row = organisation::ActiveModel {
        kind: Set(kind),
        name: Set(name.to_owned()),
        search: Set(search),
        created_at: Set(now),
        ..Default::default()
    };
    Ok(organisation::Entity::insert(row)
        .exec_with_returning(txn)
        .await?
        .id)
}
