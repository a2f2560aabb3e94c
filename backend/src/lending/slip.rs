//! The slip of a loan as it is printed when the kit is together.
use super::{queries::Named, training::lines};
use crate::{documents::LoanSlip, web::Words};
use chrono::NaiveDate;
use entities::{loan, organisation};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// The slip of a loan with the piece it has now; nothing where what it names is not there.
pub async fn of(
    db: &impl ConnectionTrait,
    words: Words,
    loan: &loan::Model,
    printed_on: NaiveDate,
) -> Result<Option<LoanSlip>, DbErr> {
    let named = Named::of(db, std::slice::from_ref(loan)).await?;
    let school = organisation::Entity::find_by_id(loan.organisation_id)
        .one(db)
        .await?;
    let (Some(item), Some(device), Some(person), Some(store), Some(school)) = (
        named.items.get(&loan.item_id),
        named.devices.get(&loan.device_id),
        named.people.get(&loan.account_id),
        named.stores.get(&loan.site_id),
        school,
    ) else {
        return Ok(None);
    };
    let lender = organisation::Entity::find_by_id(store.organisation_id)
        .one(db)
        .await?;
    let lang = words.lang;
    Ok(Some(LoanSlip {
        lang,
        loan: loan.id.0.to_string(),
        lender: lender.map_or_else(String::new, |row| row.name),
        store: format!("{}, {} {}", store.name, store.postcode, store.city),
        school: school.name,
        school_uai: school.uai,
        borrower: person.name.clone(),
        pupil_code: loan.pupil_code.clone(),
        item: lang.choose(&item.name_fr, &item.name_en).to_owned(),
        maker: device.manufacturer.clone(),
        model: device.model.clone(),
        code: device.label_code.clone().unwrap_or_default(),
        inventory_number: device.inventory_number.clone(),
        serial: device.serial.clone(),
        accessories: lines(lang.choose(&item.accessories_fr, &item.accessories_en))
            .map(str::to_owned)
            .collect(),
        starts_on: loan.starts_on,
        ends_on: loan.ends_on,
        printed_on,
        holds_data: device.holds_data,
    }))
}
