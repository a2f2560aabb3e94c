//! `serve`: the pages, and what is done in the background meanwhile.
use super::open;
use crate::{
    app::App, config::Config, grading::rulesets, hours::actions as hours, journal::checkpoints,
    labels::template::templates, mail, recipients::access, routes::router,
    scanning::actions as scanning, training::recalls, web::Error,
    workshop::lists::actions::take_in_shipped,
};
use std::{net::SocketAddr, process::ExitCode, time::Duration};
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
    let listener = tokio::net::TcpListener::bind(listen).await?;
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
        stop.run_until_cancelled(keep_up(&app)).await;
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

/// What is to be done once a day: a checkpoint of the journal, which verifies it first, and the end of
/// the looks, the failed messages, the hours and the tallies whose time is over. Provisional loans are called back at every turn:
/// each once, in the first hour of its day.
async fn keep_up(app: &App) {
    match recalls::call_back(app).await {
        Ok(0) => {}
        Ok(loans) => tracing::info!(loans, "provisional loans called back, their time is over"),
        Err(error) => tracing::error!(%error, "provisional loans could not be called back"),
    }
    match access::purge(app).await {
        Ok(0) => {}
        Ok(looks) => tracing::info!(looks, "looks forgotten, their time is over"),
        Err(error) => tracing::error!(%error, "looks could not be forgotten"),
    }
    match mail::erase_failed(app).await {
        Ok(0) => {}
        Ok(texts) => tracing::info!(texts, "texts of failed messages erased, their time is over"),
        Err(error) => tracing::error!(%error, "texts of failed messages could not be erased"),
    }
    match hours::purge(app).await {
        Ok(0) => {}
        Ok(days) => tracing::info!(days, "hours of people forgotten, their time is over"),
        Err(error) => tracing::error!(%error, "hours could not be forgotten"),
    }
    match scanning::purge(app).await {
        Ok(0) => {}
        Ok(lines) => tracing::info!(lines, "lines of tallies forgotten, their day is over"),
        Err(error) => tracing::error!(%error, "tallies could not be forgotten"),
    }
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
        Err(error) => tracing::error!(%error, "the journal could not be verified"),
    }
}

async fn day_of_the_journal(app: &App) -> Result<Option<checkpoints::Outcome>, sea_orm::DbErr> {
    if checkpoints::due(app).await? {
        checkpoints::write(app).await.map(Some)
    } else {
        Ok(None)
    }
}
