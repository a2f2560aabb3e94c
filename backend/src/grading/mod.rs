//! The technical category of a device: what it is worth as a tool, by rules kept as data, with its points and why.
//! How a device looks is its grade, which is said at triage.
pub mod actions;
pub mod queries;
pub mod rules;
pub mod rulesets;
