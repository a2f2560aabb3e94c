//! What the secret key is for: sealing people's data, keyed fingerprints, signed cookies, and the key that signs the
//! journal unless it has one of its own.
use crate::signatures::Signer;
use axum_extra::extract::cookie;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use rand::Rng;
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256, Sha512};

/// Keys derived from the installation's secret, each for one purpose.
#[derive(Clone)]
pub struct Keys {
    sealing: [u8; 32],
    fingerprints: [u8; 32],
    pub cookies: cookie::Key,
    /// Signs checkpoints and exports of the journal.
    pub signer: Signer,
}

/// A sealed text that this installation's key does not open.
#[derive(Debug, thiserror::Error)]
#[error("the sealed {0} could not be opened: is this the secret key it was sealed with?")]
pub struct NotOpened(&'static str);

impl Keys {
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        let derive = |purpose: &str| -> [u8; 32] {
            let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(secret)
                .expect("HMAC takes a key of any length");
            mac.update(purpose.as_bytes());
            mac.finalize().into_bytes().into()
        };
        let cookie_seed = Sha512::digest(derive("cookies"));
        Self {
            sealing: derive("sealing"),
            fingerprints: derive("fingerprints"),
            cookies: cookie::Key::from(&cookie_seed),
            signer: Signer::new(&derive("signing")),
        }
    }

    /// The same keys, but signing with one that does not follow from the secret.
    #[must_use]
    pub fn signing_with(mut self, seed: Option<[u8; 32]>) -> Self {
        if let Some(seed) = seed {
            self.signer = Signer::new(&seed);
        }
        self
    }

    /// Encrypts a value; `what` says what it is and must be said again to open it.
    #[must_use]
    pub fn seal<T: Serialize>(&self, what: &'static str, value: &T) -> String {
        let plain =
            serde_json::to_vec(value).expect("a record of texts and numbers is always JSON");
        STANDARD_NO_PAD.encode(self.seal_bytes(what, &plain))
    }

    /// Opens what [`Keys::seal`] closed.
    pub fn open<T: DeserializeOwned>(
        &self,
        what: &'static str,
        sealed: &str,
    ) -> Result<T, NotOpened> {
        let bytes = STANDARD_NO_PAD
            .decode(sealed)
            .map_err(|_| NotOpened(what))?;
        let plain = self.open_bytes(what, &bytes)?;
        serde_json::from_slice(&plain).map_err(|_| NotOpened(what))
    }

    /// Encrypts bytes: XChaCha20-Poly1305, a fresh nonce in front, `what` as associated data.
    #[must_use]
    pub fn seal_bytes(&self, what: &'static str, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; 24];
        rand::rng().fill_bytes(&mut nonce);
        let mut sealed = nonce.to_vec();
        sealed.extend(
            XChaCha20Poly1305::new(&self.sealing.into())
                .encrypt(
                    &XNonce::from(nonce),
                    Payload {
                        msg: plain,
                        aad: what.as_bytes(),
                    },
                )
                .expect("the text is far shorter than the cipher's limit"),
        );
        sealed
    }

    /// Opens what [`Keys::seal_bytes`] closed.
    pub fn open_bytes(&self, what: &'static str, sealed: &[u8]) -> Result<Vec<u8>, NotOpened> {
        let (nonce, body) = sealed.split_at_checked(24).ok_or(NotOpened(what))?;
        let nonce: [u8; 24] = nonce.try_into().map_err(|_| NotOpened(what))?;
        XChaCha20Poly1305::new(&self.sealing.into())
            .decrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: body,
                    aad: what.as_bytes(),
                },
            )
            .map_err(|_| NotOpened(what))
    }

    /// A keyed fingerprint: the same text gives the same one, and nobody without the key can try texts.
    #[must_use]
    pub fn fingerprint(&self, purpose: &str, text: &str) -> String {
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.fingerprints)
            .expect("HMAC takes a key of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        hex::encode(mac.finalize().into_bytes())
    }
}

/// A random token for a link or a session, 256 bits, fit for an address.
#[must_use]
pub fn random_token() -> String {
    let mut bytes = [0; 32];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes)
}

/// What is stored of a token, or named of a file.
#[must_use]
pub fn sha256_hex(bytes: impl AsRef<[u8]>) -> String {
    hex::encode(Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_same_key_and_name_only() {
        let keys = Keys::new(&[7; 32]);
        let sealed = keys.seal("recipient", &"Zoé Martin");
        assert!(!sealed.contains("Zoé"));
        assert_eq!(
            keys.open::<String>("recipient", &sealed).unwrap(),
            "Zoé Martin"
        );
        assert!(keys.open::<String>("learner", &sealed).is_err());
        assert!(
            Keys::new(&[8; 32])
                .open::<String>("recipient", &sealed)
                .is_err()
        );
    }

    #[test]
    fn a_fingerprint_depends_on_its_purpose() {
        let keys = Keys::new(&[7; 32]);
        assert_eq!(keys.fingerprint("a", "x"), keys.fingerprint("a", "x"));
        assert_ne!(keys.fingerprint("a", "x"), keys.fingerprint("b", "x"));
    }
}
