//! The figures, what each means, and what of them may be told.
pub mod carbon;
pub mod forecast;
pub mod hiding;
pub mod opinions;
pub mod periods;
pub mod publishing;

/// What is told of a programme. The order is the one of the page, the files and the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    Requests,
    People,
    Households,
    Organisations,
    Devices,
    Carbon,
    TrainedThemselves,
    TrainedBeside,
    Present,
    Absent,
    Participation,
    Served,
    Wait,
    Waivers,
    AppointmentsHeld,
    AppointmentsMissed,
    PassesGiven,
    WorkshopOpinions,
    WorkshopSatisfaction,
    WorkshopSilent,
    HandoverOpinions,
    HandoverSatisfaction,
    HandoverSilent,
    KitUserOpinions,
    KitUserSatisfaction,
    KitUserSilent,
    KitPrescriberOpinions,
    KitPrescriberSatisfaction,
    KitPrescriberSilent,
}

impl Figure {
    pub const ALL: [Self; 29] = [
        Self::Requests,
        Self::People,
        Self::Households,
        Self::Organisations,
        Self::Devices,
        Self::Carbon,
        Self::TrainedThemselves,
        Self::TrainedBeside,
        Self::Present,
        Self::Absent,
        Self::Participation,
        Self::Served,
        Self::Wait,
        Self::Waivers,
        Self::AppointmentsHeld,
        Self::AppointmentsMissed,
        Self::PassesGiven,
        Self::WorkshopOpinions,
        Self::WorkshopSatisfaction,
        Self::WorkshopSilent,
        Self::HandoverOpinions,
        Self::HandoverSatisfaction,
        Self::HandoverSilent,
        Self::KitUserOpinions,
        Self::KitUserSatisfaction,
        Self::KitUserSilent,
        Self::KitPrescriberOpinions,
        Self::KitPrescriberSatisfaction,
        Self::KitPrescriberSilent,
    ];

    /// Those shown side by side for several territories.
    pub const GLANCE: [Self; 6] = [
        Self::People,
        Self::Households,
        Self::Organisations,
        Self::Devices,
        Self::TrainedThemselves,
        Self::TrainedBeside,
    ];

    #[must_use]
    pub fn definition(self) -> &'static Definition {
        match self {
            Self::Requests => &REQUESTS,
            Self::People => &PEOPLE,
            Self::Households => &HOUSEHOLDS,
            Self::Organisations => &ORGANISATIONS,
            Self::Devices => &DEVICES,
            Self::Carbon => &CARBON,
            Self::TrainedThemselves => &TRAINED_THEMSELVES,
            Self::TrainedBeside => &TRAINED_BESIDE,
            Self::Present => &PRESENT,
            Self::Absent => &ABSENT,
            Self::Participation => &PARTICIPATION,
            Self::Served => &SERVED,
            Self::Wait => &WAIT,
            Self::Waivers => &WAIVERS,
            Self::AppointmentsHeld => &APPOINTMENTS_HELD,
            Self::AppointmentsMissed => &APPOINTMENTS_MISSED,
            Self::PassesGiven => &PASSES_GIVEN,
            Self::WorkshopOpinions => &opinions::WORKSHOP_OPINIONS,
            Self::WorkshopSatisfaction => &opinions::WORKSHOP_SATISFACTION,
            Self::WorkshopSilent => &opinions::WORKSHOP_SILENT,
            Self::HandoverOpinions => &opinions::HANDOVER_OPINIONS,
            Self::HandoverSatisfaction => &opinions::HANDOVER_SATISFACTION,
            Self::HandoverSilent => &opinions::HANDOVER_SILENT,
            Self::KitUserOpinions => &opinions::KIT_USER_OPINIONS,
            Self::KitUserSatisfaction => &opinions::KIT_USER_SATISFACTION,
            Self::KitUserSilent => &opinions::KIT_USER_SILENT,
            Self::KitPrescriberOpinions => &opinions::KIT_PRESCRIBER_OPINIONS,
            Self::KitPrescriberSatisfaction => &opinions::KIT_PRESCRIBER_SATISFACTION,
            Self::KitPrescriberSilent => &opinions::KIT_PRESCRIBER_SILENT,
        }
    }

    /// What the figure is made of, where it is no count itself: it is told where all of these are.
    #[must_use]
    pub fn made_of(self) -> Option<&'static [Self]> {
        match self {
            Self::Carbon => Some(&[Self::Devices]),
            Self::Participation => Some(&[Self::Present, Self::Absent]),
            Self::Wait => Some(&[Self::Served]),
            Self::WorkshopSatisfaction => Some(&[Self::WorkshopOpinions]),
            Self::WorkshopSilent => Some(&[Self::WorkshopOpinions, Self::Present]),
            Self::HandoverSatisfaction => Some(&[Self::HandoverOpinions]),
            Self::HandoverSilent => Some(&[Self::HandoverOpinions, Self::Devices]),
            Self::KitUserSatisfaction => Some(&[Self::KitUserOpinions]),
            Self::KitUserSilent => Some(&[Self::KitUserOpinions, Self::Devices]),
            Self::KitPrescriberSatisfaction => Some(&[Self::KitPrescriberOpinions]),
            Self::KitPrescriberSilent => Some(&[Self::KitPrescriberOpinions, Self::Devices]),
            Self::Requests
            | Self::People
            | Self::Households
            | Self::Organisations
            | Self::Devices
            | Self::TrainedThemselves
            | Self::TrainedBeside
            | Self::Present
            | Self::Absent
            | Self::Served
            | Self::Waivers
            | Self::AppointmentsHeld
            | Self::AppointmentsMissed
            | Self::PassesGiven
            | Self::WorkshopOpinions
            | Self::HandoverOpinions
            | Self::KitUserOpinions
            | Self::KitPrescriberOpinions => None,
        }
    }
}

/// How a figure is named, what it means, in what it is counted and where it is read.
#[derive(Debug, PartialEq, Eq)]
pub struct Definition {
    /// As the files name it; never changed.
    pub id: &'static str,
    pub key: &'static str,
    pub meaning: &'static str,
    pub unit: &'static str,
    /// The tables it is counted from.
    pub source: &'static str,
    pub list: List,
}

/// The list behind a figure, for who may see its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Requests,
    Fulfilled,
    Training,
    Devices,
    None,
}

const REQUESTS: Definition = Definition {
    id: "requests",
    key: "indicator-requests",
    meaning: "indicator-requests-meaning",
    unit: "indicator-unit-requests",
    source: "request.submitted_at",
    list: List::Requests,
};
const PEOPLE: Definition = Definition {
    id: "people-equipped",
    key: "indicator-people",
    meaning: "indicator-people-meaning",
    unit: "indicator-unit-people",
    source: "handover.handed_at, recipient.kind",
    list: List::Fulfilled,
};
const HOUSEHOLDS: Definition = Definition {
    id: "households-equipped",
    key: "indicator-households",
    meaning: "indicator-households-meaning",
    unit: "indicator-unit-households",
    source: "handover.handed_at, recipient.kind",
    list: List::Fulfilled,
};
const ORGANISATIONS: Definition = Definition {
    id: "organisations-equipped",
    key: "indicator-organisations",
    meaning: "indicator-organisations-meaning",
    unit: "indicator-unit-organisations",
    source: "handover.handed_at, recipient.kind",
    list: List::Fulfilled,
};
const DEVICES: Definition = Definition {
    id: "devices-handed-over",
    key: "indicator-devices",
    meaning: "indicator-devices-meaning",
    unit: "indicator-unit-devices",
    source: "handover.handed_at",
    list: List::Devices,
};
const CARBON: Definition = Definition {
    id: "co2e-avoided-at-most",
    key: "indicator-carbon",
    meaning: "indicator-carbon-meaning",
    unit: "indicator-unit-tonnes",
    source: "handover.handed_at, device.kind, backend/data/carbon.toml",
    list: List::None,
};
const TRAINED_THEMSELVES: Definition = Definition {
    id: "trained-themselves",
    key: "indicator-trained-themselves",
    meaning: "indicator-trained-themselves-meaning",
    unit: "indicator-unit-people",
    source: "enrolment.attested_at, learner.relation",
    list: List::Training,
};
const TRAINED_BESIDE: Definition = Definition {
    id: "trained-beside",
    key: "indicator-trained-beside",
    meaning: "indicator-trained-beside-meaning",
    unit: "indicator-unit-people",
    source: "enrolment.attested_at, learner.relation",
    list: List::Training,
};
const PRESENT: Definition = Definition {
    id: "places-taken-up",
    key: "indicator-present",
    meaning: "indicator-present-meaning",
    unit: "indicator-unit-places",
    source: "attendance.state, training_session.starts_at",
    list: List::Training,
};
const ABSENT: Definition = Definition {
    id: "places-missed",
    key: "indicator-absent",
    meaning: "indicator-absent-meaning",
    unit: "indicator-unit-places",
    source: "attendance.state, training_session.starts_at",
    list: List::Training,
};
const PARTICIPATION: Definition = Definition {
    id: "participation",
    key: "indicator-participation",
    meaning: "indicator-participation-meaning",
    unit: "indicator-unit-percent",
    source: "attendance.state, training_session.starts_at",
    list: List::Training,
};
const SERVED: Definition = Definition {
    id: "requests-served",
    key: "indicator-served",
    meaning: "indicator-served-meaning",
    unit: "indicator-unit-requests",
    source: "request.closed_at",
    list: List::Fulfilled,
};
const WAIT: Definition = Definition {
    id: "median-wait",
    key: "indicator-wait",
    meaning: "indicator-wait-meaning",
    unit: "indicator-unit-days",
    source: "request.submitted_at, request.closed_at",
    list: List::Fulfilled,
};
const WAIVERS: Definition = Definition {
    id: "waivers",
    key: "indicator-waivers",
    meaning: "indicator-waivers-meaning",
    unit: "indicator-unit-waivers",
    source: "clearance.basis, clearance.issued_at",
    list: List::None,
};

const APPOINTMENTS_HELD: Definition = Definition {
    id: "appointments-held",
    key: "indicator-appointments-held",
    meaning: "indicator-appointments-held-meaning",
    unit: "indicator-unit-appointments",
    source: "appointment.state, appointment.starts_at",
    list: List::None,
};
const APPOINTMENTS_MISSED: Definition = Definition {
    id: "appointments-missed",
    key: "indicator-appointments-missed",
    meaning: "indicator-appointments-missed-meaning",
    unit: "indicator-unit-appointments",
    source: "appointment.state, appointment.starts_at",
    list: List::None,
};
const PASSES_GIVEN: Definition = Definition {
    id: "pass-grants",
    key: "indicator-passes-given",
    meaning: "indicator-passes-given-meaning",
    unit: "indicator-unit-grants",
    source: "pass_grant.given_at",
    list: List::None,
};

/// The middle one; of two, the longer: rather too long than too short.
#[must_use]
pub fn median(mut values: Vec<i64>) -> Option<i64> {
    values.sort_unstable();
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_figure_has_a_name_of_its_own() {
        let ids: BTreeSet<&str> = Figure::ALL.map(|figure| figure.definition().id).into();
        assert_eq!(ids.len(), Figure::ALL.len());
        assert!(Figure::ALL.is_sorted());
        let counts = Figure::GLANCE.map(Figure::made_of);
        assert!(counts.iter().all(Option::is_none));
    }

    #[test]
    fn of_two_middle_values_the_longer_is_taken() {
        let cases = [
            (vec![], None),
            (vec![3], Some(3)),
            (vec![9, 1], Some(9)),
            (vec![9, 1, 4], Some(4)),
            (vec![1, 2, 3, 4], Some(3)),
        ];
        for (values, expected) in cases {
            assert_eq!(median(values), expected);
        }
    }
}
