//! Who stood at the counter, and what proof of identity was seen, as words.
use entities::handover::{IdentitySeen, ReceivedBy};

#[must_use]
pub fn receiver(receiver: ReceivedBy) -> &'static str {
    match receiver {
        ReceivedBy::Recipient => "handing-received-by-recipient",
        ReceivedBy::Proxy => "handing-received-by-proxy",
    }
}

#[must_use]
pub fn identity(seen: IdentitySeen) -> &'static str {
    match seen {
        IdentitySeen::IdentityCard => "handing-identity-card",
        IdentitySeen::Passport => "handing-identity-passport",
        IdentitySeen::ResidencePermit => "handing-identity-permit",
        IdentitySeen::DrivingLicence => "handing-identity-licence",
        IdentitySeen::KnownToPrescriber => "handing-identity-known",
    }
}
