//! What no statement gets round: a loan goes out with a live clearance, on days of its own, with a piece that is
//! here; a piece on loan is nowhere else, and comes back before its loan ends.
use crate::guards::Guard;

const PROMISED: &str =
    "EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.item_id IS NOT NULL)";
const PROMISED_SAYS: &str = "the device is a piece of the lending library";

pub const GUARDS: [Guard; 18] = [
    // One stock: what is lent is promised to nobody, and the other way round.
    Guard {
        name: "request_of_a_piece_new",
        on: "INSERT ON request",
        when: "NEW.state = 'allocated' AND NEW.device_id IS NOT NULL",
        forbidden: PROMISED,
        says: PROMISED_SAYS,
    },
    Guard {
        name: "request_of_a_piece",
        on: "UPDATE OF device_id, state ON request",
        when: "NEW.state = 'allocated' AND NEW.device_id IS NOT NULL",
        forbidden: PROMISED,
        says: PROMISED_SAYS,
    },
    Guard {
        name: "device_new_in_library",
        on: "INSERT ON device",
        when: "NEW.item_id IS NOT NULL OR NEW.loan_id IS NOT NULL",
        forbidden: "1 = 1",
        says: "a device comes in before it is lent",
    },
    Guard {
        name: "device_joins_library",
        on: "UPDATE OF item_id ON device",
        when: "NEW.item_id IS NOT NULL AND (OLD.item_id IS NULL OR OLD.item_id <> NEW.item_id)",
        forbidden: "NEW.stage <> 'ready' OR NEW.transfer_id IS NOT NULL \
             OR NOT EXISTS (SELECT 1 FROM catalogue_item i WHERE i.id = NEW.item_id AND i.site_id = NEW.site_id) \
             OR EXISTS (SELECT 1 FROM request r WHERE r.device_id = NEW.id AND r.state = 'allocated')",
        says: "a piece is a ready device of the store, promised to nobody",
    },
    Guard {
        name: "device_leaves_library",
        on: "UPDATE OF item_id ON device",
        when: "OLD.item_id IS NOT NULL AND (NEW.item_id IS NULL OR NEW.item_id <> OLD.item_id)",
        forbidden: "EXISTS (SELECT 1 FROM loan l WHERE l.device_id = OLD.id \
             AND l.state IN ('requested', 'reserved', 'prepared', 'out'))",
        says: "the piece has a loan",
    },
    Guard {
        name: "device_of_library_ceded",
        on: "UPDATE OF cession_id ON device",
        when: "NEW.cession_id IS NOT NULL",
        forbidden: "OLD.item_id IS NOT NULL OR NEW.item_id IS NOT NULL",
        says: PROMISED_SAYS,
    },
    Guard {
        name: "device_lent",
        on: "UPDATE OF loan_id ON device",
        when: "NEW.loan_id IS NOT NULL",
        forbidden: "(OLD.loan_id IS NOT NULL AND OLD.loan_id <> NEW.loan_id) OR NOT EXISTS \
             (SELECT 1 FROM loan l WHERE l.id = NEW.loan_id AND l.device_id = NEW.id AND l.state = 'out')",
        says: "the device leaves with a loan that is out, and is its own",
    },
    // Laws 2 and 3: it comes back somewhere, and what can hold data is quarantined, in a new stay.
    Guard {
        name: "device_back_from_loan",
        on: "UPDATE OF loan_id ON device",
        when: "OLD.loan_id IS NOT NULL AND NEW.loan_id IS NULL",
        forbidden: "NEW.site_id IS NULL OR (OLD.holds_data AND (NEW.stage <> 'received' OR NEW.stay <= OLD.stay))",
        says: "what can hold data comes back to be erased",
    },
    Guard {
        name: "device_on_loan_stays",
        on: "UPDATE OF stay, holds_data, item_id ON device",
        when: "OLD.loan_id IS NOT NULL AND NEW.loan_id IS NOT NULL",
        forbidden: "NEW.stay <> OLD.stay OR NEW.holds_data <> OLD.holds_data OR NEW.item_id <> OLD.item_id",
        says: "nothing is done with a device on loan but to take it back",
    },
    Guard {
        name: "loan_begins_reserved",
        on: "INSERT ON loan",
        when: "1 = 1",
        forbidden: "NEW.state NOT IN ('requested', 'reserved') OR NOT EXISTS (SELECT 1 FROM device d \
             WHERE d.id = NEW.device_id AND d.item_id = NEW.item_id AND d.stage = 'ready')",
        says: "a loan begins with a piece of its item that can be lent",
    },
    // Law 1, and no two loans of a piece at once.
    Guard {
        name: "loan_goes_out",
        on: "UPDATE OF state ON loan",
        when: "NEW.state = 'out' AND OLD.state <> 'out'",
        forbidden: "OLD.state <> 'prepared' OR NOT EXISTS (SELECT 1 FROM loan_clearance c WHERE c.id = NEW.clearance_id \
             AND c.account_id = NEW.account_id AND c.item_id = NEW.item_id AND c.valid_until >= NEW.out_on) \
             OR NOT EXISTS (SELECT 1 FROM device d WHERE d.id = NEW.device_id AND d.item_id = NEW.item_id \
             AND d.stage = 'ready' AND d.site_id = NEW.site_id AND d.loan_id IS NULL)",
        says: "a loan goes out with a clearance of its borrower and a piece that is here",
    },
    Guard {
        name: "loan_owns_its_days",
        on: "UPDATE ON loan",
        when: "NEW.state = 'out'",
        forbidden: "(SELECT COUNT(*) FROM piece_day p WHERE p.loan_id = NEW.id AND p.device_id = NEW.device_id \
             AND p.day BETWEEN NEW.starts_on AND NEW.ends_on) <> NEW.days",
        says: "the days of the loan are not its own",
    },
    Guard {
        name: "loan_out_keeps",
        on: "UPDATE ON loan",
        when: "OLD.state IN ('out', 'returned')",
        forbidden: "NEW.state NOT IN ('out', 'returned') OR NEW.item_id <> OLD.item_id OR NEW.device_id <> OLD.device_id \
             OR NEW.account_id <> OLD.account_id OR NEW.clearance_id <> OLD.clearance_id \
             OR NEW.starts_on <> OLD.starts_on OR NEW.out_on <> OLD.out_on",
        says: "what went out keeps its piece, its borrower and its clearance",
    },
    Guard {
        name: "loan_ends_last",
        on: "UPDATE OF state ON loan",
        when: "OLD.state = 'out' AND NEW.state <> 'out'",
        forbidden: "EXISTS (SELECT 1 FROM device d WHERE d.id = OLD.device_id AND d.loan_id = OLD.id)",
        says: "the piece is still out",
    },
    Guard {
        name: "loan_closed_stays",
        on: "UPDATE OF state ON loan",
        when: "OLD.state IN ('returned', 'cancelled', 'refused') AND NEW.state <> OLD.state",
        forbidden: "1 = 1",
        says: "a loan that is over begins no more",
    },
    Guard {
        name: "loan_clearance_stays",
        on: "UPDATE ON loan_clearance",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "a clearance never changes",
    },
    Guard {
        name: "piece_day_stays",
        on: "UPDATE ON piece_day",
        when: "1 = 1",
        forbidden: "1 = 1",
        says: "a day is taken or given back, never moved",
    },
    Guard {
        name: "piece_day_of_a_loan_out",
        on: "DELETE ON piece_day",
        when: "1 = 1",
        forbidden: "EXISTS (SELECT 1 FROM loan l WHERE l.id = OLD.loan_id AND l.state = 'out' \
             AND OLD.day BETWEEN l.starts_on AND l.ends_on)",
        says: "the piece is out on that day",
    },
];
