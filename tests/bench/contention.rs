//! Scans that change a stage, from one bench and from 32 at once, on different devices and on one: each round has one
//! winner, nobody's change is lost, and the others are told. And a long queue, replayed twice.
use super::{
    list_asked, median,
    program::{Answer, Bench, Program, Queued, Server},
    replay,
    seed::{self, Stock},
};
use entities::{checklist_answer::Step, device::DeviceKind};
use passe_relais::workshop::checklists::{Kind, shipped};
use std::{fmt::Write, sync::Barrier, thread};

pub const BENCHES: usize = 32;
/// Races for one device, each for another.
const ROUNDS: usize = 30;
/// Scans of one bench.
const SCANS: usize = 100;
/// Scans of each of the benches that work at once.
const EACH: usize = 10;

/// Devices on which all is done, but the check is not asked for yet.
pub const TO_CHECK: usize = ROUNDS + 1 + SCANS + BENCHES * EACH;

/// Scans of the long queue.
const QUEUED: usize = 10_000;

pub async fn run(program: &Program, url: &str, stock: &Stock, say: &impl Fn(&str, String)) {
    let server = program.serve();
    finish(&server, stock);
    let (raced, rest) = stock.to_check.split_at(ROUNDS);
    let (again_and_again, rest) = rest.split_at(1);
    let (one_bench, many_benches) = rest.split_at(SCANS);
    assert_eq!(many_benches.len(), BENCHES * EACH);
    let mut benches: Vec<Bench> = stock
        .benches
        .iter()
        .map(|(account, cookie)| server.bench(*account, cookie))
        .collect();
    assert_eq!(benches.len(), BENCHES);

    let mut took = Vec::new();
    for number in 0..SCANS {
        let answer = benches[0].send(&asks(&again_and_again[0], number));
        assert!(has_won(&answer), "{}", answer.body);
        took.push(answer.seconds);
        let id = format!("contention-undo-{number}");
        let undo = Queued {
            form: format!("write_id={id}&mode=CHECK"),
            path: "/bench/scan/undo".to_owned(),
            id,
        };
        let undone = benches[0].send(&undo);
        assert_eq!(undone.status, 200, "{}", undone.body);
    }
    say(
        "scan to changed stage, 1 bench, one device (taken back after each)",
        figures(&mut took),
    );

    let mut took = Vec::new();
    for code in one_bench {
        let answer = benches[0].send(&asks(code, 0));
        assert!(has_won(&answer), "{}", answer.body);
        took.push(answer.seconds);
    }
    say(
        "scan to changed stage, 1 bench, different devices",
        figures(&mut took),
    );

    let begin = Barrier::new(BENCHES);
    let mut took: Vec<f64> = thread::scope(|scope| {
        let shares = many_benches.chunks(EACH);
        let working: Vec<_> = benches
            .iter_mut()
            .zip(shares)
            .map(|(bench, share)| {
                let begin = &begin;
                scope.spawn(move || {
                    begin.wait();
                    let scan = |code: &String| {
                        let answer = bench.send(&asks(code, 0));
                        assert!(has_won(&answer), "{}", answer.body);
                        answer.seconds
                    };
                    share.iter().map(scan).collect::<Vec<f64>>()
                })
            })
            .collect();
        let done = working.into_iter().map(|one| one.join().unwrap());
        done.flatten().collect()
    });
    say(
        "scan to changed stage, 32 benches, different devices",
        figures(&mut took),
    );
    race(&mut benches, raced, say);
    server.stop();

    // What the journal says: one event for each device that was asked for, however many asked.
    let asked = seed::events_of(url, "quality_check_asked", &stock.to_check).await;
    for code in raced.iter().chain(one_bench).chain(many_benches) {
        assert_eq!(asked.get(code), Some(&1), "{code}");
    }
    assert_eq!(asked.get(&again_and_again[0]), Some(&SCANS));
    let taken_back = seed::events_of(url, "check_request_taken_back", &stock.to_check).await;
    assert_eq!(taken_back.get(&again_and_again[0]), Some(&SCANS));
    assert_eq!(taken_back.len(), 1);
}

/// All benches scan one device at the same moment, round after round.
fn race(benches: &mut [Bench], raced: &[String], say: &impl Fn(&str, String)) {
    let begin = Barrier::new(BENCHES);
    let answers: Vec<Vec<Answer>> = thread::scope(|scope| {
        let racing: Vec<_> = benches
            .iter_mut()
            .enumerate()
            .map(|(number, bench)| {
                let begin = &begin;
                scope.spawn(move || {
                    let scan = |code: &String| {
                        begin.wait();
                        bench.send(&asks(code, number))
                    };
                    raced.iter().map(scan).collect::<Vec<Answer>>()
                })
            })
            .collect();
        racing.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let (mut won, mut so_already, mut faster) = (Vec::new(), 0, 0);
    for round in 0..raced.len() {
        let of_round: Vec<&Answer> = answers.iter().map(|bench| &bench[round]).collect();
        let winners: Vec<_> = of_round.iter().filter(|answer| has_won(answer)).collect();
        assert_eq!(winners.len(), 1, "round {round} has one winner");
        won.push(winners[0].seconds);
        let told = of_round.iter().filter(|answer| is_so_already(answer));
        let told = told.count();
        let refused = of_round
            .iter()
            .filter(|answer| answer.status == 409)
            .count();
        assert_eq!(
            1 + told + refused,
            BENCHES,
            "round {round}: nobody is left in doubt"
        );
        so_already += told;
        faster += refused;
    }
    let mut all: Vec<f64> = answers
        .iter()
        .flatten()
        .map(|answer| answer.seconds)
        .collect();
    say(
        "scan to changed stage, 32 benches, one device, the winners",
        format!(
            "{}; one in each of {ROUNDS} rounds, {so_already} told that it is so already, {faster} refused (409)",
            figures(&mut won)
        ),
    );
    say(
        "scan to an answer, 32 benches, one device, all",
        figures(&mut all),
    );
}

/// Ten thousand scans that a bench kept, replayed, and then replayed once more: each is done once.
pub async fn long_queue(program: &Program, url: &str, stock: &Stock, say: &impl Fn(&str, String)) {
    let server = program.serve();
    let before = seed::count_of(url, "device_stowed").await;
    for what in [
        "replay of 10,000 queued scans",
        "the same 10,000 once more, each answered as the first time",
    ] {
        let queue = (0..QUEUED).map(|number| stows(stock, number));
        say(what, replay(&server, stock, queue));
        let stowed = seed::count_of(url, "device_stowed").await - before;
        assert_eq!(stowed, QUEUED as u64, "each once");
    }
    server.stop();
}

/// Into the box and out of it again, by turns.
fn stows(stock: &Stock, number: usize) -> Queued {
    let code = &stock.codes[(number / 2) % stock.codes.len()];
    let mode = if number.is_multiple_of(2) {
        format!("IN-{}", stock.carton)
    } else {
        "OUT".to_owned()
    };
    let id = format!("long-queue-{number:05}");
    Queued {
        form: format!("write_id={id}&mode={mode}&code={code}"),
        path: "/bench/scan".to_owned(),
        id,
    }
}

/// Under the card "ready for the quality check": the stage changes.
fn asks(code: &str, number: usize) -> Queued {
    let id = format!("contention-{code}-{number}");
    Queued {
        form: format!("write_id={id}&mode=CHECK&code={code}"),
        path: "/bench/scan".to_owned(),
        id,
    }
}

fn has_won(answer: &Answer) -> bool {
    answer.status == 200 && answer.body.contains("done=scan-check-asked")
}

fn is_so_already(answer: &Answer) -> bool {
    answer.status == 200 && answer.body.contains("done=scan-same")
}

/// Triages these devices and fills in their lists; their type holds no data.
fn finish(server: &Server, stock: &Stock) {
    let list = list_asked(server, stock, &stock.to_check[0]);
    let forms: Vec<Queued> = stock
        .to_check
        .iter()
        .flat_map(|code| {
            [("triage", Step::Triage), ("checklist", Step::Refurbishment)]
                .map(|(path, step)| filled(code, path, step, &list))
        })
        .collect();
    server.replay(stock.account, &stock.cookie, &forms);
}

fn filled(code: &str, path: &str, step: Step, list: &str) -> Queued {
    let id = format!("contention-{path}-{code}");
    let mut form = format!("write_id={id}&checklist_id={list}");
    for item in shipped::at(DeviceKind::Tablet, step) {
        let answer = match item.kind {
            Kind::Grade => "b",
            Kind::YesNo | Kind::YesNoNa => "yes",
            Kind::Measure(_) if item.required => "87",
            Kind::Measure(_) | Kind::Photo => continue,
        };
        write!(form, "&{}={answer}", item.id.0).unwrap();
    }
    Queued {
        form,
        path: format!("/bench/{code}/{path}"),
        id,
    }
}

pub fn figures(took: &mut [f64]) -> String {
    let p50 = median(took);
    let p99 = took[took.len() * 99 / 100];
    format!("p50 {:.2} ms, p99 {:.2} ms", p50 * 1000.0, p99 * 1000.0)
}
