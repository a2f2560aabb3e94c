//! What one reader gets of a programme in a year. What is hidden is decided over the whole programme: who is limited to a
//! territory reads the same cells as everybody else there, and neither total nor quarter.
use super::{
    chain::{self, OpenSite, Volumes},
    queries::{self, Span},
    rules::{
        Figure,
        forecast::Forecast,
        periods::{self, Year},
        publishing::{self, Counted, Place, Places, Told, Value, Where},
    },
};
use crate::{
    app::App,
    auth::{Signed, territory},
    web::{Error, Words},
};
use entities::{
    commune,
    organisation::{self, OrganisationKind},
    programme,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for, as the address says it.
#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct ReportForm {
    pub programme: String,
    pub territory: String,
    pub year: String,
}

impl ReportForm {
    /// The address of a page or file about the same.
    pub fn address(&self, path: &str) -> String {
        let query = serde_html_form::to_string(self).unwrap_or_default();
        format!("{path}?{query}")
    }
}

pub struct Report {
    pub programme: programme::Model,
    pub territory: Where,
    pub year: Year,
    /// Every territory the reader may choose.
    pub territories: Vec<Where>,
    pub names: Names,
    pub figures: Vec<Told>,
    pub sites: Sites,
    /// Of the whole département, for who is not limited.
    pub chain: Option<Chain>,
}

/// What belongs to no programme.
pub struct Chain {
    pub volumes: Volumes,
    pub forecasts: Vec<Forecast>,
}

/// Sites open today in the territory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sites {
    pub pickup: usize,
    pub training: usize,
    pub in_directory: usize,
}

/// All programmes, the first of which is shown to who did not choose.
pub async fn programmes(db: &impl ConnectionTrait) -> Result<Vec<programme::Model>, DbErr> {
    programme::Entity::find()
        .order_by_asc(programme::COLUMN.id)
        .all(db)
        .await
}

impl Report {
    /// None where there is no programme, or no site in the territory of who reads.
    pub async fn read(
        app: &App,
        by: &Signed,
        programmes: &[programme::Model],
        form: &ReportForm,
    ) -> Result<Option<Self>, Error> {
        let db = &app.db;
        let Some(programme) = chosen(programmes, &form.programme)? else {
            return Ok(None);
        };
        let places = queries::places(db).await?;
        let territories: Vec<Where> = publishing::territories(&places)
            .into_iter()
            .filter(|one| territory::covers(by, one.epci()))
            .collect();
        let territory = if form.territory.is_empty() {
            territories.first()
        } else {
            let named = |one: &&Where| value(one) == form.territory;
            Some(territories.iter().find(named).ok_or(Error::NotFound)?)
        };
        let Some(territory) = territory.cloned() else {
            return Ok(None);
        };
        let today = app.clock.today();
        let year = chosen_year(&periods::offered(today), &territory, &form.year)?;
        let span = Span::of(year);
        let counted = match &span {
            Some(span) => queries::counted(db, programme.id, span).await?,
            None => Counted::default(),
        };
        let mut figures = publishing::told(year, &places, &counted);
        let limited = territory::limit(by).is_some();
        if limited {
            for figure in &mut figures {
                figure.quarters.clear();
                figure
                    .year
                    .retain(|place, _| territory::covers(by, place.epci()));
            }
        }
        let chain = match &span {
            Some(span) if !limited => Some(Chain {
                volumes: chain::volumes(db, span).await?,
                forecasts: chain::forecasts(db, today).await?,
            }),
            Some(_) | None => None,
        };
        let open = chain::open_sites(db).await?;
        Ok(Some(Self {
            programme: programme.clone(),
            names: Names::read(db, &places).await?,
            sites: Sites::of(&territory, &places, &open),
            territory,
            year,
            territories,
            figures,
            chain,
        }))
    }

    /// The quarters that are over, for the whole programme alone.
    pub fn quarters(&self) -> u32 {
        let told = self.figures.iter().any(|told| !told.quarters.is_empty());
        if told && self.territory == Where::Everywhere {
            self.year.quarters
        } else {
            0
        }
    }

    /// The values of a figure, as many quarters as there are columns, then the year if it is over.
    pub fn values(&self, told: &Told) -> Vec<Value> {
        let quarters = usize::try_from(self.quarters()).unwrap_or_default();
        let quarters = (0..quarters).map(|number| told.quarters.get(number).copied());
        let year = self
            .year
            .is_over()
            .then(|| told.year.get(&self.territory).copied());
        quarters
            .chain(year)
            .map(|value| value.unwrap_or(Value::Nothing))
            .collect()
    }

    /// The territories one step below, if the year is over.
    pub fn parts(&self) -> Vec<&Where> {
        let parts = |one: &&Where| self.year.is_over() && one.is_part_of(&self.territory);
        self.territories.iter().filter(parts).collect()
    }

    /// What a figure tells of a territory in the year.
    pub fn of_year(&self, figure: Figure, territory: &Where) -> Value {
        let told = self.figures.iter().find(|told| told.figure == figure);
        let value = told.and_then(|told| told.year.get(territory));
        value.copied().unwrap_or(Value::Nothing)
    }
}

fn chosen<'p>(
    programmes: &'p [programme::Model],
    wanted: &str,
) -> Result<Option<&'p programme::Model>, Error> {
    if wanted.is_empty() {
        return Ok(programmes.first());
    }
    let named = |one: &&programme::Model| one.id.0.to_string() == wanted;
    let found = programmes.iter().find(named).ok_or(Error::NotFound)?;
    Ok(Some(found))
}

/// The year asked for; else the latest one that tells anything of the territory.
fn chosen_year(offered: &[Year], territory: &Where, wanted: &str) -> Result<Year, Error> {
    let usual = |year: &&Year| *territory == Where::Everywhere || year.is_over();
    let named = |year: &&Year| year.year.to_string() == wanted;
    let year = if wanted.is_empty() {
        offered.iter().find(usual)
    } else {
        offered.iter().find(named)
    };
    year.copied().ok_or(Error::NotFound)
}

/// A territory as an address says it.
pub fn value(territory: &Where) -> String {
    let code = |code: &Option<String>| code.clone().unwrap_or_else(|| "unknown".to_owned());
    match territory {
        Where::Everywhere => String::new(),
        Where::Epci(epci) => code(epci),
        Where::Commune(place) => format!("{}-{}", code(&place.epci), code(&place.commune)),
    }
}

impl Sites {
    fn of(territory: &Where, places: &Places, open: &[OpenSite]) -> Self {
        let nowhere = Place::default();
        let here = |site: &&OpenSite| territory.covers(places.get(&site.id).unwrap_or(&nowhere));
        let count =
            |of: fn(&OpenSite) -> bool| open.iter().filter(here).filter(|site| of(site)).count();
        Self {
            pickup: count(|site| site.is_pickup),
            training: count(|site| site.is_training),
            in_directory: count(|site| site.in_directory),
        }
    }
}

/// The names of the territories, by their codes.
pub struct Names {
    epcis: BTreeMap<String, String>,
    communes: BTreeMap<String, String>,
}

impl Names {
    async fn read(db: &impl ConnectionTrait, places: &Places) -> Result<Self, DbErr> {
        let epcis = organisation::Entity::find()
            .filter(organisation::COLUMN.kind.eq(OrganisationKind::Epci))
            .all(db)
            .await?;
        let epcis = epcis
            .into_iter()
            .filter_map(|one| Some((one.epci_code?, one.name)));
        let codes: BTreeSet<&str> = places
            .values()
            .filter_map(|place| place.commune.as_deref())
            .collect();
        let communes = commune::Entity::find()
            .filter(commune::COLUMN.code.is_in(codes))
            .all(db)
            .await?;
        Ok(Self {
            epcis: epcis.collect(),
            communes: communes
                .into_iter()
                .map(|commune| (commune.code, commune.name))
                .collect(),
        })
    }

    pub fn say(&self, words: &Words, territory: &Where) -> String {
        match territory {
            Where::Everywhere => words.say("indicators-everywhere"),
            Where::Epci(epci) => self.epci(words, epci.as_deref()),
            Where::Commune(place) => match place.commune.as_deref() {
                Some(code) => self
                    .communes
                    .get(code)
                    .map_or(code, String::as_str)
                    .to_owned(),
                None => words.say("indicators-unknown-commune"),
            },
        }
    }

    /// A commune with its intercommunality.
    pub fn say_whole(&self, words: &Words, territory: &Where) -> String {
        match territory {
            Where::Everywhere | Where::Epci(_) => self.say(words, territory),
            Where::Commune(place) => format!(
                "{} · {}",
                self.epci(words, place.epci.as_deref()),
                self.say(words, territory)
            ),
        }
    }

    fn epci(&self, words: &Words, code: Option<&str>) -> String {
        match code {
            Some(code) => self.epcis.get(code).map_or(code, String::as_str).to_owned(),
            None => words.say("indicators-unknown-epci"),
        }
    }
}
