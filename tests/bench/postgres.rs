//! A `PostgreSQL` of the bench's own, durable as in production, and what it reaches by itself.
use super::program::seconds_of;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

pub struct Postgres {
    /// A durable server that the Makefile started for us, on a private socket.
    admin_url: String,
    socket: PathBuf,
}

impl Postgres {
    pub fn of_this_run() -> Self {
        let admin_url = std::env::var("TEST_DATABASE_URL")
            .expect("make bench starts PostgreSQL and names it here");
        let socket = admin_url
            .split("host=")
            .nth(1)
            .expect("the address names the socket")
            .into();
        Self { admin_url, socket }
    }

    fn url_of(&self, database: &str) -> String {
        self.admin_url
            .replace("/postgres?", &format!("/{database}?"))
    }

    pub fn create(&self, database: &str) -> String {
        self.sql("postgres", &format!("DROP DATABASE IF EXISTS {database}"));
        self.sql("postgres", &format!("CREATE DATABASE {database}"));
        self.url_of(database)
    }

    pub fn sql(&self, database: &str, statement: &str) -> String {
        let output = self
            .tool("psql")
            .args(["-d", database, "-qAtc", statement])
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "{statement}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn tool(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.arg("-h").arg(&self.socket).args(["-U", "postgres"]);
        command
    }

    /// One indexed select, prepared.
    pub fn selects_per_second(&self, database: &str, devices: u32, connections: u32) -> f64 {
        let script =
            format!("\\set id random(1, {devices})\nSELECT * FROM device WHERE id = :id;\n");
        self.pgbench(database, &script, connections)
    }

    /// One durable single-row update.
    pub fn updates_per_second(&self, database: &str, connections: u32) -> f64 {
        self.sql(
            database,
            "CREATE TABLE IF NOT EXISTS bench_row AS SELECT id, 0 AS n FROM generate_series(1, 100000) AS id; \
             CREATE UNIQUE INDEX IF NOT EXISTS bench_row_id ON bench_row (id)",
        );
        let script = "\\set id random(1, 100000)\nUPDATE bench_row SET n = n + 1 WHERE id = :id;\n";
        self.pgbench(database, script, connections)
    }

    fn pgbench(&self, database: &str, script: &str, connections: u32) -> f64 {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), script).unwrap();
        let output = self
            .tool("pgbench")
            .args([
                "-n",
                "-M",
                "prepared",
                "-j",
                "2",
                "-T",
                "3",
                "-c",
                &connections.to_string(),
                "-f",
            ])
            .arg(file.path())
            .arg(database)
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with("tps"))
            .expect("pgbench prints its rate");
        line.split_whitespace().nth(2).unwrap().parse().unwrap()
    }

    /// How long `COPY` takes for the latest lot's devices and their events, into the same tables.
    pub fn copy_in_seconds(&self, database: &str, folder: &Path) -> f64 {
        let latest = "SELECT max(lot_id) FROM device";
        let devices = format!("SELECT * FROM device WHERE lot_id = ({latest}) AND announced");
        let events = format!(
            "SELECT * FROM event WHERE subject_kind = 'device' AND subject_id IN (SELECT id FROM ({devices}) AS d)"
        );
        let (device_file, event_file) = (folder.join("devices.copy"), folder.join("events.copy"));
        self.psql_file(
            database,
            &format!(
                "\\copy ({devices}) TO '{}'\n\\copy ({events}) TO '{}'\n",
                device_file.display(),
                event_file.display()
            ),
        );
        self.sql(database, &format!("CREATE TABLE kept AS {devices}"));
        self.sql(database, "DELETE FROM event WHERE subject_kind = 'device' AND subject_id IN (SELECT id FROM kept)");
        self.sql(
            database,
            "DELETE FROM device_span WHERE device_id IN (SELECT id FROM kept)",
        );
        self.sql(
            database,
            "DELETE FROM device WHERE id IN (SELECT id FROM kept)",
        );
        self.sql(database, "VACUUM device");
        self.sql(database, "VACUUM event");
        let script = format!(
            "\\copy device FROM '{}'\n\\copy event FROM '{}'\n",
            device_file.display(),
            event_file.display()
        );
        seconds_of(|| self.psql_file(database, &script)).0
    }

    pub fn copy_out_seconds(&self, database: &str, folder: &Path) -> f64 {
        let script = format!(
            "\\copy device TO '{}' WITH (FORMAT csv)\n",
            folder.join("out.csv").display()
        );
        seconds_of(|| self.psql_file(database, &script)).0
    }

    fn psql_file(&self, database: &str, script: &str) {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), script).unwrap();
        let output = self
            .tool("psql")
            .args(["-d", database, "-q", "-v", "ON_ERROR_STOP=1", "-f"])
            .arg(file.path())
            .output();
        let output = output.unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
