//! Every test of the application from outside, one module per feature.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, in its helpers too"
)]

mod access_log;
mod account;
mod allocation;
mod appointments;
mod architecture;
mod assets;
mod attachments;
mod auditor;
mod bench_people;
mod both_kept;
mod clearances;
mod commands;
mod competence;
mod coop;
mod counting;
mod demo;
mod devices;
mod directory;
mod edge;
mod exits;
mod export;
mod handovers;
mod hours;
mod indicators;
mod intake_closing;
mod intake_hand;
mod intake_paper;
mod intake_traces;
mod journal;
mod labels;
mod lending;
mod mail;
mod models;
mod organisations;
mod passes;
mod people;
mod permissions;
mod programmes;
mod recalls;
mod recipients;
mod repository;
mod requesting;
mod requests;
mod retention;
mod rights;
mod scanning;
mod schema;
mod session_hours;
mod sign_in;
mod stock_at;
mod supplies;
mod support;
mod templates;
mod territories;
mod training;
mod training_sessions;
mod training_undone;
mod transfers;
mod workshop;
