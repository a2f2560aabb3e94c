//! The batches printed for a site, and the codes in them.
use super::Code;
use crate::auth::{Signed, territory};
use entities::{
    device, label,
    label_batch::{self, LabelBatchId},
    membership::Role,
    organisation::{self, OrganisationId, OrganisationKind},
    site::{self, SiteId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    prelude::{DateTimeUtc, Expr},
};
use std::collections::HashMap;

/// The sites somebody prints labels for.
pub async fn sites_of(db: &impl ConnectionTrait, by: &Signed) -> Result<Vec<site::Model>, DbErr> {
    site::Entity::find()
        .filter(whose(by))
        .filter(site::COLUMN.closed_at.is_null())
        .order_by_asc(site::Column::Name)
        .order_by_asc(site::Column::Id)
        .all(db)
        .await
}

/// A batch as the list shows it.
pub struct Batch {
    pub batch: label_batch::Model,
    pub site_name: String,
    /// Labels that no device bears yet, nor bore before it was given another.
    pub blank: i64,
}

/// The latest batches of these sites.
pub async fn batches(
    db: &impl ConnectionTrait,
    sites: &[site::Model],
    limit: u64,
) -> Result<Vec<Batch>, DbErr> {
    let batches = label_batch::Entity::find()
        .filter(
            label_batch::COLUMN
                .site_id
                .is_in(sites.iter().map(|site| site.id)),
        )
        .order_by_desc(label_batch::Column::Id)
        .limit(limit)
        .all(db)
        .await?;
    let used: Vec<(LabelBatchId, i64)> = label::Entity::find()
        .select_only()
        .column(label::Column::BatchId)
        .column_as(label::Column::Code.count(), "used")
        .join(
            JoinType::LeftJoin,
            label::Entity::belongs_to(device::Entity)
                .from(label::Column::Code)
                .to(device::Column::LabelCode)
                .into(),
        )
        .filter(
            label::COLUMN
                .batch_id
                .is_in(batches.iter().map(|batch| batch.id)),
        )
        .filter(
            Condition::any()
                .add(device::Column::Id.is_not_null())
                .add(label::COLUMN.retired_at.is_not_null()),
        )
        .group_by(label::Column::BatchId)
        .into_tuple()
        .all(db)
        .await?;
    let used: HashMap<LabelBatchId, i64> = used.into_iter().collect();
    let names: HashMap<SiteId, &str> = sites
        .iter()
        .map(|site| (site.id, site.name.as_str()))
        .collect();
    Ok(batches
        .into_iter()
        .map(|batch| Batch {
            site_name: names
                .get(&batch.site_id)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            blank: i64::from(batch.count) - used.get(&batch.id).copied().unwrap_or_default(),
            batch,
        })
        .collect())
}

/// The format of the latest batch printed where the person works.
pub async fn latest_template(
    db: &impl ConnectionTrait,
    by: &Signed,
) -> Result<Option<String>, DbErr> {
    let sites: Vec<SiteId> = match by.site_id {
        Some(site) => vec![site],
        None => sites_of(db, by).await?.iter().map(|site| site.id).collect(),
    };
    let batch = label_batch::Entity::find()
        .filter(label_batch::COLUMN.site_id.is_in(sites))
        .order_by_desc(label_batch::Column::Id)
        .one(db)
        .await?;
    Ok(batch.map(|batch| batch.template))
}

/// A batch, if the person prints for its site.
pub async fn batch(
    db: &impl ConnectionTrait,
    by: &Signed,
    id: LabelBatchId,
) -> Result<Option<(label_batch::Model, site::Model)>, DbErr> {
    let Some(batch) = label_batch::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    let site = site::Entity::find_by_id(batch.site_id).one(db).await?;
    Ok(site
        .filter(|site| {
            if by.role == Role::Coordinator {
                territory::covers(by, site.epci_code.as_deref())
            } else {
                site.organisation_id == by.organisation_id
            }
        })
        .map(|site| (batch, site)))
}

/// A label that was printed, and that no other took the place of.
fn usable(code: &str) -> Select<label::Entity> {
    label::Entity::find_by_id(code).filter(label::COLUMN.retired_at.is_null())
}

/// Whether a label was printed and not replaced.
pub async fn is_usable(db: &impl ConnectionTrait, code: &str) -> Result<bool, DbErr> {
    Ok(usable(code).count(db).await? > 0)
}

/// Another label took the place of this one.
pub async fn retire(txn: &impl ConnectionTrait, code: &str, now: DateTimeUtc) -> Result<(), DbErr> {
    label::Entity::update_many()
        .filter(label::COLUMN.code.eq(code))
        .col_expr(label::Column::RetiredAt, Expr::value(now))
        .exec(txn)
        .await?;
    Ok(())
}

/// Whether this is a label of a batch the person could have printed, which no device bears yet: one query, since a scan
/// asks it.
pub async fn is_blank(db: &impl ConnectionTrait, by: &Signed, code: Code) -> Result<bool, DbErr> {
    let code = code.to_string();
    let sites = site::Entity::find()
        .select_only()
        .column(site::Column::Id)
        .filter(whose(by));
    let batches = label_batch::Entity::find()
        .select_only()
        .column(label_batch::Column::Id)
        .filter(label_batch::Column::SiteId.in_subquery(sites.into_query()));
    let bearers = device::Entity::find()
        .select_only()
        .column(device::Column::LabelCode)
        .filter(device::COLUMN.label_code.eq(code.as_str()));
    let blank = usable(&code)
        .filter(label::Column::BatchId.in_subquery(batches.into_query()))
        .filter(label::Column::Code.not_in_subquery(bearers.into_query()));
    Ok(blank.count(db).await? > 0)
}

/// The sites whose labels somebody prints: coordination those of its territory, others their organisation's.
fn whose(by: &Signed) -> Condition {
    Condition::all().add(if by.role == Role::Coordinator {
        territory::rows(by, site::Column::EpciCode)
    } else {
        site::COLUMN.organisation_id.eq(by.organisation_id).into()
    })
}

/// The codes of a batch, in the order they are printed.
pub async fn codes(db: &impl ConnectionTrait, id: LabelBatchId) -> Result<Vec<Code>, DbErr> {
    let labels = label::Entity::find()
        .filter(label::COLUMN.batch_id.eq(id))
        .order_by_asc(label::Column::Code)
        .all(db)
        .await?;
    Ok(labels
        .iter()
        .filter_map(|label| Code::parse(&label.code).ok())
        .collect())
}

/// Whose name a blank label bears: the département's, whose devices these are going to be, else that
/// of who prints it.
pub async fn owner_on_blank_labels(
    db: &impl ConnectionTrait,
    printing: OrganisationId,
) -> Result<String, DbErr> {
    let departement = organisation::Entity::find()
        .filter(organisation::COLUMN.kind.eq(OrganisationKind::Departement))
        .filter(organisation::COLUMN.closed_at.is_null())
        .order_by_asc(organisation::Column::Id)
        .one(db)
        .await?;
    let owner = match departement {
        Some(departement) => Some(departement),
        None => organisation::Entity::find_by_id(printing).one(db).await?,
    };
    Ok(owner.map(|owner| owner.name).unwrap_or_default())
}
