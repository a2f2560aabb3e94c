//! Repairs that open a device, and the habilitation they need.
use super::{
    checklists::{Answers, Item, ItemId, is_bad},
    listed::Listed,
    rules::Blocker,
};
use crate::{
    auth::Signed,
    habilitations,
    web::{Error, FormErrors},
};
use chrono::NaiveDate;
use entities::{checklist_answer::Step, habilitation::Act};
use sea_orm::ConnectionTrait;

/// The questions answered badly before and not any more, where that takes opening the device.
fn repaired<'a>(known: &Answers, answers: &Answers, items: &'a [Item]) -> Vec<&'a ItemId> {
    let was_bad = |item: &Item| {
        known
            .get(&item.id)
            .is_some_and(|answer| is_bad(*answer, item.kind))
    };
    let is_good = |item: &Item| {
        answers
            .get(&item.id)
            .is_some_and(|answer| !is_bad(*answer, item.kind))
    };
    items
        .iter()
        .filter(|item| item.opens && was_bad(item) && is_good(item))
        .map(|item| &item.id)
        .collect()
}

/// Whether this person may keep these answers: a repair that opened the device is for who is habilitated.
pub async fn may_keep(
    txn: &impl ConnectionTrait,
    by: &Signed,
    (work, step): (&Listed, Step),
    answers: &Answers,
    today: NaiveDate,
) -> Result<Result<(), Blocker>, Error> {
    if repaired(work.answers(step), answers, work.items(step)).is_empty() {
        return Ok(Ok(()));
    }
    let act = Act::ElectricalRepair;
    let holds = habilitations::queries::holds(txn, by.account.id, act, today).await?;
    Ok(if holds {
        Ok(())
    } else {
        Err(Blocker::RepairHabilitationMissing)
    })
}

/// The same as mistakes of the form, so that nothing typed is lost.
pub async fn mistakes(
    db: &impl ConnectionTrait,
    by: &Signed,
    (work, step): (&Listed, Step),
    answers: &Answers,
    today: NaiveDate,
) -> Result<FormErrors, Error> {
    let mut errors = FormErrors::default();
    if may_keep(db, by, (work, step), answers, today)
        .await?
        .is_err()
    {
        for item in repaired(work.answers(step), answers, work.items(step)) {
            errors.add(item.0.clone(), Blocker::RepairHabilitationMissing.key());
        }
    }
    Ok(errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::checklists::{Answer, shipped};
    use entities::device::DeviceKind;

    #[test]
    fn a_bad_answer_that_became_a_good_one_was_a_repair() {
        let answers = |pairs: &[(&str, Answer)]| -> Answers {
            pairs
                .iter()
                .map(|(item, answer)| (ItemId((*item).to_owned()), *answer))
                .collect()
        };
        let known = answers(&[
            ("battery", Answer::No),
            ("battery-health", Answer::Measured(40)),
            ("screen", Answer::Yes),
            ("clean", Answer::No),
        ]);
        let now = answers(&[
            ("battery", Answer::Yes),
            ("battery-health", Answer::Measured(98)),
            ("screen", Answer::No),
            ("clean", Answer::Yes),
            ("touchpad", Answer::Yes),
        ]);
        let items = shipped::list(DeviceKind::Laptop);
        let repaired: Vec<&str> = repaired(&known, &now, items)
            .into_iter()
            .map(|item| item.0.as_str())
            .collect();
        assert_eq!(repaired, ["battery", "battery-health"]);
    }
}
