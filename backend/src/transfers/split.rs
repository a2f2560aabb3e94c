//! `GET|POST /lots/{id}/split`: a lot shared between workshops. The tool proposes, a person decides.
use super::{
    actions,
    queries::{self, Counts, Load},
    rules::{Device, Group, Mode, split},
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ShareLots},
    devices::standing::{grade_letter, kind_key, kind_value},
    intake,
    people::workshops::{self, Workshop},
    web::{self, Error, FormErrors, Shell},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    collection_lot,
    device::{DeviceId, DeviceKind, Grade},
    site::SiteId,
    transfer,
};
use std::collections::{BTreeMap, HashMap};

#[derive(Template)]
#[template(path = "transfers/split.html")]
struct SplitPage {
    shell: Shell,
    lot: collection_lot::Model,
    /// Where the lot was received.
    home: String,
    takers: Vec<Taker>,
    groups: Vec<Line>,
    transfers: Vec<Made>,
    rules: usize,
    errors: FormErrors,
}

/// A workshop that may be given devices.
struct Taker {
    name: String,
    mode: &'static str,
    left: i64,
    load: Load,
}

/// Devices alike, and how many go where.
struct Line {
    kind: DeviceKind,
    grade: Option<Grade>,
    count: usize,
    stay: usize,
    cells: Vec<Cell>,
}

struct Cell {
    field: String,
    value: String,
    workshop: String,
    label: String,
}

/// A transfer that the lot was shared by before.
struct Made {
    transfer: transfer::Model,
    to: String,
    counts: Counts,
}

/// All that the page and the form look at.
struct Offer {
    lot: collection_lot::Model,
    devices: Vec<Device>,
    takers: Vec<(Workshop, Load)>,
    home: String,
    proposal: BTreeMap<(Group, SiteId), usize>,
    rules: usize,
}

impl Offer {
    async fn read(app: &App, by: &Signed, id: i32) -> Result<Self, Error> {
        let db = &app.db;
        let lot = intake::queries::lot(db, by, id).await?;
        let devices = queries::devices_to_share(db, &lot).await?;
        let workshops = workshops::sent_to_by(db, by).await?;
        let loads = queries::loads(db, &workshops, app.clock.today()).await?;
        let rows = queries::rules(db).await?;
        let rules: Vec<_> = rows.iter().map(queries::as_rule).collect();
        let at_home = queries::lying_at_home(db, &lot).await?;
        let rooms = queries::rooms(&loads, lot.workshop_site_id, at_home);
        let shares = split(&devices, &rules, lot.workshop_site_id, &rooms);
        Ok(Self {
            proposal: counted(&devices, &shares),
            home: intake::queries::Names::of(db, std::slice::from_ref(&lot))
                .await?
                .site(lot.workshop_site_id)
                .to_owned(),
            takers: workshops
                .into_iter()
                .filter(|one| one.site.id != lot.workshop_site_id)
                .filter_map(|one| {
                    let load = *loads.get(&one.site.id)?;
                    Some((one, load))
                })
                .collect(),
            devices,
            lot,
            rules: rules.len(),
        })
    }

    fn groups(&self) -> BTreeMap<Group, usize> {
        let mut groups = BTreeMap::new();
        for device in &self.devices {
            *groups.entry(device.group()).or_default() += 1;
        }
        groups
    }
}

fn counted(
    devices: &[Device],
    shares: &[(DeviceId, Option<SiteId>)],
) -> BTreeMap<(Group, SiteId), usize> {
    let groups: HashMap<DeviceId, Group> = devices
        .iter()
        .map(|device| (device.id, device.group()))
        .collect();
    let mut counts = BTreeMap::new();
    for (device, to) in shares {
        if let (Some(group), Some(to)) = (groups.get(device), to) {
            *counts.entry((*group, *to)).or_default() += 1;
        }
    }
    counts
}

/// The name of the field of a group and a workshop.
fn field((kind, grade): Group, site: SiteId) -> String {
    let grade = grade.map_or("-", grade_letter);
    format!("share-{}-{grade}-{}", kind_value(kind), site.0)
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ShareLots>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    let offer = Offer::read(&app, &by, id).await?;
    render(&app, &by, offer, &HashMap::new(), FormErrors::default()).await
}

pub async fn submit(
    State(app): State<App>,
    by: Allowed<ShareLots>,
    Path(id): Path<i32>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let offer = Offer::read(&app, &by, id).await?;
    let typed: HashMap<String, String> = typed.into_iter().collect();
    let shares = match read(&offer, &typed) {
        Ok(shares) => shares,
        Err(errors) => return render(&app, &by, offer, &typed, errors).await,
    };
    let write_id = typed.get("write_id").map_or("", String::as_str);
    let write = app.write_once(&by, write_id).await?;
    actions::share(&write, by.at(app.clock.now()), &offer.lot, &shares).await?;
    Ok(write
        .answer(format!("/lots/{id}/split?done=lot-shared"))
        .await?
        .into_response())
}

/// How many devices of each group a person sends to each workshop.
fn read(
    offer: &Offer,
    typed: &HashMap<String, String>,
) -> Result<BTreeMap<SiteId, BTreeMap<Group, usize>>, FormErrors> {
    let mut errors = FormErrors::default();
    let mut shares: BTreeMap<SiteId, BTreeMap<Group, usize>> = BTreeMap::new();
    for (group, there) in offer.groups() {
        let mut given = 0_usize;
        for (workshop, _) in &offer.takers {
            let site = workshop.site.id;
            let value = typed
                .get(&field(group, site))
                .map_or("", |value| value.trim());
            let count: usize = match value {
                "" => 0,
                value => value.parse().unwrap_or_else(|_| {
                    errors.add("shares", "split-not-a-number");
                    0
                }),
            };
            given = given.saturating_add(count);
            if count > 0 {
                shares.entry(site).or_default().insert(group, count);
            }
        }
        if given > there {
            errors.add("shares", "split-too-many");
        }
    }
    if errors.is_empty() && shares.is_empty() {
        errors.add("shares", "split-nothing");
    }
    if errors.is_empty() {
        Ok(shares)
    } else {
        Err(errors)
    }
}

async fn render(
    app: &App,
    by: &Signed,
    offer: Offer,
    typed: &HashMap<String, String>,
    errors: FormErrors,
) -> Result<Response, Error> {
    let shell = by.shell();
    let made = queries::of_lot(&app.db, offer.lot.id).await?;
    let ends = queries::ends(&app.db, &made).await?;
    let counts = queries::line_counts(&app.db, &made).await?;
    let line = |(group, count): (Group, usize)| {
        let (kind, grade) = group;
        let proposed = |site: SiteId| offer.proposal.get(&(group, site)).copied().unwrap_or(0);
        let given: usize = offer
            .takers
            .iter()
            .map(|(workshop, _)| proposed(workshop.site.id))
            .sum();
        Line {
            kind,
            grade,
            count,
            stay: count.saturating_sub(given),
            cells: offer
                .takers
                .iter()
                .map(|(workshop, _)| {
                    let field = field(group, workshop.site.id);
                    Cell {
                        value: typed.get(&field).cloned().unwrap_or_else(|| {
                            if typed.is_empty() {
                                proposed(workshop.site.id).to_string()
                            } else {
                                String::new()
                            }
                        }),
                        workshop: workshop.site.name.clone(),
                        label: format!("{} : {}", shell.say(kind_key(kind)), workshop.site.name),
                        field,
                    }
                })
                .collect(),
        }
    };
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = SplitPage {
        groups: offer.groups().into_iter().map(line).collect(),
        home: offer.home.clone(),
        takers: offer
            .takers
            .iter()
            .map(|(workshop, load)| Taker {
                name: workshop.site.name.clone(),
                mode: Mode::of(workshop.organisation.kind).key(),
                left: load.left(),
                load: *load,
            })
            .collect(),
        transfers: made
            .into_iter()
            .map(|transfer| Made {
                to: ends
                    .get(&transfer.to_site_id)
                    .map_or_else(String::new, |site| site.name.clone()),
                counts: counts.get(&transfer.id).copied().unwrap_or_default(),
                transfer,
            })
            .collect(),
        rules: offer.rules,
        lot: offer.lot,
        errors,
        shell,
    };
    Ok(web::page(status, &page)?)
}
