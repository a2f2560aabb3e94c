//! The next step as the page offers it: a heading, a sentence, and one thing to press.
use super::{
    queries::DeviceCard,
    rules::{Facts, NextStep, Place, next_step},
};
use crate::{
    auth::{
        Signed,
        permissions::{SeeTransfers, TakeIn},
    },
    web::Words,
};
use entities::{organisation::OrganisationId, site::SiteId, transfer::TransferId};

/// What stands on top of a device's page.
#[derive(Debug)]
pub struct NextAction {
    pub tone: &'static str,
    pub icon: &'static str,
    pub title: String,
    pub help: String,
    pub press: Press,
}

/// What there is to press.
#[derive(Debug)]
pub enum Press {
    Nothing,
    Link {
        href: String,
        words: String,
    },
    /// Sends the arrival.
    TakeIn {
        action: String,
    },
}

impl NextAction {
    #[must_use]
    pub fn of(by: &Signed, card: &DeviceCard, words: Words) -> Self {
        if let Some(transfer) = card.transfer_id {
            return Self::on_the_way(by, card, transfer, words);
        }
        let step = next_step(Facts {
            role: by.role,
            standing: card.standing(),
            place: place(by, card.site_id, card.site_organisation_id),
            pickup: place(by, card.pickup_site_id, card.pickup_organisation_id),
        });
        let code = card.label_code.as_deref().unwrap_or_default();
        let link = |path: String, key: &str| Press::Link {
            href: path,
            words: words.say(key),
        };
        let press = match step {
            NextStep::Receive => link(
                format!("/lots/{}/reception", card.lot_id.0),
                "next-receive-press",
            ),
            NextStep::Triage | NextStep::Refurbish | NextStep::Check => {
                link(format!("/bench/{code}"), "next-bench-press")
            }
            NextStep::HandOver | NextStep::TakeBack => {
                link(format!("/counter/{code}"), "next-counter-press")
            }
            NextStep::TakeBackLoan => card.loan_id.map_or(Press::Nothing, |loan| {
                link(format!("/loans/{}/return", loan.0), "next-loan-press")
            }),
            NextStep::Allocate => link("/requests".to_owned(), "next-allocate-press"),
            NextStep::TakeIn => Press::TakeIn {
                action: format!("/devices/{code}/arrival"),
            },
            NextStep::Send
            | NextStep::SendToWorkshop
            | NextStep::WaitForCheck
            | NextStep::WaitForRecipient
            | NextStep::OnTheShelf
            | NextStep::InWorkshop
            | NextStep::AtAnotherSite
            | NextStep::NotHereYet
            | NextStep::WithItsRecipient
            | NextStep::WithItsBorrower
            | NextStep::Ceded
            | NextStep::Gone => Press::Nothing,
        };
        let (tone, icon) = look(step);
        let (title, help) = keys(step);
        let awaited_at = card.pickup_site_name.as_deref();
        let here = card.site_name.as_deref();
        let site = if step == NextStep::Send {
            awaited_at
        } else {
            here.or(awaited_at)
        };
        let say = |key| words.with("site", site.unwrap_or_default()).say(key);
        Self {
            tone,
            icon,
            title: say(title),
            help: say(help),
            press,
        }
    }
}

impl NextAction {
    /// Nothing is done with what is on its way but to scan it in where it arrives.
    fn on_the_way(by: &Signed, card: &DeviceCard, transfer: TransferId, words: Words) -> Self {
        let arrives_here = by.may(TakeIn) && place(by, card.site_id, None) != Place::Here;
        let say = |key| words.with("transfer", transfer.0).say(key);
        Self {
            tone: "info",
            icon: "truck",
            title: say("next-on-the-way"),
            help: say("next-on-the-way-help"),
            press: if arrives_here {
                Press::TakeIn {
                    action: format!(
                        "/devices/{}/arrival",
                        card.label_code.as_deref().unwrap_or_default()
                    ),
                }
            } else if by.may(SeeTransfers) {
                Press::Link {
                    href: format!("/transfers/{}", transfer.0),
                    words: say("next-on-the-way-press"),
                }
            } else {
                Press::Nothing
            },
        }
    }
}

fn place(by: &Signed, site: Option<SiteId>, organisation: Option<OrganisationId>) -> Place {
    match (site, organisation) {
        (None, _) => Place::Nowhere,
        (site, _) if site == by.site_id => Place::Here,
        (_, Some(organisation)) if organisation == by.organisation_id => Place::OurOther,
        _ => Place::Elsewhere,
    }
}

/// Something to press is leaf green or yellow; a word to read is plain.
fn look(step: NextStep) -> (&'static str, &'static str) {
    match step {
        NextStep::Receive => ("info", "package"),
        NextStep::Triage => ("wait", "list-checks"),
        NextStep::Refurbish => ("wait", "wrench"),
        NextStep::Check => ("wait", "search-check"),
        NextStep::TakeIn => ("wait", "map-pin"),
        NextStep::Send | NextStep::SendToWorkshop => ("wait", "truck"),
        NextStep::HandOver => ("good", "hand-helping"),
        NextStep::TakeBack | NextStep::TakeBackLoan => ("info", "undo-2"),
        NextStep::Allocate => ("good", "inbox"),
        NextStep::WaitForCheck | NextStep::WaitForRecipient | NextStep::NotHereYet => {
            ("info", "hourglass")
        }
        NextStep::OnTheShelf => ("good", "circle-check"),
        NextStep::InWorkshop => ("info", "wrench"),
        NextStep::AtAnotherSite => ("info", "map-pin"),
        NextStep::WithItsRecipient | NextStep::WithItsBorrower => ("info", "user-round"),
        NextStep::Ceded => ("info", "gift"),
        NextStep::Gone => ("info", "recycle"),
    }
}

/// Word keys of the heading and of the sentence below it.
fn keys(step: NextStep) -> (&'static str, &'static str) {
    match step {
        NextStep::Receive => ("next-receive", "next-receive-help"),
        NextStep::Triage => ("next-triage", "next-triage-help"),
        NextStep::Refurbish => ("next-refurbish", "next-refurbish-help"),
        NextStep::Check => ("next-check", "next-check-help"),
        NextStep::TakeIn => ("next-take-in", "next-take-in-help"),
        NextStep::Send => ("next-send", "next-send-help"),
        NextStep::SendToWorkshop => ("next-send-to-workshop", "next-send-to-workshop-help"),
        NextStep::HandOver => ("next-hand-over", "next-hand-over-help"),
        NextStep::TakeBack => ("next-take-back", "next-take-back-help"),
        NextStep::Allocate => ("next-allocate", "next-allocate-help"),
        NextStep::WaitForCheck => ("next-wait-for-check", "next-wait-for-check-help"),
        NextStep::WaitForRecipient => ("next-wait-for-recipient", "next-wait-for-recipient-help"),
        NextStep::OnTheShelf => ("next-on-the-shelf", "next-on-the-shelf-help"),
        NextStep::InWorkshop => ("next-in-workshop", "next-in-workshop-help"),
        NextStep::AtAnotherSite => ("next-at-another-site", "next-at-another-site-help"),
        NextStep::NotHereYet => ("next-not-here-yet", "next-not-here-yet-help"),
        NextStep::WithItsRecipient => ("next-with-its-recipient", "next-with-its-recipient-help"),
        NextStep::TakeBackLoan => ("next-take-back-loan", "next-take-back-loan-help"),
        NextStep::WithItsBorrower => ("next-with-its-borrower", "next-with-its-borrower-help"),
        NextStep::Ceded => ("next-ceded", "next-ceded-help"),
        NextStep::Gone => ("next-gone", "next-gone-help"),
    }
}
