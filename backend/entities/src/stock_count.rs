//! A stock count: what was expected at an instant, counted by scanning, its gaps resolved, closed by a signed record.
use super::membership::MembershipId;
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
pub struct StockCountId(pub i32);

/// How far a count is.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum CountState {
    /// Counters scan.
    Counting,
    /// Nobody scans any more; each gap gets its reason.
    Resolving,
    /// Its record is made: nothing of it changes any more.
    Closed,
}

/// What a count says of one thing.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    EnumIter,
    Serialize,
    Deserialize,
    DeriveActiveEnum,
)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum CountClass {
    /// Expected, and where the journal says it is.
    Found,
    /// Here, while the journal says that it is at another site, or not in the stock yet.
    FoundElsewhere,
    /// Here, while the journal says that its recipient has it.
    FoundHandedOver,
    /// Here, while the journal says that it is on its way.
    FoundInTransit,
    /// Here, while the journal says that it left as waste or was ceded.
    FoundGone,
    /// Not expected when the set was frozen; the journal says that it came since.
    CameSince,
    /// Where the journal says, and none of what is being counted.
    OutsideScope,
    /// A label that no device bears.
    UnknownLabel,
    /// A device without a label.
    Unlabelled,
    /// Seen by one of two counts.
    OneCountOnly,
    /// Not seen, and with its recipient, says the journal.
    HandedOver,
    /// Not seen, and on its way.
    InTransit,
    /// Not seen where it was expected: somebody scanned it in elsewhere meanwhile, or back from its recipient.
    MovedSince,
    /// Not seen, and gone since as waste or by a cession.
    LeftSince,
    /// Expected, not seen, and nothing in the journal says why.
    Missing,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "stock_count")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: StockCountId,
    pub state: CountState,
    /// The instant of the expected set.
    pub frozen_at: DateTimeUtc,
    pub opened_by: MembershipId,
    /// Counters do not see what is expected.
    pub blind: bool,
    /// Each thing is counted a second time, by somebody else.
    pub second_pass: bool,
    /// A gap of this value or more, or of unknown value, takes a second person.
    pub second_above_cents: Option<i64>,
    /// With more gaps than this, every gap takes a second person.
    pub second_above_gaps: Option<i32>,
    /// Devices in the expected set.
    pub expected: i32,
    /// Gaps found when the counting ended.
    pub gaps: Option<i32>,
    /// Of all scans, when the counting ended.
    pub scans_sha256: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
    /// Of the record as it was made.
    pub sha256: Option<String>,
    /// Its name in the file store.
    pub file: Option<String>,
    pub closed_at: Option<DateTimeUtc>,
    pub closed_by: Option<MembershipId>,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
