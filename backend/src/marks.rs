//! What people know a device by, and the folded text it is found by. Pure.
use crate::identifiers::fold;
use entities::device;

/// What stands on a device, and where it came from.
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

impl<'m> Marks<'m> {
    #[must_use]
    pub fn of(device: &'m device::Model) -> Self {
        Self {
            serial: device.serial.as_deref(),
            imei: device.imei.as_deref(),
            asset_tag: device.asset_tag.as_deref(),
            inventory_number: device.inventory_number.as_deref(),
            manufacturer: &device.manufacturer,
            model: &device.model,
            school: device.school_name.as_deref(),
        }
    }

    /// The text the list's search looks in, kept in the column `search`.
    #[must_use]
    pub fn search(&self) -> String {
        // Maker and model come first: a search by words looks at the beginning.
        let words = [
            Some(self.manufacturer),
            Some(self.model),
            self.serial,
            self.imei,
            self.asset_tag,
            self.inventory_number,
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
            "lenovo tab m10 ha9qaj7k imm-2019-10000 college lac noir"
        );
    }
}
