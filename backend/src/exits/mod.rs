//! How devices leave for good: as waste on a weighed pallet, given to a legal person the law lists, or taken out of
//! their owner's inventory. What leaves to a person is none of this: it is a handover, with its clearance (law 1).
pub mod cessions;
mod list;
pub mod pallets;
pub mod reforms;
mod signatory;

use crate::{app::App, evidence, keys::sha256_hex, web::Error};
use axum::{Router, routing::get};

pub fn routes() -> Router<App> {
    Router::new()
        .route("/exits", get(list::show))
        .merge(pallets::routes())
        .merge(cessions::routes())
        .merge(reforms::routes())
}

/// A paper out of the store, which must be the one whose hash was kept.
pub async fn as_it_was_made(app: &App, file: &str, sha256: &str) -> Result<Vec<u8>, Error> {
    let bytes = evidence::kept(app, file).await?.ok_or(Error::NotFound)?;
    if sha256_hex(&bytes) != sha256 {
        return Err(anyhow::anyhow!("the file {file} is not the one that was made").into());
    }
    Ok(bytes)
}
