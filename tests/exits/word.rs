//! The word that the consumer code keeps for what was tested in full: where it may stand, and where nowhere.
use super::{Yard, code};
use crate::{labels::words_of, support::sources::files};
use entities::{device, quality_check};
use passe_relais::journal::EventKind;
use regex::Regex;
use sea_orm::{EntityTrait, Set};

/// The tablet of this number, ready, with every function tested.
async fn tested_in_full(yard: &Yard, number: usize) -> device::Model {
    let device = yard.received(number).await;
    let (worker, supervisor) = (&yard.worker, &yard.supervisor);
    let (db, now) = (&yard.world.app.db, yard.world.now());
    crate::support::checked::answer_all(db, &device, worker.account.id, now).await;
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
        .exec_with_returning(db)
        .await
        .unwrap();
    let ready = device::ActiveModel {
        stage: Set(device::Stage::Ready),
        ready_check_id: Set(Some(check.id)),
        ..Default::default()
    };
    yard.world
        .change_device(&device, ready, EventKind::QualityCheckPassed)
        .await
}

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
    let device = tested_in_full(&yard, 1).await;
    let page = yard
        .coordinator
        .get(&format!("/devices/{}", code(&device)))
        .await;
    assert!(page.expect(200).says("reconditionné"));
}

/// The label of a device, printed again in this format: its words.
async fn label_of(yard: &Yard, device: &device::Model, format: &str) -> String {
    let sheet = format!("/devices/{}", code(device));
    let page = yard.supervisor.get(&sheet).await.expect(200);
    let form = page.form("form[action$='/label']").set("template", format);
    let made = yard.supervisor.send(&form).await;
    let file = yard.supervisor.follow(made).await.expect(200);
    words_of(&file.body)
}

#[tokio::test]
async fn a_label_says_refurbished_of_what_was_tested_in_full_and_of_nothing_else() {
    let yard = Yard::new().await;
    let waiting = yard.received(0).await;
    let half = yard.ready(1).await;
    let full = tested_in_full(&yard, 2).await;
    for format in ["avery-l7160", "brother-29x90"] {
        let label = label_of(&yard, &full, format).await;
        assert!(label.contains("reconditionné"), "{format}: {label}");
        for device in [&waiting, &half] {
            let label = label_of(&yard, device, format).await;
            assert!(!label.contains("reconditionné"), "{format}: {label}");
        }
    }
    // The small label has no room for a word.
    let label = label_of(&yard, &full, "avery-l4731").await;
    assert!(!label.contains("reconditionné"), "{label}");
    // All labels of the lot together: one of the three says it.
    let page_of_lot = format!("/lots/{}/labels", yard.lot.id.0);
    let page = yard.supervisor.get(&page_of_lot).await.expect(200);
    let form = page.form("main form").set("template", "avery-l7160");
    let made = yard.supervisor.send(&form.press("which", "all")).await;
    let made = yard.supervisor.follow(made).await.expect(200);
    let file = made.attribute(".verdict a", "href");
    let pdf = yard.supervisor.get(&file).await.expect(200);
    let labels = words_of(&pdf.body);
    assert!(labels.contains(code(&waiting)), "{labels}");
    assert_eq!(labels.matches("reconditionné").count(), 1, "{labels}");
}

#[tokio::test]
async fn the_export_says_refurbished_of_what_was_tested_in_full_and_of_nothing_else() {
    let yard = Yard::new().await;
    let devices = [
        yard.received(0).await,
        yard.ready(1).await,
        tested_in_full(&yard, 2).await,
    ];
    let text = yard.coordinator.get("/devices/export").await.expect(200);
    let text = text.html();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with(";reconditionné"), "{}", lines[0]);
    for (device, said) in devices.iter().zip(["", "", "oui"]) {
        let line = lines.iter().find(|line| line.starts_with(code(device)));
        let last = line.unwrap().rsplit(';').next();
        assert_eq!(last, Some(said), "{line:?}");
    }
    // Back in the workshop, what was said of the stay before is said no longer.
    let again = device::ActiveModel {
        stage: Set(device::Stage::Received),
        stay: Set(devices[2].stay + 1),
        ready_check_id: Set(None),
        ..Default::default()
    };
    yard.world
        .change_device(&devices[2], again, EventKind::DeviceReturned)
        .await;
    let text = yard.coordinator.get("/devices/export").await.expect(200);
    let text = text.html();
    assert!(!text.lines().any(|line| line.ends_with(";oui")), "{text}");
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
            let comment = if std::path::Path::new(&file.path)
                .extension()
                .is_some_and(|ending| ending == "typ")
            {
                "//"
            } else {
                "# "
            };
            let lines = file.text.lines();
            lines
                .filter(|line| !line.trim_start().starts_with(comment))
                // How a list's questions count for the word: said to who writes lists, of no device.
                .filter(|line| !line.starts_with("list-function-hint ="))
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
