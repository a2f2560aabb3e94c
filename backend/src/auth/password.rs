//! Passwords: argon2id, a few at a time, off the threads that serve.
use crate::app::App;
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

/// The shortest password accepted. Length is what protects; no rule on kinds of characters
/// (CNIL, délibération 2022-100, allows 12 characters with a limit on tries).
pub const SHORTEST: u8 = 12;

/// The word key of what is wrong with a new password, if anything: too short, or the address it goes with.
#[must_use]
pub fn fault(password: &str, email: &str) -> Option<&'static str> {
    if password.chars().count() < usize::from(SHORTEST) {
        Some("password-too-short")
    } else if password.trim().to_lowercase() == email.to_lowercase() {
        Some("password-is-address")
    } else {
        None
    }
}

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

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn length_protects_and_the_address_does_not() {
        assert_eq!(fault("onze lettre", "a@b.fr"), Some("password-too-short"));
        assert_eq!(fault("douze lettre", "a@b.fr"), None);
        assert_eq!(fault("éééééééééééé", "a@b.fr"), None, "letters, not bytes");
        assert_eq!(
            fault(" Zoe.Martin@exemple.fr", "zoe.martin@exemple.fr"),
            Some("password-is-address")
        );
    }
}
