//! What every template keeps to: it is used, it runs without inline script or style, its forms are safe.

use crate::support::sources::{Source, app, files};
use regex::Regex;

/// Forms whose repeat changes nothing or answers the same by itself: they carry no write id.
const WITHOUT_WRITE_ID: &[&str] = &[
    "/sign-in",
    "/sign-in/badge",
    "/sign-in/lock",
    "/sign-out",
    "/language",
    "/lots/new",
];

#[test]
fn every_template_is_used() {
    let templates = templates();
    let rust = app();
    for template in &templates {
        let name = format!("\"{}\"", name_of(template));
        let others = templates.iter().filter(|other| other.path != template.path);
        assert!(
            rust.iter()
                .chain(others)
                .any(|file| file.text.contains(&name)),
            "nothing refers to {}",
            template.path
        );
    }
}

/// The content security policy forbids them: a browser would drop them without a word.
#[test]
fn no_script_or_style_stands_inline() {
    let inline = Regex::new(r#"(?i)\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style|javascript:"#).unwrap();
    let script = Regex::new("(?i)<script[^>]*>").unwrap();
    for template in pages() {
        if let Some(found) = inline.find(&template.text) {
            panic!("{} has {} inline", template.path, found.as_str().trim());
        }
        for tag in script.find_iter(&template.text) {
            assert!(
                tag.as_str().contains("src="),
                "{}: {}",
                template.path,
                tag.as_str()
            );
        }
    }
}

#[test]
fn forms_search_or_write_and_every_write_can_be_retried() {
    let form = Regex::new(r"(?s)<form\b([^>]*)>(.*?)</form>").unwrap();
    for template in pages() {
        let opened = template.text.matches("<form").count();
        assert_eq!(
            form.find_iter(&template.text).count(),
            opened,
            "{}: a form begins and ends in the same template",
            template.path
        );
        for found in form.captures_iter(&template.text) {
            let (tag, body) = (&found[1], &found[2]);
            let writes = tag.contains(r#"method="post""#);
            assert!(
                writes || tag.contains(r#"method="get""#),
                "{}: say whether <form{tag}> searches (get) or writes (post)",
                template.path
            );
            let exempt = WITHOUT_WRITE_ID
                .iter()
                .any(|action| tag.contains(&format!(r#"action="{action}""#)));
            assert!(
                !writes || exempt || body.contains("write_id"),
                "{}: <form{tag}> carries no write id, so a double click would write twice",
                template.path
            );
        }
    }
}

fn templates() -> Vec<Source> {
    files("frontend/templates", "")
}

/// Templates a browser shows; a mail's styles have to be inline.
fn pages() -> Vec<Source> {
    let mut templates = files("frontend/templates", ".html");
    assert!(!templates.is_empty(), "no templates: has the folder moved?");
    templates.retain(|template| !template.path.contains("/mail/"));
    templates
}

fn name_of(template: &Source) -> &str {
    template.path.strip_prefix("frontend/templates/").unwrap()
}
