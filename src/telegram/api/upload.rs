//! A call's body: its parameters as JSON, and the file that goes along.

use std::collections::BTreeMap;

use reqwest::multipart::{Form, Part};
use serde_json::value::RawValue;

/// What a call carries. Without a file it is sent as JSON, with one as a form. Content of people: it has no debug form.
pub struct Body {
    /// The parameters, a JSON object.
    pub parameters: Vec<u8>,
    /// The file, if any.
    pub file: Option<File>,
}

/// A file on its way to Telegram.
pub struct File {
    /// The parameter it stands for, or the name that `attach://` gives.
    pub field: &'static str,
    /// The name that people see.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl From<Vec<u8>> for Body {
    fn from(parameters: Vec<u8>) -> Self {
        Self { parameters, file: None }
    }
}

/// Parameters and file as `multipart/form-data`: there a text stands without its quotes, and any other
/// value as JSON.
pub(super) fn form(parameters: &[u8], file: File) -> Form {
    let parameters: BTreeMap<String, &RawValue> = serde_json::from_slice(parameters).unwrap_or_default();
    let mut form = Form::new();
    for (name, value) in parameters {
        let text = serde_json::from_str(value.get()).unwrap_or_else(|_| value.get().to_owned());
        form = form.text(name, text);
    }
    form.part(file.field, Part::bytes(file.bytes).file_name(file.name))
}
