//! `GET|POST /programmes/new`, `GET|POST /programmes/{id}`, `POST /programmes/{id}/close`.
use super::{
    actions::{self, Terms},
    rules::{
        DEVICE_KINDS, GATES, LEGAL_CHAINS, LEVELS, Lists, PublicRule, gate_help_key, gate_key,
        gate_value, legal_chain_key, legal_chain_value, level_help_key, level_key, level_value,
        needs_deliberation, public_rules,
    },
};
use crate::{
    app::App,
    auth::{Allowed, Signed, permissions::ManageProgrammes},
    devices::standing::{kind_key, kind_value},
    web::{self, Choice, Error, FormErrors, Shell, Words},
};
use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use entities::{
    device::DeviceKind,
    erasure::ErasureLevel,
    pathway,
    programme::{self, Gate, ProgrammeId},
    training_module::{self, ModuleId},
};
use sea_orm::{EntityTrait, QueryOrder};

#[derive(Template)]
#[template(path = "programmes/edit.html")]
struct ProgrammePage {
    shell: Shell,
    /// The programme being changed; none for a new one.
    id: Option<i32>,
    title: String,
    closed: bool,
    form: ProgrammeForm,
    errors: FormErrors,
    pathways: Vec<Choice>,
    modules: Vec<Choice>,
    gates: Vec<Choice>,
    kinds: Vec<Choice>,
    chains: Vec<Choice>,
    levels: Vec<Choice>,
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct ProgrammeForm {
    write_id: String,
    name_fr: String,
    name_en: String,
    pathway: String,
    gate: String,
    minutes: String,
    modules: Vec<String>,
    provisional_days: String,
    clearance_days: String,
    waivers_per_year: String,
    kinds: Vec<String>,
    rules_fr: String,
    rules_en: String,
    legal_chain: String,
    deliberation: String,
    erasure_level: String,
    update_months: String,
    free_software_only: String,
}

impl ProgrammeForm {
    /// What most programmes want: a loan opened by a training.
    fn fresh() -> Self {
        Self {
            gate: gate_value(Gate::Attended).to_owned(),
            clearance_days: "60".to_owned(),
            waivers_per_year: "0".to_owned(),
            kinds: vec![kind_value(DEVICE_KINDS[0]).to_owned()],
            legal_chain: legal_chain_value(LEGAL_CHAINS[0]).to_owned(),
            erasure_level: level_value(LEVELS[0]).to_owned(),
            ..Self::default()
        }
    }

    fn of(programme: &programme::Model, lists: &Lists) -> Self {
        let lines = |said: fn(&PublicRule) -> &str| {
            let lines: Vec<&str> = lists.public_rules.iter().map(said).collect();
            lines.join("\n")
        };
        Self {
            write_id: String::new(),
            name_fr: programme.name_fr.clone(),
            name_en: programme.name_en.clone(),
            pathway: programme.pathway_id.0.to_string(),
            gate: gate_value(programme.gate).to_owned(),
            minutes: match programme.required_minutes {
                0 => String::new(),
                minutes => minutes.to_string(),
            },
            modules: lists
                .required_modules
                .iter()
                .map(|module| module.0.to_string())
                .collect(),
            provisional_days: programme
                .provisional_days
                .map(|days| days.to_string())
                .unwrap_or_default(),
            clearance_days: programme.clearance_days.to_string(),
            waivers_per_year: programme.waivers_per_year.to_string(),
            kinds: lists
                .device_kinds
                .iter()
                .map(|kind| kind_value(*kind).to_owned())
                .collect(),
            rules_fr: lines(|rule| &rule.fr),
            rules_en: lines(|rule| &rule.en),
            legal_chain: legal_chain_value(programme.legal_chain).to_owned(),
            deliberation: programme.deliberation_number.clone().unwrap_or_default(),
            erasure_level: level_value(programme.erasure_level.unwrap_or(LEVELS[0])).to_owned(),
            update_months: match programme.update_months {
                None | Some(0) => String::new(),
                Some(months) => months.to_string(),
            },
            free_software_only: if programme.free_software_only == Some(true) {
                "yes".to_owned()
            } else {
                String::new()
            },
        }
    }

    /// Reads the form. `rules_before` is how many public rules the programme already has: each keeps
    /// its number, so they are reworded or added to, never taken away.
    fn parse(&self, catalogue: &Catalogue, rules_before: usize) -> Result<Terms, FormErrors> {
        let mut errors = FormErrors::default();
        self.texts(&mut errors);
        let pathway = catalogue
            .pathways
            .iter()
            .find(|pathway| pathway.id.0.to_string() == self.pathway);
        if pathway.is_none() {
            errors.add("pathway", "programme-pathway-missing");
        }
        let gate = GATES
            .into_iter()
            .find(|gate| gate_value(*gate) == self.gate);
        if gate.is_none() {
            errors.add("gate", "programme-gate-missing");
        }
        let (required_minutes, required_modules) = if gate == Some(Gate::Attended) {
            self.attendance(catalogue, pathway, &mut errors)
        } else {
            (0, Vec::new())
        };
        let provisional_days = (gate == Some(Gate::Provisional))
            .then(|| number(&self.provisional_days, 1..=3_650))
            .flatten();
        if gate == Some(Gate::Provisional) && provisional_days.is_none() {
            errors.add("provisional_days", "programme-days-wrong");
        }
        let clearance_days = number(&self.clearance_days, 1..=3_650);
        if clearance_days.is_none() {
            errors.add("clearance_days", "programme-days-wrong");
        }
        let waivers_per_year = number(&self.waivers_per_year, 0..=10_000);
        if waivers_per_year.is_none() {
            errors.add("waivers_per_year", "programme-waivers-wrong");
        }
        let device_kinds = self.device_kinds(&mut errors);
        let rules = public_rules(&self.rules_fr, &self.rules_en);
        match &rules {
            None => errors.add("rules_en", "programme-rules-unpaired"),
            Some(rules) if rules.is_empty() => errors.add("rules_fr", "programme-rules-missing"),
            Some(rules) if rules.len() < rules_before => {
                errors.add("rules_fr", "programme-rules-removed");
            }
            Some(_) => {}
        }
        let legal_chain = LEGAL_CHAINS
            .into_iter()
            .find(|chain| legal_chain_value(*chain) == self.legal_chain);
        let deliberation = Some(self.deliberation.trim()).filter(|number| !number.is_empty());
        match legal_chain {
            None => errors.add("legal_chain", "programme-chain-missing"),
            Some(chain) if needs_deliberation(chain) && deliberation.is_none() => {
                errors.add("deliberation", "programme-deliberation-missing");
            }
            Some(_) => {}
        }
        let erasure_level = self.level(&mut errors);
        let update_months = self.months(&mut errors);
        match (
            pathway,
            gate,
            clearance_days,
            waivers_per_year,
            rules,
            legal_chain,
            erasure_level,
        ) {
            (
                Some(pathway),
                Some(gate),
                Some(clearance_days),
                Some(waivers_per_year),
                Some(public_rules),
                Some(legal_chain),
                Some(erasure_level),
            ) if errors.is_empty() => Ok(Terms {
                name_fr: self.name_fr.trim().to_owned(),
                name_en: self.name_en.trim().to_owned(),
                pathway_id: pathway.id,
                gate,
                required_minutes,
                provisional_days,
                clearance_days,
                waivers_per_year,
                legal_chain,
                deliberation_number: deliberation.map(str::to_owned),
                erasure_level,
                update_months,
                free_software_only: self.free_software_only == "yes",
                lists: Lists {
                    device_kinds,
                    public_rules,
                    required_modules,
                },
            }),
            _ => Err(errors),
        }
    }

    fn device_kinds(&self, errors: &mut FormErrors) -> Vec<DeviceKind> {
        let ticked = |kind: &DeviceKind| self.kinds.iter().any(|one| one == kind_value(*kind));
        let kinds: Vec<DeviceKind> = DEVICE_KINDS.into_iter().filter(ticked).collect();
        if kinds.is_empty() {
            errors.add("kinds", "programme-kinds-missing");
        }
        kinds
    }

    /// The names are needed, and no text is about a person.
    fn texts(&self, errors: &mut FormErrors) {
        for (field, text) in [("name_fr", &self.name_fr), ("name_en", &self.name_en)] {
            if text.trim().is_empty() {
                errors.add(field, "programme-name-missing");
            }
        }
        for (field, text) in [
            ("name_fr", &self.name_fr),
            ("name_en", &self.name_en),
            ("rules_fr", &self.rules_fr),
            ("rules_en", &self.rules_en),
            ("deliberation", &self.deliberation),
        ] {
            errors.keep_people_out(field, text);
        }
    }

    /// How deeply the devices must have been erased.
    fn level(&self, errors: &mut FormErrors) -> Option<ErasureLevel> {
        let level = LEVELS
            .into_iter()
            .find(|level| level_value(*level) == self.erasure_level);
        if level.is_none() {
            errors.add("erasure_level", "programme-erasure-missing");
        }
        level
    }

    /// For how many months after the handover there must still be updates; nothing typed asks for none.
    fn months(&self, errors: &mut FormErrors) -> i32 {
        if self.update_months.trim().is_empty() {
            return 0;
        }
        let months = number(&self.update_months, 0..=120);
        if months.is_none() {
            errors.add("update_months", "programme-update-months-wrong");
        }
        months.unwrap_or_default()
    }

    /// How many minutes or which modules open the gate: at least one of the two.
    fn attendance(
        &self,
        catalogue: &Catalogue,
        pathway: Option<&pathway::Model>,
        errors: &mut FormErrors,
    ) -> (i32, Vec<ModuleId>) {
        let minutes = if self.minutes.trim().is_empty() {
            Some(0)
        } else {
            number(&self.minutes, 0..=60_000)
        };
        if minutes.is_none() {
            errors.add("minutes", "programme-minutes-wrong");
        }
        let ticked: Vec<&training_module::Model> = catalogue
            .modules
            .iter()
            .filter(|module| self.modules.contains(&module.id.0.to_string()))
            .collect();
        if ticked
            .iter()
            .any(|module| pathway.is_some_and(|pathway| module.pathway_id != pathway.id))
        {
            errors.add("modules", "programme-modules-elsewhere");
        }
        if minutes == Some(0) && ticked.is_empty() {
            errors.add("minutes", "programme-attendance-missing");
        }
        let ticked = ticked.iter().map(|module| module.id).collect();
        (minutes.unwrap_or_default(), ticked)
    }
}

fn number(text: &str, range: std::ops::RangeInclusive<i32>) -> Option<i32> {
    text.trim().parse().ok().filter(|n| range.contains(n))
}

/// What a programme is put together from.
struct Catalogue {
    pathways: Vec<pathway::Model>,
    modules: Vec<training_module::Model>,
}

impl Catalogue {
    async fn read(app: &App) -> Result<Self, Error> {
        Ok(Self {
            pathways: pathway::Entity::find()
                .order_by_asc(pathway::Column::Id)
                .all(&app.db)
                .await?,
            modules: training_module::Entity::find()
                .order_by_asc(training_module::Column::PathwayId)
                .order_by_asc(training_module::Column::Position)
                .all(&app.db)
                .await?,
        })
    }

    fn pathway_choices(&self, words: Words) -> Vec<Choice> {
        self.pathways
            .iter()
            .map(|pathway| {
                Choice::new(
                    pathway.id.0.to_string(),
                    words.lang.choose(&pathway.name_fr, &pathway.name_en),
                )
            })
            .collect()
    }

    fn module_choices(&self, words: Words) -> Vec<Choice> {
        let pathway_of = |module: &training_module::Model| {
            let pathway = self.pathways.iter().find(|p| p.id == module.pathway_id);
            pathway.map_or("", |pathway| {
                words.lang.choose(&pathway.name_fr, &pathway.name_en)
            })
        };
        self.modules
            .iter()
            .map(|module| {
                let said = words
                    .with("name", words.lang.choose(&module.name_fr, &module.name_en))
                    .with("minutes", module.minutes)
                    .say("programme-module");
                Choice::new(module.id.0.to_string(), said).hint(pathway_of(module))
            })
            .collect()
    }
}

fn render(
    by: &Signed,
    status: StatusCode,
    catalogue: &Catalogue,
    programme: Option<&programme::Model>,
    form: ProgrammeForm,
    errors: FormErrors,
) -> Result<Response, Error> {
    let words = by.words();
    let page = ProgrammePage {
        shell: by.shell(),
        id: programme.map(|programme| programme.id.0),
        title: programme.map_or_else(
            || words.say("programme-new"),
            |programme| {
                words
                    .lang
                    .choose(&programme.name_fr, &programme.name_en)
                    .to_owned()
            },
        ),
        closed: programme.is_some_and(|programme| programme.closed_at.is_some()),
        form,
        errors,
        pathways: catalogue.pathway_choices(words),
        modules: catalogue.module_choices(words),
        gates: GATES
            .into_iter()
            .map(|gate| {
                Choice::new(gate_value(gate), words.say(gate_key(gate)))
                    .hint(words.say(gate_help_key(gate)))
            })
            .collect(),
        kinds: DEVICE_KINDS
            .into_iter()
            .map(|kind| Choice::new(kind_value(kind), words.say(kind_key(kind))))
            .collect(),
        chains: LEGAL_CHAINS
            .into_iter()
            .map(|chain| Choice::new(legal_chain_value(chain), words.say(legal_chain_key(chain))))
            .collect(),
        levels: LEVELS
            .into_iter()
            .map(|level| {
                Choice::new(level_value(level), words.say(level_key(level)))
                    .hint(words.say(level_help_key(level)))
            })
            .collect(),
    };
    Ok(web::page(status, &page)?)
}

/// A programme is the whole département's: who coordinates a part of it reads only.
pub fn whole_departement(by: &Signed) -> Result<(), Error> {
    if by.territories.is_empty() {
        Ok(())
    } else {
        Err(Error::Forbidden)
    }
}

async fn find(app: &App, id: i32) -> Result<programme::Model, Error> {
    programme::Entity::find_by_id(ProgrammeId(id))
        .one(&app.db)
        .await?
        .ok_or(Error::NotFound)
}

pub async fn show_new(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let catalogue = Catalogue::read(&app).await?;
    let mut form = ProgrammeForm::fresh();
    if let [only] = &catalogue.pathways[..] {
        form.pathway = only.id.0.to_string();
    }
    render(
        &by,
        StatusCode::OK,
        &catalogue,
        None,
        form,
        FormErrors::default(),
    )
}

pub async fn open(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Form(form): Form<ProgrammeForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let catalogue = Catalogue::read(&app).await?;
    let terms = match form.parse(&catalogue, 0) {
        Ok(terms) => terms,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&by, status, &catalogue, None, form, errors);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::open(&*write, by.at(app.clock.now()), terms).await?;
    Ok(write
        .answer("/programmes?done=programme-opened")
        .await?
        .into_response())
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(id): Path<i32>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let programme = find(&app, id).await?;
    let form = ProgrammeForm::of(&programme, &Lists::of(&programme)?);
    let catalogue = Catalogue::read(&app).await?;
    let errors = FormErrors::default();
    render(
        &by,
        StatusCode::OK,
        &catalogue,
        Some(&programme),
        form,
        errors,
    )
}

pub async fn change(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(id): Path<i32>,
    Form(form): Form<ProgrammeForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let before = find(&app, id).await?;
    let catalogue = Catalogue::read(&app).await?;
    let rules_before = Lists::of(&before)?.public_rules.len();
    let terms = match form.parse(&catalogue, rules_before) {
        Ok(terms) => terms,
        Err(errors) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return render(&by, status, &catalogue, Some(&before), form, errors);
        }
    };
    let write = app.write_once(&by, &form.write_id).await?;
    actions::change(&*write, by.at(app.clock.now()), &before, terms).await?;
    Ok(write
        .answer("/programmes?done=programme-changed")
        .await?
        .into_response())
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct CloseForm {
    write_id: String,
}

pub async fn close(
    State(app): State<App>,
    by: Allowed<ManageProgrammes>,
    Path(id): Path<i32>,
    Form(form): Form<CloseForm>,
) -> Result<Response, Error> {
    whole_departement(&by)?;
    let write = app.write_once(&by, &form.write_id).await?;
    let before = programme::Entity::find_by_id(ProgrammeId(id))
        .one(&*write)
        .await?
        .ok_or(Error::NotFound)?;
    if before.closed_at.is_none() {
        actions::close(&*write, by.at(app.clock.now()), &before).await?;
    }
    Ok(write
        .answer("/programmes?done=programme-closed")
        .await?
        .into_response())
}
