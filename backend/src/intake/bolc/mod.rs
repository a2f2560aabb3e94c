//! BOLC sheets, the form in which French reconditioners tell each other of devices: out for a lot, and in again.
pub mod actions;
pub mod columns;
pub mod page;
pub mod plan;
pub mod read;
pub mod write;
