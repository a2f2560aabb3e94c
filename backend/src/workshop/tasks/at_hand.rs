//! A device as the worker view sees it: what was done to it, and what there is to do now.
use super::rules::{self, Known, Now, Part, Task};
use crate::{
    app::App,
    auth::Signed,
    web::Error,
    workshop::{
        actions,
        erasure_by_reset::family_of,
        queries::{self, Stay, Work},
        rules::{Blocker, NextAction},
    },
};
use chrono::NaiveDate;
use entities::{
    checklist::ChecklistId,
    checklist_answer::Step,
    reset_answer::{self, ResetQuestion},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

pub struct AtHand {
    pub work: Work,
    pub next: NextAction,
    pub stay: Stay,
    reset_answers: Vec<reset_answer::Model>,
    answered: Vec<ResetQuestion>,
}

impl AtHand {
    pub async fn of(
        app: &App,
        db: &impl ConnectionTrait,
        by: &Signed,
        code: &str,
    ) -> Result<Self, Error> {
        let work = queries::device_at_bench(db, by, code)
            .await?
            .ok_or(Error::NotFound)?;
        let habilitated = queries::habilitated(db, by.account.id, app.clock.today()).await?;
        let reset_answers = reset_answer::Entity::find()
            .filter(reset_answer::COLUMN.device_id.eq(work.device.id))
            .filter(reset_answer::COLUMN.stay.eq(work.device.stay))
            .filter(reset_answer::COLUMN.account_id.eq(by.account.id))
            .all(db)
            .await?;
        Ok(Self {
            next: habilitated.next(by, &work),
            stay: queries::stay_of(app, db, &work.device).await?,
            answered: reset_answers.iter().map(|row| row.question).collect(),
            reset_answers,
            work,
        })
    }

    /// The same under the list that a form answered, where the stay may have that one.
    pub async fn under(
        mut self,
        db: &impl ConnectionTrait,
        list: ChecklistId,
        today: NaiveDate,
    ) -> Result<Result<Self, Blocker>, Error> {
        let under = actions::under(db, &mut self.work.listed, Some(list), today).await?;
        Ok(under.map(|()| self))
    }

    /// What this person answered to a question about the reset.
    #[must_use]
    pub fn reset_answer(&self, question: ResetQuestion) -> &str {
        let mut rows = self.reset_answers.iter();
        rows.find(|row| row.question == question)
            .map_or("", |row| &row.answer)
    }

    #[must_use]
    pub fn known(&self) -> Known<'_> {
        Known {
            stage: self.work.device.stage,
            triage_items: self.work.items(Step::Triage),
            triage: &self.work.triage,
            refurbishment_items: self.work.items(Step::Refurbishment),
            refurbishment: &self.work.refurbishment,
            family: family_of(&self.work, self.reset_answer(ResetQuestion::Os)),
            asks_system: family_of(&self.work, "").is_none(),
            reset: self.stay.reset_on.is_some(),
            answered: &self.answered,
        }
    }

    #[must_use]
    pub fn now(&self) -> Now {
        rules::now(self.next)
    }

    /// The task of this name, with its part; none when it is not to be done now.
    #[must_use]
    pub fn task(&self, name: &str) -> Option<(Part, Task<'_>)> {
        let known = self.known();
        rules::open_parts(self.now(), known.stage)
            .into_iter()
            .find_map(|part| {
                let tasks = rules::tasks(part, &known);
                let named = tasks.into_iter().find(|task| task.name() == name)?;
                Some((part, named))
            })
    }

    /// The page of the task that comes after this one.
    #[must_use]
    pub fn page_after(&self, task: &str) -> String {
        let page = page_of(&self.work);
        let known = self.known();
        let after = self.task(task).and_then(|(part, task)| {
            let next = rules::after(task, &rules::tasks(part, &known), &known)?;
            Some(next.name())
        });
        match after {
            Some(name) => format!("{page}?task={name}"),
            None => page,
        }
    }
}

/// The page of whatever is to be done now.
#[must_use]
pub fn page_of(work: &Work) -> String {
    format!("/bench/{}/tasks", work.code())
}
