//! What no statement may do to a call for projects: change its terms once somebody answers, let a file arrive late or
//! change after it was sent, judge with a part in it, decide before it closed, or give more than there is.
use crate::guards::Guard;

const TERMS: &str = "the terms of a call stand once a project answers it";
const SENT: &str = "a project that was sent does not change";
const SETTLED: &str = "what a jury said and what was decided never changes";

/// A project answers the call of the row that is there.
macro_rules! answered {
    ($row:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM project p WHERE p.call_id = ",
            $row,
            ")"
        )
    };
}

/// The project of the row was sent.
macro_rules! sent {
    ($row:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM project p WHERE p.id = ",
            $row,
            " AND p.sent_at IS NOT NULL)"
        )
    };
}

const fn never(name: &'static str, on: &'static str) -> Guard {
    Guard {
        name,
        on,
        when: "TRUE",
        forbidden: "TRUE",
        says: SETTLED,
    }
}

const fn guard(
    name: &'static str,
    on: &'static str,
    when: &'static str,
    forbidden: &'static str,
    says: &'static str,
) -> Guard {
    Guard {
        name,
        on,
        when,
        forbidden,
        says,
    }
}

pub const GUARDS: [Guard; 37] = [
    // The terms.
    guard(
        "project_call_stands",
        "UPDATE ON project_call",
        "TRUE",
        answered!("OLD.id"),
        TERMS,
    ),
    guard(
        "project_call_kind_new",
        "INSERT ON project_call_kind",
        "TRUE",
        answered!("NEW.call_id"),
        TERMS,
    ),
    guard(
        "project_call_kind_unspent",
        "INSERT ON project_call_kind",
        "NEW.granted <> 0",
        "TRUE",
        "nothing is granted before it is decided",
    ),
    guard(
        "project_call_kind_stands",
        "UPDATE OF call_id, kind, budget, most ON project_call_kind",
        "TRUE",
        answered!("OLD.call_id"),
        TERMS,
    ),
    guard(
        "project_call_kind_spent",
        "UPDATE OF granted ON project_call_kind",
        "NEW.granted < OLD.granted",
        "TRUE",
        SETTLED,
    ),
    guard(
        "project_call_kind_kept",
        "DELETE ON project_call_kind",
        "TRUE",
        answered!("OLD.call_id"),
        TERMS,
    ),
    guard(
        "project_call_criterion_new",
        "INSERT ON project_call_criterion",
        "TRUE",
        answered!("NEW.call_id"),
        TERMS,
    ),
    guard(
        "project_call_criterion_stands",
        "UPDATE ON project_call_criterion",
        "TRUE",
        answered!("OLD.call_id"),
        TERMS,
    ),
    guard(
        "project_call_criterion_kept",
        "DELETE ON project_call_criterion",
        "TRUE",
        answered!("OLD.call_id"),
        TERMS,
    ),
    never("project_call_juror_stands", "UPDATE ON project_call_juror"),
    // The file.
    guard(
        "project_begun_as_draft",
        "INSERT ON project",
        "NEW.sent_at IS NOT NULL",
        "TRUE",
        "a project begins as a draft",
    ),
    guard(
        "project_in_time",
        "UPDATE OF sent_at ON project",
        "NEW.sent_at IS NOT NULL",
        "NOT EXISTS (SELECT 1 FROM project_call c WHERE c.id = NEW.call_id AND c.opens_at <= NEW.sent_at \
         AND NEW.sent_at < c.closes_at)",
        "nothing arrives outside the dates of the call",
    ),
    guard(
        "project_whole",
        "UPDATE OF sent_at ON project",
        "NEW.sent_at IS NOT NULL",
        "NOT EXISTS (SELECT 1 FROM project_kind k WHERE k.project_id = NEW.id)",
        "a project asks for a device",
    ),
    guard(
        "project_stands",
        "UPDATE OF id, call_id, organisation_id, membership_id, title, purpose, people, place, pickup_site_id, \
         created_at, changed_at, sent_at ON project",
        "OLD.sent_at IS NOT NULL",
        "TRUE",
        SENT,
    ),
    guard(
        "project_names_stay_or_go",
        "UPDATE OF sealed ON project",
        "OLD.sent_at IS NOT NULL AND NEW.sealed IS NOT NULL",
        "TRUE",
        SENT,
    ),
    guard(
        "project_kept",
        "DELETE ON project",
        "OLD.sent_at IS NOT NULL",
        "TRUE",
        SENT,
    ),
    guard(
        "project_kind_new",
        "INSERT ON project_kind",
        "TRUE",
        sent!("NEW.project_id"),
        SENT,
    ),
    guard(
        "project_kind_within",
        "INSERT ON project_kind",
        "TRUE",
        "NOT EXISTS (SELECT 1 FROM project p JOIN project_call_kind k ON k.call_id = p.call_id \
         WHERE p.id = NEW.project_id AND k.kind = NEW.kind AND NEW.wanted <= k.most)",
        "the call gives no such device, or not so many",
    ),
    never("project_kind_stands", "UPDATE ON project_kind"),
    guard(
        "project_kind_kept",
        "DELETE ON project_kind",
        "TRUE",
        sent!("OLD.project_id"),
        SENT,
    ),
    guard(
        "project_paper_new",
        "INSERT ON project_paper",
        "TRUE",
        sent!("NEW.project_id"),
        SENT,
    ),
    never("project_paper_stands", "UPDATE ON project_paper"),
    guard(
        "project_paper_kept",
        "DELETE ON project_paper",
        "TRUE",
        sent!("OLD.project_id"),
        SENT,
    ),
    // The juries.
    guard(
        "project_review_fair",
        "INSERT ON project_review",
        "TRUE",
        "EXISTS (SELECT 1 FROM project_conflict c WHERE c.juror_id = NEW.juror_id AND c.project_id = NEW.project_id) \
         OR EXISTS (SELECT 1 FROM project_call_juror j JOIN membership m ON m.id = j.membership_id \
         JOIN project p ON p.organisation_id = m.organisation_id WHERE j.id = NEW.juror_id AND p.id = NEW.project_id)",
        "whoever has a part in a project does not judge it",
    ),
    guard(
        "project_review_of_its_jury",
        "INSERT ON project_review",
        "TRUE",
        "NOT EXISTS (SELECT 1 FROM project_call_juror j JOIN project p ON p.call_id = j.call_id \
         JOIN project_call c ON c.id = p.call_id WHERE j.id = NEW.juror_id AND p.id = NEW.project_id \
         AND p.sent_at IS NOT NULL AND c.closes_at <= NEW.at \
         AND (j.jury = 'elected') = (NEW.opinion IS NOT NULL))",
        "a jury speaks of what was sent to its call, once it is closed",
    ),
    guard(
        "project_review_before_decision",
        "INSERT ON project_review",
        "TRUE",
        "EXISTS (SELECT 1 FROM project_decision d WHERE d.project_id = NEW.project_id)",
        "it is decided already",
    ),
    never("project_review_stands", "UPDATE ON project_review"),
    never("project_review_kept", "DELETE ON project_review"),
    guard(
        "project_mark_of_its_call",
        "INSERT ON project_mark",
        "TRUE",
        "NOT EXISTS (SELECT 1 FROM project_review r JOIN project_call_juror j ON j.id = r.juror_id \
         JOIN project_call_criterion c ON c.call_id = j.call_id WHERE r.id = NEW.review_id AND j.jury = 'technical' \
         AND c.id = NEW.criterion_id) OR EXISTS (SELECT 1 FROM project_review r JOIN project_decision d \
         ON d.project_id = r.project_id WHERE r.id = NEW.review_id)",
        "the technical jury marks by the criteria of its call, before the decision",
    ),
    never("project_mark_stands", "UPDATE ON project_mark"),
    never("project_mark_kept", "DELETE ON project_mark"),
    guard(
        "project_conflict_first",
        "INSERT ON project_conflict",
        "TRUE",
        "EXISTS (SELECT 1 FROM project_review r WHERE r.juror_id = NEW.juror_id AND r.project_id = NEW.project_id)",
        "who judged did so without a conflict",
    ),
    never("project_conflict_kept", "DELETE ON project_conflict"),
    // The decision.
    guard(
        "project_decision_after",
        "INSERT ON project_decision",
        "TRUE",
        "NOT EXISTS (SELECT 1 FROM project p JOIN project_call c ON c.id = p.call_id WHERE p.id = NEW.project_id \
         AND p.sent_at IS NOT NULL AND c.closes_at <= NEW.created_at)",
        "only what was sent is decided on, once the call is closed",
    ),
    never("project_decision_stands", "UPDATE ON project_decision"),
    // Law 2 of a budget: what is granted was taken from it first.
    guard(
        "project_grant_within",
        "INSERT ON project_grant",
        "TRUE",
        "NOT EXISTS (SELECT 1 FROM project_kind k WHERE k.project_id = NEW.project_id AND k.kind = NEW.kind \
         AND NEW.devices <= k.wanted) OR (SELECT COALESCE(SUM(g.devices), 0) FROM project_grant g \
         JOIN project o ON o.id = g.project_id JOIN project p ON p.call_id = o.call_id \
         WHERE p.id = NEW.project_id AND g.kind = NEW.kind) + NEW.devices > (SELECT k.granted FROM project_call_kind k \
         JOIN project p ON p.call_id = k.call_id WHERE p.id = NEW.project_id AND k.kind = NEW.kind)",
        "a grant is within what was asked for and within the budget",
    ),
    guard(
        "project_request_within",
        "INSERT ON project_request",
        "TRUE",
        "(SELECT COUNT(*) FROM project_request r WHERE r.project_id = NEW.project_id AND r.kind = NEW.kind) \
         >= (SELECT g.devices FROM project_grant g WHERE g.project_id = NEW.project_id AND g.kind = NEW.kind) \
         OR NOT EXISTS (SELECT 1 FROM request r JOIN project p ON p.id = NEW.project_id JOIN project_call c \
         ON c.id = p.call_id JOIN project_decision d ON d.project_id = p.id WHERE r.id = NEW.request_id \
         AND r.programme_id = c.programme_id AND r.device_kind = NEW.kind AND r.recipient_id = d.recipient_id)",
        "a project becomes as many requests as it was granted, for its own kinds",
    ),
];
