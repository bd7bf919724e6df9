//! From a request to an answer.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::State,
    http::{
        HeaderValue, Method, Request, StatusCode,
        header::{CONTENT_TYPE, DATE},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde_json::json;

use crate::sandbox::server::{Closing, hang_up};

use super::{
    codes::{self, Case, Service},
    control::AtGate,
    desk::SignedRequest,
    garbage::GarbageReply,
    handle::SharedDesk,
    inquiry::{BillRequest, MadeUpAnswer, refusal, reply},
    mode::Mode,
};

/// The largest request anybody needs to send.
const LARGEST: usize = 64 << 10;
const TOKEN_PATH: &str = "/v1/open-api/access-token";
const INQUIRY_PATH: &str = "/v1/open-api/transactions/inquiry-postpaid";
const BALANCE_PATH: &str = "/v1/open-api/balance";

#[derive(Clone)]
struct Door {
    shared: Arc<SharedDesk>,
    closing: Closing,
}

pub(super) fn routes(shared: Arc<SharedDesk>, closing: Closing) -> Router {
    Router::new().fallback(handle).with_state(Door { shared, closing })
}

async fn handle(State(door): State<Door>, request: Request<Body>) -> Response {
    let now = door.shared.clock.now();
    let mut response = door.route(request, now).await;
    // Clients read our clock off this header.
    let date = now.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(date) = HeaderValue::try_from(date) {
        response.headers_mut().insert(DATE, date);
    }
    response
}

impl Door {
    async fn route(&self, request: Request<Body>, now: DateTime<Utc>) -> Response {
        let (parts, body) = request.into_parts();
        match self.shared.lock().mode {
            Mode::Offline => return hang_up(),
            Mode::Garbage => return GarbageReply::HtmlPage.response(now),
            Mode::Normal | Mode::Slow(_) | Mode::Down | Mode::CutOff => {}
        }
        let Some(path) = parts.uri.path().strip_prefix(&self.shared.prefix) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        let Ok(body) = to_bytes(body, LARGEST).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        match (&parts.method, path) {
            (&Method::POST, TOKEN_PATH) => self.token(&parts, &body, now),
            (&Method::POST, INQUIRY_PATH) => self.inquire(&parts, &body, now).await,
            (&Method::GET, BALANCE_PATH) => self.balance(&parts, &body, now),
            _ => StatusCode::NOT_FOUND.into_response(),
        }
    }

    fn token(&self, parts: &Parts, body: &[u8], now: DateTime<Utc>) -> Response {
        let granted = self.shared.change(|desk| {
            desk.token_requests += 1;
            is_json(parts).and_then(|()| desk.auth.token(&parts.headers, body, now))
        });
        match granted {
            Ok(data) => sent(MadeUpAnswer::Json(200, reply("200012000", "Sukses", data)), now),
            Err(case) => sent(refusal(case, Service::Auth), now),
        }
    }

    fn balance(&self, parts: &Parts, body: &[u8], now: DateTime<Utc>) -> Response {
        match self.admit(parts, BALANCE_PATH, Service::Account, body, now) {
            Ok(()) => {
                sent(MadeUpAnswer::Json(200, reply("200032000", "Sukses", json!({ "balance": "1000000.00" }))), now)
            }
            Err(case) => sent(refusal(case, Service::Account), now),
        }
    }

    async fn inquire(&self, parts: &Parts, body: &[u8], now: DateTime<Utc>) -> Response {
        let admitted = is_json(parts)
            .and_then(|()| self.admit(parts, INQUIRY_PATH, Service::Transaction, body, now))
            .and_then(|()| BillRequest::read(body));
        let question = match admitted {
            Ok(question) => question,
            Err(case) => return sent(refusal(case, Service::Transaction), now),
        };
        let (turn, mode) =
            self.shared.change(|desk| (desk.count(&question.product_code, &question.account_number), desk.mode));
        if !self.gate().await {
            return hang_up();
        }
        let down = mode == Mode::Down || (mode == Mode::CutOff && question.is_electricity());
        if down {
            return sent(refusal(codes::SUPPLIER, Service::Transaction), now);
        }
        if let Mode::Slow(time) = mode {
            tokio::time::sleep(time).await;
        }
        match question.answer(&self.shared.more_products, turn, now) {
            MadeUpAnswer::Late(seconds, body) => {
                tokio::time::sleep(Duration::from_secs(seconds)).await;
                sent(MadeUpAnswer::Json(200, body), now)
            }
            answer => sent(answer, now),
        }
    }

    /// Lets a signed request in, and remembers it.
    fn admit(&self, parts: &Parts, path: &str, service: Service, body: &[u8], now: DateTime<Utc>) -> Result<(), Case> {
        self.shared.change(|desk| {
            let (signed, verdict) = desk.auth.check(parts, path, body, now);
            let refused = verdict.err().map(|case| case.code(service));
            desk.log(|serial| SignedRequest { serial, at: now, path: path.to_owned(), signed, refused });
            verdict
        })
    }

    /// Waits while the gate is closed; false when the server ends first.
    async fn gate(&self) -> bool {
        let mut held = self.shared.held.subscribe();
        if !*held.borrow() {
            return true;
        }
        let _waiting = AtGate::new(&self.shared);
        tokio::select! {
            released = held.wait_for(|held| !held) => released.is_ok(),
            () = self.closing.wait() => false,
        }
    }
}

fn is_json(parts: &Parts) -> Result<(), Case> {
    let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") { Ok(()) } else { Err(codes::INVALID) }
}

fn sent(answer: MadeUpAnswer, now: DateTime<Utc>) -> Response {
    match answer {
        MadeUpAnswer::GarbageReply(garbage) => garbage.response(now),
        MadeUpAnswer::Json(status, body) => json_response(status, body),
        MadeUpAnswer::Late(_, body) => json_response(200, body),
    }
}

fn json_response(status: u16, body: Vec<u8>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(CONTENT_TYPE, "application/json")], body).into_response()
}
