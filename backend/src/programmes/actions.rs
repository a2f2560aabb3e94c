//! Opening, changing and closing a programme.
use super::{
    rules::{Lists, column},
    themes::Theme,
};
use crate::{
    identifiers::fold,
    journal::{self, By, ChangeError, Event, EventKind},
};
use entities::{
    erasure::ErasureLevel,
    pathway::{self, PathwayId},
    programme::{self, Gate, LegalChain},
    training_module,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait, QuerySelect,
};

/// What a programme is to be, checked.
pub struct Terms {
    pub name_fr: String,
    pub name_en: String,
    pub pathway_id: PathwayId,
    pub gate: Gate,
    pub required_minutes: i32,
    pub provisional_days: Option<i32>,
    pub clearance_days: i32,
    pub waivers_per_year: i32,
    pub legal_chain: LegalChain,
    pub deliberation_number: Option<String>,
    pub erasure_level: ErasureLevel,
    pub update_months: i32,
    pub free_software_only: bool,
    pub lists: Lists,
}

impl Terms {
    fn row(self) -> programme::ActiveModel {
        programme::ActiveModel {
            name_fr: Set(self.name_fr),
            name_en: Set(self.name_en),
            pathway_id: Set(self.pathway_id),
            gate: Set(self.gate),
            required_minutes: Set(self.required_minutes),
            required_modules: Set(column(&self.lists.required_modules)),
            provisional_days: Set(self.provisional_days),
            clearance_days: Set(self.clearance_days),
            waivers_per_year: Set(self.waivers_per_year),
            device_kinds: Set(column(&self.lists.device_kinds)),
            public_rules: Set(column(&self.lists.public_rules)),
            legal_chain: Set(self.legal_chain),
            deliberation_number: Set(self.deliberation_number),
            erasure_level: Set(Some(self.erasure_level)),
            update_months: Set(Some(self.update_months)),
            free_software_only: Set(Some(self.free_software_only)),
            ..Default::default()
        }
    }
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
    let row = programme::ActiveModel {
        key: Set(free_key(&terms.name_fr, &taken)),
        created_at: Set(by.at),
        ..terms.row()
    };
    journal::insert(txn, by, row, Event::of(EventKind::ProgrammeOpened)).await
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

pub async fn change(
    txn: &impl ConnectionTrait,
    by: By,
    before: &programme::Model,
    terms: Terms,
) -> Result<programme::Model, ChangeError> {
    let event = Event::of(EventKind::ProgrammeChanged);
    journal::change(txn, by, before, terms.row(), event).await
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

/// A module to be: its names, how long it lasts, and its theme if it has one.
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
