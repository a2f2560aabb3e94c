//! The demo's programmes, made from the templates that anybody can begin with, and the pathways they ask for.
use crate::{
    app::App,
    journal::By,
    programmes::{
        actions::{change, create_pathway, open},
        catalogue::Catalogue,
        rules::{stock::StockRule, terms::Terms},
        templates,
    },
};
use anyhow::{Context, Result};
use entities::{
    counter_rule::{self, OnboardedBy},
    membership::MembershipId,
    pathway::{self, PathwayId},
    programme,
    training_module::{self, ModuleId},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};

pub struct Plans {
    pub supply_chain: programme::Model,
    pub ordi_pratique: programme::Model,
    pub first_steps: (PathwayId, Vec<ModuleId>),
    pub hands_on: (PathwayId, Vec<ModuleId>),
}

/// Makes three programmes with their pathways: one that asks for attendance, one handed over in the session, one that lends
/// at counters. The first is changed once, so that there is a version to read.
pub async fn make(
    app: &App,
    txn: &impl ConnectionTrait,
    coordinator: MembershipId,
) -> Result<Plans> {
    let by = By {
        actor: Some(coordinator),
        at: app.clock.now(),
    };
    let (supply_chain, first_steps) = begin(app, txn, by, "filiere-74").await?;
    let (ordi_pratique, hands_on) = begin(app, txn, by, "ordi-pratique").await?;
    let (short_loans, _) = begin(app, txn, by, "counter-loan").await?;
    let rule = counter_rule::ActiveModel {
        programme_id: Set(short_loans.id),
        longest_days: Set(14),
        extension_days: Set(7),
        at_once: Set(1),
        onboarded_by: Set(OnboardedBy::Clerks),
        remind_days: Set(2),
        late_returns: Set(2),
        late_months: Set(12),
        suspension_days: Set(30),
        membership_id: Set(coordinator),
        declared_at: Set(by.at),
        ..Default::default()
    };
    rule.insert(txn).await?;
    let mut terms = Terms::of(&supply_chain)?;
    terms.stock.minimum = Some(5);
    let supply_chain = change(txn, by, &supply_chain, terms).await?;
    Ok(Plans {
        supply_chain,
        ordi_pratique,
        first_steps,
        hands_on,
    })
}

/// The emergency kit, opened last and without a reserve: the demo has few phones.
pub async fn emergency_kit(
    app: &App,
    txn: &impl ConnectionTrait,
    by: By,
) -> Result<programme::Model> {
    let (opened, _) = begin(app, txn, by, "emergency-kit").await?;
    let mut terms = Terms::of(&opened)?;
    terms.stock = StockRule::default();
    Ok(change(txn, by, &opened, terms).await?)
}

/// Opens a programme as its template says, and gives the pathway it rests on.
async fn begin(
    app: &App,
    txn: &impl ConnectionTrait,
    by: By,
    key: &str,
) -> Result<(programme::Model, (PathwayId, Vec<ModuleId>))> {
    let template = templates::by_key(key).context("the template is shipped")?;
    let before = Catalogue::read(txn, &app.config).await?;
    for pathway in template.missing(&before) {
        let names = (pathway.fr.clone(), pathway.en.clone());
        create_pathway(txn, names, pathway.new_modules()).await?;
    }
    let catalogue = Catalogue::read(txn, &app.config).await?;
    let terms = template.terms(&catalogue);
    let modules = catalogue.modules_of(terms.pathway).map(|module| module.id);
    let pathway = (terms.pathway, modules.collect());
    Ok((open(txn, by, terms).await?, pathway))
}

/// A pathway with its modules, in order.
pub async fn pathway(
    txn: &impl ConnectionTrait,
    (name_fr, name_en): (&str, &str),
    modules: &[(&str, &str, i32, Option<&str>)],
) -> Result<(PathwayId, Vec<ModuleId>)> {
    let pathway = pathway::ActiveModel {
        name_fr: Set(name_fr.to_owned()),
        name_en: Set(name_en.to_owned()),
        ..Default::default()
    }
    .insert(txn)
    .await?
    .id;
    let mut ids = Vec::new();
    for (position, (name_fr, name_en, minutes, theme)) in (1..).zip(modules) {
        let module = training_module::ActiveModel {
            pathway_id: Set(pathway),
            position: Set(position),
            name_fr: Set((*name_fr).to_owned()),
            name_en: Set((*name_en).to_owned()),
            minutes: Set(*minutes),
            theme: Set(theme.map(str::to_owned)),
            ..Default::default()
        };
        ids.push(module.insert(txn).await?.id);
    }
    Ok((pathway, ids))
}
