//! Parts of the form of a programme, read one by one.
use super::{
    catalogue::{Catalogue, kind_value},
    form::ProgrammeForm,
    rules::{
        GRADES, PublicRule, connectivity_value, grade_value,
        price::{self, Asked, COLLECTORS, Price, Refused, collector_value},
        public_rules,
        stock::StockRule,
        terms::{Habilitated, LEVELS, Level},
    },
};
use crate::web::FormErrors;
use entities::{
    device::{DeviceKind, Grade},
    organisation::OrganisationKind,
    pathway::PathwayId,
    programme::{Connectivity, LegalChain},
    training_module::{self, ModuleId},
};
use sea_orm::Iterable;
use std::{collections::BTreeMap, ops::RangeInclusive};

pub fn number(text: &str, range: RangeInclusive<i32>) -> Option<i32> {
    text.trim().parse().ok().filter(|n| range.contains(n))
}

/// A text that may be left out.
pub fn text(typed: &str) -> Option<String> {
    Some(typed.trim())
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// A price as a person types it: `40` or `39,50`.
pub fn euros(cents: i32) -> String {
    if cents % 100 == 0 {
        (cents / 100).to_string()
    } else {
        format!("{},{:02}", cents / 100, cents % 100)
    }
}

/// Reads a price; nothing when it is none.
fn cents(typed: &str) -> Option<i32> {
    let typed = typed.trim().replace(',', ".");
    let (euros, cents) = typed.split_once('.').unwrap_or((typed.as_str(), "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(euros) || !digits(cents) || cents.len() > 2 || euros.len() > 6 {
        return None;
    }
    let tens = if cents.len() == 1 { 10 } else { 1 };
    Some(euros.parse::<i32>().ok()? * 100 + cents.parse::<i32>().ok()? * tens)
}

/// The names are needed, and no text is about a person: events of the journal carry them.
pub fn texts(form: &ProgrammeForm, errors: &mut FormErrors) {
    for (field, text) in [("name_fr", &form.name_fr), ("name_en", &form.name_en)] {
        if text.trim().is_empty() {
            errors.add(field, "programme-name-missing");
        }
    }
    for (field, text) in [
        ("name_fr", &form.name_fr),
        ("name_en", &form.name_en),
        ("rules_fr", &form.rules_fr),
        ("rules_en", &form.rules_en),
        ("kit_fr", &form.kit_fr),
        ("kit_en", &form.kit_en),
        ("deliberation", &form.deliberation),
        ("collector_number", &form.collector_number),
        ("funding", &form.funding),
    ] {
        errors.keep_people_out(field, text);
    }
    for (field, text) in [
        ("deliberation", &form.deliberation),
        ("collector_number", &form.collector_number),
        ("funding", &form.funding),
    ] {
        if text.chars().count() > 120 {
            errors.add(field, "programme-text-too-long");
        }
    }
}

/// The technical categories ticked, in the order of the rules that give them.
pub fn categories(form: &ProgrammeForm, catalogue: &Catalogue) -> Vec<String> {
    if form.is_pathway_only() {
        return Vec::new();
    }
    catalogue
        .categories
        .iter()
        .map(|(key, _)| (*key).to_owned())
        .filter(|key| form.categories.contains(key))
        .collect()
}

/// The look that is still admitted; nothing chosen is any.
pub fn least_grade(form: &ProgrammeForm, errors: &mut FormErrors) -> Option<Grade> {
    if form.is_pathway_only() || form.least_grade.is_empty() {
        return None;
    }
    let grade = GRADES
        .into_iter()
        .find(|grade| grade_value(*grade) == form.least_grade);
    if grade.is_none() {
        errors.add("least_grade", "programme-grade-wrong");
    }
    grade
}

/// Who may ask. An answer without a list would be nobody: that has to be ticked.
pub fn organisations(
    form: &ProgrammeForm,
    catalogue: &Catalogue,
    errors: &mut FormErrors,
) -> Habilitated {
    match form.habilitated.as_str() {
        "all" => {}
        "kinds" => {
            let kinds: Vec<_> = OrganisationKind::iter()
                .filter(|kind| form.organisation_kinds.contains(&kind_value(*kind)))
                .collect();
            if kinds.is_empty() {
                errors.add("organisation_kinds", "programme-organisation-kinds-missing");
            }
            return Habilitated::Kinds(kinds);
        }
        "chosen" => {
            let chosen: Vec<_> = catalogue
                .organisations
                .iter()
                .map(|organisation| organisation.id)
                .filter(|id| form.organisations.contains(&id.0.to_string()))
                .collect();
            if chosen.is_empty() {
                errors.add("organisations", "programme-organisations-missing");
            }
            return Habilitated::Chosen(chosen);
        }
        _ => errors.add("habilitated", "programme-habilitated-missing"),
    }
    Habilitated::All
}

/// The pathway of each level; none where nothing is said of levels. One left empty follows the programme's own.
pub fn levels(
    form: &ProgrammeForm,
    catalogue: &Catalogue,
    own: PathwayId,
    errors: &mut FormErrors,
) -> Option<[Level; LEVELS]> {
    let typed = [
        ("level_1", &form.level_1, "1"),
        ("level_2", &form.level_2, "2"),
        ("level_3", &form.level_3, "3"),
    ];
    if form.aidants.is_empty() && typed.iter().all(|(_, pathway, _)| pathway.is_empty()) {
        return None;
    }
    Some(typed.map(|(field, pathway, number)| Level {
        pathway: if pathway.is_empty() {
            own
        } else {
            catalogue.pathway(pathway).unwrap_or_else(|| {
                errors.add(field, "programme-pathway-missing");
                own
            })
        },
        aidant: form.aidants.iter().any(|ticked| ticked == number),
    }))
}

/// How many minutes or which modules open the gate: at least one of the two, for every pathway that leads to it.
pub fn attendance(
    form: &ProgrammeForm,
    catalogue: &Catalogue,
    (pathway, levels): (Option<PathwayId>, Option<&[Level; LEVELS]>),
    errors: &mut FormErrors,
) -> (i32, Vec<ModuleId>) {
    let minutes = if form.minutes.trim().is_empty() {
        Some(0)
    } else {
        number(&form.minutes, 0..=60_000)
    };
    if minutes.is_none() {
        errors.add("minutes", "programme-minutes-wrong");
    }
    let ticked: Vec<&training_module::Model> = catalogue
        .modules
        .iter()
        .filter(|module| form.modules.contains(&module.id.0.to_string()))
        .collect();
    let mut pathways: Vec<PathwayId> = levels
        .into_iter()
        .flatten()
        .map(|level| level.pathway)
        .collect();
    pathways.extend(pathway);
    if pathway.is_some()
        && ticked
            .iter()
            .any(|module| !pathways.contains(&module.pathway_id))
    {
        errors.add("modules", "programme-modules-elsewhere");
    }
    let without = |pathway: &PathwayId| ticked.iter().all(|module| module.pathway_id != *pathway);
    if minutes == Some(0) && ticked.is_empty() {
        errors.add("minutes", "programme-attendance-missing");
    } else if minutes == Some(0) && pathways.iter().any(without) {
        errors.add("modules", "programme-level-without-module");
    }
    let ticked = ticked.iter().map(|module| module.id).collect();
    (minutes.unwrap_or_default(), ticked)
}

/// What recipients pay and who collects it; what the rules refuse is said at its field.
pub fn price(form: &ProgrammeForm, chain: LegalChain, errors: &mut FormErrors) -> Option<Price> {
    if form.is_pathway_only() {
        return None;
    }
    let mut asked = Asked {
        cents: BTreeMap::new(),
        collector: COLLECTORS
            .into_iter()
            .find(|collector| collector_value(*collector) == form.collector),
        number: text(&form.collector_number),
    };
    for (kind, field, typed) in prices(form) {
        match (typed.trim().is_empty(), cents(typed)) {
            (true, _) | (false, Some(0)) => {}
            (false, Some(cents)) => {
                asked.cents.insert(kind, cents);
            }
            (false, None) => errors.add(field, "programme-price-wrong"),
        }
    }
    let refused = match price::judge(chain, &asked) {
        Ok(price) => return price,
        Err(refused) => refused,
    };
    let field_of = |wanted: DeviceKind| {
        let found = prices(form).into_iter().find(|(kind, ..)| *kind == wanted);
        found.map_or("collector", |(_, field, _)| field)
    };
    for reason in refused {
        match reason {
            Refused::NoCap(kind) => errors.add(field_of(kind), reason.key()),
            Refused::OverCap(kind, cap) => {
                errors.add_with(field_of(kind), reason.key(), "cap", i64::from(cap / 100));
            }
            Refused::NumberMissing => errors.add("collector_number", reason.key()),
            Refused::LoanIsFree
            | Refused::NobodyCollects
            | Refused::NotItsOwnGoods
            | Refused::NotPublicMoney => errors.add("collector", reason.key()),
        }
    }
    None
}

/// Each kind with its field and what stands in it.
fn prices(form: &ProgrammeForm) -> [(DeviceKind, &'static str, &str); 6] {
    [
        (DeviceKind::Tablet, "price_tablet", &form.price_tablet),
        (DeviceKind::Phone, "price_phone", &form.price_phone),
        (DeviceKind::Laptop, "price_laptop", &form.price_laptop),
        (DeviceKind::Desktop, "price_desktop", &form.price_desktop),
        (DeviceKind::Screen, "price_screen", &form.price_screen),
        (
            DeviceKind::Accessory,
            "price_accessory",
            &form.price_accessory,
        ),
    ]
}

/// For how many months a device that fails is exchanged; nothing typed, and 0, are no warranty.
pub fn warranty(form: &ProgrammeForm, errors: &mut FormErrors) -> Option<i32> {
    if form.is_pathway_only() || form.warranty_months.trim().is_empty() {
        return None;
    }
    let months = number(&form.warranty_months, 0..=60);
    if months.is_none() {
        errors.add("warranty_months", "programme-warranty-wrong");
    }
    months.filter(|months| *months > 0)
}

/// What a kit holds besides the device, and whether who prescribed it hands it over.
pub fn kit(form: &ProgrammeForm, errors: &mut FormErrors) -> (Vec<PublicRule>, bool) {
    if form.is_pathway_only() {
        return (Vec::new(), false);
    }
    let by_prescriber = form.prescriber_hands_over == "yes";
    let contents = public_rules(&form.kit_fr, &form.kit_en);
    match &contents {
        None => errors.add("kit_en", "programme-kit-unpaired"),
        Some(contents) if contents.is_empty() && by_prescriber => {
            errors.add("kit_fr", "programme-kit-missing");
        }
        Some(_) => {}
    }
    (contents.unwrap_or_default(), by_prescriber)
}

pub fn stock(form: &ProgrammeForm, errors: &mut FormErrors) -> StockRule {
    if form.is_pathway_only() {
        return StockRule::default();
    }
    let mut read = |field: &'static str, typed: &str, most: i32, wrong: &'static str| {
        if typed.trim().is_empty() {
            return None;
        }
        let figure = number(typed, 1..=most);
        if figure.is_none() {
            errors.add(field, wrong);
        }
        figure
    };
    StockRule {
        share: read(
            "stock_share",
            &form.stock_share,
            100,
            "programme-stock-share-wrong",
        ),
        reserve: read(
            "stock_reserve",
            &form.stock_reserve,
            100_000,
            "programme-stock-count-wrong",
        ),
        minimum: read(
            "stock_minimum",
            &form.stock_minimum,
            100_000,
            "programme-stock-count-wrong",
        ),
    }
}

pub fn connectivity(form: &ProgrammeForm, errors: &mut FormErrors) -> Option<Connectivity> {
    let all = [
        None,
        Some(Connectivity::Offered),
        Some(Connectivity::Included),
    ];
    let found = all
        .into_iter()
        .find(|one| connectivity_value(*one) == form.connectivity);
    found.unwrap_or_else(|| {
        errors.add("connectivity", "programme-connectivity-missing");
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_is_read_as_people_write_it() {
        for (typed, read) in [
            ("40", Some(4_000)),
            (" 39,50 ", Some(3_950)),
            ("39.5", Some(3_950)),
            ("0", Some(0)),
            ("0,05", Some(5)),
            ("12,345", None),
            ("-3", None),
            ("40 €", None),
            ("gratuit", None),
            ("12345678", None),
            ("", None),
        ] {
            assert_eq!(cents(typed), read, "{typed}");
        }
        assert_eq!([4_000, 3_950, 5].map(euros), ["40", "39,50", "0,05"]);
    }
}
