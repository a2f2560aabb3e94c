//! What changes from one version of a programme to another, and what it means for what is under way. Pure.
use super::terms::Terms;

/// One thing that a programme says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Kinds,
    Categories,
    Grade,
    Publics,
    Organisations,
    Pathway,
    Levels,
    Gate,
    ClearanceDays,
    Waivers,
    Chain,
    Price,
    Erasure,
    Software,
    Warranty,
    Kit,
    Stock,
    Connectivity,
    Funding,
}

impl Field {
    /// In the order of the form.
    pub const ALL: [Self; 20] = [
        Self::Name,
        Self::Kinds,
        Self::Categories,
        Self::Grade,
        Self::Publics,
        Self::Organisations,
        Self::Pathway,
        Self::Levels,
        Self::Gate,
        Self::ClearanceDays,
        Self::Waivers,
        Self::Chain,
        Self::Price,
        Self::Erasure,
        Self::Software,
        Self::Warranty,
        Self::Kit,
        Self::Stock,
        Self::Connectivity,
        Self::Funding,
    ];

    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "programme-name",
            Self::Kinds => "programme-kinds",
            Self::Categories => "programme-categories",
            Self::Grade => "programme-grade",
            Self::Publics => "programme-rules",
            Self::Organisations => "programme-organisations",
            Self::Pathway => "programme-pathway",
            Self::Levels => "programme-levels",
            Self::Gate => "programme-gate",
            Self::ClearanceDays => "programme-clearance-days",
            Self::Waivers => "programme-waivers",
            Self::Chain => "programme-chain",
            Self::Price => "programme-price",
            Self::Erasure => "programme-erasure",
            Self::Software => "programme-software",
            Self::Warranty => "programme-warranty",
            Self::Kit => "programme-kit",
            Self::Stock => "programme-stock",
            Self::Connectivity => "programme-connectivity",
            Self::Funding => "programme-funding",
        }
    }

    /// The key of the sentence that says what a change of it does to requests under way.
    #[must_use]
    pub fn effect_key(self) -> &'static str {
        match self {
            Self::Name => "programme-effect-name",
            Self::Kinds => "programme-effect-kinds",
            Self::Publics => "programme-effect-publics",
            Self::Organisations => "programme-effect-organisations",
            Self::Pathway => "programme-effect-pathway",
            Self::Levels => "programme-effect-levels",
            Self::Gate => "programme-effect-gate",
            Self::ClearanceDays => "programme-effect-clearance-days",
            Self::Waivers => "programme-effect-waivers",
            Self::Chain => "programme-effect-chain",
            Self::Price => "programme-effect-price",
            Self::Categories | Self::Grade | Self::Erasure | Self::Software => {
                "programme-effect-device"
            }
            Self::Warranty => "programme-effect-warranty",
            Self::Kit => "programme-effect-kit",
            Self::Stock => "programme-effect-stock",
            Self::Connectivity | Self::Funding => "programme-effect-none",
        }
    }

    #[must_use]
    pub fn differs(self, a: &Terms, b: &Terms) -> bool {
        match self {
            Self::Name => (&a.name_fr, &a.name_en) != (&b.name_fr, &b.name_en),
            Self::Kinds => a.device_kinds != b.device_kinds,
            Self::Categories => a.categories != b.categories,
            Self::Grade => a.least_grade != b.least_grade,
            Self::Publics => a.public_rules != b.public_rules,
            Self::Organisations => a.organisations != b.organisations,
            Self::Pathway => a.pathway != b.pathway,
            Self::Levels => a.levels != b.levels,
            Self::Gate => {
                (a.gate, a.required_minutes, a.provisional_days)
                    != (b.gate, b.required_minutes, b.provisional_days)
                    || a.required_modules != b.required_modules
            }
            Self::ClearanceDays => a.clearance_days != b.clearance_days,
            Self::Waivers => a.waivers_per_year != b.waivers_per_year,
            Self::Chain => {
                (a.legal_chain, &a.deliberation_number) != (b.legal_chain, &b.deliberation_number)
            }
            Self::Price => a.price != b.price,
            Self::Erasure => a.erasure_level != b.erasure_level,
            Self::Software => {
                (a.update_months, a.free_software_only) != (b.update_months, b.free_software_only)
            }
            Self::Warranty => a.warranty_months != b.warranty_months,
            Self::Kit => {
                (&a.kit_contents, a.prescriber_hands_over)
                    != (&b.kit_contents, b.prescriber_hands_over)
            }
            Self::Stock => a.stock != b.stock,
            Self::Connectivity => a.connectivity != b.connectivity,
            Self::Funding => a.funding != b.funding,
        }
    }
}

/// What changes, in the order of the form.
#[must_use]
pub fn differences(before: &Terms, after: &Terms) -> Vec<Field> {
    Field::ALL
        .into_iter()
        .filter(|field| field.differs(before, after))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::rules::{
        price::Price,
        terms::{Habilitated, Level, tests::terms},
    };
    use entities::{
        device::{DeviceKind, Grade},
        erasure::ErasureLevel,
        pathway::PathwayId,
        programme::{Collector, Connectivity, Gate, LegalChain},
        training_module::ModuleId,
    };

    #[test]
    fn each_change_is_told_once_and_none_is_missed() {
        type Change = (Field, fn(&mut Terms));
        let changes: [Change; 29] = [
            (Field::Name, |t| t.name_fr.push('x')),
            (Field::Name, |t| t.name_en.push('x')),
            (Field::Kinds, |t| t.device_kinds.push(DeviceKind::Phone)),
            (Field::Categories, |t| t.categories.push("a".to_owned())),
            (Field::Grade, |t| t.least_grade = Some(Grade::B)),
            (Field::Publics, |t| t.public_rules[0].fr.push('x')),
            (Field::Organisations, |t| {
                t.organisations = Habilitated::Kinds(Vec::new());
            }),
            (Field::Pathway, |t| t.pathway = PathwayId(2)),
            (Field::Levels, |t| {
                t.levels = Some(
                    [Level {
                        pathway: PathwayId(1),
                        aidant: false,
                    }; 3],
                );
            }),
            (Field::Gate, |t| t.gate = Gate::HandsOn),
            (Field::Gate, |t| t.required_minutes = 60),
            (Field::Gate, |t| t.required_modules.push(ModuleId(1))),
            (Field::Gate, |t| t.provisional_days = Some(30)),
            (Field::ClearanceDays, |t| t.clearance_days = 30),
            (Field::Waivers, |t| t.waivers_per_year = 1),
            (Field::Chain, |t| t.legal_chain = LegalChain::InKindAid),
            (Field::Chain, |t| {
                t.deliberation_number = Some("CD-1".to_owned());
            }),
            (Field::Price, |t| {
                t.price = Some(Price {
                    cents: [(DeviceKind::Tablet, 100)].into(),
                    collector: Collector::Association,
                    number: None,
                });
            }),
            (Field::Erasure, |t| t.erasure_level = ErasureLevel::Purge),
            (Field::Software, |t| t.update_months = 6),
            (Field::Software, |t| t.free_software_only = true),
            (Field::Warranty, |t| t.warranty_months = Some(12)),
            (Field::Kit, |t| {
                t.kit_contents = t.public_rules.clone();
            }),
            (Field::Kit, |t| t.prescriber_hands_over = true),
            (Field::Stock, |t| t.stock.share = Some(10)),
            (Field::Stock, |t| t.stock.reserve = Some(10)),
            (Field::Stock, |t| t.stock.minimum = Some(10)),
            (Field::Connectivity, |t| {
                t.connectivity = Some(Connectivity::Offered);
            }),
            (Field::Funding, |t| t.funding = Some("Fonds".to_owned())),
        ];
        let before = terms();
        assert!(differences(&before, &before).is_empty());
        for (field, change) in changes {
            let mut after = before.clone();
            change(&mut after);
            assert_eq!(differences(&before, &after), [field]);
        }
        for field in Field::ALL {
            assert!(changes.iter().any(|(told, _)| *told == field), "{field:?}");
        }
    }
}
