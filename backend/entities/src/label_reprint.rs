//! Labels of a lot's devices, printed again together.
use super::{collection_lot::CollectionLotId, membership::MembershipId};
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
pub struct LabelReprintId(pub i32);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "label_reprint")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: LabelReprintId,
    pub lot_id: CollectionLotId,
    /// The format's name.
    pub template: String,
    /// Labels already used on the first sheet.
    pub skip: i32,
    pub membership_id: MembershipId,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
