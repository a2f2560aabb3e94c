//! What a file handed in really is, by its bytes: the one place that decides, whatever its name said.
use super::{MediaType, photo};
use crate::{photos::PhotoFault, web::Error};

/// What a person says they attach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Photo,
    /// Plain text that a tool wrote.
    Log,
    /// A paper that somebody signed: a PDF, or its photo.
    SignedPaper,
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFault {
    Empty,
    /// More bytes than [`Wanted::most_bytes`].
    TooLarge,
    Photo(PhotoFault),
    NotALog,
    NotAPaper,
}

impl FileFault {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "file-empty",
            Self::TooLarge => "file-too-large",
            Self::Photo(fault) => fault.key(),
            Self::NotALog => "file-not-a-log",
            Self::NotAPaper => "file-not-a-paper",
        }
    }
}

const MEGABYTE: usize = 1024 * 1024;

impl Wanted {
    /// Phones take photos of up to 12 MB; a scanned paper is smaller, a wipe log rarely above 1 MB.
    #[must_use]
    pub const fn most_bytes(self) -> usize {
        match self {
            Self::Photo => 15 * MEGABYTE,
            Self::Log | Self::SignedPaper => 10 * MEGABYTE,
        }
    }
}

/// A file fit to be kept: photos written anew, the rest as it came.
pub struct Admitted {
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
}

/// The file as it is kept, or what is wrong with it.
pub async fn admitted(
    wanted: Wanted,
    bytes: Vec<u8>,
) -> Result<Result<Admitted, FileFault>, Error> {
    if bytes.is_empty() {
        return Ok(Err(FileFault::Empty));
    }
    if bytes.len() > wanted.most_bytes() {
        return Ok(Err(FileFault::TooLarge));
    }
    let as_it_is = |media_type, bytes| Ok(Admitted { media_type, bytes });
    Ok(match wanted {
        Wanted::Log if is_text(&bytes) => as_it_is(MediaType::Text, bytes),
        Wanted::Log => Err(FileFault::NotALog),
        Wanted::SignedPaper if is_pdf(&bytes) => as_it_is(MediaType::Pdf, bytes),
        Wanted::SignedPaper if !is_known(&bytes) => Err(FileFault::NotAPaper),
        Wanted::SignedPaper | Wanted::Photo => photo::prepared(bytes).await?.map_or_else(
            |fault| {
                Err(match (wanted, fault) {
                    (Wanted::SignedPaper, PhotoFault::NotAPhoto) => FileFault::NotAPaper,
                    (Wanted::SignedPaper, PhotoFault::TooManyPixels)
                    | (Wanted::Photo | Wanted::Log, _) => FileFault::Photo(fault),
                })
            },
            |bytes| as_it_is(MediaType::Jpeg, bytes),
        ),
    })
}

/// Whether the bytes begin as a format does that is no plain text: a picture, an archive, a program, a page.
#[must_use]
pub fn is_known(bytes: &[u8]) -> bool {
    infer::get(bytes).is_some()
}

/// Text that no reader takes for a page or a program: no byte that text has not, no mark-up at its head.
fn is_text(bytes: &[u8]) -> bool {
    let strange = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let head = bytes
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(bytes)
        .trim_ascii_start();
    !is_known(bytes) && !is_known(head) && !head.starts_with(b"<") && !bytes.iter().any(strange)
}

/// A whole PDF from its first byte on: one that begins later may be something else as well.
fn is_pdf(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(1024)..];
    bytes.starts_with(b"%PDF-") && end.windows(5).any(|five| five == b"%%EOF")
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn judged(wanted: Wanted, bytes: &[u8]) -> Result<MediaType, FileFault> {
        let admitted = admitted(wanted, bytes.to_vec()).await.unwrap();
        admitted.map(|it| it.media_type)
    }

    #[tokio::test]
    async fn each_file_is_what_its_bytes_say() {
        let jpeg = {
            let mut bytes = std::io::Cursor::new(Vec::new());
            let image = image::RgbImage::new(9, 9);
            image
                .write_to(&mut bytes, image::ImageFormat::Jpeg)
                .unwrap();
            bytes.into_inner()
        };
        let with = |head: &[u8], tail: &[u8]| [head, tail].concat();
        let pdf = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n".to_vec();
        let files: Vec<(&str, Vec<u8>)> = vec![
            ("nothing", Vec::new()),
            ("a photo", jpeg.clone()),
            ("a photo and a PDF behind it", with(&jpeg, &pdf)),
            ("half a photo", jpeg[..jpeg.len() / 3].to_vec()),
            ("a PDF", pdf.clone()),
            ("a PDF cut short", pdf[..12].to_vec()),
            ("a page that holds a PDF", with(b"<html>", &pdf)),
            (
                "a wipe log",
                b"[2026/05/04 08:00:00] notice: nwipe 0.38\r\n\xe9\n".to_vec(),
            ),
            (
                "a page",
                b"\n <!DOCTYPE html><script>alert(1)</script>".to_vec(),
            ),
            (
                "a page after a mark",
                b"\xef\xbb\xbf<svg onload='x'/>".to_vec(),
            ),
            (
                "a drawing",
                b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            ),
            ("a program", b"\x7fELF\x02\x01\x01\0".to_vec()),
            ("a script", b"#!/bin/sh\nrm -rf /\n".to_vec()),
            ("an archive", b"PK\x03\x04\x14\0\0\0".to_vec()),
            ("zeros", vec![0; 40]),
        ];
        let mut table = String::from("file | photo | log | signed paper\n");
        for (name, bytes) in files {
            let mut line = name.to_owned();
            for wanted in [Wanted::Photo, Wanted::Log, Wanted::SignedPaper] {
                let verdict = match judged(wanted, &bytes).await {
                    Ok(media_type) => media_type.as_str(),
                    Err(fault) => fault.key(),
                };
                line.extend([" | ", verdict]);
            }
            table.push_str(&line);
            table.push('\n');
        }
        insta::assert_snapshot!(table);
    }

    #[tokio::test]
    async fn a_file_above_the_limit_is_not_read() {
        for wanted in [Wanted::Photo, Wanted::Log, Wanted::SignedPaper] {
            let huge = vec![b'a'; wanted.most_bytes() + 1];
            assert_eq!(judged(wanted, &huge).await, Err(FileFault::TooLarge));
        }
        let most = vec![b'a'; Wanted::Log.most_bytes()];
        assert_eq!(judged(Wanted::Log, &most).await, Ok(MediaType::Text));
    }
}
