//! Guards: triggers that refuse a row because of what stands in other rows, which no `CHECK` may ask.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

/// A guard over other rows: the table and moment it stands at, and what must not be.
pub struct Guard {
    pub name: &'static str,
    pub on: &'static str,
    pub when: &'static str,
    pub forbidden: &'static str,
    pub says: &'static str,
}

impl Guard {
    fn table(&self) -> &'static str {
        self.on.rsplit(' ').next().unwrap_or_default()
    }

    /// The engines agree on what a trigger is and on nothing of how to write it.
    fn up(&self, backend: DbBackend) -> String {
        let Self {
            name,
            on,
            when,
            forbidden,
            says,
        } = self;
        if backend == DbBackend::Postgres {
            // There is no new row where one is taken away.
            let row = if on.starts_with("DELETE") {
                "OLD"
            } else {
                "NEW"
            };
            // Planned once: planning a guard anew for every row costs several times what it does.
            format!(
                "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql \
                 SET plan_cache_mode = force_generic_plan AS $guard$ BEGIN \
                 IF {forbidden} THEN RAISE EXCEPTION '{says}' USING ERRCODE = 'check_violation'; END IF; \
                 RETURN {row}; END $guard$; \
                 CREATE TRIGGER {name} BEFORE {on} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION {name}();"
            )
        } else {
            format!(
                "CREATE TRIGGER {name} BEFORE {on} FOR EACH ROW WHEN ({when}) AND ({forbidden}) \
                 BEGIN SELECT RAISE(ABORT, '{says}'); END;"
            )
        }
    }

    fn down(&self, backend: DbBackend) -> String {
        let name = self.name;
        if backend == DbBackend::Postgres {
            format!(
                "DROP TRIGGER {name} ON {}; DROP FUNCTION {name}();",
                self.table()
            )
        } else {
            format!("DROP TRIGGER {name};")
        }
    }
}

/// Puts the guards up.
pub async fn up(m: &SchemaManager<'_>, guards: &[Guard]) -> Result<(), DbErr> {
    for guard in guards {
        let statement = guard.up(m.get_database_backend());
        m.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}

/// Takes the guards down.
pub async fn down(m: &SchemaManager<'_>, guards: &[Guard]) -> Result<(), DbErr> {
    for guard in guards {
        let statement = guard.down(m.get_database_backend());
        m.get_connection().execute_unprepared(&statement).await?;
    }
    Ok(())
}
