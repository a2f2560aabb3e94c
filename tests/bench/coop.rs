//! An export of 50,000 activities of the Coop, brought in and brought in again.
use crate::{
    postgres::Postgres,
    program::{Program, seconds_of},
};
use std::{fmt::Write, path::Path};

const ROWS: u32 = 50_000;
/// The demo's trainer works here.
const ORGANISATION: &str = "Médiathèque de Port-Clair";

pub fn run(postgres: &Postgres, folder: &Path) {
    let file = folder.join("coop.csv");
    std::fs::write(&file, export()).unwrap();
    let file = file.to_str().unwrap();
    let on_sqlite = format!("sqlite://{}/coop.db?mode=rwc", folder.display());
    for (engine, url) in [
        ("SQLite", on_sqlite),
        ("PostgreSQL", postgres.create("bench_coop")),
    ] {
        let program = Program::new(folder, &url);
        program.run(&["demo"]);
        let arguments = ["import", "coop", file, "--organisation", ORGANISATION];
        let (first, said) = seconds_of(|| program.run(&arguments));
        assert!(said.contains("added 50000"), "{said}");
        let (again, said) = seconds_of(|| program.run(&arguments));
        assert!(
            said.contains("added 0") && said.contains("same 50000"),
            "{said}"
        );
        println!("| 50000 | {engine} | import of 50,000 Coop rows | {first:.2} s |");
        println!(
            "| 50000 | {engine} | the same file again, which changes nothing | {again:.2} s |"
        );
    }
}

/// Activities of two years, each of two themes.
fn export() -> String {
    let mut text = "Date;Type;Participants;Code Insee;Durée (min);Thématique(s) d’accompagnement;\
         Tranche d’âge du bénéficiaire;Statut du bénéficiaire;ID CRA\n"
        .to_owned();
    for number in 0..ROWS {
        let (day, month) = (number % 28 + 1, number / 28 % 12 + 1);
        let year = 2024 + number % 2;
        writeln!(
            text,
            "{day:02}/{month:02}/{year};Accompagnement individuel;1;74010;60;E-mail,Santé;60 - 69 ans;Retraité(e);\
             6f1c2a10-0000-4000-8000-{number:012}"
        )
        .unwrap();
    }
    text
}
