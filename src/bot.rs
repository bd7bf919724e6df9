//! What runs: updates in, messages out.
//!
//! ```text
//! inbox ── row ──> lanes ──> turn (route, advance, commit) ──> outbox ── message ──>
//!                    ^                │
//!                    └─── checks <────┘
//! ```
//!
//! Owns: everything that happens between an update and a message. Must not know: how bills are asked, how rows are
//! kept, how bytes go to Telegram; the first two come through ports, the third is [`telegram`](crate::telegram).
//!
//! | file | what it owns |
//! |---|---|
//! | [`services`] | what every turn may use |
//! | [`inbox`] | updates until their turn is stored |
//! | [`lanes`], [`occasion`] | in order within a conversation, at once across |
//! | [`route`] | the dptree tree: what an update means, and what is heard of strangers |
//! | [`turn`] | one turn and its transaction |
//! | [`checks`] | inquiries under way, and who may ask the gateway now |
//! | [`outbox`] | messages until Telegram has them |
//! | [`roster`] | who may use the bot |
//! | [`rows`] | what is stored: keys, values, and those that were read last |
//! | `group_migration` | a group's new id |
//! | [`alerts`] | telling the owners |
//! | `hourly`, [`mark`] | what each person is given so many times an hour; by what something is known again |
//! | [`jobs`] | durable work that no turn waits for: sweeping |
//! | [`upkeep`] | the start's introduction, menus, erasing |

pub mod alerting;
pub mod alerts;
mod backoff;
pub mod checks;
mod group_migration;
mod hourly;
pub mod inbox;
pub mod jobs;
pub mod lanes;
pub mod mark;
pub mod occasion;
pub mod outbox;
pub mod parts;
pub mod roster;
pub mod route;
pub mod rows;
mod serve_error;
pub mod services;
pub mod turn;
pub mod upkeep;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, timeout_at};

use crate::ports::{Pages, StoreError, Table};
use crate::shutdown::Shutdown;

use crate::bot::turn::Turns;
use inbox::{Inbox, polling::Polling};
use jobs::Jobs;
use occasion::Occasion;
use outbox::Outbox;
use services::{Services, Unread};

pub use serve_error::ServeError;

/// How long accepted work may take once the process is asked to stop. What is not done by then
/// is durable, and the next start does it.
const DRAIN: Duration = Duration::from_secs(8);

/// Runs the bot on these services until asked to stop, then drains. `heartbeat` is called after every
/// good poll with the number of updates that wait.
///
/// # Errors
/// When the store cannot be read at the start, or Telegram refuses the token.
pub async fn serve(
    services: Arc<Services>,
    heartbeat: Box<dyn Fn(usize) + Send + Sync>,
    shutdown: Shutdown,
) -> Result<(), ServeError> {
    tokio::select! {
        biased;
        () = shutdown.requested() => return Ok(()),
        settled = upkeep::former::leave_behind(&services) => settled?,
    }
    let outbox = Outbox::new(Arc::clone(&services));
    let turns = Turns::new(Arc::clone(&services), outbox.clone());
    let inbox = Inbox::new(Arc::clone(&services), Arc::clone(&turns), outbox.clone()).await?;
    let messages = outbox.resume(&services).await.map_err(Unread::of("what was still to be delivered"))?;
    let updates = inbox.resume().await.map_err(Unread::of("what was still to be answered"))?;
    let checks = resume_checks(&services, &turns).await.map_err(Unread::of("which checks were under way"))?;
    if messages + updates + checks > 0 {
        log::info!(messages, updates, checks; "taking up what the last run left");
    }
    let jobs = Jobs::resume(Arc::clone(&services)).await.map_err(Unread::of("which jobs were under way"))?;
    let jobs = services.tasks.spawn(jobs.run());
    let caller = services.tasks.spawn(alerting::run(Arc::clone(&services), outbox.clone()));
    let introduced = upkeep::startup::introduce(&services);
    let outcome = {
        let polling = Polling::new(Arc::clone(&services), inbox, heartbeat).run(shutdown);
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
    jobs.abort();
    caller.abort();
    drain(&services, &turns, &outbox).await;
    if let Err(error) = services.save_day_counts().await {
        log::warn!(error:%; "what was asked today could not be written down");
    }
    outcome
}

async fn resume_checks(services: &Services, turns: &Turns) -> Result<usize, StoreError> {
    let mut many = 0;
    let mut pages = Pages::of(services.store.as_ref(), Table::Conversation);
    while let Some(page) = pages.next().await? {
        for seat in page.iter().filter_map(|(key, _)| rows::seat_of(key)) {
            turns.lanes().push(services.migrations.seat(seat), Occasion::Resume);
            many += 1;
        }
    }
    Ok(many)
}

async fn drain(services: &Services, turns: &Turns, outbox: &Outbox) {
    let all = async {
        turns.lanes().at_most(0).await;
        // In this order: an answer that came while messages are delivered would owe one more, which the end of the
        // process would find delivered and not struck off.
        turns.halt_checks();
        turns.lanes().at_most(0).await;
        outbox.all_delivered().await;
    };
    let end = Instant::now() + DRAIN;
    if timeout_at(end, all).await.is_err() {
        let (updates, messages) = (turns.lanes().waiting(), outbox.waiting());
        log::warn!(updates, messages, checks = turns.checks(); "stopping with work left; the next start takes it up");
    }
    // Words past the outbox and menus: nothing takes them up again.
    let _cut_off = timeout_at(end, services.tasks.drained()).await;
}
