//! What the prescriber of a kit may do on the page of its request.
use crate::auth::{
    Signed,
    permissions::{HandOverKits, SubmitRequests},
};
use entities::{
    programme,
    request::{self, RequestState},
    site,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// The address and its words: handing the kit over, while it waits for that at a place of one's own organisation and the
/// programme says so; saying what one thinks of it, once it was handed over.
pub async fn page(
    db: &impl ConnectionTrait,
    by: &Signed,
    request: &request::Model,
    programme: &programme::Model,
) -> Result<Option<(String, &'static str)>, DbErr> {
    let own = request.organisation_id == by.organisation_id;
    if programme.kit_contents.is_none() || !own {
        return Ok(None);
    }
    let id = request.id.0;
    match request.state {
        RequestState::Allocated
            if by.may(HandOverKits) && programme.prescriber_hands_over == Some(true) =>
        {
            let place = site::Entity::find_by_id(request.pickup_site_id)
                .filter(site::COLUMN.organisation_id.eq(by.organisation_id))
                .one(db)
                .await?;
            Ok(place.map(|_| (format!("/requests/{id}/kit"), "kit-hand-over")))
        }
        RequestState::Fulfilled if by.may(SubmitRequests) => {
            Ok(Some((format!("/requests/{id}/kit-opinion"), "kit-opinion")))
        }
        RequestState::Submitted
        | RequestState::Allocated
        | RequestState::Fulfilled
        | RequestState::Refused
        | RequestState::Cancelled => Ok(None),
    }
}
