//! BOLC sheets: out for a lot with no cell that is a formula, and in once, filling only what was not known.
use super::*;
use entities::{bolc_import, device_category};

const COMPUTERS: &str = "Numéro Lot;Identifiant unique;Type matériel;Constructeur;Model;N° Serie;Processeur;\
    Type disque 1;Taille disque 1;Type disque 2;taille disque 2;RAM;DVD;Webcam;ECRAN;REMARQUES;Grade esth.;\
    Catégorie;Erreur calcul";

impl Workshop {
    async fn look(&self, lot: i32, file: &str) -> Page {
        let page = self
            .supervisor
            .get(&format!("/lots/{lot}/bolc"))
            .await
            .expect(200);
        let form = page
            .form(&format!("form[action='/lots/{lot}/bolc']"))
            .attach("sheet", "fiche.csv", file.as_bytes());
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
        ("PK\u{3}\u{4}", "CSV"),
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
