//! The owner's accounts beside the stock, the evidence folder of a lot, the reuse ratio of a year.

mod evidence;
mod importing;
mod matching;
mod reuse;
mod values;

use crate::support::{
    World,
    page::{Form, Page},
    world::Persona,
};
use entities::{asset_import, asset_line, collection_lot, device, membership::Role};
use passe_relais::{journal::EventKind, labels::Code};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Set};

const HEAD: &str = "N° d’inventaire;N° comptable;Désignation;Compte;Date d’acquisition;Valeur brute;VNC;Subventions";

/// The Département's tablets at a workshop, each of 219.50 € since 2 September 2019, and somebody of finance.
struct Books {
    world: World,
    supervisor: Persona,
    finance: Persona,
    lot: collection_lot::Model,
    codes: Vec<Code>,
}

impl Books {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        let codes = world.blank_labels(&supervisor, 6).await;
        let finance = world.persona(Role::Finance).await;
        Self {
            world,
            supervisor,
            finance,
            lot,
            codes,
        }
    }

    /// The tablet of this number, whose inventory number is `CD74-SER` and the same.
    async fn tablet(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        self.world
            .received(&self.lot, &serial, self.codes[number])
            .await
    }

    async fn corrected(
        &self,
        device: &device::Model,
        change: device::ActiveModel,
    ) -> device::Model {
        self.world
            .change_device(device, change, EventKind::DeviceCorrected)
            .await
    }

    async fn form(&self, file: &[u8]) -> Form {
        let page = self.finance.get("/accounting/import").await.expect(200);
        page.form("form[action='/accounting/import']")
            .set("owner", self.lot.owner_id.0.to_string())
            .set("as_of", "2025-12-31")
            .attach("list", "actif.csv", file)
    }

    async fn dry_run(&self, file: &[u8]) -> Page {
        self.finance.send(&self.form(file).await).await
    }

    /// Takes a list in, as one would.
    async fn bring_in(&self, file: &[u8]) -> Page {
        let page = self.dry_run(file).await.expect(200);
        let form = page
            .form("form[action='/accounting/import/land']")
            .press("press", "accept");
        let sent = self.finance.send(&form).await.expect(303);
        // The same form again changes nothing more and answers the same.
        self.finance.send(&form).await.sends_to(sent.location());
        self.finance.follow(sent).await.expect(200)
    }

    /// Everything of the lot leaves the owner's books.
    async fn reform(&self, by: &Persona) {
        let path = format!("/reforms/new?lot={}", self.lot.id.0);
        let mut form = by
            .get(&path)
            .await
            .expect(200)
            .form("main form[method=post]");
        for (name, value) in [
            ("decision_number", "REF-2026-12"),
            ("decided_on", "2026-05-04"),
            ("reason", "obsolete"),
            ("signatory_name", "Jeanne Martin"),
            ("signatory", "directrice générale adjointe"),
            ("grounds", "Vu la délégation ;"),
            ("account", "21838"),
            ("subsidies", "Aucune"),
        ] {
            form = form.set(name, value);
        }
        by.send(&form).await.expect(303);
    }

    /// An association is given a device, and commits to its reuse, on this day.
    async fn cede(&self, by: &Persona, device: &device::Model, on: &str) {
        let code = device.label_code.as_deref().unwrap();
        let path = format!("/cessions/new?codes={code}");
        let mut form = by
            .get(&path)
            .await
            .expect(200)
            .form("main form[method=post]");
        for (name, value) in [
            ("recipient", "Les Ordis du Lac"),
            ("recipient_number", "W742000123"),
            ("category", "general_interest"),
            ("proof_reference", "Statuts du 3 mars 2019"),
            ("proof_from", "2019-03-03"),
            ("proof_until", ""),
            ("value-0", "45,00"),
            ("value_method", "Trois sites de revente"),
            ("decision_number", "CP-2027-118"),
            ("decided_on", on),
            ("convention_number", "CONV-2027-7"),
            ("convention_on", on),
            ("ceded_on", on),
            ("signatory_name", "Jeanne Martin"),
            ("signatory", "présidente du Département"),
            ("recipient_signatory", "La présidente"),
            ("grounds", "Vu le CG3P ;"),
        ] {
            form = form.set(name, value);
        }
        let form =
            form.tick("committed", "yes")
                .attach("proof", "statuts.pdf", b"%PDF-1.7 statuts %%EOF");
        by.send(&form).await.expect(303);
    }

    /// A tablet of this number, on the shelf.
    async fn ready(&self, number: usize) -> device::Model {
        let worker = self.world.worker().await;
        let serial = format!("SER{number}");
        let people = (&worker, &self.supervisor);
        self.world
            .ready(&self.lot, &serial, self.codes[number], people)
            .await
    }

    async fn lines(&self) -> Vec<asset_line::Model> {
        asset_line::Entity::find()
            .order_by_asc(asset_line::Column::Id)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    async fn imports(&self) -> Vec<asset_import::Model> {
        asset_import::Entity::find()
            .order_by_asc(asset_import::Column::Id)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    /// Statements by hand that the database itself refuses.
    async fn refuses(&self, statements: &[&str]) {
        for statement in statements {
            let refused = self.world.app.db.execute_unprepared(statement).await;
            assert!(refused.is_err(), "the database took: {statement}");
        }
    }
}

/// A list of these lines.
fn list(lines: &[&str]) -> Vec<u8> {
    format!("{HEAD}\n{}\n", lines.join("\n")).into_bytes()
}

/// Another value than the stock has of a device.
fn valued(cents: i64) -> device::ActiveModel {
    device::ActiveModel {
        value_cents: Set(Some(cents)),
        ..Default::default()
    }
}
