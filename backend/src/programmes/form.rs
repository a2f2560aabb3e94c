//! What the form of a programme holds, and how it is read.
use super::{
    catalogue::Catalogue,
    reading,
    rules::{
        DEVICE_KINDS, GATES, LEGAL_CHAINS, LEVELS, PublicRule, connectivity_value, gate_value,
        grade_value, legal_chain_value, level_value, needs_deliberation,
        price::collector_value,
        public_rules,
        terms::{Habilitated, Terms},
    },
};
use crate::{devices::standing::kind_value, web::FormErrors};
use entities::{
    device::DeviceKind,
    erasure::ErasureLevel,
    pathway::PathwayId,
    programme::{Gate, LegalChain},
};

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ProgrammeForm {
    pub write_id: String,
    /// What the page showed before: the version it changes, and the hash of what it is to be.
    pub previewed: String,
    pub name_fr: String,
    pub name_en: String,
    pub pathway_only: String,
    pub kinds: Vec<String>,
    pub categories: Vec<String>,
    pub least_grade: String,
    pub rules_fr: String,
    pub rules_en: String,
    pub habilitated: String,
    pub organisation_kinds: Vec<String>,
    pub organisations: Vec<String>,
    pub pathway: String,
    pub level_1: String,
    pub level_2: String,
    pub level_3: String,
    /// The levels, 1 to 3, where the aidant is trained.
    pub aidants: Vec<String>,
    pub gate: String,
    pub minutes: String,
    pub modules: Vec<String>,
    pub provisional_days: String,
    pub clearance_days: String,
    pub waivers_per_year: String,
    pub legal_chain: String,
    pub deliberation: String,
    pub price_tablet: String,
    pub price_phone: String,
    pub price_laptop: String,
    pub price_desktop: String,
    pub price_screen: String,
    pub price_accessory: String,
    pub collector: String,
    pub collector_number: String,
    pub erasure_level: String,
    pub update_months: String,
    pub free_software_only: String,
    pub warranty_months: String,
    pub kit_fr: String,
    pub kit_en: String,
    pub prescriber_hands_over: String,
    pub stock_share: String,
    pub stock_reserve: String,
    pub stock_minimum: String,
    pub connectivity: String,
    pub funding: String,
}

fn yes(ticked: bool) -> String {
    if ticked { "yes" } else { "" }.to_owned()
}

fn figure(number: Option<i32>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

impl ProgrammeForm {
    /// What most programmes want: a loan opened by a training.
    pub fn fresh() -> Self {
        Self {
            gate: gate_value(Gate::Attended).to_owned(),
            clearance_days: "60".to_owned(),
            waivers_per_year: "0".to_owned(),
            kinds: vec![kind_value(DEVICE_KINDS[0]).to_owned()],
            legal_chain: legal_chain_value(LEGAL_CHAINS[0]).to_owned(),
            erasure_level: level_value(LEVELS[0]).to_owned(),
            habilitated: "all".to_owned(),
            connectivity: connectivity_value(None).to_owned(),
            ..Self::default()
        }
    }

    /// The form as it says these terms.
    pub fn of(terms: &Terms) -> Self {
        let lines = |of: &[PublicRule], said: fn(&PublicRule) -> &str| {
            let lines: Vec<&str> = of.iter().map(said).collect();
            lines.join("\n")
        };
        let level = |place: usize| {
            let level = terms.levels.as_ref().map(|levels| levels[place].pathway);
            level.map_or_else(String::new, |PathwayId(id)| id.to_string())
        };
        let price = |kind: DeviceKind| {
            let cents = terms
                .price
                .as_ref()
                .and_then(|price| price.cents.get(&kind));
            cents.map_or_else(String::new, |cents| reading::euros(*cents))
        };
        let (habilitated, organisation_kinds, organisations) = match &terms.organisations {
            Habilitated::All => ("all", Vec::new(), Vec::new()),
            Habilitated::Kinds(kinds) => {
                let kinds = kinds.iter().copied();
                (
                    "kinds",
                    kinds.map(super::catalogue::kind_value).collect(),
                    Vec::new(),
                )
            }
            Habilitated::Chosen(chosen) => {
                let chosen = chosen.iter();
                (
                    "chosen",
                    Vec::new(),
                    chosen.map(|id| id.0.to_string()).collect(),
                )
            }
        };
        Self {
            name_fr: terms.name_fr.clone(),
            name_en: terms.name_en.clone(),
            pathway_only: yes(terms.pathway_only()),
            kinds: terms
                .device_kinds
                .iter()
                .map(|kind| kind_value(*kind).to_owned())
                .collect(),
            categories: terms.categories.clone(),
            least_grade: terms.least_grade.map_or("", grade_value).to_owned(),
            rules_fr: lines(&terms.public_rules, |rule| &rule.fr),
            rules_en: lines(&terms.public_rules, |rule| &rule.en),
            habilitated: habilitated.to_owned(),
            organisation_kinds,
            organisations,
            pathway: terms.pathway.0.to_string(),
            level_1: level(0),
            level_2: level(1),
            level_3: level(2),
            aidants: (1..)
                .zip(terms.levels.iter().flatten())
                .filter(|(_, level)| level.aidant)
                .map(|(number, _): (i32, _)| number.to_string())
                .collect(),
            gate: gate_value(terms.gate).to_owned(),
            minutes: figure(Some(terms.required_minutes).filter(|minutes| *minutes > 0)),
            modules: terms
                .required_modules
                .iter()
                .map(|module| module.0.to_string())
                .collect(),
            provisional_days: figure(terms.provisional_days),
            clearance_days: terms.clearance_days.to_string(),
            waivers_per_year: terms.waivers_per_year.to_string(),
            legal_chain: legal_chain_value(terms.legal_chain).to_owned(),
            deliberation: terms.deliberation_number.clone().unwrap_or_default(),
            price_tablet: price(DeviceKind::Tablet),
            price_phone: price(DeviceKind::Phone),
            price_laptop: price(DeviceKind::Laptop),
            price_desktop: price(DeviceKind::Desktop),
            price_screen: price(DeviceKind::Screen),
            price_accessory: price(DeviceKind::Accessory),
            collector: terms.price.as_ref().map_or_else(String::new, |price| {
                collector_value(price.collector).to_owned()
            }),
            collector_number: terms
                .price
                .as_ref()
                .and_then(|price| price.number.clone())
                .unwrap_or_default(),
            erasure_level: level_value(terms.erasure_level).to_owned(),
            update_months: figure(Some(terms.update_months).filter(|months| *months > 0)),
            free_software_only: yes(terms.free_software_only),
            warranty_months: figure(terms.warranty_months),
            kit_fr: lines(&terms.kit_contents, |item| &item.fr),
            kit_en: lines(&terms.kit_contents, |item| &item.en),
            prescriber_hands_over: yes(terms.prescriber_hands_over),
            stock_share: figure(terms.stock.share),
            stock_reserve: figure(terms.stock.reserve),
            stock_minimum: figure(terms.stock.minimum),
            connectivity: connectivity_value(terms.connectivity).to_owned(),
            funding: terms.funding.clone().unwrap_or_default(),
            ..Self::default()
        }
    }

    pub fn is_pathway_only(&self) -> bool {
        self.pathway_only == "yes"
    }

    /// Reads the form. `rules_before` is how many public rules the programme already has: each keeps
    /// its number, so they are reworded or added to, never taken away.
    pub fn parse(&self, catalogue: &Catalogue, rules_before: usize) -> Result<Terms, FormErrors> {
        let mut errors = FormErrors::default();
        reading::texts(self, &mut errors);
        let device_kinds = self.device_kinds(&mut errors);
        let categories = reading::categories(self, catalogue);
        let least_grade = reading::least_grade(self, &mut errors);
        let rules = self.rules(rules_before, &mut errors);
        let organisations = reading::organisations(self, catalogue, &mut errors);
        let pathway = catalogue.pathway(&self.pathway);
        if pathway.is_none() {
            errors.add("pathway", "programme-pathway-missing");
        }
        let levels = pathway.and_then(|own| reading::levels(self, catalogue, own, &mut errors));
        let gate = self.gate(&mut errors);
        let (required_minutes, required_modules) = if gate == Some(Gate::Attended) {
            reading::attendance(self, catalogue, (pathway, levels.as_ref()), &mut errors)
        } else {
            (0, Vec::new())
        };
        let provisional_days = (gate == Some(Gate::Provisional))
            .then(|| reading::number(&self.provisional_days, 1..=3_650))
            .flatten();
        if gate == Some(Gate::Provisional) && provisional_days.is_none() {
            errors.add("provisional_days", "programme-days-wrong");
        }
        let clearance_days = reading::number(&self.clearance_days, 1..=3_650);
        if clearance_days.is_none() {
            errors.add("clearance_days", "programme-days-wrong");
        }
        let waivers_per_year = reading::number(&self.waivers_per_year, 0..=10_000);
        if waivers_per_year.is_none() {
            errors.add("waivers_per_year", "programme-waivers-wrong");
        }
        let legal_chain = self.legal_chain(&mut errors);
        let price = legal_chain.and_then(|chain| reading::price(self, chain, &mut errors));
        let erasure_level = self.level(&mut errors);
        let update_months = self.months(&mut errors);
        let warranty_months = reading::warranty(self, &mut errors);
        let (kit_contents, prescriber_hands_over) = reading::kit(self, &mut errors);
        let stock = reading::stock(self, &mut errors);
        let connectivity = reading::connectivity(self, &mut errors);
        match (pathway, gate, clearance_days, waivers_per_year, legal_chain) {
            (
                Some(pathway),
                Some(gate),
                Some(clearance_days),
                Some(waivers_per_year),
                Some(legal_chain),
            ) if errors.is_empty() => Ok(Terms {
                name_fr: self.name_fr.trim().to_owned(),
                name_en: self.name_en.trim().to_owned(),
                device_kinds,
                categories,
                least_grade,
                public_rules: rules,
                organisations,
                pathway,
                levels,
                gate,
                required_minutes,
                required_modules,
                provisional_days,
                clearance_days,
                waivers_per_year,
                legal_chain,
                deliberation_number: reading::text(&self.deliberation),
                price,
                erasure_level,
                update_months,
                free_software_only: self.free_software_only == "yes" && !self.is_pathway_only(),
                warranty_months,
                kit_contents,
                prescriber_hands_over,
                stock,
                connectivity,
                funding: reading::text(&self.funding),
            }),
            _ => Err(errors),
        }
    }

    /// The kinds ticked; none where training alone is offered, which has to be said.
    fn device_kinds(&self, errors: &mut FormErrors) -> Vec<DeviceKind> {
        if self.is_pathway_only() {
            return Vec::new();
        }
        let ticked = |kind: &DeviceKind| self.kinds.iter().any(|one| one == kind_value(*kind));
        let kinds: Vec<DeviceKind> = DEVICE_KINDS.into_iter().filter(ticked).collect();
        if kinds.is_empty() {
            errors.add("kinds", "programme-kinds-missing");
        }
        kinds
    }

    fn rules(&self, rules_before: usize, errors: &mut FormErrors) -> Vec<PublicRule> {
        let Some(rules) = public_rules(&self.rules_fr, &self.rules_en) else {
            errors.add("rules_en", "programme-rules-unpaired");
            return Vec::new();
        };
        if rules.is_empty() {
            errors.add("rules_fr", "programme-rules-missing");
        } else if rules.len() < rules_before {
            errors.add("rules_fr", "programme-rules-removed");
        }
        rules
    }

    fn gate(&self, errors: &mut FormErrors) -> Option<Gate> {
        let gate = GATES
            .into_iter()
            .find(|gate| gate_value(*gate) == self.gate);
        match gate {
            None => errors.add("gate", "programme-gate-missing"),
            // There is no handover to open: what is asked is what the attestation asks.
            Some(Gate::Enrolled | Gate::HandsOn | Gate::Provisional) if self.is_pathway_only() => {
                errors.add("gate", "programme-gate-pathway-only");
            }
            Some(Gate::Enrolled | Gate::Attended | Gate::HandsOn | Gate::Provisional) => {}
        }
        gate
    }

    fn legal_chain(&self, errors: &mut FormErrors) -> Option<LegalChain> {
        let chain = LEGAL_CHAINS
            .into_iter()
            .find(|chain| legal_chain_value(*chain) == self.legal_chain);
        match chain {
            None => errors.add("legal_chain", "programme-chain-missing"),
            Some(chain)
                if needs_deliberation(chain) && reading::text(&self.deliberation).is_none() =>
            {
                errors.add("deliberation", "programme-deliberation-missing");
            }
            Some(_) => {}
        }
        chain
    }

    /// How deeply the devices must have been erased.
    fn level(&self, errors: &mut FormErrors) -> ErasureLevel {
        let level = LEVELS
            .into_iter()
            .find(|level| level_value(*level) == self.erasure_level);
        if level.is_none() {
            errors.add("erasure_level", "programme-erasure-missing");
        }
        level.unwrap_or(LEVELS[0])
    }

    /// For how many months after the handover there must still be updates; nothing typed asks for none.
    fn months(&self, errors: &mut FormErrors) -> i32 {
        if self.is_pathway_only() || self.update_months.trim().is_empty() {
            return 0;
        }
        let months = reading::number(&self.update_months, 0..=120);
        if months.is_none() {
            errors.add("update_months", "programme-update-months-wrong");
        }
        months.unwrap_or_default()
    }
}
