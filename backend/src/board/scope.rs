//! Whose board it is: the workshop that a person looks at.
use crate::{auth::Signed, people::workshops::Workshop};
use entities::{membership::Role, organisation::OrganisationId, site::SiteId};

/// What the board is about: sites of one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    pub organisation: OrganisationId,
    pub sites: Vec<SiteId>,
}

/// The value that stands for every site of one's own organisation.
pub const ALL: &str = "all";

/// The workshop chosen; without a choice one's own site, or all of one's organisation. A coordinator, who has none,
/// chooses first. Somebody else's workshop is like one that does not exist.
#[must_use]
pub fn chosen(by: &Signed, workshops: &[Workshop], value: &str) -> Option<Scope> {
    let own = || {
        let sites: Vec<SiteId> = workshops
            .iter()
            .filter(|workshop| workshop.organisation.id == by.organisation_id)
            .map(|workshop| workshop.site.id)
            .collect();
        (!sites.is_empty()).then_some(Scope {
            organisation: by.organisation_id,
            sites,
        })
    };
    let one = |id: SiteId| {
        let workshop = workshops.iter().find(|workshop| workshop.site.id == id)?;
        Some(Scope {
            organisation: workshop.organisation.id,
            sites: vec![id],
        })
    };
    match (value, by.site_id) {
        (ALL, _) => own(),
        ("", Some(site)) => one(site).or_else(own),
        ("", None) if by.role == Role::Coordinator => None,
        ("", None) => own(),
        (value, _) => one(SiteId(value.parse().ok()?)),
    }
}
