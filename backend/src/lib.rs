//! Passe-Relais: one device, one label, one history, from the collège cupboard to a trained beneficiary.
//!
//! The module list is the table of contents; `docs/ARCHITECTURE.md` is the map.

pub mod documents;
pub mod labels;
