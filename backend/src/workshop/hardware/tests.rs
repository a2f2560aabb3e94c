//! Both forms of inventory as the tools write them, and everything a file may be instead.

use super::*;
use proptest::prelude::*;
use std::path::PathBuf;

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/inventory");
    std::fs::read(path.join(name)).unwrap()
}

#[test]
fn lshw_tells_the_machine_and_its_two_drives_and_nothing_of_its_user() {
    let machine = read(&fixture("lshw-two-drives.json")).unwrap();
    insta::assert_debug_snapshot!(machine);
    // The same tree inside a list, as other versions write it.
    let listed = [b"[", fixture("lshw-two-drives.json").as_slice(), b"]"].concat();
    assert_eq!(read(&listed).unwrap(), machine);
}

#[test]
fn glpi_tells_the_machine_and_what_is_left_of_its_battery() {
    let machine = read(&fixture("glpi-inventory.json")).unwrap();
    insta::assert_debug_snapshot!(machine);
}

#[test]
fn nothing_about_a_person_is_taken_whatever_field_it_stands_in() {
    let told = format!(
        "{:?} {:?}",
        read(&fixture("lshw-two-drives.json")).unwrap(),
        read(&fixture("glpi-inventory.json")).unwrap()
    );
    for personal in ["pc-salle-12", "jdurand", "02:fc:00", "192.0.2", "durand"] {
        assert!(
            !told.to_lowercase().contains(personal),
            "{personal}: {told}"
        );
    }
    // Even where a field of the machine repeats it.
    let repeated = r#"{"deviceid":"PC-1","content":{"versionclient":"1","hardware":{"lastloggeduser":"jdurand"},
        "bios":{"smodel":"jdurand","smanufacturer":"00:11:22:33:44:55","ssn":"5CD8143KLM"},
        "cpus":[{"name":"reached at 192.0.2.7"}]}}"#;
    let machine = read(repeated.as_bytes()).unwrap();
    assert_eq!(
        (machine.model, machine.manufacturer, machine.processor),
        (None, None, None)
    );
}

#[test]
fn filler_is_no_serial_number() {
    for filler in [
        "Not Specified",
        "Default string",
        "To Be Filled By O.E.M.",
        "System Serial Number",
        "0",
        "None",
    ] {
        let file = serde_json::json!({"id": "pc", "class": "system", "serial": filler}).to_string();
        assert_eq!(read(file.as_bytes()).unwrap().serial, None, "{filler}");
    }
}

#[test]
fn every_other_file_is_refused_for_its_own_reason() {
    let whole = fixture("lshw-two-drives.json");
    let deep = [vec![b'['; 100], vec![b']'; 100]].concat();
    let hostile = |serial: &str| {
        serde_json::json!({"id": "pc", "class": "system", "serial": serial})
            .to_string()
            .into_bytes()
    };
    let nameless =
        r#"{"id":"pc","class":"system","children":[{"id":"disk","class":"disk","size":500}]}"#;
    let cases: Vec<(Vec<u8>, Fault)> = vec![
        (whole[..whole.len() / 2].to_vec(), Fault::Truncated),
        (
            b"system-serial-number = 5CD8143KLM".to_vec(),
            Fault::NotJson,
        ),
        (Vec::new(), Fault::NotJson),
        (vec![0xff, 0xfe, 0], Fault::NotJson),
        (deep, Fault::TooDeep),
        (b"{}".to_vec(), Fault::NotAnInventory),
        (br#"[{"class":"disk"}]"#.to_vec(), Fault::NotAnInventory),
        (vec![b' '; MAX_BYTES + 1], Fault::TooLarge),
        (hostile("5CD8\u{202e}143"), Fault::HostileText),
        (hostile("<script>alert(1)</script>"), Fault::HostileText),
        (hostile("5CD8\u{0}143"), Fault::HostileText),
        (hostile(&"A".repeat(500)), Fault::HostileText),
        (nameless.as_bytes().to_vec(), Fault::DriveWithoutSerial),
    ];
    for (file, fault) in cases {
        assert_eq!(
            read(&file),
            Err(fault),
            "{}",
            String::from_utf8_lossy(&file[..file.len().min(80)])
        );
    }
}

#[test]
fn a_machine_is_tied_to_the_device_by_its_own_number() {
    let machine = read(&fixture("lshw-two-drives.json")).unwrap();
    assert_eq!(tie(&machine, Some(" 5cd8143klm ")), Tie::Same);
    assert_eq!(tie(&machine, Some("7XK2P13")), Tie::Another);
    assert_eq!(tie(&machine, None), Tie::Learnt);
    let nameless = Machine {
        serial: None,
        ..machine
    };
    assert_eq!(tie(&nameless, Some("7XK2P13")), Tie::Nameless);
    assert_eq!(tie(&nameless, None), Tie::Unsaid);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..500)) {
        let _ = read(&bytes);
    }

    /// A whole inventory with one byte changed, as a failing stick does it.
    #[test]
    fn a_damaged_inventory_is_read_or_refused(place in 0_usize..4000, byte in any::<u8>()) {
        let mut file = fixture("lshw-two-drives.json");
        let place = place % file.len();
        file[place] = byte;
        if let Ok(machine) = read(&file) {
            prop_assert!(machine.drives.iter().all(|drive| drive.serial.chars().count() <= 120));
        }
    }
}
