//! The outcomes that would give a programme more than its part of the stock. Pure.
use super::{Outcome, Waiting, Without};
use crate::programmes::rules::stock::{Held, KindStock, stock_rule};
use entities::{device::DeviceKind, programme::ProgrammeId, request::RequestId};
use std::collections::BTreeMap;

/// The requests that would get more than their programme's part of the stock, in the order they are served. Once a
/// programme is held back, so are its later requests for the same kind of device.
pub(super) fn over_their_part(
    waiting: &[&Waiting],
    outcomes: &[Outcome],
    stock: &[KindStock],
) -> BTreeMap<RequestId, Held> {
    let mut stock = stock.to_vec();
    let mut over = BTreeMap::new();
    let mut stopped: BTreeMap<(ProgrammeId, DeviceKind), Held> = BTreeMap::new();
    for (request, outcome) in waiting.iter().zip(outcomes) {
        let of_kind = stock.iter_mut().find(|stock| stock.kind == request.kind);
        let Some(of_kind) = of_kind.filter(|_| outcome.device.is_ok() && !request.replaces) else {
            continue;
        };
        let part = (request.programme, request.kind);
        let verdict = match stopped.get(&part) {
            Some(held) => Err(*held),
            None => stock_rule(request.programme, of_kind),
        };
        match verdict {
            Ok(()) => of_kind.give(request.programme),
            Err(held) => {
                stopped.insert(part, held);
                over.insert(request.id, held);
            }
        }
    }
    over
}

/// The outcomes of a run with those of the requests that were held back, in the order they are served.
pub(super) fn with_held(
    queue: &[&Waiting],
    outcomes: Vec<Outcome>,
    held: &BTreeMap<RequestId, Held>,
) -> Vec<Outcome> {
    let mut outcomes = outcomes.into_iter();
    queue
        .iter()
        .filter_map(|request| match held.get(&request.id) {
            Some(held) => Some(Outcome {
                request: request.id,
                device: Err(Without::Held(*held)),
            }),
            None => outcomes.next(),
        })
        .collect()
}
