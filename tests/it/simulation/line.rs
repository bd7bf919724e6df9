//! The line to Telegram: slow, broken, garbled, told to wait; and what people see of what it
//! carries.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use cektagihan::domain::person::{ChatId, MessageId};
use cektagihan::telegram::api::{ApiError, Body, Carrier, Method};
use cektagihan::telegram::decode::update_id;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use tokio::time::{Instant, sleep, timeout};

use super::chats::is_apology;
use super::stage::Stage;

type Posted = Result<(u16, Vec<u8>), ApiError>;

/// Updates remembered, to come again.
const KEPT: usize = 40;

/// One life's line.
pub struct Phone {
    stage: Arc<Stage>,
    /// Chats that Telegram wants left alone, and until when.
    pauses: Mutex<HashMap<ChatId, Instant>>,
    former: Mutex<Vec<Box<RawValue>>>,
}

/// What happens to a call.
enum Fate {
    Well,
    TooMany(u64),
    Html(u16),
    Internal,
    Broken,
    /// It comes late, or too late.
    Slow(u64),
    /// Done, but the answer is lost or comes in pieces.
    Lost,
    Garbled,
    AnswerLate,
}

#[derive(Deserialize)]
struct Reply<T> {
    result: T,
}

#[derive(Deserialize)]
struct Sent {
    message_id: i32,
}

impl Carrier for Phone {
    fn post(&self, method: Method, body: Body, limit: Duration) -> BoxFuture<'_, Posted> {
        async move {
            let late = || Err(ApiError::Unreachable("no answer in time".into()));
            timeout(limit, self.carry(method, &body)).await.unwrap_or_else(|_| late())
        }
        .boxed()
    }
}

impl Phone {
    pub fn new(stage: Arc<Stage>) -> Arc<Self> {
        Arc::new(Self { stage, pauses: Mutex::default(), former: Mutex::default() })
    }

    async fn carry(&self, method: Method, body: &Body) -> Posted {
        self.powered().await;
        let call: Value = serde_json::from_slice(&body.parameters).unwrap();
        let chat = call["chat_id"].as_i64().map(ChatId);
        self.heed(method, chat, &call);
        let (latency, fate) = self.fate(method, chat);
        sleep(Duration::from_millis(latency)).await;
        match fate {
            Fate::Well => self.reach(method, chat, &call, body).await,
            Fate::TooMany(seconds) => Ok(self.too_many(method, chat, &call, seconds)),
            Fate::Html(status) => Ok((status, b"<html><body><h1>502 Bad Gateway</h1></body></html>".to_vec())),
            Fate::Internal => {
                Ok((500, br#"{"ok":false,"error_code":500,"description":"Internal Server Error"}"#.to_vec()))
            }
            Fate::Broken => Err(broken()),
            Fate::Slow(ms) => {
                sleep(Duration::from_millis(ms)).await;
                self.reach(method, chat, &call, body).await
            }
            Fate::Lost => {
                self.reach_unheard(method, chat, &call, body).await?;
                Err(broken())
            }
            Fate::Garbled => {
                let (status, mut reply) = self.reach_unheard(method, chat, &call, body).await?;
                reply.truncate(reply.len() / 2);
                Ok((status, reply))
            }
            Fate::AnswerLate => {
                let reply = self.reach_unheard(method, chat, &call, body).await;
                sleep(Duration::from_secs(20)).await;
                reply
            }
        }
    }

    /// Without power nothing goes on, for ever.
    async fn powered(&self) {
        if !self.stage.power.allows() {
            std::future::pending::<()>().await;
        }
    }

    fn fate(&self, method: Method, chat: Option<ChatId>) -> (u64, Fate) {
        let bad = self.stage.weather().telegram;
        let mut chance = self.stage.chance();
        let latency = chance.between(2, 90);
        if !chance.chance(bad) {
            return (latency, Fate::Well);
        }
        if let Some(chat) = chat {
            self.stage.ledger().line_failed(chat, self.stage.time.now());
        }
        let loses = method != Method::GetUpdates;
        let fate = match chance.between(0, 99) {
            0..30 => Fate::TooMany(chance.between(1, 20)),
            30..45 => Fate::Html(if chance.chance(700) { 502 } else { 200 }),
            45..50 => Fate::Internal,
            50..60 => Fate::Slow(chance.between(1_000, 14_000)),
            60..65 => Fate::Slow(20_000),
            65..72 if loses => Fate::Lost,
            72..77 if loses => Fate::Garbled,
            77..80 if loses => Fate::AnswerLate,
            _ => Fate::Broken,
        };
        (latency, fate)
    }

    /// Telegram is reached, but the bot will not know.
    async fn reach_unheard(&self, method: Method, chat: Option<ChatId>, call: &Value, body: &Body) -> Posted {
        let reply = self.reach(method, chat, call, body).await?;
        if let (Method::SendMessage, Some(chat), 200) = (method, chat, reply.0) {
            self.stage.chats().may_repeat(chat);
        }
        Ok(reply)
    }

    async fn reach(&self, method: Method, chat: Option<ChatId>, call: &Value, body: &Body) -> Posted {
        // Before, so that a press that is answered too late counts as answered.
        if let (Method::AnswerCallbackQuery, Some(query)) = (method, call["callback_query_id"].as_str()) {
            self.stage.chats().answers(query);
        }
        let reply = match &body.file {
            None => self.stage.telegram.call(&format!("{method:?}"), &body.parameters).await,
            Some(file) => {
                self.stage
                    .telegram
                    .upload(&format!("{method:?}"), &body.parameters, file.field, &file.name, &file.bytes)
                    .await
            }
        }
        .ok_or_else(broken)?;
        let reply = (reply.0, reply.1.to_vec());
        self.watch(method, chat, call, &reply);
        self.powered().await;
        if method == Method::GetUpdates && reply.0 == 200 {
            return Ok((200, self.updates(&reply.1)));
        }
        Ok(reply)
    }

    /// What people see now.
    fn watch(&self, method: Method, chat: Option<ChatId>, call: &Value, (status, reply): &(u16, Vec<u8>)) {
        let Some(chat) = chat else { return };
        if *status == 403 {
            self.stage.chats().is_closed(chat);
        }
        if *status != 200 || !matches!(method, Method::SendMessage | Method::EditMessageText) {
            return;
        }
        let sent: Reply<Sent> = serde_json::from_slice(reply).unwrap();
        let id = MessageId(sent.result.message_id);
        let text = call["text"].as_str().unwrap();
        if method == Method::SendMessage {
            self.stage.tell(format_args!("  in {} new {}: {}", chat.0, id.0, first_words(text)));
            self.stage.chats().sent(chat, text);
        } else {
            self.stage.tell(format_args!("  in {} edited {}: {}", chat.0, id.0, first_words(text)));
        }
        self.stage.chats().shows(&self.stage.telegram, chat, id);
    }

    fn too_many(&self, method: Method, chat: Option<ChatId>, call: &Value, seconds: u64) -> (u16, Vec<u8>) {
        if let (Some(chat), true) = (chat, is_delivery(method, call)) {
            self.pauses.lock().unwrap().insert(chat, Instant::now() + Duration::from_secs(seconds));
        }
        let reply = format!(
            r#"{{"ok":false,"error_code":429,"description":"Too Many Requests: retry after {seconds}","parameters":{{"retry_after":{seconds}}}}}"#
        );
        (429, reply.into_bytes())
    }

    /// What is owed waits as long as Telegram said.
    fn heed(&self, method: Method, chat: Option<ChatId>, call: &Value) {
        let Some(chat) = chat.filter(|_| is_delivery(method, call)) else { return };
        let paused = self.pauses.lock().unwrap().get(&chat).is_some_and(|until| Instant::now() < *until);
        // A message under way while its group gets a new id has not heard of the pause there.
        if paused && !self.stage.chats().has_moved(chat) {
            self.stage.chats().fault(format!("a call for {} came before Telegram allowed it", chat.0));
        }
    }

    /// Notes what comes, and makes some of it come again.
    fn updates(&self, reply: &[u8]) -> Vec<u8> {
        let Reply { result: fresh } = serde_json::from_slice::<Reply<Vec<Box<RawValue>>>>(reply).unwrap();
        for update in &fresh {
            self.stage.ledger().delivered(update.get());
        }
        let repeats = self.stage.weather().duplicates;
        let mut former = self.former.lock().unwrap();
        let mut chance = self.stage.chance();
        // What comes again is not ahead of what comes for the first time: one that was left with Telegram, while the
        // disk failed, never overtakes those before it.
        let newest = fresh.iter().filter_map(|update| update_id(update.get())).max();
        let is_behind = |update: &RawValue| newest.is_none_or(|newest| update_id(update.get()) <= Some(newest));
        let mut all: Vec<Box<RawValue>> =
            former.iter().filter(|update| is_behind(update) && chance.chance(repeats)).cloned().collect();
        for update in fresh {
            all.push(update.clone());
            while chance.chance(repeats) {
                all.push(update.clone());
            }
            former.push(update);
        }
        let excess = former.len().saturating_sub(KEPT);
        former.drain(..excess);
        let all: Vec<&str> = all.iter().map(|update| update.get()).collect();
        format!(r#"{{"ok":true,"result":[{}]}}"#, all.join(",")).into_bytes()
    }
}

/// Whether something owed is delivered. The word that nothing can be stored passes by all that.
fn is_delivery(method: Method, call: &Value) -> bool {
    matches!(method, Method::SendMessage | Method::EditMessageText | Method::DeleteMessage)
        && !is_apology(call["text"].as_str().unwrap_or_default())
}

fn broken() -> ApiError {
    ApiError::Unreachable("the connection broke".into())
}

fn first_words(html: &str) -> String {
    html.chars().take(90).map(|c| if c == '\n' { '/' } else { c }).collect()
}
