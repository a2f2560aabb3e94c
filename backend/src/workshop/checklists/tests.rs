//! The data files as they are, and the faults that `validate` must find in worse ones.

use super::*;
use std::fmt::Write;

fn id(text: &str) -> ItemId {
    ItemId(text.to_owned())
}

/// Every item answered as it should be on a good device.
fn good_answers(items: &[Item]) -> Answers {
    let good = |item: &Item| match item.kind {
        Kind::YesNo | Kind::YesNoNa => Answer::Yes,
        Kind::Grade => Answer::Grade(Grade::B),
    };
    items
        .iter()
        .map(|item| (item.id.clone(), good(item)))
        .collect()
}

#[test]
fn the_data_files_are_valid() {
    assert_eq!(validate(), Ok(()));
}

#[test]
fn every_type_says_what_it_holds_and_what_is_checked() {
    let mut table = String::new();
    for known in device_types() {
        let counts = STEPS.map(|step| checklist_for(known.kind, step).len());
        writeln!(
            table,
            "{} ({:?}): holds_data={} erasure={:?} items={counts:?}",
            known.key, known.kind, known.holds_data, known.erasure
        )
        .unwrap();
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_headset_and_a_slant_desk_hold_no_data_but_a_tablet_and_a_recorder_do() {
    for (key, holds_data) in [
        ("headset", false),
        ("slant-desk", false),
        ("tablet", true),
        ("voice-recorder", true),
    ] {
        assert_eq!(device_type(key).unwrap().holds_data, holds_data, "{key}");
    }
}

#[test]
fn a_step_shows_its_own_items_and_no_item_is_lost() {
    for (kind, all) in &CATALOGUE.checklists {
        let steps = STEPS.map(|step| checklist_for(*kind, step));
        for (step, items) in STEPS.into_iter().zip(steps) {
            assert!(
                items.iter().all(|item| item.step == step),
                "{kind:?} {step:?}"
            );
        }
        assert_eq!(steps.concat(), *all);
    }
    assert_eq!(CATALOGUE.checklists.len(), CHECKLISTS.len());
}

#[test]
fn what_holds_data_is_always_erased_somehow() {
    use DeviceKind::{Accessory, Desktop, Laptop, Phone, Screen, Tablet};
    for (kind, method) in [
        (Tablet, ErasureMethod::Reset),
        (Phone, ErasureMethod::Reset),
        (Laptop, ErasureMethod::Nwipe),
        (Desktop, ErasureMethod::Nwipe),
        (Screen, ErasureMethod::Reset),
        (Accessory, ErasureMethod::Reset),
    ] {
        assert_eq!(erasure_of(kind, true), Some(method), "{kind:?}");
        assert_eq!(erasure_of(kind, false), None, "{kind:?}");
    }
}

#[test]
fn an_answer_is_read_back_as_it_was_stored() {
    for answer in Answer::ALL {
        assert_eq!(Answer::parse(answer.as_str()), Some(answer));
    }
    assert_eq!(Answer::parse("maybe"), None);
}

#[test]
fn what_is_required_and_not_answered_is_missing() {
    let items = checklist_for(DeviceKind::Tablet, Step::Refurbishment);
    let mut answers = good_answers(items);
    assert!(missing(&answers, items).is_empty());
    answers.remove(&id("touch"));
    answers.remove(&id("stylus"));
    assert_eq!(
        missing(&answers, items),
        [id("touch")],
        "the stylus is optional"
    );
}

#[test]
fn an_answer_of_another_kind_is_no_answer() {
    let items = checklist_for(DeviceKind::Tablet, Step::Triage);
    let mut answers = good_answers(items);
    answers.insert(id("look"), Answer::Yes);
    answers.insert(id("powers-on"), Answer::NotApplicable);
    assert_eq!(missing(&answers, items), [id("powers-on"), id("look")]);
}

#[test]
fn a_required_item_that_failed_blocks_and_an_optional_one_does_not() {
    let items = checklist_for(DeviceKind::Tablet, Step::Refurbishment);
    let mut answers = good_answers(items);
    answers.insert(id("stylus"), Answer::No);
    assert!(blocking(&answers, items).is_empty());
    answers.insert(id("touch"), Answer::No);
    assert_eq!(blocking(&answers, items), [id("touch")]);
}

#[test]
fn the_scrap_grade_blocks() {
    let items = checklist_for(DeviceKind::Laptop, Step::Triage);
    let mut answers = good_answers(items);
    answers.insert(id("look"), Answer::Grade(Grade::Scrap));
    assert_eq!(blocking(&answers, items), [id("look")]);
}

#[test]
fn words_never_promise_a_new_device() {
    for item in CATALOGUE.checklists.values().flatten() {
        for words in [&item.fr, &item.en] {
            let words = crate::identifiers::fold(words);
            assert!(
                !words.contains("neuf") && !words.contains("as new"),
                "{words}"
            );
        }
    }
}

#[test]
fn each_fault_of_the_data_is_found() {
    let types = r#"
        [[types]]
        key = "tablet"
        kind = "tablet"
        holds_data = true
        [[types]]
        key = "tablet"
        kind = "tablet"
        holds_data = true
        erasure = "nwipe"
        [[types]]
        key = "pupitre incliné"
        kind = "accessory"
        holds_data = false
        erasure = "reset"
    "#;
    let tablet = r#"
        [[items]]
        id = "clean"
        step = "quality_check"
        fr = ""
        en = "Clean?"
        pictogram = "sparkles"
        required = true
        kind = "yes_no"
        [[items]]
        id = "clean"
        step = "triage"
        fr = "Propre ?"
        en = "Clean?"
        pictogram = "Not a name"
        required = false
        kind = "yes_no"
    "#;
    let faults = read(
        types,
        &[
            (DeviceKind::Tablet, "tablet.toml", tablet),
            (DeviceKind::Phone, "phone.toml", "items = 3"),
        ],
    )
    .err()
    .unwrap();
    insta::assert_snapshot!(faults.join("\n"));
}

#[test]
fn every_pictogram_is_drawn() {
    for (kind, _, _) in CHECKLISTS {
        for item in STEPS.into_iter().flat_map(|step| checklist_for(kind, step)) {
            let icon = &item.pictogram;
            assert!(crate::web::assets::draws(icon), "{kind:?}: no icon {icon}");
        }
    }
}
