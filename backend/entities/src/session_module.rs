//! A module taught in a session.
use super::{training_module::ModuleId, training_session::TrainingSessionId};
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "session_module")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub session_id: TrainingSessionId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub module_id: ModuleId,
}

impl ActiveModelBehavior for ActiveModel {}
