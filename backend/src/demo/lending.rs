//! The lending library of the demo: the families of kit that schools borrow, a few pieces, a loan that is out, one
//! that waits to be prepared, and one whose piece was lost.
use super::{
    ready,
    story::{Teller, allowed},
};
use crate::{
    auth::permissions::{BorrowKit, KeepLibrary},
    evidence,
    keys::sha256_hex,
    lending::{
        actions::{self, Printed, Wanted},
        catalogue::actions::{Described, make},
        losses::actions::{self as losses, Declared},
        queries::{candidates, clearances},
        rules::{
            Terms, cleared,
            period::{is_open_day, next_open, period},
            pick_up,
        },
        schools, slip,
        training::{Issuing, by_session},
    },
    web::{Lang, Words},
};
use anyhow::{Context, Result, anyhow};
use chrono::{Days, Duration, NaiveDate};
use entities::{
    catalogue_item,
    device::{self, DeviceKind},
    loan,
    loan_loss::{Circumstances, LossKind},
};
use sea_orm::EntityTrait;

/// A family of kit: French, then English.
struct Family {
    name: [&'static str; 2],
    purpose: [&'static str; 2],
    guide: [&'static str; 2],
    accessories: [&'static str; 2],
    synonyms: &'static str,
    needs: &'static [&'static str],
    touches_people: bool,
    battery: bool,
}

const FAMILIES: [Family; 8] = [
    Family {
        name: [
            "Tablette avec stylet et clavier",
            "Tablet with stylus and keyboard",
        ],
        purpose: [
            "Écrire, annoter et photographier le cours sans écrire à la main.",
            "Write, annotate and photograph the lesson without writing by hand.",
        ],
        guide: [
            "Allumer la tablette et l’accrocher au clavier.\nOuvrir l’application de notes et créer un cahier.\nPhotographier une page et écrire dessus.\nFermer le cahier et remettre la tablette en charge.",
            "Switch the tablet on and put it on the keyboard.\nOpen the notes application and make a notebook.\nPhotograph a page and write on it.\nClose the notebook and charge the tablet.",
        ],
        accessories: [
            "Stylet\nClavier\nChargeur\nHousse",
            "Stylus\nKeyboard\nCharger\nCover",
        ],
        synonyms: "iPad ardoise notes écriture",
        needs: &["writing", "note-taking", "spelling"],
        touches_people: false,
        battery: true,
    },
    Family {
        name: [
            "Ordinateur avec logiciels d’aide à la lecture",
            "Computer with reading software",
        ],
        purpose: [
            "Faire lire un texte à voix haute, dicter, prédire les mots, tracer des figures.",
            "Have a text read aloud, dictate, predict words, draw figures.",
        ],
        guide: [
            "Ouvrir la session de l’élève.\nFaire lire un texte par la synthèse vocale et régler la vitesse.\nDicter deux phrases et les corriger.\nEnregistrer le travail sur la clé de l’élève.",
            "Open the pupil's session.\nHave a text read by the speech synthesis and set its speed.\nDictate two sentences and correct them.\nSave the work on the pupil's stick.",
        ],
        accessories: ["Chargeur\nSouris\nSacoche", "Charger\nMouse\nBag"],
        synonyms: "PC portable dys synthèse vocale reconnaissance vocale prédiction géométrie",
        needs: &["reading", "spelling", "writing", "geometry"],
        touches_people: false,
        battery: true,
    },
    Family {
        name: ["Stylo scanner", "Scanning pen"],
        purpose: [
            "Passer le stylo sur une ligne et l’entendre lue.",
            "Run the pen over a line and hear it read.",
        ],
        guide: [
            "Tenir le stylo droit et suivre la ligne sans s’arrêter.\nBrancher les écouteurs et régler le volume.\nRecharger le stylo.",
            "Hold the pen upright and follow the line without stopping.\nPlug the earphones in and set the volume.\nCharge the pen.",
        ],
        accessories: ["Câble\nÉcouteurs\nÉtui", "Cable\nEarphones\nCase"],
        synonyms: "souris scanner lecteur OCR lecture",
        needs: &["reading"],
        touches_people: true,
        battery: true,
    },
    Family {
        name: ["Micro HF", "FM microphone"],
        purpose: [
            "Porter la voix de l’enseignant directement à l’oreille de l’élève.",
            "Bring the teacher's voice straight to the pupil's ear.",
        ],
        guide: [
            "Fixer l’émetteur à vingt centimètres de la bouche.\nAppairer l’émetteur et le récepteur.\nCouper le micro entre deux consignes.",
            "Fix the transmitter twenty centimetres from the mouth.\nPair the transmitter and the receiver.\nMute the microphone between two instructions.",
        ],
        accessories: [
            "Émetteur\nRécepteur\nChargeur",
            "Transmitter\nReceiver\nCharger",
        ],
        synonyms: "FM audition surdité micro-cravate",
        needs: &["hearing", "attention"],
        touches_people: true,
        battery: true,
    },
    Family {
        name: ["Casque anti-bruit", "Noise-reducing headphones"],
        purpose: [
            "S’isoler du bruit pour travailler.",
            "Shut noise out to work.",
        ],
        guide: [
            "Régler l’arceau sans serrer.\nConvenir avec l’élève d’un signe pour l’enlever.",
            "Set the headband without pressing.\nAgree with the pupil on a sign to take it off.",
        ],
        accessories: ["Housse", "Cover"],
        synonyms: "bruit concentration oreilles casque",
        needs: &["noise", "attention"],
        touches_people: true,
        battery: false,
    },
    Family {
        name: ["Bloc-notes braille", "Braille notetaker"],
        purpose: [
            "Lire et écrire en braille en classe.",
            "Read and write braille in class.",
        ],
        guide: [
            "Allumer et vérifier la plage braille.\nOuvrir un document et y écrire une ligne.\nTransférer le document vers un ordinateur.",
            "Switch on and check the braille display.\nOpen a document and write a line in it.\nTransfer the document to a computer.",
        ],
        accessories: ["Câble\nÉtui", "Cable\nCase"],
        synonyms: "plage braille clavier braille cécité",
        needs: &["touch-reading", "note-taking"],
        touches_people: false,
        battery: true,
    },
    Family {
        name: ["Pupitre incliné", "Slant desk"],
        purpose: [
            "Lire et écrire le dos droit, la page vers soi.",
            "Read and write with a straight back, the page towards oneself.",
        ],
        guide: [
            "Régler la pente et bloquer les deux côtés.\nPoser la feuille contre le rebord.",
            "Set the slope and lock both sides.\nLay the sheet against the edge.",
        ],
        accessories: ["", ""],
        synonyms: "plan incliné posture dos",
        needs: &["posture", "writing"],
        touches_people: false,
        battery: false,
    },
    Family {
        name: ["Minuteur visuel", "Visual timer"],
        purpose: ["Voir le temps qui reste.", "See the time that is left."],
        guide: [
            "Tourner le disque jusqu’au temps voulu.\nChoisir avec ou sans sonnerie.",
            "Turn the disc to the time wanted.\nChoose with or without a bell.",
        ],
        accessories: ["", ""],
        synonyms: "timer horloge temps",
        needs: &["time", "attention"],
        touches_people: false,
        battery: false,
    },
];

impl Family {
    fn described(&self) -> Described {
        let text = |texts: [&str; 2]| texts.map(str::to_owned);
        let ([name_fr, name_en], [purpose_fr, purpose_en]) = (text(self.name), text(self.purpose));
        let ([guide_fr, guide_en], [accessories_fr, accessories_en]) =
            (text(self.guide), text(self.accessories));
        Described {
            name_fr,
            name_en,
            purpose_fr,
            purpose_en,
            guide_fr,
            guide_en,
            accessories_fr,
            accessories_en,
            synonyms: self.synonyms.to_owned(),
            needs_cleaning: self.touches_people,
            has_battery: self.battery,
            needs: self.needs.iter().map(|need| (*need).to_owned()).collect(),
            ..Described::default()
        }
    }
}

impl Teller<'_> {
    /// The catalogue, the pieces of two of its items, two loans of the tablet, and two of the laptop: one lost, one tried out.
    pub async fn lend(&self) -> Result<()> {
        let keeper = &self.places.store_keeper;
        let now = self.app.clock.now();
        let mut items = Vec::new();
        for family in &FAMILIES {
            let at = (self.places.store, keeper.membership_id);
            let item = make(self.txn, at, &family.described(), now).await;
            items.push(item.map_err(|error| anyhow!("{error}"))?);
        }
        let [tablet, laptop, ..] = items.as_slice() else {
            return Ok(());
        };
        self.photo_of(tablet).await?;
        for (item, kind) in [
            (tablet, DeviceKind::Tablet),
            (tablet, DeviceKind::Tablet),
            (laptop, DeviceKind::Laptop),
            (laptop, DeviceKind::Laptop),
        ] {
            let piece = self.piece(item, kind).await?;
            if kind == DeviceKind::Tablet {
                self.make_kit(item, &piece).await?;
            }
        }
        // Nothing is fetched at a weekend: the first loan began on the last open day.
        let today = self.app.clock.today();
        let last_open = (0..3)
            .map(|back| today - Days::new(back))
            .find(|day| is_open_day(*day, &[]))
            .unwrap_or(today);
        let back = Duration::days((today - last_open).num_days());
        self.app.clock.advance(-back);
        let out = self.reserve(tablet, last_open).await?;
        self.count_out(&out, 0).await?;
        self.go_out(tablet, &out).await?;
        self.app.clock.advance(back);
        let next = self
            .reserve(tablet, next_open(today + Days::new(2), &[]))
            .await?;
        self.count_out(&next, 2).await?;
        let teacher = &self.places.teacher;
        let code = "E-7KQ2".to_owned();
        schools::actions::goes_home(self.txn, teacher.at(now), &next, code)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        self.app.clock.advance(-back);
        let lost = self.reserve(laptop, last_open).await?;
        self.go_out(laptop, &lost).await?;
        self.app.clock.advance(back);
        self.lose(&lost, last_open).await?;
        self.try_out(laptop).await
    }

    /// The teacher says that the piece was lost; the store has still to decide.
    async fn lose(&self, lent: &loan::Model, on: NaiveDate) -> Result<()> {
        let teacher = &self.places.teacher;
        let by = (teacher.at(self.app.clock.now()), teacher.membership_id);
        let out = loan::Entity::find_by_id(lent.id)
            .one(self.txn)
            .await?
            .context("the loan was just made")?;
        let said = Declared {
            kind: LossKind::Lost,
            happened_on: on,
            circumstances: Circumstances::OnTheWay,
            police_report: false,
        };
        losses::declare(self.txn, by, &out, said, None)
            .await
            .map_err(|error| anyhow!("{error}"))
    }

    /// A ready device comes to the store and is lent from now on.
    async fn piece(&self, item: &catalogue_item::Model, kind: DeviceKind) -> Result<device::Model> {
        let keeper = &self.places.store_keeper;
        let device = ready(self, kind).await?;
        let device = self.arrive(device, self.places.store, keeper).await?;
        let by = keeper.at(self.app.clock.now());
        actions::join(self.txn, by, item, &device)
            .await
            .map_err(|error| anyhow!("{error}"))
    }

    pub async fn reserve(
        &self,
        item: &catalogue_item::Model,
        from: NaiveDate,
    ) -> Result<loan::Model> {
        let teacher = allowed::<BorrowKit>(&self.places.teacher)?;
        // One more than the rule lets a person have at once, so that each state has its loan.
        let terms = Terms {
            at_once: 4,
            ..Terms::default()
        };
        let until = next_open(from + Days::new(18), &[]);
        let days = period(from, until, self.app.clock.today(), terms, &[]);
        let wanted = Wanted {
            item,
            period: days.map_err(|unfit| anyhow!("{unfit:?}"))?,
            pupil_code: Some("E-7KQ2".to_owned()),
            at_home: false,
            terms,
            closures: &[],
        };
        let free = candidates(
            self.txn,
            item.id,
            self.app.clock.today(),
            400,
            |device: &device::Model| wanted.busy(device),
        );
        let free = free.await?;
        let device = free.first().context("the demo has a free piece")?;
        actions::reserve(self.txn, &teacher, &wanted, device, self.app.clock.now())
            .await
            .map_err(|refused| anyhow!("{refused:?}"))
    }

    /// The teacher learns, the store prepares, and the kit leaves.
    pub async fn go_out(&self, item: &catalogue_item::Model, loan: &loan::Model) -> Result<()> {
        let teacher = allowed::<BorrowKit>(&self.places.teacher)?;
        let keeper = allowed::<KeepLibrary>(&self.places.store_keeper)?;
        let (now, today) = (self.app.clock.now(), self.app.clock.today());
        let at = Issuing {
            now,
            today,
            terms: Terms::default(),
        };
        by_session(self.txn, &teacher, item, &item.guide_fr, at).await?;
        let paper = slip::of(self.txn, Words::new(Lang::Fr), loan, today)
            .await?
            .context("the demo's loan is whole")?;
        let pdf = self.app.documents.pdf(paper).await?;
        let file = evidence::keep(self.app, &pdf)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let printed = Printed {
            sha256: sha256_hex(&pdf),
            file,
        };
        let loan = actions::prepare(self.txn, &keeper, loan, printed, now)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        let device = device::Entity::find_by_id(loan.device_id)
            .one(self.txn)
            .await?
            .context("a loan has its piece")?;
        let standing = clearances(self.txn, loan.account_id, item.id, today).await?;
        let cleared = cleared(&standing, loan.account_id, item.id, today);
        let agreed = schools::queries::agreed(self.txn, loan.organisation_id, today).await?;
        let permit =
            pick_up(&loan, &device, cleared, agreed, today).map_err(|why| anyhow!("{why:?}"))?;
        actions::hand_over(self.txn, &keeper, permit, now)
            .await
            .map_err(|error| anyhow!("{error}"))?;
        Ok(())
    }
}
