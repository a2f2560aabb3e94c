//! What the demo's workshops have beside devices: chargers and cables, counted; parts; and hours, where one keeps them.
use super::story::{Teller, Workshop};
use crate::{
    hours::actions::{self as hours, Informed, Worked},
    parts::actions::{self as parts, Described},
    supplies::{
        actions::{At, count, receive, set_minimum},
        catalogue::{Kind, kind},
        queries,
    },
    workshop::{
        charger::{self, Given},
        taking_out::Out,
    },
};
use anyhow::{Context, Result, anyhow};
use chrono::{Datelike, Days};
use entities::{
    device::{self, DeviceKind},
    part::PartKind,
};

/// Kind, how many came, and how many there should be.
const STOCK: [(&str, i32, i32); 6] = [
    ("charger_usb_c", 40, 15),
    ("charger_usb_c_pc", 60, 10),
    ("charger_micro_usb", 18, 10),
    ("charger_lightning", 6, 8),
    ("cable_mains", 25, 0),
    ("cover_tablet", 30, 20),
];

fn of(key: &str) -> Result<&'static Kind> {
    kind(key).with_context(|| format!("the demo needs {key}"))
}

impl Teller<'_> {
    /// A workshop's first delivery, with what it wants to have at least.
    pub async fn stock_up(&self, at: Workshop<'_>) -> Result<()> {
        for (key, pieces, minimum) in STOCK {
            let line = self.line(at, key)?;
            receive(self.txn, line, pieces).await?;
            set_minimum(self.txn, (at.site, line.kind), minimum).await?;
        }
        Ok(())
    }

    /// One shelf is counted: two are missing.
    pub async fn count_a_shelf(&self, at: Workshop<'_>) -> Result<()> {
        let line = self.line(at, "charger_micro_usb")?;
        let seen = queries::stock(self.txn, at.site, line.kind).await?.quantity;
        count(self.txn, line, seen, (seen - 2).max(0)).await?;
        Ok(())
    }

    fn line(&self, at: Workshop<'_>, key: &str) -> Result<At<'static>> {
        Ok(At {
            site: at.site,
            kind: of(key)?,
            by: at.supervisor.membership_id,
            now: self.app.clock.now(),
        })
    }

    /// Most came with their charger; some get one from the stock, some leave without.
    pub fn charger(device: &device::Model) -> Result<Option<Given>> {
        if !charger::asked_of(device.kind) {
            return Ok(None);
        }
        Ok(Some(match (device.id.0 % 5, device.kind) {
            (0, DeviceKind::Laptop) => Given::FromStock(of("charger_usb_c_pc")?),
            (1, _) => Given::Without,
            _ => Given::CameWith,
        }))
    }

    /// Two parts that somebody gave: a drive still to be erased, and a battery.
    pub async fn gifts(&self, at: Workshop<'_>) -> Result<()> {
        let given = [
            Described {
                kind: PartKind::Drive,
                maker: "Samsung".to_owned(),
                model: "860 EVO".to_owned(),
                serial: Some("S3Y9NX0K412345".to_owned()),
                size_bytes: Some(250_000_000_000),
                health_percent: None,
            },
            Described {
                kind: PartKind::Battery,
                maker: "HP".to_owned(),
                model: "RH03XL".to_owned(),
                serial: None,
                size_bytes: None,
                health_percent: Some(87),
            },
        ];
        let by = at.supervisor.at(self.app.clock.now());
        let organisation = at.supervisor.organisation_id;
        for part in given {
            parts::add(self.txn, by, organisation, at.site, part)
                .await
                .map_err(|refused| anyhow!("{refused:?}"))?;
        }
        Ok(())
    }

    /// What is kept of a device that leaves as waste: of every third one, at the workshop that may open them.
    pub fn kept(&self, device: &device::Model, at: Workshop<'_>) -> Vec<Out> {
        if device.id.0 % 3 == 0 && at.site == self.places.insertion_workshop {
            vec![Out::Own(PartKind::Battery), Out::Own(PartKind::Screen)]
        } else {
            Vec::new()
        }
    }

    /// One workshop keeps hours, since it has informed everybody; its worker has a week of them.
    pub async fn keep_hours(&self, at: Workshop<'_>) -> Result<()> {
        let (by, now) = (at.supervisor, self.app.clock.now());
        let today = self.app.clock.today();
        let informed = Informed {
            representatives: today - Days::new(60),
            people: today - Days::new(40),
            officer: today - Days::new(55),
        };
        hours::begin(self.txn, by, informed, now)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let weeks = (0..7).map(|back| today - Days::new(back));
        for day in weeks.filter(|day| day.weekday().number_from_monday() < 6) {
            let worked = Worked {
                person: at.worker.membership_id,
                day,
                minutes: if day.weekday().number_from_monday() == 5 {
                    210
                } else {
                    390
                },
                skills: vec!["erasure".to_owned(), "repair".to_owned()],
            };
            hours::note(self.txn, by, worked, None, now)
                .await
                .map_err(|error| anyhow!("{error}"))?;
        }
        Ok(())
    }
}
