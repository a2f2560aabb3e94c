//! What the journal follows: the kinds of subject, and which of their columns the fold leaves out.
use entities::{
    clearance, collection_lot, container, device, enrolment, handover, programme, request,
};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait};
use std::str::FromStr;

/// A kind of row that is explained by events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Clearance,
    CollectionLot,
    Container,
    Device,
    Enrolment,
    Handover,
    Programme,
    Request,
}

impl Subject {
    /// In the order of their keys, which is the order of the export and of the root.
    pub const ALL: [Self; 8] = [
        Self::Clearance,
        Self::CollectionLot,
        Self::Container,
        Self::Device,
        Self::Enrolment,
        Self::Handover,
        Self::Programme,
        Self::Request,
    ];

    /// The name in events, exports and hashes. Part of the format: never changed.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Clearance => "clearance",
            Self::CollectionLot => "collection_lot",
            Self::Container => "container",
            Self::Device => "device",
            Self::Enrolment => "enrolment",
            Self::Handover => "handover",
            Self::Programme => "programme",
            Self::Request => "request",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.key() == key)
    }
}

/// A row whose every change is an event.
pub trait Journaled: ModelTrait + serde::Serialize + Sync {
    const SUBJECT: Subject;
    /// Columns the events do not carry: the key and the count of events, which the chain itself
    /// proves, and what is computed from other columns. A column in neither list fails `verify`.
    const DERIVED: &'static [&'static str];

    fn id(&self) -> i32;
    /// How many events the row has.
    fn version(&self) -> i32;

    /// A column by its name.
    #[must_use]
    fn column(name: &str) -> <Self::Entity as EntityTrait>::Column
    where
        <Self::Entity as EntityTrait>::Column: ColumnTrait,
    {
        <Self::Entity as EntityTrait>::Column::from_str(name)
            .unwrap_or_else(|_| unreachable!("every journaled table has a column {name}"))
    }
}

macro_rules! journaled { ($($table:ident => $subject:ident, derived [$($column:literal),*];)*) => { $(
    impl Journaled for $table::Model {
        const SUBJECT: Subject = Subject::$subject;
        const DERIVED: &'static [&'static str] = &["id", "version", $($column),*];
        fn id(&self) -> i32 { self.id.0 }
        fn version(&self) -> i32 { self.version }
    }
)* } }

journaled! {
    clearance => Clearance, derived [];
    collection_lot => CollectionLot, derived [];
    container => Container, derived [];
    device => Device, derived ["search"];
    enrolment => Enrolment, derived [];
    // A proxy's name is a person's: it is sealed, erasable, and in no event (law 5).
    handover => Handover, derived ["sealed_proxy"];
    programme => Programme, derived [];
    request => Request, derived [];
}
