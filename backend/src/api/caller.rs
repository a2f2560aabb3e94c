//! Who calls: a token of the right scope, and the permission of the person it acts as.
use super::{
    actions,
    rules::{Scope, grants},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        attempts::{self, Address, CALLS_PER_TOKEN, WRONG_TOKEN_PER_ADDRESS},
        bearer::{Turned, bearer},
        permissions::{ManageProgrammes, Permission, SeeDevices, SeeLoans, SeeRequests},
    },
    web::problem::Problem,
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, request::Parts},
};
use entities::api_token::ApiTokenId;
use std::ops::Deref;

/// What a route asks of a token, and of the person behind it.
pub trait Scoped {
    const SCOPE: Scope;
    type Needs: Permission;
}

pub struct ReadDevices;
impl Scoped for ReadDevices {
    const SCOPE: Scope = Scope::ReadDevices;
    type Needs = SeeDevices;
}

pub struct ReadLoans;
impl Scoped for ReadLoans {
    const SCOPE: Scope = Scope::ReadLoans;
    type Needs = SeeLoans;
}

pub struct ReadRequests;
impl Scoped for ReadRequests {
    const SCOPE: Scope = Scope::ReadRequests;
    type Needs = SeeRequests;
}

pub struct WriteModels;
impl Scoped for WriteModels {
    const SCOPE: Scope = Scope::WriteModels;
    type Needs = ManageProgrammes;
}

/// Proof that a program may call: it acts as the person, and sees the rows that they see.
pub struct Called<S: Scoped> {
    allowed: Allowed<S::Needs>,
    pub token: ApiTokenId,
}

impl<S: Scoped> Deref for Called<S> {
    type Target = Allowed<S::Needs>;

    fn deref(&self) -> &Allowed<S::Needs> {
        &self.allowed
    }
}

impl<S: Scoped> FromRequestParts<App> for Called<S> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let bearer = match bearer(app, parts).await? {
            Ok(bearer) => bearer,
            Err(turned) => {
                if turned != Turned::Missing {
                    let Ok(Address(address)) = Address::from_request_parts(parts, app).await;
                    attempts::count(app, WRONG_TOKEN_PER_ADDRESS, &address).await?;
                }
                return Err(unauthorised(turned));
            }
        };
        let token = bearer.token;
        attempts::count(app, CALLS_PER_TOKEN, &token.0.to_string()).await?;
        if !grants(&bearer.scopes, S::SCOPE) {
            return Err(out_of_scope(S::SCOPE)?);
        }
        let write = app.write().await?;
        actions::note_call(&*write, token, app.clock.today()).await?;
        write.commit().await?;
        Ok(Self {
            allowed: Allowed::check(bearer.signed)?,
            token,
        })
    }
}

/// The words of the challenge are those of RFC 6750, which a program's library may know.
fn unauthorised(turned: Turned) -> Problem {
    let (key, challenge) = match turned {
        Turned::Missing => ("error-api-token", r#"Bearer realm="Passe-Relais""#),
        Turned::Unknown => ("error-api-token", INVALID),
        Turned::Expired => ("error-api-token-expired", INVALID),
        Turned::Revoked => ("error-api-token-revoked", INVALID),
        Turned::Orphaned => ("error-api-token-orphaned", INVALID),
    };
    let challenge = HeaderValue::from_static(challenge);
    Problem::challenge(StatusCode::UNAUTHORIZED, key, challenge)
}

const INVALID: &str = r#"Bearer realm="Passe-Relais", error="invalid_token""#;

fn out_of_scope(scope: Scope) -> Result<Problem, anyhow::Error> {
    let told = format!(
        r#"Bearer realm="Passe-Relais", error="insufficient_scope", scope="{}""#,
        scope.key()
    );
    let challenge = HeaderValue::try_from(told)?;
    Ok(Problem::challenge(
        StatusCode::FORBIDDEN,
        "error-api-scope",
        challenge,
    ))
}
