//! What a coordinator does to a draft. Pure: questions in, questions out, always in the order of their steps.
use crate::workshop::checklists::{Item, ItemId};
use entities::checklist_answer::Step;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// Adds a question at the end of its step.
pub fn add(items: &mut Vec<Item>, item: Item) {
    let end = items.partition_point(|known| known.step <= item.step);
    items.insert(end, item);
}

/// Puts a question in the place of the one of its name; in another step, at its end. None if there is none.
#[must_use]
pub fn change(items: &mut Vec<Item>, item: Item) -> Option<()> {
    let at = place(items, &item.id)?;
    if items[at].step == item.step {
        items[at] = item;
    } else {
        items.remove(at);
        add(items, item);
    }
    Some(())
}

/// Moves a question past its neighbour of the same step. None if there is none.
#[must_use]
pub fn shift(items: &mut [Item], id: &ItemId, direction: Direction) -> Option<()> {
    let at = place(items, id)?;
    let to = match direction {
        Direction::Up => at.checked_sub(1)?,
        Direction::Down => at + 1,
    };
    (items.get(to)?.step == items[at].step).then(|| items.swap(at, to))
}

/// Takes a question away. None if there is none.
#[must_use]
pub fn remove(items: &mut Vec<Item>, id: &ItemId) -> Option<()> {
    let at = place(items, id)?;
    items.remove(at);
    Some(())
}

fn place(items: &[Item], id: &ItemId) -> Option<usize> {
    items.iter().position(|item| item.id == *id)
}

/// A name for a new question, of its step and a number: no version of the list has used it, so that no old
/// answer is ever taken for one to it.
#[must_use]
pub fn new_id(step: Step, used: impl Fn(&ItemId) -> bool) -> ItemId {
    let step = match step {
        Step::Triage => "triage",
        Step::Refurbishment => "refurbishment",
        Step::QualityCheck => "check",
    };
    let mut number = 1;
    loop {
        let id = ItemId(format!("{step}-{number}"));
        if !used(&id) {
            return id;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workshop::checklists::shipped;
    use entities::device::DeviceKind;

    fn id(text: &str) -> ItemId {
        ItemId(text.to_owned())
    }

    fn names(items: &[Item]) -> Vec<&str> {
        items.iter().map(|item| item.id.0.as_str()).collect()
    }

    fn screen() -> Vec<Item> {
        shipped::list(DeviceKind::Screen).to_vec()
    }

    #[test]
    fn a_question_goes_to_the_end_of_its_step() {
        let mut items = screen();
        let added = Item {
            id: id("triage-1"),
            ..items[0].clone()
        };
        add(&mut items, added);
        assert!(items.is_sorted_by_key(|item| item.step));
        let triage: Vec<&str> = names(&items)
            .into_iter()
            .skip_while(|name| *name != "damage-photo")
            .take(3)
            .collect();
        assert_eq!(triage, ["damage-photo", "triage-1", "pixels"]);
    }

    #[test]
    fn a_question_that_changes_its_step_goes_to_the_end_of_the_other() {
        let mut items = screen();
        let moved = Item {
            step: Step::QualityCheck,
            ..items[1].clone()
        };
        assert_eq!(change(&mut items, moved), Some(()));
        assert_eq!(names(&items).last(), Some(&"powers-on"));
        assert!(items.is_sorted_by_key(|item| item.step));
    }

    #[test]
    fn a_question_moves_past_its_neighbours_and_never_out_of_its_step() {
        let mut items = screen();
        assert_eq!(shift(&mut items, &id("label-matches"), Direction::Up), None);
        assert_eq!(
            shift(&mut items, &id("label-matches"), Direction::Down),
            Some(())
        );
        assert_eq!(names(&items)[..2], ["powers-on", "label-matches"]);
        assert_eq!(
            shift(&mut items, &id("damage-photo"), Direction::Down),
            None
        );
        assert_eq!(shift(&mut items, &id("pixels"), Direction::Up), None);
        assert_eq!(
            shift(&mut items, &id("look-checked"), Direction::Down),
            None
        );
        assert_eq!(shift(&mut items, &id("nothing"), Direction::Up), None);
    }

    #[test]
    fn a_name_that_any_version_used_is_not_used_again() {
        let used = [id("triage-1"), id("triage-2")];
        assert_eq!(new_id(Step::Triage, |id| used.contains(id)), id("triage-3"));
        assert_eq!(new_id(Step::QualityCheck, |_| false), id("check-1"));
    }
}
