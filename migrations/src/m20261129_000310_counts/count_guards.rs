//! What no statement does to a count.
use crate::guards::Guard;
use sea_orm_migration::sea_orm::DbBackend;

const KEPT: &str = "what was counted is never changed";
const ENDED: &str = "the counting has ended";

/// The freeze comes right after the count is opened, and once.
const FROZEN: &str = "(SELECT c.expected FROM stock_count c WHERE c.id = NEW.count_id) > 0 \
     OR (SELECT c.state FROM stock_count c WHERE c.id = NEW.count_id) <> 'counting'";

pub const GUARDS: [Guard; 24] = [
    Guard {
        name: "stock_count_opened",
        on: "INSERT ON stock_count",
        when: "NEW.state IS NOT NULL",
        forbidden: "NEW.state <> 'counting' OR NEW.expected <> 0",
        says: "a count begins by counting",
    },
    // What the end of the counting found stands, unless the counting goes on.
    Guard {
        name: "stock_count_ended_stays",
        on: "UPDATE OF gaps, scans_sha256, ended_at ON stock_count",
        when: "OLD.state = 'resolving' AND NEW.state <> 'counting'",
        forbidden: "COALESCE(NEW.gaps, -1) <> COALESCE(OLD.gaps, -1) \
             OR COALESCE(NEW.scans_sha256, '') <> COALESCE(OLD.scans_sha256, '') \
             OR NEW.ended_at IS NULL OR NEW.ended_at <> OLD.ended_at",
        says: "what the counting found is never changed",
    },
    Guard {
        name: "stock_count_closed",
        on: "UPDATE ON stock_count",
        when: "OLD.state = 'closed'",
        forbidden: "TRUE",
        says: "a closed count never changes",
    },
    Guard {
        name: "stock_count_kept",
        on: "DELETE ON stock_count",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_rules",
        on: "UPDATE OF frozen_at, opened_by, blind, second_pass, second_above_cents, second_above_gaps ON stock_count",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: "what a count goes by is said when it is opened",
    },
    Guard {
        name: "stock_count_expected",
        on: "UPDATE OF expected ON stock_count",
        when: "OLD.expected > 0",
        forbidden: "TRUE",
        says: "the expected set is frozen",
    },
    Guard {
        name: "stock_count_counted_again",
        on: "UPDATE OF state ON stock_count",
        when: "OLD.state = 'resolving' AND NEW.state = 'counting'",
        forbidden: "EXISTS (SELECT 1 FROM stock_count_result r WHERE r.count_id = NEW.id AND r.resolved_at IS NOT NULL)",
        says: "a gap is resolved already",
    },
    // Not before each gap has its reason, and its second person where the rules of this count ask for one.
    Guard {
        name: "stock_count_closes",
        on: "UPDATE OF state ON stock_count",
        when: "NEW.state = 'closed'",
        forbidden: concat!(
            "OLD.state <> 'resolving' OR EXISTS (SELECT 1 FROM stock_count_result r \
             WHERE r.count_id = NEW.id AND r.class IN ",
            gaps!(),
            " AND (r.resolved_at IS NULL OR (r.countersigned_at IS NULL AND ( \
             (OLD.second_above_cents IS NOT NULL AND (r.value_cents IS NULL OR r.value_cents >= OLD.second_above_cents)) \
             OR (OLD.second_above_gaps IS NOT NULL AND (SELECT COUNT(*) FROM stock_count_result g \
             WHERE g.count_id = NEW.id AND g.class IN ",
            gaps!(),
            ") > OLD.second_above_gaps)))))",
        ),
        says: "a gap is still open",
    },
    Guard {
        name: "stock_count_scope_frozen",
        on: "INSERT ON stock_count_scope",
        when: "NEW.count_id IS NOT NULL",
        forbidden: FROZEN,
        says: "the expected set is frozen",
    },
    Guard {
        name: "stock_count_scope_settled",
        on: "UPDATE ON stock_count_scope",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_scope_kept",
        on: "DELETE ON stock_count_scope",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_line_frozen",
        on: "INSERT ON stock_count_line",
        when: "NEW.count_id IS NOT NULL",
        forbidden: FROZEN,
        says: "the expected set is frozen",
    },
    Guard {
        name: "stock_count_line_settled",
        on: "UPDATE ON stock_count_line",
        when: "OLD.count_id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_line_kept",
        on: "DELETE ON stock_count_line",
        when: "OLD.count_id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_scan_settled",
        on: "UPDATE ON stock_count_scan",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_scan_kept",
        on: "DELETE ON stock_count_scan",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    // The second count is somebody else's.
    Guard {
        name: "stock_count_scan_second",
        on: "INSERT ON stock_count_scan",
        when: "NEW.code IS NOT NULL",
        forbidden: "EXISTS (SELECT 1 FROM stock_count_scan s WHERE s.count_id = NEW.count_id AND s.code = NEW.code \
             AND s.pass <> NEW.pass AND s.account_id = NEW.account_id)",
        says: "who counted it first does not count it again",
    },
    Guard {
        name: "stock_count_scan_person",
        on: "INSERT ON stock_count_scan",
        when: "NEW.membership_id IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM membership m WHERE m.id = NEW.membership_id AND m.account_id = NEW.account_id)",
        says: "somebody counts under their own account",
    },
    Guard {
        name: "stock_count_repeat_settled",
        on: "UPDATE ON stock_count_repeat",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_repeat_kept",
        on: "DELETE ON stock_count_repeat",
        when: "OLD.id IS NOT NULL",
        forbidden: "TRUE",
        says: KEPT,
    },
    Guard {
        name: "stock_count_result_made",
        on: "INSERT ON stock_count_result",
        when: "NEW.count_id IS NOT NULL",
        forbidden: "(SELECT c.state FROM stock_count c WHERE c.id = NEW.count_id) <> 'counting' \
             OR NEW.resolved_at IS NOT NULL",
        says: "results are made when the counting ends",
    },
    // A result says what it says; its reason is given once, and signed once.
    Guard {
        name: "stock_count_result_settled",
        on: "UPDATE ON stock_count_result",
        when: "OLD.id IS NOT NULL",
        forbidden: "(SELECT c.state FROM stock_count c WHERE c.id = OLD.count_id) <> 'resolving' \
             OR OLD.countersigned_at IS NOT NULL \
             OR NEW.count_id <> OLD.count_id OR NEW.class <> OLD.class OR NEW.repeats <> OLD.repeats \
             OR COALESCE(NEW.device_id, 0) <> COALESCE(OLD.device_id, 0) \
             OR COALESCE(NEW.scan_id, 0) <> COALESCE(OLD.scan_id, 0) \
             OR COALESCE(NEW.code, '') <> COALESCE(OLD.code, '') \
             OR COALESCE(NEW.kind, '') <> COALESCE(OLD.kind, '') \
             OR COALESCE(NEW.expected_site_id, 0) <> COALESCE(OLD.expected_site_id, 0) \
             OR COALESCE(NEW.found_site_id, 0) <> COALESCE(OLD.found_site_id, 0) \
             OR COALESCE(NEW.value_cents, -1) <> COALESCE(OLD.value_cents, -1) \
             OR (OLD.resolved_at IS NOT NULL AND (NEW.resolved_at IS NULL OR NEW.resolved_at <> OLD.resolved_at \
             OR NEW.reason <> OLD.reason OR NEW.resolved_by <> OLD.resolved_by \
             OR NEW.resolved_account <> OLD.resolved_account \
             OR COALESCE(NEW.remark, '') <> COALESCE(OLD.remark, '') \
             OR COALESCE(NEW.proof_sha256, '') <> COALESCE(OLD.proof_sha256, '') \
             OR COALESCE(NEW.proof_file, '') <> COALESCE(OLD.proof_file, '') \
             OR COALESCE(NEW.proof_media, '') <> COALESCE(OLD.proof_media, '')))",
        says: "a resolved gap is never changed",
    },
    Guard {
        name: "stock_count_result_person",
        on: "UPDATE ON stock_count_result",
        when: "NEW.resolved_by IS NOT NULL",
        forbidden: "NOT EXISTS (SELECT 1 FROM membership m WHERE m.id = NEW.resolved_by AND m.account_id = NEW.resolved_account) \
             OR (NEW.countersigned_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM membership m \
             WHERE m.id = NEW.countersigned_by AND m.account_id = NEW.countersigned_account))",
        says: "somebody signs under their own account",
    },
    // Taken back only with the whole of them, when the counting goes on.
    Guard {
        name: "stock_count_result_kept",
        on: "DELETE ON stock_count_result",
        when: "OLD.id IS NOT NULL",
        forbidden: "(SELECT c.state FROM stock_count c WHERE c.id = OLD.count_id) <> 'counting' \
             OR OLD.resolved_at IS NOT NULL",
        says: KEPT,
    },
];

/// Nobody scans once the counting has ended. On PostgreSQL a scan under way holds the count's row as it is, so that
/// the end waits for it, or it for the end; SQLite has one writer.
pub fn counting(backend: DbBackend) -> [Guard; 2] {
    let forbidden = if backend == DbBackend::Postgres {
        "(SELECT c.state FROM stock_count c WHERE c.id = NEW.count_id FOR SHARE) <> 'counting'"
    } else {
        "(SELECT c.state FROM stock_count c WHERE c.id = NEW.count_id) <> 'counting'"
    };
    [
        Guard {
            name: "stock_count_scan_ended",
            on: "INSERT ON stock_count_scan",
            when: "NEW.count_id IS NOT NULL",
            forbidden,
            says: ENDED,
        },
        Guard {
            name: "stock_count_repeat_ended",
            on: "INSERT ON stock_count_repeat",
            when: "NEW.count_id IS NOT NULL",
            forbidden,
            says: ENDED,
        },
    ]
}
