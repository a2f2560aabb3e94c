//! Which ready device goes to which request, and why: it proposes, and who decides is in `requests` (law 10).
//!
//! `matching` is the algorithm, over classes of equal devices; `rules` says what suits, groups the devices and gives
//! each outcome its reasons; `queries` reads what the matching looks at; `say` puts the reasons into words.
pub mod matching;
pub mod queries;
pub mod rules;
pub mod say;
