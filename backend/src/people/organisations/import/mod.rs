//! A list of organisations, from the bytes of a file to the rows it adds: read the [`columns`],
//! [`check`] every line, show the dry run, land what is accepted. Nothing is stored in between:
//! [`carry`] packs the recognised cells for the way through the browser.

pub mod carry;
pub mod check;
pub mod columns;
pub mod page;
