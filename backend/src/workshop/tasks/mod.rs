//! The worker view: the work at a bench as tasks, one question or instruction per page, in the language that
//! the person chose for it. The lists and the quality check stay the pages they are.
pub mod actions;
mod at_hand;
pub mod choices;
mod home;
pub mod rules;
pub mod say;
pub mod show;
pub mod submit;

pub use home::page as home_page;

use crate::{auth::Signed, web::Shell};
use entities::{account::BenchView, membership::Role};

/// Whether the bench opens on the worker view for this person: as they chose, else for workers.
#[must_use]
pub fn opens_for(by: &Signed) -> bool {
    match by.account.bench_view {
        Some(view) => view == BenchView::Tasks,
        None => by.role == Role::Worker,
    }
}

/// The frame of a page of the worker view.
fn shell_of(by: &Signed) -> Shell {
    let mut shell = by.shell();
    if let Some(tongue) = by.tongue() {
        shell.words = tongue.words();
    }
    shell
}
