//! The demo's calls for projects: last year's, judged and decided on, and one that is open, with a draft.
use super::story::{Teller, allowed};
use crate::{
    auth::permissions::{AnswerCalls, JudgeProjects, ManageCalls},
    calls::{
        actions::{self, Attached, Decision, Judgement},
        filed,
        form::{Draft, Terms},
        queries,
        rules::Devices,
    },
    documents::CallLetter,
    evidence::{self, MediaType},
    keys::sha256_hex,
    requests::queries::pickup_sites,
    web::Lang,
};
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Duration, Utc};
use entities::{
    device::DeviceKind, project_call::ProjectCallId, project_call_juror::Jury,
    project_review::Opinion,
};

const PAPER: &[u8] = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n";

impl Teller<'_> {
    pub async fn calls(&self, end: DateTime<Utc>) -> Result<()> {
        let began = self.app.clock.now();
        let closes = began + Duration::minutes(10);
        let past = self
            .call("Du matériel pour vos projets", began, closes)
            .await?;
        let (technical, elected) = (&self.places.trainer, &self.places.finance);
        self.juror(past, Jury::Technical, technical.membership_id)
            .await?;
        self.juror(past, Jury::Elected, elected.membership_id)
            .await?;
        self.project(past, "Un atelier démarches au foyer", true)
            .await?;
        self.minutes(12);
        self.judged(past).await?;
        self.decided(past).await?;
        let now = self.app.clock.now();
        let until = end + Duration::days(30);
        let open = self.call("Tablettes pour les aidants", now, until).await?;
        self.juror(open, Jury::Technical, technical.membership_id)
            .await?;
        self.project(open, "Une tablette par groupe d’aidants", false)
            .await?;
        let later = end + Duration::days(60);
        self.call(
            "L’appel de l’an prochain",
            later,
            later + Duration::days(30),
        )
        .await?;
        Ok(())
    }

    async fn call(
        &self,
        title: &str,
        opens_at: DateTime<Utc>,
        closes_at: DateTime<Utc>,
    ) -> Result<ProjectCallId> {
        let programme = &self.plans.supply_chain;
        let terms = Terms {
            programme: programme.id,
            programme_version: programme.saved_version,
            public_rule: 1,
            title: title.to_owned(),
            words: "Le Département confie des tablettes remises en état aux projets qui aident \
                    les habitants à faire leurs démarches."
                .to_owned(),
            papers: "Statuts\nBudget du projet".to_owned(),
            opens_at,
            closes_at,
            kinds: vec![(DeviceKind::Tablet, 20, 4)],
            criteria: vec![
                (
                    "Utilité pour les personnes éloignées du numérique".to_owned(),
                    3,
                ),
                ("Accompagnement et formation prévus".to_owned(), 2),
            ],
        };
        let by = allowed::<ManageCalls>(&self.places.coordinator)?;
        Ok(actions::open(self.app, self.txn, &by, terms).await?)
    }

    async fn juror(
        &self,
        call: ProjectCallId,
        jury: Jury,
        who: entities::membership::MembershipId,
    ) -> Result<()> {
        let by = allowed::<ManageCalls>(&self.places.coordinator)?;
        actions::name_juror(self.app, self.txn, &by, call, jury, who).await?;
        Ok(())
    }

    /// A project of the lake's social service, with a paper; sent, or still a draft.
    async fn project(&self, id: ProjectCallId, title: &str, sends: bool) -> Result<()> {
        let by = allowed::<AnswerCalls>(&self.places.manager)?;
        let site = pickup_sites(self.txn).await?;
        let draft = Draft {
            title: title.to_owned(),
            purpose: "Deux après-midi par semaine, un bénévole accompagne les habitants."
                .to_owned(),
            people: Some(40),
            place: "Belval".to_owned(),
            pickup_site: site.first().map(|site| site.id),
            signatory: "Odile Grange, responsable".to_owned(),
            phone: "04 99 00 00 00".to_owned(),
            wanted: Devices::from([(DeviceKind::Tablet, 2)]),
        };
        let paper = Attached {
            name: "Statuts".to_owned(),
            sha256: sha256_hex(PAPER),
            file: evidence::keep(self.app, PAPER).await?,
            media_type: MediaType::Pdf.as_str(),
            bytes: i64::try_from(PAPER.len())?,
        };
        let what = (draft, vec![paper]);
        let project = actions::save(self.app, self.txn, &by, id, what, "").await?;
        if sends {
            let call = queries::call(self.txn, id).await?.context("it is open")?;
            actions::send(self.app, self.txn, &by, &call, project).await?;
        }
        Ok(())
    }

    async fn judged(&self, id: ProjectCallId) -> Result<()> {
        let call = queries::call(self.txn, id)
            .await?
            .context("it was opened")?;
        let project = filed::sent(self.txn, id).await?;
        let project = project.first().context("it was sent")?.project.id;
        for named in queries::jurors(self.txn, id).await? {
            let (who, judgement) = match named.juror.jury {
                Jury::Technical => {
                    let marks = call.criteria.iter().map(|criterion| (criterion.id, 4));
                    (&self.places.trainer, Judgement::Marks(marks.collect()))
                }
                Jury::Elected => (
                    &self.places.finance,
                    Judgement::Opinion(Opinion::Favourable),
                ),
            };
            let by = allowed::<JudgeProjects>(who)?;
            let about = (named.juror.id, project);
            let reason = "Un besoin réel, un accompagnement prévu.".to_owned();
            actions::judge(self.app, self.txn, &by, about, judgement, reason).await?;
        }
        Ok(())
    }

    async fn decided(&self, id: ProjectCallId) -> Result<()> {
        let by = allowed::<ManageCalls>(&self.places.coordinator)?;
        let call = queries::call(self.txn, id)
            .await?
            .context("it was opened")?;
        let mut projects = filed::sent(self.txn, id).await?;
        let project = projects.pop().context("it was sent")?;
        let today = self.app.clock.today();
        let reason = "Le projet aide des habitants qui n’ont pas d’autre lieu.".to_owned();
        let letter = CallLetter {
            lang: Lang::Fr,
            reference: format!("AP-{:06}", project.project.id.0),
            call: call.call.title.clone(),
            organisation: project.organisation.name.clone(),
            title: project.project.title.clone(),
            granted: true,
            devices: vec![("Tablette".to_owned(), 2, 1)],
            pickup: "Belval".to_owned(),
            pathway: call.programme.name_fr.clone(),
            reason: vec![reason.clone()],
            decision_number: "CP-0042".to_owned(),
            decided_on: today,
            decided_by: by.account.name.clone(),
            written_on: today,
        };
        let pdf = self.app.documents.pdf(letter).await?;
        let decision = Decision {
            granted: Devices::from([(DeviceKind::Tablet, 1)]),
            decision_number: "CP-0042".to_owned(),
            decided_on: today,
            reason,
            sha256: sha256_hex(&pdf),
            file: evidence::keep(self.app, &pdf).await?,
        };
        actions::decide(self.app, self.txn, &by, &call, &project, decision)
            .await
            .map_err(|fault| anyhow!("{fault:?}"))?;
        Ok(())
    }
}
