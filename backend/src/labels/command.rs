//! `passe-relais labels`: blank labels from the command line.
use super::{
    actions::{self, MOST, NewBatch},
    printing::{all_templates, file_of, sheet_of},
    queries,
};
use crate::{app::App, web::Error};
use anyhow::Context;
use entities::{
    label_batch::{self, LabelBatchId},
    membership::{self, Role},
    site,
};
use rand::rngs::StdRng;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::path::{Path, PathBuf};

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

/// Makes the batch, then its file. It stands in the name of the first coordinator, who answers for what
/// the command line does.
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
    let write = match &args.write_id {
        None => app.write().await?,
        Some(id) => match app.write_once_by("labels", id).await {
            Ok(write) => write,
            Err(Error::AlreadyDone { answer: first, .. }) => {
                return made_before(app, &first, out).await;
            }
            Err(Error::WriteIdMissing) => anyhow::bail!("--write-id takes 8 to 100 characters"),
            Err(error) => return Err(error.into()),
        },
    };
    let site = site(&*write, args.site.as_deref()).await?;
    let coordinator = membership::Entity::find()
        .filter(membership::COLUMN.role.eq(Role::Coordinator))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(membership::Column::Id)
        .one(&*write)
        .await?
        .context("nobody is coordinator yet: make an account with `passe-relais user add` first")?;
    let new = NewBatch {
        site_id: site.id,
        membership_id: coordinator.id,
        template: &args.template,
        count: args.count,
    };
    let rng: StdRng = rand::make_rng();
    let batch = actions::print_batch(&write, new, rng, app.clock.now()).await?;
    // Nobody is sent anywhere: the answer is kept for a repeat of this command.
    let _ = write.answer(batch.id.0.to_string()).await?;
    write_file(app, &batch, out).await
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
    write_file(app, &batch, out).await
}

async fn write_file(
    app: &App,
    batch: &label_batch::Model,
    out: Option<&Path>,
) -> anyhow::Result<()> {
    let codes = queries::codes(&app.db, batch.id).await?;
    let site = site::Entity::find_by_id(batch.site_id)
        .one(&app.db)
        .await?
        .context("the site of the labels is gone")?;
    let owner = queries::owner_on_blank_labels(&app.db, site.organisation_id).await?;
    let sheet = sheet_of(app, &batch.template, codes, &owner, 0)
        .await?
        .context("the label template disappeared meanwhile")?;
    let printed = file_of(app, sheet).await?;
    let out = out.unwrap_or_else(|| Path::new(printed.usual_name()));
    std::fs::write(out, printed.bytes)
        .with_context(|| format!("{} could not be written", out.display()))?;
    println!("{} labels in {}", batch.count, out.display());
    Ok(())
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
