//! The program: everything it does is in the library.
use std::process::ExitCode;

/// Pages and statements are built from many small texts, on every thread at once: measured against
/// the system's allocator in `docs/PERFORMANCE.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    passe_relais::commands::run().await
}
