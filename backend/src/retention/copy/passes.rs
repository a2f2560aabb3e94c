//! The digital passes a person was given, and where and when they were used; never their codes.
use super::Entry;
use crate::{
    app::App,
    identifiers::{pass_reference, request_reference},
    passes::{
        queries::{self, Named},
        rules::{Standing, last_day},
        say,
    },
    web::{Error, Words},
};
use entities::{pass_grant, recipient::RecipientId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

pub(super) async fn given(
    app: &App,
    words: Words,
    person: RecipientId,
) -> Result<Vec<Entry>, Error> {
    let grants = pass_grant::Entity::find()
        .filter(pass_grant::COLUMN.recipient_id.eq(person))
        .all(&app.db)
        .await?;
    let passes = queries::passes_of(&app.db, grants.iter().map(|grant| grant.id)).await?;
    let named = Named::of(&app.db, &passes).await?;
    let now = app.clock.now();
    let entry = |pass: &entities::pass::Model| {
        let standing = Standing::of(pass.state, pass.expires_at, now);
        let request = pass
            .grant_id
            .and_then(|id| named.grants.get(&id))
            .map_or_else(String::new, |grant| request_reference(grant.request_id));
        let reference = pass_reference(pass.issue_id, pass.number);
        Entry::new(words)
            .text("pass", "pass-reference", &reference)
            .text("request", "pass-request", &request)
            .word(
                "state",
                "pass-standing",
                &pass.state,
                say::standing_key(standing),
            )
            .day("last_day", "pass-last-day", last_day(pass.expires_at))
            .moment("given_at", "pass-given-on", pass.given_at)
            .moment("used_at", "pass-used-on", pass.used_at)
            .text("place", "pass-place", &named.place(pass.used_site_id))
    };
    Ok(passes.iter().map(entry).collect())
}
