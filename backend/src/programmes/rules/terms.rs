//! What a programme says, whole: what its form fills, what a saved version keeps, what two versions are compared by.
use super::{Lists, PublicRule, is_graded, price::Price, stock::StockRule};
use crate::journal::canonical;
use entities::{
    device::{DeviceKind, Grade},
    erasure::ErasureLevel,
    organisation::{OrganisationId, OrganisationKind},
    pathway::PathwayId,
    programme::{self, Connectivity, Gate, LegalChain},
    training_module::ModuleId,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Which organisations may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Habilitated {
    /// All that prescribe.
    All,
    Kinds(Vec<OrganisationKind>),
    Chosen(Vec<OrganisationId>),
}

impl Habilitated {
    #[must_use]
    pub fn includes(&self, kind: OrganisationKind, id: OrganisationId) -> bool {
        match self {
            Self::All => true,
            Self::Kinds(kinds) => kinds.contains(&kind),
            Self::Chosen(chosen) => chosen.contains(&id),
        }
    }
}

/// What a person placed at a level follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    pub pathway: PathwayId,
    /// Who helps the person (the *aidant*) is trained, not the person.
    pub aidant: bool,
}

/// How many levels a placement tells apart.
pub const LEVELS: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub name_fr: String,
    pub name_en: String,
    /// Empty where training alone is offered.
    pub device_kinds: Vec<DeviceKind>,
    /// Keys of technical categories; empty: any.
    pub categories: Vec<String>,
    /// The look that is still admitted; none: any.
    pub least_grade: Option<Grade>,
    pub public_rules: Vec<PublicRule>,
    pub organisations: Habilitated,
    pub pathway: PathwayId,
    /// One for each level, the lowest first; none: the same pathway for everybody.
    pub levels: Option<[Level; LEVELS]>,
    pub gate: Gate,
    pub required_minutes: i32,
    pub required_modules: Vec<ModuleId>,
    pub provisional_days: Option<i32>,
    pub clearance_days: i32,
    pub waivers_per_year: i32,
    pub legal_chain: LegalChain,
    pub deliberation_number: Option<String>,
    pub price: Option<Price>,
    pub erasure_level: ErasureLevel,
    pub update_months: i32,
    pub free_software_only: bool,
    /// For how many months after the handover a device that fails is exchanged. Versions of before the question say
    /// nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warranty_months: Option<i32>,
    /// What a kit holds besides the device; empty where it is no kit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kit_contents: Vec<PublicRule>,
    /// Who prescribed a kit hands it over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prescriber_hands_over: bool,
    pub stock: StockRule,
    pub connectivity: Option<Connectivity>,
    pub funding: Option<String>,
}

impl Terms {
    /// What a programme says now.
    pub fn of(programme: &programme::Model) -> anyhow::Result<Self> {
        let Lists {
            device_kinds,
            public_rules,
            required_modules,
        } = Lists::of(programme)?;
        Ok(Self {
            name_fr: programme.name_fr.clone(),
            name_en: programme.name_en.clone(),
            device_kinds,
            categories: categories(programme)?,
            least_grade: programme.least_grade,
            public_rules,
            organisations: habilitated(programme)?,
            pathway: programme.pathway_id,
            levels: levels(programme)?,
            gate: programme.gate,
            required_minutes: programme.required_minutes,
            required_modules,
            provisional_days: programme.provisional_days,
            clearance_days: programme.clearance_days,
            waivers_per_year: programme.waivers_per_year,
            legal_chain: programme.legal_chain,
            deliberation_number: programme.deliberation_number.clone(),
            price: Price::of(programme),
            erasure_level: programme.erasure_level.unwrap_or(ErasureLevel::Clear),
            update_months: programme.update_months.unwrap_or_default(),
            free_software_only: programme.free_software_only.unwrap_or_default(),
            warranty_months: programme.warranty_months,
            kit_contents: kit_contents(programme)?,
            prescriber_hands_over: programme.prescriber_hands_over.unwrap_or_default(),
            stock: stock(programme),
            connectivity: programme.connectivity,
            funding: programme.funding.clone(),
        })
    }

    /// As a saved version keeps it: one text for one meaning.
    #[must_use]
    pub fn canonical(&self) -> String {
        canonical(&json!(self))
    }

    /// Reads what a saved version keeps.
    pub fn read(configuration: &str) -> anyhow::Result<Self> {
        Ok(serde_json::from_str(configuration)?)
    }

    #[must_use]
    pub fn pathway_only(&self) -> bool {
        self.device_kinds.is_empty()
    }
}

/// Who may ask; what cannot be read is an error, never everybody.
pub fn habilitated(programme: &programme::Model) -> anyhow::Result<Habilitated> {
    Ok(match &programme.organisations {
        None => Habilitated::All,
        Some(text) => serde_json::from_str(text)?,
    })
}

/// The technical categories admitted; empty: any.
pub fn categories(programme: &programme::Model) -> anyhow::Result<Vec<String>> {
    Ok(match &programme.categories {
        None => Vec::new(),
        Some(text) => serde_json::from_str(text)?,
    })
}

/// What a kit holds besides the device; empty where it is no kit.
pub fn kit_contents(programme: &programme::Model) -> anyhow::Result<Vec<PublicRule>> {
    Ok(match &programme.kit_contents {
        None => Vec::new(),
        Some(text) => serde_json::from_str(text)?,
    })
}

pub fn levels(programme: &programme::Model) -> anyhow::Result<Option<[Level; LEVELS]>> {
    let levels = programme.levels.as_deref();
    Ok(levels.map(serde_json::from_str).transpose()?)
}

#[must_use]
pub fn stock(programme: &programme::Model) -> StockRule {
    StockRule {
        share: programme.stock_share,
        reserve: programme.stock_reserve,
        minimum: programme.stock_minimum,
    }
}

/// The devices that a programme takes, of the kinds it offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Admitted {
    pub categories: Vec<String>,
    pub least_grade: Option<Grade>,
}

/// Why a programme does not take a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotAdmitted {
    /// It is of a technical category that is not admitted, or of none.
    OtherCategory,
    /// It looks worse than is admitted, or nobody said how it looks.
    GradeTooLow,
}

impl Admitted {
    /// Reads it; categories that cannot be read are an error, never all of them.
    pub fn of(programme: &programme::Model) -> anyhow::Result<Self> {
        Ok(Self {
            categories: categories(programme)?,
            least_grade: programme.least_grade,
        })
    }

    /// What speaks against a device of this kind, category and look. A kind that no rules grade has no category, and
    /// is taken.
    #[must_use]
    pub fn against(
        &self,
        kind: DeviceKind,
        category: Option<&str>,
        grade: Option<Grade>,
    ) -> Option<NotAdmitted> {
        let known = category.is_some_and(|known| self.categories.iter().any(|one| one == known));
        if !known && !self.categories.is_empty() && is_graded(kind) {
            return Some(NotAdmitted::OtherCategory);
        }
        let least = self.least_grade?;
        let good = grade.is_some_and(|grade| grade <= least);
        (!good).then_some(NotAdmitted::GradeTooLow)
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A loan of tablets opened by an enrolment.
    #[must_use]
    pub fn terms() -> Terms {
        Terms {
            name_fr: "Prêt".to_owned(),
            name_en: "Loan".to_owned(),
            device_kinds: vec![DeviceKind::Tablet],
            categories: Vec::new(),
            least_grade: None,
            public_rules: vec![PublicRule {
                fr: "Au RSA".to_owned(),
                en: "On RSA".to_owned(),
            }],
            organisations: Habilitated::All,
            pathway: PathwayId(1),
            levels: None,
            gate: Gate::Enrolled,
            required_minutes: 0,
            required_modules: Vec::new(),
            provisional_days: None,
            clearance_days: 60,
            waivers_per_year: 0,
            legal_chain: LegalChain::LoanForUse,
            deliberation_number: None,
            price: None,
            erasure_level: ErasureLevel::Clear,
            update_months: 0,
            free_software_only: false,
            warranty_months: None,
            kit_contents: Vec::new(),
            prescriber_hands_over: false,
            stock: StockRule::default(),
            connectivity: None,
            funding: None,
        }
    }

    #[test]
    fn what_a_version_keeps_is_read_back_whole() {
        let mut terms = terms();
        terms.organisations = Habilitated::Chosen(vec![OrganisationId(4)]);
        terms.levels = Some([1, 2, 3].map(|id| Level {
            pathway: PathwayId(id),
            aidant: id == 1,
        }));
        terms.price = Some(Price {
            cents: [(DeviceKind::Tablet, 4_000)].into(),
            collector: entities::programme::Collector::Titre,
            number: Some("T-7".to_owned()),
        });
        let kept = terms.canonical();
        assert_eq!(Terms::read(&kept).unwrap(), terms);
        assert!(kept.contains(r#""cents":{"tablet":4000}"#), "{kept}");
        assert!(kept.contains(r#""organisations":{"chosen":[4]}"#), "{kept}");
    }

    #[test]
    fn who_may_ask() {
        let id = OrganisationId(4);
        let kind = OrganisationKind::College;
        let table = [
            (Habilitated::All, true),
            (Habilitated::Kinds(vec![kind]), true),
            (
                Habilitated::Kinds(vec![OrganisationKind::SocialService]),
                false,
            ),
            (Habilitated::Kinds(Vec::new()), false),
            (Habilitated::Chosen(vec![id]), true),
            (Habilitated::Chosen(vec![OrganisationId(5)]), false),
        ];
        for (habilitated, included) in table {
            assert_eq!(habilitated.includes(kind, id), included, "{habilitated:?}");
        }
    }

    #[test]
    fn which_categories_and_looks_are_taken() {
        let asked = Admitted {
            categories: vec!["a".to_owned(), "premium".to_owned()],
            least_grade: None,
        };
        let other = Some(NotAdmitted::OtherCategory);
        let against = |kind, category| asked.against(kind, category, None);
        assert_eq!(against(DeviceKind::Laptop, Some("premium")), None);
        assert_eq!(against(DeviceKind::Laptop, Some("c")), other);
        assert_eq!(against(DeviceKind::Laptop, None), other, "nobody knows it");
        assert_eq!(against(DeviceKind::Screen, None), None, "no rules grade it");
        let any = Admitted::default();
        assert_eq!(any.against(DeviceKind::Laptop, None, None), None);
        let look = Admitted {
            least_grade: Some(Grade::B),
            ..Admitted::default()
        };
        let low = Some(NotAdmitted::GradeTooLow);
        for (grade, verdict) in [
            (Some(Grade::A), None),
            (Some(Grade::B), None),
            (Some(Grade::C), low),
            (None, low),
        ] {
            assert_eq!(look.against(DeviceKind::Screen, None, grade), verdict);
        }
    }
}
