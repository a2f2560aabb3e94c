//! An owner's accounts of 100,000 lines laid beside as many devices: taken in, compared, checked, handed on.
use crate::{
    median,
    postgres::Postgres,
    program::{Program, seconds_of},
    seed,
};
use chrono::Datelike;
use entities::organisation::{self, OrganisationKind};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::{fmt::Write, path::Path};

const LINES: u32 = 100_000;

pub async fn run(postgres: &Postgres, folder: &Path) {
    let devices = folder.join("assets-devices.csv");
    seed::write_list(&devices, LINES);
    let devices = devices.to_str().unwrap();
    let file = folder.join("assets.csv");
    std::fs::write(&file, actif()).unwrap();
    let file = file.to_str().unwrap();
    let as_of = format!("{}-12-31", seed::today().year() - 1);
    let on_sqlite = format!("sqlite://{}/assets.db?mode=rwc", folder.display());
    for (engine, url) in [
        ("SQLite", on_sqlite),
        ("PostgreSQL", postgres.create("bench_assets")),
    ] {
        let program = Program::new(folder, &url);
        program.run(&["demo"]);
        program.run(&[
            "import",
            "lot",
            devices,
            "--site",
            super::WORKSHOP,
            "--json",
        ]);
        let owner = departement(&url).await;
        let arguments = [
            "import", "assets", file, "--owner", &owner, "--as-of", &as_of,
        ];
        let (first, said) = seconds_of(|| program.run(&arguments));
        assert!(said.contains("taken 100000"), "{said}");
        let list = said.lines().find_map(|line| line.strip_prefix("list "));
        let list = list.unwrap().to_owned();
        let (again, said) = seconds_of(|| program.run(&arguments));
        assert!(said.contains("taken before"), "{said}");
        if engine == "PostgreSQL" {
            // What autovacuum does of itself within minutes of so large a change.
            postgres.sql("bench_assets", "VACUUM ANALYZE");
        }
        let say = |what: &str, seconds: f64| {
            println!("| {LINES} | {engine} | {what} | {seconds:.2} s |");
        };
        say("import of 100,000 accounting lines", first);
        say(
            "the same file of accounts again, which changes nothing",
            again,
        );
        let server = program.serve();
        let cookie = seed::auditor_cookie(&url).await;
        for (what, path) in [
            (
                "asset reconciliation of 100,000 lines, its differences",
                format!("/accounting/{list}"),
            ),
            (
                "asset reconciliation of 100,000 lines, only theirs",
                format!("/accounting/{list}?class=theirs"),
            ),
            (
                "net book values of 100,000 lines checked",
                format!("/accounting/{list}/values"),
            ),
            (
                "asset reconciliation as CSV",
                format!("/accounting/{list}/csv"),
            ),
            (
                "asset reconciliation as XLSX",
                format!("/accounting/{list}/xlsx"),
            ),
        ] {
            let mut took = [0; 3].map(|_| server.fetch_seconds(&path, &cookie));
            say(&format!("{what}, median of 3"), median(&mut took));
        }
        println!(
            "| {LINES} | {engine} | resident, after the reconciliation | {} MB |",
            server.resident_mb()
        );
        server.stop();
    }
}

async fn departement(url: &str) -> String {
    let app = seed::app(url).await;
    organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::Departement))
        .one(&app.db)
        .await
        .unwrap()
        .unwrap()
        .name
}

/// The same numbers as the devices; one in a hundred has another value, one in a thousand is not with us.
fn actif() -> String {
    let mut text =
        "N° d’inventaire;Désignation;Compte;Date d’acquisition;Valeur brute;VNC\n".to_owned();
    for number in 0..LINES {
        let value = if number % 100 == 0 {
            "229,50"
        } else {
            "219,50"
        };
        let series = if number % 1_000 == 1 { "ANC" } else { "IMM" };
        writeln!(
            text,
            "{series}-2020-{number:06};Tablette;21838;2020-08-31;{value};0,00"
        )
        .unwrap();
    }
    text
}
