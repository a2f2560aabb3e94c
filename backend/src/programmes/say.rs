//! What a programme says, thing by thing, in words: for its page, for a saved version, for what changes.
use super::{
    catalogue::Catalogue,
    rules::{
        connectivity_key,
        difference::Field,
        gate_key, legal_chain_key, level_key,
        price::{Price, collector_key},
        stock::StockRule,
        terms::{Habilitated, LEVELS, Level, Terms},
    },
};
use crate::{
    devices::standing::{grade_letter, kind_key},
    grading::rulesets::category_name,
    people::organisations::kinds,
    web::Words,
};
use entities::programme::Gate;

/// A field of a programme with its words, a line each.
pub struct Fact {
    pub key: &'static str,
    pub lines: Vec<String>,
}

/// Everything a programme says, in the order of its form.
#[must_use]
pub fn facts(words: Words, catalogue: &Catalogue, terms: &Terms) -> Vec<Fact> {
    let about_devices = |field: &Field| match field {
        Field::Kinds
        | Field::Name
        | Field::Publics
        | Field::Organisations
        | Field::Pathway
        | Field::Levels
        | Field::Gate
        | Field::Funding => false,
        Field::Categories
        | Field::Grade
        | Field::ClearanceDays
        | Field::Waivers
        | Field::Chain
        | Field::Price
        | Field::Erasure
        | Field::Software
        | Field::Warranty
        | Field::Kit
        | Field::Stock
        | Field::Connectivity => true,
    };
    Field::ALL
        .into_iter()
        .filter(|field| !(terms.pathway_only() && about_devices(field)))
        .map(|field| Fact {
            key: field.key(),
            lines: said(words, catalogue, field, terms),
        })
        .collect()
}

/// One thing that a programme says, a line each.
#[must_use]
pub fn said(words: Words, catalogue: &Catalogue, field: Field, terms: &Terms) -> Vec<String> {
    match field {
        Field::Name => vec![terms.name_fr.clone(), terms.name_en.clone()],
        Field::Kinds if terms.pathway_only() => vec![words.say("programme-pathway-only")],
        Field::Kinds => {
            let kinds = terms.device_kinds.iter();
            kinds.map(|kind| words.say(kind_key(*kind))).collect()
        }
        Field::Categories if terms.categories.is_empty() => {
            vec![words.say("programme-categories-any")]
        }
        Field::Categories => {
            let categories = terms.categories.iter();
            categories.map(|key| category_name(key)).collect()
        }
        Field::Grade => vec![match terms.least_grade {
            None => words.say("programme-grade-any"),
            Some(grade) => words
                .with("grade", grade_letter(grade))
                .say("programme-grade-least"),
        }],
        Field::Publics => {
            let rules = (1..).zip(&terms.public_rules);
            rules
                .map(|(number, rule)| format!("{number}. {}", rule.said(words.lang)))
                .collect()
        }
        Field::Organisations => organisations(words, catalogue, &terms.organisations),
        Field::Pathway => vec![catalogue.pathway_name(words, terms.pathway)],
        Field::Levels => levels(words, catalogue, terms.levels.as_ref()),
        Field::Gate => gate(words, catalogue, terms),
        Field::ClearanceDays => vec![words.number(terms.clearance_days)],
        Field::Waivers => vec![words.number(terms.waivers_per_year)],
        Field::Chain => {
            let chain = words.say(legal_chain_key(terms.legal_chain));
            vec![match &terms.deliberation_number {
                None => chain,
                Some(number) => words
                    .with("chain", chain)
                    .with("number", number)
                    .say("programme-chain-numbered"),
            }]
        }
        Field::Price => price(words, terms.price.as_ref()),
        Field::Erasure => vec![words.say(level_key(terms.erasure_level))],
        Field::Software => software(words, terms),
        Field::Warranty => vec![match terms.warranty_months {
            None => words.say("programme-warranty-none"),
            Some(months) => words.with("months", months).say("programme-warranty-said"),
        }],
        Field::Kit => kit(words, terms),
        Field::Stock => stock(words, terms.stock),
        Field::Connectivity => vec![words.say(connectivity_key(terms.connectivity))],
        Field::Funding => vec![match &terms.funding {
            None => words.say("programme-funding-none"),
            Some(funding) => funding.clone(),
        }],
    }
}

fn organisations(words: Words, catalogue: &Catalogue, habilitated: &Habilitated) -> Vec<String> {
    match habilitated {
        Habilitated::All => vec![words.say("programme-organisations-all")],
        Habilitated::Kinds(kinds) => kinds
            .iter()
            .map(|kind| words.say(kinds::kind_key(*kind)))
            .collect(),
        Habilitated::Chosen(chosen) => chosen
            .iter()
            .map(|id| catalogue.organisation_name(*id))
            .collect(),
    }
}

fn levels(words: Words, catalogue: &Catalogue, levels: Option<&[Level; LEVELS]>) -> Vec<String> {
    let Some(levels) = levels else {
        return vec![words.say("programme-levels-none")];
    };
    let line = |(number, level): (i32, &Level)| {
        let said = words
            .with("level", number)
            .with("pathway", catalogue.pathway_name(words, level.pathway));
        said.say(if level.aidant {
            "programme-level-aidant"
        } else {
            "programme-level-person"
        })
    };
    (1..).zip(levels).map(line).collect()
}

fn gate(words: Words, catalogue: &Catalogue, terms: &Terms) -> Vec<String> {
    let mut lines = vec![match (terms.gate, terms.provisional_days) {
        (Gate::Provisional, Some(days)) => words.with("days", days).say("programme-gate-days"),
        (Gate::Attended, _) if terms.required_minutes > 0 => words
            .with("minutes", terms.required_minutes)
            .say("programme-gate-minutes"),
        (gate @ (Gate::Enrolled | Gate::Attended | Gate::HandsOn | Gate::Provisional), _) => {
            words.say(gate_key(gate))
        }
    }];
    let modules = terms.required_modules.iter();
    lines.extend(modules.map(|module| catalogue.module_name(words, *module)));
    lines
}

fn price(words: Words, price: Option<&Price>) -> Vec<String> {
    let Some(price) = price else {
        return vec![words.say("programme-price-free")];
    };
    let cents = price.cents.iter();
    let mut lines: Vec<String> = cents
        .map(|(kind, cents)| {
            words
                .with("kind", words.say(kind_key(*kind)))
                .with("price", words.euros(i64::from(*cents)))
                .say("programme-price-of")
        })
        .collect();
    let collector = words.say(collector_key(price.collector));
    lines.push(match &price.number {
        None => collector,
        Some(number) => words
            .with("collector", collector)
            .with("number", number)
            .say("programme-collector-numbered"),
    });
    lines
}

/// What a programme asks of the software.
fn software(words: Words, terms: &Terms) -> Vec<String> {
    let mut asked = Vec::new();
    if terms.free_software_only {
        asked.push(words.say("programme-free-software"));
    }
    if terms.update_months > 0 {
        let said = words.with("months", terms.update_months);
        asked.push(said.say("programme-update-months-asked"));
    }
    if asked.is_empty() {
        asked.push(words.say("programme-software-any"));
    }
    asked
}

fn kit(words: Words, terms: &Terms) -> Vec<String> {
    if terms.kit_contents.is_empty() {
        return vec![words.say("programme-kit-none")];
    }
    let contents = terms.kit_contents.iter();
    let mut lines: Vec<String> = contents
        .map(|item| item.said(words.lang).to_owned())
        .collect();
    if terms.prescriber_hands_over {
        lines.push(words.say("programme-kit-by-prescriber"));
    }
    lines
}

fn stock(words: Words, rule: StockRule) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(share) = rule.share {
        lines.push(words.with("share", share).say("programme-stock-share-said"));
    }
    if let Some(reserve) = rule.reserve {
        let said = words.with("reserve", reserve);
        lines.push(said.say("programme-stock-reserve-said"));
    }
    if let Some(minimum) = rule.minimum {
        let said = words.with("minimum", minimum);
        lines.push(said.say("programme-stock-minimum-said"));
    }
    if lines.is_empty() {
        lines.push(words.say("programme-stock-none"));
    }
    lines
}
