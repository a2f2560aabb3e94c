//! Until when a device that fails is exchanged, and when it may be. Pure.
use chrono::{Months, NaiveDate};
use entities::{handover, programme};

/// The last day on which a device handed over today is exchanged if it fails.
#[must_use]
pub fn warranty_until(programme: &programme::Model, today: NaiveDate) -> Option<NaiveDate> {
    let months = u32::try_from(programme.warranty_months?).ok()?;
    today.checked_add_months(Months::new(months))
}

/// Why a device that comes back is not exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoExchange {
    /// The programme gave none on the day of the handover.
    NoWarranty,
    /// Its last day has passed.
    Over(NaiveDate),
    /// A provisional loan past its deadline: it was to come back anyhow.
    DueBack(NaiveDate),
}

/// Whether the device of a handover may be exchanged today.
///
/// # Errors
/// Why not.
pub fn may_exchange(handover: &handover::Model, today: NaiveDate) -> Result<(), NoExchange> {
    let until = handover.warranty_until.ok_or(NoExchange::NoWarranty)?;
    if until < today {
        return Err(NoExchange::Over(until));
    }
    match handover.due_back_on {
        Some(due) if handover.definitive_at.is_none() && due < today => {
            Err(NoExchange::DueBack(due))
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use entities::{
        clearance::{ClearanceId, ClearanceState},
        device::DeviceId,
        handover::{HandoverId, IdentitySeen, ReceivedBy, Signature},
        membership::MembershipId,
        programme::{LegalChain, ProgrammeId},
        recipient::RecipientId,
        request::RequestId,
        site::SiteId,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn handover(until: Option<&str>, due: Option<&str>, definitive: bool) -> handover::Model {
        let at: DateTime<Utc> = "2026-01-31T09:00:00Z".parse().unwrap();
        handover::Model {
            id: HandoverId(1),
            device_id: DeviceId(1),
            model_key: "tablet apple ipad".to_owned(),
            request_id: RequestId(1),
            recipient_id: RecipientId(1),
            programme_id: ProgrammeId(1),
            clearance_id: ClearanceId(1),
            clearance_state: ClearanceState::Used,
            site_id: SiteId(1),
            clerk_id: MembershipId(1),
            received_by: ReceivedBy::Recipient,
            identity_seen: IdentitySeen::Passport,
            sealed_proxy: None,
            legal_chain: LegalChain::LoanForUse,
            deliberation_number: None,
            signature: Signature::Paper,
            signature_evidence_id: None,
            slip_sha256: String::new(),
            handed_at: at,
            completed_at: None,
            due_back_on: due.map(day),
            definitive_at: definitive.then_some(at),
            ended_at: None,
            end_reason: None,
            warranty_until: until.map(day),
            exchange_of: None,
            fault: None,
            onboarding_id: None,
            loan_slot: None,
            extensions: None,
            version: 1,
        }
    }

    #[test]
    fn a_device_is_exchanged_up_to_the_last_day_printed_on_its_slip() {
        let today = day("2026-07-01");
        let cases = [
            (None, None, false, Err(NoExchange::NoWarranty)),
            (Some("2026-07-01"), None, false, Ok(())),
            (
                Some("2026-06-30"),
                None,
                false,
                Err(NoExchange::Over(day("2026-06-30"))),
            ),
            (Some("2027-01-31"), Some("2026-07-01"), false, Ok(())),
            (
                Some("2027-01-31"),
                Some("2026-06-30"),
                false,
                Err(NoExchange::DueBack(day("2026-06-30"))),
            ),
            // The pathway was attested since: it stays.
            (Some("2027-01-31"), Some("2026-06-30"), true, Ok(())),
        ];
        for (until, due, definitive, expected) in cases {
            assert_eq!(
                may_exchange(&handover(until, due, definitive), today),
                expected,
                "{until:?} {due:?} {definitive}"
            );
        }
    }
}
