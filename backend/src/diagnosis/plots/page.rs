//! The page that all plots share: the form, the drawings, the tables that say the same, and how it was made.
use crate::web::{
    self, Choice, Error, FormErrors, Shell,
    plot::{Bar, Bars},
};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "diagnosis/plot.html")]
pub struct PlotPage {
    pub shell: Shell,
    pub errors: FormErrors,
    /// Word keys.
    pub title: &'static str,
    pub lead: &'static str,
    pub method: &'static str,
    /// Where the form asks.
    pub action: &'static str,
    pub days: Vec<AskedDay>,
    pub choice: Option<AskedChoice>,
    pub asked_at: DateTime<Utc>,
    /// The address that draws the same again.
    pub address: String,
    /// Rows of the territory alone.
    pub limited: bool,
    /// Told instead of a plot, when there is nothing to draw.
    pub nothing: &'static str,
    pub drawings: Vec<Drawing>,
    pub tables: Vec<Table>,
}

/// A day that the form asks for.
pub struct AskedDay {
    pub name: &'static str,
    pub label: &'static str,
    pub value: String,
}

/// A choice that the form asks for.
pub struct AskedChoice {
    pub name: &'static str,
    pub label: &'static str,
    pub blank: &'static str,
    pub choices: Vec<Choice>,
    pub chosen: String,
}

pub struct Drawing {
    /// What its parts are named by in the page.
    pub id: String,
    pub name: String,
    pub columns: Vec<Bar>,
    pub bars: Option<Bars>,
}

pub struct Table {
    pub caption: String,
    /// Of the first column.
    pub of: String,
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Row {
    pub name: String,
    /// One for each head.
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub head: String,
    pub text: String,
}

impl Row {
    pub fn new(name: String, heads: &[String], texts: Vec<String>) -> Self {
        Self {
            name,
            cells: heads
                .iter()
                .zip(texts)
                .map(|(head, text)| Cell {
                    head: head.clone(),
                    text,
                })
                .collect(),
        }
    }
}

impl PlotPage {
    pub fn answer(&self) -> Result<Response, Error> {
        let status = if self.errors.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        Ok(web::page(status, self)?)
    }
}
