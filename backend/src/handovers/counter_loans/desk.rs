//! What is known of a device that lies on the counter, and of who may have come for it.
use super::{
    queries::{self, Lending},
    rules::{NotHere, not_here},
};
use crate::{
    app::App,
    auth::Signed,
    handovers::queries::open_handover,
    labels::Code,
    recipients::identity::{
        self, Identity, learner_name, name_key, recipient_reference, referenced_request,
        request_reference,
    },
    web::{Choice, Error, Words},
};
use entities::{
    device, enrolment,
    learner::{self, LearnerRelation},
    programme::ProgrammeId,
    recipient::{self, RecipientId},
    request::{self, RequestId},
    site::SiteId,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeMap;

/// A device on the counter.
pub struct Desk {
    pub here: SiteId,
    pub device: device::Model,
    /// The programmes that lend devices of its kind.
    pub lending: Vec<Lending>,
    /// The request it is promised to, under one of them.
    pub promised: Option<request::Model>,
    /// What stands in the way, whoever comes.
    pub obstacle: Option<NotHere>,
    /// Who stands behind the counter is a digital trainer.
    pub is_trainer: bool,
}

impl Desk {
    pub async fn read(
        db: &impl ConnectionTrait,
        by: &Signed,
        here: SiteId,
        code: &str,
    ) -> Result<Self, Error> {
        let code = Code::parse(code).map_err(|_| Error::NotFound)?;
        let device = device::Entity::find()
            .filter(device::COLUMN.label_code.eq(code.to_string()))
            .one(db)
            .await?
            .ok_or(Error::NotFound)?;
        let out = open_handover(db, device.id).await?.is_some();
        let lending = queries::lending(db, device.kind).await?;
        let promise = queries::promised(db, device.id).await?;
        let is_promised = promise.is_some();
        let promised = promise.filter(|request| {
            lending
                .iter()
                .any(|one| one.programme.id == request.programme_id)
        });
        let elsewhere = is_promised && promised.is_none();
        let obstacle = not_here(&device, here, out)
            .or_else(|| elsewhere.then_some(NotHere::Promised))
            .or_else(|| lending.is_empty().then_some(NotHere::NoProgramme));
        Ok(Self {
            is_trainer: queries::is_trainer(db, by).await?,
            here,
            device,
            lending,
            promised,
            obstacle,
        })
    }

    /// The place of a programme among those that lend.
    #[must_use]
    pub fn place_of(&self, programme: ProgrammeId) -> Option<usize> {
        self.lending
            .iter()
            .position(|one| one.programme.id == programme)
    }

    /// Whether it is to be said by which rule somebody may borrow: unless one programme lends, and to everybody. Where
    /// there is a rule, its proof is looked at.
    #[must_use]
    pub fn asks_ground(&self) -> bool {
        !matches!(self.lending.as_slice(), [only] if only.lists.public_rules.is_empty())
    }

    /// Under which programme, and by which of its rules, somebody who came by themselves may borrow; nothing where that is
    /// not asked.
    #[must_use]
    pub fn grounds(&self, words: Words) -> Vec<Choice> {
        if !self.asks_ground() {
            return Vec::new();
        }
        let of = |one: &Lending| -> Vec<Choice> {
            let programme = &one.programme;
            let name = words.lang.choose(&programme.name_fr, &programme.name_en);
            let id = programme.id.0;
            if one.lists.public_rules.is_empty() {
                return vec![Choice::new(format!("{id}-1"), name)];
            }
            let rules = (1..).zip(&one.lists.public_rules);
            rules
                .map(|(number, rule)| {
                    Choice::new(format!("{id}-{number}"), rule.said(words.lang)).hint(name)
                })
                .collect()
        };
        self.lending.iter().flat_map(of).collect()
    }
}

/// What somebody typed to be found.
#[derive(Clone, Copy)]
pub struct Sought<'s> {
    pub reference: &'s str,
    pub name: &'s str,
    pub birth_year: Option<i32>,
}

/// Somebody who may stand at the counter.
pub struct Person {
    /// Of the choice.
    pub value: String,
    pub recipient: recipient::Model,
    pub known: Known,
}

/// What is known of them.
#[derive(Clone, Copy, Debug)]
pub enum Known {
    /// A prescriber sent them: the request, and who is trained for it.
    Sent(RequestId, learner::LearnerId, ProgrammeId),
    /// Recorded by one's own organisation.
    Own(RecipientId),
}

/// Who may have come: whom the device is promised to; of a reference its request; of a name who waits here, and whom one's
/// own organisation knows (law 8).
pub async fn people(
    app: &App,
    db: &impl ConnectionTrait,
    by: &Signed,
    desk: &Desk,
    sought: Sought<'_>,
) -> Result<Vec<Person>, Error> {
    let (here, kind, lending) = (desk.here, desk.device.kind, &desk.lending);
    if let Some(promised) = &desk.promised {
        return Ok(sent(db, vec![promised.clone()]).await?);
    }
    if !sought.reference.trim().is_empty() {
        let Some(id) = referenced_request(sought.reference) else {
            return Ok(Vec::new());
        };
        let request = queries::waiting(db, here, kind, lending, id).await?;
        return Ok(sent(db, request.into_iter().collect()).await?);
    }
    if sought.name.trim().is_empty() {
        return Ok(Vec::new());
    }
    let key = name_key(&app.keys, sought.name.trim(), sought.birth_year);
    let named = recipient::Entity::find()
        .filter(recipient::COLUMN.name_key.eq(key))
        .order_by_asc(recipient::COLUMN.id)
        .all(db)
        .await?;
    let waiting = queries::waiting_for(db, here, kind, lending, &named).await?;
    let mut found = sent(db, waiting).await?;
    let own = named
        .into_iter()
        .filter(|row| row.organisation_id == by.organisation_id);
    found.extend(own.map(|recipient| Person {
        value: format!("p{}", recipient.id.0),
        known: Known::Own(recipient.id),
        recipient,
    }));
    Ok(found)
}

/// The people of these requests, each with everybody who may be trained for them: who is enrolled, where somebody is.
async fn sent(
    db: &impl ConnectionTrait,
    requests: Vec<request::Model>,
) -> Result<Vec<Person>, DbErr> {
    let people: BTreeMap<RecipientId, recipient::Model> = recipient::Entity::find()
        .filter(
            recipient::COLUMN
                .id
                .is_in(requests.iter().map(|request| request.recipient_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let learners = learner::Entity::find()
        .filter(learner::COLUMN.recipient_id.is_in(people.keys().copied()))
        .order_by_asc(learner::COLUMN.id)
        .all(db)
        .await?;
    let enrolled = enrolment::Entity::find()
        .filter(
            enrolment::COLUMN
                .request_id
                .is_in(requests.iter().map(|request| request.id)),
        )
        .filter(enrolment::COLUMN.withdrawn_at.is_null())
        .all(db)
        .await?;
    let mut found = Vec::new();
    for request in requests {
        let Some(recipient) = people.get(&request.recipient_id) else {
            continue;
        };
        let enrolled = enrolled.iter().find(|row| row.request_id == request.id);
        let own = learners.iter().filter(|learner| {
            learner.recipient_id == recipient.id
                && enrolled.is_none_or(|row| row.learner_id == learner.id)
        });
        found.extend(own.map(|learner| Person {
            value: format!("r{}-{}", request.id.0, learner.id.0),
            known: Known::Sent(request.id, learner.id, request.programme_id),
            recipient: recipient.clone(),
        }));
    }
    Ok(found)
}

/// These people, to choose from.
pub async fn choices(app: &App, words: Words, people: &[Person]) -> Result<Vec<Choice>, Error> {
    let learners = people.iter().filter_map(|person| match person.known {
        Known::Sent(_, learner, _) => Some(learner),
        Known::Own(_) => None,
    });
    let learners: BTreeMap<_, learner::Model> = learner::Entity::find()
        .filter(learner::COLUMN.id.is_in(learners))
        .all(&app.db)
        .await?
        .into_iter()
        .map(|row| (row.id, row))
        .collect();
    let mut choices = Vec::new();
    for person in people {
        let name = identity::open(&app.keys, &person.recipient)?
            .as_ref()
            .map_or_else(|| words.say("person-restricted"), Identity::display_name);
        let hint = match person.known {
            Known::Own(id) => recipient_reference(id),
            Known::Sent(request, learner, _) => {
                let said = words.with("reference", request_reference(request));
                match learners.get(&learner) {
                    Some(learner) if learner.relation != LearnerRelation::Oneself => {
                        let shown = learner_name(&app.keys, learner, &person.recipient)?;
                        said.with("name", shown.unwrap_or_default())
                            .say("counter-loan-sent-with")
                    }
                    Some(_) | None => said.say("counter-loan-sent"),
                }
            }
        };
        choices.push(Choice::new(person.value.clone(), name).hint(hint));
    }
    Ok(choices)
}
