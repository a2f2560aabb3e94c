//! What schools sign in the demo: the domain of the teachers, the clauses of the agreement, and a school that signed.
use super::story::Teller;
use crate::{
    documents::SchoolAgreement,
    evidence::{self, MediaType},
    keys::sha256_hex,
    lending::{
        rules::schools::school_year,
        schools::{
            actions::{Clauses, SignedPaper, add_domain, declare, sign},
            queries::lender,
        },
    },
    web::Lang,
};
use anyhow::{Context, Result, anyhow};
use chrono::Days;
use entities::school_agreement::AgreementSignature;

const INSURANCE: [&str; 2] = [
    "L’établissement déclare le matériel à son assurance de responsabilité civile.\nÀ la maison, l’assurance scolaire de l’élève le couvre.",
    "The school declares the kit to its liability insurance.\nAt home, the school insurance of the pupil covers it.",
];
const THEFT: [&str; 2] = [
    "En cas de vol, une plainte est déposée sous 48 heures, et le récépissé est joint à la déclaration.",
    "After a theft, a complaint is lodged within 48 hours, and its receipt is attached to the declaration.",
];

impl Teller<'_> {
    /// The first collège has signed, for today and for the loans that began before; the others have not.
    pub async fn agree(&self) -> Result<()> {
        let (now, today) = (self.app.clock.now(), self.app.clock.today());
        let at = (self.places.coordinator.membership_id, now);
        let refused = |error: crate::web::Error| anyhow!("{error}");
        let domain = "ac-haute-bise.example".to_owned();
        add_domain(self.txn, at, domain).await.map_err(refused)?;
        let clauses = Clauses {
            required: true,
            insurance: INSURANCE.map(str::to_owned),
            theft: THEFT.map(str::to_owned),
        };
        declare(self.txn, at, clauses).await?;
        let school = self.places.colleges.first().context("a collège")?;
        let mut years = vec![school_year(today - Days::new(40)), school_year(today)];
        years.dedup();
        for year in years {
            let lines = |text: &str| text.lines().map(str::to_owned).collect();
            let paper = SchoolAgreement {
                lang: Lang::Fr,
                year: year.name(),
                first_on: year.first_on,
                last_on: year.last_on,
                lender: lender(self.txn).await?,
                school: school.name.clone(),
                school_uai: school.uai.clone(),
                insurance: lines(INSURANCE[0]),
                theft: lines(THEFT[0]),
                printed_on: year.first_on,
                signatory: None,
                signature: None,
            };
            let pdf = self.app.documents.pdf(paper).await?;
            let kept = SignedPaper {
                signature: AgreementSignature::Paper,
                sha256: sha256_hex(&pdf),
                file: evidence::keep(self.app, &pdf).await.map_err(refused)?,
                media_type: MediaType::Pdf.as_str(),
                signed_on: year.first_on,
            };
            let by = (self.places.store_keeper.membership_id, now);
            sign(self.txn, by, school.id, year, kept)
                .await
                .map_err(refused)?;
        }
        Ok(())
    }
}
