//! `make bench`: the figures of docs/PERFORMANCE.md, as ratios of what the database itself reaches in
//! the same run on the same machine.
#![expect(
    clippy::unwrap_used,
    reason = "a bench stops at the first thing that is not as it should be"
)]

mod allocation;
mod assets;
mod contention;
mod coop;
mod counting;
mod indicators;
mod load;
mod photo;
mod postgres;
mod program;
mod seed;
mod stock_at;

/// The demo has two workshops: the one that imports and prints here.
const WORKSHOP: &str = "Atelier Second Souffle";

use load::{Load, Request};
use passe_relais::workshop::nwipe;
use postgres::Postgres;
use program::{Program, Queued, get, post, seconds_of};

#[tokio::main]
async fn main() {
    let sizes: Vec<u32> = std::env::var("BENCH_DEVICES")
        .unwrap_or_else(|_| "10000,100000".into())
        .split(',')
        .map(|size| size.trim().parse().unwrap())
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let postgres = Postgres::of_this_run();
    println!("{}", machine());
    println!("| devices | engine | what | figure |\n| --- | --- | --- | --- |");
    let mut grown = Vec::new();
    for (number, size) in sizes.iter().enumerate() {
        let on_sqlite = format!(
            "sqlite://{}/bench-{size}.db?mode=rwc",
            folder.path().display()
        );
        let on_postgres = postgres.create(&format!("bench_{size}"));
        for (engine, url) in [("SQLite", on_sqlite), ("PostgreSQL", on_postgres)] {
            let program = Program::new(folder.path(), &url);
            let say =
                |what: &str, figure: String| println!("| {size} | {engine} | {what} | {figure} |");
            program.run(&["migrate", "up"]);
            let seeding = std::time::Instant::now();
            let stock = seed::stock(&url, *size).await;
            say(
                "seeded in",
                format!("{:.1} s", seeding.elapsed().as_secs_f64()),
            );
            if engine == "PostgreSQL" {
                // What autovacuum does of itself within minutes of so large a change.
                postgres.sql(&format!("bench_{size}"), "VACUUM ANALYZE");
            }
            pages(&program, &stock, &say);
            contention::run(&program, &url, &stock, &say).await;
            if number == 0 {
                contention::long_queue(&program, &url, &stock, &say).await;
            }
            if engine == "PostgreSQL" {
                ratios(&program, &stock, &postgres, *size, &say);
            }
            counting::run(&program, &url, &stock, &say).await;
            stock_at::run(&program, &url, &say).await;
            verify(&program, &say);
            if engine == "PostgreSQL" {
                grown.push((*size, program, stock));
            }
        }
        if number == 0 {
            labels(folder.path());
            photo::decode(folder.path()).await;
        }
    }
    growth(&grown);
    wipe_log();
    allocation::run();
    coop::run(&postgres, folder.path());
    indicators::run(&postgres, folder.path()).await;
    assets::run(&postgres, folder.path()).await;
    imports_and_exports(&postgres, folder.path()).await;
}

/// A file to which a bench appended run after run, judged for one of its machines.
fn wipe_log() {
    let run = include_str!("../fixtures/erasure/two-drives-shredos.log");
    let mut log = String::new();
    let mut machine = 0;
    while log.len() < 5 * 1024 * 1024 {
        machine += 1;
        log.push_str(&run.replace("S/N=", &format!("S/N={machine:06}")));
    }
    let judge = || {
        let begun = std::time::Instant::now();
        let report = nwipe::judge(log.as_bytes(), None, nwipe::Policy::default());
        assert_eq!(report.drives.len(), 2 * machine);
        begun.elapsed().as_secs_f64()
    };
    let seconds = median(&mut [judge(), judge(), judge()]);
    println!(
        "| – | – | parsing of a 5 MB nwipe log, {machine} runs, median of 3 | {seconds:.3} s |"
    );
}

/// The pages people wait for, and what the server weighs.
fn pages(program: &Program, stock: &seed::Stock, say: &impl Fn(&str, String)) {
    let server = program.serve();
    say(
        "start to first response",
        format!("{:.3} s", server.ready_after.as_secs_f64()),
    );
    say("resident, idle", format!("{} MB", server.resident_mb()));
    let scans = scans(stock);
    let page = server.fetch(&scans[0].path, &stock.cookie);
    assert!(page.contains("Galaxy Tab A7"), "the scan shows the device");
    for connections in [1, 8, 32] {
        let load = Load::run(&server.address, &scans, connections, 5);
        say(
            &format!("scan page, {connections} connections"),
            load.to_string(),
        );
    }
    say(
        "resident, under the scan load",
        format!("{} MB", server.resident_mb()),
    );
    for (what, path) in [
        ("list page", "/devices"),
        ("search page", "/devices?q=SER0000042"),
        // Nothing of it in the stock, and no figures above it: the narrowed list alone, at its worst.
        (
            "page of a category",
            "/devices?category=premium&below=999999999",
        ),
        ("board, all in quarantine", "/board"),
        ("board of one kind", "/board?kind=tablet"),
    ] {
        let load = Load::run(&server.address, &[get(path, &stock.cookie)], 8, 5);
        say(&format!("{what}, 8 connections"), load.to_string());
    }
    let list = list_asked(&server, stock, &stock.received[0]);
    // One bench, a workshop, a busy day; each device once.
    let share = stock.received.len() / 3;
    for (connections, codes) in [1, 8, 32].into_iter().zip(stock.received.chunks(share)) {
        let forms = triages(stock, &list, codes);
        let load = Load::run(&server.address, &forms, connections, 1);
        say(
            &format!("triage form, {connections} connections"),
            load.to_string(),
        );
    }
    let codes = &stock.codes[..1_000];
    say(
        "replay of 1,000 queued triage forms",
        replay(
            &server,
            stock,
            codes.iter().map(|code| queued_triage(code, &list)),
        ),
    );
    say(
        "replay of 1,000 queued scans",
        replay(&server, stock, codes.iter().map(queued_scan)),
    );
    server.stop();
}

/// What a bench kept while the network was away, sent as its queue sends it: in order, one at a time on one
/// connection, each answered by its receipt.
fn replay(
    server: &program::Server,
    stock: &seed::Stock,
    forms: impl Iterator<Item = Queued>,
) -> String {
    let forms: Vec<_> = forms.collect();
    let mut took = server.replay(stock.account, &stock.cookie, &forms);
    let all: f64 = took.iter().sum();
    let p50 = median(&mut took);
    let p99 = took[took.len() * 99 / 100];
    format!(
        "{all:.2} s, p50 {:.2} ms, p99 {:.2} ms",
        p50 * 1000.0,
        p99 * 1000.0
    )
}

/// Two stage changes, two events, six answers.
fn queued_triage(code: &str, list: &str) -> Queued {
    let id = format!("queued-triage-{code}");
    Queued {
        form: format!(
            "write_id={id}&checklist_id={list}&label-matches=yes&powers-on=yes&no-owner-lock=yes&no-swelling=yes&card-slots=yes&look=b"
        ),
        path: format!("/bench/{code}/triage"),
        id,
    }
}

/// Under the card "reset done": one change, one event, one line of the tally.
fn queued_scan(code: &String) -> Queued {
    let id = format!("queued-scan-{code}");
    Queued {
        form: format!("write_id={id}&mode=RESET&code={code}"),
        path: "/bench/scan".to_owned(),
        id,
    }
}

/// The version of the checklist that the form of this device asks.
fn list_asked(server: &program::Server, stock: &seed::Stock, code: &str) -> String {
    let page = server.fetch(&format!("/bench/{code}/triage"), &stock.cookie);
    let (_, after) = page
        .split_once("name=\"checklist_id\" value=\"")
        .expect("the form names its list");
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Triage passed, one form per device: it moves twice, to triage and on to refurbishment.
fn triages(stock: &seed::Stock, list: &str, codes: &[String]) -> Vec<Request> {
    let triage = |code: &String| {
        let form = format!(
            "write_id=bench-{code}&checklist_id={list}&label-matches=yes&powers-on=yes&no-owner-lock=yes\
             &no-swelling=yes&card-slots=yes&look=b"
        );
        post(&format!("/bench/{code}/triage"), &stock.cookie, &form)
    };
    codes.iter().map(triage).collect()
}

/// The page a scan opens as the stock grows: the same few rows are read, whatever its size. The
/// sizes take turns, so that what else the machine does meanwhile weighs on all of them alike.
fn growth(grown: &[(u32, Program, seed::Stock)]) {
    let servers: Vec<_> = grown
        .iter()
        .map(|(size, program, stock)| (size, program.serve(), scans(stock), Vec::new()))
        .collect();
    let mut servers = servers;
    for round in 0..6 {
        for (_, server, scans, medians) in &mut servers {
            let load = Load::run(&server.address, scans, 1, 2);
            // The first round fills the caches.
            if round > 0 {
                medians.push(load.p50);
            }
        }
    }
    let mut smallest = None;
    for (size, server, _, mut medians) in servers {
        let p50 = median(&mut medians);
        let first = *smallest.get_or_insert(p50);
        println!(
            "| {size} | PostgreSQL | scan page p50 at 1 connection, median of 5 | {p50:.3} ms, {:.2} × the smallest stock (ceiling 1.2) |",
            p50 / first
        );
        server.stop();
    }
}

fn scans(stock: &seed::Stock) -> Vec<Request> {
    let scan = |code: &String| get(&format!("/d/{code}"), &stock.cookie);
    stock.codes.iter().map(scan).collect()
}

/// What the application reaches of what `PostgreSQL` alone reaches, measured one after the other.
fn ratios(
    program: &Program,
    stock: &seed::Stock,
    postgres: &Postgres,
    size: u32,
    say: &impl Fn(&str, String),
) {
    let database = format!("bench_{size}");
    let server = program.serve();
    let scans = scans(stock);
    let mut shares = Vec::new();
    for _ in 0..5 {
        let ours = Load::run(&server.address, &scans, 32, 3);
        let theirs = postgres.selects_per_second(&database, size, 32);
        shares.push(ours.per_second / theirs);
    }
    say(
        "scan page at 32 / pgbench select (floor 0.10)",
        format!("{:.3}", median(&mut shares)),
    );
    let list = list_asked(&server, stock, &stock.received_for_ratio[0]);
    let changes = triages(stock, &list, &stock.received_for_ratio);
    let events = "SELECT count(*) FROM event WHERE kind = 'refurbishment_begun'";
    let count = || postgres.sql(&database, events).parse::<f64>().unwrap();
    let before = count();
    let ours = Load::run(&server.address, &changes, 8, 2);
    assert!(
        count() - before >= ours.per_second,
        "the devices have moved"
    );
    let theirs = postgres.updates_per_second(&database, 8);
    let forms = ours.per_second / theirs;
    say(
        "triage forms at 8 / pgbench update",
        format!("{forms:.3}, of {theirs:.0}/s"),
    );
    say(
        "stage changes at 8 (two per form) / pgbench update (floor 0.15)",
        format!("{:.3}", 2.0 * forms),
    );
    server.stop();
}

fn verify(program: &Program, say: &impl Fn(&str, String)) {
    let (seconds, output) = seconds_of(|| program.run(&["journal", "verify"]));
    let events: f64 = output
        .split_whitespace()
        .zip(output.split_whitespace().skip(1))
        .find_map(|(number, word)| {
            word.starts_with("event")
                .then(|| number.parse().ok())
                .flatten()
        })
        .unwrap_or(0.0);
    say(
        "journal verify",
        format!("{:.0} events/s", events / seconds),
    );
}

/// A thousand labels in each format of the folder.
fn labels(folder: &std::path::Path) {
    let program = Program::new(
        folder,
        &format!("sqlite://{}/labels.db?mode=rwc", folder.display()),
    );
    program.run(&["demo"]);
    let formats = concat!(env!("CARGO_MANIFEST_DIR"), "/../label-templates");
    let mut formats: Vec<_> = std::fs::read_dir(formats)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|end| end == "typ" || end == "zpl")
        })
        .collect();
    formats.sort();
    for format in formats {
        let template = format.file_stem().unwrap().to_str().unwrap();
        let out = folder.join("labels");
        let out = out.to_str().unwrap();
        let print = || {
            let arguments = [
                "labels",
                "--count",
                "1000",
                "--template",
                template,
                "--out",
                out,
                "--site",
                WORKSHOP,
            ];
            seconds_of(|| program.run(&arguments)).0
        };
        let seconds = median(&mut [print(), print(), print()]);
        println!(
            "| – | SQLite | 1,000 labels, {template}, median of 3 (ceiling 1.5 s) | {seconds:.2} s |"
        );
    }
}

/// 100,000 lines in and out, against what `COPY` needs for the resulting rows.
async fn imports_and_exports(postgres: &Postgres, folder: &std::path::Path) {
    let list = folder.join("list.csv");
    seed::write_list(&list, 100_000);
    let url = postgres.create("bench_import");
    let program = Program::new(folder, &url);
    program.run(&["demo"]);
    let list = list.to_str().unwrap();
    let (import, _) =
        seconds_of(|| program.run(&["import", "lot", list, "--site", WORKSHOP, "--json"]));
    let copy_in = postgres.copy_in_seconds("bench_import", folder);
    println!(
        "| 100000 | PostgreSQL | import of 100,000 lines | {import:.1} s, {:.1} × COPY (ceiling 4) |",
        import / copy_in
    );
    let server = program.serve();
    let cookie = seed::auditor_cookie(&url).await;
    let lines = server.fetch("/devices/export", &cookie).lines().count();
    assert!(lines > 100_000, "the whole stock is exported");
    // By turns, for what else the machine does meanwhile.
    let (mut exports, mut copies) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        exports.push(server.fetch_seconds("/devices/export", &cookie));
        copies.push(postgres.copy_out_seconds("bench_import", folder));
    }
    let (export, copy_out) = (median(&mut exports), median(&mut copies));
    println!(
        "| 100000 | PostgreSQL | CSV export | {export:.2} s, {:.1} × COPY TO (ceiling 3) |",
        export / copy_out
    );
    server.stop();
}

fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// What it was measured on.
fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find(|line| line.starts_with("model name"))
        .and_then(|line| line.split(": ").nth(1));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "Machine: {} × {}\n",
        cores,
        model.unwrap_or("unknown processor")
    )
}
