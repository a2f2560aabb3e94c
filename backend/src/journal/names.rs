//! What a page calls the rows that events are about: a request by its reference, a device by its label.
use super::{Subject, words::subject_key};
use crate::{
    identifiers::{pass_reference, request_reference},
    web::Words,
};
use entities::{
    clearance::{self, ClearanceId},
    container::{self, ContainerId},
    device::{self, DeviceId},
    enrolment::{self, EnrolmentId},
    internet_plan::{self, InternetPlanId},
    organisation::{self, OrganisationId},
    part::{self, PartId},
    pass::{self, PassId},
    prescribing::{self, PrescribingId},
    programme::{self, ProgrammeId},
    request::RequestId,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, TryGetable, Value,
};
use std::collections::HashMap;

/// The names of the rows of a page, by their kind and number.
pub struct Names {
    words: Words,
    named: HashMap<(Subject, i32), Named>,
}

enum Named {
    Coded(String),
    Unlabelled,
    OfRequest(RequestId),
}

impl Names {
    /// Looks up what is on a page: one query for each kind there that has a name elsewhere than in its number.
    pub async fn of(
        db: &impl ConnectionTrait,
        words: Words,
        subjects: &[(Subject, i32)],
    ) -> Result<Self, DbErr> {
        let mut named = HashMap::new();
        for subject in Subject::ALL {
            let ids: Vec<i32> = subjects
                .iter()
                .filter(|(of, _)| *of == subject)
                .map(|(_, id)| *id)
                .collect();
            if ids.is_empty() {
                continue;
            }
            let found = found(db, words, subject, &ids).await?;
            named.extend(found.into_iter().map(|(id, name)| ((subject, id), name)));
        }
        Ok(Self { words, named })
    }

    /// "Demande R-000103", "Appareil 6F99-MTWP", "Lot de collecte n° 5".
    #[must_use]
    pub fn name(&self, subject: Subject, id: i32) -> String {
        let about = self
            .words
            .with("subject", self.words.say(subject_key(subject)));
        match self.named.get(&(subject, id)) {
            Some(Named::Coded(code)) => about.with("name", code.as_str()).say("journal-name"),
            Some(Named::Unlabelled) => about
                .with("number", id.to_string())
                .say("journal-name-unlabelled"),
            Some(Named::OfRequest(request)) => about
                .with("reference", request_reference(*request))
                .say("journal-name-of-request"),
            None => about
                .with("number", id.to_string())
                .say("journal-name-numbered"),
        }
    }
}

async fn found(
    db: &impl ConnectionTrait,
    words: Words,
    subject: Subject,
    ids: &[i32],
) -> Result<Vec<(i32, Named)>, DbErr> {
    let ids = ids.iter().copied();
    Ok(match subject {
        Subject::Request => ids
            .map(|id| (id, Named::Coded(request_reference(RequestId(id)))))
            .collect(),
        Subject::Device => {
            let labels = (device::Column::Id, device::Column::LabelCode);
            pairs::<device::Entity, DeviceId, Option<String>>(db, labels, ids.map(DeviceId))
                .await?
                .map(|(id, code)| (id.0, code.map_or(Named::Unlabelled, Named::Coded)))
                .collect()
        }
        Subject::Container => {
            let codes = (container::Column::Id, container::Column::Code);
            pairs::<container::Entity, ContainerId, _>(db, codes, ids.map(ContainerId))
                .await?
                .map(|(id, code)| (id.0, Named::Coded(code)))
                .collect()
        }
        Subject::Part => {
            let codes = (part::Column::Id, part::Column::Code);
            pairs::<part::Entity, PartId, _>(db, codes, ids.map(PartId))
                .await?
                .map(|(id, code)| (id.0, Named::Coded(code)))
                .collect()
        }
        Subject::Pass => pass::Entity::find()
            .filter(pass::COLUMN.id.is_in(ids.map(PassId)))
            .all(db)
            .await?
            .into_iter()
            .map(|row| {
                let reference = pass_reference(row.issue_id, row.number);
                (row.id.0, Named::Coded(reference))
            })
            .collect(),
        Subject::Prescribing => prescribing(db, ids).await?,
        Subject::Programme => programmes(db, words, ids).await?,
        Subject::Clearance => {
            let requests = (clearance::Column::Id, clearance::Column::RequestId);
            pairs::<clearance::Entity, ClearanceId, _>(db, requests, ids.map(ClearanceId))
                .await?
                .map(|(id, request)| (id.0, Named::OfRequest(request)))
                .collect()
        }
        Subject::Enrolment => {
            let requests = (enrolment::Column::Id, enrolment::Column::RequestId);
            pairs::<enrolment::Entity, EnrolmentId, _>(db, requests, ids.map(EnrolmentId))
                .await?
                .map(|(id, request)| (id.0, Named::OfRequest(request)))
                .collect()
        }
        Subject::InternetPlan => {
            let requests = (internet_plan::Column::Id, internet_plan::Column::RequestId);
            pairs::<internet_plan::Entity, InternetPlanId, _>(db, requests, ids.map(InternetPlanId))
                .await?
                .map(|(id, request)| (id.0, Named::OfRequest(request)))
                .collect()
        }
        // Their number is their name everywhere.
        Subject::AccessSeal
        | Subject::ApiToken
        | Subject::AssetImport
        | Subject::Cession
        | Subject::CollectionLot
        | Subject::Fund
        | Subject::FundAgreement
        | Subject::FundLine
        | Subject::FundShare
        | Subject::Handover
        | Subject::Loan
        | Subject::LoanClearance
        | Subject::ListExport
        | Subject::Prepaid
        | Subject::RecipientPair
        | Subject::Reform
        | Subject::StockCount
        | Subject::WastePallet => Vec::new(),
    })
}

async fn prescribing(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i32>,
) -> Result<Vec<(i32, Named)>, DbErr> {
    let whose = (prescribing::Column::Id, prescribing::Column::OrganisationId);
    let whose: Vec<(PrescribingId, OrganisationId)> =
        pairs::<prescribing::Entity, PrescribingId, _>(db, whose, ids.map(PrescribingId))
            .await?
            .collect();
    let names: HashMap<OrganisationId, String> = pairs::<organisation::Entity, OrganisationId, _>(
        db,
        (organisation::Column::Id, organisation::Column::Name),
        whose.iter().map(|(_, organisation)| *organisation),
    )
    .await?
    .collect();
    Ok(whose
        .into_iter()
        .filter_map(|(id, organisation)| {
            let name = names.get(&organisation)?;
            Some((id.0, Named::Coded(name.clone())))
        })
        .collect())
}

async fn programmes(
    db: &impl ConnectionTrait,
    words: Words,
    ids: impl Iterator<Item = i32>,
) -> Result<Vec<(i32, Named)>, DbErr> {
    let rows = programme::Entity::find()
        .filter(programme::COLUMN.id.is_in(ids.map(ProgrammeId)))
        .all(db)
        .await?;
    let named = rows.into_iter().map(|row| {
        let name = words.lang.choose(&row.name_fr, &row.name_en).to_owned();
        (row.id.0, Named::Coded(name))
    });
    Ok(named.collect())
}

/// One column of these rows, each with its key.
async fn pairs<E, K, V>(
    db: &impl ConnectionTrait,
    (key, column): (E::Column, E::Column),
    ids: impl Iterator<Item = K>,
) -> Result<impl Iterator<Item = (K, V)>, DbErr>
where
    E: EntityTrait,
    K: Into<Value> + TryGetable,
    V: TryGetable,
{
    let rows: Vec<(K, V)> = E::find()
        .select_only()
        .columns([key, column])
        .filter(key.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter())
}
