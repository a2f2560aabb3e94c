//! The keys that sign checkpoints and exports, one after the other: the first signs itself, each later one is vouched for
//! by the one before it, or begins anew where that one was lost.
use super::Report;
use crate::{
    app::App,
    signatures::{Signer, fingerprint, holds},
};
use chrono::{DateTime, SecondsFormat, Utc};
use entities::signing_key;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryOrder};

/// Why nothing is signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    #[error(
        "the journal is signed by the key {registered} and the settings have the key {configured}: \
         `passe-relais journal key` says what to do"
    )]
    OtherKey {
        registered: String,
        configured: String,
    },
    #[error("the key of the settings signs the journal already")]
    Same,
    #[error(
        "neither PASSE_RELAIS_FORMER_SIGNING_KEY nor the key of the secret is {0}, which would vouch for the new one: \
         give it, or say --former-lost"
    )]
    FormerMissing(String),
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl From<SigningError> for DbErr {
    fn from(error: SigningError) -> Self {
        match error {
            SigningError::Db(error) => error,
            SigningError::OtherKey { .. } | SigningError::Same | SigningError::FormerMissing(_) => {
                Self::Custom(error.to_string())
            }
        }
    }
}

/// The keys of this database, the first one first.
pub async fn keys(db: &impl ConnectionTrait) -> Result<Vec<signing_key::Model>, DbErr> {
    signing_key::Entity::find()
        .order_by_asc(signing_key::COLUMN.id)
        .all(db)
        .await
}

/// The keys of this database, or the first one as it will be written, when the latest is the signer's.
pub(super) async fn keys_of(
    db: &impl ConnectionTrait,
    signer: &Signer,
    at: DateTime<Utc>,
) -> Result<Vec<signing_key::Model>, SigningError> {
    let known = keys(db).await?;
    let Some(latest) = known.last() else {
        return Ok(vec![signed(signer, signer, "", at)]);
    };
    if latest.public_key != signer.public_key() {
        return Err(SigningError::OtherKey {
            registered: fingerprint(&latest.public_key),
            configured: signer.fingerprint(),
        });
    }
    Ok(known)
}

/// Makes sure that the signer's key is the latest, and writes it down when it is the first.
pub(super) async fn register(
    txn: &impl ConnectionTrait,
    signer: &Signer,
    at: DateTime<Utc>,
) -> Result<(), SigningError> {
    let known = keys_of(txn, signer, at).await?;
    if let [first] = &known[..]
        && first.id == 0
    {
        insert(txn, first.clone()).await?;
    }
    Ok(())
}

/// Makes the key of the settings the one that signs from now on, vouched for by the one before it: that of
/// `PASSE_RELAIS_FORMER_SIGNING_KEY`, or the one that follows from the secret.
///
/// # Errors
/// When it signs already, or the one before is not given and was not said to be lost.
pub async fn renew(app: &App, former_lost: bool) -> Result<signing_key::Model, SigningError> {
    let write = app.write().await?;
    let (signer, at) = (&app.keys.signer, app.clock.now());
    let known = keys(&*write).await?;
    let key = match known.last() {
        None => signed(signer, signer, "", at),
        Some(latest) if latest.public_key == signer.public_key() => {
            return Err(SigningError::Same);
        }
        Some(latest) => {
            let given = app.config.former_signing_key.map(|seed| Signer::new(&seed));
            let of_secret = crate::keys::Keys::new(&app.config.secret_key).signer;
            let former = given
                .into_iter()
                .chain([of_secret])
                .find(|former| former.public_key() == latest.public_key);
            match former {
                Some(former) => signed(signer, &former, &latest.public_key, at),
                None if former_lost => signed(signer, signer, &latest.public_key, at),
                None => {
                    return Err(SigningError::FormerMissing(fingerprint(&latest.public_key)));
                }
            }
        }
    };
    let key = insert(&*write, key).await?;
    write.commit().await?;
    Ok(key)
}

/// A key, and whose signature vouches for it.
fn signed(
    signer: &Signer,
    voucher: &Signer,
    previous: &str,
    at: DateTime<Utc>,
) -> signing_key::Model {
    let mut key = signing_key::Model {
        id: 0,
        public_key: signer.public_key(),
        previous: previous.to_owned(),
        at,
        signature: String::new(),
    };
    key.signature = voucher.sign(&text_of(&key));
    key
}

async fn insert(
    txn: &impl ConnectionTrait,
    key: signing_key::Model,
) -> Result<signing_key::Model, DbErr> {
    let mut row = key.into_active_model().reset_all();
    row.id = sea_orm::NotSet;
    signing_key::Entity::insert(row)
        .exec_with_returning(txn)
        .await
}

/// What is signed of a key.
fn text_of(key: &signing_key::Model) -> String {
    format!(
        r#"passe-relais:key:{{"at":"{}","key":"{}","previous":"{}"}}"#,
        key.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        key.public_key,
        key.previous,
    )
}

/// The keys of a journal as far as they hold, in their order.
#[derive(Default)]
pub(super) struct KeyRing(Vec<Known>);

struct Known {
    public_key: String,
    fingerprint: String,
    at: DateTime<Utc>,
    /// No key before it vouches for it.
    anew: bool,
}

impl KeyRing {
    /// The keys of this database, with what is wrong with them named.
    pub async fn of(db: &impl ConnectionTrait, report: &mut Report) -> Result<Self, DbErr> {
        let mut ring = Self::default();
        for key in keys(db).await? {
            ring.take(&key, report);
        }
        ring.latest()
            .unwrap_or_default()
            .clone_into(&mut report.signed_by);
        Ok(ring)
    }

    /// Takes the next key, and names what is wrong with it.
    pub fn take(&mut self, key: &signing_key::Model, report: &mut Report) {
        let number = self.0.len() + 1;
        let before = self.0.last().map_or("", |known| known.public_key.as_str());
        if key.previous != before {
            report.problem(
                format!("key {number}"),
                "does not follow the key before it: a key was added or removed",
            );
        }
        let text = text_of(key);
        let vouched = holds(before, &text, &key.signature);
        if !vouched && !holds(&key.public_key, &text, &key.signature) {
            report.problem(
                format!("key {number}"),
                "its signature is neither its own nor that of the key before it: the key was forged",
            );
        }
        self.0.push(Known {
            public_key: key.public_key.clone(),
            fingerprint: fingerprint(&key.public_key),
            at: key.at,
            anew: !vouched && number > 1,
        });
    }

    /// The fingerprint of the latest key.
    pub fn latest(&self) -> Option<&str> {
        self.0.last().map(|known| known.fingerprint.as_str())
    }

    /// When the first key was made.
    pub fn since(&self) -> Option<DateTime<Utc>> {
        self.0.first().map(|known| known.at)
    }

    /// The place and the public key of a fingerprint.
    pub fn find(&self, fingerprint: &str) -> Option<(usize, &str)> {
        let mut known = self.0.iter().enumerate();
        let (place, known) = known.find(|(_, known)| known.fingerprint == fingerprint)?;
        Some((place, known.public_key.as_str()))
    }

    /// Names the keys that nobody vouches for: those after the one that is trusted, or all when none is.
    pub fn judge(&self, trusted: Option<&str>, report: &mut Report) {
        let place = trusted.and_then(|fingerprint| self.find(fingerprint));
        if let (Some(fingerprint), None) = (trusted, place) {
            report.problem(
                "the signature",
                format!(
                    "no key here is {fingerprint}: somebody else signed, or it is another journal"
                ),
            );
        }
        let from = place.map_or(0, |(place, _)| place + 1);
        for (place, known) in self.0.iter().enumerate().skip(from) {
            if known.anew {
                report.problem(
                    format!("key {}", place + 1),
                    format!(
                        "no key before it vouches for {}: ask whether the one before was lost, and give this one with --key",
                        known.fingerprint
                    ),
                );
            }
        }
    }
}
