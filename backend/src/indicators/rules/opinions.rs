//! What people said of a workshop, a handover or a kit: how many opinions, their mean, and how many kept silent.
use super::{Definition, Figure, List};
use crate::competence::rules::figures::missing_percent;

/// The figure that counts the opinions whose mean another tells.
#[must_use]
pub fn counted_by(figure: Figure) -> Option<Figure> {
    match figure {
        Figure::WorkshopSatisfaction => Some(Figure::WorkshopOpinions),
        Figure::HandoverSatisfaction => Some(Figure::HandoverOpinions),
        Figure::KitUserSatisfaction => Some(Figure::KitUserOpinions),
        Figure::KitPrescriberSatisfaction => Some(Figure::KitPrescriberOpinions),
        Figure::Requests
        | Figure::People
        | Figure::Households
        | Figure::Organisations
        | Figure::Devices
        | Figure::Carbon
        | Figure::TrainedThemselves
        | Figure::TrainedBeside
        | Figure::Present
        | Figure::Absent
        | Figure::Participation
        | Figure::Served
        | Figure::Wait
        | Figure::Waivers
        | Figure::AppointmentsHeld
        | Figure::AppointmentsMissed
        | Figure::PassesGiven
        | Figure::WorkshopOpinions
        | Figure::WorkshopSilent
        | Figure::HandoverOpinions
        | Figure::HandoverSilent
        | Figure::KitUserOpinions
        | Figure::KitUserSilent
        | Figure::KitPrescriberOpinions
        | Figure::KitPrescriberSilent => None,
    }
}

/// What answers add up to, and how many they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Points {
    pub sum: i64,
    pub answers: i64,
}

impl Points {
    /// Tenths of a point from 1 to 4, rounded to the nearest.
    #[must_use]
    pub fn mean(self) -> Option<i64> {
        (self.answers > 0).then(|| (self.sum * 10 + self.answers / 2) / self.answers)
    }
}

impl std::iter::Sum for Points {
    fn sum<I: Iterator<Item = Self>>(points: I) -> Self {
        points.fold(Self::default(), |all, one| Self {
            sum: all.sum + one.sum,
            answers: all.answers + one.answers,
        })
    }
}

/// How many of a hundred kept silent; nothing where nobody was to be asked. Opinions of the quarter before may be among
/// those given: then nobody kept silent.
#[must_use]
pub fn silent(opinions: i64, occasions: i64) -> Option<i64> {
    let opinions = u32::try_from(opinions).ok()?;
    let occasions = u32::try_from(occasions).ok().filter(|count| *count > 0)?;
    Some(i64::from(missing_percent(opinions, occasions)))
}

pub const WORKSHOP_OPINIONS: Definition = Definition {
    id: "workshop-opinions",
    key: "indicator-workshop-opinions",
    meaning: "indicator-opinions-meaning",
    unit: "indicator-unit-opinions",
    source: "opinion.kind, opinion.quarter",
    list: List::None,
};
pub const WORKSHOP_SATISFACTION: Definition = Definition {
    id: "workshop-satisfaction",
    key: "indicator-workshop-satisfaction",
    meaning: "indicator-satisfaction-meaning",
    unit: "indicator-unit-of-four",
    source: "opinion_answer.value",
    list: List::None,
};
pub const WORKSHOP_SILENT: Definition = Definition {
    id: "workshop-silent",
    key: "indicator-workshop-silent",
    meaning: "indicator-silent-meaning",
    unit: "indicator-unit-percent",
    source: "opinion, attendance.state",
    list: List::None,
};
pub const HANDOVER_OPINIONS: Definition = Definition {
    id: "handover-opinions",
    key: "indicator-handover-opinions",
    meaning: "indicator-opinions-meaning",
    unit: "indicator-unit-opinions",
    source: "opinion.kind, opinion.quarter",
    list: List::None,
};
pub const HANDOVER_SATISFACTION: Definition = Definition {
    id: "handover-satisfaction",
    key: "indicator-handover-satisfaction",
    meaning: "indicator-satisfaction-meaning",
    unit: "indicator-unit-of-four",
    source: "opinion_answer.value",
    list: List::None,
};
pub const HANDOVER_SILENT: Definition = Definition {
    id: "handover-silent",
    key: "indicator-handover-silent",
    meaning: "indicator-silent-meaning",
    unit: "indicator-unit-percent",
    source: "opinion, handover.handed_at",
    list: List::None,
};
pub const KIT_USER_OPINIONS: Definition = Definition {
    id: "kit-user-opinions",
    key: "indicator-kit-user-opinions",
    meaning: "indicator-opinions-meaning",
    unit: "indicator-unit-opinions",
    source: "opinion.kind, opinion.quarter",
    list: List::None,
};
pub const KIT_USER_SATISFACTION: Definition = Definition {
    id: "kit-user-satisfaction",
    key: "indicator-kit-user-satisfaction",
    meaning: "indicator-satisfaction-meaning",
    unit: "indicator-unit-of-four",
    source: "opinion_answer.value",
    list: List::None,
};
pub const KIT_USER_SILENT: Definition = Definition {
    id: "kit-user-silent",
    key: "indicator-kit-user-silent",
    meaning: "indicator-silent-meaning",
    unit: "indicator-unit-percent",
    source: "opinion, handover.handed_at",
    list: List::None,
};
pub const KIT_PRESCRIBER_OPINIONS: Definition = Definition {
    id: "kit-prescriber-opinions",
    key: "indicator-kit-prescriber-opinions",
    meaning: "indicator-opinions-meaning",
    unit: "indicator-unit-opinions",
    source: "opinion.kind, opinion.quarter",
    list: List::None,
};
pub const KIT_PRESCRIBER_SATISFACTION: Definition = Definition {
    id: "kit-prescriber-satisfaction",
    key: "indicator-kit-prescriber-satisfaction",
    meaning: "indicator-satisfaction-meaning",
    unit: "indicator-unit-of-four",
    source: "opinion_answer.value",
    list: List::None,
};
pub const KIT_PRESCRIBER_SILENT: Definition = Definition {
    id: "kit-prescriber-silent",
    key: "indicator-kit-prescriber-silent",
    meaning: "indicator-silent-meaning",
    unit: "indicator-unit-percent",
    source: "opinion, handover.handed_at",
    list: List::None,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_told_to_the_tenth() {
        let of = |sum, answers| Points { sum, answers }.mean();
        assert_eq!(of(0, 0), None);
        assert_eq!(
            [of(20, 5), of(16, 5), of(7, 2), of(10, 3)],
            [40, 32, 35, 33].map(Some)
        );
        let all: Points = [(16, 5), (4, 5)]
            .map(|(sum, answers)| Points { sum, answers })
            .into_iter()
            .sum();
        assert_eq!(all.mean(), Some(20));
    }

    #[test]
    fn who_kept_silent_is_a_share_of_who_could_be_asked() {
        let cases = [(0, 0), (0, 8), (6, 8), (8, 8), (9, 8)];
        let said = cases.map(|(opinions, occasions)| silent(opinions, occasions));
        assert_eq!(said, [None, Some(100), Some(25), Some(0), Some(0)]);
    }
}
