//! How devices left: a pallet that is gone and one that waits, a reform of a lot, and a cession to an association.
use super::story::{Teller, Workshop, allowed};
use crate::{
    auth::permissions::{DecideExits, ScrapDevices},
    evidence::{self, MediaType},
    exits::{cessions, pallets, reforms},
    keys::sha256_hex,
    web::{Lang, Words},
    workshop::{onto_pallet, waste_codes},
};
use anyhow::{Context, Result, anyhow};
use chrono::{Days, NaiveDate};
use entities::{
    cession::CessionCategory,
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceKind, Stage},
    reform::ReformReason,
    request::{self, RequestState},
    site::SiteId,
    waste_pallet,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

const WORDS: Words = Words::new(Lang::Fr);

impl Teller<'_> {
    pub async fn exits(&self, at: Workshop<'_>) -> Result<()> {
        let gone = self.pallet(at, 4).await?;
        self.depart(at, &gone).await?;
        self.minutes(20);
        self.pallet(at, 1).await?;
        self.minutes(30);
        self.reform(CollectionLotId(1)).await?;
        self.minutes(30);
        self.cede().await
    }

    fn today(&self) -> NaiveDate {
        self.app.clock.today()
    }

    /// A pallet with some of the devices whose repair was given up.
    async fn pallet(&self, at: Workshop<'_>, devices: u64) -> Result<waste_pallet::Model> {
        let supervisor = allowed::<ScrapDevices>(at.supervisor)?;
        let code = waste_codes::device_code("16 02 13*").context("a code of the list")?;
        let pallet = pallets::actions::open(self.app, self.txn, &supervisor, at.site, code).await?;
        let given_up = device::Entity::find()
            .filter(device::COLUMN.site_id.eq(at.site))
            .filter(device::COLUMN.kind.eq(DeviceKind::Tablet))
            .filter(device::COLUMN.stage.eq(Stage::Refurbishment))
            .order_by_desc(device::COLUMN.id)
            .limit(devices)
            .all(self.txn)
            .await?;
        for device in given_up {
            self.minutes(1);
            let code = device.label_code.as_deref().context("it has its label")?;
            onto_pallet::put_on(self.app, self.txn, &supervisor, code, pallet.id, &[])
                .await
                .map_err(|refused| anyhow!("{refused:?}"))?;
        }
        Ok(pallet)
    }

    async fn depart(&self, at: Workshop<'_>, pallet: &waste_pallet::Model) -> Result<()> {
        let departure = pallets::rules::Departure {
            weight_grams: 2_140,
            recipient: "Éco-organisme de la Haute-Bise".to_owned(),
            recipient_siret: "73282932000074".to_owned(),
            transporter: "Transports de la Haute-Bise".to_owned(),
            transporter_siret: None,
            slip_number: format!("BSD-{}-DEMO00001", self.today().format("%Y%m%d")),
            treatment: Some("R 12".to_owned()),
            departed_on: self.today(),
        };
        let devices = pallets::queries::devices(self.txn, pallet.id).await?;
        let ids: Vec<_> = devices.iter().map(|device| device.id).collect();
        let slip = pallets::papers::slip_of(self.txn, WORDS, pallet, devices, &departure)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let with_data = slip.with_data;
        let pdf = self.app.documents.pdf(slip).await?;
        let printed = pallets::actions::Printed {
            devices: &ids,
            with_data,
            pdf: &pdf,
        };
        pallets::actions::depart(
            self.app,
            self.txn,
            at.supervisor,
            pallet,
            departure,
            printed,
        )
        .await
        .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }

    /// The first lot goes out of the books; of its last computers nobody knows the net book value.
    async fn reform(&self, lot: CollectionLotId) -> Result<()> {
        let coordinator = allowed::<DecideExits>(&self.places.coordinator)?;
        let lot = collection_lot::Entity::find_by_id(lot)
            .one(self.txn)
            .await?
            .context("the demo has its first lot")?;
        let read = reforms::form::Read {
            decision_number: "REF-2026-011".to_owned(),
            decided_on: self.today(),
            reason: ReformReason::Obsolete,
            signatory: "Marc Delorme, directeur général adjoint, par délégation".to_owned(),
            grounds: WORDS.say("reform-grounds-usual"),
            account: Some("21831".to_owned()),
            subsidies: Some("Aucune".to_owned()),
            net_book_cents: Some(0),
        };
        let candidates = reforms::queries::candidates(self.txn, &lot).await?;
        let stock = reforms::Inventory::default();
        let mut lines = Vec::new();
        for it in candidates {
            let mut known = stock.known(&WORDS, &it);
            known.account.clone_from(&read.account);
            known.subsidies.clone_from(&read.subsidies);
            known.net_book_cents = (it.device.kind == DeviceKind::Tablet)
                .then_some(read.net_book_cents)
                .flatten();
            let line = reforms::rules::line(known, read.decided_on)
                .map_err(|missing| anyhow!("{missing:?}"))?;
            lines.push((it.device, line));
        }
        let paper = reforms::papers::reform_of(self.txn, WORDS, &lot, &read, &lines)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let pdf = self.app.documents.pdf(paper).await?;
        let file = evidence::keep(self.app, &pdf)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let kept = (sha256_hex(&pdf), file);
        reforms::actions::decide(self.app, self.txn, &coordinator, &lot, (read, kept), lines)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }

    /// Two ready tablets that nobody was promised go to an association.
    async fn cede(&self) -> Result<()> {
        let coordinator = allowed::<DecideExits>(&self.places.coordinator)?;
        let promised = request::Entity::find()
            .select_only()
            .column(request::Column::DeviceId)
            .filter(request::COLUMN.state.eq(RequestState::Allocated))
            .into_query();
        let here: SiteId = self.places.insertion_workshop;
        let devices = device::Entity::find()
            .filter(device::COLUMN.kind.eq(DeviceKind::Tablet))
            .filter(device::COLUMN.stage.eq(Stage::Ready))
            .filter(device::COLUMN.site_id.eq(here))
            .filter(device::COLUMN.id.not_in_subquery(promised))
            .order_by_asc(device::COLUMN.id)
            .limit(2)
            .all(self.txn)
            .await?;
        let owner = devices
            .first()
            .context("the demo has ready tablets")?
            .owner_id;
        let today = self.today();
        let read = cessions::form::Read {
            act: cessions::rules::Act {
                category: CessionCategory::GeneralInterest,
                has_proof: true,
                proof_from: today - Days::new(900),
                proof_until: None,
                committed: true,
                resells: true,
                decided_on: today - Days::new(30),
                convention_on: today - Days::new(14),
                ceded_on: today,
            },
            recipient: "Les Ordis de Belval".to_owned(),
            recipient_number: "W740000123".to_owned(),
            proof_reference: "Statuts et rescrit d’intérêt général".to_owned(),
            value_method: "Prix relevés sur trois sites de revente.".to_owned(),
            decision_number: "CP-2026-118".to_owned(),
            convention_number: "CONV-2026-07".to_owned(),
            signatory: "Isabelle Vernay, présidente du Département".to_owned(),
            recipient_signatory: "La présidente de l’association".to_owned(),
            grounds: WORDS.say("cession-grounds-usual"),
        };
        let given: Vec<_> = devices
            .into_iter()
            .map(|device| cessions::actions::Given {
                device,
                value_cents: 4_500,
                price_cents: Some(3_000),
            })
            .collect();
        let paper = cessions::papers::act_of(self.txn, WORDS, owner, &read, &given)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let pdf = self.app.documents.pdf(paper).await?;
        let keep = async |bytes: &[u8]| {
            evidence::keep(self.app, bytes)
                .await
                .map_err(|error| anyhow!("{error}"))
        };
        // The invented statutes are the act itself: a PDF that is at hand.
        let kept = cessions::actions::Kept {
            proof_sha256: sha256_hex(&pdf),
            proof_file: keep(&pdf).await?,
            proof_media: MediaType::Pdf,
            sha256: sha256_hex(&pdf),
            file: keep(&pdf).await?,
        };
        cessions::actions::sign(self.app, self.txn, &coordinator, owner, (read, kept), given)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }
}
