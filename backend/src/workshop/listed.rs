//! A device under the list it is checked with: all that a form with a step's questions needs.
use super::{
    checklists::{Answer, Answers, Checklist, Item, ItemId},
    lists::{self, queries::StayList},
    queries,
};
use crate::{auth::Signed, web::Error};
use entities::{
    account::AccountId,
    checklist_answer::{self, Step},
    checklist_photo::{self, ChecklistPhotoId},
    device::{self, DeviceId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

/// A device, and what was answered about it in this stay.
pub struct Listed {
    pub device: device::Model,
    /// What it is checked with in this stay.
    pub checklist: Arc<Checklist>,
    /// An answer was kept under that list: the stay ends with it.
    pub begun: bool,
    pub triage: Answers,
    pub refurbishment: Answers,
    pub quality_check: Answers,
    /// The photos among the answers.
    pub photos: BTreeMap<ItemId, checklist_photo::Model>,
    /// Who answered the refurbishment checklist, the latest answer last.
    pub refurbished_by: Vec<AccountId>,
}

impl Listed {
    fn new(
        device: device::Model,
        stay: StayList,
        answers: &[checklist_answer::Model],
        photos: &HashMap<ChecklistPhotoId, checklist_photo::Model>,
    ) -> Self {
        let own: Vec<&checklist_answer::Model> = answers
            .iter()
            .filter(|answer| answer.device_id == device.id && answer.stay == device.stay)
            .collect();
        let of = |step| {
            own.iter()
                .filter(|answer| answer.step == step)
                .filter_map(|row| Some((ItemId(row.item.clone()), Answer::parse(&row.answer)?)))
                .collect()
        };
        Self {
            checklist: stay.checklist,
            begun: stay.begun,
            triage: of(Step::Triage),
            refurbishment: of(Step::Refurbishment),
            quality_check: of(Step::QualityCheck),
            photos: own
                .iter()
                .filter_map(|answer| photos.get(&answer.photo_id?))
                .map(|photo| (ItemId(photo.item.clone()), photo.clone()))
                .collect(),
            refurbished_by: own
                .iter()
                .filter(|answer| answer.step == Step::Refurbishment)
                .map(|answer| answer.account_id)
                .collect(),
            device,
        }
    }

    #[must_use]
    pub fn answers(&self, step: Step) -> &Answers {
        match step {
            Step::Triage => &self.triage,
            Step::Refurbishment => &self.refurbishment,
            Step::QualityCheck => &self.quality_check,
        }
    }

    /// What is checked at that step.
    #[must_use]
    pub fn items(&self, step: Step) -> &[Item] {
        self.checklist.at(step)
    }

    /// Every answer of the stay, whatever its step: no name is used twice in a list.
    #[must_use]
    pub fn all_answers(&self) -> Answers {
        let steps = [&self.triage, &self.refurbishment, &self.quality_check];
        steps
            .into_iter()
            .flatten()
            .map(|(item, answer)| (item.clone(), *answer))
            .collect()
    }

    /// Maker and model, as people call it.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} {}", self.device.manufacturer, self.device.model)
    }

    /// The code on its label; whatever is at a bench has one.
    #[must_use]
    pub fn code(&self) -> &str {
        self.device.label_code.as_deref().unwrap_or_default()
    }
}

/// These devices under their lists, in their order.
pub async fn of_devices(
    db: &impl ConnectionTrait,
    devices: Vec<device::Model>,
) -> Result<Vec<Listed>, DbErr> {
    let mut stays = lists::queries::of_devices(db, &devices).await?;
    let answers = answers_of(db, devices.iter().map(|device| device.id)).await?;
    let photos = lists::queries::photos(db, &answers).await?;
    let listed = |device: device::Model| {
        let stay = stays.remove(&device.id)?;
        Some(Listed::new(device, stay, &answers, &photos))
    };
    // Each of them has a list, or asking for the lists failed.
    Ok(devices.into_iter().filter_map(listed).collect())
}

/// The device that bears this code, if it is at a bench of the person's organisation: before its first answer, in
/// two queries.
pub async fn list_at_bench(
    db: &impl ConnectionTrait,
    by: &Signed,
    code: &str,
) -> Result<Listed, Error> {
    let device = queries::labelled(db, by, code)
        .await?
        .ok_or(Error::NotFound)?;
    let stay = lists::queries::of_device(db, &device).await?;
    // Without its list there is no answer.
    let answers = if stay.begun {
        answers_of(db, [device.id]).await?
    } else {
        Vec::new()
    };
    let photos = lists::queries::photos(db, &answers).await?;
    Ok(Listed::new(device, stay, &answers, &photos))
}

async fn answers_of(
    db: &impl ConnectionTrait,
    devices: impl IntoIterator<Item = DeviceId>,
) -> Result<Vec<checklist_answer::Model>, DbErr> {
    checklist_answer::Entity::find()
        .filter(checklist_answer::Column::DeviceId.is_in(devices))
        .order_by_asc(checklist_answer::Column::At)
        .all(db)
        .await
}
