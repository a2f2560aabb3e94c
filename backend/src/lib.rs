//! Passe-Relais: one device, one label, one history, from the collège cupboard to a trained beneficiary.
//!
//! The module list is the table of contents; `docs/ARCHITECTURE.md` is the map.
pub mod app;
pub mod auth;
pub mod commands;
pub mod config;
pub mod demo;
pub mod devices;
pub mod documents;
pub mod evidence;
pub mod exits;
pub mod grading;
pub mod habilitations;
pub mod handovers;
pub mod home;
pub mod identifiers;
pub mod intake;
pub mod journal;
pub mod kept;
pub mod keys;
pub mod labels;
pub mod mail;
pub mod marks;
pub mod models;
pub mod people;
pub mod personal;
pub mod photos;
pub mod programmes;
pub mod recipients;
pub mod requests;
pub mod routes;
pub mod scanning;
pub mod team;
pub mod training;
pub mod web;
pub mod workshop;
