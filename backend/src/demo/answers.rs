//! The demo's questionnaires: what people say of themselves before their pathway, after it and three months later.
use super::story::Teller;
use crate::{
    competence::{
        actions::{self, Answers, Failure, When, issue_attestation},
        attested, queries as competence,
        rules::{Answered, asked_again_on},
        skills::skill,
    },
    evidence,
    keys::sha256_hex,
    training::{actions as training, queries},
    web::format::Day,
};
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use entities::{
    answer_set::{Moment, QuestionnaireKind, Way},
    enrolment,
    request::RequestId,
    skill_result::SkillKind,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};

impl Teller<'_> {
    /// Somebody answers both questionnaires today; `number` makes people differ.
    pub async fn answer(&self, request: RequestId, moment: Moment, number: usize) -> Result<()> {
        let enrolment = self.enrolment(request).await?;
        self.answer_at(&enrolment, moment, number, self.app.clock.now())
            .await
    }

    async fn answer_at(
        &self,
        enrolment: &enrolment::Model,
        moment: Moment,
        number: usize,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let day = now.in_paris();
        let when = When {
            moment,
            day,
            today: day,
            now,
        };
        let trainer = self.places.trainer.membership_id;
        let (way, recorded_by) = match number % 5 {
            0 => (Way::Alone, None),
            1 => (Way::OnPaper, Some(trainer)),
            _ => (Way::WithHelp, Some(trainer)),
        };
        let answered = competence::answered(self.txn, enrolment.id).await?;
        for kind in [
            QuestionnaireKind::SenseOfCompetence,
            QuestionnaireKind::Socle,
        ] {
            let questionnaire = competence::asked(&answered, kind)?;
            let answers = questionnaire
                .numbered()
                .map(|(position, _)| chosen(position, moment, number))
                .collect();
            let given = Answers {
                questionnaire,
                way,
                recorded_by,
                answers,
            };
            actions::record_answers(self.txn, enrolment, when, given)
                .await
                .map_err(said)?;
        }
        Ok(())
    }

    /// The trainer attests the pathway, and notes a result of Pix.
    pub async fn attest(&self, request: RequestId, number: usize) -> Result<()> {
        let enrolment = self.enrolment(request).await?;
        let trainer = &self.places.trainer;
        let now = self.app.clock.now();
        training::attest(self.txn, trainer.at(now), &enrolment)
            .await
            .map_err(|failure| anyhow!("{failure:?}"))?;
        let enrolment = self.enrolment(request).await?;
        let pix = skill(SkillKind::Pix).context("Pix is a test")?;
        let value = i32::try_from(60 + number * 7 % 90).unwrap_or(60);
        let day = now.in_paris();
        let when = When {
            moment: Moment::After,
            day,
            today: day,
            now,
        };
        actions::record_skill(
            self.txn,
            &enrolment,
            when,
            (pix, value),
            trainer.membership_id,
        )
        .await
        .map_err(said)
    }

    /// The trainer issues an attestation.
    pub async fn attestation(&self, request: RequestId) -> Result<()> {
        let (app, trainer) = (self.app, &self.places.trainer);
        let followed = competence::follower(self.txn, request).await?;
        let facts = attested::facts(app, self.txn, trainer, &followed)
            .await?
            .context("the pathway is attested")?;
        let pdf = app.documents.pdf(facts).await?;
        let kept = (sha256_hex(&pdf), evidence::keep(app, &pdf).await?);
        let by = trainer.at(app.clock.now());
        let issuer = trainer.membership_id;
        Ok(issue_attestation(self.txn, by, issuer, &followed.enrolment, kept).await?)
    }

    /// Whoever finished three months before the end of the story is asked again; a few are still to be.
    pub async fn asked_again(&self, end: DateTime<Utc>) -> Result<()> {
        let attested = enrolment::Entity::find()
            .filter(enrolment::COLUMN.attested_at.is_not_null())
            .order_by_asc(enrolment::COLUMN.id)
            .all(self.txn)
            .await?;
        for (number, enrolment) in attested.iter().enumerate() {
            let due = enrolment
                .attested_at
                .is_some_and(|at| asked_again_on(at.in_paris()) <= end.in_paris());
            if due && number % 6 != 5 {
                self.answer_at(enrolment, Moment::Later, number, end)
                    .await?;
            }
        }
        Ok(())
    }

    async fn enrolment(&self, request: RequestId) -> Result<enrolment::Model> {
        queries::live_enrolment(self.txn, request)
            .await?
            .context("they are enrolled")
    }
}

/// An answer that grows over the pathway, and falls back a little for some.
fn chosen(position: i32, moment: Moment, number: usize) -> Answered {
    let person = i32::try_from(number % 7).unwrap_or(0);
    let first = 1 + (person + position) % 3;
    let grown = match moment {
        Moment::Before => 0,
        Moment::After => i32::from((person + position) % 4 != 0),
        Moment::Later => i32::from((person + position) % 2 != 0),
    };
    (position, first + grown)
}

fn said(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::Refused(refusal) => anyhow!("{refusal:?}"),
        Failure::Error(error) => error.into(),
    }
}
