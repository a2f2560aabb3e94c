//! What the request form holds, and how it is read.
use super::{
    actions::{NewRequest, Whom},
    asking::{
        placement::placement,
        rules::{Circumstances, Connectivity, Mobility, Placed},
    },
    offer::Offer,
    private::Private,
    rules::{Need, RECIPIENT_KINDS, needs_signatory, recipient_kind_value},
};
use crate::{
    auth::Signed,
    devices::standing::kind_value,
    languages::language,
    programmes::rules::terms::Level,
    recipients::identity::Identity,
    web::{FormErrors, Lang},
};
use chrono::{Datelike, NaiveDate};
use entities::{
    learner::LearnerRelation,
    recipient::{self, Channel, RecipientKind},
};
use sea_orm::ActiveEnum;

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct RequestForm {
    pub write_id: String,
    /// `find` looks for the person first; anything else sends.
    pub act: String,
    pub programme: String,
    /// A recipient already known, or `new` for somebody else of the same name.
    pub recipient: String,
    pub recipient_kind: String,
    pub name: String,
    pub given_name: String,
    pub birth_year: String,
    pub phone: String,
    pub email: String,
    pub commune: String,
    pub signatory: String,
    /// How the person wants to be told; by letter when nobody asked.
    pub channel: String,
    pub rule: String,
    pub proof_seen_on: String,
    pub needs: Vec<String>,
    pub device_kind: String,
    /// 1 to 3, where the programme tells levels apart.
    pub level: String,
    pub pickup_site: String,
    pub relation: String,
    pub learner_name: String,
    pub connectivity: String,
    pub mobility: String,
    pub language: String,
    /// `yes` when somebody has to translate.
    pub interpreter: String,
    /// Which questions were answered.
    pub placement_version: String,
    /// The place of each answer, in the order of the questions.
    pub answers: Vec<String>,
}

/// Who may be trained: the recipient, or who stands beside them.
pub const RELATIONS: [(LearnerRelation, &str); 7] = [
    (LearnerRelation::Oneself, "oneself"),
    (LearnerRelation::Parent, "parent"),
    (LearnerRelation::Carer, "carer"),
    (LearnerRelation::FosterCarer, "foster_carer"),
    (LearnerRelation::Educator, "educator"),
    (LearnerRelation::Teacher, "teacher"),
    (LearnerRelation::Aidant, "aidant"),
];

impl RequestForm {
    /// What was typed of whom it is for. What their kind has no field for is left out: the page hides
    /// those fields, and something may stand in them from before the kind was changed.
    pub fn identity(&self) -> Identity {
        let kind = self.kind();
        let person = kind.is_none_or(|kind| kind == RecipientKind::Person);
        let signed = kind.is_none_or(needs_signatory);
        let kept = |keep: bool, text: &str| if keep { text.trim() } else { "" }.to_owned();
        Identity {
            name: kept(true, &self.name),
            given_name: kept(person, &self.given_name),
            birth_year: kept(person, &self.birth_year).parse().ok(),
            phone: kept(true, &self.phone),
            email: kept(true, &self.email),
            commune: kept(true, &self.commune),
            signatory: kept(signed, &self.signatory),
            channel: self.channel().unwrap_or_default(),
            // The screens' own languages are those people are written to in.
            language: Lang::from_tag(&self.language).unwrap_or_default(),
        }
    }

    /// The channel that was chosen, if it is one.
    pub fn channel(&self) -> Option<Channel> {
        if self.channel.is_empty() {
            return Some(Channel::default());
        }
        Channel::try_from_value(&self.channel).ok()
    }

    /// Whether the person's telephone, e-mail or channel was said.
    pub fn says_contact(&self) -> bool {
        let told = self.channel() != Some(Channel::default());
        told || !self.phone.is_empty() || !self.email.is_empty()
    }

    /// Whether somebody else than the recipient is to be trained.
    pub fn trains_another(&self) -> bool {
        self.relation != RELATIONS[0].1
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
            // Who signs is who is trained, unless somebody else is.
            let signs = needs_signatory(chosen.kind) && !self.trains_another();
            if signs && self.signatory.trim().is_empty() {
                errors.add("signatory", "request-signatory-missing");
            }
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
        if !possible {
            errors.add("birth_year", "request-birth-year-missing");
        }
        if identity.commune.is_empty() {
            errors.add("commune", "request-commune-missing");
        }
        if !identity.email.is_empty() && !identity.email.contains('@') {
            errors.add("email", "request-email-wrong");
        }
        match self.channel() {
            None => errors.add("channel", "contact-channel-missing"),
            Some(Channel::Email) if identity.email.is_empty() => {
                errors.add("email", "contact-email-missing");
            }
            Some(Channel::Call) if identity.phone.is_empty() => {
                errors.add("phone", "contact-phone-missing");
            }
            Some(Channel::Letter | Channel::Email | Channel::Call) => {}
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

    /// What was said of connection, travel, language and level; each may be left out.
    fn circumstances(&self, errors: &mut FormErrors) -> Circumstances {
        Circumstances {
            connectivity: Connectivity::from_value(&self.connectivity),
            mobility: Mobility::from_value(&self.mobility),
            language: language(&self.language).map(|language| language.code.clone()),
            interpreter: self.interpreter == "yes",
            placement: self.placed(errors),
        }
    }

    /// The placement: all of it, or none.
    fn placed(&self, errors: &mut FormErrors) -> Option<Placed> {
        if !self.answers_placement() {
            return None;
        }
        let placement = placement();
        if self.placement_version != placement.version.to_string() {
            errors.add("answers", "asking-placement-changed");
            return None;
        }
        let answers: Option<Vec<usize>> = self
            .answers
            .iter()
            .map(|answer| answer.parse().ok())
            .collect();
        let placed = answers.and_then(|answers| placement.placed(&answers));
        if placed.is_none() {
            errors.add("answers", "asking-placement-incomplete");
        }
        placed
    }

    /// Whether any of its questions was answered.
    pub fn answers_placement(&self) -> bool {
        self.answers.iter().any(|answer| !answer.is_empty())
    }

    /// Whether anything was said of the person's circumstances.
    pub fn says_circumstances(&self) -> bool {
        [
            &self.connectivity,
            &self.mobility,
            &self.language,
            &self.interpreter,
        ]
        .into_iter()
        .any(|text| !text.is_empty())
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

    /// The level the person was placed at and what it follows; nothing where levels are not told apart. Who answered
    /// the placement need not choose a level as well.
    fn level(
        &self,
        offer: &Offer,
        relation: Option<LearnerRelation>,
        placement: Option<&Placed>,
        errors: &mut FormErrors,
    ) -> Option<(usize, Level)> {
        let levels = offer.levels.as_ref()?;
        let level = match placement {
            Some(placed) if self.level.is_empty() => placed.level.number().to_string(),
            Some(_) | None => self.level.clone(),
        };
        let placed = (1_usize..)
            .zip(levels)
            .find(|(number, _)| number.to_string() == level);
        match placed {
            None => errors.add("level", "request-level-missing"),
            Some((_, level)) if level.aidant && relation == Some(LearnerRelation::Oneself) => {
                errors.add("relation", "request-level-aidant");
            }
            Some(_) => {}
        }
        placed.map(|(number, level)| (number, *level))
    }

    pub fn parse(
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
        // Another programme would be another promise, and its rules have other numbers.
        if programme.id.0.to_string() != self.programme {
            errors.add("rule", "request-programme-gone");
        }
        let whom = self.whom(known, today, &mut errors);
        let rule = self
            .rule
            .parse()
            .ok()
            .filter(|rule| (1..=lists.public_rules.len()).contains(rule));
        if rule.is_none() {
            errors.add("rule", "request-rule-missing");
        }
        let proof_seen_on = self.proof_day(today);
        if proof_seen_on.is_none() {
            errors.add("proof_seen_on", "request-proof-date-wrong");
        }
        let device_kind = lists
            .device_kinds
            .iter()
            .copied()
            .find(|kind| kind_value(*kind) == self.device_kind);
        if device_kind.is_none() && !lists.device_kinds.is_empty() {
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
        let circumstances = self.circumstances(&mut errors);
        let level = self.level(
            offer,
            relation,
            circumstances.placement.as_ref(),
            &mut errors,
        );
        match relation {
            None => errors.add("relation", "request-relation-missing"),
            Some(LearnerRelation::Oneself) => {}
            Some(_) if learner_name.is_empty() => {
                errors.add("learner_name", "request-learner-name-missing");
            }
            Some(_) => {}
        }
        match (whom, rule, proof_seen_on, site, relation) {
            (
                Some((whom, kind, signatory)),
                Some(rule),
                Some(proof_seen_on),
                Some(site),
                Some(relation),
            ) if errors.is_empty() => {
                // An establishment does not sit in a class: who signs for it does.
                let signs = relation == LearnerRelation::Oneself && needs_signatory(kind);
                Ok(NewRequest {
                    whom,
                    programme_id: programme.id,
                    device_kind,
                    pathway_id: level.map(|(_, level)| level.pathway),
                    pickup_site_id: site.id,
                    private: Private {
                        rule,
                        proof_seen_on,
                        proof_seen_by: by.membership_id,
                        needs: Need::ALL
                            .into_iter()
                            .filter(|need| self.needs.iter().any(|n| n == need.value()))
                            .collect(),
                        level: level.map(|(number, _)| number),
                        circumstances,
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
