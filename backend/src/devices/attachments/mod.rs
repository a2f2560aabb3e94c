//! Files attached to a device: photos, logs, signed papers. Who may see the device may open them; data
//! protection may remove one, and its hash stays.
pub mod actions;
mod all;
mod file;
pub mod queries;
mod show;

use crate::{app::App, evidence::sniff::Wanted};
use axum::{
    Router,
    routing::{get, post},
};
use entities::attachment::AttachmentKind;
use sea_orm::Iterable;

pub fn routes() -> Router<App> {
    Router::new()
        .route(
            "/devices/{code}/attachments",
            get(show::show).post(show::submit),
        )
        .route("/attachments", get(all::show))
        .route("/attachments/{id}", get(file::show))
        .route("/attachments/{id}/removal", post(all::remove))
}

/// The word key of a kind.
#[must_use]
pub fn kind_key(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "attachment-photo",
        AttachmentKind::Log => "attachment-log",
        AttachmentKind::SignedPaper => "attachment-signed-paper",
    }
}

/// A kind as forms send it.
fn value_of(kind: AttachmentKind) -> &'static str {
    match kind {
        AttachmentKind::Photo => "photo",
        AttachmentKind::Log => "log",
        AttachmentKind::SignedPaper => "signed-paper",
    }
}

fn kind_named(value: &str) -> Option<AttachmentKind> {
    AttachmentKind::iter().find(|kind| value_of(*kind) == value)
}

/// What such a file may be.
fn wanted(kind: AttachmentKind) -> Wanted {
    match kind {
        AttachmentKind::Photo => Wanted::Photo,
        AttachmentKind::Log => Wanted::Log,
        AttachmentKind::SignedPaper => Wanted::SignedPaper,
    }
}
