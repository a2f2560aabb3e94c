//! What holds for every list, however hostile.

use std::fmt::Write;

use proptest::prelude::*;

use super::carry;
use super::personal::strip;
use super::read::read;
use super::tests::{LIMIT, checked};

/// Cells as a hostile or careless list has them, personal ones among them.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z0-9]{0,10}",
        "\\PC{0,12}",
        "[=+@;,\"\t\r\n|\\\\-]{0,6}",
        email(),
        mac(),
        (email(), "[ a-z]{0,5}").prop_map(|(email, text)| format!("{text}{email}")),
        ("[A-Z_]{0,5}", mac()).prop_map(|(text, mac)| format!("{text}{mac}")),
    ]
}

fn email() -> impl Strategy<Value = String> {
    "[a-z]{1,6}[.][a-z0-9]{1,6}@[a-z]{1,6}[.]example"
}

fn mac() -> impl Strategy<Value = String> {
    "[0-9A-F]{2}(:[0-9A-F]{2}){5}|[0-9a-f]{2}(-[0-9a-f]{2}){5}"
}

fn list() -> impl Strategy<Value = String> {
    let headers = prop::collection::vec(
        prop_oneof![
            Just("SerialNumber".to_owned()),
            Just("Modèle".to_owned()),
            Just("Lieu".to_owned()),
            Just("Statut".to_owned()),
            Just("IMEI".to_owned()),
            Just("Nom".to_owned()),
            "[a-z]{1,5}",
            cell(),
        ],
        1..6,
    );
    let rows = prop::collection::vec(prop::collection::vec(cell(), 1..6), 1..8);
    (
        headers,
        rows,
        prop_oneof![Just(','), Just(';'), Just('\t')],
        any::<bool>(),
    )
        .prop_map(|(headers, rows, delimiter, quoted)| {
            let mut text = String::new();
            for row in std::iter::once(headers).chain(rows) {
                let cells: Vec<_> = row
                    .iter()
                    .map(|cell| {
                        if quoted {
                            format!("\"{}\"", cell.replace('"', "\"\""))
                        } else {
                            cell.clone()
                        }
                    })
                    .collect();
                text.push_str(&cells.join(&delimiter.to_string()));
                text.push('\n');
            }
            text
        })
}

proptest! {
    #[test]
    fn no_address_of_a_person_or_card_survives_whatever_the_list(text in list()) {
        let Ok(read) = read(text.as_bytes(), LIMIT) else { return Ok(()) };
        let (sheet, stripped) = strip(read);
        let report = checked(&sheet);
        let mut output = serde_json::to_string(&(&report, &stripped, sheet.headers())).unwrap();
        for row in sheet.rows() {
            writeln!(output, "{}", serde_json::to_string(&row.cells.iter().collect::<Vec<_>>()).unwrap()).unwrap();
        }
        let email = regex::Regex::new("[a-z]+[.][a-z0-9]+@[a-z]+").unwrap();
        let mac = regex::Regex::new("([0-9A-F]{2}:){5}[0-9A-F]{2}|([0-9a-f]{2}-){5}[0-9a-f]{2}").unwrap();
        prop_assert!(!email.is_match(&output), "{}", output);
        prop_assert!(!mac.is_match(&output), "{}", output);
        prop_assert_eq!(carry::unpack(&carry::pack(&sheet), LIMIT), Ok(sheet));
    }

    #[test]
    fn any_bytes_are_read_or_refused_without_fault(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(read) = read(&bytes, LIMIT) {
            let (sheet, _) = strip(read);
            let report = checked(&sheet);
            prop_assert_eq!(report.summary.accepted + report.summary.refused, report.summary.rows);
        }
        let _ = carry::unpack(&bytes, LIMIT);
    }
}
