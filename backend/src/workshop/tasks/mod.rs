//! The worker view: the work at a bench as tasks, one question or instruction per page, in the language that
//! the person chose for it. The lists and the quality check stay the pages they are.
pub mod actions;
mod at_hand;
pub mod choices;
mod home;
pub mod rules;
mod say;
pub mod show;
pub mod submit;

pub use home::page as home_page;

use crate::{
    auth::Signed,
    web::{Shell, Tongue},
};
use entities::{account::BenchView, membership::Role};

/// Whether the bench opens on the worker view for this person: as they chose, else for workers.
#[must_use]
pub fn opens_for(by: &Signed) -> bool {
    match by.account.bench_view {
        Some(view) => view == BenchView::Tasks,
        None => by.role == Role::Worker,
    }
}

/// The language of the worker view: the one chosen for it, else the one of the screens.
#[must_use]
pub fn tongue_of(by: &Signed) -> Option<Tongue> {
    let chosen = by.account.bench_language.as_deref();
    chosen
        .and_then(Tongue::from_tag)
        .or_else(|| Tongue::from_tag(by.words().lang.as_str()))
}

/// The frame of a page of the worker view.
fn shell_of(by: &Signed) -> Shell {
    let mut shell = by.shell();
    if let Some(tongue) = tongue_of(by) {
        shell.words = tongue.words();
    }
    shell
}
