//! Who stood at the counter, what proof of identity was seen, and what is wrong with a device, as words.
use entities::handover::{Fault, IdentitySeen, ReceivedBy};

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

#[must_use]
pub fn fault(fault: Fault) -> &'static str {
    match fault {
        Fault::DoesNotStart => "fault-does-not-start",
        Fault::Screen => "fault-screen",
        Fault::Battery => "fault-battery",
        Fault::TouchOrKeyboard => "fault-touch-or-keyboard",
        Fault::SoundOrCamera => "fault-sound-or-camera",
        Fault::Network => "fault-network",
        Fault::Software => "fault-software",
        Fault::Other => "fault-other",
    }
}
