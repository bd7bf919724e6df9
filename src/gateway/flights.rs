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

    fn take_off(&self, inquiry: &Inquiry, call: impl Future<Output = Inquired> + Send + 'static) -> Flight {
        let (flights, inquiry) = (self.clone(), inquiry.clone());
        let task = tokio::spawn(async move {
            // Made by the running task and not before: whoever boards still holds the lock that
            // landing takes, and a runtime that shuts down drops a task where it is spawned.
            let _landing = Landing { flights, inquiry };
            call.await
        });
        task.map(|ended| ended.unwrap_or_else(|_| Err(broken()))).boxed().shared()
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
