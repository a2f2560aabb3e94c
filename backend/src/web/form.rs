//! What is wrong with a form, field by field, and the choices a form offers.

use super::words::Words;
use crate::personal;
use std::borrow::Cow;

/// The mistakes of a form in the order of its fields, as keys of words: the page says them in its language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors(Vec<Mistake>);

/// One mistake, on one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    pub field: Cow<'static, str>,
    pub key: &'static str,
    value: Option<(&'static str, Value)>,
}

/// A value inside the sentence of a mistake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl FormErrors {
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, key: &'static str) {
        self.0.push(Mistake {
            field: field.into(),
            key,
            value: None,
        });
    }

    /// Adds a mistake whose sentence has a value in it: `errors.add_with("serial", "serial-too-long", "limit", 40)`.
    pub fn add_with(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        key: &'static str,
        name: &'static str,
        value: impl Into<Value>,
    ) {
        self.0.push(Mistake {
            field: field.into(),
            key,
            value: Some((name, value.into())),
        });
    }

    /// Refuses words about a person in a field that an event of the journal will carry: nobody can take them
    /// out of there again (law 5).
    pub fn keep_people_out(&mut self, field: impl Into<Cow<'static, str>>, text: &str) {
        if personal::in_cell(text).is_some() {
            self.add(field, "text-about-a-person");
        }
    }

    /// Adds the mistakes of another part of the form.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The first mistake on a field: one sentence at a time is enough to repair it.
    #[must_use]
    pub fn on(&self, field: &str) -> Option<&Mistake> {
        self.0.iter().find(|mistake| mistake.field == field)
    }

    #[must_use]
    pub fn all(&self) -> &[Mistake] {
        &self.0
    }
}

impl Mistake {
    /// The sentence in the reader's language.
    #[must_use]
    pub fn say(&self, words: &Words) -> String {
        match &self.value {
            None => words.say(self.key),
            Some((name, Value::Text(text))) => words.with(name, text).say(self.key),
            Some((name, Value::Number(number))) => words.with(name, number).say(self.key),
        }
    }
}

/// One choice of a list, of radio buttons or of checkboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub words: String,
    /// A second line that helps to choose.
    pub hint: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, words: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            words: words.into(),
            hint: String::new(),
        }
    }

    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Whether this is what the person chose.
    pub fn is(&self, chosen: impl AsRef<str>) -> bool {
        self.value == chosen.as_ref()
    }

    /// Whether this is among what the person ticked.
    #[must_use]
    pub fn among(&self, ticked: &[String]) -> bool {
        ticked.contains(&self.value)
    }
}

#[cfg(test)]
mod tests {
    use askama::Template;
    use scraper::{ElementRef, Html, Selector};

    use super::*;
    use crate::web::{Lang, Shell};

    /// Every control once, each on the field of its own name.
    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% import "components/forms.html" as forms %}
{{ forms::summary(shell, errors) }}{{ forms::write_id(shell) }}
{{ forms::field(shell, "name", "Name", typed, errors, hint="As on paper") }}
{{ forms::textarea(shell, "remark", "Remark", typed, errors) }}
{{ forms::select(shell, "site", "Site", choices, typed, errors) }}
{{ forms::radios(shell, "public", "Public", choices, typed, errors) }}
{{ forms::checkboxes(shell, "needs", "Needs", choices, ticked, errors) }}
{{ forms::checkbox(shell, "seen", "Seen", true, errors) }}
{{ forms::file(shell, "photo", "Photo", errors) }}
{{ forms::scan(shell, "code", "Code", typed, errors) }}
{{ forms::signature(shell, "signature", "Signature", errors) }}
{{ forms::button("Send", icon="check") }}"#
    )]
    struct Every {
        shell: Shell,
        errors: FormErrors,
        typed: String,
        choices: Vec<Choice>,
        ticked: Vec<String>,
    }

    const FIELDS: [&str; 9] = [
        "name",
        "remark",
        "site",
        "public",
        "needs",
        "seen",
        "photo",
        "code",
        "signature",
    ];

    fn every(typed: &str, wrong: &[&'static str]) -> Html {
        let mut errors = FormErrors::default();
        for field in wrong {
            errors.add_with(*field, "waiting-days", "days", 3);
        }
        let form = Every {
            shell: Shell::default(),
            errors,
            typed: typed.to_owned(),
            choices: vec![
                Choice::new("a", "First"),
                Choice::new("b", "Second").hint("Rare"),
            ],
            ticked: vec!["b".to_owned()],
        };
        Html::parse_fragment(&form.render().unwrap())
    }

    fn one<'h>(html: &'h Html, selector: &str) -> ElementRef<'h> {
        let parsed = Selector::parse(selector).unwrap();
        html.select(&parsed)
            .next()
            .unwrap_or_else(|| panic!("no {selector}"))
    }

    #[test]
    fn mistakes_keep_the_order_of_the_fields_and_a_field_shows_its_first() {
        let mut errors = FormErrors::default();
        assert!(errors.is_empty());
        errors.add("name", "errors-title");
        errors.add_with("serial", "waiting-days", "days", 3);
        errors.add("serial", "waiting-today");
        let fields: Vec<&str> = errors
            .all()
            .iter()
            .map(|mistake| mistake.field.as_ref())
            .collect();
        assert_eq!(fields, ["name", "serial", "serial"]);
        let shown = errors.on("serial").unwrap().say(&Words::new(Lang::Fr));
        assert_eq!(shown, "depuis 3 jours");
        assert_eq!(errors.on("other"), None);
    }

    #[test]
    fn each_mistake_is_said_at_its_field_and_the_summary_leads_there() {
        let html = every("", &FIELDS);
        for field in FIELDS {
            one(&html, &format!("[role=alert] a[href='#{field}']"));
            one(&html, &format!("#{field}"));
            let said: String = one(&html, &format!("#{field}-mistake")).text().collect();
            assert!(said.contains("depuis 3 jours"), "{field}: {said}");
        }
        for field in ["name", "remark", "site", "seen", "photo", "code"] {
            let control = one(&html, &format!("#{field}[aria-invalid=true]"));
            let described = control.attr("aria-describedby").unwrap();
            assert!(
                described.starts_with(&format!("{field}-mistake")),
                "{field}: {described}"
            );
        }
        assert_eq!(
            one(&html, "#name").attr("aria-describedby"),
            Some("name-mistake name-hint")
        );
    }

    #[test]
    fn a_form_without_mistakes_has_no_alert_and_no_red_field() {
        let html = every("", &[]);
        for absent in ["[role=alert]", ".wrong", "[aria-invalid]", ".mistake"] {
            assert_eq!(
                html.select(&Selector::parse(absent).unwrap()).count(),
                0,
                "{absent}"
            );
        }
        assert_eq!(
            one(&html, "#name").attr("aria-describedby"),
            Some("name-hint")
        );
    }

    #[test]
    fn nothing_typed_is_lost_and_nothing_typed_is_markup() {
        let typed = r#""><script>alert('x')</script>"#;
        let html = every(typed, &["name"]);
        assert_eq!(one(&html, "input#name").attr("value"), Some(typed));
        assert_eq!(
            one(&html, "textarea#remark").text().collect::<String>(),
            typed
        );
        assert_eq!(html.select(&Selector::parse("script").unwrap()).count(), 0);
        let html = every("b", &[]);
        assert_eq!(
            one(&html, "#site option[selected]").attr("value"),
            Some("b")
        );
        assert_eq!(
            one(&html, "[name=public][checked]").attr("value"),
            Some("b")
        );
        assert_eq!(one(&html, "[name=needs][checked]").attr("value"), Some("b"));
    }
}
