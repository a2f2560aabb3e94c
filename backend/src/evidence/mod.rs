//! Files that prove something: photos, wipe logs, signatures. Their bytes lie sealed in the file store,
//! under a random name; the row says what they are.
pub mod drawing;
pub mod photo;
pub mod sniff;
mod store;

pub use store::FileStore;

use crate::{
    app::App,
    auth::Signed,
    keys::{random_token, sha256_hex},
    web::Error,
};
use anyhow::Context;
use entities::evidence::{self, EvidenceId, EvidenceKind};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

/// What a proof may be: as the program read it or wrote it, whatever its name said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    Jpeg,
    Png,
    /// Plain text, such as a wipe log.
    Text,
    /// A paper: of our own making, or signed and scanned.
    Pdf,
}

impl MediaType {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Text => "text/plain; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

/// Keeps a proof: the file first, then the row in the caller's transaction. A file whose row was rolled
/// back is sealed bytes that nothing names.
pub async fn store(
    app: &App,
    txn: &impl ConnectionTrait,
    by: &Signed,
    kind: EvidenceKind,
    media_type: MediaType,
    bytes: &[u8],
) -> Result<evidence::Model, Error> {
    let file = keep(app, bytes).await?;
    let row = evidence::ActiveModel {
        kind: Set(kind),
        sha256: Set(sha256_hex(bytes)),
        file: Set(file),
        media_type: Set(media_type.as_str().to_owned()),
        bytes: Set(i64::try_from(bytes.len()).context("a proof is far smaller than that")?),
        membership_id: Set(by.membership_id),
        created_at: Set(app.clock.now()),
        ..Default::default()
    };
    Ok(evidence::Entity::insert(row)
        .exec_with_returning(txn)
        .await?)
}

/// Puts a file into the store and gives the name it has there.
pub async fn keep(app: &App, bytes: &[u8]) -> Result<String, Error> {
    let file = random_token();
    let sealed = app.keys.seal_bytes("evidence", bytes);
    app.files.put(&file, sealed).await?;
    Ok(file)
}

/// The file of this name, if it is in the store.
pub async fn kept(app: &App, file: &str) -> Result<Option<Vec<u8>>, Error> {
    match app.files.get(file).await? {
        Some(sealed) => Ok(Some(app.keys.open_bytes("evidence", &sealed)?)),
        None => Ok(None),
    }
}

/// The bytes of a proof, as they were handed in.
pub async fn read(app: &App, id: EvidenceId) -> Result<(evidence::Model, Vec<u8>), Error> {
    let row = evidence::Entity::find_by_id(id)
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)?;
    let Some(bytes) = kept(app, &row.file).await? else {
        // Erased with the person it spoke of; or lost, which the log must then say.
        tracing::warn!(evidence = row.id.0, "a proof is not in the file store");
        return Err(Error::NotFound);
    };
    Ok((row, bytes))
}

/// Takes the files of some proofs out of the store, for good; their rows and hashes stay. Called after
/// the commit that calls for it: a file that could not be removed is said in the log, by its random name.
pub async fn erase(app: &App, proofs: &[evidence::Model]) {
    for proof in proofs {
        remove(app, &proof.file).await;
    }
}

/// Takes one file out of the store, for good; after the commit that calls for it.
pub async fn remove(app: &App, file: &str) {
    if let Err(error) = app.files.delete(file).await {
        tracing::error!(file, %error, "a file that was to be erased is still in the file store");
    }
}
