//! Who is served from which class, in order of priority. Pure; it knows neither requests nor devices.
//!
//! The sets of requests that can be served together are the independent sets of a (transversal) matroid. So taking
//! the requests in their order, each that can be served beside those taken before it, serves as many as any other
//! choice could, and nobody is left out for somebody who comes later. Whether one more can be served is found by an
//! augmenting path: somebody before moves to another class that suits them as well, and makes room.
//!
//! The search goes over classes, never over devices. Where it fails, whoever is served in the classes it reached can
//! only be served in these: nothing will ever move there again, and they are closed. So each failure is paid once.
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Gives each request of the queue, first come first, the class it is served from, or none.
///
/// `room` is how many each class holds. A wish is the classes that suit, the preferred first; `queue` names the wish
/// of each request. A request gets the first class of its wish that has room when its turn comes, and may be moved to
/// another one of its wish later, so that somebody else is served too.
#[must_use]
pub fn serve(room: &[usize], wishes: &[Vec<usize>], queue: &[usize]) -> Vec<Option<usize>> {
    let mut service = Service {
        wishes,
        classes: room.iter().map(|room| Class::of(*room)).collect(),
        served_from: vec![None; queue.len()],
    };
    for (request, wish) in queue.iter().enumerate() {
        service.take(request, *wish);
    }
    service.served_from
}

struct Service<'w> {
    wishes: &'w [Vec<usize>],
    classes: Vec<Class>,
    served_from: Vec<Option<usize>>,
}

struct Class {
    left: usize,
    /// Full for good.
    closed: bool,
    /// Who is served here, by their wish.
    served: BTreeMap<usize, BTreeSet<usize>>,
}

impl Class {
    fn of(room: usize) -> Self {
        Self {
            left: room,
            closed: false,
            served: BTreeMap::new(),
        }
    }
}

/// How the search came to a class.
#[derive(Clone, Copy)]
struct Step {
    /// The wish that has this class in it.
    wish: usize,
    /// The class somebody of that wish would leave for this one; none for the request whose turn it is.
    leaves: Option<usize>,
}

impl Service<'_> {
    /// Serves one more request, if it can be served beside all those before it.
    fn take(&mut self, request: usize, wish: usize) {
        let wishes = self.wishes;
        let has_room = |class: &&usize| self.classes[**class].left > 0;
        // Mostly there is room, and nobody has to move.
        if let Some(&class) = wishes[wish].iter().find(has_room) {
            self.classes[class].left -= 1;
            self.place(request, wish, class);
            return;
        }
        let mut steps: Vec<Option<Step>> = vec![None; self.classes.len()];
        let mut asked = vec![false; wishes.len()];
        asked[wish] = true;
        let mut next = VecDeque::from([Step { wish, leaves: None }]);
        while let Some(step) = next.pop_front() {
            for &class in &wishes[step.wish] {
                if steps[class].is_some() || self.classes[class].closed {
                    continue;
                }
                steps[class] = Some(step);
                if self.classes[class].left > 0 {
                    self.shift(request, class, &steps);
                    return;
                }
                for &wish in self.classes[class].served.keys() {
                    if !asked[wish] {
                        asked[wish] = true;
                        next.push_back(Step {
                            wish,
                            leaves: Some(class),
                        });
                    }
                }
            }
        }
        for (class, step) in self.classes.iter_mut().zip(&steps) {
            class.closed |= step.is_some();
        }
    }

    /// Moves everybody on the way back by one class, and serves the request where that made room.
    fn shift(&mut self, request: usize, with_room: usize, steps: &[Option<Step>]) {
        self.classes[with_room].left -= 1;
        let mut to = with_room;
        while let Some(Step { wish, leaves }) = steps[to] {
            let Some(from) = leaves else {
                self.place(request, wish, to);
                return;
            };
            let moved = self.leave(from, wish);
            self.place(moved, wish, to);
            to = from;
        }
    }

    fn place(&mut self, request: usize, wish: usize, class: usize) {
        self.served_from[request] = Some(class);
        let served = &mut self.classes[class].served;
        served.entry(wish).or_default().insert(request);
    }

    /// Takes out of a class the last in the queue who has this wish: who comes first keeps what they have.
    fn leave(&mut self, class: usize, wish: usize) -> usize {
        let served = &mut self.classes[class].served;
        let of_wish = served.get_mut(&wish);
        let last = of_wish.and_then(BTreeSet::pop_last);
        if served.get(&wish).is_some_and(BTreeSet::is_empty) {
            served.remove(&wish);
        }
        last.expect("a wish is asked in a class only where somebody has it")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn who_comes_first_is_served_first() {
        let wish = vec![vec![0]];
        assert_eq!(serve(&[2], &wish, &[0, 0, 0]), [Some(0), Some(0), None]);
        assert_eq!(serve(&[0], &wish, &[0]), [None]);
        assert_eq!(serve(&[], &[vec![]], &[0, 0]), [None, None]);
    }

    #[test]
    fn the_preferred_class_is_taken_while_it_has_room() {
        let wishes = [vec![1, 0]];
        assert_eq!(serve(&[5, 1], &wishes, &[0, 0]), [Some(1), Some(0)]);
    }

    #[test]
    fn somebody_moves_to_another_class_that_suits_so_that_one_more_is_served() {
        // The first may have either class, the second only the one that the first prefers.
        let wishes = [vec![0, 1], vec![0]];
        assert_eq!(serve(&[1, 1], &wishes, &[0, 1]), [Some(1), Some(0)]);
        // Two moves in a row, each by one class.
        let wishes = [vec![0, 1], vec![1, 2], vec![0]];
        assert_eq!(
            serve(&[1, 1, 1], &wishes, &[0, 1, 2]),
            [Some(1), Some(2), Some(0)]
        );
    }

    #[test]
    fn of_those_who_could_move_the_last_in_the_queue_does() {
        let wishes = [vec![0, 1], vec![0]];
        assert_eq!(
            serve(&[2, 1], &wishes, &[0, 0, 1]),
            [Some(0), Some(1), Some(0)]
        );
    }

    #[test]
    fn nobody_gives_up_what_they_have_for_somebody_later() {
        let wishes = [vec![0], vec![0, 1], vec![1]];
        assert_eq!(
            serve(&[1, 1], &wishes, &[0, 1, 2]),
            [Some(0), Some(1), None]
        );
        // A class that was closed stays so for the next, and another is still open.
        assert_eq!(
            serve(&[1, 2], &wishes, &[0, 0, 0, 1, 2, 2]),
            [Some(0), None, None, Some(1), Some(1), None]
        );
    }

    const CLASSES: usize = 4;

    /// Every set of four classes, in order.
    fn all_wishes() -> Vec<Vec<usize>> {
        (0_usize..1 << CLASSES)
            .map(|set| {
                (0..CLASSES)
                    .filter(|class| (set >> class) & 1 == 1)
                    .collect()
            })
            .collect()
    }

    /// Whether all of these can be served together, by trying everything.
    fn can_be_served(room: [usize; CLASSES], wishes: &[Vec<usize>], queue: &[usize]) -> bool {
        let Some((first, others)) = queue.split_first() else {
            return true;
        };
        wishes[*first].iter().any(|&class| {
            let mut left = room;
            left[class] > 0 && {
                left[class] -= 1;
                can_be_served(left, wishes, others)
            }
        })
    }

    proptest! {
        #[test]
        fn as_many_as_can_be_are_served_and_nobody_loses_to_a_lower_priority(
            room in proptest::array::uniform4(0_usize..3),
            queue in proptest::collection::vec(0_usize..1 << CLASSES, 0..7),
        ) {
            let wishes = all_wishes();
            let served = serve(&room, &wishes, &queue);
            // Each is served from a class of their wish, and no class gives more than it holds.
            for (wish, class) in queue.iter().zip(&served) {
                if let Some(class) = class {
                    prop_assert!(wishes[*wish].contains(class));
                }
            }
            for (class, room) in room.iter().enumerate() {
                let given = served.iter().filter(|from| **from == Some(class)).count();
                prop_assert!(given <= *room);
            }
            // No set that can be served is larger.
            let most = (0_u32..1 << queue.len())
                .filter(|set| {
                    let some: Vec<usize> = queue
                        .iter()
                        .enumerate()
                        .filter(|(place, _)| (set >> place) & 1 == 1)
                        .map(|(_, wish)| *wish)
                        .collect();
                    can_be_served(room, &wishes, &some)
                })
                .map(u32::count_ones)
                .max();
            let count = served.iter().flatten().count();
            prop_assert_eq!(Some(count), most.map(|most| most as usize));
            // Who is not served could not be, beside those served who come before.
            let mut before = Vec::new();
            for (wish, class) in queue.iter().zip(&served) {
                before.push(*wish);
                prop_assert_eq!(can_be_served(room, &wishes, &before), class.is_some());
                if class.is_none() {
                    before.pop();
                }
            }
        }
    }
}
