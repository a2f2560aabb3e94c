//! The verdict on each kind of log a workshop meets, and on bytes that are no log at all.

use super::read::MAX_BYTES;
use super::*;
use proptest::prelude::*;
use std::fmt::Write;
use std::path::PathBuf;

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/erasure");
    std::fs::read(path.join(name)).unwrap()
}

fn report(name: &str) -> Report {
    judge(&fixture(name), None, Policy::default())
}

#[test]
fn every_log_has_its_verdict() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/erasure");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut table = String::new();
    for name in names {
        let report = report(&name);
        writeln!(table, "{name}: {:?}", report.verdict).unwrap();
        for JudgedDrive {
            drive,
            verdict,
            level,
            line,
        } in report.drives
        {
            writeln!(
                table,
                "    {} {:?} {:?}, {level:?}: {:?} {verdict:?}",
                drive.device,
                drive.kind,
                drive.serial,
                verdict.finding()
            )
            .unwrap();
            if let Some(line) = line {
                writeln!(table, "        line {}: {}", line.number, line.text).unwrap();
            }
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn an_accepted_log_tells_all_that_a_certificate_needs() {
    insta::assert_debug_snapshot!(report("two-drives-shredos.log"));
}

#[test]
fn a_masked_serial_is_unlinkable() {
    assert_eq!(
        report("masked-serial.log").verdict,
        Verdict::Refused(vec![Reason::SerialMasked])
    );
}

#[test]
fn an_erased_drive_that_nobody_read_back_is_unverified() {
    assert_eq!(
        report("verification-off.log").verdict,
        Verdict::Unverified(vec![Reason::VerificationOff])
    );
    assert_eq!(
        report("verification-switched-off-on-screen.log").verdict,
        Verdict::Unverified(vec![Reason::VerificationOff])
    );
}

#[test]
fn the_log_of_another_machine_is_refused() {
    let log = fixture("accepted-ssd.log");
    let judged = |serial| judge(&log, Some(serial), Policy::default()).verdict;
    assert_eq!(judged(" 5cd8143klm "), Verdict::Accepted);
    assert_eq!(
        judged("7XK2P13"),
        Verdict::Refused(vec![Reason::HostSerialMismatch])
    );
    let nameless = judge(
        &fixture("garbage-serial.log"),
        Some("5CD8143KLM"),
        Policy::default(),
    );
    assert!(
        nameless
            .verdict
            .reasons()
            .contains(&Reason::HostSerialMissing)
    );
}

#[test]
fn a_file_shared_by_two_machines_counts_for_each_its_own_drives() {
    let log = fixture("appended-two-machines.log");
    for (host, serial) in [("5CD8143KLM", "W0Q3ABCD"), ("7XK2P13", "S425NX0M612345")] {
        let report = judge(&log, Some(host), Policy::default());
        assert_eq!(report.verdict, Verdict::Accepted);
        let serials: Vec<_> = report
            .drives
            .into_iter()
            .map(|judged| judged.drive.serial)
            .collect();
        assert_eq!(serials, [Serial::Read(serial.to_owned())]);
    }
}

#[test]
fn the_last_wipe_of_a_drive_counts() {
    assert_eq!(
        report("appended-failed-then-erased.log").verdict,
        Verdict::Accepted
    );
    assert_eq!(
        report("appended-power-cut-then-erased.log").verdict,
        Verdict::Accepted
    );
    let worse = report("appended-erased-then-failed.log");
    assert!(worse.verdict.reasons().contains(&Reason::WipeFailed));
    assert_eq!(worse.drives.len(), 1);
}

#[test]
fn a_second_drive_left_alone_stops_the_machine_but_the_boot_stick_does_not() {
    assert_eq!(
        report("second-drive-not-wiped.log").verdict,
        Verdict::Unverified(vec![Reason::DriveNotWiped])
    );
    assert_eq!(report("accepted-ssd.log").verdict, Verdict::Accepted);
}

#[test]
fn an_organisation_may_refuse_a_mere_overwrite_of_flash() {
    let strict = Policy {
        accept_clear_on_flash: false,
    };
    let report = judge(&fixture("two-drives-shredos.log"), None, strict);
    let verdicts: Vec<_> = report
        .drives
        .into_iter()
        .map(|judged| judged.verdict)
        .collect();
    assert_eq!(
        verdicts,
        [
            Verdict::Accepted,
            Verdict::Refused(vec![Reason::OverwriteOnFlash])
        ]
    );
}

#[test]
fn a_log_larger_than_any_honest_one_is_refused() {
    let mut padded = fixture("accepted-ssd.log");
    padded.resize(MAX_BYTES + 1, b'\n');
    let verdict = judge(&padded, None, Policy::default()).verdict;
    assert_eq!(verdict, Verdict::Refused(vec![Reason::LogTooLarge]));

    let mut crowded = Vec::new();
    for rank in 0..600 {
        crowded.extend(
            format!(
                "[2026/10/05 09:00:01]  notice: Found /dev/sd{rank}, ATA, M, 1 GB, S/N=ABCD{rank}\n"
            )
            .bytes(),
        );
    }
    let report = judge(&crowded, None, Policy::default());
    assert!(report.verdict.reasons().contains(&Reason::LogTooLarge));
    assert_eq!(report.drives.len(), 512);
}

#[test]
fn no_lost_line_makes_a_bad_log_good() {
    for name in [
        "aborted.log",
        "appended-erased-then-failed.log",
        "failed.log",
        "garbage-serial.log",
        "masked-serial.log",
        "power-cut.log",
        "verification-off.log",
        "verification-switched-off-on-screen.log",
    ] {
        let log = fixture(name);
        let lines: Vec<&[u8]> = log.split(|byte| *byte == b'\n').collect();
        for lost in 0..lines.len() {
            let kept = [&lines[..lost], &lines[lost + 1..]].concat().join(&b'\n');
            let verdict = judge(&kept, None, Policy::default()).verdict;
            assert!(!verdict.is_accepted(), "{name} without line {lost}");
        }
    }
}

#[test]
fn absurd_numbers_are_read_without_fault() {
    let log = String::from_utf8(fixture("verification-errors.log")).unwrap();
    let most = u64::MAX.to_string();
    let absurd = log.replace(" 12 |", &format!(" {most} |")).repeat(2);
    let report = judge(absurd.as_bytes(), None, Policy::default());
    assert_eq!(report.drives[0].drive.errors.verification, u64::MAX);
}

proptest! {
    #[test]
    fn any_bytes_get_a_verdict_and_are_not_accepted(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(!judge(&bytes, Some("5CD8143KLM"), Policy::default()).verdict.is_accepted());
    }

    /// Damage as a failing stick does it: real lines cut, doubled, shuffled and sprinkled with bytes.
    #[test]
    fn a_damaged_log_gets_a_verdict(
        picks in proptest::collection::vec((0_usize..2000, 0_usize..200, any::<u8>()), 0..120),
    ) {
        let mut lines = Vec::new();
        for name in ["two-drives-shredos.log", "failed.log", "erasure-summary-short.log", "garbage-serial.log"] {
            lines.extend(fixture(name).split(|byte| *byte == b'\n').map(<[u8]>::to_vec));
        }
        let mut damaged = Vec::new();
        for (pick, place, byte) in picks {
            let mut line = lines[pick % lines.len()].clone();
            if place < line.len() {
                line[place] = byte;
            }
            damaged.extend(line);
            damaged.push(b'\n');
        }
        let report = judge(&damaged, None, Policy::default());
        prop_assert_eq!(report.verdict.is_accepted(), report.verdict.reasons().is_empty());
        prop_assert!(report.drives.iter().all(|judged| judged.drive.model.chars().count() <= 64));
    }
}
