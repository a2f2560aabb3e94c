//! `passe-relais labels`: blank labels from the command line.
use super::{
    actions::{self, MOST, NewBatch},
    printing::{all_templates, file_of, sheet_of},
    queries,
};
use crate::app::App;
use anyhow::Context;
use entities::{
    membership::{self, Role},
    site,
};
use rand::rngs::StdRng;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::path::PathBuf;

/// Prints a batch of blank labels into a PDF, or into what the format's printer takes.
#[derive(Debug, clap::Args)]
pub struct LabelsArgs {
    /// How many labels.
    #[arg(long, default_value_t = 21)]
    pub count: usize,
    /// A format of the folder label-templates.
    #[arg(long, default_value = "avery-l7160")]
    pub template: String,
    /// The file to write.
    #[arg(long, default_value = "labels.pdf")]
    pub out: PathBuf,
    /// The site the labels are for; needed when there are several workshops.
    #[arg(long)]
    pub site: Option<String>,
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
    let site = site(app, args.site.as_deref()).await?;
    let coordinator = membership::Entity::find()
        .filter(membership::COLUMN.role.eq(Role::Coordinator))
        .filter(membership::COLUMN.ended_at.is_null())
        .order_by_asc(membership::Column::Id)
        .one(&app.db)
        .await?
        .context("nobody is coordinator yet: make an account with `passe-relais user add` first")?;
    let write = app.write().await?;
    let new = NewBatch {
        site_id: site.id,
        membership_id: coordinator.id,
        template: &args.template,
        count: args.count,
    };
    let rng: StdRng = rand::make_rng();
    let batch = actions::print_batch(&write, new, rng, app.clock.now()).await?;
    write.commit().await?;
    let codes = queries::codes(&app.db, batch.id).await?;
    let owner = queries::owner_on_blank_labels(&app.db, site.organisation_id).await?;
    let sheet = sheet_of(app, &args.template, codes, &owner, 0)
        .await?
        .context("the label template disappeared meanwhile")?;
    let printed = file_of(app, sheet).await?;
    std::fs::write(&args.out, printed.bytes)
        .with_context(|| format!("{} could not be written", args.out.display()))?;
    println!("{} labels in {}", args.count, args.out.display());
    Ok(())
}

/// The site of this name, or the only workshop.
async fn site(app: &App, name: Option<&str>) -> anyhow::Result<site::Model> {
    let mut sites = site::Entity::find()
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name);
    sites = match name {
        Some(name) => sites.filter(site::COLUMN.name.eq(name)),
        None => sites.filter(site::COLUMN.is_workshop.eq(true)),
    };
    let mut found = sites.all(&app.db).await?;
    match (found.len(), name) {
        (1, _) => Ok(found.remove(0)),
        (0, Some(name)) => anyhow::bail!("there is no site {name:?}"),
        (0, None) => anyhow::bail!("there is no workshop yet"),
        (_, Some(name)) => anyhow::bail!("several sites are called {name:?}"),
        (_, None) => {
            let names: Vec<_> = found.iter().map(|site| site.name.as_str()).collect();
            anyhow::bail!("say which --site the labels are for: {}", names.join(", "))
        }
    }
}
