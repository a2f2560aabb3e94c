//! The demo's requests: asked for, allocated, trained for, handed over.
use super::{lists, story::Teller};
use crate::{
    auth::Signed,
    documents::{Chain, HandoverSlip, Identity as Seen},
    evidence::{self, MediaType},
    handovers::{
        actions::{Noted, attach_signed_slip, hand_over},
        rules::{Counter, due_back, permit, warranty::warranty_until},
    },
    recipients::identity::{self, Identity, request_reference},
    requests::{
        actions::{self as requests, NewRequest, Whom},
        asking::{
            placement::placement,
            rules::{Circumstances, Connectivity, Mobility},
        },
        following::{actions as following, rules::CancelReason},
        private::Private,
        rules::{Need, RefusalReason},
    },
    supplies::say as charger,
    training::{
        actions as training,
        places::{self, NewSession},
        queries,
        rules::Clearance,
    },
    web::{Lang, Words},
};
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Duration, Utc};
use entities::{
    device::{self, DeviceKind},
    evidence::EvidenceKind,
    handover::{self, IdentitySeen, ReceivedBy, Signature},
    learner::LearnerRelation,
    pathway::PathwayId,
    programme, quality_check,
    recipient::{self, Channel, RecipientKind},
    request::{self, HoldReason, RequestId, Side},
    site::{self, SiteId},
    training_module::ModuleId,
    training_session::{self, SessionForm},
};
use sea_orm::EntityTrait;

impl Teller<'_> {
    /// A prescriber asks for the n-th person of the demo.
    pub async fn ask(
        &self,
        number: usize,
        by: &Signed,
        programme: &programme::Model,
        kind: DeviceKind,
        pickup: SiteId,
    ) -> Result<request::Model> {
        let (name, given_name, birth_year, commune) = lists::person(number);
        let identity = Identity {
            name: name.to_owned(),
            given_name: given_name.to_owned(),
            birth_year: Some(birth_year),
            phone: format!("06 99 00 {:02} {:02}", number / 100, number % 100),
            email: format!("personne{number}@demo.example"),
            commune: commune.to_owned(),
            channel: [Channel::Letter, Channel::Call, Channel::Email][number % 3],
            ..Identity::default()
        };
        let with_carer = number % 9 == 4;
        let new = NewRequest {
            whom: Whom::New(RecipientKind::Person, identity),
            programme_id: programme.id,
            device_kind: Some(kind),
            pathway_id: None,
            pickup_site_id: pickup,
            private: Private {
                rule: 1 + number % 4,
                proof_seen_on: self.app.clock.today(),
                proof_seen_by: by.membership_id,
                needs: if number.is_multiple_of(5) {
                    vec![Need::Read]
                } else {
                    Vec::new()
                },
                level: None,
                circumstances: circumstances(number),
            },
            relation: if with_carer {
                LearnerRelation::Carer
            } else {
                LearnerRelation::Oneself
            },
            learner_name: if with_carer {
                format!("Proche de {given_name}")
            } else {
                String::new()
            },
        };
        requests::submit(self.app, self.txn, by, new)
            .await
            .map_err(|fault| anyhow!("{fault:?}"))
    }

    /// The coordinator promises a device.
    pub async fn allocate(&self, request: &request::Model, device: device::Model) -> Result<()> {
        let by = &self.places.coordinator;
        requests::allocate(self.app, self.txn, by, request, device)
            .await
            .map_err(|fault| anyhow!("{fault:?}"))
    }

    pub async fn refuse(&self, request: &request::Model) -> Result<()> {
        let by = &self.places.coordinator;
        requests::refuse(
            self.app,
            self.txn,
            by,
            request,
            RefusalReason::AlreadyEquipped,
            "",
        )
        .await
        .map_err(|fault| anyhow!("{fault:?}"))
    }

    pub async fn cancel(&self, request: &request::Model, by: &Signed) -> Result<()> {
        let reason = CancelReason::EquippedOtherwise;
        requests::cancel(self.app, self.txn, by, request, reason, "")
            .await
            .map_err(|fault| anyhow!("{fault:?}"))
    }

    /// One side asks the other.
    pub async fn question(&self, request: &request::Model, by: &Signed) -> Result<()> {
        let words = match following::side_of(by) {
            Side::Coordinator => "Le point de remise de Rivanche conviendrait-il aussi ?",
            Side::Prescriber => "Peut-on avoir un chargeur de rechange ?",
        };
        following::ask(self.app, self.txn, by, request, words)
            .await
            .map_err(|fault| anyhow!("{fault:?}"))
    }

    /// The coordinator waits for a proof.
    pub async fn hold(&self, request: &request::Model) -> Result<()> {
        let by = &self.places.coordinator;
        let reason = HoldReason::ProofAwaited;
        following::hold(self.app, self.txn, by, request, reason, "")
            .await
            .map_err(|fault| anyhow!("{fault:?}"))
    }

    /// A session of the first pathway, of half a day.
    pub async fn session(
        &self,
        starts_at: DateTime<Utc>,
        site: SiteId,
    ) -> Result<training_session::Model> {
        let (pathway, modules) = &self.plans.first_steps;
        self.plan(*pathway, &modules[..2], 180, starts_at, site)
            .await
    }

    /// A session at whose end the trainer hands the devices over.
    pub async fn hands_on_session(
        &self,
        starts_at: DateTime<Utc>,
        site: SiteId,
    ) -> Result<training_session::Model> {
        let (pathway, modules) = &self.plans.hands_on;
        self.plan(*pathway, modules, 120, starts_at, site).await
    }

    async fn plan(
        &self,
        pathway: PathwayId,
        modules: &[ModuleId],
        minutes: i32,
        starts_at: DateTime<Utc>,
        site: SiteId,
    ) -> Result<training_session::Model> {
        let new = NewSession {
            pathway,
            site,
            trainer: self.places.trainer.membership_id,
            form: SessionForm::Group,
            starts_at,
            minutes,
            capacity: 12,
            modules: modules.to_vec(),
            language: Some("fr".to_owned()),
            step_free: Some(true),
        };
        Ok(places::plan_session(self.txn, new).await?)
    }

    /// Enrols whoever learns for this request, and books a place.
    pub async fn enrol(&self, request: RequestId, session: &training_session::Model) -> Result<()> {
        let (request, programme) = self.of(request).await?;
        let by = self.places.prescriber.at(self.app.clock.now());
        let learners = queries::learners(self.txn, &request).await?;
        let learner = learners.first().context("a request has a learner")?.id;
        let enrolment = training::enrol(self.txn, by, &request, &programme, learner)
            .await
            .map_err(said)?;
        places::book(self.txn, by, &enrolment, session)
            .await
            .map_err(said)
    }

    /// The trainer marks them present.
    pub async fn attend(
        &self,
        request: RequestId,
        session: &training_session::Model,
    ) -> Result<()> {
        let by = self.places.trainer.at(self.app.clock.now());
        let enrolment = queries::live_enrolment(self.txn, request)
            .await?
            .context("they are enrolled")?;
        training::record_attendance(self.txn, by, session, &enrolment, true)
            .await
            .map_err(said)
    }

    /// The clerk hands the device over, against a signature.
    pub async fn hand_over(
        &self,
        request: RequestId,
        here: SiteId,
        signature: Signature,
    ) -> Result<handover::Model> {
        let (app, txn, clerk) = (self.app, self.txn, &self.places.clerk);
        let now = app.clock.now();
        let by = clerk.at(now);
        let (request, programme) = self.of(request).await?;
        let device = request.device_id.context("the request has its device")?;
        let device = device::Entity::find_by_id(device)
            .one(txn)
            .await?
            .context("the device is there")?;
        let row = queries::issued_clearance(txn, request.id)
            .await?
            .context("the training gave its clearance")?;
        let clearance = Clearance::standing(row, queries::whose(&request), &device.model_key, now)
            .map_err(|why| anyhow!("{why:?}"))?;
        let counter = Counter {
            device: &device,
            request: &request,
            here,
            out: false,
            clerk_approved: false,
            deep_enough: true,
            below: None,
            not_admitted: None,
            only_lent: false,
        };
        let slip = self
            .slip(&device, &request, &programme, &clearance, signature)
            .await?;
        let pdf = app.documents.pdf(slip).await?;
        let drawing = match signature {
            Signature::Screen => {
                let kind = EvidenceKind::Signature;
                let drawn =
                    evidence::store(app, txn, clerk, kind, MediaType::Png, &self.photo).await?;
                Some(drawn.id)
            }
            Signature::Paper => None,
        };
        let kept = evidence::store(
            app,
            txn,
            clerk,
            EvidenceKind::SignedSlip,
            MediaType::Pdf,
            &pdf,
        )
        .await?;
        let noted = Noted {
            received_by: ReceivedBy::Recipient,
            identity_seen: IdentitySeen::IdentityCard,
            sealed_proxy: None,
            signature,
            drawing,
            slip_sha256: kept.sha256,
            due_back_on: due_back(&programme, false, None, app.clock.today()),
            warranty_until: warranty_until(&programme, app.clock.today()),
            lent: None,
        };
        let permit = permit(counter, &clearance).map_err(|obstacles| anyhow!("{obstacles:?}"))?;
        Ok(hand_over(txn, by, clerk.membership_id, &permit, &programme, noted).await?)
    }

    /// The clerk attaches the photo of a slip signed by hand.
    pub async fn photograph_slip(&self, handover: &handover::Model) -> Result<()> {
        let (app, txn, clerk) = (self.app, self.txn, &self.places.clerk);
        let kind = EvidenceKind::SignedSlip;
        let photo = evidence::store(app, txn, clerk, kind, MediaType::Png, &self.photo).await?;
        let by = clerk.at(app.clock.now());
        attach_signed_slip(txn, by, handover, photo.id).await?;
        Ok(())
    }

    async fn of(&self, request: RequestId) -> Result<(request::Model, programme::Model)> {
        Ok(queries::request_of(self.txn, request).await?)
    }

    async fn slip(
        &self,
        device: &device::Model,
        request: &request::Model,
        programme: &programme::Model,
        clearance: &Clearance,
        signature: Signature,
    ) -> Result<HandoverSlip> {
        let recipient = recipient::Entity::find_by_id(request.recipient_id)
            .one(self.txn)
            .await?;
        let recipient = recipient.context("a request has its recipient")?;
        let identity = identity::open(&self.app.keys, &recipient)?.unwrap_or_default();
        let site = site::Entity::find_by_id(request.pickup_site_id)
            .one(self.txn)
            .await?
            .context("a place")?;
        let check = match device.ready_check_id {
            Some(check) => {
                quality_check::Entity::find_by_id(check)
                    .one(self.txn)
                    .await?
            }
            None => None,
        };
        Ok(HandoverSlip {
            word: None,
            lang: Lang::Fr,
            reference: request_reference(request.id),
            kind: if device.kind == DeviceKind::Laptop {
                "Ordinateur portable"
            } else {
                "Tablette"
            }
            .to_owned(),
            maker: device.manufacturer.clone(),
            model: device.model.clone(),
            code: device.label_code.clone().unwrap_or_default(),
            charger: charger::charger(Words::new(Lang::Fr), check.as_ref()).map(|said| said.words),
            accessories: Vec::new(),
            recipient: identity.display_name(),
            owner: "Département de la Haute-Bise".to_owned(),
            programme: programme.name_fr.clone(),
            chain: Chain::Loan,
            legal_basis: None,
            price: None,
            clearance: format!("n° {}", clearance.row().id.0),
            identity: Seen::Seen,
            signature: (signature == Signature::Screen).then(|| self.photo.clone()),
            handed_over_on: self.app.clock.today(),
            return_by: None,
            warranty_until: warranty_until(programme, self.app.clock.today()),
            replaces: None,
            others: Vec::new(),
            phone: site.phone.unwrap_or_default(),
            site: site.name,
        })
    }
}

fn said(failure: training::Failure) -> anyhow::Error {
    match failure {
        training::Failure::Refused(refusal) => anyhow!("{refusal:?}"),
        training::Failure::Error(error) => error.into(),
    }
}

/// What a few people of the demo say of their circumstances.
fn circumstances(number: usize) -> Circumstances {
    if !number.is_multiple_of(4) {
        return Circumstances::default();
    }
    let placement = placement();
    Circumstances {
        connectivity: Some(Connectivity::Needs),
        mobility: Some(Mobility::NearHome),
        language: Some("fr".to_owned()),
        interpreter: false,
        placement: placement.placed(&vec![number % 3; placement.questions.len()]),
    }
}

/// Two in the afternoon, so many days from the morning it is now.
#[must_use]
pub fn afternoon(now: DateTime<Utc>, days: i64) -> DateTime<Utc> {
    now + Duration::days(days) + Duration::hours(5)
}
