//! What the attestation of a pathway says, gathered from the records it rests on (domain facts §5).
use super::{
    queries::{self, Followed},
    questionnaires::{ANSWERS, questionnaire},
    say, skills,
};
use crate::{
    app::App,
    auth::Signed,
    documents::{Attestation, AttestedModule, AttestedResult, AttestedSession},
    programmes::themes,
    recipients::identity::{self, request_reference},
    training::{places::ends_at, queries as training, rules::minutes_attended, say as said},
    web::{Error, Words, format::Day},
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use entities::{
    answer_set::{self, QuestionnaireKind},
    attendance::{self, AttendanceState},
    device, organisation, pathway,
    site::{self, SiteId},
    training_module::ModuleId,
    training_session::{self, TrainingSessionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// Everything the attestation says; none before the pathway is attested, nor once the person is forgotten.
pub async fn facts(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Signed,
    followed: &Followed,
) -> Result<Option<Attestation>, Error> {
    let now = app.clock.now();
    let words = by.words();
    let Followed {
        request,
        programme,
        enrolment,
        learner,
        recipient,
    } = followed;
    let name = identity::learner_name(&app.keys, learner, recipient)?;
    let (Some(attested_at), Some(learner)) = (enrolment.attested_at, name) else {
        return Ok(None);
    };
    let pathway = pathway::Entity::find_by_id(enrolment.pathway_id)
        .one(db)
        .await?
        .context("an enrolment is in a pathway")?;
    let organisation = organisation::Entity::find_by_id(by.organisation_id)
        .one(db)
        .await?
        .context("a membership is in an organisation")?;
    let attended = attended(db, followed, now).await?;
    let ids: Vec<TrainingSessionId> = attended.iter().map(|session| session.id).collect();
    let taught: BTreeSet<ModuleId> = training::modules_of(db, &ids)
        .await?
        .into_values()
        .flatten()
        .collect();
    let sites = training::sites(db, attended.iter().map(|session| session.site_id)).await?;
    let place = |id: SiteId| {
        let site: Option<&site::Model> = sites.get(&id);
        site.map(|site| format!("{}, {}", site.name, site.city))
            .unwrap_or_default()
    };
    let modules = training::modules(db, enrolment.pathway_id).await?;
    let training_facts = training::facts(db, request, programme, now).await?;
    let choose = |french: &str, english: &str| words.lang.choose(french, english).to_owned();
    Ok(Some(Attestation {
        lang: words.lang,
        reference: request_reference(request.id),
        learner,
        siret: organisation.siret,
        organisation: organisation.name,
        trainer: by.account.name.clone(),
        programme: choose(&programme.name_fr, &programme.name_en),
        pathway: choose(&pathway.name_fr, &pathway.name_en),
        modules: modules
            .iter()
            .map(|module| AttestedModule {
                name: choose(&module.name_fr, &module.name_en),
                theme: module
                    .theme
                    .as_deref()
                    .and_then(themes::theme)
                    .map(|theme| {
                        words
                            .with("theme", theme.name(words.lang))
                            .with("area", words.say(say::area(theme.area)))
                            .say("attestation-theme")
                    }),
                duration: said::duration(module.minutes),
                followed: taught.contains(&module.id),
            })
            .collect(),
        sessions: attended
            .iter()
            .map(|session| AttestedSession {
                day: session.starts_at.in_paris(),
                place: place(session.site_id),
                duration: said::duration(session.minutes),
            })
            .collect(),
        followed: said::duration(minutes_attended(&training_facts)),
        planned: said::duration(programme.required_minutes),
        results: results(db, words, followed).await?,
        device: device(db, followed).await?,
        issued_at: attended
            .last()
            .map(|session| place(session.site_id))
            .unwrap_or_default(),
        attested_on: attested_at.in_paris(),
        issued_on: app.clock.today(),
    }))
}

/// The sessions that count, oldest first: the ended ones the person was present at.
async fn attended(
    db: &impl ConnectionTrait,
    followed: &Followed,
    now: DateTime<Utc>,
) -> Result<Vec<training_session::Model>, Error> {
    let present = attendance::Entity::find()
        .filter(attendance::COLUMN.enrolment_id.eq(followed.enrolment.id))
        .filter(attendance::COLUMN.state.eq(AttendanceState::Present))
        .all(db)
        .await?;
    let mut sessions = training_session::Entity::find()
        .filter(
            training_session::COLUMN
                .id
                .is_in(present.iter().map(|place| place.session_id)),
        )
        .order_by_asc(training_session::COLUMN.starts_at)
        .all(db)
        .await?;
    sessions.retain(|session| ends_at(session) <= now);
    Ok(sessions)
}

/// The device of the request, by its label.
async fn device(db: &impl ConnectionTrait, followed: &Followed) -> Result<Option<String>, Error> {
    let Some(id) = followed.request.device_id else {
        return Ok(None);
    };
    let device = device::Entity::find_by_id(id).one(db).await?;
    Ok(device.map(|device| {
        let code = device.label_code.unwrap_or_default();
        format!("{code} · {} {}", device.manufacturer, device.model)
    }))
}

/// The tests made elsewhere, then the person's own view of the socle, area by area.
async fn results(
    db: &impl ConnectionTrait,
    words: Words,
    followed: &Followed,
) -> Result<Vec<AttestedResult>, Error> {
    let enrolment = followed.enrolment.id;
    let mut results = Vec::new();
    for result in queries::skills(db, enrolment).await? {
        let skill = skills::skill(result.kind).context("a test stays in the data")?;
        results.push(AttestedResult {
            name: skill.name.say(words.lang).into_owned(),
            moment: words.say(say::moment(result.moment)),
            value: skill.said(&words, result.value),
        });
    }
    for set in queries::answered(db, enrolment).await? {
        if set.questionnaire == QuestionnaireKind::Socle {
            results.extend(socle(db, words, &set).await?);
        }
    }
    Ok(results)
}

/// The mean of a person's answers in each area of `DigComp`, out of the most there is.
async fn socle(
    db: &impl ConnectionTrait,
    words: Words,
    set: &answer_set::Model,
) -> Result<Vec<AttestedResult>, Error> {
    let asked = questionnaire(set.questionnaire, Some(set.version))
        .context("a version that was asked stays in the data")?;
    let values = queries::values(db, set).await?;
    let mut areas: BTreeMap<i32, Vec<i32>> = BTreeMap::new();
    for (position, statement) in asked.numbered() {
        let answers = areas.entry(statement.area).or_default();
        answers.extend(values.get(&position));
    }
    let mut results = Vec::new();
    for (area, answers) in areas {
        let count = u32::try_from(answers.len()).context("a questionnaire has few statements")?;
        if count == 0 {
            continue;
        }
        let mean = f64::from(answers.iter().sum::<i32>()) / f64::from(count);
        results.push(AttestedResult {
            name: words
                .with("area", words.say(say::area(area)))
                .say("attestation-socle"),
            moment: words.say(say::moment(set.moment)),
            value: format!("{} / {ANSWERS}", words.number(format!("{mean:.1}"))),
        });
    }
    Ok(results)
}
