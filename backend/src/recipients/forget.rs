//! Forgetting a recipient (law 5): what was known of them goes, the ids and the history stay.
use super::{names, papers, passes};
use crate::{
    journal::{self, By, ChangeError, Event, EventKind, Subject},
    web::format::Day,
};
use entities::{
    attestation, clearance,
    enrolment::{self, EnrolmentId},
    handover::{self, HandoverId},
    internet_plan::{self, PlanStop},
    learner,
    programme::LegalChain,
    recipient::{self, RecipientId},
    request::{self, RequestId, RequestState},
    request_private, retention_notice, withdrawn_attestation,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};

/// Why a person cannot be forgotten yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A device of the département is in their hands: without a name, nobody could ask it back.
    OnLoan(HandoverId),
    /// A device is asked for or promised: without a name, nobody could hand it over.
    RequestOpen(RequestId),
    /// They asked that their data be kept and left alone; that is lifted first.
    Restricted,
    AlreadyForgotten,
}

#[derive(Debug)]
pub enum ForgetError {
    Refused(Refusal),
    Change(ChangeError),
}

impl From<DbErr> for ForgetError {
    fn from(error: DbErr) -> Self {
        Self::Change(error.into())
    }
}

impl From<ChangeError> for ForgetError {
    fn from(error: ChangeError) -> Self {
        Self::Change(error)
    }
}

/// What keeps a person from being forgotten, if anything does.
pub async fn obstacle(
    db: &impl ConnectionTrait,
    recipient: &recipient::Model,
) -> Result<Option<Refusal>, DbErr> {
    if recipient.erased_at.is_some() {
        return Ok(Some(Refusal::AlreadyForgotten));
    }
    if recipient.restricted_at.is_some() {
        return Ok(Some(Refusal::Restricted));
    }
    let loan = handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.eq(recipient.id))
        .filter(handover::COLUMN.ended_at.is_null())
        .filter(handover::COLUMN.legal_chain.eq(LegalChain::LoanForUse))
        .one(db)
        .await?;
    if let Some(loan) = loan {
        return Ok(Some(Refusal::OnLoan(loan.id)));
    }
    let open = requests_of(db, recipient.id)
        .await?
        .into_iter()
        .find(|request| {
            matches!(
                request.state,
                RequestState::Submitted | RequestState::Allocated
            )
        });
    Ok(open.map(|request| Refusal::RequestOpen(request.id)))
}

/// The requests made for a person, oldest first.
pub async fn requests_of(
    db: &impl ConnectionTrait,
    recipient_id: RecipientId,
) -> Result<Vec<request::Model>, DbErr> {
    request::Entity::find()
        .filter(request::COLUMN.recipient_id.eq(recipient_id))
        .order_by_asc(request::Column::Id)
        .all(db)
        .await
}

/// Erases a person: identity, fingerprints, learners' names, proxies' names, category and needs, and the
/// remarks on everything that was done for them. Each request, and each handover to a proxy, keeps a line
/// that says so. Passes that were not used are cancelled. Signed papers go to the restricted archive. Gives the files
/// that go with them, attestations: to be taken out of the store after the commit.
pub async fn forget(
    txn: &impl ConnectionTrait,
    by: By,
    recipient: &recipient::Model,
) -> Result<Vec<String>, ForgetError> {
    if let Some(refusal) = obstacle(txn, recipient).await? {
        return Err(ForgetError::Refused(refusal));
    }
    stop_plans(txn, by, recipient.id).await?;
    let requests = requests_of(txn, recipient.id).await?;
    for request in &requests {
        let event = Event::of(EventKind::RecipientForgotten);
        let request = journal::record(txn, by, request, event).await?;
        passes::withdraw(txn, by, &request).await?;
        erase_remarks_around(txn, request.id).await?;
    }
    request_private::Entity::delete_many()
        .filter(
            request_private::COLUMN
                .request_id
                .is_in(requests.iter().map(|r| r.id)),
        )
        .exec(txn)
        .await?;
    let by_proxy = handover::Entity::find()
        .filter(handover::COLUMN.recipient_id.eq(recipient.id))
        .filter(handover::COLUMN.sealed_proxy.is_not_null())
        .all(txn)
        .await?;
    for handover in by_proxy {
        let unnamed = handover::ActiveModel {
            sealed_proxy: Set(None),
            ..Default::default()
        };
        let event = Event::of(EventKind::RecipientForgotten);
        journal::change(txn, by, &handover, unnamed, event).await?;
    }
    let files = forget_attestations(txn, recipient.id).await?;
    learner::Entity::update_many()
        .col_expr(learner::Column::Sealed, nothing())
        .filter(learner::COLUMN.recipient_id.eq(recipient.id))
        .exec(txn)
        .await?;
    papers::archive(txn, recipient.id, by.at).await?;
    retention_notice::Entity::delete_many()
        .filter(retention_notice::COLUMN.recipient_id.eq(recipient.id))
        .exec(txn)
        .await?;
    names::unindex(txn, recipient.id).await?;
    recipient::ActiveModel {
        id: Set(recipient.id),
        sealed: Set(None),
        name_key: Set(None),
        erased_at: Set(Some(by.at)),
        ..Default::default()
    }
    .update(txn)
    .await?;
    Ok(files)
}

/// Nobody is helped with a subscription once nobody knows who they are.
async fn stop_plans(
    txn: &impl ConnectionTrait,
    by: By,
    recipient_id: RecipientId,
) -> Result<(), ForgetError> {
    let open = internet_plan::Entity::find()
        .filter(internet_plan::COLUMN.recipient_id.eq(recipient_id))
        .filter(internet_plan::COLUMN.stopped_on.is_null())
        .all(txn)
        .await?;
    for plan in open {
        let stopped = internet_plan::ActiveModel {
            stopped_on: Set(Some(by.at.in_paris().min(plan.ends_on))),
            stop_reason: Set(Some(PlanStop::PersonForgotten)),
            ..Default::default()
        };
        let event = Event::of(EventKind::InternetPlanStopped);
        journal::change(txn, by, &plan, stopped, event).await?;
    }
    Ok(())
}

/// Lets go of the attestations that name a person or who was trained for them, those that were withdrawn as well. Gives
/// their files.
async fn forget_attestations(
    txn: &impl ConnectionTrait,
    recipient_id: RecipientId,
) -> Result<Vec<String>, DbErr> {
    let learners = learner::Entity::find()
        .select_only()
        .column(learner::Column::Id)
        .filter(learner::COLUMN.recipient_id.eq(recipient_id))
        .into_query();
    let enrolments: Vec<EnrolmentId> = enrolment::Entity::find()
        .select_only()
        .column(enrolment::Column::Id)
        .filter(enrolment::Column::LearnerId.in_subquery(learners))
        .into_tuple()
        .all(txn)
        .await?;
    let issued = attestation::Entity::find()
        .filter(attestation::COLUMN.enrolment_id.is_in(enrolments.clone()))
        .filter(attestation::COLUMN.file.is_not_null())
        .all(txn)
        .await?;
    let withdrawn = withdrawn_attestation::Entity::find()
        .filter(
            withdrawn_attestation::COLUMN
                .enrolment_id
                .is_in(enrolments.clone()),
        )
        .filter(withdrawn_attestation::COLUMN.file.is_not_null())
        .all(txn)
        .await?;
    attestation::Entity::update_many()
        .col_expr(attestation::Column::File, nothing())
        .filter(attestation::COLUMN.enrolment_id.is_in(enrolments.clone()))
        .exec(txn)
        .await?;
    withdrawn_attestation::Entity::update_many()
        .col_expr(withdrawn_attestation::Column::File, nothing())
        .filter(withdrawn_attestation::COLUMN.enrolment_id.is_in(enrolments))
        .exec(txn)
        .await?;
    let files = issued.into_iter().filter_map(|issued| issued.file);
    let gone = withdrawn.into_iter().filter_map(|gone| gone.file);
    Ok(files.chain(gone).collect())
}

/// The words kept beside a request, its clearances, its handovers and its enrolments.
async fn erase_remarks_around(txn: &impl ConnectionTrait, id: RequestId) -> Result<(), DbErr> {
    journal::erase_remarks(txn, Subject::Request, id.0).await?;
    let clearances = clearance::Entity::find()
        .filter(clearance::COLUMN.request_id.eq(id))
        .all(txn)
        .await?;
    for clearance in clearances {
        journal::erase_remarks(txn, Subject::Clearance, clearance.id.0).await?;
    }
    let handovers = handover::Entity::find()
        .filter(handover::COLUMN.request_id.eq(id))
        .all(txn)
        .await?;
    for handover in handovers {
        journal::erase_remarks(txn, Subject::Handover, handover.id.0).await?;
    }
    let enrolments = enrolment::Entity::find()
        .filter(enrolment::COLUMN.request_id.eq(id))
        .all(txn)
        .await?;
    for enrolment in enrolments {
        journal::erase_remarks(txn, Subject::Enrolment, enrolment.id.0).await?;
    }
    Ok(())
}

/// What a column of text holds once it was erased.
fn nothing() -> Expr {
    Expr::value(Option::<String>::None)
}
