//! Whether every function of a device was tested and is good: what a quality check notes beside its verdict. Pure.
use super::checklists::{Answer, Answers, Kind, STEPS, checklist_for};
use entities::{checklist_answer::Step, device::DeviceKind};

/// Every question of this stay answered "yes", or "there is none", those that may be left out as well.
#[must_use]
pub fn fully_tested<'a>(kind: DeviceKind, answers: impl Fn(Step) -> &'a Answers) -> bool {
    STEPS.into_iter().all(|step| {
        checklist_for(kind, step)
            .iter()
            .filter(|item| item.kind != Kind::Grade)
            .all(|item| {
                matches!(
                    answers(step).get(&item.id),
                    Some(Answer::Yes | Answer::NotApplicable)
                )
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn all_good(kind: DeviceKind, step: Step) -> Answers {
        checklist_for(kind, step)
            .iter()
            .filter(|item| item.kind != Kind::Grade)
            .map(|item| (item.id.clone(), Answer::Yes))
            .collect()
    }

    #[test]
    fn one_question_unanswered_or_bad_is_enough_to_say_no() {
        let kind = DeviceKind::Tablet;
        let good: BTreeMap<Step, Answers> = STEPS
            .into_iter()
            .map(|step| (step, all_good(kind, step)))
            .collect();
        assert!(fully_tested(kind, |step| &good[&step]));
        for step in STEPS {
            for item in good[&step].keys() {
                for answer in [None, Some(Answer::No), Some(Answer::NotApplicable)] {
                    let mut changed = good.clone();
                    let answers = changed.get_mut(&step).unwrap();
                    answers.remove(item);
                    answers.extend(answer.map(|answer| (item.clone(), answer)));
                    assert_eq!(
                        fully_tested(kind, |step| &changed[&step]),
                        answer == Some(Answer::NotApplicable),
                        "{item:?} {answer:?}"
                    );
                }
            }
        }
    }
}
