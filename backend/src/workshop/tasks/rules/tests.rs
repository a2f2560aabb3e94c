use super::*;
use crate::{
    devices::stages::STAGES,
    parts::rules::Vital,
    workshop::checklists::{Answer, ItemId, shipped},
};
use entities::device::DeviceKind;
use std::fmt::Write;

const NEXT: [NextAction; 19] = [
    NextAction::Triage,
    NextAction::Scrap,
    NextAction::Fit(Vital::Battery),
    NextAction::Erase(ErasureMethod::Reset),
    NextAction::Erase(ErasureMethod::Nwipe),
    NextAction::FillChecklist,
    NextAction::Repair,
    NextAction::Install,
    NextAction::AskCheck,
    NextAction::Check,
    NextAction::SendBack,
    NextAction::Wait(Waiting::ForScrapDecision),
    NextAction::Wait(Waiting::ForErasureHabilitation),
    NextAction::Wait(Waiting::ForRelease),
    NextAction::Wait(Waiting::ForSupervisor),
    NextAction::Wait(Waiting::ForSomebodyElse),
    NextAction::Wait(Waiting::ForCheckHabilitation),
    NextAction::Ready,
    NextAction::Nothing,
];

fn known<'a>(triage: &'a Answers, answered: &'a [ResetQuestion]) -> Known<'a> {
    Known {
        stage: Stage::Refurbishment,
        triage_items: shipped::at(DeviceKind::Accessory, Step::Triage),
        triage,
        refurbishment_items: shipped::at(DeviceKind::Accessory, Step::Refurbishment),
        refurbishment: triage,
        family: None,
        asks_system: true,
        reset: false,
        answered,
    }
}

fn names(tasks: &[Task]) -> String {
    let names: Vec<String> = tasks.iter().map(|task| task.name()).collect();
    names.join(" ")
}

#[test]
fn every_next_action_is_something_to_do_or_a_reason_to_stop() {
    let mut told = String::new();
    for next in &NEXT {
        writeln!(told, "{next:?}: {:?}", now(*next)).unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn each_system_is_asked_about_the_locks_it_has() {
    let nothing = Answers::new();
    let mut told = String::new();
    for family in std::iter::once(None).chain(OsFamily::ALL.map(Some)) {
        let known = Known {
            family,
            asks_system: family.is_none(),
            ..known(&nothing, &[])
        };
        let part = Part::Erasure(ErasureMethod::Reset);
        writeln!(told, "{family:?}: {}", names(&tasks(part, &known))).unwrap();
    }
    for part in [
        Part::Erasure(ErasureMethod::Nwipe),
        Part::Triage,
        Part::Refurbishment,
        Part::Check,
    ] {
        writeln!(
            told,
            "{part:?}: {}",
            names(&tasks(part, &known(&nothing, &[])))
        )
        .unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn answers_may_be_put_right_while_the_device_is_at_work() {
    let mut told = String::new();
    for stage in STAGES {
        for now in [
            Now::Do(Part::Erasure(ErasureMethod::Reset)),
            Now::Stop(Stop::Locked),
        ] {
            writeln!(told, "{stage:?}, {now:?}: {:?}", open_parts(now, stage)).unwrap();
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn one_goes_on_with_what_is_open_and_comes_back_to_what_failed() {
    let nothing = Answers::new();
    let before = known(&nothing, &[]);
    let all = tasks(Part::Triage, &before);
    assert_eq!(first(&all, &before), Some(all[0]));
    assert_eq!(after(all[0], &all, &before), Some(all[1]));
    assert_eq!(after(all[2], &all, &before), Some(all[3]), "the photo");
    assert_eq!(after(all[3], &all, &before), None);

    let answers: Answers = [("label-matches", Answer::Yes), ("complete", Answer::No)]
        .map(|(item, answer)| (ItemId(item.to_owned()), answer))
        .into();
    let then = known(&answers, &[]);
    let stands: Vec<Standing> = all.iter().map(|task| standing(*task, &then)).collect();
    assert_eq!(
        stands,
        [
            Standing::Done,
            Standing::Failed,
            Standing::Open,
            Standing::Optional
        ]
    );
    assert_eq!(first(&all, &then), Some(all[2]), "what is open comes first");
    assert_eq!(after(all[0], &all, &then), Some(all[2]));

    let refurbishment = tasks(Part::Refurbishment, &then);
    let last = refurbishment[refurbishment.len() - 1];
    assert_eq!(standing(last, &then), Standing::Optional);
}

#[test]
fn a_question_about_the_reset_is_done_when_this_person_answered_it() {
    let nothing = Answers::new();
    let answered = [ResetQuestion::Os, ResetQuestion::Sim];
    let known_now = Known {
        family: Some(OsFamily::Android),
        reset: true,
        ..known(&nothing, &answered)
    };
    let all = tasks(Part::Erasure(ErasureMethod::Reset), &known_now);
    let open: Vec<Task> = all
        .iter()
        .copied()
        .filter(|task| standing(*task, &known_now) == Standing::Open)
        .collect();
    assert_eq!(names(&open), "reset-protection device-management sd photo");
    assert_eq!(first(&all, &known_now), Some(open[0]));
}
