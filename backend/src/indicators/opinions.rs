//! Opinions of workshops, handovers and kits, and what their answers add up to: grouped by place and quarter in the
//! database. An opinion counts in the quarter in which it was given.
use super::{
    queries::{Span, one},
    rules::{Figure, opinions::Points, publishing::Count},
};
use entities::{
    opinion::{self, OpinionKind},
    opinion_answer,
    programme::ProgrammeId,
    site::SiteId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QuerySelect,
    RelationDef, sea_query::Expr,
};

fn figure(kind: OpinionKind) -> Figure {
    match kind {
        OpinionKind::Workshop => Figure::WorkshopOpinions,
        OpinionKind::Handover => Figure::HandoverOpinions,
        OpinionKind::KitUser => Figure::KitUserOpinions,
        OpinionKind::KitPrescriber => Figure::KitPrescriberOpinions,
    }
}

pub async fn given(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<Count>, DbErr> {
    let rows: Vec<(SiteId, OpinionKind, i32, i64)> = opinion::Entity::find()
        .select_only()
        .column(opinion::Column::SiteId)
        .column(opinion::Column::Kind)
        .expr_as(span.quarter(opinion::Column::Quarter), "span")
        .column_as(opinion::Column::Id.count(), "opinions")
        .filter(opinion::COLUMN.programme_id.eq(programme))
        .filter(span.within(opinion::Column::Quarter))
        .group_by(opinion::Column::SiteId)
        .group_by(opinion::Column::Kind)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let count = |(site, kind, quarter, count)| one(figure(kind), site, quarter, count);
    Ok(rows.into_iter().map(count).collect())
}

pub async fn points(
    db: &impl ConnectionTrait,
    programme: ProgrammeId,
    span: &Span,
) -> Result<Vec<(Figure, SiteId, usize, Points)>, DbErr> {
    let to_opinion: RelationDef = opinion_answer::Entity::belongs_to(opinion::Entity)
        .from(opinion_answer::Column::OpinionId)
        .to(opinion::Column::Id)
        .into();
    let rows: Vec<(SiteId, OpinionKind, i32, i64, i64)> = opinion_answer::Entity::find()
        .select_only()
        .column(opinion::Column::SiteId)
        .column(opinion::Column::Kind)
        .expr_as(span.quarter(opinion::Column::Quarter), "span")
        .column_as(opinion_answer::Column::Value.sum(), "points")
        .column_as(opinion_answer::Column::Value.count(), "answers")
        .join(JoinType::InnerJoin, to_opinion)
        .filter(opinion::COLUMN.programme_id.eq(programme))
        .filter(span.within(opinion::Column::Quarter))
        .group_by(opinion::Column::SiteId)
        .group_by(opinion::Column::Kind)
        .group_by(Expr::col("span"))
        .into_tuple()
        .all(db)
        .await?;
    let points = |(site, kind, quarter, sum, answers): (SiteId, OpinionKind, i32, i64, i64)| {
        let quarter = usize::try_from(quarter).unwrap_or(usize::MAX);
        (figure(kind), site, quarter, Points { sum, answers })
    };
    Ok(rows.into_iter().map(points).collect())
}
