//! Rate limits: how often something may be tried within a time, per account and per address.
use crate::{app::App, web::Error};
use axum::{extract::ConnectInfo, extract::FromRequestParts, http::request::Parts};
use chrono::Duration;
use entities::attempt;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use std::{convert::Infallible, net::SocketAddr};

/// So many tries within so long.
#[derive(Clone, Copy)]
pub struct Limit {
    pub what: &'static str,
    pub tries: i32,
    pub within: Duration,
}

pub const SIGN_IN_PER_ACCOUNT: Limit = Limit {
    what: "sign-in account",
    tries: 10,
    within: Duration::minutes(15),
};
pub const SIGN_IN_PER_ADDRESS: Limit = Limit {
    what: "sign-in address",
    tries: 100,
    within: Duration::minutes(15),
};
/// A bench changes hands all day; trying badges one after the other is something else.
pub const BADGE_PER_BENCH: Limit = Limit {
    what: "badge bench",
    tries: 60,
    within: Duration::minutes(15),
};
pub const RESET_PER_ACCOUNT: Limit = Limit {
    what: "reset account",
    tries: 3,
    within: Duration::hours(1),
};
pub const RESET_PER_ADDRESS: Limit = Limit {
    what: "reset address",
    tries: 20,
    within: Duration::hours(1),
};
pub const REGISTRATION_PER_EMAIL: Limit = Limit {
    what: "registration email",
    tries: 3,
    within: Duration::hours(1),
};
/// Many teachers of one school sit behind one address at the start of a year.
pub const REGISTRATION_PER_ADDRESS: Limit = Limit {
    what: "registration address",
    tries: 40,
    within: Duration::hours(1),
};
/// Several people answer behind one address, in a library; nobody types so many codes that do not exist.
pub const CODE_PER_ADDRESS: Limit = Limit {
    what: "questionnaire code address",
    tries: 60,
    within: Duration::minutes(15),
};

/// A program reads the whole stock in pages of two hundred, and leaves the people at their desks their turn.
pub const CALLS_PER_TOKEN: Limit = Limit {
    what: "api token",
    tries: 600,
    within: Duration::minutes(15),
};
/// A program whose token has ended asks again and again; who tries tokens is something else.
pub const WRONG_TOKEN_PER_ADDRESS: Limit = Limit {
    what: "api address",
    tries: 60,
    within: Duration::minutes(15),
};

/// A trainer takes one pass after the other; who tries codes that look right and are no pass is stopped.
pub const PASS_PER_ACCOUNT: Limit = Limit {
    what: "pass account",
    tries: 20,
    within: Duration::minutes(15),
};

/// Counts one try and refuses it when there were too many. Counted in its own transaction, so that a
/// refusal or a fault does not forget it; in one conditional update, so that many at once are counted.
pub async fn count(app: &App, limit: Limit, who: &str) -> Result<(), Error> {
    let now = app.clock.now();
    let name = app.keys.fingerprint(limit.what, who);
    let write = app.write().await?;
    attempt::Entity::insert(attempt::ActiveModel {
        name: Set(name.clone()),
        since: Set(now),
        count: Set(0),
    })
    .on_conflict(
        OnConflict::column(attempt::Column::Name)
            .do_nothing_on([attempt::Column::Name])
            .to_owned(),
    )
    .exec_without_returning(&*write)
    .await?;
    attempt::Entity::update_many()
        .col_expr(attempt::Column::Since, Expr::value(now))
        .col_expr(attempt::Column::Count, Expr::value(0))
        .filter(attempt::COLUMN.name.eq(&name))
        .filter(attempt::COLUMN.since.lte(now - limit.within))
        .exec(&*write)
        .await?;
    let counted = attempt::Entity::update_many()
        .col_expr(
            attempt::Column::Count,
            Expr::col(attempt::Column::Count).add(1),
        )
        .filter(attempt::COLUMN.name.eq(&name))
        .filter(attempt::COLUMN.count.lt(limit.tries))
        .exec(&*write)
        .await?;
    write.commit().await?;
    if counted.rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::TooMany(limit.within.num_seconds()))
    }
}

/// Forgets the tries of somebody who has succeeded.
pub async fn forget(app: &App, limit: Limit, who: &str) -> Result<(), Error> {
    let name = app.keys.fingerprint(limit.what, who);
    let write = app.write().await?;
    attempt::Entity::delete_by_id(name).exec(&*write).await?;
    write.commit().await?;
    Ok(())
}

/// The address a request comes from: the connection's own, or the one our proxies saw. What a visitor
/// writes into `X-Forwarded-For` stands before that, and is not believed.
pub struct Address(pub String);

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let own = connection.map(|ConnectInfo(address)| address.ip().to_string());
        let forwarded = parts
            .headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|address| address.trim().to_owned());
        Ok(Self(seen_by(app.config.proxies, forwarded.collect(), own)))
    }
}

/// The address our outermost proxy saw, or the connection's when there is none.
fn seen_by(proxies: usize, forwarded: Vec<String>, own: Option<String>) -> String {
    let place = forwarded.len().checked_sub(proxies).filter(|_| proxies > 0);
    place
        .and_then(|place| forwarded.into_iter().nth(place))
        .or(own)
        .unwrap_or_else(|| "unknown".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(proxies: usize, forwarded: &[&str]) -> String {
        let forwarded = forwarded
            .iter()
            .map(|&address| address.to_owned())
            .collect();
        seen_by(proxies, forwarded, Some("10.0.0.1".to_owned()))
    }

    #[test]
    fn without_a_proxy_nothing_that_is_forwarded_is_believed() {
        assert_eq!(seen(0, &["6.6.6.6"]), "10.0.0.1");
    }

    #[test]
    fn behind_proxies_only_what_they_wrote_is_believed() {
        assert_eq!(seen(1, &["6.6.6.6", "192.0.2.7"]), "192.0.2.7");
        assert_eq!(seen(2, &["6.6.6.6", "192.0.2.7", "10.0.0.2"]), "192.0.2.7");
        assert_eq!(seen(1, &[]), "10.0.0.1");
        assert_eq!(seen(3, &["192.0.2.7"]), "10.0.0.1");
    }
}
