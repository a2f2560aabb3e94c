//! Nobody was present at a session that has not begun, and a session that somebody came to keeps its hours
//! (law 1: hours count when the session has ended).
use crate::guards::{self, Guard};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const PRESENT: &str = "NEW.state = 'present'";
const BEFORE_THE_START: &str = "NEW.recorded_at IS NULL OR EXISTS (SELECT 1 FROM training_session s \
     WHERE s.id = NEW.session_id AND s.starts_at > NEW.recorded_at)";
const SAYS: &str = "nobody was present at a session that had not begun";

const GUARDS: [Guard; 5] = [
    Guard {
        name: "attendance_new_begun",
        on: "INSERT ON attendance",
        when: PRESENT,
        forbidden: BEFORE_THE_START,
        says: SAYS,
    },
    Guard {
        name: "attendance_begun",
        on: "UPDATE ON attendance",
        when: PRESENT,
        forbidden: BEFORE_THE_START,
        says: SAYS,
    },
    Guard {
        name: "staff_place_new_begun",
        on: "INSERT ON staff_place",
        when: PRESENT,
        forbidden: BEFORE_THE_START,
        says: SAYS,
    },
    Guard {
        name: "staff_place_begun",
        on: "UPDATE ON staff_place",
        when: PRESENT,
        forbidden: BEFORE_THE_START,
        says: SAYS,
    },
    Guard {
        name: "training_session_hours_stay",
        on: "UPDATE OF starts_at, minutes ON training_session",
        when: "NEW.starts_at <> OLD.starts_at OR NEW.minutes <> OLD.minutes",
        forbidden: "EXISTS (SELECT 1 FROM attendance a WHERE a.session_id = NEW.id AND a.state = 'present') \
             OR EXISTS (SELECT 1 FROM staff_place p WHERE p.session_id = NEW.id AND p.state = 'present')",
        says: "a session that somebody came to keeps its hours",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
