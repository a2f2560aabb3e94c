//! What can be asked for, and what can honestly be expected of it.
use super::{
    form::{RELATIONS, RequestForm},
    queries::{self, Outlook},
    rules::recipient_kind_value,
};
use crate::{
    app::App,
    auth::Signed,
    devices::standing::{kind_key, kind_value},
    programmes::rules::{
        Lists,
        terms::{self, LEVELS, Level},
    },
    web::{Choice, Error, Words},
};
use chrono::NaiveDate;
use entities::{
    organisation,
    pathway::PathwayId,
    programme,
    recipient::{Channel, RecipientKind},
    request, site,
};
use sea_orm::{ActiveEnum, EntityTrait, QueryFilter, QueryOrder};

/// One line of the table shown before a request is sent.
pub struct OutlookLine {
    pub programme_id: i32,
    pub programme: String,
    pub kind: String,
    pub wait: String,
    /// None where training alone is asked for.
    pub ready: Option<u64>,
    pub waiting: Option<u64>,
}

/// What can be asked for, and what is usual here.
pub struct Offer {
    /// Those open to this organisation.
    pub programmes: Vec<(programme::Model, Lists)>,
    /// The programme the form is for.
    pub chosen: usize,
    /// The programme asked for is open, and not to this organisation.
    pub shut_out: bool,
    /// What each level follows, where the chosen programme tells levels apart.
    pub levels: Option<[Level; LEVELS]>,
    pub sites: Vec<site::Model>,
    pub outlooks: Vec<Outlook>,
    pub latest: Option<request::Model>,
}

impl Offer {
    pub async fn read(app: &App, by: &Signed, wanted: &str) -> Result<Self, Error> {
        let open = programme::Entity::find()
            .filter(programme::COLUMN.closed_at.is_null())
            .order_by_asc(programme::Column::Id)
            .all(&app.db)
            .await?;
        let organisation = organisation::Entity::find_by_id(by.organisation_id)
            .one(&app.db)
            .await?
            .ok_or(Error::NotFound)?;
        let mut programmes = Vec::new();
        let mut shut_out = false;
        for programme in open {
            let habilitated = terms::habilitated(&programme)?;
            if habilitated.includes(organisation.kind, organisation.id) {
                let lists = Lists::of(&programme)?;
                programmes.push((programme, lists));
            } else if programme.id.0.to_string() == wanted {
                shut_out = true;
            }
        }
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
        let levels = match programmes.get(chosen) {
            Some((programme, _)) => terms::levels(programme)?,
            None => None,
        };
        Ok(Self {
            chosen,
            shut_out,
            levels,
            sites: queries::pickup_sites(&app.db).await?,
            outlooks: queries::outlooks(&app.db, &asked, app.clock.now()).await?,
            programmes,
            latest,
        })
    }

    pub fn chosen(&self) -> Option<&(programme::Model, Lists)> {
        self.programmes.get(self.chosen)
    }

    /// The pathway of a level, as the form sends it; nothing where levels are not told apart.
    pub fn pathway_at(&self, level: &str) -> Option<PathwayId> {
        let place = level.parse::<usize>().ok()?.checked_sub(1)?;
        Some(self.levels.as_ref()?.get(place)?.pathway)
    }

    /// The form as most requests of this organisation would have it.
    pub fn usual_form(&self, by: &Signed, today: NaiveDate) -> RequestForm {
        let own = |site: &&site::Model| {
            Some(site.id) == by.site_id || site.organisation_id == by.organisation_id
        };
        let latest_site = self.latest.as_ref().map(|request| request.pickup_site_id);
        let site = self
            .sites
            .iter()
            .find(|site| Some(site.id) == latest_site)
            .or_else(|| self.sites.iter().find(own));
        let kind = self
            .chosen()
            .and_then(|(_, lists)| lists.device_kinds.first());
        let rules = self
            .chosen()
            .map_or(0, |(_, lists)| lists.public_rules.len());
        RequestForm {
            recipient_kind: recipient_kind_value(RecipientKind::Person).to_owned(),
            rule: if rules == 1 { "1" } else { "" }.to_owned(),
            proof_seen_on: today.to_string(),
            device_kind: kind.map_or("", |kind| kind_value(*kind)).to_owned(),
            pickup_site: site.map_or(String::new(), |site| site.id.0.to_string()),
            relation: RELATIONS[0].1.to_owned(),
            channel: Channel::default().to_value(),
            ..RequestForm::default()
        }
    }

    pub fn lines(&self, words: Words) -> Vec<OutlookLine> {
        let programme = |outlook: &Outlook| {
            self.programmes
                .iter()
                .map(|(programme, _)| programme)
                .find(|programme| programme.id == outlook.programme)
                .map_or("", |programme| {
                    words.lang.choose(&programme.name_fr, &programme.name_en)
                })
        };
        let of_devices = self.outlooks.iter().map(|outlook| OutlookLine {
            programme_id: outlook.programme.0,
            programme: programme(outlook).to_owned(),
            kind: words.say(kind_key(outlook.kind)),
            wait: wait(words, outlook.usual_days),
            ready: Some(outlook.ready),
            waiting: Some(outlook.waiting),
        });
        let of_training = self
            .programmes
            .iter()
            .filter(|(_, lists)| lists.device_kinds.is_empty())
            .map(|(programme, _)| OutlookLine {
                programme_id: programme.id.0,
                programme: words
                    .lang
                    .choose(&programme.name_fr, &programme.name_en)
                    .to_owned(),
                kind: words.say("request-training-alone"),
                wait: wait(words, None),
                ready: None,
                waiting: None,
            });
        of_devices.chain(of_training).collect()
    }

    /// The kinds of the chosen programme, each with what can be expected.
    pub fn kind_choices(&self, words: Words) -> Vec<Choice> {
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
fn wait(words: Words, days: Option<i64>) -> String {
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
