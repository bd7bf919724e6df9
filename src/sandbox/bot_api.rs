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

use params::Params;
use std::{
    io,
    sync::{Arc, Mutex},
};

use bytes::Bytes;
use tokio::sync::{Notify, watch};

use super::server::Server;

mod about;
mod addresses;
mod chat;
mod commands;
mod compose;
mod config;
mod editing;
mod entities;
mod failure;
mod faults;
mod files;
mod forwards;
mod handle;
mod hearing;
mod html;
mod http;
mod journal;
mod letters;
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
pub use config::BotApiConfig;
pub use entities::Entity;
pub use failure::Failure;
pub use faults::{Fault, Garbage, Ratio, RetryAfter};
pub use handle::BotApi;
pub use journal::{Call, CallOutcome};
pub use markup::{Action, Button, ForceReply, Markup};
pub use message::{Attachment, Author, Contact, Content, ForwardOrigin, Location, Message, Person};
pub use method::Method;
pub use observe::Observed;
pub use people::{Letter, Pick, PressError, Pressed};
pub use pictures::Picture;
pub use queries::{CallbackAnswer, QueryId};
pub use world::ChatAction;

use handle::SharedWorld;
use world::World;

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
        let shared = Arc::new(SharedWorld {
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
        http::by_hand(&self.shared, method, Params::of_json(body)).await
    }

    /// Like [`BotApi::call`], with a file that stands for the parameter `field` or is attached under that name.
    pub async fn upload(
        &self,
        method: &str,
        body: &[u8],
        field: &str,
        name: &str,
        bytes: &[u8],
    ) -> Option<(u16, Bytes)> {
        let params = Params::of_json(body).map(|params| params.with_file(field, name, bytes));
        http::by_hand(&self.shared, method, params).await
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
