//! The word that the consumer code keeps for what was tested in full: where it may stand, and where nowhere.
use super::{Yard, code};
use crate::support::sources::files;
use entities::quality_check;
use regex::Regex;
use sea_orm::{EntityTrait, Set};

#[tokio::test]
async fn only_what_was_tested_in_full_is_called_refurbished() {
    let yard = Yard::new().await;
    let device = yard.ready(0).await;
    let sheet = format!("/devices/{}", code(&device));
    let page = yard.coordinator.get(&sheet).await.expect(200);
    assert!(page.says("Une fonction n’a pas été essayée"), "{page}");
    assert!(!page.says("reconditionné"), "{page}");
    // Nobody says better of a signed check afterwards.
    yard.refuses(&["UPDATE quality_check SET fully_tested = TRUE".to_owned()])
        .await;
    // The same device, had its check said so from the beginning.
    let device = yard.received(1).await;
    let (worker, supervisor) = (&yard.worker, &yard.supervisor);
    let check = quality_check::ActiveModel {
        device_id: Set(device.id),
        stay: Set(device.stay),
        holds_data: Set(device.holds_data),
        performer_id: Set(worker.account.id),
        checker_id: Set(supervisor.account.id),
        passed_at: Set(yard.world.now()),
        fully_tested: Set(true),
        ..Default::default()
    };
    let check = quality_check::Entity::insert(check)
        .exec_with_returning(&yard.world.app.db)
        .await
        .unwrap();
    let ready = entities::device::ActiveModel {
        stage: Set(entities::device::Stage::Ready),
        ready_check_id: Set(Some(check.id)),
        ..Default::default()
    };
    yard.world
        .change_device(
            &device,
            ready,
            passe_relais::journal::EventKind::QualityCheckPassed,
        )
        .await;
    let page = yard
        .coordinator
        .get(&format!("/devices/{}", code(&device)))
        .await;
    assert!(page.expect(200).says("reconditionné"));
}

/// What is printed: pages, words, papers, labels, checklists.
fn printed() -> Vec<(String, String)> {
    let folders = [
        ("frontend/templates", ""),
        ("frontend/words", ".ftl"),
        ("backend/src/documents", ".typ"),
        ("label-templates", ".typ"),
        ("backend/data", ".toml"),
    ];
    folders
        .iter()
        .flat_map(|(folder, ending)| files(folder, ending))
        .flat_map(|file| {
            let comment = if file.path.ends_with(".typ") {
                "//"
            } else {
                "# "
            };
            let lines = file.text.lines();
            lines
                .filter(|line| !line.trim_start().starts_with(comment))
                .map(|line| (file.path.clone(), line.to_owned()))
                .collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn the_word_stands_in_one_place_and_nothing_is_likened_to_a_new_device() {
    let word = Regex::new(r"(?i)reconditionn[ée]e?s?\b|\brefurbished\b").unwrap();
    let new = Regex::new(
        r"(?i)comme neuf|comme neuve|[ée]tat neuf|\bà neuf|like new|\bas new|as good as new",
    )
    .unwrap();
    let mut places = Vec::new();
    for (path, line) in printed() {
        assert!(!new.is_match(&line), "{path}: {line}");
        if word.is_match(&line) {
            places.push(line);
        }
    }
    places.sort();
    assert_eq!(
        places,
        [
            "refurbished-word = reconditionné",
            "refurbished-word = refurbished"
        ],
        "only devices/refurbished.rs lets the word be printed of a device"
    );
}
