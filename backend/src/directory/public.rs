//! `GET /lieux`: where to get help with digital life, for anybody. `GET /lieux/{id}`: one place.
use super::{
    listing::{self, Listing, Offered},
    opening::Hours,
    rules::{LabelState, Position, kilometres, label_state},
    search::{self, Found, Wanted},
    service_form::of_list,
    vocabulary::{self, Word, name, vocabulary, word},
};
use crate::{
    app::App,
    auth::{Signed, Visitor},
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::{commune, service_choice::ChoiceList, site::SiteId};

/// Places on a page: light enough for a phone.
const PAGE: usize = 20;
/// Kilometres one may choose.
const WITHIN: [u32; 4] = [5, 10, 20, 50];

#[derive(Template)]
#[template(path = "directory/search.html")]
struct SearchPage {
    shell: Shell,
    search: SearchForm,
    errors: FormErrors,
    publics: Vec<Choice>,
    themes: Vec<Choice>,
    distances: Vec<Choice>,
    /// The commune that is measured from.
    from: Option<commune::Model>,
    /// Communes that the typed text may mean, as links.
    offered: Vec<(String, String)>,
    hits: Vec<HitLine>,
    unplaced: usize,
    first: String,
    next: String,
}

/// A place of the list.
struct HitLine {
    listing: Listing,
    /// Kilometres, as a plain decimal.
    kilometres: Option<String>,
}

impl SearchPage {
    fn offers(&self, line: &HitLine) -> Vec<String> {
        let all = vocabulary();
        let mut themes: Vec<String> = Vec::new();
        for offered in &line.listing.services {
            for theme in of_list(&offered.choices, ChoiceList::Theme) {
                let said = name(&all.themes, &theme, self.shell.lang).to_owned();
                if !themes.contains(&said) {
                    themes.push(said);
                }
            }
        }
        themes
    }
}

#[derive(Clone, Default, serde::Deserialize)]
#[serde(default)]
pub struct SearchForm {
    public: String,
    theme: String,
    commune: String,
    within: String,
    after: String,
}

impl SearchForm {
    fn address(&self, after: Option<SiteId>) -> Result<String, Error> {
        let after = after.map_or_else(String::new, |site| site.0.to_string());
        let pairs = [
            ("public", self.public.as_str()),
            ("theme", self.theme.as_str()),
            ("commune", self.commune.as_str()),
            ("within", self.within.as_str()),
            ("after", after.as_str()),
        ];
        let kept = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        serde_html_form::to_string(kept.collect::<Vec<_>>())
            .map(|query| format!("/lieux?{query}"))
            .map_err(|_| Error::Unreadable)
    }
}

fn known(words: &[Word], key: &str) -> Option<String> {
    word(words, key).map(|word| word.key.clone())
}

pub async fn show(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    Query(search): Query<SearchForm>,
) -> Result<Response, Error> {
    let shell = signed.map_or(visitor.shell, |signed| signed.shell());
    let all = vocabulary();
    let mut errors = FormErrors::default();
    let mut from = None;
    let mut offered = Vec::new();
    if !search.commune.trim().is_empty() {
        let mut communes = search::communes(&app.db, &search.commune).await?;
        if communes.len() == 1 {
            from = communes.pop();
        } else if communes.is_empty() {
            errors.add("commune", "directory-commune-unknown");
        } else {
            for commune in communes {
                let chosen = SearchForm {
                    commune: commune.code,
                    ..search.clone()
                };
                offered.push((commune.name, chosen.address(None)?));
            }
        }
    }
    let centre = from
        .as_ref()
        .and_then(|commune| Position::of(commune.latitude_e6, commune.longitude_e6));
    if from.is_some() && centre.is_none() {
        errors.add("commune", "directory-commune-nowhere");
    }
    let within: Option<u32> = search.within.parse().ok();
    let wanted = Wanted {
        public: known(&all.publics, &search.public),
        theme: known(&all.themes, &search.theme),
        from: centre,
        within: within
            .filter(|kilometres| WITHIN.contains(kilometres))
            .map(|kilometres| kilometres * 1_000),
    };
    let after = search.after.parse().ok().map(SiteId);
    let Found {
        hits,
        more,
        unplaced,
    } = search::find(&app.db, &wanted, after, PAGE).await?;
    let next = match hits.last() {
        Some(last) if more => search.address(Some(last.site))?,
        _ => String::new(),
    };
    let sites: Vec<SiteId> = hits.iter().map(|hit| hit.site).collect();
    let lines = listing::of(&app.db, &sites).await?.into_iter();
    let page = SearchPage {
        hits: lines
            .map(|listing| HitLine {
                kilometres: hits
                    .iter()
                    .find(|hit| hit.site == listing.site.id)
                    .and_then(|hit| hit.metres.map(kilometres)),
                listing,
            })
            .collect(),
        publics: vocabulary::choices(&all.publics, shell.lang),
        themes: vocabulary::choices(&all.themes, shell.lang),
        distances: WITHIN
            .into_iter()
            .map(|kilometres| {
                let said = shell.with("km", kilometres).say("directory-within-km");
                Choice::new(kilometres.to_string(), said)
            })
            .collect(),
        first: if after.is_some() {
            search.address(None)?
        } else {
            String::new()
        },
        from: from.filter(|_| centre.is_some()),
        shell,
        search,
        errors,
        offered,
        unplaced,
        next,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}

#[derive(Template)]
#[template(path = "directory/place.html")]
struct PlacePage {
    shell: Shell,
    listing: Listing,
    /// The phone as a phone dials it.
    phone_link: String,
    hours: Vec<String>,
    /// The labels that hold today.
    labels: Vec<LabelLine>,
}

struct LabelLine {
    name: String,
    from: NaiveDate,
    until: Option<NaiveDate>,
}

impl PlacePage {
    /// The words of one of a service's lists, as they are read.
    fn words(&self, offered: &Offered, list: ChoiceList) -> String {
        let all = vocabulary();
        let words = match list {
            ChoiceList::Public => &all.publics,
            ChoiceList::Theme => &all.themes,
            ChoiceList::Mode => &all.modes,
            ChoiceList::Way => &all.ways,
            ChoiceList::Who => &all.who,
        };
        let said: Vec<String> = of_list(&offered.choices, list)
            .iter()
            .map(|key| name(words, key, self.shell.lang).to_owned())
            .collect();
        said.join(" · ")
    }

    fn kind(&self, offered: &Offered) -> String {
        let kind = &offered.service.kind;
        name(&vocabulary().kinds, kind, self.shell.lang).to_owned()
    }

    fn fee(&self, offered: &Offered) -> String {
        let fee = name(&vocabulary().fees, &offered.service.fee, self.shell.lang);
        match &offered.service.fee_details {
            Some(details) => self
                .shell
                .with("fee", fee)
                .with("details", details.as_str())
                .say("directory-fee-with-details"),
            None => fee.to_owned(),
        }
    }
}

pub async fn place(
    State(app): State<App>,
    signed: Option<Signed>,
    visitor: Visitor,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let shell = signed.map_or(visitor.shell, |signed| signed.shell());
    let listing = listing::one(&app.db, SiteId(id))
        .await?
        .ok_or(Error::NotFound)?;
    let today = app.clock.today();
    let hours = listing.place.opening_hours.as_deref();
    let phone = listing.site.phone.as_deref().unwrap_or_default();
    let page = PlacePage {
        phone_link: phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect(),
        hours: hours
            .and_then(Hours::read)
            .map(|hours| hours.say(&shell))
            .unwrap_or_default(),
        labels: listing
            .labels
            .iter()
            .filter(|label| label_state(label.from_on, label.until_on, today) == LabelState::Held)
            .map(|label| LabelLine {
                name: name(&vocabulary().labels, &label.label, shell.lang).to_owned(),
                from: label.from_on,
                until: label.until_on,
            })
            .collect(),
        shell,
        listing,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
