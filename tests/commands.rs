//! The program as an operator meets it: started, asked, stopped.

use crate::support::{World, database::TestDatabase, world::PASSWORD};
use entities::{
    membership::Role,
    recipient::{self, RecipientKind},
    retention_notice,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ActiveModelTrait, EntityTrait, PaginatorTrait, Set};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Output, Stdio},
};
use tempfile::TempDir;

pub fn program(database_url: &str, home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_passe-relais"));
    command
        .env_clear()
        .env("PASSE_RELAIS_DATABASE_URL", database_url)
        .env("PASSE_RELAIS_SECRET_KEY", "0f".repeat(32))
        .env("PASSE_RELAIS_FILES_DIR", home.join("files"))
        .env("PASSE_RELAIS_MAIL_DIR", home.join("mail"))
        .env(
            "PASSE_RELAIS_LABEL_TEMPLATES",
            crate::support::sources::root().join("label-templates"),
        );
    command
}

pub fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// `passe-relais serve`, on a port of its own.
struct Served {
    child: Child,
    address: String,
    /// Read to its end once the program has stopped.
    log: BufReader<std::process::ChildStderr>,
    told: String,
}

impl Served {
    fn start(command: &mut Command) -> Self {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = free.local_addr().unwrap().to_string();
        drop(free);
        let mut child = command
            .arg("serve")
            .env("PASSE_RELAIS_LISTEN", &address)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap());
        let mut told = String::new();
        while !told.contains("\"serving\"") {
            assert_ne!(log.read_line(&mut told).unwrap(), 0, "not served: {told}");
        }
        Self {
            child,
            address,
            log,
            told,
        }
    }

    /// One request on a connection of its own; gives the whole answer.
    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn get(&self, path: &str, cookie: &str) -> String {
        self.ask(&format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n",
            self.address
        ))
    }

    fn post(&self, path: &str, body: &str) -> String {
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            body.len()
        ))
    }

    fn tell_to_stop(&self) {
        let told = Command::new("kill")
            .arg(self.child.id().to_string())
            .status()
            .unwrap();
        assert!(told.success());
    }

    /// Waits for its end: exit code, and everything it logged.
    fn end(mut self) -> (Option<i32>, String) {
        self.log.read_to_string(&mut self.told).unwrap();
        (self.child.wait().unwrap().code(), self.told)
    }
}

#[tokio::test]
async fn told_to_stop_the_program_finishes_running_requests_first() {
    let database = TestDatabase::new().await;
    let home = TempDir::new().unwrap();
    let served = Served::start(&mut program(&database.url, home.path()));
    assert!(served.get("/healthz", "").starts_with("HTTP/1.1 200"));
    assert!(served.get("/readyz", "").ends_with("ready\n"));
    let body = "lang=en&return=/";
    let mut stream = BufReader::new(TcpStream::connect(&served.address).unwrap());
    let head = format!(
        "POST /language HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        served.address,
        body.len()
    );
    stream.get_mut().write_all(head.as_bytes()).unwrap();
    let mut line = String::new();
    // The program asks for the body: the request is under way.
    stream.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100"), "{line}");
    served.tell_to_stop();
    // It takes no more visitors…
    while TcpStream::connect(&served.address).is_ok() {
        std::thread::yield_now();
    }
    // …and answers the one it has.
    stream.get_mut().write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("HTTP/1.1 303"), "{answer}");
    let (code, log) = served.end();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("stopped"));
}

/// The program's own log at its most talkative that an operator would ask for.
#[tokio::test]
async fn the_logs_name_nobody() {
    let world = World::new().await;
    let coordinator = world.persona(Role::Coordinator).await;
    let home = TempDir::new().unwrap();
    let served =
        Served::start(program(world.database_url(), home.path()).env("PASSE_RELAIS_LOG", "debug"));
    let email = coordinator.account.email.replace('@', "%40");
    let wrong = served.post("/sign-in", &format!("email={email}&password=faux"));
    assert!(wrong.starts_with("HTTP/1.1 422"), "{wrong}");
    let password = PASSWORD.replace(' ', "+");
    let right = served.post("/sign-in", &format!("email={email}&password={password}"));
    assert!(right.starts_with("HTTP/1.1 303"), "{right}");
    let cookie = right
        .lines()
        .find_map(|line| line.strip_prefix("set-cookie: "))
        .and_then(|cookie| cookie.split(';').next())
        .unwrap();
    let page = served.get("/journal?day=Zo%C3%A9-Martin", cookie);
    assert!(page.starts_with("HTTP/1.1 422"), "{page}");
    served.tell_to_stop();
    let (_, log) = served.end();
    assert!(
        log.contains("/sign-in") && log.contains("/journal"),
        "{log}"
    );
    let token = cookie.split_once('=').unwrap().1;
    for secret in [
        &*coordinator.account.email,
        &email,
        &coordinator.account.name,
        PASSWORD,
        &password,
        token,
        "Martin",
        &"0f".repeat(32),
    ] {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
    for line in log.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

/// What an operator reads who asked for nothing: one line per answer, and nothing of an address but its route.
#[tokio::test]
async fn the_log_says_of_every_answer_which_page_it_was_and_holds_no_token_of_a_link() {
    let world = World::new().await;
    let home = TempDir::new().unwrap();
    let served = Served::start(&mut program(world.database_url(), home.path()));
    served.get("/invitation/link/jeton-tout-neuf", "");
    served.get("/Martin-Zoe", "");
    served.get("/sign-in?for=Martin-Zoe", "");
    served.tell_to_stop();
    let (_, log) = served.end();
    for typed in ["jeton-tout-neuf", "Martin"] {
        assert!(!log.contains(typed), "{typed} is in the log:\n{log}");
    }
    let lines = log
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let answers: Vec<serde_json::Value> = lines
        .filter(|line| line["fields"]["status"].is_number())
        .collect();
    let told: Vec<_> = answers
        .iter()
        .map(|line| {
            (
                line["level"].as_str().unwrap(),
                line["span"]["method"].as_str().unwrap(),
                line["span"]["route"].as_str().unwrap(),
                line["fields"]["status"].as_i64().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("INFO", "GET", "/invitation/link/{token}", 404),
            ("INFO", "GET", "none", 404),
            ("INFO", "GET", "/sign-in", 200),
        ]
    );
    for line in &answers {
        let latency = line["fields"]["latency"].as_str().unwrap();
        assert!(latency.ends_with(" ms"), "{latency}");
    }
}

#[test]
fn every_mistake_of_the_configuration_is_told_at_once() {
    for command in ["serve", "check"] {
        let output = Command::new(env!("CARGO_BIN_EXE_passe-relais"))
            .arg(command)
            .env_clear()
            .env("PASSE_RELAIS_DATABASE_URL", "mysql://secret@x")
            .env("PASSE_RELAIS_LISTEN", "everywhere")
            .env("PASSE_RELAIS_UPLOAD_LIMIT_MB", "0")
            .env("PASSE_RELAIS_LOG", "verbose")
            .env("PASSE_RELAIS_MAIL_FROM", "nobody")
            .env("PASSE_RELAIS_SMTP_URL", "smtp://secret@x:port")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output) + &String::from_utf8(output.stderr).unwrap();
        for name in [
            "DATABASE_URL",
            "LISTEN",
            "SECRET_KEY",
            "UPLOAD_LIMIT_MB",
            "LOG",
            "MAIL_FROM",
            "SMTP_URL",
        ] {
            assert!(said.contains(&format!("PASSE_RELAIS_{name}")), "{said}");
        }
        assert!(!said.contains("secret@"), "{said}");
    }
}

#[tokio::test]
async fn the_database_is_brought_up_and_back_by_command() {
    let database = TestDatabase::new().await;
    let home = TempDir::new().unwrap();
    let migrate = |which: &str| {
        let output = program(&database.url, home.path())
            .args(["migrate", which])
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        text(&output)
    };
    assert!(!migrate("status").contains("Pending"));
    assert!(migrate("down").contains("Pending"));
    let refused = program(&database.url, home.path())
        .arg("serve")
        .output()
        .unwrap();
    assert_eq!(refused.status.code(), Some(1));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("passe-relais migrate up"), "{said}");
    assert!(!migrate("up").contains("Pending"));
}

#[tokio::test]
async fn the_program_is_ready_only_with_every_migration() {
    let world = World::new().await;
    let ready = world.stranger().get("/readyz").await.expect(200);
    assert_eq!(ready.body, b"ready\n");
    Migrator::down(&world.app.db, Some(1)).await.unwrap();
    let not = world.stranger().get("/readyz").await.expect(503);
    assert!(not.html().contains("1 migrations are not applied"));
    world.stranger().get("/healthz").await.expect(200);
    world.app.db.clone().close().await.unwrap();
    let gone = world.stranger().get("/readyz").await.expect(503);
    assert!(gone.html().contains("does not answer"));
    world.stranger().get("/healthz").await.expect(200);
}

#[tokio::test]
async fn the_journal_is_verified_and_exported_by_command() {
    let world = World::new().await;
    let home = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = program(world.database_url(), home.path());
        command.arg("journal").args(arguments).output().unwrap()
    };
    crate::journal::Rows::new(&world).await;
    let sound = run(&["verify"]);
    assert_eq!(sound.status.code(), Some(0), "{sound:?}");
    assert!(text(&sound).starts_with("7 subjects, 10 events, 0 checkpoints, 0 problems, root "));
    let export = run(&["export"]);
    assert!(export.status.success());
    let file = home.path().join("journal.jsonl");
    std::fs::write(&file, &export.stdout).unwrap();
    let path = file.to_str().unwrap();
    assert_eq!(run(&["verify", path]).status.code(), Some(0));
    std::fs::write(&file, text(&export).replacen("SN-1", "SN-2", 1)).unwrap();
    let altered = run(&["verify", path]);
    assert_eq!(altered.status.code(), Some(1));
    assert!(
        text(&altered).starts_with("device 1, event 1: "),
        "{altered:?}"
    );
    let write = world.app.write().await.unwrap();
    sea_orm::ConnectionTrait::execute_unprepared(&*write, "UPDATE device SET serial = 'SN-9'")
        .await
        .unwrap();
    write.commit().await.unwrap();
    let altered = run(&["verify"]);
    assert_eq!(altered.status.code(), Some(1));
    assert!(
        text(&altered).starts_with(
            "device 1: column serial is \"SN-9\" in the table and \"SN-1\" in the journal"
        ),
        "{altered:?}"
    );
}

#[tokio::test]
async fn the_check_says_what_is_right_and_what_is_wrong() {
    let database = TestDatabase::new().await;
    let home = TempDir::new().unwrap();
    let right = program(&database.url, home.path())
        .arg("check")
        .output()
        .unwrap();
    assert_eq!(right.status.code(), Some(0), "{}", text(&right));
    assert!(
        text(&right).lines().all(|line| line.starts_with("right ")),
        "{}",
        text(&right)
    );
    let blocked = home.path().join("blocked");
    std::fs::write(&blocked, "").unwrap();
    let rules = home.path().join("rules");
    std::fs::create_dir(&rules).unwrap();
    let shipped = include_str!("../backend/data/grading/battery.toml");
    let own = shipped.replace("key = \"battery\"", "key = \"ours\"");
    std::fs::write(rules.join("ours.toml"), &own).unwrap();
    let also_right = program(&database.url, home.path())
        .arg("check")
        .env("PASSE_RELAIS_GRADING_RULES", &rules)
        .env("PASSE_RELAIS_REPORTS_DATABASE_URL", &database.url)
        .output()
        .unwrap();
    assert!(text(&also_right).contains("right  copy: reached"));
    assert!(
        text(&also_right).contains("right  grading: 4 sets of rules, each whole"),
        "{}",
        text(&also_right)
    );
    std::fs::write(rules.join("battery.toml"), shipped).unwrap();
    let (half, _) = own.split_once("kinds =").unwrap();
    std::fs::write(rules.join("half.toml"), half).unwrap();
    let templates = home.path().join("templates");
    std::fs::create_dir(&templates).unwrap();
    std::fs::write(templates.join("odd.typ"), "#nothing").unwrap();
    let small = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../label-templates/avery-l4731.typ"
    );
    std::fs::copy(small, templates.join("small.typ")).unwrap();
    Migrator::down(&database.connection, Some(1)).await.unwrap();
    let wrong = program(&database.url, home.path())
        .arg("check")
        .env("PASSE_RELAIS_FILES_DIR", &blocked)
        .env("PASSE_RELAIS_REPORTS_DATABASE_URL", &database.url)
        .env("PASSE_RELAIS_SMTP_URL", "smtp://127.0.0.1:1")
        .env("PASSE_RELAIS_LABEL_TEMPLATES", &templates)
        .env("PASSE_RELAIS_GRADING_RULES", &rules)
        .env(
            "PASSE_RELAIS_BASE_URL",
            "https://passe-relais.inclusion-numerique.hautesavoie.fr",
        )
        .output()
        .unwrap();
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        text(&wrong).contains("the QR code of small would measure 0.24 mm")
            && text(&wrong).contains("Take a shorter PASSE_RELAIS_BASE_URL, or a larger label"),
        "{}",
        text(&wrong)
    );
    assert!(
        text(&wrong).contains("wrong  grading: battery.toml: another set is called battery")
            && text(&wrong).contains("wrong  grading: half.toml: "),
        "{}",
        text(&wrong)
    );
    for what in ["database", "copy", "files", "mail", "label templates"] {
        assert!(
            text(&wrong).contains(&format!("wrong  {what}: ")),
            "{}",
            text(&wrong)
        );
    }
}

/// A device list of the repository.
pub fn list() -> String {
    let list = crate::support::sources::root().join("tests/fixtures/inventory/mdm-tablets.csv");
    list.to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_list_and_labels_need_no_option_and_what_was_chosen_is_said() {
    let world = World::new().await;
    world.coordinator().await;
    world.supervisor().await;
    let home = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = program(world.database_url(), home.path());
        command.current_dir(home.path());
        command.args(arguments).output().unwrap()
    };
    let landed = run(&["import", "lot", &list()]);
    assert_eq!(landed.status.code(), Some(0), "{landed:?}");
    assert!(text(&landed).starts_with("line 2: "), "{landed:?}");
    assert!(text(&landed).contains("\naccepted 9\n"), "{landed:?}");
    let labels = run(&["labels"]);
    assert_eq!(labels.status.code(), Some(0), "{labels:?}");
    assert_eq!(text(&labels), "21 labels in labels.pdf\n");
    assert!(home.path().join("labels.pdf").exists());
    // In a test world the département has a workshop too, and it is the first.
    for (output, sentence) in [
        (&landed, "given by Département; give --donor for another"),
        (&landed, "owned by Département; give --owner for another"),
        (&landed, "for workshop Département; give --site for another"),
        (&labels, "for workshop Département; give --site for another"),
    ] {
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(sentence), "{said}");
    }
}

#[tokio::test]
async fn before_there_is_a_workshop_the_commands_say_what_to_do_first() {
    let database = TestDatabase::new().await;
    let home = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = program(&database.url, home.path());
        command.current_dir(home.path());
        command.args(arguments).output().unwrap()
    };
    let refused = |arguments: &[&str], sentence: &str| {
        let output = run(arguments);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(sentence), "{said}");
    };
    let list = list();
    // What a list holds can be looked at all the same.
    let dry = run(&["import", "lot", &list, "--dry-run", "--json"]);
    assert_eq!(dry.status.code(), Some(0), "{dry:?}");
    assert!(text(&dry).contains("\"accepted\":9"), "{dry:?}");
    refused(
        &["import", "lot", &list],
        "no département yet: add one with its first coordinator by `passe-relais user add`",
    );
    refused(&["labels"], "no workshop yet: add one as coordinator");
    let coordinator = [
        ["--email", "coordination@exemple.fr"],
        ["--name", "Coordination"],
        ["--organisation", "Département"],
    ];
    let added = run(&[&["user", "add"][..], coordinator.as_flattened()].concat());
    assert_eq!(added.status.code(), Some(0), "{added:?}");
    refused(
        &["import", "lot", &list],
        "no workshop yet: add one as coordinator",
    );
    assert!(!home.path().join("labels.pdf").exists());
}

#[tokio::test]
async fn whose_time_is_over_is_told_by_a_dry_run_before_anything_is_announced() {
    let world = World::new().await;
    let officer = world.persona(Role::DataProtectionOfficer).await;
    let long_ago: chrono::DateTime<chrono::Utc> = "2020-01-01T08:00:00Z".parse().unwrap();
    let row = recipient::ActiveModel {
        kind: Set(RecipientKind::Person),
        organisation_id: Set(officer.organisation.id),
        sealed: Set(Some("sealed".to_owned())),
        created_at: Set(long_ago),
        last_contact_at: Set(long_ago),
        ..Default::default()
    };
    let person = row.insert(&world.app.db).await.unwrap().id;
    let home = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = program(world.database_url(), home.path());
        let output = command.arg("retention").args(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        text(&output)
    };
    let said = run(&["--dry-run"]);
    let announce = format!("B-{:06} announce, to be erased on ", person.0);
    assert!(said.starts_with(&announce), "{said}");
    assert!(said.ends_with("1 people, nothing done\n"), "{said}");
    let notices = || retention_notice::Entity::find().count(&world.app.db);
    assert_eq!(notices().await.unwrap(), 0);
    assert_eq!(run(&[]), "1 announced, 0 taken back, 0 erased\n");
    assert_eq!(notices().await.unwrap(), 1);
    assert_eq!(run(&["--dry-run"]), "0 people, nothing done\n");
}
