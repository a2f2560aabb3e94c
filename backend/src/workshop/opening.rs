//! Repairs that open a device, and the habilitation they need.
use super::{
    checklists::{Answer, Answers, ItemId},
    open_list::OpenList,
    rules::Blocker,
};
use crate::{
    auth::Signed,
    habilitations,
    web::{Error, FormErrors},
};
use chrono::NaiveDate;
use entities::habilitation::Act;
use sea_orm::ConnectionTrait;

/// The questions whose "no" is put right by opening the device.
const OPENS: &[&str] = &[
    "no-swelling",
    "screen",
    "touch",
    "multitouch",
    "buttons",
    "cameras",
    "microphone",
    "speaker",
    "speakers",
    "charge-port",
    "battery",
    "memory",
    "disk",
    "usb",
    "keyboard",
    "touchpad",
    "hinges",
    "webcam",
    "jack",
    "cooling",
];

/// The questions answered "no" before and not any more: what was repaired by opening the device.
fn repaired<'a>(known: &Answers, answers: &'a Answers) -> Vec<&'a ItemId> {
    answers
        .iter()
        .filter(|(item, _)| OPENS.contains(&item.0.as_str()))
        .filter(|(item, answer)| known.get(item) == Some(&Answer::No) && **answer != Answer::No)
        .map(|(item, _)| item)
        .collect()
}

/// Whether this person may keep these answers: a repair that opened the device is for who is habilitated.
pub async fn may_keep(
    txn: &impl ConnectionTrait,
    by: &Signed,
    list: &OpenList,
    answers: &Answers,
    today: NaiveDate,
) -> Result<Result<(), Blocker>, Error> {
    if repaired(&list.answers, answers).is_empty() {
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
    list: &OpenList,
    answers: &Answers,
    today: NaiveDate,
) -> Result<FormErrors, Error> {
    let mut errors = FormErrors::default();
    if may_keep(db, by, list, answers, today).await?.is_err() {
        let repaired = repaired(&list.answers, answers);
        for item in super::checklists::checklist_for(list.device.kind, list.step) {
            if repaired.contains(&&item.id) {
                errors.add(&item.id.0, Blocker::RepairHabilitationMissing.key());
            }
        }
    }
    Ok(errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::checklists::checklist_for;
    use entities::{checklist_answer::Step, device::DeviceKind};
    use sea_orm::Iterable;

    #[test]
    fn every_question_named_is_asked() {
        let asked: Vec<String> = DeviceKind::iter()
            .flat_map(|kind| Step::iter().map(move |step| (kind, step)))
            .flat_map(|(kind, step)| checklist_for(kind, step))
            .map(|item| item.id.0.clone())
            .collect();
        for item in OPENS {
            assert!(asked.iter().any(|known| known == item), "{item}");
        }
    }

    #[test]
    fn a_no_that_became_a_yes_was_a_repair() {
        let answers = |pairs: &[(&str, Answer)]| -> Answers {
            pairs
                .iter()
                .map(|(item, answer)| (ItemId((*item).to_owned()), *answer))
                .collect()
        };
        let known = answers(&[
            ("battery", Answer::No),
            ("screen", Answer::Yes),
            ("clean", Answer::No),
        ]);
        let now = answers(&[
            ("battery", Answer::Yes),
            ("screen", Answer::No),
            ("clean", Answer::Yes),
            ("touch", Answer::Yes),
        ]);
        let repaired: Vec<&str> = repaired(&known, &now)
            .into_iter()
            .map(|item| item.0.as_str())
            .collect();
        assert_eq!(repaired, ["battery"]);
    }
}
