//! The HTTP edge every feature shares: the frame of a page, its words, figures and plots, its forms, its files.

pub mod assets;
pub mod cells;
pub mod error;
pub mod form;
pub mod format;
pub mod installable;
pub mod list;
pub mod page;
pub mod plot;
pub mod problem;
pub mod queue;
pub mod tongues;
pub mod upload;
pub mod words;
pub mod workbook;

pub use error::Error;
pub use form::{Choice, FormErrors};
pub use page::{Bench, MenuGroup, MenuItem, MenuPart, Person, Shell, html, page, pdf};
pub use tongues::Tongue;
pub use upload::Upload;
pub use words::{Lang, Words};
