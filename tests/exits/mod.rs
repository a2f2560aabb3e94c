//! How devices leave for good: by pallet, by cession, out of the books; and every way round it.

mod cessions;
mod pallets;
mod reforms;
mod word;

use crate::support::{World, page::Form, world::Persona};
use entities::{
    collection_lot,
    device::{self, Stage},
    membership::Role,
};
use passe_relais::{
    journal::{EventKind, verify},
    labels::Code,
};
use sea_orm::{ConnectionTrait, EntityTrait};

/// A workshop with a lot of the Département's tablets, and who decides about them.
struct Yard {
    world: World,
    supervisor: Persona,
    worker: Persona,
    coordinator: Persona,
    lot: collection_lot::Model,
    labels: Vec<Code>,
}

impl Yard {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let worker = world.worker().await;
        let coordinator = world.coordinator().await;
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        let labels = world.blank_labels(&supervisor, 12).await;
        Self {
            world,
            supervisor,
            worker,
            coordinator,
            lot,
            labels,
        }
    }

    /// The tablet of this number, in quarantine.
    async fn received(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        self.world
            .received(&self.lot, &serial, self.labels[number])
            .await
    }

    /// The same, at triage: where one finds that it is not worth the work.
    async fn at_triage(&self, number: usize) -> device::Model {
        let device = self.received(number).await;
        let change = device::ActiveModel {
            stage: sea_orm::Set(Stage::Triage),
            ..Default::default()
        };
        self.world
            .change_device(&device, change, EventKind::DeviceTriaged)
            .await
    }

    /// The same, on the shelf.
    async fn ready(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        let people = (&self.worker, &self.supervisor);
        self.world
            .ready(&self.lot, &serial, self.labels[number], people)
            .await
    }

    async fn finance(&self) -> Persona {
        self.world.persona(Role::Finance).await
    }

    async fn again(&self, device: &device::Model) -> device::Model {
        device::Entity::find_by_id(device.id)
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    /// Statements by hand that the database itself refuses.
    async fn refuses(&self, statements: &[String]) {
        for statement in statements {
            let refused = self.world.app.db.execute_unprepared(statement).await;
            assert!(refused.is_err(), "the database took: {statement}");
        }
    }

    async fn journal_holds(&self) {
        let report = verify::database(&self.world.app.db, |_| {}).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

fn code(device: &device::Model) -> &str {
    device.label_code.as_deref().unwrap()
}

/// A form with these fields typed.
fn typed(mut form: Form, fields: &[(&str, &str)]) -> Form {
    for (name, value) in fields {
        form = form.set(name, *value);
    }
    form
}
