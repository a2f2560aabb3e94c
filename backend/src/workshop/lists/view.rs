//! What the pages about checklists share: the kind in an address, a question in words, what two versions differ in.
use crate::{
    auth::Signed,
    devices::standing::kind_value,
    web::{Error, Words},
    workshop::{
        checklists::{self, Item, Kind, STEPS, step_key, step_of},
        questions::{limits_said, said, with_unit},
    },
};
use entities::{
    account, checklist,
    checklist_item::ItemKind,
    device::DeviceKind,
    membership::{self, MembershipId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter};
use std::collections::HashMap;

/// The kind of device named in an address.
pub fn kind_of(text: &str) -> Result<DeviceKind, Error> {
    DeviceKind::iter()
        .find(|kind| kind_value(*kind) == text)
        .ok_or(Error::NotFound)
}

/// The lists are the whole département's: who coordinates a part of it reads only.
pub fn may_change(by: &Signed) -> Result<(), Error> {
    if by.territories.is_empty() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

/// A step and its questions.
pub struct StepView {
    pub title: &'static str,
    pub value: &'static str,
    pub items: Vec<ItemView>,
}

pub struct ItemView {
    pub id: String,
    pub icon: String,
    pub words: String,
    /// How it is answered, and what its answer does.
    pub rules: String,
    pub first: bool,
    pub last: bool,
}

pub fn steps(words: Words, items: &[Item]) -> Vec<StepView> {
    let step = |step| {
        let items = step_of(items, step);
        let views = items.iter().enumerate().map(|(place, item)| ItemView {
            id: item.id.0.clone(),
            icon: item.pictogram.clone(),
            words: said(words, item),
            rules: rules_of(words, item),
            first: place == 0,
            last: place + 1 == items.len(),
        });
        StepView {
            title: step_key(step),
            value: step_value(step),
            items: views.collect(),
        }
    };
    STEPS.into_iter().map(step).collect()
}

pub const fn step_value(step: entities::checklist_answer::Step) -> &'static str {
    use entities::checklist_answer::Step;
    match step {
        Step::Triage => "triage",
        Step::Refurbishment => "refurbishment",
        Step::QualityCheck => "quality_check",
    }
}

/// The word key of a kind of question.
pub const fn item_kind_key(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::YesNo => "list-kind-yes-no",
        ItemKind::YesNoNa => "list-kind-yes-no-na",
        ItemKind::Grade => "list-kind-grade",
        ItemKind::Measure => "list-kind-measure",
        ItemKind::Photo => "list-kind-photo",
    }
}

/// How a question is answered, and what its answer does: in one line.
fn rules_of(words: Words, item: &Item) -> String {
    let mut rules = vec![words.say(item_kind_key(item.kind.name()))];
    if let Kind::Measure(measure) = item.kind {
        let bounds = words
            .with("lowest", measure.lowest)
            .with("highest", with_unit(words, measure, measure.highest));
        rules.push(bounds.say("list-bounds"));
        rules.extend(
            limits_said(words, measure).map(|limits| limits.trim_end_matches('.').to_owned()),
        );
    }
    let flags = [
        (item.required, "list-is-required", "list-is-optional"),
        (item.blocking, "list-is-blocking", "list-is-noted"),
    ];
    for (is, yes, no) in flags {
        if item.kind != Kind::Photo || is || no == "list-is-optional" {
            rules.push(words.say(if is { yes } else { no }));
        }
    }
    if item.function {
        rules.push(words.say("list-is-function"));
    }
    if item.opens {
        rules.push(words.say("list-is-opening"));
    }
    rules.join(" · ")
}

/// What two versions differ in, said.
pub struct ChangesView {
    pub lines: Vec<Change>,
}

pub enum Change {
    Added(String),
    Removed(String),
    /// Before, and after.
    Changed(String, String),
    Reordered,
}

pub fn changes(words: Words, before: &[Item], after: &[Item]) -> ChangesView {
    let changes = checklists::changes(before, after);
    let whole = |item: &Item| {
        let step = words.say(step_key(item.step));
        format!("{} ({step} · {})", said(words, item), rules_of(words, item))
    };
    let mut lines: Vec<Change> = Vec::new();
    lines.extend(changes.added.iter().map(|item| Change::Added(whole(item))));
    lines.extend(
        changes
            .removed
            .iter()
            .map(|item| Change::Removed(said(words, item))),
    );
    lines.extend(
        changes
            .changed
            .iter()
            .map(|(item, now)| Change::Changed(whole(item), whole(now))),
    );
    if changes.reordered {
        lines.push(Change::Reordered);
    }
    ChangesView { lines }
}

/// The names of who changed these versions.
pub async fn names(
    db: &impl ConnectionTrait,
    lists: &[checklist::Model],
) -> Result<HashMap<MembershipId, String>, DbErr> {
    let ids: Vec<MembershipId> = lists.iter().filter_map(|list| list.membership_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let members = membership::Entity::find()
        .filter(membership::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    let accounts = account::Entity::find()
        .filter(
            account::COLUMN
                .id
                .is_in(members.iter().map(|member| member.account_id)),
        )
        .all(db)
        .await?;
    let name = |member: membership::Model| {
        let account = accounts
            .iter()
            .find(|account| account.id == member.account_id)?;
        Some((member.id, account.name.clone()))
    };
    Ok(members.into_iter().filter_map(name).collect())
}
