//! Who is asking, under which membership, and what they may do.
pub mod account;
pub mod attempts;
mod badge_sign_in;
pub mod badges;
pub mod bearer;
pub mod bench;
pub mod joins;
pub mod letters;
pub mod links;
pub mod memberships;
pub mod menu;
pub mod password;
mod password_change;
mod password_reset;
pub mod permissions;
pub mod pin;
pub mod session;
mod set_password;
mod sign_in;
pub mod territory;

use crate::{
    app::App,
    journal::By,
    web::{Bench, Error, Lang, Person, Shell, Tongue, Words, page::done_key},
};
use axum::{
    Router,
    extract::{FromRef, FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, Uri, request::Parts},
    routing::{get, post},
};
use axum_extra::extract::cookie;
use bench::AtBench;
use chrono::{DateTime, Utc};
use entities::{
    account::{AccountId, BenchView, Language},
    membership::{self, MembershipId, Role},
    organisation::OrganisationId,
    site::SiteId,
};
use permissions::Permission;
pub use session::is_demo;
use std::{convert::Infallible, marker::PhantomData, ops::Deref};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::submit))
        .route(
            "/sign-in/badge",
            get(badge_sign_in::show).post(badge_sign_in::submit),
        )
        .route("/sign-in/lock", post(badge_sign_in::lock))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/language", post(sign_in::choose_language))
        .route("/account", get(account::show).post(account::submit))
        .route("/account/sessions/end", post(account::end_sessions))
        .route(
            "/account/password",
            get(password_change::show).post(password_change::submit),
        )
        .route(
            "/memberships",
            get(memberships::show).post(memberships::submit),
        )
        .route(
            "/password-reset",
            get(password_reset::show).post(password_reset::submit),
        )
        .route(
            "/password-reset/link/{token}",
            get(set_password::show_reset).post(set_password::submit_reset),
        )
        .route(
            "/invitation/link/{token}",
            get(set_password::show_invitation).post(set_password::submit_invitation),
        )
}

impl FromRef<App> for cookie::Key {
    fn from_ref(app: &App) -> Self {
        app.keys.cookies.clone()
    }
}

/// Somebody signed in, acting under one of their memberships.
#[derive(Clone, Debug)]
pub struct Signed {
    pub session_id: i32,
    pub account: Account,
    pub membership_id: MembershipId,
    pub role: Role,
    pub organisation_id: OrganisationId,
    pub organisation_name: String,
    /// The workshop, pick-up point or training place the person works at.
    pub site_id: Option<SiteId>,
    /// The intercommunalities the membership is limited to; empty means all.
    pub territories: Vec<String>,
    /// The bench whose badge and PIN opened this session: it does bench work only.
    pub bench: Option<AtBench>,
    /// Path and query of this request.
    pub path: String,
    done: Option<String>,
    demo: bool,
}

#[derive(Clone, Debug)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    pub language: Language,
    /// The language of the worker view, and how the bench opens, where the person chose them.
    pub bench_language: Option<String>,
    pub bench_view: Option<BenchView>,
    pub several_memberships: bool,
}

impl Signed {
    /// Somebody acting without a browser: the demo's people, whose steps go through the same actions.
    #[must_use]
    pub fn acting(
        account_id: AccountId,
        name: &str,
        membership: &membership::Model,
        organisation_name: &str,
    ) -> Self {
        Self {
            session_id: 0,
            account: Account {
                id: account_id,
                name: name.to_owned(),
                language: Language::Fr,
                bench_language: None,
                bench_view: None,
                several_memberships: false,
            },
            membership_id: membership.id,
            role: membership.role,
            organisation_id: membership.organisation_id,
            organisation_name: organisation_name.to_owned(),
            site_id: membership.site_id,
            territories: Vec::new(),
            bench: None,
            path: String::new(),
            done: None,
            demo: true,
        }
    }

    /// Whether the role held here grants `P`: for a page that offers the button only to who may press it.
    #[must_use]
    pub fn may<P: Permission>(&self, _permission: P) -> bool {
        self.holds::<P>()
    }

    fn holds<P: Permission>(&self) -> bool {
        P::GRANTED_TO.contains(&self.role) && (self.bench.is_none() || P::AT_BENCH)
    }

    /// The language of the worker view: the one chosen for it, else the one of the screens.
    #[must_use]
    pub fn tongue(&self) -> Option<Tongue> {
        let chosen = self.account.bench_language.as_deref();
        chosen
            .and_then(Tongue::from_tag)
            .or_else(|| Tongue::from_tag(self.words().lang.as_str()))
    }

    /// Where this person may begin, as the menu has it.
    #[must_use]
    pub fn places(&self) -> Vec<menu::Part> {
        menu::parts(self.role, self.bench.is_some())
    }

    /// The journal's word for this person at this moment.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> By {
        By {
            actor: Some(self.membership_id),
            at: now,
        }
    }

    /// The frame of a page for this person.
    #[must_use]
    pub fn shell(&self) -> Shell {
        Shell {
            words: self.words(),
            path: self.path.clone(),
            person: Some(Person {
                account: self.account.id.0,
                name: self.account.name.clone(),
                role_key: permissions::role_key(self.role),
                organisation: self.organisation_name.clone(),
                several_memberships: self.account.several_memberships,
            }),
            bench: self.bench.as_ref().map(|bench| Bench {
                name: bench.name.clone(),
                idle_seconds: bench.idle_minutes * 60,
            }),
            menu: menu::of(self.role, self.bench.is_some(), &self.path),
            done: self.done.clone(),
            demo: self.demo,
        }
    }

    #[must_use]
    pub fn words(&self) -> Words {
        Words::new(language(self.account.language))
    }
}

/// Whether a text could be an e-mail address; whether anybody reads it, only a message tells.
#[must_use]
pub fn is_email(text: &str) -> bool {
    text.len() <= 254 && text.parse::<lettre::Address>().is_ok()
}

/// The screens' language of an account.
#[must_use]
pub fn language(language: Language) -> Lang {
    match language {
        Language::Fr => Lang::Fr,
        Language::En => Lang::En,
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        session::signed(app, parts).await?.ok_or(Error::SignIn)
    }
}

impl OptionalFromRequestParts<App> for Signed {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Error> {
        session::signed(app, parts).await
    }
}

/// Proof that the person asking holds the permission `P`: taken by pages as an extractor, and by
/// actions as evidence.
pub struct Allowed<P> {
    signed: Signed,
    permission: PhantomData<P>,
}

impl<P> Deref for Allowed<P> {
    type Target = Signed;

    fn deref(&self) -> &Signed {
        &self.signed
    }
}

impl<P: Permission> FromRequestParts<App> for Allowed<P> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let signed = session::signed(app, parts).await?.ok_or(Error::SignIn)?;
        Self::check(signed)
    }
}

impl<P: Permission> Allowed<P> {
    /// The check itself, for a page that serves several kinds of people.
    pub fn check(signed: Signed) -> Result<Self, Error> {
        if signed.holds::<P>() {
            Ok(Self {
                signed,
                permission: PhantomData,
            })
        } else {
            Err(Error::Forbidden)
        }
    }
}

/// Anybody, signed in or not: just the language and the path.
pub struct Visitor {
    pub shell: Shell,
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Visitor {
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let shell = Shell {
            words: Words::new(Lang::of(&parts.headers)),
            path: path_of(&parts.uri),
            done: done_of(&parts.uri),
            ..Shell::default()
        };
        Self { shell }
    }

    /// The same at a bench, in the language that was chosen there.
    #[must_use]
    pub fn at_bench(mut self, headers: &HeaderMap) -> Self {
        if let Some(tongue) = Tongue::of(headers) {
            self.shell.words = tongue.words();
        }
        self
    }
}

fn path_of(uri: &Uri) -> String {
    uri.path_and_query()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn done_of(uri: &Uri) -> Option<String> {
    done_key(uri.query()?)
}
