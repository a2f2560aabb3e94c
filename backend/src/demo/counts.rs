//! Two stock counts of a workshop: one of its tablets, closed with its record, and one that people are at.
use super::story::{Teller, Workshop, allowed};
use crate::{
    auth::permissions::{CountStock, ManageCounts},
    counts::{
        actions::{self, Here},
        freezing::{self, Opening},
        papers,
        queries::{self, Scope},
        resolving::{self, Proof, Resolution},
        rules::Limits,
        settling,
    },
    evidence::{self, MediaType},
    keys::sha256_hex,
    labels::Code,
};
use anyhow::{Context, Result, anyhow};
use entities::{
    device::{self, DeviceKind, Stage},
    stock_count::{self, CountClass},
    stock_count_result::GapReason,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

impl Teller<'_> {
    pub async fn stock_counts(&self, at: Workshop<'_>) -> Result<()> {
        let tablets = self.open_count(at, vec![DeviceKind::Tablet]).await?;
        self.minutes(5);
        self.scan_shelves(at, &tablets, 1, 400).await?;
        self.minutes(5);
        self.close_count(&tablets).await?;
        self.minutes(5);
        let all = self.open_count(at, Vec::new()).await?;
        self.minutes(5);
        self.scan_shelves(at, &all, 0, 6).await
    }

    async fn open_count(
        &self,
        at: Workshop<'_>,
        kinds: Vec<DeviceKind>,
    ) -> Result<stock_count::Model> {
        let finance = allowed::<ManageCounts>(&self.places.finance)?;
        let opening = Opening {
            scope: Scope {
                sites: vec![at.site],
                owners: Vec::new(),
                kinds,
            },
            blind: false,
            second_pass: false,
            // A small office: one person explains the gaps.
            limits: Limits::default(),
        };
        let count = freezing::open(self.app, self.txn, &finance, opening)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        count.context("the workshop has devices")
    }

    /// The devices of the workshop's shelves, but for the first ones, which nobody finds.
    async fn scan_shelves(
        &self,
        at: Workshop<'_>,
        count: &stock_count::Model,
        missed: u64,
        most: u64,
    ) -> Result<()> {
        let counter = allowed::<CountStock>(at.worker)?;
        let scope = queries::scope(self.txn, count.id).await?;
        let mut devices = device::Entity::find()
            .filter(device::COLUMN.site_id.eq(at.site))
            .filter(device::COLUMN.transfer_id.is_null())
            .filter(device::COLUMN.label_code.is_not_null())
            .filter(device::Column::Stage.ne(Stage::Scrapped));
        if !scope.kinds.is_empty() {
            devices = devices.filter(device::Column::Kind.is_in(scope.kinds));
        }
        let devices = devices
            .order_by_asc(device::COLUMN.id)
            .offset(missed)
            .limit(most)
            .all(self.txn)
            .await?;
        let here = Here {
            site: at.site,
            pass: 1,
            seen_at: None,
        };
        for device in devices {
            let code = device.label_code.context("it has its label")?;
            let code = Code::parse(&code).map_err(|error| anyhow!("{error:?}"))?;
            actions::scan(self.app, self.txn, &counter, count, (code, here))
                .await
                .map_err(|error| anyhow!("{error}"))?;
        }
        let noted = (DeviceKind::Tablet, at.site);
        actions::note_unlabelled(self.app, self.txn, &counter, count, noted)
            .await
            .map_err(|error| anyhow!("{error}"))
    }

    /// The counting ends, each gap gets its reason, and the record is made.
    async fn close_count(&self, count: &stock_count::Model) -> Result<()> {
        let finance = allowed::<ManageCounts>(&self.places.finance)?;
        let count = settling::end(self.app, self.txn, &finance, count)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        for gap in queries::gaps(self.txn, count.id).await? {
            self.minutes(1);
            let resolution = Resolution {
                reason: if gap.class == CountClass::Missing {
                    GapReason::FoundLater
                } else {
                    GapReason::LabelFault
                },
                words: "Vérifié sur place avec l’encadrante, étagère du fond.".to_owned(),
                proof: Some(Proof {
                    sha256: sha256_hex(&self.photo),
                    file: evidence::keep(self.app, &self.photo)
                        .await
                        .map_err(|error| anyhow!("{error}"))?,
                    media: MediaType::Png.as_str().to_owned(),
                }),
            };
            resolving::resolve(self.app, self.txn, &finance, (&count, gap.id), resolution)
                .await
                .map_err(|error| anyhow!("{error}"))?;
        }
        let count = settling::fresh(self.txn, &count)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let gaps = queries::gaps(self.txn, count.id).await?;
        let now = self.app.clock.now();
        let record = papers::record_of(self.txn, &finance, &count, gaps, now)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let pdf = self.app.documents.pdf(record).await?;
        resolving::close(self.app, self.txn, &finance, &count, &pdf)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }
}
