//! A migrated database of its own for every test, on the engine that `TEST_DATABASE_URL` names.
//!
//! The schema is made once per run and copied: a SQLite file by its bytes, a PostgreSQL database by
//! `CREATE DATABASE … TEMPLATE`. Both are opened as the program opens them, several connections and
//! all, because a single connection hides races.

use migrations::{Migrator, MigratorTrait};
use passe_relais::workshop::lists::actions::take_in_shipped;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use std::{
    env, fs,
    io::Write,
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// As many as the program opens when it is not told otherwise.
const CONNECTIONS: u32 = 8;

/// Dropping it drops the database.
pub struct TestDatabase {
    pub connection: DatabaseConnection,
    pub url: String,
    _home: Home,
}

enum Home {
    Directory { _removed_on_drop: TempDir },
    Server { admin_url: String, name: String },
}

impl TestDatabase {
    pub async fn new() -> Self {
        match env::var("TEST_DATABASE_URL") {
            Ok(admin_url) => Self::on_postgresql(admin_url).await,
            Err(_) => Self::on_sqlite().await,
        }
    }

    async fn on_sqlite() -> Self {
        static MIGRATED: OnceCell<Vec<u8>> = OnceCell::const_new();
        let migrated = MIGRATED
            .get_or_init(|| async {
                let directory = TempDir::new().unwrap();
                let file = directory.path().join("migrated.db");
                migrate(&sqlite_url(&file)).await;
                fs::read(file).unwrap()
            })
            .await;
        let directory = TempDir::new().unwrap();
        let file = directory.path().join("world.db");
        fs::write(&file, migrated).unwrap();
        tally("sqlite");
        let url = sqlite_url(&file);
        Self {
            connection: connect(&url).await,
            url,
            _home: Home::Directory {
                _removed_on_drop: directory,
            },
        }
    }

    async fn on_postgresql(admin_url: String) -> Self {
        static MIGRATED: OnceCell<()> = OnceCell::const_new();
        static NEXT: AtomicU32 = AtomicU32::new(1);
        MIGRATED
            .get_or_init(|| async {
                execute(&admin_url, "CREATE DATABASE migrated").await;
                migrate(&database_of(&admin_url, "migrated")).await;
            })
            .await;
        let name = format!("world_{}", NEXT.fetch_add(1, Ordering::Relaxed));
        execute(
            &admin_url,
            &format!("CREATE DATABASE {name} TEMPLATE migrated"),
        )
        .await;
        tally("postgresql");
        let url = database_of(&admin_url, &name);
        Self {
            connection: connect(&url).await,
            url,
            _home: Home::Server { admin_url, name },
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let Self::Server { admin_url, name } = self else {
            return;
        };
        let (admin_url, name) = (admin_url.clone(), name.clone());
        // Dropping happens inside the test's runtime, where nothing may block: hence a thread.
        let dropped = std::thread::spawn(move || {
            tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap()
                .block_on(execute(
                    &admin_url,
                    &format!("DROP DATABASE {name} WITH (FORCE)"),
                ));
        });
        dropped.join().unwrap();
    }
}

/// Opens a database as the program does.
async fn connect(url: &str) -> DatabaseConnection {
    passe_relais::app::connect(url, CONNECTIONS).await.unwrap()
}

async fn migrate(url: &str) {
    let connection = connect(url).await;
    Migrator::up(&connection, None).await.unwrap();
    // The checklists that come with the program, as `serve` puts them there; long before any test begins.
    let shipped = "2026-01-01T08:00:00Z".parse().unwrap();
    take_in_shipped(&connection, shipped).await.unwrap();
    // Closing writes SQLite's log back into the file, and frees PostgreSQL's database for copying.
    connection.close().await.unwrap();
}

async fn execute(admin_url: &str, statement: &str) {
    let admin = Database::connect(admin_url).await.unwrap();
    admin.execute_unprepared(statement).await.unwrap();
    admin.close().await.unwrap();
}

fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}?mode=rwc", file.display())
}

/// The same server, another database: `postgres://postgres@localhost/postgres?host=…`.
fn database_of(admin_url: &str, name: &str) -> String {
    let (server, socket) = admin_url.split_once("/postgres?").unwrap();
    format!("{server}/{name}?{socket}")
}

/// Notes for `tests/tools/worlds.sh` that the test of this thread ran on this engine.
fn tally(engine: &str) {
    if let Ok(path) = env::var("WORLD_TALLY") {
        let mut file = fs::OpenOptions::new().append(true).open(path).unwrap();
        let line = format!("{engine} {}\n", std::thread::current().name().unwrap());
        file.write_all(line.as_bytes()).unwrap();
    }
}
