//! The form of an item: texts in both languages, one accessory and one step of the guide per line.
use super::actions::Described;
use crate::{lending::needs, web::FormErrors};
use entities::catalogue_item;

/// The longest a name is, and a text.
const NAME: usize = 80;
const TEXT: usize = 4_000;

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct ItemForm {
    pub write_id: String,
    /// Of the row as the page showed it.
    pub version: String,
    pub name_fr: String,
    pub name_en: String,
    pub purpose_fr: String,
    pub purpose_en: String,
    pub usage_fr: String,
    pub usage_en: String,
    pub accessories_fr: String,
    pub accessories_en: String,
    pub guide_fr: String,
    pub guide_en: String,
    pub age_from: String,
    pub age_to: String,
    pub synonyms: String,
    pub needs_cleaning: String,
    pub has_battery: String,
    pub needs: Vec<String>,
}

impl ItemForm {
    #[must_use]
    pub fn of(item: &catalogue_item::Model, needs: Vec<String>) -> Self {
        let tick = |ticked: bool| if ticked { "yes" } else { "" }.to_owned();
        let number = |age: Option<i32>| age.map(|age| age.to_string()).unwrap_or_default();
        let item = item.clone();
        Self {
            write_id: String::new(),
            version: item.version.to_string(),
            name_fr: item.name_fr,
            name_en: item.name_en,
            purpose_fr: item.purpose_fr,
            purpose_en: item.purpose_en,
            usage_fr: item.usage_fr,
            usage_en: item.usage_en,
            accessories_fr: item.accessories_fr,
            accessories_en: item.accessories_en,
            guide_fr: item.guide_fr,
            guide_en: item.guide_en,
            age_from: number(item.age_from),
            age_to: number(item.age_to),
            synonyms: item.synonyms,
            needs_cleaning: tick(item.needs_cleaning),
            has_battery: tick(item.has_battery),
            needs,
        }
    }

    /// # Errors
    /// Each mistake at its field.
    pub fn parse(&self) -> Result<Described, FormErrors> {
        let mut errors = FormErrors::default();
        let needed = [
            ("name_fr", &self.name_fr, NAME, true),
            ("name_en", &self.name_en, NAME, true),
            ("purpose_fr", &self.purpose_fr, TEXT, true),
            ("purpose_en", &self.purpose_en, TEXT, true),
            ("usage_fr", &self.usage_fr, TEXT, false),
            ("usage_en", &self.usage_en, TEXT, false),
            ("accessories_fr", &self.accessories_fr, TEXT, false),
            ("accessories_en", &self.accessories_en, TEXT, false),
            ("guide_fr", &self.guide_fr, TEXT, true),
            ("guide_en", &self.guide_en, TEXT, true),
            ("synonyms", &self.synonyms, TEXT, false),
        ];
        for (field, text, longest, asked) in needed {
            if asked && text.trim().is_empty() {
                errors.add(field, "item-text-missing");
            } else if text.chars().count() > longest {
                errors.add(field, "item-text-too-long");
            }
        }
        if self
            .name_fr
            .trim()
            .chars()
            .all(|letter| !letter.is_alphanumeric())
            && errors.on("name_fr").is_none()
        {
            errors.add("name_fr", "item-text-missing");
        }
        let age_from = age("age_from", &self.age_from, &mut errors);
        let age_to = age("age_to", &self.age_to, &mut errors);
        if let (Some(from), Some(to)) = (age_from, age_to)
            && from > to
        {
            errors.add("age_to", "item-ages-turned");
        }
        let needs: Vec<String> = self
            .needs
            .iter()
            .filter(|key| needs::need(key).is_some())
            .cloned()
            .collect();
        if needs.is_empty() {
            errors.add("needs", "item-needs-missing");
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let text = |text: &str| text.trim().to_owned();
        Ok(Described {
            name_fr: text(&self.name_fr),
            name_en: text(&self.name_en),
            purpose_fr: text(&self.purpose_fr),
            purpose_en: text(&self.purpose_en),
            usage_fr: text(&self.usage_fr),
            usage_en: text(&self.usage_en),
            accessories_fr: text(&self.accessories_fr),
            accessories_en: text(&self.accessories_en),
            guide_fr: text(&self.guide_fr),
            guide_en: text(&self.guide_en),
            age_from,
            age_to,
            synonyms: text(&self.synonyms),
            needs_cleaning: self.needs_cleaning == "yes",
            has_battery: self.has_battery == "yes",
            needs,
        })
    }
}

fn age(field: &'static str, typed: &str, errors: &mut FormErrors) -> Option<i32> {
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    match typed.parse() {
        Ok(age) if (0..=99).contains(&age) => Some(age),
        Ok(_) | Err(_) => {
            errors.add(field, "item-age-wrong");
            None
        }
    }
}
