//! What waits for the bot: the queue behind `getUpdates`.
//!
//! Source of its rules: Telegram's manual of `getUpdates`, and its server's source for what the
//! manual leaves out (a newer poll ends an older one; how long updates are kept).

use std::{collections::VecDeque, sync::Arc};

use tokio::sync::Notify;

use super::{failure::Failure, params::Params};

/// How long an unfetched button press is kept, in seconds.
const PRESS_KEPT: i64 = 150;
/// How long any other unfetched update is kept, in seconds.
const UPDATE_KEPT: i64 = 24 * 60 * 60;
/// After a count has begun anew, an offset farther beyond the newest update is of the former one, and
/// nothing is confirmed by it.
const AHEAD: i64 = 10;
/// Kinds a bot gets only when it names them.
const NAMED_ONLY: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];

/// The queue.
#[derive(Debug)]
pub(super) struct Updates {
    waiting: VecDeque<Waiting>,
    /// Confirmed, but to come again so many times.
    again: VecDeque<(u32, String)>,
    /// How often each update comes.
    pub(super) times: u32,
    next: i64,
    /// Whether the count began anew, lower than before.
    anew: bool,
    allowed: Vec<String>,
    poll: u64,
    pub(super) webhook: Option<String>,
    arrived: Arc<Notify>,
}

#[derive(Debug)]
struct Waiting {
    id: i64,
    json: String,
    expires: i64,
}

/// What one `getUpdates` asks.
#[derive(Debug)]
pub(super) struct Poll {
    pub(super) offset: i64,
    pub(super) limit: usize,
    /// Seconds to wait, 0 to 50.
    pub(super) timeout: u64,
    pub(super) allowed: Option<Vec<String>>,
}

/// The right to wait, until another poll takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PollTicket(u64);

impl Poll {
    pub(super) fn read(params: &Params) -> Result<Self, Failure> {
        Ok(Self {
            offset: params.number("offset")?.unwrap_or(0),
            limit: usize::try_from(params.number::<i64>("limit")?.unwrap_or(100).clamp(1, 100)).unwrap_or(100),
            timeout: params.number::<i64>("timeout")?.unwrap_or(0).clamp(0, 50).unsigned_abs(),
            allowed: params.json("allowed_updates")?,
        })
    }
}

impl Updates {
    pub(super) fn new(first: i64, arrived: Arc<Notify>) -> Self {
        Self {
            waiting: VecDeque::new(),
            again: VecDeque::new(),
            times: 1,
            next: first,
            anew: false,
            allowed: Vec::new(),
            poll: 0,
            webhook: None,
            arrived,
        }
    }

    /// Queues an update of a kind the bot asked for; gives its id.
    pub(super) fn push(&mut self, kind: &str, json: &str, now: i64) -> Option<i64> {
        let wanted = if self.allowed.is_empty() {
            !NAMED_ONLY.contains(&kind)
        } else {
            self.allowed.iter().any(|allowed| allowed == kind)
        };
        let kept = if kind == "callback_query" { PRESS_KEPT } else { UPDATE_KEPT };
        wanted.then(|| self.queue(&format!("\"{kind}\":{json}"), now + kept))
    }

    /// Queues the members of a JSON object, whatever their kind.
    pub(super) fn push_raw(&mut self, members: &str, now: i64) -> i64 {
        self.queue(members, now + UPDATE_KEPT)
    }

    fn queue(&mut self, members: &str, expires: i64) -> i64 {
        let id = self.next;
        self.next += 1;
        let comma = if members.trim().is_empty() { "" } else { "," };
        let json = format!("{{\"update_id\":{id}{comma}{members}}}");
        self.waiting.push_back(Waiting { id, json, expires });
        self.arrived.notify_waiters();
        id
    }

    /// Begins a poll: ends the one before it, forgets what the offset confirms.
    pub(super) fn begin(&mut self, poll: &Poll) -> Result<PollTicket, Failure> {
        if self.webhook.is_some() {
            return Err(Failure::new(
                409,
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
            ));
        }
        if let Some(allowed) = &poll.allowed {
            self.allowed.clone_from(allowed);
        }
        self.poll += 1;
        self.arrived.notify_waiters();
        self.confirm(poll.offset);
        Ok(PollTicket(self.poll))
    }

    /// Forgets all below the offset; a negative one keeps so many of the newest.
    fn confirm(&mut self, offset: i64) {
        if self.anew && offset >= self.next + AHEAD {
            return;
        }
        let kept = usize::try_from(offset.unsigned_abs()).unwrap_or(usize::MAX);
        while self.waiting.front().is_some_and(|update| offset > 0 && update.id < offset)
            || (offset < 0 && self.waiting.len() > kept)
        {
            let confirmed = self.waiting.pop_front().filter(|_| self.times > 1);
            self.again.extend(confirmed.map(|update| (self.times - 1, update.json)));
        }
    }

    /// The oldest updates, as a whole answer; nothing while there are none.
    pub(super) fn fetch(&mut self, ticket: PollTicket, limit: usize, now: i64) -> Result<Option<Vec<u8>>, Failure> {
        if ticket != PollTicket(self.poll) {
            return Err(Failure::new(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            ));
        }
        let fresh = self.waiting.iter().filter(|update| update.expires > now).map(|update| update.json.as_str());
        let mut all = self.again.iter().map(|(_, json)| json.as_str()).chain(fresh).take(limit).peekable();
        let found = all.peek().is_some().then(|| answer(all));
        self.again.iter_mut().take(limit).for_each(|(left, _)| *left -= 1);
        self.again.retain(|(left, _)| *left > 0);
        Ok(found)
    }

    /// Counts from here on: what waits keeps its number.
    pub(super) fn number_from(&mut self, next: i64) {
        (self.anew, self.next) = (next < self.next, next);
    }

    /// Answers a poll with this, whatever waits.
    pub(super) fn insert(&mut self, json: String) {
        self.again.push_back((1, json));
        self.arrived.notify_waiters();
    }

    /// How many wait unconfirmed.
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.waiting.clear();
    }

    /// The kinds asked for; empty when Telegram's own choice holds.
    pub(super) fn allowed(&self) -> &[String] {
        &self.allowed
    }
}

/// `getUpdates`' answer with these updates.
pub(super) fn answer<'a>(updates: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut body = br#"{"ok":true,"result":["#.to_vec();
    for (index, update) in updates.enumerate() {
        if index > 0 {
            body.push(b',');
        }
        body.extend_from_slice(update.as_bytes());
    }
    body.extend_from_slice(b"]}");
    body
}
