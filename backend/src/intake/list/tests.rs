//! The list import as a whole, over small lists of the shapes that donors send.

use std::collections::BTreeSet;
use std::fmt::Write;

use chrono::NaiveDate;
use entities::device::DeviceKind;
use fluent_bundle::FluentResource;

use super::check::{Choices, Known, check};
use super::columns::{Field, Mapping, MappingRefusal, propose};
use super::findings::Kind;
use super::personal::{CleanSheet, Personal, Stripped, strip};
use super::read::{Unreadable, read};
use super::report::Report;
use super::{carry, status};
use crate::identifiers::Uai;

const MDM: &[u8] = include_bytes!("../../../../tests/fixtures/inventory/mdm-tablets.csv");
const GLPI: &[u8] = include_bytes!("../../../../tests/fixtures/inventory/glpi-computers.csv");
const BY_HAND: &[u8] =
    include_bytes!("../../../../tests/fixtures/inventory/typed-by-hand-windows-1252.csv");
pub(super) const LIMIT: usize = 1_000_000;

const NOTHING_KNOWN: Known<'static> = Known {
    in_stock: &|_, _| false,
    marked: &|_| false,
    school: &|_| true,
};

fn cleaned(bytes: &[u8]) -> (CleanSheet, Stripped) {
    strip(read(bytes, LIMIT).unwrap())
}

fn clean(text: &str) -> CleanSheet {
    cleaned(text.as_bytes()).0
}

fn choices() -> Choices {
    Choices {
        collectable: None,
        default_type: Some(DeviceKind::Tablet),
        refuse: BTreeSet::new(),
        today: NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(),
    }
}

pub(super) fn checked(sheet: &CleanSheet) -> Report<'_> {
    check(sheet, &propose(sheet, None), &choices(), &NOTHING_KNOWN)
}

/// What the person sees of a list, in plain text.
fn told(bytes: &[u8], choices: &Choices) -> String {
    let read = read(bytes, LIMIT).unwrap();
    let mut told = format!("{} {:?}\n", read.encoding, read.delimiter);
    let (sheet, stripped) = strip(read);
    writeln!(told, "{}", serde_json::to_string(&stripped).unwrap()).unwrap();
    let mapping = propose(&sheet, None);
    for (header, field) in sheet.headers().iter().zip(mapping.fields()) {
        writeln!(told, "  {header} = {field:?}").unwrap();
    }
    for status in status::statuses(&sheet, &mapping) {
        writeln!(told, "{status:?}").unwrap();
    }
    let known = Known {
        in_stock: &|maker, serial| (maker, serial) == ("samsung", "STOCK123"),
        marked: &|mark| mark == "IMM-STOCK",
        school: &|uai: &Uai| uai.as_str() == "0740001Z",
    };
    let report = check(&sheet, &mapping, choices, &known);
    writeln!(told, "{}", serde_json::to_string(&report.summary).unwrap()).unwrap();
    for line in &report.lines {
        let verdict = if line.accepted { "accepted" } else { "refused" };
        writeln!(told, "line {} {verdict}", line.number).unwrap();
        writeln!(told, "  {}", serde_json::to_string(&line.device).unwrap()).unwrap();
        for finding in &line.findings {
            writeln!(told, "  {finding:?}").unwrap();
        }
    }
    told
}

#[test]
fn an_mdm_export_of_tablets_is_told_line_by_line() {
    insta::assert_snapshot!(told(MDM, &choices()));
}

#[test]
fn a_glpi_export_of_computers_is_told_line_by_line() {
    let no_default = Choices {
        default_type: None,
        ..choices()
    };
    insta::assert_snapshot!(told(GLPI, &no_default));
}

#[test]
fn a_list_typed_in_an_old_spreadsheet_keeps_its_accents() {
    insta::assert_snapshot!(told(BY_HAND, &choices()));
}

#[test]
fn the_same_list_reads_the_same_in_every_encoding() {
    let text = "Nom;N° de série;Établissement\nA;S1A2;Thônes\nB;S3B4;Évian";
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF)
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect()
    };
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let with_bom = format!("\u{feff}{text}").into_bytes();
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), "UTF-8"),
        (with_bom, "UTF-8"),
        (windows, "windows-1252"),
        (utf_16(u16::to_le_bytes), "UTF-16LE"),
        (utf_16(u16::to_be_bytes), "UTF-16BE"),
    ] {
        let sheet = read(&bytes, LIMIT).unwrap();
        assert_eq!(sheet.encoding, encoding);
        assert_eq!(sheet.headers, ["Nom", "N° de série", "Établissement"]);
        assert_eq!(sheet.rows[1].cells, vec!["B", "S3B4", "Évian"]);
    }
}

#[test]
fn the_delimiter_is_found_though_commas_stand_in_the_values() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = "Nom;Numéro de série;Valeur\nA;S1;\"1,5\"\nB;S2;\"2,5\"\n"
            .replace(';', &delimiter.to_string());
        assert_eq!(read(text.as_bytes(), LIMIT).unwrap().delimiter, delimiter);
    }
    let decimals = "Série;Valeur;Prix\nS1;1,5;2,5\nS2;1,5;2,5\n";
    assert_eq!(read(decimals.as_bytes(), LIMIT).unwrap().delimiter, ';');
    let one_column = read(b"SerialNumber\nA1\nB2\n", LIMIT).unwrap();
    assert_eq!((one_column.headers.len(), one_column.rows.len()), (1, 2));
}

#[test]
fn a_line_keeps_the_number_an_editor_shows() {
    for line_end in ["\n", "\r\n", "\r"] {
        let text =
            "Serial;Lieu\nS1;\"two\nlines\"\n\n;\nS2;x\nS3;x;y\nS4;x;\n".replace('\n', line_end);
        let sheet = read(text.as_bytes(), LIMIT).unwrap();
        let lines: Vec<_> = sheet.rows.iter().map(|row| row.line).collect();
        assert_eq!(
            (lines, sheet.ragged),
            (vec![2, 6, 8], vec![7]),
            "{line_end:?}"
        );
    }
}

#[test]
fn a_file_that_is_no_list_is_refused_for_its_own_reason() {
    let wide = ["h"; 201].join(";");
    for (bytes, reason) in [
        (&b""[..], Unreadable::Empty),
        (b" \r\n\r\n", Unreadable::Empty),
        (b"\xEF\xBB\xBF", Unreadable::Empty),
        (b"PK\x03\x04\x14\0", Unreadable::Workbook),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", Unreadable::Workbook),
        (b"%PDF-1.7\n", Unreadable::NotText),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", Unreadable::NotText),
        (b"Nom;Serial\nA;\0\n", Unreadable::NotText),
        (b"\xFF\xFEN\0\0\0", Unreadable::NotText),
        (wide.as_bytes(), Unreadable::TooManyColumns),
        (b";;\nA;B;C\n", Unreadable::NoHeader),
        (b"TAB1;emma@college.example\nTAB2;x\n", Unreadable::NoHeader),
        (b"TAB1;490154203237518\nTAB2;x\n", Unreadable::NoHeader),
        (b"Nom;Serial\n", Unreadable::NoRows),
    ] {
        assert_eq!(read(bytes, LIMIT).err(), Some(reason), "{bytes:?}");
    }
    assert_eq!(read(MDM, 100).err(), Some(Unreadable::TooLarge));
}

#[test]
fn columns_about_people_are_dropped_by_name_in_both_languages() {
    for header in [
        "UPN",
        "UserPrincipalName",
        "Primary user",
        "user_email",
        "E-mail",
        "Courriel",
        "Mél",
        "Phone number",
        "Téléphone",
        "N° de tél.",
        "Contact",
        "Numéro de contact",
        "Usager",
        "Utilisateur",
        "LastLoggedUser",
        "Dernier utilisateur connecté",
        "WifiMacAddress",
        "Wi-Fi MAC",
        "Adresse MAC",
        "MACAddress",
        "Bluetooth",
        "IMSI",
        "ICCID",
        "Adresse IP",
        "Prénom",
        "Élève",
        "Nom de l'élève",
        "Owner",
    ] {
        let (sheet, stripped) = cleaned(format!("Serial;{header}\nS1;x\n").as_bytes());
        assert_eq!(sheet.headers(), ["Serial"], "{header}");
        assert_eq!(stripped.columns[0].why, Personal::Name);
    }
    for header in [
        "LastContact",
        "Nom",
        "DeviceName",
        "Ownership",
        "Model",
        "Machine",
    ] {
        let sheet = clean(&format!("Serial;{header}\nS1;x\n"));
        assert_eq!(sheet.headers().len(), 2, "{header}");
    }
}

#[test]
fn a_name_beside_a_first_name_is_a_person() {
    let sheet = clean("Serial;Nom;Prénom\nS1;Dupont;Léa\n");
    assert_eq!(sheet.headers(), ["Serial"]);
}

#[test]
fn columns_about_people_are_dropped_by_what_they_hold() {
    for (value, why) in [
        ("emma.j66@college.example", Personal::Email),
        ("Emma <emma@college.example>", Personal::Email),
        ("50:3D:D2:AD:03:60", Personal::Mac),
        ("50-3d-d2-ad-03-60", Personal::Mac),
        ("503d.d2ad.0360", Personal::Mac),
        ("503DD2AD0360", Personal::Mac),
        ("06 12 34 56 78", Personal::Phone),
        ("0612345678", Personal::Phone),
        ("+33 6 12 34 56 78", Personal::Phone),
        ("ENT\\lea.dupont", Personal::Account),
    ] {
        let (sheet, stripped) =
            cleaned(format!("Serial;Divers\nS1;{value}\nS2;\nS3;x\n").as_bytes());
        assert_eq!(sheet.headers(), ["Serial"], "{value}");
        assert_eq!(stripped.columns[0].why, why, "{value}");
    }
}

#[test]
fn a_person_in_one_cell_of_a_column_that_stays_is_blanked_and_counted() {
    let (sheet, stripped) =
        cleaned("Nom;Serial\niPad de emma@college.example;S1\nTAB-2;S2\nTAB-3;S3\n".as_bytes());
    assert_eq!(stripped.cells, 1);
    assert_eq!(sheet.rows()[0].cells, vec!["", "S1"]);
    let (sheet, stripped) = cleaned(
        "Modèle;Serial\nProBook de Mme Jeanne Dupont 06 12 34 56 78;S1\niPad de M. Dupont;S2\nTab;S3\nTab;S4\nTab;S5\n"
            .as_bytes(),
    );
    assert_eq!(stripped.cells, 2);
    assert_eq!(sheet.rows()[0].cells, vec!["", "S1"]);
    assert_eq!(sheet.rows()[1].cells, vec!["", "S2"]);
}

#[test]
fn ten_digit_inventory_numbers_are_no_phones() {
    let sheet = clean("Numéro d'inventaire;Serial\n0612345678;S1\n0612345679;S2\n");
    assert_eq!(sheet.headers().len(), 2);
}

#[test]
fn columns_are_recognised_whatever_the_tool_calls_them() {
    let headers = [
        "DeviceName,SerialNumber,IMEI,Manufacturer,Model,OS,OSVersion,StorageTotal",
        "Display Name,Asset Tag,UDID,Serial Number,Model,Model Identifier,OS Version",
        "asset_tag,serial_number,model_identifier,os_version,disk_size_mb",
        "Nom,Statut,Fabricant,Numéro de série,Type,Modèle,Système d'exploitation - Nom,Lieu,Processeur",
        "Name,Status,Manufacturers,Serial number,Types,Model,Operating System - Name,Locations,Processor",
        "Device name,Model number,IMEI/MEID,Serial No.,Platform",
        "Marque,N° série,Date d'achat,Prix d'achat,RNE,Établissement,N° d'inventaire",
    ];
    let mut told = String::new();
    for line in headers {
        let values = vec!["x"; line.split(',').count()].join(",");
        let sheet = clean(&format!("{line}\n{values}\n"));
        for (header, field) in sheet.headers().iter().zip(propose(&sheet, None).fields()) {
            writeln!(told, "{header} = {field:?}").unwrap();
        }
        told.push('\n');
    }
    insta::assert_snapshot!(told);
}

#[test]
fn an_unnamed_column_is_recognised_by_its_check_keys() {
    let sheet =
        clean("Serial;Code;Réf\nS1;0740001Z;490154203237518\nS2;0850001P;352099001761481\n");
    let fields = [Field::Serial, Field::SchoolUai, Field::Imei];
    assert_eq!(propose(&sheet, None).fields(), fields);
}

#[test]
fn what_the_person_chose_last_time_is_proposed_again() {
    let sheet = clean("Nom;Étiquette bleue;Modèle\nA;S1;Tab\n");
    let fields = vec![Field::Ignore, Field::Serial, Field::Model];
    let chosen = Mapping::choose(&sheet, fields).unwrap();
    let stored = serde_json::to_string(&chosen.remember(&sheet)).unwrap();
    let remembered = serde_json::from_str(&stored).unwrap();
    let next = clean("Modèle;ÉTIQUETTE BLEUE;Nom;Fabricant\nTab;S1;A;Acme\n");
    assert_eq!(
        propose(&next, Some(&remembered)).fields(),
        [
            Field::Model,
            Field::Serial,
            Field::Ignore,
            Field::Manufacturer
        ]
    );
}

#[test]
fn a_choice_of_columns_is_refused_when_it_cannot_be_used() {
    let sheet = clean("A;B\nx;y\n");
    let choose = |fields: &[Field]| Mapping::choose(&sheet, fields.to_vec()).unwrap_err();
    assert_eq!(choose(&[Field::Serial]), MappingRefusal::OtherColumns);
    assert_eq!(
        choose(&[Field::Serial, Field::Serial]),
        MappingRefusal::Twice(Field::Serial)
    );
    assert_eq!(
        choose(&[Field::Model, Field::Ignore]),
        MappingRefusal::NothingIdentifies
    );
}

#[test]
fn the_person_says_which_statuses_may_be_collected() {
    let sheet = clean("Serial;Modèle;Statut\nS1;Tab;En stock\nS2;Tab;Réformé\nS3;Tab;\n");
    let accepted = |report: &Report<'_>| -> Vec<u32> {
        let lines = report.lines.iter();
        lines
            .filter(|line| line.accepted)
            .map(|line| line.number)
            .collect()
    };
    assert_eq!(accepted(&checked(&sheet)), [3]);
    let chosen = Choices {
        collectable: Some(["en stock".to_owned(), String::new()].into()),
        ..choices()
    };
    let report = check(&sheet, &propose(&sheet, None), &chosen, &NOTHING_KNOWN);
    assert_eq!(accepted(&report), [2, 4]);
    assert_eq!(report.found[&Kind::StatusNotCollectable], 1);
}

#[test]
fn the_person_refuses_a_doubtful_kind_and_its_lines_stay_out() {
    let sheet = clean("Serial;Modèle;UAI\n;Tab;0740001Z\nS2;Tab;\nS3;Tab;0740001A\n");
    let as_proposed = checked(&sheet).summary;
    assert_eq!(as_proposed.accepted, 2, "nothing identifies the first");
    let strict = Choices {
        refuse: [Kind::BadUai].into(),
        ..choices()
    };
    let report = check(&sheet, &propose(&sheet, None), &strict, &NOTHING_KNOWN);
    assert_eq!(report.summary.accepted, 1);
}

#[test]
fn two_makers_may_use_the_same_serial() {
    let sheet = clean("Serial;Marque;Modèle\nS1;Acme;Tab\nS1;Bolt;Tab\n s1 ;ACMÉ;Tab\n");
    let report = checked(&sheet);
    assert_eq!(report.summary.duplicates, 1);
    assert_eq!(report.lines[2].findings[0].first_line, Some(2));
}

#[test]
fn a_cell_that_a_spreadsheet_would_run_keeps_its_line_out() {
    for (cell, kinds) in [
        ("=1+1", &[Kind::FormulaCell][..]),
        ("@SUM(A1)", &[Kind::FormulaCell]),
        ("+cmd|' /C calc'!A0", &[Kind::FormulaCell]),
        ("-2+3", &[Kind::FormulaCell]),
        ("\t=1+1", &[Kind::FormulaCell]),
        ("-", &[]),
        ("-12,5", &[]),
    ] {
        let sheet = clean(&format!("Serial;Modèle;Lieu\nS1;Tab;\"{cell}\"\n"));
        let report = checked(&sheet);
        let found: Vec<_> = report.found.keys().copied().collect();
        assert_eq!(found, kinds, "{cell}");
    }
}

#[test]
fn a_quote_left_open_refuses_its_line_without_quoting_the_rest() {
    let rest = "S9;Tab;x\n".repeat(100);
    let sheet = clean(&format!("Serial;Modèle;Lieu\nS1;Tab;\"x\n{rest}"));
    let report = checked(&sheet);
    assert_eq!(report.found[&Kind::CellTooLong], 1);
    assert!(serde_json::to_string(&report).unwrap().len() < 1500);
}

#[test]
fn a_packed_sheet_comes_back_as_it_went() {
    for bytes in [MDM, GLPI, BY_HAND] {
        let (sheet, _) = cleaned(bytes);
        let packed = carry::pack(&sheet);
        assert_eq!(carry::unpack(&packed, LIMIT), Ok(sheet));
    }
}

#[test]
fn a_packed_sheet_that_unfolds_too_far_or_was_cut_is_refused() {
    let sheet = clean(&format!(
        "Serial;Lieu\n{}",
        "S;xxxxxxxxxxxxxxxxxxxx\n".repeat(30_000)
    ));
    let packed = carry::pack(&sheet);
    assert!(packed.len() < 200_000);
    assert_eq!(carry::unpack(&packed, 100_000), Err(carry::NotPacked));
    assert_eq!(
        carry::unpack(&packed[..packed.len() / 2], 10_000_000),
        Err(carry::NotPacked)
    );
    assert_eq!(carry::unpack(b"nonsense", LIMIT), Err(carry::NotPacked));
}

#[test]
fn every_finding_weighs_what_the_person_is_told() {
    let mut told = String::new();
    for kind in Kind::ALL {
        writeln!(told, "{kind:?}: {:?}", kind.severity()).unwrap();
    }
    insta::assert_snapshot!(told);
}

#[test]
fn the_fields_stand_in_their_declared_order() {
    for (place, field) in Field::ALL.into_iter().enumerate() {
        assert_eq!(field as usize, place);
    }
}

#[test]
fn every_word_of_the_import_is_said_in_both_languages() {
    let french = include_str!("../../../../frontend/words/fr/intake-list.ftl");
    let english = include_str!("../../../../frontend/words/en/intake-list.ftl");
    for words in [french, english] {
        assert!(FluentResource::try_new(words.to_owned()).is_ok());
    }
    let keys = (Kind::ALL.map(Kind::key).into_iter())
        .chain(Field::ALL.map(Field::key))
        .chain(Unreadable::ALL.map(Unreadable::key))
        .chain(Personal::ALL.map(Personal::key))
        .chain([
            MappingRefusal::Twice(Field::Serial).key(),
            MappingRefusal::NothingIdentifies.key(),
            MappingRefusal::OtherColumns.key(),
        ]);
    for key in keys {
        let line = format!("\n{key} = ");
        assert!(french.contains(&line), "{key} in French");
        assert!(english.contains(&line), "{key} in English");
    }
}
