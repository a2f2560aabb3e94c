//! Passe-Relais: one device, one label, one history, from the collège cupboard to a trained beneficiary.
//!
//! The module list is the table of contents; `docs/ARCHITECTURE.md` is the map.
pub mod app;
pub mod auth;
pub mod config;
pub mod home;
pub mod identifiers;
pub mod journal;
pub mod keys;
pub mod routes;
pub mod web;
pub mod workshop;
