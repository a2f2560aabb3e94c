//! `serve`: the pages, and what is done in the background meanwhile.
use super::open;
use crate::{
    app::App,
    appointments::reminders as appointments,
    config::Config,
    directory::reminders as places,
    grading::rulesets,
    handovers::counter_loans,
    hours::actions as hours,
    internet,
    journal::checkpoints,
    labels::template::templates,
    lending::{reminders as lending, schools::upkeep as schools, unfetched, waiting},
    mail,
    recipients::{access, names, seals},
    requests::{following::reminders, promises},
    retention::turn,
    routes::router,
    scanning::actions as scanning,
    training::recalls,
    trials::actions as trials,
    web::Error,
    workshop::lists::actions::take_in_shipped,
};
use anyhow::Context;
use std::{fmt::Display, net::SocketAddr, process::ExitCode, time::Duration};
use tokio_util::sync::CancellationToken;

/// How often the outbox is looked into.
const MAIL_EVERY: Duration = Duration::from_secs(5);
/// How often it is asked whether the day's upkeep is due.
const UPKEEP_EVERY: Duration = Duration::from_hours(1);

pub async fn run() -> anyhow::Result<ExitCode> {
    let app = open(Config::from_env()?).await?;
    refuse_small_labels(&app.config);
    read_rules(&app.config);
    take_in_checklists(&app).await?;
    let listen = app.config.listen;
    let listener = tokio::net::TcpListener::bind(listen)
        .await
        .with_context(|| {
            format!(
                "{listen} cannot be listened on: does the program run already? \
                 Another address goes into PASSE_RELAIS_LISTEN"
            )
        })?;
    tracing::info!(address = %listen, "serving");
    let stop = CancellationToken::new();
    let postman = tokio::spawn(postman(app.clone(), stop.clone()));
    let caretaker = tokio::spawn(caretaker(app.clone(), stop.clone()));
    let service = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service)
        .with_graceful_shutdown(told_to_stop())
        .await?;
    stop.cancel();
    postman.await?;
    caretaker.await?;
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Says which label formats are not offered, because nobody could scan them at this address.
fn refuse_small_labels(config: &Config) {
    let Ok(templates) = templates(&config.label_templates, &config.base_url) else {
        return;
    };
    for refused in templates.too_small {
        tracing::error!("{}", refused.sentence());
    }
}

/// Reads the sets of rules for the technical category, and says which of the installation's own are not used, and why.
fn read_rules(config: &Config) {
    for fault in &rulesets::of(config).refused {
        tracing::error!("a set of rules for the technical category is not used: {fault}");
    }
}

/// Puts the checklists that came with this program into the database, where it has none or older ones of ours.
async fn take_in_checklists(app: &App) -> anyhow::Result<()> {
    let write = app.write().await?;
    match take_in_shipped(&*write, app.clock.now()).await {
        Ok(lists) => {
            write.commit().await?;
            tracing::info!(lists, "checklists that came with the program");
        }
        // Another node of the same program was quicker.
        Err(Error::Changed) => {}
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

/// Waits for SIGTERM or Ctrl-C; requests under way are finished first.
async fn told_to_stop() {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .expect("a process may always listen for SIGTERM");
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

/// Sends mail until told to stop; a message under way then is finished, so that none is sent twice.
async fn postman(app: App, stop: CancellationToken) {
    let mut turns = turns(MAIL_EVERY);
    while stop.run_until_cancelled(turns.tick()).await.is_some() {
        send(&app).await;
    }
}

/// Does the day's upkeep until told to stop.
async fn caretaker(app: App, stop: CancellationToken) {
    let mut turns = turns(UPKEEP_EVERY);
    while stop.run_until_cancelled(turns.tick()).await.is_some() {
        // Verifying only reads: it may be cut short.
        stop.run_until_cancelled(Box::pin(keep_up(&app))).await;
    }
}

fn turns(pause: Duration) -> tokio::time::Interval {
    let mut turns = tokio::time::interval(pause);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    turns
}

async fn send(app: &App) {
    match mail::send_due(app).await {
        Ok(0) => {}
        Ok(messages) => tracing::info!(messages, "mail sent"),
        Err(error) => tracing::error!(error = %format!("{error:#}"), "mail could not be sent"),
    }
}

/// What is to be done once a day: a checkpoint of the journal, which verifies it first, and the end of what is kept for
/// a time. What has a deadline is looked at every turn: each once, in the first hour of its day.
async fn keep_up(app: &App) {
    note(
        "provisional loans called back",
        recalls::call_back(app).await,
    );
    note("devices free again", promises::free_lapsed(app).await);
    note("requests reminded of", reminders::remind(app).await);
    note("appointments reminded of", appointments::remind(app).await);
    note("loans reminded of", lending::remind(app).await);
    note(
        "loans at counters reminded of",
        counter_loans::reminders::remind(app).await,
    );
    note(
        "reservations nobody came for ended",
        unfetched::release(app).await,
    );
    note(
        "prescribers told that a subscription ends",
        internet::reminders::remind(app).await,
    );
    note(
        "offers made to who waits",
        waiting::upkeep::renew(app).await,
    );
    note(
        "registrations nobody opened erased",
        schools::forget_unopened(app).await,
    );
    note(
        "people who left, whose reservations were given back",
        schools::give_back_of_who_left(app).await,
    );
    note(
        "schools reminded of their agreement",
        schools::remind_of_agreements(app).await,
    );
    note(
        "organisations asked about their places",
        places::remind(app).await,
    );
    note(
        "people made findable by name",
        names::index_missing(app).await,
    );
    match turn::take(app).await {
        Ok(done) if done == turn::Done::default() => {}
        Ok(turn::Done {
            announced,
            taken_back,
            erased,
        }) => tracing::info!(announced, taken_back, erased, "people whose time is over"),
        Err(error) => tracing::error!(%error, "people whose time is over could not be erased"),
    }
    note("looks at papers forgotten", turn::purge_looks(app).await);
    note("days of looks sealed", seals::seal_days(app).await);
    note("looks forgotten", access::purge(app).await);
    note(
        "texts of failed messages erased",
        mail::erase_failed(app).await,
    );
    note("hours of people forgotten", hours::purge(app).await);
    note("words of trials forgotten", trials::purge(app).await);
    note("lines of tallies forgotten", scanning::purge(app).await);
    match day_of_the_journal(app).await {
        Ok(None) => {}
        Ok(Some(checkpoints::Outcome::Written(checkpoint))) => {
            tracing::info!(
                checkpoint = checkpoint.id,
                hash = checkpoint.hash,
                "checkpoint of the journal"
            );
        }
        Ok(Some(checkpoints::Outcome::Refused(report))) => {
            tracing::error!(
                problems = report.problems.len(),
                "the journal is not as it was written: run `passe-relais journal verify`"
            );
        }
        Ok(Some(checkpoints::Outcome::OtherKey(error))) => {
            tracing::error!(%error, "no checkpoint of the journal was written");
        }
        Err(error) => tracing::error!(%error, "the journal could not be verified"),
    }
}

/// Says how many, or why not.
fn note(what: &'static str, outcome: Result<impl Into<u64>, impl Display>) {
    match outcome.map(Into::into) {
        Ok(0) => {}
        Ok(number) => tracing::info!(number, "{what}"),
        Err(error) => tracing::error!(%error, "failed: {what}"),
    }
}

async fn day_of_the_journal(app: &App) -> Result<Option<checkpoints::Outcome>, sea_orm::DbErr> {
    if checkpoints::due(app).await? {
        checkpoints::write(app).await.map(Some)
    } else {
        Ok(None)
    }
}
