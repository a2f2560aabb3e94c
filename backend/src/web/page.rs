//! The frame of every page, and how a page becomes an answer.

use std::ops::Deref;

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

use super::words::{Lang, Words};

/// What every page's frame needs.
#[derive(Debug, Default)]
pub struct Shell {
    pub words: Words,
    /// Path and query of this page, where the language switch comes back to.
    pub path: String,
    pub person: Option<Person>,
    /// The bench this page is shown at.
    pub bench: Option<Bench>,
    pub menu: Vec<MenuPart>,
    /// The key of the sentence that says what was just done.
    pub done: Option<String>,
    /// Whether the data is invented.
    pub demo: bool,
}

/// Who is signed in, as the top of the page says it.
#[derive(Debug)]
pub struct Person {
    /// Whose queue a form joins that is kept on this device.
    pub account: i32,
    pub name: String,
    pub role_key: &'static str,
    pub organisation: String,
    pub several_memberships: bool,
}

/// A bench's name, and after how long without a touch it locks.
#[derive(Debug)]
pub struct Bench {
    pub name: String,
    pub idle_seconds: i32,
}

/// A place of the menu.
#[derive(Debug)]
pub struct MenuItem {
    pub href: &'static str,
    pub key: &'static str,
    pub icon: &'static str,
    pub active: bool,
}

/// Places of the menu that stand together: under a word, or in the menu itself.
#[derive(Debug)]
pub struct MenuPart {
    pub group: Option<MenuGroup>,
    pub places: Vec<MenuItem>,
}

/// The word over several places.
#[derive(Debug)]
pub struct MenuGroup {
    pub key: &'static str,
    pub icon: &'static str,
}

impl MenuPart {
    /// Whether this page is one of its places, or lies below one.
    #[must_use]
    pub fn is_here(&self) -> bool {
        self.places.iter().any(|place| place.active)
    }
}

/// A page speaks through its shell: `shell.say(…)`, `shell.date(…)`, `shell.euros(…)`.
impl Deref for Shell {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

impl Shell {
    /// Whether the menu has groups that open.
    #[must_use]
    pub fn has_groups(&self) -> bool {
        self.menu.iter().any(|part| part.group.is_some())
    }

    /// A fresh id for the hidden `write_id` field of a form: the same form sent twice is written once.
    #[must_use]
    pub fn write_id(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }
}

/// The sentence to show after a redirect: `done=device-received`. Only a sentence we have is taken: nobody
/// writes their own into a link.
#[must_use]
pub fn done_key(query: &str) -> Option<String> {
    let key = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("done="))?;
    let key = format!("done-{key}");
    Words::new(Lang::Fr).knows(&key).then_some(key)
}

/// Renders a page.
pub fn page(
    status: StatusCode,
    template: &impl askama::Template,
) -> Result<Response, askama::Error> {
    Ok((status, Html(template.render()?)).into_response())
}

/// A page that is already written.
#[must_use]
pub fn html(text: String) -> Response {
    Html(text).into_response()
}

/// A PDF that opens in the browser, ready to print.
#[must_use]
pub fn pdf(name: &str, bytes: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("inline; filename=\"{name}.pdf\""),
        ),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use scraper::{Html, Selector};

    use super::*;
    use crate::web::Lang;

    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% extends "layouts/app.html" %}{% block title %}Stock{% endblock %}{% block main %}<h1>Stock</h1>{% endblock %}"#
    )]
    struct SignedIn {
        shell: Shell,
    }

    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% extends "layouts/plain.html" %}{% block title %}Stock{% endblock %}{% block main %}<h1>Stock</h1>{% endblock %}"#
    )]
    struct SignedOut {
        shell: Shell,
    }

    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% extends "layouts/print.html" %}{% block title %}Stock{% endblock %}{% block main %}<h1>Stock</h1>{% endblock %}"#
    )]
    struct OnPaper {
        shell: Shell,
    }

    fn item(href: &'static str, key: &'static str, active: bool) -> MenuItem {
        MenuItem {
            href,
            key,
            icon: "tag",
            active,
        }
    }

    fn part(key: Option<&'static str>, places: Vec<MenuItem>) -> MenuPart {
        let group = key.map(|key| MenuGroup { key, icon: "tag" });
        MenuPart { group, places }
    }

    fn shell() -> Shell {
        Shell {
            words: Words::new(Lang::Fr),
            path: "/devices?state=ready&page=2".to_owned(),
            person: Some(Person {
                account: 7,
                name: "Zoé <Martin>".to_owned(),
                role_key: "product-tagline",
                organisation: "Atelier de Cran".to_owned(),
                several_memberships: false,
            }),
            bench: None,
            menu: vec![
                part(None, vec![item("/", "menu", false)]),
                part(
                    Some("optional"),
                    vec![
                        item("/devices", "menu-close", true),
                        item("/lots", "sign-out", false),
                    ],
                ),
                part(
                    Some("change-membership"),
                    vec![item("/requests", "working", false)],
                ),
            ],
            done: Some("signature-drawn".to_owned()),
            demo: true,
        }
    }

    fn all(html: &Html, selector: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        let text =
            |element: scraper::ElementRef| element.text().collect::<String>().trim().to_owned();
        html.select(&selector).map(text).collect()
    }

    fn attribute(html: &Html, selector: &str, name: &str) -> String {
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector)
            .next()
            .unwrap()
            .attr(name)
            .unwrap()
            .to_owned()
    }

    #[test]
    fn a_page_says_where_one_is_who_one_is_and_what_was_just_done() {
        let html = Html::parse_document(&SignedIn { shell: shell() }.render().unwrap());
        assert_eq!(attribute(&html, "html", "lang"), "fr");
        assert_eq!(all(&html, "title"), ["Stock · Passe-Relais"]);
        assert_eq!(all(&html, "nav a[aria-current]"), ["Fermer le menu"]);
        assert_eq!(all(&html, ".who strong"), ["Zoé <Martin>"]);
        assert_eq!(all(&html, "main [role=status]"), ["Signature prise."]);
        assert_eq!(attribute(&html, "a.skip", "href"), "#content");
        assert!(all(&html, "a[href='/memberships']").is_empty());
    }

    #[test]
    fn the_group_of_this_page_lies_open_and_every_other_opens_without_a_script() {
        let html = Html::parse_document(&SignedIn { shell: shell() }.render().unwrap());
        assert_eq!(all(&html, "nav > ul > li > a"), ["Menu"]);
        assert_eq!(
            all(&html, "nav .here > ul > li > a"),
            ["Fermer le menu", "Se déconnecter"]
        );
        assert_eq!(all(&html, "nav summary"), ["Changer de rôle"]);
        assert_eq!(all(&html, "nav details:not([open]) > ul > li > a").len(), 1);
    }

    #[test]
    fn the_language_switch_comes_back_to_the_same_page() {
        for rendered in [
            SignedIn { shell: shell() }.render(),
            SignedOut { shell: shell() }.render(),
        ] {
            let html = Html::parse_document(&rendered.unwrap());
            let switch = "form[method=post][action='/language']";
            assert_eq!(
                attribute(&html, &format!("{switch} [name=return]"), "value"),
                "/devices?state=ready&page=2"
            );
            assert_eq!(
                attribute(&html, &format!("{switch} [name=lang]"), "value"),
                "en"
            );
        }
    }

    #[test]
    fn a_page_for_paper_has_nothing_around_it() {
        let html = Html::parse_document(&OnPaper { shell: shell() }.render().unwrap());
        assert_eq!(all(&html, "body"), ["Stock"]);
    }

    #[test]
    fn no_frame_asks_for_inline_style_or_script() {
        for rendered in [
            SignedIn { shell: shell() }.render(),
            SignedOut { shell: shell() }.render(),
        ] {
            let html = Html::parse_document(&rendered.unwrap());
            assert!(all(&html, "[style], style, script:not([src]), [onclick]").is_empty());
        }
    }
}
