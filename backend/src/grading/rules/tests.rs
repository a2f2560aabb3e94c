use super::*;
use crate::grading::rulesets::shipped;
use std::fmt::Write;

fn computer(cpu_mark: i32, ram_gb: i32, drives: &[(Technology, i32)]) -> Facts {
    Facts {
        numbers: BTreeMap::from([(Fact::CpuMark, cpu_mark), (Fact::RamGb, ram_gb)]),
        drives: drives
            .iter()
            .map(|(technology, gb)| Drive {
                technology: *technology,
                gb: *gb,
            })
            .collect(),
        weighting: 0,
    }
}

fn mobile(index: i32, ram_gb: i32, storage_gb: i32, weighting: i32) -> Facts {
    Facts {
        numbers: BTreeMap::from([
            (Fact::MobileIndex, index),
            (Fact::RamGb, ram_gb),
            (Fact::StorageGb, storage_gb),
        ]),
        drives: Vec::new(),
        weighting,
    }
}

fn judged(facts: &Facts, set: &str) -> Verdict {
    judge(facts, shipped().by_key(set).unwrap()).unwrap()
}

const COMPUTERS: &str = "emmaus-connect-computers";
const MOBILES: &str = "emmaus-connect-mobiles";

use Technology::{Hdd, Nvme, Ssd};

/// The vectors of the published rules.
#[test]
fn computers_get_the_category_their_authors_give_them() {
    let category = |facts: &Facts| {
        let verdict = judged(facts, COMPUTERS);
        (verdict.total, verdict.category)
    };
    let of = |total, key: &str| (total, key.to_owned());
    assert_eq!(
        category(&computer(1_100, 8, &[(Ssd, 256)])),
        of(-2, "invendable")
    );
    assert_eq!(category(&computer(2_300, 8, &[(Hdd, 500)])), of(6, "c"));
    assert_eq!(category(&computer(2_300, 8, &[(Ssd, 256)])), of(7, "b"));
    assert_eq!(
        category(&computer(6_500, 16, &[(Nvme, 512)])),
        of(12, "premium")
    );
}

#[test]
fn computers_at_the_thresholds() {
    let mut told = String::new();
    for cpu in [1_199, 1_200, 2_499, 2_500, 3_999, 4_000, 5_999, 6_000] {
        for ram in [3, 4, 5, 8, 16] {
            for drives in [
                vec![(Hdd, 159)],
                vec![(Hdd, 500)],
                vec![(Ssd, 63)],
                vec![(Ssd, 128)],
                vec![(Ssd, 500)],
                vec![(Nvme, 200)],
                vec![(Ssd, 256), (Hdd, 1_000)],
            ] {
                let verdict = judged(&computer(cpu, ram, &drives), COMPUTERS);
                let drives: Vec<String> = drives
                    .iter()
                    .map(|(technology, gb)| format!("{} {gb}", technology.value()))
                    .collect();
                let points: Vec<String> = verdict
                    .parts
                    .iter()
                    .map(|part| part.points.to_string())
                    .collect();
                let reasons: Vec<&str> = verdict
                    .reasons
                    .iter()
                    .map(|reason| match reason {
                        Reason::DrivesCapped(_) => "drives capped",
                        Reason::Weighted(_) => "weighted",
                        Reason::Limited { .. } => "processor limits",
                    })
                    .collect();
                let drives = drives.join(" + ");
                writeln!(
                    told,
                    "cpu {cpu:>5}  ram {ram:>2}  {drives:<18} {:<12} = {:>3}  {:<10} {}",
                    points.join(" "),
                    verdict.total,
                    verdict.category,
                    reasons.join(", ")
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn phones_and_tablets_at_the_thresholds_and_weighted() {
    let mut told = String::new();
    for index in [0, 49_999, 50_000, 400_000, 949_999, 950_000] {
        for (ram, storage) in [(0, 8), (1, 16), (3, 32), (5, 100), (16, 1_000)] {
            for weighting in [-100, -10, 0, 10] {
                let verdict = judged(&mobile(index, ram, storage, weighting), MOBILES);
                let points: Vec<String> = verdict
                    .parts
                    .iter()
                    .map(|part| part.points.to_string())
                    .collect();
                writeln!(
                    told,
                    "index {index:>6}  ram {ram:>2}  storage {storage:>4}  {weighting:>4} %  {:<11} = {:>3}  {}",
                    points.join(" "),
                    verdict.total,
                    verdict.category
                )
                .unwrap();
            }
        }
    }
    insta::assert_snapshot!(told);
}

#[test]
fn a_weighting_that_the_rules_do_not_offer_counts_for_nothing() {
    assert_eq!(
        judged(&mobile(400_000, 3, 32, 7), MOBILES).total,
        91 + 54 + 45
    );
    assert_eq!(judged(&mobile(400_000, 3, 32, 10), MOBILES).total, 209);
    let mut weighted = computer(6_500, 16, &[(Nvme, 512)]);
    weighted.weighting = -50;
    assert_eq!(judged(&weighted, COMPUTERS).total, 12);
}

#[test]
fn halves_are_rounded_away_from_zero() {
    assert_eq!(weighted(205, 10), 226);
    assert_eq!(weighted(15, -50), 8);
    assert_eq!(weighted(-15, -50), -8);
    assert_eq!(weighted(300, -100), 0);
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let missing = judge(&Facts::default(), shipped().by_key(COMPUTERS).unwrap());
    assert_eq!(
        missing,
        Err(vec![
            Missing::Number(Fact::CpuMark),
            Missing::Number(Fact::RamGb),
            Missing::Drive
        ])
    );
}

#[test]
fn a_set_of_a_few_lines_judges_by_the_battery() {
    let category = |percent| {
        let facts = Facts {
            numbers: BTreeMap::from([(Fact::BatteryPercent, percent)]),
            ..Facts::default()
        };
        judged(&facts, "battery").category
    };
    assert_eq!(
        [64, 65, 74, 75, 90, 91].map(category),
        ["d", "c", "c", "b", "b", "a"]
    );
}

#[test]
fn what_is_kept_of_a_verdict_is_read_back() {
    let verdict = judged(
        &computer(2_300, 8, &[(Hdd, 500), (Hdd, 2_000), (Hdd, 500)]),
        COMPUTERS,
    );
    let text = serde_json::to_string(&verdict).unwrap();
    assert_eq!(serde_json::from_str::<Verdict>(&text).unwrap(), verdict);
    let facts = mobile(1, 2, 3, -10);
    let text = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&text).unwrap(), facts);
    insta::assert_snapshot!(text);
}
