//! What came back: a page read as a person reads it, and the forms on it.

use axum::http::{HeaderMap, StatusCode, header};
use regex::Regex;
use scraper::{ElementRef, Html, Selector};
use std::{fmt::Write, sync::LazyLock};

pub struct Page {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Page {
    /// Asserts the status; shows the page otherwise.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let shown = self.to_string();
        assert_eq!(self.status.as_u16(), status, "{shown}");
        self
    }

    /// Asserts that the answer sends the reader to this address.
    #[track_caller]
    pub fn sends_to(self, path: &str) -> Self {
        let page = self.expect(303);
        assert_eq!(page.location(), path, "after {}", page.path);
        page
    }

    #[track_caller]
    pub fn location(&self) -> &str {
        self.header(header::LOCATION.as_str())
    }

    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        let value = value.unwrap_or_else(|| panic!("no {name} in the answer to {}", self.path));
        value.to_str().unwrap()
    }

    pub fn html(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The text of the first element the selector finds, its spaces made single.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let texts = self.texts(selector);
        let first = texts.into_iter().next();
        first.unwrap_or_else(|| panic!("no {selector} on {self}"))
    }

    pub fn texts(&self, selector: &str) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        html.select(&parse(selector)).map(text_of).collect()
    }

    pub fn has(&self, selector: &str) -> bool {
        let html = Html::parse_document(&self.html());
        html.select(&parse(selector)).next().is_some()
    }

    /// Whether the words stand on the page, as a reader sees it (the layout's menus left out).
    pub fn says(&self, words: &str) -> bool {
        self.text("main").contains(words)
    }

    /// An attribute of the first element the selector finds.
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> String {
        let html = Html::parse_document(&self.html());
        let element = html.select(&parse(selector)).next();
        let value = element.and_then(|element| element.attr(name));
        value
            .unwrap_or_else(|| panic!("no {name} of {selector} on {self}"))
            .to_owned()
    }

    /// The part of the page that is the page's own, for a snapshot: what differs at every showing (the
    /// write ids) is blanked.
    #[track_caller]
    pub fn main(&self) -> String {
        static UUID: LazyLock<Regex> =
            LazyLock::new(|| Regex::new("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").unwrap());
        let html = Html::parse_document(&self.html());
        let main = html.select(&parse("main")).next();
        let main = main.unwrap_or_else(|| panic!("no main on {self}"));
        let mut tidy = String::new();
        for line in main.inner_html().lines().map(str::trim_end) {
            if !line.trim().is_empty() {
                writeln!(tidy, "{line}").unwrap();
            }
        }
        UUID.replace_all(&tidy, "[id]").into_owned()
    }

    /// The form the selector finds, filled in as the page shows it: hidden fields and all.
    #[track_caller]
    pub fn form(&self, selector: &str) -> Form {
        let html = Html::parse_document(&self.html());
        let form = html.select(&parse(selector)).next();
        let form = form.unwrap_or_else(|| panic!("no {selector} on {self}"));
        Form::read(form, &self.path)
    }
}

impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let body = String::from_utf8_lossy(&self.body);
        write!(f, "{} ({})\n{body}", self.path, self.status)
    }
}

/// A form as a browser without JavaScript holds it. Only what the page offers can be filled in.
#[derive(Clone)]
pub struct Form {
    pub action: String,
    pub method: String,
    controls: Vec<Control>,
    pub files: Vec<File>,
}

#[derive(Clone)]
struct Control {
    name: String,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Text(String),
    Choice {
        options: Vec<String>,
        chosen: Option<String>,
    },
    Box {
        value: String,
        ticked: bool,
    },
    Button {
        value: String,
        pressed: bool,
    },
    File,
}

#[derive(Clone)]
pub struct File {
    pub field: String,
    pub name: String,
    pub content: Vec<u8>,
}

impl Form {
    fn read(form: ElementRef, path: &str) -> Self {
        let mut read = Self {
            action: form
                .attr("action")
                .filter(|a| !a.is_empty())
                .unwrap_or(path)
                .to_owned(),
            method: form.attr("method").unwrap_or("get").to_owned(),
            controls: Vec::new(),
            files: Vec::new(),
        };
        for element in form.select(&parse(
            "input[name], select[name], textarea[name], button[name]",
        )) {
            read.add(element);
        }
        read
    }

    fn add(&mut self, element: ElementRef) {
        let name = element.attr("name").unwrap().to_owned();
        let value = element.attr("value");
        let kind = match (element.value().name(), element.attr("type")) {
            ("textarea", _) => Kind::Text(element.text().collect()),
            ("button", _) => Kind::Button {
                value: value.unwrap_or_default().to_owned(),
                pressed: false,
            },
            ("select", _) => {
                let option = parse("option");
                let value_of =
                    |o: ElementRef| o.attr("value").map_or_else(|| text_of(o), Into::into);
                let options: Vec<_> = element.select(&option).map(value_of).collect();
                let selected = element
                    .select(&parse("option[selected]"))
                    .next()
                    .map(value_of);
                let chosen = selected.or_else(|| options.first().cloned());
                Kind::Choice { options, chosen }
            }
            (_, Some("radio")) => {
                let value = value.unwrap_or("on").to_owned();
                let checked = element.attr("checked").is_some();
                return self.add_radio(name, value, checked);
            }
            (_, Some("checkbox")) => Kind::Box {
                value: value.unwrap_or("on").to_owned(),
                ticked: element.attr("checked").is_some(),
            },
            (_, Some("file")) => Kind::File,
            _ => Kind::Text(value.unwrap_or_default().to_owned()),
        };
        self.controls.push(Control { name, kind });
    }

    fn add_radio(&mut self, name: String, value: String, checked: bool) {
        let group = self
            .controls
            .iter_mut()
            .find(|control| control.name == name);
        if let Some(Control {
            kind: Kind::Choice { options, chosen },
            ..
        }) = group
        {
            if checked {
                *chosen = Some(value.clone());
            }
            options.push(value);
        } else {
            let chosen = checked.then(|| value.clone());
            let kind = Kind::Choice {
                options: vec![value],
                chosen,
            };
            self.controls.push(Control { name, kind });
        }
    }

    /// Types into a field, or chooses an option by its value.
    #[track_caller]
    pub fn set(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        let control = self
            .controls
            .iter_mut()
            .find(|control| control.name == name);
        match control.map(|control| &mut control.kind) {
            Some(Kind::Text(text)) => *text = value,
            Some(Kind::Choice { options, chosen }) => {
                assert!(
                    options.contains(&value),
                    "{name} offers {options:?}, not {value}"
                );
                *chosen = Some(value);
            }
            _ => panic!("the form of {} has no field {name} to fill in", self.action),
        }
        self
    }

    /// Ticks the box of this name and value.
    #[track_caller]
    pub fn tick(self, name: &str, value: &str) -> Self {
        self.with_box(name, value, true)
    }

    /// Takes the tick off the one box of this name.
    pub fn untick(self, name: &str) -> Self {
        self.with_box(name, "yes", false)
    }

    fn with_box(mut self, name: &str, value: &str, to: bool) -> Self {
        let ticked = self.controls.iter_mut().find_map(|control| {
            if let Kind::Box { value: own, ticked } = &mut control.kind
                && control.name == name
                && own == value
            {
                Some(ticked)
            } else {
                None
            }
        });
        *ticked.unwrap_or_else(|| panic!("no box {name}={value} to tick")) = to;
        self
    }

    /// Presses one of several buttons, by its name and value.
    #[track_caller]
    pub fn press(mut self, name: &str, value: &str) -> Self {
        let pressed = self.controls.iter_mut().find_map(|control| {
            if let Kind::Button {
                value: own,
                pressed,
            } = &mut control.kind
                && control.name == name
                && own == value
            {
                Some(pressed)
            } else {
                None
            }
        });
        *pressed.unwrap_or_else(|| panic!("no button {name}={value} to press")) = true;
        self
    }

    /// Chooses a file for a file field.
    #[track_caller]
    pub fn attach(mut self, field: &str, name: &str, content: &[u8]) -> Self {
        let is_file =
            |control: &Control| control.name == field && matches!(control.kind, Kind::File);
        assert!(self.controls.iter().any(is_file), "no file field {field}");
        self.files.push(File {
            field: field.to_owned(),
            name: name.to_owned(),
            content: content.to_owned(),
        });
        self
    }

    /// What would be sent: unticked boxes and other buttons are not.
    pub fn fields(&self) -> Vec<(String, String)> {
        let sent = |control: &Control| {
            let value = match &control.kind {
                Kind::Text(text) => Some(text.clone()),
                Kind::Choice { chosen, .. } => chosen.clone(),
                Kind::Box {
                    value,
                    ticked: sent,
                }
                | Kind::Button {
                    value,
                    pressed: sent,
                } => sent.then(|| value.clone()),
                Kind::File => None,
            };
            value.map(|value| (control.name.clone(), value))
        };
        self.controls.iter().filter_map(sent).collect()
    }

    /// Whether it is sent as `multipart/form-data`.
    pub fn has_files(&self) -> bool {
        let is_file = |control: &Control| matches!(control.kind, Kind::File);
        self.controls.iter().any(is_file)
    }
}

fn parse(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

fn text_of(element: ElementRef) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
