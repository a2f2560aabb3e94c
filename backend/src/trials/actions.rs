//! What is written of a trial. Each takes the transaction of its form; the loan asserts that nobody was faster.
use super::rules::{Answers, Came, WORDS_KEPT};
use crate::{
    app::App,
    auth::{Allowed, permissions::TellTrials},
    journal::{self, Event, EventKind},
    web::Error,
};
use chrono::{DateTime, Utc};
use entities::{
    feedback_tag::{self, TagList},
    loan,
    loan_feedback::{self, FeedbackId, FeedbackMoment},
    loan_partner::{self, PartnerKind},
    membership::MembershipId,
};
use sea_orm::{
    ActiveEnum, ActiveModelTrait,
    ActiveValue::{Set, Unchanged},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
};

/// What is given: the answers of a moment, their few words sealed, and what stood there before.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    pub moment: FeedbackMoment,
    pub answers: &'a Answers,
    pub sealed_words: Option<&'a str>,
    pub before: Option<&'a loan_feedback::Model>,
}

/// Gives a feedback, or corrects it.
pub async fn tell(
    txn: &impl ConnectionTrait,
    by: &Allowed<TellTrials>,
    loan: &loan::Model,
    telling: Telling<'_>,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let kind = if telling.before.is_some() {
        EventKind::LoanFeedbackCorrected
    } else {
        EventKind::LoanFeedbackGiven
    };
    let event = Event::of(kind).with("moment", telling.moment.to_value());
    journal::record(txn, by.at(now), loan, event).await?;
    let answers = telling.answers;
    let mut row = loan_feedback::ActiveModel {
        loan_id: Set(loan.id),
        moment: Set(telling.moment),
        membership_id: Set(by.membership_id),
        given_at: Set(now),
        frequency: Set(answers.frequency),
        autonomy_before: Set(answers.used.map(|used| used.autonomy_before)),
        autonomy_after: Set(answers.used.map(|used| used.autonomy_after)),
        voice: Set(answers.used.and_then(|used| used.voice)),
        effort: Set(answers.used.map(|used| used.effort)),
        advice: Set(answers.used.map(|used| used.advice)),
        outcome: Set(answers.came.map(Came::outcome)),
        leads_to: Set(answers.came.and_then(Came::leads_to)),
        sealed_words: Set(telling.sealed_words.map(str::to_owned)),
        ..Default::default()
    };
    let feedback: loan_feedback::Model = match telling.before {
        None => row.insert(txn).await?,
        Some(before) => {
            row.id = Unchanged(before.id);
            row.update(txn).await?
        }
    };
    tick(txn, feedback.id, answers).await?;
    Ok(())
}

/// What is ticked takes the place of what was.
async fn tick(
    txn: &impl ConnectionTrait,
    feedback: FeedbackId,
    answers: &Answers,
) -> Result<(), DbErr> {
    feedback_tag::Entity::delete_many()
        .filter(feedback_tag::COLUMN.feedback_id.eq(feedback))
        .exec(txn)
        .await?;
    let lists = [
        (TagList::Activity, &answers.activities),
        (TagList::Obstacle, &answers.obstacles),
        (TagList::Reason, &answers.reasons),
    ];
    let rows: Vec<_> = lists
        .into_iter()
        .flat_map(|(list, tags)| {
            tags.iter().map(move |tag| feedback_tag::ActiveModel {
                feedback_id: Set(feedback),
                list: Set(list),
                tag: Set(tag.clone()),
            })
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    feedback_tag::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Erases the few words of feedbacks whose time is over, and leaves what was ticked; gives how many.
pub async fn purge(app: &App) -> Result<u64, DbErr> {
    let before = app.clock.now() - WORDS_KEPT;
    let write = app.write().await?;
    let erased = loan_feedback::Entity::update_many()
        .set(loan_feedback::ActiveModel {
            sealed_words: Set(None),
            ..Default::default()
        })
        .filter(loan_feedback::COLUMN.sealed_words.is_not_null())
        .filter(loan_feedback::COLUMN.given_at.lt(before))
        .exec(&*write)
        .await?;
    write.commit().await?;
    Ok(erased.rows_affected)
}

/// A partner follows the trial from now on.
pub async fn name(
    txn: &impl ConnectionTrait,
    by: &Allowed<TellTrials>,
    loan: &loan::Model,
    (partner, kind): (MembershipId, PartnerKind),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let event = Event::of(EventKind::LoanPartnerNamed).with("partner", partner.0);
    journal::record(txn, by.at(now), loan, event).await?;
    let row = loan_partner::ActiveModel {
        loan_id: Set(loan.id),
        membership_id: Set(partner),
        kind: Set(kind),
        named_by: Set(by.membership_id),
        named_at: Set(now),
    };
    loan_partner::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// A partner no longer follows the trial.
pub async fn remove(
    txn: &impl ConnectionTrait,
    by: &Allowed<TellTrials>,
    loan: &loan::Model,
    partner: MembershipId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let removed = loan_partner::Entity::delete_many()
        .filter(loan_partner::COLUMN.loan_id.eq(loan.id))
        .filter(loan_partner::COLUMN.membership_id.eq(partner))
        .exec(txn)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Error::Changed);
    }
    let event = Event::of(EventKind::LoanPartnerRemoved).with("partner", partner.0);
    journal::record(txn, by.at(now), loan, event).await?;
    Ok(())
}
