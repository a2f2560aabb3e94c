//! `import assets FILE`: an owner's accounts from the command line, for longer lists than a browser carries. The same file
//! again changes nothing.
use super::{
    actions::{self, Landed, Sent},
    columns::{Places, propose},
    file::{self, Fault},
};
use crate::{
    app::App,
    identifiers::fold,
    journal::By,
    web::{Lang, Words},
};
use anyhow::{Context, bail, ensure};
use chrono::NaiveDate;
use clap::Args;
use entities::organisation;
use sea_orm::{EntityTrait, QueryFilter};
use std::{path::PathBuf, process::ExitCode};

/// Far more than any owner writes down: beyond it the file is something else.
const LIMITS: (usize, usize) = (1 << 28, 1_000_000);

#[derive(Args, Clone, Debug)]
pub struct ImportAssets {
    /// The list, as XLSX or CSV.
    pub file: PathBuf,
    /// Name of the organisation whose accounts these are.
    #[arg(long)]
    pub owner: String,
    /// The day the net book values are of, as 2025-12-31.
    #[arg(long)]
    pub as_of: NaiveDate,
    /// Say what would be taken, and take nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub async fn import_assets(app: &App, import: ImportAssets) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("{} cannot be read", import.file.display()))?;
    let words = Words::new(Lang::En);
    ensure!(
        import.as_of <= app.clock.today(),
        "{} is to come",
        import.as_of
    );
    let search = fold(&import.owner);
    let found = organisation::Entity::find()
        .filter(organisation::COLUMN.search.eq(search.as_str()))
        .all(&app.db)
        .await?;
    let [owner] = found.as_slice() else {
        bail!("{} organisations are called {}", found.len(), import.owner);
    };
    let sheet = match file::read(&bytes, LIMITS) {
        Ok(sheet) => sheet,
        Err(Fault::TooManyLines) => bail!("more than {} lines", LIMITS.1),
        Err(fault) => bail!("{}", words.say(fault.key())),
    };
    let remembered = actions::remembered(&app.db, owner.id).await?;
    let fields = propose(&sheet.headers, &remembered);
    let places = match Places::of(&fields, sheet.headers.len()) {
        Ok(places) => places,
        Err(why) => bail!("{}", why.say(&words)),
    };
    let checked = file::check(&sheet, &places, import.as_of);
    for refused in &checked.refused {
        let sentence = words
            .with("typed", refused.typed.as_str())
            .with("line", refused.first_line)
            .say(refused.why.key());
        println!("line {}: {sentence}", refused.line);
    }
    ensure!(!checked.lines.is_empty(), "no line can be taken");
    let (taken, refused) = (checked.lines.len(), checked.refused.len());
    if import.dry_run {
        println!("would take {taken}\nrefused {refused}");
        return Ok(ExitCode::SUCCESS);
    }
    let write = app.write().await?;
    let by = By {
        actor: None,
        at: app.clock.now(),
    };
    let sent = Sent {
        owner: owner.id,
        as_of: import.as_of,
        bytes: &bytes,
    };
    match actions::land(&*write, by, sent, &checked.lines, refused).await? {
        Landed::Now(id) => {
            write.commit().await?;
            println!("list {}\ntaken {taken}\nrefused {refused}", id.0);
        }
        Landed::Before(id) => println!("list {}\ntaken before", id.0),
    }
    Ok(ExitCode::SUCCESS)
}
