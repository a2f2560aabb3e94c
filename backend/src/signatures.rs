//! Ed25519 signatures (RFC 8032): a stranger who has the public key checks what was signed, and can sign nothing.
use crate::keys::sha256_hex;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use std::sync::Arc;

/// Digits of a fingerprint: 128 bits, which nobody can find a second key for.
const FINGERPRINT_DIGITS: usize = 32;

/// A private key.
#[derive(Clone)]
pub struct Signer(Arc<Ed25519KeyPair>);

impl Signer {
    #[must_use]
    pub fn new(seed: &[u8; 32]) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed);
        Self(Arc::new(pair.expect("any 32 bytes are the seed of a key")))
    }

    /// The public key, 64 hexadecimal digits.
    #[must_use]
    pub fn public_key(&self) -> String {
        hex::encode(self.0.public_key())
    }

    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.public_key())
    }

    /// The signature of a text, 128 hexadecimal digits.
    #[must_use]
    pub fn sign(&self, text: &str) -> String {
        hex::encode(self.0.sign(text.as_bytes()))
    }
}

/// The short name of a public key: the first 32 digits of the SHA-256 of its bytes. Of a text that is no public key,
/// one that no key has.
#[must_use]
pub fn fingerprint(public_key: &str) -> String {
    let bytes = hex::decode(public_key).unwrap_or_default();
    let mut digits = sha256_hex(bytes);
    digits.truncate(FINGERPRINT_DIGITS);
    digits
}

/// As a person reads it aloud: `1a2b 3c4d …`.
#[must_use]
pub fn in_groups(fingerprint: &str) -> String {
    let digits: Vec<char> = fingerprint.chars().collect();
    let groups: Vec<String> = digits
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// Whether whoever has the private half of this key signed this text.
#[must_use]
pub fn holds(public_key: &str, text: &str, signature: &str) -> bool {
    let (Ok(key), Ok(signature)) = (hex::decode(public_key), hex::decode(signature)) else {
        return false;
    };
    UnparsedPublicKey::new(&ED25519, key)
        .verify(text.as_bytes(), &signature)
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first two vectors of RFC 8032 §7.1.
    #[test]
    fn the_vectors_of_the_rfc_are_what_is_computed() {
        let of = |seed: &str| {
            let mut bytes = [0; 32];
            hex::decode_to_slice(seed, &mut bytes).unwrap();
            Signer::new(&bytes)
        };
        let empty = of("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        assert_eq!(
            empty.public_key(),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
        assert_eq!(
            empty.sign(""),
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        );
        let one = of("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        assert_eq!(
            one.sign("r"),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        );
    }

    #[test]
    fn only_the_signed_text_and_the_signing_key_hold() {
        let (signer, other) = (Signer::new(&[7; 32]), Signer::new(&[8; 32]));
        let signature = signer.sign("a root");
        assert!(holds(&signer.public_key(), "a root", &signature));
        assert!(!holds(&signer.public_key(), "a Root", &signature));
        assert!(!holds(&other.public_key(), "a root", &signature));
        assert!(!holds("", "a root", &signature));
        assert!(!holds(&signer.public_key(), "a root", "00"));
        assert_ne!(signer.fingerprint(), other.fingerprint());
        assert_eq!(in_groups("1a2b3c4d5e"), "1a2b 3c4d 5e");
    }
}
