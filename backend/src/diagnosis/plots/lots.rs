//! `GET /diagnosis/lots`: the flow of a lot from its collection to what became of it, now or at a date.
use super::page::{AskedChoice, AskedDay, Drawing, PlotPage, Row, Table};
use crate::{
    app::App,
    auth::{Allowed, permissions::SeeDiagnosis},
    diagnosis::{
        rules::{
            Step,
            reach::{Reach, at_least},
        },
        say::step_key,
    },
    exits::reforms::queries as reforms,
    stock_at::{
        form::{StockForm, holder_key},
        rules::day_in_france,
    },
    web::{
        Choice, Error, FormErrors, Shell,
        plot::{Value, bars},
    },
};
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use chrono::{DateTime, Utc};
use entities::{
    collection_lot::CollectionLotId,
    device::{self, DeviceId, Stage},
    device_span::{self, Holder},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, Iterable, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

#[derive(Clone, Default, serde::Deserialize, serde::Serialize)]
#[serde(default)]
pub struct LotForm {
    /// The number of the lot; the latest when it is empty.
    lot: String,
    date: String,
}

pub async fn show(
    State(app): State<App>,
    by: Allowed<SeeDiagnosis>,
    Query(mut form): Query<LotForm>,
) -> Result<Response, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    if form.date.trim().is_empty() {
        form.date = today.to_string();
    }
    let mut errors = FormErrors::default();
    let asked = StockForm {
        date: form.date.clone(),
        ..StockForm::default()
    };
    let at = asked.moment(now, today, &mut errors);
    let lots = reforms::lots(&app.db, &by).await?;
    let lot = if form.lot.trim().is_empty() {
        lots.first().map(|(lot, _)| lot.id)
    } else {
        // Somebody else's lot is none.
        let id: i32 = form.lot.trim().parse().map_err(|_| Error::NotFound)?;
        let lot = reforms::lot(&app.db, &by, id).await?;
        Some(lot.ok_or(Error::NotFound)?.id)
    };
    form.lot = lot.map_or_else(String::new, |lot| lot.0.to_string());
    let shell = by.shell();
    let (mut drawings, mut tables) = (Vec::new(), Vec::new());
    if let Some(lot) = lot {
        let flow = Flow::read(&app.db, lot, at).await?;
        if !flow.now.is_empty() {
            let date = shell.date(day_in_france(at));
            let caption = |key: &str| {
                let lot = shell.with("lot", form.lot.as_str());
                lot.with("date", date.as_str()).say(key)
            };
            let reached = flow.reached(&shell);
            let became = flow.became(&shell);
            let (how_far, where_now) = (caption("plot-lot-reached"), caption("plot-lot-became"));
            drawings = vec![
                drawing("reached", &how_far, &reached),
                drawing("became", &where_now, &became),
            ];
            tables = vec![
                told(&shell, how_far, &reached),
                told(&shell, where_now, &became),
            ];
        }
    }
    let mut choices: Vec<Choice> = lots
        .iter()
        .map(|(lot, donor)| {
            let number = lot.id.0.to_string();
            Choice::new(number.as_str(), format!("{number} · {donor}"))
        })
        .collect();
    // One that is older than those that are offered.
    if !form.lot.is_empty() && !choices.iter().any(|choice| choice.is(&form.lot)) {
        choices.push(Choice::new(form.lot.as_str(), form.lot.as_str()));
    }
    let query = serde_html_form::to_string(&form).unwrap_or_default();
    let page = PlotPage {
        errors,
        title: "plot-lot-title",
        lead: "plot-lot-lead",
        method: "plot-lot-method",
        action: "/diagnosis/lots",
        address: format!("/diagnosis/lots?{query}"),
        days: vec![AskedDay {
            name: "date",
            label: "stock-at-date",
            value: form.date,
        }],
        choice: Some(AskedChoice {
            name: "lot",
            label: "plot-lot",
            blank: "plot-lot-latest",
            choices,
            chosen: form.lot,
        }),
        asked_at: now,
        limited: !by.territories.is_empty(),
        nothing: "plot-nothing-help",
        drawings,
        tables,
        shell,
    };
    page.answer()
}

/// What the devices of a lot did until a moment.
struct Flow {
    furthest: Vec<Reach>,
    /// Where each is.
    now: Vec<(Holder, Stage)>,
}

impl Flow {
    async fn read(
        db: &impl ConnectionTrait,
        lot: CollectionLotId,
        at: DateTime<Utc>,
    ) -> Result<Self, DbErr> {
        let of_lot = device::Entity::find()
            .select_only()
            .column(device::Column::Id)
            .filter(device::COLUMN.lot_id.eq(lot));
        let spans: Vec<(DeviceId, Holder, Stage)> = device_span::Entity::find()
            .select_only()
            .columns([
                device_span::Column::DeviceId,
                device_span::Column::Holder,
                device_span::Column::Stage,
            ])
            .filter(device_span::Column::DeviceId.in_subquery(of_lot.into_query()))
            .filter(device_span::COLUMN.from_at.lte(at))
            .order_by_asc(device_span::Column::DeviceId)
            .order_by_asc(device_span::Column::FromAt)
            .into_tuple()
            .all(db)
            .await?;
        let (mut furthest, mut now) = (Vec::new(), Vec::new());
        for spans in spans.chunk_by(|(one, ..), (other, ..)| one == other) {
            let reached = spans
                .iter()
                .filter_map(|(_, holder, stage)| Reach::of(*holder, *stage));
            furthest.extend(reached.max());
            now.extend(spans.last().map(|(_, holder, stage)| (*holder, *stage)));
        }
        Ok(Self { furthest, now })
    }

    fn reached(&self, shell: &Shell) -> Vec<Value> {
        let counts = Reach::ALL.into_iter().zip(at_least(&self.furthest));
        counts
            .map(|(reach, count)| {
                let key = match reach {
                    Reach::At(step) => step_key(step),
                    Reach::Out => "plot-lot-out",
                };
                Value::count(shell.say(key), count)
            })
            .collect()
    }

    fn became(&self, shell: &Shell) -> Vec<Value> {
        let count = |is: &dyn Fn(Holder, Stage) -> bool| {
            let these = self
                .now
                .iter()
                .filter(|(holder, stage)| is(*holder, *stage));
            i64::try_from(these.count()).unwrap_or(i64::MAX)
        };
        let steps = Step::ALL.map(|step| {
            let here = count(&|holder, stage| Step::of(holder, stage) == Some(step));
            Value::count(shell.say(step_key(step)), here)
        });
        let out = Holder::iter()
            .filter(|holder| match holder {
                Holder::Recipient | Holder::Ceded | Holder::Waste | Holder::NeverCame => true,
                Holder::Sender | Holder::Site | Holder::Transit => false,
            })
            .map(|out| {
                let here = count(&|holder, _| holder == out);
                Value::count(shell.say(holder_key(out)), here)
            });
        steps.into_iter().chain(out).collect()
    }
}

fn drawing(id: &str, name: &str, values: &[Value]) -> Drawing {
    Drawing {
        id: id.to_owned(),
        name: name.to_owned(),
        columns: Vec::new(),
        bars: Some(bars(values)),
    }
}

fn told(shell: &Shell, caption: String, values: &[Value]) -> Table {
    let heads = vec![shell.say("stock-at-devices")];
    let rows = values.iter().map(|value| {
        let count = shell.number(value.size);
        Row::new(value.label.clone(), &heads, vec![count])
    });
    Table {
        caption,
        of: shell.say("diagnosis-step"),
        rows: rows.collect(),
        heads,
    }
}
