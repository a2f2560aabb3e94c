//! What a programme says, and the words for it. The lists kept as JSON are written and read here alone.
pub mod difference;
pub mod price;
pub mod stock;
pub mod terms;

use crate::web::Lang;
use entities::{
    device::{DeviceKind, Grade},
    erasure::ErasureLevel,
    programme::{self, Connectivity, Gate, LegalChain},
    training_module::ModuleId,
};
use serde::{Deserialize, Serialize};

/// A public the programme admits, said in both languages. Its number is its place, counted from 1,
/// and never changes: sealed requests refer to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicRule {
    pub fr: String,
    pub en: String,
}

/// The lists of a programme, read from its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lists {
    pub device_kinds: Vec<DeviceKind>,
    pub public_rules: Vec<PublicRule>,
    /// The modules a learner must attend when the gate is *attended*.
    pub required_modules: Vec<ModuleId>,
}

impl Lists {
    /// Reads them; a list that cannot be read is an error, never an empty list: it would open a gate.
    pub fn of(programme: &programme::Model) -> anyhow::Result<Self> {
        Ok(Self {
            device_kinds: serde_json::from_str(&programme.device_kinds)?,
            public_rules: serde_json::from_str(&programme.public_rules)?,
            required_modules: serde_json::from_str(&programme.required_modules)?,
        })
    }
}

/// Writes one of the lists as its column holds it.
#[must_use]
pub fn column<T: Serialize>(list: &[T]) -> String {
    serde_json::to_string(list).expect("a list of words and numbers is always JSON")
}

pub const DEVICE_KINDS: [DeviceKind; 6] = [
    DeviceKind::Tablet,
    DeviceKind::Phone,
    DeviceKind::Laptop,
    DeviceKind::Desktop,
    DeviceKind::Screen,
    DeviceKind::Accessory,
];

pub const GATES: [Gate; 4] = [
    Gate::Enrolled,
    Gate::Attended,
    Gate::HandsOn,
    Gate::Provisional,
];

pub const LEGAL_CHAINS: [LegalChain; 3] = [
    LegalChain::LoanForUse,
    LegalChain::InKindAid,
    LegalChain::CessionByAssociation,
];

#[must_use]
pub fn gate_value(gate: Gate) -> &'static str {
    match gate {
        Gate::Enrolled => "enrolled",
        Gate::Attended => "attended",
        Gate::HandsOn => "hands_on",
        Gate::Provisional => "provisional",
    }
}

#[must_use]
pub fn gate_key(gate: Gate) -> &'static str {
    match gate {
        Gate::Enrolled => "programme-gate-enrolled",
        Gate::Attended => "programme-gate-attended",
        Gate::HandsOn => "programme-gate-hands-on",
        Gate::Provisional => "programme-gate-provisional",
    }
}

/// The key of the sentence that says what a gate asks, in plain words.
#[must_use]
pub fn gate_help_key(gate: Gate) -> &'static str {
    match gate {
        Gate::Enrolled => "programme-gate-enrolled-help",
        Gate::Attended => "programme-gate-attended-help",
        Gate::HandsOn => "programme-gate-hands-on-help",
        Gate::Provisional => "programme-gate-provisional-help",
    }
}

#[must_use]
pub fn legal_chain_value(chain: LegalChain) -> &'static str {
    match chain {
        LegalChain::LoanForUse => "loan_for_use",
        LegalChain::InKindAid => "in_kind_aid",
        LegalChain::CessionByAssociation => "cession_by_association",
    }
}

#[must_use]
pub fn legal_chain_key(chain: LegalChain) -> &'static str {
    match chain {
        LegalChain::LoanForUse => "programme-chain-loan-for-use",
        LegalChain::InKindAid => "programme-chain-in-kind-aid",
        LegalChain::CessionByAssociation => "programme-chain-cession-by-association",
    }
}

/// Whether the ground needs a vote of the council: all but the loan, where the département stays the
/// owner (domain facts §3.1).
#[must_use]
pub fn needs_deliberation(chain: LegalChain) -> bool {
    match chain {
        LegalChain::LoanForUse => false,
        LegalChain::InKindAid | LegalChain::CessionByAssociation => true,
    }
}

/// The papers that the legal ground asks for, as word keys: what the département, the association and the person
/// each sign or keep (domain facts §3.1). Which of them this program prints, the words say.
#[must_use]
pub fn documents(chain: LegalChain) -> &'static [&'static str] {
    match chain {
        LegalChain::LoanForUse => &["programme-paper-loan", "programme-paper-condition"],
        LegalChain::InKindAid => &[
            "programme-paper-deliberation",
            "programme-paper-aid-rules",
            "programme-paper-aid-decision",
            "programme-paper-slip",
        ],
        LegalChain::CessionByAssociation => &[
            "programme-paper-deliberation",
            "programme-paper-convention",
            "programme-paper-cession-act",
            "programme-paper-eligibility",
            "programme-paper-slip",
        ],
    }
}

pub const GRADES: [Grade; 3] = [Grade::A, Grade::B, Grade::C];

#[must_use]
pub fn grade_value(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "a",
        Grade::B => "b",
        Grade::C => "c",
    }
}

/// Whether rules give devices of this kind a technical category.
#[must_use]
pub const fn is_graded(kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Tablet | DeviceKind::Phone | DeviceKind::Laptop | DeviceKind::Desktop => true,
        DeviceKind::Screen | DeviceKind::Accessory => false,
    }
}

#[must_use]
pub fn connectivity_value(connectivity: Option<Connectivity>) -> &'static str {
    match connectivity {
        None => "none",
        Some(Connectivity::Offered) => "offered",
        Some(Connectivity::Included) => "included",
    }
}

#[must_use]
pub fn connectivity_key(connectivity: Option<Connectivity>) -> &'static str {
    match connectivity {
        None => "programme-connectivity-none",
        Some(Connectivity::Offered) => "programme-connectivity-offered",
        Some(Connectivity::Included) => "programme-connectivity-included",
    }
}

/// How deeply a programme may ask devices to be erased.
pub const LEVELS: [ErasureLevel; 2] = [ErasureLevel::Clear, ErasureLevel::Purge];

#[must_use]
pub fn level_value(level: ErasureLevel) -> &'static str {
    match level {
        ErasureLevel::Clear => "clear",
        ErasureLevel::Purge => "purge",
    }
}

#[must_use]
pub fn level_key(level: ErasureLevel) -> &'static str {
    match level {
        ErasureLevel::Clear => "programme-erasure-clear",
        ErasureLevel::Purge => "programme-erasure-purge",
    }
}

/// The key of the sentence that says what it means for the devices.
#[must_use]
pub fn level_help_key(level: ErasureLevel) -> &'static str {
    match level {
        ErasureLevel::Clear => "programme-erasure-clear-help",
        ErasureLevel::Purge => "programme-erasure-purge-help",
    }
}

impl PublicRule {
    #[must_use]
    pub fn said(&self, lang: Lang) -> &str {
        lang.choose(&self.fr, &self.en)
    }
}

/// The rules typed as one sentence per line in each language; nothing when the two do not pair up.
#[must_use]
pub fn public_rules(fr: &str, en: &str) -> Option<Vec<PublicRule>> {
    let sentences = |text: &str| -> Vec<String> {
        text.lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (fr, en) = (sentences(fr), sentences(en));
    (fr.len() == en.len()).then(|| {
        fr.into_iter()
            .zip(en)
            .map(|(fr, en)| PublicRule { fr, en })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_loan_goes_without_a_deliberation() {
        let free: Vec<_> = LEGAL_CHAINS
            .into_iter()
            .filter(|chain| !needs_deliberation(*chain))
            .collect();
        assert_eq!(free, [LegalChain::LoanForUse]);
    }

    #[test]
    fn what_is_graded_is_what_a_set_of_rules_knows() {
        for kind in DEVICE_KINDS {
            let known = crate::grading::rulesets::shipped()
                .for_kind(kind)
                .next()
                .is_some();
            assert_eq!(is_graded(kind), known, "{kind:?}");
        }
    }

    #[test]
    fn each_ground_names_its_papers() {
        for chain in LEGAL_CHAINS {
            let asks = documents(chain).contains(&"programme-paper-deliberation");
            assert_eq!(asks, needs_deliberation(chain));
        }
    }

    #[test]
    fn public_rules_pair_line_by_line() {
        let rules = public_rules("Au RSA\n\n Enfant confié \n", "On RSA\nChild in care").unwrap();
        assert_eq!(rules.len(), 2);
        assert_eq!(rules[1].said(Lang::Fr), "Enfant confié");
        assert_eq!(rules[1].said(Lang::En), "Child in care");
        assert_eq!(public_rules("Un\nDeux", "One"), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        assert_eq!(
            column(&[DeviceKind::Tablet, DeviceKind::Laptop]),
            r#"["tablet","laptop"]"#
        );
        assert_eq!(column(&[ModuleId(3)]), "[3]");
        let kinds: Vec<DeviceKind> = serde_json::from_str(&column(&DEVICE_KINDS)).unwrap();
        assert_eq!(kinds, DEVICE_KINDS);
    }
}
