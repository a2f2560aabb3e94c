//! The locks of a previous owner, as they are said and stored. Pure.
use entities::device_lock::LockKind;

pub const KINDS: [LockKind; 3] = [
    LockKind::ActivationLock,
    LockKind::ResetProtection,
    LockKind::DeviceManagement,
];

/// What it is called on screen.
#[must_use]
pub const fn lock_key(kind: LockKind) -> &'static str {
    match kind {
        LockKind::ActivationLock => "lock-activation-lock",
        LockKind::ResetProtection => "lock-reset-protection",
        LockKind::DeviceManagement => "lock-device-management",
    }
}

/// Its value in a form and in a release list: what the administrators of such devices call it.
#[must_use]
pub const fn lock_value(kind: LockKind) -> &'static str {
    match kind {
        LockKind::ActivationLock => "activation_lock",
        LockKind::ResetProtection => "frp",
        LockKind::DeviceManagement => "mdm",
    }
}

/// The lock of this value.
#[must_use]
pub fn lock_of(value: &str) -> Option<LockKind> {
    KINDS
        .into_iter()
        .find(|kind| lock_value(*kind).eq_ignore_ascii_case(value.trim()))
}
