//! Updates in, messages out.
//!
//! ```text
//! intake ── inbox row ──> lanes ──> turn (route, advance, commit) ──> courier ── message ──>
//!                           ^                     │
//!                           └──── checks <────────┘
//! ```
//!
//! Owns: everything that knows Telegram. Must not know: how bills are asked or rows are kept;
//! both come through ports.
//!
//! | file | what it owns |
//! |---|---|
//! | [`api`] | the Bot API over HTTP |
//! | [`decode`], [`names`] | reading raw updates, totally |
//! | [`intake`] | long polling into the inbox |
//! | `said` | where a command ends and the words begin |
//! | [`lanes`] | in order within a conversation, at once across |
//! | [`route`] | the dptree tree: what an update means |
//! | [`door`], [`outside`] | who may use the bot, and what is heard of those who may not |
//! | [`limiter`] | who may ask the gateway now |
//! | [`scarce`] | what each person is given so many times an hour |
//! | [`turn`] | one turn and its transaction |
//! | [`checks`] | inquiries under way |
//! | [`courier`] | delivery |
//! | [`mod@line`] | whether Telegram can be reached |
//! | `former` | another bot's work in progress |
//! | [`gone`] | who left |
//! | [`shedding`] | what becomes of a flood |
//! | [`alerts`] | calling the owners |
//! | [`ledger`] | what the audit trail is told |
//! | [`erase`] | forgetting a person |
//! | [`sweep`] | rows that have outlived their use |

pub mod alerts;
pub mod checks;
mod command;
pub mod group_migration;
pub mod hourly;
pub mod inbox;
mod job;
pub mod lanes;
pub mod outbox;
pub mod render;
pub mod request;
pub mod roster;
pub mod route;
pub mod rows;
pub mod services;
pub mod token;
pub mod turn;
pub mod upkeep;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use crate::ports::{StoreError, Table};
use crate::shutdown::Shutdown;

use inbox::Intake;
use outbox::Courier;
use services::{Desk, Unread};
use turn::{Job, Turns};

/// How long accepted work may take once the process is asked to stop. What is not done by then
/// is durable, and the next start does it.
const DRAIN: Duration = Duration::from_secs(8);

/// Runs the bot at this desk until asked to stop, then drains. `heartbeat` is called after every
/// good poll with the number of updates that wait.
///
/// # Errors
/// When the store cannot be read at the start, or Telegram refuses the token.
pub async fn serve(
    desk: Arc<Desk>,
    heartbeat: Box<dyn Fn(usize) + Send + Sync>,
    shutdown: Shutdown,
) -> Result<(), ServeError> {
    tokio::select! {
        biased;
        () = shutdown.requested() => return Ok(()),
        settled = upkeep::former::leave_behind(&desk) => settled?,
    }
    let courier = Courier::new(Arc::clone(&desk));
    let turns = Turns::new(Arc::clone(&desk), courier.clone());
    let intake = Intake::new(Arc::clone(&desk), Arc::clone(&turns), courier.clone(), heartbeat)?;
    let messages = courier.resume(&desk).map_err(Unread::of("what was still to be delivered"))?;
    let updates = intake.resume().map_err(Unread::of("what was still to be answered"))?;
    let checks = resume_checks(&desk, &turns).map_err(Unread::of("which checks were under way"))?;
    if messages + updates + checks > 0 {
        log::info!(messages, updates, checks; "taking up what the last run left");
    }
    let sweeper = tokio::spawn(upkeep::sweep::run(Arc::clone(&desk)));
    let caller = tokio::spawn(alerts::run(Arc::clone(&desk), courier.clone()));
    let introduced = upkeep::startup::introduce(&desk);
    let outcome = {
        let polling = intake.run(shutdown);
        tokio::pin!(polling);
        tokio::select! {
            // In order, so that a simulation repeats itself.
            biased;
            () = &mut polling => Ok(()),
            introduced = introduced => match introduced {
                Ok(()) => {
                    polling.await;
                    Ok(())
                }
                Err(refused) => Err(ServeError::from(refused)),
            },
        }
    };
    sweeper.abort();
    caller.abort();
    drain(&turns, &courier).await;
    if let Err(error) = desk.note_asked().await {
        log::warn!(error:%; "what was asked today could not be written down");
    }
    outcome
}

fn resume_checks(desk: &Desk, turns: &Turns) -> Result<usize, StoreError> {
    let rows = desk.store.scan(Table::Conversation, &[], usize::MAX)?;
    let seats: Vec<_> = rows.iter().filter_map(|(key, _)| rows::seat_of(key)).collect();
    for seat in &seats {
        turns.lanes().push(desk.seat(*seat), Job::Resume);
    }
    Ok(seats.len())
}

async fn drain(turns: &Turns, courier: &Courier) {
    let all = async {
        turns.lanes().at_most(0).await;
        // In this order: an answer that came while messages are delivered would owe one more, which the end of the
        // process would find delivered and not struck off.
        turns.halt_checks();
        turns.lanes().at_most(0).await;
        courier.all_delivered().await;
    };
    if timeout(DRAIN, all).await.is_err() {
        let (updates, messages) = (turns.lanes().waiting(), courier.waiting());
        log::warn!(updates, messages, checks = turns.checks(); "stopping with work left; the next start takes it up");
    }
}

/// Why the bot cannot go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store failed at the start.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// Telegram does not know the token.
    #[error("TELEGRAM_BOT_TOKEN is not accepted by Telegram: copy it again from BotFather")]
    TokenRefused,
}

impl From<upkeep::startup::TokenRefused> for ServeError {
    fn from(_: upkeep::startup::TokenRefused) -> Self {
        Self::TokenRefused
    }
}
