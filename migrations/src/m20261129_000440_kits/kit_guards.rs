//! What no statement gets round: a part is in one kit, a kit and its parts are never on two loans at once, and a kit
//! goes out and comes back counted.
use crate::guards::Guard;

/// As the lending library put it up: only the piece of the loan itself leaves with it.
pub const LENT_BEFORE: [Guard; 1] = [Guard {
    name: "device_lent",
    on: "UPDATE OF loan_id ON device",
    when: "NEW.loan_id IS NOT NULL",
    forbidden: "(OLD.loan_id IS NOT NULL AND OLD.loan_id <> NEW.loan_id) OR NOT EXISTS \
         (SELECT 1 FROM loan l WHERE l.id = NEW.loan_id AND l.device_id = NEW.id AND l.state = 'out')",
    says: "the device leaves with a loan that is out, and is its own",
}];

/// The same, and the parts of a kit leave with it, but for those that are missing.
pub const LENT: [Guard; 1] = [Guard {
    name: "device_lent",
    on: "UPDATE OF loan_id ON device",
    when: "NEW.loan_id IS NOT NULL",
    forbidden: "(OLD.loan_id IS NOT NULL AND OLD.loan_id <> NEW.loan_id) OR NOT EXISTS \
         (SELECT 1 FROM loan l WHERE l.id = NEW.loan_id AND l.state = 'out' AND (l.device_id = NEW.id OR EXISTS \
         (SELECT 1 FROM kit_part p WHERE p.kit_id = l.device_id AND p.device_id = NEW.id \
         AND p.removed_on IS NULL AND p.missing = 0)))",
    says: "the device leaves with a loan that is out, and is its own or a part of its kit",
}];

// One that was taken off its kit while it was out with it has still to come back.
const NEVER_ALONE: &str = "EXISTS (SELECT 1 FROM kit_part p JOIN device d ON d.id = p.device_id \
     LEFT JOIN loan l ON l.id = d.loan_id WHERE p.device_id = NEW.device_id AND NOT p.alone \
     AND (p.removed_on IS NULL OR (l.device_id = p.kit_id AND NOT EXISTS (SELECT 1 FROM kit_part q \
     WHERE q.device_id = p.device_id AND q.removed_on IS NULL))))";
const NEVER_ALONE_SAYS: &str = "this part is lent with its kit only";

pub const GUARDS: [Guard; 12] = [
    Guard {
        name: "kit_part_new",
        on: "INSERT ON kit_part",
        when: "1 = 1",
        forbidden: "NOT EXISTS (SELECT 1 FROM device k WHERE k.id = NEW.kit_id AND k.item_id IS NOT NULL AND k.loan_id IS NULL) \
             OR EXISTS (SELECT 1 FROM kit_part p WHERE p.device_id = NEW.kit_id AND p.removed_on IS NULL) \
             OR (NEW.device_id IS NOT NULL AND (EXISTS (SELECT 1 FROM kit_part p WHERE p.kit_id = NEW.device_id \
             AND p.removed_on IS NULL) OR NOT EXISTS (SELECT 1 FROM device d JOIN device k ON k.id = NEW.kit_id \
             WHERE d.id = NEW.device_id AND d.stage = 'ready' AND d.loan_id IS NULL \
             AND ((NEW.alone AND d.item_id <> k.item_id) OR (NOT NEW.alone AND d.item_id = k.item_id)))))",
        says: "a part is a ready piece of the library, in one kit, and no kit itself",
    },
    // Days that are taken already were taken without it: a kit that gains a part lent alone has none ahead.
    Guard {
        name: "kit_part_days",
        on: "INSERT ON kit_part",
        when: "NEW.device_id IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM piece_day b WHERE b.day >= NEW.added_on AND (b.device_id = NEW.device_id \
             OR (NEW.alone AND b.device_id = NEW.kit_id)))",
        says: "days of this part are taken already",
    },
    Guard {
        name: "kit_part_stays",
        on: "UPDATE ON kit_part",
        when: "1 = 1",
        forbidden: "OLD.removed_on IS NOT NULL OR NEW.kit_id <> OLD.kit_id OR NEW.kind <> OLD.kind \
             OR COALESCE(NEW.device_id, 0) <> COALESCE(OLD.device_id, 0) OR NEW.expected <> OLD.expected \
             OR NEW.alone <> OLD.alone OR NEW.essential <> OLD.essential",
        says: "a part is taken off and added again, never made another",
    },
    Guard {
        name: "kit_part_kept",
        on: "DELETE ON kit_part",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "a part that was in a kit is remembered",
    },
    Guard {
        name: "device_of_a_kit_leaves",
        on: "UPDATE OF item_id ON device",
        when: "OLD.item_id IS NOT NULL AND (NEW.item_id IS NULL OR NEW.item_id <> OLD.item_id)",
        forbidden: "EXISTS (SELECT 1 FROM kit_part p WHERE p.removed_on IS NULL AND (p.device_id = OLD.id OR p.kit_id = OLD.id)) \
             OR EXISTS (SELECT 1 FROM kit_part p JOIN device d ON d.id = p.device_id JOIN loan l ON l.id = d.loan_id \
             WHERE p.kit_id = OLD.id AND l.device_id = OLD.id)",
        says: "a kit is taken apart, and its parts are back, before it leaves the library",
    },
    Guard {
        name: "loan_of_a_part",
        on: "INSERT ON loan",
        when: "1 = 1",
        forbidden: NEVER_ALONE,
        says: NEVER_ALONE_SAYS,
    },
    Guard {
        name: "loan_of_a_part_instead",
        on: "UPDATE OF device_id ON loan",
        when: "NEW.device_id <> OLD.device_id",
        forbidden: NEVER_ALONE,
        says: NEVER_ALONE_SAYS,
    },
    // A kit and a part that is lent alone cannot have a day each: both need the part's one row of that day.
    Guard {
        name: "piece_day_of_a_kit",
        on: "INSERT ON piece_day",
        when: "1 = 1",
        forbidden: "EXISTS (SELECT 1 FROM kit_part p WHERE p.kit_id = NEW.device_id AND p.alone AND p.removed_on IS NULL \
             AND NOT EXISTS (SELECT 1 FROM part_day b WHERE b.device_id = p.device_id AND b.day = NEW.day \
             AND b.loan_id = NEW.loan_id)) \
             OR EXISTS (SELECT 1 FROM kit_part p WHERE p.device_id = NEW.device_id AND p.alone AND p.removed_on IS NULL \
             AND NOT EXISTS (SELECT 1 FROM part_day b WHERE b.device_id = p.device_id AND b.day = NEW.day \
             AND b.loan_id = NEW.loan_id))",
        says: "the parts of a kit are taken on the days of the kit",
    },
    Guard {
        name: "part_day_stays",
        on: "UPDATE ON part_day",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "a day is taken or given back, never moved",
    },
    Guard {
        name: "part_day_kept",
        on: "DELETE ON part_day",
        when: "1 = 1",
        forbidden: "EXISTS (SELECT 1 FROM piece_day b JOIN kit_part p ON p.device_id = OLD.device_id AND p.alone \
             AND p.removed_on IS NULL AND (p.kit_id = b.device_id OR p.device_id = b.device_id) \
             WHERE b.loan_id = OLD.loan_id AND b.day = OLD.day)",
        says: "the loan still has that day",
    },
    Guard {
        name: "kit_goes_out",
        on: "UPDATE OF state ON loan",
        when: "NEW.state = 'out' AND OLD.state <> 'out'",
        forbidden: "EXISTS (SELECT 1 FROM kit_part p WHERE p.kit_id = NEW.device_id AND p.removed_on IS NULL AND \
             ((p.essential AND p.missing > 0) OR NOT EXISTS (SELECT 1 FROM kit_check c WHERE c.loan_id = NEW.id \
             AND c.moment = 'out' AND c.kit_id = NEW.device_id)))",
        says: "a kit goes out counted, with what it is not lent without",
    },
    // Nothing is whole that lacks a part, and no part stays behind without being declared missing.
    Guard {
        name: "kit_comes_back",
        on: "UPDATE OF state, complete, completed_on ON loan",
        when: "NEW.state = 'returned'",
        forbidden: "EXISTS (SELECT 1 FROM kit_part p WHERE p.kit_id = NEW.device_id AND p.removed_on IS NULL AND \
             ((OLD.state <> 'returned' AND NOT EXISTS (SELECT 1 FROM kit_check c WHERE c.loan_id = NEW.id \
             AND c.moment = 'in' AND c.kit_id = NEW.device_id)) \
             OR (p.missing > 0 AND p.kind <> 'consumable' AND (NEW.complete OR NEW.completed_on IS NOT NULL) \
             AND (OLD.state <> 'returned' OR OLD.completed_on IS NULL)) \
             OR (OLD.state <> 'returned' AND p.missing = 0 AND EXISTS (SELECT 1 FROM device d \
             WHERE d.id = p.device_id AND d.loan_id = NEW.id))))",
        says: "a kit comes back counted, and is complete when nothing is missing",
    },
];
