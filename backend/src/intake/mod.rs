//! How devices come in: the list a donor sends, then the devices themselves.

pub mod list;
