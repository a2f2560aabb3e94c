//! The export: JSON Lines, chain after chain, closed by counts and the root over all heads.
use super::{RootBuilder, Subject};
use chrono::SecondsFormat;
use entities::event;
use sea_orm::{Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use std::io::Write;

const PAGE: u64 = 4000;

/// Writes every event, then the line a cut would remove.
pub async fn write(db: &impl ConnectionTrait, out: &mut impl Write) -> anyhow::Result<u64> {
    let mut root = RootBuilder::default();
    let mut events: u64 = 0;
    for subject in Subject::ALL {
        let mut head: Option<event::Model> = None;
        loop {
            let (id, seq) = head
                .as_ref()
                .map_or((0, 0), |event| (event.subject_id, event.seq));
            let page = event::Entity::find()
                .filter(event::COLUMN.subject_kind.eq(subject.key()))
                .filter(
                    Condition::any().add(event::COLUMN.subject_id.gt(id)).add(
                        Condition::all()
                            .add(event::COLUMN.subject_id.eq(id))
                            .add(event::COLUMN.seq.gt(seq)),
                    ),
                )
                .order_by_asc(event::COLUMN.subject_id)
                .order_by_asc(event::COLUMN.seq)
                .limit(PAGE)
                .all(db)
                .await?;
            if page.is_empty() {
                break;
            }
            for event in page {
                write_line(out, &event)?;
                events += 1;
                if let Some(ended) = head.filter(|head| head.subject_id != event.subject_id) {
                    root.add(
                        &ended.subject_kind,
                        ended.subject_id,
                        ended.seq,
                        &ended.hash,
                    );
                }
                head = Some(event);
            }
        }
        if let Some(ended) = head {
            root.add(
                &ended.subject_kind,
                ended.subject_id,
                ended.seq,
                &ended.hash,
            );
        }
    }
    let end =
        json!({"end": true, "subjects": root.leaves(), "events": events, "root": root.root()});
    writeln!(out, "{end}")?;
    out.flush()?;
    Ok(events)
}

fn write_line(out: &mut impl Write, event: &event::Model) -> std::io::Result<()> {
    let line = json!({
        "subject_kind": event.subject_kind,
        "subject_id": event.subject_id,
        "seq": event.seq,
        "at": event.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "actor": event.actor_id,
        "kind": event.kind,
        "data": event.data,
        "previous": event.previous,
        "hash": event.hash,
    });
    writeln!(out, "{line}")
}
