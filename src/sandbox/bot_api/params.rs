//! The parameters of one call, from wherever Telegram takes them.
//!
//! Telegram turns everything into texts before it looks: a JSON string loses its quotes, any
//! other JSON value stays JSON. So do we; a method then reads what it wants.

use std::{borrow::Cow, fmt, str::FromStr};

use axum::{
    body::{Body, to_bytes},
    extract::{Form, FromRequest, Multipart, Query},
    http::{Request, header::CONTENT_TYPE},
};
use bytes::Bytes;
use serde::{
    Deserialize,
    de::{DeserializeOwned, Deserializer, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::failure::Failure;

/// The largest request: what a bot may upload.
const LARGEST: usize = 50 << 20;

/// The parameters of one call.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Params {
    texts: Vec<(String, String)>,
    files: Vec<Upload>,
}

/// A file that came with a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Upload {
    field: String,
    /// Its name, empty when the client gave none.
    pub(super) name: String,
    /// What is in it.
    pub(super) bytes: Bytes,
}

impl Params {
    /// Reads query and body.
    pub(super) async fn read(request: Request<Body>) -> Result<Self, Failure> {
        let mut params = Self::default();
        if let Ok(Query(texts)) = Query::<Vec<(String, String)>>::try_from_uri(request.uri()) {
            params.texts = texts;
        }
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("application/json") {
            params.add_json(&to_bytes(request.into_body(), LARGEST).await.map_err(|_| too_large())?)?;
        } else if kind.starts_with("multipart/form-data") {
            params.add_multipart(request).await?;
        } else if kind.starts_with("application/x-www-form-urlencoded") && request.method() != "GET" {
            let Form(texts) =
                Form::<Vec<(String, String)>>::from_request(request, &()).await.map_err(|_| too_large())?;
            params.texts.extend(texts);
        }
        Ok(params)
    }

    /// Reads a body of JSON.
    pub(super) fn of_json(body: &[u8]) -> Result<Self, Failure> {
        let mut params = Self::default();
        params.add_json(body)?;
        Ok(params)
    }

    /// With a file beside the texts.
    pub(super) fn with_file(mut self, field: &str, name: &str, bytes: &[u8]) -> Self {
        let bytes = Bytes::copy_from_slice(bytes);
        self.files.push(Upload { field: field.to_owned(), name: name.to_owned(), bytes });
        self
    }

    fn add_json(&mut self, body: &[u8]) -> Result<(), Failure> {
        if body.is_empty() {
            return Ok(());
        }
        let Texts(texts) =
            serde_json::from_slice(body).map_err(|_| Failure::bad("can't parse JSON object: object expected"))?;
        self.texts.extend(texts);
        Ok(())
    }

    async fn add_multipart(&mut self, mut request: Request<Body>) -> Result<(), Failure> {
        request.extensions_mut().insert(axum::extract::DefaultBodyLimit::max(LARGEST));
        let broken = |_| Failure::bad("can't parse multipart form data");
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| too_large())?;
        while let Some(part) = parts.next_field().await.map_err(broken)? {
            let field = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(name) => self.files.push(Upload { field, name, bytes: part.bytes().await.map_err(broken)? }),
                None => self.texts.push((field, part.text().await.map_err(broken)?)),
            }
        }
        Ok(())
    }

    /// A parameter as text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A whole number; absent and empty are the same.
    pub(super) fn number<T: FromStr>(&self, name: &str) -> Result<Option<T>, Failure> {
        let Some(value) = self.text(name).filter(|value| !value.is_empty()) else {
            return Ok(None);
        };
        let odd = || Failure::bad(format_args!("invalid {name} specified"));
        value.parse().map(Some).map_err(|_| odd())
    }

    /// A switch, in the spellings Telegram takes for "on".
    pub(super) fn flag(&self, name: &str) -> bool {
        self.text(name).is_some_and(|value| ["true", "yes", "1"].iter().any(|on| on.eq_ignore_ascii_case(value)))
    }

    /// A JSON value.
    pub(super) fn json<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Failure> {
        let Some(value) = self.text(name).filter(|value| !value.is_empty()) else {
            return Ok(None);
        };
        let odd = |error| Failure::bad(format_args!("can't parse {name}: {error}"));
        serde_json::from_str(value).map(Some).map_err(odd)
    }

    /// A file: sent under its own name, or under another that `attach://` points to.
    pub(super) fn file(&self, name: &str) -> Option<&Upload> {
        let field = self.text(name).map_or(name, |value| value.strip_prefix("attach://").unwrap_or(value));
        self.files.iter().find(|file| file.field == field)
    }

    /// What the log keeps: files leave their names only.
    pub(super) fn without_files(self) -> Vec<(String, String)> {
        let files = self.files.into_iter().map(|file| (file.field, format!("attached: {}", file.name)));
        self.texts.into_iter().chain(files).collect()
    }
}

fn too_large() -> Failure {
    Failure::new(413, "Request Entity Too Large")
}

/// A JSON object as texts.
struct Texts(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::with_capacity(8);
                while let Some((name, value)) = members.next_entry::<Cow<'de, str>, &'de RawValue>()? {
                    if let Some(text) = text_of(value) {
                        texts.push((name.into_owned(), text));
                    }
                }
                Ok(Texts(texts))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

/// A string loses its quotes, `null` is absent, anything else stays JSON.
fn text_of(value: &RawValue) -> Option<String> {
    match value.get() {
        "null" => None,
        quoted if quoted.starts_with('"') => serde_json::from_str(quoted).ok(),
        other => Some(other.to_owned()),
    }
}
