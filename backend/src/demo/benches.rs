//! Who is at the demo's benches: enrolled browsers, badges in every state, habilitations earned and on the way.
use super::{places::Places, plans::pathway};
use crate::{
    app::App,
    auth::{Signed, badges, password},
    habilitations::actions::{REASON, grant_earned, set_rule},
    keys::{random_token, sha256_hex},
    training::{
        places::{NewSession, plan_session},
        staff,
    },
};
use anyhow::{Result, anyhow};
use chrono::{DateTime, Duration, Months, NaiveDate, Utc};
use entities::{
    badge, bench,
    habilitation::{self, Act, Ground},
    pathway::PathwayId,
    site::SiteId,
    training_module::ModuleId,
    training_session::{self, SessionForm},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};

/// Makes them as they are today.
pub async fn make(
    app: &App,
    txn: &impl ConnectionTrait,
    places: &Places,
    today: DateTime<Utc>,
) -> Result<()> {
    let hall = places.pickups[1];
    let (bench_work, bench_modules) = pathway(
        txn,
        ("Gestes de l’atelier", "Workshop practice"),
        &[
            ("Effacer et prouver", "Erase and prove", 120, None),
            ("Reconnaître les verrous", "Recognise locks", 60, None),
        ],
    )
    .await?;
    let (electrical, electrical_modules) = pathway(
        txn,
        ("Ouvrir un appareil sans risque", "Opening a device safely"),
        &[
            (
                "Risque électrique et batteries",
                "Electrical hazard and batteries",
                180,
                None,
            ),
            ("Changer un écran", "Replacing a screen", 120, None),
        ],
    )
    .await?;
    let (checking, checking_modules) = pathway(
        txn,
        (
            "Contrôler le travail d’un autre",
            "Checking somebody else’s work",
        ),
        &[("Contrôle qualité", "Quality check", 120, None)],
    )
    .await?;
    let coordinator = (places.coordinator.membership_id, today);
    for (act, pathway, months) in [
        (Act::Erasure, bench_work, 36),
        (Act::ElectricalRepair, electrical, 24),
        (Act::QualityCheck, checking, 36),
    ] {
        set_rule(txn, coordinator, act, (pathway, months)).await?;
    }
    let session = |pathway, modules: &[ModuleId], starts_at| {
        plan(txn, places, (pathway, modules.to_vec()), (hall, starts_at))
    };
    // The worker has followed all of the electrical pathway and holds the habilitation; the newcomer, its
    // first module, with a place booked for the second.
    let at_two = |days| {
        let day = today.date_naive() + Duration::days(days);
        let local = day
            .and_hms_opt(14, 0, 0)
            .and_then(|two| two.and_local_timezone(chrono_tz::Europe::Paris).earliest());
        local.map_or(today, |two| two.to_utc())
    };
    let both = [places.worker.account.id, places.newcomer.account.id];
    let hazard = session(electrical, &electrical_modules[..1], at_two(-30)).await?;
    let screens = session(electrical, &electrical_modules[1..], at_two(-23)).await?;
    for account in both {
        attend(txn, places, &hazard, account).await?;
    }
    attend(txn, places, &screens, both[0]).await?;
    let earned = (both[0], places.worker.role);
    grant_earned(
        txn,
        &places.supervisor,
        earned,
        Act::ElectricalRepair,
        today.date_naive(),
    )
    .await
    .map_err(unexpected)?;
    let again = session(electrical, &electrical_modules[1..], at_two(8)).await?;
    book(txn, places, &again, both[1]).await?;
    session(bench_work, &bench_modules, at_two(12)).await?;
    session(checking, &checking_modules, at_two(20)).await?;
    ending_soon(
        app,
        txn,
        &places.second_supervisor,
        today.date_naive(),
        places,
    )
    .await?;
    make_badges(app, txn, places, today).await?;
    make_benches(txn, places, today).await
}

/// Badges: two with the PIN 4071, one that was never used.
async fn make_badges(
    app: &App,
    txn: &impl ConnectionTrait,
    places: &Places,
    today: DateTime<Utc>,
) -> Result<()> {
    let hash = password::hash(app, "4071".to_owned()).await?;
    for (person, pin) in [
        (&places.worker, Some(hash.clone())),
        (&places.supervisor, Some(hash)),
        (&places.newcomer, None),
    ] {
        badge::ActiveModel {
            membership_id: Set(person.membership_id),
            token_hash: Set(badges::hash(&badges::generate(&mut rand::rng()))),
            printed_by: Set(places.supervisor.membership_id),
            printed_at: Set(today - Duration::days(2)),
            pin_hash: Set(pin),
            wrong_pins: Set(0),
            ..Default::default()
        }
        .insert(txn)
        .await?;
    }
    Ok(())
}

async fn make_benches(
    txn: &impl ConnectionTrait,
    places: &Places,
    today: DateTime<Utc>,
) -> Result<()> {
    for (name, site, by) in [
        ("Poste 1", places.insertion_workshop, &places.supervisor),
        ("Poste 2", places.insertion_workshop, &places.supervisor),
        (
            "Établi",
            places.adapted_enterprise,
            &places.second_supervisor,
        ),
    ] {
        bench::ActiveModel {
            site_id: Set(site),
            name: Set(name.to_owned()),
            token_hash: Set(sha256_hex(random_token())),
            idle_minutes: Set(5),
            enrolled_by: Set(by.membership_id),
            enrolled_at: Set(today - Duration::days(40)),
            ..Default::default()
        }
        .insert(txn)
        .await?;
    }
    Ok(())
}

/// A habilitation that ends within the sixty days of the warning.
async fn ending_soon(
    app: &App,
    txn: &impl ConnectionTrait,
    person: &Signed,
    today: NaiveDate,
    places: &Places,
) -> Result<()> {
    let expires_on = today + Duration::days(40);
    habilitation::ActiveModel {
        account_id: Set(person.account.id),
        act: Set(Act::ElectricalRepair),
        granted_on: Set(expires_on - Months::new(24)),
        expires_on: Set(expires_on),
        granted_by: Set(places.coordinator.membership_id),
        ground: Set(Ground::Direct),
        sealed_reason: Set(Some(app.keys.seal(
            REASON,
            &"Certificat d’habilitation électrique vu par le coordinateur.",
        ))),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    Ok(())
}

async fn plan(
    txn: &impl ConnectionTrait,
    places: &Places,
    (pathway, modules): (PathwayId, Vec<ModuleId>),
    (site, starts_at): (SiteId, DateTime<Utc>),
) -> Result<training_session::Model> {
    let new = NewSession {
        pathway,
        site,
        trainer: places.trainer.membership_id,
        form: SessionForm::Group,
        starts_at,
        minutes: 120,
        capacity: 8,
        modules,
    };
    Ok(plan_session(txn, new).await?)
}

async fn book(
    txn: &impl ConnectionTrait,
    places: &Places,
    session: &training_session::Model,
    account: entities::account::AccountId,
) -> Result<()> {
    let who = (
        places.supervisor.membership_id,
        session.starts_at - Duration::days(9),
    );
    staff::book(txn, who, session, account)
        .await
        .map_err(unexpected)
}

async fn attend(
    txn: &impl ConnectionTrait,
    places: &Places,
    session: &training_session::Model,
    account: entities::account::AccountId,
) -> Result<()> {
    book(txn, places, session, account).await?;
    let who = (
        places.trainer.membership_id,
        session.starts_at + Duration::hours(2),
    );
    staff::record(txn, who, session, account, true)
        .await
        .map_err(unexpected)
}

fn unexpected(failure: impl std::fmt::Debug) -> anyhow::Error {
    anyhow!("the demo's people do only what they may: {failure:?}")
}
