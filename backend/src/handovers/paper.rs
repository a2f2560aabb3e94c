//! The slip of a handover, with the paper of its legal chain, as it is signed.
use super::{
    handing::device_words,
    queries::{self, Case},
    shelf::Given,
    signing::Typed,
};
use crate::{
    app::App,
    devices::{
        proofs,
        refurbished::{Facts as Refurbishing, may_be_called_refurbished},
        standing::kind_key,
    },
    documents::{Chain, HandoverSlip, Identity as IdentityOnSlip, OtherOnSlip},
    programmes::rules::{price::Price, terms::kit_contents},
    recipients::identity::{self, Identity},
    supplies::say as charger,
    training::{rules::may_clear, say},
    web::{Error, Lang, Words},
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    organisation,
    programme::{self, LegalChain},
    site,
};
use sea_orm::EntityTrait;

/// The papers that a legal chain needs, by their word keys: all of them are in the one that is printed.
#[must_use]
pub fn papers(chain: LegalChain) -> [&'static str; 2] {
    let own = match chain {
        LegalChain::LoanForUse => "paper-loan-agreement",
        LegalChain::InKindAid => "paper-aid-mention",
        LegalChain::CessionByAssociation => "paper-cession-act",
    };
    ["paper-handover-slip", own]
}

/// One device of the slip, with the days that its handover keeps.
pub struct Item<'c> {
    pub case: &'c Case,
    pub due_back_on: Option<NaiveDate>,
    pub warranty_until: Option<NaiveDate>,
}

/// What a device costs under a programme; what replaces another is paid already.
#[must_use]
pub fn price(words: Words, case: &Case) -> Option<String> {
    if case.replaced.is_some() {
        return None;
    }
    let price = Price::of(&case.programme)?;
    let cents = price.cents.get(&case.device.kind)?;
    Some(words.euros(i64::from(*cents)))
}

/// What the kit of a programme holds besides the device.
pub fn kit(words: Words, programme: &programme::Model) -> Result<Vec<String>, Error> {
    let contents = kit_contents(programme)?;
    let said = contents.iter().map(|item| item.said(words.lang).to_owned());
    Ok(said.collect())
}

fn legal_basis(words: Words, programme: &programme::Model) -> Option<String> {
    let number = programme.deliberation_number.as_deref().unwrap_or_default();
    match programme.legal_chain {
        LegalChain::LoanForUse => None,
        LegalChain::InKindAid => Some(words.with("number", number).say("slip-in-kind-aid")),
        LegalChain::CessionByAssociation => Some(words.with("number", number).say("slip-cession")),
    }
}

/// The clearance that a device leaves under, as the slip names it.
fn clearance(words: Words, case: &Case) -> Result<String, Error> {
    if let Some(Ok(clearance)) = &case.clearance {
        return Ok(words
            .with("number", clearance.row().id.0.to_string())
            .with("basis", words.say(say::basis(clearance.row().basis)))
            .say("slip-clearance"));
    }
    let grant = may_clear(&case.facts).map_err(|_| Error::Changed)?;
    Ok(words.say(say::basis(grant.terms().basis)))
}

/// The paper a person signs and keeps, in French: it is theirs, not the clerk's.
pub async fn slip(
    app: &App,
    items: &[Item<'_>],
    given: &Given,
    typed: &Typed,
    identity: &Identity,
) -> Result<HandoverSlip, Error> {
    let words = Words::new(Lang::Fr);
    let (first, others) = items.split_first().context("something is handed over")?;
    let case = first.case;
    let owner = organisation::Entity::find_by_id(case.device.owner_id)
        .one(&app.db)
        .await?
        .context("a device has an owner")?;
    let site = site::Entity::find_by_id(case.here)
        .one(&app.db)
        .await?
        .context("a counter is at a site")?;
    let checks = proofs::checks_of(&app.db, items.iter().map(|item| &item.case.device)).await?;
    let word = |case: &Case| {
        checks
            .get(&case.device.id)
            .and_then(|check| {
                may_be_called_refurbished(Refurbishing::of(&case.device, Some(check))).ok()
            })
            .map(|word| words.say(word.key()))
    };
    let with_charger =
        |case: &Case| charger::charger(words, checks.get(&case.device.id)).map(|said| said.words);
    let from_shelf = |case: &Case| -> Vec<String> {
        given
            .get(&case.device.id)
            .into_iter()
            .flatten()
            .map(|kind| kind.name(words.lang).to_owned())
            .collect()
    };
    let mut also = Vec::new();
    for item in others {
        let case = item.case;
        let mut accessories: Vec<String> = with_charger(case).into_iter().collect();
        accessories.extend(from_shelf(case));
        accessories.extend(kit(words, &case.programme)?);
        also.push(OtherOnSlip {
            reference: identity::request_reference(case.request.id),
            device: device_words(
                words,
                case.device.kind,
                &case.device.manufacturer,
                &case.device.model,
            ),
            word: word(case),
            code: case.device.label_code.clone().unwrap_or_default(),
            programme: case.programme.name_fr.clone(),
            accessories,
            clearance: clearance(words, case)?,
            price: price(words, case),
            return_by: item.due_back_on,
            warranty_until: item.warranty_until,
        });
    }
    let mut accessories = from_shelf(case);
    accessories.extend(kit(words, &case.programme)?);
    let replaces = match &case.replaced {
        Some(replaced) => {
            queries::device_of(&app.db, replaced.device_id)
                .await?
                .label_code
        }
        None => None,
    };
    Ok(HandoverSlip {
        lang: Lang::Fr,
        reference: identity::request_reference(case.request.id),
        kind: words.say(kind_key(case.device.kind)),
        maker: case.device.manufacturer.clone(),
        model: case.device.model.clone(),
        word: word(case),
        code: case.device.label_code.clone().unwrap_or_default(),
        accessories,
        charger: with_charger(case),
        recipient: identity.display_name(),
        phone: site.phone.clone().or(owner.phone).unwrap_or_default(),
        owner: owner.name,
        programme: case.programme.name_fr.clone(),
        chain: match case.programme.legal_chain {
            LegalChain::LoanForUse => Chain::Loan,
            LegalChain::InKindAid => Chain::Aid,
            LegalChain::CessionByAssociation => Chain::Cession,
        },
        legal_basis: legal_basis(words, &case.programme),
        price: price(words, case),
        clearance: clearance(words, case)?,
        identity: match &typed.proxy {
            Some(name) => IdentityOnSlip::Proxy { name: name.clone() },
            None => IdentityOnSlip::Seen,
        },
        signature: typed.drawing.clone(),
        handed_over_on: app.clock.today(),
        return_by: first.due_back_on,
        warranty_until: first.warranty_until,
        replaces,
        others: also,
        site: format!("{}, {}", site.name, site.city),
    })
}
