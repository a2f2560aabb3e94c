//! A device and one of its lists, as answered in this stay: all that answering needs, in two statements.
use super::{
    checklists::{Answer, Answers, ItemId},
    queries::labelled,
};
use crate::auth::Signed;
use entities::{
    checklist_answer::{self, Step},
    device,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

pub struct OpenList {
    pub device: device::Model,
    pub step: Step,
    pub answers: Answers,
}

impl OpenList {
    /// Maker and model, as people call it.
    #[must_use]
    pub fn name(&self) -> String {
        name_of(&self.device)
    }

    /// The code on its label.
    #[must_use]
    pub fn code(&self) -> &str {
        code_of(&self.device)
    }
}

pub fn name_of(device: &device::Model) -> String {
    format!("{} {}", device.manufacturer, device.model)
}

pub fn code_of(device: &device::Model) -> &str {
    device.label_code.as_deref().unwrap_or_default()
}

/// The device that bears this code with one of its lists, if it is at a site of the person's organisation.
pub async fn list_at_bench(
    db: &impl ConnectionTrait,
    by: &Signed,
    code: &str,
    step: Step,
) -> Result<Option<OpenList>, DbErr> {
    let Some(device) = labelled(db, by, code).await? else {
        return Ok(None);
    };
    let rows = checklist_answer::Entity::find()
        .filter(checklist_answer::COLUMN.device_id.eq(device.id))
        .filter(checklist_answer::COLUMN.stay.eq(device.stay))
        .filter(checklist_answer::COLUMN.step.eq(step))
        .all(db)
        .await?;
    let answers = rows
        .into_iter()
        .filter_map(|row| Some((ItemId(row.item), Answer::parse(&row.answer)?)))
        .collect();
    Ok(Some(OpenList {
        device,
        step,
        answers,
    }))
}
