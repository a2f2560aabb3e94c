//! What tells one device model from another, and the text a device is found by. Pure.
use super::standing::kind_value;
use crate::identifiers::fold;
use entities::device::DeviceKind;

/// What a clearance names of a device: kind, maker and model, folded.
#[must_use]
pub fn model_key(kind: DeviceKind, manufacturer: &str, model: &str) -> String {
    let kind = kind_value(kind);
    fold(&format!("{kind} {manufacturer} {model}"))
}

/// What people know a device by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Marks<'m> {
    pub serial: Option<&'m str>,
    pub imei: Option<&'m str>,
    pub asset_tag: Option<&'m str>,
    pub inventory_number: Option<&'m str>,
    pub manufacturer: &'m str,
    pub model: &'m str,
    pub school: Option<&'m str>,
}

impl Marks<'_> {
    /// The folded text the list's search looks in.
    #[must_use]
    pub fn search(&self) -> String {
        let words = [
            self.serial,
            self.imei,
            self.asset_tag,
            self.inventory_number,
            Some(self.manufacturer),
            Some(self.model),
            self.school,
        ];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        fold(&words.join(" "))
    }
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

    #[test]
    fn a_device_is_found_by_all_it_bears() {
        let marks = Marks {
            serial: Some("HA9QAJ7K"),
            inventory_number: Some("IMM-2019-10000"),
            manufacturer: "Lenovo",
            model: "Tab M10",
            school: Some("Collège Lac Noir"),
            ..Marks::default()
        };
        assert_eq!(
            marks.search(),
            "ha9qaj7k imm-2019-10000 lenovo tab m10 college lac noir"
        );
    }
}
