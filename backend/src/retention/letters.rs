//! The message that erasures are to come: how many and from when, and nobody's number or name (law 9).
use super::queries;
use crate::{
    app::App,
    auth::language,
    mail::{self, Message},
    web::{Error, Words},
};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

/// To each who answers for people's data; none where nobody does.
pub async fn announcement(
    app: &App,
    db: &impl ConnectionTrait,
    count: usize,
    first: NaiveDate,
) -> Result<Vec<Message>, Error> {
    let mut letters = Vec::new();
    for officer in queries::officers(db).await? {
        let Some(account) = mail::reader(db, officer).await? else {
            continue;
        };
        let words = Words::new(language(account.language));
        let paragraphs = [
            words.say("session-letter-greeting"),
            words
                .with("count", count)
                .with("date", words.date(first))
                .say("retention-letter-coming"),
            words.say("retention-letter-next"),
        ];
        let subject = words.with("count", count).say("retention-letter-subject");
        let address = format!("{}/retention", app.config.base_url);
        let label = words.say("retention-letter-link");
        let link = Some((label.as_str(), address.as_str()));
        letters.push(mail::compose(
            words,
            &account.email,
            &subject,
            &paragraphs,
            link,
        )?);
    }
    Ok(letters)
}
