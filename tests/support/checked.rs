//! A device whose checklist was gone through, for tests that begin after the workshop.
use chrono::{DateTime, Utc};
use entities::{account::AccountId, checklist_answer, checklist_item::ItemKind, device};
use passe_relais::workshop::lists;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};

/// Every required question of the newest list of its kind, answered as of a good device.
pub async fn answer_all(
    db: &impl ConnectionTrait,
    device: &device::Model,
    account: AccountId,
    now: DateTime<Utc>,
) {
    let mut newest = lists::queries::newest(db, [device.kind]).await.unwrap();
    let list = newest.remove(&device.kind).unwrap();
    lists::actions::begin_stay(db, device, &list, now)
        .await
        .unwrap();
    let items = entities::checklist_item::Entity::find()
        .all(db)
        .await
        .unwrap();
    for item in items {
        if item.checklist_id != list.id || !item.required {
            continue;
        }
        let measured = item.at_least.or(item.lowest);
        let (answer, measured) = match item.kind {
            ItemKind::YesNo | ItemKind::YesNoNa => ("yes".to_owned(), None),
            ItemKind::Grade => ("a".to_owned(), None),
            ItemKind::Measure => (measured.unwrap().to_string(), measured),
            ItemKind::Photo => panic!("no list we ship asks for a photo of every device"),
        };
        checklist_answer::ActiveModel {
            device_id: Set(device.id),
            stay: Set(device.stay),
            step: Set(item.step),
            item: Set(item.item),
            answer: Set(answer),
            measured: Set(measured),
            photo_id: Set(None),
            account_id: Set(account),
            at: Set(now),
        }
        .insert(db)
        .await
        .unwrap();
    }
}
