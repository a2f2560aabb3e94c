//! Every route: one line per feature, then the layers in order.
use crate::{
    api,
    app::App,
    appointments, assets,
    auth::{self, Signed, Visitor},
    board, calls, competence, coop, counts, devices, diagnosis, directory, equipment, exits, funds,
    habilitations, handovers, home, hours, indicators, intake, internet, journal, labels, lending,
    mail, models, parts, passes, people, prescribing, programmes, recipients, requests, retention,
    satisfaction, scanning, stock_at, supplies, team, training, transfers, trials, usage,
    web::{
        self, Error, Lang, Tongue, Words,
        error::dress,
        problem,
        queue::{self, Kept},
    },
    workshop,
};
use axum::{
    Router,
    extract::{MatchedPath, OptionalFromRequestParts, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use sea_orm::ConnectionTrait;
use tower_http::{
    compression::CompressionLayer,
    csrf::CsrfLayer,
    limit::RequestBodyLimitLayer,
    set_header::SetResponseHeaderLayer,
    trace::{DefaultOnResponse, TraceLayer},
};
use tracing::Level;

/// The whole application.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(home::routes())
        .merge(auth::routes())
        .merge(people::routes())
        .merge(intake::routes())
        .merge(labels::routes())
        .merge(devices::routes())
        .merge(workshop::routes())
        .merge(supplies::routes())
        .merge(parts::routes())
        .merge(hours::routes())
        .merge(board::routes())
        .merge(exits::routes())
        .merge(counts::routes())
        .merge(stock_at::routes())
        .merge(diagnosis::routes())
        .merge(assets::routes())
        .merge(habilitations::routes())
        .merge(team::routes())
        .merge(scanning::routes())
        .merge(transfers::routes())
        .merge(programmes::routes())
        .merge(models::routes())
        .merge(prescribing::routes())
        .merge(calls::routes())
        .merge(requests::routes())
        .merge(training::routes())
        .merge(competence::routes())
        .merge(satisfaction::routes())
        .merge(appointments::routes())
        .merge(passes::routes())
        .merge(internet::routes())
        .merge(funds::routes())
        .merge(coop::routes())
        .merge(indicators::routes())
        .merge(handovers::routes())
        .merge(directory::routes())
        .merge(equipment::routes())
        .merge(lending::routes())
        .merge(trials::routes())
        .merge(api::routes())
        .merge(usage::routes())
        .merge(mail::routes())
        .merge(journal::routes())
        .merge(recipients::routes())
        .merge(retention::routes())
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { (StatusCode::METHOD_NOT_ALLOWED, "") })
        .layer(axum::extract::DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(app.config.upload_limit_bytes))
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), dress_errors))
        .layer(middleware::from_fn_with_state(app.clone(), give_receipts))
        // Pages of people are never cached.
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .merge(web::assets::routes())
        .merge(web::installable::routes())
        .layer(CompressionLayer::new())
        .layer(security_header(
            header::CONTENT_SECURITY_POLICY,
            CONTENT_SECURITY_POLICY,
        ))
        .layer(security_header(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(security_header(header::REFERRER_POLICY, "same-origin"))
        .layer(security_header(
            header::HeaderName::from_static("permissions-policy"),
            "camera=(self), microphone=(), geolocation=()",
        ))
        // The route is logged, not the address: a link holds a token, a search may hold a name.
        .layer(
            TraceLayer::new_for_http()
                .make_span_with(|request: &Request| {
                    let route = request.extensions().get::<MatchedPath>();
                    let route = route.map_or("none", MatchedPath::as_str);
                    tracing::info_span!("request", method = %request.method(), route)
                })
                .on_response(DefaultOnResponse::new().level(Level::INFO)),
        )
        .with_state(app)
}

/// WebAssembly is what reads codes in a camera's picture where the browser does not; no text becomes a script.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; object-src 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

fn security_header(
    name: header::HeaderName,
    value: &'static str,
) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}

/// Whether this is a page that speaks the language of the worker view.
fn is_at_bench(path: &str) -> bool {
    path == "/bench" || path.starts_with("/bench/") || path == "/sign-in/badge"
}

/// Gives every error its page, in the reader's language.
async fn dress_errors(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let plain = matches!(parts.uri.path(), "/healthz" | "/readyz");
    let mut response = next.run(Request::from_parts(parts.clone(), body)).await;
    let failed = response.status().is_client_error() || response.status().is_server_error();
    if failed && parts.uri.path().starts_with("/api/") {
        let words = Words::new(Lang::of(&parts.headers));
        let description = format!("{}/api/openapi.json", app.config.base_url);
        response = problem::dress(&words, &description, response);
    } else if failed && !plain {
        let signed =
            <Signed as OptionalFromRequestParts<App>>::from_request_parts(&mut parts, &app)
                .await
                .ok()
                .flatten();
        let mut shell = match &signed {
            Some(signed) => signed.shell(),
            None => Visitor::of(&parts).shell,
        };
        if is_at_bench(parts.uri.path()) {
            let chosen = match &signed {
                Some(signed) => signed.tongue(),
                None => Tongue::of(&parts.headers),
            };
            shell.words = chosen.map_or(shell.words, Tongue::words);
        }
        response = dress(shell, response);
    }
    response
}

/// Tells a script that sent a form what became of it: now, or when a device had no network.
async fn give_receipts(State(app): State<App>, request: Request, next: Next) -> Response {
    if !queue::asked(request.headers()) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let signed =
        <Signed as OptionalFromRequestParts<App>>::from_request_parts(&mut parts, &app).await;
    let shell = match &signed {
        Ok(Some(signed)) => signed.shell(),
        Ok(None) | Err(_) => Visitor::of(&parts).shell,
    };
    let words = shell.words;
    let route = parts.extensions.get::<MatchedPath>();
    let kept = match Kept::of(&parts.headers) {
        Ok(_) if route.is_some_and(|route| !queue::may_wait(route.as_str())) => {
            return dress(shell, Error::NotLater.into_response());
        }
        Ok(None) => {
            let response = next.run(Request::from_parts(parts, body)).await;
            return queue::told(&words, response);
        }
        Ok(Some(kept)) => kept,
        Err(error) => return dress(shell, error.into_response()),
    };
    let first = match signed {
        Ok(Some(signed)) if signed.account.id == kept.account => {
            app.answered(&signed, &kept.write_id).await
        }
        Ok(Some(_)) => return kept.mark(queue::signed_out(true)),
        Ok(None) => return kept.mark(queue::signed_out(false)),
        Err(error) => Err(error),
    };
    let response = match first {
        // Whatever has become of the device since, what was recorded was recorded.
        Ok(Some(answer)) => queue::receipt(&kept.write_id, &answer),
        Ok(None) => next.run(Request::from_parts(parts, body)).await,
        Err(error) => error.into_response(),
    };
    let response = if kept.is_settled_by(&response) {
        queue::told(&words, response)
    } else {
        dress(shell, Error::Changed.into_response())
    };
    kept.mark(response)
}

/// Whether requests can be served: the database answers and has every migration.
async fn ready(State(app): State<App>) -> Response {
    let answer = app.db.execute_unprepared("SELECT 1").await;
    let pending = migrations::pending(&app.db).await;
    match (answer, pending) {
        (Ok(_), Ok(0)) => (StatusCode::OK, "ready\n").into_response(),
        (Ok(_), Ok(pending)) => (
            StatusCode::SERVICE_UNAVAILABLE,
            format!("{pending} migrations are not applied\n"),
        )
            .into_response(),
        (Err(_), _) | (_, Err(_)) => (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        )
            .into_response(),
    }
}
