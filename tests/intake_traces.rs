//! What a list leaves behind: nothing about people; and the command line, which counts and answers again.

use crate::{
    intake_paper::{GLPI, Intake},
    support::World,
};
use entities::collection_lot;
use passe_relais::intake::command::{ImportLot, import_lot};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use std::{
    io::Write,
    path::Path,
    sync::{Arc, Mutex},
};

/// Where the log goes while a test listens.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_about_people_is_left_anywhere_after_an_import_nor_after_a_refused_one() {
    let log = Log::default();
    let writer = log.clone();
    let _listening = tracing::subscriber::set_default(
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .finish(),
    );
    let intake = Intake::new().await;
    let personal = [
        "emma.j66@college.example",
        "50:3D:D2:AD:03:60",
        "06 12 34 56 78",
        "COLLEGE\\ejoly",
        "Joly",
    ];
    let header = "DeviceName,SerialNumber,Manufacturer,Model,UPN,WifiMacAddress,Phone,Account,Nom de l'utilisateur,Remarque";
    let cells = personal.map(|value| format!("\"{value}\"")).join(",");
    let good = format!(
        "{header}\nTAB-1,HA9QAJ7K,Lenovo,Tab M10,{cells},emma.j66@college.example\nTAB-2,HA9QAJ8K,Lenovo,Tab M10,{cells},vitre rayée\n"
    );
    let refused = format!("{header}\n,,,,{cells},\"{}\"\n{cells}\n", personal[0]);
    for (list, button) in [(&good, "accept"), (&refused, "recalculate")] {
        let page = intake
            .upload(&intake.coordinator, list.as_bytes())
            .await
            .expect(200);
        let form = page.form("main form").set("default_type", "tablet");
        let answer = intake.coordinator.send(&form.press("press", button)).await;
        for value in personal {
            assert!(!page.html().contains(value), "{value} came back");
            assert!(!answer.html().contains(value), "{value} came back");
        }
    }
    assert_eq!(intake.devices().await.len(), 2);
    let everything = everything_kept(&intake.world, &log).await;
    assert!(
        everything.contains("HA9QAJ7K"),
        "the search does not look where things are"
    );
    for value in personal {
        assert!(!everything.contains(value), "{value} was kept");
    }
}

/// The database, the files, the messages and the log, as one text.
async fn everything_kept(world: &World, log: &Log) -> String {
    let mut all = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    for folder in [&world.app.config.files_dir, &world.app.config.mail_dir] {
        read_all(folder, &mut all);
    }
    let db = &world.app.db;
    if db.get_database_backend() == DbBackend::Sqlite {
        let url = &world.app.config.database_url;
        let file = url
            .strip_prefix("sqlite://")
            .unwrap()
            .split('?')
            .next()
            .unwrap();
        for end in ["", "-wal"] {
            if let Ok(bytes) = std::fs::read(format!("{file}{end}")) {
                all.push_str(&String::from_utf8_lossy(&bytes));
            }
        }
        return all;
    }
    let tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
    for table in rows(db, tables).await {
        for row in rows(db, &format!("SELECT t::text FROM \"{table}\" t")).await {
            all.push_str(&row);
        }
    }
    all
}

async fn rows(db: &impl ConnectionTrait, query: &str) -> Vec<String> {
    let statement = Statement::from_string(DbBackend::Postgres, query);
    let rows = db.query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

fn read_all(folder: &Path, all: &mut String) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_all(&path, all);
        } else {
            all.push_str(&String::from_utf8_lossy(&std::fs::read(path).unwrap()));
        }
    }
}

#[tokio::test]
async fn the_command_line_counts_changes_nothing_on_a_dry_run_and_answers_a_repeat_as_first() {
    let intake = Intake::new().await;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("glpi.csv");
    std::fs::write(&file, GLPI).unwrap();
    let import = |dry_run| ImportLot {
        file: file.clone(),
        dry_run,
        json: true,
        donor: None,
        owner: None,
        site: Some("atelier des aravis".to_owned()),
        legal_basis: collection_lot::LegalBasis::Deposit,
        reform_reference: None,
        boxes: Some(4),
        transport_holder: Some("Service logistique".to_owned()),
        source: None,
        collect: Vec::new(),
    };
    import_lot(&intake.world.app, import(true)).await.unwrap();
    assert_eq!(intake.lots().await, 0);
    import_lot(&intake.world.app, import(false)).await.unwrap();
    let landed = intake.devices().await.len();
    assert!(landed > 0);
    import_lot(&intake.world.app, import(false)).await.unwrap();
    assert_eq!(intake.devices().await.len(), landed);
    assert_eq!(intake.lots().await, 1);
    let lot = collection_lot::Entity::find()
        .filter(
            collection_lot::COLUMN
                .legal_basis
                .eq(collection_lot::LegalBasis::Deposit),
        )
        .one(&intake.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(usize::try_from(lot.devices_announced).unwrap(), landed);
    assert_eq!(lot.boxes_announced, Some(4));
    assert_eq!(lot.transport_holder.as_deref(), Some("Service logistique"));
    // Nobody named the source: it is the donor.
    assert_eq!(lot.source, "Département");
}
