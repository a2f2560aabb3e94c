//! Which software is on a device, until when it gets updates, and whether that is enough for a programme. Read by
//! the bench, the sheet, the decisions and the counter.
use chrono::{Datelike, Months, NaiveDate};
use entities::{
    device::{self, DeviceId, DeviceKind},
    device_software, model_updates, programme,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, SelectStatement},
};
use std::collections::HashMap;

/// Whether a kind of device runs software that somebody installs.
#[must_use]
pub const fn runs_software(kind: DeviceKind) -> bool {
    match kind {
        DeviceKind::Tablet | DeviceKind::Phone | DeviceKind::Laptop | DeviceKind::Desktop => true,
        DeviceKind::Screen | DeviceKind::Accessory => false,
    }
}

/// What is known of the software of a device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Software {
    /// What was installed in this stay.
    pub installed: Option<device_software::Model>,
    /// What is known of its model.
    pub model: Option<model_updates::Model>,
}

impl Software {
    /// Until when it gets updates: what is installed says it, or else the model.
    #[must_use]
    pub fn until(&self) -> Option<NaiveDate> {
        let installed = self.installed.as_ref().and_then(|row| row.updates_until);
        installed.or_else(|| self.model.as_ref()?.updates_until)
    }

    fn is_free(&self) -> bool {
        self.installed.as_ref().is_some_and(|row| row.free)
    }
}

/// What a programme asks of the software.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Minimum {
    /// For how many months after the handover there must still be updates.
    pub months: i32,
    pub free_only: bool,
}

impl Minimum {
    #[must_use]
    pub fn of(programme: &programme::Model) -> Self {
        Self {
            months: programme.update_months.unwrap_or_default(),
            free_only: programme.free_software_only.unwrap_or_default(),
        }
    }

    /// The first day of the month until which there must be updates: months are counted whole, as the database
    /// counts them.
    fn first_month(self, today: NaiveDate) -> Option<NaiveDate> {
        let months = u32::try_from(self.months)
            .ok()
            .filter(|months| *months > 0)?;
        today.with_day(1)?.checked_add_months(Months::new(months))
    }
}

/// Why a device is below a minimum, first what the bench can do something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Below {
    /// Nobody said what is installed.
    SoftwareUnsaid,
    NotFree,
    /// Nobody knows until when the model gets updates.
    UpdatesUnsaid,
    UpdatesEnd,
}

impl Below {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::SoftwareUnsaid => "software-below-unsaid",
            Self::NotFree => "software-below-not-free",
            Self::UpdatesUnsaid => "software-below-updates-unsaid",
            Self::UpdatesEnd => "software-below-updates-end",
        }
    }
}

/// Whether a device is below what a programme asks for on this day. What is not known is below.
#[must_use]
pub fn below(
    minimum: Minimum,
    kind: DeviceKind,
    software: &Software,
    today: NaiveDate,
) -> Option<Below> {
    if !runs_software(kind) {
        return None;
    }
    if minimum.free_only && !software.is_free() {
        return Some(match software.installed {
            None => Below::SoftwareUnsaid,
            Some(_) => Below::NotFree,
        });
    }
    let from = minimum.first_month(today)?;
    match (software.until(), &software.installed) {
        (Some(until), _) if until >= from => None,
        (Some(_), _) => Some(Below::UpdatesEnd),
        (None, None) => Some(Below::SoftwareUnsaid),
        (None, Some(_)) => Some(Below::UpdatesUnsaid),
    }
}

/// Whether a device is below every one of these minima: then there is nobody it could become ready for. Without any
/// programme, nothing is asked.
#[must_use]
pub fn below_all(
    minima: &[Minimum],
    kind: DeviceKind,
    software: &Software,
    today: NaiveDate,
) -> Option<Below> {
    let mut least = None;
    for minimum in minima {
        let found = below(*minimum, kind, software, today)?;
        least = Some(least.map_or(found, |least: Below| least.min(found)));
    }
    least
}

/// What the open programmes ask for, by the kinds of device they take.
#[derive(Clone, Debug, Default)]
pub struct Minima(HashMap<DeviceKind, Vec<Minimum>>);

impl Minima {
    /// What each open programme that takes such devices asks.
    #[must_use]
    pub fn of(&self, kind: DeviceKind) -> &[Minimum] {
        self.0.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The devices that are below everything asked of their kind, as a condition: the same as [`below_all`]. Nothing,
    /// where nothing is asked of any kind.
    #[must_use]
    pub fn is_below_all(&self, today: NaiveDate) -> Option<Condition> {
        self.asked(today)
            .map(|(kind, minima)| below_each(kind, minima, today))
            .reduce(|some, more| Condition::any().add(some).add(more))
    }

    /// Of these, the ones of which nobody said what is installed: the same as [`Below::SoftwareUnsaid`].
    #[must_use]
    pub fn is_unsaid(&self, today: NaiveDate) -> Option<Condition> {
        let unsaid = |(kind, minima): (DeviceKind, &[Minimum])| {
            let below = below_each(kind, minima, today).add(Expr::exists(installed_now()).not());
            if minima.iter().any(|minimum| minimum.free_only) {
                return below;
            }
            let dated = latest_of_models()
                .and_where(model_updates::COLUMN.updates_until.is_not_null())
                .take();
            below.add(device::Column::ModelKey.not_in_subquery(dated))
        };
        self.asked(today)
            .map(unsaid)
            .reduce(|some, more| Condition::any().add(some).add(more))
    }

    /// The kinds of which every programme that takes them asks something.
    fn asked(&self, today: NaiveDate) -> impl Iterator<Item = (DeviceKind, &[Minimum])> {
        let asks =
            move |minimum: &Minimum| minimum.free_only || minimum.first_month(today).is_some();
        self.0
            .iter()
            .filter(move |(kind, minima)| runs_software(**kind) && minima.iter().all(asks))
            .map(|(kind, minima)| (*kind, minima.as_slice()))
    }
}

fn below_each(kind: DeviceKind, minima: &[Minimum], today: NaiveDate) -> Condition {
    let of_kind = Condition::all().add(device::COLUMN.kind.eq(kind));
    minima.iter().fold(of_kind, |below, minimum| {
        below.add(not_below(*minimum, today).not())
    })
}

/// What is asked from now on, in one query.
pub async fn minima(db: &impl ConnectionTrait) -> Result<Minima, DbErr> {
    let open = programme::Entity::find()
        .filter(programme::COLUMN.closed_at.is_null())
        .all(db)
        .await?;
    let mut minima: HashMap<DeviceKind, Vec<Minimum>> = HashMap::new();
    for programme in open {
        let kinds: Vec<DeviceKind> = serde_json::from_str(&programme.device_kinds)
            .map_err(|error| DbErr::Json(error.to_string()))?;
        for kind in kinds {
            minima
                .entry(kind)
                .or_default()
                .push(Minimum::of(&programme));
        }
    }
    Ok(Minima(minima))
}

/// What is known of the software of these devices.
pub async fn software_of(
    db: &impl ConnectionTrait,
    devices: &[device::Model],
) -> Result<HashMap<DeviceId, Software>, DbErr> {
    let installed = device_software::Entity::find()
        .filter(
            device_software::COLUMN
                .device_id
                .is_in(devices.iter().map(|device| device.id)),
        )
        .order_by_asc(device_software::COLUMN.id)
        .all(db)
        .await?;
    let models = model_updates::Entity::find()
        .filter(
            model_updates::COLUMN
                .model_key
                .is_in(devices.iter().map(|device| device.model_key.as_str())),
        )
        .order_by_asc(model_updates::COLUMN.version)
        .all(db)
        .await?;
    let software = |device: &device::Model| Software {
        installed: installed
            .iter()
            .rfind(|row| row.device_id == device.id && row.stay == device.stay)
            .cloned(),
        model: models
            .iter()
            .rfind(|row| row.model_key == device.model_key)
            .cloned(),
    };
    Ok(devices
        .iter()
        .map(|device| (device.id, software(device)))
        .collect())
}

/// The same of one device.
pub async fn software_on(
    db: &impl ConnectionTrait,
    device: &device::Model,
) -> Result<Software, DbErr> {
    let mut one = software_of(db, std::slice::from_ref(device)).await?;
    Ok(one.remove(&device.id).unwrap_or_default())
}

/// The devices that are not below a minimum, as a condition: of many, the first few are read, and not all.
#[must_use]
pub fn not_below(minimum: Minimum, today: NaiveDate) -> Condition {
    let runs = [
        DeviceKind::Tablet,
        DeviceKind::Phone,
        DeviceKind::Laptop,
        DeviceKind::Desktop,
    ];
    let mut enough = Condition::all();
    if minimum.free_only {
        let free = installed_now()
            .and_where(device_software::COLUMN.free.eq(true))
            .take();
        enough = enough.add(Expr::exists(free));
    }
    if let Some(from) = minimum.first_month(today) {
        let dated = installed_now()
            .and_where(device_software::COLUMN.updates_until.is_not_null())
            .take();
        let long = installed_now()
            .and_where(device_software::COLUMN.updates_until.gte(from))
            .take();
        let by_model = latest_of_models()
            .and_where(model_updates::COLUMN.updates_until.gte(from))
            .take();
        enough = enough.add(
            Condition::any().add(Expr::exists(long)).add(
                Condition::all()
                    .add(Expr::exists(dated).not())
                    .add(device::Column::ModelKey.in_subquery(by_model)),
            ),
        );
    }
    Condition::any()
        .add(device::Column::Kind.is_not_in(runs))
        .add(enough)
}

/// The latest record of the software on the device of the row outside, in its stay.
fn installed_now() -> SelectStatement {
    let latest = device_software::Entity::find()
        .select_only()
        .column_as(device_software::Column::Id.max(), "latest")
        .group_by(device_software::Column::DeviceId)
        .group_by(device_software::Column::Stay)
        .into_query();
    device_software::Entity::find()
        .select_only()
        .column(device_software::Column::Id)
        .filter(device_software::Column::Id.in_subquery(latest))
        .into_query()
        .and_where(
            Expr::col((device_software::Entity, device_software::Column::DeviceId))
                .equals((device::Entity, device::Column::Id)),
        )
        .and_where(
            Expr::col((device_software::Entity, device_software::Column::Stay))
                .equals((device::Entity, device::Column::Stay)),
        )
        .take()
}

/// The model keys of the latest word on each model, to be narrowed.
#[must_use]
pub fn latest_of_models() -> SelectStatement {
    let latest = model_updates::Entity::find()
        .select_only()
        .column_as(model_updates::Column::Id.max(), "latest")
        .group_by(model_updates::Column::ModelKey)
        .into_query();
    model_updates::Entity::find()
        .select_only()
        .column(model_updates::Column::ModelKey)
        .filter(model_updates::Column::Id.in_subquery(latest))
        .into_query()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use entities::membership::MembershipId;
    use std::fmt::Write;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn software(free: Option<bool>, own: Option<&str>, model: Option<&str>) -> Software {
        Software {
            installed: free.map(|free| device_software::Model {
                id: 1,
                device_id: DeviceId(1),
                stay: 1,
                image: "image".to_owned(),
                name: "Image".to_owned(),
                release: "1".to_owned(),
                free,
                updates_until: own.map(day),
                membership_id: MembershipId(1),
                at: DateTime::UNIX_EPOCH,
            }),
            model: model.map(|until| model_updates::Model {
                id: 1,
                model_key: "laptop x y".to_owned(),
                version: 1,
                kind: DeviceKind::Laptop,
                manufacturer: "X".to_owned(),
                model: "Y".to_owned(),
                updates_until: Some(day(until)),
                source: "site".to_owned(),
                membership_id: MembershipId(1),
                at: DateTime::UNIX_EPOCH,
            }),
        }
    }

    #[test]
    fn what_each_minimum_makes_of_each_device() {
        let today = day("2026-11-28");
        let minima = [(0, false), (12, false), (0, true), (12, true)];
        let devices = [
            ("nothing known", software(None, None, None)),
            (
                "model until 2027-10",
                software(None, None, Some("2027-10-31")),
            ),
            (
                "model until 2027-11",
                software(None, None, Some("2027-11-01")),
            ),
            ("free, no date", software(Some(true), None, None)),
            (
                "free until 2029",
                software(Some(true), Some("2029-04-30"), Some("2020-01-01")),
            ),
            (
                "free until 2026",
                software(Some(true), Some("2026-12-31"), Some("2030-01-01")),
            ),
            (
                "not free, model until 2030",
                software(Some(false), None, Some("2030-01-01")),
            ),
        ];
        let mut told = String::new();
        for (name, software) in &devices {
            for (months, free_only) in minima {
                let minimum = Minimum { months, free_only };
                let found = below(minimum, DeviceKind::Laptop, software, today);
                writeln!(
                    told,
                    "{name:<28} {months:>2} months  free only {free_only:<5}  {found:?}"
                )
                .unwrap();
                assert_eq!(below(minimum, DeviceKind::Screen, software, today), None);
            }
        }
        insta::assert_snapshot!(told);
    }

    #[test]
    fn one_programme_that_would_take_it_is_enough() {
        let today = day("2026-11-28");
        let of = |minima: &[(i32, bool)]| {
            let minima: Vec<_> = minima
                .iter()
                .map(|(months, free_only)| Minimum {
                    months: *months,
                    free_only: *free_only,
                })
                .collect();
            let old = software(Some(false), None, Some("2027-01-31"));
            below_all(&minima, DeviceKind::Laptop, &old, today)
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[(0, false)]), None);
        assert_eq!(of(&[(12, false)]), Some(Below::UpdatesEnd));
        assert_eq!(of(&[(12, false), (2, false)]), None);
        assert_eq!(of(&[(12, false), (0, true)]), Some(Below::NotFree));
    }
}
