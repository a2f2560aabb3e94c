//! The places of the menu, each offered to whom the matrix grants it.
mod groups;

use super::permissions::*;
use crate::web::{MenuGroup, MenuItem, MenuPart};
use entities::membership::Role;
pub use groups::{Part, parts};

/// A page somebody may begin at.
pub struct Place {
    pub href: &'static str,
    pub key: &'static str,
    /// What one does there, for the home page.
    pub help_key: &'static str,
    pub icon: &'static str,
    roles: &'static [Role],
}

const fn place(
    href: &'static str,
    key: &'static str,
    help_key: &'static str,
    icon: &'static str,
    roles: &'static [Role],
) -> Place {
    Place {
        href,
        key,
        help_key,
        icon,
        roles,
    }
}

/// In the order of the chain: what most people come for first.
const PLACES: &[Place] = &[
    place(
        "/bench",
        "menu-bench",
        "place-bench",
        "scan-line",
        WorkAtBench::GRANTED_TO,
    ),
    place(
        "/board",
        "menu-board",
        "place-board",
        "layout-dashboard",
        SeeBoard::GRANTED_TO,
    ),
    place(
        "/team",
        "menu-team",
        "place-team",
        "users",
        ManageTeam::GRANTED_TO,
    ),
    place(
        "/reception",
        "menu-reception",
        "place-reception",
        "truck",
        ReceiveDevices::GRANTED_TO,
    ),
    place(
        "/counter",
        "menu-counter",
        "place-counter",
        "hand-helping",
        HandOver::GRANTED_TO,
    ),
    place(
        "/counter-loans",
        "menu-counter-loans",
        "place-counter-loans",
        "undo-2",
        HandOver::GRANTED_TO,
    ),
    place(
        "/appointments",
        "menu-appointments",
        "place-appointments",
        "calendar-days",
        HandOver::GRANTED_TO,
    ),
    place(
        "/requests",
        "menu-requests",
        "place-requests",
        "inbox",
        SeeRequests::GRANTED_TO,
    ),
    place(
        "/allocation",
        "menu-allocation",
        "place-allocation",
        "sparkles",
        DecideRequests::GRANTED_TO,
    ),
    place(
        "/notices",
        "menu-notices",
        "place-notices",
        "mail",
        BookAppointments::GRANTED_TO,
    ),
    place(
        "/prescribing",
        "menu-prescribing",
        "place-prescribing",
        "shield-check",
        AskToPrescribe::GRANTED_TO,
    ),
    place(
        "/training",
        "menu-training",
        "place-training",
        "graduation-cap",
        SeeTraining::GRANTED_TO,
    ),
    place(
        "/competence",
        "menu-competence",
        "place-competence",
        "smile",
        SeeCompetence::GRANTED_TO,
    ),
    place(
        "/passes",
        "menu-passes",
        "place-passes",
        "ticket",
        SeePasses::GRANTED_TO,
    ),
    place(
        "/passes/letters",
        "menu-pass-letters",
        "place-pass-letters",
        "ticket",
        GivePasses::GRANTED_TO,
    ),
    place(
        "/passes/use",
        "menu-pass-use",
        "place-pass-use",
        "ticket",
        UsePasses::GRANTED_TO,
    ),
    place(
        "/internet",
        "menu-internet",
        "place-internet",
        "wifi",
        SeeInternet::GRANTED_TO,
    ),
    place(
        "/prepaid",
        "menu-prepaid",
        "place-prepaid",
        "card-sim",
        SeePrepaid::GRANTED_TO,
    ),
    place(
        "/funds",
        "menu-funds",
        "place-funds",
        "gift",
        // Who coordinates gets there from what internet access cost: a part of the département has no funds.
        &[Role::Finance, Role::Auditor],
    ),
    place(
        "/indicators",
        "menu-indicators",
        "place-indicators",
        "gauge",
        SeeIndicators::GRANTED_TO,
    ),
    place(
        "/lots",
        "menu-lots",
        "place-lots",
        "package",
        ManageLots::GRANTED_TO,
    ),
    place(
        "/transfers",
        "menu-transfers",
        "place-transfers",
        "truck",
        SeeTransfers::GRANTED_TO,
    ),
    place(
        "/capacity",
        "menu-capacity",
        "place-capacity",
        "list-checks",
        SeeTransfers::GRANTED_TO,
    ),
    place(
        "/devices",
        "menu-devices",
        "place-devices",
        "tablet",
        SeeDevices::GRANTED_TO,
    ),
    place(
        "/stock-at",
        "menu-stock-at",
        "place-stock-at",
        "calendar-days",
        SeeStockAt::GRANTED_TO,
    ),
    place(
        "/diagnosis",
        "menu-diagnosis",
        "place-diagnosis",
        "gauge",
        SeeDiagnosis::GRANTED_TO,
    ),
    place(
        "/accounting",
        "menu-accounting",
        "place-accounting",
        "file-text",
        SeeAccounting::GRANTED_TO,
    ),
    place(
        "/boxes",
        "menu-boxes",
        "place-boxes",
        "package",
        SeeBoxes::GRANTED_TO,
    ),
    place(
        "/supplies",
        "menu-supplies",
        "place-supplies",
        "cable",
        SeeSupplies::GRANTED_TO,
    ),
    place(
        "/parts",
        "menu-parts",
        "place-parts",
        "hard-drive",
        SeeParts::GRANTED_TO,
    ),
    place(
        "/hours",
        "menu-hours",
        "place-hours",
        "clock",
        KeepHours::GRANTED_TO,
    ),
    place(
        "/pallets",
        "menu-pallets",
        "place-pallets",
        "recycle",
        SeePallets::GRANTED_TO,
    ),
    place(
        "/exits",
        "menu-exits",
        "place-exits",
        "handshake",
        SeeExits::GRANTED_TO,
    ),
    place(
        "/counts",
        "menu-counts",
        "place-counts",
        "list-checks",
        SeeCounts::GRANTED_TO,
    ),
    place(
        "/store",
        "menu-store",
        "place-store",
        "list-checks",
        KeepLibrary::GRANTED_TO,
    ),
    place(
        "/catalogue",
        "menu-catalogue",
        "place-catalogue",
        "book-open",
        SeeCatalogue::GRANTED_TO,
    ),
    place(
        "/loans",
        "menu-loans",
        "place-loans",
        "calendar-days",
        SeeLoans::GRANTED_TO,
    ),
    place(
        "/school",
        "menu-school",
        "place-school",
        "graduation-cap",
        ManageSchool::GRANTED_TO,
    ),
    place(
        "/schools",
        "menu-schools",
        "place-schools",
        "building-2",
        &[Role::StoreKeeper, Role::Coordinator],
    ),
    place(
        "/trials",
        "menu-trials",
        "place-trials",
        "message-square",
        SeeTrials::GRANTED_TO,
    ),
    place(
        "/lending-rules",
        "menu-lending-rules",
        "place-lending-rules",
        "clipboard-list",
        SetLendingRules::GRANTED_TO,
    ),
    place(
        "/labels",
        "menu-labels",
        "place-labels",
        "tag",
        PrintLabels::GRANTED_TO,
    ),
    place(
        "/bench-tokens",
        "menu-bench-tokens",
        "place-bench-tokens",
        "key-round",
        ManageBenchTokens::GRANTED_TO,
    ),
    place(
        "/programmes",
        "menu-programmes",
        "place-programmes",
        "clipboard-list",
        SeeProgrammes::GRANTED_TO,
    ),
    place(
        "/calls",
        "menu-calls",
        "place-calls",
        "file-text",
        SeeCalls::GRANTED_TO,
    ),
    place(
        "/projects",
        "menu-projects",
        "place-projects",
        "file-text",
        AnswerCalls::GRANTED_TO,
    ),
    place(
        "/checklists",
        "menu-checklists",
        "place-checklists",
        "list-checks",
        ManageChecklists::GRANTED_TO,
    ),
    place(
        "/organisations",
        "menu-organisations",
        "place-organisations",
        "building-2",
        ManageOrganisations::GRANTED_TO,
    ),
    place(
        "/places",
        "menu-places",
        "place-places",
        "map-pin",
        KeepPlaces::GRANTED_TO,
    ),
    place(
        "/people",
        "menu-people",
        "place-people",
        "users",
        ManagePeople::GRANTED_TO,
    ),
    place(
        "/journal",
        "menu-journal",
        "place-journal",
        "scroll-text",
        SeeJournal::GRANTED_TO,
    ),
    place(
        "/outbox",
        "menu-outbox",
        "place-outbox",
        "mail",
        SeeOutbox::GRANTED_TO,
    ),
    place(
        "/recipients",
        "menu-recipients",
        "place-recipients",
        "user-round",
        ForgetRecipients::GRANTED_TO,
    ),
    place(
        "/rights",
        "menu-rights",
        "place-rights",
        "scroll-text",
        AnswerRights::GRANTED_TO,
    ),
    place(
        "/retention",
        "menu-retention",
        "place-retention",
        "hourglass",
        KeepRetention::GRANTED_TO,
    ),
    place(
        "/attachments",
        "menu-attachments",
        "place-attachments",
        "file-text",
        RemoveAttachments::GRANTED_TO,
    ),
    place(
        "/access-log",
        "menu-access-log",
        "place-access-log",
        "eye",
        SeeAccessLog::GRANTED_TO,
    ),
];

/// The places that need nothing but what a bench's session may do.
const AT_BENCH: &[&str] = &["/bench", "/reception", "/devices", "/counts", "/pallets"];

/// Where a role may begin; less of it at a bench.
pub fn places(role: Role, at_bench: bool) -> impl Iterator<Item = &'static Place> {
    PLACES
        .iter()
        .filter(move |place| place.roles.contains(&role))
        .filter(move |place| !at_bench || AT_BENCH.contains(&place.href))
}

/// The menu of a role, the place of `path` marked.
#[must_use]
pub fn of(role: Role, at_bench: bool, path: &str) -> Vec<MenuPart> {
    let path = path.split('?').next().unwrap_or_default();
    // Of two places one of which lies below the other, the page belongs to the nearer one.
    let here = places(role, at_bench)
        .map(|place| place.href)
        .filter(|href| path == *href || path.starts_with(&format!("{href}/")))
        .max_by_key(|href| href.len());
    let home = MenuPart {
        group: None,
        places: vec![MenuItem {
            href: "/",
            key: "menu-home",
            icon: "house",
            active: path == "/",
        }],
    };
    let parts = parts(role, at_bench).into_iter().map(|part| MenuPart {
        // A word over one place alone would only hide it.
        group: part
            .group
            .filter(|_| part.places.len() > 1)
            .map(|group| MenuGroup {
                key: group.key,
                icon: group.icon,
            }),
        places: part.places.iter().map(|place| item(place, here)).collect(),
    });
    std::iter::once(home).chain(parts).collect()
}

fn item(place: &Place, here: Option<&str>) -> MenuItem {
    MenuItem {
        href: place.href,
        key: place.key,
        icon: place.icon,
        active: here == Some(place.href),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(role: Role, path: &str) -> Vec<&'static str> {
        of(role, false, path)
            .iter()
            .flat_map(|part| &part.places)
            .filter(|item| item.active)
            .map(|item| item.href)
            .collect()
    }

    #[test]
    fn one_place_is_marked_the_nearest_above_the_page() {
        assert_eq!(marked(Role::Coordinator, "/"), ["/"]);
        assert_eq!(
            marked(Role::Coordinator, "/requests/7?done=request-sent"),
            ["/requests"]
        );
        assert_eq!(
            marked(Role::Prescriber, "/passes/letters/3"),
            ["/passes/letters"]
        );
        assert_eq!(marked(Role::Coordinator, "/account"), [""; 0]);
        // A place whose name begins like another's.
        assert_eq!(marked(Role::Coordinator, "/stock-at"), ["/stock-at"]);
    }

    #[test]
    fn a_long_menu_stands_in_groups_and_a_group_of_one_is_the_place_itself() {
        let of_finance = of(Role::Finance, false, "/exits");
        let groups: Vec<_> = of_finance
            .iter()
            .filter_map(|part| part.group.as_ref())
            .map(|group| group.key)
            .collect();
        assert_eq!(
            groups,
            [
                "menu-group-requests",
                "menu-group-training",
                "menu-group-stock",
                "menu-group-figures"
            ]
        );
        let here: Vec<_> = of_finance.iter().filter(|part| part.is_here()).collect();
        assert_eq!(here.len(), 1);
        let programmes = of_finance.last().unwrap();
        assert!(programmes.group.is_none());
        assert_eq!(programmes.places[0].href, "/programmes");
        // A short menu has none.
        assert!(
            of(Role::Clerk, false, "/")
                .iter()
                .all(|part| part.group.is_none())
        );
    }
}
