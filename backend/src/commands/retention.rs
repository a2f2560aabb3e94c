//! `retention [--dry-run]`
use super::open;
use crate::{
    config::Config,
    recipients::identity::recipient_reference,
    retention::{rules::Step, turn},
};
use clap::Args;
use std::process::ExitCode;

#[derive(Args)]
pub struct Retention {
    /// Say what would be announced, taken back and erased, one line per person by number, and do nothing.
    #[arg(long)]
    dry_run: bool,
}

pub async fn run(how: &Retention) -> anyhow::Result<ExitCode> {
    let app = open(Config::from_env()?).await?;
    if how.dry_run {
        let plan = turn::plan(&app).await?;
        for (id, step) in &plan {
            let person = recipient_reference(*id);
            match step {
                Step::Nothing => {}
                Step::Announce(day) => println!("{person} announce, to be erased on {day}"),
                Step::TakeBack => println!("{person} take the announcement back"),
                Step::Erase => println!("{person} erase"),
            }
        }
        println!("{} people, nothing done", plan.len());
    } else {
        let done = turn::take(&app).await?;
        println!(
            "{} announced, {} taken back, {} erased",
            done.announced, done.taken_back, done.erased
        );
    }
    Ok(ExitCode::SUCCESS)
}
