//! Programmes to begin with, one file each in `backend/data/programmes`: a form filled in, to be changed and saved. What
//! a plan needs and this program does not do yet, the file says.
use super::{
    actions::NewModule,
    catalogue::Catalogue,
    rules::{
        PublicRule,
        stock::StockRule,
        terms::{Habilitated, LEVELS, Level, Terms},
    },
    themes::theme,
};
use entities::{
    device::DeviceKind,
    erasure::ErasureLevel,
    organisation::OrganisationKind,
    pathway::PathwayId,
    programme::{Connectivity, Gate, LegalChain},
    training_module::ModuleId,
};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What the address says: never changed.
    pub key: String,
    pub name_fr: String,
    pub name_en: String,
    /// What it sets, and what it cannot do yet.
    pub about_fr: String,
    pub about_en: String,
    /// Left out where training alone is offered.
    #[serde(default)]
    kinds: Vec<DeviceKind>,
    gate: Gate,
    #[serde(default)]
    minutes: i32,
    provisional_days: Option<i32>,
    clearance_days: i32,
    waivers_per_year: i32,
    /// Left out where a device that fails is not exchanged.
    warranty_months: Option<i32>,
    /// What a kit holds besides the device; left out where it is no kit.
    #[serde(default)]
    kit: Vec<PublicRule>,
    #[serde(default)]
    prescriber_hands_over: bool,
    legal_chain: LegalChain,
    /// Left out where all that prescribe may ask.
    #[serde(default)]
    organisation_kinds: Vec<OrganisationKind>,
    #[serde(default)]
    stock: StockRule,
    connectivity: Option<Connectivity>,
    publics: Vec<PublicRule>,
    /// The first is the programme's own.
    pub pathways: Vec<Pathway>,
    levels: Option<[LevelTo; LEVELS]>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    pub fr: String,
    pub en: String,
    modules: Vec<Module>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Module {
    fr: String,
    en: String,
    minutes: i32,
    /// The key of its theme, one of `training-themes.toml`.
    theme: Option<String>,
    /// Attended before the handover, where the gate is `attended`.
    #[serde(default)]
    required: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LevelTo {
    /// The place of its pathway, from 1.
    pathway: usize,
    #[serde(default)]
    aidant: bool,
}

impl Pathway {
    /// Its modules, to be created.
    #[must_use]
    pub fn new_modules(&self) -> Vec<NewModule> {
        self.modules
            .iter()
            .map(|module| NewModule {
                name_fr: module.fr.clone(),
                name_en: module.en.clone(),
                minutes: module.minutes,
                theme: module.theme.as_deref().and_then(theme),
            })
            .collect()
    }
}

impl Template {
    /// The pathways it asks for and nobody has created.
    pub fn missing<'t>(&'t self, catalogue: &Catalogue) -> impl Iterator<Item = &'t Pathway> {
        self.pathways
            .iter()
            .filter(move |pathway| catalogue.pathway_named(&pathway.fr).is_none())
    }

    /// What the programme would say. A pathway that is missing is chosen by nobody: the form asks for one.
    #[must_use]
    pub fn terms(&self, catalogue: &Catalogue) -> Terms {
        let pathway = |place: usize| {
            let named = self.pathways.get(place);
            named
                .and_then(|pathway| catalogue.pathway_named(&pathway.fr))
                .unwrap_or(PathwayId(0))
        };
        Terms {
            name_fr: self.name_fr.clone(),
            name_en: self.name_en.clone(),
            device_kinds: self.kinds.clone(),
            categories: Vec::new(),
            least_grade: None,
            public_rules: self.publics.clone(),
            organisations: if self.organisation_kinds.is_empty() {
                Habilitated::All
            } else {
                Habilitated::Kinds(self.organisation_kinds.clone())
            },
            pathway: pathway(0),
            levels: self.levels.map(|levels| {
                levels.map(|level| Level {
                    pathway: pathway(level.pathway.saturating_sub(1)),
                    aidant: level.aidant,
                })
            }),
            gate: self.gate,
            required_minutes: self.minutes,
            required_modules: self.required_modules(catalogue),
            provisional_days: self.provisional_days,
            clearance_days: self.clearance_days,
            waivers_per_year: self.waivers_per_year,
            legal_chain: self.legal_chain,
            deliberation_number: None,
            price: None,
            erasure_level: ErasureLevel::Clear,
            update_months: 0,
            free_software_only: false,
            warranty_months: self.warranty_months,
            kit_contents: self.kit.clone(),
            prescriber_hands_over: self.prescriber_hands_over,
            stock: self.stock,
            connectivity: self.connectivity,
            funding: None,
        }
    }

    /// The modules of the pathways that are there, by their names.
    fn required_modules(&self, catalogue: &Catalogue) -> Vec<ModuleId> {
        let mut required = Vec::new();
        for pathway in &self.pathways {
            let Some(id) = catalogue.pathway_named(&pathway.fr) else {
                continue;
            };
            let asked = pathway.modules.iter().filter(|module| module.required);
            for module in asked {
                let found = catalogue
                    .modules_of(id)
                    .find(|known| known.name_fr == module.fr);
                required.extend(found.map(|known| known.id));
            }
        }
        required
    }
}

/// In the order in which they are offered.
const FILES: [&str; 12] = [
    include_str!("../../data/programmes/filiere-74.toml"),
    include_str!("../../data/programmes/children-in-care.toml"),
    include_str!("../../data/programmes/emergency-kit.toml"),
    include_str!("../../data/programmes/internet-plan.toml"),
    include_str!("../../data/programmes/associations-call.toml"),
    include_str!("../../data/programmes/places.toml"),
    include_str!("../../data/programmes/ordi-pratique.toml"),
    include_str!("../../data/programmes/lot-et-garonne-families.toml"),
    include_str!("../../data/programmes/pass-numerique.toml"),
    include_str!("../../data/programmes/haute-saone-levels.toml"),
    include_str!("../../data/programmes/departement-agents.toml"),
    include_str!("../../data/programmes/counter-loan.toml"),
];

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let read = FILES.iter().map(|text| toml::from_str(text));
    read.collect::<Result<_, _>>()
        .expect("the files are part of the program, and a test reads them")
});

#[must_use]
pub fn all() -> &'static [Template] {
    &TEMPLATES
}

#[must_use]
pub fn by_key(key: &str) -> Option<&'static Template> {
    all().iter().find(|template| template.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_template_is_whole() {
        let keys: BTreeSet<&str> = all().iter().map(|one| one.key.as_str()).collect();
        assert_eq!(keys.len(), FILES.len(), "each has a key of its own");
        for template in all() {
            let key = &template.key;
            let texts = [
                &template.name_fr,
                &template.name_en,
                &template.about_fr,
                &template.about_en,
            ];
            assert!(texts.iter().all(|text| !text.trim().is_empty()), "{key}");
            assert!(!template.publics.is_empty(), "{key}: for whom?");
            assert!(!template.pathways.is_empty(), "{key}: trained by what?");
            assert_eq!(
                template.gate == Gate::Provisional,
                template.provisional_days.is_some(),
                "{key}: a provisional loan has its days, and nothing else has"
            );
            for pathway in &template.pathways {
                assert!(!pathway.modules.is_empty(), "{key}: {}", pathway.fr);
                for module in &pathway.modules {
                    let known = module
                        .theme
                        .as_deref()
                        .is_none_or(|key| theme(key).is_some());
                    assert!(known, "{key}: {} has a theme that is not one", module.fr);
                }
                let asks = template.minutes > 0 || pathway.modules.iter().any(|one| one.required);
                assert!(
                    asks || template.gate != Gate::Attended,
                    "{key}: {} would open the gate by nothing",
                    pathway.fr
                );
            }
            assert!(
                !template.kinds.is_empty() || template.gate == Gate::Attended,
                "{key}: without a device there is no handover to open"
            );
            assert!(
                template
                    .warranty_months
                    .is_none_or(|months| (1..=60).contains(&months)),
                "{key}"
            );
            assert!(
                !template.kit.is_empty() || !template.prescriber_hands_over,
                "{key}: a prescriber hands over kits only"
            );
            for level in template.levels.into_iter().flatten() {
                assert!(
                    (1..=template.pathways.len()).contains(&level.pathway),
                    "{key}"
                );
            }
        }
    }
}
