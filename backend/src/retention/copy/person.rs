//! What is known of the person themself: who they are, who stands beside them, what they asked, who looked.
use super::Entry;
use crate::{
    app::App,
    auth::{joins::to_organisation, permissions::role_key},
    journal::{self, Subject},
    recipients::{
        access,
        contact::channel_key,
        identity::{self, request_reference},
        papers::{Paper, papers_of},
    },
    requests::rules::recipient_kind_key,
    retention::say,
    training::say as training,
    web::{Error, Words},
};
use chrono::{DateTime, Utc};
use entities::{
    access_log::{self, AccessAct},
    learner,
    membership::{self, Role},
    organisation,
    recipient::{self, RecipientId},
    rights_request,
};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

pub(super) async fn known(
    app: &App,
    words: Words,
    person: &recipient::Model,
) -> Result<Vec<Entry>, Error> {
    let organisation = organisation::Entity::find_by_id(person.organisation_id)
        .one(&app.db)
        .await?;
    let organisation = organisation.map(|row| row.name).unwrap_or_default();
    let mut entry = Entry::new(words).word(
        "kind",
        "request-recipient-kind",
        &person.kind,
        recipient_kind_key(person.kind),
    );
    if let Some(known) = identity::open_for_officer(&app.keys, person)? {
        let year = known.birth_year.map(|year| year.to_string());
        entry = entry
            .text("name", "recipient-name", &known.name)
            .text("given_name", "request-given-name", &known.given_name)
            .text(
                "birth_year",
                "recipient-birth-year",
                &year.unwrap_or_default(),
            )
            .text("phone", "recipient-phone", &known.phone)
            .text("email", "recipient-email", &known.email)
            .text("commune", "recipient-commune", &known.commune)
            .text("signatory", "recipient-signatory", &known.signatory)
            .word(
                "channel",
                "contact-channel",
                &known.channel,
                channel_key(known.channel),
            )
            .text("language", "contact-language", known.language.name());
    }
    let entry = entry
        .text("followed_by", "recipient-organisation", &organisation)
        .moment("known_since", "recipient-since", person.created_at)
        .moment(
            "restricted_since",
            "copy-restricted-since",
            person.restricted_at,
        )
        .moment("erased_at", "copy-erased-at", person.erased_at);
    Ok(vec![entry])
}

/// The words that agents typed about what was done for the person.
pub(super) async fn remarks(
    app: &App,
    words: Words,
    about: &[(Subject, i32)],
) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for subject in about {
        for (_, remark) in journal::remarks_of(&app.db, &app.keys, *subject).await? {
            entries.push(Entry::new(words).text("remark", "copy-remark", &remark));
        }
    }
    Ok(entries)
}

pub(super) async fn learners(
    app: &App,
    words: Words,
    person: &recipient::Model,
) -> Result<Vec<Entry>, Error> {
    let rows = learner::Entity::find()
        .filter(learner::COLUMN.recipient_id.eq(person.id))
        .order_by_asc(learner::COLUMN.id)
        .all(&app.db)
        .await?;
    let mut entries = Vec::new();
    for row in rows {
        let name = identity::learner_name_for_officer(&app.keys, &row, person)?;
        entries.push(
            Entry::new(words)
                .text("name", "recipient-name", &name.unwrap_or_default())
                .word(
                    "relation",
                    "copy-relation",
                    &row.relation,
                    training::relation(row.relation),
                ),
        );
    }
    Ok(entries)
}

pub(super) async fn papers(app: &App, words: Words, id: RecipientId) -> Result<Vec<Entry>, Error> {
    let entry = |paper: Paper| {
        Entry::new(words)
            .word(
                "kind",
                "copy-paper-kind",
                &paper.proof.kind,
                say::paper(paper.proof.kind),
            )
            .text(
                "request",
                "request-reference",
                &request_reference(paper.request),
            )
            .moment("made_at", "copy-made-at", paper.proof.created_at)
            .text("sha256", "copy-sha256", &paper.proof.sha256)
    };
    let papers = papers_of(&app.db, id).await?;
    Ok(papers.into_iter().map(entry).collect())
}

pub(super) async fn rights(app: &App, words: Words, id: RecipientId) -> Result<Vec<Entry>, Error> {
    let rows = rights_request::Entity::find()
        .filter(rights_request::COLUMN.recipient_id.eq(id))
        .order_by_asc(rights_request::COLUMN.id)
        .all(&app.db)
        .await?;
    let entry = |row: rights_request::Model| {
        let mut entry = Entry::new(words)
            .word("kind", "rights-kind", &row.kind, say::kind(row.kind))
            .day("received_on", "rights-received-on", row.received_on)
            .moment("answered_at", "rights-answered-on", row.answered_at)
            .moment("lifted_at", "rights-lifted", row.lifted_at);
        if let Some(answer) = row.answer {
            entry = entry.word("answer", "rights-answer", &answer, say::answer(answer));
        }
        if let Some(ground) = row.ground {
            entry = entry.word("ground", "rights-ground", &ground, say::ground(ground));
        }
        entry
    };
    Ok(rows.into_iter().map(entry).collect())
}

/// A look: when, what was done, under which role and in which organisation. Not who: a person may know that their data
/// was opened and for what, and the agent's name only where nothing else serves (CJEU, C-579/21).
type Look = (DateTime<Utc>, AccessAct, Role, String);

pub(super) async fn looks(app: &App, words: Words, id: RecipientId) -> Result<Vec<Entry>, Error> {
    let to_membership: RelationDef = access_log::Entity::belongs_to(membership::Entity)
        .from(access_log::Column::MembershipId)
        .to(membership::Column::Id)
        .into();
    let rows: Vec<Look> = access_log::Entity::find()
        .select_only()
        .column(access_log::Column::At)
        .column(access_log::Column::Act)
        .column(membership::Column::Role)
        .column(organisation::Column::Name)
        .join(JoinType::InnerJoin, to_membership)
        .join(JoinType::InnerJoin, to_organisation())
        .filter(access_log::COLUMN.recipient_id.eq(id))
        .order_by_asc(access_log::COLUMN.id)
        .into_tuple()
        .all(&app.db)
        .await?;
    let entry = |(at, act, role, organisation): Look| {
        Entry::new(words)
            .moment("at", "access-when", at)
            .word("act", "access-what", &act, access::act_key(act))
            .word("role", "copy-role", &role, role_key(role))
            .text("organisation", "copy-organisation", &organisation)
    };
    Ok(rows.into_iter().map(entry).collect())
}
