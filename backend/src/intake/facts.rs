//! What is known of a lot before its devices: who gives, who owns, on what ground, where it goes.
use entities::{collection_lot::LegalBasis, organisation::OrganisationId, site::SiteId};

#[derive(Clone, Debug)]
pub struct LotFacts {
    pub donor_id: OrganisationId,
    pub owner_id: OrganisationId,
    /// Where the lot is to be received.
    pub workshop_site_id: SiteId,
    pub legal_basis: LegalBasis,
    /// Number of the reform decision, where there is one.
    pub reform_reference: Option<String>,
    /// What the person calls the origin of the list: the choice of columns is remembered for it.
    pub source: String,
    /// The organisation that answers for the devices on the way.
    pub transport_holder: Option<String>,
    pub boxes_announced: Option<i32>,
}

pub const LEGAL_BASES: [LegalBasis; 4] = [
    LegalBasis::RefurbishingService,
    LegalBasis::Cession,
    LegalBasis::LoanForUse,
    LegalBasis::Deposit,
];

/// The word key of a legal basis.
#[must_use]
pub fn legal_basis_key(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::RefurbishingService => "lot-basis-refurbishing-service",
        LegalBasis::Cession => "lot-basis-cession",
        LegalBasis::LoanForUse => "lot-basis-loan-for-use",
        LegalBasis::Deposit => "lot-basis-deposit",
    }
}

/// The value of a legal basis in a form and on the command line.
#[must_use]
pub fn legal_basis_value(basis: LegalBasis) -> &'static str {
    match basis {
        LegalBasis::RefurbishingService => "refurbishing_service",
        LegalBasis::Cession => "cession",
        LegalBasis::LoanForUse => "loan_for_use",
        LegalBasis::Deposit => "deposit",
    }
}

#[must_use]
pub fn read_legal_basis(value: &str) -> Option<LegalBasis> {
    LEGAL_BASES
        .into_iter()
        .find(|basis| legal_basis_value(*basis) == value)
}
