//! What has happened in the invented département: each step taken through the application's own
//! actions, by the person who would take it, on the day they would.
use super::{
    lists::{self, LAPTOPS, TABLETS},
    places::Places,
    plans::Plans,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{
            Permission, RecordErasure, ScrapDevices, SignQualityCheck, TakeIn, WorkAtBench,
        },
    },
    devices,
    evidence::MediaType,
    intake::{
        actions::{close, close_unseen, land, receive},
        facts::LotFacts,
        list::{check, columns, personal, read},
    },
    labels::{Code, actions::NewBatch, actions::print_batch},
    web::Error,
    workshop::{
        Level,
        actions::{self as bench, Given, Judged, Proof},
        checking,
        checklists::{Answer, Kind},
        grades::Grade,
        leaving::{self, Waste},
        lists::queries::of_devices,
        nwipe, reset,
        rules::{Link, judge_report},
        waste_codes,
        wipes::drive_proofs,
    },
};
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entities::{
    checklist_answer::Step,
    collection_lot::{self, LegalBasis},
    container::ContainerKind,
    device::{self, DeviceKind, Stage},
    erasure::{ErasureMethod, ErasureVerdict},
    evidence::EvidenceKind,
    label, organisation,
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

/// Who tells the story, where it has got to.
pub struct Teller<'a> {
    /// With a clock of its own, that stands at the day being told.
    pub app: &'a App,
    pub txn: &'a DatabaseTransaction,
    pub places: &'a Places,
    pub plans: &'a Plans,
    pub photo: Vec<u8>,
}

/// A workshop: where it is, who performs and who checks.
#[derive(Clone, Copy)]
pub struct Workshop<'a> {
    pub site: SiteId,
    pub worker: &'a Signed,
    pub supervisor: &'a Signed,
}

/// How far a device gets.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Until {
    Received,
    Triage,
    Refurbishment,
    QualityCheck,
    Ready,
    Scrapped,
}

impl Teller<'_> {
    pub fn days(&self, days: i64) {
        self.app.clock.advance(Duration::days(days));
    }

    /// Goes back to this moment, if it is past; tells how far, to come forward again.
    pub fn back_to(&self, moment: DateTime<Utc>) -> Duration {
        let back = (self.app.clock.now() - moment).max(Duration::zero());
        self.app.clock.advance(-back);
        back
    }

    pub fn minutes(&self, minutes: i64) {
        self.app.clock.advance(Duration::minutes(minutes));
    }

    /// The next day, at half past seven in universal time: in the morning in France.
    pub fn next_morning(&self) {
        let now = self.app.clock.now();
        let tomorrow = (now + Duration::days(1)).date_naive().and_hms_opt(7, 30, 0);
        if let Some(tomorrow) = tomorrow {
            self.app.clock.advance(tomorrow.and_utc() - now);
        }
    }

    /// On to this moment, unless it is past already.
    pub fn until(&self, moment: DateTime<Utc>) {
        let left = moment - self.app.clock.now();
        self.app.clock.advance(left.max(Duration::zero()));
    }

    /// A collège announces its tablets and laptops.
    pub async fn announce(
        &self,
        number: usize,
        college: &organisation::Model,
        to: Workshop<'_>,
    ) -> Result<collection_lot::Model> {
        let text = lists::of_college(number, college);
        let sheet =
            read::read(text.as_bytes(), usize::MAX).map_err(|fault| anyhow!("{fault:?}"))?;
        let (sheet, _) = personal::strip(sheet);
        let mapping = columns::propose(&sheet, None);
        let choices = check::Choices {
            collectable: None,
            default_type: None,
            refuse: std::collections::BTreeSet::new(),
            today: self.app.clock.today(),
        };
        let known = check::Known {
            in_stock: &|_, _| false,
            marked: &|_| false,
            school: &|_| true,
        };
        let devices: Vec<_> = check::check(&sheet, &mapping, &choices, &known)
            .lines
            .into_iter()
            .filter(|line| line.accepted)
            .map(|line| line.device)
            .collect();
        let facts = LotFacts {
            donor_id: college.id,
            owner_id: self.places.departement,
            workshop_site_id: to.site,
            legal_basis: LegalBasis::RefurbishingService,
            reform_reference: Some(format!("REF-2026-{:03}", number + 11)),
            source: "Export MDM".to_owned(),
            transport_holder: Some("Navette du Département".to_owned()),
            boxes_announced: Some(4),
        };
        let by = self.places.coordinator.at(self.app.clock.now());
        Ok(land(self.txn, by, &facts, &devices).await?)
    }

    /// The workshop prints labels and receives the lot's devices, all but the last `missing`.
    pub async fn receive(
        &self,
        lot: &collection_lot::Model,
        at: Workshop<'_>,
        count: usize,
    ) -> Result<Vec<device::Model>> {
        let batch = NewBatch {
            site_id: at.site,
            membership_id: at.supervisor.membership_id,
            template: "avery-l7160",
            count: 63,
        };
        let now = self.app.clock.now();
        let batch =
            print_batch(self.txn, batch, rand::make_rng::<rand::rngs::StdRng>(), now).await?;
        let labels = label::Entity::find()
            .filter(label::COLUMN.batch_id.eq(batch.id))
            .all(self.txn)
            .await?;
        let announced = device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot.id))
            .order_by_asc(device::COLUMN.id)
            .all(self.txn)
            .await?;
        let mut received = Vec::new();
        for (device, label) in announced.iter().zip(&labels).take(count) {
            let code = Code::parse(&label.code).map_err(|fault| anyhow!("{fault:?}"))?;
            self.minutes(2);
            let by = at.worker.at(self.app.clock.now());
            received.push(
                receive(self.txn, by, lot, device, code)
                    .await
                    .map_err(|refusal| anyhow!("{refusal:?}"))?,
            );
        }
        Ok(received)
    }

    /// The coordinator closes the lot: what was not seen is noted as not received.
    pub async fn close(&self, lot: &collection_lot::Model) -> Result<()> {
        let by = self.places.coordinator.at(self.app.clock.now());
        let unseen = device::Entity::find()
            .filter(device::COLUMN.lot_id.eq(lot.id))
            .filter(device::COLUMN.stage.eq(Stage::Announced))
            .all(self.txn)
            .await?;
        close_unseen(self.txn, by, &unseen).await?;
        let lot = collection_lot::Entity::find_by_id(lot.id)
            .one(self.txn)
            .await?
            .context("the lot is there")?;
        close(self.txn, by, &lot, 4)
            .await
            .map_err(|refusal| anyhow!("{refusal:?}"))
    }

    /// Takes some received devices through the workshop in a day, each as far as it gets: all are
    /// triaged, then erased and put right, then checked.
    pub async fn work(&self, devices: &[(device::Model, Until)], at: Workshop<'_>) -> Result<()> {
        for (device, until) in devices.iter().filter(|(_, until)| *until > Until::Received) {
            self.minutes(5);
            self.triage(device, at, *until).await?;
        }
        let worth_it = |until: Until| until >= Until::Refurbishment && until != Until::Scrapped;
        for (device, until) in devices.iter().filter(|(_, until)| worth_it(*until)) {
            self.minutes(8);
            self.refurbish(device, at, *until).await?;
        }
        for (device, _) in devices.iter().filter(|(_, until)| *until == Until::Ready) {
            self.minutes(6);
            let supervisor = allowed::<SignQualityCheck>(at.supervisor)?;
            let given = self.given(device, Step::QualityCheck, false).await?;
            let (code, charger) = (code(device)?, Self::charger(device)?);
            checking::pass_check(self.app, self.txn, &supervisor, code, &given, charger)
                .await
                .map_err(said)?;
        }
        Ok(())
    }

    async fn triage(&self, device: &device::Model, at: Workshop<'_>, until: Until) -> Result<()> {
        let (app, txn) = (self.app, self.txn);
        let held = matches!(until, Until::Triage | Until::Scrapped);
        let worker = allowed::<WorkAtBench>(at.worker)?;
        let given = self.given(device, Step::Triage, held).await?;
        let today = app.clock.today();
        let work = bench::open_list(txn, &worker, code(device)?, given.checklist, today)
            .await
            .map_err(said)?;
        bench::triage(app, txn, &worker, &work, &given)
            .await
            .map_err(said)?;
        if until == Until::Scrapped {
            let waste = Waste {
                weight_grams: 460 + device.id.0 % 70,
                code: waste_codes::device_code("16 02 14").context("a code of the list")?,
                recipient: "Éco-organisme de la Haute-Bise".to_owned(),
                recipient_siret: None,
                form: None,
                kept: self.kept(device, at),
            };
            let supervisor = allowed::<ScrapDevices>(at.supervisor)?;
            leaving::scrap(app, txn, &supervisor, code(device)?, waste)
                .await
                .map_err(said)?;
        }
        Ok(())
    }

    async fn refurbish(
        &self,
        device: &device::Model,
        at: Workshop<'_>,
        until: Until,
    ) -> Result<()> {
        // Of those still in refurbishment, half wait for their erasure.
        let waits = device.id.0 % 2 == 0 || lists::awaits_its_log(device);
        if until == Until::Refurbishment && waits {
            return Ok(());
        }
        let (app, txn, code) = (self.app, self.txn, code(device)?);
        self.erase(device, at).await?;
        let worker = allowed::<WorkAtBench>(at.worker)?;
        let given = self.given(device, Step::Refurbishment, false).await?;
        let today = app.clock.today();
        let work = bench::open_list(txn, &worker, code, given.checklist, today)
            .await
            .map_err(said)?;
        bench::keep_checklist(app, txn, &worker, &work, &given)
            .await
            .map_err(said)?;
        if until == Until::Refurbishment {
            return Ok(());
        }
        bench::ask_check(app, txn, &worker, code)
            .await
            .map_err(said)?;
        Ok(())
    }

    /// Records the erasure of a device in refurbishment.
    pub async fn erase(&self, device: &device::Model, at: Workshop<'_>) -> Result<()> {
        let eraser = allowed::<RecordErasure>(at.worker)?;
        let erasure = self.erasure(device)?;
        bench::record_erasure(self.app, self.txn, &eraser, code(device)?, erasure)
            .await
            .map_err(said)
    }

    /// Good answers to every question of the device's list, or one bad one. Photos are taken of defects only.
    async fn given(&self, device: &device::Model, step: Step, held: bool) -> Result<Given> {
        let lists = of_devices(self.txn, std::slice::from_ref(device)).await?;
        let list = &lists
            .get(&device.id)
            .context("a kind has a list")?
            .checklist;
        let luck = usize::try_from(device.id.0).unwrap_or_default();
        let grade = [Grade::A, Grade::B, Grade::B, Grade::C][luck % 4];
        let mut given = Given {
            checklist: Some(list.id),
            ..Given::default()
        };
        let mut bad = held;
        for item in list.at(step) {
            let answer = match item.kind {
                Kind::Grade if held => Answer::Grade(Grade::Scrap),
                Kind::Grade => Answer::Grade(grade),
                Kind::YesNo | Kind::YesNoNa if std::mem::take(&mut bad) => Answer::No,
                Kind::YesNo | Kind::YesNoNa => Answer::Yes,
                Kind::Measure(measure) if item.required => {
                    let wear = [2, 9, 14, 23][luck % 4];
                    Answer::Measured(measure.highest - wear)
                }
                Kind::Photo if held => {
                    given.photos.insert(item.id.clone(), self.photo.clone());
                    Answer::Photo
                }
                Kind::Measure(_) | Kind::Photo => continue,
            };
            given.answers.insert(item.id.clone(), answer);
        }
        Ok(given)
    }

    /// The proof that the device was erased today, judged as any other.
    fn erasure(&self, device: &device::Model) -> Result<Judged> {
        let today = self.app.clock.today();
        let (method, level, drives, details, proof) = if device.kind == DeviceKind::Laptop {
            let serial = device
                .serial
                .as_deref()
                .context("the demo's laptops have serial numbers")?;
            let log = lists::wipe_log(serial, &today.format("%Y/%m/%d").to_string());
            let report = nwipe::judge(log.as_bytes(), Some(serial), nwipe::Policy::default());
            anyhow::ensure!(
                report.verdict.is_accepted(),
                "the demo's log is refused: {:?}",
                report.verdict
            );
            let proof = Proof {
                kind: EvidenceKind::WipeLog,
                media_type: MediaType::Text,
                bytes: log.into_bytes(),
            };
            let link = Link::Machine(serial);
            let received_on = device.created_at.date_naive();
            let judged = judge_report(report, link, received_on, today);
            let drives = drive_proofs(&judged, link, received_on, today);
            let details = serde_json::to_string(&judged.report)?;
            (ErasureMethod::Nwipe, Level::Clear, drives, details, proof)
        } else {
            let facts = Self::reset_facts(device, today);
            let level = reset::judge(&facts)
                .map_err(|missing| anyhow!("the demo's reset is refused: {missing:?}"))?;
            let proof = Proof {
                kind: EvidenceKind::SetupScreen,
                media_type: MediaType::Png,
                bytes: self.photo.clone(),
            };
            let details = serde_json::json!({ "facts": facts, "level": level }).to_string();
            (ErasureMethod::Reset, level, Vec::new(), details, proof)
        };
        Ok(Judged {
            stay: device.stay,
            method,
            performed_on: today,
            verdict: ErasureVerdict::Accepted,
            level: Some(level),
            drives,
            reasons: Vec::new(),
            details,
            proof,
        })
    }

    fn reset_facts(device: &device::Model, today: NaiveDate) -> reset::Facts {
        let apple = device.os.as_deref() == Some("iPadOS");
        reset::Facts {
            os: if apple {
                reset::OsFamily::Apple
            } else {
                reset::OsFamily::Android
            },
            reset_on: Some(today),
            received_on: device.stage_since.date_naive(),
            today,
            setup_screen_photo: true,
            activation_lock: reset::Released::Yes,
            reset_protection: reset::Released::Yes,
            device_management: reset::Released::Yes,
            sim: reset::CardSlot::NoSlot,
            sd: reset::CardSlot::Emptied,
        }
    }

    /// A shelf with a box on it, and a few ready devices in the box.
    pub async fn put_away(&self, at: Workshop<'_>) -> Result<()> {
        use devices::storage::actions::{New, make, move_box, stow};
        let by = at.supervisor.at(self.app.clock.now());
        let new = |kind, name| New {
            kind,
            name,
            site_id: at.site,
        };
        let place = new(ContainerKind::Place, "Étagère 3");
        let place = make(self.txn, by, place, rand::make_rng::<rand::rngs::StdRng>()).await?;
        let carton = new(ContainerKind::Box, "Carton 12");
        let carton = make(self.txn, by, carton, rand::make_rng::<rand::rngs::StdRng>()).await?;
        let site = site::Entity::find_by_id(at.site).one(self.txn).await?;
        let site = site.context("the demo has this site")?;
        let carton = move_box(self.txn, by, &carton, &site, Some(place.id)).await?;
        let ready = device::Entity::find()
            .filter(device::COLUMN.stage.eq(Stage::Ready))
            .filter(device::Column::SiteId.eq(at.site))
            .order_by_desc(device::Column::Id)
            .limit(3)
            .all(self.txn)
            .await?;
        for device in ready {
            stow(self.txn, by, &device, &carton).await?;
        }
        Ok(())
    }

    /// A ready device arrives at a pick-up point.
    pub async fn arrive(
        &self,
        device: device::Model,
        site: SiteId,
        by: &Signed,
    ) -> Result<device::Model> {
        let site = site::Entity::find_by_id(site)
            .one(self.txn)
            .await?
            .context("the demo has this site")?;
        let clerk = allowed::<TakeIn>(by)?;
        let scanned = (&site, devices::actions::Known::Scanned);
        devices::actions::take_in(self.txn, &clerk, &device, scanned, self.app.clock.now())
            .await
            .map_err(|refusal| anyhow!("{refusal:?}"))
    }
}

fn code(device: &device::Model) -> Result<&str> {
    device
        .label_code
        .as_deref()
        .context("a received device has its label")
}

#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err")]
fn said(refused: bench::BenchError) -> anyhow::Error {
    anyhow!("{refused:?}")
}

/// Evidence that somebody of the demo may do what they do.
pub fn allowed<P: Permission>(person: &Signed) -> Result<Allowed<P>> {
    Allowed::check(person.clone()).map_err(|error: Error| anyhow!("{error}"))
}

/// How far the n-th device of a lot in full work has got.
#[must_use]
pub fn in_full_work(number: usize) -> Until {
    match number % 10 {
        0 => Until::Received,
        1 => Until::Triage,
        2..=4 => Until::Refurbishment,
        5..=6 => Until::QualityCheck,
        7 => Until::Scrapped,
        _ => Until::Ready,
    }
}

/// How far the n-th device of a finished lot has got: about one in twelve was not worth it.
#[must_use]
pub fn finished(number: usize) -> Until {
    if number % 12 == 5 {
        Until::Scrapped
    } else {
        Until::Ready
    }
}

/// Devices on a list.
pub const ON_A_LIST: usize = TABLETS + LAPTOPS;
