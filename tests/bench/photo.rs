//! How long the server looks at a photo of a label.

#[path = "../support/askew.rs"]
mod askew;

use super::{WORKSHOP, median, program::Program};
use passe_relais::labels::photo;
use std::{io::Cursor, path::Path, process::Command, time::Instant};

/// A label of ours, as a phone of 12 million pixels takes it, read on the server.
pub async fn decode(folder: &Path) {
    let program = Program::new(
        folder,
        &format!("sqlite://{}/labels.db?mode=rwc", folder.display()),
    );
    let pdf = folder.join("label.pdf");
    let arguments = ["labels", "--count", "1", "--out", pdf.to_str().unwrap()];
    program.run(
        &[
            &arguments[..],
            &["--site", WORKSHOP, "--template", "brother-29x90"],
        ]
        .concat(),
    );
    let drawn = Command::new("pdftoppm")
        .args([
            "-r",
            "600",
            "-gray",
            "-png",
            "-singlefile",
            "label.pdf",
            "label",
        ])
        .current_dir(folder)
        .status();
    assert!(
        drawn.unwrap().success(),
        "pdftoppm (poppler-utils) draws the label"
    );
    let label = image::open(folder.join("label.png")).unwrap().to_luma8();
    let taken = askew::held_askew(&[label], 4000, 3000);
    let mut jpeg = Cursor::new(Vec::new());
    let in_colour = image::DynamicImage::from(taken).to_rgb8();
    in_colour
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let jpeg = jpeg.into_inner();
    let mut took = Vec::new();
    for _ in 0..3 {
        let begun = Instant::now();
        let read = photo::read(jpeg.clone()).await.unwrap();
        assert!(read.unwrap().contains("/d/"), "the label is read");
        took.push(begun.elapsed().as_secs_f64());
    }
    println!(
        "| – | – | server-side decode of a 12-megapixel photo of {} kB, median of 3 | {:.3} s |",
        jpeg.len() / 1000,
        median(&mut took)
    );
}
