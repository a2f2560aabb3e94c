//! Opening a call, naming its juries, filing a project, judging it and deciding on it.
use super::{
    filed::Filed,
    form::{Draft, Terms},
    queries::{self, Call},
    rules::{Devices, Phase, Undecidable, outcome, phase},
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{AnswerCalls, JudgeProjects, ManageCalls},
    },
    recipients::identity::Identity,
    requests::{
        actions::{ActError, Refusal as RequestRefusal},
        granted::{self, Granted},
    },
    web::Error,
};
use anyhow::Context;
use chrono::NaiveDate;
use entities::{
    device::DeviceKind,
    membership::MembershipId,
    project::{self, ProjectId},
    project_call::{self, ProjectCallId},
    project_call_criterion::{self, CriterionId},
    project_call_juror::{self, JurorId, Jury},
    project_call_kind, project_conflict,
    project_decision::{self, Outcome},
    project_grant, project_kind, project_mark, project_paper, project_request,
    project_review::{self, Opinion},
    recipient::RecipientId,
    request,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    QueryFilter, sea_query::Expr,
};
use serde::{Deserialize, Serialize};

/// Who signs for the association and is trained, and the telephone they answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub signatory: String,
    pub phone: String,
}

/// The word by which a file's contact is sealed.
const SEALED: &str = "project";

/// Who a file names; nobody once it was decided on.
///
/// # Errors
/// When what is sealed does not open.
pub fn contact(app: &App, project: &project::Model) -> Result<Contact, Error> {
    let opened = project
        .sealed
        .as_deref()
        .map(|sealed| app.keys.open::<Contact>(SEALED, sealed))
        .transpose()?;
    Ok(opened.unwrap_or_default())
}

/// Opens a call.
pub async fn open(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCalls>,
    terms: Terms,
) -> Result<ProjectCallId, Error> {
    let call = project_call::ActiveModel {
        membership_id: Set(by.membership_id),
        created_at: Set(app.clock.now()),
        ..row_of(&terms)
    };
    let call = call.insert(txn).await?;
    write_terms(txn, call.id, terms).await?;
    Ok(call.id)
}

/// Changes a call that nobody answers yet; [`Error::Changed`] where somebody began to.
pub async fn change(
    txn: &DatabaseTransaction,
    _by: &Allowed<ManageCalls>,
    id: ProjectCallId,
    terms: Terms,
) -> Result<(), Error> {
    if queries::answered(txn, id).await? {
        return Err(Error::Changed);
    }
    let call = project_call::ActiveModel {
        id: Set(id),
        ..row_of(&terms)
    };
    call.update(txn).await?;
    project_call_kind::Entity::delete_many()
        .filter(project_call_kind::COLUMN.call_id.eq(id))
        .exec(txn)
        .await?;
    project_call_criterion::Entity::delete_many()
        .filter(project_call_criterion::COLUMN.call_id.eq(id))
        .exec(txn)
        .await?;
    write_terms(txn, id, terms).await
}

fn row_of(terms: &Terms) -> project_call::ActiveModel {
    project_call::ActiveModel {
        programme_id: Set(terms.programme),
        programme_version: Set(terms.programme_version),
        public_rule: Set(terms.public_rule),
        title: Set(terms.title.clone()),
        words: Set(terms.words.clone()),
        papers: Set(terms.papers.clone()),
        opens_at: Set(terms.opens_at),
        closes_at: Set(terms.closes_at),
        ..Default::default()
    }
}

async fn write_terms(
    txn: &DatabaseTransaction,
    id: ProjectCallId,
    terms: Terms,
) -> Result<(), Error> {
    let kinds =
        terms
            .kinds
            .into_iter()
            .map(|(kind, budget, most)| project_call_kind::ActiveModel {
                call_id: Set(id),
                kind: Set(kind),
                budget: Set(budget),
                most: Set(most),
                granted: Set(0),
            });
    project_call_kind::Entity::insert_many(kinds)
        .exec_without_returning(txn)
        .await?;
    let criteria = (1..).zip(terms.criteria).map(|(position, (name, weight))| {
        project_call_criterion::ActiveModel {
            call_id: Set(id),
            position: Set(position),
            name: Set(name),
            weight: Set(weight),
            ..Default::default()
        }
    });
    project_call_criterion::Entity::insert_many(criteria)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}

/// Names a juror; [`Error::Changed`] where they are one already.
pub async fn name_juror(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCalls>,
    call: ProjectCallId,
    jury: Jury,
    membership: MembershipId,
) -> Result<(), Error> {
    let juror = project_call_juror::ActiveModel {
        call_id: Set(call),
        jury: Set(jury),
        membership_id: Set(membership),
        named_by: Set(by.membership_id),
        named_at: Set(app.clock.now()),
        ..Default::default()
    };
    juror.insert(txn).await.map_err(Error::second)?;
    Ok(())
}

/// Takes a juror off the list who said nothing yet; [`Error::Changed`] where they judged, or said that they have a part:
/// what a jury said stays.
pub async fn remove_juror(
    txn: &DatabaseTransaction,
    _by: &Allowed<ManageCalls>,
    juror: JurorId,
) -> Result<(), Error> {
    if queries::spoke(txn, [juror]).await?.contains(&juror) {
        return Err(Error::Changed);
    }
    project_call_juror::Entity::delete_by_id(juror)
        .exec(txn)
        .await?;
    Ok(())
}

/// A paper that is attached: it is in the store already.
pub struct Attached {
    pub name: String,
    pub sha256: String,
    pub file: String,
    pub media_type: &'static str,
    pub bytes: i64,
}

/// Writes a draft as it is typed now, the papers added to those that are there. `seen` is when the draft was last
/// changed, as the form showed it; [`Error::Changed`] where a colleague changed it since, or sent it.
pub async fn save(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<AnswerCalls>,
    call: ProjectCallId,
    (draft, papers): (Draft, Vec<Attached>),
    seen: &str,
) -> Result<ProjectId, Error> {
    let now = app.clock.now();
    let sealed = Contact {
        signatory: draft.signatory,
        phone: draft.phone,
    };
    let row = project::ActiveModel {
        membership_id: Set(by.membership_id),
        title: Set(draft.title),
        purpose: Set(draft.purpose),
        people: Set(draft.people),
        place: Set(draft.place),
        pickup_site_id: Set(draft.pickup_site),
        sealed: Set(Some(app.keys.seal(SEALED, &sealed))),
        changed_at: Set(now),
        ..Default::default()
    };
    let there = project::Entity::find()
        .filter(project::COLUMN.call_id.eq(call))
        .filter(project::COLUMN.organisation_id.eq(by.organisation_id))
        .one(txn)
        .await?;
    let project = match there {
        Some(there) if there.sent_at.is_some() || version(&there) != seen => {
            return Err(Error::Changed);
        }
        Some(there) => {
            // Of two at once the second finds another version, or what was sent.
            let saved = project::Entity::update_many()
                .set(row)
                .filter(project::COLUMN.id.eq(there.id))
                .filter(project::COLUMN.changed_at.eq(there.changed_at))
                .filter(project::COLUMN.sent_at.is_null())
                .exec(txn)
                .await?;
            if saved.rows_affected == 0 {
                return Err(Error::Changed);
            }
            there.id
        }
        None => {
            let row = project::ActiveModel {
                call_id: Set(call),
                organisation_id: Set(by.organisation_id),
                created_at: Set(now),
                ..row
            };
            row.insert(txn).await.map_err(Error::second)?.id
        }
    };
    project_kind::Entity::delete_many()
        .filter(project_kind::COLUMN.project_id.eq(project))
        .exec(txn)
        .await?;
    for (kind, wanted) in draft.wanted {
        let line = project_kind::ActiveModel {
            project_id: Set(project),
            kind: Set(kind),
            wanted: Set(wanted),
        };
        project_kind::Entity::insert(line)
            .exec_without_returning(txn)
            .await?;
    }
    for paper in papers {
        let paper = project_paper::ActiveModel {
            project_id: Set(project),
            name: Set(paper.name),
            sha256: Set(paper.sha256),
            file: Set(paper.file),
            media_type: Set(paper.media_type.to_owned()),
            bytes: Set(paper.bytes),
            created_at: Set(now),
            ..Default::default()
        };
        paper.insert(txn).await?;
    }
    Ok(project)
}

/// What a form carries to say which state of the draft it shows.
#[must_use]
pub fn version(project: &project::Model) -> String {
    project.changed_at.timestamp_micros().to_string()
}

/// Sends a draft, for good; [`Error::Changed`] where the call closed meanwhile.
pub async fn send(
    app: &App,
    txn: &DatabaseTransaction,
    _by: &Allowed<AnswerCalls>,
    call: &Call,
    id: ProjectId,
) -> Result<(), Error> {
    let now = app.clock.now();
    match phase(call.call.opens_at, call.call.closes_at, now) {
        Phase::Open => {}
        Phase::ToCome | Phase::Closed => return Err(Error::Changed),
    }
    let sent = project::Entity::update_many()
        .col_expr(project::Column::SentAt, Expr::value(now))
        .filter(project::COLUMN.id.eq(id))
        .filter(project::COLUMN.sent_at.is_null())
        .exec(txn)
        .await?;
    if sent.rows_affected == 0 {
        return Err(Error::Changed);
    }
    Ok(())
}

/// Takes a paper out of a draft; gives its file, to be removed after the commit.
pub async fn remove_paper(
    txn: &DatabaseTransaction,
    _by: &Allowed<AnswerCalls>,
    paper: &project_paper::Model,
) -> Result<String, Error> {
    project_paper::Entity::delete_by_id(paper.id)
        .exec(txn)
        .await?;
    Ok(paper.file.clone())
}

/// Throws a draft away with all that is in it; gives its files, to be removed after the commit.
pub async fn remove_draft(
    txn: &DatabaseTransaction,
    _by: &Allowed<AnswerCalls>,
    filed: &Filed,
) -> Result<Vec<String>, Error> {
    let id = filed.project.id;
    project_kind::Entity::delete_many()
        .filter(project_kind::COLUMN.project_id.eq(id))
        .exec(txn)
        .await?;
    project_paper::Entity::delete_many()
        .filter(project_paper::COLUMN.project_id.eq(id))
        .exec(txn)
        .await?;
    project::Entity::delete_by_id(id).exec(txn).await?;
    Ok(filed
        .papers
        .iter()
        .map(|paper| paper.file.clone())
        .collect())
}

/// What a juror has to say.
pub enum Judgement {
    Marks(Vec<(CriterionId, i32)>),
    Opinion(Opinion),
}

/// Keeps what a juror says of a project, once and for good; [`Error::Changed`] where they did already.
pub async fn judge(
    app: &App,
    txn: &DatabaseTransaction,
    _by: &Allowed<JudgeProjects>,
    (juror, project): (JurorId, ProjectId),
    judgement: Judgement,
    reason: String,
) -> Result<(), Error> {
    let (opinion, marks) = match judgement {
        Judgement::Marks(marks) => (None, marks),
        Judgement::Opinion(opinion) => (Some(opinion), Vec::new()),
    };
    let review = project_review::ActiveModel {
        juror_id: Set(juror),
        project_id: Set(project),
        opinion: Set(opinion),
        reason: Set(reason),
        at: Set(app.clock.now()),
        ..Default::default()
    };
    let review = review.insert(txn).await.map_err(Error::second)?;
    for (criterion, mark) in marks {
        let mark = project_mark::ActiveModel {
            review_id: Set(review.id),
            criterion_id: Set(criterion),
            mark: Set(mark),
        };
        project_mark::Entity::insert(mark)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// A juror says that they have a part in a project: they do not judge it any more.
pub async fn declare_conflict(
    app: &App,
    txn: &DatabaseTransaction,
    _by: &Allowed<JudgeProjects>,
    juror: JurorId,
    project: ProjectId,
) -> Result<(), Error> {
    let conflict = project_conflict::ActiveModel {
        juror_id: Set(juror),
        project_id: Set(project),
        at: Set(app.clock.now()),
    };
    project_conflict::Entity::insert(conflict)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    Ok(())
}

/// What is decided, with the letter that says so: it is in the store already.
pub struct Decision {
    pub granted: Devices,
    pub decision_number: String,
    pub decided_on: NaiveDate,
    pub reason: String,
    pub sha256: String,
    pub file: String,
}

/// Why nothing was decided.
#[derive(Debug)]
pub enum NotDecided {
    Undecidable(Undecidable),
    /// The association may not send so many requests now.
    Request(RequestRefusal),
    Other(Error),
}

impl<E: Into<Error>> From<E> for NotDecided {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Decides on a project, by a deliberation. What is granted comes out of the budget first, then becomes requests of the
/// association, which wait to be allocated: nothing of it is promised before.
pub async fn decide(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCalls>,
    call: &Call,
    filed: &Filed,
    decision: Decision,
) -> Result<Outcome, NotDecided> {
    let outcome = outcome(&filed.wanted, &decision.granted);
    for (kind, devices) in &decision.granted {
        take_from_budget(txn, call.call.id, *kind, *devices).await?;
    }
    let won = match outcome {
        Outcome::Granted | Outcome::Partly => {
            Some(Box::pin(request(app, txn, by, call, filed, &decision.granted)).await?)
        }
        Outcome::Refused => None,
    };
    let row = project_decision::ActiveModel {
        project_id: Set(filed.project.id),
        outcome: Set(outcome),
        decision_number: Set(decision.decision_number),
        decided_on: Set(decision.decided_on),
        reason: Set(decision.reason),
        recipient_id: Set(won.as_ref().map(|(recipient, _)| *recipient)),
        sha256: Set(decision.sha256),
        file: Set(decision.file),
        membership_id: Set(by.membership_id),
        created_at: Set(app.clock.now()),
    };
    project_decision::Entity::insert(row)
        .exec_without_returning(txn)
        .await
        .map_err(Error::second)?;
    for (kind, devices) in decision.granted {
        let line = project_grant::ActiveModel {
            project_id: Set(filed.project.id),
            kind: Set(kind),
            devices: Set(devices),
        };
        project_grant::Entity::insert(line)
            .exec_without_returning(txn)
            .await?;
    }
    for request in won.into_iter().flat_map(|(_, requests)| requests) {
        let line = project_request::ActiveModel {
            request_id: Set(request.id),
            project_id: Set(filed.project.id),
            kind: Set(request.device_kind.context("a device was granted")?),
        };
        project_request::Entity::insert(line)
            .exec_without_returning(txn)
            .await?;
    }
    // The recipient has the names now, or nobody needs them.
    project::Entity::update_many()
        .col_expr(project::Column::Sealed, Expr::value(Option::<String>::None))
        .filter(project::COLUMN.id.eq(filed.project.id))
        .exec(txn)
        .await?;
    Ok(outcome)
}

/// Takes devices out of what is left of a budget. Whoever decides at the same time waits for this row.
async fn take_from_budget(
    txn: &DatabaseTransaction,
    call: ProjectCallId,
    kind: DeviceKind,
    devices: i32,
) -> Result<(), NotDecided> {
    let granted = Expr::col(project_call_kind::Column::Granted);
    let taken = project_call_kind::Entity::update_many()
        .col_expr(
            project_call_kind::Column::Granted,
            granted.clone().add(devices),
        )
        .filter(project_call_kind::COLUMN.call_id.eq(call))
        .filter(project_call_kind::COLUMN.kind.eq(kind))
        .filter(
            granted
                .add(devices)
                .lte(Expr::col(project_call_kind::Column::Budget)),
        )
        .exec(txn)
        .await?;
    if taken.rows_affected == 0 {
        return Err(NotDecided::Undecidable(Undecidable::OverBudget(kind)));
    }
    Ok(())
}

/// Makes the association a recipient, and a request of each device.
async fn request(
    app: &App,
    txn: &DatabaseTransaction,
    by: &Allowed<ManageCalls>,
    call: &Call,
    filed: &Filed,
    devices: &Devices,
) -> Result<(RecipientId, Vec<request::Model>), NotDecided> {
    let contact = contact(app, &filed.project)?;
    let each = |(kind, count): (&DeviceKind, &i32)| {
        let count = usize::try_from(*count).unwrap_or_default();
        std::iter::repeat_n(*kind, count)
    };
    let granted = Granted {
        organisation: filed.organisation.id,
        followed_by: filed.project.membership_id,
        programme: &call.programme,
        public_rule: usize::try_from(call.call.public_rule).map_err(anyhow::Error::from)?,
        pickup_site: filed
            .project
            .pickup_site_id
            .context("a project that was sent names a pick-up point")?,
        devices: devices.iter().flat_map(each).collect(),
        identity: Identity {
            name: filed.organisation.name.clone(),
            phone: contact.phone,
            commune: filed.project.place.clone(),
            signatory: contact.signatory.clone(),
            ..Identity::default()
        },
        learner: contact.signatory,
    };
    granted::submit(app, txn, by, granted)
        .await
        .map_err(|fault| match fault {
            ActError::Refused(refusal) => NotDecided::Request(refusal),
            ActError::Other(error) => NotDecided::Other(error),
        })
}
