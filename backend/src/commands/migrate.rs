//! `migrate up|down|status`
use super::database;
use crate::{config::Config, devices::folding::fold_again};
use clap::Subcommand;
use migrations::{Migrator, MigratorTrait};
use sea_orm::DatabaseConnection;
use std::process::ExitCode;

#[derive(Subcommand)]
pub enum Migrate {
    /// Apply every migration that is missing.
    Up,
    /// Take back the latest migration.
    Down,
    /// Say which are applied.
    Status,
}

/// Applies every migration that is missing, and what the program computes of the rows.
pub async fn up(db: &DatabaseConnection) -> anyhow::Result<()> {
    Migrator::up(db, None).await?;
    fold_again(db).await?;
    Ok(())
}

pub async fn run(which: &Migrate) -> anyhow::Result<ExitCode> {
    let db = database(&Config::from_env()?, 1).await?;
    match which {
        Migrate::Up => up(&db).await?,
        Migrate::Down => Migrator::down(&db, Some(1)).await?,
        Migrate::Status => {}
    }
    for migration in Migrator::get_migration_with_status(&db).await? {
        println!("{} {}", migration.status(), migration.name());
    }
    Ok(ExitCode::SUCCESS)
}
