//! What the counter typed of a handover: who stood there, what was seen of them, how it is signed.
use crate::{evidence::drawing::drawn, web::FormErrors};
use entities::handover::{IdentitySeen, ReceivedBy, Signature};
use sea_orm::ActiveEnum;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct HandingForm {
    pub write_id: String,
    pub received_by: String,
    pub proxy_name: String,
    pub identity_seen: String,
    pub signed_on: String,
    /// The drawing, as a data address of a PNG.
    pub signature: String,
    /// The codes of other devices that are signed for at once.
    pub also: Vec<String>,
    /// What leaves the shelf with a device: its code, a space, the kind.
    pub supplies: Vec<String>,
}

/// What was typed, understood.
pub struct Typed {
    pub received_by: ReceivedBy,
    pub proxy: Option<String>,
    pub identity_seen: IdentitySeen,
    pub drawing: Option<Vec<u8>>,
}

pub fn read(form: &HandingForm) -> Result<Typed, FormErrors> {
    let mut errors = FormErrors::default();
    let received_by = ReceivedBy::try_from_value(&form.received_by).ok();
    if received_by.is_none() {
        errors.add("received_by", "handing-choose-receiver");
    }
    let proxy = Some(form.proxy_name.trim())
        .filter(|_| received_by == Some(ReceivedBy::Proxy))
        .map(ToOwned::to_owned);
    if proxy
        .as_ref()
        .is_some_and(|name| name.is_empty() || name.chars().count() > 200)
    {
        errors.add("proxy_name", "handing-name-proxy");
    }
    let identity_seen = IdentitySeen::try_from_value(&form.identity_seen).ok();
    if identity_seen.is_none() {
        errors.add("identity_seen", "handing-choose-identity");
    }
    let mut drawing = None;
    match Signature::try_from_value(&form.signed_on) {
        Ok(Signature::Paper) => {}
        Ok(Signature::Screen) => match drawn(&form.signature) {
            Ok(bytes) => drawing = Some(bytes),
            Err(key) => errors.add("signature", key),
        },
        Err(_) => errors.add("signed_on", "handing-choose-signature"),
    }
    match (received_by, identity_seen) {
        (Some(received_by), Some(identity_seen)) if errors.is_empty() => Ok(Typed {
            received_by,
            proxy,
            identity_seen,
            drawing,
        }),
        _ => Err(errors),
    }
}
