//! The places of the menu, each offered to whom the matrix grants it.
use super::permissions::*;
use crate::web::MenuItem;
use entities::membership::Role;

/// Address, word key, icon, and the roles that may go there.
const PLACES: &[(&str, &str, &str, &[Role])] = &[
    ("/", "menu-home", "house", OwnAccount::GRANTED_TO),
    ("/bench", "menu-bench", "scan-line", WorkAtBench::GRANTED_TO),
    (
        "/counter",
        "menu-counter",
        "hand-helping",
        HandOver::GRANTED_TO,
    ),
    ("/lots", "menu-lots", "package", ManageLots::GRANTED_TO),
    ("/devices", "menu-devices", "tablet", SeeDevices::GRANTED_TO),
    ("/labels", "menu-labels", "tag", PrintLabels::GRANTED_TO),
    (
        "/requests",
        "menu-requests",
        "inbox",
        SeeRequests::GRANTED_TO,
    ),
    (
        "/training",
        "menu-training",
        "graduation-cap",
        SeeTraining::GRANTED_TO,
    ),
    (
        "/programmes",
        "menu-programmes",
        "clipboard-list",
        SeeProgrammes::GRANTED_TO,
    ),
    (
        "/organisations",
        "menu-organisations",
        "building-2",
        ManageOrganisations::GRANTED_TO,
    ),
    ("/people", "menu-people", "users", ManagePeople::GRANTED_TO),
    (
        "/journal",
        "menu-journal",
        "scroll-text",
        SeeJournal::GRANTED_TO,
    ),
    ("/outbox", "menu-outbox", "mail", SeeOutbox::GRANTED_TO),
    (
        "/recipients",
        "menu-recipients",
        "user-round",
        ForgetRecipients::GRANTED_TO,
    ),
    (
        "/access-log",
        "menu-access-log",
        "eye",
        SeeAccessLog::GRANTED_TO,
    ),
];

/// The menu of a role, the place of `path` marked.
#[must_use]
pub fn of(role: Role, path: &str) -> Vec<MenuItem> {
    let path = path.split('?').next().unwrap_or_default();
    PLACES
        .iter()
        .filter(|(_, _, _, roles)| roles.contains(&role))
        .map(|(href, key, icon, _)| MenuItem {
            href,
            key,
            icon,
            active: path == *href || (*href != "/" && path.starts_with(&format!("{href}/"))),
        })
        .collect()
}
