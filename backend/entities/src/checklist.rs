//! A version of the checklist of a kind of device: a draft until it is published, then as it is for good.
use super::{device::DeviceKind, membership::MembershipId};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    DeriveValueType,
)]
#[serde(transparent)]
pub struct ChecklistId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "checklist")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: ChecklistId,
    pub kind: DeviceKind,
    /// Counts the published versions of a kind; a draft has none yet.
    pub number: Option<i32>,
    /// How often the draft was changed: somebody else's change is noticed by it.
    pub revision: i32,
    /// Of the questions as they were published.
    pub sha256: Option<String>,
    /// Who changed the draft last, and so who published it; none for a list that came with the program.
    pub membership_id: Option<MembershipId>,
    pub changed_at: DateTimeUtc,
    pub published_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
