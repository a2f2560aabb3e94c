//! The repository's files as text, for the tests that scan them.

use regex::Regex;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// One file: its path from the repository's root, and what it says.
pub struct Source {
    pub path: String,
    pub text: String,
}

impl Source {
    /// The text without comment lines and without the unit tests at its end.
    pub fn code(&self) -> String {
        let text = self.text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        lines.fold(String::new(), |code, line| code + line + "\n")
    }

    /// `workshop/rules.rs` for `backend/src/workshop/rules.rs`.
    pub fn in_app(&self) -> &str {
        self.path.strip_prefix("backend/src/").unwrap()
    }
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// Every file under a folder of the repository whose name ends so, sorted by path.
pub fn files(folder: &str, ending: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let wanted = paths
        .into_iter()
        .filter(|path| path.to_str().unwrap().ends_with(ending));
    wanted
        .map(|path| Source {
            text: fs::read_to_string(&path).unwrap(),
            path: path
                .strip_prefix(root())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned(),
        })
        .collect()
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            walk(&path, paths);
        } else if path.is_file() {
            paths.push(path);
        }
    }
}

pub fn app() -> Vec<Source> {
    files("backend/src", ".rs")
}

/// A `.route("…", …)` of the application.
pub struct Route {
    pub path: String,
    pub get: bool,
    pub post: bool,
    /// The file of the application that declares it, and what stands behind the path there.
    pub file: String,
    pub handlers: String,
}

/// Every route of the application, as its sources declare them.
pub fn routes() -> Vec<Route> {
    static ROUTE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"\.route\(\s*"([^"]+)",\s*"#).unwrap());
    static GET: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bget\(").unwrap());
    static POST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bpost\(").unwrap());
    let mut routes = Vec::new();
    for source in app() {
        let code = source.code();
        for found in ROUTE.captures_iter(&code) {
            let handlers = up_to_closing(&code[found.get(0).unwrap().end()..]);
            routes.push(Route {
                path: found[1].to_owned(),
                get: GET.is_match(handlers),
                post: POST.is_match(handlers),
                file: source.in_app().to_owned(),
                handlers: handlers.to_owned(),
            });
        }
    }
    routes
}

/// The text up to the parenthesis, brace or bracket that closes what it stands in.
pub fn up_to_closing(text: &str) -> &str {
    let mut depth = 0;
    for (at, character) in text.char_indices() {
        match character {
            '(' | '{' | '[' => depth += 1,
            ')' | '}' | ']' if depth == 0 => return &text[..at],
            ')' | '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    text
}

/// Every path that begins with `crate::`, groups in braces spelled out:
/// `crate::{a::b, c}` is `a::b` and `c`.
pub fn crate_paths(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        expand(&code[at + found.len()..], &mut Vec::new(), &mut paths);
    }
    paths
}

fn expand(text: &str, so_far: &mut Vec<String>, paths: &mut Vec<Vec<String>>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        for member in split_at_commas(up_to_closing(group)) {
            expand(member, so_far, paths);
        }
        return;
    }
    let end = text
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    let name = &text[..end];
    so_far.push(name.to_owned());
    match text[end..].strip_prefix("::") {
        Some(rest) => expand(rest, so_far, paths),
        None if !name.is_empty() => paths.push(so_far.clone()),
        None => paths.push(so_far[..so_far.len() - 1].to_vec()),
    }
    so_far.pop();
}

fn split_at_commas(group: &str) -> Vec<&str> {
    let mut members = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    members.push(&group[start..]);
    members.retain(|member| !member.trim().is_empty());
    members
}

#[test]
fn groups_in_braces_are_spelled_out() {
    let paths = crate_paths(
        "use crate::{web::{self, Error}, loans::rules::may};\nlet x = crate::app::App;",
    );
    let joined: Vec<String> = paths.iter().map(|path| path.join("::")).collect();
    assert_eq!(
        joined,
        ["web::self", "web::Error", "loans::rules::may", "app::App"]
    );
}
