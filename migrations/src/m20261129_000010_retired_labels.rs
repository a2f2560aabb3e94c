//! A label that another took the place of is stuck on nothing again: those of before are known too, and the database
//! itself refuses them.
use crate::guards::{self, Guard};
use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

#[derive(DeriveMigrationName)]
pub struct Migration;

const RETIRED: &str =
    "EXISTS (SELECT 1 FROM label l WHERE l.code = NEW.label_code AND l.retired_at IS NOT NULL)";
const SAYS: &str = "another label took the place of this one";

const GUARDS: [Guard; 2] = [
    Guard {
        name: "device_takes_label",
        on: "UPDATE OF label_code ON device",
        when: "NEW.label_code IS NOT NULL",
        forbidden: RETIRED,
        says: SAYS,
    },
    Guard {
        name: "device_comes_with_label",
        on: "INSERT ON device",
        when: "NEW.label_code IS NOT NULL",
        forbidden: RETIRED,
        says: SAYS,
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        let old = if m.get_database_backend() == DbBackend::Sqlite {
            "json_extract(e.data, '$.details.old')"
        } else {
            "(CAST(e.data AS json) -> 'details' ->> 'old')"
        };
        // What events told of labels replaced before this was written on the label.
        let replaced =
            format!("FROM event e WHERE e.kind = 'label_replaced' AND {old} = label.code");
        m.get_connection()
            .execute_unprepared(&format!(
                "UPDATE label SET retired_at = (SELECT MAX(e.at) {replaced}) \
                 WHERE retired_at IS NULL AND EXISTS (SELECT 1 {replaced}) \
                 AND NOT EXISTS (SELECT 1 FROM device d WHERE d.label_code = label.code)"
            ))
            .await?;
        guards::up(m, &GUARDS).await
    }

    async fn down(&self, m: &SchemaManager) -> Result<(), DbErr> {
        guards::down(m, &GUARDS).await
    }
}
