//! What every turn needs and none changes, and the few things learnt while running.
//!
//! Owns: the way to stored rows, the bot's own name, where moved groups went, the roster.

mod failed;
mod reading;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::dialogue::Conversation;
use crate::domain::catalogue::Catalogue;
use crate::domain::person::{ChatId, PersonId};
use crate::domain::profile::Profile;
use crate::domain::retention::Retention;
use crate::ports::{Alarm as _, BillGateway, Cause, Clock, Store, StoreError, Table, Transaction};

use super::alerts::Alerts;
use super::backoff::Backoff;
use super::checks::limiter::Limiter;
use super::group_migration::Migrations;
use super::outbox::departed::Departed;
use super::parts::Parts;
use super::roster::SharedRoster;
use super::rows::cache::RowCache;
use super::rows::meta;
use super::upkeep::erasures::Erasures;
use crate::tasks::Tasks;
use crate::telegram::api::Api;
use failed::Failed;

pub use super::rows::stored;

/// What every turn needs.
pub struct Services {
    /// Durable rows.
    pub store: Arc<dyn Store>,
    /// Who answers people's inquiries.
    pub gateway: Arc<dyn BillGateway>,
    /// Who answers those of background work: it waits for its turn and takes none of the people's.
    pub background: Arc<dyn BillGateway>,
    /// The products on offer.
    pub catalogue: Catalogue,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Who may use the bot.
    pub roster: SharedRoster,
    /// Who may ask the gateway now.
    pub limiter: Limiter,
    /// The Bot API.
    pub api: Api,
    /// Calls the owners.
    pub alerts: Arc<Alerts>,
    /// Chats that want nothing any more.
    pub departed: Departed,
    /// Who had everything erased.
    pub erasures: Erasures,
    /// How long what is known of people is kept.
    pub retention: Retention,
    /// Where groups went.
    pub migrations: Migrations,
    /// What goes on beside the conversations.
    pub tasks: Tasks,
    me: watch::Sender<Option<Arc<Me>>>,
    conversations: RowCache<Conversation>,
    profiles: Arc<RowCache<Profile>>,
    failed: Failed,
    /// Whether anybody's data was erased since the start.
    erased: AtomicBool,
}

/// A bot cannot start without what it should know: who may use it, for one.
#[derive(Debug, thiserror::Error)]
#[error("{what} cannot be read from the data folder ({source}): mend its disk, or restore a backup, then start again")]
pub struct Unread {
    what: &'static str,
    source: StoreError,
}

impl Unread {
    /// Of this, which cannot be read.
    pub(super) fn of(what: &'static str) -> impl Fn(StoreError) -> Self {
        move |source| Self { what, source }
    }
}

/// The bot's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Its id.
    #[serde(rename = "id")]
    pub id: PersonId,
    /// Its user name, without `@`.
    #[serde(rename = "username")]
    pub username: String,
}

impl Services {
    /// Services over these parts. Learns what the store remembers of the bot, of moved groups, of those who may use it
    /// and of what they asked today.
    ///
    /// # Errors
    /// [`Unread`]: without one of these it would do wrong, such as offer itself to a stranger.
    pub async fn new(parts: Parts) -> Result<Self, Unread> {
        let Parts { store, gateway, background, catalogue, clock, access, limits, retention, api } = parts;
        let (roster, mut illegible) = SharedRoster::load(&access, store.as_ref(), clock.now())
            .await
            .map_err(Unread::of("who may use the bot"))?;
        let (departed, marks) = Departed::recall(store.as_ref()).await.map_err(Unread::of("which chats are gone"))?;
        let moved = Migrations::recall(store.as_ref()).await.map_err(Unread::of("where groups have moved to"))?;
        let (migrations, unread) = moved;
        illegible.extend(marks.into_iter().chain(unread));
        let services = Self {
            alerts: Arc::new(Alerts::new(Arc::clone(&clock))),
            departed,
            store,
            gateway,
            background,
            catalogue,
            clock,
            roster,
            limiter: Limiter::new(limits),
            api,
            erasures: Erasures::default(),
            retention,
            erased: AtomicBool::new(false),
            me: watch::Sender::new(None),
            migrations,
            tasks: Tasks::default(),
            conversations: RowCache::default(),
            profiles: Arc::default(),
            failed: Failed::default(),
        };
        for row in &illegible {
            services.note_illegible(row);
        }
        let me = services.read::<Me>(meta::ME).await.map_err(Unread::of("the bot's own name"))?;
        services.me.send_replace(me.map(Arc::new));
        if let Some(asked) = services.read(meta::ASKED).await.map_err(Unread::of("what was asked today"))? {
            services.limiter.recall(asked);
        }
        if let Some(waiting) = services.roster.current().waiting() {
            services.alerts.raise(Cause::Recovered(waiting.made), None);
        }
        Ok(services)
    }

    /// Writes down what people have asked today.
    ///
    /// # Errors
    /// [`StoreError`] when it was not written.
    pub async fn save_day_counts(&self) -> Result<(), StoreError> {
        let mut transaction = Transaction::default();
        self.note_day_counts(&mut transaction);
        self.store.commit(transaction).await
    }

    /// Adds what people have asked today to a transaction, if anybody asked.
    pub(super) fn note_day_counts(&self, transaction: &mut Transaction) {
        let asked = self.limiter.asked(self.clock.now());
        if !asked.people.is_empty() {
            transaction.put(Table::Meta, meta::ASKED.to_vec(), stored(&asked));
        }
    }

    /// Conversations as they were last read or written.
    pub(super) fn conversations(&self) -> &RowCache<Conversation> {
        &self.conversations
    }

    /// People as they were last read or written.
    pub(super) fn profiles(&self) -> &Arc<RowCache<Profile>> {
        &self.profiles
    }

    /// Forgets what is in memory of conversations and people: rows of theirs are gone for good.
    pub(super) fn forget_known(&self) {
        self.conversations.forget();
        self.profiles.forget();
    }

    /// The bot's own account, once it is known.
    ///
    /// # Panics
    /// Never: the sender lives as long as the services.
    pub async fn me(&self) -> Arc<Me> {
        if let Some(me) = self.me.borrow().as_ref() {
            return Arc::clone(me);
        }
        let mut known = self.me.subscribe();
        let me = known.wait_for(Option::is_some).await.expect("the sender lives as long as the services");
        Arc::clone(me.as_ref().expect("waited until it is some"))
    }

    /// The bot's own account once Telegram names it anew. A former run's, which is known from the start, is not waited
    /// for: the token may be another bot's since. What is learnt from this call on counts.
    ///
    /// # Panics
    /// Never: the sender lives as long as the services.
    pub fn introduction(&self) -> impl Future<Output = Arc<Me>> + use<> {
        let mut known = self.me.subscribe();
        async move {
            known.changed().await.expect("the sender lives as long as the services");
            let me = known.borrow_and_update().clone();
            me.expect("nobody takes a name back")
        }
    }

    /// Learns the bot's own account.
    pub fn learn(&self, me: Me) {
        self.me.send_replace(Some(Arc::new(me)));
    }

    /// Notes that somebody's data is erased, messages owed to them included.
    pub(super) fn note_erasure(&self) {
        self.erased.store(true, Ordering::Release);
    }

    /// Whether a message may no longer be owed though nobody delivered it.
    pub(super) fn has_erased(&self) -> bool {
        self.erased.load(Ordering::Acquire)
    }

    /// Takes everything of a group to its new id.
    ///
    /// # Errors
    /// [`StoreError`] when nothing was moved.
    pub(super) async fn migrate(&self, from: ChatId, to: ChatId) -> Result<(), StoreError> {
        self.migrations.migrate(self.store.as_ref(), &self.roster, (from, to)).await
    }
}

/// Goes on trying while the store fails.
pub(super) async fn insist<F: Future<Output = Result<(), StoreError>>>(failure: &str, attempt: impl Fn() -> F) {
    let mut backoff = Backoff::of_the_store();
    while let Err(error) = attempt().await {
        log::error!(error:%; "{failure}");
        tokio::time::sleep(backoff.pause()).await;
    }
}
