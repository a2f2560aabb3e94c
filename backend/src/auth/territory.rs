//! The intercommunalities a coordinator's membership is limited to, as a question and as conditions: what lies in
//! them is the same for every list, sheet and export.
use super::Signed;
use entities::{
    cession, cession_line, collection_lot, device, handover,
    membership::MembershipId,
    membership_territory, organisation, reform,
    request::{self, RequestState},
    site, transfer,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ExprTrait,
    sea_query::{Expr, Query, SelectStatement},
};

/// Whether what lies in this intercommunality (a SIREN, or none known) is within the person's territory.
/// Who is not limited covers everything; who is limited covers nothing that lies nowhere.
#[must_use]
pub fn covers(by: &Signed, epci: Option<&str>) -> bool {
    within(&by.territories, epci)
}

/// [`covers`], on the codes alone.
#[must_use]
pub fn within(territories: &[String], epci: Option<&str>) -> bool {
    territories.is_empty() || epci.is_some_and(|code| territories.iter().any(|own| own == code))
}

/// The same as a condition on a query's rows, by the column that holds their EPCI code.
#[must_use]
pub fn rows<C: ColumnTrait>(by: &Signed, epci_code: C) -> Condition {
    let limit =
        (!by.territories.is_empty()).then(|| epci_code.is_in(by.territories.iter().cloned()));
    Condition::all().add_option(limit)
}

/// The membership whose territory limits what the person sees; none for who is not limited.
#[must_use]
pub fn limit(by: &Signed) -> Option<MembershipId> {
    (!by.territories.is_empty()).then_some(by.membership_id)
}

/// The codes of a limited membership, asked of the table: the text of a query then does not grow with them.
fn codes(limited: MembershipId) -> SelectStatement {
    Query::select()
        .column((
            membership_territory::Entity,
            membership_territory::Column::EpciCode,
        ))
        .from(membership_territory::Entity)
        .and_where(membership_territory::COLUMN.membership_id.eq(limited))
        .take()
}

/// The sites that lie in the territory.
#[must_use]
pub fn sites(limited: MembershipId) -> SelectStatement {
    Query::select()
        .column((site::Entity, site::Column::Id))
        .from(site::Entity)
        .and_where(site::Column::EpciCode.in_subquery(codes(limited)))
        .take()
}

/// The organisations that lie in the territory.
#[must_use]
pub fn organisations(limited: MembershipId) -> SelectStatement {
    Query::select()
        .column((organisation::Entity, organisation::Column::Id))
        .from(organisation::Entity)
        .and_where(organisation::Column::EpciCode.in_subquery(codes(limited)))
        .take()
}

/// The lots given there, and those a workshop there receives. Who owns a lot does not count: the département owns
/// most, and has its seat in one intercommunality.
#[must_use]
pub fn lots(limited: MembershipId) -> Condition {
    Condition::any()
        .add(collection_lot::Column::DonorId.in_subquery(organisations(limited)))
        .add(collection_lot::Column::WorkshopSiteId.in_subquery(sites(limited)))
}

/// The numbers of the [`lots`].
#[must_use]
pub fn lot_ids(limited: MembershipId) -> SelectStatement {
    Query::select()
        .column((collection_lot::Entity, collection_lot::Column::Id))
        .from(collection_lot::Entity)
        .cond_where(lots(limited))
        .take()
}

/// The reforms of the lots there.
#[must_use]
pub fn reforms(limited: MembershipId) -> Condition {
    Condition::all().add(reform::Column::LotId.in_subquery(lot_ids(limited)))
}

/// The acts that name a device of the territory. An act is one paper: who sees it sees it whole.
#[must_use]
pub fn cessions(limited: MembershipId) -> Condition {
    let acts = Query::select()
        .column((cession_line::Entity, cession_line::Column::CessionId))
        .from(cession_line::Entity)
        .and_where(cession_line::Column::DeviceId.in_subquery(device_ids(limited)))
        .take();
    Condition::all().add(cession::Column::Id.in_subquery(acts))
}

/// The requests whose device is to be fetched there.
#[must_use]
pub fn requests(limited: MembershipId) -> Condition {
    Condition::all().add(request::Column::PickupSiteId.in_subquery(sites(limited)))
}

/// The requests that training follows there: as [`requests`], and those of the organisations there.
#[must_use]
pub fn requests_to_train(limited: MembershipId) -> Condition {
    Condition::any()
        .add(requests(limited))
        .add(request::Column::OrganisationId.in_subquery(organisations(limited)))
}

/// The numbers of the [`devices`].
#[must_use]
pub fn device_ids(limited: MembershipId) -> SelectStatement {
    Query::select()
        .column((device::Entity, device::Column::Id))
        .from(device::Entity)
        .cond_where(devices(limited))
        .take()
}

/// How many times [`devices`] names the membership: a kept query binds it as often.
pub const BOUND_BY_DEVICES: usize = 6;

/// The devices at a site there, of its lots, on their way to it, to be fetched at it or handed over at it.
#[must_use]
pub fn devices(limited: MembershipId) -> Condition {
    let on_the_way = Query::select()
        .column((transfer::Entity, transfer::Column::Id))
        .from(transfer::Entity)
        .and_where(transfer::Column::ToSiteId.in_subquery(sites(limited)))
        .take();
    // A value written into the statement lets PostgreSQL use the partial index over what is allocated.
    let allocated = Expr::Constant(RequestState::Allocated.to_value().into());
    let to_be_fetched = Query::select()
        .column((request::Entity, request::Column::DeviceId))
        .from(request::Entity)
        .and_where(Expr::col((request::Entity, request::Column::State)).eq(allocated))
        .cond_where(requests(limited))
        .take();
    let handed_over = Query::select()
        .column((handover::Entity, handover::Column::DeviceId))
        .from(handover::Entity)
        .and_where(handover::COLUMN.ended_at.is_null())
        .and_where(handover::Column::SiteId.in_subquery(sites(limited)))
        .take();
    Condition::any()
        .add(device::Column::SiteId.in_subquery(sites(limited)))
        .add(device::Column::LotId.in_subquery(lot_ids(limited)))
        .add(device::Column::TransferId.in_subquery(on_the_way))
        .add(device::Column::Id.in_subquery(to_be_fetched))
        .add(device::Column::Id.in_subquery(handed_over))
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn who_is_limited_covers_their_own_and_nothing_unknown() {
        let own = ["200066793".to_owned()];
        assert!(within(&own, Some("200066793")));
        assert!(!within(&own, Some("200000172")));
        assert!(!within(&own, None));
        assert!(within(&[], None));
    }
}
