//! What happens between asking and deciding: whose turn it is, questions and answers, putting on hold, handing over to
//! a colleague, and reminding whoever lets a request wait.
pub mod actions;
mod letters;
pub mod pages;
pub mod queries;
pub mod reassign;
pub mod reminders;
pub mod rules;
pub mod timeline;
pub mod view;
