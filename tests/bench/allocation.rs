//! The matching of 10,000 requests on 50,000 devices: how long it takes, and how many it serves of those that could be.
use crate::median;
use chrono::{DateTime, TimeDelta, Utc};
use entities::{
    device::{DeviceId, DeviceKind},
    programme::ProgrammeId,
    request::RequestId,
    site::SiteId,
};
use passe_relais::{
    allocation::rules::{Facts, Free, Lack, Waiting, propose},
    devices::software::Below,
};
use std::{
    collections::{BTreeMap, VecDeque},
    time::Instant,
};

const DEVICES: i32 = 50_000;
const REQUESTS: i32 = 10_000;
/// Pick-up points and workshops, ten to an intercommunality.
const SITES: usize = 40;
/// A programme asks for nothing, for updates of one, two or three years, for a deep erasure, or for free software.
const ASKS: usize = 6;

pub fn run() {
    let facts = facts();
    let mut outcomes = Vec::new();
    let mut took: Vec<f64> = (0..5)
        .map(|_| {
            let begun = Instant::now();
            outcomes = propose(&facts);
            begun.elapsed().as_secs_f64()
        })
        .collect();
    let served = outcomes.iter().filter(|one| one.device.is_ok()).count();
    let most = most_that_can_be_served(&facts);
    let seconds = median(&mut took);
    println!(
        "| 50000 | – | allocation of 10,000 requests, median of 5 (ceiling 1 s) | {seconds:.3} s |"
    );
    println!(
        "| 50000 | – | requests served, of as many as any choice could serve (floor 1) | {served} of {most} |"
    );
    println!(
        "| 50000 | – | resident, requests and devices and what came out | {} MB |",
        resident_mb()
    );
}

/// Many tablets and too few laptops, of every worth, at sites all over.
fn facts() -> Facts {
    let mut state = 7_u64;
    // Always the same numbers, so that runs compare.
    let mut pick = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let now: DateTime<Utc> = "2026-11-28T08:00:00Z".parse().unwrap();
    let site = |number: usize| SiteId(i32::try_from(number).unwrap());
    let free = (0..DEVICES)
        .map(|id| {
            let years = pick(4);
            let (shallow, not_free) = (pick(3) > 0, pick(2) > 0);
            let below = |lacking: bool, below| lacking.then_some(Lack::Below(below));
            Free {
                id: DeviceId(id),
                kind: [DeviceKind::Tablet, DeviceKind::Laptop][usize::from(pick(10) == 0)],
                site: site(pick(SITES)),
                since: now - TimeDelta::minutes(i64::try_from(pick(90 * 24 * 60)).unwrap()),
                grade: None,
                lacks: vec![
                    None,
                    below(years < 1, Below::UpdatesEnd),
                    below(years < 2, Below::UpdatesEnd),
                    below(years < 3, Below::UpdatesEnd),
                    shallow.then_some(Lack::ErasedTooLightly),
                    below(not_free, Below::NotFree),
                ],
            }
        })
        .collect();
    let waiting = (0..REQUESTS)
        .map(|id| Waiting {
            id: RequestId(id),
            kind: [DeviceKind::Tablet, DeviceKind::Laptop][usize::from(pick(10) < 6)],
            pickup: site(pick(SITES)),
            programme: ProgrammeId(1),
            ask: pick(ASKS),
            since: now - TimeDelta::minutes(i64::try_from(pick(90 * 24 * 60)).unwrap()),
            replaces: false,
        })
        .collect();
    let epci = (0..SITES).map(|number| (site(number), format!("epci {}", number / 10)));
    Facts {
        free,
        waiting,
        epci: epci.collect(),
        stock: Vec::new(),
    }
}

/// The greatest flow from what is asked to what there is, by the shortest augmenting paths: slow, short, and nothing of
/// the matching's own. Where a device is does not count: any may be carried to any pick-up point.
fn most_that_can_be_served(facts: &Facts) -> i64 {
    let mut demand: BTreeMap<(DeviceKind, usize), i64> = BTreeMap::new();
    for request in &facts.waiting {
        *demand.entry((request.kind, request.ask)).or_default() += 1;
    }
    let mut supply: BTreeMap<(DeviceKind, &[Option<Lack>]), i64> = BTreeMap::new();
    for device in &facts.free {
        *supply
            .entry((device.kind, device.lacks.as_slice()))
            .or_default() += 1;
    }
    let (source, sink) = (0, demand.len() + supply.len() + 1);
    let mut room = vec![vec![0_i64; sink + 1]; sink + 1];
    for (asked, ((kind, ask), count)) in demand.iter().enumerate() {
        room[source][asked + 1] = *count;
        for (there, (of_kind, lacks)) in supply.keys().enumerate() {
            if of_kind == kind && lacks[*ask].is_none() {
                room[asked + 1][demand.len() + 1 + there] = *count;
            }
        }
    }
    for (there, count) in supply.values().enumerate() {
        room[demand.len() + 1 + there][sink] = *count;
    }
    let mut flow = 0;
    while let Some(path) = path(&room, source, sink) {
        let steps: Vec<(usize, usize)> = path.windows(2).map(|ends| (ends[0], ends[1])).collect();
        let narrowest = steps
            .iter()
            .map(|(from, to)| room[*from][*to])
            .min()
            .unwrap();
        for (from, to) in steps {
            room[from][to] -= narrowest;
            room[to][from] += narrowest;
        }
        flow += narrowest;
    }
    flow
}

/// The shortest way with room left.
fn path(room: &[Vec<i64>], source: usize, sink: usize) -> Option<Vec<usize>> {
    let mut from = vec![None; room.len()];
    let mut next = VecDeque::from([source]);
    while let Some(node) = next.pop_front() {
        for (to, left) in room[node].iter().enumerate() {
            if *left > 0 && from[to].is_none() && to != source {
                from[to] = Some(node);
                next.push_back(to);
            }
        }
    }
    let mut path = vec![sink];
    while let Some(node) = from[path[path.len() - 1]] {
        path.push(node);
    }
    path.reverse();
    (path[0] == source).then_some(path)
}

fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1));
    kilobytes.unwrap().parse::<u64>().unwrap() / 1024
}
