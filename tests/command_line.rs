//! The command line as other programs rely on it: its commands, what they answer, and how they end.

use crate::{
    commands::{list, program, text},
    support::World,
};
use regex::Regex;
use std::{collections::BTreeSet, net::TcpListener, process::Command};
use tempfile::TempDir;

/// The commands of a help, or none where there is nothing below.
fn commands_below(command: &[&str]) -> Vec<String> {
    let output = Command::new(env!("CARGO_BIN_EXE_passe-relais"))
        .env_clear()
        .args(command)
        .arg("-h")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let help = text(&output);
    let Some((_, commands)) = help.split_once("Commands:\n") else {
        return Vec::new();
    };
    commands
        .lines()
        .map_while(|line| line.strip_prefix("  "))
        .filter_map(|line| line.split(' ').next())
        .filter(|name| !name.is_empty() && *name != "help")
        .map(ToOwned::to_owned)
        .collect()
}

#[test]
fn the_table_of_commands_is_what_the_program_takes() {
    let mut taken = BTreeSet::new();
    for command in commands_below(&[]) {
        let below = commands_below(&[&command]);
        taken.extend(below.iter().map(|name| format!("{command} {name}")));
        if below.is_empty() {
            taken.insert(command);
        }
    }
    let page = crate::support::sources::root().join("docs/OPERATIONS.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("\n## Commands\n").unwrap();
    let (table, _) = table.split_once("\n### ").unwrap();
    let name = Regex::new("`([a-z]+(?: [a-z][a-z-]*)?)").unwrap();
    let told: BTreeSet<String> = table
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| name.captures_iter(cell))
        .map(|found| found[1].to_owned())
        .collect();
    assert!(taken.contains("import lot"), "{taken:?}");
    assert_eq!(
        taken, told,
        "taken by the program, then told in docs/OPERATIONS.md"
    );
}

#[test]
fn what_was_typed_wrong_is_told_from_what_went_wrong() {
    for typed in [
        &["fly"][..],
        &["import", "lot"],
        &["labels", "--count", "x"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_passe-relais"))
            .env_clear()
            .args(typed)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(output.stdout.is_empty(), "{output:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_begun_says_which_setting_to_look_at() {
    let world = World::new().await;
    let home = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let nowhere = format!("sqlite://{}/none/here.db?mode=rwc", home.path().display());
    let refused = |command: &mut Command, words: &[&str]| {
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        for word in words {
            assert!(said.contains(word), "{said}");
        }
    };
    let mut serve = program(world.database_url(), home.path());
    serve.arg("serve").env("PASSE_RELAIS_LISTEN", &address);
    refused(&mut serve, &[&address, "PASSE_RELAIS_LISTEN"]);
    for arguments in [&["serve"][..], &["migrate", "up"], &["demo"], &["labels"]] {
        let mut command = program(&nowhere, home.path());
        refused(command.args(arguments), &["PASSE_RELAIS_DATABASE_URL"]);
    }
}

#[tokio::test]
async fn an_import_answers_in_one_line_of_json_and_a_repeat_in_the_same() {
    let world = World::new().await;
    world.coordinator().await;
    world.supervisor().await;
    let home = TempDir::new().unwrap();
    let answer = |arguments: &[&str]| {
        let mut command = program(world.database_url(), home.path());
        let output = command.args(["import", "lot"]).args(arguments).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        assert_eq!(text(&output).lines().count(), 1, "{output:?}");
        text(&output)
    };
    let counted = home.path().join("counted.csv");
    let lines = [
        "Manufacturer,Model,Serial Number,IMEI",
        "Lenovo,Tab M10,HA9QAJ7K,",
        "Lenovo,Tab M10,HA9QAJ7K,",
        "Lenovo,Tab M10,,490154203237518",
        "Lenovo,Tab M10,To Be Filled By O.E.M.,",
        "Lenovo,Tab M10,HA9QAJ8K,123",
    ];
    std::fs::write(&counted, lines.join("\n")).unwrap();
    let counted = answer(&[counted.to_str().unwrap(), "--dry-run", "--json"]);
    let counted: serde_json::Value = serde_json::from_str(&counted).unwrap();
    let names: BTreeSet<&str> = counted
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let promised = [
        "accepted",
        "bad_imeis",
        "duplicates",
        "lot",
        "missing_serials",
        "placeholder_serials",
        "refused",
        "rows",
    ];
    assert_eq!(names, BTreeSet::from(promised));
    assert!(counted["lot"].is_null(), "{counted}");
    for (name, number) in [
        ("rows", 5),
        ("duplicates", 1),
        ("missing_serials", 1),
        ("placeholder_serials", 1),
        ("bad_imeis", 1),
    ] {
        assert_eq!(counted[name], number, "{name} of {counted}");
    }
    let first = answer(&[&list(), "--json"]);
    assert!(first.starts_with("{\"lot\":1,"), "{first}");
    assert!(first.contains("\"accepted\":9,"), "{first}");
    assert_eq!(answer(&[&list(), "--json"]), first);
}

#[tokio::test]
async fn labels_for_a_label_printer_are_not_called_a_pdf() {
    let world = World::new().await;
    world.coordinator().await;
    let home = TempDir::new().unwrap();
    let mut command = program(world.database_url(), home.path());
    command.current_dir(home.path());
    let arguments = ["labels", "--count", "1", "--template", "zebra-50x30"];
    let output = command.args(arguments).output().unwrap();
    assert_eq!(text(&output), "1 labels in labels.zpl\n", "{output:?}");
    let written = std::fs::read_to_string(home.path().join("labels.zpl")).unwrap();
    assert!(written.contains("^XA"), "{written}");
}
