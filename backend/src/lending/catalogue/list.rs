//! `GET /catalogue`: what the library lends, by what is hard to do and by word.
use super::{
    photos::queries::{Shown, of_items, shown},
    queries,
};
use crate::{
    app::App,
    auth::{
        Allowed,
        permissions::{KeepLibrary, SeeCatalogue},
    },
    lending::{
        needs,
        queries::{PieceFacts, closed, pieces, terms},
        rules::period::{Closure, Piece, first_free},
    },
    web::{self, Choice, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use entities::site::SiteId;
use std::collections::{BTreeSet, HashMap};

/// How many days a loan is taken to last where nobody said: two weeks, from a Monday to a Friday.
pub const USUAL_DAYS: i32 = 12;

#[derive(Template)]
#[template(path = "lending/catalogue.html")]
struct CataloguePage {
    shell: Shell,
    lines: Vec<Line>,
    needs: Vec<Choice>,
    filter: Filter,
    errors: FormErrors,
    may_keep: bool,
    first: String,
    next: String,
}

struct Line {
    slug: String,
    name: String,
    purpose: String,
    photo: Option<Shown>,
    needs: Vec<String>,
    /// How many pieces there are.
    pieces: usize,
    /// When one is free next.
    free_from: Option<NaiveDate>,
    free_today: bool,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Filter {
    need: String,
    words: String,
    after: String,
}

/// The pieces that may be lent, as far as their days go.
#[must_use]
pub fn lendable(facts: &[PieceFacts]) -> Vec<Piece> {
    facts
        .iter()
        .filter(|piece| piece.is_lendable())
        .map(|piece| Piece {
            taken: piece.taken.clone(),
        })
        .collect()
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeCatalogue>,
    Query(filter): Query<Filter>,
) -> Result<Response, Error> {
    let today = app.clock.today();
    let shell = by.shell();
    let need = needs::need(&filter.need).map(|need| need.key.as_str());
    let after = Some(filter.after.as_str()).filter(|after| !after.is_empty());
    let mut items = queries::items(&app.db, need, &filter.words, after).await?;
    let page_size = usize::try_from(queries::PAGE).unwrap_or(usize::MAX);
    let more = items.len() > page_size;
    items.truncate(page_size);
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    let answered = queries::needs(&app.db, &ids).await?;
    let photos = of_items(&app.db, &ids).await?;
    let terms = terms(&app.db).await?;
    let ahead = u64::try_from(terms.ahead_days + terms.longest_days).unwrap_or_default();
    let facts = pieces(&app.db, &ids, today, ahead).await?;
    let mut closures: HashMap<SiteId, Vec<Closure>> = HashMap::new();
    let stores: BTreeSet<SiteId> = items.iter().map(|item| item.site_id).collect();
    for store in stores {
        closures.insert(store, closed(&app.db, store, today).await?);
    }
    let mut lines = Vec::new();
    for item in &items {
        let of = facts.get(&item.id).map(Vec::as_slice).unwrap_or_default();
        let buffer = of
            .iter()
            .map(|piece| terms.buffer_of(&piece.device))
            .max()
            .unwrap_or_default();
        let days = closures.get(&item.site_id).map(Vec::as_slice);
        let length = USUAL_DAYS.min(terms.longest_days);
        let free = first_free(
            &lendable(of),
            today,
            length,
            buffer,
            terms,
            days.unwrap_or_default(),
        );
        let free_from = free.map(|(from, _)| from);
        lines.push(Line {
            slug: item.slug.clone(),
            name: shell.lang.choose(&item.name_fr, &item.name_en).to_owned(),
            purpose: shell
                .lang
                .choose(&item.purpose_fr, &item.purpose_en)
                .to_owned(),
            photo: photos
                .get(&item.id)
                .and_then(|photos| photos.first())
                .map(|photo| shown(photo, shell.lang)),
            needs: answered
                .get(&item.id)
                .map(|keys| needs::said(keys, shell.lang))
                .unwrap_or_default(),
            pieces: of.len(),
            free_from,
            free_today: free_from == Some(today),
        });
    }
    let address = |after: Option<&str>| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("need", &filter.need);
        query.append_pair("words", &filter.words);
        if let Some(after) = after {
            query.append_pair("after", after);
        }
        format!("/catalogue?{}", query.finish())
    };
    let page = CataloguePage {
        needs: needs::choices(shell.words),
        may_keep: by.may(KeepLibrary),
        first: after.map(|_| address(None)).unwrap_or_default(),
        next: items
            .last()
            .filter(|_| more)
            .map(|item| address(Some(&item.slug)))
            .unwrap_or_default(),
        lines,
        filter,
        errors: FormErrors::default(),
        shell,
    };
    Ok(web::page(StatusCode::OK, &page)?)
}
