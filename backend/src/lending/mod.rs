//! The lending library: adapted kit that a school borrows, tries and gives back, on the one stock.
//!
//! `catalogue` says what there is and when it is free; `loans` is what a borrower, the head of a school and the store do
//! with one loan; `kits` what a piece is made of; `losses` what they say of a piece that is gone; `waiting` who is next;
//! `unfetched` what nobody came for; `store` is what its keeper sees in a day, and the rules; `schools` who registers, what
//! a school signs, and what becomes of its loans. `rules` decides, `actions` writes: a loan owns the days of its piece
//! (decision 0049), and goes out with a clearance only.
pub mod actions;
pub mod catalogue;
pub mod kits;
mod letters;
mod loans;
pub mod losses;
pub mod needs;
pub mod queries;
pub mod reminders;
pub mod rules;
pub mod say;
pub mod schools;
pub mod slip;
mod store;
mod suspensions;
pub mod training;
pub mod unfetched;
pub mod waiting;

use crate::app::App;
use axum::{Router, routing::post};

pub fn routes() -> Router<App> {
    Router::new()
        .merge(catalogue::routes())
        .merge(loans::routes())
        .merge(kits::routes())
        .merge(losses::routes())
        .merge(waiting::routes())
        .merge(store::routes())
        .merge(schools::routes())
        .route("/loans/{id}/suspension-lift", post(suspensions::lift))
}
