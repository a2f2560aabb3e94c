//! `GET|POST /counts/{id}/lines/{line}`: one line of a count; of a gap, why it is, with its proof.
//! `POST …/signature`: a second person signs it.
use super::{
    in_hand, queries,
    resolving::{self, Proof, Resolution},
    rules::{Stays, is_gap},
    say::{class_key, class_look, reason_key},
    settling::StepError,
};
use crate::{
    app::App,
    auth::{
        Allowed, Signed,
        permissions::{ManageCounts, ReadCounts},
    },
    devices::{queries::path_of, standing::kind_key},
    evidence::{
        self,
        sniff::{self, Admitted, Wanted},
    },
    journal::{self, Subject},
    keys::sha256_hex,
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    device,
    stock_count::{self, CountClass, CountState},
    stock_count_result::{self, GapReason},
    stock_count_scan,
};
use sea_orm::{ActiveEnum, EntityTrait, Iterable, prelude::DateTimeUtc};

/// What proves a reason is a paper, or its photo.
const PROOF: Wanted = Wanted::SignedPaper;
const LONGEST_WORDS: usize = 1_000;

#[expect(
    clippy::struct_excessive_bools,
    reason = "what the page shows or not, each named by its field"
)]
#[derive(Template)]
#[template(path = "counts/gap.html")]
struct GapPage {
    shell: Shell,
    count: stock_count::Model,
    line: stock_count_result::Model,
    device: Option<device::Model>,
    /// The device's page.
    href: String,
    scan: Option<stock_count_scan::Model>,
    expected_at: String,
    found_at: String,
    /// Who scanned it, who resolved it, who signed it.
    scanned_by: String,
    resolved_by: String,
    signed_by: String,
    /// For who explains gaps: what who resolved it said, unless that was erased, and the file.
    explains: bool,
    words: Option<String>,
    /// Where a missing device was moved to on paper while people counted.
    moves: Vec<(DateTimeUtc, String)>,
    reasons: Vec<Choice>,
    may_resolve: bool,
    may_sign: bool,
    needs_two: bool,
    form: GapForm,
    errors: FormErrors,
    refused: Option<Stays>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct GapForm {
    write_id: String,
    reason: String,
    words: String,
}

/// What the page says about a form that was sent.
#[derive(Default)]
struct Said {
    form: GapForm,
    errors: FormErrors,
    refused: Option<Stays>,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ReadCounts>,
    Path(which): Path<(i32, i32)>,
) -> Result<Response, Error> {
    page(&app, &by, which, StatusCode::OK, Said::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageCounts>,
    Path((id, line)): Path<(i32, i32)>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: GapForm = upload.form()?;
    if let Some(answer) = app.answered(&by, &form.write_id).await? {
        let write_id = form.write_id;
        return Err(Error::AlreadyDone { write_id, answer });
    }
    let (count, _) = find(&app, &by, (id, line)).await?;
    let mut errors = FormErrors::default();
    let reason = GapReason::try_from_value(&form.reason).ok();
    if reason.is_none() {
        errors.add("reason", "count-reason-missing");
    }
    let words = form.words.trim().to_owned();
    if words.chars().count() > LONGEST_WORDS {
        errors.add("words", "count-words-too-long");
    }
    let proof = proof_in(&upload, &mut errors).await?;
    let Some(reason) = reason.filter(|_| errors.is_empty()) else {
        let said = Said {
            form,
            errors,
            refused: None,
        };
        return page(
            &app,
            &by,
            (id, line),
            StatusCode::UNPROCESSABLE_ENTITY,
            said,
        )
        .await;
    };
    let proof = match proof {
        None => None,
        Some(proof) => Some(Proof {
            sha256: sha256_hex(&proof.bytes),
            file: evidence::keep(&app, &proof.bytes).await?,
            media: proof.media_type.as_str().to_owned(),
        }),
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let resolution = Resolution {
        reason,
        words,
        proof,
    };
    match resolving::resolve(&app, &write, &by, (&count, line), resolution).await {
        Ok(()) => {
            let to = format!("/counts/{id}/lines/{line}?done=count-gap-resolved");
            Ok(write.answer(to).await?.into_response())
        }
        Err(StepError::Stays(stays)) => {
            drop(write);
            let said = Said {
                form,
                refused: Some(stays),
                ..Said::default()
            };
            page(&app, &by, (id, line), StatusCode::CONFLICT, said).await
        }
        Err(StepError::Other(error)) => Err(error),
    }
}

/// The proof that was chosen, if one was and it is one.
async fn proof_in(upload: &Upload, errors: &mut FormErrors) -> Result<Option<Admitted>, Error> {
    let Some(file) = upload.file("proof") else {
        return Ok(None);
    };
    match sniff::admitted(PROOF, file.bytes.clone()).await? {
        Ok(proof) => Ok(Some(proof)),
        Err(fault) => {
            let most = i64::try_from(PROOF.most_bytes() / (1024 * 1024)).unwrap_or(i64::MAX);
            errors.add_with("proof", fault.key(), "most", most);
            Ok(None)
        }
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SignForm {
    write_id: String,
}

pub async fn sign(
    State(app): State<App>,
    by: Allowed<ManageCounts>,
    Path((id, line)): Path<(i32, i32)>,
    Form(form): Form<SignForm>,
) -> Result<Response, Error> {
    let (count, _) = find(&app, &by, (id, line)).await?;
    let write = app.write_once(&by, &form.write_id).await?;
    match resolving::sign(&app, &write, &by, (&count, line)).await {
        Ok(()) => {
            let to = format!("/counts/{id}/lines/{line}?done=count-gap-signed");
            Ok(write.answer(to).await?.into_response())
        }
        Err(StepError::Stays(stays)) => {
            drop(write);
            let said = Said {
                refused: Some(stays),
                ..Said::default()
            };
            page(&app, &by, (id, line), StatusCode::CONFLICT, said).await
        }
        Err(StepError::Other(error)) => Err(error),
    }
}

/// A line of a count that the person may see.
pub async fn find(
    app: &App,
    by: &Signed,
    (id, line): (i32, i32),
) -> Result<(stock_count::Model, stock_count_result::Model), Error> {
    let count = queries::count(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let line = queries::line(&app.db, &count, line).await?;
    Ok((count, line.ok_or(Error::NotFound)?))
}

async fn page(
    app: &App,
    by: &Signed,
    which: (i32, i32),
    status: StatusCode,
    said: Said,
) -> Result<Response, Error> {
    let (count, line) = find(app, by, which).await?;
    let device = match line.device_id {
        Some(id) => device::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    let scan = match line.scan_id {
        Some(id) => {
            stock_count_scan::Entity::find_by_id(id)
                .one(&app.db)
                .await?
        }
        None => None,
    };
    let sites = queries::site_names(&app.db).await?;
    let site = |id: Option<_>| {
        id.and_then(|id| sites.get(&id).cloned())
            .unwrap_or_default()
    };
    let people = [
        scan.as_ref().map(|scan| scan.membership_id),
        line.resolved_by,
        line.countersigned_by,
    ];
    let names = journal::actor_names(&app.db, people.into_iter().flatten()).await?;
    let [scanned_by, resolved_by, signed_by] = people.map(|id| {
        id.and_then(|id| names.get(&id).cloned())
            .unwrap_or_default()
    });
    let explained = queries::explained(&app.db, by, &count, line.id).await?;
    let remark = explained.as_ref().and_then(|line| line.remark.as_ref());
    let words = match remark {
        Some(hash) => {
            let subject = (Subject::StockCount, count.id.0);
            let remarks = journal::remarks_of(&app.db, &app.keys, subject).await?;
            let known = remarks.into_iter().find(|(known, _)| known == hash);
            known.map(|(_, words)| words)
        }
        None => None,
    };
    let shell = by.shell();
    let moves = match line.device_id {
        Some(device) if line.class == CountClass::Missing => {
            in_hand::movements(&app.db, shell.words, &count, device).await?
        }
        Some(_) | None => Vec::new(),
    };
    let open = count.state == CountState::Resolving && by.may(ManageCounts) && is_gap(line.class);
    let needs_two = is_gap(line.class) && queries::needs_two(&count, &line);
    let page = GapPage {
        expected_at: site(line.expected_site_id),
        found_at: site(line.found_site_id),
        scanned_by,
        resolved_by,
        signed_by,
        explains: explained.is_some(),
        words,
        moves,
        reasons: GapReason::iter()
            .map(|reason| Choice::new(reason.to_value(), shell.say(reason_key(reason))))
            .collect(),
        may_resolve: open && line.resolved_at.is_none(),
        may_sign: open
            && needs_two
            && line.countersigned_at.is_none()
            && line
                .resolved_account
                .is_some_and(|account| account != by.account.id),
        needs_two,
        form: said.form,
        errors: said.errors,
        refused: said.refused,
        href: device.as_ref().map_or_else(String::new, |device| {
            path_of(device.label_code.as_deref(), device.id)
        }),
        device,
        scan,
        count,
        line,
        shell,
    };
    Ok(web::page(status, &page)?)
}
