//! The command line: reads the command, calls the library, nothing else.
use clap::{Parser, Subcommand};
use migrations::{Migrator, MigratorTrait};
use passe_relais::{
    app::{App, Clock, connect},
    auth::is_demo,
    config::Config,
    routes::router,
};
use std::net::SocketAddr;

/// The system of record of an inclusive digital equipment chain.
#[derive(Parser)]
#[command(version)]
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
    Migrate(Migrate),
}

#[derive(Subcommand)]
enum Migrate {
    /// Apply every migration that is missing.
    Up,
    /// Take back the latest migration.
    Down,
    /// Say which are applied.
    Status,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("PASSE_RELAIS_LOG")
                .unwrap_or_else(|_| "info,sqlx=warn,sea_orm_migration=warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let config = Config::from_env()?;
    match cli.command {
        Command::Serve => serve(config).await,
        Command::Migrate(which) => migrate(&config, &which).await,
    }
}

async fn migrate(config: &Config, which: &Migrate) -> anyhow::Result<()> {
    let db = connect(&config.database_url, 1).await?;
    match which {
        Migrate::Up => Migrator::up(&db, None).await?,
        Migrate::Down => Migrator::down(&db, Some(1)).await?,
        Migrate::Status => {}
    }
    for migration in Migrator::get_migration_with_status(&db).await? {
        println!("{} {}", migration.status(), migration.name());
    }
    Ok(())
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let db = connect(&config.database_url, config.database_connections).await?;
    let pending = migrations::pending(&db).await?;
    anyhow::ensure!(
        pending == 0,
        "{pending} migrations are not applied: run `passe-relais migrate up` first"
    );
    let listen = config.listen;
    let demo = is_demo(&db).await?;
    let mut app = App::new(db, Clock::System, config);
    app.demo = demo;
    let listener = tokio::net::TcpListener::bind(listen).await?;
    tracing::info!(address = %listen, "serving");
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(told_to_stop())
        .await?;
    Ok(())
}

/// Waits for SIGTERM or Ctrl-C; requests under way are finished first.
async fn told_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process may always listen for SIGTERM");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}
