//! Who may sign which quality check, and what a check lacks: the same questions as `rules::may_check`, asked of a whole
//! pile at once, as conditions of a query over devices.
use super::vouched::TELLS_OF_WORK;
use crate::{
    auth::permissions::{Permission, RecordErasure, SignQualityCheck},
    journal::{EventKind, Subject},
};
use chrono::NaiveDate;
use entities::{
    account::{self, AccountId},
    checklist_answer::{self, Step},
    device, device_drive, device_lock,
    drive_erasure::{self, Finding},
    erasure::{self, ErasureVerdict},
    event,
    habilitation::{self, Act},
    hardware_snapshot,
    membership::{self, Role},
    organisation::OrganisationId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Alias, Expr, IntoColumnRef, IntoIden, Query, SelectStatement},
};

/// The devices whose erasure or refurbishment, in their present stay, rests on this account: whoever did it, recorded
/// it, said it, changed a part, or handed in the inventory that says what is in the machine.
#[must_use]
pub fn done_by(account: AccountId) -> Condition {
    let answers = checklist_answer::Entity::find()
        .filter(checklist_answer::COLUMN.account_id.eq(account))
        .filter(checklist_answer::COLUMN.step.eq(Step::Refurbishment));
    let erasures = erasure::Entity::find().filter(erasure::COLUMN.performer_id.eq(account));
    let inventories = hardware_snapshot::Entity::find()
        .filter(hardware_snapshot::Column::MembershipId.in_subquery(memberships_of(account)));
    Condition::any()
        .add(in_this_stay(
            answers,
            (checklist_answer::Entity, checklist_answer::Column::DeviceId),
            (checklist_answer::Entity, checklist_answer::Column::Stay),
        ))
        .add(in_this_stay(
            erasures,
            (erasure::Entity, erasure::Column::DeviceId),
            (erasure::Entity, erasure::Column::Stay),
        ))
        .add(in_this_stay(
            inventories,
            (
                hardware_snapshot::Entity,
                hardware_snapshot::Column::DeviceId,
            ),
            (hardware_snapshot::Entity, hardware_snapshot::Column::Stay),
        ))
        .add(told_by(account))
}

fn memberships_of(account: AccountId) -> SelectStatement {
    membership::Entity::find()
        .select_only()
        .column(membership::Column::Id)
        .filter(membership::COLUMN.account_id.eq(account))
        .into_query()
}

/// "Reset done" is an event, and so is a part that was put in or taken out; the ones of an earlier stay come before the
/// return that ended it, and what was said by mistake right before it was taken back.
fn told_by(account: AccountId) -> Expr {
    let since = || Alias::new("since").into_iden();
    let returned = Query::select()
        .expr(Expr::val(1))
        .from_as(event::Entity, since())
        .and_where(Expr::col((since(), event::Column::SubjectKind)).eq(Subject::Device.key()))
        .and_where(
            Expr::col((since(), event::Column::SubjectId))
                .equals((event::Entity, event::Column::SubjectId)),
        )
        .and_where(Expr::col((since(), event::Column::Kind)).eq(EventKind::DeviceReturned.name()))
        .and_where(
            Expr::col((since(), event::Column::Seq))
                .gt(Expr::col((event::Entity, event::Column::Seq))),
        )
        .take();
    let next = || Alias::new("next").into_iden();
    let taken_back = Query::select()
        .expr(Expr::val(1))
        .from_as(event::Entity, next())
        .and_where(Expr::col((next(), event::Column::SubjectKind)).eq(Subject::Device.key()))
        .and_where(
            Expr::col((next(), event::Column::SubjectId))
                .equals((event::Entity, event::Column::SubjectId)),
        )
        .and_where(Expr::col((next(), event::Column::Kind)).eq(EventKind::ResetTakenBack.name()))
        .and_where(
            Expr::col((next(), event::Column::Seq)).eq(Expr::col((
                event::Entity,
                event::Column::Seq,
            ))
            .add(1)),
        )
        .take();
    let said = event::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(event::COLUMN.subject_kind.eq(Subject::Device.key()))
        .filter(of_the_device((event::Entity, event::Column::SubjectId)))
        .filter(event::COLUMN.kind.is_in(TELLS_OF_WORK.map(EventKind::name)))
        .filter(event::Column::ActorId.in_subquery(memberships_of(account)))
        .filter(Expr::exists(returned).not())
        .filter(Expr::exists(taken_back).not());
    Expr::exists(said.into_query())
}

/// Something still ties the device to its previous owner.
#[must_use]
pub fn is_locked() -> Condition {
    let open = device_lock::Entity::find()
        .select_only()
        .column(device_lock::Column::DeviceId)
        .filter(device_lock::COLUMN.released_at.is_null());
    Condition::all().add(device::Column::Id.in_subquery(open.into_query()))
}

/// What holds data and is not proven empty: its latest erasure in this stay is not accepted, or a drive's is not.
#[must_use]
pub fn lacks_erasure() -> Condition {
    let later = || Alias::new("later").into_iden();
    let replaced = Query::select()
        .expr(Expr::val(1))
        .from_as(erasure::Entity, later())
        .and_where(
            Expr::col((later(), erasure::Column::DeviceId))
                .equals((erasure::Entity, erasure::Column::DeviceId)),
        )
        .and_where(
            Expr::col((later(), erasure::Column::Stay))
                .equals((erasure::Entity, erasure::Column::Stay)),
        )
        .and_where(
            Expr::col((later(), erasure::Column::Id))
                .gt(Expr::col((erasure::Entity, erasure::Column::Id))),
        )
        .take();
    let accepted = erasure::Entity::find()
        .filter(erasure::COLUMN.verdict.eq(ErasureVerdict::Accepted))
        .filter(Expr::exists(replaced).not());
    let accepted = in_this_stay(
        accepted,
        (erasure::Entity, erasure::Column::DeviceId),
        (erasure::Entity, erasure::Column::Stay),
    );
    Condition::all()
        .add(device::COLUMN.holds_data.eq(true))
        .add(
            Condition::any()
                .add(accepted.not())
                .add(a_drive_lacks_erasure()),
        )
}

fn a_drive_lacks_erasure() -> Expr {
    let later = || Alias::new("later").into_iden();
    let replaced = Query::select()
        .expr(Expr::val(1))
        .from_as(drive_erasure::Entity, later())
        .and_where(
            Expr::col((later(), drive_erasure::Column::DriveId))
                .equals((drive_erasure::Entity, drive_erasure::Column::DriveId)),
        )
        .and_where(
            Expr::col((later(), drive_erasure::Column::Stay))
                .equals((drive_erasure::Entity, drive_erasure::Column::Stay)),
        )
        .and_where(
            Expr::col((later(), drive_erasure::Column::Id)).gt(Expr::col((
                drive_erasure::Entity,
                drive_erasure::Column::Id,
            ))),
        )
        .take();
    let accepted = drive_erasure::Entity::find()
        .filter(drive_erasure::COLUMN.finding.eq(Finding::Accepted))
        .filter(
            Expr::col((drive_erasure::Entity, drive_erasure::Column::DriveId))
                .equals((device_drive::Entity, device_drive::Column::Id)),
        )
        .filter(Expr::exists(replaced).not());
    let accepted = in_this_stay(
        accepted,
        (drive_erasure::Entity, drive_erasure::Column::DeviceId),
        (drive_erasure::Entity, drive_erasure::Column::Stay),
    );
    let present = device_drive::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(of_the_device((
            device_drive::Entity,
            device_drive::Column::DeviceId,
        )))
        .filter(device_drive::COLUMN.absent_at.is_null())
        .filter(accepted.not());
    Expr::exists(present.into_query())
}

fn of_the_device(column: impl IntoColumnRef) -> Expr {
    Expr::col(column).equals((device::Entity, device::Column::Id))
}

/// A row of this kind for the device in its present stay.
fn in_this_stay<E: EntityTrait>(
    rows: Select<E>,
    device_id: impl IntoColumnRef,
    stay: impl IntoColumnRef,
) -> Expr {
    let rows = rows
        .select_only()
        .expr(Expr::val(1))
        .filter(of_the_device(device_id))
        .filter(Expr::col(stay).equals((device::Entity, device::Column::Stay)));
    Expr::exists(rows.into_query())
}

/// Who of an organisation may do an act today: habilitated, in a role that does it, and not gone.
async fn habilitated(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    (act, roles): (Act, &[Role]),
    today: NaiveDate,
) -> Result<Vec<AccountId>, DbErr> {
    let members = membership::Entity::find()
        .select_only()
        .column(membership::Column::AccountId)
        .filter(membership::COLUMN.organisation_id.eq(organisation))
        .filter(membership::COLUMN.ended_at.is_null())
        .filter(membership::Column::Role.is_in(roles.iter().copied()));
    let holders = habilitation::Entity::find()
        .select_only()
        .column(habilitation::Column::AccountId)
        .filter(habilitation::COLUMN.act.eq(act))
        .filter(habilitation::COLUMN.granted_on.lte(today))
        .filter(habilitation::COLUMN.expires_on.gte(today));
    account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .filter(account::Column::Id.in_subquery(members.into_query()))
        .filter(account::Column::Id.in_subquery(holders.into_query()))
        .filter(account::COLUMN.disabled_at.is_null())
        .order_by_asc(account::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Those who may sign a quality check today.
pub async fn checkers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<Vec<AccountId>, DbErr> {
    let checks = (Act::QualityCheck, SignQualityCheck::GRANTED_TO);
    habilitated(db, organisation, checks, today).await
}

/// Whether anybody may record an erasure today.
pub async fn somebody_erases(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    today: NaiveDate,
) -> Result<bool, DbErr> {
    let erasures = (Act::Erasure, RecordErasure::GRANTED_TO);
    let erasers = habilitated(db, organisation, erasures, today).await?;
    Ok(!erasers.is_empty())
}

/// The checks that nobody of these may sign: each of them worked on the device.
#[must_use]
pub fn signed_by_none_of(checkers: &[AccountId]) -> Condition {
    checkers.iter().fold(Condition::all(), |none, checker| {
        none.add(done_by(*checker))
    })
}
