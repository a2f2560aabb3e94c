//! The département's état de l'actif as of the last 31 December, laid beside its devices: most agree, a few do not.
use super::story::{Teller, allowed};
use crate::{
    assets::{
        actions::{self, Sent},
        columns::{Places, propose},
        file, rules,
    },
    auth::permissions::KeepAccounting,
    web::{Lang, Words, cells},
};
use anyhow::{Context, Result, anyhow};
use chrono::{Datelike, NaiveDate};
use entities::device;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::{collections::BTreeMap, fmt::Write};

const WORDS: Words = Words::new(Lang::Fr);
const ACCOUNT: &str = "21838";
const YEARS: i32 = 5;

impl Teller<'_> {
    pub async fn accounts(&self) -> Result<()> {
        let finance = allowed::<KeepAccounting>(&self.places.finance)?;
        let now = self.app.clock.now();
        let owner = self.places.departement;
        let as_of = NaiveDate::from_ymd_opt(self.app.clock.today().year() - 1, 12, 31)
            .context("every year has a last day")?;
        let text = self.actif(as_of).await?;
        let sheet =
            file::read(text.as_bytes(), (1 << 20, 1_000)).map_err(|fault| anyhow!("{fault:?}"))?;
        let fields = propose(&sheet.headers, &BTreeMap::new());
        let places = Places::of(&fields, sheet.headers.len()).map_err(|why| anyhow!("{why:?}"))?;
        let checked = file::check(&sheet, &places, as_of);
        let sent = Sent {
            owner,
            as_of,
            bytes: text.as_bytes(),
        };
        let (lines, refused) = (&checked.lines, checked.refused.len());
        actions::land(self.txn, finance.at(now), sent, lines, refused).await?;
        actions::remember(self.txn, owner, &sheet.headers, &fields, now).await?;
        let account = (owner, ACCOUNT);
        actions::set_duration(self.txn, account, Some(YEARS), finance.membership_id, now).await?;
        Ok(())
    }

    /// What the owner's software writes.
    async fn actif(&self, as_of: NaiveDate) -> Result<String> {
        let devices = device::Entity::find()
            .filter(device::COLUMN.owner_id.eq(self.places.departement))
            .filter(device::COLUMN.inventory_number.is_not_null())
            .filter(device::COLUMN.acquired_on.is_not_null())
            .filter(device::COLUMN.value_cents.is_not_null())
            .order_by_asc(device::Column::Id)
            .limit(60)
            .all(self.txn)
            .await?;
        let mut text = "N° d’inventaire;N° comptable;Désignation;Compte;Date d’acquisition;Valeur brute;VNC;Subventions\n"
            .to_owned();
        for (place, device) in devices.iter().enumerate() {
            let (Some(number), Some(on), Some(value)) = (
                &device.inventory_number,
                device.acquired_on,
                device.value_cents,
            ) else {
                continue;
            };
            // Every twelfth has another value in the books.
            let value = value + i64::from(place % 12 == 5) * 1_000;
            let left = rules::net_book(value, on, YEARS, as_of).unwrap_or_default();
            // Every fifteenth was written off otherwise.
            let left = (left + i64::from(place % 15 == 7) * 250).min(value);
            writeln!(
                text,
                "{number};IMM-{place:05};{} {};{ACCOUNT};{on};{};{};",
                device.manufacturer,
                device.model,
                cells::euros(&WORDS, value),
                cells::euros(&WORDS, left),
            )?;
        }
        text.push_str("CD-2018-9001;IMM-90001;Vidéoprojecteur;2188;2018-09-03;649,00;0,00;\n");
        text.push_str("CD-2018-9002;IMM-90002;Imprimante;2188;2018-09-03;289,00;0,00;DSIL 2018\n");
        Ok(text)
    }
}
