//! Checks under way: asking the gateway, and telling the conversation how it goes.
//!
//! Owns: one task per check and its clock. Must not know: what the person is shown.
//!
//! Nothing here is durable, and need not be: the check stands in its conversation's row, and
//! [`Checks::start`] is called for it again after a restart.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::FutureExt as _;
use serde::Serialize;
use tokio::task::AbortHandle;
use tokio::time::{Instant, timeout_at};

use crate::dialogue::{Check, CheckId, Event, Wait};
use crate::domain::person::{ChatId, Seat};
use crate::ports::{Inquired, InquiryError};

use super::desk::Desk;
use super::lanes::Lanes;
use super::turn::Job;

/// "Typing" shows from here on. A quicker answer needs none, and is spared a call to Telegram;
/// people take less than this for at once.
const TYPING: Duration = Duration::from_millis(150);
const MOMENT: Duration = Duration::from_secs(1);
const LONG: Duration = Duration::from_secs(5);
/// The last word must stand in the chat within 26 s.
const LAST: Duration = Duration::from_millis(25_500);

/// The checks under way.
pub struct Checks {
    desk: Arc<Desk>,
    running: Arc<Mutex<Running>>,
}

type Running = HashMap<(Seat, CheckId), AbortHandle>;

impl Checks {
    /// None yet.
    #[must_use]
    pub fn new(desk: Arc<Desk>) -> Self {
        Self { desk, running: Arc::default() }
    }

    /// Asks the gateway and reports to the conversation's lane.
    pub fn start(&self, lanes: &Lanes<Seat, Job>, seat: Seat, check: Check) {
        let (desk, lanes, running) = (Arc::clone(&self.desk), lanes.clone(), Arc::clone(&self.running));
        let name = (seat, check.id);
        let mut tasks = lock(&self.running);
        let task = tokio::spawn(async move {
            let outcome = ask(&desk, &lanes, seat, &check).await;
            lock(&running).remove(&name);
            let event = Event::Answered { check: check.id, outcome };
            lanes.push(seat, Job::Check(Box::new(check), event));
        });
        if let Some(former) = tasks.insert(name, task.abort_handle()) {
            former.abort();
        }
    }

    /// Forgets a check; its answer is dropped.
    pub fn stop(&self, seat: Seat, check: CheckId) {
        if let Some(task) = lock(&self.running).remove(&(seat, check)) {
            task.abort();
        }
    }

    /// Whether a check is being asked in this process.
    #[must_use]
    pub fn is_running(&self, seat: Seat, check: CheckId) -> bool {
        lock(&self.running).contains_key(&(seat, check))
    }

    /// How many are under way.
    #[must_use]
    pub fn count(&self) -> usize {
        lock(&self.running).len()
    }
}

fn lock(running: &Mutex<Running>) -> MutexGuard<'_, Running> {
    running.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks, and says on the way that it is taking its time.
async fn ask(desk: &Desk, lanes: &Lanes<Seat, Job>, seat: Seat, check: &Check) -> Inquired {
    let asked = Instant::now();
    let inquiry = AssertUnwindSafe(desk.gateway.inquire(&check.inquiry, check.freshness)).catch_unwind();
    tokio::pin!(inquiry);
    for (after, wait) in [(TYPING, None), (MOMENT, Some(Wait::Moment)), (LONG, Some(Wait::Long))] {
        if let Ok(outcome) = timeout_at(asked + after, &mut inquiry).await {
            return unbroken(outcome);
        }
        match wait {
            None => show_typing(desk, seat),
            Some(wait) => {
                lanes.push(seat, Job::Check(Box::new(check.clone()), Event::Waited { check: check.id, wait }));
            }
        }
    }
    timeout_at(asked + LAST, inquiry).await.map_or(Err(InquiryError::TimedOut), unbroken)
}

fn unbroken(outcome: std::thread::Result<Inquired>) -> Inquired {
    outcome.unwrap_or_else(|_| {
        log::error!("an inquiry broke");
        Err(InquiryError::Unreadable("our own fault".to_owned()))
    })
}

#[derive(Serialize)]
struct Typing {
    chat_id: ChatId,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_thread_id: Option<i32>,
    action: &'static str,
}

/// A courtesy: nobody waits for it and nothing hangs on it.
fn show_typing(desk: &Desk, seat: Seat) {
    let api = desk.api.clone();
    let chat_id = desk.whereabouts(seat.chat);
    let action = Typing { chat_id, message_thread_id: seat.topic.map(|topic| topic.0), action: "typing" };
    if let Ok(body) = serde_json::to_vec(&action) {
        tokio::spawn(async move { api.call("SendChatAction", body).await });
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use futures::future::BoxFuture;
    use reqwest::Url;
    use tokio::sync::mpsc;

    use super::*;
    use crate::domain::account::AccountNumber;
    use crate::domain::catalogue::Catalogue;
    use crate::domain::inquiry::Inquiry;
    use crate::domain::person::{Access, PersonId};
    use crate::domain::product::ProductCode;
    use crate::ports::{BillGateway, Clock, Freshness};
    use crate::store::MemoryStore;
    use crate::telegram::api::Api;
    use crate::telegram::lanes::Work;

    #[derive(Clone, Copy)]
    enum Gateway {
        Silent,
        Prompt,
        Broken,
    }

    impl BillGateway for Gateway {
        fn inquire<'a>(&'a self, _: &'a Inquiry, _: Freshness) -> BoxFuture<'a, Inquired> {
            match self {
                Self::Silent => std::future::pending().boxed(),
                Self::Prompt => std::future::ready(Err(InquiryError::NoOpenBill)).boxed(),
                Self::Broken => async { panic!("the gateway that breaks") }.boxed(),
            }
        }
    }

    struct Noon;

    impl Clock for Noon {
        fn now(&self) -> DateTime<Utc> {
            DateTime::from_timestamp(1_800_000_000, 0).unwrap()
        }
    }

    const SEAT: Seat = Seat { chat: ChatId(7), topic: None, person: PersonId(7) };
    const ID: CheckId = CheckId { source: 1, line: 0 };

    fn check() -> Check {
        let inquiry = Inquiry {
            product: ProductCode::parse("POSTPAIDPLN").unwrap(),
            account: AccountNumber::parse("514040400482").unwrap(),
            period: None,
        };
        Check { id: ID, inquiry, freshness: Freshness::Remembered, conversion: None, quote: None, asked_at: Noon.now() }
    }

    /// What a check reports, each with the seconds since it was asked.
    fn started(gateway: Gateway) -> (Checks, mpsc::UnboundedReceiver<(f32, Event)>) {
        let nowhere = Api::new(&Url::parse("http://127.0.0.1:9").unwrap(), &"1:x".into()).unwrap();
        let store = Arc::new(MemoryStore::default());
        let desk = Desk::new(store, Arc::new(gateway), Catalogue::embedded(), Arc::new(Noon), Access::Open, nowhere);
        let (said, hear) = mpsc::unbounded_channel();
        let asked = Instant::now();
        let lanes = Lanes::new(move |_, work| {
            let said = said.clone();
            async move {
                if let Work::Do(Job::Check(_, event)) = work {
                    drop(said.send((asked.elapsed().as_secs_f32(), event)));
                }
            }
        });
        let checks = Checks::new(Arc::new(desk));
        checks.start(&lanes, SEAT, check());
        (checks, hear)
    }

    fn waited(wait: Wait) -> Event {
        Event::Waited { check: ID, wait }
    }

    fn answered(error: InquiryError) -> Event {
        Event::Answered { check: ID, outcome: Err(error) }
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_gateway_still_gets_the_person_a_last_word_in_time() {
        let (_checks, mut hear) = started(Gateway::Silent);
        let (first, second, last) =
            (hear.recv().await.unwrap(), hear.recv().await.unwrap(), hear.recv().await.unwrap());
        assert_eq!((first.0.round(), first.1), (1.0, waited(Wait::Moment)));
        assert_eq!((second.0.round(), second.1), (5.0, waited(Wait::Long)));
        assert!(last.0 < 26.0);
        assert_eq!(last.1, answered(InquiryError::TimedOut));
    }

    #[tokio::test(start_paused = true)]
    async fn a_prompt_answer_is_not_announced() {
        let (checks, mut hear) = started(Gateway::Prompt);
        assert_eq!(hear.recv().await.unwrap().1, answered(InquiryError::NoOpenBill));
        assert_eq!(checks.count(), 0);
    }

    #[tokio::test(start_paused = true)]
    async fn a_gateway_that_breaks_is_an_answer_too() {
        let (_checks, mut hear) = started(Gateway::Broken);
        assert!(matches!(
            hear.recv().await.unwrap().1,
            Event::Answered { outcome: Err(InquiryError::Unreadable(_)), .. }
        ));
    }

    #[tokio::test(start_paused = true)]
    async fn a_stopped_check_says_no_more() {
        let (checks, mut hear) = started(Gateway::Silent);
        assert!(checks.is_running(SEAT, ID));
        checks.stop(SEAT, ID);
        drop(checks);
        assert_eq!(hear.recv().await, None, "the task is gone and with it whoever could speak");
    }
}
