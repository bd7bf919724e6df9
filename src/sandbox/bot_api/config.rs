//! How to start a Bot API server.

use std::sync::Arc;

use crate::ports::{Clock, SystemClock};

/// How to start a [`BotApi`](super::BotApi).
#[derive(Clone)]
pub struct BotApiConfig {
    /// The bot's token; the figure before the colon is its user id.
    pub token: String,
    /// The bot's username, without `@`.
    pub username: String,
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Whether in groups the bot gets only commands, replies to it and service messages, as
    /// Telegram has it by default.
    pub privacy: bool,
    /// The first update's id.
    pub first_update: i64,
    /// Every chat's first message's number.
    pub first_message: i32,
    /// How many messages a chat remembers; older ones are not found any more.
    pub kept_messages: usize,
    /// How many calls the log remembers.
    pub kept_calls: usize,
}

impl Default for BotApiConfig {
    fn default() -> Self {
        Self {
            token: "4200000000:SANDBOX-not-a-secret-AAAAAAAAAAAAAAA".to_owned(),
            username: "cektagihan_sandbox_bot".to_owned(),
            port: 0,
            clock: Arc::new(SystemClock),
            privacy: true,
            first_update: 100_001,
            first_message: 1,
            kept_messages: 1_000,
            kept_calls: 1_000,
        }
    }
}

impl std::fmt::Debug for BotApiConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BotApiConfig")
            .field("username", &self.username)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}
