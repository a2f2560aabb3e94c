//! `GET /api/openapi.json`: the description of all that programs may call, in `OpenAPI` 3.1.
use super::{
    once,
    rules::{MOST, Scope, USUAL},
    schemas::{self, one_of, reference, standings, text, words},
};
use crate::{
    app::App,
    web::{
        Lang, Words,
        problem::{self, name_of},
    },
};
use axum::{
    Json,
    extract::State,
    response::{IntoResponse, Response},
};
use entities::{device::DeviceKind, loan::LoanState, request::RequestState};
use serde_json::{Map, Value, json};

pub async fn show(State(app): State<App>) -> Response {
    Json(described(&app.config.base_url)).into_response()
}

fn described(base_url: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Passe-Relais",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Devices, loans and requests as the person who gave the token sees them, and nobody in them. \
                            Members may be added to what is described; none is taken away under v1.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": base_url }],
        "security": [{ "token": [] }],
        "paths": paths(),
        "components": {
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that a coordinator gives on the page /api-tokens.",
                },
                "bench_token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token that a supervisor gives on the page /bench-tokens.",
                },
            },
            "parameters": parameters(),
            "responses": problems(),
            "schemas": schemas::all(),
        },
    })
}

fn paths() -> Value {
    json!({
        "/api/openapi.json": { "get": {
            "operationId": "describe",
            "summary": "This description.",
            "security": [],
            "responses": {
                "200": { "description": "OpenAPI 3.1.", "content": { "application/json": {} } },
                "500": problem_of(500),
            },
        } },
        "/api/snapshots": { "post": snapshots() },
        "/api/v1/devices": { "get": list("listDevices", "The stock, the latest announced first.", Scope::ReadDevices, "Devices", &[
            query("standing", &one_of(&standings(), "Where they stand.")),
            query("kind", &one_of(&words::<DeviceKind>(), "What they are.")),
            query("site", &json!({ "type": "integer", "description": "The site they are at." })),
            query("lot", &json!({ "type": "integer", "description": "The lot they came with." })),
        ]) },
        "/api/v1/devices/{code}": { "get": one("readDevice", "One device, by the code of its label.", Scope::ReadDevices, "Device",
            &in_path("code", &text("As it is printed: HJ4K-7PXM."))) },
        "/api/v1/loans": { "get": list("listLoans", "Loans of the lending library, the latest first.", Scope::ReadLoans, "Loans", &[
            query("state", &one_of(&words::<LoanState>(), "How far they are.")),
        ]) },
        "/api/v1/loans/{id}": { "get": one("readLoan", "One loan.", Scope::ReadLoans, "Loan", &numbered()) },
        "/api/v1/requests": { "get": list("listRequests", "Requests, those sent first first.", Scope::ReadRequests, "Requests", &[
            query("state", &one_of(&words::<RequestState>(), "Where they stand.")),
        ]) },
        "/api/v1/requests/{id}": { "get": one("readRequest", "One request.", Scope::ReadRequests, "Request", &numbered()) },
        "/api/v1/models": { "post": model() },
    })
}

fn numbered() -> Value {
    in_path(
        "id",
        &json!({ "type": "integer", "description": "Its number." }),
    )
}

fn list(id: &str, summary: &str, scope: Scope, page: &str, filters: &[Value]) -> Value {
    let mut parameters = filters.to_vec();
    parameters.push(parameter("after"));
    parameters.push(parameter("limit"));
    let answer = json!({
        "description": "A page of rows.",
        "headers": { "Link": {
            "description": "The address of the next page, as rel=\"next\"; not on the last.",
            "schema": { "type": "string" },
        } },
        "content": { "application/json": { "schema": reference(page) } },
    });
    json!({
        "operationId": id,
        "summary": summary,
        "security": held(scope),
        "parameters": parameters,
        "responses": responses(&[("200", answer)], &[400, 401, 403, 422, 429, 500]),
    })
}

fn one(id: &str, summary: &str, scope: Scope, schema: &str, by: &Value) -> Value {
    let answer = answered("It.", schema);
    json!({
        "operationId": id,
        "summary": summary,
        "security": held(scope),
        "parameters": [by],
        "responses": responses(&[("200", answer)], &[400, 401, 403, 404, 429, 500]),
    })
}

fn model() -> Value {
    let created = answered("It is written down.", "Model");
    let same = answered("It was known already: nothing changed.", "Model");
    json!({
        "operationId": "sayModel",
        "summary": "Say until when a model gets security updates.",
        "description": "Only with a token of who coordinates the whole département.",
        "security": held(Scope::WriteModels),
        "parameters": [parameter(once::HEADER)],
        "requestBody": {
            "required": true,
            "content": { "application/json": { "schema": reference("ModelSaid") } },
        },
        "responses": responses(
            &[("200", same), ("201", created)],
            &[400, 401, 403, 409, 413, 422, 429, 500],
        ),
    })
}

/// What a workshop's live systems hand in; its refusals are older than these problems.
fn snapshots() -> Value {
    let refused = |description: &str| json!({ "description": description });
    json!({
        "operationId": "handInInventory",
        "summary": "Hand in the inventory of the machine a live system runs on: the JSON of lshw or GLPI.",
        "security": [{ "bench_token": [] }],
        "requestBody": { "required": true, "content": { "application/json": {} } },
        "responses": {
            "201": { "description": "What was kept. The same file again has the same answer.",
                     "content": { "application/json": {} } },
            "401": refused("The token is none, or was revoked: error and message."),
            "409": refused("The machine is not the one, or not at work here: error and message."),
            "413": refused("The file is too large: error and message."),
            "422": refused("The file could not be read: error and message."),
            "500": problem_of(500),
        },
    })
}

fn answered(description: &str, schema: &str) -> Value {
    json!({
        "description": description,
        "content": { "application/json": { "schema": reference(schema) } },
    })
}

fn held(scope: Scope) -> Value {
    json!([{ "token": [scope.key()] }])
}

fn responses(answers: &[(&str, Value)], problems: &[u16]) -> Value {
    let mut all = Map::new();
    for (status, answer) in answers {
        all.insert((*status).to_owned(), answer.clone());
    }
    for status in problems {
        all.insert(status.to_string(), problem_of(*status));
    }
    Value::Object(all)
}

fn query(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "query", "schema": schema })
}

fn in_path(name: &str, schema: &Value) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn parameter(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn parameters() -> Value {
    json!({
        "after": {
            "name": "after", "in": "query", "schema": { "type": "string" },
            "description": "The cursor that the page before gave as next. What it says inside may change.",
        },
        "limit": {
            "name": "limit", "in": "query",
            "schema": { "type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL },
            "description": "Rows of a page.",
        },
        (once::HEADER): {
            "name": "Idempotency-Key", "in": "header", "required": true,
            "schema": { "type": "string", "minLength": 8, "maxLength": 64 },
            "description": "Made by the program, anew for each write. The same body under the same key is written once \
                            and answered as the first time, with Idempotency-Replayed: true; another body is refused.",
        },
    })
}

/// Every problem, by the status it comes with. The first of a status is what that status usually says.
const PROBLEMS: [(u16, &str); 16] = [
    (400, "error-api-unreadable"),
    (400, "error-api-key"),
    (401, "error-api-token"),
    (401, "error-api-token-expired"),
    (401, "error-api-token-revoked"),
    (401, "error-api-token-orphaned"),
    (403, "error-api-forbidden"),
    (403, "error-api-scope"),
    (404, "error-api-not-found"),
    (405, "error-api-method"),
    (409, "error-api-changed"),
    (413, "error-api-too-large"),
    (422, "error-api-fields"),
    (422, "error-api-key-reused"),
    (429, "error-api-too-many"),
    (500, "error-api-internal"),
];

fn problems() -> Value {
    let words = Words::new(Lang::En);
    let mut all = Map::new();
    for (status, key) in PROBLEMS {
        let help = words.say(&format!("{key}-help"));
        let others: Vec<String> = PROBLEMS
            .into_iter()
            .filter(|(other, name)| *other == status && *name != key)
            .map(|(_, name)| format!("#/components/responses/{}", name_of(name)))
            .collect();
        let mut told = json!({
            "description": format!("{}. {help}", words.say(key)),
            "content": { (problem::MEDIA_TYPE): { "schema": reference("Problem") } },
        });
        if !others.is_empty() {
            told["x-same-status"] = json!(others);
        }
        match status {
            401 | 403 => told["headers"] = header("WWW-Authenticate", "RFC 6750."),
            429 => told["headers"] = header("Retry-After", "Seconds to wait."),
            _ => {}
        }
        all.insert(name_of(key).to_owned(), told);
    }
    Value::Object(all)
}

fn header(name: &str, description: &str) -> Value {
    json!({ (name): { "description": description, "schema": { "type": "string" } } })
}

/// What a status usually says, by reference.
fn problem_of(status: u16) -> Value {
    let usual = PROBLEMS.iter().find(|(of, _)| *of == status);
    let name = usual.map_or("internal", |(_, key)| name_of(key));
    json!({ "$ref": format!("#/components/responses/{name}") })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::problem::usual;
    use axum::http::StatusCode;

    #[test]
    fn the_first_problem_of_a_status_is_what_a_bare_refusal_says() {
        for (status, _) in PROBLEMS {
            let bare = name_of(usual(StatusCode::from_u16(status).unwrap()));
            let told = problem_of(status);
            assert_eq!(told["$ref"], format!("#/components/responses/{bare}"));
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = described("https://example.org");
        let mut found = 0;
        let mut open = vec![&document];
        while let Some(value) = open.pop() {
            match value {
                Value::Object(members) => {
                    if let Some(Value::String(to)) = members.get("$ref") {
                        let pointer = to.trim_start_matches('#');
                        assert!(document.pointer(pointer).is_some(), "{to}");
                        found += 1;
                    }
                    open.extend(members.values());
                }
                Value::Array(values) => open.extend(values),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        assert!(found > 50, "{found}");
    }
}
