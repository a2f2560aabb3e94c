//! `GET|POST /lots/new`: who gives what to whom, and the device list. Nothing is stored: the answer is
//! the page to review the list on, and the cleaned list comes back from there, sealed.
use super::{
    facts::{LEGAL_BASES, LotFacts, legal_basis_key, legal_basis_value, read_legal_basis},
    list::{columns, personal, read},
    queries, review,
    review::Reading,
    stock_check,
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ManageLots},
    web::{self, Choice, Error, FormErrors, Shell, Upload},
};
use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use entities::organisation::OrganisationKind;
use serde::Deserialize;

/// A list of more lines is for the command line: a browser would carry it twice.
pub const MAX_LINES: i64 = 20_000;

/// Longer than any name or number asked for here.
const MAX_TEXT: i64 = 120;

#[derive(Template)]
#[template(path = "intake/new.html")]
struct NewLotPage {
    shell: Shell,
    form: LotForm,
    errors: FormErrors,
    offers: Offers,
}

/// What a lot is made of, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct LotForm {
    pub donor: String,
    pub owner: String,
    pub legal_basis: String,
    pub reform_reference: String,
    pub site: String,
    pub transport_holder: String,
    pub boxes: String,
    pub source: String,
}

/// What the selects offer.
pub struct Offers {
    pub organisations: Vec<Choice>,
    pub sites: Vec<Choice>,
    pub legal_bases: Vec<Choice>,
    /// The département, when there is one: it owns most of what comes.
    departement: Option<String>,
}

impl Offers {
    pub async fn of(app: &App, by: &Signed) -> Result<Self, Error> {
        let words = by.words();
        let organisations = queries::organisations(&app.db).await?;
        let mut departements = organisations
            .iter()
            .filter(|row| row.kind == OrganisationKind::Departement);
        let departement = departements.next().map(|row| row.id.0.to_string());
        let departement = departement.filter(|_| departements.next().is_none());
        let sites = queries::workshops(&app.db, Some(by)).await?;
        Ok(Self {
            organisations: organisations
                .into_iter()
                .map(|row| Choice::new(row.id.0.to_string(), row.name))
                .collect(),
            sites: sites
                .into_iter()
                .map(|row| {
                    Choice::new(row.id.0.to_string(), format!("{} ({})", row.name, row.city))
                })
                .collect(),
            legal_bases: LEGAL_BASES
                .into_iter()
                .map(|basis| {
                    Choice::new(legal_basis_value(basis), words.say(legal_basis_key(basis)))
                })
                .collect(),
            departement,
        })
    }
}

impl LotForm {
    /// The facts, or what is wrong with them.
    pub fn read(&self, offers: &Offers) -> Result<LotFacts, FormErrors> {
        let mut errors = FormErrors::default();
        let chosen = |choices: &[Choice], value: &str| -> Option<i32> {
            let known = choices.iter().find(|choice| choice.is(value))?;
            known.value.parse().ok()
        };
        let donor = chosen(&offers.organisations, &self.donor);
        let owner = chosen(&offers.organisations, &self.owner);
        let legal_basis = read_legal_basis(&self.legal_basis);
        let site = chosen(&offers.sites, &self.site);
        if donor.is_none() {
            errors.add("donor", "lot-donor-missing");
        }
        if owner.is_none() {
            errors.add("owner", "lot-owner-missing");
        }
        if legal_basis.is_none() {
            errors.add("legal_basis", "lot-legal-basis-missing");
        }
        if site.is_none() {
            errors.add("site", "lot-site-missing");
        }
        for (field, text) in [
            ("reform_reference", &self.reform_reference),
            ("transport_holder", &self.transport_holder),
            ("source", &self.source),
        ] {
            if is_longer(text.chars().count(), MAX_TEXT) {
                errors.add_with(field, "lot-text-too-long", "limit", MAX_TEXT);
            }
        }
        // The other two stay out of the journal.
        errors.keep_people_out("reform_reference", &self.reform_reference);
        let boxes_announced = read_boxes(&self.boxes);
        if boxes_announced.is_none() && !self.boxes.trim().is_empty() {
            errors.add("boxes", "lot-boxes-wrong");
        }
        if self.source.trim().is_empty() {
            errors.add("source", "lot-source-missing");
        }
        match (donor, owner, legal_basis, site) {
            (Some(donor), Some(owner), Some(legal_basis), Some(site)) if errors.is_empty() => {
                Ok(LotFacts {
                    donor_id: entities::organisation::OrganisationId(donor),
                    owner_id: entities::organisation::OrganisationId(owner),
                    workshop_site_id: entities::site::SiteId(site),
                    legal_basis,
                    reform_reference: text(&self.reform_reference),
                    source: self.source.trim().to_owned(),
                    transport_holder: text(&self.transport_holder),
                    boxes_announced,
                })
            }
            _ => Err(errors),
        }
    }
}

/// Whether a count is over a limit that a sentence says.
pub fn is_longer(count: usize, limit: i64) -> bool {
    i64::try_from(count).is_ok_and(|count| count > limit)
}

/// A count of boxes as somebody types it.
pub fn read_boxes(typed: &str) -> Option<i32> {
    typed
        .trim()
        .parse()
        .ok()
        .filter(|boxes| (0..=9_999).contains(boxes))
}

fn text(typed: &str) -> Option<String> {
    let typed = typed.trim();
    (!typed.is_empty()).then(|| typed.to_owned())
}

pub async fn show(State(app): State<App>, by: Allowed<ManageLots>) -> Result<Response, Error> {
    let offers = Offers::of(&app, &by).await?;
    let mut form = LotForm {
        owner: offers.departement.clone().unwrap_or_default(),
        ..LotForm::default()
    };
    if let [only] = offers.sites.as_slice() {
        form.site.clone_from(&only.value);
    }
    again(&by, form, FormErrors::default(), offers, StatusCode::OK)
}

fn again(
    by: &Signed,
    form: LotForm,
    errors: FormErrors,
    offers: Offers,
    status: StatusCode,
) -> Result<Response, Error> {
    let page = NewLotPage {
        shell: by.shell(),
        form,
        errors,
        offers,
    };
    Ok(web::page(status, &page)?)
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ManageLots>,
    upload: Upload,
) -> Result<Response, Error> {
    let form: LotForm = upload.form()?;
    let offers = Offers::of(&app, &by).await?;
    let (facts, mut errors) = match form.read(&offers) {
        Ok(facts) => (Some(facts), FormErrors::default()),
        Err(errors) => (None, errors),
    };
    let sheet = match upload.file("list") {
        None => Err("lot-list-missing"),
        Some(file) => read::read(&file.bytes, app.config.upload_limit_bytes)
            .map_err(read::Unreadable::key)
            .and_then(|sheet| {
                if is_longer(sheet.rows.len() + sheet.ragged.len(), MAX_LINES) {
                    Err("lot-list-too-long")
                } else {
                    Ok(sheet)
                }
            }),
    };
    let sheet = match sheet {
        Ok(sheet) => Some(sheet),
        Err("lot-list-too-long") => {
            errors.add_with("list", "lot-list-too-long", "limit", MAX_LINES);
            None
        }
        Err(key) => {
            errors.add("list", key);
            None
        }
    };
    let (Some(facts), Some(sheet)) = (facts, sheet) else {
        if errors.on("list").is_none() {
            // A browser cannot be handed a file back: the person is told to choose it again.
            errors.add("list", "lot-list-again");
        }
        return again(&by, form, errors, offers, StatusCode::UNPROCESSABLE_ENTITY);
    };
    let (encoding, delimiter) = (sheet.encoding, sheet.delimiter);
    let (sheet, stripped) = personal::strip(sheet);
    let reading = Reading::new(encoding, delimiter, &stripped);
    let remembered = stock_check::remembered(&app.db, &facts.source).await?;
    let mapping = columns::propose(&sheet, remembered.as_ref());
    review::first(&app, &by, form, &facts, sheet, reading, mapping).await
}
