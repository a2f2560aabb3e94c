//! The edge every request passes: what comes from elsewhere, what is too large, what is asked twice.

use crate::support::World;
use axum::{
    body::Body,
    http::{Request, header},
};
use tower::ServiceExt;

#[tokio::test]
async fn a_form_from_another_site_is_refused_with_a_page() {
    let world = World::new().await;
    let request = Request::post("/sign-out")
        .header(header::HOST, "127.0.0.1:8080")
        .header(header::ORIGIN, "https://ailleurs.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::empty())
        .unwrap();
    let answer = passe_relais::routes::router(world.app.clone())
        .oneshot(request)
        .await
        .unwrap();
    assert_eq!(answer.status(), 403);
    let body = axum::body::to_bytes(answer.into_body(), usize::MAX)
        .await
        .unwrap();
    let page = String::from_utf8(body.to_vec()).unwrap();
    assert!(page.contains("Cet envoi vient d’un autre site"), "{page}");
}

#[tokio::test]
async fn what_does_not_exist_is_said_in_the_readers_language() {
    let world = World::new().await;
    let page = world.stranger().get("/nulle-part").await.expect(404);
    assert!(page.says("Cette page n’existe pas"));
    let page = world
        .stranger()
        .in_english()
        .get("/nulle-part")
        .await
        .expect(404);
    assert!(page.says("This page does not exist"));
}

#[tokio::test]
async fn a_method_that_a_page_does_not_have_gets_a_page_too() {
    let world = World::new().await;
    let page = world
        .stranger()
        .post("/accessibility", &[])
        .await
        .expect(405);
    assert!(page.has("h1"), "{page}");
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_before_it_is_read() {
    let world = World::new().await;
    let limit = world.app.config.upload_limit_bytes;
    let page = world
        .stranger()
        .post("/sign-in", &[("email", &"a".repeat(limit + 1))])
        .await
        .expect(413);
    assert!(page.says("Ce fichier est trop lourd"), "{page}");
}

#[tokio::test]
async fn pages_forbid_what_they_do_not_need_and_are_not_kept() {
    let world = World::new().await;
    let page = world.stranger().get("/sign-in").await.expect(200);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains("default-src 'self'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    // The decoder of the camera is WebAssembly of ours; no text becomes a script.
    assert!(
        policy.contains("script-src 'self' 'wasm-unsafe-eval';")
            && !policy.contains(" 'unsafe-eval'"),
        "{policy}"
    );
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(
        page.header("permissions-policy"),
        "camera=(self), microphone=(), geolocation=()"
    );
}

#[tokio::test]
async fn the_program_says_whether_it_lives_and_whether_it_is_ready() {
    let world = World::new().await;
    world.stranger().get("/healthz").await.expect(200);
    world.stranger().get("/readyz").await.expect(200);
}
