//! What the journal follows: the kinds of subject, and which of their columns the fold leaves out.
use crate::marks::Marks;
use entities::{
    access_seal, api_token, asset_import, cession, clearance, collection_lot, container, device,
    enrolment, fund, fund_agreement, fund_line, fund_share, handover, internet_plan, list_export,
    loan, loan_clearance, part, pass, prepaid, prescribing, programme, recipient_pair, reform,
    request, stock_count, waste_pallet,
};
use sea_orm::{ColumnTrait, EntityTrait, ModelTrait};
use std::str::FromStr;

/// A kind of row that is explained by events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Subject {
    AccessSeal,
    ApiToken,
    AssetImport,
    Cession,
    Clearance,
    CollectionLot,
    Container,
    Device,
    Enrolment,
    Fund,
    FundAgreement,
    FundLine,
    FundShare,
    Handover,
    InternetPlan,
    ListExport,
    Loan,
    LoanClearance,
    Part,
    Pass,
    Prepaid,
    Prescribing,
    Programme,
    RecipientPair,
    Reform,
    Request,
    StockCount,
    WastePallet,
}

impl Subject {
    /// In the order of their keys, which is the order of the export and of the root.
    pub const ALL: [Self; 28] = [
        Self::AccessSeal,
        Self::ApiToken,
        Self::AssetImport,
        Self::Cession,
        Self::Clearance,
        Self::CollectionLot,
        Self::Container,
        Self::Device,
        Self::Enrolment,
        Self::Fund,
        Self::FundAgreement,
        Self::FundLine,
        Self::FundShare,
        Self::Handover,
        Self::InternetPlan,
        Self::ListExport,
        Self::Loan,
        Self::LoanClearance,
        Self::Part,
        Self::Pass,
        Self::Prepaid,
        Self::Prescribing,
        Self::Programme,
        Self::RecipientPair,
        Self::Reform,
        Self::Request,
        Self::StockCount,
        Self::WastePallet,
    ];

    /// The name in events, exports and hashes. Part of the format: never changed.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::AccessSeal => "access_seal",
            Self::ApiToken => "api_token",
            Self::AssetImport => "asset_import",
            Self::Cession => "cession",
            Self::Clearance => "clearance",
            Self::CollectionLot => "collection_lot",
            Self::Container => "container",
            Self::Device => "device",
            Self::Enrolment => "enrolment",
            Self::Fund => "fund",
            Self::FundAgreement => "fund_agreement",
            Self::FundLine => "fund_line",
            Self::FundShare => "fund_share",
            Self::Handover => "handover",
            Self::InternetPlan => "internet_plan",
            Self::Loan => "loan",
            Self::LoanClearance => "loan_clearance",
            Self::ListExport => "list_export",
            Self::Part => "part",
            Self::Pass => "pass",
            Self::Prepaid => "prepaid",
            Self::Prescribing => "prescribing",
            Self::Programme => "programme",
            Self::RecipientPair => "recipient_pair",
            Self::Reform => "reform",
            Self::Request => "request",
            Self::StockCount => "stock_count",
            Self::WastePallet => "waste_pallet",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.key() == key)
    }
}

/// How a computed column comes from the others.
pub type Compute<M> = fn(&M) -> String;

/// A row whose every change is an event.
pub trait Journaled: ModelTrait + serde::Serialize + Sync + 'static {
    const SUBJECT: Subject;
    /// Columns the events do not carry: the key and the count of events, which the chain itself
    /// proves, what is computed, what is sealed, and what people type as they like. A column in neither list fails `verify`.
    const DERIVED: &'static [&'static str];
    /// Columns computed from the others, and how.
    const COMPUTED: &'static [(&'static str, Compute<Self>)];
    /// Columns that can be erased: an event carries, among its details, the hash of what it put there.
    const SEALED: &'static [&'static str];

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

macro_rules! journaled { ($($table:ident => $subject:ident
    $(, computed $computed:literal by $compute:expr)? $(, sealed $sealed:literal)?
    $(, typed $($typed:literal)+)?;)*) => { $(
    impl Journaled for $table::Model {
        const SUBJECT: Subject = Subject::$subject;
        const DERIVED: &'static [&'static str] = &["id", "version", $($computed,)? $($sealed,)? $($($typed,)+)?];
        const COMPUTED: &'static [(&'static str, Compute<Self>)] = &[$(($computed, $compute))?];
        const SEALED: &'static [&'static str] = &[$($sealed)?];
        fn id(&self) -> i32 { self.id.0 }
        fn version(&self) -> i32 { self.version }
    }
)* } }

journaled! {
    access_seal => AccessSeal;
    api_token => ApiToken, typed "name";
    asset_import => AssetImport;
    clearance => Clearance;
    // Words people type as they like may name somebody: they are in no event (law 5). The hash of the paper
    // that prints them is.
    cession => Cession, typed "recipient" "proof_reference" "value_method" "signatory" "recipient_signatory" "grounds";
    collection_lot => CollectionLot, typed "source" "transport_holder";
    container => Container, typed "name";
    device => Device, computed "search" by |device| Marks::of(device).search();
    enrolment => Enrolment;
    fund => Fund, typed "name";
    fund_agreement => FundAgreement;
    fund_line => FundLine;
    fund_share => FundShare;
    // A proxy's name is a person's: it is sealed, erasable, and in no event (law 5).
    handover => Handover, sealed "sealed_proxy";
    internet_plan => InternetPlan;
    loan => Loan;
    loan_clearance => LoanClearance;
    list_export => ListExport;
    part => Part, typed "maker" "model";
    // What opens a pass is erased once it can no longer be printed.
    pass => Pass, sealed "sealed_code";
    // What opens a voucher is erased when it is written off.
    prepaid => Prepaid, sealed "sealed_code";
    prescribing => Prescribing;
    programme => Programme;
    recipient_pair => RecipientPair;
    reform => Reform, typed "signatory" "grounds";
    request => Request;
    stock_count => StockCount;
    waste_pallet => WastePallet, typed "recipient" "transporter";
}
