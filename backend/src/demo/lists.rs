//! The device lists of the demo's collèges, in the shape of a management tool's export.
use chrono::{DateTime, NaiveDate, Utc};
use entities::{device, organisation};
use std::fmt::Write;

/// Tablets and laptops on each list.
pub const TABLETS: usize = 35;
pub const LAPTOPS: usize = 15;

/// The laptop to wipe with `tests/fixtures/erasure/accepted-laptop-of-the-demo.log`, the log of a machine of this
/// number with one drive of that one.
pub const TO_WIPE: &str = "5CD1234XYZ";
pub const DRIVE_TO_WIPE: &str = "S21TNXAG512345";
/// On the list of the fifth collège, one of those in refurbishment.
const WHERE_TO_WIPE: usize = 444;

/// A week before the day of that log.
#[must_use]
pub fn before_the_log() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(2026, 11, 14)
        .and_then(|day| day.and_hms_opt(7, 30, 0))
        .expect("a morning of the calendar")
        .and_utc()
}

/// Whether the log of this device is still to be handed in, by whoever tries the demo.
#[must_use]
pub fn awaits_its_log(device: &device::Model) -> bool {
    device.serial.as_deref() == Some(TO_WIPE)
}

/// The list of the n-th collège. It has a column of pupils' addresses, as real ones do, for the reader to drop.
#[must_use]
pub fn of_college(number: usize, college: &organisation::Model) -> String {
    let uai = college.uai.as_deref().unwrap_or_default();
    let mut list = String::from(
        "DeviceName,SerialNumber,Manufacturer,Model,DeviceType,OS,OSVersion,StorageTotal,UPN,UAI,Etablissement,\
         NumeroInventaire,DateAcquisition,ValeurAcquisition\n",
    );
    for device in 0..TABLETS + LAPTOPS {
        let id = number * 100 + device;
        let (serial, maker, model, kind, os, version, storage, value) = if device < TABLETS {
            match device % 3 {
                0 => (
                    format!("R52N{id:05}TK"),
                    "Samsung",
                    "Galaxy Tab A7",
                    "Tablet",
                    "Android",
                    "11",
                    32_768,
                    "219,50",
                ),
                1 => (
                    format!("HA1C{id:05}"),
                    "Lenovo",
                    "Tab M10",
                    "Tablet",
                    "Android",
                    "10",
                    32_768,
                    "199,00",
                ),
                _ => (
                    format!("GG7V{id:05}JM"),
                    "Apple",
                    "iPad (6e génération)",
                    "Tablet",
                    "iPadOS",
                    "17.6.1",
                    32_768,
                    "329,00",
                ),
            }
        } else {
            (
                if id == WHERE_TO_WIPE {
                    TO_WIPE.to_owned()
                } else {
                    format!("5CD9{id:05}")
                },
                "HP",
                "ProBook 450 G5",
                "Notebook",
                "Windows",
                "10",
                256_000,
                "612,30",
            )
        };
        writeln!(
            list,
            "APP-{id:05},{serial},{maker},{model},{kind},{os},{version},{storage},eleve{id}@college.example,{uai},{},\
             IMM-2020-{id:05},2020-09-01,\"{value}\"",
            college.name,
        )
        .expect("writing to a string does not fail");
    }
    list
}

/// A wipe log as `ShredOS` writes it for this machine.
#[must_use]
pub fn wipe_log(serial: &str, day: &str) -> String {
    include_str!("wipe.log")
        .replace("{serial}", serial)
        .replace("{day}", day)
}

const FAMILY_NAMES: [&str; 24] = [
    "Martin",
    "Benali",
    "Favre",
    "Nguyen",
    "Dupont",
    "Kovalenko",
    "Rossi",
    "Traoré",
    "Perrin",
    "Haddad",
    "Blanc",
    "Diallo",
    "Mercier",
    "Petit",
    "Osmani",
    "Chappaz",
    "Garcia",
    "Tavares",
    "Bouvier",
    "Yilmaz",
    "Morand",
    "Lopez",
    "Vidal",
    "Cissé",
];
const GIVEN_NAMES: [&str; 17] = [
    "Aïcha", "Jean", "Olena", "Marie", "Karim", "Suzanne", "Fatou", "Pierre", "Mehmet", "Lucie",
    "Ana", "Georges", "Samira", "Thi", "Denise", "Mamadou", "Paulette",
];
const TOWNS: [&str; 6] = [
    "Belval",
    "Port-Clair",
    "Rivanche",
    "Montfranc",
    "Les Combes",
    "Hauteroche",
];

/// Family name, given name, birth year and town of the n-th person of the demo.
#[must_use]
pub fn person(number: usize) -> (&'static str, &'static str, i32, &'static str) {
    let year = 1938 + i32::try_from(number * 7 % 66).unwrap_or_default();
    (
        FAMILY_NAMES[number % 24],
        GIVEN_NAMES[number % 17],
        year,
        TOWNS[number % 6],
    )
}
