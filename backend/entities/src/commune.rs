//! A commune, by its INSEE code, with the centre from which distances are measured where it is known.
use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "commune")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub name: String,
    /// The name folded (lower case, no accents).
    pub search: String,
    /// SIREN of its intercommunality.
    pub epci_code: Option<String>,
    /// Millionths of a degree.
    pub latitude_e6: Option<i32>,
    pub longitude_e6: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}
