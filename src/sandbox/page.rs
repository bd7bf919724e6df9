//! The demo's page: a phone messenger in the browser, and behind a drawer the operator's switches.
//!
//! ```text
//! browser  --POST-->  guard > actions  --> people of the Bot API's emulator
//!                             operator --> faults, the clock, the bot's process
//! browser  <--SSE--   follow < parts   <-- what both emulators show
//! ```
//!
//! Owns: what is shown and who may look; the static files of `page/web`, which are built into the
//! program and load nothing from elsewhere. Must not know: the bot. It sees what Telegram would
//! show to people, and starts and kills a process.

use std::{io, net::SocketAddr, sync::Arc};

use axum::{
    Router, middleware,
    routing::{get, post},
};

use super::{BotProcess, Sandbox, ShiftedClock, Stage, server::Server};

mod actions;
mod assets;
mod enclosures;
mod files;
mod follow;
mod guard;
mod operator;
mod orders;
mod parts;
mod shared;
mod shown;

use operator::Operator;
use shared::PageState;

/// How to serve a [`Page`].
#[derive(Debug, Clone)]
pub struct PageConfig {
    /// Where; port 0 takes a free one. On any address but this machine's own, whoever reaches it
    /// can use everything on it.
    pub listen: SocketAddr,
    /// The emulators' clock, which the operator moves.
    pub clock: Arc<ShiftedClock>,
}

/// A page that is served. Ends when dropped.
#[derive(Debug)]
pub struct Page {
    server: Server,
}

impl Page {
    /// Serves the chats of a stage that is open.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn start(
        config: PageConfig,
        sandbox: Arc<Sandbox>,
        stage: Arc<Stage>,
        bot: Arc<BotProcess>,
    ) -> io::Result<Self> {
        let operator = Operator::new(Arc::clone(&sandbox), bot, config.clock);
        let routes = |closing| routes(PageState { sandbox, stage, operator, closing });
        Ok(Self { server: Server::start_on(config.listen, routes).await? })
    }

    /// Where it is served, with the port that was free.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }
}

fn routes(shared: PageState) -> Router {
    Router::new()
        .route("/events", get(follow::events))
        .route("/file/{chat}/{message}", get(files::download))
        .route("/file", post(files::upload))
        .route("/say", post(actions::say))
        .route("/enclose", post(enclosures::enclose))
        .route("/forward", post(enclosures::forward))
        .route("/edit", post(actions::edit))
        .route("/press", post(actions::press))
        .route("/language", post(actions::language))
        .route("/operator", post(orders::order))
        .fallback(get(assets::serve))
        .layer(files::largest())
        .layer(middleware::from_fn(guard::guard))
        .with_state(Arc::new(shared))
}
