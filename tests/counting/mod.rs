//! The stock count: planted errors come out exact, several people count at once, and every way round it.

mod planted;
mod together;
mod ways_round;

use crate::support::{World, page::Page, visitor::Visitor, world::Persona};
use entities::{
    collection_lot,
    device::{self, DeviceId},
    membership::Role,
    site,
    stock_count::{self, CountClass, StockCountId},
    stock_count_result, stock_count_scan,
};
use passe_relais::{
    journal::{self, Event, EventKind, verify},
    labels::Code,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use std::collections::BTreeMap;

/// Two workshops with devices of the Département, finance, and people who count.
struct Store {
    world: World,
    finance: Persona,
    supervisor: Persona,
    worker: Persona,
    /// The other workshop, and its supervisor.
    there: site::Model,
    other: Persona,
    lot: collection_lot::Model,
    lot_there: collection_lot::Model,
    labels: Vec<Code>,
}

impl Store {
    async fn new() -> Self {
        let world = World::new().await;
        let supervisor = world.supervisor().await;
        let worker = world.worker().await;
        let finance = world.persona(Role::Finance).await;
        let (organisation, there) = world.other_workshop().await;
        let other = world
            .member(Role::Supervisor, organisation, Some(there.clone()))
            .await;
        let lot = world.lot(supervisor.site.as_ref().unwrap()).await;
        let lot_there = world.lot(&there).await;
        let labels = world.blank_labels(&supervisor, 40).await;
        Self {
            world,
            finance,
            supervisor,
            worker,
            there,
            other,
            lot,
            lot_there,
            labels,
        }
    }

    fn here(&self) -> &site::Model {
        self.supervisor.site.as_ref().unwrap()
    }

    /// A tablet of this number, at the first workshop.
    async fn device(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        self.world
            .received(&self.lot, &serial, self.labels[number])
            .await
    }

    /// The same, at the other workshop.
    async fn device_there(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        self.world
            .received(&self.lot_there, &serial, self.labels[number])
            .await
    }

    async fn ready(&self, number: usize) -> device::Model {
        let serial = format!("SER{number}");
        let people = (&self.worker, &self.supervisor);
        self.world
            .ready(&self.lot, &serial, self.labels[number], people)
            .await
    }

    /// Its label is read at another place: it is there from now on.
    async fn scanned_in(&self, device: &device::Model, to: &site::Model) -> device::Model {
        let change = device::ActiveModel {
            site_id: Set(Some(to.id)),
            ..Default::default()
        };
        let write = self.world.app.write().await.unwrap();
        let event = Event::of(EventKind::DeviceMoved).with("scanned", true);
        let device = journal::change(&*write, self.world.system(), device, change, event)
            .await
            .unwrap();
        write.commit().await.unwrap();
        device
    }

    /// The journal says that it is at another place from now on.
    async fn moved(&self, device: &device::Model, to: &site::Model) -> device::Model {
        let change = device::ActiveModel {
            site_id: Set(Some(to.id)),
            ..Default::default()
        };
        self.world
            .change_device(device, change, EventKind::DeviceMoved)
            .await
    }

    /// The journal says that its recipient has it.
    async fn handed_over(&self, device: &device::Model) -> device::Model {
        let change = device::ActiveModel {
            site_id: Set(None),
            ..Default::default()
        };
        self.world
            .change_device(device, change, EventKind::DeviceHandedOver)
            .await
    }

    /// Finance opens a count with this in its form.
    async fn open(&self, filled: &[(&str, &str)], ticked: &[&str]) -> i32 {
        let mut form = self
            .finance
            .get("/counts/new")
            .await
            .expect(200)
            .form("main form");
        for (name, value) in filled {
            form = form.set(name, *value);
        }
        for name in ticked {
            form = form.tick(name, "yes");
        }
        let to = self.finance.send(&form).await.expect(303);
        let to = to.location().to_owned();
        let id = to
            .strip_prefix("/counts/")
            .and_then(|rest| rest.strip_suffix("?done=count-opened"));
        id.unwrap().parse().unwrap()
    }

    async fn count(&self, id: i32) -> stock_count::Model {
        stock_count::Entity::find_by_id(StockCountId(id))
            .one(&self.world.app.db)
            .await
            .unwrap()
            .unwrap()
    }

    /// What the count came to, by class; nothing of classes without a line.
    async fn classes(&self, id: i32) -> BTreeMap<CountClass, Vec<Option<DeviceId>>> {
        let mut classes: BTreeMap<CountClass, Vec<Option<DeviceId>>> = BTreeMap::new();
        for line in self.lines(id).await {
            classes.entry(line.class).or_default().push(line.device_id);
        }
        classes
    }

    async fn lines(&self, id: i32) -> Vec<stock_count_result::Model> {
        stock_count_result::Entity::find()
            .filter(stock_count_result::COLUMN.count_id.eq(StockCountId(id)))
            .order_by_asc(stock_count_result::COLUMN.id)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    async fn scans(&self, id: i32) -> Vec<stock_count_scan::Model> {
        stock_count_scan::Entity::find()
            .filter(stock_count_scan::COLUMN.count_id.eq(StockCountId(id)))
            .order_by_asc(stock_count_scan::COLUMN.id)
            .all(&self.world.app.db)
            .await
            .unwrap()
    }

    /// Presses the button of a step of finance's page.
    async fn step(&self, id: i32, step: &str) -> Page {
        let page = self.finance.get(&format!("/counts/{id}")).await.expect(200);
        let form = page.form(&format!("form[action$='/{step}']"));
        self.finance.send(&form).await
    }

    async fn end(&self, id: i32) {
        self.step(id, "end")
            .await
            .sends_to(&format!("/counts/{id}?done=count-ended"));
    }

    /// Gives a gap this reason.
    async fn resolve(&self, by: &Visitor, id: i32, line: i32, reason: &str) -> Page {
        let path = format!("/counts/{id}/lines/{line}");
        let form = by
            .get(&path)
            .await
            .expect(200)
            .form(&format!("form[action='{path}']"));
        by.send(&form.set("reason", reason)).await
    }

    async fn journal_holds(&self) {
        let report = verify::database(&self.world.app.db, |_| {}).await.unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
    }
}

/// Scans a code for a count, and tells by what word it was answered.
async fn scan(by: &Visitor, id: i32, code: impl ToString) -> String {
    let path = format!("/bench/counts/{id}");
    let form = by
        .get(&path)
        .await
        .expect(200)
        .form("form[data-continuous]")
        .set("code", code.to_string());
    let to = by.send(&form).await.expect(303);
    let (_, done) = to.location().split_once("done=").unwrap();
    done.to_owned()
}
