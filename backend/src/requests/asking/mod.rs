//! What a request says of the person's circumstances and level, and what is answered before it is sent.
pub mod before;
pub mod languages;
pub mod placement;
pub mod rules;
pub mod sheet;
