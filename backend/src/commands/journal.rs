//! `journal verify [FILE]`, `journal export` and `journal key`
use super::open;
use crate::{
    app::{App, snapshot},
    config::Config,
    journal::{
        Report,
        export::{self, Kept, lines_of},
        exports, signing, verify,
    },
    recipients::seals,
    signatures::{fingerprint, in_groups},
};
use clap::Subcommand;
use entities::{event, list_export::ExportedList};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::{
    fs::File,
    io::{BufReader, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

#[derive(Subcommand)]
pub enum Journal {
    /// Recompute every hash and every signature and fold every row back; or verify an exported file, without a database.
    Verify {
        file: Option<PathBuf>,
        /// The fingerprint of the key that signs, as somebody told it: another one is a problem. Of a file only.
        #[arg(long, requires = "file")]
        key: Option<String>,
        /// The hash of a checkpoint, as it was mailed: it must be in the file.
        #[arg(long, requires = "file")]
        checkpoint: Option<String>,
    },
    /// Write the whole journal to standard output, as JSON Lines, signed.
    Export,
    /// Print the public key that signs the journal, its fingerprint and the keys before it.
    Key {
        /// Sign with the key of the settings from now on, vouched for by the one before.
        #[arg(long)]
        renew: bool,
        /// The key before is lost: nothing vouches for the new one, and every verification of a file says so.
        #[arg(long, requires = "renew")]
        former_lost: bool,
    },
}

pub async fn run(what: Journal) -> anyhow::Result<ExitCode> {
    match what {
        Journal::Verify {
            file: Some(file),
            key,
            checkpoint,
        } => verify_file(&file, &Kept { key, checkpoint }),
        Journal::Verify { file: None, .. } => verify_database().await,
        Journal::Export => {
            write_export().await?;
            Ok(ExitCode::SUCCESS)
        }
        Journal::Key { renew, former_lost } => {
            let app = open(Config::from_env()?).await?;
            if renew {
                signing::renew(&app, former_lost).await?;
            }
            tell_keys(&app).await
        }
    }
}

fn verify_file(path: &Path, kept: &Kept) -> anyhow::Result<ExitCode> {
    let file = File::open(path)?;
    let mut progress = Progress::of(file.metadata()?.len());
    let report = export::verify(BufReader::new(file), kept, |bytes| progress.is_at(bytes))?;
    Ok(tell(&report))
}

async fn verify_database() -> anyhow::Result<ExitCode> {
    let app = open(Config::from_env()?).await?;
    let snapshot = snapshot(&app.db).await?;
    let mut progress = Progress::of(event::Entity::find().count(&snapshot).await?);
    let mut report = verify::database(&snapshot, |events| progress.is_at(events)).await?;
    report.compare_key(&app.keys.signer.fingerprint());
    seals::verify(&snapshot, &app.keys, app.clock.today(), &mut report).await?;
    Ok(tell(&report))
}

async fn write_export() -> anyhow::Result<()> {
    let app = open(Config::from_env()?).await?;
    let mut taken = exports::begin(&app, None, ExportedList::Journal).await?;
    let snapshot = snapshot(&app.db).await?;
    let mut out = std::io::stdout().lock();
    let mut export = export::Export::of(&snapshot, &app.keys.signer, app.clock.now());
    while let Some(lines) = export.next().await? {
        taken.count(lines_of(&lines), &lines);
        out.write_all(&lines)?;
    }
    out.flush()?;
    taken.end().await?;
    Ok(())
}

/// A line on standard error each time another twentieth is done.
struct Progress {
    whole: u64,
    told: u64,
}

/// A line says this many hundredths more than the one before.
const STEP: u64 = 5;

impl Progress {
    fn of(whole: u64) -> Self {
        Self { whole, told: 0 }
    }

    fn is_at(&mut self, done: u64) {
        let hundredths = done.saturating_mul(100) / self.whole.max(1);
        if hundredths >= self.told + STEP {
            self.told = hundredths - hundredths % STEP;
            eprintln!("{} % verified", self.told.min(100));
        }
    }
}

/// One line per problem, then the counts and the root, which is worth keeping elsewhere, and who signs.
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
    if !report.signed_by.is_empty() {
        println!("signed by {}", report.signed_by);
    }
    if report.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The key of the settings, then those that sign or signed; 1 when the settings have another than the latest.
async fn tell_keys(app: &App) -> anyhow::Result<ExitCode> {
    let signer = &app.keys.signer;
    println!("public key   {}", signer.public_key());
    println!("fingerprint  {}", signer.fingerprint());
    println!("read aloud   {}", in_groups(&signer.fingerprint()));
    let keys = signing::keys(&app.db).await?;
    for key in &keys {
        println!("since {}  {}", key.at, fingerprint(&key.public_key));
    }
    match keys.last() {
        Some(latest) if latest.public_key != signer.public_key() => {
            println!(
                "The settings have another key than the one that signs: nothing is signed until \
                 `passe-relais journal key --renew`, with the key before in PASSE_RELAIS_FORMER_SIGNING_KEY."
            );
            Ok(ExitCode::FAILURE)
        }
        Some(_) | None => Ok(ExitCode::SUCCESS),
    }
}
