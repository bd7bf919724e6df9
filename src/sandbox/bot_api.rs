//! Telegram's Bot API, as far as this bot uses it and as strict as Telegram is.
//!
//! ```text
//! bot  --HTTP-->  http > params > method > { sending editing about commands updates }  --> world
//! test --Rust-->  people (acts for persons) > hearing   observe (looks and waits)   faults  --^
//! ```
//!
//! Owns: what Telegram would do with a call, and what it would tell the bot of what people do.
//! Must not know: the bot. Where Telegram's own words are not documented they follow its server's
//! source; what is not emulated is refused, never ignored: Markdown, channels, inline mode.

use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use bytes::Bytes;
use tokio::sync::{Notify, watch};

use crate::ports::{Clock, SystemClock};

use super::server::Server;

mod about;
mod addresses;
mod chat;
mod commands;
mod compose;
mod editing;
mod entities;
mod failure;
mod faults;
mod files;
mod hearing;
mod html;
mod http;
mod journal;
mod markup;
mod message;
mod method;
mod observe;
mod params;
mod people;
mod pictures;
mod queries;
mod sending;
mod tags;
mod trouble;
mod updates;
mod wire;
mod world;

pub use commands::BotCommand;
pub use entities::Entity;
pub use failure::Failure;
pub use faults::{Fault, Garbage, Ratio, RetryAfter};
pub use journal::{Call, CallOutcome};
pub use markup::{Action, Button, ForceReply, Markup};
pub use message::{Attachment, Author, Content, Message, Person};
pub use method::Method;
pub use observe::Observed;
pub use people::{Letter, Pick, PressError, Pressed};
pub use pictures::Picture;
pub use queries::{CallbackAnswer, QueryId};
pub use world::ChatAction;

use world::World;

/// How to start a [`BotApi`].
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

/// A Bot API server and the people in front of it. Ends when dropped.
///
/// Acting and looking are plain calls, cheap and never waiting; only [`BotApi::until`] waits.
/// A person or chat whose id nobody added is added on the spot.
#[derive(Debug)]
pub struct BotApi {
    /// None when it is called by hand only.
    server: Option<Server>,
    shared: Arc<Shared>,
}

/// What the server and the handle share.
pub(super) struct Shared {
    token: String,
    clock: Arc<dyn Clock>,
    world: Mutex<World>,
    arrived: Arc<Notify>,
    changed: watch::Sender<u64>,
}

impl BotApi {
    /// Starts a server.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(config: BotApiConfig) -> io::Result<Self> {
        let port = config.port;
        let Self { shared, .. } = Self::without_port(config);
        let server = Server::start(port, |closing| http::routes(Arc::clone(&shared), closing)).await?;
        Ok(Self { server: Some(server), shared })
    }

    /// The same without a network, for simulations: reached by [`BotApi::call`] alone.
    #[must_use]
    pub fn without_port(config: BotApiConfig) -> Self {
        let arrived = Arc::new(Notify::new());
        let world = World::new(&config, Arc::clone(&arrived), config.clock.now());
        let shared = Arc::new(Shared {
            token: config.token,
            clock: config.clock,
            world: Mutex::new(world),
            arrived,
            changed: watch::Sender::new(0),
        });
        Self { server: None, shared }
    }

    /// Calls a method with a body of JSON, as HTTP would: the reply's status and body, nothing
    /// where the connection would have been closed without one.
    pub async fn call(&self, method: &str, body: &[u8]) -> Option<(u16, Bytes)> {
        http::by_hand(&self.shared, method, body).await
    }

    /// Where it listens, for `TELEGRAM_API_URL`: `http://127.0.0.1:PORT`. Empty without a port.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.as_ref().map(Server::url).unwrap_or_default()
    }

    /// The bot's username, without `@`.
    #[must_use]
    pub fn username(&self) -> String {
        self.shared.look(|world| world.bot.username.clone().unwrap_or_default())
    }

    /// The bot's token, for `TELEGRAM_BOT_TOKEN`.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.shared.token
    }
}

impl Shared {
    /// Changes the world and wakes those who wait for a change.
    fn change<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        let now = self.clock.now();
        let outcome = {
            let mut world = self.lock();
            world.now = now;
            act(&mut world)
        };
        self.changed.send_modify(|version| *version += 1);
        outcome
    }

    fn look<T>(&self, look: impl FnOnce(&World) -> T) -> T {
        look(&self.lock())
    }

    fn lock(&self) -> MutexGuard<'_, World> {
        // A test's own assertion may have panicked while it looked; the world is whole.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
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
