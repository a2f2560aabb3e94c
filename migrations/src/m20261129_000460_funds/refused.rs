//! What the database itself refuses of funds.
use crate::guards::Guard;

const FUND: &str = "a fund stays as it was opened";
const AGREEMENT: &str = "an agreement stays as it was recorded, and is corrected by another";
const LINE: &str = "a line of a fund stays as it was recorded, and is corrected by another";
const SHARE: &str = "what a contributor paid of a spending stays as it was shared";

pub const GUARDS: [Guard; 19] = [
    // Writing what stands there is a lock, and no change.
    Guard {
        name: "fund_settled",
        on: "UPDATE ON fund",
        when: "OLD.id IS NOT NULL",
        forbidden: "NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.name <> OLD.name \
             OR NEW.opened_by <> OLD.opened_by OR NEW.opened_at <> OLD.opened_at OR NEW.version <> OLD.version",
        says: FUND,
    },
    Guard {
        name: "fund_kept",
        on: "DELETE ON fund",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: FUND,
    },
    Guard {
        name: "fund_agreement_settled",
        on: "UPDATE ON fund_agreement",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: AGREEMENT,
    },
    Guard {
        name: "fund_agreement_kept",
        on: "DELETE ON fund_agreement",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: AGREEMENT,
    },
    Guard {
        name: "fund_agreement_corrects",
        on: "INSERT ON fund_agreement",
        when: "NEW.corrects_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.corrects_id \
                 AND a.fund_id = NEW.fund_id) \
             OR EXISTS (SELECT 1 FROM fund_line l WHERE l.agreement_id = NEW.corrects_id) \
             OR EXISTS (SELECT 1 FROM fund_share s WHERE s.agreement_id = NEW.corrects_id)",
        says: "an agreement is corrected within its fund, as long as nothing moved under it",
    },
    Guard {
        name: "fund_line_settled",
        on: "UPDATE ON fund_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: LINE,
    },
    Guard {
        name: "fund_line_kept",
        on: "DELETE ON fund_line",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: LINE,
    },
    Guard {
        name: "fund_line_agreed",
        on: "INSERT ON fund_line",
        when: "NEW.agreement_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.agreement_id \
                 AND a.fund_id = NEW.fund_id AND a.starts_on <= NEW.on_day) \
             OR EXISTS (SELECT 1 FROM fund_agreement c WHERE c.corrects_id = NEW.agreement_id)",
        says: "a call and a contribution are of an agreement of the fund that has begun and stands",
    },
    Guard {
        name: "fund_line_capped",
        on: "INSERT ON fund_line",
        when: "NEW.agreement_id IS NOT NULL AND NEW.cents > 0",
        forbidden: "EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.agreement_id \
                 AND a.cap_cents < NEW.cents + COALESCE((SELECT SUM(l.cents) FROM fund_line l \
                     WHERE l.agreement_id = NEW.agreement_id AND l.kind = NEW.kind), 0))",
        says: "an agreement is called for and gives no more than its cap",
    },
    // What was spent of a contribution cannot be given back.
    Guard {
        name: "fund_line_given_back",
        on: "INSERT ON fund_line",
        when: "NEW.kind = 'contribution' AND NEW.cents < 0",
        forbidden: "EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.agreement_id AND NOT a.in_advance) \
             AND (COALESCE((SELECT SUM(l.cents) FROM fund_line l WHERE l.agreement_id = NEW.agreement_id \
                     AND l.kind = 'contribution' AND l.on_day <= NEW.on_day), 0) + NEW.cents \
                 < COALESCE((SELECT SUM(s.cents) FROM fund_share s WHERE s.agreement_id = NEW.agreement_id \
                     AND s.on_day <= NEW.on_day), 0) \
             OR EXISTS (SELECT 1 FROM fund_share o WHERE o.agreement_id = NEW.agreement_id AND o.on_day > NEW.on_day \
                 AND COALESCE((SELECT SUM(l.cents) FROM fund_line l WHERE l.agreement_id = NEW.agreement_id \
                     AND l.kind = 'contribution' AND l.on_day <= o.on_day), 0) + NEW.cents \
                 < COALESCE((SELECT SUM(s.cents) FROM fund_share s WHERE s.agreement_id = NEW.agreement_id \
                     AND s.on_day <= o.on_day), 0)))",
        says: "a contribution that was spent is not taken back",
    },
    // A correction is of the same kind, of the same thing, not before it; whole, or what is left of a commitment.
    Guard {
        name: "fund_line_corrects",
        on: "INSERT ON fund_line",
        when: "NEW.corrects_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM fund_line o WHERE o.id = NEW.corrects_id AND o.corrects_id IS NULL \
             AND o.kind = NEW.kind AND o.fund_id = NEW.fund_id AND o.on_day <= NEW.on_day \
             AND COALESCE(o.agreement_id, 0) = COALESCE(NEW.agreement_id, 0) \
             AND COALESCE(o.expense, '') = COALESCE(NEW.expense, '') \
             AND COALESCE(o.programme_id, 0) = COALESCE(NEW.programme_id, 0) \
             AND COALESCE(o.epci_code, '') = COALESCE(NEW.epci_code, '') \
             AND COALESCE(o.own_user_of, 0) = COALESCE(NEW.own_user_of, 0) \
             AND COALESCE(o.device_id, 0) = COALESCE(NEW.device_id, 0) \
             AND COALESCE(o.part_id, 0) = COALESCE(NEW.part_id, 0) \
             AND COALESCE(o.session_id, 0) = COALESCE(NEW.session_id, 0) \
             AND COALESCE(o.settlement_id, 0) = COALESCE(NEW.settlement_id, 0) \
             AND COALESCE(o.site_id, 0) = COALESCE(NEW.site_id, 0) \
             AND COALESCE(o.minutes, 0) = COALESCE(NEW.minutes, 0) \
             AND COALESCE(o.commitment_id, 0) = COALESCE(NEW.commitment_id, 0) \
             AND ((o.kind <> 'commitment' AND NEW.cents = -o.cents) \
                 OR (o.kind = 'commitment' AND o.cents + NEW.cents >= COALESCE((SELECT SUM(d.cents) \
                     FROM fund_line d WHERE d.commitment_id = o.id), 0))))",
        says: "a correction takes off the line that it names",
    },
    Guard {
        name: "fund_line_draws",
        on: "INSERT ON fund_line",
        when: "NEW.commitment_id IS NOT NULL AND NEW.cents > 0",
        forbidden: "NOT EXISTS (SELECT 1 FROM fund_line c WHERE c.id = NEW.commitment_id AND c.kind = 'commitment' \
             AND c.corrects_id IS NULL AND c.fund_id = NEW.fund_id AND c.expense = NEW.expense \
             AND c.on_day <= NEW.on_day \
             AND c.cents + COALESCE((SELECT SUM(f.cents) FROM fund_line f WHERE f.corrects_id = c.id), 0) \
                 - COALESCE((SELECT SUM(d.cents) FROM fund_line d WHERE d.commitment_id = c.id), 0) >= NEW.cents)",
        says: "a spending draws on a commitment of its fund and kind no more than is left of it",
    },
    Guard {
        name: "fund_line_settles",
        on: "INSERT ON fund_line",
        when: "NEW.settlement_id IS NOT NULL AND NEW.cents > 0",
        forbidden: "NEW.cents + COALESCE((SELECT SUM(l.cents) FROM fund_line l \
                 WHERE l.settlement_id = NEW.settlement_id), 0) \
             > (SELECT p.amount_cents FROM pass_settlement p WHERE p.id = NEW.settlement_id)",
        says: "a settlement of passes costs the funds no more than it is",
    },
    // Of this fund, on the day of the spending, as its earmarks allow.
    Guard {
        name: "fund_share_of_line",
        on: "INSERT ON fund_share",
        when: "NEW.line_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM fund_line l JOIN fund_agreement a ON a.fund_id = l.fund_id \
             WHERE l.id = NEW.line_id AND a.id = NEW.agreement_id AND l.kind = 'spend' AND l.on_day = NEW.on_day \
             AND (a.programme_id IS NULL OR a.programme_id = l.programme_id) \
             AND (a.epci_code IS NULL OR a.epci_code = l.epci_code) \
             AND (a.expense IS NULL OR a.expense = l.expense) \
             AND (NOT a.own_users OR a.organisation_id = l.own_user_of) \
             AND ((l.cents > 0 AND NEW.cents > 0 AND NEW.cents + COALESCE((SELECT SUM(s.cents) FROM fund_share s \
                     WHERE s.line_id = l.id), 0) <= l.cents) \
                 OR (l.cents < 0 AND EXISTS (SELECT 1 FROM fund_share o WHERE o.line_id = l.corrects_id \
                     AND o.agreement_id = NEW.agreement_id AND o.cents = -NEW.cents))))",
        says: "a contributor pays its part of a spending of its fund, as its earmarks allow",
    },
    // What internet access costs the fund of this code is told by the plan, the card or the voucher.
    Guard {
        name: "fund_share_of_internet",
        on: "INSERT ON fund_share",
        when: "NEW.internet_spend_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM internet_spend i JOIN fund f ON f.code = i.fund \
             JOIN fund_agreement a ON a.fund_id = f.id \
             LEFT JOIN internet_plan p ON p.id = i.plan_id LEFT JOIN prepaid c ON c.id = i.prepaid_id \
             LEFT JOIN request r ON r.id = COALESCE(p.request_id, c.request_id) \
             LEFT JOIN site t ON t.id = r.pickup_site_id \
             WHERE i.id = NEW.internet_spend_id AND a.id = NEW.agreement_id AND i.month <= NEW.on_day \
             AND (a.programme_id IS NULL OR a.programme_id = COALESCE(p.programme_id, c.programme_id)) \
             AND (a.epci_code IS NULL OR a.epci_code = t.epci_code) \
             AND (a.expense IS NULL OR a.expense = 'internet') AND NOT a.own_users AND NEW.cents > 0 \
             AND NEW.cents + COALESCE((SELECT SUM(s.cents) FROM fund_share s \
                 WHERE s.internet_spend_id = i.id), 0) <= i.cents)",
        says: "a contributor pays its part of the internet access of its fund, as its earmarks allow",
    },
    Guard {
        name: "fund_share_within",
        on: "INSERT ON fund_share",
        when: "NEW.cents > 0",
        forbidden: "NOT EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.agreement_id \
                 AND a.starts_on <= NEW.on_day AND NEW.on_day <= a.ends_on) \
             OR EXISTS (SELECT 1 FROM fund_agreement c WHERE c.corrects_id = NEW.agreement_id)",
        says: "nothing is spent outside the days of an agreement that stands",
    },
    // What was given and not spent, on that day and on every day since; or what the cap leaves, where it is paid later.
    Guard {
        name: "fund_share_covered",
        on: "INSERT ON fund_share",
        when: "NEW.cents > 0",
        forbidden: "EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.agreement_id AND a.in_advance \
                 AND a.cap_cents < NEW.cents + COALESCE((SELECT SUM(s.cents) FROM fund_share s \
                     WHERE s.agreement_id = NEW.agreement_id), 0)) \
             OR (EXISTS (SELECT 1 FROM fund_agreement a WHERE a.id = NEW.agreement_id AND NOT a.in_advance) \
             AND (COALESCE((SELECT SUM(l.cents) FROM fund_line l WHERE l.agreement_id = NEW.agreement_id \
                     AND l.kind = 'contribution' AND l.on_day <= NEW.on_day), 0) \
                 < NEW.cents + COALESCE((SELECT SUM(s.cents) FROM fund_share s \
                     WHERE s.agreement_id = NEW.agreement_id AND s.on_day <= NEW.on_day), 0) \
             OR EXISTS (SELECT 1 FROM fund_share o WHERE o.agreement_id = NEW.agreement_id AND o.on_day > NEW.on_day \
                 AND COALESCE((SELECT SUM(l.cents) FROM fund_line l WHERE l.agreement_id = NEW.agreement_id \
                     AND l.kind = 'contribution' AND l.on_day <= o.on_day), 0) \
                 < NEW.cents + COALESCE((SELECT SUM(s.cents) FROM fund_share s \
                     WHERE s.agreement_id = NEW.agreement_id AND s.on_day <= o.on_day), 0)) \
             OR EXISTS (SELECT 1 FROM fund_line g WHERE g.agreement_id = NEW.agreement_id \
                 AND g.kind = 'contribution' AND g.on_day > NEW.on_day \
                 AND COALESCE((SELECT SUM(l.cents) FROM fund_line l WHERE l.agreement_id = NEW.agreement_id \
                     AND l.kind = 'contribution' AND l.on_day <= g.on_day), 0) \
                 < NEW.cents + COALESCE((SELECT SUM(s.cents) FROM fund_share s \
                     WHERE s.agreement_id = NEW.agreement_id AND s.on_day <= g.on_day), 0))))",
        says: "nobody pays more than they gave",
    },
    Guard {
        name: "fund_share_settled",
        on: "UPDATE ON fund_share",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SHARE,
    },
    Guard {
        name: "fund_share_kept",
        on: "DELETE ON fund_share",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: SHARE,
    },
];
