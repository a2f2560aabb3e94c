//! `journal verify [FILE]` and `journal export`
use super::open;
use crate::{
    app::snapshot,
    config::Config,
    journal::{Report, export, verify},
};
use clap::Subcommand;
use std::{
    fs::File,
    io::{BufReader, Write},
    path::PathBuf,
    process::ExitCode,
};

#[derive(Subcommand)]
pub enum Journal {
    /// Recompute every hash and fold every row back; or verify an exported file, without a database.
    Verify { file: Option<PathBuf> },
    /// Write the whole journal to standard output, as JSON Lines.
    Export,
}

pub async fn run(what: Journal) -> anyhow::Result<ExitCode> {
    match what {
        Journal::Verify { file: Some(file) } => {
            Ok(tell(&export::verify(BufReader::new(File::open(file)?))?))
        }
        Journal::Verify { file: None } => {
            let app = open(Config::from_env()?).await?;
            let snapshot = snapshot(&app.db).await?;
            let progress = |events| eprint!("\r{events} events");
            let report = verify::database(&snapshot, progress).await?;
            eprintln!();
            Ok(tell(&report))
        }
        Journal::Export => {
            let app = open(Config::from_env()?).await?;
            let snapshot = snapshot(&app.db).await?;
            let mut out = std::io::stdout().lock();
            let mut export = export::Export::of(&snapshot);
            while let Some(lines) = export.next().await? {
                out.write_all(&lines)?;
            }
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// One line per problem, then the counts and the root, which is worth keeping elsewhere.
fn tell(report: &Report) -> ExitCode {
    for problem in &report.problems {
        println!("{problem}");
    }
    println!(
        "{} subjects, {} events, {} checkpoints, {} problems, root {}",
        report.subjects,
        report.events,
        report.checkpoints,
        report.problems.len(),
        report.root
    );
    if report.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
