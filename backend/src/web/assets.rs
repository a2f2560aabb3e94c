//! The style, scripts, icons and typeface of the pages: in the program, under addresses that change with their content.

use std::{borrow::Cow, sync::LazyLock};

use axum::{
    Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};

struct Asset {
    name: &'static str,
    content_type: &'static str,
    bytes: Cow<'static, [u8]>,
    url: String,
}

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const WOFF2: &str = "font/woff2";
const PNG: &str = "image/png";
const WASM: &str = "application/wasm";
const TEXT: &str = "text/plain; charset=utf-8";

/// A file of ours, or of an npm package, by its path from `frontend/`.
macro_rules! file {
    ($path:literal) => {
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/", $path))
    };
}

/// Whether the pages can draw this icon: for names that stand in data.
#[cfg(test)]
#[must_use]
pub fn draws(icon: &str) -> bool {
    ICONS.iter().any(|(name, _)| *name == icon)
}

/// The Lucide icons the pages use, each with its drawing.
macro_rules! icons {
    ($($name:literal),+ $(,)?) => {
        &[$((
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/node_modules/lucide-static/icons/", $name, ".svg")),
        )),+]
    };
}

const ICONS: &[(&str, &str)] = icons!(
    "annoyed",
    "app-window",
    "arrow-left",
    "arrow-down",
    "arrow-right",
    "arrow-up",
    "ban",
    "building-2",
    "calendar-days",
    "calendar-x",
    "file-spreadsheet",
    "gauge",
    "camera",
    "check",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-help",
    "circle-minus",
    "clipboard-list",
    "clock",
    "cloud-off",
    "download",
    "eraser",
    "eye",
    "file-text",
    "gift",
    "graduation-cap",
    "hand",
    "hand-helping",
    "handshake",
    "history",
    "hourglass",
    "house",
    "inbox",
    "info",
    "key-round",
    "languages",
    "layout-dashboard",
    "list-checks",
    "log-out",
    "mail",
    "map-pin",
    "menu",
    "octagon-x",
    "package",
    "pen-line",
    "printer",
    "qr-code",
    "recycle",
    "scan-line",
    "search-check",
    "scroll-text",
    "school",
    "search",
    "settings",
    "shield-check",
    "sparkles",
    "tablet",
    "tablet-smartphone",
    "tag",
    "ticket",
    "trash-2",
    "triangle-alert",
    "truck",
    "undo-2",
    "upload",
    "user-round",
    "users",
    "wrench",
    "x",
    // Stages, and what the checklists ask about.
    "badge-check",
    "battery-charging",
    "battery-medium",
    "battery-warning",
    "bluetooth",
    "book-open",
    "cable",
    "card-sim",
    "circle-power",
    "ear",
    "ethernet-port",
    "fan",
    "fingerprint",
    "flashlight",
    "frown",
    "grid-3x3",
    "hard-drive",
    "hdmi-port",
    "headphones",
    "keyboard",
    "laptop",
    "laugh",
    "lock",
    "lock-open",
    "meh",
    "memory-stick",
    "message-square",
    "mic",
    "monitor",
    "monitor-check",
    "mouse",
    "nfc",
    "pen-tool",
    "phone",
    "plug",
    "plug-zap",
    "pointer",
    "power",
    "puzzle",
    "refresh-cw",
    "rotate-3d",
    "rotate-ccw",
    "rotate-cw",
    "scan-barcode",
    "send",
    "signal",
    "smile",
    "spray-can",
    "star",
    "sun",
    "thermometer",
    "touchpad",
    "usb",
    "vibrate",
    "volume-2",
    "volume-x",
    "webcam",
    "wifi",
);

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files: Vec<(&str, &str, Cow<[u8]>)> = vec![
        ("app.css", CSS, file!("static/app.css").into()),
        ("favicon.svg", SVG, file!("static/favicon.svg").into()),
        ("camera-button.js", JAVASCRIPT, file!("static/camera-button.js").into()),
        ("camera.js", JAVASCRIPT, file!("static/camera.js").into()),
        ("code.js", JAVASCRIPT, file!("static/code.js").into()),
        ("decoder.js", JAVASCRIPT, file!("static/decoder.js").into()),
        ("forms.js", JAVASCRIPT, file!("static/forms.js").into()),
        ("lock.js", JAVASCRIPT, file!("static/lock.js").into()),
        ("menu.js", JAVASCRIPT, file!("static/menu.js").into()),
        ("icon-192.png", PNG, file!("static/icon-192.png").into()),
        ("icon-512.png", PNG, file!("static/icon-512.png").into()),
        ("icon-maskable-512.png", PNG, file!("static/icon-maskable-512.png").into()),
        ("next-scan.js", JAVASCRIPT, file!("static/next-scan.js").into()),
        ("offline.js", JAVASCRIPT, file!("static/offline.js").into()),
        ("queue.js", JAVASCRIPT, file!("static/queue.js").into()),
        ("scan.js", JAVASCRIPT, file!("static/scan.js").into()),
        ("tone.js", JAVASCRIPT, file!("static/tone.js").into()),
        ("wedge.js", JAVASCRIPT, file!("static/wedge.js").into()),
        ("signature.js", JAVASCRIPT, file!("static/signature.js").into()),
        ("speech.js", JAVASCRIPT, file!("static/speech.js").into()),
        ("unsent.js", JAVASCRIPT, file!("static/unsent.js").into()),
        ("signature_pad.js", JAVASCRIPT, file!("node_modules/signature_pad/dist/signature_pad.js").into()),
        // Under their paths in the package, by which they find each other.
        ("zxing-wasm/dist/es/reader/index.js", JAVASCRIPT, zxing(file!("node_modules/zxing-wasm/dist/es/reader/index.js")).into()),
        ("zxing-wasm/dist/es/share.js", JAVASCRIPT, file!("node_modules/zxing-wasm/dist/es/share.js").into()),
        ("zxing-wasm/dist/reader/zxing_reader.wasm", WASM, file!("node_modules/zxing-wasm/dist/reader/zxing_reader.wasm").into()),
        (
            "atkinson-latin.woff2",
            WOFF2,
            file!("node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2").into(),
        ),
        (
            "atkinson-latin-ext.woff2",
            WOFF2,
            file!("node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2").into(),
        ),
        ("icons.svg", SVG, sprite().into_bytes().into()),
        ("icons-licence.txt", TEXT, file!("node_modules/lucide-static/LICENSE").into()),
    ];
    // One hash for all: the style finds its typeface and a module its import by a relative address.
    let mut hash = Sha256::new();
    for (_, _, bytes) in &files {
        hash.update(bytes);
    }
    let hash = hex::encode(&hash.finalize()[..8]);
    files
        .into_iter()
        .map(|(name, content_type, bytes)| Asset {
            name,
            content_type,
            bytes,
            url: format!("/assets/{hash}/{name}"),
        })
        .collect()
});

/// The address of a file, for templates: `{{ crate::web::assets::asset("app.css") }}`.
#[must_use]
pub fn asset(name: &str) -> &'static str {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    debug_assert!(found.is_some(), "no file called {name:?}");
    found.map_or("", |asset| asset.url.as_str())
}

/// What all these files together are known by.
#[must_use]
pub fn version() -> &'static str {
    let mut steps = asset("app.css").split('/');
    steps.nth(2).unwrap_or_default()
}

pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{hash}/{*name}", get(show))
        .route("/favicon.ico", get(favicon))
}

/// What a browser asks for when it shows something that is no page of ours, such as a PDF.
async fn favicon() -> Response {
    show(Path((String::new(), "favicon.svg".to_owned()))).await
}

async fn show(Path((hash, name)): Path<(String, String)>) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // A page loaded before an update still finds its style, but nobody keeps it under the old address.
    let cache = if asset.url == format!("/assets/{hash}/{name}") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let headers = [
        (header::CONTENT_TYPE, asset.content_type),
        (header::CACHE_CONTROL, cache),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, asset.bytes.as_ref()).into_response()
}

/// A module of the decoder, with the licence its authors ask to keep beside it.
fn zxing(module: &[u8]) -> Vec<u8> {
    let licence = include_bytes!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../frontend/node_modules/zxing-wasm/LICENSE"
    ));
    [b"/*!\n".as_slice(), licence, b"*/\n", module].concat()
}

/// All icons in one drawing, each under its name. The licence that their authors ask to keep with them has a file of its
/// own: it weighs as much as twenty icons, and a phone at the bench needs none of it.
fn sprite() -> String {
    let mut sprite = "<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- Lucide: icons-licence.txt, beside this file -->".to_owned();
    for (name, drawing) in ICONS {
        let shapes = drawing
            .split_once("<svg")
            .and_then(|(_, rest)| rest.split_once('>'))
            .and_then(|(_, rest)| rest.split_once("</svg>"))
            .map_or("", |(shapes, _)| shapes.trim());
        sprite.extend([
            "<symbol id=\"",
            name,
            "\" viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" \
             stroke-linecap=\"round\" stroke-linejoin=\"round\">",
            shapes,
            "</symbol>",
        ]);
    }
    sprite.push_str("</svg>");
    sprite
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::Request};
    use tower::ServiceExt;

    use super::*;

    async fn get(url: &str) -> Response {
        let request = Request::get(url).body(Body::empty()).unwrap();
        routes::<()>().oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_file_is_kept_for_good_under_the_address_of_its_content() {
        let response = get(asset("app.css")).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], CSS);
        assert_eq!(
            response.headers()[header::CACHE_CONTROL],
            "public, max-age=31536000, immutable"
        );
    }

    #[tokio::test]
    async fn a_page_from_before_an_update_still_finds_its_style() {
        let response = get("/assets/0000000000000000/app.css").await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
    }

    #[tokio::test]
    async fn another_name_is_not_found() {
        assert_eq!(
            get("/assets/0000000000000000/Cargo.toml").await.status(),
            StatusCode::NOT_FOUND
        );
    }

    #[test]
    fn every_icon_is_drawn() {
        let sprite = sprite();
        for (name, _) in ICONS {
            let (_, symbol) = sprite.split_once(&format!("id=\"{name}\"")).unwrap();
            let (symbol, _) = symbol.split_once("</symbol>").unwrap();
            assert!(
                ["<path", "<circle", "<rect"]
                    .iter()
                    .any(|shape| symbol.contains(shape)),
                "{name} is empty: {symbol}"
            );
        }
    }

    #[test]
    fn every_icon_and_file_a_template_names_is_here() {
        fn walk(folder: &std::path::Path, icon: &regex::Regex, file: &regex::Regex) {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, icon, file);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                for found in icon.captures_iter(&text) {
                    let known = ICONS.iter().any(|(name, _)| *name == &found[1]);
                    assert!(known, "{}: no icon {:?}", path.display(), &found[1]);
                }
                for found in file.captures_iter(&text) {
                    let known = ASSETS.iter().any(|asset| asset.name == &found[1]);
                    assert!(known, "{}: no file {:?}", path.display(), &found[1]);
                }
            }
        }
        let icon = regex::Regex::new(r#"\bicon(?:\(|=)"([^"]+)""#).unwrap();
        let file = regex::Regex::new(r#"asset\("([^"]+)"\)"#).unwrap();
        let templates = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/templates");
        walk(std::path::Path::new(templates), &icon, &file);
    }
}
