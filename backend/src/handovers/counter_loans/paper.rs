//! The slip of a loan at a counter, with its agreement: made before anything is written, from what was typed and found.
use super::{
    actions::Who,
    desk::Desk,
    form::{Named, Read},
};
use crate::{
    app::App,
    devices::{
        proofs,
        refurbished::{Facts as Refurbishing, may_be_called_refurbished},
        standing::kind_key,
    },
    documents::{Chain, HandoverSlip, Identity as IdentityOnSlip},
    recipients::identity::{self, request_reference},
    supplies::say as charger,
    training::say,
    web::{Error, Lang, Words},
};
use anyhow::Context;
use entities::{clearance::Basis, organisation, recipient, site};
use sea_orm::EntityTrait;

/// In French: it is the person's paper, not the clerk's.
pub async fn slip(app: &App, desk: &Desk, read: &Read) -> Result<HandoverSlip, Error> {
    let words = Words::new(Lang::Fr);
    let device = &desk.device;
    let under = desk.lending.get(read.under).ok_or(Error::Changed)?;
    let recipient = match &read.named {
        Named::New(identity) => identity.display_name(),
        Named::Known(id) => {
            let person = recipient::Entity::find_by_id(*id)
                .one(&app.db)
                .await?
                .ok_or(Error::Changed)?;
            let known = identity::open(&app.keys, &person)?.ok_or(Error::Restricted)?;
            known.display_name()
        }
    };
    let owner = organisation::Entity::find_by_id(device.owner_id)
        .one(&app.db)
        .await?
        .context("a device has an owner")?;
    let site = site::Entity::find_by_id(desk.here)
        .one(&app.db)
        .await?
        .context("a counter is at a site")?;
    let checks = proofs::checks_of(&app.db, [device]).await?;
    let check = checks.get(&device.id);
    let today = app.clock.today();
    let code = device.label_code.clone().unwrap_or_default();
    // The number of a request that is written with the loan is not known before.
    let reference = match &read.who {
        Who::Sent(request, _) => request_reference(*request),
        Who::Came { .. } => words
            .with("code", code.as_str())
            .with("date", words.date(today))
            .say("counter-loan-slip-reference"),
    };
    Ok(HandoverSlip {
        lang: Lang::Fr,
        reference,
        kind: words.say(kind_key(device.kind)),
        maker: device.manufacturer.clone(),
        model: device.model.clone(),
        word: may_be_called_refurbished(Refurbishing::of(device, check))
            .ok()
            .map(|word| words.say(word.key())),
        code,
        accessories: Vec::new(),
        charger: charger::charger(words, check).map(|said| said.words),
        recipient,
        phone: site.phone.clone().or(owner.phone).unwrap_or_default(),
        owner: owner.name,
        programme: under.programme.name_fr.clone(),
        chain: Chain::Loan,
        legal_basis: None,
        price: None,
        clearance: words.say(say::basis(Basis::Attended)),
        identity: match &read.typed.proxy {
            Some(name) => IdentityOnSlip::Proxy { name: name.clone() },
            None => IdentityOnSlip::Seen,
        },
        signature: read.typed.drawing.clone(),
        handed_over_on: today,
        return_by: Some(read.due_on),
        warranty_until: None,
        replaces: None,
        others: Vec::new(),
        site: format!("{}, {}", site.name, site.city),
    })
}
