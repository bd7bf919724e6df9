//! The wish to stop: fired by SIGTERM and SIGINT, heard wherever something waits.
//!
//! Owns: signals. Must not know: what stopping means; who holds a [`Shutdown`] decides that.

use std::io;

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use crate::tasks::Tasks;

/// Tells when to stop. Cheap to clone; every clone hears the same.
#[derive(Debug, Clone)]
pub struct Shutdown(watch::Receiver<bool>);

/// Asks to stop. Dropping it asks nothing.
#[derive(Debug, Clone)]
pub struct StopTrigger(watch::Sender<bool>);

impl StopTrigger {
    /// Asks to stop. Once is enough; more does no harm.
    pub fn fire(&self) {
        self.0.send_replace(true);
    }
}

impl Shutdown {
    /// A wish that only `StopTrigger` speaks: for tests and for those who stop themselves.
    #[must_use]
    pub fn by_hand() -> (StopTrigger, Self) {
        let (sender, receiver) = watch::channel(false);
        (StopTrigger(sender), Self(receiver))
    }

    /// Listens to SIGTERM and SIGINT. The first asks to stop; a second ends the process at once,
    /// with 143 or 130 as shells have it.
    ///
    /// # Errors
    /// When the system refuses a signal handler.
    ///
    /// # Panics
    /// Outside a tokio runtime.
    pub fn listen() -> io::Result<Self> {
        let (trigger, shutdown) = Self::by_hand();
        let mut signals = Signals { term: signal(SignalKind::terminate())?, int: signal(SignalKind::interrupt())? };
        // Never drained: it listens for as long as the process lives.
        Tasks::default().spawn(async move {
            let name = signals.next().await.name();
            log::info!(signal = name; "asked to stop");
            trigger.fire();
            std::process::exit(signals.next().await.exit_code());
        });
        Ok(shutdown)
    }

    /// Done once stopping was asked for, also when that was before the call.
    pub async fn requested(&self) {
        let mut receiver = self.0.clone();
        if receiver.wait_for(|asked| *asked).await.is_err() {
            // Whoever could ask is gone: nobody ever will.
            std::future::pending::<()>().await;
        }
    }

    /// Whether stopping was asked for.
    #[must_use]
    pub fn is_requested(&self) -> bool {
        *self.0.borrow()
    }
}

struct Signals {
    term: Signal,
    int: Signal,
}

#[derive(Clone, Copy)]
enum Kind {
    Term,
    Int,
}

impl Signals {
    async fn next(&mut self) -> Kind {
        tokio::select! {
            _ = self.term.recv() => Kind::Term,
            _ = self.int.recv() => Kind::Int,
        }
    }
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Term => "SIGTERM",
            Self::Int => "SIGINT",
        }
    }

    /// 128 and the signal's number.
    const fn exit_code(self) -> i32 {
        match self {
            Self::Term => 143,
            Self::Int => 130,
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn every_clone_hears_the_wish_also_afterwards() {
        let (trigger, shutdown) = Shutdown::by_hand();
        let other = shutdown.clone();
        assert!(other.requested().now_or_never().is_none());
        trigger.fire();
        other.requested().await;
        shutdown.requested().await;
        assert!(shutdown.is_requested());
    }

    #[tokio::test]
    async fn a_dropped_trigger_asks_nothing() {
        let (trigger, shutdown) = Shutdown::by_hand();
        drop(trigger);
        assert!(shutdown.requested().now_or_never().is_none());
        assert!(!shutdown.is_requested());
    }
}
