//! The help with subscriptions that a person had, and the cards and vouchers they were handed; never what opens one.
use super::Entry;
use crate::{
    app::App,
    identifiers::request_reference,
    internet::{
        operators,
        prepaid::say::{kind_key, reference},
    },
    web::{Error, Words},
};
use entities::{internet_plan, prepaid, recipient::RecipientId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

pub(super) async fn access(
    app: &App,
    words: Words,
    person: RecipientId,
) -> Result<Vec<Entry>, Error> {
    let plans = internet_plan::Entity::find()
        .filter(internet_plan::COLUMN.recipient_id.eq(person))
        .order_by_asc(internet_plan::Column::Id)
        .all(&app.db)
        .await?;
    let given = prepaid::Entity::find()
        .filter(prepaid::COLUMN.recipient_id.eq(person))
        .order_by_asc(prepaid::Column::Id)
        .all(&app.db)
        .await?;
    let plan = |plan: &internet_plan::Model| {
        Entry::new(words)
            .text("what", "internet-what", &words.say("internet-plan"))
            .text(
                "request",
                "internet-request",
                &request_reference(plan.request_id),
            )
            .text(
                "operator",
                "internet-operator",
                &operators::name(words.lang, &plan.operator),
            )
            .text(
                "monthly",
                "internet-monthly",
                &words.euros(i64::from(plan.monthly_cents)),
            )
            .text(
                "own",
                "internet-own",
                &words.euros(i64::from(plan.own_cents)),
            )
            .text(
                "share",
                "internet-share",
                &words.euros(i64::from(plan.share_cents)),
            )
            .day("starts_on", "internet-starts", plan.starts_on)
            .day(
                "ends_on",
                "internet-ends",
                plan.stopped_on.unwrap_or(plan.ends_on),
            )
    };
    let card = |one: &prepaid::Model| {
        let request = one.request_id.map_or_else(String::new, request_reference);
        Entry::new(words)
            .text("what", "internet-what", &words.say(kind_key(one.kind)))
            .text("request", "internet-request", &request)
            .text(
                "operator",
                "internet-operator",
                &operators::name(words.lang, &one.operator),
            )
            .text("number", "prepaid-number", &reference(one))
            .text(
                "value",
                "prepaid-value",
                &words.euros(i64::from(one.value_cents)),
            )
            .moment("given_at", "prepaid-given-on", one.closed_at)
    };
    Ok(plans
        .iter()
        .map(plan)
        .chain(given.iter().map(card))
        .collect())
}
