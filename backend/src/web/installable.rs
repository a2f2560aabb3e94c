//! What makes the pages an application on a phone: the manifest, and the worker that opens the bench when
//! there is no network.
use super::{
    Lang, Words,
    assets::{asset, version},
};
use axum::{
    Router,
    http::header,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::json;

/// Everything the offline page needs, so that it opens without a network. Nothing of this is about anybody.
const SHELL: [&str; 12] = [
    "app.css",
    "favicon.svg",
    "icons.svg",
    "atkinson-latin.woff2",
    "forms.js",
    "camera-button.js",
    "code.js",
    "queue.js",
    "tone.js",
    "unsent.js",
    "wedge.js",
    "offline.js",
];

/// The camera and what reads codes in its picture: heavier than all the rest together, so kept from its first use on.
const DECODER: [&str; 5] = [
    "camera.js",
    "decoder.js",
    "zxing-wasm/dist/es/reader/index.js",
    "zxing-wasm/dist/es/share.js",
    "zxing-wasm/dist/reader/zxing_reader.wasm",
];

const WORKER: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../frontend/worker/service-worker.js"
));

pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/manifest.webmanifest", get(manifest))
        .route("/service-worker.js", get(worker))
}

async fn manifest(lang: Lang) -> Response {
    let words = Words::new(lang);
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": asset(name), "sizes": sizes, "type": kind, "purpose": purpose });
    let shortcut = |url: &str, key: &str| json!({ "name": words.say(key), "url": url });
    let manifest = json!({
        "id": "/",
        "name": words.say("product-name"),
        "short_name": words.say("product-name"),
        "description": words.say("product-tagline"),
        "lang": lang.as_str(),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fff8ea",
        "theme_color": "#14594f",
        "icons": [
            icon("favicon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any"),
            icon("icon-512.png", "512x512", "image/png", "any"),
            icon("icon-maskable-512.png", "512x512", "image/png", "maskable"),
        ],
        "shortcuts": [
            shortcut("/bench", "menu-bench"),
            shortcut("/counter", "menu-counter"),
            shortcut("/bench/offline", "offline-title"),
        ],
    });
    let headers = [
        (header::CONTENT_TYPE, "application/manifest+json"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "accept-language, cookie"),
    ];
    (headers, manifest.to_string()).into_response()
}

/// Served from the root, so that it may answer for every page. Its first line changes with what it keeps:
/// a browser that finds it changed fetches the new shell whole, then drops the old one.
async fn worker() -> Response {
    let (files, decoder) = (SHELL.map(asset), DECODER.map(asset));
    let shell = json!({ "version": version(), "files": files, "decoder": decoder });
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, format!("self.shell = {shell};\n{WORKER}")).into_response()
}
