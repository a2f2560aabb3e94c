//! The first page says what waits for whoever signs in, and the two sides of a request never both wait.

use super::Asked;
use passe_relais::requests::following::{queries::waiting_of, rules::Turn};

const TO_DECIDE: &str = "Une demande attend votre décision ou votre réponse";
const OWN: &str = "Une de vos demandes vous attend";

impl Asked {
    /// What the first pages say, beside the rule that they must agree with.
    async fn waits_for(&self) -> (bool, bool, Turn) {
        let coordinator = self.coordinator.get("/").await.expect(200);
        let prescriber = self.prescriber.get("/").await.expect(200);
        let request = self.now().await;
        let waiting = waiting_of(&self.world.app.db, &request).await.unwrap();
        let side = match waiting.turn {
            Turn::Decide | Turn::AnswerPrescriber => (true, false),
            Turn::AnswerCoordinator | Turn::BringProof | Turn::ReachPerson | Turn::Enrol => {
                (false, true)
            }
            Turn::FindDevice | Turn::AskCommittee | Turn::Learn | Turn::Fetch | Turn::Nobody => {
                (false, false)
            }
        };
        let said = (
            coordinator.texts(".due").concat().contains(TO_DECIDE),
            prescriber.texts(".due").concat().contains(OWN),
        );
        assert_eq!(said, side, "{:?}", waiting.turn);
        (said.0, said.1, waiting.turn)
    }

    async fn hold(&self, reason: &str) {
        let page = self.page(&self.coordinator).await;
        let form = page.form("#hold").set("hold_reason", reason);
        self.coordinator.send(&form).await.expect(303);
    }
}

#[tokio::test]
async fn the_first_page_says_whose_turn_it_is_from_the_first_question_to_the_end() {
    let asked = Asked::new().await;
    assert_eq!(asked.waits_for().await, (true, false, Turn::Decide));
    asked
        .say(&asked.coordinator, "question", "Le soir aussi ?")
        .await
        .expect(303);
    assert_eq!(
        asked.waits_for().await,
        (false, true, Turn::AnswerCoordinator)
    );
    asked
        .say(&asked.prescriber, "answer", "Oui.")
        .await
        .expect(303);
    asked
        .say(&asked.prescriber, "question", "Est-ce long ?")
        .await
        .expect(303);
    assert_eq!(
        asked.waits_for().await,
        (true, false, Turn::AnswerPrescriber)
    );
    asked
        .say(&asked.coordinator, "answer", "Trois semaines.")
        .await
        .expect(303);
    asked.hold("device_awaited").await;
    assert_eq!(asked.waits_for().await, (false, false, Turn::FindDevice));
    let page = asked.page(&asked.prescriber).await;
    let form = page
        .form("#cancel")
        .set("cancel_reason", "no_longer_wanted")
        .set("cancel_words", "Merci.");
    asked.prescriber.send(&form).await.expect(303);
    assert_eq!(asked.waits_for().await, (false, false, Turn::Nobody));
}

#[tokio::test]
async fn a_place_without_anything_to_do_says_nothing_of_it() {
    let asked = Asked::new().await;
    let world = &asked.world;
    for person in [
        world.trainer().await,
        world.clerk().await,
        world.worker().await,
    ] {
        let page = person.get("/").await.expect(200);
        assert!(!page.has(".due"), "{page}");
    }
}
