//! From what was counted to what is told: of a year that is over each territory, of a quarter the whole programme alone and
//! rounded. No count of a territory in a quarter is ever told.
use super::{
    Figure, carbon, hiding, median,
    opinions::{self, Points},
    periods::Year,
};
use entities::{device::DeviceKind, site::SiteId};
use std::collections::{BTreeMap, BTreeSet};

/// Where a site lies, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// SIREN of the intercommunality.
    pub epci: Option<String>,
    /// INSEE code of the commune.
    pub commune: Option<String>,
}

pub type Places = BTreeMap<SiteId, Place>;

/// Whose figure it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    Everywhere,
    Epci(Option<String>),
    Commune(Place),
}

impl Where {
    /// The intercommunality it is or lies in.
    #[must_use]
    pub fn epci(&self) -> Option<&str> {
        match self {
            Self::Everywhere => None,
            Self::Epci(code) => code.as_deref(),
            Self::Commune(place) => place.epci.as_deref(),
        }
    }

    /// Whether it is a part of the other, one step below it.
    #[must_use]
    pub fn is_part_of(&self, whole: &Self) -> bool {
        match (self, whole) {
            (Self::Epci(_), Self::Everywhere) => true,
            (Self::Commune(place), Self::Epci(code)) => place.epci == *code,
            (Self::Everywhere, _)
            | (Self::Epci(_), Self::Epci(_) | Self::Commune(_))
            | (Self::Commune(_), Self::Everywhere | Self::Commune(_)) => false,
        }
    }

    /// Whether what lies there is in it.
    #[must_use]
    pub fn covers(&self, place: &Place) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Epci(code) => place.epci == *code,
            Self::Commune(own) => own == place,
        }
    }
}

/// Every territory in which a site lies, the whole first.
#[must_use]
pub fn territories(places: &Places) -> BTreeSet<Where> {
    let epcis = places.values().map(|place| Where::Epci(place.epci.clone()));
    let communes = places.values().cloned().map(Where::Commune);
    [Where::Everywhere]
        .into_iter()
        .chain(epcis)
        .chain(communes)
        .collect()
}

/// So many, at a site in a quarter that is over (from 0 on).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub figure: Figure,
    pub site: SiteId,
    pub quarter: usize,
    pub count: i64,
}

/// What was counted of a programme in the quarters of a year that are over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub counts: Vec<Count>,
    /// Devices handed over, by kind.
    pub kinds: Vec<(SiteId, DeviceKind, i64)>,
    /// How many days each request that was served had waited, and in which quarter it was.
    pub waits: Vec<(SiteId, usize, i64)>,
    /// What the answers of opinions add up to, by the figure that counts the opinions, and in which quarter.
    pub points: Vec<(Figure, SiteId, usize, Points)>,
}

/// A value as it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    Exactly(i64),
    /// To the nearest five.
    About(i64),
    Tenths(i64),
    /// Too few people, here or beside.
    Hidden,
    /// Nothing to tell: no median of nobody, no part of nothing.
    Nothing,
}

/// A figure as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub figure: Figure,
    /// Of the whole programme, in each quarter that is over; empty for what is told by year only.
    pub quarters: Vec<Value>,
    /// Of the year by territory; empty while it goes on.
    pub year: BTreeMap<Where, Value>,
}

/// All figures of a programme in a year.
#[must_use]
pub fn told(year: Year, places: &Places, counted: &Counted) -> Vec<Told> {
    let closed = usize::try_from(year.quarters).unwrap_or_default();
    let nowhere = Place::default();
    let place = |site: &SiteId| places.get(site).unwrap_or(&nowhere);
    let exact: BTreeMap<Figure, Exact> = Figure::ALL
        .into_iter()
        .filter(|figure| figure.made_of().is_none())
        .map(|figure| (figure, Exact::of(figure, closed, places, counted)))
        .collect();
    let shown: BTreeMap<Figure, BTreeMap<Where, Option<i64>>> = exact
        .iter()
        .filter(|_| year.is_over())
        .map(|(figure, exact)| (*figure, exact.by_territory()))
        .collect();
    let made = |figure: Figure, parts: &[Figure]| {
        let territories = territories(places).into_iter().filter(|_| year.is_over());
        let value = |territory: Where| {
            let counts: Option<Vec<i64>> = parts
                .iter()
                .map(|part| shown.get(part)?.get(&territory).copied().flatten())
                .collect();
            let value = counts.map_or(Value::Hidden, |counts| {
                let here = |site: &SiteId| territory.covers(place(site));
                derived(figure, &counts, counted, here)
            });
            (territory, value)
        };
        territories.map(value).collect()
    };
    let tell = |figure: Figure| match figure.made_of() {
        None => {
            let exact = exact.get(&figure);
            let year = shown.get(&figure).into_iter().flatten();
            Told {
                figure,
                quarters: exact.map_or_else(Vec::new, Exact::rounded),
                year: year
                    .map(|(territory, count)| {
                        (
                            territory.clone(),
                            count.map_or(Value::Hidden, Value::Exactly),
                        )
                    })
                    .collect(),
            }
        }
        Some(parts) => Told {
            figure,
            quarters: match opinions::counted_by(figure) {
                Some(opinions) => means(opinions, exact.get(&opinions), counted),
                None if figure == Figure::Wait => waits(exact.get(&Figure::Served), counted),
                None => Vec::new(),
            },
            year: made(figure, parts),
        },
    };
    Figure::ALL.into_iter().map(tell).collect()
}

/// A count before it is known what of it may be told.
struct Exact {
    quarters: Vec<i64>,
    sums: BTreeMap<Option<String>, BTreeMap<Place, i64>>,
}

impl Exact {
    fn of(figure: Figure, closed: usize, places: &Places, counted: &Counted) -> Self {
        let mut exact = Self {
            quarters: vec![0; closed],
            sums: BTreeMap::new(),
        };
        for place in places.values() {
            exact.add(place, 0);
        }
        let nowhere = Place::default();
        for one in counted.counts.iter().filter(|one| one.figure == figure) {
            if let Some(quarter) = exact.quarters.get_mut(one.quarter) {
                *quarter += one.count;
                exact.add(places.get(&one.site).unwrap_or(&nowhere), one.count);
            }
        }
        exact
    }

    fn add(&mut self, place: &Place, count: i64) {
        let communes = self.sums.entry(place.epci.clone()).or_default();
        *communes.entry(place.clone()).or_default() += count;
    }

    fn rounded(&self) -> Vec<Value> {
        let quarters = self.quarters.iter();
        quarters
            .map(|count| Value::About(hiding::rounded(*count)))
            .collect()
    }

    /// What is told of each territory, none where it is hidden.
    fn by_territory(&self) -> BTreeMap<Where, Option<i64>> {
        let branches: Vec<Vec<i64>> = self
            .sums
            .values()
            .map(|communes| communes.values().copied().collect())
            .collect();
        let whole = hiding::total(&self.quarters);
        let mut told = BTreeMap::new();
        let sum: i64 = self.quarters.iter().sum();
        told.insert(Where::Everywhere, whole.then_some(sum));
        let shown = hiding::tree(&branches);
        for ((epci, communes), (branch, leaves)) in self.sums.iter().zip(shown) {
            let sum: i64 = communes.values().sum();
            // Where the whole is hidden, all are: their sum would be the whole.
            told.insert(Where::Epci(epci.clone()), (whole && branch).then_some(sum));
            for ((place, count), leaf) in communes.iter().zip(leaves) {
                let shown = (whole && leaf).then_some(*count);
                told.insert(Where::Commune(place.clone()), shown);
            }
        }
        told
    }
}

/// A figure that is made of counts which are told.
fn derived(
    figure: Figure,
    counts: &[i64],
    counted: &Counted,
    here: impl Fn(&SiteId) -> bool,
) -> Value {
    match figure {
        Figure::Carbon => {
            let kinds = counted.kinds.iter().filter(|(site, ..)| here(site));
            let grams =
                kinds.map(|(_, kind, devices)| devices * carbon::carbon().avoided_grams(*kind));
            Value::Tenths(carbon::tenths_of_tonnes(grams.sum()))
        }
        Figure::Participation => match counts {
            [present, absent] if present + absent > 0 => {
                let all = present + absent;
                Value::Exactly((present * 100 + all / 2) / all)
            }
            [..] => Value::Nothing,
        },
        Figure::WorkshopSatisfaction
        | Figure::HandoverSatisfaction
        | Figure::KitUserSatisfaction
        | Figure::KitPrescriberSatisfaction => {
            let own = opinions::counted_by(figure);
            let points = counted
                .points
                .iter()
                .filter(|(of, site, ..)| Some(*of) == own && here(site));
            mean(points.map(|(.., points)| *points).sum())
        }
        Figure::WorkshopSilent
        | Figure::HandoverSilent
        | Figure::KitUserSilent
        | Figure::KitPrescriberSilent => match counts {
            [opinions, occasions] => {
                let silent = opinions::silent(*opinions, *occasions);
                silent.map_or(Value::Nothing, Value::Exactly)
            }
            [..] => Value::Nothing,
        },
        Figure::Wait => {
            let days = counted.waits.iter().filter(|(site, ..)| here(site));
            let median = median(days.map(|(.., days)| *days).collect());
            median.map_or(Value::Nothing, Value::Exactly)
        }
        Figure::Requests
        | Figure::People
        | Figure::Households
        | Figure::Organisations
        | Figure::Devices
        | Figure::TrainedThemselves
        | Figure::TrainedBeside
        | Figure::Present
        | Figure::Absent
        | Figure::Served
        | Figure::Waivers
        | Figure::AppointmentsHeld
        | Figure::AppointmentsMissed
        | Figure::PassesGiven
        | Figure::WorkshopOpinions
        | Figure::HandoverOpinions
        | Figure::KitUserOpinions
        | Figure::KitPrescriberOpinions => Value::Nothing,
    }
}

/// The median wait of each quarter, where what is told of it says that at least eight requests were served.
fn waits(served: Option<&Exact>, counted: &Counted) -> Vec<Value> {
    let quarters: &[i64] = served.map_or(&[], |served| served.quarters.as_slice());
    let wait = |(quarter, count): (usize, &i64)| {
        match hiding::rounded(*count) {
            0 => return Value::Nothing,
            ..=hiding::FEWEST => return Value::Hidden,
            _ => {}
        }
        let days = counted.waits.iter().filter(|(_, of, _)| *of == quarter);
        let median = median(days.map(|(.., days)| *days).collect());
        median.map_or(Value::Nothing, Value::Exactly)
    };
    quarters.iter().enumerate().map(wait).collect()
}

fn mean(points: Points) -> Value {
    points.mean().map_or(Value::Nothing, Value::Tenths)
}

/// The mean of each quarter, where what is told of it says that at least eight opinions were given, as for waits.
fn means(figure: Figure, opinions: Option<&Exact>, counted: &Counted) -> Vec<Value> {
    let quarters: &[i64] = opinions.map_or(&[], |opinions| opinions.quarters.as_slice());
    let told = |(quarter, count): (usize, &i64)| {
        match hiding::rounded(*count) {
            0 => return Value::Nothing,
            ..=hiding::FEWEST => return Value::Hidden,
            _ => {}
        }
        let points = counted
            .points
            .iter()
            .filter(|(of, _, at, _)| *of == figure && *at == quarter);
        mean(points.map(|(.., points)| *points).sum())
    };
    quarters.iter().enumerate().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn place(epci: &str, commune: &str) -> Place {
        Place {
            epci: Some(epci.to_owned()),
            commune: Some(commune.to_owned()),
        }
    }

    /// Two communes of one intercommunality and one of another.
    fn places() -> Places {
        let all = [place("E1", "A"), place("E1", "B"), place("E2", "C")];
        (1..).map(SiteId).zip(all).collect()
    }

    fn people(site: i32, quarter: usize, count: i64) -> Count {
        Count {
            figure: Figure::People,
            site: SiteId(site),
            quarter,
            count,
        }
    }

    fn year(today: &str) -> Year {
        let today: NaiveDate = today.parse().unwrap();
        Year::as_of(2026, today)
    }

    fn of(figure: Figure, all: &[Told]) -> &Told {
        all.iter().find(|told| told.figure == figure).unwrap()
    }

    #[test]
    fn a_year_that_goes_on_is_told_by_rounded_quarters_of_the_whole_alone() {
        let counted = Counted {
            counts: vec![people(1, 0, 12), people(3, 1, 3)],
            ..Counted::default()
        };
        let all = told(year("2026-11-29"), &places(), &counted);
        let people = of(Figure::People, &all);
        let about = [10, 5, 0].map(Value::About);
        assert_eq!(people.quarters, about);
        assert!(all.iter().all(|told| told.year.is_empty()));
    }

    #[test]
    fn a_small_commune_takes_another_with_it_and_hides_what_is_made_of_it() {
        let counted = Counted {
            counts: vec![people(1, 0, 12), people(2, 1, 3), people(3, 2, 9)],
            ..Counted::default()
        };
        let all = told(year("2027-02-01"), &places(), &counted);
        let people = &of(Figure::People, &all).year;
        let said: Vec<Value> = people.values().copied().collect();
        let (shown, hidden) = (Value::Exactly, Value::Hidden);
        assert_eq!(
            said,
            [shown(24), shown(15), shown(9), hidden, hidden, shown(9)]
        );
        // The same on another day.
        assert_eq!(all, told(year("2031-05-05"), &places(), &counted));
    }

    #[test]
    fn what_is_made_of_counts_is_told_where_they_all_are() {
        let one = |figure, site, count| Count {
            figure,
            site: SiteId(site),
            quarter: 0,
            count,
        };
        let counted = Counted {
            counts: vec![
                one(Figure::Present, 1, 30),
                one(Figure::Absent, 1, 10),
                one(Figure::Present, 3, 8),
                one(Figure::Absent, 3, 2),
                one(Figure::Devices, 1, 10),
                one(Figure::Served, 1, 5),
            ],
            kinds: vec![(SiteId(1), DeviceKind::Tablet, 10)],
            waits: [3, 9, 4, 30, 5].map(|days| (SiteId(1), 0, days)).into(),
            points: Vec::new(),
        };
        let all = told(year("2027-02-01"), &places(), &counted);
        let at = |figure, territory: &Where| of(figure, &all).year[territory];
        let (first, second) = (
            Where::Epci(Some("E1".to_owned())),
            Where::Epci(Some("E2".to_owned())),
        );
        // 38 of 50; of each of the two intercommunalities the places missed are hidden.
        assert_eq!(
            at(Figure::Participation, &Where::Everywhere),
            Value::Exactly(76)
        );
        assert_eq!(at(Figure::Participation, &first), Value::Hidden);
        assert_eq!(at(Figure::Participation, &second), Value::Hidden);
        assert_eq!(at(Figure::Carbon, &first), Value::Tenths(8));
        assert_eq!(at(Figure::Carbon, &second), Value::Tenths(0));
        assert_eq!(at(Figure::Wait, &first), Value::Exactly(5));
        assert_eq!(at(Figure::Wait, &second), Value::Nothing);
        // Five are too few for a quarter, whose count is told as three to seven.
        assert_eq!(of(Figure::Wait, &all).quarters[0], Value::Hidden);
    }

    #[test]
    fn a_territory_knows_its_parts() {
        let parts = |whole: &Where| -> usize {
            territories(&places())
                .iter()
                .filter(|one| one.is_part_of(whole))
                .count()
        };
        assert_eq!(parts(&Where::Everywhere), 2);
        assert_eq!(parts(&Where::Epci(Some("E1".to_owned()))), 2);
        assert_eq!(parts(&Where::Commune(place("E1", "A"))), 0);
    }
}
