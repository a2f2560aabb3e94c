//! What a programme is put together from, by name: pathways, modules, the organisations that prescribe.
use crate::{
    config::Config,
    grading::rulesets,
    people::organisations::kinds,
    web::{Choice, Error, Words},
};
use entities::{
    membership::{self, Role},
    organisation::{self, OrganisationId, OrganisationKind},
    pathway::{self, PathwayId},
    training_module::{self, ModuleId},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

pub struct Catalogue {
    pub pathways: Vec<pathway::Model>,
    pub modules: Vec<training_module::Model>,
    /// Those where somebody prescribes or did.
    pub organisations: Vec<organisation::Model>,
    /// Key and name of each technical category of this installation's rules.
    pub categories: Vec<(&'static str, &'static str)>,
}

impl Catalogue {
    pub async fn read(db: &impl ConnectionTrait, config: &Config) -> Result<Self, Error> {
        let prescribing = membership::Entity::find()
            .select_only()
            .column(membership::Column::OrganisationId)
            .filter(membership::Column::Role.eq(Role::Prescriber))
            .into_query();
        Ok(Self {
            categories: rulesets::of(config).categories(),
            pathways: pathway::Entity::find()
                .order_by_asc(pathway::Column::Id)
                .all(db)
                .await?,
            modules: training_module::Entity::find()
                .order_by_asc(training_module::Column::PathwayId)
                .order_by_asc(training_module::Column::Position)
                .all(db)
                .await?,
            organisations: organisation::Entity::find()
                .filter(organisation::Column::Id.in_subquery(prescribing))
                .order_by_asc(organisation::Column::Search)
                .all(db)
                .await?,
        })
    }

    /// The pathway of this number, as a form sends it.
    #[must_use]
    pub fn pathway(&self, typed: &str) -> Option<PathwayId> {
        let found = self
            .pathways
            .iter()
            .find(|pathway| pathway.id.0.to_string() == typed);
        found.map(|pathway| pathway.id)
    }

    /// The pathway of this name.
    #[must_use]
    pub fn pathway_named(&self, name_fr: &str) -> Option<PathwayId> {
        let found = self
            .pathways
            .iter()
            .find(|pathway| pathway.name_fr == name_fr);
        found.map(|pathway| pathway.id)
    }

    pub fn modules_of(&self, pathway: PathwayId) -> impl Iterator<Item = &training_module::Model> {
        self.modules
            .iter()
            .filter(move |module| module.pathway_id == pathway)
    }

    #[must_use]
    pub fn pathway_name(&self, words: Words, id: PathwayId) -> String {
        let found = self.pathways.iter().find(|pathway| pathway.id == id);
        found.map_or_else(String::new, |pathway| {
            words
                .lang
                .choose(&pathway.name_fr, &pathway.name_en)
                .to_owned()
        })
    }

    #[must_use]
    pub fn module_name(&self, words: Words, id: ModuleId) -> String {
        let found = self.modules.iter().find(|module| module.id == id);
        found.map_or_else(String::new, |module| module_words(words, module))
    }

    #[must_use]
    pub fn organisation_name(&self, id: OrganisationId) -> String {
        let found = self.organisations.iter().find(|one| one.id == id);
        found.map_or_else(String::new, |one| one.name.clone())
    }

    #[must_use]
    pub fn pathway_choices(&self, words: Words) -> Vec<Choice> {
        self.pathways
            .iter()
            .map(|pathway| {
                Choice::new(
                    pathway.id.0.to_string(),
                    words.lang.choose(&pathway.name_fr, &pathway.name_en),
                )
            })
            .collect()
    }

    #[must_use]
    pub fn module_choices(&self, words: Words) -> Vec<Choice> {
        self.modules
            .iter()
            .map(|module| {
                Choice::new(module.id.0.to_string(), module_words(words, module))
                    .hint(self.pathway_name(words, module.pathway_id))
            })
            .collect()
    }

    /// The kinds that prescribing organisations may be of.
    #[must_use]
    pub fn kind_choices(words: Words) -> Vec<Choice> {
        kinds::choices(&words)
    }

    #[must_use]
    pub fn organisation_choices(&self, words: Words) -> Vec<Choice> {
        self.organisations
            .iter()
            .filter(|one| one.closed_at.is_none())
            .map(|one| {
                Choice::new(one.id.0.to_string(), &one.name)
                    .hint(words.say(kinds::kind_key(one.kind)))
            })
            .collect()
    }

    #[must_use]
    pub fn category_choices(&self) -> Vec<Choice> {
        self.categories
            .iter()
            .map(|(key, name)| Choice::new(*key, *name))
            .collect()
    }
}

#[must_use]
pub fn kind_value(kind: OrganisationKind) -> String {
    kind.to_value()
}

/// A module as it is offered: its name and how long it lasts.
#[must_use]
pub fn module_words(words: Words, module: &training_module::Model) -> String {
    words
        .with("name", words.lang.choose(&module.name_fr, &module.name_en))
        .with("minutes", module.minutes)
        .say("programme-module")
}
