//! Every test of the application from outside, one module per feature.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod allocations;
mod architecture;
mod programmes;
mod recipients;
mod repository;
mod requests;
mod sign_in;
mod support;
mod templates;
