//! Two organisations may ask for the same person. No prescriber is told; coordination sees two references, and judges.
pub mod actions;
pub mod list;
pub mod queries;
