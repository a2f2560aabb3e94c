//! Labels: the short code stuck on every device, and the sheets it is printed on.

pub mod code;
pub mod sheet;

pub use code::{Code, CodeError};
