//! What a recipient may be asked to pay, and who may collect it. Each refusal names its rule. Pure.
use crate::exits::cessions::rules::cap_cents;
use entities::{
    device::DeviceKind,
    programme::{self, Collector, LegalChain},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is asked for devices of each kind, and who collects it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    pub cents: BTreeMap<DeviceKind, i32>,
    pub collector: Collector,
    /// Of the till, of the order or of the mandate.
    pub number: Option<String>,
}

impl Price {
    /// The price in the columns of a programme; none where its devices are free.
    #[must_use]
    pub fn of(programme: &programme::Model) -> Option<Self> {
        let columns = [
            (DeviceKind::Tablet, programme.price_tablet),
            (DeviceKind::Phone, programme.price_phone),
            (DeviceKind::Laptop, programme.price_laptop),
            (DeviceKind::Desktop, programme.price_desktop),
            (DeviceKind::Screen, programme.price_screen),
        ];
        Some(Self {
            cents: columns
                .into_iter()
                .filter_map(|(kind, cents)| Some((kind, cents?)))
                .collect(),
            collector: programme.collector?,
            number: programme.collector_number.clone(),
        })
    }
}

/// A price as a coordinator asks for it.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What is above nothing.
    pub cents: BTreeMap<DeviceKind, i32>,
    pub collector: Option<Collector>,
    pub number: Option<String>,
}

/// Why a price is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The decree lists no cap for this kind: it has no solidarity price.
    NoCap(DeviceKind),
    /// Over the cap of decree 2022-1413, in cents.
    OverCap(DeviceKind, i32),
    /// A loan for use is free by its nature (civil code, article 1876).
    LoanIsFree,
    /// Nobody is named who may collect it.
    NobodyCollects,
    /// An association collects for goods that are its own: those ceded to it.
    NotItsOwnGoods,
    /// A public till or order collects public money: for goods that the département still owns.
    NotPublicMoney,
    /// A till, an order and a mandate are known by their number.
    NumberMissing,
}

impl Refused {
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoCap(_) => "programme-price-no-cap",
            Self::OverCap(..) => "programme-price-over-cap",
            Self::LoanIsFree => "programme-price-loan-is-free",
            Self::NobodyCollects => "programme-price-nobody-collects",
            Self::NotItsOwnGoods => "programme-price-not-its-own-goods",
            Self::NotPublicMoney => "programme-price-not-public-money",
            Self::NumberMissing => "programme-price-number-missing",
        }
    }
}

/// Whether this may be asked of recipients on this legal ground. Nothing asked is free, whoever is named.
///
/// # Errors
/// Everything that stands against it.
pub fn judge(chain: LegalChain, asked: &Asked) -> Result<Option<Price>, Vec<Refused>> {
    if asked.cents.is_empty() {
        return Ok(None);
    }
    let mut refused = Vec::new();
    for (kind, cents) in &asked.cents {
        match cap_cents(*kind) {
            None => refused.push(Refused::NoCap(*kind)),
            Some(cap) if *cents > cap => refused.push(Refused::OverCap(*kind, cap)),
            Some(_) => {}
        }
    }
    if chain == LegalChain::LoanForUse {
        refused.push(Refused::LoanIsFree);
        return Err(refused);
    }
    let Some(collector) = asked.collector else {
        refused.push(Refused::NobodyCollects);
        return Err(refused);
    };
    match (collector, chain) {
        (Collector::Association, LegalChain::InKindAid) => refused.push(Refused::NotItsOwnGoods),
        (Collector::Regie | Collector::Titre, LegalChain::CessionByAssociation) => {
            refused.push(Refused::NotPublicMoney);
        }
        (
            Collector::Association | Collector::Regie | Collector::Titre | Collector::Mandate,
            LegalChain::LoanForUse | LegalChain::InKindAid | LegalChain::CessionByAssociation,
        ) => {}
    }
    let number = match collector {
        Collector::Association => None,
        Collector::Regie | Collector::Titre | Collector::Mandate => {
            if asked.number.is_none() {
                refused.push(Refused::NumberMissing);
            }
            asked.number.clone()
        }
    };
    if refused.is_empty() {
        Ok(Some(Price {
            cents: asked.cents.clone(),
            collector,
            number,
        }))
    } else {
        Err(refused)
    }
}

pub const COLLECTORS: [Collector; 4] = [
    Collector::Association,
    Collector::Regie,
    Collector::Titre,
    Collector::Mandate,
];

#[must_use]
pub fn collector_value(collector: Collector) -> &'static str {
    match collector {
        Collector::Association => "association",
        Collector::Regie => "regie",
        Collector::Titre => "titre",
        Collector::Mandate => "mandate",
    }
}

#[must_use]
pub fn collector_key(collector: Collector) -> &'static str {
    match collector {
        Collector::Association => "programme-collector-association",
        Collector::Regie => "programme-collector-regie",
        Collector::Titre => "programme-collector-titre",
        Collector::Mandate => "programme-collector-mandate",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programmes::rules::LEGAL_CHAINS;

    fn asked(kind: DeviceKind, cents: i32, collector: Collector, number: Option<&str>) -> Asked {
        Asked {
            cents: BTreeMap::from([(kind, cents)]),
            collector: Some(collector),
            number: number.map(str::to_owned),
        }
    }

    #[test]
    fn who_may_collect_on_which_ground() {
        use LegalChain::{CessionByAssociation, InKindAid, LoanForUse};
        let table = [
            (
                LoanForUse,
                Collector::Association,
                Some(Refused::LoanIsFree),
            ),
            (LoanForUse, Collector::Regie, Some(Refused::LoanIsFree)),
            (LoanForUse, Collector::Titre, Some(Refused::LoanIsFree)),
            (LoanForUse, Collector::Mandate, Some(Refused::LoanIsFree)),
            (
                InKindAid,
                Collector::Association,
                Some(Refused::NotItsOwnGoods),
            ),
            (InKindAid, Collector::Regie, None),
            (InKindAid, Collector::Titre, None),
            (InKindAid, Collector::Mandate, None),
            (CessionByAssociation, Collector::Association, None),
            (
                CessionByAssociation,
                Collector::Regie,
                Some(Refused::NotPublicMoney),
            ),
            (
                CessionByAssociation,
                Collector::Titre,
                Some(Refused::NotPublicMoney),
            ),
            (CessionByAssociation, Collector::Mandate, None),
        ];
        assert_eq!(table.len(), LEGAL_CHAINS.len() * COLLECTORS.len());
        for (chain, collector, refused) in table {
            let price = asked(DeviceKind::Tablet, 4_000, collector, Some("R-12"));
            let found = judge(chain, &price).err().map(|refused| refused[0]);
            assert_eq!(found, refused, "{chain:?} {collector:?}");
        }
    }

    #[test]
    fn every_kind_has_its_cap_or_no_price() {
        for (kind, cap) in [
            (DeviceKind::Tablet, 10_000),
            (DeviceKind::Phone, 10_000),
            (DeviceKind::Laptop, 18_000),
            (DeviceKind::Desktop, 15_000),
            (DeviceKind::Screen, 3_000),
        ] {
            let at = |cents| {
                judge(
                    LegalChain::CessionByAssociation,
                    &asked(kind, cents, Collector::Association, None),
                )
            };
            assert!(at(cap).is_ok_and(|price| price.is_some()), "{kind:?}");
            assert_eq!(at(cap + 1), Err(vec![Refused::OverCap(kind, cap)]));
        }
        let accessory = asked(DeviceKind::Accessory, 1, Collector::Association, None);
        assert_eq!(
            judge(LegalChain::CessionByAssociation, &accessory),
            Err(vec![Refused::NoCap(DeviceKind::Accessory)])
        );
    }

    #[test]
    fn a_price_names_who_collects_it_and_by_which_number() {
        let mut price = asked(DeviceKind::Laptop, 5_000, Collector::Regie, None);
        assert_eq!(
            judge(LegalChain::InKindAid, &price),
            Err(vec![Refused::NumberMissing])
        );
        price.collector = None;
        assert_eq!(
            judge(LegalChain::InKindAid, &price),
            Err(vec![Refused::NobodyCollects])
        );
        price.cents.clear();
        for chain in LEGAL_CHAINS {
            assert_eq!(judge(chain, &price), Ok(None));
        }
    }
}
