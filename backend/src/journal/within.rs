//! The events a person may see: all; or, for a coordinator limited to a territory, those of what lies in it.
use super::Subject;
use crate::auth::{Signed, territory};
use entities::{
    api_token, asset_import, catalogue_item, cession, clearance, collection_lot, container,
    enrolment, event, fund, handover, internet_plan, list_export, loan, loan_clearance,
    membership::MembershipId, part, pass, pass_grant, prepaid, prescribing, recipient_pair, reform,
    request, stock_count_line, waste_pallet,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait, sea_query::SelectStatement,
};

/// The events a person may see, as a condition on their rows.
#[must_use]
pub fn seen_by(by: &Signed) -> Condition {
    let Some(limited) = territory::limit(by) else {
        return Condition::all();
    };
    Subject::ALL
        .into_iter()
        .fold(Condition::any(), |seen, subject| {
            let of_kind = Condition::all().add(event::COLUMN.subject_kind.eq(subject.key()));
            seen.add(match there(subject, limited) {
                Some(rows) => of_kind.add(event::Column::SubjectId.in_subquery(rows)),
                None => of_kind,
            })
        })
}

/// Whether the person may see the chain of this row, and there is one.
pub async fn sees(
    db: &impl ConnectionTrait,
    by: &Signed,
    subject: Subject,
    id: i32,
) -> Result<bool, DbErr> {
    let event = event::Entity::find()
        .filter(event::COLUMN.subject_kind.eq(subject.key()))
        .filter(event::COLUMN.subject_id.eq(id))
        .filter(seen_by(by))
        .one(db)
        .await?;
    Ok(event.is_some())
}

/// The rows of a kind that lie in the territory; none for what the whole département has in common.
fn there(subject: Subject, limited: MembershipId) -> Option<SelectStatement> {
    let requests = || ids::<request::Entity>(request::Column::Id, territory::requests(limited));
    let sites = || territory::sites(limited);
    let devices = || territory::device_ids(limited);
    let all = Condition::all;
    Some(match subject {
        Subject::Cession => {
            ids::<cession::Entity>(cession::Column::Id, territory::cessions(limited))
        }
        Subject::Clearance => {
            asked::<clearance::Entity>(clearance::Column::Id, clearance::Column::RequestId, limited)
        }
        Subject::CollectionLot => {
            ids::<collection_lot::Entity>(collection_lot::Column::Id, territory::lots(limited))
        }
        Subject::Container => {
            placed::<container::Entity>(container::Column::Id, container::Column::SiteId, limited)
        }
        Subject::Device => devices(),
        Subject::Enrolment => {
            asked::<enrolment::Entity>(enrolment::Column::Id, enrolment::Column::RequestId, limited)
        }
        Subject::Handover => ids::<handover::Entity>(
            handover::Column::Id,
            Condition::any()
                .add(handover::Column::SiteId.in_subquery(sites()))
                .add(handover::Column::DeviceId.in_subquery(devices())),
        ),
        Subject::InternetPlan => asked::<internet_plan::Entity>(
            internet_plan::Column::Id,
            internet_plan::Column::RequestId,
            limited,
        ),
        Subject::Loan => placed::<loan::Entity>(loan::Column::Id, loan::Column::SiteId, limited),
        Subject::LoanClearance => ids::<loan_clearance::Entity>(
            loan_clearance::Column::Id,
            all().add(
                loan_clearance::Column::ItemId.in_subquery(ids::<catalogue_item::Entity>(
                    catalogue_item::Column::Id,
                    all().add(catalogue_item::Column::SiteId.in_subquery(sites())),
                )),
            ),
        ),
        Subject::Part => ids::<part::Entity>(
            part::Column::Id,
            Condition::any()
                .add(part::Column::SiteId.in_subquery(sites()))
                .add(part::Column::DeviceId.in_subquery(devices())),
        ),
        Subject::Pass => {
            let grants = ids::<pass_grant::Entity>(
                pass_grant::Column::Id,
                all().add(pass_grant::Column::RequestId.in_subquery(requests())),
            );
            ids::<pass::Entity>(
                pass::Column::Id,
                Condition::any()
                    .add(pass::Column::UsedSiteId.in_subquery(sites()))
                    .add(pass::Column::GrantId.in_subquery(grants)),
            )
        }
        Subject::Prepaid => {
            placed::<prepaid::Entity>(prepaid::Column::Id, prepaid::Column::SiteId, limited)
        }
        Subject::Prescribing => ids::<prescribing::Entity>(
            prescribing::Column::Id,
            all().add(
                prescribing::Column::OrganisationId.in_subquery(territory::organisations(limited)),
            ),
        ),
        // What they took themselves.
        Subject::ListExport => ids::<list_export::Entity>(
            list_export::Column::Id,
            all().add(list_export::Column::ById.eq(limited)),
        ),
        // Their own.
        Subject::ApiToken => ids::<api_token::Entity>(
            api_token::Column::Id,
            all().add(api_token::Column::MembershipId.eq(limited)),
        ),
        // The lists of owners there.
        Subject::AssetImport => ids::<asset_import::Entity>(
            asset_import::Column::Id,
            all().add(asset_import::Column::OwnerId.in_subquery(territory::organisations(limited))),
        ),
        // Money is the whole département's, and no part of it is of a territory.
        Subject::Fund | Subject::FundAgreement | Subject::FundLine | Subject::FundShare => {
            ids::<fund::Entity>(fund::Column::Id, all().add(fund::Column::Id.is_null()))
        }
        // A programme's rules are the same everywhere; a day of looks is a count and a hash.
        Subject::AccessSeal | Subject::Programme => return None,
        Subject::RecipientPair => recipient_pairs(limited),
        Subject::Reform => ids::<reform::Entity>(reform::Column::Id, territory::reforms(limited)),
        Subject::Request => requests(),
        // A count with something expected in the territory.
        Subject::StockCount => ids::<stock_count_line::Entity>(
            stock_count_line::Column::CountId,
            all().add(stock_count_line::Column::SiteId.in_subquery(sites())),
        ),
        Subject::WastePallet => placed::<waste_pallet::Entity>(
            waste_pallet::Column::Id,
            waste_pallet::Column::SiteId,
            limited,
        ),
    })
}

/// The pairs of which one is of a request there.
fn recipient_pairs(limited: MembershipId) -> SelectStatement {
    let recipients =
        || ids::<request::Entity>(request::Column::RecipientId, territory::requests(limited));
    ids::<recipient_pair::Entity>(
        recipient_pair::Column::Id,
        Condition::any()
            .add(recipient_pair::Column::FirstId.in_subquery(recipients()))
            .add(recipient_pair::Column::SecondId.in_subquery(recipients())),
    )
}

/// The rows of requests there.
fn asked<E: EntityTrait>(
    id: E::Column,
    request: E::Column,
    limited: MembershipId,
) -> SelectStatement {
    let requests = ids::<request::Entity>(request::Column::Id, territory::requests(limited));
    ids::<E>(id, Condition::all().add(request.in_subquery(requests)))
}

/// The rows at sites there.
fn placed<E: EntityTrait>(
    id: E::Column,
    site: E::Column,
    limited: MembershipId,
) -> SelectStatement {
    let there = site.in_subquery(territory::sites(limited));
    ids::<E>(id, Condition::all().add(there))
}

fn ids<E: EntityTrait>(id: E::Column, which: Condition) -> SelectStatement {
    E::find()
        .select_only()
        .column(id)
        .filter(which)
        .into_query()
}
