//! What the answers hold, member by member, for the description. `tests/api` compares each with an answer.
use super::devices::standing_value;
use crate::devices::standing::Standing;
use entities::{
    device::DeviceKind,
    loan::{LoanState, PieceCondition},
    request::{HoldReason, RequestState},
};
use sea_orm::{ActiveEnum, Iterable};
use serde_json::{Map, Value, json};

fn of(kind: &str, description: &str) -> Value {
    json!({ "type": kind, "description": description })
}

pub fn text(description: &str) -> Value {
    of("string", description)
}

fn number(description: &str) -> Value {
    of("integer", description)
}

fn flag(description: &str) -> Value {
    of("boolean", description)
}

fn day(description: &str) -> Value {
    json!({ "type": "string", "format": "date", "description": description })
}

fn moment(description: &str) -> Value {
    json!({ "type": "string", "format": "date-time", "description": description })
}

pub fn one_of(words: &[String], description: &str) -> Value {
    json!({ "type": "string", "enum": words, "description": description })
}

/// The words of one of our enums.
pub fn words<E>() -> Vec<String>
where
    E: ActiveEnum<Value = String> + Iterable,
{
    E::iter().map(|one| one.to_value()).collect()
}

pub fn standings() -> Vec<String> {
    Standing::all().into_iter().map(standing_value).collect()
}

/// The same, or null.
fn or_null(mut schema: Value) -> Value {
    if let Some(members) = schema.as_object_mut() {
        let kind = members.remove("type").unwrap_or_default();
        members.insert("type".into(), json!([kind, "null"]));
        if let Some(Value::Array(words)) = members.get_mut("enum") {
            words.push(Value::Null);
        }
    }
    schema
}

/// An object whose members are always there.
fn object<const N: usize>(description: &str, members: [(&str, Value); N]) -> Value {
    let required: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Value> = members
        .into_iter()
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect();
    json!({
        "type": "object",
        "description": description,
        "required": required,
        "additionalProperties": false,
        "properties": properties,
    })
}

pub fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn reference_or_null(name: &str) -> Value {
    json!({ "anyOf": [reference(name), { "type": "null" }] })
}

fn named() -> Value {
    object(
        "A place or an organisation.",
        [("id", number("Its number.")), ("name", text("Its name."))],
    )
}

fn translated() -> Value {
    object(
        "A thing with a name in each language.",
        [
            ("id", number("Its number.")),
            ("name_fr", text("Its name in French.")),
            ("name_en", text("Its name in English.")),
        ],
    )
}

fn device() -> Value {
    object(
        "A device of the stock. Who has it is not told.",
        [
            ("id", number("Its number, which never changes.")),
            ("label", or_null(text("The code of the label it bears."))),
            ("kind", one_of(&words::<DeviceKind>(), "What it is.")),
            ("manufacturer", text("Who made it.")),
            ("model", text("What its maker calls it.")),
            ("serial", or_null(text("The maker's number."))),
            (
                "inventory_number",
                or_null(text("The number its owner gave it.")),
            ),
            ("standing", one_of(&standings(), "Where it stands.")),
            (
                "standing_since",
                or_null(moment(
                    "Since when; null once it is handed over, lent or ceded.",
                )),
            ),
            (
                "grade",
                or_null(one_of(&["A", "B", "C"].map(str::to_owned), "How it looks.")),
            ),
            (
                "category",
                or_null(text("Its technical category, by its key in the rules.")),
            ),
            ("site", reference_or_null("Named")),
        ],
    )
}

fn loan() -> Value {
    object(
        "A piece of the lending library that a school borrows. The borrower and the pupil's code are not told.",
        [
            ("id", number("Its number.")),
            ("state", one_of(&words::<LoanState>(), "How far it is.")),
            ("late", flag("Out after its last day.")),
            ("lost", flag("Its piece was declared lost, and not found.")),
            ("item", reference("Translated")),
            ("device", or_null(text("The label of the piece."))),
            ("school", reference("Named")),
            ("store", reference("Named")),
            ("starts_on", day("The first day.")),
            ("ends_on", day("The last day.")),
            ("out_on", or_null(day("When it was handed over."))),
            ("returned_on", or_null(day("When it came back."))),
            (
                "condition",
                or_null(one_of(&words::<PieceCondition>(), "How it came back.")),
            ),
            (
                "complete",
                or_null(flag("Whether all its accessories came back.")),
            ),
            ("extensions", number("How often it was made longer.")),
        ],
    )
}

fn request() -> Value {
    object(
        "A device or a training asked for. For whom, by whom and why is not told.",
        [
            ("id", number("Its number.")),
            ("reference", text("What people call it: R-000103.")),
            (
                "state",
                one_of(&words::<RequestState>(), "Where it stands."),
            ),
            (
                "on_hold",
                or_null(one_of(
                    &words::<HoldReason>(),
                    "What it is put on hold for.",
                )),
            ),
            ("programme", reference("Translated")),
            (
                "device_kind",
                or_null(one_of(
                    &words::<DeviceKind>(),
                    "What is asked for; null for a training alone.",
                )),
            ),
            ("submitted_on", day("When it was sent.")),
            ("closed_on", or_null(day("When it ended."))),
            (
                "waiting_days",
                or_null(number("Days since it was sent; null once it has ended.")),
            ),
            ("pickup", reference("Named")),
            (
                "pickup_commune",
                text("Where the pick-up point is; not where anybody lives."),
            ),
        ],
    )
}

fn model_said() -> Value {
    object(
        "Until when a model gets security updates.",
        [
            (
                "kind",
                one_of(
                    &["tablet", "phone", "laptop", "desktop"].map(str::to_owned),
                    "What it is.",
                ),
            ),
            ("manufacturer", text("Who makes it, 120 signs at most.")),
            ("model", text("What its maker calls it, 120 signs at most.")),
            (
                "updates_until",
                text("The last day, 2028-06-30, or the last month, 2028-06."),
            ),
            (
                "source",
                text("Where that is said, 120 signs at most; nobody's name or number."),
            ),
        ],
    )
}

fn model() -> Value {
    object(
        "What is known of a model since.",
        [
            ("kind", one_of(&words::<DeviceKind>(), "What it is.")),
            ("manufacturer", text("Who makes it.")),
            ("model", text("What its maker calls it.")),
            (
                "updates_until",
                or_null(day("The last day of its security updates.")),
            ),
            ("source", text("Where that is said.")),
            ("version", number("How often it was said anew.")),
        ],
    )
}

fn mistake() -> Value {
    object(
        "What is wrong with a field.",
        [
            ("field", text("The parameter or the member of the body.")),
            ("detail", text("What is wrong, and what to send instead.")),
        ],
    )
}

fn problem() -> Value {
    json!({
        "type": "object",
        "description": "RFC 9457. In French, or in the language that Accept-Language prefers.",
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": false,
        "properties": {
            "type": {
                "type": "string", "format": "uri",
                "description": "What a program decides by: the address of a response described here.",
            },
            "title": text("What happened, for people."),
            "status": number("The status of the answer."),
            "detail": text("What to do next, for people."),
            "errors": { "type": "array", "items": reference("Mistake") },
        },
    })
}

fn page_of(name: &str) -> Value {
    object(
        "A page of a list.",
        [
            ("data", json!({ "type": "array", "items": reference(name) })),
            (
                "next",
                or_null(text("Cursor of the next page; null on the last.")),
            ),
        ],
    )
}

/// All of them, by name.
pub fn all() -> Value {
    json!({
        "Named": named(),
        "Translated": translated(),
        "Device": device(),
        "Devices": page_of("Device"),
        "Loan": loan(),
        "Loans": page_of("Loan"),
        "Request": request(),
        "Requests": page_of("Request"),
        "ModelSaid": model_said(),
        "Model": model(),
        "Mistake": mistake(),
        "Problem": problem(),
    })
}
