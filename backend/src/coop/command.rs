//! `import coop FILE`: an export of activities from the command line, for more rows than a browser carries. The same file
//! again changes nothing.
use super::{
    actions,
    export::{self, columns::Sheet, table::NotAnExport},
};
use crate::{
    app::App,
    identifiers::fold,
    web::{Lang, Words},
};
use anyhow::{Context, bail, ensure};
use clap::Args;
use entities::organisation;
use sea_orm::{EntityTrait, QueryFilter};
use std::{path::PathBuf, process::ExitCode};

/// Far more than any mediator writes down: beyond it the file is something else.
const LIMITS: (usize, usize) = (1 << 28, 1_000_000);

#[derive(Args, Clone, Debug)]
pub struct ImportCoopFile {
    /// The export, as XLSX or CSV.
    pub file: PathBuf,
    /// Name of the organisation whose activities these are.
    #[arg(long)]
    pub organisation: String,
    /// Say what would change, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
}

pub async fn import_coop(app: &App, import: ImportCoopFile) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("{} cannot be read", import.file.display()))?;
    let words = Words::new(Lang::En);
    let list = match export::read(&bytes, LIMITS, app.clock.today()) {
        Ok(list) => list,
        Err(NotAnExport::Missing(columns)) => {
            let names: Vec<String> = columns.iter().map(|one| words.say(one.key())).collect();
            bail!("columns are missing: {}", names.join(", "));
        }
        Err(NotAnExport::TooManyRows) => bail!("more than {} rows", LIMITS.1),
        Err(why) => bail!("{}", words.say(why.key())),
    };
    ensure!(
        list.sheet == Sheet::Activities,
        "this is the export of people: each mediator brings in their own, on the page"
    );
    let search = fold(&import.organisation);
    let found = organisation::Entity::find()
        .filter(organisation::COLUMN.search.eq(search.as_str()))
        .all(&app.db)
        .await?;
    let [organisation] = found.as_slice() else {
        bail!(
            "{} organisations are called {}",
            found.len(),
            import.organisation
        );
    };
    for found in &list.findings {
        let sentence = words
            .with("typed", found.typed.as_str())
            .with("line", found.first_line)
            .say(found.what.key());
        let column = words.say(found.column.key());
        println!("line {}, {column}: {sentence}", found.line);
    }
    if list.more > 0 {
        println!("and {} more", list.more);
    }
    let changes = if import.dry_run {
        actions::would(&app.db, organisation.id, &list.rows).await?
    } else {
        let write = app.write().await?;
        let who = (organisation.id, None);
        let now = app.clock.now();
        let changes = actions::keep(&*write, who, &list.rows, list.refused, now).await?;
        write.commit().await?;
        changes
    };
    println!(
        "added {}\nchanged {}\nsame {}\nheld back {}\nof another organisation {}\nrefused {}",
        changes.added,
        changes.changed,
        changes.same,
        changes.held_back,
        changes.elsewhere,
        list.refused
    );
    Ok(ExitCode::SUCCESS)
}
