//! Passwords: argon2id, a few at a time, off the threads that serve.
use crate::app::App;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// The shortest password accepted. Length is what protects; no rule on kinds of characters
/// (CNIL, délibération 2022-100, allows 12 characters with a limit on tries).
pub const SHORTEST: usize = 12;

/// Hashes a password.
pub async fn hash(app: &App, password: String) -> anyhow::Result<String> {
    let _permit = app.password_work.acquire().await?;
    tokio::task::spawn_blocking(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| anyhow::anyhow!("the password could not be hashed: {error}"))
    })
    .await?
}

/// Whether the password is the one hashed. Takes as long when there is no hash to compare with, so
/// that nobody learns which addresses have an account.
pub async fn verify(app: &App, password: String, hash: Option<String>) -> anyhow::Result<bool> {
    let _permit = app.password_work.acquire().await?;
    let known = tokio::task::spawn_blocking(move || {
        if let Some(Ok(hash)) = hash.as_deref().map(PasswordHash::new) {
            return Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok();
        }
        let _ = Argon2::default().hash_password(password.as_bytes());
        false
    })
    .await?;
    Ok(known)
}
