//! `import communes FILE` and `import travel-times FILE`: the same lists from the command line. The same file again
//! changes nothing.
use super::{
    actions::{self, Changes},
    lists::{self, Wrong},
    queries,
};
use crate::{
    app::App,
    web::{Lang, Words},
};
use anyhow::Context;
use clap::Args;
use std::{path::PathBuf, process::ExitCode};

#[derive(Args, Clone, Debug)]
pub struct ImportList {
    /// The list, as CSV.
    pub file: PathBuf,
    /// Say what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

/// Brings communes in: `code,nom,epci,latitude,longitude`, or `code,latitude,longitude` of communes that are known.
pub async fn import_communes(app: &App, import: ImportList) -> anyhow::Result<ExitCode> {
    let bytes = read(&import)?;
    if import.dry_run {
        let known = queries::codes(&app.db).await?;
        return match lists::communes(&bytes, &known) {
            Ok(list) => Ok(said(actions::communes_would(&app.db, &list).await?)),
            Err(why) => Ok(refused(why)),
        };
    }
    let write = app.write().await?;
    let known = queries::codes(&*write).await?;
    match lists::communes(&bytes, &known) {
        Ok(list) => {
            let changes = actions::keep_communes(&*write, &list).await?;
            write.commit().await?;
            Ok(said(changes))
        }
        Err(why) => Ok(refused(why)),
    }
}

/// Brings travel times in: `from,to,minutes`.
pub async fn import_times(app: &App, import: ImportList) -> anyhow::Result<ExitCode> {
    let bytes = read(&import)?;
    if import.dry_run {
        let known = queries::codes(&app.db).await?;
        return match lists::travel_times(&bytes, &known) {
            Ok(list) => Ok(said(actions::times_would(&app.db, &list).await?)),
            Err(why) => Ok(refused(why)),
        };
    }
    let write = app.write().await?;
    let known = queries::codes(&*write).await?;
    match lists::travel_times(&bytes, &known) {
        Ok(list) => {
            let changes = actions::keep_times(&*write, &list).await?;
            write.commit().await?;
            Ok(said(changes))
        }
        Err(why) => Ok(refused(why)),
    }
}

fn read(import: &ImportList) -> anyhow::Result<Vec<u8>> {
    std::fs::read(&import.file).with_context(|| format!("{} cannot be read", import.file.display()))
}

fn said(changes: Changes) -> ExitCode {
    let Changes {
        added,
        changed,
        same,
    } = changes;
    println!("added {added}\nchanged {changed}\nsame {same}");
    ExitCode::SUCCESS
}

/// One wrong line holds back a whole list.
fn refused(why: Wrong) -> ExitCode {
    let words = Words::new(Lang::En);
    match why {
        Wrong::Unreadable(key) | Wrong::Columns(key) => println!("{}", words.say(key)),
        Wrong::Lines(lines) => {
            for line in lines {
                let sentence = words.with("typed", line.typed).say(line.why);
                println!("line {}: {sentence}", line.line);
            }
        }
    }
    ExitCode::FAILURE
}
