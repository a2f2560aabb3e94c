//! BOLC sheets: out for a lot with no cell that is a formula, and in once, filling only what was not known.
use super::*;
use entities::{bolc_import, device_category};
use rust_xlsxwriter::Workbook;

const COMPUTERS: &str = "Numéro Lot;Identifiant unique;Type matériel;Constructeur;Model;N° Serie;Processeur;\
    Type disque 1;Taille disque 1;Type disque 2;taille disque 2;RAM;DVD;Webcam;ECRAN;REMARQUES;Grade esth.;\
    Catégorie;Erreur calcul";

impl Workshop {
    async fn look(&self, lot: i32, file: &str) -> Page {
        self.look_at(lot, "fiche.csv", file.as_bytes()).await
    }

    async fn look_at(&self, lot: i32, name: &str, file: &[u8]) -> Page {
        let page = self
            .supervisor
            .get(&format!("/lots/{lot}/bolc"))
            .await
            .expect(200);
        let form = page
            .form(&format!("form[action='/lots/{lot}/bolc']"))
            .attach("sheet", name, file);
        self.supervisor.send(&form).await
    }

    async fn laptop_of_lot(&self) -> (String, i32) {
        let code = self
            .received(&self.worker, DeviceKind::Laptop, Some(PC_SERIAL))
            .await;
        self.triage(&code).await;
        let lot = self.device(&code).await.lot_id.0;
        (code, lot)
    }
}

#[tokio::test]
async fn a_lots_sheet_has_the_published_columns_and_no_formula() {
    let workshop = Workshop::new().await;
    let (code, lot) = workshop.laptop_of_lot().await;
    let before = workshop.device(&code).await;
    let hostile = device::ActiveModel {
        processor: Set(Some("=HYPERLINK(\"x\")".to_owned())),
        ..Default::default()
    };
    workshop
        .world
        .change_device(&before, hostile, EventKind::DeviceCorrected)
        .await;
    let page = workshop
        .supervisor
        .get(&format!("/lots/{lot}/bolc"))
        .await
        .expect(200);
    assert!(page.says("Télécharger (1 appareil)"), "{page}");
    let file = workshop
        .supervisor
        .get(&format!("/lots/{lot}/bolc/computers"))
        .await
        .expect(200);
    assert_eq!(
        file.html(),
        format!(
            "\u{feff}{COMPUTERS}\r\n{lot};{code};PORTABLE;HP;ProBook 430 G5;{PC_SERIAL};\
             \"'=HYPERLINK(\"\"x\"\")\";;;;;;;;;;B;;\r\n"
        )
    );
    let ready = workshop
        .supervisor
        .get(&format!("/lots/{lot}/bolc/computers?devices=ready"))
        .await
        .expect(200);
    assert_eq!(ready.html().lines().count(), 1);
    workshop
        .supervisor
        .get(&format!("/lots/{lot}/bolc/fridges"))
        .await
        .expect(404);
}

#[tokio::test]
async fn a_sheet_is_looked_at_first_and_applied_once() {
    let workshop = Workshop::new().await;
    let db = &workshop.world.app.db;
    let (code, lot) = workshop.laptop_of_lot().await;
    // Three lines of the workbook's own above the columns, an identifier of the sender's, and a remark about somebody.
    let file = format!(
        "Fiche BOLC;;\n;;\nEmmaüs;;\n{COMPUTERS}\n\
         9;GRPC24-0001;PORTABLE;HP;ProBook;{PC_SERIAL};Intel Core i5-8250U;SSD;256 Go;HDD;1 To;8 Go;;;;\
         rendu par Mme Durand;A;PREMIUM;\n\
         9;{code};PORTABLE;HP;ProBook;;;;;;;;;;;;;;\n\
         9;GRPC24-0003;PORTABLE;HP;ProBook;NOBODY;;;;;;;;;;;;;\n\
         9;{code};PORTABLE;HP;ProBook;OTHER1;;;;;;;;;;;;;\n\
         9;trop;court\n"
    );
    let page = workshop.look(lot, &file).await.expect(200);
    assert!(page.says("Rien n’est encore enregistré"), "{page}");
    assert!(page.says("1 appareil complété"), "{page}");
    for (line, why) in [
        ("Ligne 6", "Une ligne plus haut parle déjà de cet appareil"),
        (
            "Ligne 7",
            "Aucun appareil du lot ne porte un de ces numéros",
        ),
        ("Ligne 8", "Ces numéros sont de deux appareils"),
        ("Ligne 9", "Le nombre de cellules"),
        // Our own grade stays.
        ("Ligne 5", "La fiche dit autre chose que le stock"),
    ] {
        assert!(page.says(line) && page.says(why), "{line}: {page}");
    }
    assert!(!page.says("Durand"));
    assert_eq!(bolc_import::Entity::find().count(db).await.unwrap(), 0);
    let form = page.form("main form");
    let sent = workshop.supervisor.send(&form).await;
    let done = workshop.supervisor.follow(sent).await.expect(200);
    assert!(
        done.says("La fiche est reprise, sauf ce qui suit"),
        "{done}"
    );
    let device = workshop.device(&code).await;
    assert_eq!(device.processor.as_deref(), Some("Intel Core i5-8250U"));
    let events = workshop.events(&code).await;
    assert_eq!(events.last().unwrap().kind, "bolc_read");
    let facts = device_category::Entity::find()
        .one(db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(facts.category, None, "facts are no verdict");
    assert!(!facts.facts.contains("Durand"));
    // Who judges finds what the sheet said.
    let page = workshop
        .worker
        .get(&format!("/bench/{code}/category"))
        .await
        .expect(200);
    assert_eq!(page.attribute("#ram_gb", "value"), "8");
    // The same form, and the same file another time: the first answer, and no second event.
    workshop.supervisor.send(&form).await.expect(303);
    let again = workshop.look(lot, &file).await.expect(200);
    assert!(
        again.says("Cette fiche n’apporte rien de nouveau"),
        "{again}"
    );
    let other_form = form.set("write_id", "another-form-id");
    let sent = workshop.supervisor.send(&other_form).await;
    let done = workshop.supervisor.follow(sent).await.expect(200);
    assert!(done.says("1 appareil complété"), "{done}");
    assert_eq!(workshop.events(&code).await.len(), events.len());
    assert_eq!(bolc_import::Entity::find().count(db).await.unwrap(), 1);
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn what_is_no_sheet_or_not_theirs_changes_nothing() {
    let workshop = Workshop::new().await;
    let (code, lot) = workshop.laptop_of_lot().await;
    for (file, why) in [
        ("nom;état\nx;y\n", "les colonnes d’aucune des deux fiches"),
        ("PK\u{3}\u{4}", "n’est pas un classeur XLSX entier"),
        ("", "Choisissez un fichier"),
    ] {
        let page = workshop.look(lot, file).await.expect(422);
        assert!(page.says(why), "{why}: {page}");
    }
    let forged = [("write_id", "by-hand-1"), ("carried", "eyJsaW5lcyI6W119")];
    let path = format!("/lots/{lot}/bolc/apply");
    workshop.supervisor.post(&path, &forged).await.expect(400);
    workshop
        .worker
        .get(&format!("/lots/{lot}/bolc"))
        .await
        .expect(403);
    let (organisation, site) = workshop.world.other_workshop().await;
    let other = workshop
        .world
        .member(Role::Supervisor, organisation, Some(site))
        .await;
    for path in [
        format!("/lots/{lot}/bolc"),
        format!("/lots/{lot}/bolc/computers"),
    ] {
        other.get(&path).await.expect(404);
    }
    // A sheet that was looked at for one lot finds nothing of it in another.
    let (_, second) = {
        let tablet = workshop
            .received(&workshop.worker, DeviceKind::Tablet, Some("DMPX1"))
            .await;
        let lot = workshop.device(&tablet).await.lot_id.0;
        (tablet, lot)
    };
    let file = format!("{COMPUTERS}\n9;{code};PORTABLE;HP;P;;i5;;;;;;;;;;;;\n");
    let page = workshop.look(second, &file).await.expect(200);
    assert!(page.says("Aucun appareil du lot"), "{page}");
}

#[tokio::test]
async fn hostile_and_personal_cells_stay_out() {
    let workshop = Workshop::new().await;
    let (code, lot) = workshop.laptop_of_lot().await;
    let file =
        format!("{COMPUTERS}\n9;{code};PORTABLE;HP;P;;'=cmd|calc;SSD;grand;;;beaucoup;;;;;Z;;\n");
    let page = workshop.look(lot, &file).await.expect(200);
    for why in [
        "Un texte commence comme une formule",
        "Un disque n’est pas lisible",
        "La mémoire n’est pas lisible",
        "Le grade n’est pas A, B ou C",
        "Cette fiche n’apporte rien de nouveau",
    ] {
        assert!(page.says(why), "{why}: {page}");
    }
    let file = format!("{COMPUTERS}\n9;{code};PORTABLE;HP;P;;jean.dupont@exemple.fr;;;;;;;;;;;;\n");
    let page = workshop.look(lot, &file).await.expect(200);
    assert!(page.says("Un texte semble parler d’une personne"), "{page}");
}

/// A workbook as a reconditioner sends it: its own lines, the columns, then one line per device, numbers as numbers.
fn workbook(lines: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Fiche BOLC").unwrap();
    let names: Vec<&str> = COMPUTERS.split(';').collect();
    for (row, cells) in (3..).zip(std::iter::once(names.as_slice()).chain(lines.iter().copied())) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number).unwrap(),
                Err(_) => sheet.write_string(row, column, *cell).unwrap(),
            };
        }
    }
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn a_sheet_comes_back_as_the_workbook_it_is() {
    let workshop = Workshop::new().await;
    let (code, lot) = workshop.laptop_of_lot().await;
    let endless = "x".repeat(30_000);
    let file = workbook(&[
        &[
            "9",
            &code,
            "PORTABLE",
            "HP",
            "ProBook",
            PC_SERIAL,
            "Intel Core i5-8250U",
            "SSD",
            "256",
            "HDD",
            "1 To",
            "8",
            "",
            "",
            "",
            "rendu par Mme Durand",
            "A",
        ],
        &["9", "GRPC24-0003", "PORTABLE", "HP", "ProBook", "NOBODY"],
        &[
            "9", &endless, "PORTABLE", "HP", &endless, &endless, &endless,
        ],
    ]);
    let page = workshop.look_at(lot, "fiche.xlsx", &file).await.expect(200);
    assert!(page.says("1 appareil complété"), "{page}");
    for said in [
        "Ligne 6",
        "Aucun appareil du lot ne porte un de ces numéros",
        "Ligne 7",
    ] {
        assert!(page.says(said), "{said}: {page}");
    }
    assert!(!page.says("Durand"));
    let form = page.form("main form");
    let sent = workshop.supervisor.send(&form).await;
    workshop.supervisor.follow(sent).await.expect(200);
    let device = workshop.device(&code).await;
    assert_eq!(device.processor.as_deref(), Some("Intel Core i5-8250U"));
    workshop.assert_journal_holds().await;

    // The same lines as CSV have the same answer: nothing is new.
    let text = format!(
        "{COMPUTERS}\n9;{code};PORTABLE;HP;ProBook;{PC_SERIAL};Intel Core i5-8250U;SSD;256;HDD;1 To;8;;;;;A;;\n"
    );
    let page = workshop.look(lot, &text).await.expect(200);
    assert!(page.says("Cette fiche n’apporte rien de nouveau"), "{page}");
    // Cut short, and a workbook without the columns.
    let page = workshop
        .look_at(lot, "fiche.xlsx", &file[..file.len() / 2])
        .await
        .expect(422);
    assert!(page.says("n’est pas un classeur XLSX entier"), "{page}");
    let mut other = Workbook::new();
    other.add_worksheet().write_string(0, 0, "nom").unwrap();
    let other = other.save_to_buffer().unwrap();
    let page = workshop
        .look_at(lot, "fiche.xlsx", &other)
        .await
        .expect(422);
    assert!(page.says("les colonnes d’aucune des deux fiches"), "{page}");
}
