//! The attended session that a habilitation rests on, for each module of its pathway.
use super::{
    account::AccountId, attendance::AttendanceState, training_module::ModuleId,
    training_session::TrainingSessionId,
};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "habilitation_module")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub habilitation_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub module_id: ModuleId,
    pub session_id: TrainingSessionId,
    pub account_id: AccountId,
    /// Always present; the key to the attendance carries it.
    pub state: AttendanceState,
}

impl ActiveModelBehavior for ActiveModel {}
