//! The demo's two programmes, and the pathways they ask for.
use crate::{
    app::App,
    journal::{self, Event, EventKind},
};
use anyhow::Result;
use entities::{
    membership::MembershipId,
    pathway::{self, PathwayId},
    programme::{self, Gate, LegalChain},
    training_module::{self, ModuleId},
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait};
use serde_json::json;

pub struct Plans {
    pub supply_chain: programme::Model,
    pub ordi_pratique: programme::Model,
    pub first_steps: (PathwayId, Vec<ModuleId>),
    pub hands_on: (PathwayId, Vec<ModuleId>),
}

/// Makes two pathways and two programmes: one that asks for attendance, one handed over in the session.
pub async fn make(
    app: &App,
    txn: &impl ConnectionTrait,
    coordinator: MembershipId,
) -> Result<Plans> {
    let (first_steps, hands_on) = pathways(txn).await?;
    let by = journal::By {
        actor: Some(coordinator),
        at: app.clock.now(),
    };
    let programme = |key: &str, fr: &str, en: &str, pathway_id| {
        programme::ActiveModel {
        key: Set(key.to_owned()),
        name_fr: Set(fr.to_owned()),
        name_en: Set(en.to_owned()),
        pathway_id: Set(pathway_id),
        clearance_days: Set(60),
        waivers_per_year: Set(5),
        legal_chain: Set(LegalChain::LoanForUse),
        created_at: Set(by.at),
        public_rules: Set(
            json!([
                {"fr": "Bénéficiaire du RSA", "en": "Receives the RSA minimum income"},
                {"fr": "Enfant confié à l’aide sociale à l’enfance", "en": "Child in care"},
                {"fr": "Personne de plus de 60 ans sans équipement", "en": "Person over 60 without a device"},
                {"fr": "Salarié en insertion", "en": "Worker in insertion"},
            ])
            .to_string(),
        ),
        ..Default::default()
    }
    };
    let supply_chain = programme::ActiveModel {
        gate: Set(Gate::Attended),
        required_minutes: Set(180),
        required_modules: Set(json!([first_steps.1[0].0]).to_string()),
        device_kinds: Set(json!(["tablet", "laptop"]).to_string()),
        ..programme(
            "filiere-inclusive",
            "Filière numérique inclusive",
            "Inclusive digital supply chain",
            first_steps.0,
        )
    };
    let ordi_pratique = programme::ActiveModel {
        gate: Set(Gate::HandsOn),
        required_minutes: Set(120),
        required_modules: Set(json!([hands_on.1[0].0]).to_string()),
        device_kinds: Set(json!(["laptop", "desktop"]).to_string()),
        ..programme(
            "ordi-pratique",
            "Ordi Pratique",
            "Ordi Pratique",
            hands_on.0,
        )
    };
    let opened = || Event::of(EventKind::ProgrammeOpened);
    Ok(Plans {
        supply_chain: journal::insert(txn, by, supply_chain, opened()).await?,
        ordi_pratique: journal::insert(txn, by, ordi_pratique, opened()).await?,
        first_steps,
        hands_on,
    })
}

type Made = (PathwayId, Vec<ModuleId>);

async fn pathways(txn: &impl ConnectionTrait) -> Result<(Made, Made)> {
    let first_steps = pathway(
        txn,
        (
            "Premiers pas avec ma tablette",
            "First steps with my tablet",
        ),
        &[
            (
                "Allumer, régler, protéger",
                "Switch on, set up, protect",
                90,
                Some("prendre_en_main_du_materiel"),
            ),
            (
                "Internet et messagerie",
                "Internet and messaging",
                90,
                Some("email"),
            ),
            (
                "Démarches en ligne",
                "Online services",
                90,
                Some("aide_aux_demarches_administratives"),
            ),
        ],
    )
    .await?;
    let hands_on = pathway(
        txn,
        (
            "Prise en main de mon ordinateur",
            "Getting to know my computer",
        ),
        &[(
            "Mon ordinateur pas à pas",
            "My computer step by step",
            120,
            Some("prendre_en_main_du_materiel"),
        )],
    )
    .await?;
    Ok((first_steps, hands_on))
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
