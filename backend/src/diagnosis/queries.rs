//! The chain of a period, read from the spans of the devices that were in it: device by device, a range of them at a time,
//! so that memory does not grow with the stock.
use super::{
    causes::{self, Loss},
    rules::{Area, Chain, Span, Visit, Way, causes::cause, visits},
};
use crate::{auth::territory, stock_at::flows::Period, transfers};
use chrono::{DateTime, NaiveDate, Utc};
use entities::{
    collection_lot::{self, CollectionLotId},
    device::{self, DeviceId, Stage},
    device_span::{self, Holder},
    organisation::{self, OrganisationKind},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::{BTreeSet, HashMap};

/// Device numbers read at a time.
const PAGE: i32 = 4_000;

/// The chain of a period, as a whole and by intercommunality.
pub struct Diagnosis {
    pub whole: Chain,
    pub areas: Vec<AreaChain>,
}

pub struct AreaChain {
    /// SIREN of the intercommunality; none where the site's is not known.
    pub code: Option<String>,
    pub name: Option<String>,
    pub chain: Chain,
    /// Devices a week that the workshops there say they can take; none when none said.
    pub per_week: Option<i64>,
}

impl Diagnosis {
    /// What all workshops say that they can take in a week.
    #[must_use]
    pub fn per_week(&self) -> Option<i64> {
        self.areas
            .iter()
            .filter_map(|area| area.per_week)
            .reduce(|sum, one| sum + one)
    }
}

/// The diagnosis of a period, within these intercommunalities; of all when there is none. `day` is the period's last one.
pub async fn read(
    db: &impl ConnectionTrait,
    period: Period,
    day: NaiveDate,
    territories: &[String],
) -> Result<Diagnosis, DbErr> {
    let places = Places::read(db, period, day, territories).await?;
    let mut whole = Chain::default();
    let mut chains = vec![Chain::default(); places.codes.len()];
    let last: Option<DeviceId> = device::Entity::find()
        .select_only()
        .column(device::Column::Id)
        .order_by_desc(device::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    for number in 0..=last.map_or(0, |id| id.0) / PAGE {
        let rows = spans(db, period, number * PAGE).await?;
        let mut losses = Vec::new();
        for rows in rows.chunk_by(|one, other| one.device_id == other.device_id) {
            let device = rows[0].device_id;
            let spans: Vec<Span> = rows.iter().map(|row| places.span(row)).collect();
            for visit in visits(&spans) {
                if !places.within[visit.area.0] {
                    continue;
                }
                chains[visit.area.0].add(&visit, period);
                losses.extend(loss(device, &visit, period));
            }
            // The same without borders: what went on elsewhere in the territory did not leave the step.
            let spans: Vec<Span> = spans
                .iter()
                .map(|span| places.without_borders(span))
                .collect();
            for visit in visits(&spans) {
                if visit.area == INSIDE {
                    whole.add(&visit, period);
                }
            }
        }
        for (loss, facts) in causes::facts(db, losses).await? {
            let cause = cause(facts);
            chains[loss.area.0].lose(loss.step, cause);
            whole.lose(loss.step, cause);
        }
    }
    Ok(Diagnosis {
        whole,
        areas: places.areas(chains),
    })
}

fn loss(device: DeviceId, visit: &Visit, period: Period) -> Option<Loss> {
    let (at, way) = visit.left?;
    (way.is_loss() && period.from < at && at <= period.to).then_some(Loss {
        device,
        step: visit.step,
        area: visit.area,
        at,
        came: way != Way::NeverCame,
    })
}

#[derive(FromQueryResult)]
struct Row {
    device_id: DeviceId,
    from_at: DateTime<Utc>,
    holder: Holder,
    stage: Stage,
    site_id: Option<SiteId>,
    lot_id: CollectionLotId,
}

/// The spans until the end of the period of the devices after a number that were in the chain in it, in their order. What
/// was out of the chain all the time, as most of an old stock is, is not read.
async fn spans(db: &impl ConnectionTrait, period: Period, after: i32) -> Result<Vec<Row>, DbErr> {
    let (after, to) = (DeviceId(after), DeviceId(after.saturating_add(PAGE)));
    let in_chain = device_span::Entity::find()
        .select_only()
        .column(device_span::Column::DeviceId)
        .filter(device_span::COLUMN.device_id.gt(after))
        .filter(device_span::COLUMN.device_id.lte(to))
        .filter(device_span::COLUMN.from_at.lte(period.to))
        .filter(
            Condition::any()
                .add(device_span::COLUMN.to_at.is_null())
                .add(device_span::COLUMN.to_at.gt(period.from)),
        )
        .filter(
            device_span::COLUMN
                .holder
                .is_in([Holder::Sender, Holder::Site, Holder::Transit]),
        );
    device_span::Entity::find()
        .select_only()
        .columns([
            device_span::Column::DeviceId,
            device_span::Column::FromAt,
            device_span::Column::Holder,
            device_span::Column::Stage,
            device_span::Column::SiteId,
            device_span::Column::LotId,
        ])
        .filter(device_span::COLUMN.device_id.gt(after))
        .filter(device_span::COLUMN.device_id.lte(to))
        .filter(device_span::COLUMN.from_at.lte(period.to))
        .filter(device_span::Column::DeviceId.in_subquery(in_chain.into_query()))
        .order_by_asc(device_span::Column::DeviceId)
        .order_by_asc(device_span::Column::FromAt)
        .into_model()
        .all(db)
        .await
}

/// The territory that is looked at, and all else, when borders within it do not count.
const INSIDE: Area = Area(0);
const OUTSIDE: Area = Area(1);

/// In which intercommunality each site lies today. What is announced waits for the workshop of its lot.
struct Places {
    /// By the number of an area.
    codes: Vec<Option<String>>,
    /// Whether an area is looked at.
    within: Vec<bool>,
    names: HashMap<String, String>,
    sites: HashMap<SiteId, Area>,
    lots: HashMap<CollectionLotId, SiteId>,
    per_week: HashMap<Area, i64>,
    nowhere: Area,
}

#[derive(FromQueryResult)]
struct Site {
    id: SiteId,
    epci_code: Option<String>,
    is_workshop: bool,
    closed_at: Option<DateTime<Utc>>,
}

impl Places {
    async fn read(
        db: &impl ConnectionTrait,
        period: Period,
        day: NaiveDate,
        territories: &[String],
    ) -> Result<Self, DbErr> {
        let rows: Vec<Site> = site::Entity::find()
            .select_only()
            .columns([
                site::Column::Id,
                site::Column::EpciCode,
                site::Column::IsWorkshop,
                site::Column::ClosedAt,
            ])
            .into_model()
            .all(db)
            .await?;
        let known: BTreeSet<&String> = rows
            .iter()
            .filter_map(|row| row.epci_code.as_ref())
            .collect();
        let codes: Vec<Option<String>> =
            known.into_iter().cloned().map(Some).chain([None]).collect();
        let numbers: HashMap<&Option<String>, Area> = codes.iter().zip((0..).map(Area)).collect();
        let nowhere = Area(codes.len() - 1);
        let sites: HashMap<SiteId, Area> = rows
            .iter()
            .map(|row| {
                let area = numbers.get(&row.epci_code).copied();
                (row.id, area.unwrap_or(nowhere))
            })
            .collect();
        let workshops: Vec<SiteId> = rows
            .iter()
            .filter(|row| row.is_workshop && row.closed_at.is_none_or(|at| at > period.to))
            .map(|row| row.id)
            .collect();
        let declared = transfers::queries::capacities(db, workshops, day).await?;
        let mut per_week: HashMap<Area, i64> = HashMap::new();
        for (site, capacity) in declared {
            if let Some(area) = sites.get(&site) {
                *per_week.entry(*area).or_default() += i64::from(capacity.per_week);
            }
        }
        let lots: Vec<(CollectionLotId, SiteId)> = collection_lot::Entity::find()
            .select_only()
            .columns([
                collection_lot::Column::Id,
                collection_lot::Column::WorkshopSiteId,
            ])
            .into_tuple()
            .all(db)
            .await?;
        let names: Vec<(Option<String>, String)> = organisation::Entity::find()
            .select_only()
            .columns([organisation::Column::EpciCode, organisation::Column::Name])
            .filter(organisation::COLUMN.kind.eq(OrganisationKind::Epci))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self {
            within: codes
                .iter()
                .map(|code| territory::within(territories, code.as_deref()))
                .collect(),
            names: names
                .into_iter()
                .filter_map(|(code, name)| Some((code?, name)))
                .collect(),
            codes,
            sites,
            lots: lots.into_iter().collect(),
            per_week,
            nowhere,
        })
    }

    fn span(&self, row: &Row) -> Span {
        let site = match row.holder {
            Holder::Sender => self.lots.get(&row.lot_id).copied(),
            Holder::NeverCame
            | Holder::Site
            | Holder::Transit
            | Holder::Recipient
            | Holder::Waste
            | Holder::Ceded => row.site_id,
        };
        let area = site.and_then(|site| self.sites.get(&site));
        Span {
            from: row.from_at,
            holder: row.holder,
            stage: row.stage,
            area: area.copied().unwrap_or(self.nowhere),
        }
    }

    fn without_borders(&self, span: &Span) -> Span {
        Span {
            area: if self.within[span.area.0] {
                INSIDE
            } else {
                OUTSIDE
            },
            ..*span
        }
    }

    /// The areas that are looked at and have something to tell, by name.
    fn areas(&self, chains: Vec<Chain>) -> Vec<AreaChain> {
        let area = |(number, chain): (usize, Chain)| {
            let code = self.codes[number].clone();
            AreaChain {
                name: code.as_ref().and_then(|code| self.names.get(code).cloned()),
                code,
                chain,
                per_week: self.per_week.get(&Area(number)).copied(),
            }
        };
        let mut areas: Vec<AreaChain> = chains
            .into_iter()
            .enumerate()
            .filter(|(number, _)| self.within[*number])
            .map(area)
            .filter(|area| area.per_week.is_some() || area.chain != Chain::default())
            .collect();
        // What lies nowhere that is known comes last.
        areas
            .sort_by_cached_key(|area| (area.code.is_none(), area.name.clone(), area.code.clone()));
        areas
    }
}
