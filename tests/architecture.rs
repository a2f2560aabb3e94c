//! The dependency rules of docs/ARCHITECTURE.md, kept by a plain scan of the sources.
//!
//! A folder of `backend/src` is a feature, unless it is named in `HOUSE`; a file beside the folders belongs
//! to the house, unless it is named in `TOP`.

use crate::support::sources::{Source, app, crate_paths, files, root};
use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

/// Folders that every feature may use, and that know no feature.
const HOUSE: &[&str] = &["auth", "web", "journal", "mail", "documents", "evidence"];

/// What knows the features, and what no feature knows.
const TOP: &[&str] = &["main", "lib", "routes", "home", "demo", "commands"];

/// Files as pure as any `rules.rs`, under another name.
const ALSO_PURE: &[&str] = &["allocation/matching.rs"];

/// The only files that may write SQL by hand, and why.
const RAW_SQL: &[&str] = &[
    "kept.rs",   // the text that sea-orm wrote, kept
    "routes.rs", // whether the database answers
];

#[test]
fn the_map_names_every_feature_once() {
    let page = fs::read_to_string(root().join("docs/ARCHITECTURE.md")).unwrap();
    let (_, features) = page.split_once("\nThe features, ").unwrap();
    let (features, _) = features.split_once("\n\n").unwrap();
    let name = Regex::new("`([a-z_]+)`").unwrap();
    let mut told: Vec<&str> = name
        .captures_iter(features)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    told.sort_unstable();
    let folders: BTreeSet<String> = app()
        .iter()
        .filter_map(|file| file.in_app().split_once('/'))
        .map(|(folder, _)| folder.to_owned())
        .filter(|folder| !HOUSE.contains(&&**folder) && !TOP.contains(&&**folder))
        .collect();
    assert_eq!(told, folders.iter().collect::<Vec<_>>());
}

#[test]
fn rules_are_pure() {
    let is_pure = |file: &Source| {
        file.path.ends_with("rules.rs")
            || file.path.contains("/rules/")
            || ALSO_PURE.contains(&file.in_app())
    };
    let rules: Vec<Source> = app().into_iter().filter(is_pure).collect();
    assert_absent(
        &rules,
        &[
            "async ", "sea_orm", "axum", "askama", "tokio", "Clock", "Utc::now", "std::fs",
            "std::env",
        ],
    );
}

#[test]
fn actions_and_queries_know_nothing_of_http() {
    let is_one =
        |file: &Source| file.path.ends_with("/actions.rs") || file.path.ends_with("/queries.rs");
    let files: Vec<Source> = app().into_iter().filter(is_one).collect();
    assert_absent(&files, &["axum", "askama"]);
}

#[test]
fn entities_have_no_behaviour() {
    let entities = files("backend/entities/src", ".rs");
    assert_absent(
        &entities,
        &[
            "async ",
            "axum",
            "askama",
            "ConnectionTrait",
            "DatabaseTransaction",
            "Utc::now",
        ],
    );
    for file in &entities {
        for (at, _) in file
            .text
            .match_indices("impl ActiveModelBehavior for ActiveModel")
        {
            assert!(
                file.text[at..].starts_with("impl ActiveModelBehavior for ActiveModel {}"),
                "{}: a hook would hide a write; write it in actions.rs",
                file.path
            );
        }
    }
}

#[test]
fn a_migration_describes_the_schema_of_its_day() {
    assert_absent(
        &files("migrations/src", ".rs"),
        &["entities::", "passe_relais"],
    );
}

#[test]
fn only_app_begins_transactions() {
    assert_absent(
        &all_but(&["app.rs"]),
        &[
            ".begin(",
            ".begin_with_",
            ".transaction(",
            ".transaction_async(",
        ],
    );
}

#[test]
fn only_app_reads_the_clock() {
    assert_absent(
        &all_but(&["app.rs"]),
        &["Utc::now", "Local::now", "SystemTime::now"],
    );
}

/// What two engines understand differently stays out: `LIKE` does not fold "É" on SQLite, and SQL by hand
/// is tried on one engine and fails on the other.
#[test]
fn sql_is_written_by_sea_orm() {
    assert_absent(
        &all_but(RAW_SQL),
        &[
            "execute_unprepared",
            "execute_raw",
            "query_one_raw",
            "query_all_raw",
            "from_sql_and_values",
            "Statement::from_string",
            "Expr::cust",
        ],
    );
    assert_absent(
        &app(),
        &[".like(", ".ilike(", " LIKE ", " ILIKE ", ".lock_exclusive("],
    );
}

#[test]
fn the_house_knows_no_feature() {
    for (file, uses) in uses_of_features(&app()) {
        let layer = layer_of(&file);
        assert!(
            layer.is_some() || TOP.contains(&top_name(&file)),
            "{file} belongs to the house and must not know {uses:?}"
        );
    }
}

#[test]
fn features_use_no_page_of_another() {
    let sources = app();
    let pages: BTreeSet<String> = sources
        .iter()
        .filter(|file| !file.path.ends_with("/mod.rs") && layer_of(file.in_app()).is_some())
        .filter(|file| file.code().contains("axum") || file.code().contains("askama"))
        .map(|file| file.in_app().trim_end_matches(".rs").replace('/', "::"))
        .collect();
    for file in sources
        .iter()
        .filter(|file| layer_of(file.in_app()).is_some())
    {
        let code = file.code();
        let own = layer_of(file.in_app());
        for path in crate_paths(&code)
            .iter()
            .filter(|path| Some(path[0].as_str()) != own)
        {
            let of_house = HOUSE.contains(&path[0].as_str());
            let is_page = (1..=path.len()).any(|length| pages.contains(&path[..length].join("::")));
            assert!(
                of_house || !is_page || path.len() == 1,
                "{} uses {}, another feature's page: move what they share to rules, actions or queries",
                file.path,
                path.join("::")
            );
            assert!(
                !TOP.contains(&path[0].as_str()),
                "{} uses {}, which stands above it",
                file.path,
                path.join("::")
            );
        }
        assert!(
            !code.contains("super::super::"),
            "{}: say crate::… instead of super::super",
            file.path
        );
    }
}

#[test]
fn the_arrows_between_features_form_no_cycle() {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (file, uses) in uses_of_features(&app()) {
        if let Some(feature) = layer_of(&file) {
            let others = uses.into_iter().filter(|used| used != feature);
            arrows.entry(feature.to_owned()).or_default().extend(others);
        }
    }
    // Take away, again and again, the features that use nothing that is left.
    while let Some(free) = arrows
        .iter()
        .find(|(_, uses)| uses.iter().all(|used| !arrows.contains_key(used)))
        .map(|(feature, _)| feature.clone())
    {
        arrows.remove(&free);
    }
    assert!(
        arrows.is_empty(),
        "these features use each other in a circle: {arrows:?}"
    );
}

/// The features each file uses, for the files that use any.
fn uses_of_features(sources: &[Source]) -> Vec<(String, BTreeSet<String>)> {
    let features: BTreeSet<&str> = sources
        .iter()
        .filter_map(|file| layer_of(file.in_app()))
        .collect();
    let uses = |file: &Source| {
        let paths = crate_paths(&file.code());
        let used = paths.into_iter().map(|mut path| path.swap_remove(0));
        used.filter(|name| features.contains(name.as_str()))
            .collect()
    };
    let all = sources
        .iter()
        .map(|file| (file.in_app().to_owned(), uses(file)));
    all.filter(|(_, used): &(_, BTreeSet<String>)| !used.is_empty())
        .collect()
}

/// The feature a file belongs to.
fn layer_of(in_app: &str) -> Option<&str> {
    let (folder, _) = in_app.split_once('/')?;
    (!HOUSE.contains(&folder) && !TOP.contains(&folder)).then_some(folder)
}

/// `demo` for `demo/people.rs` and for `demo.rs`.
fn top_name(in_app: &str) -> &str {
    in_app.split('/').next().unwrap().trim_end_matches(".rs")
}

fn all_but(exceptions: &[&str]) -> Vec<Source> {
    let mut sources = app();
    sources.retain(|file| !exceptions.contains(&file.in_app()));
    sources
}

#[track_caller]
fn assert_absent(sources: &[Source], words: &[&str]) {
    assert!(
        !sources.is_empty(),
        "nothing to look at: has a folder moved?"
    );
    for file in sources {
        let code = file.code();
        for word in words {
            assert!(
                !code.contains(word),
                "{} must not mention {word}",
                file.path
            );
        }
    }
}
