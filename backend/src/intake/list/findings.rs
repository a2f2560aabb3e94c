//! What can be wrong with a line of a list, and how much it weighs.

use serde::{Deserialize, Serialize};

use super::columns::Field;

/// Something to say about one line. `typed` quotes the list, whose personal cells are gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding<'a> {
    pub kind: Kind,
    /// The meaning of the cell it is about; [`Field::Ignore`] for the line as a whole.
    pub field: Field,
    pub typed: &'a str,
    /// For a duplicate in the file, the line that comes first.
    pub first_line: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    RaggedRow,
    FormulaCell,
    CellTooLong,
    StatusNotCollectable,
    DuplicateInFile,
    DuplicateInStock,
    NothingIdentifies,
    UnknownType,
    MissingSerial,
    PlaceholderSerial,
    MissingModel,
    ImeiMalformed,
    ImeiWrongKey,
    Imeisv,
    BadUai,
    UnknownSchool,
    BadDate,
    FutureDate,
    BadValue,
    BadStorage,
    ImeiCompleted,
    TypeAssumed,
}

/// What a finding does to its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The line stays out whatever the person decides.
    Refused,
    /// The line comes in without the doubtful value, unless the person refuses the kind.
    Doubtful,
    /// The line comes in; the person is told.
    Information,
}

impl Kind {
    pub const ALL: [Self; 22] = [
        Self::RaggedRow,
        Self::FormulaCell,
        Self::CellTooLong,
        Self::StatusNotCollectable,
        Self::DuplicateInFile,
        Self::DuplicateInStock,
        Self::NothingIdentifies,
        Self::UnknownType,
        Self::MissingSerial,
        Self::PlaceholderSerial,
        Self::MissingModel,
        Self::ImeiMalformed,
        Self::ImeiWrongKey,
        Self::Imeisv,
        Self::BadUai,
        Self::UnknownSchool,
        Self::BadDate,
        Self::FutureDate,
        Self::BadValue,
        Self::BadStorage,
        Self::ImeiCompleted,
        Self::TypeAssumed,
    ];

    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::RaggedRow
            | Self::FormulaCell
            | Self::CellTooLong
            | Self::StatusNotCollectable
            | Self::DuplicateInFile
            | Self::DuplicateInStock
            | Self::NothingIdentifies
            | Self::UnknownType => Severity::Refused,
            Self::MissingSerial
            | Self::PlaceholderSerial
            | Self::MissingModel
            | Self::ImeiMalformed
            | Self::ImeiWrongKey
            | Self::Imeisv
            | Self::BadUai
            | Self::UnknownSchool
            | Self::BadDate
            | Self::FutureDate
            | Self::BadValue
            | Self::BadStorage => Severity::Doubtful,
            Self::ImeiCompleted | Self::TypeAssumed => Severity::Information,
        }
    }

    /// The message's id in the Fluent files. Its sentence takes `$typed` and, for a
    /// duplicate in the file, `$line`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::RaggedRow => "intake-list-finding-ragged-row",
            Self::FormulaCell => "intake-list-finding-formula-cell",
            Self::CellTooLong => "intake-list-finding-cell-too-long",
            Self::StatusNotCollectable => "intake-list-finding-status-not-collectable",
            Self::DuplicateInFile => "intake-list-finding-duplicate-in-file",
            Self::DuplicateInStock => "intake-list-finding-duplicate-in-stock",
            Self::NothingIdentifies => "intake-list-finding-nothing-identifies",
            Self::UnknownType => "intake-list-finding-unknown-type",
            Self::MissingSerial => "intake-list-finding-missing-serial",
            Self::PlaceholderSerial => "intake-list-finding-placeholder-serial",
            Self::MissingModel => "intake-list-finding-missing-model",
            Self::ImeiMalformed => "intake-list-finding-imei-malformed",
            Self::ImeiWrongKey => "intake-list-finding-imei-wrong-key",
            Self::Imeisv => "intake-list-finding-imeisv",
            Self::BadUai => "intake-list-finding-bad-uai",
            Self::UnknownSchool => "intake-list-finding-unknown-school",
            Self::BadDate => "intake-list-finding-bad-date",
            Self::FutureDate => "intake-list-finding-future-date",
            Self::BadValue => "intake-list-finding-bad-value",
            Self::BadStorage => "intake-list-finding-bad-storage",
            Self::ImeiCompleted => "intake-list-finding-imei-completed",
            Self::TypeAssumed => "intake-list-finding-type-assumed",
        }
    }

    /// The id of the kind's short name, for the counts of a whole list.
    #[must_use]
    pub fn name_key(self) -> &'static str {
        match self {
            Self::RaggedRow => "intake-list-kind-ragged-row",
            Self::FormulaCell => "intake-list-kind-formula-cell",
            Self::CellTooLong => "intake-list-kind-cell-too-long",
            Self::StatusNotCollectable => "intake-list-kind-status-not-collectable",
            Self::DuplicateInFile => "intake-list-kind-duplicate-in-file",
            Self::DuplicateInStock => "intake-list-kind-duplicate-in-stock",
            Self::NothingIdentifies => "intake-list-kind-nothing-identifies",
            Self::UnknownType => "intake-list-kind-unknown-type",
            Self::MissingSerial => "intake-list-kind-missing-serial",
            Self::PlaceholderSerial => "intake-list-kind-placeholder-serial",
            Self::MissingModel => "intake-list-kind-missing-model",
            Self::ImeiMalformed => "intake-list-kind-imei-malformed",
            Self::ImeiWrongKey => "intake-list-kind-imei-wrong-key",
            Self::Imeisv => "intake-list-kind-imeisv",
            Self::BadUai => "intake-list-kind-bad-uai",
            Self::UnknownSchool => "intake-list-kind-unknown-school",
            Self::BadDate => "intake-list-kind-bad-date",
            Self::FutureDate => "intake-list-kind-future-date",
            Self::BadValue => "intake-list-kind-bad-value",
            Self::BadStorage => "intake-list-kind-bad-storage",
            Self::ImeiCompleted => "intake-list-kind-imei-completed",
            Self::TypeAssumed => "intake-list-kind-type-assumed",
        }
    }
}
