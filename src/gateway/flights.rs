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
};

/// An answer on its way, or there already.
pub(super) type Flight = Shared<BoxFuture<'static, Inquired>>;

type Airborne = HashMap<Inquiry, Flight>;

/// The calls under way.
#[derive(Clone, Default)]
pub(super) struct Flights(Arc<Mutex<Airborne>>);

impl Flights {
    /// What is `known` already; else the call under way; else a call that `start` begins. A call
    /// runs in a task of its own: it is finished, and remembered, though everybody left.
    pub(super) fn board<F>(
        &self,
        inquiry: &Inquiry,
        known: impl FnOnce() -> Option<Inquired>,
        start: impl FnOnce() -> F,
    ) -> Flight
    where
        F: Future<Output = Inquired> + Send + 'static,
    {
        let mut airborne = self.lock();
        if let Some(known) = known() {
            return futures::future::ready(known).boxed().shared();
        }
        if let Some(flight) = airborne.get(inquiry) {
            return flight.clone();
        }
        let flight = self.take_off(inquiry, start());
        airborne.insert(inquiry.clone(), flight.clone());
        flight
    }

    /// Whether a call is under way.
    pub(super) fn has(&self, inquiry: &Inquiry) -> bool {
        self.lock().contains_key(inquiry)
    }

    fn take_off(&self, inquiry: &Inquiry, call: impl Future<Output = Inquired> + Send + 'static) -> Flight {
        let (flights, inquiry) = (self.clone(), inquiry.clone());
        let task = tokio::spawn(async move {
            // Made by the running task and not before: whoever boards still holds the lock that
            // landing takes, and a runtime that shuts down drops a task where it is spawned.
            let _landing = Landing { flights, inquiry };
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

    fn lock(&self) -> MutexGuard<'_, Airborne> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call that panicked, or a runtime that shuts down.
fn broken() -> InquiryError {
    InquiryError::Unreadable("the call broke down".to_owned())
}

/// Takes a call off the list, however it ends.
struct Landing {
    flights: Flights,
    inquiry: Inquiry,
}

impl Drop for Landing {
    fn drop(&mut self) {
        let landed = self.flights.lock().remove(&self.inquiry);
        drop(landed);
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
        let (flights, (release, released)) = (Flights::default(), oneshot::channel());
        let first = flights.board(&question(), || None, || released.map(|_| no_bill()));
        let second = flights.board(&question(), || None, || async { panic!("a second call") });
        drop(first);
        release.send(()).unwrap();
        assert_eq!(second.await, no_bill());
    }

    #[tokio::test]
    async fn a_call_is_finished_though_everybody_left() {
        let (flights, (done, finished)) = (Flights::default(), oneshot::channel());
        drop(flights.board(
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
        let flights = Flights::default();
        let first = flights.board(&question(), || None, || async { panic!("on purpose") });
        let second = flights.board(&question(), || None, || async { no_bill() });
        assert_eq!((first.await, second.await), (Err(broken()), Err(broken())));
        assert_eq!(flights.board(&question(), || None, || async { no_bill() }).await, no_bill());
    }

    #[tokio::test]
    async fn what_is_known_needs_no_call() {
        let known = Flights::default().board(&question(), || Some(no_bill()), || async { panic!("a call") });
        assert_eq!(known.await, no_bill());
    }

    #[tokio::test]
    async fn a_landed_call_leaves_nothing_behind() {
        let flights = Flights::default();
        flights.board(&question(), || None, || async { no_bill() }).await.unwrap_err();
        assert!(flights.lock().is_empty());
    }
}
