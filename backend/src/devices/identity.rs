//! What tells one device model from another. Pure.
use super::standing::kind_value;
use crate::identifiers::fold;
use entities::device::DeviceKind;

/// What a clearance names of a device: kind, maker and model, folded.
#[must_use]
pub fn model_key(kind: DeviceKind, manufacturer: &str, model: &str) -> String {
    let kind = kind_value(kind);
    fold(&format!("{kind} {manufacturer} {model}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_spellings_of_a_model_are_one() {
        assert_eq!(
            model_key(DeviceKind::Tablet, "LENOVO ", "Tab  M10"),
            model_key(DeviceKind::Tablet, "Lenovo", "TAB M10")
        );
        assert_ne!(
            model_key(DeviceKind::Tablet, "Lenovo", "M10"),
            model_key(DeviceKind::Laptop, "Lenovo", "M10")
        );
    }
}
