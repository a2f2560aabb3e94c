//! What the demo's trainer wrote down in the Coop in the last weeks: rows of nobody, to be counted for somebody or not.
use super::places::Places;
use crate::coop::{actions, export::Row};
use anyhow::Result;
use chrono::{DateTime, Duration, Utc};
use entities::coop_row::{CoopAge, CoopKind, CoopOccupation};
use sea_orm::ConnectionTrait;

/// Days ago, kind, minutes, themes, age, occupation.
type Told = (
    i64,
    CoopKind,
    i32,
    &'static [&'static str],
    CoopAge,
    CoopOccupation,
);

const TOLD: [Told; 4] = [
    (
        4,
        CoopKind::Individual,
        60,
        &["email", "prendre_en_main_du_materiel"],
        CoopAge::Elder,
        CoopOccupation::Retired,
    ),
    (
        9,
        CoopKind::Group,
        90,
        &["navigation_sur_internet", "securite_numerique"],
        CoopAge::MiddleAged,
        CoopOccupation::WithoutWork,
    ),
    (
        16,
        CoopKind::Individual,
        45,
        &["sante"],
        CoopAge::Senior,
        CoopOccupation::Retired,
    ),
    (
        30,
        CoopKind::Procedure,
        30,
        &["aide_aux_demarches_administratives"],
        CoopAge::Adult,
        CoopOccupation::InWork,
    ),
];

pub async fn make(txn: &impl ConnectionTrait, places: &Places, end: DateTime<Utc>) -> Result<()> {
    let rows: Vec<Row> = TOLD
        .into_iter()
        .zip(1..)
        .map(
            |((days, kind, minutes, themes, age, occupation), number): (Told, u32)| Row {
                cra_id: format!("3b0d7c52-0000-4000-8000-{number:012}"),
                participant: 1,
                participants: 1,
                held_on: (end - Duration::days(days)).date_naive(),
                kind,
                minutes,
                themes: themes.iter().map(|theme| (*theme).to_owned()).collect(),
                insee_code: Some("99101".to_owned()),
                age,
                occupation,
            },
        )
        .collect();
    let trainer = &places.trainer;
    let who = (trainer.organisation_id, Some(trainer.membership_id));
    actions::keep(txn, who, &rows, 0, end).await?;
    Ok(())
}
