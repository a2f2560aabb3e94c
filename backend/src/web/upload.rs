//! Forms with files: read whole, within the request's limit, before anything is written.
use super::Error;
use axum::extract::{FromRequest, Multipart, RawForm, Request, multipart::MultipartRejection};
use axum::http::header;
use serde::de::DeserializeOwned;

/// A form with files: its fields as typed, and the files that were chosen. The same form without a file to choose
/// is sent as any other.
#[derive(Debug, Default)]
pub struct Upload {
    fields: Vec<(String, String)>,
    files: Vec<(String, UploadedFile)>,
}

/// A file as it came. Its name is somebody else's text: shown, never used as a path.
#[derive(Debug, Clone, Default)]
pub struct UploadedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let mut upload = Self::default();
        let media_type = request.headers().get(header::CONTENT_TYPE);
        if media_type.is_some_and(|is| {
            is.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        }) {
            let RawForm(body) = RawForm::from_request(request, state)
                .await
                .map_err(|_| Error::Unreadable)?;
            upload.fields = serde_html_form::from_bytes(&body).map_err(|_| Error::Unreadable)?;
            return Ok(upload);
        }
        let mut form = Multipart::from_request(request, state)
            .await
            .map_err(|_: MultipartRejection| Error::Unreadable)?;
        while let Some(field) = form.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            match field.file_name().map(ToOwned::to_owned) {
                Some(file_name) => {
                    let bytes = field.bytes().await?.to_vec();
                    if !bytes.is_empty() {
                        upload.files.push((
                            name,
                            UploadedFile {
                                name: file_name,
                                bytes,
                            },
                        ));
                    }
                }
                None => upload.fields.push((name, field.text().await?)),
            }
        }
        Ok(upload)
    }
}

impl Upload {
    /// The fields, into a form struct of texts.
    pub fn form<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let encoded = serde_html_form::to_string(&self.fields).map_err(|_| Error::Unreadable)?;
        serde_html_form::from_str(&encoded).map_err(|_| Error::Unreadable)
    }

    /// Every file, with the field it was chosen in.
    pub fn files(&self) -> impl Iterator<Item = (&str, &UploadedFile)> {
        self.files.iter().map(|(name, file)| (name.as_str(), file))
    }

    /// The file chosen in this field, if one was.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&UploadedFile> {
        self.files
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, file)| file)
    }
}
