//! `GET|POST /requests/new`: one page, from the person to the wait that can be expected.
use super::{
    actions::{self, ActError, NewRequest, Whom},
    private::Private,
    queries::{self, Outlook},
    rules::{
        Need, RECIPIENT_KINDS, needs_signatory, recipient_kind_key, recipient_kind_value,
    },
    show::{RefusalView, relation_key, said},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::SubmitRequests},
    programmes::rules::{Lists, kind_key, kind_value, name},
    recipients::{
        access,
        identity::{self, Identity, name_key},
    },
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::{Form, Query};
use chrono::{Datelike, NaiveDate};
use entities::{
    access_log::AccessAct,
    learner::LearnerRelation,
    programme,
    recipient::{self, RecipientId, RecipientKind},
    request, site,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

#[derive(Template)]
#[template(path = "requests/new.html")]
struct NewRequestPage {
    shell: Shell,
    /// Nothing when no programme takes requests.
    programme: Option<(i32, String)>,
    outlooks: Vec<OutlookLine>,
    form: RequestForm,
    errors: FormErrors,
    refusal: Option<RefusalView>,
    recipient_kinds: Vec<Choice>,
    /// The people of one's own organisation who bear the name typed.
    known: Vec<Choice>,
    rules: Vec<Choice>,
    needs: Vec<Choice>,
    kinds: Vec<Choice>,
    sites: Vec<Choice>,
    relations: Vec<Choice>,
}

struct OutlookLine {
    programme_id: i32,
    programme: String,
    kind: String,
    wait: String,
    ready: u64,
    waiting: u64,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ProgrammeQuery {
    programme: String,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RequestForm {
    write_id: String,
    /// `find` looks for the person first; anything else sends.
    act: String,
    programme: String,
    /// A recipient already known, or `new` for somebody else of the same name.
    recipient: String,
    recipient_kind: String,
    name: String,
    given_name: String,
    birth_year: String,
    phone: String,
    email: String,
    commune: String,
    signatory: String,
    rule: String,
    proof_seen_on: String,
    needs: Vec<String>,
    device_kind: String,
    pickup_site: String,
    relation: String,
    learner_name: String,
}

/// Who may be trained: the recipient, or who stands beside them.
const RELATIONS: [(LearnerRelation, &str); 7] = [
    (LearnerRelation::Oneself, "oneself"),
    (LearnerRelation::Parent, "parent"),
    (LearnerRelation::Carer, "carer"),
    (LearnerRelation::FosterCarer, "foster_carer"),
    (LearnerRelation::Educator, "educator"),
    (LearnerRelation::Teacher, "teacher"),
    (LearnerRelation::Aidant, "aidant"),
];

/// What can be asked for, and what is usual here.
struct Offer {
    programmes: Vec<(programme::Model, Lists)>,
    /// The programme the form is for.
    chosen: usize,
    sites: Vec<site::Model>,
    outlooks: Vec<Outlook>,
    latest: Option<request::Model>,
}

impl Offer {
    async fn read(app: &App, by: &Signed, wanted: &str) -> Result<Self, Error> {
        let open = programme::Entity::find()
            .filter(programme::COLUMN.closed_at.is_null())
            .order_by_asc(programme::Column::Id)
            .all(&app.db)
            .await?;
        let programmes: Vec<_> = open
            .into_iter()
            .map(|programme| Lists::of(&programme).map(|lists| (programme, lists)))
            .collect::<Result<_, _>>()?;
        let latest = queries::latest_of(&app.db, by).await?;
        let asked: Vec<_> = programmes
            .iter()
            .flat_map(|(p, lists)| lists.device_kinds.iter().map(|kind| (p.id, *kind)))
            .collect();
        let place = |wanted: &str| {
            programmes
                .iter()
                .position(|(programme, _)| programme.id.0.to_string() == wanted)
        };
        let usual = || place(&latest.as_ref()?.programme_id.0.to_string());
        let chosen = place(wanted).or_else(usual).unwrap_or(0);
        Ok(Self {
            chosen,
            sites: queries::pickup_sites(&app.db).await?,
            outlooks: queries::outlooks(&app.db, &asked, app.clock.now()).await?,
            programmes,
            latest,
        })
    }

    fn chosen(&self) -> Option<&(programme::Model, Lists)> {
        self.programmes.get(self.chosen)
    }

    /// The form as most requests of this organisation would have it.
    fn usual_form(&self, by: &Signed, today: NaiveDate) -> RequestForm {
        let own = |site: &&site::Model| {
            Some(site.id) == by.site_id || site.organisation_id == by.organisation_id
        };
        let latest_site = self.latest.as_ref().map(|request| request.pickup_site_id);
        let site = self
            .sites
            .iter()
            .find(|site| Some(site.id) == latest_site)
            .or_else(|| self.sites.iter().find(own));
        let kind = self.chosen().and_then(|(_, lists)| lists.device_kinds.first());
        let rules = self.chosen().map_or(0, |(_, lists)| lists.public_rules.len());
        RequestForm {
            recipient_kind: recipient_kind_value(RecipientKind::Person).to_owned(),
            rule: if rules == 1 { "1" } else { "" }.to_owned(),
            proof_seen_on: today.to_string(),
            device_kind: kind.map_or("", |kind| kind_value(*kind)).to_owned(),
            pickup_site: site.map_or(String::new(), |site| site.id.0.to_string()),
            relation: RELATIONS[0].1.to_owned(),
            ..RequestForm::default()
        }
    }

    fn lines(&self, words: &Words) -> Vec<OutlookLine> {
        let programme = |outlook: &Outlook| {
            self.programmes
                .iter()
                .map(|(programme, _)| programme)
                .find(|programme| programme.id == outlook.programme)
                .map_or("", |programme| name(programme, words.lang))
        };
        self.outlooks
            .iter()
            .map(|outlook| OutlookLine {
                programme_id: outlook.programme.0,
                programme: programme(outlook).to_owned(),
                kind: words.say(kind_key(outlook.kind)),
                wait: wait(words, outlook.usual_days),
                ready: outlook.ready,
                waiting: outlook.waiting,
            })
            .collect()
    }

    /// The kinds of the chosen programme, each with what can be expected.
    fn kind_choices(&self, words: &Words) -> Vec<Choice> {
        let Some((programme, lists)) = self.chosen() else {
            return Vec::new();
        };
        lists
            .device_kinds
            .iter()
            .map(|kind| {
                let choice = Choice::new(kind_value(*kind), words.say(kind_key(*kind)));
                let outlook = self
                    .outlooks
                    .iter()
                    .find(|o| (o.programme, o.kind) == (programme.id, *kind));
                match outlook {
                    Some(outlook) => choice.hint(
                        words
                            .with("wait", wait(words, outlook.usual_days))
                            .with("ready", outlook.ready)
                            .with("waiting", outlook.waiting)
                            .say("request-outlook"),
                    ),
                    None => choice,
                }
            })
            .collect()
    }
}

/// A number of days as a person says it, or that it cannot be said.
fn wait(words: &Words, days: Option<i64>) -> String {
    match days {
        None => words.say("request-wait-unknown"),
        Some(..=0) => words.say("request-wait-same-day"),
        Some(days @ 1..=13) => words.with("days", days).say("request-wait-days"),
        // Rounded up: rather too long than too short.
        Some(days) => words
            .with("weeks", (days + 6) / 7)
            .say("request-wait-weeks"),
    }
}

impl RequestForm {
    fn identity(&self) -> Identity {
        Identity {
            name: self.name.trim().to_owned(),
            given_name: self.given_name.trim().to_owned(),
            birth_year: self.birth_year.trim().parse().ok(),
            phone: self.phone.trim().to_owned(),
            email: self.email.trim().to_owned(),
            commune: self.commune.trim().to_owned(),
            signatory: self.signatory.trim().to_owned(),
        }
    }

    fn kind(&self) -> Option<RecipientKind> {
        RECIPIENT_KINDS
            .into_iter()
            .find(|kind| recipient_kind_value(*kind) == self.recipient_kind)
    }

    /// Whom it is for; `known` are the recipients found under the name typed.
    fn whom(
        &self,
        known: &[recipient::Model],
        today: NaiveDate,
        errors: &mut FormErrors,
    ) -> Option<(Whom, RecipientKind, String)> {
        if let Some(chosen) = known
            .iter()
            .find(|recipient| recipient.id.0.to_string() == self.recipient)
        {
            return Some((
                Whom::Known(chosen.id),
                chosen.kind,
                self.signatory.trim().to_owned(),
            ));
        }
        let Some(kind) = self.kind() else {
            errors.add("recipient_kind", "request-recipient-kind-missing");
            return None;
        };
        let identity = self.identity();
        if identity.name.is_empty() {
            errors.add("name", "request-name-missing");
        }
        if kind == RecipientKind::Person {
            if identity.given_name.is_empty() {
                errors.add("given_name", "request-given-name-missing");
            }
            if identity.birth_year.is_none() {
                errors.add("birth_year", "request-birth-year-missing");
            }
        }
        let possible = identity
            .birth_year
            .is_none_or(|year| (1900..=today.year()).contains(&year));
        let unread = identity.birth_year.is_none() && !self.birth_year.trim().is_empty();
        if !possible || unread {
            errors.add("birth_year", "request-birth-year-missing");
        }
        if identity.commune.is_empty() {
            errors.add("commune", "request-commune-missing");
        }
        if !identity.email.is_empty() && !identity.email.contains('@') {
            errors.add("email", "request-email-wrong");
        }
        if needs_signatory(kind) && identity.signatory.is_empty() {
            errors.add("signatory", "request-signatory-missing");
        }
        if self.too_long() {
            errors.add("name", "request-too-long");
        }
        if !known.is_empty() && self.recipient != "new" {
            errors.add("recipient", "request-recipient-known");
        }
        let signatory = identity.signatory.clone();
        Some((Whom::New(kind, identity), kind, signatory))
    }

    /// No name or address is longer than this.
    fn too_long(&self) -> bool {
        [
            &self.name,
            &self.given_name,
            &self.phone,
            &self.email,
            &self.commune,
            &self.signatory,
            &self.learner_name,
        ]
        .into_iter()
        .any(|text| text.chars().count() > 200)
    }

    fn parse(
        &self,
        by: &Signed,
        offer: &Offer,
        known: &[recipient::Model],
        today: NaiveDate,
    ) -> Result<NewRequest, FormErrors> {
        let mut errors = FormErrors::default();
        let Some((programme, lists)) = offer.chosen() else {
            errors.add("device_kind", "request-no-programme");
            return Err(errors);
        };
        let whom = self.whom(known, today, &mut errors);
        let rule = self
            .rule
            .parse()
            .ok()
            .filter(|rule| (1..=lists.public_rules.len()).contains(rule));
        if rule.is_none() {
            errors.add("rule", "request-rule-missing");
        }
        let proof_seen_on = self
            .proof_seen_on
            .parse::<NaiveDate>()
            .ok()
            .filter(|day| *day <= today);
        if proof_seen_on.is_none() {
            errors.add("proof_seen_on", "request-proof-date-wrong");
        }
        let device_kind = lists
            .device_kinds
            .iter()
            .copied()
            .find(|kind| kind_value(*kind) == self.device_kind);
        if device_kind.is_none() {
            errors.add("device_kind", "request-device-kind-missing");
        }
        let site = offer
            .sites
            .iter()
            .find(|site| site.id.0.to_string() == self.pickup_site);
        if site.is_none() {
            errors.add("pickup_site", "request-pickup-missing");
        }
        let relation = RELATIONS
            .into_iter()
            .find(|(_, value)| *value == self.relation)
            .map(|(relation, _)| relation);
        let learner_name = self.learner_name.trim();
        match relation {
            None => errors.add("relation", "request-relation-missing"),
            Some(LearnerRelation::Oneself) => {}
            Some(_) if learner_name.is_empty() => {
                errors.add("learner_name", "request-learner-name-missing");
            }
            Some(_) => {}
        }
        match (whom, rule, proof_seen_on, device_kind, site, relation) {
            (
                Some((whom, kind, signatory)),
                Some(rule),
                Some(proof_seen_on),
                Some(device_kind),
                Some(site),
                Some(relation),
            ) if errors.is_empty() => {
                // An establishment does not sit in a class: who signs for it does.
                let signs = relation == LearnerRelation::Oneself && needs_signatory(kind);
                Ok(NewRequest {
                    whom,
                    programme_id: programme.id,
                    device_kind,
                    pickup_site_id: site.id,
                    private: Private {
                        rule,
                        proof_seen_on,
                        proof_seen_by: by.membership_id,
                        needs: Need::ALL
                            .into_iter()
                            .filter(|need| self.needs.iter().any(|n| n == need.value()))
                            .collect(),
                    },
                    relation: if signs {
                        LearnerRelation::Signatory
                    } else {
                        relation
                    },
                    learner_name: if signs {
                        signatory
                    } else {
                        learner_name.to_owned()
                    },
                })
            }
            _ => Err(errors),
        }
    }
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Query(query): Query<ProgrammeQuery>,
) -> Result<Response, Error> {
    let offer = Offer::read(&app, &by, &query.programme).await?;
    let form = offer.usual_form(&by, app.clock.today());
    let answer = Answer::default();
    render(&by, &offer, form, answer)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<SubmitRequests>,
    Form(form): Form<RequestForm>,
) -> Result<Response, Error> {
    let offer = Offer::read(&app, &by, &form.programme).await?;
    let known = known(&app, &by, &form).await?;
    let choices = if known.is_empty() {
        Vec::new()
    } else {
        known_choices(&app, &by, &known).await?
    };
    if form.act == "find" {
        let answer = Answer {
            known: choices,
            ..Answer::default()
        };
        return render(&by, &offer, form, answer);
    }
    let new = match form.parse(&by, &offer, &known, app.clock.today()) {
        Ok(new) => new,
        Err(errors) => {
            let answer = Answer {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                errors,
                known: choices,
                refusal: None,
            };
            return render(&by, &offer, form, answer);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    match actions::submit(&app, &write, &by, new).await {
        Ok(request) => Ok(write
            .answer(format!("/requests/{}?done=request-submitted", request.id.0))
            .await?
            .into_response()),
        Err(ActError::Other(error)) => Err(error),
        Err(ActError::Refused(refusal)) => {
            drop(write);
            let answer = Answer {
                status: StatusCode::CONFLICT,
                refusal: Some(said(&by.words(), refusal)),
                known: choices,
                ..Answer::default()
            };
            render(&by, &offer, form, answer)
        }
    }
}

/// The recipients of one's own organisation with exactly this name and year of birth.
async fn known(
    app: &App,
    by: &Signed,
    form: &RequestForm,
) -> Result<Vec<recipient::Model>, Error> {
    let identity = form.identity();
    if identity.name.is_empty() {
        return Ok(Vec::new());
    }
    let key = name_key(&app.keys, &identity.name, identity.birth_year);
    Ok(recipient::Entity::find()
        .filter(recipient::COLUMN.name_key.eq(key))
        .filter(recipient::COLUMN.organisation_id.eq(by.organisation_id))
        .order_by_asc(recipient::Column::Id)
        .all(&app.db)
        .await?)
}

/// Names them to choose from; the search is logged.
async fn known_choices(
    app: &App,
    by: &Signed,
    known: &[recipient::Model],
) -> Result<Vec<Choice>, Error> {
    let words = by.words();
    let mut choices = Vec::new();
    for recipient in known {
        if let Some(identity) = identity::open(&app.keys, recipient)? {
            let RecipientId(id) = recipient.id;
            choices.push(
                Choice::new(id.to_string(), identity.display_name())
                    .hint(format!("{}, B-{id:06}", identity.commune)),
            );
        }
    }
    choices.push(Choice::new("new", words.say("request-recipient-other")));
    let write = app.write().await?;
    let ids = known.iter().map(|recipient| recipient.id);
    access::record(&*write, by, ids, AccessAct::Searched, app.clock.now()).await?;
    write.commit().await?;
    Ok(choices)
}

#[derive(Default)]
struct Answer {
    status: StatusCode,
    errors: FormErrors,
    refusal: Option<RefusalView>,
    known: Vec<Choice>,
}

fn render(
    by: &Signed,
    offer: &Offer,
    form: RequestForm,
    answer: Answer,
) -> Result<Response, Error> {
    let words = by.words();
    let chosen = offer.chosen();
    let page = NewRequestPage {
        shell: by.shell(),
        programme: chosen.map(|(p, _)| (p.id.0, name(p, words.lang).to_owned())),
        outlooks: offer.lines(&words),
        form,
        errors: answer.errors,
        refusal: answer.refusal,
        recipient_kinds: RECIPIENT_KINDS
            .into_iter()
            .map(|kind| {
                Choice::new(
                    recipient_kind_value(kind),
                    words.say(recipient_kind_key(kind)),
                )
            })
            .collect(),
        known: answer.known,
        rules: chosen.map_or(Vec::new(), |(_, lists)| {
            (1..)
                .zip(&lists.public_rules)
                .map(|(number, rule)| Choice::new(number.to_string(), rule.said(words.lang)))
                .collect()
        }),
        needs: Need::ALL
            .into_iter()
            .map(|need| Choice::new(need.value(), words.say(need.key())))
            .collect(),
        kinds: offer.kind_choices(&words),
        sites: offer
            .sites
            .iter()
            .map(|site| Choice::new(site.id.0.to_string(), format!("{}, {}", site.city, site.name)))
            .collect(),
        relations: RELATIONS
            .into_iter()
            .map(|(relation, value)| Choice::new(value, words.say(relation_key(relation))))
            .collect(),
    };
    Ok(web::page(answer.status, &page)?)
}
