//! The worker view: one question or one instruction per page, in the language of who works, without a script.
use super::*;
use entities::{
    account::BenchView,
    device_lock::LockKind,
    reset_answer::{self, ResetQuestion},
};
use regex::Regex;
use scraper::{ElementRef, Html, Selector};

mod people;

fn tasks_of(code: &str) -> String {
    format!("/bench/{code}/tasks")
}

impl Workshop {
    /// The page of what is to be done now with this device.
    async fn task(&self, by: &Persona, code: &str) -> Page {
        by.get(&tasks_of(code)).await.expect(200)
    }

    /// Presses one of the large buttons, and goes where that leads.
    async fn reply(&self, by: &Persona, page: &Page, answer: &str) -> Page {
        let form = page.form("form.replies").press("answer", answer);
        let done = by.send(&form).await;
        by.follow(done).await.expect(200)
    }

    /// Types a number, and goes where that leads.
    async fn measure(&self, by: &Persona, page: &Page, number: &str) -> Page {
        let form = page.form("form.replies").set("answer", number);
        let done = by.send(&form).await;
        by.follow(done).await.expect(200)
    }

    /// Leaves out what may be left out.
    async fn skip(&self, by: &Persona, page: &Page) -> Page {
        let on = page.attribute("a.reply.plain", "href");
        by.get(&on).await.expect(200)
    }

    /// Answers well whatever is asked, until nothing is, looking at each page on the way.
    async fn to_the_end(&self, by: &Persona, code: &str, log: &[u8], look: impl Fn(&Page)) -> Page {
        let mut page = self.task(by, code).await;
        for _ in 0..60 {
            look(&page);
            if page.has("a[href$='?task=log']") {
                page = by
                    .get(&page.attribute("a[href$='?task=log']", "href"))
                    .await
                    .expect(200);
            } else if page.has("input[capture]") {
                let field = page.attribute("input[capture]", "name");
                let form = page.form("form.replies");
                let form = form.attach(&field, "ecran.png", &picture(60, 40));
                page = by.follow(by.send(&form).await).await.expect(200);
            } else if page.has(".measured input") {
                page = self.measure(by, &page, "87").await;
            } else if page.has("input[name=log]") {
                let form = page.form("form.replies").attach("log", "nwipe.log", log);
                page = by.follow(by.send(&form).await).await.expect(200);
            } else if page.has("form.replies") {
                let good = ["yes", "b", "done", "emptied", "apple", "ask"];
                let offered = |answer: &&&str| page.has(&format!("[name=answer][value={answer}]"));
                let answer = good.iter().find(offered).unwrap();
                page = self.reply(by, &page, answer).await;
            } else {
                return page;
            }
        }
        panic!("no end: {page}");
    }

    async fn speaks(&self, by: &Persona, tag: &str) {
        let id = format!("speaks-{tag}");
        by.post("/bench/view", &[("write_id", &id), ("language", tag)])
            .await
            .sends_to("/bench");
    }
}

/// What a page of the worker view always is.
fn is_one_task(page: &Page, (lang, dir): (&str, &str)) {
    assert_eq!(page.attribute("html", "lang"), lang);
    assert_eq!(page.attribute("html", "dir"), dir);
    assert_eq!(page.texts("h1").len(), 1, "{page}");
    assert!(page.texts("main .reply").len() <= 5, "{page}");
    assert!(page.has("details.help"), "{page}");
    // Nothing waits for a script but the voice.
    let hidden = page.texts("main [hidden]");
    assert!(hidden.is_empty(), "{hidden:?}");
}

/// The words of a page that are Latin and said to be neither French nor a name: an Arabic page has none.
fn latin_words(page: &Page) -> Vec<String> {
    let inside = Regex::new("[\u{2066}\u{2068}][^\u{2069}]*\u{2069}").unwrap();
    let latin = Regex::new("[A-Za-zÀ-ÿ]{2,}").unwrap();
    let names = ["Passe", "Relais", "Android", "ChromeOS", "Windows"];
    let html = Html::parse_document(&page.html());
    let body = html
        .select(&Selector::parse("body").unwrap())
        .next()
        .unwrap();
    let mut found = Vec::new();
    for node in body.descendants() {
        let Some(text) = node.value().as_text() else {
            continue;
        };
        let apart = node
            .ancestors()
            .filter_map(ElementRef::wrap)
            .any(|element| {
                let name = element.value().name();
                ["bdi", "script", "template"].contains(&name) || element.attr("dir") == Some("ltr")
            });
        if !apart {
            let text = inside.replace_all(text, "");
            let words = latin.find_iter(&text).map(|word| word.as_str().to_owned());
            found.extend(words.filter(|word| !names.contains(&word.as_str())));
        }
    }
    found
}

#[tokio::test]
async fn a_worker_takes_a_tablet_through_the_workshop_in_arabic() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.speaks(worker, "ar").await;
    let end = workshop
        .to_the_end(worker, &code, &[], |page| {
            is_one_task(page, ("ar", "rtl"));
            assert_eq!(latin_words(page), Vec::<String>::new(), "{page}");
            assert!(!page.html().contains(&workshop.supervisor.account.name));
        })
        .await;
    assert!(end.says("انتهى العمل، أحسنت!"), "{end}");
    assert_eq!(workshop.stage(&code).await, Stage::QualityCheck);
    let erasure = erasure::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(erasure.verdict, ErasureVerdict::Accepted);
    assert_eq!(erasure.performer_id, worker.account.id);
    // What led to it is part of it now.
    let left = reset_answer::Entity::find()
        .count(&workshop.world.app.db)
        .await
        .unwrap();
    assert_eq!(left, 0);
    // The check is somebody else's, on its own page.
    let form = workshop.check_form(&workshop.supervisor, &code).await;
    workshop
        .supervisor
        .send(&form.press("verdict", "pass"))
        .await
        .expect(303);
    assert_eq!(workshop.stage(&code).await, Stage::Ready);
    let end = workshop.task(worker, &code).await;
    assert!(end.says("هذا الجهاز جاهز."), "{end}");
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_worker_takes_a_computer_through_the_workshop_in_french() {
    let workshop = on_the_day_of_the_logs().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    let end = workshop
        .to_the_end(worker, &code, &log("accepted-ssd"), |page| {
            is_one_task(page, ("fr", "ltr"));
        })
        .await;
    assert!(
        end.says("C’est fini, bravo\u{a0}!") || end.says("C’est fini, bravo !"),
        "{end}"
    );
    assert_eq!(workshop.stage(&code).await, Stage::QualityCheck);
}

#[tokio::test]
async fn a_log_that_proves_nothing_is_said_plainly_and_asked_for_again() {
    let workshop = on_the_day_of_the_logs().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Laptop, Some(PC_SERIAL))
        .await;
    workshop.triage(&code).await;
    let page = worker
        .get(&format!("{}?task=log", tasks_of(&code)))
        .await
        .expect(200);
    let form = page.form("form.replies");
    let none = worker.send(&form).await.expect(422);
    assert!(none.says("Choisissez d’abord le fichier."), "{none}");
    let picture = form.clone().attach("log", "photo.png", &picture(8, 8));
    let wrong = worker.send(&picture).await.expect(422);
    assert!(wrong.says("Ce n’est pas le bon fichier."), "{wrong}");
    let done = worker
        .send(&form.attach("log", "nwipe.log", &log("failed")))
        .await;
    let page = worker.follow(done).await.expect(200);
    assert!(page.says("L’effacement n’est pas accepté."), "{page}");
    assert!(page.says("Effacez le disque."), "{page}");
}

#[tokio::test]
async fn each_answer_is_kept_at_once_and_pressing_twice_answers_once() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop.received(worker, DeviceKind::Screen, None).await;
    let page = workshop.task(worker, &code).await;
    assert!(page.says("1 / 4"), "{page}");
    let form = page.form("form.replies");
    let yes = worker
        .send(&form.clone().press("answer", "yes"))
        .await
        .expect(303);
    let again = worker.send(&form.press("answer", "no")).await.expect(303);
    assert_eq!(yes.location(), again.location(), "the first answer stands");
    // The list shows what was answered on the page, and the page what was answered on the list.
    let list = form_of(worker, &code, "triage").await;
    assert!(
        list.fields()
            .contains(&("label-matches".to_owned(), "yes".to_owned()))
    );
    let page = worker.get(yes.location()).await.expect(200);
    assert!(page.says("2 / 4"), "{page}");
    // Back, with the answer that was given.
    let page = worker
        .get(&page.attribute(".top a.button", "href"))
        .await
        .expect(200);
    assert_eq!(page.attribute("[aria-current=true]", "value"), "yes");
    let page = worker
        .post(
            &tasks_of(&code),
            &[("write_id", "empty-answer"), ("task", "triage.powers-on")],
        )
        .await
        .expect(422);
    assert!(page.says("Choisissez une réponse."), "{page}");
}

#[tokio::test]
async fn what_may_be_left_out_is_asked_before_the_work_is_finished() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop.received(worker, DeviceKind::Accessory, None).await;
    let mut page = workshop.task(worker, &code).await;
    while !page.says("Mode d’emploi joint") {
        let answer = if page.has("[value=b]") { "b" } else { "yes" };
        page = if page.has("input[capture]") {
            workshop.skip(worker, &page).await
        } else {
            workshop.reply(worker, &page, answer).await
        };
    }
    let page = workshop.skip(worker, &page).await;
    assert!(page.says("Demander le contrôle"), "{page}");
    workshop.reply(worker, &page, "ask").await;
    assert_eq!(workshop.stage(&code).await, Stage::QualityCheck);
}

#[tokio::test]
async fn a_number_and_a_photo_are_asked_for_one_per_page() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    workshop.reset(&code).await;
    let health = format!("{}?task=refurbishment.battery-health", tasks_of(&code));
    let page = worker.get(&health).await.expect(200);
    assert!(page.says("Un nombre de 0 à 100."), "{page}");
    let form = page.form("form.replies");
    let none = worker.send(&form).await.expect(422);
    assert!(none.says("Tapez d’abord le nombre."), "{none}");
    let wrong = worker
        .send(&form.clone().set("answer", "870"))
        .await
        .expect(422);
    assert!(wrong.says("Ce nombre n’est pas possible."), "{wrong}");
    assert_eq!(wrong.attribute(".measured input", "value"), "870");
    worker.send(&form.set("answer", "87")).await.expect(303);
    let page = worker.get(&health).await.expect(200);
    assert_eq!(page.attribute(".measured input", "value"), "87");
    // A form that names no list answers none.
    let by_hand = [
        ("write_id", "by-hand-1"),
        ("task", "refurbishment.battery-health"),
        ("answer", "90"),
    ];
    let page = worker.post(&tasks_of(&code), &by_hand).await.expect(409);
    assert!(page.says("La liste de questions a changé."), "{page}");

    let photo = format!("{}?task=triage.damage-photo", tasks_of(&code));
    let form = worker.get(&photo).await.expect(200).form("form.replies");
    let none = worker.send(&form).await.expect(422);
    assert!(none.says("Prenez d’abord une photo."), "{none}");
    let text = form.clone().attach("damage-photo", "a.png", b"no photo");
    let wrong = worker.send(&text).await.expect(422);
    assert!(wrong.says("Ce n’est pas une photo."), "{wrong}");
    let taken = form.attach("damage-photo", "a.png", &picture(60, 40));
    worker.send(&taken).await.expect(303);
    let page = worker.get(&photo).await.expect(200);
    assert!(page.has("img[src^='/checklist-photos/']"), "{page}");
    workshop.assert_journal_holds().await;
}

#[tokio::test]
async fn a_lock_that_is_on_stops_the_device_until_it_is_released() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let page = workshop.task(worker, &code).await;
    assert!(page.says("Remettez l’appareil à zéro."), "{page}");
    let page = workshop.reply(worker, &page, "done").await;
    assert!(page.says("Compte Apple retiré"), "{page}");
    let page = workshop.reply(worker, &page, "no").await;
    assert!(page.says("L’appareil est bloqué."), "{page}");
    let lock = entities::device_lock::Entity::find()
        .one(&workshop.world.app.db)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (lock.kind, lock.released_at),
        (LockKind::ActivationLock, None)
    );
}

#[tokio::test]
async fn what_fails_is_held_repaired_or_left_to_somebody_trained() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let code = workshop.received(worker, DeviceKind::Screen, None).await;
    let mut page = workshop.task(worker, &code).await;
    for answer in ["yes", "no", "b"] {
        page = workshop.reply(worker, &page, answer).await;
    }
    assert_eq!(workshop.stage(&code).await, Stage::Triage);
    assert!(page.says("Photo du défaut"), "{page}");
    let page = workshop.skip(worker, &page).await;
    assert!(page.says("Votre encadrant décide."), "{page}");
    let page = worker
        .get(&page.attribute("a.reply.plain", "href"))
        .await
        .expect(200);
    assert!(page.says("S’allume"), "{page}");
    let page = workshop.reply(worker, &page, "yes").await;
    assert_eq!(workshop.stage(&code).await, Stage::Refurbishment);

    // The stand is not firm; it is put right without opening anything.
    let mut page = workshop.skip(worker, &page).await;
    for answer in ["yes", "yes", "no", "yes", "yes"] {
        page = workshop.reply(worker, &page, answer).await;
    }
    assert!(page.says("Il y a un problème."), "{page}");
    let page = workshop.reply(worker, &page, "yes").await;
    assert!(page.says("Demander le contrôle"), "{page}");

    // A battery is changed by opening the device.
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX2"))
        .await;
    workshop.triage(&code).await;
    workshop.reset(&code).await;
    let page = worker
        .get(&format!("{}?task=refurbishment.battery", tasks_of(&code)))
        .await
        .expect(200);
    workshop.reply(worker, &page, "no").await;
    let page = worker.get(&page.path).await.expect(200);
    let form = page.form("form.replies").press("answer", "yes");
    let page = worker.send(&form).await.expect(409);
    assert!(
        page.says("Seule une personne formée ouvre l’appareil."),
        "{page}"
    );
    assert!(page.says("Batterie tient la charge"), "{page}");
}

#[tokio::test]
async fn the_answers_of_two_people_never_make_one_erasure() {
    let workshop = Workshop::new().await;
    let worker = &workshop.worker;
    let other = workshop
        .world
        .member(
            Role::Worker,
            worker.organisation.clone(),
            worker.site.clone(),
        )
        .await;
    workshop.habilitate(&other, Act::Erasure).await;
    let code = workshop
        .received(worker, DeviceKind::Tablet, Some("DMPX1"))
        .await;
    workshop.triage(&code).await;
    let mut page = workshop.task(worker, &code).await;
    for answer in ["done", "yes", "yes", "emptied", "emptied"] {
        page = workshop.reply(worker, &page, answer).await;
    }
    assert!(page.says("Photographiez l’écran de démarrage."), "{page}");
    // The other begins at the first question that is theirs to vouch for.
    let theirs = workshop.task(&other, &code).await;
    assert!(theirs.says("Compte Apple retiré"), "{theirs}");
    let photo = other
        .get(&format!("{}?task=photo", tasks_of(&code)))
        .await
        .expect(200);
    let form = photo
        .form("form.replies")
        .attach("photo", "ecran.png", &picture(60, 40));
    let page = other.send(&form).await.expect(422);
    assert!(
        page.says("Répondez d’abord aux questions d’avant."),
        "{page}"
    );
    assert!(
        erasure::Entity::find()
            .one(&workshop.world.app.db)
            .await
            .unwrap()
            .is_none()
    );
    // Nor does the database keep an answer that is none.
    let by_hand = |question, answer: &str| reset_answer::ActiveModel {
        device_id: Set(entities::device::DeviceId(1)),
        stay: Set(1),
        account_id: Set(other.account.id),
        question: Set(question),
        answer: Set(answer.to_owned()),
        at: Set(workshop.world.now()),
    };
    for row in [
        by_hand(ResetQuestion::ActivationLock, "no"),
        by_hand(ResetQuestion::Sim, "yes"),
    ] {
        row.insert(&workshop.world.app.db).await.unwrap_err();
    }
}
