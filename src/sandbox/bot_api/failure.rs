//! What Telegram says when it does not do what was asked, and the envelope around every answer.

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::Response,
};
use serde::Serialize;
use serde_json::json;

use crate::domain::person::ChatId;

/// A refusal, as it goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// `error_code` and HTTP status.
    pub code: u16,
    /// `description`, word for word.
    pub description: Cow<'static, str>,
    /// `parameters.retry_after`, in seconds.
    pub retry_after: Option<u32>,
    /// `parameters.migrate_to_chat_id`.
    pub migrate_to: Option<ChatId>,
}

impl Failure {
    /// A refusal without parameters.
    #[must_use]
    pub fn new(code: u16, description: impl Into<Cow<'static, str>>) -> Self {
        Self { code, description: description.into(), retry_after: None, migrate_to: None }
    }

    /// 429 with `retry_after`.
    #[must_use]
    pub fn too_many(seconds: u32) -> Self {
        let description = format!("Too Many Requests: retry after {seconds}");
        Self { retry_after: Some(seconds), ..Self::new(429, description) }
    }

    /// 500, as Telegram words it.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(500, "Internal Server Error")
    }

    pub(super) fn bad(what: impl std::fmt::Display) -> Self {
        Self::new(400, format!("Bad Request: {what}"))
    }

    pub(super) fn forbidden(what: &str) -> Self {
        Self::new(403, format!("Forbidden: {what}"))
    }

    pub(super) fn upgraded(to: ChatId) -> Self {
        Self { migrate_to: Some(to), ..Self::bad("group chat was upgraded to a supergroup chat") }
    }

    pub(super) fn response(&self) -> Response {
        let mut envelope = json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(seconds) = self.retry_after {
            envelope["parameters"] = json!({ "retry_after": seconds });
        }
        if let Some(chat) = self.migrate_to {
            envelope["parameters"] = json!({ "migrate_to_chat_id": chat });
        }
        json_response(self.code, envelope.to_string().into_bytes())
    }
}

/// A method's outcome: the whole envelope, ready to send.
pub(super) type Outcome = Result<Vec<u8>, Failure>;

/// `{"ok":true,"result":..}`.
pub(super) fn success(result: &impl Serialize) -> Outcome {
    let mut envelope = br#"{"ok":true,"result":"#.to_vec();
    serde_json::to_writer(&mut envelope, result).map_err(|_| Failure::internal())?;
    envelope.push(b'}');
    Ok(envelope)
}

pub(super) fn json_response(status: u16, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
