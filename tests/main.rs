//! Every test of the application from outside, one module per feature.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod access_log;
mod architecture;
mod commands;
mod journal;
mod mail;
mod repository;
mod schema;
mod sign_in;
mod support;
mod templates;
