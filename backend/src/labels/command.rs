//! `passe-relais labels`: blank labels from the command line.
use super::{
    actions::{self, MOST, NewBatch},
    code::Code,
    printing::{PrintFile, all_templates, file_of, sheet_of},
    queries,
};
use crate::{
    app::{App, Write},
    web::Error,
};
use anyhow::Context;
use entities::{
    label_batch::{self, LabelBatchId},
    membership::{self, Role},
    site,
};
use rand::rngs::StdRng;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};

/// Why a command that was given no site cannot go on.
pub const NO_WORKSHOP: &str =
    "no workshop yet: add one as coordinator on the page /organisations, as a site of who runs it";

/// Prints a batch of blank labels into a PDF, or into what the format's printer takes.
#[derive(Debug, clap::Args)]
pub struct LabelsArgs {
    /// How many labels.
    #[arg(long, default_value_t = 21)]
    pub count: usize,
    /// A format of the folder label-templates.
    #[arg(long, default_value = "avery-l7160")]
    pub template: String,
    /// The file to write; labels.pdf when not given, or labels.zpl for a label printer.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// The site the labels are for; the first open workshop when not given.
    #[arg(long)]
    pub site: Option<String>,
    /// An id of your own, 8 to 100 characters: a repeat with the same id makes no other batch, and writes the first
    /// one's file again.
    #[arg(long)]
    pub write_id: Option<String>,
}

/// Makes the file, then records the batch: on a full disk no label is spent that nobody can print. The batch stands in
/// the name of the first coordinator, who answers for what the command line does.
pub async fn run(app: &App, args: &LabelsArgs) -> anyhow::Result<()> {
    anyhow::ensure!(
        (1..=MOST).contains(&args.count),
        "--count must be between 1 and {MOST}"
    );
    let known: Vec<String> = all_templates(app)
        .await?
        .usable
        .into_iter()
        .map(|template| template.name)
        .collect();
    anyhow::ensure!(
        known.contains(&args.template),
        "there is no label template {:?}; there are: {}",
        args.template,
        known.join(", ")
    );
    let out = args.out.as_deref();
    // Labels that are made and in no file would be lost to whoever asked for them.
    if let Some(folder) = out.and_then(Path::parent) {
        anyhow::ensure!(
            folder.as_os_str().is_empty() || folder.is_dir(),
            "there is no folder {}: no labels were made",
            folder.display()
        );
    }
    if let Err(first) = begin(app, args).await? {
        return made_before(app, &first, out).await;
    }
    let site = site(&app.db, args.site.as_deref()).await?;
    let coordinator = membership::Entity::find()
        .filter(membership::COLUMN.role.eq(Role::Coordinator))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(membership::Column::Id)
        .one(&app.db)
        .await?
        .context("nobody is coordinator yet: make an account with `passe-relais user add` first")?;
    // Once: that one of the codes exists already is no more likely than that somebody guesses one.
    loop {
        let codes = actions::draw(args.count, rand::make_rng::<StdRng>());
        let printed = print(app, &args.template, &site, codes.clone()).await?;
        let laid = Laid::down(&printed, out)?;
        let write = match begin(app, args).await? {
            Ok(write) => write,
            // The same command, a moment sooner.
            Err(first) => {
                drop(laid);
                return made_before(app, &first, out).await;
            }
        };
        let new = NewBatch {
            site_id: site.id,
            membership_id: coordinator.id,
            template: &args.template,
            count: args.count,
        };
        let now = app.clock.now();
        let Some(batch) = actions::record_batch(&write, new, &codes, now).await? else {
            continue;
        };
        // Nobody is sent anywhere: the answer is kept for a repeat of this command.
        let _ = write.answer(batch.id.0.to_string()).await?;
        return laid.put(&batch);
    }
}

/// Begins what records the labels; the answer of the first time when this command ran before.
async fn begin(app: &App, args: &LabelsArgs) -> anyhow::Result<Result<Write, String>> {
    let Some(id) = &args.write_id else {
        return Ok(Ok(app.write().await?));
    };
    match app.write_once_by("labels", id).await {
        Ok(write) => Ok(Ok(write)),
        Err(Error::AlreadyDone { answer: first, .. }) => Ok(Err(first)),
        Err(Error::WriteIdMissing) => anyhow::bail!("--write-id takes 8 to 100 characters"),
        Err(error) => Err(error.into()),
    }
}

/// The file of the batch that was made when this command ran first.
async fn made_before(app: &App, first: &str, out: Option<&Path>) -> anyhow::Result<()> {
    let id = first
        .parse::<i32>()
        .context("these labels are being made by another command: wait for its end")?;
    let batch = label_batch::Entity::find_by_id(LabelBatchId(id))
        .one(&app.db)
        .await?
        .context("the batch that was made first is gone")?;
    eprintln!("These labels were made before; this is the same batch again.");
    let codes = queries::codes(&app.db, batch.id).await?;
    let site = site::Entity::find_by_id(batch.site_id)
        .one(&app.db)
        .await?
        .context("the site of the labels is gone")?;
    let printed = print(app, &batch.template, &site, codes).await?;
    Laid::down(&printed, out)?.put(&batch)
}

async fn print(
    app: &App,
    template: &str,
    site: &site::Model,
    codes: Vec<Code>,
) -> anyhow::Result<PrintFile> {
    let owner = queries::owner_on_blank_labels(&app.db, site.organisation_id).await?;
    let sheet = sheet_of(app, template, codes, &owner, 0)
        .await?
        .context("the label template disappeared meanwhile")?;
    Ok(file_of(app, sheet).await?)
}

/// A file that is whole on the disk, beside its place, until its labels are recorded. Dropped before, it is gone.
struct Laid {
    /// None for what is no common file, like a pipe: that was written where it goes.
    beside: Option<PathBuf>,
    out: PathBuf,
}

impl Laid {
    fn down(printed: &PrintFile, out: Option<&Path>) -> anyhow::Result<Self> {
        let out = out.unwrap_or_else(|| Path::new(printed.usual_name()));
        let is_special = out
            .symlink_metadata()
            .is_ok_and(|there| !there.file_type().is_file());
        let mut laid = Self {
            beside: None,
            out: out.to_owned(),
        };
        if is_special {
            let written = File::create(out).and_then(|mut file| file.write_all(&printed.bytes));
            written.with_context(|| not_written(out))?;
            return Ok(laid);
        }
        let mut name = out.as_os_str().to_owned();
        name.push(".part");
        let beside = PathBuf::from(name);
        let mut file = File::create(&beside).with_context(|| not_written(out))?;
        laid.beside = Some(beside);
        // Some disks say only here that they are full.
        let written = file
            .write_all(&printed.bytes)
            .and_then(|()| file.sync_all());
        written.with_context(|| not_written(out))?;
        Ok(laid)
    }

    /// Its labels are recorded: it goes where it was asked for.
    fn put(mut self, batch: &label_batch::Model) -> anyhow::Result<()> {
        if let Some(beside) = self.beside.take() {
            fs::rename(&beside, &self.out).with_context(|| {
                let (beside, out) = (beside.display(), self.out.display());
                format!("the labels are made, and lie in {beside}: that could not be called {out}")
            })?;
        }
        println!("{} labels in {}", batch.count, self.out.display());
        Ok(())
    }
}

impl Drop for Laid {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            let _ = fs::remove_file(beside);
        }
    }
}

fn not_written(out: &Path) -> String {
    format!(
        "{} could not be written; no new labels were made",
        out.display()
    )
}

/// The site of this name, else the first open workshop, which is said.
async fn site(db: &impl ConnectionTrait, name: Option<&str>) -> anyhow::Result<site::Model> {
    let open = site::Entity::find()
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Id);
    let Some(name) = name else {
        let first = open.filter(site::COLUMN.is_workshop.eq(true));
        let first = first.one(db).await?.context(NO_WORKSHOP)?;
        eprintln!("for workshop {}; give --site for another", first.name);
        return Ok(first);
    };
    let mut found = open.filter(site::COLUMN.name.eq(name)).all(db).await?;
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => anyhow::bail!("several sites are called {name:?}"),
        (None, _) => anyhow::bail!("there is no site {name:?}"),
    }
}
