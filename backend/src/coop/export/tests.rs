use super::{
    List, Row, What,
    columns::{Column, Sheet},
    read,
    table::NotAnExport,
    values,
};
use crate::intake::list::read::Unreadable;
use chrono::NaiveDate;
use entities::coop_row::{CoopAge, CoopKind, CoopOccupation};

const WORKBOOK: &[u8] = include_bytes!("../../../../tests/fixtures/coop/activites.xlsx");
const HEADER: &str = "Date;Type;Participants;Bénéficiaire;Code Insee;Durée (min);Nom de l’atelier;\
     Thématique(s) d’accompagnement;Tranche d’âge du bénéficiaire;Statut du bénéficiaire;Notes supplémentaires;ID CRA";

fn today() -> NaiveDate {
    "2026-05-04".parse().unwrap()
}

fn of(bytes: &[u8]) -> Result<List, NotAnExport> {
    read(bytes, (1 << 20, 50), today())
}

fn of_lines(lines: &str) -> List {
    of(format!("Informations export;;;;;;;;;;;\n;;;;;;;;;;;\n{HEADER}\n{lines}").as_bytes())
        .unwrap()
}

fn row(list: &List, number: usize) -> &Row {
    &list.rows[number]
}

#[test]
fn a_workbook_of_the_coop_is_read_below_its_filters_and_without_a_name() {
    let list = of(WORKBOOK).unwrap();
    assert_eq!((list.sheet, list.refused), (Sheet::Activities, 0));
    assert!(list.findings.is_empty(), "{:?}", list.findings);
    let first = row(&list, 0);
    assert_eq!(first.held_on.to_string(), "2026-04-20");
    assert_eq!(
        (first.kind, first.minutes, first.participants),
        (CoopKind::Individual, 60, 1)
    );
    assert_eq!(
        first.themes.iter().map(String::as_str).collect::<Vec<_>>(),
        ["email", "prendre_en_main_du_materiel"]
    );
    assert_eq!(first.insee_code.as_deref(), Some("74010"));
    assert_eq!(
        (first.age, first.occupation),
        (CoopAge::Elder, CoopOccupation::Retired)
    );
    // Two participants of one activity are two rows of one number.
    let (second, third) = (row(&list, 1), row(&list, 2));
    assert_eq!(second.cra_id, third.cra_id);
    assert_eq!((second.participant, third.participant), (1, 2));
    assert_eq!(third.occupation, CoopOccupation::NotSaid);
    assert!(second.themes.contains("securite_numerique"));
    for left_out in [
        "Bénéficiaire",
        "Nom de l’atelier",
        "Tags",
        "Notes supplémentaires",
    ] {
        assert!(list.left_out.iter().any(|name| name == left_out));
    }
    let kept = serde_json::to_string(&list.rows).unwrap();
    for private in [
        "Odile", "Perrin", "Morel", "Tilleuls", "Café", "suivi", "Vallier",
    ] {
        assert!(!kept.contains(private), "{private}");
    }
}

#[test]
fn the_same_as_a_text_in_any_usual_encoding_says_the_same() {
    let line = "20/04/2026;Accompagnement individuel;1;Odile;1004;60;;\"E-mail\nSanté\";18 - 24 ans;En emploi;;abcdefgh-1\n";
    let text = format!("{HEADER}\n{line}");
    let utf8 = of(text.as_bytes()).unwrap();
    assert_eq!(row(&utf8, 0).themes.len(), 2);
    assert_eq!(row(&utf8, 0).insee_code.as_deref(), Some("01004"));
    let (windows, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!lost);
    assert_eq!(of(&windows).unwrap().rows, utf8.rows);
    let commas = format!("{}\n{line}", HEADER.replace(';', ",")).replace(';', ",");
    assert_eq!(of(commas.as_bytes()).unwrap().rows, utf8.rows);
}

#[test]
fn every_fault_is_told_by_line_and_column() {
    let good = "Accompagnement individuel;1;x;74010;60;;E-mail;;;;";
    let list = of_lines(&format!(
        "20/04/2026;{good}abcdefgh-1\n\
         20/04/2026;{good}abcdefgh-1\n\
         31/04/2026;{good}abcdefgh-2\n\
         05/05/2026;{good}abcdefgh-3\n\
         20/04/2026;Réunion;3/2;x;20004;0;;E-mail, Poterie;5 ans;Rentier;;court\n"
    ));
    let told: Vec<_> = list
        .findings
        .iter()
        .map(|found| (found.line, found.column, found.what))
        .collect();
    assert_eq!(
        told,
        [
            (5, Column::Cra, What::TwiceInFile),
            (6, Column::Date, What::BadDate),
            (7, Column::Date, What::FutureDate),
            (8, Column::Cra, What::BadCra),
            (8, Column::Participant, What::BadParticipant),
            (8, Column::Kind, What::BadKind),
            (8, Column::Minutes, What::BadMinutes),
            (8, Column::Themes, What::UnknownTheme),
            (8, Column::Insee, What::BadInsee),
            (8, Column::Age, What::UnknownAge),
            (8, Column::Occupation, What::UnknownOccupation),
        ]
    );
    assert_eq!(list.findings[0].first_line, 4);
    assert_eq!((list.rows.len(), list.refused), (1, 4));
}

#[test]
fn what_is_no_export_is_said_so() {
    let without = HEADER.replace(";ID CRA", "");
    assert_eq!(
        of(format!("{without}\n").as_bytes()),
        Err(NotAnExport::Missing(vec![Column::Cra]))
    );
    assert_eq!(of(b"a;b\n1;2\n"), Err(NotAnExport::NoHeader));
    assert_eq!(of(b""), Err(NotAnExport::Unreadable(Unreadable::Empty)));
    assert_eq!(
        of(b"%PDF-1.7"),
        Err(NotAnExport::Unreadable(Unreadable::NotText))
    );
    assert_eq!(of(b"PK\x03\x04 not at all"), Err(NotAnExport::NoWorkbook));
    assert_eq!(
        of(&WORKBOOK[..WORKBOOK.len() / 2]),
        Err(NotAnExport::NoWorkbook)
    );
    assert_eq!(
        of(format!("{HEADER}\n").as_bytes()),
        Err(NotAnExport::Unreadable(Unreadable::NoRows))
    );
    let long = format!(
        "{HEADER}\n{}",
        "20/04/2026;x;1;x;;60;;;;;;abcdefgh\n".repeat(51)
    );
    assert_eq!(of(long.as_bytes()), Err(NotAnExport::TooManyRows));
}

#[test]
fn of_the_people_only_how_many_there_are_is_kept() {
    let file = "Export\n\nNom,Prénom,Année de naissance,E-mail,Genre,Tranche d’âge,Statut,Nombre d’accompagnements\n\
        Perrin,Odile,1950,o@exemple.fr,Féminin,70 ans et plus,Retraité(e),4\n\
        Morel,Jean,1951,,Masculin,70 ans et plus,Retraité,2\n\
        Roux,Ana,,,Féminin,Non communiqué,,\n";
    let list = of(file.as_bytes()).unwrap();
    assert_eq!((list.sheet, list.rows.len()), (Sheet::People, 0));
    let counts: Vec<_> = list
        .people
        .iter()
        .map(|one| (one.age, one.occupation, one.people, one.activities))
        .collect();
    assert_eq!(
        counts,
        [
            (CoopAge::Elder, CoopOccupation::Retired, 2, 6),
            (CoopAge::NotSaid, CoopOccupation::NotSaid, 1, 0),
        ]
    );
    assert!(list.left_out.contains(&"E-mail".to_owned()));
}

#[test]
fn cells_say_what_the_coop_means_by_them() {
    assert_eq!(values::day("46132"), Some("2026-04-20".parse().unwrap()));
    assert_eq!(values::day("20/04/2026 à 18:02"), values::day("2026-04-20"));
    assert_eq!(values::participant("3/12"), Some((3, 12)));
    assert_eq!(values::participant("1.0"), Some((1, 1)));
    assert_eq!(values::participant("0/2"), None);
    assert_eq!(
        values::theme("Papiers - Élections Citoyenneté"),
        Some("aide_aux_demarches_administratives")
    );
    assert_eq!(
        values::theme("Intelligence artificielle (IA)"),
        Some("intelligence_artificielle")
    );
    assert_eq!(values::age("Mineur(e)"), Some(CoopAge::Minor));
    assert_eq!(values::age("12 - 17 ans"), Some(CoopAge::Teenager));
    assert_eq!(values::age("Moins de 12 ans"), Some(CoopAge::Child));
    assert_eq!(
        values::occupation("Scolarisé(e)"),
        Some(CoopOccupation::InSchool)
    );
}
