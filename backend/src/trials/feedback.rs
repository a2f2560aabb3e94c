//! `/trials/{id}/feedback/{moment}`: what a school says of a trial, in three minutes on a phone. Once in the middle and
//! once at the end; corrected until two weeks after the kit is back.
use super::{
    actions::{self, Telling},
    lists, queries,
    rules::{Answers, Came, Standing, Use, standing},
    say,
    wording::looks,
};
use crate::{
    app::App,
    auth::{Allowed, permissions::TellTrials},
    lending::{queries::Named, say as loans},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    feedback_tag::TagList,
    loan,
    loan_feedback::{self, Advice, FeedbackMoment, Frequency, LeadsTo, Outcome},
};
use sea_orm::{ActiveEnum, Iterable};

/// What the few words are sealed as.
pub const WORDS: &str = "trial-words";
/// How long they may be.
const LONGEST: usize = 600;

#[derive(Template)]
#[template(path = "trials/feedback.html")]
struct FeedbackPage {
    shell: Shell,
    id: i32,
    number: String,
    item: String,
    moment: String,
    title: &'static str,
    is_end: bool,
    frequencies: Vec<Choice>,
    activities: Vec<Choice>,
    obstacles: Vec<Choice>,
    questions: Vec<Faces>,
    advices: Vec<Choice>,
    outcomes: Vec<Choice>,
    leads: Vec<Choice>,
    reasons: Vec<Choice>,
    /// The words look like what does not belong here: the person may keep them as they are.
    warned: bool,
    form: FeedbackForm,
    errors: FormErrors,
    refusal: Option<&'static str>,
}

/// A question answered with a pictogram.
struct Faces {
    field: &'static str,
    legend: String,
    hint: String,
    chosen: String,
    steps: Vec<Face>,
}

struct Face {
    value: String,
    icon: &'static str,
    words: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct FeedbackForm {
    write_id: String,
    frequency: String,
    activities: Vec<String>,
    autonomy_before: String,
    autonomy_after: String,
    voice: String,
    obstacles: Vec<String>,
    effort: String,
    advice: String,
    outcome: String,
    leads_to: String,
    reasons: Vec<String>,
    words: String,
    keep: String,
}

impl FeedbackForm {
    fn parse(&self, moment: FeedbackMoment) -> Result<Answers, FormErrors> {
        let mut errors = FormErrors::default();
        let frequency = Frequency::try_from_value(&self.frequency);
        if frequency.is_err() {
            errors.add("frequency", "trial-answer-missing");
        }
        let is_used = !matches!(frequency, Ok(Frequency::Never));
        let activities = lists::known(TagList::Activity, &self.activities);
        let reasons = lists::known(TagList::Reason, &self.reasons);
        let used = if is_used {
            if activities.is_empty() {
                errors.add("activities", "trial-tick-one");
            }
            self.parse_use(&mut errors)
        } else {
            None
        };
        let came = match moment {
            FeedbackMoment::Mid => None,
            FeedbackMoment::End => self.parse_outcome(is_used, &reasons, &mut errors),
        };
        let words = self.words.trim().to_owned();
        if words.chars().count() > LONGEST {
            errors.add("words", "trial-words-too-long");
        } else if self.keep != "yes"
            && let Some(looks) = looks(&words)
        {
            errors.add("words", looks.key());
        }
        match frequency {
            Ok(frequency) if errors.is_empty() => Ok(Answers {
                frequency,
                used,
                activities: if is_used { activities } else { Vec::new() },
                obstacles: lists::known(TagList::Obstacle, &self.obstacles),
                reasons: match came {
                    Some(Came::NotConclusive | Came::Unused) => reasons,
                    Some(Came::Conclusive(_)) | None => Vec::new(),
                },
                came,
                words,
            }),
            Ok(_) | Err(_) => Err(errors),
        }
    }

    fn parse_use(&self, errors: &mut FormErrors) -> Option<Use> {
        let before = step("autonomy_before", &self.autonomy_before, errors);
        let after = step("autonomy_after", &self.autonomy_after, errors);
        let voice = match self.voice.as_str() {
            "" | "0" => None,
            typed => step("voice", typed, errors),
        };
        let effort = step("effort", &self.effort, errors);
        let advice = Advice::try_from_value(&self.advice).ok();
        if advice.is_none() {
            errors.add("advice", "trial-answer-missing");
        }
        Some(Use {
            autonomy_before: before?,
            autonomy_after: after?,
            voice,
            effort: effort?,
            advice: advice?,
        })
    }

    /// What the trial came to: what was never used came to nothing, and the other way round.
    fn parse_outcome(
        &self,
        is_used: bool,
        reasons: &[String],
        errors: &mut FormErrors,
    ) -> Option<Came> {
        let came = match Outcome::try_from_value(&self.outcome) {
            Ok(Outcome::Conclusive) if is_used => {
                let Ok(to) = LeadsTo::try_from_value(&self.leads_to) else {
                    errors.add("leads_to", "trial-answer-missing");
                    return None;
                };
                Some(Came::Conclusive(to))
            }
            Ok(Outcome::NotConclusive) if is_used => Some(Came::NotConclusive),
            Ok(Outcome::Unused) if !is_used => Some(Came::Unused),
            Ok(Outcome::Unused) => {
                errors.add("outcome", "trial-outcome-was-used");
                None
            }
            Ok(Outcome::Conclusive | Outcome::NotConclusive) => {
                errors.add("outcome", "trial-outcome-was-not-used");
                None
            }
            Err(_) => {
                errors.add("outcome", "trial-answer-missing");
                None
            }
        };
        if matches!(came, Some(Came::NotConclusive | Came::Unused)) && reasons.is_empty() {
            errors.add("reasons", "trial-tick-one");
        }
        came
    }
}

/// A step of a scale.
fn step(field: &'static str, typed: &str, errors: &mut FormErrors) -> Option<i32> {
    let step = (1..=5).find(|step: &i32| step.to_string() == typed);
    if step.is_none() {
        errors.add(field, "trial-answer-missing");
    }
    step
}

/// The trial, which moment of it is meant, and what was told of that.
struct Asked {
    loan: loan::Model,
    moment: FeedbackMoment,
    before: Option<loan_feedback::Model>,
    standing: Standing,
}

async fn find(
    app: &App,
    by: &Allowed<TellTrials>,
    (id, moment): (i32, &str),
) -> Result<Asked, Error> {
    let moment = FeedbackMoment::try_from_value(&moment.to_owned()).map_err(|_| Error::NotFound)?;
    let loan = queries::trial(&app.db, by, id)
        .await?
        .ok_or(Error::NotFound)?;
    let told = queries::feedbacks(&app.db, std::slice::from_ref(&loan)).await?;
    let before = told
        .into_values()
        .flatten()
        .find(|row| row.moment == moment);
    Ok(Asked {
        standing: standing(&loan, moment, before.is_some(), app.clock.today()),
        loan,
        moment,
        before,
    })
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<TellTrials>,
    Path((id, moment)): Path<(i32, String)>,
) -> Result<Response, Error> {
    let asked = find(&app, &by, (id, moment.as_str())).await?;
    if !asked.standing.is_open() {
        return Err(Error::NotFound);
    }
    let form = match &asked.before {
        Some(before) => filled(&app, before).await?,
        None => FeedbackForm::default(),
    };
    let shown = (form, FormErrors::default());
    page(&app, &by, &asked, shown, None).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<TellTrials>,
    Path((id, moment)): Path<(i32, String)>,
    Form(form): Form<FeedbackForm>,
) -> Result<Response, Error> {
    let asked = find(&app, &by, (id, moment.as_str())).await?;
    let answers = match form.parse(asked.moment) {
        Ok(answers) => answers,
        Err(errors) => {
            return page(&app, &by, &asked, (form, errors), None).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    if !asked.standing.is_open() {
        drop(write);
        let shown = (form, FormErrors::default());
        return page(&app, &by, &asked, shown, Some("trial-refused-over")).await;
    }
    let sealed = (!answers.words.is_empty()).then(|| app.keys.seal(WORDS, &answers.words));
    let telling = Telling {
        moment: asked.moment,
        answers: &answers,
        sealed_words: sealed.as_deref(),
        before: asked.before.as_ref(),
    };
    match actions::tell(&*write, &by, &asked.loan, telling, app.clock.now()).await {
        Ok(()) => {
            let to = format!("/trials/{id}?done=trial-told");
            Ok(write.answer(to).await?.into_response())
        }
        // Told by somebody else of the school at this moment, or the kit came back.
        Err(Error::Changed) => {
            drop(write);
            let shown = (form, FormErrors::default());
            page(&app, &by, &asked, shown, Some("trial-refused-changed")).await
        }
        Err(error) => Err(error),
    }
}

/// The form with what was told before.
async fn filled(app: &App, row: &loan_feedback::Model) -> Result<FeedbackForm, Error> {
    let mut tags = queries::tags(&app.db, std::slice::from_ref(row)).await?;
    let mut ticked = |list| tags.remove(&(row.id, list)).unwrap_or_default();
    let words: Option<String> = match &row.sealed_words {
        Some(sealed) => Some(app.keys.open(WORDS, sealed)?),
        None => None,
    };
    let number = |step: Option<i32>| step.map(|step| step.to_string()).unwrap_or_default();
    Ok(FeedbackForm {
        write_id: String::new(),
        frequency: row.frequency.to_value(),
        activities: ticked(TagList::Activity),
        autonomy_before: number(row.autonomy_before),
        autonomy_after: number(row.autonomy_after),
        voice: number(row.voice),
        obstacles: ticked(TagList::Obstacle),
        effort: number(row.effort),
        advice: row.advice.map(|one| one.to_value()).unwrap_or_default(),
        outcome: row.outcome.map(|one| one.to_value()).unwrap_or_default(),
        leads_to: row.leads_to.map(|one| one.to_value()).unwrap_or_default(),
        reasons: ticked(TagList::Reason),
        words: words.unwrap_or_default(),
        keep: String::new(),
    })
}

/// The questions that are answered with a pictogram.
fn faces(shell: &Shell, form: &FeedbackForm) -> Vec<Faces> {
    let ask = |field, key: &str, hint: String, scale: &[say::Step; 5], chosen: &String| Faces {
        field,
        legend: shell.say(key),
        hint,
        chosen: chosen.clone(),
        steps: (1..)
            .zip(scale)
            .map(|(value, &(icon, key)): (i32, &say::Step)| Face {
                value: value.to_string(),
                icon,
                words: shell.say(key),
            })
            .collect(),
    };
    let mut voice = ask(
        "voice",
        "trial-voice",
        shell.say("trial-voice-help"),
        &say::VOICE,
        &form.voice,
    );
    voice.steps.push(Face {
        value: "0".to_owned(),
        icon: "ban",
        words: shell.say("trial-voice-none"),
    });
    let none = String::new;
    vec![
        ask(
            "autonomy_before",
            "trial-autonomy-before",
            none(),
            &say::AUTONOMY,
            &form.autonomy_before,
        ),
        ask(
            "autonomy_after",
            "trial-autonomy-after",
            none(),
            &say::AUTONOMY,
            &form.autonomy_after,
        ),
        voice,
        ask("effort", "trial-effort", none(), &say::EFFORT, &form.effort),
    ]
}

async fn page(
    app: &App,
    by: &Allowed<TellTrials>,
    asked: &Asked,
    (form, errors): (FeedbackForm, FormErrors),
    refusal: Option<&'static str>,
) -> Result<Response, Error> {
    let shell = by.shell();
    let status = match (refusal, errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let named = Named::of(&app.db, std::slice::from_ref(&asked.loan)).await?;
    let item = named
        .items
        .get(&asked.loan.item_id)
        .ok_or(Error::NotFound)?;
    let page = FeedbackPage {
        id: asked.loan.id.0,
        number: loans::number(&shell, asked.loan.id),
        item: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
        moment: asked.moment.to_value(),
        title: say::moment_key(asked.moment),
        is_end: asked.moment == FeedbackMoment::End,
        frequencies: Frequency::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(say::frequency_key(one))))
            .collect(),
        activities: lists::choices(TagList::Activity, shell.words),
        obstacles: lists::choices(TagList::Obstacle, shell.words),
        questions: faces(&shell, &form),
        advices: Advice::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(say::advice_key(one))))
            .collect(),
        outcomes: Outcome::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(say::outcome(one).key)))
            .collect(),
        leads: LeadsTo::iter()
            .map(|one| Choice::new(one.to_value(), shell.say(say::leads_to_key(one))))
            .collect(),
        reasons: lists::choices(TagList::Reason, shell.words),
        warned: status != StatusCode::OK && looks(&form.words).is_some(),
        form,
        errors,
        refusal,
        shell,
    };
    Ok(web::page(status, &page)?)
}
