//! The command line: one module per command.
//!
//! A command answers with an exit code: 0 when all is well, 1 when something is wrong with what it looked
//! at or could not be done. What it finds goes to standard output, what it says meanwhile to standard error.
mod check;
mod demo;
mod journal;
mod migrate;
mod retention;
mod serve;
mod user;

use crate::{
    app::{App, Clock, connect},
    assets::command::{ImportAssets, import_assets},
    auth::is_demo,
    config::{Config, log_filter},
    coop::command::{ImportCoopFile, import_coop},
    directory::communes::command::{ImportList, import_communes, import_times},
    intake::command::{ImportLot, import_lot},
    labels::command::{self as labels, LabelsArgs},
};
use anyhow::Context;
use clap::{Parser, Subcommand};
use sea_orm::DatabaseConnection;
use std::process::ExitCode;

/// The system of record of an inclusive digital equipment chain.
#[derive(Parser)]
#[command(name = "passe-relais", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the pages until told to stop.
    Serve,
    /// Bring the database to this version, or back, or say where it is.
    #[command(subcommand)]
    Migrate(migrate::Migrate),
    /// Fill an empty installation with an invented département, once; apply missing migrations first.
    Demo,
    /// Add accounts.
    #[command(subcommand)]
    User(user::User),
    /// Bring in a list: devices, communes, travel times, activities of the Coop, accounts of an owner.
    #[command(subcommand)]
    Import(Import),
    /// Print a batch of blank labels into a PDF.
    Labels(LabelsArgs),
    /// Verify or export the journal.
    #[command(subcommand)]
    Journal(journal::Journal),
    /// Announce and erase whose time is over, as the server does every hour; or say what would be done.
    Retention(retention::Retention),
    /// Say whether everything the program needs is there, one line each.
    Check,
}

#[derive(Subcommand)]
enum Import {
    /// Announce a collection lot from a device list.
    Lot(ImportLot),
    /// Bring in communes, or the coordinates of those that are known.
    Communes(ImportList),
    /// Bring in how many minutes it takes from one commune to another.
    TravelTimes(ImportList),
    /// Bring in the activities of an organisation, as the Coop de la médiation numérique exports them.
    Coop(ImportCoopFile),
    /// Bring in the accounts of an owner, an état de l'actif, to lay beside its devices.
    Assets(ImportAssets),
}

/// Runs the command of this process's arguments.
pub async fn run() -> ExitCode {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(log_filter(
            &std::env::var("PASSE_RELAIS_LOG").unwrap_or_default(),
        ))
        .with_writer(std::io::stderr)
        .init();
    let done = match cli.command {
        Command::Serve => serve::run().await,
        Command::Migrate(which) => migrate::run(&which).await,
        Command::Demo => demo::run().await,
        Command::User(user::User::Add(new)) => user::add(new).await,
        Command::Import(list) => import(list).await,
        Command::Labels(args) => print_labels(&args).await,
        Command::Journal(what) => journal::run(what).await,
        Command::Retention(how) => retention::run(&how).await,
        Command::Check => check::run().await,
    };
    done.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

/// The application on its migrated database, as every command but `migrate` needs it.
async fn open(config: Config) -> anyhow::Result<App> {
    let db = database(&config, config.database_connections).await?;
    let pending = migrations::pending(&db).await?;
    anyhow::ensure!(
        pending == 0,
        "{pending} migrations are not applied: run `passe-relais migrate up` first"
    );
    let demo = is_demo(&db).await?;
    let mut app = App::new(db, Clock::System, config);
    app.demo = demo;
    Ok(app)
}

/// The database of the settings, with so many connections at most.
async fn database(config: &Config, connections: u32) -> anyhow::Result<DatabaseConnection> {
    connect(&config.database_url, connections).await.context(
        "the database of PASSE_RELAIS_DATABASE_URL cannot be reached: is the address right, does the server run, \
         is the folder of a SQLite file there?",
    )
}

async fn import(list: Import) -> anyhow::Result<ExitCode> {
    let app = open(Config::from_env()?).await?;
    match list {
        Import::Lot(lot) => import_lot(&app, lot).await,
        Import::Communes(list) => import_communes(&app, list).await,
        Import::TravelTimes(list) => import_times(&app, list).await,
        Import::Coop(export) => import_coop(&app, export).await,
        Import::Assets(list) => import_assets(&app, list).await,
    }
}

async fn print_labels(args: &LabelsArgs) -> anyhow::Result<ExitCode> {
    let app = open(Config::from_env()?).await?;
    labels::run(&app, args).await?;
    Ok(ExitCode::SUCCESS)
}
