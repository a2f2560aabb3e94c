//! Checkpoints: once a day, the root over the heads of all chains, chained in turn.
use super::{
    Report,
    follow::Mark,
    letter,
    signing::{self, KeyRing, SigningError},
    verify,
};
use crate::{
    app::{App, snapshot},
    signatures::{Signer, holds},
};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use entities::checkpoint;
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryOrder, SqlErr,
};
use std::collections::BTreeMap;

/// How long before its writing a checkpoint's date lies: longer than any write takes to commit, so that
/// no event of before its date can still appear.
const SETTLING: Duration = Duration::hours(1);

/// How far apart checkpoints are.
const EVERY: Duration = Duration::days(1);

/// What came of writing a checkpoint.
#[derive(Debug)]
pub enum Outcome {
    Written(checkpoint::Model),
    /// The journal is not as it was written: a checkpoint over it would hide that.
    Refused(Report),
    /// The settings have another key than the one that signs.
    OtherKey(SigningError),
}

/// The latest checkpoint.
pub async fn latest(db: &impl ConnectionTrait) -> Result<Option<checkpoint::Model>, DbErr> {
    checkpoint::Entity::find()
        .order_by_desc(checkpoint::COLUMN.id)
        .one(db)
        .await
}

/// What a checkpoint says of itself: whether it is as it was signed. Whether the events agree is asked by verifying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    Holds,
    /// From before checkpoints were signed.
    None,
    Broken,
}

/// The latest checkpoint, and its signature.
pub async fn latest_signed(
    db: &impl ConnectionTrait,
) -> Result<Option<(checkpoint::Model, Signature)>, DbErr> {
    let Some(row) = latest(db).await? else {
        return Ok(None);
    };
    let mut report = Report::default();
    let keys = KeyRing::of(db, &mut report).await?;
    let sound = report.problems.is_empty() && row.hash == hash(&row);
    let signature = match signed_by(&row, &keys, None) {
        Ok(Some(_)) if sound => Signature::Holds,
        Ok(None) if sound => Signature::None,
        Ok(_) | Err(_) => Signature::Broken,
    };
    Ok(Some((row, signature)))
}

/// Whether a day has passed since the latest checkpoint.
pub async fn due(app: &App) -> Result<bool, DbErr> {
    let latest = latest(&app.db).await?;
    Ok(latest.is_none_or(|latest| latest.at + EVERY <= app.clock.now() - SETTLING))
}

/// Verifies the whole journal and, when nothing is wrong, writes a checkpoint over all events but those
/// of the last hour.
pub async fn write(app: &App) -> Result<Outcome, DbErr> {
    let at = app.clock.now() - SETTLING;
    let signer = &app.keys.signer;
    let (report, mark, previous) = {
        let snapshot = snapshot(&app.db).await?;
        match signing::keys_of(&snapshot, signer, at).await {
            Ok(_) => {}
            Err(SigningError::Db(error)) => return Err(error),
            Err(other) => return Ok(Outcome::OtherKey(other)),
        }
        let previous = latest(&snapshot).await?;
        let (report, mark) = verify::examine(&snapshot, Some(at), |_| {}).await?;
        (report, mark, previous)
    };
    let (true, Some(mark)) = (report.problems.is_empty(), mark) else {
        return Ok(Outcome::Refused(report));
    };
    let mut new = checkpoint::Model {
        id: 0,
        at,
        subjects: number(mark.root.leaves()),
        events: number(mark.events),
        root: mark.root.root(),
        previous: previous.map(|previous| previous.hash).unwrap_or_default(),
        hash: String::new(),
        signed_by: None,
        signature: None,
    };
    new.hash = hash(&new);
    sign(&mut new, signer);
    let write = app.write().await?;
    match insert(&*write, signer, new).await {
        Ok(written) => {
            letter::queue(app, &write, &written).await?;
            write.commit().await?;
            Ok(Outcome::Written(written))
        }
        // Another node followed the same checkpoint a moment before: one follower is enough.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            drop(write);
            let other = latest(&app.db).await?;
            other.map(Outcome::Written).ok_or(error)
        }
        Err(error) => Err(error),
    }
}

/// Signs a checkpoint; its hash does not cover the signature.
pub fn sign(checkpoint: &mut checkpoint::Model, signer: &Signer) {
    checkpoint.signed_by = Some(signer.fingerprint());
    checkpoint.signature = Some(signer.sign(&signed_text(checkpoint)));
}

/// Writes the checkpoint, and the key that signed it when it is the first.
async fn insert(
    txn: &impl ConnectionTrait,
    signer: &Signer,
    new: checkpoint::Model,
) -> Result<checkpoint::Model, DbErr> {
    signing::register(txn, signer, new.at).await?;
    let mut row = new.into_active_model().reset_all();
    row.id = sea_orm::NotSet;
    checkpoint::Entity::insert(row)
        .exec_with_returning(txn)
        .await
}

/// All checkpoints, oldest first.
pub(super) async fn all(db: &impl ConnectionTrait) -> Result<Vec<checkpoint::Model>, DbErr> {
    checkpoint::Entity::find()
        .order_by_asc(checkpoint::COLUMN.id)
        .all(db)
        .await
}

/// Verifies the chain of checkpoints, oldest first, and who signed each.
pub(super) fn verify(rows: &[checkpoint::Model], keys: &KeyRing, report: &mut Report) {
    let mut previous = "";
    let mut signer = None;
    for row in rows {
        report.checkpoints += 1;
        if row.previous != previous || row.hash != hash(row) {
            report.problem(
                format!("checkpoint {}", row.id),
                "was altered, or the one before it was removed",
            );
        }
        previous = &row.hash;
        match signed_by(row, keys, signer) {
            Ok(place) => signer = place.or(signer),
            Err(what) => report.problem(format!("checkpoint {}", row.id), what),
        }
    }
}

/// The place of the key that signed a checkpoint, after one that the key of `before` signed; nothing when it is from
/// before checkpoints were signed.
fn signed_by(
    row: &checkpoint::Model,
    keys: &KeyRing,
    before: Option<usize>,
) -> Result<Option<usize>, String> {
    let (Some(fingerprint), Some(signature)) = (&row.signed_by, &row.signature) else {
        let were_signed = before.is_some() || keys.since().is_some_and(|since| row.at >= since);
        return if were_signed {
            Err("is not signed: its signature was taken away, or it was added by hand".to_owned())
        } else {
            Ok(None)
        };
    };
    match keys.find(fingerprint) {
        None => Err(format!(
            "is signed by another key than this journal's: {fingerprint}"
        )),
        Some((place, _)) if before.is_some_and(|before| place < before) => Err(format!(
            "is signed by the key {fingerprint}, which another had replaced before"
        )),
        Some((_, key)) if !holds(key, &signed_text(row), signature) => {
            Err("its signature is not that of the key it names: it was forged".to_owned())
        }
        Some((place, _)) => Ok(Some(place)),
    }
}

/// Compares checkpoints with what the events give at their dates. One altered event shows in every root
/// since: the first is named, the others are counted.
pub(super) fn compare(
    checkpoints: &[checkpoint::Model],
    found: &BTreeMap<DateTime<Utc>, Mark>,
    report: &mut Report,
) {
    let mut wrong = checkpoints.iter().filter(|checkpoint| {
        found
            .get(&checkpoint.at)
            .is_none_or(|mark| !is(checkpoint, mark))
    });
    if let Some(first) = wrong.next() {
        let what = match wrong.count() {
            0 => "its root is not that of the events up to its date: events were removed, added or altered".to_owned(),
            later => format!(
                "its root is not that of the events up to its date, nor are those of {later} checkpoints after it: \
                 events were removed, added or altered"
            ),
        };
        report.problem(format!("checkpoint {}", first.id), what);
    }
}

/// Whether the checkpoint says what the events say.
fn is(checkpoint: &checkpoint::Model, mark: &Mark) -> bool {
    checkpoint.subjects == number(mark.root.leaves())
        && checkpoint.events == number(mark.events)
        && checkpoint.root == mark.root.root()
}

/// SHA-256 of the checkpoint's own JSON, which names the hash of the one before it.
#[must_use]
pub fn hash(checkpoint: &checkpoint::Model) -> String {
    crate::keys::sha256_hex(preimage(checkpoint))
}

/// What is signed of a checkpoint.
fn signed_text(checkpoint: &checkpoint::Model) -> String {
    format!("passe-relais:checkpoint:{}", preimage(checkpoint))
}

fn preimage(checkpoint: &checkpoint::Model) -> String {
    format!(
        r#"{{"at":"{}","events":{},"previous":"{}","root":"{}","subjects":{}}}"#,
        checkpoint.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        checkpoint.events,
        checkpoint.previous,
        checkpoint.root,
        checkpoint.subjects,
    )
}

fn number(count: u64) -> i64 {
    i64::try_from(count).expect("no journal holds 2⁶³ events")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Leaf, RootBuilder};

    #[test]
    fn the_examples_of_the_documentation_are_what_is_computed() {
        let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/JOURNAL.md"));
        let mut root = RootBuilder::default();
        assert!(page.contains(&root.root()), "the root of nothing");
        root.add(Leaf::of("clearance", 1, 2, &"a".repeat(64)));
        root.add(Leaf::of("device", 12, 3, &"b".repeat(64)));
        root.add(Leaf::of("device", 13, 1, &"c".repeat(64)));
        assert!(page.contains(&root.root()), "root {}", root.root());
        let checkpoint = checkpoint::Model {
            id: 1,
            at: "2026-05-02T02:00:00Z".parse().unwrap(),
            subjects: 2,
            events: 5,
            root: "cd".repeat(32),
            previous: String::new(),
            hash: String::new(),
            signed_by: None,
            signature: None,
        };
        assert!(page.contains(&preimage(&checkpoint)));
        assert!(page.contains(&hash(&checkpoint)));
        let signer = Signer::new(&[7; 32]);
        let mut sealed = checkpoint;
        sign(&mut sealed, &signer);
        assert!(
            page.contains(&signer.public_key()),
            "{}",
            signer.public_key()
        );
        assert!(
            page.contains(&signer.fingerprint()),
            "{}",
            signer.fingerprint()
        );
        assert!(
            page.contains(&signed_text(&sealed)),
            "{}",
            signed_text(&sealed)
        );
        let signature = sealed.signature.unwrap();
        assert!(page.contains(&signature), "{signature}");
    }
}
