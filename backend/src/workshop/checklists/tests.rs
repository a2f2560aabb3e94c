//! The data files as they are, and the faults that `validate` must find in worse ones.

use super::*;
use crate::{web::Lang, workshop::grades::Grade};
use entities::{checklist_item::Unit, erasure::ErasureMethod};
use sea_orm::Iterable;
use std::fmt::Write;

fn id(text: &str) -> ItemId {
    ItemId(text.to_owned())
}

/// Every item answered as it should be on a good device.
fn good_answers(items: &[Item]) -> Answers {
    let good = |item: &Item| match item.kind {
        Kind::YesNo | Kind::YesNoNa => Answer::Yes,
        Kind::Grade => Answer::Grade(Grade::B),
        Kind::Measure(measure) => Answer::Measured(measure.at_most.unwrap_or(measure.highest)),
        Kind::Photo => Answer::Photo,
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
        let counts = STEPS.map(|step| shipped::at(known.kind, step).len());
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
    for kind in DeviceKind::iter() {
        let steps = STEPS.map(|step| shipped::at(kind, step));
        for (step, items) in STEPS.into_iter().zip(steps) {
            assert!(
                items.iter().all(|item| item.step == step),
                "{kind:?} {step:?}"
            );
        }
        assert_eq!(steps.concat(), shipped::list(kind));
    }
}

/// What every shipped list asks, for somebody who does not read TOML: to be read and signed.
#[test]
fn the_lists_that_come_with_the_program() {
    let mut table = String::new();
    for kind in DeviceKind::iter() {
        writeln!(table, "{kind:?}").unwrap();
        for item in shipped::list(kind) {
            let flags = [
                (item.required, "required"),
                (item.blocking, "blocks"),
                (item.function, "function"),
                (item.opens, "opens"),
            ];
            let flags: Vec<&str> = flags
                .into_iter()
                .filter_map(|(is, name)| is.then_some(name))
                .collect();
            let step = format!("{:?}", item.step);
            let kind = match item.kind {
                Kind::Measure(Measure {
                    unit,
                    lowest,
                    highest,
                    at_least,
                    at_most,
                }) => format!("{unit:?} {lowest}..{highest} good {at_least:?}..{at_most:?}"),
                other => format!("{other:?}"),
            };
            let said = item.said(Lang::Fr);
            writeln!(
                table,
                "  {step:<13} {said:<45} {kind:<10} {}",
                flags.join(", ")
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(table);
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
    let others = [Answer::Measured(-4), Answer::Measured(87), Answer::Photo];
    for answer in Answer::CHOICES.into_iter().chain(others) {
        assert_eq!(Answer::parse(&answer.as_str()), Some(answer));
    }
    for typed in ["87 %", " 87", "87%"] {
        assert_eq!(Answer::parse(typed), Some(Answer::Measured(87)), "{typed}");
    }
    assert_eq!(Answer::parse("1 200"), Some(Answer::Measured(1200)));
    for nothing in ["maybe", "", "8,7", "87 ou 88", "%", "99999999999"] {
        assert_eq!(Answer::parse(nothing), None, "{nothing}");
    }
}

#[test]
fn what_is_required_and_not_answered_is_missing() {
    let items = shipped::at(DeviceKind::Tablet, Step::Refurbishment);
    let mut answers = good_answers(items);
    assert!(missing(&answers, items).is_empty());
    answers.remove(&id("touch"));
    answers.remove(&id("accessories"));
    assert_eq!(
        missing(&answers, items),
        [id("touch")],
        "the accessories are optional"
    );
}

#[test]
fn an_answer_of_another_kind_is_no_answer() {
    let items = shipped::at(DeviceKind::Tablet, Step::Triage);
    let mut answers = good_answers(items);
    answers.insert(id("look"), Answer::Yes);
    answers.insert(id("powers-on"), Answer::NotApplicable);
    assert_eq!(missing(&answers, items), [id("powers-on"), id("look")]);
}

#[test]
fn a_bad_answer_blocks_or_is_noted_as_its_question_says() {
    let items = shipped::at(DeviceKind::Tablet, Step::Refurbishment);
    let mut answers = good_answers(items);
    answers.insert(id("stylus"), Answer::No);
    answers.insert(id("battery-cycles"), Answer::Measured(1200));
    assert!(blocking(&answers, items).is_empty());
    assert_eq!(noted(&answers, items), [id("battery-cycles"), id("stylus")]);
    answers.insert(id("touch"), Answer::No);
    assert_eq!(blocking(&answers, items), [id("touch")]);
}

#[test]
fn every_answer_to_every_kind_of_question() {
    let battery = Kind::Measure(Measure {
        unit: Unit::Percent,
        lowest: 0,
        highest: 100,
        at_least: Some(60),
        at_most: None,
    });
    let kinds = [
        ("yes or no", Kind::YesNo),
        ("or none", Kind::YesNoNa),
        ("grade", Kind::Grade),
        ("60 % at least", battery),
        ("photo", Kind::Photo),
    ];
    let measured = [-1, 0, 59, 60, 100, 101].map(Answer::Measured);
    let answers = Answer::CHOICES
        .into_iter()
        .chain(measured)
        .chain([Answer::Photo]);
    let mut table = String::new();
    for answer in answers {
        write!(table, "{:<15}", answer.as_str()).unwrap();
        for (name, kind) in kinds {
            let verdict = match (answer.answers(kind), is_bad(answer, kind)) {
                (false, _) => "-",
                (true, true) => "bad",
                (true, false) => "good",
            };
            write!(table, " | {name}: {verdict:<4}").unwrap();
        }
        table.push('\n');
    }
    insta::assert_snapshot!(table);
}

#[test]
fn a_device_is_fully_tested_when_every_function_was_tested_and_passed() {
    let items = shipped::list(DeviceKind::Phone);
    let good = good_answers(items);
    let mut table = String::new();
    let mut case = |what: &str, answers: &Answers, items: &[Item]| {
        let tested = fully_tested(answers, items);
        writeln!(table, "{what:<48} {tested}").unwrap();
    };
    let with = |item: &str, answer: Option<Answer>| {
        let mut answers = good.clone();
        match answer {
            Some(answer) => drop(answers.insert(id(item), answer)),
            None => drop(answers.remove(&id(item))),
        }
        answers
    };
    case("everything good", &good, items);
    case(
        "no function left out, an accessory is",
        &with("accessories", None),
        items,
    );
    case(
        "not clean, which is no function",
        &with("clean", Some(Answer::No)),
        items,
    );
    case("a function without an answer", &with("call", None), items);
    case(
        "a function that fails and blocks",
        &with("call", Some(Answer::No)),
        items,
    );
    case(
        "a function that fails and is noted",
        &with("nfc", Some(Answer::No)),
        items,
    );
    case(
        "a function it does not have",
        &with("nfc", Some(Answer::NotApplicable)),
        items,
    );
    case(
        "a function answered by what is no answer",
        &with("call", Some(Answer::Photo)),
        items,
    );
    case("nothing answered", &Answers::new(), items);
    let none: Vec<Item> = items
        .iter()
        .filter(|item| !item.function)
        .cloned()
        .collect();
    case("a list that tests no function", &good, &none);
    insta::assert_snapshot!(table);
}

#[test]
fn what_changed_between_two_versions_is_told() {
    let before = shipped::list(DeviceKind::Screen);
    assert!(changes(before, before).is_empty());
    let mut after = before.to_vec();
    after.swap(0, 1);
    assert!(changes(before, &after).reordered);
    let removed = after.remove(3);
    after[0].required = false;
    after.push(Item {
        id: id("check-1"),
        ..after.last().unwrap().clone()
    });
    let changes = changes(before, &after);
    assert_eq!(changes.removed, [&removed]);
    assert_eq!(changes.added, [after.last().unwrap()]);
    assert_eq!(changes.changed, [(&before[1], &after[0])]);
    assert!(changes.reordered);
}

#[test]
fn a_word_that_is_missing_in_a_language_is_said_in_french() {
    let mut item = shipped::list(DeviceKind::Screen)[1].clone();
    item.words.remove("en");
    assert_eq!(item.said(Lang::En), item.said(Lang::Fr));
}

#[test]
fn the_scrap_grade_blocks() {
    let items = shipped::at(DeviceKind::Laptop, Step::Triage);
    let mut answers = good_answers(items);
    answers.insert(id("look"), Answer::Grade(Grade::Scrap));
    assert_eq!(blocking(&answers, items), [id("look")]);
}

#[test]
fn words_never_promise_a_new_device() {
    for item in DeviceKind::iter().flat_map(shipped::list) {
        for words in item.words.values() {
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
        words = { fr = "", en = "Clean?" }
        pictogram = "sparkles"
        required = true
        kind = "yes_no"
        [[items]]
        id = "clean"
        step = "triage"
        words = { fr = "Propre ?" }
        pictogram = "Not a name"
        function = true
        kind = "yes_no"
        [[items]]
        id = "battery"
        step = "triage"
        words = { fr = "Batterie", en = "Battery" }
        pictogram = "battery-charging"
        kind = "measure"
        unit = "percent"
        lowest = 100
        highest = 0
        [[items]]
        id = "shot"
        step = "triage"
        words = { fr = "Photo", en = "Photo" }
        pictogram = "camera"
        kind = "photo"
        blocking = true
        [[items]]
        id = "Unmeasured"
        step = "triage"
        words = { fr = "Batterie", en = "Battery" }
        pictogram = "battery-charging"
        kind = "measure"
        unit = "percent"
    "#;
    let mut faults = types::read(types).unwrap_err();
    let lists = [
        (DeviceKind::Tablet, "tablet.toml", tablet),
        (DeviceKind::Phone, "phone.toml", "items = 3"),
    ];
    faults.extend(shipped::read_all(&lists).unwrap_err());
    insta::assert_snapshot!(faults.join("\n"));
}
