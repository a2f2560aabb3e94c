//! `/schools/{id}/agreement`: the yearly agreement, printed to be signed, signed on the screen by the head of the school,
//! or kept as the signed paper that came.
use super::{
    actions::{self, SignedPaper},
    queries,
    school::page,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{KeepAgreements, ManageSchool},
    },
    documents::SchoolAgreement,
    evidence::{
        self, MediaType,
        drawing::drawn,
        sniff::{self, Wanted},
    },
    exits::as_it_was_made,
    keys::sha256_hex,
    lending::{
        rules::schools::{SchoolYear, year_to_sign},
        training::lines,
    },
    web::{self, Error, FormErrors, Upload},
};
use anyhow::Context;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use chrono::{Days, NaiveDate};
use entities::{
    agreement_clause, organisation,
    school_agreement::{self, AgreementSignature},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct AgreementForm {
    write_id: String,
    /// `screen` or `paper`: the button that was pressed.
    how: String,
    /// The drawing, as a data address of a PNG.
    signature: String,
    pub signed_on: String,
}

/// What was signed, before it is kept.
struct Paper {
    signature: AgreementSignature,
    media_type: MediaType,
    bytes: Vec<u8>,
    signed_on: NaiveDate,
}

async fn find(
    app: &App,
    by: &Signed,
    id: i32,
) -> Result<(organisation::Model, Vec<school_agreement::Model>), Error> {
    let school = queries::school(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let agreements = queries::agreements(&app.db, school.id).await?;
    Ok((school, agreements))
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepAgreements>,
    Path(id): Path<i32>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: AgreementForm = upload.form()?;
    // A repeat gets its first answer before a paper is made for nothing.
    drop(app.write_once(&by, &form.write_id).await?);
    let (school, agreements) = find(&app, &by, id).await?;
    let is_open =
        school.closed_at.is_none() && queries::closing(&app.db, school.id).await?.is_none();
    let year = year_to_sign(&agreements, app.clock.today())
        .filter(|_| is_open)
        .ok_or(Error::Changed)?;
    let paper = match form.how.as_str() {
        "screen" if by.may(ManageSchool) => on_screen(&app, &by, &form, &school, year).await?,
        "paper" => on_paper(&app, &form, &upload, year).await?,
        _ => return Err(Error::Unreadable),
    };
    let paper = match paper {
        Ok(paper) => paper,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(&app, &by, school, status, (form, errors)).await;
        }
    };
    let kept = SignedPaper {
        signature: paper.signature,
        sha256: sha256_hex(&paper.bytes),
        file: evidence::keep(&app, &paper.bytes).await?,
        media_type: paper.media_type.as_str(),
        signed_on: paper.signed_on,
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let at = (by.membership_id, app.clock.now());
    actions::sign(&*write, at, school.id, year, kept).await?;
    let to = if by.may(ManageSchool) {
        "/school?done=agreement-signed".to_owned()
    } else {
        format!("/schools/{id}?done=agreement-signed")
    };
    Ok(write.answer(to).await?.into_response())
}

/// The paper with the drawing in it, as it is from now on.
async fn on_screen(
    app: &App,
    by: &Signed,
    form: &AgreementForm,
    school: &organisation::Model,
    year: SchoolYear,
) -> Result<Result<Paper, FormErrors>, Error> {
    let drawing = match drawn(&form.signature) {
        Ok(drawing) => drawing,
        Err(key) => {
            let mut errors = FormErrors::default();
            errors.add("signature", key);
            return Ok(Err(errors));
        }
    };
    let mut paper = text(app, by, school, year).await?;
    paper.signatory = Some(by.account.name.clone());
    paper.signature = Some(drawing);
    let bytes = typeset(app, paper).await?;
    Ok(Ok(Paper {
        signature: AgreementSignature::Screen,
        media_type: MediaType::Pdf,
        bytes,
        signed_on: app.clock.today(),
    }))
}

/// The signed paper as it came: a PDF or a photo, and its day.
async fn on_paper(
    app: &App,
    form: &AgreementForm,
    upload: &Upload,
    year: SchoolYear,
) -> Result<Result<Paper, FormErrors>, Error> {
    let mut errors = FormErrors::default();
    let today = app.clock.today();
    let earliest = year.first_on - Days::new(120);
    let day = form.signed_on.trim().parse::<NaiveDate>().ok();
    let day = day.filter(|day| (earliest..=today).contains(day));
    if day.is_none() {
        errors.add("signed_on", "agreement-day-wrong");
    }
    let mut admitted = None;
    match upload.file("file") {
        None => errors.add("file", "agreement-file-missing"),
        Some(file) => {
            let wanted = Wanted::SignedPaper;
            match sniff::admitted(wanted, file.bytes.clone()).await? {
                Ok(file) => admitted = Some(file),
                Err(fault) => {
                    tracing::info!(?fault, "a signed agreement was refused");
                    let most =
                        i64::try_from(wanted.most_bytes() / (1024 * 1024)).unwrap_or(i64::MAX);
                    errors.add_with("file", fault.key(), "most", most);
                }
            }
        }
    }
    Ok(match (day, admitted) {
        (Some(signed_on), Some(file)) => Ok(Paper {
            signature: AgreementSignature::Paper,
            media_type: file.media_type,
            bytes: file.bytes,
            signed_on,
        }),
        (_, _) => Err(errors),
    })
}

/// What the paper says, not signed yet.
async fn text(
    app: &App,
    by: &Signed,
    school: &organisation::Model,
    year: SchoolYear,
) -> Result<SchoolAgreement, Error> {
    let words = by.words();
    let clause = queries::clause(&app.db).await?;
    Ok(SchoolAgreement {
        lang: words.lang,
        year: year.name(),
        first_on: year.first_on,
        last_on: year.last_on,
        lender: queries::lender(&app.db).await?,
        school: school.name.clone(),
        school_uai: school.uai.clone(),
        insurance: paragraphs(words.lang, clause.as_ref(), |one| {
            (&one.insurance_fr, &one.insurance_en)
        }),
        theft: paragraphs(words.lang, clause.as_ref(), |one| {
            (&one.theft_fr, &one.theft_en)
        }),
        printed_on: app.clock.today(),
        signatory: None,
        signature: None,
    })
}

/// The paragraphs of a clause in a language.
pub fn paragraphs(
    lang: web::Lang,
    clause: Option<&agreement_clause::Model>,
    of: fn(&agreement_clause::Model) -> (&String, &String),
) -> Vec<String> {
    let Some(clause) = clause else {
        return Vec::new();
    };
    let (french, english) = of(clause);
    lines(lang.choose(french, english))
        .map(str::to_owned)
        .collect()
}

async fn typeset(app: &App, paper: SchoolAgreement) -> Result<Vec<u8>, Error> {
    let pdf = app.documents.pdf(paper).await;
    Ok(pdf.context("the agreement of a school could not be typeset")?)
}

/// To be printed and signed by hand.
pub async fn blank(
    State(app): State<App>,
    by: Allowed<KeepAgreements>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let (school, agreements) = find(&app, &by, id).await?;
    let year = year_to_sign(&agreements, app.clock.today()).ok_or(Error::NotFound)?;
    let pdf = typeset(&app, text(&app, &by, &school, year).await?).await?;
    Ok(web::pdf(&format!("convention-{}", year.name()), pdf))
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Asked {
    of: String,
}

/// What was signed, as it was signed: the one asked for, or the latest.
pub async fn paper(
    State(app): State<App>,
    by: Allowed<KeepAgreements>,
    Path(id): Path<i32>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let (school, agreements) = find(&app, &by, id).await?;
    let row = match asked.of.parse::<i32>() {
        Ok(number) => {
            school_agreement::Entity::find_by_id(number)
                .filter(school_agreement::COLUMN.organisation_id.eq(school.id))
                .one(&app.db)
                .await?
        }
        Err(_) => agreements.into_iter().next(),
    };
    let row = row.ok_or(Error::NotFound)?;
    let bytes = as_it_was_made(&app, &row.file, &row.sha256).await?;
    // What we made ourselves and a picture that we wrote are shown; what somebody else wrote is only ever downloaded.
    if row.signature == AgreementSignature::Screen {
        return Ok(web::pdf(&format!("convention-signee-{}", row.id), bytes));
    }
    let disposition = if row.media_type == MediaType::Pdf.as_str() {
        format!("attachment; filename=\"convention-signee-{}.pdf\"", row.id)
    } else {
        "inline".to_owned()
    };
    let media_type = HeaderValue::from_str(&row.media_type).map_err(anyhow::Error::from)?;
    let disposition = HeaderValue::from_str(&disposition).map_err(anyhow::Error::from)?;
    Ok((
        [
            (header::CONTENT_TYPE, media_type),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}
