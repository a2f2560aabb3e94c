//! Law 7: a message leaves after the commit that calls for it, once, and nobody reads over its shoulder.

use crate::support::World;
use chrono::Duration;
use entities::{
    membership::Role,
    outbox::{self, OutboxFault, OutboxKind, OutboxState},
};
use passe_relais::{
    app::App,
    config::Config,
    mail::{self, Message},
    web::{Lang, Words},
};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder};
use std::{fs, sync::Arc};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

fn letter() -> Message {
    let words = Words::new(Lang::Fr);
    let paragraphs = [
        "Bonjour Zoé,".to_owned(),
        "Votre tablette est prête.".to_owned(),
    ];
    let link = Some(("Voir", "https://exemple.fr/requests/1"));
    mail::compose(words, "zoe@exemple.fr", "Tablette prête", &paragraphs, link).unwrap()
}

async fn queue(app: &App, kind: OutboxKind, signs_in: bool) {
    let write = app.write().await.unwrap();
    mail::queue(
        &*write,
        &app.keys,
        kind,
        signs_in,
        &letter(),
        app.clock.now(),
    )
    .await
    .unwrap();
    write.commit().await.unwrap();
}

async fn rows(app: &App) -> Vec<outbox::Model> {
    outbox::Entity::find()
        .order_by_asc(outbox::COLUMN.id)
        .all(&app.db)
        .await
        .unwrap()
}

/// The files in the mail folder: name and content.
fn files(app: &App) -> Vec<(String, String)> {
    let Ok(folder) = fs::read_dir(&app.config.mail_dir) else {
        return Vec::new();
    };
    folder
        .map(|file| file.unwrap())
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

#[tokio::test]
async fn a_write_that_is_undone_leaves_no_message_and_one_that_is_kept_exactly_one() {
    let world = World::new().await;
    let app = &world.app;
    let write = app.write().await.unwrap();
    mail::queue(
        &*write,
        &app.keys,
        OutboxKind::RequestAllocated,
        false,
        &letter(),
        app.clock.now(),
    )
    .await
    .unwrap();
    drop(write);
    assert_eq!(mail::send_due(app).await.unwrap(), 0);
    queue(app, OutboxKind::RequestAllocated, false).await;
    assert_eq!(world.messages().await, [letter()]);
    assert_eq!(mail::send_due(app).await.unwrap(), 1);
    assert_eq!(mail::send_due(app).await.unwrap(), 0);
    let files = files(app);
    assert_eq!(files.len(), 1);
    let (name, content) = &files[0];
    let named = name.starts_with("20260504T080000-") && name.ends_with("-request_allocated.eml");
    assert!(named, "{name}");
    assert!(content.contains("To: zoe@exemple.fr") && content.contains("multipart/alternative"));
    assert!(content.contains("https://exemple.fr/requests/1"));
}

#[tokio::test]
async fn a_sent_message_is_erased() {
    let world = World::new().await;
    queue(&world.app, OutboxKind::RequestAllocated, false).await;
    mail::send_due(&world.app).await.unwrap();
    let row = rows(&world.app).await.remove(0);
    assert_eq!(
        (row.state, row.sealed, row.sent_at),
        (OutboxState::Sent, None, Some(world.now()))
    );
}

#[tokio::test]
async fn two_nodes_send_a_message_once() {
    let world = World::new().await;
    for _ in 0..20 {
        queue(&world.app, OutboxKind::RequestAllocated, false).await;
    }
    let (one, other) = tokio::join!(mail::send_due(&world.app), mail::send_due(&world.app));
    assert_eq!(one.unwrap() + other.unwrap(), 20);
    assert_eq!(files(&world.app).len(), 20);
    assert!(rows(&world.app).await.iter().all(|row| row.attempts == 1));
}

#[tokio::test]
async fn a_message_that_cannot_leave_is_tried_later_and_later_then_given_to_a_person() {
    let world = World::new().await;
    let app = &world.app;
    // A file where the folder should be.
    fs::write(&app.config.mail_dir, "").unwrap();
    queue(app, OutboxKind::RequestAllocated, false).await;
    let mut waits = Vec::new();
    loop {
        assert_eq!(mail::send_due(app).await.unwrap(), 0);
        let row = rows(app).await.remove(0);
        if row.state == OutboxState::Failed {
            assert_eq!(row.attempts, 9);
            break;
        }
        // Not before its time.
        assert_eq!(mail::send_due(app).await.unwrap(), 0);
        assert_eq!(rows(app).await[0].attempts, row.attempts);
        let wait = row.next_attempt_at - world.now();
        waits.push(wait.num_minutes());
        app.clock.advance(wait);
    }
    assert_eq!(waits, [1, 4, 16, 64, 256, 480, 480, 480]);

    assert_eq!(rows(app).await[0].fault, Some(OutboxFault::Folder));
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/outbox").await.expect(200);
    assert!(page.says("1 message n’a pas pu partir"));
    assert!(page.says("Appareil attribué à une demande : 1."));
    assert!(page.says("Le dossier des messages n’a pas pu être écrit."));
    assert!(page.says("Texte gardé jusqu’au 3 juin 2026"), "{page}");
    fs::remove_file(&app.config.mail_dir).unwrap();
    let again = page.form("form[action='/outbox/retry']");
    let done = coordinator
        .send(&again)
        .await
        .sends_to("/outbox?done=mail-retried");
    coordinator.send(&again).await.sends_to(done.location());
    assert_eq!(rows(app).await[0].fault, None);
    assert_eq!(mail::send_due(app).await.unwrap(), 1);
    assert_eq!(files(app).len(), 1);
}

/// Gives up on every message, as nine tries would.
async fn give_up_on_all(app: &App) {
    let write = app.write().await.unwrap();
    for row in rows(app).await {
        mail::give_up(&*write, row.id, row.attempts, OutboxFault::Refused)
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
}

#[tokio::test]
async fn what_was_given_up_on_keeps_its_text_for_thirty_days_and_what_it_was_for_good() {
    let world = World::new().await;
    let app = &world.app;
    queue(app, OutboxKind::RequestRefused, false).await;
    queue(app, OutboxKind::Invitation, true).await;
    queue(app, OutboxKind::PasswordReset, true).await;
    give_up_on_all(app).await;
    // A message that waits keeps its text, however old.
    queue(app, OutboxKind::RequestAllocated, false).await;
    let coordinator = world.coordinator().await;
    let before = coordinator.get("/outbox").await.expect(200);
    assert!(before.says("3 messages n’ont pas pu partir"));
    assert!(before.says("Le serveur de messagerie a refusé."));

    let kept = async || -> Vec<OutboxKind> {
        let rows = rows(app).await;
        let kept = rows.iter().filter(|row| row.sealed.is_some());
        kept.map(|row| row.kind).collect()
    };
    let all = kept().await;
    assert_eq!(mail::erase_failed(app).await.unwrap(), 0);
    // As long as the link in it works.
    app.clock.advance(Duration::hours(1));
    assert_eq!(mail::erase_failed(app).await.unwrap(), 1);
    assert_eq!(kept().await, [all[0], all[1], all[3]]);
    app.clock.advance(Duration::days(7));
    assert_eq!(mail::erase_failed(app).await.unwrap(), 1);
    assert_eq!(kept().await, [all[0], all[3]]);
    let browser = world.sign_in(&coordinator.account.email).await;
    let page = browser.get("/outbox").await.expect(200);
    assert!(page.says("1 message n’a pas pu partir"));
    assert!(page.says("2 messages en échec n’ont plus de texte"));
    app.clock.advance(Duration::days(23));
    assert_eq!(mail::erase_failed(app).await.unwrap(), 1);
    assert_eq!(mail::erase_failed(app).await.unwrap(), 0);
    assert_eq!(kept().await, [OutboxKind::RequestAllocated]);

    let browser = world.sign_in(&coordinator.account.email).await;
    let page = browser.get("/outbox").await.expect(200);
    assert!(!page.has("form[action='/outbox/retry']"));
    assert!(page.says("3 messages en échec n’ont plus de texte"));
    assert!(page.says("trente jours après son écriture"));
    // Nor does a form of before try what has no text.
    let late = before.form("form[action='/outbox/retry']");
    browser.send(&late).await.expect(303);
    for row in &rows(app).await[..3] {
        assert_eq!(
            (row.state, row.fault),
            (OutboxState::Failed, Some(OutboxFault::Refused))
        );
    }
}

#[tokio::test]
async fn the_schema_knows_why_a_failed_message_failed_and_nothing_of_the_others() {
    let world = World::new().await;
    queue(&world.app, OutboxKind::RequestRefused, false).await;
    give_up_on_all(&world.app).await;
    queue(&world.app, OutboxKind::RequestRefused, false).await;
    for by_hand in [
        "UPDATE outbox SET fault = 'refused' WHERE state = 'waiting'",
        "UPDATE outbox SET state = 'sent' WHERE state = 'failed'",
        "UPDATE outbox SET fault = 'zoe@exemple.fr' WHERE state = 'failed'",
    ] {
        let write = world.app.write().await.unwrap();
        write.execute_unprepared(by_hand).await.unwrap_err();
    }
}

#[tokio::test]
async fn the_coordinator_sees_counts_and_nothing_of_what_is_said() {
    let world = World::new().await;
    queue(&world.app, OutboxKind::RequestAllocated, false).await;
    queue(&world.app, OutboxKind::PasswordReset, true).await;
    let coordinator = world.coordinator().await;
    let page = coordinator.get("/outbox").await.expect(200);
    assert_eq!(
        page.texts("tbody td"),
        [
            "Nouveau mot de passe",
            "1",
            "0",
            "0",
            "Appareil attribué à une demande",
            "1",
            "0",
            "0"
        ]
    );
    assert!(!page.html().contains("zoe@") && !page.html().contains("Tablette"));
    coordinator.get("/outbox/1").await.expect(404);
    for role in [Role::Worker, Role::Auditor, Role::DataProtectionOfficer] {
        let other = world.persona(role).await;
        other.get("/outbox").await.expect(403);
        other.get("/outbox/1").await.expect(403);
        other
            .post("/outbox/retry", &[("write_id", "12345678")])
            .await
            .expect(403);
    }
    world.stranger().get("/outbox").await.sends_to("/sign-in");
}

#[tokio::test]
async fn in_the_demo_messages_are_read_but_never_one_that_signs_in() {
    let world = World::new().await.shown_as_demo();
    queue(&world.app, OutboxKind::RequestAllocated, false).await;
    queue(&world.app, OutboxKind::PasswordReset, true).await;
    let coordinator = world.coordinator().await;
    for _ in ["waiting", "sent"] {
        let page = coordinator.get("/outbox").await.expect(200);
        assert_eq!(page.texts("main li a"), ["Tablette prête"]);
        let message = coordinator.get("/outbox/1").await.expect(200);
        assert!(message.says("Votre tablette est prête."));
        coordinator.get("/outbox/2").await.expect(404);
        mail::send_due(&world.app).await.unwrap();
    }
    let sealed: Vec<bool> = rows(&world.app)
        .await
        .iter()
        .map(|row| row.sealed.is_some())
        .collect();
    assert_eq!(sealed, [true, false]);
}

/// A mail server that answers as it is told and gives back what it was sent.
async fn server(recipient_answer: &'static str) -> (String, tokio::task::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        let mut heard = String::new();
        let mut in_data = false;
        write.write_all(b"220 test\r\n").await.unwrap();
        while let Ok(Some(line)) = lines.next_line().await {
            heard.extend([line.as_str(), "\n"]);
            let answer = match line.split([' ', ':']).next().unwrap() {
                "." => {
                    in_data = false;
                    "250 taken"
                }
                _ if in_data => continue,
                "DATA" => {
                    in_data = true;
                    "354 go on"
                }
                "RCPT" => recipient_answer,
                "QUIT" => break,
                _ => "250 yes",
            };
            write
                .write_all(format!("{answer}\r\n").as_bytes())
                .await
                .unwrap();
        }
        heard
    });
    (url, heard)
}

fn with_server(app: &App, url: String) -> App {
    let config = Config {
        smtp_url: Some(url),
        ..Config::clone(&app.config)
    };
    let mut app = app.clone();
    app.config = Arc::new(config);
    app
}

#[tokio::test]
async fn a_mail_server_is_given_the_message_in_both_forms() {
    let world = World::new().await;
    let (url, heard) = server("250 yes").await;
    let app = with_server(&world.app, url);
    queue(&app, OutboxKind::RequestAllocated, false).await;
    assert_eq!(mail::send_due(&app).await.unwrap(), 1);
    let heard = heard.await.unwrap();
    assert!(heard.contains("RCPT TO:<zoe@exemple.fr>"), "{heard}");
    assert!(
        heard.contains("text/plain") && heard.contains("text/html"),
        "{heard}"
    );
    assert!(files(&app).is_empty());
}

#[tokio::test]
async fn a_mail_server_that_refuses_is_asked_again() {
    let world = World::new().await;
    let (url, _heard) = server("451 later").await;
    let app = with_server(&world.app, url);
    queue(&app, OutboxKind::RequestAllocated, false).await;
    assert_eq!(mail::send_due(&app).await.unwrap(), 0);
    let row = rows(&app).await.remove(0);
    assert_eq!((row.state, row.attempts), (OutboxState::Waiting, 1));
    assert!(row.sealed.is_some());
}
