//! Which device a request may get: what the matching puts forward, or why it puts nothing.
use crate::{
    allocation::{
        queries,
        rules::{Ask, Proposal},
        say::{why, why_not},
    },
    app::App,
    auth::{Signed, territory},
    web::{Error, Words},
};
use entities::{
    device, programme,
    request::{self, RequestState},
    site,
};
use sea_orm::EntityTrait;

/// What a page shows to who may give a request a device, or another one.
pub(super) struct DeviceChoice {
    /// What the form does: the last part of its address, and the words of its two buttons.
    pub act: &'static str,
    pub press_key: &'static str,
    pub press_code_key: &'static str,
    /// What happens when nothing is proposed.
    pub help_key: &'static str,
    pub proposal: Result<Proposed, String>,
}

pub(super) struct Proposed {
    pub code: String,
    pub device: String,
    pub place: String,
    pub reasons: Vec<String>,
}

/// A first device for a request that waits, or another one in the place of the one it has.
pub(super) async fn choice(
    app: &App,
    by: &Signed,
    request: &request::Model,
    programme: &programme::Model,
) -> Result<DeviceChoice, Error> {
    let words = by.words();
    let limited = territory::limit(by).is_some();
    let proposal = queries::proposal(&app.db, by, request, app.clock.today()).await?;
    let proposal = match proposal {
        Ok(proposal) => Ok(proposed(app, words, programme, proposal).await?),
        Err(without) => Err(why_not(words, without, limited)),
    };
    Ok(if request.state == RequestState::Allocated {
        DeviceChoice {
            act: "substitute",
            press_key: "request-substitute-by-this",
            press_code_key: "request-substitute-code",
            help_key: "request-no-other-device-help",
            proposal,
        }
    } else {
        DeviceChoice {
            act: "allocate",
            press_key: "request-allocate",
            press_code_key: "request-allocate-code",
            help_key: if limited {
                "request-no-device-here-help"
            } else {
                "request-no-device-help"
            },
            proposal,
        }
    })
}

async fn proposed(
    app: &App,
    words: Words,
    programme: &programme::Model,
    proposal: Proposal,
) -> Result<Proposed, Error> {
    let device = device::Entity::find_by_id(proposal.device)
        .one(&app.db)
        .await?
        .ok_or(Error::Changed)?;
    let place = match device.site_id {
        Some(id) => site::Entity::find_by_id(id).one(&app.db).await?,
        None => None,
    };
    Ok(Proposed {
        code: device.label_code.clone().unwrap_or_default(),
        device: device_words(&device),
        place: place.map(|site| site.name).unwrap_or_default(),
        reasons: why(words, proposal, &Ask::of(programme)?, &device),
    })
}

pub(super) fn device_words(device: &device::Model) -> String {
    let label = device.label_code.as_deref().unwrap_or_default();
    format!("{} {} · {label}", device.manufacturer, device.model)
}
