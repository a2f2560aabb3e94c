//! Where a role's menu is long, its places stand in groups. What stands in none is what one comes for every day, and
//! stays in the menu itself.
use super::{Place, places};
use entities::membership::Role;

/// Several places under one word.
pub struct Group {
    pub key: &'static str,
    pub icon: &'static str,
    places: &'static [&'static str],
}

/// The places of a group, or those that stand in the menu itself.
pub struct Part {
    pub group: Option<&'static Group>,
    pub places: Vec<&'static Place>,
}

/// So many places are found at a glance.
const FLAT_UP_TO: usize = 9;

const GROUPS: &[Group] = &[
    Group {
        key: "menu-group-requests",
        icon: "inbox",
        places: &[
            "/requests",
            "/allocation",
            "/prescribing",
            "/calls",
            "/projects",
            "/internet",
            "/prepaid",
        ],
    },
    Group {
        key: "menu-group-training",
        icon: "graduation-cap",
        places: &[
            "/training",
            "/competence",
            "/passes",
            "/passes/letters",
            "/passes/use",
        ],
    },
    Group {
        key: "menu-group-stock",
        icon: "package",
        places: &[
            "/devices",
            "/lots",
            "/boxes",
            "/labels",
            "/transfers",
            "/counts",
            "/pallets",
            "/exits",
        ],
    },
    Group {
        key: "menu-group-workshop",
        icon: "wrench",
        places: &[
            "/team",
            "/parts",
            "/supplies",
            "/hours",
            "/capacity",
            "/checklists",
            "/bench-tokens",
        ],
    },
    Group {
        key: "menu-group-lending",
        icon: "book-open",
        places: &[
            "/catalogue",
            "/loans",
            "/trials",
            "/school",
            "/schools",
            "/lending-rules",
        ],
    },
    Group {
        key: "menu-group-figures",
        icon: "gauge",
        places: &[
            "/indicators",
            "/diagnosis",
            "/stock-at",
            "/accounting",
            "/funds",
            "/journal",
        ],
    },
    Group {
        key: "menu-group-personal",
        icon: "lock",
        places: &[
            "/recipients",
            "/rights",
            "/retention",
            "/attachments",
            "/access-log",
        ],
    },
    Group {
        key: "menu-group-settings",
        icon: "settings",
        places: &[
            "/programmes",
            "/organisations",
            "/places",
            "/people",
            "/outbox",
        ],
    },
];

/// What a role's menu offers, part by part; one part alone where it is short.
#[must_use]
pub fn parts(role: Role, at_bench: bool) -> Vec<Part> {
    let all: Vec<_> = places(role, at_bench).collect();
    let group = |group: &'static Group| Part {
        group: Some(group),
        places: group
            .places
            .iter()
            .filter_map(|href| all.iter().copied().find(|place| place.href == *href))
            .collect(),
    };
    let mut parts: Vec<Part> = Vec::new();
    if all.len() > FLAT_UP_TO {
        parts.extend(GROUPS.iter().map(group));
    }
    let grouped: Vec<_> = parts
        .iter()
        .flat_map(|part| &part.places)
        .copied()
        .collect();
    let daily = all
        .iter()
        .copied()
        .filter(|place| grouped.iter().all(|other| other.href != place.href))
        .collect();
    parts.insert(
        0,
        Part {
            group: None,
            places: daily,
        },
    );
    parts.retain(|part| !part.places.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::{super::PLACES, *};
    use sea_orm::Iterable;

    #[test]
    fn a_group_holds_places_that_exist_each_in_one_group_only() {
        let mut seen = Vec::new();
        for href in GROUPS.iter().flat_map(|group| group.places) {
            assert!(
                PLACES.iter().any(|place| place.href == *href),
                "{href} is no place of the menu"
            );
            assert!(!seen.contains(href), "{href} stands in two groups");
            seen.push(*href);
        }
    }

    #[test]
    fn no_role_has_more_in_sight_than_a_glance_takes_in_and_nothing_is_lost_or_offered_twice() {
        for role in Role::iter() {
            for at_bench in [false, true] {
                let parts = parts(role, at_bench);
                let in_sight: usize = parts
                    .iter()
                    .map(|part| part.group.map_or(part.places.len(), |_| 1))
                    .sum();
                assert!(
                    in_sight <= FLAT_UP_TO,
                    "{role:?} has {in_sight} entries in sight: put a new place into a group"
                );
                let mut offered: Vec<_> = parts
                    .iter()
                    .flat_map(|part| &part.places)
                    .map(|place| place.href)
                    .collect();
                let mut all: Vec<_> = places(role, at_bench).map(|place| place.href).collect();
                offered.sort_unstable();
                all.sort_unstable();
                assert_eq!(offered, all, "{role:?}");
            }
        }
    }
}
