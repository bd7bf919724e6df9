//! A gateway with a script: it notes what it is asked and answers as told.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{ConnectInfo, Request, State},
    response::{IntoResponse as _, Response},
};
use cektagihan::{
    gateway::{
        CallLimits, KlikooClient, KlikooConfig,
        signer::{INQUIRY_PATH, PrivateKey, TOKEN_PATH},
    },
    ports::Clock,
};
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::sync::{Semaphore, watch};

use super::{StillClock, sample_replies};

/// One line of the script.
pub enum Line {
    /// A status and a body.
    Json(u16, Value),
    /// Any response.
    Whole(Response),
    /// The same once the gate lets one through.
    Gated(Arc<Semaphore>, u16, Value),
    /// A panic in the handler: the connection closes without a reply.
    HangUp,
    /// No reply, ever.
    Silence,
}

/// A request as it came.
#[derive(Clone)]
pub struct Asked {
    pub path: String,
    pub body: Bytes,
    /// The port at the other end: equal for requests over one connection.
    pub port: u16,
    headers: axum::http::HeaderMap,
}

impl Asked {
    /// A header's text, empty when it is missing.
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

#[derive(Default)]
struct Script {
    tokens: VecDeque<Line>,
    inquiries: VecDeque<Line>,
    granted: usize,
    asked: Vec<Asked>,
}

pub struct Biller {
    pub clock: Arc<StillClock>,
    pub base_url: String,
    script: Arc<Mutex<Script>>,
    count: watch::Receiver<usize>,
}

#[derive(Clone)]
struct Services(Arc<Mutex<Script>>, Arc<watch::Sender<usize>>);

/// The error reply of a code.
pub fn refusal(status: u16, case: u16) -> Line {
    Line::Json(status, json!({ "response_code": format!("{status}02{case}"), "response_message": "", "data": null }))
}

/// The electricity sample.
pub fn bill() -> Line {
    Line::Json(200, sample_replies().swap_remove(0))
}

/// A token that lives so many seconds.
pub fn token(name: &str, seconds: i64) -> Line {
    let data = json!({ "access_token": name, "token_type": "Bearer", "expires_in": seconds });
    Line::Json(200, json!({ "response_code": "200012000", "response_message": "Sukses", "data": data }))
}

/// `CallLimits` that let a test of silence end soon.
pub fn short() -> CallLimits {
    CallLimits { total: Duration::from_millis(400), ..CallLimits::default() }
}

impl Biller {
    /// Grants every token, answers every inquiry with the electricity sample.
    pub async fn with_samples() -> Self {
        Self::scripted([]).await
    }

    /// Answers inquiries by the script, then with the electricity sample.
    pub async fn scripted(inquiries: impl IntoIterator<Item = Line>) -> Self {
        Self::with_tokens([], inquiries).await
    }

    /// Answers token calls by a script too, then with `token-1`, `token-2` and so on.
    pub async fn with_tokens(
        tokens: impl IntoIterator<Item = Line>,
        inquiries: impl IntoIterator<Item = Line>,
    ) -> Self {
        let (tokens, inquiries) = (tokens.into_iter().collect(), inquiries.into_iter().collect());
        let script = Arc::new(Mutex::new(Script { tokens, inquiries, ..Script::default() }));
        let (arrivals, count) = watch::channel(0);
        let router = Router::new().fallback(answer).with_state(Services(Arc::clone(&script), Arc::new(arrivals)));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/klikoo-b2b/", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { clock: StillClock::new(), base_url, script, count }
    }

    /// A client with the limits of production, but without a pause.
    pub fn client(&self) -> KlikooClient {
        self.client_with(CallLimits { pause: Duration::ZERO, ..CallLimits::default() })
    }

    pub fn client_with(&self, limits: CallLimits) -> KlikooClient {
        let clock: Arc<dyn Clock> = Arc::<StillClock>::clone(&self.clock);
        KlikooClient::with_limits(config(&self.base_url), limits, clock).unwrap()
    }

    /// The inquiries so far.
    pub fn inquiries(&self) -> Vec<Asked> {
        self.asked_at(INQUIRY_PATH)
    }

    /// The token calls so far.
    pub fn tokens(&self) -> Vec<Asked> {
        self.asked_at(TOKEN_PATH)
    }

    /// Returns once so many requests of any kind have come.
    pub async fn has_been_asked(&self, times: usize) {
        self.count.clone().wait_for(|count| *count >= times).await.unwrap();
    }

    fn asked_at(&self, path: &str) -> Vec<Asked> {
        let path = format!("/klikoo-b2b{path}");
        self.script.lock().unwrap().asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }
}

pub fn config(base_url: &str) -> KlikooConfig {
    KlikooConfig {
        base_url: base_url.to_owned(),
        client_id: "3f9c8962-4c4b-4bb6-b3c1-8fc883519c02".to_owned(),
        client_secret: SecretString::from("9ec999e21a3be41064c52bb3f37554a2"),
        private_key: PrivateKey::from_pem(include_str!("../../vectors/throwaway-test-key.pem")).unwrap(),
    }
}

async fn answer(
    State(Services(script, arrivals)): State<Services>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    let asked = Asked { path: parts.uri.path().to_owned(), body, port: peer.port(), headers: parts.headers };
    let line = script.lock().unwrap().next(asked);
    arrivals.send_modify(|count| *count += 1);
    match line {
        Line::Json(status, value) => reply(status, &value),
        Line::Whole(response) => response,
        Line::Gated(gate, status, value) => {
            gate.acquire().await.unwrap().forget();
            reply(status, &value)
        }
        Line::HangUp => panic!("the connection is closed by this panic, as the script says"),
        Line::Silence => std::future::pending().await,
    }
}

fn reply(status: u16, value: &Value) -> Response {
    let status = axum::http::StatusCode::from_u16(status).unwrap();
    (status, Body::from(value.to_string())).into_response()
}

impl Script {
    fn next(&mut self, asked: Asked) -> Line {
        let for_a_token = asked.path.ends_with(TOKEN_PATH);
        self.asked.push(asked);
        if !for_a_token {
            return self.inquiries.pop_front().unwrap_or_else(bill);
        }
        self.granted += 1;
        self.tokens.pop_front().unwrap_or_else(|| token(&format!("token-{}", self.granted), 900))
    }
}
