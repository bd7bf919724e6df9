//! Equal questions at one time become one call.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures::{
    FutureExt as _,
    future::{BoxFuture, Shared},
};

use crate::{
    domain::inquiry::Inquiry,
    ports::{Inquired, InquiryError},
    tasks::Tasks,
};

/// An answer on its way, or there already.
pub(super) type SharedAnswer = Shared<BoxFuture<'static, Inquired>>;

type UnderWay = HashMap<Inquiry, SharedAnswer>;

/// The calls under way.
#[derive(Clone, Default)]
pub(super) struct SingleFlight {
    calls: Arc<Mutex<UnderWay>>,
    tasks: Tasks,
}

impl SingleFlight {
    /// Returns what is `known` already; else the answer of the call under way; else that of a call which `start`
    /// begins. A call runs in a task of its own: it ends, and its answer is remembered, even if every caller has left.
    pub(super) fn join<F>(
        &self,
        inquiry: &Inquiry,
        known: impl FnOnce() -> Option<Inquired>,
        start: impl FnOnce() -> F,
    ) -> SharedAnswer
    where
        F: Future<Output = Inquired> + Send + 'static,
    {
        let mut under_way = self.lock();
        if let Some(known) = known() {
            return futures::future::ready(known).boxed().shared();
        }
        if let Some(answer) = under_way.get(inquiry) {
            return answer.clone();
        }
        let answer = self.spawn(inquiry, start());
        under_way.insert(inquiry.clone(), answer.clone());
        answer
    }

    /// Whether a call is under way.
    pub(super) fn has(&self, inquiry: &Inquiry) -> bool {
        self.lock().contains_key(inquiry)
    }

    fn spawn(&self, inquiry: &Inquiry, call: impl Future<Output = Inquired> + Send + 'static) -> SharedAnswer {
        let (calls, inquiry) = (self.clone(), inquiry.clone());
        let task = self.tasks.spawn(async move {
            // Created inside the task: `join` holds the lock that the guard's `drop` takes, and a runtime
            // that shuts down drops a new task inside `spawn`, which would deadlock.
            let _guard = CallGuard { calls, inquiry };
            call.await
        });
        let answer = task.map(|ended| {
            ended.unwrap_or_else(|why| {
                log::error!(panicked = why.is_panic(); "a call to the gateway broke down");
                Err(broken())
            })
        });
        answer.boxed().shared()
    }

    fn lock(&self) -> MutexGuard<'_, UnderWay> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call that panicked, or a runtime that shuts down.
fn broken() -> InquiryError {
    InquiryError::Unreadable("the call broke down".to_owned())
}

/// Removes a call from those under way when it is dropped, so also after a panic.
struct CallGuard {
    calls: SingleFlight,
    inquiry: Inquiry,
}

impl Drop for CallGuard {
    fn drop(&mut self) {
        let ended = self.calls.lock().remove(&self.inquiry);
        drop(ended);
    }
}

#[cfg(test)]
mod tests {
    use futures::channel::oneshot;

    use super::*;
    use crate::domain::{account::AccountNumber, product::ProductCode};

    fn question() -> Inquiry {
        let (product, account) = (ProductCode::parse("POSTPAIDPLN").unwrap(), AccountNumber::parse("514040400482"));
        Inquiry { product, account: account.unwrap(), period: None }
    }

    fn no_bill() -> Inquired {
        Err(InquiryError::NoOpenBill)
    }

    #[tokio::test]
    async fn a_call_outlives_whoever_asked_first() {
        let (calls, (release, released)) = (SingleFlight::default(), oneshot::channel());
        let first = calls.join(&question(), || None, || released.map(|_| no_bill()));
        let second = calls.join(&question(), || None, || async { panic!("a second call") });
        drop(first);
        release.send(()).unwrap();
        assert_eq!(second.await, no_bill());
    }

    #[tokio::test]
    async fn a_call_is_finished_though_everybody_left() {
        let (calls, (done, finished)) = (SingleFlight::default(), oneshot::channel());
        drop(calls.join(
            &question(),
            || None,
            || async move {
                done.send(()).unwrap();
                no_bill()
            },
        ));
        finished.await.unwrap();
    }

    #[tokio::test]
    async fn a_panic_reaches_everybody_as_a_failure_and_the_next_call_is_a_new_one() {
        let calls = SingleFlight::default();
        let first = calls.join(&question(), || None, || async { panic!("on purpose") });
        let second = calls.join(&question(), || None, || async { no_bill() });
        assert_eq!((first.await, second.await), (Err(broken()), Err(broken())));
        assert_eq!(calls.join(&question(), || None, || async { no_bill() }).await, no_bill());
    }

    #[tokio::test]
    async fn what_is_known_needs_no_call() {
        let known = SingleFlight::default().join(&question(), || Some(no_bill()), || async { panic!("a call") });
        assert_eq!(known.await, no_bill());
    }

    #[tokio::test]
    async fn a_landed_call_leaves_nothing_behind() {
        let calls = SingleFlight::default();
        calls.join(&question(), || None, || async { no_bill() }).await.unwrap_err();
        assert!(calls.lock().is_empty());
    }
}
