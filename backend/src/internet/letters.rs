//! The message that the help with a subscription ends. It names a request by its reference, and nobody.
use super::{operators, queries};
use crate::{
    app::App,
    auth::language,
    identifiers::request_reference,
    mail::{self, Message},
    training::queries as training,
    web::{Error, Words},
};
use entities::internet_plan;
use sea_orm::ConnectionTrait;

/// To who speaks for the person; none when nobody of their organisation does any more.
pub(super) async fn ending(
    app: &App,
    db: &impl ConnectionTrait,
    plan: &internet_plan::Model,
) -> Result<Option<Message>, Error> {
    let request = queries::request_of(db, plan).await?;
    let Some(account) = training::speaks_for(db, &request).await? else {
        return Ok(None);
    };
    let words = Words::new(language(account.language));
    let reference = request_reference(request.id);
    let paragraphs = [
        words.say("internet-letter-greeting"),
        words
            .with("reference", reference.as_str())
            .with("operator", operators::name(words.lang, &plan.operator))
            .with("date", words.date(plan.ends_on))
            .say("internet-letter-ends"),
        words
            .with("share", words.euros(i64::from(plan.share_cents)))
            .with("own", words.euros(i64::from(plan.own_cents)))
            .say("internet-letter-shares"),
        words.say("internet-letter-next"),
    ];
    let subject = words
        .with("reference", reference.as_str())
        .with("date", words.date(plan.ends_on))
        .say("internet-letter-subject");
    let address = format!("{}/requests/{}", app.config.base_url, request.id.0);
    let label = words.say("internet-letter-link");
    let link = Some((label.as_str(), address.as_str()));
    let letter = mail::compose(words, &account.email, &subject, &paragraphs, link)?;
    Ok(Some(letter))
}
