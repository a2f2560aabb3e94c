//! `GET|POST /funds/{id}/spending/new`: money is committed to a kind of expense, or spent on a thing: a device, a part, the
//! time of a workshop's post, a training session, a settlement of passes.
use super::{
    actions::{self, Failure, NewSpend, Refusal, Thing},
    contributions::{amount, day},
    list::{find, recorder},
    queries,
    rules::{MOST_MINUTES, Purpose},
    say::{self, Said, expense_key, expenses},
    things,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::KeepFunds},
    labels::Code,
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use entities::{
    fund,
    fund_agreement::{self, Expense},
    fund_line, programme, site,
};
use sea_orm::{ActiveEnum, ConnectionTrait, DbErr};

#[derive(Template)]
#[template(path = "funds/spend.html")]
struct SpendPage {
    shell: Shell,
    fund: fund::Model,
    refusal: Option<Said>,
    kinds: Vec<Choice>,
    expenses: Vec<Choice>,
    sites: Vec<Choice>,
    commitments: Vec<Choice>,
    programmes: Vec<Choice>,
    epcis: Vec<Choice>,
    own_users: Vec<Choice>,
    form: SpendForm,
    errors: FormErrors,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct SpendForm {
    write_id: String,
    kind: String,
    expense: String,
    on: String,
    amount: String,
    /// The label of a device or a part, the number of a session or a settlement.
    thing: String,
    /// The workshop of a post.
    site: String,
    minutes: String,
    commitment: String,
    programme: String,
    epci: String,
    own_user_of: String,
}

/// What the form may choose from.
struct Offered {
    sites: Vec<site::Model>,
    programmes: Vec<programme::Model>,
    epcis: Vec<(String, String)>,
    agreements: Vec<fund_agreement::Model>,
    commitments: Vec<(fund_line::Model, i64)>,
}

impl Offered {
    async fn read(app: &App, fund: &fund::Model) -> Result<Self, DbErr> {
        Ok(Self {
            sites: things::workshops(&app.db).await?,
            programmes: queries::programmes(&app.db).await?,
            epcis: queries::epcis(&app.db).await?,
            agreements: queries::agreements(&app.db, fund.id).await?,
            commitments: queries::open_commitments(&app.db, fund.id).await?,
        })
    }
}

/// What was typed, checked.
enum Typed {
    Commitment((Expense, NaiveDate, i64)),
    Spend(NewSpend),
}

impl SpendForm {
    /// What was typed, or everything that is wrong with it.
    async fn parse(
        &self,
        db: &impl ConnectionTrait,
        offered: &Offered,
        today: NaiveDate,
    ) -> Result<Result<Typed, FormErrors>, DbErr> {
        let mut errors = FormErrors::default();
        let spends = match self.kind.as_str() {
            "spend" => Some(true),
            "commitment" => Some(false),
            _ => {
                errors.add("kind", "fund-choose-kind");
                None
            }
        };
        let expense = Expense::try_from_value(&self.expense)
            .ok()
            .filter(|expense| *expense != Expense::Internet);
        if expense.is_none() {
            errors.add("expense", "fund-choose-expense");
        }
        let on = day(&self.on, today, &mut errors);
        let cents = amount(&self.amount, &mut errors);
        let (Some(spends), Some(expense)) = (spends, expense) else {
            return Ok(Err(errors));
        };
        if !spends {
            return Ok(match (on, cents) {
                (Some(on), Some(cents)) => Ok(Typed::Commitment((expense, on, cents))),
                _ => Err(errors),
            });
        }
        let thing = self.thing(db, offered, expense, &mut errors).await?;
        let purpose = self.purpose(offered, expense, &mut errors);
        let commitment = self.commitment(offered, &mut errors);
        Ok(match (on, cents, thing) {
            (Some(on), Some(cents), Some(thing)) if errors.is_empty() => {
                Ok(Typed::Spend(NewSpend {
                    on,
                    cents,
                    thing,
                    purpose,
                    commitment,
                }))
            }
            _ => Err(errors),
        })
    }

    /// What was paid for, found by what was typed.
    async fn thing(
        &self,
        db: &impl ConnectionTrait,
        offered: &Offered,
        expense: Expense,
        errors: &mut FormErrors,
    ) -> Result<Option<Thing>, DbErr> {
        let typed = self.thing.trim();
        let number = typed.parse::<i32>().ok();
        let code = Code::parse(typed).ok().map(|code| code.to_string());
        let thing = match expense {
            Expense::Device => {
                let found = things::device(db, code.as_deref()).await?;
                found.map(Thing::Device)
            }
            Expense::Part => {
                let found = things::part(db, code.as_deref()).await?;
                found.map(Thing::Part)
            }
            Expense::Training => {
                let minutes = self.minutes(errors);
                let found = things::session(db, number).await?;
                // What is wrong with the minutes is said at their field.
                found.map(|id| Thing::Training(id, minutes.unwrap_or(1)))
            }
            Expense::Pass => {
                let found = things::settlement(db, number).await?;
                found.map(Thing::Passes)
            }
            Expense::WorkshopPost => {
                let minutes = self.minutes(errors);
                let site = offered
                    .sites
                    .iter()
                    .find(|one| one.id.0.to_string() == self.site);
                if site.is_none() {
                    errors.add("site", "fund-choose-site");
                }
                return Ok(site.map(|one| Thing::WorkshopPost(one.id, minutes.unwrap_or(1))));
            }
            Expense::Internet => None,
        };
        if thing.is_none() {
            errors.add("thing", "fund-thing-wrong");
        }
        Ok(thing)
    }

    fn minutes(&self, errors: &mut FormErrors) -> Option<i32> {
        let minutes: Option<i32> = self.minutes.trim().parse().ok();
        let minutes = minutes.filter(|minutes| (1..=MOST_MINUTES).contains(minutes));
        if minutes.is_none() {
            errors.add("minutes", "fund-minutes-wrong");
        }
        minutes
    }

    fn purpose(&self, offered: &Offered, expense: Expense, errors: &mut FormErrors) -> Purpose {
        let programme = offered
            .programmes
            .iter()
            .find(|one| one.id.0.to_string() == self.programme);
        if programme.is_none() && !self.programme.is_empty() {
            errors.add("programme", "fund-choose-programme");
        }
        let epci = offered.epcis.iter().find(|(code, _)| *code == self.epci);
        if epci.is_none() && !self.epci.is_empty() {
            errors.add("epci", "fund-choose-epci");
        }
        let own_user_of = offered
            .agreements
            .iter()
            .map(|one| one.organisation_id)
            .find(|id| id.0.to_string() == self.own_user_of);
        if own_user_of.is_none() && !self.own_user_of.is_empty() {
            errors.add("own_user_of", "fund-choose-contributor");
        }
        Purpose {
            expense,
            programme: programme.map(|one| one.id),
            epci: epci.map(|(code, _)| code.clone()),
            own_user_of,
        }
    }

    fn commitment(
        &self,
        offered: &Offered,
        errors: &mut FormErrors,
    ) -> Option<fund_line::FundLineId> {
        let found = offered
            .commitments
            .iter()
            .find(|(line, _)| line.id.0.to_string() == self.commitment);
        if found.is_none() && !self.commitment.is_empty() {
            errors.add("commitment", "fund-choose-commitment");
        }
        found.map(|(line, _)| line.id)
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let offered = Offered::read(&app, &fund).await?;
    let attempt = (SpendForm::default(), FormErrors::default(), None);
    render(&app, &by, fund, &offered, (StatusCode::OK, attempt)).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<KeepFunds>,
    Path(id): Path<i32>,
    Form(form): Form<SpendForm>,
) -> Result<Response, Error> {
    let fund = find(&app, &by, id).await?;
    let offered = Offered::read(&app, &fund).await?;
    let typed = match form.parse(&app.db, &offered, app.clock.today()).await? {
        Ok(typed) => typed,
        Err(errors) => {
            let attempt = (StatusCode::UNPROCESSABLE_ENTITY, (form, errors, None));
            return render(&app, &by, fund, &offered, attempt).await;
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    let recorder = recorder(&app, &by);
    let done = match typed {
        Typed::Commitment(new) => actions::commit(&*write, recorder, &fund, new).await,
        Typed::Spend(new) => actions::spend(&*write, recorder, &fund, new).await,
    };
    match done {
        Ok(_) => {
            let to = format!("/funds/{id}/spending?done=fund-line-recorded");
            Ok(write.answer(to).await?.into_response())
        }
        Err(Failure::Error(error)) => Err(error),
        Err(Failure::Refused(refusal)) => {
            drop(write);
            let attempt = (form, FormErrors::default(), Some(refusal));
            render(&app, &by, fund, &offered, (StatusCode::CONFLICT, attempt)).await
        }
    }
}

async fn render(
    app: &App,
    by: &Signed,
    fund: fund::Model,
    offered: &Offered,
    (status, (form, errors, refusal)): (StatusCode, (SpendForm, FormErrors, Option<Refusal>)),
) -> Result<Response, Error> {
    let words = by.words();
    let contributors = offered
        .agreements
        .iter()
        .filter(|one| one.own_users)
        .map(|one| one.organisation_id);
    let names = queries::names(&app.db, contributors).await?;
    let commitment = |(line, left): &(fund_line::Model, i64)| {
        let expense = line.expense.map_or("", expense_key);
        let said = words
            .with("number", line.id.0.to_string())
            .with("expense", words.say(expense))
            .with("left", words.euros(*left))
            .say("fund-commitment-left");
        Choice::new(line.id.0.to_string(), said)
    };
    let page = SpendPage {
        refusal: refusal.map(|refusal| say::refusal(words, refusal)),
        kinds: vec![
            Choice::new("spend", words.say("fund-line-spend"))
                .hint(words.say("fund-line-spend-hint")),
            Choice::new("commitment", words.say("fund-line-commitment"))
                .hint(words.say("fund-line-commitment-hint")),
        ],
        expenses: expenses(words, |one| one != Expense::Internet),
        sites: offered
            .sites
            .iter()
            .map(|one| Choice::new(one.id.0.to_string(), one.name.as_str()))
            .collect(),
        commitments: offered.commitments.iter().map(commitment).collect(),
        programmes: offered
            .programmes
            .iter()
            .map(|one| {
                let name = words.lang.choose(&one.name_fr, &one.name_en);
                Choice::new(one.id.0.to_string(), name)
            })
            .collect(),
        epcis: offered
            .epcis
            .iter()
            .map(|(code, name)| Choice::new(code.as_str(), name.as_str()))
            .collect(),
        own_users: names
            .into_iter()
            .map(|(id, name)| Choice::new(id.0.to_string(), name))
            .collect(),
        form,
        errors,
        fund,
        shell: by.shell(),
    };
    Ok(web::page(status, &page)?)
}
