//! A programme opened and a request made through the pages; ready devices as the workshop leaves them.

use super::{
    page::{Form, Page},
    world::{Persona, World},
};
use entities::{
    collection_lot::{self, LegalBasis},
    device::{self, DeviceKind, Stage},
    label, label_batch,
    membership::Role,
    organisation::OrganisationKind,
    programme::{self, ProgrammeId},
    quality_check,
    request::{self, RequestId},
    site,
};
use passe_relais::{
    journal::{self, By, Event, EventKind},
    labels::Code,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};

/// A family name that stands nowhere else in a database.
pub const FAMILY_NAME: &str = "Quelquechosevic";

impl World {
    /// A pathway and an open programme for tablets and laptops, made by the coordinator on the pages.
    pub async fn open_programme(&self, coordinator: &Persona, name: &str) -> programme::Model {
        let page = coordinator.get("/pathways/new").await.expect(200);
        let form = page
            .form("main form")
            .set("name_fr", "Premiers pas")
            .set("name_en", "First steps")
            .set("module_fr", "Allumer, éteindre")
            .set("module_en", "On and off")
            .set("minutes", "90");
        coordinator.send(&form).await.expect(303);
        let page = coordinator.get("/programmes/new").await.expect(200);
        let form = programme_form(&page, name);
        coordinator
            .send(&form)
            .await
            .sends_to("/programmes?done=programme-opened");
        programme::Entity::find()
            .order_by_desc(programme::Column::Id)
            .one(&self.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    /// Sends the form of a programme, and then what the page shows to confirm.
    pub async fn confirm(&self, coordinator: &Persona, form: &Form) -> Page {
        let preview = coordinator.send(form).await.expect(200);
        coordinator.send(&preview.form("form#programme")).await
    }

    /// The programme as it stands.
    pub async fn programme(&self, id: ProgrammeId) -> programme::Model {
        let programme = programme::Entity::find_by_id(id).one(&self.app.db).await;
        programme.unwrap().unwrap()
    }

    /// The request form, filled in for one person.
    pub async fn request_form(&self, prescriber: &Persona) -> Form {
        let page = prescriber.get("/requests/new").await.expect(200);
        page.form("main form")
            .set("name", FAMILY_NAME)
            .set("given_name", "Zoé")
            .set("birth_year", "1961")
            .set("commune", "Faverges")
            .set("rule", "1")
            .tick("needs", "hear")
    }

    /// A request sent by the prescriber.
    pub async fn ask(&self, prescriber: &Persona) -> request::Model {
        let form = self.request_form(prescriber).await.set(
            "name",
            format!("{FAMILY_NAME}{}", self.requests().await.len()),
        );
        let sent = prescriber.send(&form).await.expect(303);
        self.request_at(sent.location()).await
    }

    /// The data protection officer limits what is known of the person of this request, as they asked.
    pub async fn limit_data(&self, request: &request::Model) {
        let officer = self.persona(Role::DataProtectionOfficer).await;
        let path = format!("/rights/new?person={}", request.recipient_id.0);
        let page = officer.get(&path).await.expect(200);
        let form = page.form("main form").set("kind", "limitation");
        let sent = officer.send(&form).await.expect(303);
        let path = sent.location().split('?').next().unwrap();
        let page = officer.get(path).await.expect(200);
        let form = page.form("form[action$='/answer']");
        let form = form.set("answer", "restricted");
        officer.send(&form).await.expect(303);
    }

    pub async fn requests(&self) -> Vec<request::Model> {
        let requests = request::Entity::find().order_by_asc(request::Column::Id);
        requests.all(&self.app.db).await.unwrap()
    }

    /// The request an answer leads to.
    pub async fn request_at(&self, location: &str) -> request::Model {
        let id = location.trim_start_matches("/requests/");
        let id = id.split('?').next().unwrap().parse().unwrap();
        self.request(RequestId(id)).await
    }

    pub async fn request(&self, id: RequestId) -> request::Model {
        let request = request::Entity::find_by_id(id).one(&self.app.db).await;
        request.unwrap().unwrap()
    }

    /// A device of this kind, ready on the shelf of a site.
    pub async fn ready_device(&self, kind: DeviceKind, site: &site::Model) -> device::Model {
        let supervisor = self.supervisor().await;
        let worker = self.worker().await;
        let owner = self
            .organisation(OrganisationKind::Departement, "Département")
            .await;
        let by = By {
            actor: None,
            at: self.now(),
        };
        let code = Code::generate(&mut rand::rng()).to_string();
        let write = self.app.write().await.unwrap();
        let lot = collection_lot::ActiveModel {
            donor_id: Set(owner.id),
            owner_id: Set(owner.id),
            workshop_site_id: Set(site.id),
            legal_basis: Set(LegalBasis::RefurbishingService),
            source: Set("essai".to_owned()),
            devices_announced: Set(1),
            created_at: Set(self.now()),
            ..Default::default()
        };
        let event = Event::of(EventKind::LotAnnounced);
        let lot: collection_lot::Model = journal::insert(&*write, by, lot, event).await.unwrap();
        let batch = label_batch::ActiveModel {
            site_id: Set(site.id),
            membership_id: Set(supervisor.membership.id),
            template: Set("brother-29x90".to_owned()),
            count: Set(1),
            created_at: Set(self.now()),
            ..Default::default()
        };
        let batch = batch.insert(&*write).await.unwrap();
        let label = label::ActiveModel {
            code: Set(code.clone()),
            batch_id: Set(batch.id),
            ..Default::default()
        };
        label::Entity::insert(label)
            .exec_without_returning(&*write)
            .await
            .unwrap();
        let row = device::ActiveModel {
            lot_id: Set(lot.id),
            label_code: Set(Some(code)),
            kind: Set(kind),
            holds_data: Set(false),
            manufacturer: Set("Samsung".to_owned()),
            manufacturer_key: Set("samsung".to_owned()),
            model: Set("Galaxy Tab A8".to_owned()),
            model_key: Set("samsung galaxy tab a8".to_owned()),
            owner_id: Set(owner.id),
            announced: Set(true),
            stage: Set(Stage::QualityCheck),
            stage_since: Set(self.now()),
            site_id: Set(Some(site.id)),
            stay: Set(1),
            created_at: Set(self.now()),
            search: Set("samsung galaxy tab a8".to_owned()),
            ..Default::default()
        };
        let event = Event::of(EventKind::DeviceReceived);
        let device: device::Model = journal::insert(&*write, by, row, event).await.unwrap();
        super::checked::answer_all(&*write, &device, worker.account.id, self.now()).await;
        let check = quality_check::ActiveModel {
            device_id: Set(device.id),
            stay: Set(1),
            holds_data: Set(false),
            performer_id: Set(worker.account.id),
            checker_id: Set(supervisor.account.id),
            passed_at: Set(self.now()),
            ..Default::default()
        };
        let check = check.insert(&*write).await.unwrap();
        let change = device::ActiveModel {
            stage: Set(Stage::Ready),
            ready_check_id: Set(Some(check.id)),
            ..Default::default()
        };
        let event = Event::of(EventKind::QualityCheckPassed);
        let device = journal::change(&*write, by, &device, change, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
        device
    }

    /// Puts a site in an intercommunality.
    pub async fn in_epci(&self, site: &site::Model, epci: &str) {
        site::ActiveModel {
            id: Set(site.id),
            epci_code: Set(Some(epci.to_owned())),
            ..Default::default()
        }
        .update(&self.app.db)
        .await
        .unwrap();
    }

    /// What is wrong with the journal, in words.
    pub async fn journal_problems(&self) -> Vec<String> {
        let report = journal::verify::database(&self.app.db, |_| {})
            .await
            .unwrap();
        report.problems.iter().map(ToString::to_string).collect()
    }

    /// Everything the events say, as one text.
    pub async fn journal_text(&self) -> String {
        let events = entities::event::Entity::find()
            .all(&self.app.db)
            .await
            .unwrap();
        events.iter().map(|event| event.data.as_str()).collect()
    }

    /// How often somebody looked at people's data so far.
    pub async fn looks(&self, by: &Persona) -> usize {
        entities::access_log::Entity::find()
            .filter(
                entities::access_log::COLUMN
                    .membership_id
                    .eq(by.membership.id),
            )
            .all(&self.app.db)
            .await
            .unwrap()
            .len()
    }

    /// The messages waiting to be sent, opened.
    pub async fn letters(&self) -> Vec<passe_relais::mail::Message> {
        let rows = entities::outbox::Entity::find()
            .order_by_asc(entities::outbox::Column::Id)
            .all(&self.app.db)
            .await
            .unwrap();
        let sealed = rows.into_iter().filter_map(|row| row.sealed);
        sealed
            .map(|sealed| self.app.keys.open("message", &sealed).unwrap())
            .collect()
    }
}

/// The form of a new programme, filled in as a loan opened by an enrolment.
pub fn programme_form(page: &Page, name: &str) -> Form {
    let pathway = page.attribute("select[name=pathway] option:last-child", "value");
    page.form("main form")
        .set("name_fr", name)
        .set("name_en", "Solidarity loan")
        .set("pathway", pathway)
        .set("gate", "enrolled")
        .tick("kinds", "tablet")
        .tick("kinds", "laptop")
        .set("rules_fr", "Au RSA\nEnfant confié")
        .set("rules_en", "On RSA\nChild in care")
}
