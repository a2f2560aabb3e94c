//! Every test of the application from outside, one module per feature.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod account;
mod architecture;
mod organisations;
mod people;
mod permissions;
mod repository;
mod sign_in;
mod support;
mod templates;
