//! Opening, changing and closing a programme. Each thing it says is kept as a version.
use super::{
    rules::{
        Lists, column,
        price::Price,
        terms::{Habilitated, Terms},
    },
    themes::Theme,
};
use crate::{
    identifiers::fold,
    journal::{self, By, ChangeError, Event, EventKind},
    keys::sha256_hex,
};
use anyhow::Context;
use entities::{
    device::DeviceKind,
    pathway::{self, PathwayId},
    programme::{self, ProgrammeId},
    programme_version, training_module,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, Condition, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

/// The columns that hold what a programme says.
fn row(terms: Terms) -> programme::ActiveModel {
    let lists = Lists {
        device_kinds: terms.device_kinds,
        public_rules: terms.public_rules,
        required_modules: terms.required_modules,
    };
    let cents = |kind: DeviceKind| {
        let price: Option<&Price> = terms.price.as_ref();
        price.and_then(|price| price.cents.get(&kind).copied())
    };
    programme::ActiveModel {
        pathway_id: Set(terms.pathway),
        gate: Set(terms.gate),
        required_minutes: Set(terms.required_minutes),
        required_modules: Set(column(&lists.required_modules)),
        provisional_days: Set(terms.provisional_days),
        clearance_days: Set(terms.clearance_days),
        waivers_per_year: Set(terms.waivers_per_year),
        device_kinds: Set(column(&lists.device_kinds)),
        public_rules: Set(column(&lists.public_rules)),
        legal_chain: Set(terms.legal_chain),
        deliberation_number: Set(terms.deliberation_number),
        erasure_level: Set(Some(terms.erasure_level)),
        update_months: Set(Some(terms.update_months)),
        free_software_only: Set(Some(terms.free_software_only)),
        warranty_months: Set(terms.warranty_months),
        kit_contents: Set((!terms.kit_contents.is_empty()).then(|| column(&terms.kit_contents))),
        prescriber_hands_over: Set(terms.prescriber_hands_over.then_some(true)),
        organisations: Set(match &terms.organisations {
            Habilitated::All => None,
            limited @ (Habilitated::Kinds(_) | Habilitated::Chosen(_)) => Some(json(limited)),
        }),
        categories: Set((!terms.categories.is_empty()).then(|| column(&terms.categories))),
        least_grade: Set(terms.least_grade),
        levels: Set(terms.levels.as_ref().map(|levels| column(levels))),
        stock_share: Set(terms.stock.share),
        stock_reserve: Set(terms.stock.reserve),
        stock_minimum: Set(terms.stock.minimum),
        connectivity: Set(terms.connectivity),
        price_tablet: Set(cents(DeviceKind::Tablet)),
        price_phone: Set(cents(DeviceKind::Phone)),
        price_laptop: Set(cents(DeviceKind::Laptop)),
        price_desktop: Set(cents(DeviceKind::Desktop)),
        price_screen: Set(cents(DeviceKind::Screen)),
        collector: Set(terms.price.as_ref().map(|price| price.collector)),
        collector_number: Set(terms.price.as_ref().and_then(|price| price.number.clone())),
        name_fr: Set(terms.name_fr),
        name_en: Set(terms.name_en),
        funding: Set(terms.funding),
        ..Default::default()
    }
}

fn json(habilitated: &Habilitated) -> String {
    serde_json::to_string(habilitated).expect("a list of words and numbers is always JSON")
}

/// Opens a programme. Its key is made of its French name, and a number when the name is taken.
pub async fn open(
    txn: &impl ConnectionTrait,
    by: By,
    terms: Terms,
) -> Result<programme::Model, DbErr> {
    let taken: Vec<String> = programme::Entity::find()
        .select_only()
        .column(programme::Column::Key)
        .into_tuple()
        .all(txn)
        .await?;
    let configuration = terms.canonical();
    let event = Event::of(EventKind::ProgrammeOpened)
        .with("version", 1)
        .with("configuration_sha256", sha256_hex(&configuration));
    let row = programme::ActiveModel {
        key: Set(free_key(&terms.name_fr, &taken)),
        created_at: Set(by.at),
        saved_version: Set(Some(1)),
        ..row(terms)
    };
    let programme: programme::Model = journal::insert(txn, by, row, event).await?;
    keep(txn, by, programme.id, 1, configuration).await?;
    Ok(programme)
}

/// Keeps what a programme says, as the version of this number.
async fn keep(
    txn: &impl ConnectionTrait,
    by: By,
    programme: ProgrammeId,
    number: i32,
    configuration: String,
) -> Result<(), DbErr> {
    programme_version::Entity::insert(programme_version::ActiveModel {
        programme_id: Set(programme),
        number: Set(number),
        configuration: Set(configuration),
        membership_id: Set(by.actor),
        at: Set(by.at),
    })
    .exec_without_returning(txn)
    .await?;
    Ok(())
}

fn free_key(name: &str, taken: &[String]) -> String {
    let words = fold(name);
    let words: Vec<&str> = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let key = words.join("-");
    let mut free = key.clone();
    let mut number = 1;
    while taken.contains(&free) {
        number += 1;
        free = format!("{key}-{number}");
    }
    free
}

/// Why a programme could not be changed.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    #[error(transparent)]
    Change(#[from] ChangeError),
    #[error(transparent)]
    Unreadable(#[from] anyhow::Error),
}

impl From<DbErr> for NotChanged {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

impl From<NotChanged> for crate::web::Error {
    fn from(error: NotChanged) -> Self {
        match error {
            NotChanged::Change(error) => error.into(),
            NotChanged::Unreadable(error) => error.into(),
        }
    }
}

/// Changes what a programme says. What it said before versions were kept becomes the first.
pub async fn change(
    txn: &impl ConnectionTrait,
    by: By,
    before: &programme::Model,
    terms: Terms,
) -> Result<programme::Model, NotChanged> {
    let configuration = terms.canonical();
    let latest = before.saved_version.unwrap_or(1);
    let mut event = Event::of(EventKind::ProgrammeChanged)
        .with("version", latest + 1)
        .with("configuration_sha256", sha256_hex(&configuration));
    let earlier = match before.saved_version {
        Some(_) => None,
        None => Some(
            Terms::of(before)
                .context("what a programme said is read before it is changed")?
                .canonical(),
        ),
    };
    if let Some(earlier) = &earlier {
        event = event.with("earlier_sha256", sha256_hex(earlier));
    }
    let row = programme::ActiveModel {
        saved_version: Set(Some(latest + 1)),
        ..row(terms)
    };
    let programme = journal::change(txn, by, before, row, event).await?;
    if let Some(earlier) = earlier {
        let nobody = By { actor: None, ..by };
        keep(txn, nobody, before.id, latest, earlier).await?;
    }
    keep(txn, by, before.id, latest + 1, configuration).await?;
    Ok(programme)
}

/// Closes a programme to new requests; those already made go on.
pub async fn close(
    txn: &impl ConnectionTrait,
    by: By,
    before: &programme::Model,
) -> Result<programme::Model, ChangeError> {
    let row = programme::ActiveModel {
        closed_at: Set(Some(by.at)),
        ..Default::default()
    };
    let event = Event::of(EventKind::ProgrammeChanged).with("closed", true);
    journal::change(txn, by, before, row, event).await
}

/// Lets the allocations that a stock rule is asked about follow one another: until the transaction ends, whoever
/// counts the stock for another of them waits. False where no open programme has a rule that holds anybody back.
pub async fn hold_stock(txn: &impl ConnectionTrait) -> Result<bool, ChangeError> {
    let ruled = programme::Entity::find()
        .filter(programme::COLUMN.closed_at.is_null())
        .filter(
            Condition::any()
                .add(programme::COLUMN.stock_share.is_not_null())
                .add(programme::COLUMN.stock_reserve.is_not_null()),
        )
        .order_by_asc(programme::Column::Id)
        .all(txn)
        .await?;
    for programme in &ruled {
        journal::hold(txn, programme).await?;
    }
    Ok(!ruled.is_empty())
}

/// A module to be: its names, how long it lasts, and its theme if it has one.
#[derive(Clone, Debug)]
pub struct NewModule {
    pub name_fr: String,
    pub name_en: String,
    pub minutes: i32,
    pub theme: Option<&'static Theme>,
}

/// Creates a pathway with its modules, in the order given.
pub async fn create_pathway(
    txn: &impl ConnectionTrait,
    (name_fr, name_en): (String, String),
    modules: Vec<NewModule>,
) -> Result<PathwayId, DbErr> {
    let pathway = pathway::ActiveModel {
        name_fr: Set(name_fr),
        name_en: Set(name_en),
        ..Default::default()
    }
    .insert(txn)
    .await?;
    let rows = (1..)
        .zip(modules)
        .map(|(position, module)| training_module::ActiveModel {
            pathway_id: Set(pathway.id),
            position: Set(position),
            name_fr: Set(module.name_fr),
            name_en: Set(module.name_en),
            minutes: Set(module.minutes),
            theme: Set(module.theme.map(|theme| theme.key.clone())),
            ..Default::default()
        });
    training_module::Entity::insert_many(rows)
        .exec_without_returning(txn)
        .await?;
    Ok(pathway.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_plain_and_free() {
        let taken = ["pret-solidaire".to_owned(), "pret-solidaire-2".to_owned()];
        assert_eq!(free_key("Prêt solidaire", &taken), "pret-solidaire-3");
        assert_eq!(free_key("Ordi’Pratique 2026", &taken), "ordi-pratique-2026");
    }
}
