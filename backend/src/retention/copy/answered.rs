//! What a person, or who was trained for them, said of their own competence, and the results of tests.
use super::Entry;
use crate::{
    app::App,
    competence::{questionnaires::questionnaire, say, skills::skill},
    web::{Error, Words},
};
use anyhow::Context;
use entities::{
    answer_set::{self, AnswerSetId},
    enrolment, skill_result, statement_answer,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::json;
use std::collections::BTreeMap;

/// Each answer as the statement it is to and the word that was chosen.
pub(super) async fn answers(
    app: &App,
    words: Words,
    enrolments: &[enrolment::Model],
) -> Result<Vec<Entry>, Error> {
    let sets = answer_set::Entity::find()
        .filter(
            answer_set::COLUMN
                .enrolment_id
                .is_in(enrolments.iter().map(|row| row.id)),
        )
        .order_by_asc(answer_set::COLUMN.id)
        .all(&app.db)
        .await?;
    let answers = statement_answer::Entity::find()
        .filter(
            statement_answer::COLUMN
                .answer_set_id
                .is_in(sets.iter().map(|set| set.id)),
        )
        .order_by_asc(statement_answer::COLUMN.position)
        .all(&app.db)
        .await?;
    let mut of_set: BTreeMap<AnswerSetId, Vec<(i32, i32)>> = BTreeMap::new();
    for answer in answers {
        let given = of_set.entry(answer.answer_set_id).or_default();
        given.push((answer.position, answer.value));
    }
    let mut entries = Vec::new();
    for set in sets {
        let asked = questionnaire(set.questionnaire, Some(set.version))
            .context("a version that was asked stays in the data")?;
        let given = of_set.remove(&set.id).unwrap_or_default();
        let said: Vec<String> = given
            .iter()
            .filter_map(|(position, value)| {
                let (_, statement) = asked.numbered().find(|(at, _)| at == position)?;
                let (_, answer) = asked.answers().find(|(of, _)| of == value)?;
                let statement = statement.words.say(words.lang);
                Some(format!("{statement} {}", answer.words.say(words.lang)))
            })
            .collect();
        let values: Vec<i32> = given.iter().map(|(_, value)| *value).collect();
        entries.push(
            Entry::new(words)
                .text(
                    "questionnaire",
                    "copy-questionnaire",
                    &asked.title.say(words.lang),
                )
                .word(
                    "moment",
                    "competence-moment",
                    &set.moment,
                    say::moment(set.moment),
                )
                .word("way", "competence-way", &set.way, say::way(set.way))
                .day("given_on", "competence-day", set.given_on)
                .line(
                    "answers",
                    "copy-given-answers",
                    said.join(" · "),
                    json!(values),
                ),
        );
    }
    Ok(entries)
}

pub(super) async fn skill_results(
    app: &App,
    words: Words,
    enrolments: &[enrolment::Model],
) -> Result<Vec<Entry>, Error> {
    let results = skill_result::Entity::find()
        .filter(
            skill_result::COLUMN
                .enrolment_id
                .is_in(enrolments.iter().map(|row| row.id)),
        )
        .order_by_asc(skill_result::COLUMN.id)
        .all(&app.db)
        .await?;
    let mut entries = Vec::new();
    for result in results {
        let test = skill(result.kind).context("a test stays in the data")?;
        entries.push(
            Entry::new(words)
                .text("kind", "skill-kind", &test.name.say(words.lang))
                .word(
                    "moment",
                    "competence-moment",
                    &result.moment,
                    say::moment(result.moment),
                )
                .line(
                    "value",
                    "skill-value",
                    test.said(&words, result.value),
                    json!(result.value),
                )
                .day("tested_on", "skill-day", result.tested_on),
        );
    }
    Ok(entries)
}
