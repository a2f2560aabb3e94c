//! `import lot FILE`: a device list from the command line, for lists larger than a browser carries.
use super::{
    actions,
    announce::read_boxes,
    facts::{LEGAL_BASES, LotFacts, legal_basis_value, read_legal_basis},
    list::{
        check::Choices,
        columns,
        findings::Severity,
        personal, read,
        report::{Report, Summary},
    },
    queries,
    stock_check::{self, Stock},
};
use crate::{
    app::App,
    identifiers::fold,
    journal::By,
    keys::sha256_hex,
    labels::command::NO_WORKSHOP,
    web::{Error, Lang, Words},
};
use anyhow::{Context, bail, ensure};
use clap::Args;
use entities::{
    collection_lot::LegalBasis,
    organisation::{self, OrganisationKind},
    site,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt::Write, path::PathBuf, process::ExitCode};

/// Far more than any inventory: beyond it the file is something else.
const MAX_BYTES: usize = 1 << 30;

const NO_DEPARTEMENT: &str = "no département yet: add one with its first coordinator by `passe-relais user add`, \
     or say who gives and who owns the devices with --donor and --owner";

#[derive(Args, Clone, Debug)]
pub struct ImportLot {
    /// The device list, as CSV.
    pub file: PathBuf,
    /// Say what would happen, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print the counts as one line of JSON.
    #[arg(long)]
    pub json: bool,
    /// Name of the organisation that gives the devices; the first département when not given.
    #[arg(long)]
    pub donor: Option<String>,
    /// Name of the organisation that owns the devices; the first département when not given.
    #[arg(long)]
    pub owner: Option<String>,
    /// Name of the workshop site that receives the lot; the first open workshop when not given.
    #[arg(long)]
    pub site: Option<String>,
    /// On what ground: `refurbishing_service`, cession, `loan_for_use` or deposit.
    #[arg(long, default_value = "refurbishing_service", value_parser = legal_basis)]
    pub legal_basis: LegalBasis,
    /// Number of the reform decision.
    #[arg(long)]
    pub reform_reference: Option<String>,
    /// How many boxes are announced.
    #[arg(long, value_parser = boxes)]
    pub boxes: Option<i32>,
    /// Name of the organisation that answers for the devices on the way.
    #[arg(long)]
    pub transport_holder: Option<String>,
    /// Where the list comes from, by which its columns are remembered; the donor's name when not given.
    #[arg(long)]
    pub source: Option<String>,
    /// A status that may be collected, as often as needed; those that say "reformed" when not given.
    #[arg(long)]
    pub collect: Vec<String>,
}

fn legal_basis(value: &str) -> Result<LegalBasis, String> {
    read_legal_basis(value).ok_or_else(|| {
        let known: Vec<_> = LEGAL_BASES.into_iter().map(legal_basis_value).collect();
        format!("one of {}", known.join(", "))
    })
}

fn boxes(value: &str) -> Result<i32, String> {
    read_boxes(value).ok_or_else(|| "a number from 0 to 9999".to_owned())
}

/// What an import answers, and answers again.
#[derive(Serialize, Deserialize)]
struct Answer {
    /// The lot that was made; none for a dry run.
    lot: Option<i32>,
    #[serde(flatten)]
    summary: Summary,
}

/// Runs the command and says how it ended.
pub async fn import_lot(app: &App, import: ImportLot) -> anyhow::Result<ExitCode> {
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("{} cannot be read", import.file.display()))?;
    let words = Words::new(Lang::En);
    let list = read::read(&bytes, MAX_BYTES)
        .map_err(|unreadable| anyhow::anyhow!(words.say(unreadable.key())))?;
    let (sheet, stripped) = personal::strip(list);
    let donor = organisation(&app.db, import.donor.as_deref(), "--donor").await?;
    let source = match (&import.source, &donor) {
        (Some(name), _) => name.clone(),
        (None, Some(donor)) => donor.name.clone(),
        // Only a dry run goes on without a donor.
        (None, None) => String::new(),
    };
    // It enters the journal, where nothing is erased.
    let reference = import.reform_reference.as_deref().unwrap_or_default();
    ensure!(
        personal::in_cell(reference).is_none(),
        "--reform-reference: {}",
        words.say("text-about-a-person")
    );
    let remembered = stock_check::remembered(&app.db, &source).await?;
    let mapping = columns::propose(&sheet, remembered.as_ref());
    ensure!(
        mapping.identifies(),
        words.say(columns::MappingRefusal::NothingIdentifies.key())
    );
    let collectable: BTreeSet<String> = import.collect.iter().map(|status| fold(status)).collect();
    let choices = Choices {
        collectable: (!collectable.is_empty()).then_some(collectable),
        default_type: None,
        refuse: BTreeSet::new(),
        today: app.clock.today(),
    };

    if import.dry_run {
        let stock = Stock::of(&app.db, &sheet, &mapping).await?;
        let report = stock.check(&sheet, &mapping, &choices);
        if !import.json {
            for column in &stripped.columns {
                println!("{}: {}", column.header, words.say(column.why.key()));
            }
            print!("{}", findings(words, &report));
        }
        let answer = Answer {
            lot: None,
            summary: report.summary,
        };
        print!("{}", said(&answer, import.json)?);
        return Ok(ExitCode::SUCCESS);
    }

    let facts = facts(&app.db, &import, donor, source).await?;
    let write_id = sha256_hex([sha256_hex(&bytes), options(&import)].concat());
    let write = match app.write_once_by("import-lot", &write_id).await {
        Ok(write) => write,
        Err(Error::AlreadyDone { answer: first, .. }) => {
            let first: Answer = serde_json::from_str(&first)
                .context("this list is being imported by another command: wait for its end")?;
            if !import.json {
                println!(
                    "This list was imported before; nothing was changed. The first answer was:"
                );
            }
            print!("{}", said(&first, import.json)?);
            return Ok(ExitCode::SUCCESS);
        }
        Err(error) => return Err(error.into()),
    };
    let stock = Stock::of(&*write, &sheet, &mapping).await?;
    let report = stock.check(&sheet, &mapping, &choices);
    if !import.json {
        print!("{}", findings(words, &report));
    }
    let accepted: Vec<_> = report
        .lines
        .iter()
        .filter(|line| line.accepted)
        .map(|line| line.device.clone())
        .collect();
    if accepted.is_empty() {
        let answer = Answer {
            lot: None,
            summary: report.summary,
        };
        print!("{}", said(&answer, import.json)?);
        eprintln!("No line of this list can be accepted: no lot was made.");
        return Ok(ExitCode::FAILURE);
    }
    let by = By {
        actor: None,
        at: app.clock.now(),
    };
    let lot = actions::land(&*write, by, &facts, &accepted).await?;
    stock_check::remember(&*write, &facts.source, &sheet, &mapping, by.at).await?;
    let answer = Answer {
        lot: Some(lot.id.0),
        summary: report.summary,
    };
    // Nobody is sent anywhere: the answer is kept for a repeat of this command.
    let _ = write.answer(serde_json::to_string(&answer)?).await?;
    print!("{}", said(&answer, import.json)?);
    Ok(ExitCode::SUCCESS)
}

/// The options that make an import another one; printing differently does not.
fn options(import: &ImportLot) -> String {
    format!(
        "{:?}",
        (
            &import.donor,
            &import.owner,
            &import.site,
            legal_basis_value(import.legal_basis),
            &import.reform_reference,
            import.boxes,
            &import.transport_holder,
            &import.source,
            &import.collect,
        )
    )
}

async fn facts(
    db: &impl ConnectionTrait,
    import: &ImportLot,
    donor: Option<organisation::Model>,
    source: String,
) -> anyhow::Result<LotFacts> {
    let donor = donor.context(NO_DEPARTEMENT)?;
    let owner = organisation(db, import.owner.as_deref(), "--owner").await?;
    let owner = owner.context(NO_DEPARTEMENT)?;
    let site = workshop(db, import.site.as_deref()).await?;
    // What nobody chose is said, so that it can be chosen otherwise.
    if import.donor.is_none() {
        eprintln!("given by {}; give --donor for another", donor.name);
    }
    if import.owner.is_none() {
        eprintln!("owned by {}; give --owner for another", owner.name);
    }
    if import.site.is_none() {
        eprintln!("for workshop {}; give --site for another", site.name);
    }
    Ok(LotFacts {
        donor_id: donor.id,
        owner_id: owner.id,
        workshop_site_id: site.id,
        legal_basis: import.legal_basis,
        reform_reference: import.reform_reference.clone(),
        source,
        transport_holder: import.transport_holder.clone(),
        boxes_announced: import.boxes,
    })
}

/// The organisation of this name, else the first département, if there is one.
async fn organisation(
    db: &impl ConnectionTrait,
    name: Option<&str>,
    option: &str,
) -> anyhow::Result<Option<organisation::Model>> {
    let Some(name) = name else {
        let mut all = queries::organisations(db).await?;
        all.retain(|row| row.kind == OrganisationKind::Departement);
        return Ok(all.into_iter().min_by_key(|row| row.id));
    };
    let mut found = queries::organisation_named(db, name).await?;
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => Ok(Some(only)),
        (Some(_), false) => bail!("{option}: several organisations are called {name}"),
        (None, _) => bail!("{option}: no organisation is called {name}"),
    }
}

/// The workshop site of this name, else the first that is open.
async fn workshop(db: &impl ConnectionTrait, name: Option<&str>) -> anyhow::Result<site::Model> {
    let mut sites = queries::workshops(db, None).await?;
    let Some(name) = name else {
        let first = sites.into_iter().min_by_key(|site| site.id);
        return first.context(NO_WORKSHOP);
    };
    sites.retain(|site| fold(&site.name) == fold(name));
    match (sites.pop(), sites.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => bail!("--site: several workshop sites are called {name}"),
        (None, _) => bail!("--site: no workshop site is called {name}"),
    }
}

/// Every line that is refused or doubtful, with its number and why.
fn findings(words: Words, report: &Report<'_>) -> String {
    let mut text = String::new();
    for line in &report.lines {
        for finding in &line.findings {
            let what = match finding.kind.severity() {
                Severity::Refused => "refused",
                Severity::Doubtful => "doubtful",
                Severity::Information => continue,
            };
            let sentence = words
                .with("typed", finding.typed)
                .with("line", finding.first_line.unwrap_or_default())
                .say(finding.kind.key());
            writeln!(text, "line {}: {what}: {sentence}", line.number)
                .expect("writing to memory cannot fail");
        }
    }
    text
}

fn said(answer: &Answer, json: bool) -> anyhow::Result<String> {
    if json {
        return Ok(format!("{}\n", serde_json::to_string(answer)?));
    }
    let Summary {
        rows,
        accepted,
        refused,
        duplicates,
        missing_serials,
        placeholder_serials,
        bad_imeis,
    } = answer.summary;
    let lot = match answer.lot {
        Some(lot) => format!("lot {lot}\n"),
        None => String::new(),
    };
    Ok(format!(
        "{lot}rows {rows}\naccepted {accepted}\nrefused {refused}\nduplicates {duplicates}\n\
         missing serials {missing_serials}\nplaceholder serials {placeholder_serials}\nbad IMEIs {bad_imeis}\n"
    ))
}
