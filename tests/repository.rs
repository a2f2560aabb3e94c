//! The shape of the repository: what stands at the top, how long files are, that no test is switched off.

use crate::support::sources::{app, files, root, routes};
use regex::Regex;
use serde::Deserialize;
use std::{collections::BTreeSet, fs};

const AT_THE_TOP: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "clippy.toml",
    "rust-toolchain.toml",
    "Makefile",
    "README.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "backend",
    "frontend",
    "migrations",
    "label-templates",
    "docs",
    "tests",
];

/// Made by the two commands, and ignored by git.
const MADE: &[&str] = &["target", "var"];

const LONGEST_FILE: usize = 600;

#[test]
fn the_top_level_holds_what_the_map_says() {
    for entry in fs::read_dir(root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || AT_THE_TOP.contains(&&*name) || MADE.contains(&&*name),
            "{name} has no place at the top level"
        );
    }
    for name in AT_THE_TOP {
        assert!(root().join(name).exists(), "{name} is missing");
    }
}

#[test]
fn no_source_file_is_too_long_to_be_one_idea() {
    for folder in ["backend", "migrations", "tests"] {
        for file in files(folder, ".rs") {
            let lines = file.text.lines().count();
            assert!(lines <= LONGEST_FILE, "{} has {lines} lines", file.path);
        }
    }
}

#[test]
fn no_test_is_switched_off() {
    let ignored = concat!("#[", "ignore");
    for folder in ["backend", "migrations", "tests"] {
        for file in files(folder, ".rs") {
            assert!(!file.text.contains(ignored), "{} ignores a test", file.path);
        }
    }
    for file in files("tests/browser", ".mjs") {
        for mark in [".skip(", ".only(", ".todo(", "skip:", "only:", "todo:"] {
            assert!(!file.text.contains(mark), "{} uses {mark}", file.path);
        }
    }
}

#[test]
fn the_table_of_variables_is_what_the_program_reads() {
    let found = |pattern: &str, text: &str| -> BTreeSet<String> {
        let pattern = Regex::new(pattern).unwrap();
        let names = pattern.captures_iter(text);
        names.map(|name| name[1].to_owned()).collect()
    };
    let mut read = BTreeSet::new();
    for file in app() {
        let code = file.code();
        if file.in_app() == "config.rs" {
            read.extend(found(r#"\bvar\("([A-Z_]+)"\)"#, &code));
        }
        read.extend(found(r#"env\("PASSE_RELAIS_([A-Z_]+)"\)"#, &code));
    }
    let table = fs::read_to_string(root().join("docs/OPERATIONS.md")).unwrap();
    let told = found(r"(?m)^\| `PASSE_RELAIS_([A-Z_]+)` \|", &table);
    assert!(
        read.contains("LOG") && read.contains("SECRET_KEY"),
        "{read:?}"
    );
    assert_eq!(
        read, told,
        "read by the program, then told in docs/OPERATIONS.md"
    );
}

#[test]
fn the_readme_names_files_that_are_there() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let named = Regex::new(r"tests/fixtures/[a-z0-9./-]+[a-z0-9]").unwrap();
    let files: BTreeSet<&str> = named.find_iter(&readme).map(|it| it.as_str()).collect();
    assert!(!files.is_empty(), "it has somebody try lists and a log");
    for file in files {
        assert!(root().join(file).is_file(), "{file} is not there");
    }
}

#[test]
fn the_documents_name_pages_that_are_there() {
    let served: Vec<String> = routes().into_iter().map(|route| route.path).collect();
    let is_served = |page: &str| {
        served.iter().any(|path| {
            let (path, page) = (path.split('/'), page.split('/'));
            path.clone().count() == page.clone().count()
                && path
                    .zip(page)
                    .all(|(step, named)| step == named || step.starts_with('{'))
        })
    };
    let mut documents = files("docs/guides", ".md");
    documents.extend(files("docs/data-protection", ".md"));
    documents.extend(files("docs", "/GLOSSARY.md"));
    documents.extend(files("docs", "/ARCHITECTURE.md"));
    let named = Regex::new("`(/[a-z][A-Za-z0-9/{}_-]*)`").unwrap();
    let mut gone = Vec::new();
    for document in &documents {
        for page in named.captures_iter(&document.text) {
            if !is_served(&page[1]) {
                gone.push(format!("{}: {}", document.path, &page[1]));
            }
        }
    }
    assert!(gone.is_empty(), "no such pages: {gone:?}");
}

/// A line of tests/browser/pages.json.
#[derive(Deserialize)]
struct BrowserPage {
    route: String,
}

#[test]
fn the_browser_opens_every_page_of_the_route_table() {
    let list = fs::read_to_string(root().join("tests/browser/pages.json")).unwrap();
    let opened: Vec<BrowserPage> = serde_json::from_str(&list).unwrap();
    let opened: BTreeSet<String> = opened.into_iter().map(|page| page.route).collect();
    let served: BTreeSet<String> = routes()
        .into_iter()
        .filter(|route| route.get)
        .map(|route| route.path)
        .collect();
    let forgotten: Vec<_> = served.difference(&opened).collect();
    let gone: Vec<_> = opened.difference(&served).collect();
    assert!(
        forgotten.is_empty() && gone.is_empty(),
        "tests/browser/pages.json lacks {forgotten:?} and still has {gone:?}"
    );
}
