//! The emulators, through real HTTP.

mod acting;
mod bills;
mod calls;
mod enclosing;
mod faults;
mod files;
mod gate;
mod polling;
mod signing;
mod strictness;
mod talking;
mod toxics;
mod trouble;
mod with_teloxide;

use std::{fmt::Write, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use cektagihan::{
    domain::person::{ChatId, PersonId},
    ports::{Clock, SystemClock},
    sandbox::{
        ManualClock, Sandbox,
        biller::{Biller, BillerConfig},
        bot_api::{BotApi, BotApiConfig, Person},
    },
};
use chrono::{DateTime, FixedOffset, Utc};
use ring::{digest, hmac, rand::SystemRandom, rsa, signature::RSA_PKCS1_SHA256};
use serde_json::{Value, json};

/// 23 November 2026, 10.31 WIB.
fn morning() -> DateTime<Utc> {
    "2026-11-23T03:31:00Z".parse().unwrap()
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// A Bot API, a client that speaks to it, and one person with a private chat.
struct Stage {
    api: BotApi,
    http: reqwest::Client,
    clock: Arc<ManualClock>,
    agent: PersonId,
    chat: ChatId,
}

impl Stage {
    async fn set() -> Self {
        Self::set_with(BotApiConfig::default()).await
    }

    async fn set_with(config: BotApiConfig) -> Self {
        let clock = Arc::new(ManualClock::at(morning()));
        let api = BotApi::start(BotApiConfig { clock: clock.clone(), ..config }).await.unwrap();
        let agent = api.add_person(Person::new(7001, "Agen"));
        api.tell(agent, "halo");
        Self { api, http: client(), clock, agent, chat: ChatId(7001) }
    }

    fn url(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.api.url(), self.api.token())
    }

    /// A call with a JSON body: HTTP status and envelope.
    async fn call(&self, method: &str, params: Value) -> (u16, Value) {
        self.post(method, "application/json", params.to_string()).await
    }

    async fn post(&self, method: &str, kind: &str, body: impl Into<reqwest::Body>) -> (u16, Value) {
        let request = self.http.post(self.url(method)).header("content-type", kind).body(body);
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap())
    }

    /// The result of a call that must succeed.
    async fn done(&self, method: &str, params: Value) -> Value {
        let (status, mut answer) = self.call(method, params).await;
        assert_eq!((status, &answer["ok"]), (200, &json!(true)), "{answer}");
        answer["result"].take()
    }

    /// The status and words of a call that must fail.
    async fn refused(&self, method: &str, params: Value) -> (u16, String) {
        let (status, answer) = self.call(method, params).await;
        assert_eq!((&answer["ok"], &answer["error_code"]), (&json!(false), &json!(status)), "{answer}");
        (status, answer["description"].as_str().unwrap().to_owned())
    }

    /// A text from the bot to the agent; its message id.
    async fn send(&self, text: &str) -> i64 {
        self.done("sendMessage", json!({ "chat_id": 7001, "text": text })).await["message_id"].as_i64().unwrap()
    }

    /// The update that is newest, confirming all before it.
    async fn newest_update(&self) -> Value {
        self.done("getUpdates", json!({ "offset": -1 })).await[0].clone()
    }
}

fn bad(words: &str) -> (u16, String) {
    (400, format!("Bad Request: {words}"))
}

/// A gateway, and a client that signs by the vendor's recipe, written out here once more so that
/// no mistake can be made twice.
struct Counter {
    biller: Biller,
    http: reqwest::Client,
    clock: Arc<ManualClock>,
    token: String,
}

const INQUIRY: &str = "/v1/open-api/transactions/inquiry-postpaid";

impl Counter {
    async fn open() -> Self {
        let clock = Arc::new(ManualClock::at(morning()));
        let biller = Biller::start(BillerConfig { clock: clock.clone(), ..BillerConfig::default() }).await.unwrap();
        let mut counter = Self { biller, http: client(), clock, token: String::new() };
        counter.token = counter.new_token().await;
        counter
    }

    fn timestamp(&self) -> String {
        let zone = FixedOffset::east_opt(7 * 3600).unwrap();
        self.clock.now().with_timezone(&zone).format("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string()
    }

    async fn new_token(&self) -> String {
        let (_, answer) = self.ask_token(&token_request(), &self.timestamp(), None).await;
        answer["data"]["access_token"].as_str().unwrap().to_owned()
    }

    async fn ask_token(&self, body: &Value, at: &str, signature: Option<&str>) -> (u16, Value) {
        let signed = format!("{}|{at}", body["additional_info"]["client_id"].as_str().unwrap_or_default());
        let signature = signature.map_or_else(|| rsa_signature(&signed), str::to_owned);
        let request = self.http.post(format!("{}/v1/open-api/access-token", self.biller.url()));
        let request = request.header("content-type", "application/json").header("open-api-timestamp", at);
        answer(request.header("open-api-signature", signature).body(body.to_string())).await
    }

    /// A signed request, as it should be.
    fn signed(&self, body: &str) -> reqwest::RequestBuilder {
        self.signed_at(body, &self.timestamp())
    }

    fn signed_at(&self, body: &str, at: &str) -> reqwest::RequestBuilder {
        let text = format!("POST:{INQUIRY}:{}:{}:{at}", self.token, hash(body));
        self.request(body, at, &hmac_signature(&text))
    }

    fn request(&self, body: &str, at: &str, signature: &str) -> reqwest::RequestBuilder {
        let request = self.http.post(format!("{}{INQUIRY}", self.biller.url())).bearer_auth(&self.token);
        let request = request.header("content-type", "application/json").header("open-api-timestamp", at);
        request.header("open-api-signature", signature).body(body.to_owned())
    }

    async fn inquire(&self, product: &str, number: &str) -> (u16, Value) {
        answer(self.signed(&json!({ "account_number": number, "product_code": product }).to_string())).await
    }

    async fn inquire_months(&self, product: &str, number: &str, months: &str) -> (u16, Value) {
        let body = json!({ "account_number": number, "period": months, "product_code": product });
        answer(self.signed(&body.to_string())).await
    }
}

fn token_request() -> Value {
    let known = Biller::credentials();
    let info = json!({ "client_id": known.client_id, "client_secret": known.client_secret });
    json!({ "grant_type": "client_credentials", "additional_info": info })
}

/// Status and body; a body that is no JSON is null.
async fn answer(request: reqwest::RequestBuilder) -> (u16, Value) {
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default())
}

fn hash(body: &str) -> String {
    let mut digits = String::new();
    for byte in digest::digest(&digest::SHA256, body.as_bytes()).as_ref() {
        write!(digits, "{byte:02x}").unwrap();
    }
    digits
}

fn hmac_signature(text: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA512, Biller::credentials().client_secret.as_bytes());
    STANDARD.encode(hmac::sign(&key, text.as_bytes()))
}

fn rsa_signature(text: &str) -> String {
    let pem: String = Biller::credentials().private_key_pem.lines().filter(|line| !line.starts_with('-')).collect();
    let key = rsa::KeyPair::from_pkcs8(&STANDARD.decode(pem).unwrap()).unwrap();
    let mut signature = vec![0; key.public().modulus_len()];
    key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text.as_bytes(), &mut signature).unwrap();
    STANDARD.encode(signature)
}

#[tokio::test]
async fn both_emulators_start_together() {
    let sandbox = Sandbox::start(Arc::new(SystemClock)).await.unwrap();
    assert!(sandbox.bot_api.url().starts_with("http://127.0.0.1:"));
    assert!(sandbox.biller.url().ends_with("/klikoo-b2b"));
}
