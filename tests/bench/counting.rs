//! A stock count at its size: the whole stock frozen, and scans of 32 counters at once, each of devices of their own.
use super::{
    contention::{BENCHES, figures},
    program::{Bench, Program, Queued},
    seed::{self, Stock},
};
use passe_relais::{
    auth::{Allowed, Signed},
    counts::{
        freezing::{self, Opening},
        queries::Scope,
        rules::Limits,
    },
};
use std::{sync::Barrier, thread, time::Instant};

/// Scans of each counter.
const EACH: usize = 20;

pub async fn run(program: &Program, url: &str, stock: &Stock, say: &impl Fn(&str, String)) {
    let id = freeze(url, say).await;
    let server = program.serve();
    let mut counters: Vec<Bench> = stock
        .benches
        .iter()
        .map(|(account, cookie)| server.bench(*account, cookie))
        .collect();
    assert!(stock.codes.len() >= BENCHES * EACH);
    let begin = Barrier::new(BENCHES);
    let mut took: Vec<f64> = thread::scope(|scope| {
        let counting: Vec<_> = counters
            .iter_mut()
            .zip(stock.codes.chunks(EACH))
            .map(|(counter, share)| {
                let begin = &begin;
                scope.spawn(move || {
                    begin.wait();
                    let scan = |code: &String| {
                        let answer = counter.send(&counts(id, code));
                        assert_eq!(answer.status, 200, "{}", answer.body);
                        assert!(answer.body.contains("done=count-found"), "{}", answer.body);
                        answer.seconds
                    };
                    share.iter().map(scan).collect::<Vec<f64>>()
                })
            })
            .collect();
        let done = counting.into_iter().map(|one| one.join().unwrap());
        done.flatten().collect()
    });
    say(
        "count scan, 32 counters, different devices",
        figures(&mut took),
    );
    server.stop();
}

/// Freezes the stock as finance does.
async fn freeze(url: &str, say: &impl Fn(&str, String)) -> i32 {
    let app = seed::app(url).await;
    let finance = seed::finance(&app).await;
    let signed = Signed::acting(finance.account_id, "Bench", &finance, "Finances");
    let by = Allowed::check(signed).unwrap_or_else(|_| panic!("finance opens counts"));
    let opening = Opening {
        scope: Scope::default(),
        blind: false,
        second_pass: false,
        limits: Limits::default(),
    };
    let begun = Instant::now();
    let write = app.write().await.unwrap();
    let count = freezing::open(&app, &write, &by, opening).await.unwrap();
    let count = count.unwrap();
    write.commit().await.unwrap();
    let seconds = begun.elapsed().as_secs_f64();
    let frozen = count.expected;
    say(
        "stock frozen for a count",
        format!("{frozen} devices in {seconds:.2} s"),
    );
    count.id.0
}

/// One scan of a counter.
fn counts(id: i32, code: &str) -> Queued {
    let write_id = format!("counting-{code}");
    Queued {
        form: format!("write_id={write_id}&pass=1&code={code}"),
        path: format!("/bench/counts/{id}"),
        id: write_id,
    }
}
